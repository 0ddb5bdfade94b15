"""runner-up-rule: the votes of 2007 first, then what-ifs, edges and refusals."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes, KazlibError, NoListPasses
from kazlib.explorables.runner_up_rule import compute, shown
from kazlib.tables.elections import official_list_votes

SVG = "{http://www.w3.org/2000/svg}"


def ways(outcome):
    return {row[0]: row[1:4] for row in outcome.table.rows}


def test_the_votes_are_those_of_2007():
    votes = official_list_votes(date(2007, 8, 18))
    now = shown()
    assert (now["first"], now["second"]) == (
        votes["Nur Otan"],
        votes["Nationwide Social Democratic Party"],
    )
    assert now["first"] + now["second"] + now["others"] == sum(votes.values())


def test_2007_both_readings_stand_beside_the_old_rule_and_a_plain_quota():
    outcome = compute()
    assert ways(outcome) == {
        "2007: one list takes all": (98, 0, 0),
        "2009: whole parts": (93, 3, 2),
        "2009: rest to first list": (95, 3, 0),
        "2009: largest remainders": (94, 4, 0),
        "Plain quota, both lists": (93, 5, 0),
    }
    assert "not visible in the text seen" in outcome.sentence
    assert "95 and 3 if to the first list, 94 and 4 if by largest remainder" in outcome.sentence
    assert "the rule was never applied" in outcome.sentence
    standing = {row[0]: row[4] for row in outcome.table.rows}
    readings = [name for name, words in standing.items() if words == "a reading"]
    assert readings == ["2009: rest to first list", "2009: largest remainders"]
    marks = {source.confidence for source in outcome.sources}
    assert "assumption" in marks  # where seats left over go


def test_readings_are_drawn_as_outlines_and_what_is_settled_is_filled():
    root = ET.fromstring(compute().svg)
    bars = root.findall(f".//{SVG}g/{SVG}rect")
    assert [bar.get("fill") == "none" for bar in bars] == [False, False, True, True, False]


def test_2012_at_a_threshold_of_7_5_the_largest_remainder_says_nothing():
    votes = official_list_votes(date(2012, 1, 15))
    first, second, *rest = sorted(votes.values(), reverse=True)
    outcome = compute(first=first, second=second, others=sum(rest), threshold="7.5")
    assert ways(outcome)["2009: whole parts"] == (89, 5, 4)
    assert ways(outcome)["2009: rest to first list"] == (93, 5, 0)
    assert ways(outcome)["2009: largest remainders"] == ("", "", "")
    assert "settle nothing" in outcome.sentence


@pytest.mark.parametrize("day", [date(2012, 1, 15), date(2016, 3, 20), date(2021, 1, 10)])
def test_in_the_elections_under_the_rule_it_does_not_apply(day):
    first, second, *rest = sorted(official_list_votes(day).values(), reverse=True)
    outcome = compute(first=first, second=second, others=sum(rest))
    assert outcome.sentence.startswith("The rule of 2009 does not apply")
    assert list(ways(outcome)) == ["Plain quota, both lists"]


def test_a_least_number_that_the_whole_parts_do_not_leave_room_for():
    outcome = compute(minimum=10)
    assert ways(outcome)["2009: whole parts"] == ("", "", "")
    assert ways(outcome)["2009: least number first"] == (88, 10, 0)
    assert "is an assumption" in outcome.sentence


def test_one_seat_left_over_is_said_in_the_singular():
    assert "where the 1 seat left over goes is not visible" in compute(factor=1).sentence


@given(
    st.integers(1, 10**7),
    st.integers(1, 10**7),
    st.integers(0, 10**7),
    st.integers(1, 300),
    st.fractions(0, 1),
    st.integers(0, 10),
)
def test_every_way_adds_up_to_the_seats(first, second, others, seats, factor, minimum):
    values = {"first": first, "second": second, "others": others, "seats": seats}
    values |= {"factor": factor, "minimum": minimum}
    if second > first or seats <= minimum or 100 * first < 7 * (first + second + others):
        with pytest.raises(KazlibError):
            compute(**values)
        return
    outcome = compute(**values)
    for one, two, left in ways(outcome).values():
        assert one == two == left == "" or (one + two + left == seats and min(one, two, left) >= 0)


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"first": 0}, InvalidVotes, "first is 0"),
        ({"second": 0}, InvalidVotes, "second is 0; it must be a whole number, at least 1"),
        ({"second": 6_000_000}, InvalidVotes, "it must be at most first"),
        ({"others": -1}, InvalidVotes, "others is -1"),
        ({"others": 10**9}, NoListPasses, "so no reading applies"),
        ({"seats": 2}, InvalidSeats, "needs more than the 2 seats"),
        ({"seats": 1001}, InvalidSeats, "from 1 to 1,000"),
        ({"factor": 2}, InvalidNumber, "factor is 2; it must be from 0 to 1"),
    ],
)
def test_what_has_no_answer_is_refused_in_words(values, error, message):
    with pytest.raises(error, match=message):
        compute(**values)
