// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import { alone, ask, say, sharing, why } from "./common.js";

// The program is compiled while the rest of it arrives. Where that fails, what starts it looks at the file once more: it
// also takes one that a host sends as something else, and else says why not.
const file = () => fetch(new URL("./app_bg.wasm", import.meta.url));
const program = Promise.resolve().then(() => WebAssembly.compileStreaming(file())).catch(file);
// Whoever starts it says what is wrong with it; where nobody comes to that, another reason has been said.
program.catch(() => {});

// The page does not wait for this module, which so may come before the page's end.
if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done));

// This module lies in a folder of the site.
const site = new URL("..", import.meta.url).href;
const app = document.getElementById("app");
// The scenario of a page that is for one, at its address.
const { query: own } = app.dataset;
const begun = location.pathname;
// Some hosts escape the & of a link twice, and what follows it is the address's hash then. The reader of links knows that.
const asked = () => location.search + location.hash;

globalThis.expectedHarm = {
  ...ask(site),
  // Only a whole scenario, with its version, takes the place of a page's own: others add things to links.
  query() {
    return own === undefined || location.pathname !== begun || /[?&]v=/.test(asked()) ? asked() : own + asked().replace(/^\?/, "&");
  },
  // From a page for one scenario, others go over to the site's page.
  write(query, push) {
    const { pathname, search } = location;
    const hash = search.endsWith("&") ? "" : location.hash;
    if (`${query}${hash}` === this.query().replace("?", "")) return;
    if (own !== undefined) {
      document.title = "Expected Harm";
      // Browsers look for it again from the new address.
      const icon = document.querySelector("link[rel=icon]");
      icon.setAttribute("href", icon.href);
    }
    try {
      history[push ? "pushState" : "replaceState"](null, "", (own === undefined ? pathname : site) + (query && `?${query}`) + hash);
    } catch {
      // The page works without, and "copy link" has its own text.
    }
  },
};

app.addEventListener("click", sharing(() => import("./share.js")));

// What is done before the program has come, which draws over it, is done again once that is there. What a browser itself
// puts into fields, when it restores a page, was not done by the reader: the address has the scenario.
const early = new Map();
const named = (one) =>
  one.matches("summary") ? `summary[data-value="${one.dataset.value}"]` : one.id ? `#${one.id}` : `button[value="${one.value}"]`;
function note({ type, target }) {
  const one = target.closest(type === "input" ? "input" : "summary, button[value]");
  if (one) early.set(named(one), one.value);
}
app.addEventListener("input", note);
app.addEventListener("click", note);
function start(page) {
  app.removeEventListener("input", note);
  app.removeEventListener("click", note);
  const focus = app.contains(document.activeElement) && named(document.activeElement);
  page(site);
  setTimeout(() => {
    if (focus) app.querySelector(focus)?.focus();
    for (const [name, value] of early) {
      const one = app.querySelector(name);
      if (one?.matches("input")) {
        one.value = value;
        one.dispatchEvent(new Event("input", { bubbles: true }));
      } else one?.click();
    }
    if (app.dataset.layout === "embed") return alone(app);
    // Keeps the page for when there is no network. A frame does without, and where it is refused, the page does too.
    if (top === window) {
      try {
        navigator.serviceWorker?.register(`${site}service-worker.js`).catch(() => {});
      } catch {
        // Some browsers refuse the mere question.
      }
    }
  });
}

// All files are on their way already, and one that does not come is a reason that can be said.
import("./app.js").then(({ default: init, page }) => init({ module_or_path: program }).then(() => start(page))).catch((reason) => {
  console.error(reason);
  say(app, why(reason));
});
