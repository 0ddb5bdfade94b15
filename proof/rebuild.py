"""Build the book a second time, elsewhere and without a network, and compare all files.

    python -m proof.rebuild

The committed files are cloned into another folder; there `make site` runs with the packages of this
environment. Where the system allows it (`unshare`), the second build has no network at all, so that
it shows both: nothing is loaded while building, and equal sources give equal files.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from proof.checks import ROOT, SITE, record

# A digest of the settings of Sphinx, with the path of the folder; and the list that has its digest.
OF_THE_FOLDER = {".buildinfo", "sbom.cdx.json"}


def without_network() -> list[str]:
    """Return the command in front of a command that cuts its network, empty where none works."""
    for option in ("-n", "-rn"):
        front = ["unshare", option]
        if shutil.which("unshare"):
            done = subprocess.run([*front, "true"], check=False, capture_output=True)
            if done.returncode == 0:
                return front
    return []


def differences(first: Path, second: Path) -> tuple[int, list[str]]:
    """Return how many files two sites have together, and which are not the same in both."""
    files = [
        {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
        for site in (first, second)
    ]
    other = [str(name) for name in sorted(files[0] ^ files[1])]
    other += [
        str(name)
        for name in sorted(files[0] & files[1])
        if str(name) not in OF_THE_FOLDER
        and (first / name).read_bytes() != (second / name).read_bytes()
    ]
    return len(files[0] | files[1]), other


def clone(folder: Path) -> None:
    """Copy the committed files, with this environment and the packages of the browser's side."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for installed in ("_ext/live/node_modules", "_build/live/.wheels"):
        shutil.copytree(ROOT / installed, folder / installed)
    (ROOT / ".venv" / ".book").touch()


def build(folder: Path, front: list[str]) -> subprocess.CompletedProcess[str]:
    """Run `make site` in a folder."""
    # The stamps of make say that nothing is to be installed.
    environment = {**os.environ, "PIP_NO_INDEX": "1", "npm_config_offline": "true"}
    command = [*front, "make", "site"]
    if front:  # a new network has not even this machine, which notebooks need to be run
        inner = "ip link set lo up 2>/dev/null || ifconfig lo up; exec make site"
        command = [*front, "sh", "-c", inner]
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )


def main() -> None:
    """Build, compare, and keep what was found."""
    front = without_network()
    with TemporaryDirectory(prefix="second-build-") as temporary:
        folder = Path(temporary) / "book"
        clone(folder)
        start = time.monotonic()
        done = build(folder, front)
        seconds = round(time.monotonic() - start)
        found: dict[str, object] = {
            "network_cut": bool(front),
            "built": done.returncode == 0,
            "seconds": seconds,
            "said": "" if done.returncode == 0 else (done.stdout + done.stderr)[-2000:],
        }
        if done.returncode == 0:
            count, other = differences(SITE, folder / "_build" / "html")
            found |= {"files": count, "other": other}
            if "--keep" in sys.argv:
                shutil.copytree(folder / "_build/html", ROOT / "_build/second", dirs_exist_ok=True)
    record("rebuild.json", found)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
