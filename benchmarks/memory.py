"""How much memory one reader of a JupyterHub needs: a server, and a kernel after a chapter.

``python benchmarks/memory.py FOLDER`` with the Python of an environment as ``make anywhere`` makes
it; FOLDER holds downloaded notebooks. The first cell, which installs, is left out.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient


def megabytes(process: psutil.Process) -> tuple[float, float]:
    """Return resident memory and what is the process's own, in MB."""
    full = process.memory_full_info()
    return full.rss / 1e6, full.uss / 1e6


def of_kernel(path: Path) -> tuple[float, float]:
    """Run a chapter and return the memory of its kernel."""
    notebook = nbformat.read(path, as_version=4)
    del notebook.cells[0]
    client = NotebookClient(notebook, timeout=300, kernel_name="python3")
    with client.setup_kernel():
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        question = nbformat.v4.new_code_cell("import os; print(os.getpid())")
        notebook.cells.append(question)
        client.execute_cell(question, len(notebook.cells) - 1)
        return megabytes(psutil.Process(int(question.outputs[0].text)))


def of_server() -> tuple[float, float]:
    """Start a JupyterLab server and return its memory."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, cwd=folder, env=os.environ, **quiet) as server:
            time.sleep(30)
            found = megabytes(psutil.Process(server.pid))
            server.terminate()
    return found


def main() -> None:
    """Print a line for the server and for each chapter."""
    print("| process | resident, MB | its own, MB |\n| --- | --- | --- |")
    print("| JupyterLab server | {:.0f} | {:.0f} |".format(*of_server()), flush=True)
    for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
        print(f"| {path.stem} | {{:.0f}} | {{:.0f}} |".format(*of_kernel(path)), flush=True)


if __name__ == "__main__":
    main()
