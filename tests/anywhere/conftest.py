"""A reader's own environment: a fresh JupyterLab and Notebook, and the downloaded notebooks."""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "_build" / "html" / "notebooks"
READER = ROOT / "_build" / "anywhere"


@dataclass(frozen=True)
class Server:
    """A Jupyter server on this machine, and the folder that it shows."""

    url: str
    folder: Path


@pytest.fixture(scope="session")
def python() -> Path:
    """Return the Python of the environment that `make anywhere` has just made."""
    path = READER / "bin" / "python"
    assert path.is_file(), "made by: make anywhere"
    return path


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all that a reader can download, unpacked."""
    folder = tmp_path_factory.mktemp("downloads") / "notebooks"
    shutil.copytree(NOTEBOOKS, folder)
    return folder


@pytest.fixture(scope="session")
def jupyter(
    python: Path, downloads: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Serve JupyterLab and Notebook from the reader's environment, with no settings of anybody."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root"]
    options += ["--IdentityProvider.token=", f"--ServerApp.root_dir={downloads}"]
    process = subprocess.Popen(
        [str(python), "-m", "jupyterlab", *options],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(_address(home / "runtime", process), downloads)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _address(runtime: Path, process: "subprocess.Popen[bytes]") -> str:
    """Return the address that the server has written down, once it answers."""
    for _ in range(120):
        assert process.poll() is None, "the Jupyter server has stopped"
        for written in runtime.glob("jpserver-*.json"):
            url: str = json.loads(written.read_text(encoding="utf-8"))["url"]
            with urllib.request.urlopen(f"{url}api") as answer:
                assert answer.status == 200
            return url.rstrip("/")
        time.sleep(0.5)
    raise TimeoutError("no Jupyter server after a minute")
