// Put before everything else in a page for an engine that does not tell what pages write to the console: notes it where
// the harness finds it. It sends nothing, so that it works under every policy that lets it run.
{
  const messages = (window.__messages = []);
  const words = (one) => (one instanceof Error ? `${one.name}: ${one.message}` : String(one));
  for (const level of ["error", "warn", "assert"]) {
    const own = console[level];
    console[level] = (...given) => {
      if (level !== "assert" || !given[0]) messages.push(given.map(words).join(" "));
      own.apply(console, given);
    };
  }
  // Those of elements do not bubble.
  addEventListener("error", (event) => messages.push(event.message ?? `${event.target.src ?? event.target.href} failed`), true);
  addEventListener("unhandledrejection", ({ reason }) => messages.push(`Unhandled rejection: ${words(reason)}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    messages.push(`The policy's ${violatedDirective} blocks ${blockedURI}`),
  );
}
