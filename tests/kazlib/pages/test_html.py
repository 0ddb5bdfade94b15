"""An outcome as HTML: complete without Python or JavaScript, and nothing from data is markup."""

import base64
import re
from html import unescape

import pytest

from kazlib.outcome import Outcome, Table
from kazlib.pages import html
from kazlib.sources import Source

HOSTILE = "<script>alert(1)</script>&\"'"
TABLE = Table("List seats", ("List", "Votes"), (("Auyl", 383023), ("Adal", None)))
OUTCOME = Outcome(
    sentence="Nur Otan wins 76 of 98 list seats.",
    svg="<svg><title>Seats</title></svg>",
    table=TABLE,
    sources=(Source("CEC"), Source("Adilet", url="https://adilet.zan.kz/eng/?a=1&b=2")),
)


def test_a_table_has_a_caption_and_scopes_for_those_who_hear_it():
    markup = html.numbers(TABLE)
    assert "<caption>List seats</caption>" in markup
    assert markup.count('<th scope="col">') == 2
    assert '<th scope="row">Auyl</th><td>383,023</td>' in markup
    assert '<th scope="row">Adal</th><td>not known</td>' in markup


def test_a_table_that_scrolls_can_be_reached_by_keyboard_and_has_a_name():
    assert re.search(r'<div [^>]*tabindex="0" role="region" aria-label="\w+', html.numbers(TABLE))


def test_sources_are_listed_linked_and_say_how_sure_they_are():
    markup = html.sources(
        Outcome("", "", TABLE, (*OUTCOME.sources, Source("Memory", confidence="recalled")))
    )
    assert markup.count("<li>") == 3
    assert '<a href="https://adilet.zan.kz/eng/?a=1&amp;b=2">Adilet</a>' in markup
    assert "<li>Memory [recalled]</li>" in markup


def test_the_print_has_sentence_picture_table_and_sources_under_its_id():
    markup = html.printed("seat-allocator", "From votes to list seats", OUTCOME, "")
    assert markup.startswith('<div class="explorable" id="seat-allocator">')
    for part in (
        "From votes to list seats",
        OUTCOME.sentence,
        OUTCOME.svg,
        html.numbers(TABLE),
        html.sources(OUTCOME),
    ):
        assert part in markup
    assert '<details class="explorable-numbers"><summary>Numbers as a table</summary>' in markup


def test_without_an_answer_the_print_is_the_reason():
    markup = html.printed("seat-allocator", "Seats", None, "threshold is 101; it must be …")
    assert '<p class="explorable-error">threshold is 101; it must be …</p>' in markup
    assert "<svg" not in markup
    assert "<table" not in markup


REPORT = "<!doctype html><title>A report</title>"


def test_downloads_hold_the_table_and_the_picture():
    markup = html.sharing("seat-allocator", "#seat-allocator?threshold=5", "code", OUTCOME, REPORT)
    found = dict(re.findall(r'download="([^"]+)" href="data:[^"]+;base64,([^"]+)"', markup))
    assert base64.b64decode(found["seat-allocator.csv"]).decode() == TABLE.csv()
    assert base64.b64decode(found["seat-allocator.svg"]).decode() == OUTCOME.svg
    assert base64.b64decode(found["seat-allocator.html"]).decode() == REPORT


def test_every_further_table_can_be_saved_too():
    two = Outcome("A.", "<svg/>", TABLE, (), more=(TABLE, TABLE))
    markup = html.sharing("x", "#x", "code", two, REPORT)
    assert re.findall(r'download="(x[^"]*csv)"', markup) == ["x.csv", "x-2.csv", "x-3.csv"]
    assert html.tables(two).count("<table") == 3


def test_link_and_code_can_be_copied_exactly():
    address, code = "#seat-allocator?votes=A%26B:5&seats=3", 'explore("x", votes={"A&B": 5})'
    markup = html.sharing("seat-allocator", address, code, OUTCOME, REPORT)
    assert [unescape(text) for text in re.findall(r'data-copy="([^"]*)"', markup)] == [
        address,
        code,
    ]
    assert unescape(re.search(r"<pre[^>]*>(.*?)</pre>", markup, re.S)[1]) == code
    assert unescape(re.search(r'<a href="([^"]*)">', markup)[1]) == address


def test_buttons_are_hidden_until_a_page_can_answer_them():
    buttons = re.findall(r"<button[^>]*>", html.sharing("s", "#s", "code", OUTCOME, REPORT))
    assert len(buttons) == 3  # two to copy, one for the picture
    assert all(button.endswith(" hidden>") for button in buttons)


@pytest.mark.parametrize(
    "markup",
    [
        html.title(HOSTILE),
        html.message(HOSTILE),
        html.sentence(Outcome(HOSTILE, "", TABLE, ())),
        html.numbers(Table(HOSTILE, (HOSTILE,), ((HOSTILE,), (HOSTILE,)))),
        html.sources(Outcome("", "", TABLE, (Source(HOSTILE, url="https://x/" + HOSTILE),))),
        html.sharing("slug", "#" + HOSTILE, HOSTILE, OUTCOME, HOSTILE),
        html.printed("slug", HOSTILE, None, HOSTILE),
    ],
    ids=["title", "message", "sentence", "numbers", "sources", "sharing", "printed"],
)
def test_what_comes_from_data_or_readers_is_never_markup(markup):
    assert "<script" not in markup
    assert "alert(1)" in markup
    assert HOSTILE in unescape(markup)
    for attributes in re.findall(r"<\w+([^<>]*)>", markup):
        assert re.fullmatch(r'(\s+[\w-]+(="[^"<>]*")?)*\s*', attributes)
