/**
 * The arithmetic of Expected Harm, as it runs on the page and in the command `expected-harm`.
 *
 * In a browser, or wherever `fetch` reads the address of this file:
 *
 *     import init, { assess } from "./expected-harm-core.js";
 *     await init();
 *     const { assessment } = assess("risk=0.02&steps=3");
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
 * The results of a link, or of its query alone.
 *
 * It never fails on a query: it leaves out what it cannot use, and `warnings` in the document says so. Before `init` has
 * finished it throws.
 */
export function assess(query: string): Results;

/**
 * The same as a JSON text: byte for byte the output of
 * `expected-harm assess --link <query> --lens all --format json`.
 */
export function assessJson(query: string): string;

/** A country or area. */
export interface Country {
  /** Its code in ISO 3166-1; one area has none. */
  code: string | null;
  name: string;
  population: number;
}

/** One of two scenarios that are compared. */
export interface Side {
  /** Its title, if it is a preset. */
  name?: string;
  scenario: Inputs;
  expected_deaths: number;
}

/** The gap between two scenarios. */
export interface Comparison {
  version: 1;
  from: Side;
  to: Side;
  /** The deaths of `to` divided by those of `from`; null if there are none to divide by. */
  ratio: number | null;
  /** What `gap` measures: the deaths themselves if one side has none. */
  measure: "ln_expected_deaths" | "expected_deaths";
  gap: number;
  /** How much of the gap each input makes; the parts add up to it. */
  contributions: Record<string, number>;
  warnings: string[];
  software: string;
}

/**
 * Compares two scenarios, each given as a link, its query or the name of a preset such as `comment`.
 *
 * A contribution is the mean effect of an input over all orders of changing the inputs. The contributions add up to
 * `gap`, which is ln(to / from). Swapping the sides changes only their signs.
 */
export function compare(from: string, to: string): Comparison;

/**
 * The countries and areas with their population in the middle of 2026 (United Nations, World Population Prospects 2024,
 * medium variant), largest first.
 */
export function countries(): Country[];

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

/** A text to share: a permalink, a quotation, a snippet, a picture, a table. */
export interface Item {
  group: "link" | "embed" | "picture" | "data";
  name: string;
  purpose: string;
  /** For the widget, what `bake` takes. */
  text: string;
  /** The name of the file that it makes, or nothing. */
  file: string;
}

/** Everything to share about a scenario. */
export interface Shared {
  items: Item[];
  /** The address of the embed, for a frame. */
  address: string;
  /** The values that the option `inputs` takes, each with its label. */
  inputs: [value: string, label: string][];
  /** The values that the option `lens` takes, each with its question. */
  lenses: [value: string, question: string][];
  /** Sentences about options that cannot be used. */
  warnings: string[];
}

/**
 * Everything to share about a link. It fails when the site is not an address that others can open.
 *
 * @param site the absolute address of the calculator, ending in a slash
 * @param date the date of the citation, of which the day in UTC counts
 */
export function share(query: string, site: string, date: Date, options?: Options): Shared;

/** The text of a site's `widget.html` with the text of the widget from `share` in it. */
export function bake(widget: string, scenario: string): string;
