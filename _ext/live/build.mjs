// Bundles both halves and the service worker: node build.mjs OUT. Prints the packages that went in, as JSON.
import { build } from 'esbuild';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
// Smaller stand-ins for packages of which ipywidgets uses a small part.
const LEAN = {
  'sanitize-html': 'src/sanitize.js',
  '@lumino/widgets': 'src/lean-lumino.ts',
  '@lumino/dragdrop': 'src/lean-dragdrop.js',
  'd3-color': 'src/lean-color.js',
  jquery: 'src/lean-jquery.js',
  'lodash/isEqual': 'node_modules/underscore/modules/isEqual.js',
  underscore: 'src/lean-underscore.js',
};
const standIns = {
  name: 'stand-ins',
  setup({ onResolve }) {
    // Exact names only: files of the same packages are still found where they are.
    onResolve({ filter: /^[^./]/ }, ({ path }) => LEAN[path] && { path: join(here, LEAN[path]) });
  },
};
const fonts = ['.svg', '.woff', '.woff2', '.ttf', '.eot'];
const result = await build({
  absWorkingDir: here,
  entryPoints: ['src/live.js', { in: 'src/worker.mjs', out: 'worker' }, 'src/service-worker.js'],
  outdir: process.argv[2],
  outExtension: { '.js': '.js' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
  logLevel: 'warning',
  // Written beside the bundles: Pyodide as it is published, and what assets.py knows.
  external: ['./pyodide.mjs', './pyodide.asm.mjs', './config.mjs'],
  plugins: [standIns],
  // The sources of Lumino are written for fields that a subclass does not reset.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: Object.fromEntries(fonts.map((suffix) => [suffix, 'dataurl'])),
});
const packages = Object.keys(result.metafile.inputs)
  .map((path) => /^node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  .filter(Boolean);
console.log(JSON.stringify([...new Set(packages)].sort()));
