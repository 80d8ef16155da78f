// The arithmetic of Expected Harm for other programs. What each name means is said in expected-harm-core.d.ts.
import start, { assess as run, compare as between, countries as list, share as take, bake as put } from "./core.js";

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

export { init };

function check(name) {
  if (!ready) throw new Error(`expected-harm-core: call init() and wait for it before ${name}()`);
}

export function assess(query = "") {
  check("assess");
  return run(String(query));
}

export function compare(from, to) {
  check("compare");
  return between(String(from), String(to));
}

export function countries() {
  check("countries");
  return list();
}

export function share(query, site, day, options = {}) {
  check("share");
  // Lists as links have them; what is true is 1 there. No value has a sign that would begin another option.
  const word = (value) => (typeof value === "boolean" ? Number(value) : [value].flat().join("_").replaceAll("&", " "));
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${word(value)}`);
  return take(String(query), String(site), day, pairs.join("&"));
}

export function bake(widget, scenario) {
  check("bake");
  return put(String(widget), String(scenario));
}
