"""The 30 per cent for women, young people and persons with disabilities, by period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidThreshold, UnknownRule
from kazlib.law import rules
from kazlib.offices.mazhilis_quota import quota_check, quota_floor
from kazlib.tables.records import records


def law_of(day):
    return rules("mazhilis", on=date.fromisoformat(day))


# ------------------------------------------------------------------------------------------------
# The law by period.


@pytest.mark.parametrize(
    ("day", "groups", "bases"),
    [
        ("2021-01-10", ("women", "youth"), ("list",)),
        ("2022-01-01", ("women", "youth"), ("list",)),
        ("2023-03-19", ("women", "youth", "disabilities"), ("list", "seats")),
        ("2026-08-23", ("women", "youth", "disabilities"), ("list",)),
    ],
)
def test_who_counts_and_of_what(day, groups, bases):
    floor = quota_floor(law_of(day))
    assert (floor.pct, floor.groups, floor.bases) == (30, groups, bases)


@pytest.mark.parametrize("day", ["1994-03-07", "1995-12-09", "2004-09-19"])
def test_before_2007_the_law_was_not_seen(day):
    with pytest.raises(UnknownRule, match="came in 2020"):
        quota_floor(law_of(day))


@pytest.mark.parametrize("day", ["2007-08-18", "2020-05-24"])
def test_until_25_may_2020_lists_had_no_floor(day):
    """The timeline of 25 May 2020: list quota, changed from "none"."""
    assert quota_floor(law_of(day)) is None


def test_every_rule_of_the_data_can_be_read():
    days = [date(2020, 5, 25), date(2021, 5, 25), date(2022, 11, 5), date(2026, 7, 1)]
    assert all(quota_floor(rules("mazhilis", on=day)).pct == 30 for day in days)


# ------------------------------------------------------------------------------------------------
# Real lists.


def test_2021_women_alone_were_just_short_and_women_with_youth_perhaps_enough():
    """Siasat Daily (January 2021): 90 women among 312 candidates, 19 candidates under 29."""
    check = quota_check(law_of("2021-01-10"), "list", 312, {"women": 90, "youth": 19})
    assert (check.needed, check.at_least, check.at_most) == (94, 90, 109)
    assert check.meets is None
    assert check.missing == (0, 4)
    fifteen_were_both = quota_check(
        law_of("2021-01-10"), "list", 312, {"women": 90, "youth": 19}, together=94
    )
    assert fifteen_were_both.meets is True


def test_2026_lists_with_the_number_of_women_only():
    """data/women_share.csv. Where women alone are 30 per cent, the other groups do not matter."""
    met = {}
    for row in records("women_share"):
        if row["body"] == "Kurultai":
            numbers = {"women": row["women"]}
            check = quota_check(law_of("2026-08-23"), "list", row["total"], numbers)
            met[row["group"].removeprefix("list candidates: ")] = check.meets
    assert met == {
        "Adilet": True,
        "Respublica": True,
        "Nationwide Social Democratic Party": True,
        "People's Party of Kazakhstan": None,
        "Auyl": None,
        "Ak Zhol": None,
        "Baytaq": None,
    }


def test_2023_seats_won_count_too_but_in_2021_they_did_not():
    few = {"women": 5, "youth": 1, "disabilities": 0}
    check = quota_check(law_of("2023-03-19"), "seats", 40, few)
    assert (check.needed, check.at_most, check.meets, check.missing) == (12, 6, False, (6, 7))
    before = quota_check(law_of("2021-01-10"), "seats", 76, {"women": 5, "youth": 1})
    assert (before.needed, before.meets, before.missing) == (0, True, (0, 0))


def test_a_group_that_the_law_does_not_count_has_a_share_and_no_weight():
    numbers = {"women": 20, "youth": 0, "disabilities": 20}
    check = quota_check(law_of("2021-01-10"), "list", 100, numbers)
    assert (check.at_most, check.meets) == (20, False)
    assert check.shares == {"women": 20, "youth": 0, "disabilities": 20}
    later = quota_check(law_of("2023-03-19"), "list", 100, numbers)
    assert (later.at_least, later.at_most, later.meets) == (20, 40, None)


def test_thirty_per_cent_exactly_is_enough_and_one_less_is_not():
    law = law_of("2023-03-19")
    for women, meets in ((30, True), (29, False)):
        numbers = {"women": women, "youth": 0, "disabilities": 0}
        assert quota_check(law, "list", 100, numbers).meets is meets
    assert quota_check(law, "list", 101, {"women": 30}, together=30).meets is False


def test_two_groups_that_just_reach_the_floor_meet_it_if_nobody_is_in_both():
    """20 women and 10 young people among 100 are 30 persons, unless one is a young woman."""
    law, numbers = law_of("2021-01-10"), {"women": 20, "youth": 10}
    check = quota_check(law, "list", 100, numbers)
    assert (check.at_most, check.needed, check.meets) == (30, 30, None)
    assert quota_check(law, "list", 100, numbers, together=30).meets is True
    assert quota_check(law, "list", 100, numbers, together=29).meets is False


# ------------------------------------------------------------------------------------------------
# What-ifs.


def test_a_reform_is_written_in_the_words_of_the_law():
    law = law_of("2023-03-19").reform(quota_rule="women: 40 per cent of a list")
    assert quota_floor(law).groups == ("women",)
    assert quota_check(law, "list", 100, {"women": 39}).missing == (1, 1)
    seats = law.reform(quota_rule="women and youth: 33.3 per cent of the seats won")
    assert quota_floor(seats).bases == ("seats",)
    assert quota_check(seats, "seats", 100, {"women": 33, "youth": 0}).meets is False
    assert quota_floor(law.reform(quota_rule=None)) is None
    assert quota_check(law.reform(quota_rule=None), "list", 100, {"women": 0}).meets is True


@pytest.mark.parametrize(
    "words", ["", "30", "men: 30 per cent of a list", "women: many per cent of a list", "women"]
)
def test_other_words_are_refused(words):
    with pytest.raises(InvalidChoice, match="GROUPS: NUMBER per cent of a list"):
        quota_floor(law_of("2023-03-19").reform(quota_rule=words))


def test_a_floor_is_at_most_100_per_cent():
    law = law_of("2023-03-19").reform(quota_rule="women: 101 per cent of a list")
    with pytest.raises(InvalidThreshold, match="quota_rule is 101"):
        quota_floor(law)


# ------------------------------------------------------------------------------------------------
# Properties and bad values.


@given(st.data(), st.integers(1, 200))
def test_the_bounds_hold_whoever_belongs_to_two_groups(data, total):
    persons = data.draw(
        st.lists(st.sets(st.sampled_from(["women", "youth", "disabilities"])), max_size=total)
    )
    numbers = {g: sum(g in p for p in persons) for g in ("women", "youth", "disabilities")}
    together = sum(1 for p in persons if p)
    law = law_of("2023-03-19")
    check = quota_check(law, "list", total, numbers)
    assert check.at_least <= together <= check.at_most
    exact = quota_check(law, "list", total, numbers, together=together)
    assert exact.meets is (100 * together >= 30 * total)
    assert check.meets in (exact.meets, None)
    assert exact.missing == (max(exact.needed - together, 0),) * 2


@pytest.mark.parametrize(
    ("base", "total", "numbers", "together", "error"),
    [
        ("house", 10, {}, None, InvalidChoice),
        ("list", 0, {}, None, InvalidNumber),
        ("list", 10.0, {}, None, InvalidNumber),
        ("list", True, {}, None, InvalidNumber),
        ("list", 10, {"men": 5}, None, InvalidChoice),
        ("list", 10, {"women": 11}, None, InvalidNumber),
        ("list", 10, {"women": -1}, None, InvalidNumber),
        ("list", 10, {"women": "5"}, None, InvalidNumber),
        ("list", 10, [5], None, InvalidNumber),
        ("list", 10, None, None, InvalidNumber),
        ("list", 10, {"women": 5, "youth": 2, "disabilities": 0}, 4, InvalidNumber),
        ("list", 10, {"women": 5, "youth": 2, "disabilities": 0}, 8, InvalidNumber),
        ("list", 10, {"women": 5}, 5.0, InvalidNumber),
    ],
)
def test_numbers_that_cannot_be_are_refused(base, total, numbers, together, error):
    with pytest.raises(error):
        quota_check(law_of("2023-03-19"), base, total, numbers, together=together)
