// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import init from "./app.js";

// What the page needs now and then and not at once, it asks of the module that other programs use too.
globalThis.expectedHarm = {
  async core(what, argument) {
    const core = await import("../expected-harm-core.js");
    await core.init();
    return core[what](argument);
  },
};

init().catch((reason) => {
  console.error(reason);
  const sentence = document.createElement("p");
  sentence.className = "boot-failure";
  sentence.textContent = `The sliders could not start (${reason}). The result shown is that of the default scenario.`;
  document.getElementById("app").prepend(sentence);
});
