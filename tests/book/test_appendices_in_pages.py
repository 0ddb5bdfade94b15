"""The appendices as readers meet them: tables with a search, downloads, glossary, bibliography."""

import gzip
import re
from pathlib import Path

import pytest

from tools.browser import COMPRESSED, blocked_page

ROOT = Path(__file__).parents[2]
DATA_PAGE = "chapters/data.html"


@pytest.fixture(scope="module")
def tables(browser, site):
    """The data page, opened once; each test begins with an empty search box."""
    with blocked_page(browser, viewport={"width": 1280, "height": 900}) as watched:
        watched.page.goto(f"{site}/{DATA_PAGE}")
        yield watched.page
        assert watched.errors == []


def find(page, words):
    """Type into the search box and return what is announced."""
    page.get_by_label("Find rows in all tables").fill(words)
    status = page.get_by_role("status")
    old = status.inner_text()
    page.wait_for_function(
        "old => document.querySelector('[data-table-hits]').textContent !== old", arg=old
    )
    return status.inner_text()


def visible_rows(page):
    return page.locator(".data-table tbody tr:visible").all_inner_texts()


def test_rows_are_found_by_words_in_any_order_and_counted_aloud(tables):
    # The result of 2007, the check of its seats, and the same votes under the rule of 2009.
    assert find(tables, "otan 5,247,720") == "3 rows found in 2 tables."
    assert all("5247720" in row and "Nur Otan" in row for row in visible_rows(tables))
    assert tables.url.endswith("#find=otan%205%2C247%2C720")
    assert find(tables, "qwertz") == "0 rows found in 0 tables."
    assert visible_rows(tables) == []
    assert find(tables, "") == ""
    assert tables.locator(".data-table:visible").count() == tables.locator(".data-table").count()
    assert "#" not in tables.url


def test_the_link_of_a_search_and_the_link_of_a_row_open_what_they_name(tables, site):
    name = "regional_turnout:2012-01-15:Mazhilis:KZ-75:close-of-polls"
    tables.goto(f"{site}/{DATA_PAGE}#{name}")
    row = tables.locator(f"[id='{name}']")
    row.wait_for()
    assert row.is_visible()
    assert "Almaty" in row.inner_text()
    tables.goto(f"{site}/{DATA_PAGE}#find=Kazhegeldin")
    tables.get_by_role("status").filter(has_text="found in").wait_for()
    assert all("Kazhegeldin" in row for row in visible_rows(tables))


def test_without_javascript_every_table_is_there_and_no_box_that_would_not_answer(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{DATA_PAGE}")
    assert not page.locator("#find-rows").is_visible()
    page.locator("#table-regions .data-rows > summary").click()
    assert page.locator("#table-regions tbody tr:visible").count() == 21
    context.close()


def test_the_data_page_stays_within_the_budget(browser, site, site_folder):
    """At most 1.0 MB gzipped (CONTRIBUTING.md, Budgets)."""
    with blocked_page(browser) as watched:
        watched.page.goto(f"{site}/{DATA_PAGE}", wait_until="networkidle")
        asked = {re.sub(r"[?#].*", "", address.split("/", 3)[3]) for address in watched.requests}
    files = [site_folder / each for each in asked]
    sizes = {
        each.name: len(gzip.compress(each.read_bytes(), 6))
        if each.suffix in COMPRESSED
        else each.stat().st_size
        for each in files
        if each.is_file()
    }
    assert "data.html" in sizes
    assert sum(sizes.values()) <= 1_000_000, sizes


def test_the_site_ships_the_data_as_they_are(site_folder):
    ours = ROOT / "data"
    shipped = {p.relative_to(site_folder / "data") for p in (site_folder / "data").rglob("*.*")}
    assert shipped == {path.relative_to(ours) for path in ours.rglob("*.*")}
    for path in shipped:
        assert (site_folder / "data" / path).read_bytes() == (ours / path).read_bytes()


def test_the_search_of_the_site_finds_terms_in_every_language(browser, site):
    """Kazakh, Russian, and Uzbek with the letter of the alphabet and with that of a keyboard."""
    with blocked_page(browser) as watched:
        for words in ("мәслихат", "явка", "koʻpchilik", "ko'pchilik"):
            watched.page.goto(f"{site}/search.html?q={words}")
            watched.page.locator("#search-results a[href*='glossary.html']").first.wait_for()


def test_every_entry_of_the_bibliography_stands_there_once_and_recalled_ones_have_a_star(
    site_folder,
):
    text = (ROOT / "chapters/references.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@\w+\{", text, re.M)
    recalled = re.findall(r"keywords=\{recalled", text)
    page = (site_folder / "chapters/bibliography.html").read_text(encoding="utf-8")
    labels = re.findall(r'class="label"><span class="fn-bracket">\[</span>([^<]+)<', page)
    assert len(labels) == len(set(labels)) == len(entries)
    assert len([label for label in labels if label.startswith("*")]) == len(recalled)


def test_the_timeline_is_complete_on_paper(browser, site):
    """Folded changes are printed; nothing of the list is cut."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chapters/timeline.html")
    page.emulate_media(media="print")
    shut = page.locator(".event-list details:not([open]) li")
    assert shut.count() > 20
    assert all(shut.nth(i).evaluate("e => e.getBoundingClientRect().height") > 0 for i in range(5))
    context.close()
