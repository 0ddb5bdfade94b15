"""What changed: the legal timeline as published, and the changes computed from the periods."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.law import changes, periods, rules, timeline
from kazlib.sources import CONFIDENCES
from kazlib.tables.records import records

OFFICES = ("president", "mazhilis", "senate", "maslikhat", "referendum")
ALL_TIME = (date(1990, 1, 1), date(2030, 1, 1))
DAY = timedelta(days=1)
some_day = st.dates(date(1991, 1, 1), date(2027, 1, 1))


def steps(office, since, until):
    found = changes(office, date.fromisoformat(since), date.fromisoformat(until))
    return {change.parameter: (change.before.value, change.after.value) for change in found}


# ------------------------------------------------------------------------------------------------
# The timeline.


def test_the_timeline_holds_every_row_of_its_table_in_order_of_time():
    days = [change.day for change in timeline()]
    assert len(days) == len(records("legal_timeline"))
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(1990, 4, 24), date(2026, 7, 1))


def test_rows_of_one_day_keep_the_order_of_the_table():
    rows = [r["parameter"] for r in records("legal_timeline") if r["date"] == date(1998, 10, 7)]
    assert [c.parameter for c in timeline() if c.day == date(1998, 10, 7)] == rows
    assert len(rows) > 1


def test_a_change_says_what_it_changed_and_where_that_was_read():
    (change,) = (c for c in timeline() if c.number == "407-I")
    assert (change.day, change.instrument) == (date(1999, 6, 28), "Constitutional Law")
    assert (change.before[:14], change.after[:10]) == ("not refundable", "refundable")
    assert change.source.confidence == "verified"


def test_every_change_has_an_instrument_and_a_source_and_empty_cells_are_empty_words():
    for change in timeline():
        assert change.instrument
        assert change.parameter
        assert change.source.title
        assert change.source.confidence in CONFIDENCES
        for text in (change.number, change.before, change.after, change.note):
            assert isinstance(text, str)


def test_every_presidential_term_of_the_timeline_is_in_the_rules():
    """7 years on 7 October 1998, 5 on 21 May 2007, 7 on 17 September 2022."""
    acts = [c for c in timeline() if c.parameter == "presidential term" and c.after[0] in "57"]
    assert [(c.day, rules("president", on=c.day).term_years) for c in acts] == [
        (c.day, int(c.after[0])) for c in acts
    ]
    assert len(acts) == 3


# ------------------------------------------------------------------------------------------------
# Changes computed from the periods.


def test_the_amendments_of_7_october_1998():
    found = steps("president", "1998-10-06", "1998-10-07")
    assert found["term_years"] == (5, 7)
    assert found["min_age"] == (35, 40)
    assert found["max_age"] == (65, None)
    assert found["turnout_minimum_pct"] == (50, None)
    assert "term_limit" not in found  # it stayed


def test_the_amendments_of_17_september_2022():
    found = steps("president", "2022-09-16", "2022-09-17")
    assert found["term_years"] == (5, 7)
    assert found["term_limit"] == ("two-in-a-row", "one-term")
    assert not {"min_age", "residency_years", "deposit_min_wages"} & set(found)


def test_a_change_names_its_day_instrument_and_source():
    (change,) = changes("president", date(2011, 2, 1), date(2011, 2, 2))
    assert (change.parameter, change.day) == ("early_election", date(2011, 2, 2))
    assert "2 February 2011" in change.instrument
    assert change.source == rules("president", on=date(2011, 2, 2)).why("early_election")


def test_the_end_of_ignorance_is_told_from_a_change_of_the_law():
    by_name = {c.parameter: c for c in changes("president", date(1998, 11, 5), date(1998, 11, 6))}
    assert set(by_name) == {"runoff_rule", "against_all"}
    assert {c.before.state for c in by_name.values()} == {"unknown"}


def test_a_parameter_that_changed_twice_is_listed_twice():
    found = changes("president", date(1998, 1, 1), date(2023, 1, 1))
    terms = [(c.before.value, c.after.value) for c in found if c.parameter == "term_years"]
    assert terms == [(5, 7), (7, 5), (5, 7)]


def test_after_a_gap_new_rules_are_compared_with_the_last_ones():
    assert steps("mazhilis", "1995-08-29", "1995-08-30")["total_seats"] == (177, 67)
    assert steps("mazhilis", "1995-03-11", "1995-08-29") == {}


def test_the_senate_loses_its_seats_in_2026():
    assert steps("senate", "2026-06-30", "2026-07-01")["total_seats"] == (50, 0)


def test_the_first_rules_are_no_change():
    for office in OFFICES:
        first = periods(office)[0].valid_from
        assert changes(office, ALL_TIME[0], first) == ()


@given(st.sampled_from(OFFICES), some_day)
def test_nothing_changes_in_no_time(office, day):
    assert changes(office, day, day) == ()


@given(st.sampled_from(OFFICES), st.lists(some_day, min_size=3, max_size=3).map(sorted))
def test_changes_of_two_spans_are_those_of_both_together(office, days):
    since, between, until = days
    parts = changes(office, since, between) + changes(office, between, until)
    assert parts == changes(office, since, until)


@pytest.mark.parametrize("office", OFFICES)
def test_replaying_every_change_leads_from_the_first_rules_to_the_last(office):
    first, last = periods(office)[0], periods(office)[-1]
    replayed = {name: (p.state, p.value) for name, p in first.parameters.items()}
    for change in changes(office, *ALL_TIME):
        before = (change.before.state, change.before.value)
        assert replayed[change.parameter] == before
        replayed[change.parameter] = (change.after.state, change.after.value)
        assert replayed[change.parameter] != before
    assert replayed == {name: (p.state, p.value) for name, p in last.parameters.items()}


@pytest.mark.parametrize("office", OFFICES)
def test_a_change_is_seen_by_asking_for_the_rules_of_the_two_days(office):
    for change in changes(office, *ALL_TIME):
        after = rules(office, on=change.day).parameter(change.parameter)
        assert (after.state, after.value) == (change.after.state, change.after.value)


def test_bad_input_is_refused():
    with pytest.raises(InvalidChoice, match=r"^office is 'king'; allowed: president"):
        changes("king", *ALL_TIME)
    with pytest.raises(InvalidNumber, match=r"^until is 1990-01-01; it must not be before since"):
        changes("senate", ALL_TIME[1], ALL_TIME[0])
    for wrong in ("1998-10-07", datetime(1998, 10, 7), 1998, None):
        with pytest.raises(InvalidNumber, match=r"^since is .*datetime\.date"):
            changes("senate", wrong, ALL_TIME[1])
        with pytest.raises(InvalidNumber, match=r"^until is .*datetime\.date"):
            changes("senate", ALL_TIME[0], wrong)
