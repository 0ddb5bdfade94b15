"""seat-allocator: official or edited list votes, counted by the law of the day or by another rule.

What-ifs hold the votes fixed. They show the mechanical effect of a rule only; parties and voters
adapt to rules (Duverger's psychological effect), which no count can show.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from kazlib.controls import Ballot, Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidSeats, InvalidVotes
from kazlib.exact import Number as AnyNumber
from kazlib.exact import percentage, plain, whole
from kazlib.figures.svg import Bar, SeatGroup, bars_with_threshold, hemicycle, picture
from kazlib.law import MazhilisRules, rules
from kazlib.measures import effective_number, gallagher, wasted_votes
from kazlib.offices.mazhilis import FORMULAS, ListResult, list_seats
from kazlib.outcome import Outcome, Source, Table
from kazlib.tables.elections import (
    AGAINST_ALL,
    list_election,
    list_elections,
    official_list_votes,
)

TITLE = "From votes to list seats"

INVENTED = "invented"
_INVENTED_VOTES = {"Party A": 52000, "Party B": 39500, "Party C": 8500}
_INVENTED_DAY = date(2021, 1, 10)  # whose rules the invented election borrows, but for the size

_MOST_SEATS = 1000
_EDITED = "the votes were the ones entered here"

_FORMULA_NAMES = {
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
    Choice(
        "formula", "Formula", "law", {name: _FORMULA_NAMES[name] for name in ("law", *FORMULAS)}
    ),
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
    edited = _EDITED in changes
    sentence = _sentence(name, result, counted, changes, edited)
    return Outcome(
        sentence=sentence,
        svg=_picture(result, counted, sentence),
        table=_table(name, result, changes),
        sources=_sources(name, law, result, votes is None and name != INVENTED),
    )


def _what_if(
    law: MazhilisRules,
    name: str,
    threshold: AnyNumber | None,
    seats: int | None,
    formula: str,
    one_party: str,
    votes: Mapping[str, int] | None,
) -> tuple[MazhilisRules, list[str]]:
    """Return the rules to count by, and each change in words."""
    if formula not in _FORMULA_NAMES:
        raise InvalidChoice.of(formula, "formula", _FORMULA_NAMES)
    if one_party not in _ONE_PARTY_NAMES:
        raise InvalidChoice.of(one_party, "one_party", _ONE_PARTY_NAMES)
    reform: dict[str, Any] = {}
    changes = []
    own = law.parameter("threshold_pct")
    if threshold is None:
        _ = law.threshold_pct  # raises where the law was not seen
    elif (given := percentage(threshold, "threshold")) != own.value:
        reform["threshold_pct"] = given
        was = "not known" if own.state == "unknown" else f"{plain(own.value or 0)}%"
        changes.append(f"the threshold were {plain(given)}% (law: {was})")
    if seats is not None and whole(seats, "seats", 1, InvalidSeats) != law.list_seats:
        if seats > _MOST_SEATS:
            raise InvalidSeats(f"seats is {plain(seats)}; it must be from 1 to {_MOST_SEATS:,}.")
        reform["list_seats"] = seats
        changes.append(f"{seats} list seats were filled (law: {law.list_seats})")
    if formula not in ("law", law.parameter("quota").value):
        changes.append(_formula_change(formula))
    if one_party != "law" and one_party != law.parameter("one_party_rule").value:
        reform |= _one_party_reform(one_party)
        changes.append(
            f"a single list over the threshold met this rule: {_ONE_PARTY_NAMES[one_party]}"
        )
    if votes is not None and not isinstance(votes, Mapping):
        raise InvalidVotes(f"votes is {votes!r}; it must be a mapping of lists to whole numbers.")
    if votes is not None and dict(votes) != _known_votes(name):
        if AGAINST_ALL in votes and not law.parameter("against_all").value:
            reform["against_all"] = True
            changes.append("the ballot had a line against all")
        changes.append(_EDITED)
    return law.reform(**reform) if reform else law, changes


def _formula_change(formula: str) -> str:
    return f"seats were shared by the {_FORMULA_NAMES[formula]}"


def _known_votes(name: str) -> Mapping[str, int]:
    return _INVENTED_VOTES if name == INVENTED else list_election(date.fromisoformat(name)).votes


def _one_party_reform(rule: str) -> dict[str, Any]:
    if rule == "takes-all":
        return {"one_party_rule": rule}
    source = rules("mazhilis", on=date(2009, 2, 9))  # the day the runner-up rule came in
    names = ("one_party_rule", "runner_up_factor", "runner_up_minimum_seats", "runner_up_leftover")
    return {name: source.read(name) for name in names}


def _day(name: str) -> str:
    day = date.fromisoformat(name)
    return f"{day.day} {day:%B %Y}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _sentence(
    name: str, result: ListResult, counted: MazhilisRules, changes: list[str], edited: bool
) -> str:
    if name == INVENTED:
        opening = "In an election with three invented parties, "
    elif edited:
        opening = "With these votes, "
    elif changes:
        opening = f"With the votes of {_day(name)}, "
    else:
        opening = f"By the law of {_day(name)} (threshold {plain(result.threshold_pct)}%), "
    text = f"What if {_listed(changes)}? {opening}" if changes else opening
    text += _wins(result, cast(int, counted.list_seats))
    below = [p for p, passed in result.passed.items() if not passed and p not in result.admitted]
    if below:
        counted_votes = sum(result.votes.values()) + result.against_all
        share = plain(Fraction(100 * result.lost_votes, counted_votes), 1)
        text += (
            f"; {_listed(below)} {'is' if len(below) == 1 else 'are'} below the threshold: "
            f"{plain(result.lost_votes)} votes ({share}%) elect nobody"
        )
    text += "."
    if result.tie is not None or result.one_party_rule == "runner-up":
        text += " " + " ".join(result.notes[1:])
    if changes:
        text += " Mechanical effect only: the votes are held fixed; parties and voters adapt."
    return text


def _list_seats(number: int) -> str:
    return f"{number} list seat" if number == 1 else f"{number} list seats"


def _wins(result: ListResult, house: int) -> str:
    winners = sorted(
        ((party, seats) for party, seats in result.seats.items() if seats),
        key=lambda pair: -pair[1],
    )
    if not winners:
        return f"{_list_seats(house)} tied, none certain"
    (first, most), rest = winners[0], winners[1:]
    wins = [f"{first} wins {most} of {_list_seats(house)}", *(f"{p} {s}" for p, s in rest)]
    without = [p for p in result.admitted if not result.seats[p] and result.tie is None]
    if without:
        wins.append(f"{_listed(without)} none")
    return _listed(wins)


def _picture(result: ListResult, counted: MazhilisRules, sentence: str) -> str:
    cast_votes = result.base_votes
    styles = {party: number for number, party in enumerate(result.votes)}
    bars = []
    for party, votes in result.votes.items():
        share = 100 * votes / cast_votes
        seats = result.seats[party]
        note = f"{share:.2f}% → {seats} {'seat' if seats == 1 else 'seats'}"
        bars.append(Bar(party, share, note, styles[party], party in result.admitted))
    groups = [SeatGroup(party, seats, styles[party]) for party, seats in result.seats.items()]
    if result.tie is not None:
        groups.append(SeatGroup("tied", result.tie.seats, None))
    marks = (
        hemicycle(
            groups,
            ids="seat-allocator",
            caption=_list_seats(cast(int, counted.list_seats)),
        ),
        bars_with_threshold(
            bars,
            ids="seat-allocator",
            threshold=float(result.threshold_pct),
            threshold_label=f"threshold {plain(result.threshold_pct)}%",
        ),
    )
    title = _wins(result, cast(int, counted.list_seats))
    return picture(marks, ids="seat-allocator", title=title, desc=sentence)


def _table(name: str, result: ListResult, changes: list[str]) -> Table:
    official = {} if name == INVENTED else list_election(date.fromisoformat(name)).seats
    shares = {p: round(100 * v / result.base_votes, 2) for p, v in result.votes.items()}
    rows: list[tuple[Any, ...]] = [
        (party, votes, shares[party], _status(party, result), result.seats[party])
        for party, votes in result.votes.items()
    ]
    if result.against_all:
        share = round(100 * result.against_all / result.base_votes, 2)
        rows.append((AGAINST_ALL, result.against_all, share, "no list", ""))
    columns: tuple[str, ...] = ("List", "Votes", "Share, %", "Threshold", "Seats")
    if official:  # what really happened, beside every what-if
        columns = (*columns, "Official seats")
        rows = [(*row, official.get(row[0], "")) for row in rows]
    kind = "what-if" if changes else "by the law of the day"
    measures = ""
    if result.tie is None:
        measures = (
            f" {plain(wasted_votes(result.votes, result.seats))} votes for lists without a seat; "
            f"Gallagher index {gallagher(result.votes, result.seats):.2f}, effective number of "
            f"parties {effective_number(result.seats):.2f}."
        )
    caption = f"List seats, {kind}.{measures} {result.notes[0]}"
    return Table(caption=caption, columns=columns, rows=tuple(rows))


def _status(party: str, result: ListResult) -> str:
    if result.passed[party]:
        return "passed"
    return "runner-up" if party in result.admitted else "below"


_SOURCED = {
    "threshold_pct": "threshold",
    "threshold_base": "base of the threshold",
    "list_seats": "list seats",
    "quota": "quota",
    "one_party_rule": "rule for a single list",
    "runner_up_leftover": "seats left over under the runner-up rule",
    "tie_rule": "tie rule",
}


def _sources(
    name: str, law: MazhilisRules, result: ListResult, official_votes: bool
) -> tuple[Source, ...]:
    """Return the sources of the votes and of every rule that this count used."""
    used = ["threshold_pct", "threshold_base", "list_seats"]
    used += ["quota"] if len(result.admitted) > 1 else []
    used += ["one_party_rule"] if result.one_party_rule else []
    used += ["runner_up_leftover"] if result.one_party_rule == "runner-up" else []
    used += ["tie_rule"] if result.tie is not None else []
    votes = list_election(date.fromisoformat(name)).source if official_votes else None
    found = [replace(votes, title=f"Votes: {votes.title}")] if votes else []
    rules_used = ((_SOURCED[parameter], law.why(parameter)) for parameter in used)
    return (
        *found,
        *(replace(why, title=f"{label.capitalize()}: {why.title}") for label, why in rules_used),
    )
