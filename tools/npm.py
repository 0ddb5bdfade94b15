"""npm packages for tests and benchmarks, put under ``_build`` from a lock in the repository."""

import fcntl
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

from live.assets import node_tools  # noqa: E402  (the one place that knows where node is)


def install(source: Path, target: Path) -> Path:
    """Install what ``source/package-lock.json`` pins, unless exactly that is there.

    No script of a package runs, so nothing (a browser, for example) is downloaded beside npm.

    Parameters
    ----------
    source
        A folder of the repository with ``package.json`` and ``package-lock.json``.
    target
        The folder that gets ``node_modules``.

    Returns
    -------
    Path
        ``target/node_modules``.

    Raises
    ------
    RuntimeError
        If npm fails, with what it said, or leaves out a package.
    """
    target.mkdir(parents=True, exist_ok=True)
    with (target / ".busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # two test processes may ask at once; one installs
        return _install(source, target)


def _install(source: Path, target: Path) -> Path:
    lock = (source / "package-lock.json").read_bytes()
    marker = target / ".lock"
    if not marker.exists() or marker.read_bytes() != lock or _missing(lock, target):
        print(f"npm ci for {source.relative_to(ROOT)} ...", file=sys.stderr, flush=True)
        marker.unlink(missing_ok=True)
        shutil.rmtree(target / "node_modules", ignore_errors=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(source / name, target / name)
        node, npm = node_tools()
        command = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"npm ci for {source} failed:\n{done.stdout}{done.stderr}")
        if missing := _missing(lock, target):
            raise RuntimeError(f"npm ci for {source} left out {', '.join(missing)}")
        marker.write_bytes(lock)
    return target / "node_modules"


def _missing(lock: bytes, target: Path) -> list[str]:
    """Return the packages of a lock that are not there; optional ones may be for other machines."""
    packages = json.loads(lock)["packages"]
    return [
        name
        for name, about in packages.items()
        if name and not about.get("optional") and not about.get("peer")
        if not (target / name / "package.json").is_file()
    ]


def node() -> Path:
    """Return the path of the project's node."""
    return node_tools()[0]
