// The calculator in one file, to be pasted whole. It asks nobody for anything, so that it works without a network and in
// a frame that has no origin, where storage, history, clipboard and downloads are refused.
import * as app from "./app.js";
import { alone, say, why } from "./common.js";
import { offer } from "./offer.js";
import wasm from "./app_bg.wasm";

// What the language of the document was is lost where a host takes a file apart.
document.documentElement.lang = "en";

// There is no module beside it to ask.
globalThis.expectedHarm ??= { countries: (done) => done() };

// The scenario that was baked in: inputs, or an object that has them as its scenario, options as its view, and the site.
function baked() {
  const text = document.getElementById("expected-harm-scenario")?.textContent;
  const document_ = text?.trim() ? JSON.parse(text) : {};
  const { scenario, view = {} } = document_.scenario ? document_ : { scenario: document_ };
  if (["light", "dark"].includes(view.theme)) document.documentElement.dataset.theme = view.theme;
  // JavaScript writes certainty like a typing error for 1%: links have 1.0 for it.
  const number = (value) => (value === 1 ? "1.0" : String(value));
  const pairs = (object, word) =>
    Object.entries(object)
      .filter(([name, value]) => value !== null && name !== "version" && name !== "site")
      .map(([name, value]) => [name, [value].flat().map(word).join("_")]);
  const query = [...pairs(scenario, number), ...pairs(view, String)];
  return { query: String(new URLSearchParams(query)), site: document_.site ?? "" };
}

// Everything else that can be taken along is at the link to the page with the present numbers; a second press takes it away.
function take({ target }, site) {
  const button = target.closest("[data-share]");
  if (!button) return;
  const slot = root.querySelector(".share");
  if (slot.firstChild) slot.replaceChildren();
  else offer(slot, `${site}${button.dataset.share && `?${button.dataset.share}`}`);
  button.setAttribute("aria-expanded", String(Boolean(slot.firstChild)));
}

const root = document.getElementById("app");
try {
  const { query, site } = baked();
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  await app.default({ module_or_path: bytes });
  app.mount(root, undefined, query, site);
  setTimeout(() => alone(root));
  root.addEventListener("click", (event) => take(event, site));
} catch (reason) {
  const unreadable = `The scenario that was put into this widget cannot be read (${reason}).`;
  say(root, reason instanceof SyntaxError ? unreadable : why(reason));
}
