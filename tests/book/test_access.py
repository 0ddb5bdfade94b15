"""WCAG 2.2 AA as far as axe-core can see it, on every page, light and dark, live and printed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.book.conftest import CHAPTER, open_live
from tests.browser import blocked_page

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
OTHER_PAGES = ("chapters/index.html", "chapters/glossary.html", "chapters/bibliography.html")


def faults(page) -> list[str]:
    """Return each fault that axe finds as 'rule: element'."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_live_chapter(browser, site, scheme):
    with blocked_page(browser, color_scheme=scheme, reduced_motion="reduce") as watched:
        page = open_live(watched, site, "#seat-allocator?election=2021-01-10&threshold=5")
        for name in ("Change the votes", "Numbers as a table", "Link, code and downloads"):
            page.get_by_role("button", name=name).click()
        assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [CHAPTER, *OTHER_PAGES])
def test_page_as_printed(browser, site, name, scheme):
    with blocked_page(browser, color_scheme=scheme, reduced_motion="reduce") as watched:
        watched.page.goto(f"{site}/{name}")
        watched.page.wait_for_load_state("networkidle")
        assert faults(watched.page) == []


def test_targets_are_large_enough(watched, site):
    """Every control of the explorable is at least 24 px high and wide (WCAG 2.5.8)."""
    page = open_live(watched, site)
    targets = page.locator(
        ".explorable button:visible, .explorable select:visible, .explorable input:visible, "
        ".explorable [role=slider]"
    )
    assert targets.count() >= 8
    for i in range(targets.count()):
        box = targets.nth(i).bounding_box()
        assert min(box["width"], box["height"]) >= 24, targets.nth(i).inner_html()


def test_the_result_is_announced(watched, site):
    """The sentence stands in a polite live region that stays while the sentence changes."""
    page = open_live(watched, site)
    region = page.locator("[aria-live=polite]:has(.explorable-sentence)")
    assert region.count() == 1
    region.evaluate("element => { element.dataset.kept = 'yes' }")
    page.get_by_label("Election").select_option("1999 (10 list seats)")
    page.locator("[data-kept=yes]").filter(has_text="Otan wins 4 of 10").wait_for()
