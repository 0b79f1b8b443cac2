/// <reference lib="webworker" />
// Keeps the files of this build for when there is no network. It knows those files alone: what shops
// and edge workers answer never passes through it.

/** The files of the build by their path, `""` being the page itself, each with its digest. */
declare const __FILES__: Readonly<Record<string, string>>;
/** Another one for every build. */
declare const __BUILD__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const { scope } = worker.registration;
const files = __FILES__;
const PAGE = "";
/** Other folders of the same host may hold consoles of their own. */
const KEPT_HERE = `console ${scope} `;
const KEPT = KEPT_HERE + __BUILD__;

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null) return;
  if (request.mode === "navigate" && path === PAGE) event.respondWith(page(request));
  else if (request.mode !== "navigate" && path !== PAGE) event.respondWith(file(request, path));
});

/**
 * All of a build or nothing: the digests refuse what belongs to another one, or was changed on its
 * way. Until the last page of the build before is closed, that one stays in its place.
 */
async function keepAll(): Promise<void> {
  const cache = await caches.open(KEPT);
  const keep = async ([path, integrity]: [string, string]) => {
    const url = new URL(path, scope);
    const ask = (cache: RequestCache) => fetch(url, { integrity, cache });
    // What is named by its content has been downloaded by the page a moment ago. A copy that is
    // not of this build, and a connection that breaks, are worth a second request.
    const response = await ask(path === PAGE ? "no-cache" : "force-cache").catch(() =>
      ask("reload"),
    );
    if (!response.ok) throw new Error(`${url} answers with status ${response.status}.`);
    await cache.put(url, response);
  };
  await Promise.all(Object.entries(files).map(keep));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(KEPT_HERE) && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The newest page there is: it names its own files, and nobody is kept on an old build. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    return (await kept(PAGE)) ?? Promise.reject(error);
  }
}

async function file(request: Request, path: string): Promise<Response> {
  return (await kept(path)) ?? fetch(request);
}

async function kept(path: string): Promise<Response | undefined> {
  return (await caches.open(KEPT)).match(new URL(path, scope));
}

/** The path of a file of this build; `null` for whatever else is asked for. */
function pathOf(address: string): string | null {
  const { origin, pathname } = new URL(address);
  const whole = origin + pathname;
  if (!whole.startsWith(scope)) return null;
  const path = whole.slice(scope.length).replace(/^index\.html$/, PAGE);
  return Object.hasOwn(files, path) ? path : null;
}
