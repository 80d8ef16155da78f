// In the head of every page, before anything that loads. A host may have taken the slash from the end of the address: the
// page's links are relative to a folder, so that folder is its base. And where the address has a scenario of its own,
// the prerendered result is not its result: until the program has read it, the page says so.
(({ location: { pathname, search }, document: { documentElement: root, head } }) => {
  const last = pathname.split("/").pop();
  if (last && !/^index$|\.html?$/.test(last)) head.append(Object.assign(document.createElement("base"), { href: `${last}/` }));
  if (search.length > 1) root.classList.add("waits");
  // What starts the program is the one module that no page waits for. Of errors within it, it tells itself.
  addEventListener("error", ({ target }) => target.async && target.type === "module" && root.classList.add("late"), true);
})(window);
