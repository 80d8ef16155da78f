// Put in the place of service-worker.js where a site wants none any more: forgets what that has kept, and itself. Browsers
// come for it at the next visit; a file that is merely gone would leave the old one at work.
addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  const mine = (await caches.keys()).filter((name) => name.startsWith(`expected-harm ${registration.scope} `));
  await Promise.all(mine.map((name) => caches.delete(name)));
  await registration.unregister();
}
