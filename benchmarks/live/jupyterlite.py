"""Make a JupyterLite site with one explorable, as small and as local as JupyterLite allows.

The page shows JupyterLite's REPL in an iframe, which runs the cell of the chapter by itself: no
other app of JupyterLite starts with less. Pyodide and every wheel lie beside it, in the versions
of Pyodide's own lock, so that no other host is asked.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from tools import npm  # noqa: E402

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
INSTALL = "%pip install -q kazlib ipywidgets"
EMBEDDING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>JupyterLite in a page</title>
<iframe src="repl/index.html?{query}" title="JupyterLite" width="1000" height="850"></iframe>
"""


def say(text: str) -> None:
    """Print a step at once: some take a minute."""
    print(f"benchmarks: {text}", file=sys.stderr, flush=True)


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a program; its messages are shown when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def install_jupyterlite(folder: Path) -> Path:
    """Make a virtual environment with JupyterLite; return its ``bin``."""
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pins = HERE / "requirements.txt"
    marker = folder / ".pins"
    if not marker.exists() or marker.read_bytes() != pins.read_bytes():
        say("virtual environment with JupyterLite ...")
        venv.create(folder, clear=True, with_pip=True)
        run(scripts / "python", "-m", "pip", "install", "--require-hashes", "-r", pins)
        marker.write_bytes(pins.read_bytes())
    return scripts


def download_wheels(folder: Path) -> list[Path]:
    """Bring the wheels for the browser into ``folder``."""
    pins = HERE / "wheels.txt"
    marker = folder / ".pins"
    if not marker.exists() or marker.read_bytes() != pins.read_bytes():
        say("wheels for the browser ...")
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", folder]
        options += ["--platform", "any", "--python-version", "3.14", "--implementation", "py"]
        run(sys.executable, "-m", "pip", "download", *options, "--requirement", pins)
        marker.write_bytes(pins.read_bytes())
    return sorted(folder.glob("*.whl"))


def share_out(wheels: list[Path], pyodide: Path, source: Path) -> None:
    """Lay wheels where JupyterLite looks for them: Pyodide's own beside it, the others apart."""
    distribution = source / "static" / "pyodide"
    distribution.mkdir(parents=True)
    (source / "pypi").mkdir()
    for name in CORE:
        shutil.copyfile(pyodide / name, distribution / name)
    lock: dict[str, Any] = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    by_file: Mapping[str, str] = {
        entry["file_name"]: name for name, entry in lock["packages"].items()
    }
    kept = {}
    for wheel in wheels:
        name = by_file.get(wheel.name)
        target = source / "pypi" if name is None else distribution
        shutil.copyfile(wheel, target / wheel.name)
        if name is not None:
            # PyPI's wheel in place of Pyodide's own build of the same version.
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            kept[name] = lock["packages"][name] | {"sha256": digest}
    lock["packages"] = kept  # what is not here is not asked for
    (distribution / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")


def make(work: Path, cell: str) -> Path:
    """Make the site, or find it made.

    Parameters
    ----------
    work
        A folder for this benchmark's environments, packages and the site.
    cell
        The code that shows the explorable.

    Returns
    -------
    Path
        The page with JupyterLite in an iframe.
    """
    (kazlib,) = (ROOT / "_build" / "wheel").glob("kazlib-*.whl")
    inputs = [kazlib, *sorted(HERE.glob("*.txt")), HERE / "package-lock.json", Path(__file__)]
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in inputs) + cell.encode())
    site, marker = work / "lite", work / "lite.stamp"
    if marker.exists() and marker.read_text() == stamp.hexdigest():
        return site / "explorable.html"
    modules = npm.install(HERE, work / "npm")
    scripts = install_jupyterlite(work / "venv")
    wheels = download_wheels(work / "wheels")
    say("building the JupyterLite site ...")
    source = work / "lite-source"
    for folder in (site, source):
        shutil.rmtree(folder, ignore_errors=True)
    share_out([*wheels, kazlib], modules / "pyodide", source)
    settings = {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}}
    config = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {"litePluginSettings": settings, "enableMemoryStorage": True},
    }
    (source / "jupyter-lite.json").write_text(json.dumps(config), "utf-8")
    # From within its source: where it is run, the builder keeps notes of what is made already.
    command = [scripts / "jupyter-lite", "build", "--apps", "repl", "--no-sourcemaps"]
    run(*command, "--lite-dir", source, "--output-dir", site, cwd=source)
    if "pyodideUrl" not in (site / "jupyter-lite.json").read_text("utf-8"):
        sys.exit("JupyterLite would ask another host for Pyodide: its site was not built as meant.")
    query = urlencode({"kernel": "python", "execute": "1", "code": f"{INSTALL}\n{cell}"})
    (site / "explorable.html").write_text(EMBEDDING.format(query=query), "utf-8")
    marker.write_text(stamp.hexdigest())
    return site / "explorable.html"
