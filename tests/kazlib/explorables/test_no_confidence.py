"""no-confidence: councils of real size, then other rules. No real motion is in the data."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, KazlibError, UnknownRule
from kazlib.explorables.no_confidence import compute, shown
from kazlib.widgets import explore

SVG = "{http://www.w3.org/2000/svg}"


def reached(outcome):
    return tuple(row[3] for row in outcome.table.rows)


@pytest.mark.parametrize(
    ("deputies", "to_raise", "to_pass"),
    [
        (30, 6, 16),  # regional maslikhat of North Kazakhstan, 2023 (Kazinform, 27 January 2023)
        (18, 4, 10),  # Petropavl, the same source
        (32, 7, 17),  # Kostanay Region (Kazinform, 27 January 2023)
        (50, 10, 26),  # the most that Article 5 of the law of 2001 allows a region
    ],
)
def test_councils_of_real_size(deputies, to_raise, to_pass):
    outcome = compute(deputies=deputies, raised_by=to_raise, votes_for=to_pass)
    assert [row[2] for row in outcome.table.rows] == [to_raise, to_pass, "free decision"]
    assert reached(outcome) == ("yes", "yes", "open")
    short = compute(deputies=deputies, raised_by=to_raise, votes_for=to_pass - 1)
    assert reached(short) == ("yes", "no", "no question")


def test_one_fifth_a_majority_and_then_a_free_decision():
    """Article 87 of the Constitution of 1995 from 2007 (recalled): 6 and 16 of 30."""
    outcome = compute(day=date(2016, 3, 20), deputies=30, raised_by=6, votes_for=16)
    assert [row[2] for row in outcome.table.rows] == [6, 16, "free decision"]
    assert reached(outcome) == ("yes", "yes", "open")
    assert "The akim is still in office: the last word is with the President" in outcome.sentence


@pytest.mark.parametrize(
    ("numbers", "steps", "says"),
    [
        ((31, 6, 31), ("no", "", "no question"), "There is no vote, and the akim stays"),
        ((31, 7, 15), ("yes", "no", "no question"), "It fails: 15 votes, and 16 of 31"),
        ((30, 6, 15), ("yes", "no", "no question"), "It fails: 15 votes, and 16 of 30"),
        ((31, 7, 16), ("yes", "yes", "open"), "It passes: 16 votes"),
        ((1, 1, 1), ("yes", "yes", "open"), "It passes: 1 vote, and 1 of 1 deputy is needed"),
    ],
)
def test_half_is_no_majority_and_votes_without_a_motion_do_not_count(numbers, steps, says):
    deputies, raised_by, votes_for = numbers
    outcome = compute(deputies=deputies, raised_by=raised_by, votes_for=votes_for)
    assert reached(outcome) == steps
    assert says in outcome.sentence


@pytest.mark.parametrize(
    ("akim", "who"), [("region", "The President"), ("district", "The akim above")]
)
def test_the_decision_is_of_the_president_or_the_akim_above(akim, who):
    goes = compute(akim=akim, decision="goes")
    stays = compute(akim=akim, decision="stays")
    assert f"{who} dismisses the akim." in goes.sentence
    assert f"{who} does not dismiss the akim, who stays." in stays.sentence
    assert (reached(goes)[2], reached(stays)[2]) == ("yes", "no")


@pytest.mark.parametrize("day", ["1996-01-01", "2007-05-20", "2026-07-01"])
def test_before_may_2007_and_from_july_2026_the_rule_is_unknown(day):
    for half in ({}, {"to_pass": "two-thirds-of-all"}, {"to_raise": "1/5"}):
        with pytest.raises(UnknownRule, match=r"not seen\. What is known: .*recalled"):
            compute(day=day, **half)
    tried = compute(day=day, to_raise="1/5", to_pass="two-thirds-of-all", votes_for=19)
    assert tried.sentence.startswith("What if one fifth of the deputies could raise it and two")
    assert reached(tried) == ("yes", "no", "no question")
    assert any("what-ifs, not law" in source.title for source in tried.sources)


def test_a_recalled_rule_is_called_unverified_and_a_what_if_names_the_law_it_replaces():
    """No paragraph of Article 87 on no confidence was seen: no sentence may sound like the law."""
    assert compute().sentence.startswith("By the law of 1 September 2023, recalled and unverified:")
    assert (
        "(The law of 1 September 2023: at least one fifth of the deputies and a majority of all"
        in (compute(to_raise="1/3", raised_by=10).sentence)
    )
    unseen = compute(day="2005-03-01", to_raise="1/5", to_pass="two-thirds-of-all")
    assert "(The law of 1 March 2005: not seen.)" in unseen.sentence


@pytest.mark.parametrize("day", ["2005-03-01", "2026-07-01"])
def test_who_decides_is_an_assumption_where_it_was_not_seen(day):
    tried = compute(day=day, to_raise="1/5", to_pass="majority-of-all")
    assert "Who decided on that day was not seen; the President is an assumption" in tried.sentence
    assert tried.table.rows[2][0] == "3 Dismissed by the President (assumption)"
    assert "assumption" not in compute(day="2023-09-01").sentence


def test_the_first_day_of_the_rule():
    assert reached(compute(day="2007-05-21")) == ("yes", "yes", "open")


def test_what_ifs_change_the_numbers_that_are_needed():
    assert compute(to_raise="1/3").table.rows[0][2] == 10
    assert compute(to_pass="two-thirds-of-all").table.rows[1][2] == 20
    assert compute(to_raise="1/5", to_pass="majority-of-all") == compute()


def test_every_source_of_this_rule_is_recalled():
    assert {source.confidence for source in compute().sources} == {"recalled"}


def test_the_picture_shows_votes_only_where_there_is_a_vote():
    for raised_by, filled in ((6, 16), (5, 0)):
        tree = ET.fromstring(compute(raised_by=raised_by).svg)
        groups = [g for g in tree.iter(f"{SVG}g") if g.get("fill") == "url(#no-confidence-p1)"]
        assert sum(len(g.findall(f"{SVG}circle")) for g in groups) == filled


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"raised_by": 31}, InvalidNumber, "there are 30 deputies"),
        ({"votes_for": -1}, InvalidNumber, "votes_for is -1"),
        ({"deputies": 0}, InvalidNumber, "deputies is 0"),
        ({"deputies": 10**6}, InvalidNumber, "from 1 to 1,000"),
        ({"votes_for": 15, "decision": "goes"}, InvalidNumber, "needs 6 to raise it and 16 votes"),
        ({"decision": "maybe"}, InvalidChoice, "allowed: open, goes, stays"),
        ({"akim": "village"}, InvalidChoice, "allowed: region, district"),
        ({"to_pass": "unanimous"}, InvalidChoice, "to_pass is 'unanimous'"),
        ({"day": "20.3.2016"}, InvalidNumber, "must be a date"),
        ({"day": date(1990, 1, 1)}, UnknownRule, "No rule for the maslikhat"),
    ],
)
def test_what_cannot_be_is_refused_in_words(values, error, says):
    with pytest.raises(error, match=says):
        compute(**values)


def test_a_day_that_was_cleared_is_the_first_one():
    assert shown(day=None)["day"] == date(2023, 9, 1)
    assert compute(day=None) == compute()


@given(
    st.dates(),
    st.integers(-1, 1100),
    st.integers(-1, 60),
    st.integers(-1, 60),
    st.sampled_from(["open", "goes", "stays"]),
)
def test_any_values_give_an_answer_or_a_message(day, deputies, raised_by, votes_for, decision):
    with suppress(KazlibError):
        outcome = compute(
            day=day,
            deputies=deputies,
            raised_by=raised_by,
            votes_for=votes_for,
            decision=decision,
        )
        ET.fromstring(outcome.svg)
        assert (reached(outcome)[1] == "yes") is (
            5 * raised_by >= deputies and 2 * votes_for > deputies
        )


def test_the_code_of_a_scenario_runs_without_an_import_of_dates():
    sharing = explore("no-confidence", day="2010-01-01")._sharing.value
    assert "day=&#x27;2010-01-01&#x27;" in sharing
    assert "datetime" not in sharing
