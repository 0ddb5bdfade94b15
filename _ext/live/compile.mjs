// Compiles the modules of zip archives for Pyodide's Python: node compile.mjs JOBS
//
// JOBS is a file with a JSON list of {source, target, prefix, keep}: `prefix` is where the
// archive lies in the browser, `keep` lists modules whose source stays beside the bytecode.
// A page that starts Python would otherwise compile the same files on every first visit.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const PROGRAM = `
import importlib.util, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def add(archive, name, data):
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # equal input, equal bytes
    archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)

def convert(prefix, keep, level):
    warnings.simplefilter("ignore")  # about the packages' own code
    with zipfile.ZipFile("/tmp/source.zip") as source, zipfile.ZipFile("/tmp/target.zip", "w") as target:
        for name in sorted(source.namelist()):
            if name.endswith("/"):
                continue
            data = source.read(name)
            if name.endswith(".py"):
                code = compile(data, f"{prefix}/{name}", "exec", dont_inherit=True, optimize=level)
                checksum = importlib.util.source_hash(data)
                add(target, name + "c", bytes(_code_to_hash_pyc(code, checksum, False)))
                if name not in keep:
                    continue
            add(target, name, data)
`;

for (const { source, target, prefix, keep, level } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  // The order of names in a set depends on the seed, and so would the bytecode.
  const python = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  python.FS.writeFile('/tmp/source.zip', readFileSync(source));
  python.runPython(PROGRAM);
  python.globals.get('convert')(prefix, python.toPy(keep), level);
  writeFileSync(target, python.FS.readFile('/tmp/target.zip'));
}
