// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import { ask, sharing, why } from "./common.js";

// This module lies in a folder of the site.
const site = new URL("..", import.meta.url).href;
const app = document.getElementById("app");
// The scenario of a page that is for one, at its address.
const { query: own } = app.dataset;
const begun = location.pathname;

globalThis.expectedHarm = {
  ...ask(site),
  // Only a whole scenario, with its version, takes the place of a page's own: others add things to links.
  query() {
    const { pathname, search } = location;
    return own === undefined || pathname !== begun || /[?&]v=/.test(search) ? search : own + search.replace("?", "&");
  },
  // From a page for one scenario, others go over to the site's page.
  write(query, push) {
    const { hash, pathname } = location;
    if (query === this.query().replace("?", "")) return;
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

// Both files are on their way already, and one that does not come is a reason that can be said.
import("./app.js").then(({ default: init, page }) => init().then(() => page(site))).catch((reason) => {
  console.error(reason);
  const sentence = document.createElement("p");
  sentence.className = "boot-failure";
  sentence.textContent = `${why(reason)} The result shown is that of ${app.dataset.query === undefined ? "the default" : "this page’s"} scenario.`;
  app.prepend(sentence);
});
