// Keeps what a reader has read, so that it opens again without a network. Served as live-sw.js at
// the root of the site. Files of a release are kept under their digest and never change; a page
// always gets the files of the release that it was built with, because it names that digest.
import { sha256 } from './digest.mjs';

const scope = new URL(self.registration.scope);
const LIVE = new URL('live/', scope).href;
const PAGES = `live-cells pages ${scope.pathname}`; // pages, styles, scripts, pictures
const FILES = `live-cells files ${scope.pathname}`; // releases: live/<digest>/...
const PATIENCE = 5000; // milliseconds before a slow network gives way to the kept copy

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  if (url.href.startsWith(LIVE)) event.respondWith(keptFirst(FILES, request));
  // Sphinx puts a digest behind the address of styles and scripts.
  else if (/^\?(v|digest)=/.test(url.search)) event.respondWith(keptFirst(PAGES, request));
  else event.respondWith(networkFirst(event));
});

self.addEventListener('message', (event) => {
  if (event.data?.type !== 'keep') return;
  const done = keep(event.data).then(
    () => event.source.postMessage({ type: 'kept' }),
    (error) => event.source.postMessage({ type: 'not-kept', message: String(error) }),
  );
  event.waitUntil(done);
});

async function keptFirst(name, request) {
  const kept = await (await caches.open(name)).match(request.url);
  return kept ?? fetch(request);
}

async function networkFirst(event) {
  const { request } = event;
  const network = fetch(request).then((response) => {
    if (good(response)) event.waitUntil(put(PAGES, request.url, response.clone()));
    return response;
  });
  network.catch(() => {}); // said below, if there is no kept copy
  const kept = await (await caches.open(PAGES)).match(request.url);
  try {
    return await (kept ? Promise.race([network, late()]) : network);
  } catch (error) {
    if (kept) return kept;
    if (request.mode === 'navigate') return notKept();
    throw error;
  }
}

const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error('slow')));
const good = (response) => response.ok && response.type === 'basic' && !response.redirected;

async function put(name, url, response) {
  await (await caches.open(name)).put(url, response);
}

/** Keep a page, what it loaded, and the release that makes it live. */
async function keep({ page, resources, base, files }) {
  const inScope = resources.filter((url) => url.startsWith(scope.href) && !url.startsWith(LIVE));
  for (const url of [page, ...new Set(inScope)]) {
    if (await (await caches.open(PAGES)).match(url)) continue;
    const response = await fetch(url, { cache: 'force-cache' });
    if (good(response)) await put(PAGES, url, response);
  }
  await keepRelease(base, files);
  await forgetReleases();
}

async function keepRelease(base, more) {
  const files = await caches.open(FILES);
  const manifest = await (await fetch(`${base}manifest.json`, { cache: 'force-cache' })).json();
  for (const name of [...manifest.start, ...more]) {
    const url = new URL(name, base).href;
    if (await files.match(url)) continue;
    const response = await fetch(url, { cache: 'force-cache' });
    if (!good(response)) throw new Error(`${name}: HTTP ${response.status}`);
    const found = await sha256(await response.clone().arrayBuffer());
    if (found !== manifest.files[name].sha256) throw new Error(`${name} has the wrong hash`);
    await files.put(url, response);
  }
}

/** Remove the releases that no kept page was built with. */
async function forgetReleases() {
  const files = await caches.open(FILES);
  const requests = await files.keys();
  const digests = new Set(requests.map(({ url }) => url.slice(LIVE.length).split('/')[0]));
  if (digests.size < 2) return;
  const pages = await caches.open(PAGES);
  for (const { url } of await pages.keys()) {
    const response = await pages.match(url);
    if (!response.headers.get('content-type')?.includes('html')) continue;
    const text = await response.text();
    for (const digest of digests) if (text.includes(`live/${digest}/`)) digests.delete(digest);
  }
  for (const request of requests) {
    if (digests.has(request.url.slice(LIVE.length).split('/')[0])) await files.delete(request);
  }
}

/** What a reader without a network sees in place of a page that was not read before. */
async function notKept() {
  const pages = await caches.open(PAGES);
  const items = [];
  for (const { url } of await pages.keys()) {
    const response = await pages.match(url);
    if (!response.headers.get('content-type')?.includes('html')) continue;
    // The title stands in the page as it was written: it is escaped already.
    const title = /<title>([^<]*)<\/title>/.exec(await response.text())?.[1] ?? url;
    items.push(`<li><a href="${url.replaceAll('"', '%22')}">${title}</a></li>`);
  }
  const body = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>No network</title>
<body style="font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem">
<h1>No network</h1><p>This page has not been read on this device before, so it is not kept here.
Pages that open without a network:</p><ul>${items.join('') || '<li>none yet</li>'}</ul>`;
  return new Response(body, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
