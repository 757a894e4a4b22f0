// Service worker: the whole application in one versioned cache, so that it works without a network and
// never mixes two versions. The build replaces the next line with the list of files and their digests.
const PRECACHE = { version: "dev", files: [] };

const PREFIX = "fueltune-app-";
const CACHE = PREFIX + PRECACHE.version;
const SCOPE = self.registration.scope;
const PAGE = new URL("./", SCOPE).href;
const LISTED = new Map(PRECACHE.files.map(([path, digest]) => [new URL(path, SCOPE).href, digest]));

// A new version waits until its user wants it: the page sees it waiting in its registration, asks, and says TAKE_OVER.
// `controllerchange` then tells the page that it is time to reload.
const TAKE_OVER = "fueltune:take-over";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(self.skipWaiting());
});

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all([...LISTED].map(([url, digest]) => keep(cache, url, digest)));
}

// A file that an older version has already, byte for byte, is not fetched again. The digest is part of the key,
// and the browser refuses a response that does not match it: half a deployment cannot be installed.
async function keep(cache, url, digest) {
  const key = keyOf(url, digest);
  if (await cache.match(key)) return;
  const known = await caches.match(key);
  if (known) return cache.put(key, known);
  const response = await fetch(url, { cache: "no-cache", credentials: "same-origin", integrity: digest });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // A redirected response cannot answer a navigation, so it is made anew.
  const { headers, status, statusText } = response;
  await cache.put(key, response.redirected ? new Response(await response.blob(), { headers, status, statusText }) : response);
}

function keyOf(url, digest) {
  return `${url}?digest=${encodeURIComponent(digest)}`;
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  address.hash = "";
  address.search = "";
  const url = request.mode === "navigate" && address.href.startsWith(SCOPE) ? PAGE : address.href;
  const digest = LISTED.get(url);
  if (digest === undefined) return;
  event.respondWith(
    caches.open(CACHE).then((cache) => cache.match(keyOf(url, digest))).then((kept) => kept ?? fetch(request)),
  );
});
