"""event_list: every event once, with date, kind, facts, confidence and source."""

import re

from kazlib.events import Event, Fact, events
from kazlib.pages.event_list import event_list
from kazlib.sources import Source


def test_every_event_is_an_item_with_its_machine_readable_date():
    html = event_list(events())
    assert re.findall(r'<time datetime="([^"]+)">', html) == [event.when for event in events()]
    assert html.count("<li data-kind=") == len(events())


def test_many_changes_are_folded_and_few_are_not():
    fact = Fact("term: 5 years → 7 years", Source("A page"))
    few = Event("2022-09-17", "acts", "A law", (fact,), "legal_timeline.csv")
    many = Event("2026-07-01", "rules", "New rules", (fact,) * 20, "law/senate.toml")
    html = event_list((few, many))
    assert html.count("<details>") == 1
    assert "<summary>20 changes</summary>" in html


def test_confidence_source_and_note_stand_beside_the_fact():
    fact = Fact("founded", Source("Vlast.kz", confidence="recalled"), note="year from memory")
    html = event_list([Event("2002", "parties", "A <party>", (fact,), "parties.csv")])
    assert "founded <small>[recalled] Vlast.kz. Note: year from memory.</small>" in html
    assert "A &lt;party&gt;" in html
