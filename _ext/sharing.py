"""Sphinx extension: how the book is met from outside: in a shared link, at an old or wrong address.

- Every page describes itself (``description``, ``og:``; with sphinxext-opengraph): by its first
  words, a chapter by its puzzle, which comes after facts and objectives. Addresses and the
  card need to be absolute, so they are left out while SITE_URL is empty in ``_config.yml``.
- ``404.html`` works at any depth, because its addresses begin at the root of the site. (Not with
  sphinx-notfound-page: it does not reach all that this theme writes into a page.)
- A page that was renamed sends its readers on, with the scenario in the link (with
  sphinx-reredirects): ``redirects.yml`` lists old and new names.
"""

import posixpath
import re
from collections.abc import Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

REDIRECTS = "redirects.yml"
OBJECTIVES = "what-you-will-be-able-to-do"  # the section that begins every chapter
CARD = "_static/social-card.png"
CARD_SIZE = (1200, 630)  # what services that show links crop to

# An address of a page's own site, relative to the page: href="…", src="…", and the two attributes
# by which scripts of Sphinx and of live pages find the root.
RELATIVE = re.compile(r'(?<=[\s"])(href|src|action|data-content_root)="(?![a-z]+:|/|#)([^"]*)"')


def root_path(site_url: str) -> str:
    """Return where the site begins on its host.

    >>> root_path("https://example.org/book"), root_path("")
    ('/book/', '/')
    """
    return urlsplit(site_url).path.rstrip("/") + "/"


def from_root(page: str, root: str) -> str:
    """Return a page that lies at the root of the site with addresses that begin there.

    >>> from_root('<a href="chapters/data.html"><a href="#top"><script src="./a.js">', "/book/")
    '<a href="/book/chapters/data.html"><a href="#top"><script src="/book/a.js">'
    """

    def absolute(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("/", match[2])) if match[2] else "/"
        slash = "/" if match[2].endswith("/") and path != "/" else ""
        return f'{match[1]}="{root}{path.lstrip("/")}{slash}"'

    return RELATIVE.sub(absolute, page)


def relative_targets(renamed: Mapping[str, str]) -> dict[str, str]:
    """Return old page → address of the new one, seen from the old.

    >>> relative_targets({"chapters/seats": "chapters/parliament", "old": "chapters/parliament"})
    {'chapters/seats': 'parliament.html', 'old': 'chapters/parliament.html'}
    """
    return {
        old: posixpath.relpath(f"{new}.html", posixpath.dirname(old) or ".")
        for old, new in renamed.items()
    }


def wrong_redirects(renamed: Mapping[str, str], pages: set[str]) -> list[str]:
    """Return what is wrong with a list of renamed pages, one sentence each.

    >>> wrong_redirects({"a": "b", "c": "d"}, {"b", "c"})
    ['c is still a page; only a name that is free can lead elsewhere', 'c leads to d: no such page']
    """
    wrong = []
    for old, new in renamed.items():
        if old in pages:
            wrong.append(f"{old} is still a page; only a name that is free can lead elsewhere")
        if new not in pages:
            wrong.append(f"{old} leads to {new}: no such page")
    return wrong


def read_config(app: Sphinx, config: Config) -> None:
    """Tell the two extensions where the site is, and which pages were renamed."""
    site = config.html_baseurl and config.html_baseurl.rstrip("/") + "/"
    config.ogp_site_url = site
    config.ogp_site_name = config.html_title
    config.ogp_social_cards = {"enable": False}  # one card for the book, made below
    if site:
        width, height = CARD_SIZE
        config.ogp_image = CARD
        config.ogp_image_alt = f"{config.html_title}. {_emblem_says()}"
        config.ogp_custom_meta_tags = [
            f'<meta property="og:image:width" content="{width}" />',
            f'<meta property="og:image:height" content="{height}" />',
            '<meta name="twitter:card" content="summary_large_image" />',
        ]
    else:
        LOGGER.info("SITE_URL is empty in _config.yml: shared links show no picture.")
    renamed = yaml.safe_load((Path(app.confdir) / REDIRECTS).read_text(encoding="utf-8")) or {}
    config.renamed_pages = renamed
    config.redirects = relative_targets(renamed)
    config.redirect_html_template_file = str(Path(__file__).with_name("redirect.html"))


def not_found(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the page for addresses that lead nowhere, as Sphinx collects pages."""
    body = (
        "<h1>Page not found</h1>\n"
        "<p>There is no page at this address. It may have been mistyped, or the page was "
        "renamed.</p>\n"
        '<form class="not-found" action="search.html" role="search">'
        '<label for="not-found-words">Search the book</label> '
        '<input type="search" id="not-found-words" name="q" /> '
        '<button type="submit">Search</button></form>\n'
        '<p>Or begin at the <a href="chapters/index.html">front page</a>, look a word up in the '
        '<a href="chapters/glossary.html">glossary</a>, or a day in the '
        '<a href="chapters/timeline.html">timeline</a>.</p>\n'
    )
    return [("404", {"title": "Page not found", "body": body}, "page.html")]


def shortened(text: str, letters: int = 200) -> str:
    """Return the first sentences that fit, or the first words if the first sentence does not.

    >>> shortened("One. Two  three. Four.", 16), shortened("One two three", 10)
    ('One. Two three.', 'One two…')
    """
    text = " ".join(text.split())
    if len(text) <= letters:
        return text
    ends = [end.end() for end in re.finditer(r"[.?!](?= )", text) if end.end() <= letters]
    return text[: ends[-1]] if ends else text[: text.rfind(" ", 0, letters)] + "…"


# What a chapter gives after a term: (kk: …, ru: …). Too much for a description.
EQUIVALENTS = re.compile(r" \((?:kk|ru|uz): [^)]*\)")


def plain_words(paragraph: nodes.paragraph) -> str:
    """Return a paragraph without markup, without equivalents of its terms and without notes."""
    texts = paragraph.findall(
        lambda node: isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.raw)
    )
    return EQUIVALENTS.sub("", "".join(text.astext() for text in texts)).rstrip(" :")


def describe(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Describe a chapter by its puzzle, the part that follows its objectives."""
    sections = list(doctree.findall(nodes.section)) if doctree else []
    after = [s for before, s in pairwise(sections) if OBJECTIVES in before["ids"]]
    if after:
        words = shortened(plain_words(next(iter(after[0].findall(nodes.paragraph)))))
        context["meta"] = {**(context["meta"] or {}), "og:description": words}
        context["metatags"] += f'<meta name="description" content="{escape(words)}" />\n'


def check_redirects(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each redirect that does not lead from a free name to a page."""
    for sentence in wrong_redirects(app.config.renamed_pages, set(env.found_docs)):
        LOGGER.warning("%s: %s", REDIRECTS, sentence)


def add_links(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add icons for browsers that draw no SVG, and leave out an address that is not absolute."""

    def link(rel: str, name: str, more: str = "") -> str:
        address = escape(context["pathto"](f"_static/{name}", resource=True))
        return f'<link rel="{rel}" href="{address}"{more} />\n'

    tags = context.get("metatags", "")
    if not app.config.ogp_site_url:
        tags = re.sub(r'<meta property="og:url"[^>]*>\n?', "", tags)
    context["metatags"] = (
        tags
        + link("icon", "favicon.ico", ' sizes="32x32"')
        + link("apple-touch-icon", "apple-touch-icon.png")
    )


def _emblem_says() -> str:
    from kazlib.figures.rings import message  # noqa: PLC0415  only a site with an address needs it
    from kazlib.tables.elections import list_elections  # noqa: PLC0415

    return message([election for election in list_elections() if any(election.seats.values())])


def draw_card(path: Path, title: str) -> None:
    """Draw the picture that is shown beside a shared link; equal input gives equal bytes.

    Parameters
    ----------
    path
        Where the PNG file goes.
    title
        Of the book; what stands after a colon goes on a line of its own.
    """
    import matplotlib as mpl  # noqa: PLC0415  takes a second
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.patches import Wedge  # noqa: PLC0415

    from kazlib.figures.rings import INNER, STEP, THICK, shares  # noqa: PLC0415
    from kazlib.tables.elections import list_elections  # noqa: PLC0415

    width, height = CARD_SIZE
    head, _, rest = title.partition(": ")
    # Not the reader's own settings: the picture would differ from one machine to another.
    with mpl.rc_context(mpl.rcParamsDefault):
        figure = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor="#fdfcf9")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.axis("off")
        held = [election for election in list_elections() if any(election.seats.values())]
        for number, election in enumerate(held):
            radius = 1.55 * (INNER + STEP * number)
            seats = shares(election)
            split = 180 - 180 * seats[0] / sum(seats)
            for start, end, thick, colour in (
                (split, 180, THICK, "#0b5a80"),
                (0, split, THICK / 2, "#c9702f"),
            ):
                if start < end:
                    outer = radius + 1.55 * thick / 2
                    axes.add_patch(
                        Wedge((760, 70), outer, start, end, width=1.55 * thick, color=colour)
                    )
        axes.text(70, 520, head.replace(" in ", "\nin "), fontsize=40, weight="bold", va="top",
                  color="#12303f", linespacing=1.2)  # fmt: skip
        axes.text(70, 90, rest, fontsize=20, color="#12303f")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Software": None})


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Draw the card of a site with an address; make the page for wrong addresses whole."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    if app.config.ogp_site_url:
        draw_card(site / CARD, app.config.html_title)
    lost = site / "404.html"
    if lost.is_file():
        page = from_root(lost.read_text(encoding="utf-8"), root_path(app.config.ogp_site_url))
        lost.write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    # Set by read_config from redirects.yml, so that a change of it is noticed.
    app.add_config_value("renamed_pages", {}, "html", [dict])
    for name in ("sphinxext.opengraph", "sphinx_reredirects"):
        app.setup_extension(name)
    app.connect("config-inited", read_config)
    app.connect("env-check-consistency", check_redirects)
    app.connect("html-collect-pages", not_found)
    app.connect("html-page-context", describe, priority=400)  # before what describes other pages
    app.connect("html-page-context", add_links, priority=600)  # after what describes the page
    # After join.py, which knows pages by relative addresses, and before policy.py reads the page.
    app.connect("build-finished", finish, priority=820)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
