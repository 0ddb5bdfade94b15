"""Run one notebook as a reader's "Run all" does: ``python execute.py IN OUT``."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def run(source: Path, target: Path) -> None:
    """Run every cell of a notebook in its folder; an error in a cell stops."""
    notebook = nbformat.read(source, as_version=4)
    where = {"metadata": {"path": str(source.parent)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    nbformat.write(notebook, target)


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
