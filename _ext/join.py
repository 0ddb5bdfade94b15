"""Sphinx extension: pages load one style sheet and one script, without what no page uses.

The theme and its extensions bring a dozen style sheets and as many scripts in the head of every
page, and a browser shows nothing before it has them all. Here the style sheets become one, without
the rules for classes that occur nowhere in the site (most of Bootstrap's and of the icon fonts'),
and the scripts become one that does not hold up the page.
"""

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lean import drop_unused_fonts, fonts_of, icons_in, lean_font, lean_style, use_lean_fonts
from policy import clean
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

STYLES, SCRIPTS = "_static/site.css", "_static/site.js"

SEARCH = 'id="search-results"'
# Scripts that only some pages need, and what stands in these. The theme loads the search index on
# every page, for suggestions that are switched off; icons come from icons.css.
NEEDED_WITH = {
    "_static/searchtools.js": SEARCH,
    "_static/language_data.js": SEARCH,
    "searchindex.js": SEARCH,
    "_static/design-tabs.js": 'class="sd-tab-set',
    "_static/scripts/fontawesome.js": "data-fa-i2svg",
}
SETTINGS = "_static/documentation_options.js"  # before the inline scripts, which change it

_SHEET = re.compile(r'[ \t]*<link(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"?]+)[^>]*>\n?')
_SCRIPT = re.compile(r'[ \t]*<script[^>]*\bsrc="([^"?]+)[^>]*></script>\n?')
_INLINE = re.compile(r"[ \t]*<script>(.*?)</script>\n?", re.DOTALL)
_PRELOAD = re.compile(r'[ \t]*<link rel="preload" as="script"[^>]*>\n?')
_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_IMPORT = re.compile(r'@import "([^"]+)";')
_COMMENT = re.compile(r"\s*(/\*.*?\*/)", re.DOTALL)
_NAMES = re.compile(r'\b(?:class|id)="([^"]*)"')
_WORD = re.compile(r"-?[A-Za-z_][\w-]*")


def site_path(page: str, address: str) -> str:
    """Return the path in the site of what `page`, a path in the site, calls `address`.

    >>> site_path("chapters/glossary.html", "../_static/book.css")
    '_static/book.css'
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), address))


def merge(lists: Iterable[Sequence[str]]) -> list[str]:
    """Return every entry once, in an order that is also the order of each list.

    >>> merge([["a", "d"], ["a", "b", "c", "d"], ["e"]])
    ['a', 'b', 'c', 'd', 'e']
    """
    merged: list[str] = []
    for each in sorted(lists, key=len, reverse=True):
        at = len(merged)
        for name in reversed(each):
            if name in merged:
                at = merged.index(name)
            else:
                merged.insert(at, name)
    return merged


# ---- style sheets ---------------------------------------------------------------------------


def words_of(site: Path) -> set[str]:
    """Return the classes and ids of all pages, and every word that a script could make one of."""
    words: set[str] = set()
    for page in site.rglob("*.html"):
        for names in _NAMES.findall(page.read_text(encoding="utf-8")):
            words.update(names.split())
    for script in [*site.rglob("*.js"), *site.glob("live/*/*.mjs")]:
        if script.name != "searchindex.js":  # words of the text
            words.update(_WORD.findall(script.read_text(encoding="utf-8")))
    for wheel in site.glob("live/*/*.whl"):  # what Python shows in live pages
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if name.endswith(".py"):
                    words.update(_WORD.findall(packed.read(name).decode()))
    return words


def read_style(site: Path, source: str, words: set[str]) -> tuple[str, list[str]]:
    """Return a lean style sheet with those that it imports, and the paths of all of them."""
    text = (site / source).read_text(encoding="utf-8")
    folder = posixpath.dirname(source)
    style, sources = lean_style(_IMPORT.sub("", text), words, folder, "_static"), [source]
    for address in reversed(_IMPORT.findall(text)):
        imported, its_sources = read_style(site, site_path(source, address), words)
        style, sources = f"{imported}\n{style}", [*its_sources, *sources]
    return style, sources


# ---- pages ----------------------------------------------------------------------------------


def banner(text: str) -> str:
    """Return the comment at the beginning of a file, if it says whose the file is."""
    match = _COMMENT.match(text)
    return match[1] + "\n" if match and re.search(r"(?i)copyright|licen[cs]e", match[1]) else ""


def write_joined(site: Path, path: str, sources: Sequence[str], body: str) -> str:
    """Write a joined file and return its address, as a path in the site with a digest."""
    text = f"/*! Joined from {', '.join(sources)} */\n{body}\n"
    (site / path).write_text(text, encoding="utf-8")
    return f"{path}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"


def sources_of(text: str) -> list[str]:
    """Return what a joined file says that it was made of, as paths in the site."""
    head = re.match(r"/\*! Joined from (.*?) \*/", text)
    return head[1].split(", ") if head else []


def seen_from(page: str, address: str) -> str:
    """Return how `page`, a path in the site, calls a path in the site.

    >>> seen_from("chapters/glossary.html", "_static/site.css")
    '../_static/site.css'
    """
    return posixpath.relpath(address, posixpath.dirname(page) or ".")


def cut_fonts(site: Path, style: str) -> str:
    """Cut the icon fonts down to what the joined style sheet names; return that sheet."""
    for address in fonts_of(style):
        font = (site / STYLES).parent / address
        whole = font.with_suffix(".ttf").read_bytes()
        font.with_suffix(".woff").write_bytes(lean_font(whole, icons_in(style)))
    for font in (site / "_static").rglob("*"):
        if font.suffix in (".ttf", ".woff2"):
            font.unlink()
    return use_lean_fonts(style)


def join_styles(site: Path, pages: dict[str, str]) -> None:
    """Make the one style sheet and let pages, given as texts by path, load it."""
    listed = {
        name: [site_path(name, each) for each in _SHEET.findall(page)]
        for name, page in pages.items()
    }
    words = words_of(site)
    found = [read_style(site, each, words) for each in merge(listed.values())]
    sources = [source for _, its in found for source in its]
    style = cut_fonts(site, drop_unused_fonts("\n".join(style for style, _ in found)))
    notes = "".join(banner((site / each).read_text(encoding="utf-8")) for each in sources)
    address = write_joined(site, STYLES, sources, notes + style)
    for source in sources:
        (site / source).unlink()
    for name, page in pages.items():
        if listed[name]:
            link = f'    <link rel="stylesheet" href="{seen_from(name, address)}" />\n'
            first = _SHEET.search(page).start()
            pages[name] = _SHEET.sub("", page[:first]) + link + _SHEET.sub("", page[first:])


def join_scripts(site: Path, pages: dict[str, str]) -> None:
    """Make the one script, and let pages load it without waiting for it.

    The page of the search is left as it is: its scripts find each other by their order in time. A
    script that only some pages have keeps its own element, as it would find nothing on the others.
    """
    listed: dict[str, list[str]] = {}
    inline: list[list[str]] = []
    for name, page in pages.items():
        if SEARCH not in page:
            found = [site_path(name, address) for address in _SCRIPT.findall(page)]
            listed[name] = [each for each in found if NEEDED_WITH.get(each, "") in page]
            inline.append(_INLINE.findall(page))
    everywhere = set.intersection(*(set(found) for found in listed.values() if found))
    sources = [
        each
        for each in merge(listed.values())
        if each in everywhere and not reads_its_tag(site / each)
    ]
    texts = {
        each: _MAP.sub("", (site / each).read_text(encoding="utf-8")).strip() for each in sources
    }
    settings = [*(texts.pop(each) for each in sources if each == SETTINGS), *merge(inline)]
    address = write_joined(site, SCRIPTS, sources, "\n;".join([*settings, *texts.values()]))

    def rewritten(name: str) -> str:
        def script(match: re.Match[str]) -> str:
            source = site_path(name, match[1])
            if source in sources or source not in listed[name]:
                return ""
            return match[0] if " defer" in match[0] else match[0].replace(" src=", " defer src=")

        page = _PRELOAD.sub("", _INLINE.sub("", _SCRIPT.sub(script, pages[name])))
        tag = f'  <script defer src="{seen_from(name, address)}"></script>\n'
        return page.replace("</head>", f"{tag}</head>", 1)

    for name, found in listed.items():
        if found:
            pages[name] = rewritten(name)


def reads_its_tag(script: Path) -> bool:
    """Whether a script asks for its own element in the page, and must keep it."""
    return "document.currentScript" in script.read_text(encoding="utf-8")


def join(site: Path) -> None:
    """Join the style sheets and scripts of a site whose pages were all just written."""
    found = (path for path in site.rglob("*.html") if "_static" not in path.parts)  # templates
    paths = {path.relative_to(site).as_posix(): path for path in sorted(found)}
    before = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    pages = {name: clean(page) for name, page in before.items()}
    join_styles(site, pages)
    join_scripts(site, pages)
    for name, page in pages.items():
        if page != before[name]:
            paths[name].write_text(page, encoding="utf-8")


def every_page(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Let Sphinx write all pages anew: what they load depends on all of them."""
    return sorted(env.found_docs)


def join_site(app: Sphinx, exception: Exception | None) -> None:
    """Do so when Sphinx has written the site."""
    if not exception and app.builder.format == "html":
        join(Path(app.outdir))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("env-updated", every_page)
    # After selfhost.py has made the icons, before policy.py reads the inline scripts.
    app.connect("build-finished", join_site, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
