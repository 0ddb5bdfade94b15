"""Local power: seats of the maslikhats, ways to an akim's office, no confidence in an akim."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast, get_args

from kazlib.apportionment import Tie, passes_threshold
from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats, InvalidVotes, NoListPasses
from kazlib.exact import plain, whole
from kazlib.law import MaslikhatRules, Parameter
from kazlib.offices.majority import most_votes, read_votes
from kazlib.offices.mazhilis import law_formula, share_seats

CouncilLevel = Literal["region", "district"]
AkimLevel = Literal["region", "district", "rural"]


@dataclass(frozen=True)
class Council:
    """How the seats of a maslikhat are filled.

    Attributes
    ----------
    formula : {"plurality-districts", "party-lists", "half-lists-half-districts"}
        The formula of the law's data.
    list_seats : dict of str to int
        Seats by list; with an open tie only what is certain.
    district_seats : dict of str to int
        Seats by party or independent in the districts.
    passed : dict of str to bool
        Which lists reached the threshold.
    tie : Tie or None
        List seats that lots would decide.
    undecided : tuple of str
        Districts in which lots would decide.
    """

    formula: str
    list_seats: dict[str, int]
    district_seats: dict[str, int]
    passed: dict[str, bool]
    tie: Tie | None
    undecided: tuple[str, ...]


def council(
    rules: MaslikhatRules,
    level: CouncilLevel,
    seats: int,
    *,
    lists: Mapping[str, int] | None = None,
    districts: Mapping[str, Mapping[str, int]] | None = None,
    formula: str | None = None,
) -> Council:
    """Fill the seats of a maslikhat by the law of the day: plurality, lists, or half and half.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    level
        ``"region"``: a region, a city of republican significance, the capital. ``"district"``: a
        district or town.
    seats
        Seats of the council, at least 1.
    lists
        Votes by list, where the law fills seats from lists.
    districts
        District → votes by candidate, where the law fills seats in districts. Name a candidate by
        the party, and an independent by a name of its own.
    formula
        A formula of :data:`kazlib.offices.mazhilis.FORMULAS` for the list seats; by default the
        law's quota with largest remainders, where it was seen.

    Raises
    ------
    InvalidSeats
        If there are more districts than district seats, half of an odd council is asked for, or the
        law (a reform) has no formula for the council.
    InvalidVotes, InvalidChoice
        If the votes are no votes, or belong to a tier that the law does not have.
    NoListPasses
        If no list reaches the threshold.
    UnknownRule
        If a rule that is needed was not seen.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("maslikhat", on=date(2016, 3, 20))
    >>> council(law, "region", 2, districts={"1": {"A": 60, "B": 40}, "2": {"B": 5, "C": 5}})
    Council(formula='plurality-districts', list_seats={}, district_seats={'A': 1}, passed={},
    tie=None, undecided=('2',))
    """
    if level not in get_args(CouncilLevel):
        raise InvalidChoice.of(level, "level", get_args(CouncilLevel))
    house = whole(seats, "seats", 1, InvalidSeats)
    law = rules.formula if level == "region" else rules.district_formula
    if not law:  # a reform may take it away
        raise InvalidSeats(f"The rules of {rules.on.isoformat()} have no formula for this council.")
    if law == "half-lists-half-districts":
        pct = rules.list_seats_pct
    else:
        pct = 100 if law == "party-lists" else 0
    from_lists, rest = divmod(house * pct, 100)
    if rest:
        raise InvalidSeats(
            f"seats is {house}; {plain(pct)} per cent of them are list seats, which must be a "
            f"whole number."
        )
    on_ballot = {"lists": (lists, from_lists), "districts": (districts, house - from_lists)}
    for tier, (votes, has) in on_ballot.items():
        if bool(votes) != bool(has) or not isinstance(votes or {}, Mapping):
            raise InvalidVotes(
                f"{tier} is {votes!r}; the law of {rules.on.isoformat()} fills {has} seats from "
                f"{tier}: give a mapping exactly if it fills any."
            )
    passed, list_seats, tie = (
        _list_seats(rules, lists, int(from_lists), formula) if lists else ({}, {}, None)
    )
    won, undecided = _district_seats(districts or {}, house - int(from_lists))
    return Council(law, list_seats, won, passed, tie, undecided)


def _list_seats(
    rules: MaslikhatRules, lists: Mapping[str, int], seats: int, formula: str | None
) -> tuple[dict[str, bool], dict[str, int], Tie | None]:
    votes = read_votes(lists)
    passed = passes_threshold(votes, rules.threshold_pct or 0)
    through = {party: n for party, n in votes.items() if n and passed[party]}
    if not through:
        raise NoListPasses(f"No list reaches {plain(rules.threshold_pct or 0)} per cent.")
    share = share_seats(through, seats, law_formula(rules) if formula is None else formula)
    given = cast("dict[str, int]", share.seats)
    return passed, {party: given.get(party, 0) for party in votes}, share.tie


def _district_seats(
    districts: Mapping[str, Mapping[str, int]], seats: int
) -> tuple[dict[str, int], tuple[str, ...]]:
    if len(districts) > seats:
        raise InvalidSeats(f"{len(districts)} districts are given; the council has {seats}.")
    won: dict[str, int] = {}
    undecided = []
    for name, votes in districts.items():
        winner, _ = most_votes(votes, 1)
        if winner:
            won[winner[0]] = won.get(winner[0], 0) + 1
        else:
            undecided.append(name)
    return won, tuple(undecided)


def akim_selection(rules: MaslikhatRules, level: AkimLevel) -> Parameter:
    """Say how the akims of a level came to office by the law of the day.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    level
        ``"region"``: regions, cities of republican significance, the capital; ``"district"``:
        districts and towns; ``"rural"``: villages and rural districts.

    Returns
    -------
    Parameter
        The way as a code word (``value``) and in words (``text``), with its ``source``.

    Raises
    ------
    InvalidChoice
        If there is no such level.
    UnknownRule
        If the law was not seen on this point.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> for day in (date(2016, 3, 20), date(2023, 9, 1)):
    ...     print(akim_selection(rules("maslikhat", on=day), "region").value)
    appointed-with-consent
    deputies-choose
    """
    if level not in get_args(AkimLevel):
        raise InvalidChoice.of(level, "level", get_args(AkimLevel))
    rules.read(f"akim_{level}")  # raises where the law was not seen
    return rules.parameter(f"akim_{level}")


def choose_akim(rules: MaslikhatRules, votes: Mapping[str, int]) -> tuple[str | None, Tie | None]:
    """Count the deputies' vote on the candidates whom the President named (from 2022).

    The larger number of votes wins; whether the law wants more than that was not seen.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    votes
        Votes of the deputies by candidate.

    Returns
    -------
    tuple of (str or None, Tie or None)
        The akim, or the tie.

    Raises
    ------
    InvalidChoice
        If akims of regions were not chosen by deputies on that day.
    InvalidVotes
        If there are fewer candidates than the law wants, or the numbers are no votes.

    Examples
    --------
    Akmola, September 2023: 177 to 73.

    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> choose_akim(rules("maslikhat", on=date(2023, 9, 1)), {"first": 177, "second": 73})
    ('first', None)
    """
    method = akim_selection(rules, "region").value
    if method != "deputies-choose":
        raise InvalidChoice.of(method, "akim_region", ["deputies-choose"])
    least = rules.akim_region_candidates or 1
    if len(read_votes(votes)) < least:
        raise InvalidVotes(f"votes names {len(votes)} candidates; the law wants at least {least}.")
    winner, tie = most_votes(votes, 1)
    if not winner and tie is None:
        raise InvalidVotes("all votes are 0; at least one deputy must have voted.")
    return (winner[0] if winner else None), tie


@dataclass(frozen=True)
class NoConfidence:
    """A motion of no confidence in an akim.

    Attributes
    ----------
    raised : bool
        Whether enough deputies raised it.
    passed : bool
        Whether it was raised and enough deputies voted for it.
    removed : bool or None
        Whether the akim goes: the decision of the President or the higher akim, who are free in
        it; ``None`` while it is not taken.
    raise_needed, pass_needed : int
        The least numbers of deputies.
    """

    raised: bool
    passed: bool
    removed: bool | None
    raise_needed: int
    pass_needed: int


def no_confidence(
    rules: MaslikhatRules,
    deputies: int,
    raised_by: int,
    votes_for: int,
    *,
    decision: bool | None = None,
) -> NoConfidence:
    """Follow a motion of no confidence: raised by one fifth, passed by a majority, then decided.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    deputies
        All deputies of the maslikhat, at least 1.
    raised_by, votes_for
        Deputies who raised the motion and who voted for it, 0 to ``deputies``.
    decision
        What the President, or the akim above, decided on a motion that passed; ``None`` while open.

    Raises
    ------
    InvalidNumber
        If the numbers are not as above, or a decision is given on a motion that did not pass.
    UnknownRule
        Before 2007: the majority was not seen (two thirds are recalled). A reform can set it:
        ``no_confidence_passed_by="two-thirds-of-all"``.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("maslikhat", on=date(2010, 1, 1))
    >>> no_confidence(law, 30, 6, 16)
    NoConfidence(raised=True, passed=True, removed=None, raise_needed=6, pass_needed=16)

    References
    ----------
    Constitution of 1995, Article 87, by period (data/law/maslikhat.toml).
    """
    house = whole(deputies, "deputies", 1)
    raisers, votes = whole(raised_by, "raised_by", 0), whole(votes_for, "votes_for", 0)
    if max(raisers, votes) > house:
        raise InvalidNumber(
            f"raised_by is {raisers} and votes_for {votes}; there are {house} deputies."
        )
    raise_needed = math.ceil(house * rules.no_confidence_raised_by)
    pass_needed = {
        "majority-of-all": house // 2 + 1,
        "two-thirds-of-all": math.ceil(Fraction(2 * house, 3)),
    }[rules.no_confidence_passed_by]
    raised = raisers >= raise_needed
    passed = raised and votes >= pass_needed
    if decision is not None and not (passed and isinstance(decision, bool)):
        raise InvalidNumber(
            f"decision is {decision!r}; it must be True or False on a motion that passed, else "
            f"None."
        )
    return NoConfidence(raised, passed, decision if passed else False, raise_needed, pass_needed)
