"""Links of the built pages: those inside the book, to the letter, and those that leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class _Page(HTMLParser):
    """The names and the links of a page."""

    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what can be linked to, and what is linked."""
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value or "")
            elif name == "href" and tag in ("a", "area"):
                self.links.append(value or "")


def read(pages: Sequence[Path]) -> dict[Path, _Page]:
    """Read pages; keys are whole paths."""
    found = {}
    for path in pages:
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path.resolve()] = page
    return found


def inside(pages: Mapping[Path, _Page], site: Path) -> tuple[int, list[str]]:
    """Return how many links stay in the book, and which of them do not arrive.

    A link arrives when its file is there and, where it names a place, the place is. What stands
    after a question mark in a place are the settings of an explorable. An address that begins with
    a slash begins at the root of `site`: the page for wrong addresses has such links.
    """
    count, broken = 0, []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            count += 1
            folder = site if parts.path.startswith("/") else path.parent
            name = unquote(parts.path).lstrip("/")
            target = (folder / name).resolve() if parts.path else path
            place = unquote(parts.fragment).partition("?")[0]
            if not target.is_file():
                broken.append(f"{path.name}: {link} (no file)")
            elif place and target in pages and place not in pages[target].ids:
                broken.append(f"{path.name}: {link} (no such place)")
    return count, broken


def outside(pages: Mapping[Path, _Page]) -> dict[str, list[str]]:
    """Return the addresses on other sites, each with the pages that link it."""
    found: dict[str, list[str]] = {}
    for path, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link.partition("#")[0], []).append(path.name)
    return {address: sorted(set(names)) for address, names in sorted(found.items())}
