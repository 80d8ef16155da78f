// What an embed and the page around it say to each other: its height, in every dialect that a host is known to
// understand, and the theme. Messages are only posted to the window that holds the frame, and only from it taken.
import { follow } from "./offer.js";

const root = document.documentElement;
// An & that was escaped twice has become a hash.
const parameters = new URLSearchParams((location.search + location.hash).replace(/&#0*38;/g, "&").replace(/#.*/, ""));
const id = parameters.get("id");
// WordPress names the frame in a hash of its own: #?secret=…
const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");

function theme(name) {
  if (["light", "dark"].includes(name)) root.dataset.theme = name;
  else delete root.dataset.theme;
}
theme(parameters.get("theme"));

function height() {
  return Math.ceil(document.getElementById("app").getBoundingClientRect().height);
}

// pym.js names it in its address
const child = parameters.get("childId");
// iframe-resizer names it when it asks
let sized;

let sent;
function send(again) {
  const value = height();
  if (parent === window || (value === sent && !again)) return;
  sent = value;
  const post = (message) => parent.postMessage(message, "*");
  post({ type: "expected-harm:height", version: 1, id, height: value });
  // LessWrong and the Alignment Forum
  post({ type: "iframe-widget-resize", height: value });
  // WordPress, in answer to its secret alone
  if (secret) post({ message: "height", value, secret });
  // Embedly, Medium, Flourish
  post(JSON.stringify({ src: location.href, context: "iframe.resize", height: value }));
  // AMP
  post({ sentinel: "amp", type: "embed-size", height: value });
  // The two scripts by which pages of many sites size their frames
  if (child) post(["pym", child, "height", value].join("xPYMx"));
  if (sized) post(`[iFrameSizer]${sized}:${value}:${innerWidth}:${again ? "init" : "size"}`);
}

addEventListener("message", (event) => {
  if (event.source !== parent) return;
  const [, name] = /^\[iFrameSizer\]([^:]+):/.exec(event.data) ?? [];
  if (name) {
    sized = name;
    send(true);
  }
  if (typeof event.data !== "object" || event.data === null) return;
  const { type, message, theme: wanted } = event.data;
  if (type === "iframe-widget-request-resize" || type === "expected-harm:request-height" || message === "ready") send(true);
  if (type === "expected-harm:theme") theme(wanted);
});

// A frame may be allowed no window, and browsers say nothing of that to its reader. WordPress opens links to its site itself.
addEventListener("click", (event) => {
  const link = parent !== window && !event.ctrlKey && !event.metaKey && event.target.closest?.("footer a");
  if (!link) return;
  if (!secret) return follow(event, link, document.querySelector(".share"));
  event.preventDefault();
  parent.postMessage({ message: "link", value: link.href, secret }, "*");
});

// Later: what measures within the notification has the page around laid out too, and where that makes this frame another
// size, the observer cannot deliver it any more, which is an error in the window.
new ResizeObserver(() => setTimeout(send)).observe(document.getElementById("app"));
