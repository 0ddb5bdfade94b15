"""Local power: councils by period, akims by level, no confidence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.errors import (
    InvalidChoice,
    InvalidNumber,
    InvalidSeats,
    InvalidVotes,
    NoListPasses,
    UnknownRule,
)
from kazlib.law import rules
from kazlib.offices.maslikhat import akim_selection, choose_akim, council, no_confidence

LISTS = {"A": 60, "B": 34, "C": 6}
DISTRICTS = {"1": {"A": 60, "B": 40}, "2": {"A": 20, "B": 45, "X": 35}}


def law_of(day):
    return rules("maslikhat", on=date.fromisoformat(day))


# ------------------------------------------------------------------------------------------------
# Councils. No votes of local elections are in the data.


def test_districts_by_plurality_until_2018():
    result = council(law_of("2016-03-20"), "region", 2, districts=DISTRICTS)
    assert result.formula == "plurality-districts"
    assert result.district_seats == {"A": 1, "B": 1}
    assert result.list_seats == {}


def test_lists_from_2018_to_2022_with_a_threshold_of_7():
    """How list seats were shared was not seen: a formula must be chosen, or a reform made."""
    law = law_of("2021-01-10")
    result = council(law, "district", 10, lists=LISTS, formula="hare")
    assert result.formula == "party-lists"
    assert result.passed == {"A": True, "B": True, "C": False}
    assert result.list_seats == {"A": 6, "B": 4, "C": 0}
    with pytest.raises(UnknownRule, match="quota"):
        council(law, "district", 10, lists=LISTS)
    reform = law.reform(quota="hare", remainder_rule="largest-remainder")
    assert council(reform, "district", 10, lists=LISTS) == result


def test_half_and_half_in_regions_from_november_2022_and_districts_in_districts():
    law = law_of("2023-03-19").reform(threshold_pct=5)
    result = council(law, "region", 4, lists=LISTS, districts=DISTRICTS, formula="dhondt")
    assert result.formula == "half-lists-half-districts"
    assert result.list_seats == {"A": 1, "B": 1, "C": 0}
    assert result.district_seats == {"A": 1, "B": 1}
    district = council(law, "district", 2, districts=DISTRICTS)
    assert district.formula == "plurality-districts"


def test_the_threshold_of_2022_was_not_seen():
    with pytest.raises(UnknownRule, match="threshold_pct"):
        council(law_of("2023-03-19"), "region", 4, lists=LISTS, districts=DISTRICTS)


def test_ties_of_lists_and_districts_are_data():
    law = law_of("2023-03-19").reform(
        threshold_pct=None, quota="hare", remainder_rule="largest-remainder"
    )
    result = council(
        law,
        "region",
        6,
        lists={"A": 50, "B": 50},
        districts={"1": {"A": 5, "B": 5}, "2": {"A": 1}, "3": {"B": 0}},
    )
    assert (result.list_seats, result.tie) == ({"A": 1, "B": 1}, Tie(("A", "B"), 1))
    assert (result.district_seats, result.undecided) == ({"A": 1}, ("1", "3"))


def test_a_council_of_2026_cannot_be_counted():
    with pytest.raises(UnknownRule, match="formula"):
        council(law_of("2026-08-23"), "region", 4, lists=LISTS, districts=DISTRICTS)


def test_no_list_over_the_threshold_is_an_error_with_its_reason():
    law = law_of("2021-01-10").reform(threshold_pct=70)
    with pytest.raises(NoListPasses, match="No list reaches 70 per cent"):
        council(law, "region", 10, lists=LISTS, formula="hare")


@given(
    st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 999), min_size=1),
    st.integers(1, 40),
    st.sampled_from(["hare", "dhondt", "sainte-lague"]),
)
def test_list_seats_fill_the_council(votes, seats, formula):
    law = law_of("2021-01-10").reform(threshold_pct=0)
    result = council(law, "region", seats, lists=votes, formula=formula)
    assert sum(result.list_seats.values()) + (result.tie.seats if result.tie else 0) == seats


@pytest.mark.parametrize(
    ("day", "tiers"),
    [
        ("2016-03-20", {"lists": LISTS}),
        ("2016-03-20", {"lists": LISTS, "districts": DISTRICTS}),
        ("2016-03-20", {}),
        ("2016-03-20", {"districts": {}}),
        ("2016-03-20", {"districts": 5}),
        ("2021-01-10", {"districts": DISTRICTS}),
        ("2021-01-10", {"lists": [5]}),
        ("2023-03-19", {"lists": LISTS}),
    ],
)
def test_votes_must_belong_to_the_tiers_of_the_law(day, tiers):
    with pytest.raises(InvalidVotes, match="give a mapping exactly if it fills any"):
        council(law_of(day), "region", 4, **tiers)


@pytest.mark.parametrize("seats", [0, -1, True, 2.0, None])
def test_seats_are_whole_numbers(seats):
    with pytest.raises(InvalidSeats, match=r"^seats is"):
        council(law_of("2016-03-20"), "region", seats, districts=DISTRICTS)


def test_seats_and_districts_must_fit():
    with pytest.raises(InvalidSeats, match="2 districts are given; the council has 1"):
        council(law_of("2016-03-20"), "region", 1, districts=DISTRICTS)
    with pytest.raises(InvalidSeats, match="50 per cent of them are list seats"):
        council(law_of("2023-03-19"), "region", 5, lists=LISTS, districts=DISTRICTS)


@pytest.mark.parametrize("level", ["rural", "", None])
def test_a_council_is_of_a_region_or_a_district(level):
    with pytest.raises(InvalidChoice, match="allowed: region, district"):
        council(law_of("2016-03-20"), level, 2, districts=DISTRICTS)


# ------------------------------------------------------------------------------------------------
# Akims.


@pytest.mark.parametrize(
    ("day", "level", "method"),
    [
        ("2010-01-01", "region", "appointed-with-consent"),
        ("2022-06-07", "region", "appointed-with-consent"),
        ("2022-06-08", "region", "deputies-choose"),
        ("2023-09-01", "region", "deputies-choose"),
        ("2021-07-24", "rural", "chosen-by-maslikhats"),
        ("2021-07-25", "rural", "elected"),
        ("2023-11-04", "district", "appointed"),
        ("2023-11-05", "district", "appointed-with-elected-pilots"),
    ],
)
def test_how_an_akim_came_to_office(day, level, method):
    selection = akim_selection(law_of(day), level)
    assert selection.value == method
    assert selection.source == law_of(day).why(f"akim_{level}")


def test_the_source_says_what_is_recalled():
    selection = akim_selection(law_of("2010-01-01"), "region")
    assert selection.source.confidence == "recalled"
    assert "consent of the maslikhat" in selection.text


def test_akmola_in_september_2023():
    """informburo.kz (September 2023): 177 votes to 73."""
    assert choose_akim(law_of("2023-09-01"), {"first": 177, "second": 73}) == ("first", None)
    assert choose_akim(law_of("2023-09-01"), {"A": 5, "B": 5}) == (None, Tie(("A", "B"), 1))


def test_before_2022_the_deputies_had_no_choice():
    with pytest.raises(InvalidChoice, match="'appointed-with-consent'; allowed: deputies-choose"):
        choose_akim(law_of("2020-01-01"), {"A": 5, "B": 4})


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        ({"A": 5}, "names 1 candidates; the law wants at least 2"),
        ({"A": 0, "B": 0}, "all votes are 0"),
        ({}, "votes is {}"),
        ({"A": 5, "B": -1}, "votes of 'B' is -1"),
        (None, "votes is None"),
    ],
)
def test_a_vote_on_one_candidate_is_no_choice(votes, message):
    with pytest.raises(InvalidVotes, match=message):
        choose_akim(law_of("2023-09-01"), votes)


@pytest.mark.parametrize("level", ["village", "", None])
def test_levels_are_three(level):
    with pytest.raises(InvalidChoice, match="allowed: region, district, rural"):
        akim_selection(law_of("2023-09-01"), level)


def test_what_was_not_seen_of_akims_is_unknown():
    for day, level in (("2000-01-01", "region"), ("2013-06-01", "rural"), ("2026-08-01", "rural")):
        with pytest.raises(UnknownRule, match=f"akim_{level}"):
            akim_selection(law_of(day), level)


# ------------------------------------------------------------------------------------------------
# No confidence.


def test_one_fifth_raises_and_a_majority_of_all_deputies_passes():
    law = law_of("2010-01-01")
    assert not no_confidence(law, 31, 6, 31).raised
    assert no_confidence(law, 31, 7, 15).passed is False
    motion = no_confidence(law, 31, 7, 16)
    assert (motion.raise_needed, motion.pass_needed, motion.passed) == (7, 16, True)
    assert no_confidence(law, 30, 6, 15).passed is False  # half is no majority


def test_the_decision_is_free_and_comes_last():
    law = law_of("2010-01-01")
    assert no_confidence(law, 30, 6, 16).removed is None
    for decision in (True, False):
        assert no_confidence(law, 30, 6, 16, decision=decision).removed is decision
    failed = no_confidence(law, 30, 6, 15)
    assert failed.removed is False


def test_votes_count_for_nothing_if_nobody_raised_the_motion():
    motion = no_confidence(law_of("2010-01-01"), 30, 5, 30)
    assert (motion.raised, motion.passed, motion.removed) == (False, False, False)


@pytest.mark.parametrize("day", ["2000-01-01", "2007-05-20", "2026-07-01"])
def test_before_2007_and_in_2026_the_majority_was_not_seen(day):
    with pytest.raises(UnknownRule, match="no_confidence"):
        no_confidence(law_of(day), 30, 6, 16)


@given(st.integers(1, 300), st.data())
def test_a_motion_that_passed_had_a_fifth_and_a_majority(deputies, data):
    raised_by = data.draw(st.integers(0, deputies))
    votes_for = data.draw(st.integers(0, deputies))
    motion = no_confidence(law_of("2010-01-01"), deputies, raised_by, votes_for)
    assert motion.raised is (5 * raised_by >= deputies)
    assert motion.passed is (motion.raised and 2 * votes_for > deputies)


@pytest.mark.parametrize(
    ("deputies", "raised_by", "votes_for", "decision"),
    [
        (0, 0, 0, None),
        (30, 31, 16, None),
        (30, 6, 31, None),
        (30, -1, 16, None),
        (30.0, 6, 16, None),
        (30, True, 16, None),
        (30, 6, "16", None),
        (30, 6, 15, True),
        (30, 6, 16, "yes"),
        (30, 6, 16, 1),
    ],
)
def test_numbers_that_cannot_be_are_refused(deputies, raised_by, votes_for, decision):
    with pytest.raises(InvalidNumber):
        no_confidence(law_of("2010-01-01"), deputies, raised_by, votes_for, decision=decision)
