// Starts the page's WebAssembly. Until it runs, and if it never does, the prerendered result stays as it is; then a
// sentence says why the sliders do not move.
import init from "./app.js";

// What the page needs now and then and not at once, it asks of the module that other programs use too.
globalThis.expectedHarm = {
  // Rows of texts, each closed by a record separator, its texts by unit separators: no text has either.
  share(query, done) {
    const site = new URL(".", location.href).href.replace(/embed\/$/, "");
    const day = Math.floor(Date.now() / 86_400_000);
    this.core((core) => JSON.parse(core.share(query, site, day)).map((row) => row.join("\x1f") + "\x1e").join(""), done);
  },
  countries(_, done) {
    const row = ([, name, people]) => `${name}\x1f${people}\x1e`;
    this.core((core) => JSON.parse(core.countries()).map(row).join(""), done);
  },
  // Selects the text first: where the clipboard is refused, it is ready to be copied by hand.
  copy(id, done) {
    const field = document.getElementById(id);
    field.focus();
    field.select();
    const text = field.value;
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => done(true), () => done(false));
  },
  save(id, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([document.getElementById(id).value], { type: "text/plain" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
  core(ask, done) {
    import("../expected-harm-core.js")
      .then((core) => core.init().then(() => ask(core)))
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
