"""Lighthouse over every page of the built book: ``python benchmarks/live/lighthouse.py``.

Emulates a phone, as Lighthouse does by default: a slow line, estimated from a fast one, for the
visit; a processor slowed down four times while the page is tapped. With ``--check`` the exit
status is 1 when a budget of the table's last line is exceeded. Needs ``make site`` and Chromium.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tools import npm  # noqa: E402
from tools.browser import (  # noqa: E402
    CHROMIUM_OPTIONS,
    ONLY_THIS_MACHINE,
    find_chromium,
    serve,
)

SITE = ROOT / "_build" / "html"
HEADERS = {"Cache-Control": "max-age=600"}  # as GitHub Pages answers
NOT_READ = {"search.html", "genindex.html"}  # made by Sphinx, without text of ours

# Column → (what Lighthouse calls it, divided by, digits, budget)
COLUMNS = {
    "LCP, s": ("lcp", 1000, 1, 2.5),
    "INP, ms": ("inp", 1, 0, 200),
    "CLS": ("cls", 1, 3, 0.1),
    "TBT, ms": ("tbt", 1, 0, None),
    "performance": ("performance", 0.01, 0, None),
    "accessibility": ("accessibility", 0.01, 0, None),
    "best practices": ("best-practices", 0.01, 0, None),
}


def chromium() -> str:
    """Return the path of the system's Chromium, or of Playwright's own."""
    if found := find_chromium():
        return found
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def report(pages: list[str]) -> list[dict[str, Any]]:
    """Run Lighthouse and return what it found, one mapping a page."""
    modules = npm.install(HERE, ROOT / "_build" / "benchmarks" / "npm")
    with serve(SITE, HEADERS) as site, tempfile.TemporaryDirectory() as folder:
        job = {
            "modules": str(modules),
            "chromium": chromium(),
            "options": [*CHROMIUM_OPTIONS, ONLY_THIS_MACHINE],
            "pages": [f"{site.url}/{page}" for page in pages],
        }
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job), "utf-8")
        command = [str(npm.node()), str(HERE / "lighthouse.mjs"), str(file)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or len(found) != len(pages):
        sys.exit(f"Lighthouse stopped after {len(found)} of {len(pages)} pages.")
    return found


def written(line: dict[str, Any], column: str) -> str:
    """Return a figure as text; a dash is a figure that Lighthouse could not take."""
    name, divisor, digits, budget = COLUMNS[column]
    if line.get(name) is None:
        return "–"
    value = line[name] / divisor
    text = f"{value:.{digits}f}"
    return f"**{text}**" if budget is not None and value > budget else text


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", help="like chapters/glossary.html; all by default")
    parser.add_argument("--check", action="store_true", help="fail when a budget is exceeded")
    options = parser.parse_args()
    every = sorted(
        path.relative_to(SITE).as_posix()
        for path in SITE.rglob("*.html")
        if "_static" not in path.parts and path.name not in NOT_READ
    )
    found = report(options.pages or every)
    print(f"| page | {' | '.join(COLUMNS)} | taps | also |")
    print("|" + " --- |" * (len(COLUMNS) + 3))
    good = True
    for line in found:
        cells = [written(line, column) for column in COLUMNS]
        page = line["url"].split("/", 3)[3]
        also = line.get("error") or ", ".join(line["failed"])
        print(f"| {page} | {' | '.join(cells)} | {line.get('taps', '–')} | {also} |")
        good &= "error" not in line and not any(cell.startswith("**") for cell in cells)
    budgets = ["–" if budget is None else f"≤ {budget:g}" for *_, budget in COLUMNS.values()]
    print(f"| budget | {' | '.join(budgets)} | | |")
    return 1 if options.check and not good else 0


if __name__ == "__main__":
    sys.exit(main())
