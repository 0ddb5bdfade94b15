// The files of the live folder, as the worker loads them: counted, and compared with their hash.
import config from './config.mjs'; // written by assets.py
import { sha256 } from './digest.mjs';

export const here = new URL('.', import.meta.url);

const plainFetch = self.fetch.bind(self);
const entries = new Map(config.downloads.map((each) => [new URL(each.file, here).href, each]));
const retry = new URLSearchParams(self.location.search).has('again');

/** Why a start failed, in a word that the page has a sentence for. */
export class StartError extends Error {
  constructor(why, message) {
    super(message);
    this.why = why; // 'network', 'missing', 'hash', 'memory'
  }
}

/** Fetch a file of the folder; a second try does not trust what the browser has kept. */
export async function fetchFile(name) {
  let response;
  try {
    response = await plainFetch(new URL(name, here), retry ? { cache: 'reload' } : undefined);
  } catch (error) {
    throw new StartError('network', `${name}: ${error.message}`);
  }
  // A folder that is gone belongs to a release that has been replaced.
  if (response.status === 404) throw new StartError('missing', `${name} is not there any more`);
  if (!response.ok) throw new StartError('network', `${name}: HTTP ${response.status}`);
  return response;
}

/** A damaged file, if one came. */
export let damaged;

/** Counts bytes as they come, tells the page now and then, and compares files with their hash. */
export class Progress {
  constructor(tell) {
    Object.assign(this, { tell, loaded: 0, total: 0, told: 0, checks: [] });
  }

  /**
   * Return the response as it came, and follow a copy of it: for a response that is made here the
   * browser would not keep the compiled code, which takes a third of the next start (measured).
   */
  follow(response, name) {
    const entry = entries.get(new URL(name, here).href);
    // Bytes are counted after decompression, and shown in bytes on the line.
    const packed = response.headers.has('content-encoding');
    const scale = packed ? entry.gzip / entry.size : 1;
    this.total ||= config.downloads.reduce((sum, d) => sum + (packed ? d.gzip : d.size), 0);
    const check = this.read(response.clone().body, entry, scale);
    check.catch(() => {}); // whoever starts Python waits for it
    this.checks.push(check);
    return response;
  }

  async read(body, entry, scale) {
    const chunks = [];
    for (const reader = body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      this.loaded += value.byteLength * scale;
      if (performance.now() - this.told < 100) continue;
      this.told = performance.now();
      this.tell({ type: 'progress', loaded: this.loaded, total: this.total });
    }
    try {
      await verify(chunks, entry);
    } catch (error) {
      damaged = error;
      throw error;
    }
  }
}

async function verify(chunks, { file, sha256: stated }) {
  if (!globalThis.crypto?.subtle) return; // only pages that come over https or from localhost have it
  const found = await sha256(await new Blob(chunks).arrayBuffer());
  if (found !== stated) throw new StartError('hash', `${file} is not the file that belongs here`);
}
