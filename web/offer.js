// The link to the full calculator, where a frame may not open it: to be copied by its reader.

// A frame that may open no window gets none, or an exception in Firefox.
function opens(address) {
  try {
    return open(address) !== null;
  } catch {
    return false;
  }
}

// Puts the link into a slot, on the clipboard where that is allowed, and selected.
export function offer(slot, link) {
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.value = link;
  field.setAttribute("aria-label", "Link to the full calculator");
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  slot.replaceChildren(field, note);
  field.focus();
  field.select();
  const copied = navigator.clipboard?.writeText(link) ?? Promise.reject();
  const say = (words) => (note.textContent = `${words} The full calculator has snippets, pictures and a citation.`);
  copied.then(() => say("The link is copied."), () => say("The link is selected: copy it with your keyboard."));
}

// Opens a link, or offers it. A sandbox may have an origin and forbid windows all the same: what a browser does with a link
// then is nothing, so in a frame links are opened here.
export function follow(event, link, slot) {
  event.preventDefault();
  if (!opens(link.href)) offer(slot, link.href);
}
