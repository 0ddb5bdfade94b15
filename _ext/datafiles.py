"""Sphinx extension: the site carries the data it shows, and a script that finds rows in it.

The folder ``data`` of the project is copied to ``data`` of the site, under the same names, so that
a file has one address for as long as the book lasts. The script is loaded only where tables are.
"""

import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

FOLDER = "data"
SCRIPT = "tables.js"
MARK = "data-table-search"  # what kazlib.pages.data_tables writes for the script


def add_script(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Load the script on a page that has the search box."""
    if MARK in context.get("body", ""):
        app.add_js_file(SCRIPT, loading_method="defer")


def copy_data(app: Sphinx, exception: Exception | None) -> None:
    """Copy every file of the data folder that the data package describes, and the package."""
    if exception or app.builder.format != "html":
        return
    target = Path(app.outdir) / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(Path(app.confdir) / FOLDER, target)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("html-page-context", add_script)
    # Before the inventory, which says whose each file of the site is.
    app.connect("build-finished", copy_data, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
