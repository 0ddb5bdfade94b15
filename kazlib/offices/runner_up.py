"""The runner-up rule of 2009: what happens when a single list passes the threshold."""

from dataclasses import dataclass
from fractions import Fraction

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes
from kazlib.exact import Number, exact, plain, whole
from kazlib.texts import said


@dataclass(frozen=True)
class RunnerUp:
    """The runner-up rule of 2009, step by step.

    Attributes
    ----------
    quota : Fraction
        Votes of the two lists over the seats.
    first_whole : int
        Whole quotas in the votes of the first list.
    second_whole : int
        Whole part of the runner-up's quotas times the factor.
    second_seats : int
        What the runner-up gets before seats left over: at least the minimum.
    leftover : int
        Seats that neither whole part fills.
    seats_first_list : tuple of int
        Seats of the two lists if the seats left over go to the first list.
    seats_largest_remainder : tuple of int or None
        Seats if they go by the largest remainder of the two quotients; ``None`` where that reading
        says nothing: equal remainders, or more seats left over than lists.
    """

    quota: Fraction
    first_whole: int
    second_whole: int
    second_seats: int
    leftover: int
    seats_first_list: tuple[int, int]
    seats_largest_remainder: tuple[int, int] | None


def runner_up(
    first: int, second: int, seats: int, *, factor: Number = Fraction(7, 10), minimum: int = 2
) -> RunnerUp:
    """Share seats between the only list that passed and the runner-up, by the rule of 2009.

    Parameters
    ----------
    first, second
        Votes of the list that passed and of the runner-up; ``second`` at least 1.
    seats
        List seats of the chamber; more than ``minimum``.
    factor
        What the runner-up's votes over the quota are multiplied by, 0 to 1.
    minimum
        The least number of seats of the runner-up, at least 0.

    Raises
    ------
    InvalidVotes, InvalidSeats, InvalidNumber
        If the numbers are not as above.

    Examples
    --------
    The votes of 2007 under the rule of 2009. The text that was seen does not say where the two
    seats left over go:

    >>> result = runner_up(5247720, 269310, 98)
    >>> result.first_whole, result.second_whole, result.leftover
    (93, 3, 2)
    >>> result.seats_first_list, result.seats_largest_remainder
    ((95, 3), (94, 4))

    References
    ----------
    Law on elections of 28 September 1995 in the wording of 9 February 2009, Article 97(2), as
    given in the electoral thesaurus of the TEPJF.
    """
    house = whole(seats, "seats", 1, InvalidSeats)
    least = whole(minimum, "minimum", 0, InvalidSeats)
    share = exact(factor, "factor")
    if not 0 <= share <= 1:
        raise InvalidNumber(f"factor is {plain(share)}; it must be from 0 to 1.")
    if house <= least:
        raise InvalidSeats(
            f"seats is {house}; the runner-up rule needs more than the {least} seats that it "
            f"gives the runner-up at least."
        )
    one = whole(first, "votes of the first list", 1, InvalidVotes)
    two = whole(second, "votes of the runner-up", 1, InvalidVotes)
    quota = Fraction(one + two, house)
    quotients = Fraction(one) / quota, Fraction(two) / quota * share
    wholes = int(quotients[0]), int(quotients[1])
    base = max(wholes[1], least)
    leftover = max(house - wholes[0] - base, 0)
    rests = quotients[0] - wholes[0], quotients[1] - wholes[1]
    by_remainder: tuple[int, int] | None
    if leftover > 2 or (leftover == 1 and rests[0] == rests[1]):
        by_remainder = None
    else:
        extra = 1 if leftover == 2 or (leftover == 1 and rests[1] > rests[0]) else 0
        by_remainder = house - base - extra, base + extra
    return RunnerUp(
        quota=quota,
        first_whole=wholes[0],
        second_whole=wholes[1],
        second_seats=base,
        leftover=leftover,
        seats_first_list=(house - base, base),
        seats_largest_remainder=by_remainder,
    )


def runner_up_note(step: RunnerUp, house: int) -> str:
    """Say what the text of the rule settles and what it leaves open.

    Examples
    --------
    >>> print(runner_up_note(runner_up(5247720, 269310, 98), 98))
    Runner-up rule: whole parts 93 and 3; where the 2 seats left over go is not visible in the text
    seen: 95 and 3 if to the first list, 94 and 4 if by largest remainder.
    """
    parts = said(
        "Runner-up rule: whole parts {first} and {second}",
        first=step.first_whole,
        second=step.second_seats,
    )
    if step.first_whole + step.second_seats > house:
        return said(
            "{parts}; that the runner-up's least number of seats is taken from the first list is "
            "an assumption.",
            parts=parts,
        )
    if not step.leftover:
        return said("{parts} fill all seats.", parts=parts)
    one, two = step.seats_first_list
    readings = said("{first} and {second} if to the first list", first=one, second=two)
    if step.seats_largest_remainder is not None:
        one, two = step.seats_largest_remainder
        other = said("{first} and {second} if by largest remainder", first=one, second=two)
        readings = said("{one}, {other}", one=readings, other=other)
    left = (
        said("1 seat left over goes")
        if step.leftover == 1
        else said("{n} seats left over go", n=step.leftover)
    )
    return said(
        "{parts}; where the {left} is not visible in the text seen: {readings}.",
        parts=parts,
        left=left,
        readings=readings,
    )
