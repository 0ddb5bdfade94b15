"""The built book as other editions read it: its chapters in order, and what its links mean."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
NAME = "kazakhstan-elections"  # of the files that readers take along


@dataclass(frozen=True)
class Chapter:
    """A page of the book.

    Attributes
    ----------
    name : str
        Its file without ending, for example ``parliament``; unique in the book.
    path : str
        Its place in the site, for example ``chapters/parliament.html``.
    title : str
        Its first heading.
    part : str
        The caption of its part; empty for the page that the book begins with.
    content : bs4.Tag
        The section that holds the heading and everything below it.
    """

    name: str
    path: str
    title: str
    part: str
    content: Tag


@dataclass(frozen=True)
class Book:
    """What a title page says, and the chapters in reading order.

    Attributes
    ----------
    title, author, version, date : str
        As the citation file has them.
    url : str
        Where the site is published, with a slash at the end; empty while it is not.
    chapters : sequence of Chapter
        In reading order.
    """

    title: str
    author: str
    version: str
    date: str
    url: str
    chapters: Sequence[Chapter]

    def by_path(self) -> dict[str, Chapter]:
        """Return the chapters by their place in the site."""
        return {chapter.path: chapter for chapter in self.chapters}


@dataclass(frozen=True)
class Link:
    """Where a link of a page leads.

    Attributes
    ----------
    path : str
        A file of the site; empty for another site.
    anchor : str
        The id behind ``#``, without the settings of an explorable.
    settings : str
        What a permalink sets in an explorable.
    url : str
        The whole address, for a link to another site.
    """

    path: str = ""
    anchor: str = ""
    settings: str = ""
    url: str = ""


def read_link(href: str, page: str) -> Link:
    """Return what a link on a page of the site means.

    >>> read_link("glossary.html#term-quota", "chapters/parliament.html")
    Link(path='chapters/glossary.html', anchor='term-quota', settings='', url='')
    >>> read_link("#seat-allocator?threshold=5", "chapters/parliament.html").settings
    'threshold=5'
    >>> read_link("../data/effects.csv", "chapters/data.html").path
    'data/effects.csv'
    """
    if urlsplit(href).scheme:
        return Link(url=href)
    path, fragment = urldefrag(href)
    anchor, _, settings = fragment.partition("?")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return Link(whole, anchor, settings)


def parse(page: str) -> Tag:
    """Return the document of a page, with the names of SVG and MathML as XML has them."""
    return BeautifulSoup(page, "html5lib")


def content_of(page: str, name: str) -> Tag:
    """Return the part of a built page that is the chapter: the section with its heading.

    Raises
    ------
    ValueError
        The page has no article with a heading.
    """
    heading = parse(page).select_one("article.bd-article h1")
    section = heading.parent if heading else None
    if section is None or section.name != "section":
        raise ValueError(f"{name}: the page has no article that begins with a heading")
    return section


def heading_text(section: Tag) -> str:
    """Return the heading of a section, without the mark that links to it."""
    heading = section.find(["h1", "h2", "h3", "h4"])
    if heading is None:
        return ""
    link = heading.select_one("a.headerlink")
    text = heading.get_text()
    return (text.removesuffix(link.get_text()) if link else text).strip()


def contents(toc: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the files of ``_toc.yml`` in reading order, each with the caption of its part.

    >>> contents({"root": "a/index", "parts": [{"caption": "One", "chapters": [{"file": "a/b"}]}]})
    [('a/index', ''), ('a/b', 'One')]
    """
    found = [(toc["root"], "")]
    for part in toc.get("parts", []):
        found += [(each["file"], part["caption"]) for each in part["chapters"]]
    return found


def read_book(root: Path = ROOT, site: Path = SITE) -> Book:
    """Read the built book.

    Raises
    ------
    FileNotFoundError
        A page of ``_toc.yml`` was not built.
    """
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    about = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    url = config["html"].get("baseurl", "")
    chapters = []
    for file, part in contents(toc):
        section = content_of((site / f"{file}.html").read_text("utf-8"), file)
        name = posixpath.basename(file)
        chapters.append(Chapter(name, f"{file}.html", heading_text(section), part, section))
    return Book(
        config["title"],
        config["author"],
        str(about["version"]),
        str(about["date-released"]),
        url and url.rstrip("/") + "/",
        chapters,
    )
