"""Part 1, access: can every reader read, operate and understand every page."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from proof.checks import SITE, Check, Finding, pages, run_tests, tests
from tests.book.accessibility import COLOURS, faults
from tests.book.markup import ALLOWED, allowed, messages
from tools.browser import blocked_page, launch_chromium, serve
from tools.explorables import live_pages

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
THEME = "theme => { document.documentElement.dataset.theme = theme }"
UNFOLD = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true })"
READY = "() => document.documentElement.dataset.live === 'ready'"
PLACE = """() => [...document.querySelectorAll('[tabindex]')]
  .find((element) => element.tabIndex > 0)?.outerHTML"""

# Roles that a reader comes upon and has to know by a name.
NAMED = {
    *("button", "link", "textbox", "searchbox", "spinbutton", "slider", "combobox", "checkbox"),
    *("radio", "image", "region", "dialog", "table", "switch", "tab", "menuitem", "listbox"),
}


@contextmanager
def site() -> Iterator[tuple[Browser, str]]:
    """Serve the built site to a browser."""
    pages()
    with sync_playwright() as playwright, serve(SITE) as served:
        browser = launch_chromium(playwright)
        yield browser, served.url
        browser.close()


def names_of_pages() -> list[str]:
    """Return the pages to look at: one that leads to another page is gone at once."""
    return [
        path.relative_to(SITE).as_posix()
        for path in pages()
        if 'http-equiv="Refresh"' not in path.read_text(encoding="utf-8")
    ]


def in_all_colours(page: Page) -> list[str]:
    """Return what axe finds with everything unfolded, in light and in dark."""
    page.evaluate(UNFOLD)
    page.evaluate(THEME, "light")
    found = faults(page)
    page.evaluate(THEME, "dark")
    return found + [f"dark: {each}" for each in faults(page, COLOURS)]


def axe_as_printed() -> Finding:
    """Look at every page before Python."""
    names = names_of_pages()
    found, looks = [], 0
    with site() as (browser, url):
        for size, viewport in SIZES.items():
            with blocked_page(browser, viewport=viewport, reduced_motion="reduce") as watched:
                watched.page.route("**/live/**", lambda route: route.abort())
                for name in names:
                    watched.page.goto(f"{url}/{name}")
                    watched.page.wait_for_load_state("load")
                    found += [f"{name}, {size}: {each}" for each in in_all_colours(watched.page)]
                    looks += 2
    return Finding(
        f"{len(names)} pages, {looks} looks (light and dark, desktop and phone), "
        f"{len(found)} violations",
        not found,
        found,
        note="Everything that folds is unfolded. In dark, the rules that depend on colours.",
    )


def axe_live() -> Finding:
    """Look at every page with explorables at work and everything opened."""
    found, looks, explorables = [], 0, 0
    with site() as (browser, url):
        for size, viewport in SIZES.items():
            # One reader, who comes back: the second page starts from the saved interpreter.
            context = browser.new_context(viewport=viewport, reduced_motion="reduce")
            for name, slugs in live_pages(SITE).items():
                page = context.new_page()
                page.goto(f"{url}/{name}")
                page.locator(".live-cell").first.scroll_into_view_if_needed()
                page.wait_for_function(READY, timeout=120_000)
                for button in page.locator("button.widget-toggle-button:visible").all():
                    if button.get_attribute("aria-pressed") != "true":
                        button.click()
                found += [f"{name}, {size}: {each}" for each in in_all_colours(page)]
                looks, explorables = looks + 2, explorables + len(slugs)
                page.close()
            context.close()
    return Finding(
        f"{explorables // 2} explorables on {looks // 4} pages, {looks} looks, "
        f"{len(found)} violations",
        not found,
        found,
    )


def _tree(page: Page) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node for node in nodes if not node.get("ignored")]


def _of(node: dict[str, Any], name: str) -> Any:
    return next(
        (p["value"].get("value") for p in node.get("properties", ()) if p["name"] == name), None
    )


def tree_faults(page: Page) -> tuple[int, list[str]]:
    """Return how many things of a page need a name, and what is wrong with its tree."""
    found, count, level, roles = [], 0, 0, Counter[str]()
    for node in _tree(page):
        role = str(node.get("role", {}).get("value", ""))
        name = str(node.get("name", {}).get("value", "")).strip()
        roles[role] += 1
        if role in NAMED:
            count += 1
            if not name and not (role in ("region", "table") and not _of(node, "focusable")):
                found.append(f"{role} without a name")
        if role == "heading":
            now = int(_of(node, "level") or 0)
            if not name:
                found.append(f"empty heading of level {now}")
            level = now
        roles[f"heading {level}"] += role == "heading"
    if roles["heading 1"] != 1:
        found.append(f"{roles['heading 1']} headings of level 1")
    if roles["main"] != 1:
        found.append(f"{roles['main']} main landmarks")
    if out_of_order := page.evaluate(PLACE):
        found.append(f"out of the order of reading: {out_of_order[:100]}")
    headings = page.locator("main :is(h1, h2, h3, h4, h5, h6):visible").all()
    levels = [int(heading.evaluate("e => e.tagName[1]")) for heading in headings]
    found += [
        f"heading of level {after} after level {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    return count, found


def names_and_order() -> Finding:
    """Read the accessibility tree of every page."""
    found, count = [], 0
    names = names_of_pages()
    with site() as (browser, url), blocked_page(browser, viewport=SIZES["desktop"]) as watched:
        watched.page.route("**/live/**", lambda route: route.abort())
        for name in names:
            watched.page.goto(f"{url}/{name}")
            watched.page.evaluate(UNFOLD)
            more, wrong = tree_faults(watched.page)
            count += more
            found += [f"{name}: {each}" for each in wrong]
    return Finding(
        f"{count:,} controls, links, pictures and regions on {len(names)} pages, "
        f"{len(found)} faults of name or order",
        not found,
        found,
        note="Names and levels as Chromium gives them to screen readers. No screen reader was "
        "heard; that needs people.",
    )


def html_is_valid() -> Finding:
    """Ask html-validate about every page."""
    said = messages(pages())
    wrong = [
        f"{m['page'].rpartition('/')[2]}:{m['line']} {m['message']}" for m in said if not allowed(m)
    ]
    reasons = " ".join(dict.fromkeys(f"{each.rule}: {each.why}" for each in ALLOWED))
    return Finding(
        f"{len(pages())} pages, {len(wrong)} faults; {len(said) - len(wrong):,} messages of "
        f"{len({each.rule for each in ALLOWED})} rules are allowed with a reason",
        not wrong,
        wrong,
        note=reasons,
    )


def keyboard() -> Finding:
    """Walk through every explorable with the Tab key."""
    return run_tests("tests/book/test_explorables_in_pages.py", options=("-k", "keyboard"))


CHECKS = (
    Check(
        "axe-printed",
        "WCAG 2.2 A and AA as axe-core sees them: every page as printed, unfolded, light and dark, "
        "desktop and phone",
        "no violation",
        "command",
        "python -m proof access --only axe-printed",
        axe_as_printed,
    ),
    Check(
        "axe-live",
        "The same of every page with explorables at work, every part of them opened",
        "no violation",
        "command",
        "python -m proof access --only axe-live (the gate looks on a desktop)",
        axe_live,
    ),
    Check(
        "keyboard",
        "Every control of every explorable is reached with Tab, with a focus that is seen and at "
        "least 24 px",
        "every test passes",
        "gate",
        "pytest tests/book/test_explorables_in_pages.py -k keyboard",
        keyboard,
    ),
    Check(
        "names-and-order",
        "The accessibility tree: everything to operate has a name, headings go down one by one, "
        "nothing jumps the order of reading",
        "no fault",
        "command",
        "python -m proof access --only names-and-order",
        names_and_order,
    ),
    Check(
        "html",
        "The HTML of every page is valid (html-validate, with its rules of access)",
        "no fault without a reason",
        "gate",
        "pytest tests/book/test_html.py",
        html_is_valid,
    ),
    Check(
        "screens",
        "Text of 16 px at least, no page wider than its screen from 320 px on, targets of 24 px",
        "every test passes",
        "gate",
        "pytest tests/book/test_access.py",
        tests("tests/book/test_access.py"),
    ),
)
