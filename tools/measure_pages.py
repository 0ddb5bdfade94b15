"""Measure a live chapter against DESIGN's budgets: ``python tools/measure_pages.py [runs]``.

Prints the medians of the runs (default 5). Needs the built book and Chromium; the server runs on
this machine, so the figures hold for a fast line.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import launch_chromium, serve, watch  # noqa: E402

CHAPTER = "chapters/parliamentary-elections.html"

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

CHANGE = """async (value) => {
  const box = [...document.querySelectorAll('.explorable input[type=number]')][0];
  const said = document.querySelector('.live-polite');
  const before = said.innerText, start = performance.now();
  box.value = value;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.dispatchEvent(new Event('change', { bubbles: true }));
  while (said.innerText === before) {
    await new Promise(requestAnimationFrame);
    if (performance.now() - start > 5000) throw new Error('no answer to ' + value);
  }
  return performance.now() - start;
}"""


@contextmanager
def visit(browser: Browser, url: str) -> Iterator[tuple[Page, list[tuple[str, int]]]]:
    """Open a page as a new reader, keeping the compressed size of each answer."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = watch(context).page
    sizes: list[tuple[str, int]] = []
    page.on("requestfinished", lambda r: sizes.append((r.url, r.sizes()["responseBodySize"])))
    page.goto(url)
    yield page, sizes
    context.close()


def become_live(page: Page) -> float:
    """Scroll to the explorable and return the seconds from the worker's creation to live."""
    page.locator("#seat-allocator").scroll_into_view_if_needed()
    page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=120_000)
    return float(page.evaluate(SPAN))


def main(runs: int) -> None:
    """Print the table."""
    first, second, before, python, lcp, cls, changes = [], [], [], [], [], [], []
    with (
        sync_playwright() as playwright,
        serve(ROOT / "_build" / "html") as site,
    ):
        browser = launch_chromium(playwright)
        for _ in range(runs):
            with visit(browser, f"{site.url}/{CHAPTER}") as (page, sizes):
                page.evaluate(WATCH)
                page.wait_for_load_state("networkidle")
                before.append(sum(size for url, size in sizes if "/live/" not in url) / 1e6)
                first.append(become_live(page))
                page.wait_for_function("document.documentElement.dataset.liveSaved")
                python.append(sum(size for url, size in sizes if "/live/" in url) / 1e6)
                changes += [page.evaluate(CHANGE, str(n)) for n in (3, 4, 5, 6, 8, 2, 1, 9)]
                seen = page.evaluate("seen")
                lcp.append(seen["lcp"] / 1000)
                cls.append(seen["cls"])
                page.reload()
                second.append(become_live(page))
        browser.close()
    rows = [
        ("page before Python, MB gzipped", median(before), 1.0),
        ("files for Python, MB gzipped", median(python), None),
        ("first visit, s from worker to live", median(first), 3.0),
        ("second visit, s from worker to live", median(second), 1.0),
        ("a change, ms at the 95th percentile", quantiles(changes, n=20)[-1], 100),
        ("largest contentful paint, s", median(lcp), 2.5),
        ("cumulative layout shift", median(cls), 0.1),
    ]
    print(f"{CHAPTER}, medians of {runs} runs\n")
    print(f"{'':40}{'measured':>10}{'budget':>10}")
    for name, value, budget in rows:
        print(f"{name:40}{value:10.2f}{'' if budget is None else f'{budget:10.1f}'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
