/**
 * The arithmetic of Expected Harm, as it runs on the page and in the command `expected-harm`.
 *
 * In a browser, or wherever `fetch` reads the address of this file:
 *
 *     import init, { assess } from "./expected-harm-core.js";
 *     await init();
 *     const { assessment } = JSON.parse(assess("risk=0.02&steps=3"));
 *
 * In Node, where `fetch` reads no files:
 *
 *     import { readFile } from "node:fs/promises";
 *     import init, { assess, wasm } from "./expected-harm-core.js";
 *     await init(await readFile(wasm));
 */

/** Where the WebAssembly lies, beside this module. */
export const wasm: URL;

/**
 * Loads the WebAssembly, once however often it is called: from beside this module, from another address or answer, or
 * from its bytes. It fails when that cannot be loaded, and can then be called again.
 */
export function init(
  source?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module,
): Promise<void>;

export default init;

/**
 * The results of a link, or of its query alone, as a JSON text: the same, byte for byte, as that of
 * `expected-harm assess --link <query> --lens all --format json`.
 *
 * It never fails on a query: what cannot be used is left out, and `warnings` in the document says so. Before `init` has
 * finished it throws.
 */
export function assess(query: string): string;

/**
 * Which input makes how much of the gap between two scenarios, each a link, its query or the name of a preset such as
 * `comment`, as a JSON text: the same, byte for byte, as that of `expected-harm compare <from> <to> --format json`.
 *
 * `contributions` has the mean effect of each input over all orders of changing them. They add up to `gap`, which is
 * ln(to / from); their exponentials are factors that multiply to `ratio`. Where one side has no expected deaths, `measure`
 * is `expected_deaths` and they are counted in those. Swapping the sides changes signs only.
 */
export function compare(from: string, to: string): string;

/**
 * The countries and areas with their population in the middle of 2026 (United Nations, World Population Prospects 2024,
 * medium variant), largest first, as a JSON text: an array of rows `[code of ISO 3166-1 or null, name, people]`.
 */
export function countries(): string;

/** How an embed looks and what may be changed in it. What is left out is as an embed has it by itself. */
export interface Options {
  /** Its colours; by itself those of the reader's system. */
  theme?: "auto" | "light" | "dark";
  /** The names of the inputs to show, such as `["risk", "scale-up"]`; an empty list for none. */
  inputs?: string[];
  /** The names of the questions to show, such as `["evaluations", "pause"]`. */
  lens?: string[];
  /** Whether readers may look at the numbers and not change them. */
  lock?: boolean;
  /** Its greatest width and the height of its frame in pixels, 100 to 4000. */
  width?: number;
  height?: number;
}

/**
 * What a reader takes along of a link: permalink, quotation, citation, snippets, pictures, table, document. A JSON text,
 * an object with
 *
 * - `items`: an array of objects with the texts `group` (`link`, `embed`, `picture` or `data`), `name`, `purpose`, `text`
 *   and `file`, the name of the file that it makes, or nothing. The text of the widget is what `bake` takes;
 * - `address`: that of the embed, for a frame;
 * - `inputs`, `lenses`: arrays of pairs, a value to put into the options' `inputs` and `lens` with its label;
 * - `warnings`: an array of sentences about options that cannot be used.
 *
 * It fails when the site is not an address that others can open.
 *
 * @param site the absolute address of the calculator, ending in a slash
 * @param day the day of the citation, in days since 1970-01-01
 */
export function share(query: string, site: string, day: number, options?: Options): string;

/** The text of a site's `widget.html` with what `share` has for the widget baked in. */
export function bake(widget: string, scenario: string): string;
