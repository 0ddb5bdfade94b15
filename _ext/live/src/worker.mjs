// Boots Python in a Web Worker and keeps messages in order. Files come from this folder only.
import { loadPyodide } from './pyodide.mjs';
import config from './config.mjs'; // written by assets.py: archive, modules, sizes

// Pyodide imports this file later; asked for here, it comes beside the others.
import('./pyodide.asm.mjs').catch(() => {}); // then Pyodide's own import says so

const here = new URL('.', import.meta.url);
const ARCHIVE = '/lib/live.zip'; // the packages, imported from the archive as they are

/** Counts the bytes of the files on the list as they come, and tells the page. */
function reportProgress() {
  const sizes = new Map(config.downloads.map((d) => [new URL(d.file, here).href, d]));
  const plainFetch = self.fetch;
  let total = 0;
  let loaded = 0;
  let told = 0;
  self.fetch = async (resource, options) => {
    const response = await plainFetch(resource, options);
    const entry = sizes.get(new URL(resource, here).href);
    if (!entry || !response.ok || !response.body) return response;
    // Bytes are counted after decompression, and shown in bytes on the line.
    const compressed = response.headers.has('content-encoding');
    const scale = compressed ? entry.gzip / entry.size : 1;
    total ||= config.downloads.reduce((sum, d) => sum + (compressed ? d.gzip : d.size), 0);
    const counter = new TransformStream({
      transform(chunk, controller) {
        loaded += chunk.byteLength * scale;
        controller.enqueue(chunk);
        if (performance.now() - told > 100) {
          told = performance.now();
          postMessage({ type: 'progress', loaded, total });
        }
      },
    });
    return new Response(response.body.pipeThrough(counter), {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** The saved memory of the booted interpreter, in Cache Storage; every step may fail. */
const snapshots = {
  key: new URL('snapshot', here).href,
  // One cache for each site on this origin; the key has the digest of this release.
  open: () => caches.open(`live-cells ${new URL('..', here).pathname}`),
  async find() {
    try {
      return await (await this.open()).match(this.key);
    } catch {
      return undefined; // no Cache Storage here, or not allowed
    }
  },
  async write(bytes) {
    const cache = await this.open();
    for (const request of await cache.keys()) await cache.delete(request);
    await cache.put(this.key, new Response(bytes));
  },
  async remove() {
    await (await this.open()).delete(this.key);
  },
};

const fetchArchive = async () => {
  const response = await fetch(new URL(config.archive, here));
  if (!response.ok) throw new Error(`${config.archive}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

const options = {
  indexURL: here.href,
  packageBaseUrl: here.href, // never a CDN
  lockFileContents: { info: config.lockInfo, packages: {} },
  // One front end only: it needs no echo of its own changes.
  env: { HOME: '/home/pyodide', JUPYTER_WIDGETS_ECHO: '0' },
};

async function restore(saved) {
  const archive = fetchArchive();
  // Pyodide waits for the bytes only when everything else is there.
  const python = await loadPyodide({ ...options, _loadSnapshot: saved.arrayBuffer() });
  python.FS.writeFile(ARCHIVE, await archive); // files are not part of the snapshot
  return python;
}

async function bootPlain() {
  reportProgress();
  const archive = fetchArchive();
  const python = await loadPyodide({ ...options, _makeSnapshot: true });
  postMessage({ type: 'starting' });
  python.FS.writeFile(ARCHIVE, await archive);
  const modules = ['bridge', ...config.imports].join(', ');
  python.runPython(`import sys\nsys.path.append(${JSON.stringify(ARCHIVE)})\nimport ${modules}\n0`);
  return python;
}

async function boot() {
  const saved = await snapshots.find();
  if (saved) {
    try {
      return { python: await restore(saved), start: 'restored' };
    } catch (error) {
      console.warn('The saved interpreter could not be used; starting afresh.', error);
      await snapshots.remove().catch(() => {});
    }
  }
  const python = await bootPlain();
  try {
    return { python, start: 'fresh', snapshot: python.makeMemorySnapshot() };
  } catch (error) {
    console.warn('The interpreter could not be saved for the next visit.', error);
    return { python, start: 'fresh' };
  }
}

function send(json, buffers) {
  const message = JSON.parse(json);
  message.buffers = buffers;
  postMessage(message, buffers.map((b) => b.buffer));
}

async function handle(bridge, message) {
  if (message.type === 'run') {
    await bridge.run(message.cell, message.code);
  } else if (message.type === 'link') {
    bridge.open_link(message.slug, message.query);
    postMessage({ type: 'linked', slug: message.slug });
  } else {
    let ok = false;
    try {
      ok = bridge.receive(message.type, message.header, message.buffers);
    } finally {
      // Without this answer the widgets in the page stop sending.
      postMessage({ type: 'idle', id: message.id, cell: bridge.cell, ok });
    }
  }
}

// Messages that come while Python boots wait in this list.
const early = [];
self.onmessage = (event) => early.push(event.data);

boot().then(
  ({ python, start, snapshot }) => {
    const bridge = python.pyimport('bridge').BRIDGE;
    bridge.connect(send);
    let last = Promise.resolve();
    const enqueue = (message) => {
      last = last
        .then(() => handle(bridge, message))
        .catch((error) => postMessage({ type: 'failed', message: String(error) }));
    };
    self.onmessage = (event) => {
      // The page asks for this when everything is shown, so that it delays nothing.
      if (event.data.type !== 'save') enqueue(event.data);
      else if (snapshot) {
        const bytes = snapshot;
        snapshot = undefined;
        snapshots
          .write(bytes)
          .then(() => postMessage({ type: 'saved', bytes: bytes.byteLength }))
          .catch((error) => console.warn('The interpreter could not be saved.', error));
      }
    };
    postMessage({ type: 'ready', start });
    early.forEach(enqueue);
  },
  (error) => postMessage({ type: 'failed', message: String(error) }),
);
