"""What fingerprint answers: the sentence, the cloud and the table of one or two elections."""

from collections.abc import Sequence
from dataclasses import dataclass

from kazlib.exact import plain
from kazlib.figures.svg import picture
from kazlib.figures.svg_cloud import Panel, Points, Shape, cloud
from kazlib.models.fingerprint import Rule, Synthetic, SyntheticStation, Verdict
from kazlib.models.numbers import Band, band
from kazlib.outcome import Outcome, Source, Table

RUNS = 50
"""How many more elections are counted, each with other luck."""

_IDS = "fingerprint"
_DRAWN = 500  # points of the picture; more would hide one another on a phone


@dataclass(frozen=True)
class Case:
    """One synthetic election with what was counted in it.

    Attributes
    ----------
    name : str
        Its letter, and what sets it apart; empty for the only one.
    election : Synthetic
        Its settings.
    stations : tuple of SyntheticStation
        What was drawn.
    totals : tuple
        Turnout, the leader's share with and without stuffed votes (%), and the slope.
    verdict : Verdict
        The rule, judged.
    others : tuple of Verdict
        More elections with other luck; none for the two causes.
    """

    name: str
    election: Synthetic
    stations: tuple[SyntheticStation, ...]
    totals: tuple[float | str, ...]
    verdict: Verdict
    others: tuple[Verdict, ...]


def answer(cases: Sequence[Case], rule: Rule, *, told: bool) -> Outcome:
    """Return the outcome for one election, or for the two causes.

    Parameters
    ----------
    cases
        One or two.
    rule
        The rule that was tried.
    told
        Whether the points are drawn by kind; if not, a reader is to guess which of two elections
        is stuffed, so nothing says it.

    Examples
    --------
    >>> from kazlib.explorables.fingerprint import compute
    >>> compute(scene="two-causes", marks="none").table.columns
    ('Count', 'A', 'B')
    """
    one = len(cases) == 1
    sentence = _one_sentence(cases[0], rule) if one else _two_sentence(cases, rule, told)
    return Outcome(
        sentence=sentence,
        svg=_picture(cases, rule, told, sentence),
        table=_table(cases[0]) if one else _table_of_two(cases, told),
        sources=_SOURCES,
    )


def _bands(case: Case) -> tuple[Band, Band, Band]:
    """Return the bands of false alarms, hits and misses over the other elections."""
    return (
        band([verdict.false_alarms for verdict in case.others]),
        band([verdict.hits for verdict in case.others]),
        band([verdict.misses for verdict in case.others]),
    )


def _range(values: Band) -> str:
    low, high = plain(round(values.low)), plain(round(values.high))
    return f"{low} to {high}" if low != high else low if values.high else "none"


def _rule_in_words(rule: Rule) -> str:
    return (
        f"turnout from {plain(round(100 * rule.turnout, 6))}% and share from "
        f"{plain(round(100 * rule.share, 6))}%"
    )


_MODEL = "MODEL with invented stations"
_LIMIT = "It judges no real election."


def _stations(number: int) -> str:
    return f"{plain(number)} station{'' if number == 1 else 's'}"


def _alarms(number: int) -> str:
    return f"{plain(number)} false alarm{'' if number == 1 else 's'}"


def _one_sentence(case: Case, rule: Rule) -> str:
    found, (alarms, _, missed) = case.verdict, _bands(case)
    suspected = found.hits + found.false_alarms
    text = f"{_MODEL}, rule: {_rule_in_words(rule)}. "
    really = found.hits + found.misses
    if not really:
        text += (
            f"No ballot is stuffed, and the rule suspects {_stations(suspected)}: "
            f"{_alarms(found.false_alarms)}. In nine of ten such elections it gives "
            f"{_range(alarms)}. "
        )
    else:
        text += (
            f"{_stations(really)} of {plain(len(case.stations))} are stuffed. The rule suspects "
            f"{plain(suspected)}: it finds {plain(found.hits)} of them, misses "
            f"{plain(found.misses)} and gives {_alarms(found.false_alarms)}. In nine of ten such "
            f"elections it misses {_range(missed)}; false alarms: {_range(alarms)}. "
        )
    return text + _LIMIT


def _two_sentence(cases: Sequence[Case], rule: Rule, told: bool) -> str:
    clean, stuffed = cases
    suspected = [case.verdict.hits + case.verdict.false_alarms for case in cases]
    opening = (
        f"{_MODEL}, rule: {_rule_in_words(rule)}. Two elections of 1,000 stations have the same "
        f"pattern. "
    )
    if not told:
        return opening + (
            f"In one of them villages differ from towns and nothing is stuffed; in the other about "
            f"half of the stations are stuffed. The rule suspects {_stations(suspected[0])} in A "
            f"and {plain(suspected[1])} in B. The cloud alone cannot say which is which: choose "
            f"points by kind to learn it. {_LIMIT}"
        )
    return opening + (
        f"In A villages differ from towns and nothing is stuffed: the rule suspects "
        f"{_stations(suspected[0])}, {_alarms(clean.verdict.false_alarms)}. In B about half of the "
        f"stations are stuffed: it suspects {plain(suspected[1])} and misses "
        f"{plain(stuffed.verdict.misses)} of {plain(stuffed.verdict.hits + stuffed.verdict.misses)}"
        f". The cloud alone cannot say which is which. {_LIMIT}"
    )


def _picture(cases: Sequence[Case], rule: Rule, told: bool, sentence: str) -> str:
    drawn = _DRAWN // len(cases)
    panels = [
        Panel(case.name if told else case.name[:1], _kinds(case, drawn, told)) for case in cases
    ]
    every = max(1, len(cases[0].stations) // drawn)
    title = (
        "MODEL: one pattern, two causes"
        if len(cases) > 1
        else f"MODEL: {_alarms(cases[0].verdict.false_alarms)} and "
        f"{plain(cases[0].verdict.misses)} misses"
    )
    mark = cloud(
        panels,
        x_axis="turnout, %",
        y_axis=f"leader's share, % (1 point in {every} drawn)",
        corner=(rule.turnout, rule.share),
    )
    return picture((mark,), ids=_IDS, title=title, desc=sentence)


def _kinds(case: Case, drawn: int, told: bool) -> list[Points]:
    """Return a part of the stations as points; every n-th, so that all kinds keep their share."""
    some = case.stations[:: max(1, len(case.stations) // drawn)]
    if not told:
        return [Points("dot", _places(some), "a station")]
    kinds: tuple[tuple[Shape, str, list[SyntheticStation]], ...] = (
        ("triangle", "village, not stuffed", [s for s in some if not s.urban and not s.stuffed]),
        ("dot", "town, not stuffed", [s for s in some if s.urban and not s.stuffed]),
        ("cross", "stuffed (only the maker knows)", [s for s in some if s.stuffed]),
    )
    # In the second of the two causes all stations are a town's.
    towns = case.election.urban == case.election.rural
    return [
        Points("dot" if towns and shape == "triangle" else shape, _places(of), label)
        for shape, label, of in kinds
        if of
    ]


def _places(stations: Sequence[SyntheticStation]) -> tuple[tuple[float, float], ...]:
    return tuple((station.turnout, station.share) for station in stations)


_TOTALS = (
    "Turnout, %",
    "Leader's share, %",
    "Leader's share of votes really cast, %",
    "Slope, points of share per point of turnout",
)


def _table(case: Case) -> Table:
    found, (alarms, hits, misses) = case.verdict, _bands(case)
    counted: tuple[tuple[str | float, ...], ...] = (
        ("Stations", len(case.stations), ""),
        ("Stuffed", found.hits + found.misses, ""),
        ("Rightly suspected", found.hits, _range(hits)),
        ("Missed", found.misses, _range(misses)),
        ("False alarms", found.false_alarms, _range(alarms)),
        *((name, value, "") for name, value in zip(_TOTALS, case.totals, strict=True)),
    )
    return Table(
        caption=(
            f"MODEL. All stations are invented. Last column: {RUNS} more elections with other "
            f"luck, without the lowest and the highest 5 per cent."
        ),
        columns=("Count", "This election", f"{RUNS} more"),
        rows=counted,
    )


def _table_of_two(cases: Sequence[Case], told: bool) -> Table:
    if not told:
        shown_names = ("Stations", "Suspected", "Turnout, %", "Leader's share, %")
        seen = [
            (len(c.stations), c.verdict.hits + c.verdict.false_alarms, *c.totals[:2]) for c in cases
        ]
        return Table(
            caption="MODEL. All stations are invented. Points by kind show which is stuffed.",
            columns=("Count", "A", "B"),
            rows=tuple(zip(shown_names, *seen, strict=True)),
        )
    found = [case.verdict for case in cases]
    names = ("Stations", "Stuffed", "Rightly suspected", "Missed", "False alarms", *_TOTALS)
    columns = [
        (
            len(case.stations),
            verdict.hits + verdict.misses,
            verdict.hits,
            verdict.misses,
            verdict.false_alarms,
            *case.totals,
        )
        for case, verdict in zip(cases, found, strict=True)
    ]
    return Table(
        caption="MODEL. All stations are invented; the two elections differ in their cause only.",
        columns=("Count", "A Villages differ", "B Half are stuffed"),
        rows=tuple(zip(names, *columns, strict=True)),
    )


_SOURCES = (
    Source(
        "Idea of the picture: Klimek and others (2012), PNAS 109(41)",
        "https://doi.org/10.1073/pnas.1210722109",
    ),
    Source(
        "Stations, turnout, shares and stuffing: invented; stations of a kind independent, ballots "
        "only added, no other fraud",
        confidence="assumption",
    ),
)
