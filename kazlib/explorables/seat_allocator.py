"""seat-allocator: official or edited list votes, counted by the law of the day or by another rule.

What-ifs hold the votes fixed. They show the mechanical effect of a rule only; parties and voters
adapt to rules (Duverger's psychological effect), which no count can show.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from kazlib.controls import Ballot, Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes
from kazlib.exact import Number as AnyNumber
from kazlib.exact import percentage, plain, whole
from kazlib.explorables.seat_allocator_answer import drawing, sentence, sources, table
from kazlib.law import MazhilisRules, rules
from kazlib.offices.mazhilis import FORMULAS, list_seats
from kazlib.outcome import Outcome
from kazlib.tables.elections import (
    AGAINST_ALL,
    list_election,
    list_elections,
    official_list_votes,
)
from kazlib.texts import ENGLISH, Said, Texts, said

TITLE = "From votes to list seats"

INVENTED = "invented"
_INVENTED_VOTES = {"Party A": 52000, "Party B": 39500, "Party C": 8500}
_INVENTED_DAY = date(2021, 1, 10)  # whose rules the invented election borrows, but for the size

_MOST_SEATS = 1000
_EDITED = said("the votes were the ones entered here")

FORMULA_NAMES = {
    "law": "as in the law",
    "hare": "Hare quota, largest remainder",
    "droop": "Droop quota, largest remainder",
    "hagenbach-bischoff": "Hagenbach-Bischoff quota",
    "imperiali-quota": "Imperiali quota",
    "dhondt": "d'Hondt divisors",
    "sainte-lague": "Sainte-Laguë divisors",
    "modified-sainte-lague": "modified Sainte-Laguë",
    "danish": "Danish divisors",
    "adams": "Adams divisors",
    "dean": "Dean divisors",
    "huntington-hill": "Huntington-Hill divisors",
    "imperiali": "Imperiali divisors",
}

_ONE_PARTY_NAMES = {
    "law": "as in the law",
    "takes-all": "it takes every seat (2007)",
    "runner-up": "the runner-up is admitted (2009)",
}

CONTROLS: tuple[Control, ...] = (
    Choice(
        "election",
        "Election",
        "2021-01-10",
        {
            # Read here, the law is in the memory snapshot that live pages start from.
            **{
                election.day.isoformat(): f"{election.day.year} "
                f"({rules('mazhilis', on=election.day).list_seats} list seats)"
                for election in list_elections()
            },
            INVENTED: "three invented parties (10 seats)",
        },
    ),
    Slider("threshold", "Threshold", None, "%", 0, 15, Fraction(1, 2)),
    Number("seats", "List seats", None, "seats"),
    Choice("formula", "Formula", "law", {name: FORMULA_NAMES[name] for name in ("law", *FORMULAS)}),
    Choice("one_party", "If one list passes", "law", _ONE_PARTY_NAMES),
    Ballot("votes", "Votes", None),
)

RESETS = {"election": ("threshold", "seats", "formula", "one_party", "votes")}


def _rules(election: str) -> MazhilisRules:
    if election == INVENTED:
        return rules("mazhilis", on=_INVENTED_DAY).reform(list_seats=10)
    return rules("mazhilis", on=list_election(date.fromisoformat(election)).day)


def _name(election: date | str) -> str:
    """Return the election as controls and links name it, or say which there are."""
    name = election.isoformat() if isinstance(election, date) else election
    known = [*(e.day.isoformat() for e in list_elections()), INVENTED]
    if name not in known:
        raise InvalidChoice.of(name, "election", known)
    return name


def _votes(election: str) -> dict[str, int]:
    if election == INVENTED:
        return dict(_INVENTED_VOTES)
    return official_list_votes(date.fromisoformat(election))


def shown(*, election: date | str = "2021-01-10", **values: Any) -> Mapping[str, Any]:
    """Return what each control shows; ``None`` where the law, or the votes, are not known.

    Raises
    ------
    InvalidChoice
        If there is no such election.

    Examples
    --------
    >>> shown(election="2007-08-18")["seats"], shown(threshold=5)["threshold"]
    (98, 5)
    """
    election = _name(election)
    law = _rules(election)
    own: dict[str, Any] = {"election": election, "formula": "law", "one_party": "law"}
    threshold = law.parameter("threshold_pct")
    own["threshold"] = None if threshold.state == "unknown" else threshold.value or 0
    own["seats"] = law.list_seats
    own["votes"] = dict(_known_votes(election)) or dict.fromkeys(
        list_election(date.fromisoformat(election)).parties, 0
    )
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    election: date | str = "2021-01-10",
    threshold: AnyNumber | None = None,
    seats: int | None = None,
    formula: str = "law",
    one_party: str = "law",
    votes: Mapping[str, int] | None = None,
    texts: Texts = ENGLISH,
) -> Outcome:
    """Count the list seats of an election, by its law or by another rule.

    Parameters
    ----------
    election
        Day of a list election (1999 to 2026), or ``"invented"``.
    threshold
        Per cent, 0 to 100; ``None``: the law's own.
    seats
        List seats, 1 to 1,000 (more cannot be told apart in the picture); ``None``: the law's own.
    formula
        ``"law"``, or a name of :data:`kazlib.offices.mazhilis.FORMULAS`.
    one_party
        What follows if a single list passes: ``"law"``, ``"takes-all"`` or ``"runner-up"``.
    votes
        Votes by list; ``None``: the official votes.
    texts
        The language of the answer.

    Returns
    -------
    Outcome
        Vote shares with the threshold, the chamber, the numbers, the sources.

    Raises
    ------
    KazlibError
        With a message for readers: an election that was never held, a threshold over 100, votes
        or rules that are not known.

    Examples
    --------
    >>> print(compute(election=date(2021, 1, 10), threshold=5).sentence.split(";")[0])
    What if the threshold were 5% (law: 7%)? With the votes of 10 January 2021, Nur Otan wins 72 of
    98 list seats, Ak Zhol 11, People's Party of Kazakhstan 9 and Auyl 6
    """
    name = _name(election)
    law = _rules(name)
    counted, changes = _what_if(law, name, threshold, seats, formula, one_party, votes)
    ballot = _votes(name) if votes is None else votes
    result = list_seats(counted, ballot, formula=None if formula == "law" else formula)
    if len(result.admitted) == 1 or result.one_party_rule:
        changes = [change for change in changes if change != _formula_change(formula)]
    held = None if name == INVENTED else list_election(date.fromisoformat(name))
    house = cast(int, counted.list_seats)
    words = sentence(result, house, held, changes, texts, edited=_EDITED in changes)
    return Outcome(
        sentence=words,
        svg=drawing(result, house, words, texts),
        table=table(result, held, texts, what_if=bool(changes)),
        sources=sources(law, result, held if votes is None else None),
        language=texts.language,
    )


def _what_if(
    law: MazhilisRules,
    name: str,
    threshold: AnyNumber | None,
    seats: int | None,
    formula: str,
    one_party: str,
    votes: Mapping[str, int] | None,
) -> tuple[MazhilisRules, list[Said]]:
    """Return the rules to count by, and each change in words."""
    if formula not in FORMULA_NAMES:
        raise InvalidChoice.of(formula, "formula", FORMULA_NAMES)
    if one_party not in _ONE_PARTY_NAMES:
        raise InvalidChoice.of(one_party, "one_party", _ONE_PARTY_NAMES)
    reform: dict[str, Any] = {}
    changes: list[Said] = []
    own = law.parameter("threshold_pct")
    if threshold is None:
        _ = law.threshold_pct  # raises where the law was not seen
    elif (given := percentage(threshold, "threshold")) != own.value:
        reform["threshold_pct"] = given
        was = "not known" if own.state == "unknown" else said("{pct}%", pct=own.value or 0)
        changes.append(said("the threshold were {pct}% (law: {was})", pct=given, was=was))
    if seats is not None and whole(seats, "seats", 1, InvalidSeats) != law.list_seats:
        if seats > _MOST_SEATS:
            raise InvalidSeats(f"seats is {plain(seats)}; it must be from 1 to {_MOST_SEATS:,}.")
        reform["list_seats"] = seats
        one, many = "1 list seat was filled (law: {law})", "{n} list seats were filled (law: {law})"
        changes.append(said(one if seats == 1 else many, n=seats, law=law.list_seats))
    if formula not in ("law", law.parameter("quota").value):
        changes.append(_formula_change(formula))
    if one_party != "law" and one_party != law.parameter("one_party_rule").value:
        reform |= _one_party_reform(one_party)
        rule = _ONE_PARTY_NAMES[one_party]
        changes.append(said("a single list over the threshold met this rule: {rule}", rule=rule))
    if votes is not None and not isinstance(votes, Mapping):
        raise InvalidVotes(f"votes is {votes!r}; it must be a mapping of lists to whole numbers.")
    if votes is not None and dict(votes) != _known_votes(name):
        if AGAINST_ALL in votes and not law.parameter("against_all").value:
            reform["against_all"] = True
            changes.append(said("the ballot had a line against all"))
        changes.append(_EDITED)
    return law.reform(**reform) if reform else law, changes


def _formula_change(formula: str) -> Said:
    return said("seats were shared by the {formula}", formula=FORMULA_NAMES[formula])


def _known_votes(name: str) -> Mapping[str, int]:
    return _INVENTED_VOTES if name == INVENTED else list_election(date.fromisoformat(name)).votes


def _one_party_reform(rule: str) -> dict[str, Any]:
    if rule == "takes-all":
        return {"one_party_rule": rule}
    source = rules("mazhilis", on=date(2009, 2, 9))  # the day the runner-up rule came in
    names = ("one_party_rule", "runner_up_factor", "runner_up_minimum_seats", "runner_up_leftover")
    return {name: source.read(name) for name in names}
