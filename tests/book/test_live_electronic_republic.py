"""The chapter on the electronic republic, live in Chromium: links set both explorables."""

from tests.book.conftest import open_page

PAGE = "chapters/electronic-republic.html"


def test_links_to_scenarios_set_both_explorables(watched, site):
    page = open_page(watched, site, PAGE, "internet-reach")
    for fragment, words in (
        ("internet-reach?year=2012&series=older&model=none", "53.3% of the people"),
        ("internet-reach?year=2011&see=38", "reaches 19.2 of 100 voters"),
        ("self-selection?access_villages=90&answer_others=6", "no bias here"),
        ("self-selection?answers=100000&answer_others=0.1&answer_for=0", "more than the 12,000"),
    ):
        page.evaluate("hash => { location.hash = hash }", f"#{fragment}")
        answer = page.locator(f"#{fragment.split('?')[0]}")
        answer.locator(".explorable-sentence, .explorable-error").first.filter(
            has_text=words
        ).wait_for(timeout=20_000)
    assert watched.errors == []
