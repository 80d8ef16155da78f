// The panel "Share or embed": what a reader takes along of the scenario, and what an author chooses for an embed. It is
// fetched when a reader first opens it. Every text in it comes from the core's module; here they are laid out.
import { address, copy, png, readable, save } from "./export.js";
import STYLE from "./share.css";

// This script lies in a folder of the site.
const site = new URL("..", import.meta.url).href;

const GROUPS = [
  ["link", "Link and citation"],
  ["embed", "Embed it"],
  ["picture", "Pictures"],
  ["data", "Data"],
];

// How long the scenario stands still before the texts follow it, and the preview, which starts anew.
const TEXTS_PAUSE_MS = 150;
const PREVIEW_PAUSE_MS = 400;

const BY_HAND = "Selected: copy it with your keyboard.";

let core;
function module() {
  core ??= import(site + "expected-harm-core.js").then(async (core) => {
    await core.init();
    return core;
  });
  // The next to ask may have better luck.
  core.catch(() => (core = undefined));
  return core;
}

// The widget's file, which is fetched when it is wanted.
async function widget(scenario) {
  const answer = await fetch(`${site}widget.html`);
  if (!answer.ok) throw new Error(`widget.html could not be loaded: ${answer.status}`);
  return (await module()).bake(await answer.text(), scenario);
}

const sheets = new WeakMap();
function style(root) {
  const { CSSStyleSheet } = (root.ownerDocument ?? root).defaultView;
  if (!sheets.has(CSSStyleSheet)) {
    sheets.set(CSSStyleSheet, new CSSStyleSheet());
    sheets.get(CSSStyleSheet).replaceSync(STYLE);
  }
  const sheet = sheets.get(CSSStyleSheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

// An element with properties, or attributes where their name has a hyphen, and with children.
function make(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.includes("-") || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

const act = (words, name, onclick) =>
  make("button", { type: "button", className: "button", "aria-label": `${words} ${name}`, onclick }, words);

// Opens the panel that belongs to a button, or closes it; what was chosen in it stays.
export async function toggle(button) {
  const slot = button.closest("main, .embed").querySelector(".share");
  const panel = slot.panel?.isConnected ? slot.panel : undefined;
  if (panel && !panel.hidden) return close(button, panel);
  button.setAttribute("aria-expanded", "true");
  if (panel) {
    panel.hidden = false;
    panel.follow();
  } else {
    slot.panel = build(button);
    slot.replaceChildren(slot.panel);
    style(slot.getRootNode());
  }
  slot.panel.querySelector("h2").focus();
}

function close(button, panel) {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.focus();
}

function build(button) {
  const panel = make("section", { className: "export-panel", role: "group", "aria-labelledby": "export-title" });
  const status = make("p", { className: "note", role: "status" });
  const groups = make("div");
  panel.append(
    make("div", { className: "export-head" },
      make("h2", { id: "export-title", tabIndex: -1 }, "Share or embed"),
      make("button", { type: "button", className: "button", onclick: () => close(button, panel) }, "Close")),
    status, groups);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(button, panel);
  });
  // In an embed of an embed there is nothing to see.
  const preview = button.closest(".embed") ? undefined : frame(panel);
  let shown;
  let options;

  async function fill() {
    try {
      const { share } = await module();
      const answer = share(button.dataset.share, site, new Date(), options?.chosen());
      status.textContent = answer.warnings.join(" ");
      if (!shown) {
        options = choose(answer, follow);
        shown = answer.items.map((item) => one(item, status));
        groups.append(...GROUPS.map(([group, words]) => {
          const rows = shown.filter((row) => row.group === group).map((row) => row.element);
          const before = group === "embed" ? [make("div", { className: "export-embed" }, options.form, preview?.element ?? "")] : [];
          return make("section", { className: "export-group" }, make("h3", {}, words), ...before, ...rows);
        }));
      }
      options.name(answer);
      answer.items.forEach((item, at) => shown[at].follow(item));
      preview?.follow(answer.address, options.chosen().width);
    } catch (reason) {
      console.error(reason);
      status.textContent = `Couldn’t load the sharing tools (${reason.message}). This page’s address has the scenario.`;
    }
  }

  let waiting;
  function follow() {
    clearTimeout(waiting);
    waiting = setTimeout(fill, TEXTS_PAUSE_MS);
  }
  const watch = new MutationObserver(() => {
    if (!panel.isConnected) watch.disconnect();
    else if (!panel.hidden) follow();
  });
  watch.observe(button, { attributeFilter: ["data-share"] });
  panel.follow = follow;
  status.textContent = "Loading…";
  fill();
  return panel;
}

// What an author chooses: the form, what is chosen in it, and its labels, some of which follow the scenario.
function choose({ inputs, lenses }, changed) {
  const box = (type, name, value, words, checked) =>
    make("label", {},
      make("input", { type, value, checked, "data-option": name, ...(type === "radio" && { name: "export-theme" }) }),
      make("span", {}, words));
  const field = (legend, ...boxes) =>
    make("fieldset", {}, make("legend", {}, legend), ...boxes);
  const themes = [["auto", "The reader’s own"], ["light", "Light"], ["dark", "Dark"]];
  const named = inputs.map(([value, words]) => box("checkbox", "inputs", value, words, true));
  const FREE = "Left empty, it takes the width of its column.";
  const width = make("input", { type: "text", inputMode: "numeric", id: "export-width", autocomplete: "off", "aria-describedby": "export-width-note" });
  const form = make("div", { className: "export-options" },
    field("Colours", ...themes.map(([value, words]) => box("radio", "theme", value, words, value === "auto"))),
    field("Inputs to show", ...named),
    field("Questions to show", ...lenses.map(([value, words]) => box("checkbox", "lens", value, words, false))),
    field("Numbers", box("checkbox", "lock", "1", "Locked: readers see them and cannot change them", false)),
    make("div", { className: "row" }, make("label", { for: "export-width" }, "Greatest width in pixels"), width),
    make("p", { className: "note", id: "export-width-note" }, FREE));
  form.addEventListener("input", changed);
  const checked = (name) => [...form.querySelectorAll(`[data-option=${name}]:checked`)].map((box) => box.value);
  return {
    form,
    chosen() {
      const chosen = {};
      const [theme] = checked("theme");
      if (theme !== "auto") chosen.theme = theme;
      // All of them is what an embed shows by itself.
      const shown = checked("inputs");
      if (shown.length < named.length) chosen.inputs = shown;
      if (checked("lens").length) chosen.lens = checked("lens");
      if (checked("lock").length) chosen.lock = true;
      // As people write pixels: "640px", "1,000".
      const pixels = width.value.replace(/[\s,]/g, "").replace(/px$/i, "");
      if (pixels) chosen.width = pixels;
      return chosen;
    },
    name({ inputs, warnings }) {
      const wrong = warnings.find((warning) => warning.startsWith("width "));
      const note = form.lastElementChild;
      note.textContent = wrong ?? FREE;
      note.classList.toggle("error", !!wrong);
      width.classList.toggle("wrong", !!wrong);
      width.setAttribute("aria-invalid", String(!!wrong));
      inputs.forEach(([value, words], at) => {
        const [input, label] = named[at].children;
        input.value = value;
        label.textContent = words;
      });
    },
  };
}

// The embed as its readers see it, in a frame that behaves as the one of the snippet does.
function frame(panel) {
  const caption = make("figcaption", {});
  const element = make("figure", { className: "export-preview" }, caption);
  let frame;
  let shown;
  let waiting;
  const measure = () => frame && (caption.textContent = `Preview, ${frame.clientWidth} pixels wide`);
  addEventListener("message", ({ source, data }) => {
    if (frame && source === frame.contentWindow && data?.type === "expected-harm:height") frame.height = data.height;
  });
  // Later: words that take another line within the notification are a change which the observer cannot deliver any more,
  // and an error in the window.
  new ResizeObserver(() => setTimeout(measure)).observe(element);
  function show(address, width) {
    if (!frame) {
      frame = make("iframe", { title: "Preview of the embed", height: 600, src: address });
      element.prepend(frame);
    } else if (address !== shown) {
      // Without a step in the reader's history.
      frame.contentWindow.location.replace(address);
    }
    frame.width = /^\d{3,4}$/.test(width) ? width : 640;
    shown = address;
    measure();
  }
  return {
    element,
    follow(address, width) {
      if (frame && address === shown) return show(address, width);
      clearTimeout(waiting);
      waiting = setTimeout(() => !panel.hidden && show(address, width), frame ? PREVIEW_PAUSE_MS : 0);
    },
  };
}

// One thing to take along, with its buttons. Where the clipboard or files are refused, its text stands there selected.
function one(item, status) {
  const { name, file, group } = item;
  const drawn = file.endsWith(".svg");
  const whole = file.endsWith(".html");
  const note = make("p", { className: "note", role: "status" });
  const area = make("textarea", { readOnly: true, rows: 4, hidden: true, "aria-label": name });
  const picture = drawn ? make("img", { alt: "", className: "export-picture" }) : "";
  let { text } = item;

  const show = act("Show", name, () => reveal(area.hidden));
  function reveal(open) {
    area.hidden = !open;
    show.setAttribute("aria-expanded", String(open));
    show.textContent = open ? "Hide" : "Show";
    show.setAttribute("aria-label", `${show.textContent} ${name}`);
  }
  function select(content, words) {
    reveal(true);
    area.value = content;
    area.focus();
    area.select();
    note.textContent = words;
  }
  // The file is fetched once the reader wants it.
  const content = () => (whole ? widget(text) : text);
  const attempt = (action) => async () => {
    note.textContent = "";
    try {
      await action();
    } catch (reason) {
      console.error(reason);
      note.textContent = `That did not work (${reason.message}).`;
    }
  };
  const copied = attempt(async () => {
    const wanted = content();
    if (await copy(wanted)) note.textContent = "Copied.";
    else select(await wanted, BY_HAND);
  });
  const saved = attempt(async () => {
    const wanted = await content();
    if (save(new Blob([wanted], { type: "text/plain" }), file)) note.textContent = `Saved as ${file}.`;
    else select(wanted, `This frame may not save files. ${BY_HAND}`);
  });
  const savedAsPng = attempt(async () => {
    const blob = await png(text, name === "Chart" ? 2 : 1);
    const called = file.replace(".svg", ".png");
    if (save(blob, called)) note.textContent = `Saved as ${called}.`;
    else {
      picture.src = await readable(blob);
      note.textContent = `This frame may not save files. The picture is ${called} now: save it from its own menu.`;
    }
  });

  const buttons = make("span", { className: "export-buttons" });
  if (!whole) buttons.append(show);
  if (drawn) buttons.append(act("Save PNG", name, savedAsPng));
  if (file) buttons.append(act(drawn ? "Save SVG" : "Save", name, saved));
  buttons.append(act("Copy", name, copied));
  reveal(false);

  const purpose = make("small", {});
  const element = make("div", { className: "item" },
    make("div", { className: "row" }, make("div", {}, make("b", {}, name), purpose), buttons), picture, area, note);
  return {
    group,
    element,
    follow(item) {
      if (text !== item.text) note.textContent = "";
      text = item.text;
      purpose.textContent = item.purpose;
      if (!whole) area.value = text;
      if (drawn) picture.src = address(text);
    },
  };
}
