"""Numbers at the very edge of what a rule allows, one step before and one after."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes, NoListPasses, UnknownRule
from kazlib.law import periods, rules
from kazlib.offices.majority import absolute_majority, larger_number
from kazlib.offices.maslikhat import choose_akim, council, no_confidence
from kazlib.offices.mazhilis_districts import district, state_list
from kazlib.offices.mazhilis_mixed import compensatory
from kazlib.offices.mazhilis_quota import quota_check
from kazlib.offices.president import terms_in_office
from kazlib.offices.race import Race
from kazlib.offices.referendum import referendum
from kazlib.offices.senate import least_share_for_majority, renewal_schedule, residents_per_senator

PRESIDENT = rules("president", on=date(2005, 12, 4))
MASLIKHAT = rules("maslikhat", on=date(2010, 1, 1))
REFERENDUM = rules("referendum", on=date(2022, 6, 5))


# ---- majorities ---------------------------------------------------------------------------------


def test_half_of_a_giant_number_of_votes_is_exact() -> None:
    """A float would take 10**17 + 1 and 10**17 for the same number."""
    half = 10**17 + 1
    tied = absolute_majority(PRESIDENT, {"A": half, "B": half}, took_part=2 * half)
    assert tied.needed == half + 1
    assert tied.elected is None
    assert absolute_majority(PRESIDENT, {"A": half + 1, "B": half - 1}).elected == "A"


def test_two_thirds_of_all_deputies_round_up() -> None:
    """Of 30 deputies 20, of 31 deputies 21: 20 would be less than two thirds."""
    law = MASLIKHAT.reform(no_confidence_passed_by="two-thirds-of-all")
    assert [no_confidence(law, n, n, n).pass_needed for n in (3, 30, 31, 32)] == [2, 20, 21, 22]
    assert not no_confidence(law, 30, 6, 19).passed
    assert no_confidence(law, 30, 6, 20).passed


def test_without_a_least_share_any_larger_number_of_votes_wins() -> None:
    """One of 300 voters is less than one per cent, and enough."""
    assert larger_number(PRESIDENT, {"A": 1, "B": 0}, took_part=300).elected == "A"


def test_the_smallest_majority_of_an_even_chamber_is_one_more_than_half() -> None:
    """Of four seats three are a majority; two units of two people each elect four senators."""
    shares = least_share_for_majority({"a": 6, "b": 2, "c": 2}, {"a": 2, "b": 1, "c": 1})
    assert shares == Fraction(8, 10)


def test_a_unit_without_a_seat_elects_nobody() -> None:
    assert least_share_for_majority({"a": 5, "b": 5}, {"a": 1, "b": 0}) == Fraction(5, 10)


# ---- the Senate ---------------------------------------------------------------------------------


def test_a_schedule_ends_with_its_last_year() -> None:
    law = rules("senate", on=date(2020, 8, 12))
    assert [r.year for r in renewal_schedule(law, first=2017, last=2022)] == [2017, 2020]
    assert [r.year for r in renewal_schedule(law, first=2017, last=2023)] == [2017, 2020, 2023]


def test_the_term_that_halves_need_is_named() -> None:
    law = rules("senate", on=date(2020, 8, 12)).reform(term_years=5)
    with pytest.raises(InvalidNumber, match="every 3 years need a term of 6"):
        renewal_schedule(law, first=2017, last=2023)


def test_a_senate_of_cities_alone_has_as_many_units_as_cities() -> None:
    law = rules("senate", on=date(2020, 8, 12)).reform(regions=0, cities=2)
    assert residents_per_senator(law, {"x": 10, "y": 20}).ratio == 2


def test_a_unit_with_one_senator_counts_all_its_residents_for_one() -> None:
    law = rules("senate", on=date(2020, 8, 12)).reform(regions=1, cities=1, seats_per_region=None)
    assert residents_per_senator(law, {"x": 10, "y": 30}).residents == {"x": 10, "y": 30}


# ---- councils and akims -------------------------------------------------------------------------


def test_a_council_without_a_threshold_seats_the_smallest_list_with_a_vote() -> None:
    law = rules("maslikhat", on=date(2020, 1, 1)).reform(threshold_pct=None)
    lists = {"A": 399, "B": 1, "C": 0}
    given = council(law, "region", 200, lists=lists, formula="hare")
    assert given.passed == {"A": True, "B": True, "C": True}
    assert given.list_seats["C"] == 0


def test_the_threshold_that_no_list_reached_is_named() -> None:
    law = rules("maslikhat", on=date(2020, 1, 1)).reform(threshold_pct=60)
    with pytest.raises(NoListPasses, match="No list reaches 60 per cent"):
        council(law, "region", 10, lists={"A": 50, "B": 50})


@pytest.mark.parametrize(
    ("level", "name"), [("region", "formula"), ("district", "district_formula")]
)
def test_a_council_without_a_formula_cannot_be_filled(level, name) -> None:
    law = rules("maslikhat", on=date(2016, 3, 20)).reform(**{name: None})
    with pytest.raises(InvalidSeats, match="2016-03-20 have no formula for this council"):
        council(law, level, 1, districts={"1": {"A": 2, "B": 1}})


def test_an_akim_may_stand_alone_where_the_law_names_no_least_number() -> None:
    law = rules("maslikhat", on=date(2023, 9, 1)).reform(akim_region_candidates=None)
    assert choose_akim(law, {"only": 3}) == ("only", None)


# ---- the lower house ----------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [{"smd_seats": 0}, {"smd_formula": None}])
def test_a_house_without_seats_or_without_a_formula_has_no_district(changed) -> None:
    law = rules("mazhilis", on=date(2023, 3, 19)).reform(**changed)
    with pytest.raises(InvalidSeats, match="fill no seats in districts"):
        district(law, {"A": 2, "B": 1})


def test_as_many_candidates_as_the_state_list_has_seats_are_enough() -> None:
    law = rules("mazhilis", on=date(1994, 3, 7)).reform(state_list_seats=2)
    assert state_list(law, {"A": 2, "B": 1}, counting="most-votes") == (("A", "B"), None)
    with pytest.raises(InvalidVotes, match="names 1 candidates; the state list has 2"):
        state_list(law, {"A": 2}, counting="most-votes")


def test_a_quota_may_be_filled_by_nobody_but_not_by_less() -> None:
    law = rules("mazhilis", on=date(2023, 3, 19))
    assert quota_check(law, "list", 10, {}, together=0).at_most == 0
    with pytest.raises(
        InvalidNumber, match="together is -1; it must be a whole number, at least 0"
    ):
        quota_check(law, "list", 10, {}, together=-1)


def test_a_house_without_districts_says_what_it_has() -> None:
    law = rules("mazhilis", on=date(2012, 1, 15))
    with pytest.raises(InvalidSeats, match=r"have 98 and 0\."):
        compensatory(law, {"A": 60, "B": 40}, {})
    districts_only = rules("mazhilis", on=date(1995, 12, 9))
    with pytest.raises(InvalidSeats, match=r"of 1995-12-09 have 0 and 67\."):
        compensatory(districts_only, {"A": 60, "B": 40}, {})


# ---- the President ------------------------------------------------------------------------------


def test_counting_may_begin_with_the_year_0_but_not_before() -> None:
    winners = {date(2005, 12, 4): "A"}
    for year in (0, 2005):
        (term,) = terms_in_office(winners, "A", first_president=False, first_counted=year)
        assert term.number == 1
    with pytest.raises(InvalidNumber, match="first_counted is -1"):
        terms_in_office(winners, "A", first_president=False, first_counted=-1)


# ---- referendums --------------------------------------------------------------------------------


def test_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(InvalidVotes, match="no is -1"):
        referendum(REFERENDUM, 5, -1)
    with pytest.raises(InvalidVotes, match="yes of 'x' is -1"):
        referendum(REFERENDUM, 5, 1, constitutional=True, regions={"x": (-1, 5)}, units=1)


def test_nobody_need_say_no_and_nobody_need_say_yes() -> None:
    assert referendum(REFERENDUM, 10, 0, votes_cast=10, registered=10).majority
    assert not referendum(REFERENDUM, 0, 10, votes_cast=10, registered=10).majority


@pytest.mark.parametrize(("yes", "won"), [(0, False), (50, False), (51, True), (100, True)])
def test_a_region_is_won_by_more_than_half_of_its_votes(yes: int, won: bool) -> None:
    """One region of one: nobody, exactly half, one more, and everybody."""
    found = referendum(
        REFERENDUM,
        60,
        40,
        votes_cast=100,
        registered=100,
        constitutional=True,
        regions={"x": (yes, 100)},
        units=1,
    )
    assert found.regional_majority is won


def test_a_region_needs_101_of_200_votes() -> None:
    """More than half: 101 of 200 are, and 99 hundredths of that would not be."""
    found = referendum(
        REFERENDUM,
        120,
        80,
        votes_cast=200,
        registered=200,
        constitutional=True,
        regions={"x": (101, 200)},
        units=1,
    )
    assert found.regional_majority


# ---- more edges that a fault showed to be unwatched ----------------------------------------------


def test_one_voter_is_enough_to_have_a_result() -> None:
    assert larger_number(PRESIDENT, {"A": 1}, took_part=1).elected == "A"
    with pytest.raises(InvalidVotes, match="took_part is 0"):
        larger_number(PRESIDENT, {"A": 0}, took_part=0)


def test_the_first_day_of_the_law_has_rules_and_the_day_before_has_none() -> None:
    first = periods("president")[0].valid_from
    assert rules("president", on=first).valid_from == first
    with pytest.raises(UnknownRule):
        rules("president", on=first - timedelta(days=1))


def test_an_extension_may_be_voted_on_the_day_of_the_election() -> None:
    won = date(1991, 12, 1)
    (term,) = terms_in_office(
        {won: "A"}, "A", first_president=True, extended={won: date(2000, 12, 1)}
    )
    assert date(2000, 12, 1) in (term.due, term.ended)


def test_a_share_of_regions_is_at_most_all_of_them() -> None:
    assert REFERENDUM.reform(amendment_regions=1).amendment_regions == 1
    with pytest.raises(InvalidNumber, match=r"amendment_regions is 1\.5"):
        REFERENDUM.reform(amendment_regions="1.5")


def test_a_giant_number_of_votes_moves_to_the_last_vote() -> None:
    """Half of 2 * 10**17 + 2 votes: a float would lose one."""
    moved = Race({"A": 2 * 10**17 + 2, "B": 1}).moved(50, "new")
    assert moved.votes["A"] == 10**17 + 1
    assert sum(moved.votes.values()) == 2 * 10**17 + 3
