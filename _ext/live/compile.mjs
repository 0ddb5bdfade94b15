// Compiles Python modules to bytecode, in the very Python that will run them:
//   node compile.mjs JOB
// JOB is a JSON file: {stdlib: {source, target, full}, archive: {source, target}, imports, keep}.
// Without this step every first visit would compile the same files: 2 of 3 seconds (measured).
// Of the standard library, `target` gets the modules that `imports` load; `full` has all of it,
// for the rare cell that imports another. Docstrings keep their first line: nobody reads the others
// in a page, and they are an eighth of what a reader would load.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const STDLIB = '/lib/python314.zip'; // where Pyodide puts its standard library
const ARCHIVE = '/lib/live.zip'; // where boot.mjs puts the packages

const PROGRAM = `
import ast, importlib.util, sys, types, warnings, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def loaded(names):
    """The files of the standard library that are read until 'names' are imported."""
    streams = sys.stdout, sys.stderr
    # full_library.py looks here for what the library lacks: nothing, while it is whole.
    sys.modules["absent"] = types.ModuleType("absent")
    sys.modules["absent"].NAMES = frozenset()
    for name in names:
        __import__(name)
    sys.stdout, sys.stderr = streams
    files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
    return {name.removeprefix("${STDLIB}/") for name in files if name.startswith("${STDLIB}/")}

def absent(names):
    """Return a module that lists the modules of the full library that are not in 'names'."""
    with zipfile.ZipFile("/tmp/source") as library:
        others = {name for name in library.namelist() if name.endswith(".py")} - names
    modules = sorted(
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in others
    )
    return f'"""Written when the live folder was made."""\\n\\nNAMES = frozenset({modules})\\n'

def append(name, text):
    with zipfile.ZipFile("/tmp/source", "a") as archive:
        archive.writestr(name, text)

def shortened(data):
    """Parse a module and cut its docstrings, which code may ask for, to the first line."""
    tree = ast.parse(data)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            text = ast.get_docstring(node)
            if text:
                node.body[0].value.value = text.splitlines()[0]
    return tree

def convert(prefix, wanted, keep, only):
    """Put bytecode in the place of source, for the modules in 'wanted' (None: all)."""
    warnings.simplefilter("ignore")  # about the packages' own code
    with zipfile.ZipFile("/tmp/source") as source, zipfile.ZipFile("/tmp/target", "w") as target:
        def add(name, data):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # equal input, equal bytes
            target.writestr(info, data, zipfile.ZIP_DEFLATED, 9)

        for name in sorted(n for n in source.namelist() if not n.endswith("/")):
            data = source.read(name)
            if only and name not in wanted:
                continue
            compiled = name.endswith(".py") and (wanted is None or name in wanted)
            if compiled:
                code = compile(shortened(data), f"{prefix}/{name}", "exec", dont_inherit=True)
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
const [loaded, absent, convert] = ['loaded', 'absent', 'convert'].map((n) => python.globals.get(n));
const boot = loaded(job.imports);
python.runPython('import gc; gc.collect(); 0');
const open = python.FS.streams.filter((stream) => stream?.fd > 2).map(({ path }) => path);
if (open.length) {
  // The memory that is saved for the next visit has no files: what is open in it cannot be read.
  throw new Error(`Importing ${job.imports.join(', ')} leaves files open: ${open.join(', ')}`);
}
const convertFile = (target, prefix, wanted, only = false) => {
  convert(prefix, wanted, python.toPy(job.keep), only);
  writeFileSync(target, python.FS.readFile('/tmp/target'));
};
python.FS.writeFile('/tmp/source', readFileSync(job.stdlib.source));
convertFile(job.stdlib.target, STDLIB, boot, true);
convertFile(job.stdlib.full, STDLIB, boot);
const list = absent(boot);
python.FS.writeFile('/tmp/source', readFileSync(job.archive.source));
python.globals.get('append')('absent.py', list);
convertFile(job.archive.target, ARCHIVE, undefined); // every module
