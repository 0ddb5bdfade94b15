"""The toy book of these tests, and what several of them need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tools.browser import Watched

ROOT = Path(__file__).resolve().parents[2]
TOYBOOK = Path(__file__).parent / "toybook"
FINISHED = "() => ['ready', 'failed'].includes(document.documentElement.dataset.live)"

Visit = Callable[[str], Watched]


def build(out: Path) -> Path:
    """Build the toy book with warnings as errors and return the folder of its pages."""
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    command = [str(jupyter_book), "build", str(TOYBOOK)]
    command += ["--path-output", str(out), "-W", "-n", "--keep-going"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out / "_build" / "html"
