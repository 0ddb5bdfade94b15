"""The votes and the laws of system-designer, and its invented electorates and lists.

Nothing here is a result but the votes of the list elections of 1999 to 2023. Lists A to H, their
voters, members and deposits are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from kazlib.apportionment import largest_remainder
from kazlib.candidacy import Application, registration
from kazlib.errors import InvalidChoice, InvalidVotes, UnknownRule
from kazlib.exact import Exact
from kazlib.law import MazhilisRules, rules
from kazlib.models.fast_count import OneParty, System
from kazlib.offices.mazhilis import law_formula
from kazlib.outcome import Source
from kazlib.tables.elections import AGAINST_ALL, list_election, list_elections
from kazlib.tables.parties import members_to_register
from kazlib.texts import ENGLISH

INVENTED_SOURCE = Source(
    "Invented for this laboratory: votes, members and deposits of lists A to H"
)


@dataclass(frozen=True)
class Law:
    """One system of the past, or the Kurultai's.

    Attributes
    ----------
    label : str
        For readers.
    day : date
        A day on which it was in force.
    """

    label: str
    day: date

    @property
    def rules(self) -> MazhilisRules:
        """The rules of that day."""
        return rules("mazhilis", on=self.day)


LAWS: Mapping[str, Law] = {
    "1999": Law("1999", date(1999, 10, 10)),
    "2004": Law("2004", date(2004, 9, 19)),
    "2007": Law("2007", date(2007, 8, 18)),
    "2009": Law("2009–2021", date(2012, 1, 15)),
    "2021": Law("2021 (never used)", date(2021, 6, 1)),
    "2023": Law("2023", date(2023, 3, 19)),
    "2026": Law("Kurultai 2026", date(2026, 8, 23)),
}


def system(law: MazhilisRules, responsiveness: int, formula: str | None = None) -> System:
    """Return the rules of a day, or of a reform, as a system of the model.

    Parameters
    ----------
    law
        The rules.
    responsiveness
        The exponent of the model of districts.
    formula
        A name of :data:`kazlib.offices.mazhilis.FORMULAS` in place of the law's.

    Raises
    ------
    UnknownRule
        If threshold, formula or the rule for a single list was not seen (2026).

    Examples
    --------
    >>> system(LAWS["2023"].rules, 3).house
    98
    """
    plain = System(
        list_seats=law.list_seats or 0,
        district_seats=law.smd_seats or 0,
        fixed_seats=law.assembly_seats or 0,
        threshold_pct=law.threshold_pct or 0,
        formula=law_formula(law) if formula is None else formula,
        one_party=cast(OneParty, law.one_party_rule or "none"),
        responsiveness=responsiveness,
    )
    if plain.one_party != "runner-up":
        return plain
    return replace(
        plain,
        factor=cast(Exact, law.runner_up_factor),
        minimum=cast(int, law.runner_up_minimum_seats),
    )


@dataclass(frozen=True)
class Ballot:
    """The votes that all systems count.

    Attributes
    ----------
    label : str
        For readers, after "the votes of".
    votes : dict of str to int
        Votes by list.
    against_all, invalid : int or None
        Votes against all lists, and invalid ballots; ``None``: not known.
    groups : tuple of tuple of float
        Where lists are strong, by part of the country; empty: alike everywhere.
    source : Source
        Where they come from.
    invented : bool
        Whether it is a model electorate.
    """

    label: str
    votes: dict[str, int]
    against_all: int
    invalid: int | None
    groups: tuple[tuple[float, ...], ...]
    source: Source
    invented: bool


@dataclass(frozen=True)
class InventedList:
    """A list that asks to be registered: members, and minimum wages paid for each candidate."""

    name: str
    members: int
    deposit: int


APPLICANTS = tuple(
    InventedList(*facts)
    for facts in (
        ("A", 90_000, 30),
        ("B", 60_000, 25),
        ("C", 45_000, 20),
        ("D", 30_000, 15),
        ("E", 18_000, 15),
        ("F", 8_000, 12),
        ("G", 4_500, 10),
        ("H", 2_500, 5),
    )
)
"""Eight invented lists, from the largest membership to the smallest."""

_STRONG_HERE = (
    (1.3, 1.2, 0.2, 0.1, 1.0),
    (1.3, 1.2, 0.2, 0.1, 1.0),
    (0.7, 0.8, 3.4, 0.1, 1.0),
    (0.7, 0.8, 0.2, 3.7, 1.0),
)

_MODELS: Mapping[str, tuple[str, str, tuple[int, ...], tuple[tuple[float, ...], ...]]] = {
    "two-party": ("two large lists", "two large lists", (460, 430, 60, 50), ()),
    "fragmented": (
        "many lists",
        "eight lists, none large",
        (220, 190, 160, 130, 110, 90, 60, 40),
        (),
    ),
    "dominant": ("one dominant list", "one dominant list", (700, 110, 90, 55, 45), ()),
    "regional": (
        "regional lists",
        "two national and two regional lists",
        (340, 240, 180, 140, 100),
        _STRONG_HERE,
    ),
}

VOTES: Mapping[str, str] = {
    **{e.day.isoformat(): str(e.day.year) for e in list_elections() if e.votes},
    **{name: f"invented: {label}" for name, (label, *_) in _MODELS.items()},
}
"""Options of the control: list elections with known votes, and model electorates."""


@cache
def ballot(name: str) -> Ballot:
    """Return the votes by the name of the control.

    Raises
    ------
    InvalidChoice
        If there are none of that name.

    Examples
    --------
    >>> ballot("2023-03-19").against_all, ballot("dominant").votes["A"]
    (248291, 700000)
    """
    if name not in VOTES:
        raise InvalidChoice.of(name, "votes", VOTES)
    if name in _MODELS:
        _, label, thousands, groups = _MODELS[name]
        names = [each.name for each in APPLICANTS]
        votes = {n: 1000 * v for n, v in zip(names, thousands, strict=False)}
        label = f"an invented electorate ({label})"
        return Ballot(label, votes, 40_000, 20_000, groups, INVENTED_SOURCE, True)
    election = list_election(date.fromisoformat(name))
    lists = {party: n for party, n in election.votes.items() if party != AGAINST_ALL}
    day = ENGLISH.day(election.day)
    against = election.votes.get(AGAINST_ALL, 0)
    source = Source(f"Votes: {election.source.title}", confidence=election.source.confidence)
    return Ballot(day, lists, against, election.invalid, (), source, False)


def left_off(off: str, given: Ballot, barred: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lists that are not on the ballot.

    Parameters
    ----------
    off
        ``"none"``, ``"barred"``, or a place by votes: ``"2"`` is the second largest list.
    given
        The votes.
    barred
        Invented lists that the entry rules refuse.

    Raises
    ------
    InvalidVotes
        If real lists would be judged by invented facts, there is no list at that place or more
        than one, or nobody would be left.

    Examples
    --------
    >>> left_off("2", ballot("2023-03-19"), ())
    ('Auyl',)
    """
    if off == "none":
        return ()
    if off == "barred":
        if not given.invented:
            raise InvalidVotes(
                "Entry rules can bar invented lists only: how many members the parties of a real "
                "election had is not in the data. Choose an invented electorate, or a place."
            )
        gone = tuple(name for name in given.votes if name in barred)
    else:
        ranked = sorted(given.votes, key=given.votes.__getitem__, reverse=True)
        place = int(off)
        if place > len(ranked):
            raise InvalidVotes(
                f"off is {off}, but only {len(ranked)} lists have votes; choose a smaller number."
            )
        gone = (_alone(given.votes, given.votes[ranked[place - 1]], f"list {place} by votes"),)
    if len(gone) == len(given.votes):
        raise InvalidVotes("The entry rules bar every list; nobody would be left on the ballot.")
    return gone


def _alone(votes: Mapping[str, int], many: int, place: str) -> str:
    """Return the list with so many votes; two of them are not told apart."""
    first, *others = (name for name, n in votes.items() if n == many)
    if others:
        raise InvalidVotes(
            f"{place} is not one list: {first} and {others[0]} both have {many:,} votes."
        )
    return first


def moved(given: Ballot, gone: tuple[str, ...], off_votes: str) -> Ballot:
    """Return the votes after lists were left off.

    Parameters
    ----------
    given
        The votes with every list.
    gone
        Lists that are not on the ballot.
    off_votes
        What their voters do: ``"stay-away"``, ``"spread"`` (to the other lists in proportion),
        ``"largest"`` (to the largest list left) or ``"against"`` (no list, but in the base).

    Raises
    ------
    InvalidVotes
        If they go to the largest list left and two lists are equally large.

    Examples
    --------
    >>> given = ballot("two-party")
    >>> moved(given, ("B",), "stay-away").votes
    {'A': 460000, 'B': 0, 'C': 60000, 'D': 50000}
    >>> moved(given, ("B",), "largest").votes["A"]
    890000
    """
    free = sum(given.votes[name] for name in gone)
    stay = {name: n for name, n in given.votes.items() if name not in gone}
    against = given.against_all
    if off_votes == "against":
        against += free
    elif off_votes == "largest":
        stay[_alone(stay, max(stay.values()), "the largest list left")] += free
    elif off_votes == "spread" and free:
        # A vote that equal remainders could both have stays away: only a lot could divide it.
        shared = cast("dict[str, int]", largest_remainder(stay, free).seats)
        stay = {name: n + shared[name] for name, n in stay.items()}
    votes = {name: stay.get(name, 0) for name in given.votes}
    return Ballot(
        given.label, votes, against, given.invalid, given.groups, given.source, given.invented
    )


@dataclass(frozen=True)
class Entry:
    """What a list must bring.

    Attributes
    ----------
    members : int or None
        Members that its party must show; ``None``: not known, and then it bars nobody.
    law : MazhilisRules
        Whose deposit :mod:`kazlib.candidacy` judges.
    """

    members: int | None
    law: MazhilisRules

    def verdict(self, applicant: InventedList) -> str:
        """Say whether an invented list is barred, and by what; or what is not known.

        Examples
        --------
        >>> law = LAWS["2023"].rules
        >>> Entry(5000, law).verdict(APPLICANTS[6])
        'barred: members'
        >>> Entry(None, law).verdict(APPLICANTS[0])
        'not known: members, deposit'
        """
        brought = Application(deposit_min_wages=applicant.deposit)
        (deposit,) = registration("mazhilis", brought, law=self.law).requirements
        few = "met" if self.members is None or applicant.members >= self.members else "not met"
        states = {
            "members": "not known" if self.members is None else few,
            "deposit": deposit.state,
        }
        for state, word in (("not met", "barred"), ("not known", "not known")):
            names = [name for name, found in states.items() if found == state]
            if names:
                return f"{word}: {', '.join(names)}"
        return "not barred"

    def barred(self) -> tuple[str, ...]:
        """Return the names of the invented lists that are refused."""
        return tuple(a.name for a in APPLICANTS if self.verdict(a).startswith("barred"))


def entry(law: MazhilisRules) -> Entry:
    """Return the rules of entry on the day of a law, as far as they were seen.

    Examples
    --------
    >>> entry(LAWS["1999"].rules).barred()
    ('C', 'D', 'E', 'F', 'G', 'H')
    """
    return Entry(members_to_register(law.on)[0], law)


@cache
def past(responsiveness: int) -> Mapping[str, System | None]:
    """Return the laws as systems, by their keys; ``None`` where the law was not seen.

    Examples
    --------
    >>> past(3)["2026"] is None, past(3)["1999"] == past(3)["2004"]
    (True, True)
    """
    found: dict[str, System | None] = {}
    for key, law in LAWS.items():
        try:
            found[key] = system(law.rules, responsiveness)
        except UnknownRule:
            found[key] = None
    return found
