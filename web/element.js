// The calculator as an element of any page: <expected-harm risk="0.01" steps="3">. Its attributes are the inputs and the
// options of a link. What stands inside of it is shown until it runs, and if it never does.
//
// It tells of changes by the reader in its attributes and with the events `input` and `change`, whose `detail` has the
// query and the result. Keys that the calculator has a use for do not leave it. Colours and fonts are custom properties, to be set on the element: --paper, --card, --ink, --soft,
// --line, --edge, --accent, --on-accent, --area, --band, --mark, --wrong, --serif, --sans; --expected-harm-rem is the size
// of its text. Its parts are calculator, result, headline, inputs, figure, tools and footer.
import { ask, sharing, why } from "./common.js";
import STYLE from "./style.css";

const site = new URL(".", import.meta.url).href;

// Which attributes are inputs and options is the program's to say. Until it is there, all are that hardly are anything else.
let meant = (name) => (/^(class|style|id|title|lang|dir|data-.*|aria-.*)$/.test(name) ? undefined : name);
const remarked = new Set();
function isOurs({ name, value }) {
  const own = meant(name);
  if (own && own !== name && !remarked.has(name)) {
    remarked.add(name);
    console.warn(`<expected-harm> has no attribute "${name}"; did you mean ${own}?`);
  }
  // A theme is the style sheet's business.
  return own === name && !(name === "theme" && /^(auto|light|dark)$/.test(value));
}

const PARTS = {
  ".embed": "calculator", ".result": "result", ".headline": "headline", ".inputs": "inputs", figure: "figure",
  ".tools": "tools", footer: "footer",
};

// One start for all elements. An element that comes after a failure tries again.
let started;
function application() {
  globalThis.expectedHarm ??= ask(site);
  started ??= import("./app.js").then(
    (app) => app.default().then(() => {
      meant = app.attribute;
      return app;
    }),
  ).catch((reason) => {
    started = undefined;
    console.error(reason);
    throw reason;
  });
  return started;
}

// The style sheet of a document: no other takes it.
const sheets = new WeakMap();
function style({ defaultView: { CSS, CSSStyleSheet } }) {
  if (!sheets.has(CSSStyleSheet)) {
    // As a length, so that it is the reader's own size of text in every place of the calculator.
    try {
      CSS.registerProperty({ name: "--expected-harm-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
    } catch {
      // Registered already, or a browser that knows no such thing and takes it as it is written.
    }
    sheets.set(CSSStyleSheet, new CSSStyleSheet());
    sheets.get(CSSStyleSheet).replaceSync(STYLE);
  }
  return sheets.get(CSSStyleSheet);
}

// Keys that a control has a use for. A host that has shortcuts would take them too, since the document's focus is on this
// element and it cannot see that it is in a field. Tab and the keys of functions always leave, and so do a host's own
// combinations, but not those by which text is edited.
const EDITS = /^([acvxyz]|arrow.*|home|end|backspace|delete|enter)$/i;
const MOVES = /^(Arrow.*|Home|End|Page(Up|Down))$/;
function keeps({ key, ctrlKey, metaKey, altKey }, control) {
  if (/^(Tab|F\d+)$/.test(key)) return false;
  const combined = (ctrlKey || metaKey) && !(ctrlKey && altKey);
  if (control.matches("textarea, [type=text]")) return !combined || EDITS.test(key);
  if (combined) return false;
  if (key === "Escape") return control.closest(".export-panel") !== null;
  if (control.matches("select")) return true;
  return control.matches("[type=range], [type=radio]") && MOVES.test(key) || key === " " || key === "Enter";
}

const CONTROLS = "input, select, textarea, button, summary, a";
const within = ({ target }, controls) => target.closest?.(controls);

// Calculators whose elements have gone, for the next elements: each has the root that it is mounted on, and calls its
// listener with every result.
const idle = [];

function calculator(app, query, listener) {
  const reused = idle.pop();
  if (reused) {
    reused.listener = listener;
    // If the scenario is the same, nothing changes and the calculator does not call.
    listener(reused.result, false);
    begin(reused, query);
    return reused;
  }
  // The calculator speaks English from left to right, whatever the page around it does.
  const root = Object.assign(document.createElement("div"), { lang: "en", dir: "ltr" });
  const fresh = {
    root,
    listener,
    report(query, byReader, headline, expected_deaths, totalRisk) {
      if (!this.result) name(this.root);
      // The default scenario has an empty query, which would say that there is none.
      this.result = { query: query || "v=1", headline, expected_deaths, totalRisk };
      this.listener?.(this.result, byReader);
    },
  };
  app.mount(fresh.root, fresh, query, site);
  return fresh;
}

function name(root) {
  for (const [selector, part] of Object.entries(PARTS)) root.querySelector(selector).part = part;
}

// The calculator listens to the buttons in it, and this is one for a moment; its click does not leave the shadow.
function begin({ root }, query) {
  const button = document.createElement("button");
  button.value = `begin:${query}`;
  root.firstElementChild.append(button);
  button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  button.remove();
}

// What a reader was taking along is not the next element's.
function close(panel) {
  panel.replaceChildren();
  panel.closest(".embed").querySelector("[data-share]").setAttribute("aria-expanded", "false");
}

const pairs = (query) => {
  const pairs = new URLSearchParams(query);
  pairs.delete("v");
  return pairs;
};

// The result as others get it. The risk was once called as an input is that means another: one step's.
const published = (result) =>
  Object.defineProperty({ ...result }, "risk", {
    get() {
      console.info("<expected-harm>: `risk` of a result is now `totalRisk`, the risk of the whole scale-up; the attribute `risk` is that of one step.");
      return result.totalRisk;
    },
  });

class ExpectedHarm extends HTMLElement {
  #calculator;
  // The attributes as a query, when they were last read or written.
  #attributes;
  // What the calculator shows.
  #result = { query: "" };
  // Whether an `input` event waits for its `change` event, whether the reader has let go of the control, and the timer of
  // that event.
  #changing = false;
  #letGo = false;
  #rest;
  #watch = new MutationObserver(() => this.#read());

  /** The query of the inputs that are shown. */
  get query() {
    return this.#result.query;
  }

  /** The result that is shown: `query`, `headline`, `expected_deaths`, `totalRisk`; without a query it has not started. */
  get result() {
    return published(this.#result);
  }

  connectedCallback() {
    if (!this.#calculator) inSight.observe(this);
  }

  // Another document takes no style of this one's.
  adoptedCallback() {
    if (!this.#calculator) return;
    close(this.#calculator.root.querySelector(".share"));
    this.shadowRoot.adoptedStyleSheets = [style(this.ownerDocument)];
  }

  disconnectedCallback() {
    inSight.unobserve(this);
    // One that is only moved is connected again at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** Shows the calculator in place of what stands inside. */
  async start() {
    inSight.unobserve(this);
    let app;
    // It may also never come, without a word.
    const late = setTimeout(() => this.#fail(new TypeError("it has not arrived")), 6000);
    try {
      app = await application().finally(() => clearTimeout(late));
      if (!this.isConnected || this.#calculator || !this.ownerDocument.defaultView) return;
      this.#enter(app);
    } catch (reason) {
      this.#fail(reason);
    }
  }

  #shadow() {
    if (!this.shadowRoot) {
      const shadow = this.attachShadow({ mode: "open" });
      // Those of the controls inside are not this element's own.
      shadow.addEventListener("input", (event) => {
        event.stopPropagation();
        this.#letGo = false;
      });
      shadow.addEventListener("click", sharing(() => import("./share.js")));
      for (const type of ["keydown", "keypress", "keyup"]) {
        shadow.addEventListener(type, (event) => {
          const control = within(event, CONTROLS);
          if (control && keeps(event, control)) event.stopPropagation();
        });
      }
      // Neither is a drag of a slider one of the host's pages.
      for (const type of ["pointerdown", "mousedown", "touchstart"]) {
        const stop = (event) => within(event, "input, select, textarea") && event.stopPropagation();
        shadow.addEventListener(type, stop, { passive: true });
      }
      for (const type of ["change", "focusout", "click"]) shadow.addEventListener(type, () => this.#settle());
    }
    return this.shadowRoot;
  }

  #enter(app) {
    this.#attributes = this.#wanted();
    this.#calculator = calculator(app, this.#attributes, (result, byReader) => this.#follow(result, byReader));
    const shadow = this.#shadow();
    shadow.adoptedStyleSheets = [style(this.ownerDocument)];
    shadow.replaceChildren(this.#calculator.root);
    this.#watch.observe(this, { attributes: true });
  }

  #leave() {
    if (!this.#calculator) return;
    this.#watch.disconnect();
    close(this.#calculator.root.querySelector(".share"));
    this.shadowRoot.replaceChildren(document.createElement("slot"));
    this.#calculator.listener = undefined;
    idle.push(this.#calculator);
    this.#calculator = undefined;
  }

  #fail(reason) {
    const sentence = Object.assign(document.createElement("p"), { part: "failure", lang: "en", dir: "ltr" });
    const link = document.createElement("a");
    link.href = `${site}?${this.#wanted()}`;
    link.textContent = "Open the calculator on its own page";
    sentence.append(`${why(reason)} `, link, ".");
    this.#shadow().replaceChildren(document.createElement("slot"), sentence);
  }

  #wanted() {
    return String(new URLSearchParams([...this.attributes].filter(isOurs).map(({ name, value }) => [name, value])));
  }

  // The attributes may have been changed, and not by the reader.
  #read() {
    const wanted = this.#wanted();
    if (wanted === this.#attributes) return;
    this.#attributes = wanted;
    begin(this.#calculator, wanted);
  }

  #follow(result, byReader) {
    const before = this.#result.query;
    this.#result = result;
    if (!byReader || result.query === before) return;
    // Only what has changed: an author's "1 in 100" stays as it is written. What the host sets meanwhile is yet to be read.
    const [old, now, mine] = [pairs(before), pairs(result.query), new URLSearchParams(this.#attributes)];
    for (const name of old.keys()) {
      if (now.has(name)) continue;
      mine.delete(name);
      this.removeAttribute(name);
    }
    for (const [name, value] of now) {
      if (old.get(name) === value) continue;
      mine.set(name, value);
      this.setAttribute(name, value);
    }
    this.#attributes = String(mine);
    this.#changing = true;
    this.#dispatch("input");
    if (this.#letGo) this.#settle();
  }

  // A slider was let go of, a field left, a button pressed. The result may come a little later, and a key that is held
  // lets go of a slider many times.
  #settle() {
    this.#letGo = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      if (!this.#changing) return;
      this.#changing = false;
      this.#dispatch("change");
    }, 100);
  }

  #dispatch(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: this.result }));
  }
}

// Those far below the reader wait until they come near.
const inSight = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.start();
  },
  { rootMargin: "400px" },
);

if (!customElements.get("expected-harm")) customElements.define("expected-harm", ExpectedHarm);
