"""List seats of the Mazhilis and the Kurultai: threshold, quota, remainders, the runner-up rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal, cast

from kazlib.apportionment import (
    DIVISORS,
    QUOTAS,
    Apportionment,
    Quota,
    Tie,
    highest_averages,
    largest_remainder,
    passes_threshold,
)
from kazlib.errors import (
    DuplicateParty,
    InvalidChoice,
    InvalidSeats,
    InvalidVotes,
    NoListPasses,
    UnknownRule,
)
from kazlib.exact import Exact, plain, whole
from kazlib.law import MaslikhatRules, MazhilisRules
from kazlib.offices.runner_up import runner_up, runner_up_note
from kazlib.tables.elections import AGAINST_ALL
from kazlib.texts import said

_QUOTA_FORMULAS = tuple(f"{name}-quota" if name in DIVISORS else name for name in QUOTAS)
FORMULAS: tuple[str, ...] = (*_QUOTA_FORMULAS, *DIVISORS)
"""Every formula of :mod:`kazlib.apportionment`; the two Imperialis are told apart here."""

Applied = Literal["", "takes-all", "runner-up"]


@dataclass(frozen=True)
class ListResult:
    """How the list seats of a chamber were filled.

    Attributes
    ----------
    votes : dict of str to int
        Votes by list; "Against all" is not among them.
    against_all : int
        Votes against all lists.
    base_votes : int
        The votes on which the threshold was counted.
    threshold_pct : int or Fraction
        The threshold, in per cent of ``base_votes``; 0 where the law sets none.
    passed : dict of str to bool
        Which lists reached the threshold.
    admitted : tuple of str
        The lists among which seats were shared: those that passed and, under the rule of 2009,
        the runner-up.
    seats : dict of str to int
        Seats by list. With an open tie it holds only what is certain.
    tie : Tie or None
        Seats that lots, or the law's tie rule, would decide.
    quota : Fraction or None
        Votes per seat, for the quota methods; ``None`` where one list takes every seat.
    one_party_rule : {"", "takes-all", "runner-up"}
        The rule for a single passing list, where it had to be applied.
    notes : tuple of str
        What a reader must know: the base of the threshold, assumptions, other readings.
    """

    votes: dict[str, int]
    against_all: int
    base_votes: int
    threshold_pct: Exact
    passed: dict[str, bool]
    admitted: tuple[str, ...]
    seats: dict[str, int]
    tie: Tie | None
    quota: Fraction | None
    one_party_rule: Applied
    notes: tuple[str, ...]

    @property
    def threshold_votes(self) -> int:
        """The least number of votes that passes the threshold."""
        return -(-self.threshold_pct * self.base_votes // 100)

    @property
    def lost_votes(self) -> int:
        """Votes for lists that were not admitted to the seats."""
        return sum(v for party, v in self.votes.items() if party not in self.admitted)


def _read_ballot(
    votes: Mapping[str, int] | Iterable[tuple[str, int]],
) -> tuple[dict[str, int], int]:
    """Return votes by list and votes against all, refusing a list that is named twice."""
    try:
        pairs = [(p, v) for p, v in (votes.items() if isinstance(votes, Mapping) else votes)]
    except (TypeError, ValueError):
        raise InvalidVotes(
            "votes must be a mapping of lists to whole numbers, or pairs of a list and a number."
        ) from None
    lists: dict[str, int] = {}
    for party, count in pairs:
        if party in lists:
            raise DuplicateParty(f"{party!r} stands twice among the votes; name each list once.")
        lists[party] = whole(count, f"votes of {party!r}", 0, InvalidVotes)
    against = lists.pop(AGAINST_ALL, 0)
    if not lists:
        raise InvalidVotes("votes is empty; there must be at least one list.")
    if not any(lists.values()):
        raise InvalidVotes("all votes are 0; at least one list must have a vote.")
    return lists, against


def share_seats(votes: Mapping[str, int], seats: int, formula: str) -> Apportionment[str]:
    """Share seats by any formula of :mod:`kazlib.apportionment`, by name.

    Parameters
    ----------
    votes
        Votes of the admitted lists.
    seats
        Seats to fill, at least 1.
    formula
        A name of :data:`FORMULAS`. ``"imperiali"`` are the divisors, ``"imperiali-quota"`` the
        quota of that name.

    Raises
    ------
    InvalidChoice
        If there is no such formula.

    Examples
    --------
    >>> share_seats({"A": 60, "B": 40}, 5, "dhondt").seats
    {'A': 3, 'B': 2}
    """
    if formula in _QUOTA_FORMULAS:
        quota = cast(Quota, formula.removesuffix("-quota"))
        return largest_remainder(votes, seats, quota=quota)
    if formula in DIVISORS:
        return highest_averages(votes, seats, divisors=formula)
    raise InvalidChoice.of(formula, "formula", FORMULAS)


def list_seats(
    rules: MazhilisRules,
    votes: Mapping[str, int] | Iterable[tuple[str, int]],
    *,
    base_votes: int | None = None,
    formula: str | None = None,
) -> ListResult:
    """Fill the list seats by the rules of a day, or of a reform.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`, perhaps with a reform.
    votes
        Votes by list, as a mapping or as pairs; whole numbers. The key "Against all" is no list:
        it counts in the base of the threshold, and is refused where the ballot had no such line.
    base_votes
        The votes on which the threshold is counted. The law names those who took part in the
        voting, the commission divides by valid votes; by default the sum of the lists, with
        "against all" where that line exists, and the notes say so.
    formula
        A formula of :data:`FORMULAS` in place of the law's (what-if); by default the law's quota
        with largest remainders.

    Returns
    -------
    ListResult
        Seats with every step to them.

    Raises
    ------
    UnknownRule
        If a rule that is needed was not seen (the threshold of 2026).
    InvalidVotes, DuplicateParty, InvalidSeats, InvalidChoice
        If the input is not as above, or the chamber has no list seats.
    NoListPasses
        If no list reaches the threshold.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> from kazlib.tables.elections import official_list_votes
    >>> day = date(2021, 1, 10)
    >>> list_seats(rules("mazhilis", on=day), official_list_votes(day)).seats
    {'Nur Otan': 76, 'Ak Zhol': 12, "People's Party of Kazakhstan": 10, 'Auyl': 0, 'Adal': 0}

    References
    ----------
    Law on elections of 28 September 1995, Articles 97 and 97-1, by period (data/law).
    """
    lists, against = _read_ballot(votes)
    house = rules.list_seats
    if house is None:
        raise InvalidSeats(
            f"The rules of {rules.on.isoformat()} fill no seats from party lists: {rules.formula}."
        )
    house = whole(house, "list_seats", 1, InvalidSeats)
    if against and not rules.against_all:
        raise InvalidVotes(
            f"{against:,} votes are against all, but the ballot of {rules.on.isoformat()} has no "
            f"such line; leave them out, or reform(against_all=True)."
        )
    threshold = rules.threshold_pct or 0
    counted = sum(lists.values()) + against
    base = counted if base_votes is None else whole(base_votes, "base_votes", 1, InvalidVotes)
    if base < counted:
        raise InvalidVotes(
            f"base_votes is {base:,}; it must be at least the votes counted, {counted:,}."
        )
    notes = [_base_note(base, base_votes is not None, against)]
    passed = passes_threshold(lists, threshold, total=base)
    through = tuple(p for p, ok in passed.items() if ok and lists[p])
    if not through:
        raise NoListPasses(
            f"No list reaches {plain(threshold)} per cent of {base:,} votes; what the law provides "
            f"for that case was not seen."
        )
    applied = _one_party_rule(rules, through, lists)
    if applied == "runner-up":
        return _with_runner_up(rules, lists, against, base, threshold, passed, house, notes)
    if len(through) == 1:  # no quota is needed to give one list every seat
        seats: Mapping[str, int] = {through[0]: house}
        tie, quota = None, None
    else:
        law = formula if formula is not None else law_formula(rules)
        division = share_seats({party: lists[party] for party in through}, house, law)
        seats = cast("dict[str, int]", division.seats)
        tie, quota = division.tie, division.quota
        if tie is not None:
            notes.append(_tie_note(rules, tie, by_quota=law in _QUOTA_FORMULAS))
    return ListResult(
        votes=lists,
        against_all=against,
        base_votes=base,
        threshold_pct=threshold,
        passed=passed,
        admitted=through,
        seats={party: seats.get(party, 0) for party in lists},
        tie=tie,
        quota=quota,
        one_party_rule=applied,
        notes=tuple(notes),
    )


def law_formula(rules: MazhilisRules | MaslikhatRules) -> str:
    """Return the law's own formula: its quota, with largest remainders.

    Raises
    ------
    UnknownRule
        If the law was not seen on this point.
    InvalidChoice
        If the rules have no quota with largest remainders.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law_formula(rules("mazhilis", on=date(2021, 1, 10)))
    'hare'
    """
    quota, remainder = rules.quota, rules.remainder_rule
    if quota is None or remainder != "largest-remainder":
        raise InvalidChoice.of(remainder, "remainder_rule", ["largest-remainder"])
    return f"{quota}-quota" if quota in DIVISORS else quota


def _one_party_rule(
    rules: MazhilisRules, through: tuple[str, ...], lists: Mapping[str, int]
) -> Applied:
    if len(through) > 1:
        return ""
    rule = rules.one_party_rule
    if rule is None:  # no special rule: any formula gives the only list every seat
        return ""
    if rule == "runner-up" and sum(1 for votes in lists.values() if votes) < 2:
        raise UnknownRule(
            "Only one list has votes, so there is no runner-up; what the law provides for that "
            "case was not seen.",
            "one_party_rule",
        )
    return cast(Applied, rule)


def _with_runner_up(
    rules: MazhilisRules,
    lists: dict[str, int],
    against: int,
    base: int,
    threshold: Exact,
    passed: dict[str, bool],
    house: int,
    notes: list[str],
) -> ListResult:
    first = next(party for party, ok in passed.items() if ok)
    second_votes = max(votes for party, votes in lists.items() if party != first)
    seconds = tuple(p for p, votes in lists.items() if p != first and votes == second_votes)
    step = runner_up(
        lists[first],
        second_votes,
        house,
        factor=cast(Exact, rules.runner_up_factor),
        minimum=cast(int, rules.runner_up_minimum_seats),
    )
    readings = {
        "first-list": step.seats_first_list,
        "largest-remainder": step.seats_largest_remainder,
    }
    chosen = readings[str(rules.runner_up_leftover)]
    if chosen is None:
        raise UnknownRule(
            f"{step.leftover} seats are left over under the runner-up rule and the largest "
            f"remainder does not settle them; what the law provides for that case was not seen.",
            "runner_up_leftover",
        )
    notes.append(runner_up_note(step, house))
    seats = dict.fromkeys(lists, 0) | {first: chosen[0]}
    tie = None
    if len(seconds) == 1:
        seats[seconds[0]] = chosen[1]
    else:
        tie = Tie(seconds, chosen[1])
        notes.append(
            said("{n} lists are equal runners-up; all seats of one of them.", n=len(seconds))
        )
    return ListResult(
        votes=lists,
        against_all=against,
        base_votes=base,
        threshold_pct=threshold,
        passed=passed,
        admitted=(first, *seconds),
        seats=seats,
        tie=tie,
        quota=step.quota,
        one_party_rule="runner-up",
        notes=tuple(notes),
    )


def _base_note(base: int, given: bool, against: int) -> str:
    if given:
        return said(
            "The threshold is counted on the {n} votes that were given as its base.", n=base
        )
    lines = "the lists and against all" if against else "the lists"
    return said(
        "The threshold is counted on the {n} votes for {lines} (the commission's practice; "
        "the law names all who took part in the voting).",
        n=base,
        lines=lines,
    )


def _tie_note(rules: MazhilisRules, tie: Tie, *, by_quota: bool) -> str:
    rule = rules.parameter("tie_rule")
    names = reduce(lambda a, b: said("{most} and {last}", most=a, last=b), map(str, tie.parties))
    law = rule.text or "no tie rule is known"
    if not by_quota:  # divisors leave no remainders
        law = "the law that was seen has one for remainders only, and this formula has none"
    if tie.seats == 1:
        return said("One seat is tied between {names}. Tie rule: {law}.", names=names, law=law)
    return said(
        "{n} seats are tied between {names}. Tie rule: {law}.", n=tie.seats, names=names, law=law
    )
