"""book-timeline: events between two years, by kind."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.events import KINDS, events
from kazlib.explorables.book_timeline import FIRST, LAST, compute, shown

SVG = "{http://www.w3.org/2000/svg}"


def only(*kinds):
    return {kind: kind in kinds for kind in KINDS}


def dots(outcome):
    return len(ET.fromstring(outcome.svg).findall(f"{SVG}g//{SVG}circle"))


def texts(outcome):
    return [text.text for text in ET.fromstring(outcome.svg).iter(f"{SVG}text")]


def test_seven_elections_of_the_president():
    outcome = compute(**only("president"))
    assert "7 events of the kinds chosen: elections of the President 7." in outcome.sentence
    assert [row[0] for row in outcome.table.rows] == [
        "1 December 1991",
        "10 January 1999",
        "4 December 2005",
        "3 April 2011",
        "26 April 2015",
        "9 June 2019",
        "20 November 2022",
    ]
    assert "10 January 1999: Election of the President" in texts(outcome)
    assert dots(outcome) == 7


def test_without_a_choice_everything_is_there():
    outcome = compute()
    assert f"the data have {len(events())} events" in outcome.sentence
    assert dots(outcome) == len(events())
    assert len(outcome.table.rows) == sum(len(event.facts) for event in events())
    assert set(KINDS.values()) <= set(texts(outcome))


def test_one_year_is_the_closest_look():
    outcome = compute(since=2009, until=2009, **only("acts"))
    assert outcome.sentence.startswith("From 2009 to 2009 the data have one event")
    assert outcome.table.rows[0][0] == "9 February 2009"


def test_every_fact_has_its_source_and_confidence_in_its_row():
    for row in compute().table.rows:
        kind, confidence, source = row[1], row[4], row[5]
        assert kind in KINDS.values()
        assert confidence
        assert source


@given(
    since=st.integers(FIRST, LAST),
    years=st.integers(0, 36),
    kinds=st.sets(st.sampled_from(list(KINDS)), min_size=1),
)
def test_picture_and_table_have_the_events_of_the_years_and_kinds(since, years, kinds):
    until = min(since + years, LAST)
    wanted = [e for e in events() if e.kind in kinds and since <= e.year <= until]
    if not wanted:
        with pytest.raises(InvalidChoice, match=f"no event of these kinds from {since} to {until}"):
            compute(since=since, until=until, **only(*kinds))
        return
    outcome = compute(since=since, until=until, **only(*kinds))
    assert dots(outcome) == len(wanted)
    assert [row[2] for row in outcome.table.rows] == [e.title for e in wanted for _ in e.facts]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"since": 1937}, "since is 1937; the data have events from 1990 to 2026"),
        ({"until": 2030}, "until is 2030; the data have events from 1990 to 2026"),
        ({"since": 2010, "until": 2009}, "until is 2009; it must not be before since, 2010"),
    ],
)
def test_years_outside_the_data_are_refused(values, message):
    with pytest.raises(InvalidNumber, match=message):
        compute(**values)


def test_no_kind_at_all_is_refused():
    with pytest.raises(InvalidChoice, match="Choose at least one"):
        compute(**only())


def test_controls_show_the_first_values():
    assert shown(since=2007) == {"since": 2007, "until": LAST} | dict.fromkeys(KINDS, True)
