"""Part 2, speed: how heavy pages are, how soon they are there, and how fast kazlib is."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from kazlib.apportionment import highest_averages, largest_remainder
from proof.checks import KEPT, ROOT, SITE, Check, Finding, NotRun, need, output, pages
from proof.stock import CHAPTER, FOLDER
from tools.browser import returning_reader, serve, watch
from tools.measure_pages import WATCH, survey

# Its explorable counts 10,000 elections of seven systems at each change; the rest has 100 ms.
ENSEMBLE, ENSEMBLE_MS = "reform-laboratory", 1000
BUDGET_MB, BUDGET_LCP, BUDGET_CLS = 1.0, 2.5, 0.1
SEATS = 98


def visit(playwright: Playwright, folder: Path, name: str) -> dict[str, float]:
    """Open a page as somebody who has never been there; live cells stay asleep."""
    headers = {"Cache-Control": "max-age=600"}
    with (
        serve(folder, headers) as site,
        returning_reader(playwright, viewport={"width": 1200, "height": 900}) as reader,
    ):
        watched = watch(reader, route=False)
        watched.page.goto(f"{site.url}/{name}")
        watched.page.wait_for_load_state("networkidle")
        # A function with no string in it: the policy of the pages forbids evaluation.
        watched.page.evaluate(WATCH)
        watched.page.wait_for_timeout(300)
        seen = watched.page.evaluate("() => window.seen")
        return {
            "mb": sum(size for url, size in site.sent if "/live/" not in url) / 1e6,
            "requests": len(site.sent),
            "foreign": len(watched.foreign),
            "lcp": seen["lcp"] / 1000,
            "cls": seen["cls"],
        }


def weights() -> Finding:
    """Measure weight, largest paint and shift of every page, and of a stock page beside."""
    names = [path.relative_to(SITE).as_posix() for path in pages() if path.name != "genindex.html"]
    anchor = ""
    with sync_playwright() as playwright:
        found = {name: visit(playwright, SITE, name) for name in names}
        stock = FOLDER / "_build" / "html"
        if (stock / f"{CHAPTER}.html").is_file():
            theirs = visit(playwright, stock, f"{CHAPTER}.html")
            ours = found[f"chapters/{CHAPTER}.html"]
            anchor = (
                f"the chapter {CHAPTER}: {ours['mb']:.2f} MB in {ours['requests']} files here, "
                f"{theirs['mb']:.2f} MB in {theirs['requests']} as stock Jupyter Book builds it, "
                f"with {theirs['foreign']} more asked from other hosts and not counted"
            )
    faults = [
        f"{name}: {v['mb']:.2f} MB, paint {v['lcp']:.2f} s, shift {v['cls']:.3f}"
        for name, v in found.items()
        if v["mb"] > BUDGET_MB or v["lcp"] > BUDGET_LCP or v["cls"] > BUDGET_CLS
    ]
    heavy = max(found, key=lambda name: found[name]["mb"])
    return Finding(
        f"{len(found)} pages: median {median(v['mb'] for v in found.values()):.2f} MB, heaviest "
        f"{found[heavy]['mb']:.2f} ({Path(heavy).stem}); largest paint median "
        f"{median(v['lcp'] for v in found.values()):.2f} s, at most "
        f"{max(v['lcp'] for v in found.values()):.2f}; shift at most "
        f"{max(v['cls'] for v in found.values()):.3f}",
        not faults,
        faults,
        anchor,
        "A first visit each, one run, on a fast line; compressed, before Python.",
        {"pages": found},
    )


def yardstick() -> float:
    """Return the seconds that ten million additions take: how fast this machine is now."""
    start, total = time.perf_counter(), 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - start


def beside_jupyterlite() -> str:
    """Measure one explorable in turns with JupyterLite: what the same machine makes of both."""
    command = ("benchmarks/live/run.py", "--only=comparison", "--changes=20")
    try:
        said = output(sys.executable, *command)
    except subprocess.CalledProcessError:
        return ""  # it needs a registry, the first time
    rows = [line.strip("| ").split(" | ") for line in said.splitlines() if line.startswith("|")]
    here, there = (f"{row[1]} MB, {row[2]} s, then {row[3]} s" for row in rows[-2:])
    return f"the seat allocator, first and second visit: {here}; in JupyterLite {there}, in turns"


def live_start() -> Finding:
    """Measure first and second start and changes of every page with explorables."""
    found = {Path(path).stem: figures.rows() for path, figures in survey((), runs=1)}
    faults, figures = [], []
    for start in ("first visit", "second visit", "a change"):
        seen = [
            (value, page, ENSEMBLE_MS if start == "a change" and page == ENSEMBLE else bound)
            for page, rows in found.items()
            for what, value, bound in rows
            if what.startswith(start)
        ]
        faults += [
            f"{page}, {start}: {value:.3g}, bound {bound:g}"
            for value, page, bound in seen
            if bound is not None and value > bound
        ]
        worst, where, _ = max(seen)
        middle = median(value for value, _, _ in seen)
        figures.append(f"{start}: median {middle:.3g}, worst {worst:.3g} ({where})")
    note = (
        "Seconds from the worker's start to live, and milliseconds to the whole answer (95th "
        "percentile); one run a page, while ten million additions in Python took "
        f"{yardstick():.2f} s here: times follow the machine."
    )
    detail = {page: {what: value for what, value, _ in rows} for page, rows in found.items()}
    return Finding("; ".join(figures), not faults, faults, beside_jupyterlite(), note, detail)


def builds() -> Finding:
    """Time a build in which nothing changed; the cold one comes from the second build."""
    for _ in range(2):  # the first brings up to date what the report itself has changed
        start = time.monotonic()
        subprocess.run(["make", "site"], cwd=ROOT, check=True, capture_output=True)
    warm = time.monotonic() - start
    path = need(KEPT / "rebuild.json", "python -m proof.rebuild makes the cold build")
    cold = json.loads(path.read_text(encoding="utf-8"))
    if not cold["built"]:
        raise NotRun("the cold build failed")
    return Finding(
        f"cold {cold['seconds']} s (wheel, live files, every notebook), unchanged {warm:.1f} s",
        True,
        note="Without installing packages. No bound: it depends on the machine.",
        detail={"cold": cold["seconds"], "warm": warm},
    )


def _best(candidates: dict[str, Callable[[], Any]]) -> dict[str, float]:
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(40):
        for name, run in candidates.items():
            start = time.perf_counter()
            for _ in range(20):
                run()
            best[name] = min(best[name], (time.perf_counter() - start) / 20 * 1e6)
    return best


def allocation() -> Finding:
    """Time one allocation beside two libraries that do the same, taking turns."""
    from apportionment import methods  # noqa: PLC0415
    from votelib.evaluate import proportional  # noqa: PLC0415

    votes = [5247720, 183346, 129756, 95176, 89855, 73814, 32175]
    named = dict(enumerate(votes))
    hare, dhondt = proportional.LargestRemainder("hare"), proportional.HighestAverages("d_hondt")
    remainder = _best(
        {
            "kazlib": lambda: largest_remainder(votes, SEATS),
            "apportionment": lambda: methods.compute("largest_remainder", votes, SEATS),
            "votelib": lambda: hare.evaluate(named, SEATS),
        }
    )
    averages = _best(
        {
            "kazlib": lambda: highest_averages(votes, SEATS),
            "apportionment": lambda: methods.compute("dhondt", votes, SEATS),
            "votelib": lambda: dhondt.evaluate(named, SEATS),
        }
    )
    slower = min(
        times[n] / times["kazlib"] for times in (remainder, averages) for n in list(times)[1:]
    )
    return Finding(
        f"largest remainder {remainder['kazlib']:.1f} µs, d'Hondt {averages['kazlib']:.1f} µs",
        slower > 1,
        anchor=f"apportionment {remainder['apportionment']:.1f} and "
        f"{averages['apportionment']:.1f}, "
        f"votelib {remainder['votelib']:.1f} and {averages['votelib']:.1f} µs, in turns",
        note="98 seats among the 7 lists of 2007; best of 40 rounds. More: benchmarks/README.md.",
        detail={"largest_remainder": remainder, "dhondt": averages},
    )


CHECKS = (
    Check(
        "pages",
        "Weight and web vitals of every page at the first visit, before Python",
        f"1 MB, largest paint {BUDGET_LCP} s, shift {BUDGET_CLS}",
        "command",
        "python -m proof.stock; python -m proof speed --only pages",
        weights,
    ),
    Check(
        "live",
        "First and second live start, and a change of each explorable",
        "3 s, 1 s, 100 ms at the 95th percentile; 1 s for the reform laboratory's 10,000 elections",
        "command",
        "python tools/measure_pages.py; python benchmarks/live/run.py",
        live_start,
    ),
    Check(
        "build",
        "Time to build the book, from nothing and with nothing changed",
        "none",
        "command",
        "python -m proof.rebuild; python -m proof speed --only build",
        builds,
    ),
    Check(
        "allocation",
        "One division of seats by kazlib, beside two libraries that do the same",
        "faster than both",
        "command",
        "python -m proof speed --only allocation (all: python benchmarks/run.py)",
        allocation,
    ),
)
