"""A chapter's MyST as the Markdown that every notebook program shows.

Roles and directives of the book mean nothing outside it. Here each becomes what a reader would see
on the page: a value, a name, a number, a folded answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl

from sphinx.errors import ExtensionError

_ROLE = re.compile(r"\{([a-z:]+)\}`([^`]+)`")
_TITLED = re.compile(r"(.*\S)\s*<([^<>]+)>", re.DOTALL)
_FENCED = re.compile(
    r"^(?P<fence>`{3,})\{(?P<name>[a-z-]+)\}[ ]*(?P<title>[^\n]*)\n"
    r"(?P<options>(?::[a-z-]+:[^\n]*\n)*)(?P<body>.*?)^(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_LABEL = re.compile(r"^\([a-z0-9-]+\)=\n", re.MULTILINE)
_ANCHOR = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PAGE_LINK = re.compile(r"\[([^\]]*)\]\(([\w-]+)\.md\)")
_LEFT = re.compile(r"\{[a-z:-]+\}`|^[`:]{3,}\{[a-z-]+\}", re.MULTILINE)


@dataclass
class Page:
    """What a page's Markdown leaves to the book.

    Attributes
    ----------
    name : str
        Of the page, without its folder.
    site : str
        The address of the book, without a slash at the end; empty when it has none yet.
    titles : mapping
        Titles of pages by name.
    labels : mapping
        Titles of sections by label.
    numbers : mapping
        "Fig. 7" and "Exercise 39" by label.
    values : iterator
        Names and texts of the values that the build put into the text, in their order there.
    cite : callable
        Names and year of a work by its key, for the two kinds of citation (``"p"``, ``"t"``).
    questions : callable
        The self-check questions of a chapter, as HTML.
    cited, exercises
        Keys of works and titles of exercises, noted as they come.
    """

    name: str
    site: str
    titles: Mapping[str, str]
    labels: Mapping[str, str]
    numbers: Mapping[str, str]
    values: Iterator[tuple[str, str]]
    cite: Callable[[str, str], str]
    questions: Callable[[str], str]
    cited: list[str] = field(default_factory=list)
    exercises: dict[str, str] = field(default_factory=dict)

    def address(self, target: str) -> str:
        """Return a target that is relative to this page as an address, or nothing."""
        if not self.site:
            return ""
        if target.startswith("#"):
            return f"{self.site}/chapters/{self.name}.html{target}"
        if target.startswith("../"):
            return f"{self.site}/{target.removeprefix('../')}"
        return f"{self.site}/chapters/{target}"


def _named(page: Page, text: str, name: str) -> str:
    """Return a link to a page of the book, or its title where the book has no address."""
    if name not in page.titles:
        raise ExtensionError(f"{page.name}: no page {name!r} to name in the notebook.")
    text = text or page.titles[name]
    address = page.address(f"{name}.html")
    return f"[{text}]({address})" if address else f"*{text}*"


def _role(page: Page, name: str, content: str) -> str:
    """Return what a reader sees of a role."""
    titled = _TITLED.fullmatch(content)
    text, target = titled.groups() if titled else ("", content)
    match name:
        case "eval":
            known, value = next(page.values, ("", ""))
            if known != content:
                raise ExtensionError(f"{page.name}: {{eval}}`{content}` has no value in the build.")
            return value
        case "term":
            return text or target
        case "doc":
            return _named(page, text, target)
        case "ref":
            return text or f"*{page.labels[target]}*"
        case "numref":
            return page.numbers[target]
        case "cite:p" | "cite:t":
            keys = [key.strip() for key in content.split(",")]
            page.cited += [key for key in keys if key not in page.cited]
            return page.cite(content, name[-1])
        case _:
            raise ExtensionError(f"{page.name}: no plain form of the role {{{name}}}.")


def call_of(link: str) -> str:
    """Return the line of code that shows the scenario of a link.

    >>> call_of("exit-polls.html#exit-poll?rho=0.05&amp;stations=40")
    'explore("exit-poll", rho="0.05", stations="40")'
    """
    slug, _, query = unescape(link).partition("#")[2].partition("?")
    values = "".join(f', {name}="{value}"' for name, value in parse_qsl(query))
    return f'explore("{slug}"{values})'


def _anchor(page: Page, link: str, text: str) -> str:
    """Return a link of the page: to the site, and as code where it sets an explorable."""
    if "://" in link:
        return f"[{text}]({link})"
    address = page.address(unescape(link))
    shown = f"[{text}]({address})" if address else text
    return f"{shown} (`{call_of(link)}`)" if "#" in link else shown


def _options(lines: str) -> dict[str, str]:
    return dict(re.findall(r"^:([a-z-]+):[ ]*(.*)$", lines, re.MULTILINE))


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body.strip()}\n\n</details>"


def _block(page: Page, found: re.Match[str]) -> str:
    """Return what a reader sees of a directive."""
    name, title, body = found["name"], found["title"].strip(), found["body"]
    match name:
        case "exercise":
            label = _options(found["options"])["label"]
            page.exercises[label] = f"{page.numbers[label]} ({title})"
            return f"**{page.exercises[label]}**\n\n{body.strip()}"
        case "solution":
            return _folded(f"Solution to {page.exercises[title]}", body)
        case "solution-start":
            return f"**Solution to {page.exercises[title]}**"
        case "solution-end":
            return ""
        case "admonition" | "note":
            quoted = "\n".join(f"> {line}".rstrip() for line in body.strip().splitlines())
            return f"> **{title or 'Note'}**\n>\n{quoted}"
        case "selfcheck":
            return page.questions(title)
        case _:
            raise ExtensionError(f"{page.name}: no plain form of the directive {{{name}}}.")


def plain(text: str, page: Page) -> str:
    """Return a cell's text without roles, directives and links that lead nowhere.

    Parameters
    ----------
    text
        Markdown of one cell. Cells must come in the order of the page.
    page
        What the book knows; takes note of works and exercises as they come.

    Raises
    ------
    ExtensionError
        If something of MyST has no plain form: a reader would see its source.
    """
    text = _ROLE.sub(lambda m: _role(page, m[1], m[2]), text)
    text = _ANCHOR.sub(lambda m: _anchor(page, m[1], m[2]), text)
    text = _PAGE_LINK.sub(lambda m: _named(page, m[1], m[2]), text)
    text = _FENCED.sub(lambda m: _block(page, m), _LABEL.sub("", text))
    left = _LEFT.search(text)
    if left:
        line = text[left.start() :].split("\n", 1)[0]
        raise ExtensionError(f"{page.name}: this is left in the notebook: {line}")
    return text.strip()
