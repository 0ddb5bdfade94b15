"""Sphinx extension: cells tagged ``live`` run again in the reader's browser.

The build prints the result of every cell into the page, as always with MyST-NB. For cells
with the tag ``live`` this extension also puts the source into the page as data, and adds a
small script that starts Python in the browser and runs these cells again. The files that
the browser loads for this are made beforehand by ``assets.py``; see ``README.md``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .texts import NO_PRINT, NO_SCRIPT, as_data, spoken

__version__ = "0.1.0"

HERE = Path(__file__).resolve().parent
LOGGER = logging.getLogger(__name__)
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
OUTPUT_FOLDER = "live"  # of the built site
KEEPER = "live-sw.js"  # the service worker, at the root of the site, so that it sees every page


def current_release(assets: Path) -> Path:
    """Return the one folder in `assets` that ``assets.py`` has made.

    Raises
    ------
    ConfigError
        There is none, or more than one.
    """
    found = sorted(path.parent for path in assets.glob("[!.]*/manifest.json"))
    if len(found) != 1:
        raise ConfigError(
            f"live_assets: {assets} has {len(found)} folders made by assets.py, expected 1"
        )
    return found[0]


def read_config(app: Sphinx, config: Config) -> None:
    """Find the files for the browser; pages are written anew when their digest changes."""
    if config.live_assets:
        config.live_release = current_release(Path(app.confdir) / config.live_assets).name
    config.html_static_path.append(str(HERE / "static"))


def note_sources(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the source of every live cell with its node, also when the page hides it.

    Also drops the widget state that MyST-NB would embed: it is of no use without a kernel,
    and its random ids would make every build different.
    """
    env = app.env
    js_files = getattr(env, "nb_metadata", {}).get(env.docname, {}).get("js_files", {})
    for key in [key for key in js_files if key.startswith("ipywidgets_")]:
        del js_files[key]
    cells = [
        node
        for node in doctree.findall(nodes.container)
        if node.get("nb_element") == "cell_code" and "tag_live" in node["classes"]
    ]
    if not cells:
        return
    # MyST-NB has just written the notebook as it was executed.
    written = Path(env.mystnb_config.output_folder, *f"{env.docname}.ipynb".split("/"))
    notebook = nbformat.read(written, as_version=4)
    for cell in cells:
        cell["live_source"] = notebook.cells[cell["cell_index"]].source


class DropWidgetViews(SphinxPostTransform):
    """Print a widget as its HTML or its text: a view cannot be shown without its model."""

    default_priority = 3  # before MyST-NB chooses among the MIME types
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the bundles of the document."""
        for bundle in list(self.document.findall(nodes.container)):
            if bundle.get("nb_element") != "mime_bundle":
                continue
            views = [child for child in bundle.children if child.get("mime_type") == WIDGET_VIEW]
            if not views:
                continue
            for view in views:
                bundle.remove(view)
            if {child.get("mime_type") for child in bundle.children} <= {"text/plain"}:
                # The text is the widget's repr, which says nothing to a reader.
                note = nodes.paragraph("", spoken(NO_PRINT), classes=["live-placeholder"])
                bundle.replace_self(note)


class AddSources(SphinxPostTransform):
    """Put the source and the status line of every live cell into its container."""

    default_priority = 210  # after MyST-NB has folded what it hides
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the live cells of the document."""
        if not self.config.live_release:
            return
        for cell in list(self.document.findall(nodes.container)):
            if "live_source" not in cell:
                continue
            cell["classes"].append("live-cell")
            data = json.dumps(cell["live_source"], ensure_ascii=False).replace("</", "<\\/")
            script = f'<script type="application/json" class="live-source">{data}</script>\n'
            line = (
                '<div class="live-line"><span class="live-status" role="status" '
                f'aria-live="polite"><noscript>{spoken(NO_SCRIPT)}</noscript></span></div>\n'
            )
            has_output = bool(cell.children) and "cell_output" in cell.children[-1]["classes"]
            place = len(cell.children) - 1 if has_output else len(cell.children)
            cell.insert(place, nodes.raw("", script + line, format="html"))


def add_start(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add the script and the style of the start, to pages with live cells only."""
    if not app.config.live_release or doctree is None:
        return
    if not any("live_source" in node for node in doctree.findall(nodes.container)):
        return
    base = context["pathto"](f"{OUTPUT_FOLDER}/{app.config.live_release}/", resource=True)
    keeper = context["pathto"](KEEPER, resource=True)
    context["body"] += as_data()
    app.add_css_file("live-start.css")
    attributes = {"data-live-base": base, "data-live-keeper": keeper}
    app.add_js_file("live-start.js", loading_method="defer", **attributes)


def copy_release(app: Sphinx, exception: Exception | None) -> None:
    """Put the files for the browser beside the pages, and remove those of older builds."""
    if exception or app.builder.format != "html" or not app.config.live_release:
        return
    source = Path(app.confdir) / app.config.live_assets / app.config.live_release
    folder = Path(app.outdir) / OUTPUT_FOLDER
    target = folder / source.name
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        if old != target:
            shutil.rmtree(old)
    shutil.copyfile(source / "service-worker.js", Path(app.outdir) / KEEPER)
    if not same_manifest(source, target):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)


def same_manifest(source: Path, target: Path) -> bool:
    """Whether `target` is a whole copy: the manifest is copied with every other file."""
    manifest = json.loads((source / "manifest.json").read_text("utf-8"))
    return (target / "manifest.json").exists() and all(
        (target / name).is_file()
        and hashlib.sha256((target / name).read_bytes()).hexdigest() == entry["sha256"]
        for name, entry in manifest["files"].items()
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    # A folder made by assets.py, relative to the configuration; empty leaves pages printed.
    app.add_config_value("live_assets", "", "html", [str])
    # Set by read_config, not by the author: a change of it makes Sphinx write every page.
    app.add_config_value("live_release", "", "html", [str])
    app.connect("config-inited", read_config)
    app.connect("doctree-read", note_sources)
    app.add_post_transform(DropWidgetViews)
    app.add_post_transform(AddSources)
    app.connect("html-page-context", add_start)
    app.connect("build-finished", copy_release)
    return {
        "version": __version__,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
