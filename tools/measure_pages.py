"""Measure live pages against their budgets: ``python tools/measure_pages.py``.

Prints a table a page with the medians of the runs (``--runs``, default 5). Needs the built book
and Chromium; the server runs on this machine, so the figures hold for a fast line.

Each run is a new profile on disk, and the second visit uses the same profile in a new page: a
private window keeps no compiled code, and Playwright turns the cache of a page with routes off, so
that in both every visit is in part a first one. Before the second visit the page is left alone for
some seconds, because browsers write compiled code only then.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.browser import Site, returning_reader, serve, watch  # noqa: E402
from tools.explorables import change, live_pages  # noqa: E402

SITE = ROOT / "_build" / "html"
HEADERS = {"Cache-Control": "max-age=600"}  # as GitHub Pages answers
CHANGES = 10  # of each explorable, in each run

SPAN = """() => {
  const at = (name) => performance.getEntriesByName(name).at(-1).startTime;
  return (at('live:ready') - at('live:worker')) / 1000;
}"""

WATCH = """() => {
  window.seen = { lcp: 0, cls: 0 };
  new PerformanceObserver((list) => { seen.lcp = list.getEntries().at(-1).startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) seen.cls += e.value;
  }).observe({ type: 'layout-shift', buffered: true });
}"""


@dataclass
class Figures:
    """What was measured of one page, one value a run (of changes: many)."""

    before: list[float] = field(default_factory=list)
    python: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    lcp: list[float] = field(default_factory=list)
    cls: list[float] = field(default_factory=list)

    def rows(self) -> list[tuple[str, float, float | None]]:
        """Return name, value and budget of each line of the table."""
        changes = quantiles(self.changes, n=20)[-1:] if self.changes else []
        return [
            ("page before Python, MB gzipped", median(self.before), 1.0),
            ("files for Python, MB gzipped", median(self.python), None),
            ("first visit, s from worker to live", median(self.first), 3.0),
            ("second visit, s from worker to live", median(self.second), 1.0),
            *(("a change, ms at the 95th percentile", value, 100) for value in changes),
            ("largest contentful paint, s", median(self.lcp), 2.5),
            ("cumulative layout shift", median(self.cls), 0.1),
        ]


def open_page(context: BrowserContext, url: str) -> Page:
    """Open a page and wait until it has nothing more to load by itself."""
    page = watch(context, route=False).page
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page


def become_live(page: Page) -> float:
    """Scroll to the first live cell and return the seconds from the worker's creation to live."""
    page.locator(".live-cell").first.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => document.documentElement.dataset.live === 'ready'", timeout=120_000
    )
    return float(page.evaluate(SPAN))


def measure(
    playwright: Playwright, site: Site, path: str, slugs: list[str], figures: Figures
) -> None:
    """Visit a page twice as one reader who has never been there."""
    with returning_reader(playwright, viewport={"width": 1200, "height": 900}) as context:
        start = len(site.sent)
        page = open_page(context, f"{site.url}/{path}")
        page.evaluate(WATCH)
        page.wait_for_timeout(300)
        # A reader's scroll ends this measure, and a reader's change is no shift; a script's are.
        figures.lcp.append(page.evaluate("seen.lcp") / 1000)
        first = become_live(page)
        figures.cls.append(page.evaluate("seen.cls"))
        page.wait_for_function("() => document.documentElement.dataset.liveSaved")
        sent = site.sent[start:]
        figures.before.append(sum(size for url, size in sent if "/live/" not in url) / 1e6)
        figures.python.append(sum(size for url, size in sent if "/live/" in url) / 1e6)
        figures.first.append(first)
        for slug in slugs:
            figures.changes += change(page, slug, CHANGES)
        page.wait_for_timeout(5000)
        page.close()
        figures.second.append(become_live(open_page(context, f"{site.url}/{path}")))


def survey(paths: Sequence[str], runs: int) -> Iterator[tuple[str, Figures]]:
    """Measure pages of the built book one after the other; none given: all with live cells."""
    found = live_pages(SITE)
    with sync_playwright() as playwright, serve(SITE, HEADERS) as site:
        for path in paths or found:
            figures = Figures()
            for _ in range(runs):
                measure(playwright, site, path, found[path], figures)
            yield path, figures


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", help="like chapters/glossary.html; all by default")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    for path, figures in survey(options.pages, options.runs):
        print(f"{path}, medians of {options.runs} runs\n")
        print(f"{'':40}{'measured':>10}{'budget':>10}")
        for name, value, budget in figures.rows():
            print(f"{name:40}{value:10.2f}{'' if budget is None else f'{budget:10.1f}'}")
        print(flush=True)


if __name__ == "__main__":
    main()
