// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import init from "./app.js";

// What the page needs now and then and not at once, it asks of the module that other programs use too.
globalThis.expectedHarm = {
  core(what, argument, done) {
    import("../expected-harm-core.js")
      .then((core) => core.init().then(() => core[what](argument)))
      .then(done, (reason) => {
        console.error(reason);
        done();
      });
  },
};

init().catch((reason) => {
  console.error(reason);
  const sentence = document.createElement("p");
  sentence.className = "boot-failure";
  sentence.textContent = `The sliders could not start (${reason}). The result shown is that of the default scenario.`;
  document.getElementById("app").prepend(sentence);
});
