// Keeps one version of the page for when there is no network. The build writes this file's first lines: which version it
// is, the pages with what each loads, and the other files.
//
// A page always comes from the network where that answers soon, and its files have their content in their names: so an old
// version is never shown while a new one can be had, and the files of two versions never mix. A new version of this
// script waits until no page of the old one is open; until then an open page finds its own files here, even when the
// site has them no more. Frames, elements and presets are left to the network.
const { VERSION, PAGES, FILES } = KEPT;

const SITE = registration.scope;
const MINE = `expected-harm ${SITE} `;
const CACHE = MINE + VERSION;

addEventListener("install", (event) => event.waitUntil(keep()));

addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SITE)) return;
  const asked = request.url.slice(SITE.length);
  if (request.mode === "navigate") {
    const path = asked.replace(/[?#].*/, "").replace(/index\.html$/, "");
    if (request.destination === "document" && Object.hasOwn(PAGES, path)) event.respondWith(page(request, path));
  } else if (FILES.includes(asked)) {
    event.respondWith(kept(asked).then((answer) => answer ?? fetch(request)));
  }
});

// How long the network may take where a whole copy is kept.
const PATIENCE_MS = 3000;

// The network's page, or the kept one where that is late, gone, or the site's server says that it is broken.
async function page(request, path) {
  const fresh = fetch(request);
  const good = fresh.then((answer) => (answer.status < 500 ? answer : Promise.reject(answer)));
  const late = new Promise((_, give) => setTimeout(give, PATIENCE_MS));
  return Promise.race([good, late]).catch(async () => (await kept(path)) ?? fresh);
}

const kept = async (path) => (await caches.open(CACHE)).match(SITE + path);

// All or nothing: while a host is being given a new version, its pages may be of another than this script is.
async function keep() {
  const answers = new Map();
  const get = async (path, cache) => {
    const answer = await fetch(SITE + path, { cache });
    if (!answer.ok || answer.redirected) throw new Error(`${path} is not to be had`);
    answers.set(path, answer);
    return answer;
  };
  for (const [path, loads] of Object.entries(PAGES)) {
    const html = await (await get(path, "no-cache")).clone().text();
    if (!loads.every((file) => html.includes(file))) throw new Error(`${path || "the page"} is of another version`);
  }
  await Promise.all(FILES.map((path) => get(path, "default")));
  const cache = await caches.open(CACHE);
  await Promise.all([...answers].map(([path, answer]) => cache.put(SITE + path, answer)));
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}
