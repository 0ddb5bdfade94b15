"""What a reader of system-designer has set, read into rules, votes and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, cast

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats, InvalidVotes
from kazlib.exact import Number as AnyNumber
from kazlib.exact import exact, percentage, plain, whole
from kazlib.explorables.seat_allocator import FORMULA_NAMES
from kazlib.explorables.system_designer_model import (
    LAWS,
    Ballot,
    Entry,
    ballot,
    entry,
    left_off,
    moved,
    past,
    system,
)
from kazlib.law import MazhilisRules
from kazlib.models.fast_count import Mixing, System
from kazlib.models.laboratory import MOST, Electorate

SD = Fraction(3, 20)
"""First value of the uncertainty."""
ELECTIONS = 10_000
"""How many are held unless the reader says otherwise."""

_MOST_SEATS = 1000

MIXING = {
    "parallel": "side by side (as in every law)",
    "enlarge-house": "lists compensate, the house grows",
    "fixed-house": "lists compensate, the house is fixed",
}
ONE_PARTY = {
    "law": "as in the law",
    "takes-all": "it takes every list seat (2007)",
    "runner-up": "the runner-up is admitted (2009)",
}
BASES = {
    "lists": "votes for lists",
    "valid": "valid votes, with those against all",
    "ballots": "all ballots, with invalid ones",
}
QUOTAS = {
    "law": "as in the law",
    "none": "none",
    "2020": "women and youth: 30% of a list (2020)",
    "2022": "with disabilities: and of seats won (2022)",
}
QUOTA_RULES = {
    "none": None,
    "2020": "women and under-29s: 30 per cent of a list",
    "2022": "women, youth and persons with disabilities: 30 per cent of the list and of the seats "
    "won",
}
OFF = {
    "none": "no list",
    "barred": "invented lists that are barred",
    "1": "the largest list",
    "2": "the second largest",
    "3": "the third largest",
    "4": "the fourth largest",
    "5": "the fifth largest",
}
OFF_VOTES = {
    "stay-away": "stay away",
    "spread": "go to the other lists in proportion",
    "largest": "go to the largest list left",
    "against": "vote for no list, in the base",
}


@dataclass(frozen=True)
class Design:
    """A system, the votes that it counts, and what was changed.

    Attributes
    ----------
    law, counted_by : MazhilisRules
        Where the reader began, and the rules with the reader's changes.
    changes : tuple of str
        Each change in words, after "What if".
    entry : Entry
        What a list must bring.
    system : System
        The rules to count by.
    whole, ballot : Ballot
        The votes with every list, and after lists were left off.
    gone : tuple of str
        Lists that are not on the ballot.
    electorate : Electorate
        The votes as they are drawn from.
    held : int
        Elections to hold.
    base : str
        What the threshold is counted on, in words.
    """

    law: MazhilisRules
    counted_by: MazhilisRules
    changes: tuple[str, ...]
    entry: Entry
    system: System
    whole: Ballot
    ballot: Ballot
    gone: tuple[str, ...]
    electorate: Electorate
    held: int
    base: str

    @property
    def past(self) -> Mapping[str, System | None]:
        """The systems of the past by their keys; ``None`` where the law was not seen."""
        return past(self.system.responsiveness)

    @property
    def counted(self) -> tuple[System, ...]:
        """Every system to count, this design first."""
        return (self.system, *(each for each in self.past.values() if each is not None))


Changed = tuple[dict[str, Any], list[str]]
"""Parameters of a reform, and the same in words."""


def read(
    *,
    votes: str = "2023-03-19",
    sd: AnyNumber = SD,
    law: str = "2023",
    list_seats: int | None = None,
    district_seats: int | None = None,
    mixing: str = "parallel",
    threshold: AnyNumber | None = None,
    base: str = "valid",
    formula: str = "law",
    one_party: str = "law",
    responsiveness: AnyNumber = 3,
    quota: str = "law",
    members: AnyNumber | None = None,
    deposit: AnyNumber | None = None,
    off: str = "none",
    off_votes: str = "stay-away",
    elections: int = ELECTIONS,
    seed: int = 1,
) -> Design:
    """Read the values of the controls into a design that can be counted.

    Parameters and errors are those of :func:`kazlib.explorables.system_designer.compute`.

    Examples
    --------
    >>> read(threshold=3).changes
    ('the threshold were 3% (law: 5%)',)
    """
    for name, value, options in (
        ("law", law, LAWS),
        ("mixing", mixing, MIXING),
        ("base", base, BASES),
        ("formula", formula, FORMULA_NAMES),
        ("one_party", one_party, ONE_PARTY),
        ("quota", quota, QUOTAS),
        ("off", off, OFF),
        ("off_votes", off_votes, OFF_VOTES),
    ):
        if value not in options:
            raise InvalidChoice.of(value, name, options)
    own = LAWS[law].rules
    reform: dict[str, Any] = {}
    changes: list[str] = []
    for more, words in (
        _seats(own, list_seats, district_seats),
        _threshold(own, threshold),
        _formula(own, formula),
        _one_party(own, one_party),
        _quota(own, quota),
        _entry(own, members, deposit),
    ):
        reform |= more
        changes += words
    asked = entry(own)
    if members is not None:
        asked = replace(asked, members=_whole(members, "members", 0, 10**7))
    counted = own.reform(**reform) if reform else own
    asked = replace(asked, law=counted)
    if mixing != "parallel":
        changes.append(f"the tiers were counted so: {MIXING[mixing]}")
    full = ballot(votes)
    gone = left_off(off, full, asked.barred())
    if gone:
        named = " and ".join(gone) if len(gone) < 3 else f"{len(gone)} lists"
        changes.append(
            f"{named} {'was' if len(gone) == 1 else 'were'} not on the ballot, and "
            f"{'its' if len(gone) == 1 else 'their'} voters {OFF_VOTES[off_votes]}"
        )
    given = moved(full, gone, off_votes)
    noise = exact(sd, "sd")
    if not 0 <= noise <= 5:
        raise InvalidNumber(f"sd is {plain(noise)}; it must be from 0 to 5.")
    rule = system(
        counted,
        _whole(responsiveness, "responsiveness", 1, 9),
        None if formula == "law" else formula,
    )
    return Design(
        law=own,
        counted_by=counted,
        changes=tuple(changes),
        entry=asked,
        system=replace(rule, mixing=cast(Mixing, mixing)),
        whole=full,
        ballot=given,
        gone=gone,
        electorate=Electorate(
            votes=tuple(given.votes.values()),
            no_list=_no_list(given, base),
            sd=float(noise),
            seed=whole(seed, "seed", 0),
            groups=given.groups,
        ),
        held=1 if noise == 0 else _whole(elections, "elections", 1, MOST),
        base=BASES[base],
    )


def _whole(value: AnyNumber, name: str, low: int, high: int) -> int:
    number = exact(value, name)
    if not isinstance(number, int) or not low <= number <= high:
        raise InvalidNumber(
            f"{name} is {plain(number)}; it must be a whole number from {low} to {high:,}."
        )
    return number


def _was(law: MazhilisRules, name: str, unit: str = "") -> str:
    rule = law.parameter(name)
    if rule.state == "unknown":
        return "law: not seen"
    return f"law: {plain(rule.value)}{unit}" if rule.value else "law: none"


def _seats(law: MazhilisRules, lists: int | None, districts: int | None) -> Changed:
    reform: dict[str, Any] = {}
    changes = []
    total = 0
    for name, parameter, given, words in (
        ("list_seats", "list_seats", lists, "list"),
        ("district_seats", "smd_seats", districts, "district"),
    ):
        own = law.read(parameter) or 0
        number = own if given is None else whole(given, name, 0, InvalidSeats)
        total += number
        if number != own:
            reform[parameter] = number
            seats = "seat was" if number == 1 else "seats were"
            changes.append(f"{number:,} {words} {seats} filled (law: {own})")
    if not 1 <= total <= _MOST_SEATS:
        raise InvalidSeats(
            f"list_seats and district_seats make {plain(total)}; they must make from 1 to "
            f"{_MOST_SEATS:,}."
        )
    return reform, changes


def _threshold(law: MazhilisRules, given: AnyNumber | None) -> Changed:
    rule = law.parameter("threshold_pct")
    if given is None:
        return {}, []
    number = percentage(given, "threshold")
    if rule.state != "unknown" and number == (rule.value or 0):
        return {}, []
    words = f"the threshold were {plain(number)}% ({_was(law, 'threshold_pct', '%')})"
    return {"threshold_pct": number}, [words]


def _formula(law: MazhilisRules, formula: str) -> Changed:
    quota = law.parameter("quota")
    own = quota.value if quota.state != "unknown" else None
    if formula in ("law", own):
        return {}, []
    return {}, [f"seats were shared by the {FORMULA_NAMES[formula]}"]


def _one_party(law: MazhilisRules, one_party: str) -> Changed:
    if one_party in ("law", law.parameter("one_party_rule").value):
        return {}, []
    reform: dict[str, Any] = {"one_party_rule": one_party}
    if one_party == "runner-up":
        source = LAWS["2009"].rules
        names = ("runner_up_factor", "runner_up_minimum_seats", "runner_up_leftover")
        reform |= {name: source.read(name) for name in names}
    return reform, [f"a single list over the threshold met this rule: {ONE_PARTY[one_party]}"]


def _quota(law: MazhilisRules, quota: str) -> Changed:
    rule = law.parameter("quota_rule")
    if quota == "law" or (rule.state != "unknown" and rule.value == QUOTA_RULES[quota]):
        return {}, []
    return {"quota_rule": QUOTA_RULES[quota]}, [f"the quota of persons were: {QUOTAS[quota]}"]


def _entry(law: MazhilisRules, members: AnyNumber | None, deposit: AnyNumber | None) -> Changed:
    """Return the new deposit, and both changes in words; members stand outside the election law."""
    reform: dict[str, Any] = {}
    changes = []
    own = entry(law).members
    if members is not None and (number := _whole(members, "members", 0, 10**7)) != own:
        was = "law: not seen" if own is None else f"law: {own:,}"
        changes.append(f"a party had to show {number:,} members ({was})")
    if deposit is not None:
        rule = law.parameter("deposit_min_wages")
        asked = exact(deposit, "deposit")
        if not 0 <= asked <= 10**6:
            raise InvalidNumber(f"deposit is {plain(asked)}; it must be from 0 to 1,000,000.")
        if rule.state == "unknown" or asked != (rule.value or 0):
            reform["deposit_min_wages"] = asked or None
            words = f"the deposit were {plain(asked)} minimum wages for each candidate"
            changes.append(f"{words} ({_was(law, 'deposit_min_wages')})")
    return reform, changes


def _no_list(given: Ballot, base: str) -> int:
    """Return the votes in the base of the threshold that are for no list."""
    if base == "lists":
        return 0
    if base == "valid":
        return given.against_all
    if given.invalid is None:
        raise InvalidVotes(
            f"How many ballots were invalid on {given.label} is not in the data; count the "
            f"threshold on valid votes."
        )
    return given.against_all + given.invalid
