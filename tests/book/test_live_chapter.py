"""The chapter on parliamentary elections, live in Chromium with every other host blocked."""

import re

from playwright.sync_api import expect

from tests.book.conftest import (
    CHAPTER,
    allocator,
    answer,
    open_live,
    open_page,
    wait_for_answer,
)
from tools.browser import blocked_page

AT_5_PER_CENT = (
    "Nur Otan wins 72 of 98 list seats, Ak Zhol 11, People's Party of Kazakhstan 9 and Auyl 6"
)


def expect_seats_in_table(page, seats: dict[str, str]) -> None:
    """Open the table; its rows name these lists, with these seats."""
    allocator(page).get_by_role("button", name="Numbers as a table").click()
    rows = allocator(page).locator(".explorable-table tbody tr")
    expect(rows.locator("th")).to_have_text(list(seats))
    expect(rows.locator("td:nth-of-type(4)")).to_have_text(list(seats.values()))


def test_2021_with_a_threshold_of_5_instead_of_7(watched, site):
    """Moved by keyboard, from the 2007 of the chapter: picture, sentence and table agree."""
    page = open_live(watched, site)
    assert "Nur Otan wins 98 of 98" in answer(allocator(page))
    allocator(page).get_by_label("Election").select_option("2021 (98 list seats)")
    wait_for_answer(allocator(page), "Nur Otan wins 76 of 98")
    handle = allocator(page).get_by_role("slider", name=re.compile("Threshold"))
    handle.focus()
    for _ in range(4):  # steps of half a point
        page.keyboard.press("ArrowLeft")
    assert AT_5_PER_CENT in wait_for_answer(allocator(page), "72 of 98")
    expect_seats_in_table(
        page,
        {
            "Nur Otan": "72",
            "Ak Zhol": "11",
            "People's Party of Kazakhstan": "9",
            "Auyl": "6",
            "Adal": "0",
        },
    )
    picture = allocator(page).locator(".explorable-picture svg")
    expect(picture.locator("> desc")).to_contain_text(AT_5_PER_CENT)
    groups = picture.locator("g:has(> circle)")
    circles = [groups.nth(i).locator("circle").count() for i in range(groups.count())]
    assert circles == [72, 11, 9, 6]
    assert watched.errors == []


def test_the_same_by_link(watched, site):
    page = open_live(watched, site, "#seat-allocator?threshold=5&election=2021-01-10")
    assert AT_5_PER_CENT in answer(allocator(page))
    expect(allocator(page).get_by_label("Election")).to_have_value("2021 (98 list seats)")
    expect(allocator(page).get_by_label("or type any value")).to_have_value("5")
    assert page.locator("#seat-allocator").count() == 1


def test_a_kazakh_page_is_live_from_the_memory_that_an_english_one_saved(watched, site):
    """The reader of these tests has been here before, in English; texts are read after that."""

    def in_kazakh(route):
        answered = route.fetch()
        body = answered.text().replace('<html lang="en"', '<html lang="kk"')
        route.fulfill(response=answered, body=body)

    watched.page.route("**/chapters/index.html", in_kazakh)
    page = open_page(watched, site, "chapters/index.html", "seat-allocator")
    assert page.evaluate("document.documentElement.dataset.liveStart") == "restored"
    assert page.evaluate("document.documentElement.lang") == "kk"
    expect(allocator(page).get_by_label("Сайлау")).to_be_visible()
    assert watched.errors == []


OFFICIAL = {
    "1999-10-10": "Otan wins 4 of 10 list seats, Communist Party of Kazakhstan 2, Agrarian Party "
    "of Kazakhstan 2 and Civic Party of Kazakhstan 2",
    "2004-09-19": "Otan wins 7 of 10 list seats, Ak Zhol 1, Asar 1 and AIST bloc (Agrarian and "
    "Civic parties) 1",
    "2007-08-18": "Nur Otan wins 98 of 98 list seats;",
    "2012-01-15": "Nur Otan wins 83 of 98 list seats, Ak Zhol 8 and Communist People's Party of "
    "Kazakhstan 7",
    "2016-03-20": "Nur Otan wins 84 of 98 list seats, Ak Zhol 7 and Communist People's Party of "
    "Kazakhstan 7",
    "2021-01-10": "Nur Otan wins 76 of 98 list seats, Ak Zhol 12 and People's Party of "
    "Kazakhstan 10",
    "2023-03-19": "Amanat wins 40 of 69 list seats, Auyl 8, Respublica 6, Ak Zhol 6, People's "
    "Party of Kazakhstan 5 and Nationwide Social Democratic Party 4",
}

REFUSED = {
    "threshold=101": "threshold is 101; it must be from 0 to 100 per cent",
    "votes=Auyl:-5;Adal:7": "votes of 'Auyl' is -5; it must be a whole number, at least 0",
    "election=2008-01-01": "election is '2008-01-01'; allowed: 1999-10-10",
    "votes=Auyl:5;Auyl:7": "'Auyl' stands twice in votes; name each list once",
    "seats=0": "seats is 0; it must be a whole number, at least 1",
    "election=2026-08-23": "threshold_pct for the Kurultai on 2026-08-23 is unknown",
    "threshold=5&threshold=7": "The link sets threshold twice",
    "barrier=5": "setting in the link is 'barrier'; allowed: election, threshold",
    "threshold=<img src=x onerror=alert(1)>": "it must be a finite number",
    "election=%22%3E%3Cscript%3Ealert(1)%3C/script%3E": "election is '\"><script>alert(1)</scr",
    "threshold=1e999999999": "it must be a finite number",
}


def test_every_scenario_that_a_link_can_set(watched, site):
    """One page, many links: official results of every election, and a sentence for bad values."""
    page = open_live(watched, site, "#seat-allocator?election=1999-10-10")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    def follow(query: str, words: str) -> None:
        page.evaluate("query => { location.hash = '#seat-allocator?' + query }", query)
        wait_for_answer(allocator(page), words)

    for day, result in OFFICIAL.items():
        follow(f"election={day}", result)
    for query, message in REFUSED.items():
        follow(query, message)
        expect(allocator(page).locator(".explorable-picture svg"), query).to_have_count(0)
        follow("election=2007-08-18", "98 of 98")
    assert dialogs == []
    assert watched.errors == []


def test_a_number_beyond_the_slider_is_judged_not_clamped(watched, site):
    page = open_live(watched, site, "#seat-allocator?election=2021-01-10")
    box = allocator(page).get_by_label("or type any value")
    box.fill("101")
    box.press("Enter")
    assert "threshold is 101; it must be from 0 to 100" in wait_for_answer(allocator(page), "101")
    box.fill("40")
    box.press("Enter")
    wait_for_answer(allocator(page), "What if the threshold were 40%")
    expect(box).to_have_value("40")


def test_200_fast_changes_end_at_the_last_one(watched, site):
    """Faster than seats are counted: the answer is that of the last threshold, 5 per cent."""
    page = open_live(watched, site, "#seat-allocator?election=2021-01-10")
    box = allocator(page).get_by_label("or type any value")
    box.evaluate(
        """box => {
          for (let change = 199; change >= 0; change -= 1) {
            box.value = 5 + (change % 40);
            box.dispatchEvent(new Event('input', { bubbles: true }));
            box.dispatchEvent(new Event('change', { bubbles: true }));
          }
        }"""
    )
    wait_for_answer(allocator(page), AT_5_PER_CENT)
    page.wait_for_timeout(1000)  # nothing that was on its way comes after it
    assert AT_5_PER_CENT in answer(allocator(page))
    expect(allocator(page)).to_have_attribute("data-live-state", "live")
    assert watched.errors == []


def test_votes_can_be_edited_and_reset(watched, site):
    page = open_live(watched, site, "#seat-allocator?election=2021-01-10")
    allocator(page).get_by_role("button", name="Change the votes").click()
    allocator(page).get_by_label("Adal").fill("600000")
    allocator(page).get_by_label("Adal").press("Enter")
    said = wait_for_answer(allocator(page), "the votes were the ones entered here")
    assert "Adal" in said.split(";")[0]
    allocator(page).get_by_label("Adal").fill("-1")
    allocator(page).get_by_label("Adal").press("Enter")
    wait_for_answer(allocator(page), "votes of 'Adal' is -1; it must be a whole number, at least 0")
    allocator(page).get_by_role("button", name="Reset").click()
    wait_for_answer(allocator(page), "By the law of 18 August 2007")


def test_the_unknown_threshold_of_2026_can_be_tried_but_is_not_guessed(watched, site):
    page = open_live(watched, site)
    allocator(page).get_by_label("Election").select_option("2026 (145 list seats)")
    wait_for_answer(allocator(page), "threshold_pct for the Kurultai on 2026-08-23 is unknown")
    slider = allocator(page).get_by_role("slider", name=re.compile("Threshold"))
    expect(slider).to_have_count(0)
    allocator(page).get_by_role("button", name="Threshold not known: try one").click()
    expect(slider).to_be_visible()
    wait_for_answer(allocator(page), "The votes of 2026-08-23 are not known")


def test_link_code_and_downloads(watched, site):
    page = open_live(watched, site, "#seat-allocator?election=2021-01-10&threshold=5")
    allocator(page).get_by_role("button", name="Link, code and downloads").click()
    address = allocator(page).locator(".explorable a[href^='#seat-allocator']").inner_text()
    assert address == "#seat-allocator?election=2021-01-10&threshold=5"
    assert "explore(\"seat-allocator\", election='2021-01-10', threshold=5)" in page.content()
    with page.expect_download() as download:
        allocator(page).get_by_role("link", name="Table (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines()[1] == "Nur Otan,5148074,71.09,passed,72,76"
    assert download.value.suggested_filename == "seat-allocator.csv"


def test_a_chapter_weighs_little_before_python(browser, site):
    """At most 1.0 MB gzipped before the first request under the live folder (CONTRIBUTING.md)."""
    with blocked_page(browser) as each:
        sizes = []

        def note(request) -> None:
            sizes.append((request.url, request.sizes()["responseBodySize"]))

        each.page.on("requestfinished", note)
        each.page.goto(f"{site}/{CHAPTER}")
        each.page.wait_for_load_state("networkidle")
        before = sum(size for url, size in sizes if "/live/" not in url)
        assert len(sizes) > 5
        assert before <= 1_000_000, sizes
