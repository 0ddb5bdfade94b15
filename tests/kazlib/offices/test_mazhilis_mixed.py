"""The whole lower house: parallel counting as in law, compensatory counting as a what-if."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.apportionment import Tie
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes
from kazlib.law import rules
from kazlib.offices.mazhilis import law_formula
from kazlib.offices.mazhilis_mixed import compensatory, parallel
from kazlib.tables.elections import official_list_votes

# District seats of 2023: 22 Amanat, 7 self-nominated (data/mazhilis_elections.csv).
DISTRICTS_2023 = {"Amanat": 22, "Independents (self-nominated)": 7}


def law_of(day):
    return rules("mazhilis", on=date.fromisoformat(day))


def votes_of(day):
    return official_list_votes(date.fromisoformat(day))


SMALL = law_of("2023-03-19").reform(list_seats=6, smd_seats=4, threshold_pct=0)


# ------------------------------------------------------------------------------------------------
# Parallel: the law.


def test_2023_had_98_seats_of_which_amanat_won_62():
    house = parallel(law_of("2023-03-19"), votes_of("2023-03-19"), DISTRICTS_2023)
    assert house.house == 98
    assert house.vacant == 0
    assert house.seats["Amanat"] == 40 + 22
    assert house.seats["Auyl"] == 8
    assert house.seats["Independents (self-nominated)"] == 7
    assert sum(house.seats.values()) == 98


def test_2007_had_98_list_seats_and_nine_of_the_assembly():
    house = parallel(law_of("2007-08-18"), votes_of("2007-08-18"))
    assert (house.house, house.assembly_seats) == (107, 9)
    assert sum(house.seats.values()) == 98


def test_1994_and_1995_had_no_lists():
    old = parallel(law_of("1994-03-07"), None, {"SNEK": 33, "Independents": 102})
    assert (old.house, old.state_list_seats, old.lists) == (177, 42, None)
    new = parallel(law_of("1995-12-09"), None, {"SNEK": 25})
    assert (new.house, new.vacant) == (67, 42)


def test_an_open_tie_of_the_lists_is_passed_on():
    house = parallel(SMALL.reform(list_seats=3), {"A": 50, "B": 50}, {"A": 4})
    assert house.tie == Tie(("A", "B"), 1)
    assert house.seats == {"A": 5, "B": 1}


def test_lists_are_needed_where_there_are_list_seats():
    with pytest.raises(InvalidVotes, match="votes is empty"):
        parallel(law_of("2023-03-19"), None, DISTRICTS_2023)


# ------------------------------------------------------------------------------------------------
# Compensatory: never law.


def test_2023_with_compensation():
    """98 less 7 independents is 91 seats among six lists with 5,971,719 votes.

    Quota 65,623.3: Amanat 52.29, Auyl 10.57, Respublica 8.34, Ak Zhol 8.15, People's Party 6.60,
    Social Democrats 5.04; whole parts make 89, and the two largest remainders are the People's
    Party's and Auyl's.
    """
    house = compensatory(law_of("2023-03-19"), votes_of("2023-03-19"), DISTRICTS_2023)
    assert house.entitlement == {
        "Amanat": 52,
        "Auyl": 11,
        "Respublica": 8,
        "Ak Zhol": 8,
        "People's Party of Kazakhstan": 7,
        "Nationwide Social Democratic Party": 5,
    }
    assert house.overhang == {}
    assert house.list_seats["Amanat"] == 30
    assert house.house == sum(house.seats.values()) == 98
    for rule in ("enlarge-house", "fixed-house"):
        same = compensatory(
            law_of("2023-03-19"), votes_of("2023-03-19"), DISTRICTS_2023, overhang=rule
        )
        assert same.seats == house.seats


def test_2004_with_compensation_has_an_overhang():
    """Otan won 35 of 67 districts; 18 independents and one Democrat stay outside: 58 to share."""
    districts = {
        "Otan": 35,
        "AIST bloc (Agrarian and Civic parties)": 10,
        "Asar": 3,
        "Democratic Party of Kazakhstan": 1,
        "Independents": 18,
    }
    house = compensatory(law_of("2004-09-19"), votes_of("2004-09-19"), districts)
    assert house.entitlement == {
        "Otan": 39,
        "Ak Zhol": 8,
        "Asar": 7,
        "AIST bloc (Agrarian and Civic parties)": 4,
    }
    assert house.overhang == {"AIST bloc (Agrarian and Civic parties)": 6}
    assert house.house == sum(house.seats.values()) == 83
    fixed = compensatory(
        law_of("2004-09-19"), votes_of("2004-09-19"), districts, overhang="fixed-house"
    )
    assert fixed.house == sum(fixed.seats.values()) == 77
    assert fixed.list_seats["AIST bloc (Agrarian and Civic parties)"] == 0
    assert sum(fixed.list_seats.values()) == 10


def test_overhang_enlarges_the_house_or_is_paid_by_the_others():
    bigger = compensatory(SMALL, {"A": 30, "B": 70}, {"A": 4})
    assert (bigger.seats, bigger.overhang, bigger.house) == ({"A": 4, "B": 7}, {"A": 1}, 11)
    fixed = compensatory(SMALL, {"A": 30, "B": 70}, {"A": 4}, overhang="fixed-house")
    assert (fixed.seats, fixed.overhang, fixed.house) == ({"A": 4, "B": 6}, {"A": 1}, 10)
    assert fixed.entitlement == bigger.entitlement == {"A": 3, "B": 7}


def test_one_overhang_can_make_another():
    """A keeps 6 of 12; the other 6 go 3-2-1 by 36-28-16, and D's two districts are one too many."""
    law = SMALL.reform(list_seats=4, smd_seats=8)
    votes, districts = {"A": 20, "B": 36, "C": 28, "D": 16}, {"A": 6, "D": 2}
    first = compensatory(law, votes, districts)
    assert (first.entitlement["D"], first.overhang) == (2, {"A": 3})
    fixed = compensatory(law, votes, districts, overhang="fixed-house")
    assert fixed.overhang == {"A": 3, "D": 1}
    assert sum(fixed.seats.values()) == 12


def test_a_list_below_the_threshold_keeps_its_districts_and_gets_no_compensation():
    law = SMALL.reform(threshold_pct=10)
    house = compensatory(law, {"A": 60, "B": 35, "C": 5}, {"C": 2, "A": 2})
    assert house.seats["C"] == 2
    assert house.entitlement == {"A": 5, "B": 3}
    assert house.house == sum(house.seats.values()) == 10


def test_vacant_districts_are_not_shared():
    house = compensatory(SMALL, {"A": 50, "B": 50}, {"A": 1, "B": 1})
    assert house.vacant == 2
    assert house.entitlement == {"A": 4, "B": 4}
    assert sum(house.seats.values()) + house.vacant == house.house


def test_with_an_open_tie_the_size_of_the_house_waits_for_the_lot():
    house = compensatory(SMALL.reform(list_seats=5), {"A": 50, "B": 50}, {"A": 2, "B": 2})
    assert house.tie == Tie(("A", "B"), 1)
    assert house.house is None
    assert house.seats == {"A": 4, "B": 4}


def test_another_formula_may_be_tried():
    """Hare: 7.6, 1.7, 0.7. D'Hondt: the tenth average is B's 8.5, before A's 8.4 and C's 7."""
    votes, districts = {"A": 76, "B": 17, "C": 7}, {"A": 4}
    hare = compensatory(SMALL, votes, districts)
    assert hare.entitlement == {"A": 7, "B": 2, "C": 1}
    for other in (
        compensatory(SMALL, votes, districts, formula="dhondt"),
        compensatory(SMALL.reform(quota="hagenbach-bischoff"), votes, districts),
    ):
        assert other.entitlement == {"A": 8, "B": 2, "C": 0}


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 500), min_size=2),
    st.dictionaries(st.sampled_from("ABCDEX"), st.integers(0, 8), max_size=4),
    st.integers(1, 30),
    st.sampled_from(["enlarge-house", "fixed-house"]),
)
def test_compensation_fills_the_house_and_takes_no_district_away(votes, districts, lists, overhang):
    law = SMALL.reform(list_seats=lists, smd_seats=max(sum(districts.values()), 1))
    house = compensatory(law, votes, districts, overhang=overhang)
    assert all(house.seats[party] >= n for party, n in districts.items())
    assert all(house.list_seats[p] == 0 for p in house.overhang)
    if house.tie is None:
        assert sum(house.seats.values()) + house.vacant == house.house
        if overhang == "fixed-house":
            assert house.house == law.list_seats + law.smd_seats
        else:
            for party in house.entitlement:
                assert house.seats[party] == max(house.entitlement[party], districts.get(party, 0))


@given(
    st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 500), min_size=2),
    st.dictionaries(st.sampled_from("ABCDEX"), st.integers(0, 8), max_size=4),
)
def test_parallel_tiers_do_not_touch_each_other(votes, districts):
    law = SMALL.reform(smd_seats=max(sum(districts.values()), 1))
    house = parallel(law, votes, districts)
    assert house.list_seats == parallel(law, votes, {}).list_seats
    assert house.district_seats == districts


def test_the_law_s_formula_is_its_quota_even_where_divisors_have_the_same_name():
    assert law_formula(SMALL) == "hare"
    law = SMALL.reform(quota="imperiali", list_seats=8)
    assert law_formula(law) == "imperiali-quota"
    assert parallel(law, {"A": 57, "B": 28, "C": 15}).lists.quota == 10


# ------------------------------------------------------------------------------------------------
# Bad values.


@pytest.mark.parametrize("count", [parallel, compensatory])
@pytest.mark.parametrize(
    ("districts", "message"),
    [
        ({"A": 5}, "district_seats has 5 seats; the rules of 2023-03-19 have 4"),
        ({"A": -1}, "district seats of 'A' is -1"),
        ({"A": 1.0}, "district seats of 'A' is 1.0"),
        ({"A": True}, "district seats of 'A' is True"),
        ([1, 2], "district_seats must be a mapping"),
    ],
)
def test_district_seats_that_cannot_be_are_refused(count, districts, message):
    with pytest.raises(InvalidSeats, match=message):
        count(SMALL, {"A": 60, "B": 40}, districts)


@pytest.mark.parametrize("day", ["1995-12-09", "2007-08-18"])
def test_compensation_needs_both_tiers(day):
    with pytest.raises(InvalidSeats, match="needs list seats and district seats"):
        compensatory(law_of(day), {"A": 60, "B": 40}, {})


@pytest.mark.parametrize("wrong", ["", "balance", None, 1])
def test_a_rule_for_overhang_is_one_of_two(wrong):
    with pytest.raises(InvalidChoice, match="allowed: enlarge-house, fixed-house"):
        compensatory(SMALL, {"A": 60, "B": 40}, {}, overhang=wrong)
