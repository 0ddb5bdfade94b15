"""What districts-lists-mixed answers: sentence, bands, table, sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kazlib.exact import exact, plain
from kazlib.figures.svg import Mark, picture
from kazlib.figures.svg_bands import Band, bands
from kazlib.figures.svg_series import words
from kazlib.law import rules
from kazlib.measures import effective_number, gallagher
from kazlib.models.numbers import quantile
from kazlib.models.systems import SYSTEMS, Counted, Design, Runs, System
from kazlib.outcome import Outcome, Source, Table
from kazlib.tables.elections import list_election, official_district_seats
from kazlib.texts import ENGLISH

INVENTED_VOTES = {"Party A": 2_700_000, "Party B": 1_980_000, "Party C": 1_320_000}

_IDS = "districts-lists-mixed"
_DRAWN = 4  # lists of the picture with a line of their own; the others are drawn together
_HEADINGS: dict[System, str] = {
    "plurality": "Districts, one round",
    "two-round": "Districts, two rounds",
    "lists": "Lists",
    "parallel": "Mixed, parallel",
    "compensatory": "Mixed, compensatory",
}
_SHORT: dict[System, str] = {
    "plurality": "districts",
    "two-round": "two rounds",
    "lists": "lists",
    "parallel": "parallel",
    "compensatory": "compensatory",
}
_TIED = "tied in every run"


@dataclass(frozen=True)
class Case:
    """What was counted.

    Attributes
    ----------
    day : date or None
        Election whose votes they are; ``None``: invented parties.
    design : Design
        Votes and systems.
    counted : Counted
        The runs.
    own_threshold : bool
        Whether the threshold is that of the law of the day.
    """

    day: date | None
    design: Design
    counted: Counted
    own_threshold: bool


def answer(case: Case) -> Outcome:
    """Put the runs into words, a picture and a table.

    Examples
    --------
    >>> from kazlib.models.systems import count_all
    >>> design = Design(INVENTED_VOTES, seats=10, district_seats=5)
    >>> case = Case(None, design, count_all(design, runs=1, seed=1), own_threshold=True)
    >>> answer(case).table.rows[0]
    ('Party A', 45.0, '10', '10', '5', '7', '5', '5')
    """
    sentence = _sentence(case)
    return Outcome(sentence, _picture(case, sentence), _table(case), _sources(case))


def _written(band: tuple[int, int, int], to: str = "–") -> str:
    low, middle, high = band
    return plain(middle) if low == high else f"{plain(middle)} ({plain(low)}{to}{plain(high)})"


def _won(runs: Runs, *lists: int, to: str = "–") -> str:
    return _written(runs.band(*lists), to) if runs.seats else _TIED


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{plain(number)} seats"


def _order(design: Design) -> list[int]:
    """Return positions of the lists, the largest first."""
    counts = list(design.lists.values())
    return sorted(range(len(counts)), key=lambda i: -counts[i])


def _share(design: Design, *lists: int) -> float:
    counts = list(design.lists.values())
    return sum(counts[i] for i in lists) / sum(counts)


def _sentence(case: Case) -> str:
    design, runs = case.design, case.counted.runs
    first = _order(design)[0]
    day = case.day
    votes = f"list votes of {ENGLISH.day(day)}" if day else "invented parties"
    many = len(runs["lists"].seats) + runs["lists"].ties
    text = (
        f"MODEL with invented districts, {votes}, {_seats(design.seats)}, "
        f"{design.district_seats} of them in districts where the system is mixed. Seats of "
        f"{list(design.lists)[first]} ({100 * _share(design, first):.1f}% of the votes for lists), "
    )
    text += "the same in every run: " if not design.spread else _middle(many)
    text += ", ".join(f"{_SHORT[s]} {_won(runs[s], first, to=' to ')}" for s in SYSTEMS)
    text += f". {_ties(case, many)} "
    if not design.spread:
        text += "With no spread every district votes as the nation. "
    return text + "Votes are held fixed; it says nothing of any real district."


def _middle(many: int) -> str:
    if many == 1:
        return "in one run: "
    return f"middle of {many} runs, and the range of nine in ten where they differ: "


def _ties(case: Case, many: int) -> str:
    tied = [
        f"{_SHORT[s]} {case.counted.runs[s].ties}" for s in SYSTEMS if case.counted.runs[s].ties
    ]
    if not tied:
        return "No run has a tie."
    runs = "one run" if many == 1 else f"{many} runs"
    return f"Runs with a tie, of {runs}, which lots would decide and which are left out: " + (
        f"{', '.join(tied)}."
    )


def _short(name: str) -> str:
    return name.partition(" (")[0]


def _picture(case: Case, sentence: str) -> str:
    design = case.design
    order = _order(design)
    alone = order if len(order) <= _DRAWN + 1 else order[:_DRAWN]
    groups: list[tuple[str, tuple[int, ...]]]
    groups = [(_short(list(design.lists)[i]), (i,)) for i in alone]
    if len(alone) < len(order):
        rest = tuple(order[_DRAWN:])
        groups.append((f"{len(rest)} others", rest))
    marks = [_system(case, system, groups) for system in SYSTEMS]
    marks.append(words("bar: the middle run", "line: nine runs in ten"))
    marks.append(words("dashed: share of the votes", ""))
    title = f"MODEL: seats of {list(design.lists)[order[0]]}: " + ", ".join(
        f"{_SHORT[s]} {_won(case.counted.runs[s], order[0])}" for s in SYSTEMS
    )
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _system(case: Case, system: System, groups: Sequence[tuple[str, tuple[int, ...]]]) -> Mark:
    runs, design = case.counted.runs[system], case.design
    if not runs.seats:
        return bands(_HEADINGS[system], _TIED, [], ids=_IDS)
    every = range(len(design.lists))
    low, _, high = runs.band(*every)
    # On one scale for all systems: a larger house has longer lines, and that is what it is.
    scale = max(r.band(*every)[2] for r in case.counted.runs.values() if r.seats)
    lines = []
    for style, (name, lists) in enumerate(groups):
        band = runs.band(*lists)
        ends = [seats / scale for seats in band]
        tick = _share(design, *lists) * high / scale
        lines.append(Band(name, ends[0], ends[1], ends[2], _written(band), style, tick))
    house = _seats(high) if low == high else f"{low} to {_seats(high)}"
    return bands(_HEADINGS[system], house, lines, ids=_IDS)


def _measures(case: Case, runs: Runs) -> tuple[str, str]:
    """Return the medians of Gallagher's index and of the effective number of parties."""
    if not runs.seats:
        return _TIED, _TIED
    votes = list(case.design.lists.values())

    @cache
    def of(seats: tuple[int, ...]) -> tuple[float, float]:
        return gallagher(votes, seats), effective_number(seats)

    found = [of(seats) for seats in runs.seats]
    middles = (quantile([pair[i] for pair in found], 0.5) for i in (0, 1))
    one, two = (f"{middle:.2f}" for middle in middles)
    return one, two


def _table(case: Case) -> Table:
    design, runs, districts = case.design, case.counted.runs, case.counted.districts
    official = official_district_seats(case.day) if case.day else {}
    parties = list(design.lists)
    rows: list[tuple[str | int | float | None, ...]] = [
        (
            parties[i],
            round(100 * _share(design, i), 2),
            *(_won(runs[system], i) for system in SYSTEMS),
            _won(districts, i),
            *((official.get(parties[i], 0),) if official else ()),
        )
        for i in _order(design)
    ]
    blank = ("",) * (len(SYSTEMS) + 1)
    rows += [(f"{name} *", "", *blank, n) for name, n in official.items() if name not in parties]
    total = (sum(official.values()),) if official else ()
    empty = ("",) if official else ()
    every = range(len(parties))
    measures = [_measures(case, runs[system]) for system in SYSTEMS]
    number = round(effective_number(list(design.lists.values())), 2)
    rows += [
        ("All seats", 100, *(_won(r, *every) for r in (*runs.values(), districts)), *total),
        ("Gallagher index", "", *(one for one, _ in measures), "", *empty),
        ("Effective number", number, *(two for _, two in measures), "", *empty),
        ("Runs with a tie", "", *(runs[s].ties for s in SYSTEMS), districts.ties, *empty),
    ]
    columns: tuple[str, ...] = ("List", "Votes, %", *(_SHORT[s].capitalize() for s in SYSTEMS))
    columns = (*columns, "Mixed: its districts")
    if official:
        columns = (*columns, "Official districts")
    return Table(_caption(case, bool(official)), columns, tuple(rows))


def _caption(case: Case, official: bool) -> str:
    design = case.design
    second = sorted(case.counted.second_rounds)[len(case.counted.second_rounds) // 2]
    districts = "district goes" if second == 1 else "districts go"
    text = (
        f"MODEL. Seats in the middle run (range of nine runs in ten). The seats of each run add up "
        f"to its house; the middle numbers need not. Threshold {plain(exact(design.threshold_pct))}"
        f"%; in the middle run {second} of {design.seats} {districts} to a second round. Measures "
        f"are medians, on votes for lists."
    )
    if official:
        text += (
            " Official districts: what the real districts of that election gave; * stood without "
            "a list of that name, and is not in the model."
        )
    return text


def _spread_source(design: Design) -> str:
    spread = plain(round(design.spread, 4))
    return f"Districts and the spread between them ({spread}): invented, to show what a rule does"


def _sources(case: Case) -> tuple[Source, ...]:
    found = []
    if case.day:
        votes = list_election(case.day).source
        found.append(replace(votes, title=f"Votes, and official seats: {votes.title}"))
        why = rules("mazhilis", on=case.day).why("threshold_pct")
        if case.own_threshold:
            found.append(replace(why, title=f"Threshold: {why.title}"))
    else:
        found.append(Source("Votes: invented", confidence="assumption"))
    to_second = plain(exact(case.design.to_second))
    return (
        *found,
        Source(_spread_source(case.design), confidence="assumption"),
        Source(
            f"Second round: {to_second}% of the voters of other lists vote for the second; "
            f"everybody comes to both rounds",
            confidence="assumption",
        ),
        Source(
            "Counting: plurality, quota and remainders as in the law of 2023, two rounds as in "
            "that of 2004; a list that passes the threshold alone takes all list seats"
        ),
        Source(
            "Compensatory counting: a what-if, never in the law of Kazakhstan; kinds of mixed "
            "systems: Massicotte and Blais (1999)",
            confidence="recalled",
        ),
    )
