// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import init, { page } from "./app.js";
import { ask, why } from "./common.js";

// This module lies in a folder of the site.
globalThis.expectedHarm = ask(new URL("..", import.meta.url).href);

init().then(page).catch((reason) => {
  console.error(reason);
  const sentence = document.createElement("p");
  sentence.className = "boot-failure";
  sentence.textContent = `${why(reason)} The result shown is that of the default scenario.`;
  document.getElementById("app").prepend(sentence);
});
