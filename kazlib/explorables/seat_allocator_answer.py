"""What the explorable seat-allocator answers: sentence, picture, table and sources of a count."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kazlib.figures.svg import Bar, SeatGroup, bars_with_threshold, hemicycle, picture
from kazlib.law import MazhilisRules
from kazlib.measures import effective_number, gallagher, wasted_votes
from kazlib.offices.mazhilis import ListResult
from kazlib.outcome import Source, Table
from kazlib.tables.elections import AGAINST_ALL, ListElection
from kazlib.texts import Said, Texts


def sentence(
    result: ListResult,
    house: int,
    held: ListElection | None,
    changes: Sequence[Said],
    texts: Texts,
    *,
    edited: bool,
) -> str:
    """Return the count in words.

    Parameters
    ----------
    result
        The count.
    house
        List seats.
    held
        The election; ``None``: three invented parties.
    changes
        What differs from the law and the votes of the day.
    texts
        The language.
    edited
        Whether the votes are the reader's own.
    """
    won = _wins(result, house, texts)
    if edited:
        text = texts("With these votes, {wins}", wins=won)
    elif held is None:
        text = texts("In an election with three invented parties, {wins}", wins=won)
    elif changes:
        text = texts("With the votes of {day}, {wins}", day=texts.day(held.day), wins=won)
    else:
        text = texts(
            "By the law of {day} (threshold {pct}%), {wins}",
            day=texts.day(held.day),
            pct=texts.number(result.threshold_pct),
            wins=won,
        )
    below = [p for p, passed in result.passed.items() if not passed and p not in result.admitted]
    if below:
        text = texts("{result}; {below}", result=text, below=_below(result, below, texts))
    parts = [f"{text}."]
    if changes:
        what = texts.listed([texts.again(change) for change in changes])
        parts.insert(0, texts("What if {changes}?", changes=what))
    if result.tie is not None or result.one_party_rule == "runner-up":
        parts += [texts.again(note) for note in result.notes[1:]]
    if changes:
        parts.append(
            texts("Mechanical effect only: the votes are held fixed; parties and voters adapt.")
        )
    return " ".join(parts)


def _below(result: ListResult, below: Sequence[str], texts: Texts) -> str:
    counted = sum(result.votes.values()) + result.against_all
    many = "{lists} are below the threshold: {votes} votes ({share}%) elect nobody"
    one = "{lists} is below the threshold: {votes} votes ({share}%) elect nobody"
    return texts.plural(
        one,
        many,
        len(below),
        lists=texts.listed([texts.again(party) for party in below]),
        votes=texts.number(result.lost_votes),
        share=texts.number(Fraction(100 * result.lost_votes, counted), 1),
    )


def _wins(result: ListResult, house: int, texts: Texts) -> str:
    winners = sorted(
        ((texts.again(party), seats) for party, seats in result.seats.items() if seats),
        key=lambda pair: -pair[1],
    )
    if not winners:
        return texts.plural(
            "{n} list seat tied, none certain", "{n} list seats tied, none certain", house
        )
    (first, most), rest = winners[0], winners[1:]
    one, many = "{party} wins {won} of {n} list seat", "{party} wins {won} of {n} list seats"
    wins = [texts.plural(one, many, house, party=first, won=texts.number(most))]
    wins += [texts("{party} {seats}", party=p, seats=texts.number(s)) for p, s in rest]
    without = [p for p in result.admitted if not result.seats[p] and result.tie is None]
    if without:
        names = texts.listed([texts.again(party) for party in without])
        wins.append(texts("{lists} none", lists=names))
    return texts.listed(wins)


def drawing(result: ListResult, house: int, words: str, texts: Texts) -> str:
    """Return the picture: the chamber, and the shares with the threshold.

    Parameters
    ----------
    result, house
        The count and the list seats.
    words
        The sentence, which describes the picture.
    texts
        The language.
    """
    styles = {party: number for number, party in enumerate(result.votes)}
    bars = []
    for party, votes in result.votes.items():
        share = Fraction(100 * votes, result.base_votes)
        note = texts.plural(
            "{share}% → {n} seat",
            "{share}% → {n} seats",
            result.seats[party],
            share=texts.number(share, fixed=True),
        )
        admitted = party in result.admitted
        bars.append(Bar(texts.again(party), float(share), note, styles[party], admitted))
    groups = [SeatGroup(texts.again(p), seats, styles[p]) for p, seats in result.seats.items()]
    if result.tie is not None:
        groups.append(SeatGroup(texts("tied"), result.tie.seats, None))
    caption = texts.plural("{n} list seat", "{n} list seats", house)
    limit = texts("threshold {pct}%", pct=texts.number(result.threshold_pct))
    marks = (
        hemicycle(groups, ids="seat-allocator", caption=caption),
        bars_with_threshold(
            bars,
            ids="seat-allocator",
            threshold=float(result.threshold_pct),
            threshold_label=limit,
        ),
    )
    title = _wins(result, house, texts)
    return picture(marks, ids="seat-allocator", title=title, desc=words)


def table(result: ListResult, held: ListElection | None, texts: Texts, *, what_if: bool) -> Table:
    """Return the numbers, with the official seats beside them.

    Parameters
    ----------
    result, held
        The count and the election; ``None``: three invented parties.
    texts
        The language.
    what_if
        Whether anything differs from the law and the votes of the day.
    """
    shares = {p: round(100 * v / result.base_votes, 2) for p, v in result.votes.items()}
    rows: list[tuple[Any, ...]] = [
        (party, votes, shares[party], texts(_status(party, result)), result.seats[party])
        for party, votes in result.votes.items()
    ]
    if result.against_all:
        share = round(100 * result.against_all / result.base_votes, 2)
        rows.append((AGAINST_ALL, result.against_all, share, texts("no list"), ""))
    columns: tuple[str, ...] = ("List", "Votes", "Share, %", "Threshold", "Seats")
    if held is not None and held.seats:  # what really happened, beside every what-if
        columns = (*columns, "Official seats")
        rows = [(*row, held.seats.get(row[0], "")) for row in rows]
    kind = texts("List seats, what-if.") if what_if else texts("List seats, by the law of the day.")
    parts = [kind]
    if result.tie is None:
        parts.append(
            texts(
                "{votes} votes for lists without a seat; Gallagher index {gallagher}, effective "
                "number of parties {parties}.",
                votes=texts.number(wasted_votes(result.votes, result.seats)),
                gallagher=texts.number(gallagher(result.votes, result.seats), fixed=True),
                parties=texts.number(effective_number(result.seats), fixed=True),
            )
        )
    parts.append(texts.again(result.notes[0]))
    return Table(
        caption=" ".join(parts),
        columns=tuple(texts(column) for column in columns),
        rows=tuple((texts.again(row[0]), *row[1:]) for row in rows),
    )


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


def sources(
    law: MazhilisRules, result: ListResult, held: ListElection | None
) -> tuple[Source, ...]:
    """Return the sources of the votes and of every rule that this count used.

    Parameters
    ----------
    law, result
        The law of the day and the count.
    held
        The election whose official votes were counted; ``None``: other votes.
    """
    used = ["threshold_pct", "threshold_base", "list_seats"]
    used += ["quota"] if len(result.admitted) > 1 else []
    used += ["one_party_rule"] if result.one_party_rule else []
    used += ["runner_up_leftover"] if result.one_party_rule == "runner-up" else []
    used += ["tie_rule"] if result.tie is not None else []
    votes = [] if held is None else [replace(held.source, title=f"Votes: {held.source.title}")]
    rules_used = ((_SOURCED[parameter], law.why(parameter)) for parameter in used)
    return (
        *votes,
        *(replace(why, title=f"{label.capitalize()}: {why.title}") for label, why in rules_used),
    )
