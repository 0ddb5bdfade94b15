"""What helps readers who see, hear or point otherwise. Explorables at work are looked at in
``test_explorables_in_pages.py``.
"""

import pytest
from playwright.sync_api import expect

from tests.book.accessibility import faults_in_both_themes
from tests.book.conftest import SITE, allocator, open_live
from tools.browser import blocked_page
from tools.explorables import live_pages

LIVE = live_pages(SITE) if SITE.is_dir() else {}
PRINTED = sorted(
    path.relative_to(SITE).as_posix()
    for path in (SITE / "chapters").glob("*.html")
    if path.relative_to(SITE).as_posix() not in LIVE
)


@pytest.mark.parametrize("name", [*PRINTED, "search.html", "genindex.html", "404.html"])
def test_page_without_explorables(watched, site, name):
    watched.page.goto(f"{site}/{name}")
    watched.page.wait_for_load_state("networkidle")
    assert faults_in_both_themes(watched.page) == []


@pytest.mark.parametrize(
    "name", ["parliamentary-elections", "reading-an-election", "law-of-elections"]
)
def test_chapter_as_printed(browser, site, name):
    """Before Python: controls of the print, folds and all."""
    with blocked_page(browser, reduced_motion="reduce") as watched:
        page = watched.page
        page.route("**/live/**", lambda route: route.abort())
        page.goto(f"{site}/chapters/{name}.html")
        for fold in page.locator(".explorable-numbers > summary").all():
            fold.click()
        assert faults_in_both_themes(page) == []


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
    region = allocator(page).locator("[aria-live=polite]:has(.explorable-sentence)")
    assert region.count() == 1
    region.evaluate("element => { element.dataset.kept = 'yes' }")
    allocator(page).get_by_label("Election").select_option("1999 (10 list seats)")
    allocator(page).locator("[data-kept=yes]").filter(has_text="Otan wins 4 of 10").wait_for()


def test_arrows_of_folds_are_hidden_from_screen_readers(watched, site):
    watched.page.goto(f"{site}/chapters/parties.html")
    arrows = watched.page.locator("svg.tb-icon")
    expect(arrows).not_to_have_count(0)
    assert arrows.evaluate_all("all => all.every(each => each.ariaHidden === 'true')")
