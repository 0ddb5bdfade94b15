// The memory of a booted interpreter, kept in Cache Storage; every step may fail.
import { here } from './downloads.mjs';

const PAGE = 4096;
const key = new URL('snapshot', here).href;
// One cache for each site on this origin; the key has the digest of this release.
const open = () => caches.open(`live-cells snapshot ${new URL('..', here).pathname}`);

export async function find() {
  try {
    return await (await open()).match(key);
  } catch {
    return undefined; // no Cache Storage here, or not allowed
  }
}

export async function write(memory) {
  const cache = await open();
  for (const request of await cache.keys()) await cache.delete(request);
  await cache.put(key, new Response(new Blob(pack(memory))));
}

export async function remove() {
  await (await open()).delete(key);
}

/** Leave out empty pages of memory, about half: what is kept is read on every visit. */
export function pack(memory) {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.byteLength >> 3);
  const perPage = PAGE / 8;
  const runs = []; // start, end, start, end ... in bytes
  const parts = [];
  for (let page = 0; page * PAGE < memory.byteLength; page++) {
    let word = page * perPage;
    const end = Math.min(word + perPage, words.length);
    while (word < end && words[word] === 0n) word++;
    // The last, incomplete page is kept as it is.
    if (word === end && (page + 1) * PAGE <= memory.byteLength) continue;
    const [from, to] = [page * PAGE, Math.min((page + 1) * PAGE, memory.byteLength)];
    if (runs.at(-1) === from) runs[runs.length - 1] = to;
    else runs.push(from, to);
  }
  for (let i = 0; i < runs.length; i += 2) parts.push(memory.subarray(runs[i], runs[i + 1]));
  return [new Uint32Array([memory.byteLength, runs.length, ...runs]), ...parts];
}

export function unpack(buffer) {
  const [size, count] = new Uint32Array(buffer, 0, 2);
  const runs = new Uint32Array(buffer, 8, count);
  const memory = new Uint8Array(size);
  let at = 8 + 4 * count;
  for (let i = 0; i < count; i += 2) {
    const length = runs[i + 1] - runs[i];
    memory.set(new Uint8Array(buffer, at, length), runs[i]);
    at += length;
  }
  if (at !== buffer.byteLength) throw new Error('the saved interpreter is incomplete');
  return memory;
}
