// The arithmetic of Expected Harm for other programs. expected-harm-core.d.ts says what each name means.
import start, * as core from "./core.js";

export const wasm = new URL("./core_bg.wasm", import.meta.url);

let started;
let ready = false;

export default function init(source = wasm) {
  started ??= start({ module_or_path: source }).then(
    () => {
      ready = true;
    },
    (reason) => {
      // The next call may have better luck, with the network or with another source.
      started = undefined;
      throw reason;
    },
  );
  return started;
}

function check(name) {
  if (!ready) throw new Error(`expected-harm-core: call init() and wait for it before ${name}()`);
}

export { init };

export function assess(query = "") {
  check("assess");
  return JSON.parse(core.assess(String(query)));
}

export function assessJson(query = "") {
  check("assessJson");
  return core.assess(String(query));
}

export function compare(from, to) {
  check("compare");
  return JSON.parse(core.compare(String(from), String(to)));
}

export function countries() {
  check("countries");
  return JSON.parse(core.countries());
}

const DAY_MS = 86_400_000;

export function share(query, site, date, options = {}) {
  check("share");
  const day = Math.floor(date / DAY_MS);
  if (Number.isNaN(day)) throw new TypeError(`expected-harm-core: share() expects a date, for example new Date(), but got ${date}`);
  // Lists as links have them; true is 1 there. No value may have a character that begins another option.
  const word = (value) => (typeof value === "boolean" ? Number(value) : [value].flat().join("_").replaceAll("&", " "));
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${word(value)}`);
  // A clock before 1970 is wrong, and must not become a date in the far future.
  return JSON.parse(core.share(String(query), String(site), Math.max(0, day), pairs.join("&")));
}

export function bake(widget, scenario) {
  check("bake");
  return core.bake(String(widget), String(scenario));
}
