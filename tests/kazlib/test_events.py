"""events: every dated event of the tables and the law, once and in order."""

from datetime import date

import pytest

from kazlib.events import KINDS, Event, Fact, by_decade, events
from kazlib.sources import Source
from kazlib.tables.records import records


def of(kind):
    return [event for event in events() if event.kind == kind]


def on(day, kind):
    return [event for event in of(kind) if event.when == day]


def test_7_october_1998_is_one_act_with_six_changes():
    """RFE/RL, 8 October 1998; HRW (1999): 19 amendments, of which six are in the data."""
    (act,) = on("1998-10-07", "acts")
    assert act.title == "Law amending the Constitution No. 284-I (recalled)"
    assert len(act.facts) == 6
    assert act.facts[0].text == "presidential term: 5 years → 7 years"


def test_19_march_2023_and_the_day_of_its_rules():
    (election,) = on("2023-03-19", "parliament")
    assert election.facts[0].text == "early; 98 seats, turnout 54.21%"
    assert [event.table for event in on("2022-11-05", "rules")] == [
        "law/parliament.toml",
        "law/maslikhat.toml",
    ]


def test_a_second_round_is_an_event_of_its_own():
    assert [event.when for event in of("parliament") if "Second round" in event.title] == [
        "1995-12-23",
        "1999-10-24",
        "2004-10-03",
    ]


def test_a_merger_is_told_once():
    """Asar ended on 4 July 2006 by its merger: the link has both names, the end would say less."""
    told = [event for event in on("2006-07-04", "parties") if "Asar" in event.title]
    assert [event.title for event in told] == ["Asar → Otan"]


def test_what_was_not_seen_is_no_change_of_the_law():
    texts = [fact.text for event in of("rules") for fact in event.facts]
    assert texts
    assert not [text for text in texts if "not seen" in text]


def test_a_rule_of_which_only_the_day_is_recalled_says_so():
    (lower,) = [event for event in on("2021-05-25", "rules") if "lower house" in event.title]
    assert {fact.sureness for fact in lower.facts} == {"recalled"}
    (nomination,) = on("2017-06-15", "rules")
    assert {fact.sureness for fact in nomination.facts} == {"verified, in part recalled"}


@pytest.mark.parametrize(
    ("kind", "table", "dates"),
    [
        ("acts", "legal_timeline", ("date",)),
        ("president", "presidential_elections", ("date",)),
        ("parliament", "mazhilis_elections", ("date", "runoff_date")),
        ("referendums", "referendums", ("date",)),
        ("parties", "parties", ("founded", "registered", "ended")),
        ("parties", "party_links", ("from",)),
    ],
)
def test_no_date_of_a_table_is_missing(kind, table, dates):
    there = {event.when for event in of(kind)}
    assert {str(row[column]) for row in records(table) for column in dates if row[column]} <= there


def test_every_row_of_the_legal_timeline_is_one_fact():
    assert sum(len(event.facts) for event in of("acts")) == len(records("legal_timeline"))


def test_events_stand_in_order_and_every_fact_has_a_source():
    whens = [event.when for event in events()]
    assert whens == sorted(whens)
    assert {event.kind for event in events()} == set(KINDS)
    for event in events():
        assert event.facts
        assert all(fact.text and fact.source.title for fact in event.facts)


def test_decades_hold_every_event_once():
    held = by_decade(events())
    assert tuple(event for decade in held.values() for event in decade) == events()
    assert all(event.year // 10 * 10 == decade for decade, each in held.items() for event in each)


@pytest.mark.parametrize(
    ("when", "begins", "written"),
    [
        ("2007-08-18", date(2007, 8, 18), "18 August 2007"),
        ("2020-11", date(2020, 11, 1), "November 2020"),
        ("1990", date(1990, 1, 1), "1990"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(when, begins, written):
    event = Event(when, "parties", "", (), "")
    assert (event.begins, event.written) == (begins, written)


def test_an_event_is_as_sure_as_its_least_sure_fact():
    facts = tuple(Fact("", Source("", confidence=c)) for c in ("verified", "recalled", "derived"))
    assert Event("1990", "acts", "", facts, "").confidence == "recalled"
