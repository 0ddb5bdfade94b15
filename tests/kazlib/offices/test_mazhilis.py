"""List seats by the law of the day: official results, the rules for one passing list, ties."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import DIVISORS, QUOTAS, Tie, highest_averages, largest_remainder
from kazlib.errors import (
    DuplicateParty,
    InvalidChoice,
    InvalidNumber,
    InvalidSeats,
    InvalidVotes,
    NoListPasses,
    OverAllocation,
    UnknownRule,
)
from kazlib.law import rules
from kazlib.offices.mazhilis import FORMULAS, list_seats, share_seats
from kazlib.offices.runner_up import runner_up
from kazlib.tables.elections import AGAINST_ALL, official_list_votes


def law_of(day):
    return rules("mazhilis", on=date.fromisoformat(day))


def votes_of(day):
    return official_list_votes(date.fromisoformat(day))


def won(result):
    return {party: seats for party, seats in result.seats.items() if seats}


# ------------------------------------------------------------------------------------------------
# Real elections. Votes of every list: data/mazhilis_elections.csv (Central Election Commission).
# Seats: the official results as published.


@pytest.mark.parametrize(
    ("day", "official"),
    [
        # Nohlen et al. (2001), Elections in Asia and the Pacific; IPU Parline archive (1999)
        (
            "1999-10-10",
            {
                "Otan": 4,
                "Communist Party of Kazakhstan": 2,
                "Agrarian Party of Kazakhstan": 2,
                "Civic Party of Kazakhstan": 2,
            },
        ),
        # IPU Parline (2004); the bloc AIST had 7.07 per cent of the valid votes
        (
            "2004-09-19",
            {
                "Otan": 7,
                "Ak Zhol": 1,
                "Asar": 1,
                "AIST bloc (Agrarian and Civic parties)": 1,
            },
        ),
        # IPU Parline archive, 18 August 2007; OSCE/ODIHR (2007)
        ("2007-08-18", {"Nur Otan": 98}),
        # Central Election Commission via Reuters, 17 January 2012
        (
            "2012-01-15",
            {"Nur Otan": 83, "Ak Zhol": 8, "Communist People's Party of Kazakhstan": 7},
        ),
        # Central Election Commission via Kazinform, 22 March 2016
        (
            "2016-03-20",
            {"Nur Otan": 84, "Ak Zhol": 7, "Communist People's Party of Kazakhstan": 7},
        ),
        # Central Election Commission via The Astana Times, 12 January 2021
        ("2021-01-10", {"Nur Otan": 76, "Ak Zhol": 12, "People's Party of Kazakhstan": 10}),
        # Central Election Commission via The Astana Times, 27 March 2023
        (
            "2023-03-19",
            {
                "Amanat": 40,
                "Auyl": 8,
                "Respublica": 6,
                "Ak Zhol": 6,
                "People's Party of Kazakhstan": 5,
                "Nationwide Social Democratic Party": 4,
            },
        ),
    ],
)
def test_the_law_of_the_day_gives_the_official_seats(day, official):
    result = list_seats(law_of(day), votes_of(day))
    assert won(result) == official
    assert set(result.admitted) == set(official)
    assert result.tie is None


def test_2021_with_the_threshold_of_5_per_cent():
    """Auyl had 5.29 per cent. Four lists: quota 71,254.0, whole parts 72, 11, 9, 5."""
    result = list_seats(law_of("2021-01-10").reform(threshold_pct=5), votes_of("2021-01-10"))
    assert won(result) == {
        "Nur Otan": 72,
        "Ak Zhol": 11,
        "People's Party of Kazakhstan": 9,
        "Auyl": 6,
    }
    assert result.threshold_pct == 5


def test_2007_one_list_takes_all_98_seats():
    result = list_seats(law_of("2007-08-18"), votes_of("2007-08-18"))
    assert won(result) == {"Nur Otan": 98}
    assert result.one_party_rule == "takes-all"
    assert result.admitted == ("Nur Otan",)
    assert result.lost_votes == 687905  # every other list: 11.59 per cent


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_can_give_the_only_list_more_or_less_than_all_seats(formula):
    result = list_seats(law_of("2007-08-18"), votes_of("2007-08-18"), formula=formula)
    assert won(result) == {"Nur Otan": 98}
    small = list_seats(law_of("2007-08-18"), {"A": 1000, "B": 1}, formula=formula)
    assert won(small) == {"A": 98}


def test_against_all_counts_in_the_base_and_wins_nothing():
    """2023: the published shares are of 6,366,441 valid votes with those against all."""
    result = list_seats(law_of("2023-03-19"), votes_of("2023-03-19"))
    assert AGAINST_ALL not in result.votes
    assert AGAINST_ALL not in result.seats
    assert (result.against_all, result.base_votes) == (248291, 6366441)


def test_against_all_can_keep_a_list_out():
    lists = {"A": 900, "B": 50}
    law = law_of("2023-03-19")
    assert list_seats(law, lists).passed == {"A": True, "B": True}
    assert list_seats(law, lists | {AGAINST_ALL: 100}).passed == {"A": True, "B": False}


def test_aist_passes_on_valid_votes_and_fails_on_all_who_took_part():
    """2004: 7.07 per cent of 4,757,773 valid votes, 6.87 of the ballots with 135,431 invalid."""
    law, votes = law_of("2004-09-19"), votes_of("2004-09-19")
    aist = "AIST bloc (Agrarian and Civic parties)"
    valid = list_seats(law, votes)
    assert valid.base_votes == 4757773
    assert valid.passed[aist]
    took_part = list_seats(law, votes, base_votes=4757773 + 135431)
    assert not took_part.passed[aist]
    # Quota 399,761.7: whole parts 7, 1, 1, and the remainder of Ak Zhol is larger than of Asar.
    assert won(took_part) == {"Otan": 7, "Ak Zhol": 2, "Asar": 1}


def test_the_result_says_what_the_threshold_was_counted_on():
    law, votes = law_of("2004-09-19"), votes_of("2004-09-19")
    by_practice = list_seats(law, votes).notes[0]
    assert "4,757,773 votes for the lists" in by_practice
    assert "the law names all who took part" in by_practice
    assert "against all" in list_seats(law_of("2023-03-19"), votes_of("2023-03-19")).notes[0]
    given_base = list_seats(law, votes, base_votes=4893204).notes[0]
    assert "4,893,204 votes that were given as its base" in given_base


def test_the_least_number_of_votes_that_passes():
    result = list_seats(law_of("2021-01-10"), {"A": 93, "B": 7, "C": 1})
    assert result.base_votes == 101
    assert result.threshold_votes == 8  # 7.07 votes, rounded up
    exact = list_seats(law_of("2021-01-10"), {"A": 93, "B": 7})
    assert exact.threshold_votes == 7
    assert exact.passed["B"]


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 500), min_size=2).filter(
        lambda votes: sum(1 for v in votes.values() if v) > 1
    ),
    st.integers(1, 60),
    st.sampled_from([0, 5, 7, "7.5"]),
)
def test_a_list_passes_with_the_least_number_of_votes_and_not_with_one_less(votes, seats, pct):
    law = law_of("2021-01-10").reform(list_seats=seats + 2, threshold_pct=pct)
    result = list_seats(law, votes)
    for party, count in votes.items():
        assert result.passed[party] == (count >= result.threshold_votes)
    tied = result.tie.seats if result.tie else 0
    assert sum(result.seats.values()) + tied == seats + 2
    assert result.lost_votes == sum(v for p, v in votes.items() if p not in result.admitted)


# ------------------------------------------------------------------------------------------------
# Votes as they come.


def test_pairs_and_mappings_are_counted_alike():
    votes = votes_of("2021-01-10")
    law = law_of("2021-01-10")
    assert list_seats(law, votes.items()) == list_seats(law, votes)
    assert list_seats(law, list(votes.items())).seats == list_seats(law, votes).seats


def test_a_list_named_twice_among_pairs_is_refused_by_name():
    with pytest.raises(DuplicateParty, match="'Auyl' stands twice among the votes"):
        list_seats(law_of("2021-01-10"), [("Auyl", 60), ("Adal", 40), ("Auyl", 1)])


@pytest.mark.parametrize("day", ["2004-09-19", "2007-08-18", "2016-03-20", "2021-01-10"])
def test_votes_against_all_are_refused_where_the_ballot_had_no_such_line(day):
    votes = votes_of(day) | {AGAINST_ALL: 1000}
    with pytest.raises(InvalidVotes, match=f"1,000 votes are against all, but the ballot of {day}"):
        list_seats(law_of(day), votes)
    counted = list_seats(law_of(day).reform(against_all=True), votes)
    assert counted.against_all == 1000


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "votes is empty"),
        ({AGAINST_ALL: 5}, "votes is empty"),
        ({"A": 0, "B": 0}, "all votes are 0"),
        ({"A": 5, "B": -1}, "votes of 'B' is -1"),
        ({"A": 5.0, "B": 1}, "votes of 'A' is 5.0"),
        ({"A": True, "B": 1}, "votes of 'A' is True"),
        ({"A": 5, AGAINST_ALL: -1}, "votes of 'Against all' is -1"),
    ],
)
def test_what_is_no_vote_count_is_refused(wrong, message):
    with pytest.raises(InvalidVotes, match=message):
        list_seats(law_of("2023-03-19"), wrong)


@pytest.mark.parametrize("wrong", [5, [1, 2], "AB", None, [("A", 5, 1)]])
def test_what_is_neither_a_mapping_nor_pairs_is_a_value_error_too(wrong):
    with pytest.raises(InvalidVotes):
        list_seats(law_of("2021-01-10"), wrong)


@pytest.mark.parametrize("wrong", [99, 0, -1, True, 100.0])
def test_a_base_smaller_than_the_votes_is_refused(wrong):
    with pytest.raises(InvalidVotes, match=r"^base_votes is"):
        list_seats(law_of("2021-01-10"), {"A": 60, "B": 40}, base_votes=wrong)


def test_chambers_without_list_seats_are_refused():
    for day in ("1994-03-07", "1995-12-09"):
        with pytest.raises(InvalidSeats, match=f"{day} fill no seats from party lists"):
            list_seats(law_of(day), {"A": 60, "B": 40})
    with pytest.raises(InvalidSeats, match="list_seats is 0"):
        list_seats(law_of("2021-01-10").reform(list_seats=0), {"A": 60, "B": 40})


def test_no_list_over_the_threshold_is_an_error_with_its_reason():
    with pytest.raises(NoListPasses, match="No list reaches 51 per cent of 100 votes"):
        list_seats(law_of("2021-01-10").reform(threshold_pct=51), {"A": 50, "B": 50})


# ------------------------------------------------------------------------------------------------
# The Kurultai of 2026: its electoral law was not seen.


def test_2026_cannot_be_counted():
    with pytest.raises(UnknownRule) as unknown:
        list_seats(law_of("2026-08-23"), {"A": 60, "B": 40})
    assert unknown.value.parameter == "threshold_pct"


def test_2026_needs_every_missing_rule():
    law = law_of("2026-08-23").reform(threshold_pct=5)
    with pytest.raises(UnknownRule) as unknown:
        list_seats(law, {"A": 60, "B": 40})
    assert unknown.value.parameter == "quota"


def test_a_reform_makes_2026_countable():
    law = law_of("2026-08-23").reform(
        threshold_pct=5, quota="hare", remainder_rule="largest-remainder"
    )
    assert list_seats(law, {"A": 60, "B": 40}).seats == {"A": 87, "B": 58}
    with pytest.raises(UnknownRule, match="one_party_rule"):
        list_seats(law, {"A": 96, "B": 4})
    assert list_seats(law.reform(one_party_rule=None), {"A": 96, "B": 4}).seats["A"] == 145


def test_2026_does_not_know_whether_there_was_a_line_against_all():
    law = law_of("2026-08-23").reform(
        threshold_pct=5, quota="hare", remainder_rule="largest-remainder"
    )
    with pytest.raises(UnknownRule, match="against_all"):
        list_seats(law, {"A": 60, "B": 40, AGAINST_ALL: 10})


# ------------------------------------------------------------------------------------------------
# The runner-up rule of 9 February 2009: law on elections, Article 97(2), as given by the TEPJF.


def test_the_runner_up_rule_on_the_votes_of_2007_step_by_step():
    """Quota (5,247,720 + 269,310) / 98 = 56,296.2; 93.2 quotas, and 4.78 × 0.7 = 3.35."""
    step = runner_up(5247720, 269310, 98)
    assert step.quota == Fraction(5517030, 98)
    assert (step.first_whole, step.second_whole, step.second_seats) == (93, 3, 3)
    assert step.leftover == 2
    assert step.seats_first_list == (95, 3)
    assert step.seats_largest_remainder == (94, 4)


def test_the_votes_of_2007_under_the_rule_of_2009():
    result = list_seats(law_of("2009-02-09"), votes_of("2007-08-18"))
    assert won(result) == {"Nur Otan": 95, "Nationwide Social Democratic Party": 3}
    assert result.one_party_rule == "runner-up"
    assert result.admitted == ("Nur Otan", "Nationwide Social Democratic Party")
    assert not result.passed["Nationwide Social Democratic Party"]


def test_the_other_reading_is_a_reform_away_and_stands_in_the_notes():
    law = law_of("2009-02-09")
    other = list_seats(law.reform(runner_up_leftover="largest-remainder"), votes_of("2007-08-18"))
    assert won(other) == {"Nur Otan": 94, "Nationwide Social Democratic Party": 4}
    for result in (other, list_seats(law, votes_of("2007-08-18"))):
        note = result.notes[-1]
        assert "whole parts 93 and 3" in note
        assert "not visible in the text seen" in note
        assert "95 and 3 if to the first list" in note
        assert "94 and 4 if by largest remainder" in note


def test_the_runner_up_has_two_seats_at_least():
    step = runner_up(1000000, 1, 98)
    assert (step.second_whole, step.second_seats, step.seats_first_list) == (0, 2, (96, 2))


def test_three_seats_left_over_are_beyond_the_largest_remainder_of_two_lists():
    """71 and 6.9 of 77.9 parts: 89.3 quotas, and 8.68 × 0.7 = 6.08."""
    step = runner_up(710, 69, 98)
    assert (step.first_whole, step.second_whole, step.leftover) == (89, 6, 3)
    assert step.seats_first_list == (92, 6)
    assert step.seats_largest_remainder is None
    law = law_of("2012-01-15").reform(threshold_pct=7, runner_up_leftover="largest-remainder")
    votes = {"A": 710, "B": 69, **{f"C{i}": 31 for i in range(7)}, "D": 4}
    with pytest.raises(UnknownRule, match="3 seats are left over under the runner-up rule"):
        list_seats(law, votes)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(3, 300))
def test_the_runner_up_rule_always_fills_the_house(one, two, house):
    first, second = max(one, two), min(one, two)
    step = runner_up(first, second, house)
    assert sum(step.seats_first_list) == house
    assert min(step.seats_first_list) >= 0
    assert step.second_seats == max(2, int(Fraction(7 * second * house, 10 * (first + second))))
    if step.seats_largest_remainder is not None:
        assert sum(step.seats_largest_remainder) == house


def test_factor_and_minimum_are_the_law_and_can_be_reformed():
    law, votes = law_of("2009-02-09"), votes_of("2007-08-18")
    name = "Nationwide Social Democratic Party"
    assert list_seats(law.reform(runner_up_factor=1), votes).seats[name] == 4
    assert list_seats(law.reform(runner_up_minimum_seats=10), votes).seats[name] == 10


def test_a_factor_is_read_as_the_decimal_that_it_prints():
    """Quota 100 and exactly 10 quotas: 10 × 0.7 is 7 seats, and in floats 6.999… or 7."""
    for seven_tenths in (0.7, "0.7", Fraction(7, 10)):
        step = runner_up(9000, 1000, 100, factor=seven_tenths)
        assert step.second_whole == 7
        assert isinstance(step.quota, Fraction)


@pytest.mark.parametrize("factor", [-1, 100, "much", True, None])
def test_a_factor_outside_0_to_1_is_refused(factor):
    with pytest.raises(InvalidNumber, match=r"^factor is"):
        runner_up(60, 40, 10, factor=factor)


@pytest.mark.parametrize("minimum", [-1, 2.5, True, "2"])
def test_a_minimum_that_is_no_number_of_seats_is_refused(minimum):
    with pytest.raises(InvalidSeats, match=r"^minimum is"):
        runner_up(60, 40, 10, minimum=minimum)


@pytest.mark.parametrize(
    ("first", "second", "seats", "error"),
    [
        (0, 40, 10, InvalidVotes),
        (60, 0, 10, InvalidVotes),
        (60, -1, 10, InvalidVotes),
        (60.0, 40, 10, InvalidVotes),
        (60, 40, 0, InvalidSeats),
        (60, 40, 2, InvalidSeats),  # both seats would be the runner-up's
        (60, 40, True, InvalidSeats),
    ],
)
def test_the_runner_up_rule_needs_votes_and_seats_for_both(first, second, seats, error):
    with pytest.raises(error):
        runner_up(first, second, seats)


def test_no_runner_up_is_a_case_that_the_text_does_not_settle():
    with pytest.raises(UnknownRule, match="there is no runner-up"):
        list_seats(law_of("2012-01-15"), {"A": 100})
    with pytest.raises(UnknownRule, match="there is no runner-up"):
        list_seats(law_of("2012-01-15"), {"A": 100, "B": 0})


def test_equal_runners_up_are_a_tie_for_all_seats_of_one_of_them():
    law = law_of("2012-01-15").reform(threshold_pct=50)
    result = list_seats(law, {"A": 60, "B": 20, "C": 20})
    assert result.tie.parties == ("B", "C")
    assert result.admitted == ("A", "B", "C")
    assert result.seats["B"] == result.seats["C"] == 0
    assert result.seats["A"] + result.tie.seats == 98
    assert any("equal runners-up" in note for note in result.notes)


# ------------------------------------------------------------------------------------------------
# Ties.


def test_ties_flow_through_with_the_tie_rule_of_the_law():
    result = list_seats(law_of("2021-01-10").reform(list_seats=3), {"A": 50, "B": 50})
    assert result.seats == {"A": 1, "B": 1}
    assert result.tie == Tie(("A", "B"), 1)
    assert "One seat is tied between A and B" in result.notes[-1]
    assert "registered earlier" in result.notes[-1]


def test_where_no_tie_rule_is_known_the_note_says_so():
    result = list_seats(law_of("1999-10-10").reform(list_seats=5), {"A": 40, "B": 40, "C": 40})
    assert result.tie == Tie(("A", "B", "C"), 2)
    assert "2 seats are tied between A and B and C" in result.notes[-1]
    assert "no tie rule is known" in result.notes[-1]


# ------------------------------------------------------------------------------------------------
# Other formulas.


@pytest.mark.parametrize("formula", [name for name in FORMULAS if name != "imperiali-quota"])
def test_a_formula_by_name_is_the_function_of_that_name(formula):
    votes = {"A": 5148074, "B": 792828, "C": 659019}
    direct = (
        highest_averages(votes, 98, divisors=formula)
        if formula in DIVISORS
        else largest_remainder(votes, 98, quota=formula)
    )
    assert share_seats(votes, 98, formula) == direct


def test_the_two_imperialis_are_told_apart():
    votes = {"A": 57, "B": 28, "C": 15}
    assert share_seats(votes, 8, "imperiali-quota").quota == 10
    assert share_seats(votes, 8, "imperiali").quota is None
    assert set(FORMULAS) == {*QUOTAS, *DIVISORS, "imperiali-quota"}


def test_a_formula_replaces_the_law_s_own_but_not_the_threshold():
    """2021 by d'Hondt: data/seat_allocation_check.csv."""
    result = list_seats(law_of("2021-01-10"), votes_of("2021-01-10"), formula="dhondt")
    assert won(result) == {"Nur Otan": 77, "Ak Zhol": 12, "People's Party of Kazakhstan": 9}
    assert result.quota is None


def test_a_formula_that_overshoots_says_so():
    with pytest.raises(OverAllocation, match="imperiali"):
        list_seats(
            law_of("2021-01-10").reform(list_seats=7),
            {"A": 30, "B": 30, "C": 30},
            formula="imperiali-quota",
        )


@pytest.mark.parametrize("wrong", ["hair", "", "Hare", "law"])
def test_a_formula_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match="allowed: hare, droop"):
        list_seats(law_of("2021-01-10"), {"A": 60, "B": 40}, formula=wrong)


def test_a_quota_that_does_not_exist_is_refused_when_seats_are_shared():
    with pytest.raises(InvalidChoice, match="'hair'; allowed: hare"):
        list_seats(law_of("2021-01-10").reform(quota="hair"), {"A": 60, "B": 40})


def test_the_law_can_be_reformed_to_another_quota():
    law = law_of("2021-01-10").reform(quota="droop", list_seats=10)
    votes = {"A": 470, "B": 160, "C": 159, "D": 120, "E": 91}
    assert list_seats(law, votes).quota == 1000 // 11 + 1
