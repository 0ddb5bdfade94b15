"""The republican referendum: majority of those voting, turnout, and two thirds of the regions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kazlib.errors import InvalidVotes
from kazlib.exact import Exact, whole, written
from kazlib.law import ReferendumRules
from kazlib.offices.majority import turnout_reached


@dataclass(frozen=True)
class ReferendumResult:
    """What a referendum decided, condition by condition.

    Attributes
    ----------
    votes_cast : int
        Those who took part, on whom the majority is counted.
    majority : bool
        Whether more than half of those who took part voted yes.
    turnout_reached : bool or None
        Whether enough voters took part; ``None`` where that is not known.
    regional_majority : bool or None
        Whether yes won in enough regions and cities; ``True`` where the question needs no such
        majority, ``None`` where the regional results do not settle it.
    regions_needed : int or None
        How many regions and cities yes must win; ``None`` where none is needed.
    approved : bool or None
        All three; ``None`` where no condition failed but one is not known.
    notes : tuple of str
        What a reader must know: the base of the majority, which condition is not known.
    """

    votes_cast: int
    majority: bool
    turnout_reached: bool | None
    regional_majority: bool | None
    regions_needed: int | None
    approved: bool | None
    notes: tuple[str, ...]


def referendum(
    rules: ReferendumRules,
    yes: int,
    no: int,
    *,
    votes_cast: int | None = None,
    registered: int | None = None,
    constitutional: bool = False,
    regions: Mapping[str, tuple[int, int]] | None = None,
    units: int | None = None,
) -> ReferendumResult:
    """Say whether a referendum approved its question, by the law of the day.

    Parameters
    ----------
    rules
        The law of the day, from :func:`kazlib.law.rules`.
    yes, no
        Votes for the two answers.
    votes_cast
        Those who took part, with invalid ballots. By default ``yes`` and ``no`` together, and the
        notes say so.
    registered
        Registered voters, for the minimum of turnout.
    constitutional
        Whether the question amends the Constitution; then yes must also win in a share of the
        regions and cities.
    regions
        Region → (yes, votes cast there). May be incomplete.
    units
        How many regions and cities there are; needed to count their share.

    Raises
    ------
    InvalidVotes
        If the numbers are no votes or contradict each other.
    UnknownRule
        If a rule that is needed was not seen.

    Examples
    --------
    The nuclear power plant, 6 October 2024:

    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> result = referendum(rules("referendum", on=date(2024, 10, 6)), 5561937, 2045271,
    ...                     votes_cast=7820204, registered=12284487)
    >>> result.approved
    True

    The amendments of 2022: the results by region are not in the data.

    >>> result = referendum(rules("referendum", on=date(2022, 6, 5)), 6163516, 1490470,
    ...                     votes_cast=7985769, registered=11734642, constitutional=True, units=17)
    >>> result.majority, result.turnout_reached, result.regional_majority, result.approved
    (True, True, None, None)

    References
    ----------
    Law on the republican referendum of 2 November 1995 (data/law/referendum.toml).
    """
    answers = whole(yes, "yes", 0, InvalidVotes) + whole(no, "no", 0, InvalidVotes)
    cast = answers if votes_cast is None else whole(votes_cast, "votes_cast", 1, InvalidVotes)
    if not cast:
        raise InvalidVotes("all votes are 0; at least one voter must have taken part.")
    if cast < answers:
        raise InvalidVotes(f"votes_cast is {cast:,}; it must be at least yes and no, {answers:,}.")
    turnout = turnout_reached(
        rules.turnout_minimum_pct, cast, registered, complete=votes_cast is not None
    )
    base = f"{cast:,} votes for the two answers" if votes_cast is None else f"{cast:,} votes cast"
    notes = [f"The majority is counted on the {base}."]
    if turnout is None:
        notes.append("From the numbers given it is not known whether turnout was high enough.")
    needed: int | None = None
    regional: bool | None = True
    share = rules.amendment_regions if constitutional else None
    if share is not None:
        needed, regional = _regional_majority(rules.majority_pct, share, regions or {}, units)
        if regional is None:
            notes.append(
                f"Yes also had to win in {written(share)} of the regions and cities; the results "
                f"by region that would show it are not given."
            )
    conditions = (100 * yes > rules.majority_pct * cast, turnout, regional)
    approved = False if False in conditions else None if None in conditions else True
    return ReferendumResult(cast, *conditions, needed, approved, tuple(notes))


def _regional_majority(
    majority_pct: Exact,
    share: Exact,
    regions: Mapping[str, tuple[int, int]],
    units: int | None,
) -> tuple[int | None, bool | None]:
    """Return how many regions yes must win, and whether it did; ``None`` where not known."""
    if not isinstance(regions, Mapping):
        raise InvalidVotes("regions must be a mapping of regions to (yes, votes cast).")
    if units is None:
        if regions:
            raise InvalidVotes("units is None; say how many regions and cities there are.")
        return None, None
    number = whole(units, "units", 1, InvalidVotes)
    needed = math.ceil(number * share)
    if len(regions) > number:
        raise InvalidVotes(f"regions names {len(regions)}; there are {number} units.")
    won = 0
    for name, counted in regions.items():
        if not isinstance(counted, tuple) or len(counted) != 2:
            raise InvalidVotes(f"regions[{name!r}] is {counted!r}; it must be (yes, votes cast).")
        total = whole(counted[1], f"votes cast of {name!r}", 1, InvalidVotes)
        yes = whole(counted[0], f"yes of {name!r}", 0, InvalidVotes)
        if yes > total:
            raise InvalidVotes(f"yes of {name!r} is {yes:,}; votes cast there are {total:,}.")
        won += 100 * yes > majority_pct * total
    if won >= needed:
        return needed, True
    return needed, False if won + number - len(regions) < needed else None
