"""The Senate year by year, 1995 to 2026: seats, units, and the half that was up for election."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kazlib.errors import InvalidSeats, UnknownRule
from kazlib.exact import whole
from kazlib.law import rules
from kazlib.offices.senate import Renewal, composition, renewal_schedule

FIRST, LAST = 1995, 2026
"""Years in which there was a Senate."""

SEEN = (1995, 1997, 2020, 2023)
"""Years of elections that stand in a source; the others follow from the rule of the law."""

_SEATS_PER_UNIT = 2


@dataclass(frozen=True)
class SenateYear:
    """The Senate by the law at the end of a year (of 2026: on 30 June, its last day).

    Attributes
    ----------
    year : int
        The year.
    units : int or None
        Regions and cities that elect two senators each; ``None`` where not known.
    elected, appointed : int or None
        Seats; ``None`` where not known.
    up : tuple of str
        Halves of the elected seats that are up in that year: ``"A"``, ``"B"``, both or none.
    """

    year: int
    units: int | None
    elected: int | None
    appointed: int | None
    up: tuple[str, ...]

    @property
    def total(self) -> int | None:
        """All seats."""
        if self.elected is None or self.appointed is None:
            return None
        return self.elected + self.appointed

    @property
    def seats_up(self) -> int | None:
        """Elected seats that are filled in that year; ``None`` where their number is not known."""
        if not self.up:
            return 0
        return None if self.elected is None else self.elected * len(self.up) // 2


def _last_day(year: int) -> date:
    return date(year, 6, 30) if year == LAST else date(year, 12, 31)


def renewals() -> tuple[Renewal, ...]:
    """Return the elections of halves from 1995 to 2026: every two years, from 1999 every three.

    Half 1 is the half elected in 1997, half 2 that of 1999: letters A and B for readers. The number
    of seats is left to :func:`senate_years`, which follows the regions.

    Examples
    --------
    >>> [(r.year, r.half) for r in renewals()][:5]
    [(1995, 1), (1995, 2), (1997, 1), (1999, 2), (2002, 1)]
    >>> renewals()[-1].year  # due, but the Senate ended on 30 June
    2026
    """
    before = renewal_schedule(
        rules("senate", on=date(1996, 12, 31)), first=FIRST, last=1998, whole_at_first=True
    )
    since = renewal_schedule(rules("senate", on=date(1999, 12, 31)), first=1999, last=LAST)
    return before + tuple(
        Renewal(renewal.year, 3 - renewal.half, renewal.seats, renewal.until) for renewal in since
    )


def senate_years() -> tuple[SenateYear, ...]:
    """Return every year from 1995 to 2026.

    Examples
    --------
    >>> year = next(y for y in senate_years() if y.year == 2020)
    >>> year.units, year.elected, year.appointed, year.total, year.up, year.seats_up
    (17, 34, 15, 49, ('A',), 17)
    """
    up: dict[int, list[str]] = {}
    for renewal in renewals():
        up.setdefault(renewal.year, []).append("AB"[renewal.half - 1])
    found = []
    for year in range(FIRST, LAST + 1):
        units = elected = appointed = None
        try:
            seats = composition(rules("senate", on=_last_day(year)))
            units, elected, appointed = seats.units, seats.elected, seats.appointed
        except UnknownRule:
            pass  # 1997 and 1998: the year stays without seats, and says so
        # The capital counted as one unit in 1995 too, but that number was not seen.
        found.append(SenateYear(year, units, elected, appointed, tuple(up.get(year, ()))))
    return tuple(found)


def what_if(
    years: Sequence[SenateYear], *, since: int, units: int | None, appointed: int | None
) -> tuple[SenateYear, ...]:
    """Return the years with other units or appointed members from one year on.

    Parameters
    ----------
    years
        As :func:`senate_years` returns them.
    since
        First year of the what-if.
    units
        Regions and cities, two senators each; ``None``: as in the law of each year.
    appointed
        Appointed members; ``None``: as in the law of each year.

    Raises
    ------
    InvalidSeats
        If a number is not whole, units are none, or a number is so large that no chamber had it.

    Examples
    --------
    >>> more = what_if(senate_years(), since=2020, units=20, appointed=None)
    >>> [(y.year, y.elected, y.total) for y in more if y.year in (2019, 2020)]
    [(2019, 34, 49), (2020, 40, 55)]
    """
    if units is not None and whole(units, "units", 1, InvalidSeats) > 200:
        raise InvalidSeats(f"units is {units:,}; it must be from 1 to 200.")
    if appointed is not None and whole(appointed, "appointed", 0, InvalidSeats) > 200:
        raise InvalidSeats(f"appointed is {appointed:,}; it must be from 0 to 200.")
    return tuple(
        SenateYear(
            year.year,
            year.units if units is None else units,
            year.elected if units is None else _SEATS_PER_UNIT * units,
            year.appointed if appointed is None else appointed,
            year.up,
        )
        if year.year >= since
        else year
        for year in years
    )
