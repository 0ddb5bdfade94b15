"""Internet users by year, as the table has them, and the national elections."""

from datetime import date

import pytest

from kazlib.errors import InvalidChoice
from kazlib.tables.internet import internet_users, national_elections, per_hundred


def test_the_series_jumps_from_2007_to_2008():
    users = internet_users()
    assert (users[2007], users[2008], max(users)) == (4.02, 11.0, 2023)


def test_the_two_copies_differ_in_three_years_by_more_than_a_point():
    newer, older = internet_users("newer"), internet_users("older")
    assert {y for y in older if abs(older[y] - newer[y]) > 1} == {2012, 2015, 2016}
    assert max(older) == 2016


def test_years_that_one_copy_calls_0_and_the_other_leaves_out_are_not_known():
    assert {1991, 1992, 1993, 2024}.isdisjoint(internet_users())


def test_mobile_cards_pass_one_for_each_person_in_2009():
    cards = per_hundred("mobile_subscriptions_per_100")
    assert min(year for year, number in cards.items() if number > 100) == 2009


def test_every_national_election_from_1991_to_2026_is_there_once():
    days = [day for day, _ in national_elections()]
    assert len(days) == len(set(days)) == 17
    assert days[0] == date(1991, 12, 1)
    assert (days[-1], national_elections()[-1][1]) == (date(2026, 8, 23), "Kurultai")


def test_unknown_names_are_refused_with_what_is_allowed():
    with pytest.raises(InvalidChoice, match="newer, older"):
        internet_users("newest")
    with pytest.raises(InvalidChoice, match="mobile_subscriptions_per_100"):
        per_hundred("tv_daily_pct")  # counted among the urban population only
