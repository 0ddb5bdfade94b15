"""Live pages beside JupyterLite, in one Chromium: ``python benchmarks/live/run.py``.

Makes everything it needs under ``_build/benchmarks`` (the book itself with ``make site`` before)
and prints two tables. One server on this machine sends everything with gzip, and no name of
another host resolves. A visit ends when the explorable's answer is in the page; a change ends when
the whole answer to it is (sentence, picture, table and link).
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Error, Frame, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import jupyterlite  # noqa: E402  (this folder's module)

from kazlib.explorables import SLUGS  # noqa: E402
from tools.browser import Site, returning_reader, serve, watch  # noqa: E402
from tools.explorables import change, live_pages  # noqa: E402

BUILD = ROOT / "_build"
COMPARED = "seat-allocator"
CELL = f'from kazlib.widgets import explore\nexplore("{COMPARED}", election="2007-08-18")'
LONGEST = 120  # seconds to wait for a page to come alive
# As GitHub Pages answers.
HEADERS = {"Cache-Control": "max-age=600"}

LIVE = "() => document.documentElement?.dataset.live === 'ready' && performance.now()"
LITE = """() => {
  const shown = document.querySelector('iframe')?.contentDocument;
  return shown?.querySelector('.explorable-sentence') && performance.now();
}"""


@dataclass
class Figures:
    """What was measured of one way to show an explorable; a failure is said in words."""

    megabytes: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failure: str = ""


@contextmanager
def visit(context: Any, url: str, is_live: str, figures: Figures) -> Iterator[tuple[Page, float]]:
    """Open a page; yields it with the seconds until it was live."""
    watched = watch(context, route=False)
    page = watched.page
    try:
        page.goto(url, wait_until="commit")
        milliseconds = page.wait_for_function(is_live, timeout=LONGEST * 1000, polling="raf")
        yield page, milliseconds.json_value() / 1000
    finally:  # also when it did not start
        figures.foreign += watched.foreign
        page.close()


def measure(
    playwright: Playwright,
    site: Site,
    path: str,
    is_live: str,
    figures: Figures,
    *,
    inside: Callable[[Page], Page | Frame] = lambda page: page,
    slug: str = COMPARED,
    changes: int = 0,
) -> None:
    """Visit a page as a new reader, change it, and visit it again."""
    url = f"{site.url}/{path}"
    size = {"width": 1200, "height": 900}
    with returning_reader(playwright, viewport=size) as context:
        try:
            sent = len(site.sent)
            with visit(context, url, is_live, figures) as (page, seconds):
                figures.megabytes.append(sum(n for _, n in site.sent[sent:]) / 1e6)
                figures.first.append(seconds)
                figures.changes += change(inside(page), slug, changes) if changes else []
                # Caches are written some seconds later: compiled code, and our snapshot.
                page.wait_for_timeout(5000)
            with visit(context, url, is_live, figures) as (_, seconds):
                figures.second.append(seconds)
        except Error as error:
            line = str(error).splitlines()[0]
            late = "Timeout" in line
            figures.failure = f"did not start in {LONGEST} s" if late else line


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def milliseconds(times: list[float]) -> tuple[str, str]:
    """Return the median and the 95th percentile as text."""
    return (f"{median(times):.0f}", f"{quantiles(times, n=20)[-1]:.0f}") if times else ("–", "–")


def row(name: str, figures: Figures) -> tuple[str, ...]:
    """Return one line of the comparison."""
    values = (figures.megabytes, figures.first, figures.second)
    failure = f" ({figures.failure})" if figures.failure else ""
    return (
        name,
        *(f"{median(value):.1f}" if value else "–" for value in values),
        *milliseconds(figures.changes),
        f"{len(figures.foreign)}{failure}",
    )


def compare(
    playwright: Playwright, site: Site, page: str, lite: str, runs: int, changes: int
) -> str:
    """Measure both ways in turn and return the first table."""
    ours, theirs = Figures(), Figures()
    link = f"{page}#{COMPARED}?election=2007-08-18"

    def frame(page: Page) -> Frame:
        return page.frames[1]

    for turn in range(runs + 1):  # the first turn fills the caches of the server and of the disk
        say = f"turn {turn} of {runs}" if turn else "a turn that is not counted"
        jupyterlite.say(say)
        o, t = (ours, theirs) if turn else (Figures(), Figures())
        each = changes if turn == 1 else 0
        measure(playwright, site, link, LIVE, o, changes=each)
        measure(playwright, site, lite, LITE, t, inside=frame, changes=each)
    head = ("seat allocator", "MB until live", "s, first visit", "s, second visit",
            "ms a change, median", "95th percentile", "requests to other hosts")  # fmt: skip
    return table(head, [row("live page of the book", ours), row("JupyterLite REPL", theirs)])


def every_explorable(
    playwright: Playwright, site: Site, pages: Mapping[str, str], changes: int
) -> str:
    """Measure changes of each explorable of the book and return the second table."""
    rows: list[tuple[str, ...]] = []
    for slug in SLUGS:
        page = pages.get(slug)
        if page is None:
            rows.append((slug, "no chapter shows it", "–", "–"))
            continue
        figures = Figures()
        with returning_reader(playwright, viewport={"width": 1200, "height": 900}) as context:
            try:
                with visit(context, f"{site.url}/{page}#{slug}?", LIVE, figures) as (opened, _):
                    figures.changes += change(opened, slug, changes)
            except Error as error:
                figures.failure = str(error).splitlines()[0]
        name = Path(page).stem
        rows.append((slug, figures.failure or name, *milliseconds(figures.changes)))
    return table(("explorable", "chapter", "ms a change, median", "95th percentile"), rows)


def main() -> None:
    """Read the command line, make what is missing, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="visits of each kind")
    parser.add_argument("--changes", type=int, default=200, help="changes of each explorable")
    parser.add_argument(
        "--only", choices=("comparison", "explorables"), help="one of the two tables"
    )
    options = parser.parse_args()
    # Slug → the first page that shows it, as a path on the server.
    pages: dict[str, str] = {}
    for page, slugs in live_pages(BUILD / "html").items():
        for slug in slugs:
            pages.setdefault(slug, f"html/{page}")
    if COMPARED not in pages:
        sys.exit("Build the book first: make site")
    tables = []
    if options.only != "explorables":
        lite = jupyterlite.make(BUILD / "benchmarks", CELL).relative_to(BUILD).as_posix()
    with sync_playwright() as playwright, serve(BUILD, HEADERS) as site:
        if options.only != "explorables":
            compared = compare(
                playwright, site, pages[COMPARED], lite, options.runs, options.changes
            )
            tables.append(f"{compared}\n\nMedians of {options.runs} visits of each kind.")
        if options.only != "comparison":
            tables.append(every_explorable(playwright, site, pages, options.changes))
    print("\n\n".join(tables))


if __name__ == "__main__":
    main()
