"""The chapters on campaigns, live in Chromium: one explorable on two pages."""

import pytest

CAMPAIGNING = "chapters/campaigning.html"
ADVERTISING = "chapters/advertising.html"

SCENARIOS = {
    CAMPAIGNING: {
        "campaign-mix?preset=zero": "exactly 0 points: no effect is assumed",
        "campaign-mix?opponent=100": "both campaigns are alike",
        "campaign-mix?preset=advertising&half_life=0": "it must be above 0",
    },
    ADVERTISING: {"campaign-mix?preset=advertising&persuadable=20": "Effects put in: your own"},
}


@pytest.mark.parametrize(
    ("page_name", "words"),
    [(CAMPAIGNING, "no effect known (mean 0"), (ADVERTISING, "advertising (mean +0.7")],
)
def test_each_page_is_complete_as_printed_with_its_own_preset(browser, site, page_name, words):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{page_name}")
    page.locator("#campaign-mix .explorable-numbers > summary").click()
    for part in (".explorable-sentence", ".explorable-picture svg", "table"):
        assert page.locator(f"#campaign-mix {part}").first.is_visible()
    said = page.locator("#campaign-mix .explorable-sentence").inner_text()
    assert words in said
    assert "administrative pressure lie outside this model" in said
    context.close()


@pytest.mark.parametrize("page_name", SCENARIOS)
def test_every_scenario_that_a_link_sets(watched, site, page_name):
    page = watched.page
    for link, words in SCENARIOS[page_name].items():
        page.goto(f"{site}/{page_name}#{link}")
        page.locator("html[data-live=ready]").wait_for(state="attached", timeout=60_000)
        said = page.locator("#campaign-mix").locator(".explorable-sentence, .explorable-error")
        said.filter(has_text=words).wait_for(timeout=30_000)
    assert watched.errors == []
