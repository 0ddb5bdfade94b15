"""one-region-two-seats: the Senate of 2020, then other ways to share its seats."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats, KazlibError
from kazlib.explorables.one_region_two_seats import DAY, compute, shown
from kazlib.law import rules
from kazlib.measures import malapportionment
from kazlib.offices.senate import (
    least_share_for_majority,
    residents_of_2020,
    residents_per_senator,
)

RESIDENTS = residents_of_2020()
SVG = "{http://www.w3.org/2000/svg}"


def per_senator(outcome):
    return {row[0].split(" ", 1)[1]: row[3] for row in outcome.table.rows}


def seats(outcome):
    return {row[0].split(" ", 1)[1]: row[2] for row in outcome.table.rows}


def test_2020_almaty_region_and_north_kazakhstan():
    """data/regions.csv: 2,055,724 and 548,755 residents, two senators each."""
    outcome = compute()
    assert per_senator(outcome)["Almaty Region"] == 2055724 // 2
    assert per_senator(outcome)["North Kazakhstan Region"] == round(548755 / 2)
    assert "a ratio of 3.75 to 1" in outcome.sentence
    assert sum(seats(outcome).values()) == 34


def test_the_numbers_are_those_of_the_office():
    law = residents_per_senator(rules("senate", on=DAY), RESIDENTS)
    assert per_senator(compute()) == {name: round(n) for name, n in law.residents.items()}
    assert "in Almaty Region and one for 274,378 in North Kazakhstan Region" in compute().sentence
    assert (law.largest, law.smallest) == (("Almaty Region",), ("North Kazakhstan Region",))


def test_malapportionment_and_the_smallest_majority_of_2020():
    two_each = dict.fromkeys(RESIDENTS, 2)
    # Nine units have 18 of 34 seats: the nine with fewest residents.
    nine = sum(sorted(RESIDENTS.values())[:9])
    assert least_share_for_majority(RESIDENTS, two_each) == Fraction(nine, sum(RESIDENTS.values()))
    assert "units with 35.4% of the residents elect a majority" in compute().sentence
    assert round(malapportionment(RESIDENTS, two_each), 1) == 17.9
    assert "For equal weight 17.9% of the elected seats would have to move" in compute().sentence


def test_one_each_and_17_by_residents_is_nearer_to_equal_weight():
    outcome = compute(each=1, extra=17)
    assert sum(seats(outcome).values()) == 34
    assert "ratio of 1.97 to 1" in outcome.sentence
    assert outcome.sentence.startswith("What if every region and city had 1 seat and 17 more")


def test_all_by_residents():
    outcome = compute(each=0, extra=34)
    assert seats(outcome)["Almaty Region"] == 4
    assert seats(outcome)["North Kazakhstan Region"] == 1
    assert "no seat of its own and 34 were shared" in outcome.sentence


def test_a_unit_without_a_seat_is_named_and_drawn_empty():
    outcome = compute(each=0, extra=10)
    assert "North Kazakhstan Region would have no senator" in outcome.sentence
    assert per_senator(outcome)["North Kazakhstan Region"] == "no seat"
    assert 'fill="none" fill-rule="evenodd" stroke="currentColor"' in outcome.svg


def test_one_senator_is_not_compared_with_itself():
    sentence = compute(each=0, extra=1).sentence
    assert "one senator for 2,055,724 residents in Almaty Region. Akmola" in sentence
    assert "one unit with 11% of the residents elects a majority" in sentence
    assert "ratio" not in sentence


def test_equal_units_are_not_compared_by_name():
    outcome = compute(residents=dict.fromkeys(RESIDENTS, 1000))
    assert "for 500 residents in every region and city that has one." in outcome.sentence
    assert "no difference between those who have a senator" in outcome.svg


def test_the_law_s_own_numbers_are_no_what_if():
    assert compute(each=2, extra=0, residents=dict(RESIDENTS)).sentence == compute().sentence


def test_entered_residents_lose_the_source_of_the_official_ones():
    outcome = compute(residents=dict(RESIDENTS) | {"Astana": 1638233})
    assert "the residents were the ones entered here" in outcome.sentence
    assert not [s for s in outcome.sources if "Bureau of National Statistics" in s.title]


def test_the_picture_has_every_unit_and_the_credit_of_the_map():
    tree = ET.fromstring(compute().svg)
    titles = {title.text for title in tree.iter(f"{SVG}title")}
    assert sum(": " in title and "residents per senator" in title for title in titles) == 17
    texts = [text.text for text in tree.iter(f"{SVG}text")]
    assert "© OpenStreetMap contributors, ODbL" in texts
    assert {str(n) for n in range(1, 18)} <= set(texts)


def test_every_source_that_is_less_than_verified_says_so():
    confidence = {source.title.split(":")[0]: source.confidence for source in compute().sources}
    assert confidence == {"Residents": "recalled", "Seats": "derived", "Map": "verified"}


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"each": 0}, InvalidSeats, "at least one elected seat"),
        ({"each": -1}, InvalidSeats, "each is -1"),
        ({"each": 1.5}, InvalidSeats, "each is 1.5"),
        ({"extra": 1001}, InvalidSeats, "from 0 to 1,000"),
        ({"residents": {"Astana": 5}}, InvalidNumber, "lacks Akmola Region"),
        ({"residents": {"Moscow": 5}}, InvalidChoice, "'Moscow'; allowed: Akmola Region"),
        ({"residents": dict(RESIDENTS) | {"Astana": 0}}, InvalidNumber, "residents of 'Astana'"),
        ({"residents": 5}, InvalidNumber, "17 units"),
        (
            {"each": 0, "extra": 1, "residents": dict.fromkeys(RESIDENTS, 10)},
            InvalidSeats,
            "lots would decide 1 of the 1 seats",
        ),
    ],
)
def test_impossible_numbers_are_refused_in_words(values, error, says):
    with pytest.raises(error, match=says):
        compute(**values)


def test_controls_show_the_law():
    assert shown() == {"each": 2, "extra": 0, "residents": RESIDENTS}


@given(st.integers(-1, 6), st.integers(-1, 80))
def test_any_values_give_an_answer_or_a_message(each, extra):
    with suppress(KazlibError):
        outcome = compute(each=each, extra=extra)
        assert sum(seats(outcome).values()) == 17 * each + extra
        ET.fromstring(outcome.svg)


@given(
    st.dictionaries(
        st.sampled_from("abcdefg"), st.tuples(st.integers(1, 99), st.integers(1, 5)), min_size=1
    )
)
def test_the_smallest_majority_is_the_smallest_of_all_coalitions(units):
    names = list(units)
    people = {name: units[name][0] for name in names}
    chamber = {name: units[name][1] for name in names}
    coalitions = [
        [name for bit, name in enumerate(names) if mask >> bit & 1]
        for mask in range(2 ** len(names))
    ]
    fewest = min(
        sum(people[name] for name in coalition)
        for coalition in coalitions
        if 2 * sum(chamber[name] for name in coalition) > sum(chamber.values())
    )
    share = least_share_for_majority(people, chamber)
    assert share == Fraction(fewest, sum(people.values()))


@pytest.mark.parametrize(
    ("people", "chamber"), [({"a": 1}, {"b": 1}), ({"a": 1}, {"a": 0}), ({"a": 1}, {"a": -1})]
)
def test_a_majority_needs_seats_of_the_same_units(people, chamber):
    with pytest.raises(InvalidSeats):
        least_share_for_majority(people, chamber)
