"""The chapter on exit polls, live in Chromium: a race is called, and the next one is open again."""

from tests.book.conftest import open_page

PAGE = "chapters/exit-polls.html"


def test_a_race_is_called_and_the_next_is_open(watched, site):
    race = open_page(watched, site, PAGE, "call-it-or-not").locator("#call-it-or-not")
    said = race.locator(".explorable-sentence").first
    assert "Decide, and the truth is shown" in said.inner_text()
    race.get_by_label("Your decision").select_option("call Saxaul")
    said.filter(has_text="Saxaul has 54.4% of the votes").wait_for()
    number = race.get_by_label("Race", exact=False).first
    number.fill("2")
    number.press("Enter")
    said.filter(has_text="invented race 2").wait_for()
    assert "Decide, and the truth is shown" in said.inner_text()
    assert watched.errors == []
