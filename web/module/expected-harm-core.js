// The arithmetic of Expected Harm for other programs. What each name means is said in expected-harm-core.d.ts.
import start, { assess as run } from "./core.js";

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

export function assess(query = "") {
  if (!ready) throw new Error("expected-harm-core: call init() and wait for it before assess()");
  return run(String(query));
}
