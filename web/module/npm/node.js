// The same module for Node, where fetch reads no files: the WebAssembly is read from beside it.
import { readFile } from "node:fs/promises";
import start, { wasm } from "./expected-harm-core.js";

export * from "./expected-harm-core.js";

export async function init(source) {
  await start(source ?? (await readFile(wasm)));
}

export default init;
