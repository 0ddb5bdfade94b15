"""The quota of women, young people and persons with disabilities on lists and among seats won."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, percentage, whole
from kazlib.law import MazhilisRules

Group = Literal["women", "youth", "disabilities"]
Base = Literal["list", "seats"]

# The words of the law's data: "<groups>: <number> per cent of a list", or "… and of the seats won".
_RULE = re.compile(r"([^:]+): ([\d.]+) per cent of (a|the) (list|seats won)(.*)")
_GROUPS: dict[str, Group] = {
    "women": "women",
    "youth": "youth",
    "under-29s": "youth",
    "persons with disabilities": "disabilities",
}


@dataclass(frozen=True)
class QuotaFloor:
    """The floor as the law of a period has it.

    Attributes
    ----------
    pct : int or Fraction
        The floor, in per cent.
    groups : tuple of str
        The groups that count together.
    bases : tuple of str
        Of what: ``"list"``, the candidates of a list; ``"seats"``, the seats that a list won.
    """

    pct: Exact
    groups: tuple[Group, ...]
    bases: tuple[Base, ...]


def quota_floor(rules: MazhilisRules) -> QuotaFloor | None:
    """Return the floor of a period; ``None`` where the law sets none.

    A what-if is a reform in the same words: ``reform(quota_rule="women: 40 per cent of a list")``.

    Raises
    ------
    UnknownRule
        If the law was not seen on this point (before 25 May 2020).
    InvalidChoice
        If a reform names other groups or another base.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> quota_floor(rules("mazhilis", on=date(2021, 1, 10)))
    QuotaFloor(pct=30, groups=('women', 'youth'), bases=('list',))
    >>> quota_floor(rules("mazhilis", on=date(2023, 3, 19))).bases
    ('list', 'seats')
    """
    words = rules.quota_rule
    if words is None:
        return None
    read = _RULE.fullmatch(words)
    names = re.split(r", | and ", read[1]) if read else []
    if read is None or not set(names) <= set(_GROUPS):
        raise InvalidChoice.of(
            words,
            "quota_rule",
            [f"'GROUPS: NUMBER per cent of a list', with groups among {', '.join(_GROUPS)}"],
        )
    both = read[4] == "list" and "seats won" in read[5]
    bases: tuple[Base, ...] = ("list", "seats") if both else ("list",)
    return QuotaFloor(
        pct=percentage(read[2], "quota_rule"),
        groups=tuple(dict.fromkeys(_GROUPS[name] for name in names)),
        bases=bases if read[4] == "list" else ("seats",),
    )


@dataclass(frozen=True)
class QuotaCheck:
    """Whether a list, or the seats that it won, meets the floor.

    Attributes
    ----------
    floor : QuotaFloor or None
        The law of the day.
    needed : int
        The least number of persons of its groups; 0 where the law sets no floor on this base.
    at_least, at_most : int
        How many there are. A young woman counts once, so that numbers by group give two bounds.
    shares : dict of str to Fraction
        Share of each group that was given, in per cent, whether the law counts it or not.
    """

    floor: QuotaFloor | None
    needed: int
    at_least: int
    at_most: int
    shares: dict[Group, Fraction]

    @property
    def meets(self) -> bool | None:
        """Whether the floor is met; ``None`` where the numbers do not settle it."""
        if self.at_least >= self.needed:
            return True
        return False if self.at_most < self.needed else None

    @property
    def missing(self) -> tuple[int, int]:
        """How many persons are missing: at least, and at most."""
        return max(self.needed - self.at_most, 0), max(self.needed - self.at_least, 0)


def quota_check(
    rules: MazhilisRules,
    base: Base,
    total: int,
    numbers: Mapping[Group, int],
    *,
    together: int | None = None,
) -> QuotaCheck:
    """Check a list, or the seats that it won, against the floor of the day.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    base
        ``"list"`` or ``"seats"``: of what the numbers are.
    total
        Candidates of the list, or seats that it won; at least 1.
    numbers
        Persons by group, each from 0 to ``total``. A group that is left out is not known.
    together
        Persons who belong to at least one group of the law, where that is known.

    Raises
    ------
    InvalidChoice
        If there is no such base or group.
    InvalidNumber
        If the numbers contradict each other.
    UnknownRule
        If the law of the day was not seen on this point.

    Examples
    --------
    The 312 candidates of all lists of 2021: 90 women, 19 persons under 29. Whether the two
    together were 30 per cent depends on how many were both:

    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2021, 1, 10))
    >>> check = quota_check(law, "list", 312, {"women": 90, "youth": 19})
    >>> check.needed, check.at_least, check.at_most, check.meets
    (94, 90, 109, None)

    References
    ----------
    Law on elections, Articles 9 and 97-1, by period (International IDEA, Gender Quotas Database).
    """
    if base not in get_args(Base):
        raise InvalidChoice.of(base, "base", get_args(Base))
    persons = whole(total, "total", 1)
    if not isinstance(numbers, Mapping):
        raise InvalidNumber("numbers must be a mapping of groups to whole numbers.")
    for group, number in numbers.items():
        if group not in get_args(Group):
            raise InvalidChoice.of(group, "group", get_args(Group))
        if whole(number, f"number of {group}", 0) > persons:
            raise InvalidNumber(f"number of {group} is {number}; it must be at most {persons}.")
    floor = quota_floor(rules)
    groups = floor.groups if floor else ()
    known = [numbers[group] for group in groups if group in numbers]
    low = max(known, default=0)
    high = min(sum(known), persons) if len(known) == len(groups) else persons
    if together is not None:
        if not low <= whole(together, "together", 0) <= high:
            raise InvalidNumber(f"together is {together}; it must be from {low} to {high}.")
        low = high = together
    applies = floor is not None and base in floor.bases
    return QuotaCheck(
        floor=floor,
        needed=-(-persons * floor.pct // 100) if floor is not None and applies else 0,
        at_least=low,
        at_most=high,
        shares={group: Fraction(100 * n, persons) for group, n in numbers.items()},
    )
