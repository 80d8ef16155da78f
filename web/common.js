// What the scripts that start a calculator share. The build puts it into each of them, so that none waits for another file.

// What a calculator needs now and then and not at once: it asks the module that other programs use too, on the same site.
export const ask = (site) => ({
  // Rows of texts are closed by a record separator each, and their texts joined by unit separators: no text has either.
  countries(done) {
    import(site + "expected-harm-core.js")
      .then((core) => core.init().then(() => core.countries()))
      .then((table) => table.map(({ name, population }) => `${name}\x1f${population}\x1e`).join(""))
      .then(done, (reason) => {
        console.error(reason);
        done();
      });
  },
});

// Answers a click on "Share or embed" with the panel, which is a script of its own: `load` fetches it.
export const sharing = (load) => ({ target }) => {
  const button = target.closest?.("[data-share]");
  if (!button) return;
  load().then(({ toggle }) => toggle(button)).catch((reason) => {
    console.error(reason);
    button.closest("main, .embed").querySelector(".share").textContent =
      "Couldn’t load the sharing tools. This page’s address has the scenario.";
  });
};

// An embed that is opened by itself is the document's main part, and its headline the document's.
export function alone(app) {
  if (top !== window) return;
  app.setAttribute("role", "main");
  app.querySelector(".headline").setAttribute("aria-level", "1");
}

// Says what is wrong, above the prerendered result, which has the place for it as long as it stands there.
export function say(app, sentence) {
  document.documentElement.classList.add("late");
  (app.querySelector(".boot-failure span") ?? app).textContent = sentence;
}

// Why the sliders do not move, in words and in the browser's.
export function why(reason) {
  const words =
    typeof WebAssembly === "undefined" ? "this browser has no WebAssembly"
    : /content security policy|blocked by CSP|unsafe-eval|disallowed by embedder/i.test(reason) ? "the security policy of this page does not allow WebAssembly"
    : reason instanceof WebAssembly.CompileError ? "the program arrived damaged"
    : reason instanceof TypeError || /fetch/.test(reason) ? "the program could not be loaded"
    : "the program failed";
  return `The sliders could not start: ${words} (${reason}).`;
}
