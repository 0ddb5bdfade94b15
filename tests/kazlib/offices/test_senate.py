"""The Senate: composition by period, elections by electors, renewal, residents per senator."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes, UnknownRule
from kazlib.law import rules
from kazlib.offices.senate import (
    Renewal,
    composition,
    first_round,
    least_share_for_majority,
    renewal_schedule,
    residents_of_2020,
    residents_per_senator,
    second_round,
)

VOTES = {"A": 90, "B": 70, "C": 60}


def law_of(day):
    return rules("senate", on=date.fromisoformat(day))


# ------------------------------------------------------------------------------------------------
# Composition. Sources: data/law/senate.toml (IFES, Wikipedia, Mission to the UN, ORTCOM).


@pytest.mark.parametrize(
    ("day", "units", "elected", "appointed", "total", "assembly"),
    [
        ("1995-12-05", None, 40, 7, 47, None),
        ("1996-06-01", 20, 40, 7, 47, None),
        ("2005-01-01", 16, 32, 7, 39, None),
        ("2007-08-18", 16, 32, 15, 47, 0),
        ("2018-06-18", 16, 32, 15, 47, 0),
        ("2020-08-12", 17, 34, 15, 49, 0),
        ("2023-01-14", 20, 40, 10, 50, 5),
        ("2026-07-01", 0, 0, 0, 0, 0),
    ],
)
def test_seats_by_period(day, units, elected, appointed, total, assembly):
    seats = composition(law_of(day))
    assert (seats.units, seats.elected, seats.appointed, seats.total) == (
        units,
        elected,
        appointed,
        total,
    )
    assert seats.proposed_by_assembly == assembly
    assert seats.elected + seats.appointed == seats.total
    if units is not None:
        assert seats.elected == 2 * seats.units


@pytest.mark.parametrize("day", ["1997-06-01", "1999-11-30"])
def test_the_seats_between_the_mergers_and_december_1999_are_not_known(day):
    with pytest.raises(UnknownRule, match="elected_seats"):
        composition(law_of(day))


@pytest.mark.parametrize("known", [{"regions": 19}, {"cities": 1}])
def test_regions_without_cities_do_not_make_the_units_known(known):
    """In 1995 neither number was seen."""
    assert composition(law_of("1995-12-05").reform(**known)).units is None
    both = law_of("1995-12-05").reform(regions=19, cities=1)
    assert composition(both).units == 20


# ------------------------------------------------------------------------------------------------
# Electors. No votes of electors are in the data.


def test_more_than_half_of_the_electors_voting_elects():
    law = law_of("1995-12-05")
    assert first_round(law, {"A": 111, "B": 109}).elected == "A"
    assert first_round(law, {"A": 110, "B": 110}).second_round == ("A", "B")
    assert first_round(law, {"A": 111, "B": 109}, took_part=222).elected is None


def test_nobody_above_half_means_two_go_on_and_ties_are_data():
    law = law_of("1995-12-05")
    assert first_round(law, VOTES).second_round == ("A", "B")
    tied = first_round(law, {"A": 90, "B": 60, "C": 60})
    assert (tied.second_round, tied.tie) == (("A",), Tie(("B", "C"), 1))


def test_in_the_second_round_of_1995_the_winner_needs_40_per_cent_of_the_electors_voting():
    """TEPJF thesaurus, Articles 72 and 73."""
    law = law_of("1995-12-05")
    assert second_round(law, {"A": 80, "B": 79}, took_part=200).elected == "A"
    short = second_round(law, {"A": 79, "B": 78}, took_part=200)
    assert (short.elected, short.needed) == (None, 80)
    assert second_round(law, {"A": 90, "B": 90}).tie == Tie(("A", "B"), 1)


def test_a_sole_candidate_of_1995_needs_more_than_half():
    law = law_of("1995-12-05")
    assert first_round(law, {"A": 101}, took_part=200).elected == "A"
    alone = first_round(law, {"A": 100}, took_part=200)
    assert (alone.elected, alone.second_round) == (None, ())


def test_without_a_rule_for_sole_candidates_they_need_more_than_half_like_all():
    law = law_of("2020-08-12").reform(sole_candidate_majority_pct=None)
    assert first_round(law, {"A": 101}, took_part=200).elected == "A"
    alone = first_round(law, {"A": 100}, took_part=200)
    assert (alone.elected, alone.needed) == (None, 101)


def test_from_october_1998_second_rounds_and_sole_candidates_were_not_seen():
    law = law_of("2020-08-12")
    assert first_round(law, VOTES).second_round == ("A", "B")
    with pytest.raises(UnknownRule, match="runoff_rule"):
        second_round(law, {"A": 80, "B": 79})
    with pytest.raises(UnknownRule, match="sole_candidate_majority_pct"):
        first_round(law, {"A": 100})


def test_a_turnout_of_electors_was_not_seen_and_the_notes_say_so():
    result = first_round(law_of("1995-12-05"), VOTES, took_part=220, electors=300)
    assert result.turnout_reached is None
    assert "later edition" in result.notes[-1]
    law = law_of("1995-12-05").reform(turnout_minimum_pct=50)
    assert first_round(law, VOTES, took_part=220, electors=441).turnout_reached is False


def test_what_ifs_of_the_second_round():
    law = law_of("2020-08-12").reform(runoff_rule="larger number of votes", runoff_minimum_pct=None)
    assert second_round(law, {"A": 3, "B": 2}, took_part=200).elected == "A"
    with pytest.raises(InvalidVotes, match="have no second round"):
        second_round(law.reform(runoff_rule=None), {"A": 3, "B": 2})


def test_there_is_no_senate_since_july_2026():
    law = law_of("2026-08-23")
    for action in (
        lambda: first_round(law, VOTES),
        lambda: second_round(law, {"A": 1, "B": 2}),
        lambda: renewal_schedule(law, first=2026, last=2029),
    ):
        with pytest.raises(InvalidSeats, match="no Senate to elect on 2026-08-23"):
            action()


@pytest.mark.parametrize("votes", [{"A": 1}, VOTES, {}, None, {"A": 1, "B": -1}])
def test_a_second_round_is_between_two(votes):
    with pytest.raises(InvalidVotes):
        second_round(law_of("1995-12-05"), votes)


# ------------------------------------------------------------------------------------------------
# Halves in turn.


def test_in_1995_all_were_elected_and_half_of_them_for_two_years():
    assert renewal_schedule(law_of("1996-06-01"), first=1995, last=1999, whole_at_first=True) == (
        Renewal(1995, 1, 20, 1997),
        Renewal(1995, 2, 20, 1999),
        Renewal(1997, 1, 20, 2001),
        Renewal(1999, 2, 20, 2003),
    )


def test_every_three_years_since_1999_with_2020_and_2023_among_them():
    """Elections were in August 2020 (17 senators; The Astana Times) and in January 2023."""
    schedule = renewal_schedule(law_of("2020-08-12"), first=1999, last=2023)
    assert [r.year for r in schedule] == list(range(1999, 2024, 3))
    assert schedule[7] == Renewal(2020, 2, 17, 2026)
    assert {r.half for r in schedule[::2]} == {1}


@given(st.integers(1990, 2030), st.integers(0, 40), st.booleans())
def test_a_seat_is_up_again_when_its_term_ends(first, span, whole_at_first):
    schedule = renewal_schedule(
        law_of("2023-01-14"), first=first, last=first + span, whole_at_first=whole_at_first
    )
    for renewal in schedule:
        if renewal.until <= first + span:
            assert any(r.year == renewal.until and r.half == renewal.half for r in schedule)
    assert all(r.seats == 20 for r in schedule)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (2023, 2020, "last"),
        (0, 3, "first"),  # there was no year 0
        (2020.0, 2023, "first"),
        (True, 2023, "first"),
        (2020, "2023", "last"),
        (2020, 10**9, "last"),  # years end with 9999
    ],
)
def test_years_are_whole_and_in_order(first, last, name):
    with pytest.raises(InvalidNumber, match=rf"^{name} is"):
        renewal_schedule(law_of("2020-08-12"), first=first, last=last)


def test_a_term_that_is_not_two_renewals_long_cannot_be_halved():
    with pytest.raises(InvalidNumber, match="term_years is 5"):
        renewal_schedule(law_of("2020-08-12").reform(term_years=5), first=2020, last=2026)


def test_without_years_of_renewal_there_are_no_halves_in_turn():
    law = law_of("2020-08-12").reform(renewal_years=None)
    with pytest.raises(
        InvalidNumber, match="renewal_years is None; it must be a whole number, at least 1"
    ):
        renewal_schedule(law, first=2020, last=2026)


# ------------------------------------------------------------------------------------------------
# Residents per senator.


def test_2020_a_senator_of_almaty_region_stood_for_almost_four_times_as_many_residents():
    """data/regions.csv: Almaty Region 2,055,724, North Kazakhstan 548,755."""
    result = residents_per_senator(law_of("2020-08-12"), residents_of_2020())
    assert result.largest == ("Almaty Region",)
    assert result.smallest == ("North Kazakhstan Region",)
    assert result.residents["Almaty Region"] == 1027862
    assert result.ratio.limit_denominator(100) == pytest.approx(3.746, abs=0.001)


def test_residents_must_be_given_on_the_borders_of_the_day():
    for day in ("2016-03-20", "2023-01-14", "2026-08-23"):
        with pytest.raises(InvalidSeats, match="residents names 17 units"):
            residents_per_senator(law_of(day), residents_of_2020())
    with pytest.raises(UnknownRule):
        residents_per_senator(law_of("1998-01-01"), residents_of_2020())


def test_equal_units_are_all_largest_and_smallest():
    even = {f"unit {n}": 1000 for n in range(20)}
    result = residents_per_senator(law_of("2023-01-14"), even)
    assert result.ratio == 1
    assert len(result.largest) == len(result.smallest) == 20


@given(st.lists(st.integers(1, 10**7), min_size=20, max_size=20))
def test_the_ratio_is_at_least_one_and_residents_are_kept(numbers):
    residents = {f"unit {n}": value for n, value in enumerate(numbers)}
    result = residents_per_senator(law_of("2023-01-14"), residents)
    assert result.ratio >= 1
    assert 2 * sum(result.residents.values()) == sum(numbers)


@pytest.mark.parametrize("wrong", [0, -1, 1.5, True, None, "1000"])
def test_residents_are_whole_numbers_of_at_least_one(wrong):
    residents = {f"unit {n}": 1000 for n in range(19)} | {"unit 19": wrong}
    with pytest.raises(InvalidNumber, match="residents of 'unit 19' is"):
        residents_per_senator(law_of("2023-01-14"), residents)
    with pytest.raises(InvalidNumber, match="residents of 'unit 19' is"):
        least_share_for_majority(residents, dict.fromkeys(residents, 2))


@pytest.mark.parametrize("wrong", [None, 5, [1000] * 20])
def test_residents_are_a_mapping(wrong):
    with pytest.raises(InvalidNumber, match="residents must be a mapping"):
        residents_per_senator(law_of("2023-01-14"), wrong)
