"""Sphinx extension: pages ask no other host for anything, and carry no script they do not need.

The stock theme of Jupyter Book loads sphinx-thebe's script from a CDN, MathJax from a CDN on pages
with formulas, and all two thousand icons of Font Awesome as one script of 1.4 MB. Here the first
goes, formulas become MathML at build time, and the icons in use become a small style sheet.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

# Font Awesome's script holds its icons as name:[width,height,[other names],"code","path"], one
# pack after the other, each closed by the prefix that its classes have.
_ICON = re.compile(r'["\']?([a-z0-9-]+)["\']?:\[(\d+),(\d+),\[([^\]]*)\],"[0-9a-f]+","(M[^"]*)"\]')
_PACK_ENDS = (("fa-brands", '("fab",'), ("fa-regular", '("far",'), ("fa-solid", '("fas",'))
_PREFIXES = {"fab": "fa-brands", "far": "fa-regular", "fas": "fa-solid", "fa": "fa-solid"}
_SELECTORS = {"fa-brands": ".fab, .fa-brands", "fa-regular": ".far, .fa-regular"} | {
    "fa-solid": ".fa, .fas, .fa-solid"
}
_CLASSES = re.compile(r'class=(?:"([^"]*\bfa[bsr]?\b[^"]*)"|\'([^\']*\bfa[bsr]?\b[^\']*)\')')

ICON_STYLE = """\
/* Icons of Font Awesome Free (CC BY 4.0) that this book uses, in place of its script. */
.fa, .fas, .far, .fab, .fa-solid, .fa-regular, .fa-brands {
  display: inline-block; width: 1em; height: 1em; vertical-align: -0.125em;
  background: currentColor; mask: var(--icon) center / contain no-repeat;
}
"""


def drop_thebe(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Leave out sphinx-thebe's scripts, which the theme adds twice."""

    def is_thebe(script: Any) -> bool:
        inline = str((getattr(script, "attributes", None) or {}).get("body", ""))
        return "THEBE_JS_URL" in inline or "sphinx-thebe" in str(getattr(script, "filename", ""))

    context["script_files"][:] = [s for s in context["script_files"] if not is_thebe(s)]
    context["css_files"][:] = [s for s in context["css_files"] if not is_thebe(s)]


def inline_mathml(translator: Any, node: nodes.math) -> None:
    """Write a formula in a line as MathML, which browsers draw without a script."""
    translator.body.append(convert(node.astext()))
    raise nodes.SkipNode


def display_mathml(translator: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own as MathML."""
    translator.body.append(f'<div class="math">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def read_icons(script: str) -> dict[tuple[str, str], str]:
    """Return (pack, name) → SVG from Font Awesome's script."""
    ends = [(pack, script.index(mark)) for pack, mark in _PACK_ENDS]
    icons = {}
    for match in _ICON.finditer(script):
        name, width, height, others, path = match.groups()
        pack = next((pack for pack, end in ends if match.start() < end), None)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        for each in (name, *re.findall(r'"([a-z0-9-]+)"', others)):
            if pack is not None:
                icons.setdefault((pack, each), f'{svg}<path d="{path}"/></svg>')
    return icons


def used_icons(pages: list[str]) -> set[tuple[str, str]]:
    """Return the (pack, name) of every icon that a page shows."""
    used = set()
    for page in pages:
        for quoted in _CLASSES.findall(page):
            classes = "".join(quoted).split()
            packs = [_PREFIXES.get(name, name) for name in classes]
            pack = next((p for p in packs if p in dict(_PACK_ENDS)), "fa-solid")
            used |= {(pack, c.removeprefix("fa-")) for c in classes if c.startswith("fa-")}
    return used


def subset_icons(app: Sphinx, exception: Exception | None) -> None:
    """Replace Font Awesome's script in the built site by a style sheet of the icons in use."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    script = static / "scripts" / "fontawesome.js"
    known = read_icons(_original_script(app).read_text(encoding="utf-8"))
    # Icons stand in pages, and in the theme's scripts that switch from one icon to another.
    texts = [path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.html")]
    rules = [
        f":is({_SELECTORS[pack]}).fa-{name} {{ "
        f'--icon: url("data:image/svg+xml,{quote(known[pack, name])}"); }}\n'
        for pack, name in sorted(used_icons(texts) & known.keys())
    ]
    (static / "icons.css").write_text(ICON_STYLE + "".join(rules), encoding="utf-8")
    script.write_text("/* The icons in use are in icons.css. */\n", encoding="utf-8")
    for path in static.rglob("*.map"):
        path.unlink()


def _original_script(app: Sphinx) -> Path:
    import pydata_sphinx_theme  # noqa: PLC0415  where the theme keeps it, only needed here

    theme = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme"
    return theme / "static" / "scripts" / "fontawesome.js"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_html_math_renderer("mathml", (inline_mathml, None), (display_mathml, None))
    app.add_css_file("icons.css")
    app.connect("html-page-context", drop_thebe, priority=900)
    app.connect("build-finished", subset_icons)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
