// Compiles Python modules to bytecode, in the very Python that will run them:
//   node compile.mjs JOB
// JOB is a JSON file: {stdlib, archive: {source, target}, imports, keep}. Without this step
// every first visit would compile the same files: 2 of 3 seconds (measured).
import { readFileSync, writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const STDLIB = '/lib/python314.zip'; // where Pyodide puts its standard library
const ARCHIVE = '/lib/live.zip'; // where worker.mjs puts the packages

const PROGRAM = `
import importlib.util, sys, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def loaded(names):
    """The files of the standard library that are read until 'names' are imported."""
    streams = sys.stdout, sys.stderr
    for name in names:
        __import__(name)
    sys.stdout, sys.stderr = streams
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return {name.removeprefix("${STDLIB}/") for name in files if name.startswith("${STDLIB}/")}

def convert(prefix, wanted, keep):
    """Put bytecode in the place of source, for the modules in 'wanted' (None: all)."""
    warnings.simplefilter("ignore")  # about the packages' own code
    with zipfile.ZipFile("/tmp/source") as source, zipfile.ZipFile("/tmp/target", "w") as target:
        def add(name, data):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # equal input, equal bytes
            target.writestr(info, data, zipfile.ZIP_DEFLATED, 9)

        for name in sorted(n for n in source.namelist() if not n.endswith("/")):
            data = source.read(name)
            compiled = name.endswith(".py") and (wanted is None or name in wanted)
            if compiled:
                code = compile(data, f"{prefix}/{name}", "exec", dont_inherit=True)
                checksum = importlib.util.source_hash(data)
                add(name + "c", bytes(_code_to_hash_pyc(code, checksum, False)))
            if not compiled or name in keep:
                add(name, data)
`;

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// The order of names in a set depends on the seed, and so would the bytecode.
const python = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
python.FS.writeFile(ARCHIVE, readFileSync(job.archive.source));
python.runPython(`import sys\nsys.path.append('${ARCHIVE}')\n${PROGRAM}`);
const [loaded, convert] = ['loaded', 'convert'].map((name) => python.globals.get(name));
const boot = loaded(job.imports);
const convertFile = ({ source, target }, prefix, wanted) => {
  python.FS.writeFile('/tmp/source', readFileSync(source));
  convert(prefix, wanted, python.toPy(job.keep));
  writeFileSync(target, python.FS.readFile('/tmp/target'));
};
convertFile(job.stdlib, STDLIB, boot);
convertFile(job.archive, ARCHIVE, undefined); // every module
