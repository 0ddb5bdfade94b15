"""The work that pages give a phone: ``python benchmarks/live/work.py``.

Counts requests and bytes, and the processor time of the page's main thread as Chromium's own trace
states it. Neither depends much on what else the machine does, so that two builds can be compared
on a busy machine. Needs ``make site`` and Chromium.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.browser import Site, returning_reader, serve, watch  # noqa: E402
from tools.explorables import live_pages  # noqa: E402

SITE = ROOT / "_build" / "html"
HEADERS = {"Cache-Control": "max-age=600"}  # as GitHub Pages answers
PHONE = {"viewport": {"width": 412, "height": 823}, "has_touch": True, "is_mobile": True}
# Python starts when this benchmark says so.
DEAR = "Object.defineProperty(Navigator.prototype, 'connection', {get: () => ({saveData: true})})"
# A task of 50 ms on a phone whose processor is four times slower.
LONG = 12.5
TAPS = {
    "fold": ".live-output .widget-toggle-button",
    "choice": ".live-output select",
    "self-check": ".selfcheck summary",
    "menu": "button.primary-toggle:not(:first-of-type), button.primary-toggle",
}
BLOCKING = """() => performance.getEntriesByType('resource')
  .filter((entry) => entry.renderBlockingStatus === 'blocking').length"""


class Recorder:
    """Records what the main thread of a page does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.events: list[dict[str, Any]] = []
        self.done = False
        self.session.on("Tracing.dataCollected", lambda data: self.events.extend(data["value"]))
        self.session.on("Tracing.tracingComplete", lambda _: setattr(self, "done", True))

    def tasks(self, action: Callable[[], object]) -> list[float]:
        """Return the processor time of each task of the main thread in milliseconds."""
        self.events, self.done = [], False
        config = {"includedCategories": ["toplevel", "devtools.timeline"]}
        self.session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
        action()
        self.session.send("Tracing.end")
        while not self.done:
            self.page.wait_for_timeout(50)
        main = {
            (event["pid"], event["tid"])
            for event in self.events
            if event.get("name") == "thread_name" and event["args"]["name"] == "CrRendererMain"
        }
        return [
            event.get("tdur", 0) / 1000
            for event in self.events
            if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in main
        ]


def visit(playwright: Playwright, site: Site, path: str) -> dict[str, float]:
    """Visit a page as a new reader with a phone; return what was counted, by column."""
    found: dict[str, float] = {}

    def note(name: str, tasks: list[float]) -> None:
        found[f"{name}, ms"] = sum(tasks)
        found[f"{name}, longest task"] = max(tasks, default=0)
        found[f"{name}, long tasks"] = sum(task > LONG for task in tasks)

    with returning_reader(playwright, **PHONE) as context:
        page = watch(context, route=False).page
        page.add_init_script(DEAR)
        recorder = Recorder(page)
        begin = len(site.sent)
        note(
            "load",
            recorder.tasks(lambda: (page.goto(f"{site.url}/{path}"), page.wait_for_timeout(1500))),
        )
        sent = site.sent[begin:]
        found |= {
            "requests": len(sent),
            "KB": sum(size for _, size in sent) / 1000,
            "holding up the page": page.evaluate(BLOCKING),
        }
        start = page.locator(".live-button:visible").first
        if start.count():

            def become_live() -> None:
                start.tap()
                page.wait_for_selector("html[data-live=ready]", timeout=120_000)

            start.scroll_into_view_if_needed()
            note("start", recorder.tasks(become_live))
        for name, selector in TAPS.items():
            for target in page.locator(selector).all():
                if target.is_visible():
                    target.scroll_into_view_if_needed()
                    page.wait_for_timeout(700)
                    tasks = recorder.tasks(lambda: (target.tap(), page.wait_for_timeout(1000)))  # noqa: B023  called at once
                    found[f"tap: {name}"] = max(tasks, default=0)
                    break
    return found


def main() -> None:
    """Print the table: one line a figure, one column a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", help="like chapters/glossary.html")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--site", type=Path, default=SITE, help="another build, to compare with")
    options = parser.parse_args()
    pages = options.pages or ["chapters/index.html", *live_pages(options.site)]
    columns: dict[str, dict[str, float]] = {}
    with sync_playwright() as playwright, serve(options.site, HEADERS) as site:
        for path in pages:
            runs = [visit(playwright, site, path) for _ in range(options.runs)]
            columns[path] = {name: median(run[name] for run in runs) for name in runs[0]}
    names = dict.fromkeys(name for column in columns.values() for name in column)
    print(f"|  | {' | '.join(Path(path).stem for path in columns)} |")
    print("|" + " --- |" * (len(columns) + 1))
    for name in names:
        cells = [f"{c[name]:.0f}" if name in c else "–" for c in columns.values()]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
