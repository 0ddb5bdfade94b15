"""The tests of kazlib and of the data on every Python that this machine has.

    python -m proof.pythons            # all that are found
    python -m proof.pythons 3.12 3.13

Each gets an environment of its own under ``_build/pythons`` with the pinned packages, hashes
checked. Interpreters are looked for on the PATH and where pyenv and uv keep them.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from proof.checks import KEPT, ROOT, record, run_tests

FOLDER = ROOT / "_build" / "pythons"
RESULTS = "pythons.json"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def interpreters(version: str) -> Iterator[Path]:
    """Return the interpreters of a version that are found, the likeliest first."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        yield Path(sys.executable)
    places = (
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions",
        Path.home() / ".local" / "share" / "uv" / "python",
    )
    for place in places:
        yield from sorted(place.glob(f"*{version}*/bin/python{version}"), reverse=True)
    if found := shutil.which(f"python{version}"):
        yield Path(found)


def works(python: Path, version: str) -> bool:
    """Return whether an interpreter starts and is of that version (pyenv's stand-ins may not)."""
    done = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and f"Python {version}." in done.stdout + done.stderr


def trial(version: str) -> dict[str, str | int]:
    """Install and test with one version."""
    python = next((each for each in interpreters(version) if works(each, version)), None)
    if python is None:
        return {"version": version, "state": "not found on this machine"}
    folder = FOLDER / version
    own = folder / "bin" / "python"
    ready = folder / ".ready"
    if not ready.is_file():
        subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
        pip = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        locks = [f"-r{ROOT / name}" for name in ("requirements.txt", "requirements/test.txt")]
        book = f"-r{ROOT / 'requirements/book.txt'}"
        done = subprocess.run(
            [*pip, "--require-hashes", *locks, book], check=False, capture_output=True, text=True
        )
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            return {"version": version, "state": "not installed", "said": "; ".join(lines)[:300]}
        ready.touch()
    found = run_tests("tests/kazlib", "tests/data", python=own)
    full = subprocess.run([own, "--version"], capture_output=True, text=True, check=True).stdout
    return {
        "version": full.strip().removeprefix("Python "),
        "state": "passed" if found.passed else "failed",
        "passed": found.detail.get("passed", 0),
        "failed": len(found.faults),
        "said": "; ".join(found.faults[:5]),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Try the versions named, or all, and keep what was found."""
    before = KEPT / RESULTS
    found = json.loads(before.read_text("utf-8")) if before.is_file() else {}
    for version in arguments or sys.argv[1:] or VERSIONS:
        found[version] = trial(version)
        print(found[version], flush=True)
        record(RESULTS, found)


if __name__ == "__main__":
    main()
