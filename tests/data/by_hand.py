"""The steps of sharing seats, as the chapters write them out by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from kazlib.apportionment import largest_remainder


@dataclass(frozen=True)
class Line:
    """One list in a table of the Hare quota with largest remainders."""

    quotas: Fraction
    seats: int

    @property
    def whole(self) -> int:
        return int(self.quotas)

    @property
    def remainder(self) -> Fraction:
        return self.quotas - self.whole

    @property
    def extra(self) -> int:
        return self.seats - self.whole

    def row(self, name: str, places: int) -> str:
        """Return the row of a chapter's table, with so many decimal places."""
        quotas, remainder = shown(self.quotas, places), shown(self.remainder, places)
        cells = (name, quotas, self.whole, remainder, self.extra, self.seats)
        return f"| {' | '.join(map(str, cells))} |"


def lines_of(votes: Mapping[str, int], seats: int) -> dict[str, Line]:
    """Return the table of the Hare quota with largest remainders."""
    total, given = sum(votes.values()), largest_remainder(votes, seats).seats
    return {name: Line(Fraction(n * seats, total), given[name]) for name, n in votes.items()}


def shown(number: Fraction | float, places: int = 0) -> str:
    """Return a number as the chapters write it; one half is rounded up, as by hand.

    >>> shown(Fraction(4333794, 10), 1)
    '433,379.4'
    """
    scaled = floor(Fraction(number) * 10**places + Fraction(1, 2))
    return f"{scaled / 10**places:,.{places}f}"


def listed(numbers: Mapping[str, int]) -> str:
    """Return seats as the chapters write them.

    >>> listed({"A": 5, "B": 4, "C": 1})
    '5, 4, 1'
    """
    return ", ".join(map(str, numbers.values()))
