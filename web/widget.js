// The calculator in one file, to be pasted whole. It asks nobody for anything, so that it works without a network and in
// a frame that has no origin, where storage, history, clipboard and downloads are refused.
import * as app from "./app.js";
import { alone, say, why } from "./common.js";
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

// The link to the page with the present numbers. Everything else that can be taken along is there; and where a frame may
// open no window, the link can be copied.
function offer(slot, link) {
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.value = link;
  field.setAttribute("aria-label", "Link to the full calculator");
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  slot.replaceChildren(field, note);
  field.focus();
  field.select();
  const copied = navigator.clipboard?.writeText(link) ?? Promise.reject();
  const say = (words) => (note.textContent = `${words} The full calculator has snippets, pictures and a citation.`);
  copied.then(() => say("The link is copied."), () => say("The link is selected: copy it with your keyboard."));
}

// A frame that may open no window gets none, or an exception in Firefox.
function opens(address) {
  try {
    return open(address) !== null;
  } catch {
    return false;
  }
}

function take(event, site) {
  const button = event.target.closest("[data-share]");
  const away = event.target.closest("footer a");
  if (!button && (!away || origin !== "null")) return;
  event.preventDefault();
  if (away && opens(away.href)) return;
  const link = away ? away.href : `${site}${button.dataset.share && `?${button.dataset.share}`}`;
  const slot = root.querySelector(".share");
  if (button && slot.firstChild) slot.replaceChildren();
  else offer(slot, link);
  root.querySelector("[data-share]").setAttribute("aria-expanded", String(Boolean(slot.firstChild)));
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
