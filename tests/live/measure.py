"""Measure live pages on this machine: python -m tests.live.measure FOLDER PAGE [VISITS]

FOLDER is a built site, PAGE the address of a page with live cells inside it. Prints the
median time from the creation of the worker until every cell is live, for the first visit
and for the second, and the bytes that came over the line for the live folder.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, Response, sync_playwright

from tests.browser import blocked_page, launch_chromium, serve
from tests.live.toy import FINISHED

SECONDS = """() => {
  const at = (name) => performance.getEntriesByName(name)[0].startTime;
  return (at('live:ready') - at('live:worker')) / 1000;
}"""


def seconds_to_live(page: Page, url: str) -> float:
    """Open a page, bring its first live cell into view, and wait until all are live."""
    page.goto(url)
    page.locator(".live-cell").first.evaluate("cell => cell.scrollIntoView()")
    page.wait_for_function(FINISHED, timeout=60_000)
    state = page.evaluate("document.documentElement.dataset.live")
    if state != "ready":
        raise RuntimeError(f"{url} ended as {state!r}")
    return float(page.evaluate(SECONDS))


def main(folder: Path, path: str, visits: int) -> None:
    """Print the figures."""
    first, second = [], []
    bodies: dict[str, int] = {}

    def note(response: Response) -> None:
        if "/live/" in response.url and response.status == 200:
            bodies[response.url] = int(response.headers.get("content-length", 0))

    with sync_playwright() as playwright, serve(folder) as site:
        browser = launch_chromium(playwright)
        for _ in range(visits):
            with blocked_page(browser) as watched:
                watched.page.context.on("response", note)
                first.append(seconds_to_live(watched.page, f"{site.url}/{path}"))
                watched.page.wait_for_function("() => document.documentElement.dataset.liveSaved")
                watched.page.wait_for_timeout(2000)  # the disk is done with the snapshot
                second.append(seconds_to_live(watched.page, f"{site.url}/{path}"))
        browser.close()
    for name, values in (("first visit", first), ("second visit", second)):
        shown = ", ".join(f"{value:.2f}" for value in sorted(values))
        print(f"{name}: median {median(values):.2f} s ({shown})")
    for url, size in sorted(bodies.items(), key=lambda item: -item[1]):
        print(f"{size / 1e6:8.2f} MB  {url.rsplit('/', 1)[1]}")
    print(f"{sum(bodies.values()) / 1e6:8.2f} MB  together")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 5)
