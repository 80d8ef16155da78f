// The calculator in one file, to be pasted whole. It asks nobody for anything, so that it works without a network and in
// a frame that has no origin, where storage, history, clipboard and downloads are refused.
import * as app from "./app.js";
import { why } from "./common.js";
import wasm from "./app_bg.wasm";

// What the language of the document was is lost where a host takes a file apart.
document.documentElement.lang = "en";

// There is no module beside it to ask.
globalThis.expectedHarm ??= {
  share: (_, done) => done(),
  countries: (_, done) => done(),
  copy: (_, done) => done(false),
  save() {},
};

// The scenario that was baked in: inputs, or an object that has them as its scenario, and options as its view.
function baked() {
  const text = document.getElementById("expected-harm-scenario")?.textContent;
  const document_ = text?.trim() ? JSON.parse(text) : {};
  const { scenario, view } = document_.scenario ? document_ : { scenario: document_ };
  const { version, theme, ...given } = { ...scenario, ...view };
  if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
  // JavaScript writes certainty like a typing error for 1%: links have 1.0 for it.
  const word = (value) => (value === 1 ? "1.0" : String(value));
  const query = Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [name, Array.isArray(value) ? value.map(word).join("_") : word(value)]);
  return { query: String(new URLSearchParams(query)), site: document_.site ?? "" };
}

const root = document.getElementById("app");
try {
  const { query, site } = baked();
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  await app.default({ module_or_path: bytes });
  app.mount(root, undefined, query, site);
} catch (reason) {
  const sentence = document.createElement("p");
  sentence.className = "boot-failure";
  sentence.textContent =
    reason instanceof SyntaxError
      ? `The scenario that was put into this widget cannot be read (${reason}). The result shown is that of the default scenario.`
      : `${why(reason)} The result shown is that of the default scenario.`;
  root.prepend(sentence);
}
