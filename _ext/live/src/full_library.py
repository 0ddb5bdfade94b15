"""The modules of the standard library that no start needs.

A live page loads a library without them; the first import of one fetches the whole library.
"""

import importlib
import importlib.machinery
import sys
from pathlib import Path
from typing import Any

import absent

LIBRARY = "/lib/python{}{}.zip".format(*sys.version_info)


class FullLibrary:
    """Fetches the whole standard library when a cell imports a module that is not there."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Return the module's spec from the whole library; ``None`` for other modules."""
        if name not in absent.NAMES:
            return None
        sys.meta_path.remove(self)
        # Not imported at the top: the saved memory cannot hold an object of JavaScript.
        page = importlib.import_module("js")
        Path(LIBRARY).write_bytes(page.readFullLibrary().to_bytes())
        importlib.invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(name, path, target)


def install() -> None:
    """Ask here for modules that are found nowhere else."""
    sys.meta_path.append(FullLibrary())
