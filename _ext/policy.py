"""Sphinx extension: every page says which scripts may run on it, and nothing else runs.

A Content-Security-Policy stands in the head of each page, with the hashes of the scripts that the
page carries inline. A static host can send no better one: the hashes would have to change with the
page. For what only a header can say there is the file ``_headers`` at the root of the site, in the
format of Netlify and Cloudflare Pages; ``tools/serve.py`` sends what it says.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

LIVE = "live"  # folder of the site in which every release of the live files has a folder
HEADERS = "_headers"

# What holds on pages and in the worker alike; the scripts differ and are added.
COMMON = {
    "default-src": "'self'",
    # Sliders and menus set the style attribute and add style elements while they move, so their
    # text is not known beforehand. A style can load nothing that the other lines do not allow.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",  # pictures drawn on the page, icons inside style sheets
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",  # the search box is a form of search.html
}

# A window with the notes of the slides takes over the policy of the host. reveal.js writes it, with
# this inline script and two frames that show the deck; `make slides` checks the hash.
NOTES_WINDOW = "'sha256-GzCveToXhSIzS3M5eQeRm3McVRB7cYneYKwTkzA3wDk='"

# Script types that a browser runs; others (application/json) are data and need no hash.
RUN = {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"}

# The theme's inline handlers, each replaced by a mark that assets/press.js listens for.
HANDLERS = {
    'onclick="window.print()"': 'data-press="print"',
    'onclick="toggleFullScreen()"': 'data-press="fullscreen"',
}

# Inline scripts that nothing on the page reads, and the first two of which differ on every page:
# the page's name (for the theme's list of versions) and the settings of Thebe (see selfhost.py).
UNREAD = re.compile(
    r"\s*<script>DOCUMENTATION_OPTIONS\.pagename = '[^']*';</script>"
    r"|\s*<script type=\"text/x-thebe-config\">.*?</script>"
    r"|\s*<script>kernelName = '[^']*'</script>",
    re.DOTALL,
)

# Templates of the theme and scripts of Thebe: they come with the static files and are not used.
UNUSED = ("webpack-macros.html", "sbt-webpack-macros.html", "sphinx-thebe.*", "play-solid.svg")

META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy" content="[^"]*" ?/?>')
# A browser looks for the charset in the first 1,024 bytes, so it stays before the policy.
HEAD = re.compile(r"(<head(?:\s[^>]*)?>\s*(?:<meta charset=[^>]*>)?)", re.IGNORECASE)


class InlineScripts(HTMLParser):
    """Collects the inline scripts of a page and what else of it would run or ask for a script.

    Attributes
    ----------
    scripts : list of str
        The text of each, as the browser hashes it.
    handlers : list of str
        Start tags with an ``on…`` attribute or a ``javascript:`` address.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self._parts: list[str] | None = None
        self.feed(page.replace("\r\n", "\n"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the beginning of a script, and look for handlers."""
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in given and given.get("type", "").lower() in RUN:
            self._parts = []
        if any(
            name.startswith("on") or value.strip().lower().startswith("javascript:")
            for name, value in given.items()
        ):
            self.handlers.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        """Keep the text of a script."""
        if self._parts is not None:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script."""
        if tag == "script" and self._parts is not None:
            self.scripts.append("".join(self._parts))
            self._parts = None


def source_hash(script: str) -> str:
    """Return the hash of an inline script as a policy names it.

    >>> source_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def policy(script_sources: Iterable[str], frames: str = "'none'") -> str:
    """Return the policy that allows scripts from these sources and from the site's own files."""
    scripts = " ".join(("'self'", *script_sources))
    rules = {**COMMON, "frame-src": frames, "script-src": scripts}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def clean(page: str) -> str:
    """Return the page without policy, without inline handlers and without unread scripts."""
    for handler, mark in HANDLERS.items():
        page = page.replace(handler, mark)
    return UNREAD.sub("", META.sub("", page))


def with_policy(page: str) -> tuple[str, InlineScripts]:
    """Return the page with its one policy, and what was found in it.

    A page that has a policy already gets it anew, so that a second build changes nothing.
    """
    text = clean(page)
    found = InlineScripts(text)
    hashes = sorted({source_hash(script) for script in found.scripts})
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}" />'
    head = HEAD.search(text)
    place = head.end() if head else 0
    return text[:place] + (meta if head else meta.lstrip()) + text[place:], found


def headers(hashes: Iterable[str], releases: Iterable[str]) -> str:
    """Return the text of ``_headers``.

    The worker's policy is that of its own answer, and WebAssembly runs there; one policy is sent
    with every file, because hosts join the policies of rules that overlap, or choose one of them.
    On a page both this and its own policy hold, so that a page runs no WebAssembly and has no
    frames.

    Parameters
    ----------
    hashes : iterable of str
        Of the inline scripts of all pages.
    releases : iterable of str
        Names of the folders under ``live/``, each named by its content.
    """
    scripts = ["'wasm-unsafe-eval'", NOTES_WINDOW, *sorted(set(hashes))]
    everywhere = policy(scripts, frames="'self'")
    lines = [
        "# Sent by hosts that read this file (Netlify, Cloudflare Pages) and by tools/serve.py.",
        "/*",
        f"  Content-Security-Policy: {everywhere}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer",
    ]
    for release in releases:
        lines += [
            f"/{LIVE}/{release}/*",
            "  Cache-Control: public, max-age=31536000, immutable",
        ]
    return "\n".join(lines) + "\n"


def write_policies(app: Sphinx, exception: Exception | None) -> None:
    """Give every page of the built site its policy, and write ``_headers``."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for pattern in UNUSED:
        for path in (site / "_static").glob(pattern):
            path.unlink()
    hashes: set[str] = set()
    for path in sorted(site.rglob("*.html")):
        before = path.read_text(encoding="utf-8")
        after, found = with_policy(before)
        hashes |= {source_hash(script) for script in found.scripts}
        for tag in found.handlers:
            LOGGER.warning("%s: the policy of the page forbids %s", path.relative_to(site), tag)
        if after != before:
            path.write_text(after, encoding="utf-8")
    releases = sorted(path.name for path in (site / LIVE).glob("*") if path.is_dir())
    (site / HEADERS).write_text(headers(hashes, releases), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_js_file("press.js", loading_method="defer")
    # After every extension that writes into pages or copies files.
    app.connect("build-finished", write_policies, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
