// What the scripts that start a calculator share. The build puts it into each of them, so that none waits for another file.

// What a calculator needs now and then and not at once: it asks the module that other programs use too, on the same site.
// Rows of texts are closed by a record separator each, and their texts joined by unit separators: no text has either.
export const ask = (site) => ({
  share(query, done) {
    const day = Math.floor(Date.now() / 86_400_000);
    this.core((core) => JSON.parse(core.share(query, site, day)).map((row) => row.join("\x1f") + "\x1e").join(""), done);
  },
  countries(_, done) {
    const row = ([, name, people]) => `${name}\x1f${people}\x1e`;
    this.core((core) => JSON.parse(core.countries()).map(row).join(""), done);
  },
  // Selects the text first: where the clipboard is refused, it is ready to be copied by hand.
  copy(item, done) {
    const field = item.querySelector("textarea");
    field.focus();
    field.select();
    const text = field.value;
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => done(true), () => done(false));
  },
  save(item, name) {
    const link = document.createElement("a");
    const { value } = item.querySelector("textarea");
    link.href = URL.createObjectURL(new Blob([value], { type: "text/plain" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
  core(question, done) {
    import(site + "expected-harm-core.js")
      .then((core) => core.init().then(() => question(core)))
      .then(done, (reason) => {
        console.error(reason);
        done();
      });
  },
});

// Why the sliders do not move, in words and in the browser's.
export function why(reason) {
  const words =
    typeof WebAssembly === "undefined" ? "this browser has no WebAssembly"
    : /content security policy|unsafe-eval|disallowed by embedder/i.test(reason) ? "the security policy of this page does not allow WebAssembly"
    : reason instanceof WebAssembly.CompileError ? "the program arrived damaged"
    : reason instanceof TypeError || /fetch/.test(reason) ? "the program could not be loaded"
    : "the program failed";
  return `The sliders could not start: ${words} (${reason}).`;
}
