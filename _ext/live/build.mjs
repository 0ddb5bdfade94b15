// Bundles the page's half: node build.mjs OUT. Prints the packages that went in, as JSON.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const fonts = ['.svg', '.woff', '.woff2', '.ttf', '.eot'];
const result = await build({
  absWorkingDir: here,
  entryPoints: ['src/live.js'],
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
  logLevel: 'warning',
  alias: { 'sanitize-html': './src/sanitize.js' },
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: Object.fromEntries(fonts.map((suffix) => [suffix, 'dataurl'])),
});
const packages = Object.keys(result.metafile.inputs)
  .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  .filter(Boolean);
console.log(JSON.stringify([...new Set(packages)].sort()));
