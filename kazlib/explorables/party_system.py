"""party-system: how many parties count, and how much moved between two elections.

Volatility depends on what is taken for the same party. The records of ``data/party_links.csv``
decide; the rule and every step that was used stand on screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from kazlib.controls import Choice, Control, chosen
from kazlib.errors import InvalidChoice
from kazlib.figures.svg import Mark, picture
from kazlib.figures.svg_series import Row, rows
from kazlib.figures.svg_shifts import Shift, shifts
from kazlib.figures.svg_text import text
from kazlib.measures import effective_number, golosov
from kazlib.outcome import Outcome, Source, Table
from kazlib.party_systems import VolatilityParts, fragmentation, volatility_parts
from kazlib.tables.elections import AGAINST_ALL, ListElection, list_elections
from kazlib.tables.parties import successions

TITLE = "How many parties, and who is new"

_IDS = "party-system"
_COUNTED = tuple(election for election in list_elections() if election.votes)
_REAL = {
    f"{before.day.year}-{after.day.year}": (before, after) for before, after in pairwise(_COUNTED)
}


@dataclass(frozen=True)
class _Ballot:
    """Votes and seats of one election."""

    name: str
    votes: Mapping[str, int]
    seats: Mapping[str, int]


@dataclass(frozen=True)
class _Invented:
    """Two ballots that show an extreme; votes and seats are the same numbers."""

    label: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    successors: Mapping[str, str]


_FOUR = {"Party A": 25, "Party B": 25, "Party C": 25, "Party D": 25}
_INVENTED = {
    "invented-renamed": _Invented(
        "invented: four parties take new names",
        _FOUR,
        {"Party E": 25, "Party F": 25, "Party G": 25, "Party H": 25},
        dict(zip(_FOUR, ("Party E", "Party F", "Party G", "Party H"), strict=True)),
    ),
    "invented-merged": _Invented(
        "invented: four parties merge into one",
        _FOUR,
        {"Union": 100},
        dict.fromkeys(_FOUR, "Union"),
    ),
    "invented-swapped": _Invented(
        "invented: large and small change places",
        {"Party A": 90, "Party B": 10},
        {"Party A": 10, "Party B": 90},
        {},
    ),
}
_PAIRS = {
    **{name: f"{a.day.year} and {b.day.year}" for name, (a, b) in _REAL.items()},
    **{name: pair.label for name, pair in _INVENTED.items()},
}
_SUCCESSORS = {
    "names": "every name is a party of its own",
    "recorded": "successors are the same party",
    "verified": "the same, verified records only",
}
_INDICES = {"laakso-taagepera": "Laakso and Taagepera", "golosov": "Golosov"}
_INDEX = {"laakso-taagepera": effective_number, "golosov": golosov}

_RULE = (
    "a later list is a successor if the earlier one was renamed, merged into it or stood on its "
    "list; a party that split off is new"
)

CONTROLS: tuple[Control, ...] = (
    Choice("pair", "Two elections", "2004-2007", _PAIRS),
    Choice("successors", "Same party?", "names", _SUCCESSORS),
    Choice("index", "Effective number of", "laakso-taagepera", _INDICES),
)

RESETS: dict[str, tuple[str, ...]] = {}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown(successors="recorded")["successors"], shown()["pair"]
    ('recorded', '2004-2007')
    """
    return chosen(CONTROLS, values)


def compute(
    *, pair: str = "2004-2007", successors: str = "names", index: str = "laakso-taagepera"
) -> Outcome:
    """Measure two party systems, and the change from one to the other.

    Parameters
    ----------
    pair
        Two list elections in a row, for example ``"2004-2007"``, or an invented pair:
        ``"invented-renamed"``, ``"invented-merged"``, ``"invented-swapped"``.
    successors
        ``"names"``: every name is a party of its own; ``"recorded"``: a successor by
        :func:`kazlib.tables.parties.successions` is the same party; ``"verified"``: only by steps
        whose confidence is "verified".
    index
        Effective number of ``"laakso-taagepera"`` or of ``"golosov"``.

    Returns
    -------
    Outcome
        Effective numbers, volatility both ways, shares before and after, the sources.

    Raises
    ------
    InvalidChoice
        If a value is not among these.

    Examples
    --------
    >>> print(compute(pair="invented-renamed").sentence.split(". ")[1])
    If every name is a party of its own, volatility is 100.0 points; if successors are the same
    party, it is 0.0
    """
    for value, name, allowed in (
        (pair, "pair", _PAIRS),
        (successors, "successors", _SUCCESSORS),
        (index, "index", _INDICES),
    ):
        if value not in allowed:
            raise InvalidChoice.of(value, name, allowed)
    before, after = _ballots(pair)
    links, sources = _links(pair, successors == "verified")
    apart = volatility_parts(before.votes, after.votes)
    joined = volatility_parts(before.votes, after.votes, successors=links)
    used = {} if successors == "names" else links
    chosen = apart if successors == "names" else joined
    sentence = _sentence(before, after, apart, joined, successors, index)
    return Outcome(
        sentence=sentence,
        svg=_picture(before, after, apart, joined, used, index, sentence),
        table=_table(before, after, used, chosen),
        sources=(*_of_votes(pair), *_of_rule(pair), *sources),
    )


def _ballots(pair: str) -> tuple[_Ballot, _Ballot]:
    if pair in _INVENTED:
        invented = _INVENTED[pair]
        first = _Ballot("before", invented.before, invented.before)
        return first, _Ballot("after", invented.after, invented.after)
    before, after = _REAL[pair]
    return _ballot(before), _ballot(after)


def _ballot(election: ListElection) -> _Ballot:
    votes = {party: count for party, count in election.votes.items() if party != AGAINST_ALL}
    return _Ballot(str(election.day.year), votes, election.seats)


def _links(pair: str, verified: bool) -> tuple[dict[str, str], list[Source]]:
    """Return predecessor → successor, and a source for each step that leads there."""
    if pair in _INVENTED:
        return dict(_INVENTED[pair].successors), []
    before, after = _REAL[pair]
    found = successions(before.votes, after.votes, after.day, verified=verified)
    steps = dict.fromkeys(step for path in found.values() for step in path)
    return {name: path[-1].later for name, path in found.items()}, [
        Source(f"{step}. Source: {step.source.title}", confidence=step.source.confidence)
        for step in steps
    ]


def _moved(one: float, two: float) -> str:
    a, b = f"{one:.2f}", f"{two:.2f}"
    if a == b:
        return f"stays at {a}"
    return f"{'falls' if two < one else 'rises'} from {a} to {b}"


def _sentence(
    before: _Ballot,
    after: _Ballot,
    apart: VolatilityParts,
    joined: VolatilityParts,
    successors: str,
    index: str,
) -> str:
    number = _INDEX[index]
    votes = _moved(number(before.votes), number(after.votes))
    seats = _moved(number(before.seats), number(after.seats))
    invented = before.name == "before"
    opening = "Invented" if invented else f"{before.name} to {after.name}"
    names = f"every name is a party of its own, {{}} {apart.total:.1f}{{}}"
    same = "successors are the same party"
    if successors == "verified":
        same += " (verified records only)"
    same = f"{same}, {{}} {joined.total:.1f}{{}}"
    order = (names, same) if successors == "names" else (same, names)
    text = (
        f"{opening}: the effective number of parties {votes} by votes and {seats} by list seats. "
        f"If {order[0].format('volatility is', ' points')}; "
        f"if {order[1].format('it is', '')}. "
    )
    if not invented or successors != "names":
        text += f"Rule of this book: {_RULE}. "
    return text + "Volatility is net: voters who changed places do not show."


def _label(name: str) -> str:
    """Shorten a name for the picture: what stands in brackets is left out."""
    return name.partition(" (")[0]


def _families(
    before: _Ballot, after: _Ballot, links: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """Return each party with its names of before, the largest of after first."""
    members: dict[str, list[str]] = {name: [] for name in after.votes}
    for name in before.votes:
        members.setdefault(links.get(name, name), []).append(name)
    return sorted(
        members.items(),
        key=lambda item: (-after.votes.get(item[0], 0), -_sum(before.votes, item[1])),
    )


def _sum(counts: Mapping[str, int], names: list[str]) -> int:
    return sum(counts.get(name, 0) for name in names)


def _share(count: int, counts: Mapping[str, int]) -> float:
    return float(Fraction(100 * count, sum(counts.values())))


def _shares(
    before: _Ballot, after: _Ballot, family: tuple[str, list[str]]
) -> tuple[float | None, float | None]:
    name, names = family
    return (
        _share(_sum(before.votes, names), before.votes) if names else None,
        _share(after.votes[name], after.votes) if name in after.votes else None,
    )


def _picture(
    before: _Ballot,
    after: _Ballot,
    apart: VolatilityParts,
    joined: VolatilityParts,
    links: Mapping[str, str],
    index: str,
    sentence: str,
) -> str:
    number = _INDEX[index]
    fills = [f"url(#{_IDS}-p{style})" for style in (0, 0, 1, 1, 2, 3)]
    numbers = [
        (f"{what}, {ballot.name}", number(counts))
        for what, which in (("votes", "votes"), ("list seats", "seats"))
        for ballot in (before, after)
        for counts in (getattr(ballot, which),)
    ]
    sizes = [
        Row(label, value, f"{value:.2f}", fill)
        for (label, value), fill in zip(numbers, fills, strict=False)
    ]
    moved = [
        Row("each name apart", apart.total, f"{apart.total:.1f}", fills[4]),
        Row("successors joined", joined.total, f"{joined.total:.1f}", fills[5]),
    ]
    changes = [_shift(before, after, family) for family in _families(before, after, links)]
    marks = (
        _heading("Effective number of parties"),
        rows(sizes, tick=1, tick_label="1: one party"),
        _heading("Volatility, 0 to 100 points"),
        rows(moved, tick=100, tick_label="100"),
        _heading("Parties"),
        shifts(changes, ids=_IDS, before=before.name, after=after.name),
    )
    title = (
        f"Volatility {apart.total:.1f} with each name apart, {joined.total:.1f} with successors "
        "joined"
    )
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _heading(words: str) -> Mark:
    return Mark(text(2, 20, words, weight="bold"), 28)


def _shift(before: _Ballot, after: _Ballot, family: tuple[str, list[str]]) -> Shift:
    name, names = family
    one, two = _shares(before, after, family)
    earlier = [_label(other) for other in names if other != name]
    label = _label(name) + (f" (with {', '.join(earlier)})" if earlier else "")
    if one is None:
        note = f"new → {two:.1f}"
    elif two is None:
        note = f"{one:.1f} → gone"
    else:
        note = f"{one:.1f} → {two:.1f}"
    return Shift(label, one, two, note)


def _table(
    before: _Ballot, after: _Ballot, links: Mapping[str, str], parts: VolatilityParts
) -> Table:
    lines: list[tuple[str | int | float | None, ...]] = []
    for family in _families(before, after, links):
        name, names = family
        one, two = _shares(before, after, family)
        change = (two or 0.0) - (one or 0.0)
        lines.append(
            (
                name,
                "" if one is None else round(one, 2),
                "" if two is None else round(two, 2),
                round(change, 2),
                _sum(before.seats, names) if names else "",
                after.seats.get(name, ""),
                *(("; ".join(names) or "new",) if links else ()),
            )
        )
    caption = (
        f"Votes for lists (lines against all left out) and list seats. Volatility "
        f"{parts.total:.1f} points: {parts.entry_exit:.1f} from lists that enter or leave, "
        f"{parts.within:.1f} from the others. Fragmentation (Rae) by votes "
        f"{fragmentation(before.votes):.2f} and {fragmentation(after.votes):.2f}, by list seats "
        f"{fragmentation(before.seats):.2f} and {fragmentation(after.seats):.2f}."
    )
    columns = (
        "Party",
        f"{before.name}, %",
        f"{after.name}, %",
        "Change",
        f"Seats {before.name}",
        f"Seats {after.name}",
        *((f"Names {before.name}",) if links else ()),
    )
    return Table(caption=caption, columns=columns, rows=tuple(lines))


def _of_votes(pair: str) -> tuple[Source, ...]:
    if pair in _INVENTED:
        return (Source("Votes and seats: invented, to show an extreme", confidence="assumption"),)
    return tuple(
        Source(
            f"Votes of {election.day.isoformat()}: {election.source.title}",
            confidence=election.source.confidence,
        )
        for election in _REAL[pair]
    )


def _of_rule(pair: str) -> tuple[Source, ...]:
    where = "set by hand" if pair in _INVENTED else "by data/party_links.csv"
    return (
        Source(
            f"Successors {where}. Rule of this book: {_RULE}. Other rules are possible",
            confidence="assumption",
        ),
        Source("Volatility: Pedersen (1979); entry and exit: Powell and Tucker (2014)"),
        Source(
            "Effective number: Laakso and Taagepera (1979), Golosov (2010); fragmentation: Rae "
            "(1967)"
        ),
    )
