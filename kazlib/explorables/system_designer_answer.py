"""The answer of system-designer: sentence, picture, tables, sources and limits."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kazlib.errors import NoListPasses
from kazlib.exact import plain
from kazlib.explorables.system_designer_design import Design
from kazlib.explorables.system_designer_model import LAWS
from kazlib.explorables.system_designer_tables import OWN, Past, mean_of, more_tables, systems
from kazlib.figures.svg import Mark, SeatGroup, hemicycle, picture
from kazlib.figures.svg_bands import Band, bands
from kazlib.figures.svg_series import Row, rows, words
from kazlib.models.fast_count import Undecided, describe
from kazlib.models.laboratory import Tally
from kazlib.outcome import Outcome, Source
from kazlib.tables.parties import members_to_register
from kazlib.texts import ENGLISH

_IDS = "system-designer"

_REASONS: Mapping[Undecided, str] = {
    "tie": "lots would decide",
    "nobody": "no list passes",
    "quota": "the quota does not fit the house",
}

LIMITS = (
    "A model, and no forecast: the votes are given, and move at random around what they are.",
    "Mechanical effect only: parties do not merge, split, or stay away, and voters do not change "
    "their choice because a rule changes.",
    "Lists move independently; how far is assumed, not measured.",
    "Votes in districts are not known. District seats are shared in proportion to votes ** k, "
    "without independents, second rounds or known candidates; k = 3 is an assumption.",
    "Seats of the Assembly of the People (2007 to 2022) belong to no list here.",
    "Votes against all are held fixed, and count in the base of every system alike.",
    "Who may register is decided before any of this. The model knows nothing of media, campaigns, "
    "pressure, or the count.",
    "What would prove it wrong: real changes of votes that are far larger or common to several "
    "lists, and district results far from votes ** k.",
)


def answer(design: Design, tallies: Sequence[Tally], halves: tuple[Tally, Tally]) -> Outcome:
    """Return the outcome of the elections that were counted so far.

    Parameters
    ----------
    design
        What was counted.
    tallies
        One for each system of ``design.counted``.
    halves
        The design's own elections, in two halves.

    Raises
    ------
    NoListPasses
        If no election was decided.
    """
    own = tallies[0]
    if not own.decided:
        why = ", ".join(f"{_REASONS[reason]} ({n:,})" for reason, n in own.undecided.items())
        raise NoListPasses(
            f"None of {own.elections:,} elections is decided: {why}. Choose a lower threshold, "
            f"another formula or more seats."
        )
    sentence = _sentence(design, own)
    rest = iter(tallies[1:])
    past = {key: None if each is None else (each, next(rest)) for key, each in design.past.items()}
    return Outcome(
        sentence=sentence,
        svg=_picture(design, own, past, sentence),
        table=systems(design, own, past),
        sources=_sources(design),
        more=tuple(more_tables(design, own, halves)),
        limits=LIMITS,
    )


# ---------------------------------------------------------------------------- the sentence


def _chance(part: int, tally: Tally) -> str:
    """Return a share of the elections, with the error that comes from their number alone."""
    share = part / tally.decided
    error = 100 * math.sqrt(share * (1 - share) / tally.decided)
    return f"{plain(100 * share, 1)}% (± {plain(error, 1)})"


def _sentence(design: Design, tally: Tally) -> str:
    text = f"What if {ENGLISH.listed(design.changes)}? " if design.changes else ""
    number = f"{tally.mean(tally.effective):.2f}"
    index = f"{tally.mean(tally.gallagher):.1f}"
    lost = f"{plain(tally.mean(tally.wasted), 1)}% of the votes elect nobody"
    if design.held == 1:
        top, chamber = max(tally.largest), tally.chamber
        share = "no majority"
        if tally.majority:
            share = (
                "a majority and two thirds" if tally.two_thirds else "a majority, not two thirds"
            )
        text += (
            f"The votes of {design.ballot.label} as they are, one count: one list has {top} of "
            f"{chamber} seats, {share}; Gallagher index {index}, effective number of parties "
            f"{number}; {lost}."
        )
    else:
        many = f"{tally.elections:,}"
        first = (
            f"First {many} of {design.held:,}" if tally.elections < design.held else f"In {many}"
        )
        one = "election" if design.held == 1 else "elections"
        text += (
            f"{first} {one} near the votes of {design.ballot.label}: one list has a majority in "
            f"{_chance(tally.majority, tally)} and two thirds in "
            f"{_chance(tally.two_thirds, tally)} of them; the mean Gallagher index is {index}, the "
            f"effective number of parties {number}; {lost}."
        )
    if tally.undecided:
        why = ENGLISH.listed(
            [f"{_REASONS[r]} in {n:,}" for r, n in sorted(tally.undecided.items())]
        )
        text += f" Not decided, and in no number: {why}."
    if design.gone:
        votes = design.whole.votes
        share = plain(100 * sum(votes[p] for p in design.gone) / sum(votes.values()), 1)
        text += f" {share}% of the voters for lists do not find theirs on the ballot."
    return f"{text} A model: only the votes move, and only at random; parties and voters adapt."


# ---------------------------------------------------------------------------- the picture


def _band(label: str, tally: Tally, style: int) -> Band:
    chamber = tally.mean(tally.chamber)
    low, high = (Tally.quantile(tally.largest, share) for share in (0.05, 0.95))
    middle = mean_of(tally.largest)
    note = f"{plain(middle, 0)} ({low}–{high})" if low < high else f"{low}"
    low_, middle_, high_ = (min(seats / chamber, 1) for seats in (low, middle, high))
    return Band(label, low_, middle_, high_, note, style, tick=0.5)


def _picture(design: Design, own: Tally, past: Past, sentence: str) -> str:
    shown = [(OWN, own, 1)] + [
        (LAWS[key].label, counted[1], 0)
        for key, counted in past.items()
        if counted is not None and counted[1].decided
    ]
    largest = bands(
        "Largest list in the chamber",
        "seats (90% band)",
        [_band(*each) for each in shown],
        ids=_IDS,
    )
    gaps = rows(
        [
            Row(
                label,
                tally.mean(tally.gallagher),
                f"{tally.mean(tally.gallagher):.1f}",
                f"url(#{_IDS}-p{style})",
            )
            for label, tally, style in shown
        ],
        tick=None,
        tick_label="",
    )
    marks: list[Mark] = [
        largest,
        words("┊ one half", "Kurultai 2026: not known"),
        words("Gallagher index, mean", "0 is proportional"),
        gaps,
    ]
    electorate = design.electorate
    given = design.system.count(
        electorate.votes, no_list=electorate.no_list, groups=electorate.groups
    )
    if not isinstance(given, str):
        groups = [
            SeatGroup(name, seats, style)
            for style, (name, seats) in enumerate(zip(design.ballot.votes, given, strict=True))
        ]
        if design.system.fixed_seats:
            groups.append(SeatGroup("Assembly", design.system.fixed_seats, None))
        seats = sum(given) + design.system.fixed_seats
        arch = hemicycle(groups, ids=_IDS, caption=f"{seats:,} seat{'' if seats == 1 else 's'}")
        marks += [words("This design, votes as they are", ""), arch]
    title = f"{OWN}: {describe(design.system)}"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


# ---------------------------------------------------------------------------- sources


def _sources(design: Design) -> tuple[Source, ...]:
    law = design.counted_by
    used = (
        "list_seats",
        "smd_seats",
        "threshold_pct",
        "threshold_base",
        "one_party_rule",
        "quota_rule",
    )
    _, members = members_to_register(design.law.on)
    past = [
        Source(
            f"Law {each.label}: {each.rules.instrument}",
            confidence=each.rules.why("list_seats").confidence,
        )
        for each in LAWS.values()
    ]
    here = [law.why(name) for name in used]
    titles = dict(
        zip(
            used,
            (
                "List seats",
                "District seats",
                "Threshold",
                "Base of the threshold",
                "Rule for a single list",
                "Quota of persons",
            ),
            strict=True,
        )
    )
    return (
        design.ballot.source,
        *(
            replace(why, title=f"{titles[n]}: {why.title}")
            for n, why in zip(used, here, strict=True)
        ),
        replace(members, title=f"Members of a party: {members.title}"),
        *past,
    )
