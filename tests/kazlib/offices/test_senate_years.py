"""The Senate year by year."""

from datetime import date

import pytest

from kazlib.errors import InvalidSeats
from kazlib.offices import senate_years as years_of
from kazlib.offices.senate_years import SenateYear, renewals, senate_years, what_if

YEARS = {year.year: year for year in senate_years()}


def test_the_years_are_those_of_the_senate_and_no_others() -> None:
    """From the Constitution of 1995 to the one of 2026."""
    assert [*YEARS] == list(range(1995, 2027))


def test_the_last_year_is_counted_on_the_last_day_of_the_senate() -> None:
    """The law of 1 July 2026 has no Senate; the year still shows the chamber that ended."""
    assert (YEARS[2026].units, YEARS[2026].total) == (YEARS[2025].units, YEARS[2025].total)
    assert years_of._last_day(2026) == date(2026, 6, 30)
    assert years_of._last_day(2025) == date(2025, 12, 31)


def test_renewals_of_three_years_begin_with_1999_and_end_with_2026() -> None:
    found = [renewal.year for renewal in renewals()]
    assert found == [1995, 1995, 1997, *range(1999, 2027, 3)]
    assert {r.year for r in renewals()} >= set(years_of.SEEN)


def test_a_half_is_half_of_the_elected_seats_and_both_are_all() -> None:
    assert SenateYear(1, 20, 40, 10, ("A",)).seats_up == 20
    assert SenateYear(1, 20, 40, 10, ("A", "B")).seats_up == 40
    assert SenateYear(1, 20, 40, 10, ()).seats_up == 0


@pytest.mark.parametrize(("elected", "appointed"), [(None, 7), (40, None), (None, None)])
def test_without_one_of_its_parts_the_whole_is_not_known(
    elected: int | None, appointed: int | None
) -> None:
    assert SenateYear(1, 20, elected, appointed, ()).total is None


def test_a_what_if_begins_with_its_year_and_changes_what_it_names() -> None:
    more = {y.year: y for y in what_if([*YEARS.values()], since=2020, units=30, appointed=None)}
    assert more[2019] == YEARS[2019]
    assert (more[2020].units, more[2020].elected) == (30, 60)
    assert more[2020].appointed == YEARS[2020].appointed
    fewer = {y.year: y for y in what_if([*YEARS.values()], since=2020, units=None, appointed=0)}
    assert (fewer[2020].units, fewer[2020].appointed) == (YEARS[2020].units, 0)


@pytest.mark.parametrize(("units", "appointed"), [(1, None), (200, None), (None, 0), (None, 200)])
def test_the_ends_of_what_a_what_if_may_ask_are_allowed(
    units: int | None, appointed: int | None
) -> None:
    assert what_if([*YEARS.values()], since=2020, units=units, appointed=appointed)


@pytest.mark.parametrize(
    ("units", "appointed", "message"),
    [
        (0, None, "units is 0"),
        (201, None, "units is 201; it must be from 1 to 200"),
        (None, -1, "appointed is -1"),
        (None, 201, "appointed is 201; it must be from 0 to 200"),
    ],
)
def test_beyond_them_it_is_refused(units: int | None, appointed: int | None, message: str) -> None:
    with pytest.raises(InvalidSeats, match=message):
        what_if([*YEARS.values()], since=2020, units=units, appointed=appointed)
