// Starts Python: from the memory that an earlier visit saved, or from the beginning.
import { loadPyodide } from './pyodide.mjs';
import config from './config.mjs';
import { Progress, StartError, damaged, fetchFile, here } from './downloads.mjs';
import * as snapshots from './snapshots.mjs';

const ARCHIVE = '/lib/live.zip'; // the packages, imported from the archive as they are
const WASM = 'pyodide.asm.wasm';
const LIBRARY = config.library;

// The large files are asked for at once: both kinds of start need them.
const responses = Object.fromEntries([WASM, LIBRARY, config.archive].map((f) => [f, fetchFile(f)]));
for (const each of Object.values(responses)) each.catch(() => {}); // said by whoever needs it
// Pyodide imports this file later; asked for here, it comes beside the others.
import('./pyodide.asm.mjs').catch(() => {}); // then Pyodide's own import says so

/** Pyodide's own loading would wait for the saved memory first, and never end on some errors. */
function load(wasm, library, options) {
  return new Promise((resolve, reject) => {
    const compiled = wasm.then((response) => WebAssembly.compileStreaming(response));
    compiled.catch(reject);
    library.catch(reject);
    const { fetch } = self;
    self.fetch = (resource, ...more) => {
      const file = String(resource?.url ?? resource);
      if (file.endsWith(`/${WASM}`)) return new Promise(() => {}); // is in `compiled`
      if (file.endsWith(`/${LIBRARY}`)) return library;
      return fetch(resource, ...more);
    };
    WebAssembly.instantiateStreaming = async (_, imports) => {
      try {
        const module = await compiled;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    loadPyodide({
      ...options,
      indexURL: here.href,
      packageBaseUrl: here.href, // never a CDN
      lockFileContents: { info: config.lockInfo, packages: {} },
      // One front end only: it needs no echo of its own changes.
      env: { HOME: '/home/pyodide', JUPYTER_WIDGETS_ECHO: '0' },
    }).then(resolve, reject);
  });
}

/** Python asks for this in the middle of an import, so it must wait for the answer. */
self.readFullLibrary = () => {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(config.fullLibrary, here), false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${config.fullLibrary}: HTTP ${request.status}`);
  postMessage({ type: 'uses', file: config.fullLibrary }); // to be kept for the next time, too
  return new Uint8Array(request.response);
};

const bytes = async (response) => new Uint8Array(await (await response).arrayBuffer());

async function restore(saved) {
  const memory = saved.arrayBuffer().then(snapshots.unpack);
  memory.catch(() => {}); // Pyodide says so when it wants the memory
  const archive = bytes(responses[config.archive]);
  // Pyodide waits for the memory only when everything else is there.
  const python = await load(responses[WASM], responses[LIBRARY], { _loadSnapshot: memory });
  python.FS.writeFile(ARCHIVE, await archive); // files are not part of the saved memory
  return python;
}

async function begin(tell) {
  const progress = new Progress(tell);
  const [wasm, library, archive] = [WASM, LIBRARY, config.archive].map((name) =>
    (responses[name] ?? fetchFile(name)).then((response) => progress.follow(response, name)),
  );
  let python, packages;
  try {
    [python, packages] = await Promise.all([
      load(wasm, library, { _makeSnapshot: true }),
      bytes(archive),
    ]);
    await Promise.all(progress.checks);
  } catch (error) {
    await Promise.allSettled(progress.checks); // a damaged file is the better reason
    throw error;
  }
  tell({ type: 'starting' });
  python.FS.writeFile(ARCHIVE, packages);
  const modules = ['bridge', ...config.imports].join(', ');
  // Imports leave hardly any garbage, and looking for it takes a sixth of their time (measured).
  // What there is goes before the memory is saved: an open file must not be closed after that.
  python.runPython(
    `import gc, sys\nsys.path.append(${JSON.stringify(ARCHIVE)})\n` +
      `gc.disable()\nimport ${modules}\ngc.enable()\ngc.collect()\n0`,
  );
  return python;
}

/** What went wrong, in a word that the page has a sentence for. */
export function reason(error) {
  if (damaged) return damaged.why;
  if (error instanceof StartError) return error.why;
  if (error instanceof WebAssembly.CompileError) return 'hash'; // seen before the end of the file
  if (error instanceof RangeError || /memory/i.test(error?.message)) return 'memory';
  return error instanceof TypeError ? 'network' : 'start';
}

/**
 * @param {(message: object) => void} tell hears of progress
 * @returns {Promise<{python, start: 'fresh'|'restored', snapshot?: Uint8Array}>}
 */
export async function boot(tell) {
  const saved = await snapshots.find();
  if (saved) {
    try {
      return { python: await restore(saved), start: 'restored' };
    } catch (error) {
      console.warn('The saved interpreter could not be used; starting afresh.', error);
      await snapshots.remove().catch(() => {});
      for (const name of Object.keys(responses)) responses[name] = undefined; // read already
    }
  }
  const python = await begin(tell);
  try {
    return { python, start: 'fresh', snapshot: python.makeMemorySnapshot() };
  } catch (error) {
    console.warn('The interpreter could not be saved for the next visit.', error);
    return { python, start: 'fresh' };
  }
}
