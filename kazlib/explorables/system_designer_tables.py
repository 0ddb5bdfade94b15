"""The tables of system-designer: systems side by side, seats by list, sampling noise, entry."""

from collections.abc import Mapping
from functools import cache, lru_cache

from kazlib.errors import UnknownRule
from kazlib.explorables.system_designer_design import Design
from kazlib.explorables.system_designer_model import APPLICANTS, LAWS, entry
from kazlib.law import MazhilisRules
from kazlib.models.fast_count import System, describe
from kazlib.models.laboratory import Electorate, Tally, seats_per_point
from kazlib.offices.mazhilis_quota import quota_check
from kazlib.outcome import Table

OWN = "This design"
"""How the reader's own system is called."""
NONE = "–"
"""In a cell that has no number, though everything is known."""

Past = Mapping[str, tuple[System, Tally] | None]
"""Key of the law → the system and what it counted; ``None`` where the law was not seen."""

_COLUMNS = (
    "System",
    "Seats",
    "Threshold, %",
    "Gallagher",
    "Loosemore–Hanby",
    "Effective number",
    "Lists with seats",
    "Largest list, seats",
    "in 5% below",
    "in 95% at most",
    "Majority, % of elections",
    "Two thirds, % of elections",
    "Votes without a seat, %",
    "Seats a point of swing",
    "Seats by quota, at least",
    "Invented lists barred",
    "Not decided",
)


@lru_cache(maxsize=64)
def _list_tier(system: System, electorate: Electorate) -> tuple[int, ...] | None:
    """Return the list seats of the votes as they are; ``None`` where they are not decided."""
    votes = electorate.votes
    both = system.count(votes, no_list=electorate.no_list, groups=electorate.groups)
    if isinstance(both, str) or not system.list_seats:
        return None
    if not system.district_seats:
        return tuple(both)
    won = system.districts(votes, electorate.groups)
    return None if isinstance(won, str) else tuple(a - b for a, b in zip(both, won, strict=True))


def _floor(law: MazhilisRules, seats: int) -> int | None:
    """Return how many of a list's seats the quota reserves; ``None`` where the law is not seen."""
    if not seats:
        return 0
    try:
        return quota_check(law, "seats", seats, {}).needed
    except UnknownRule:
        return None


def _floors(law: MazhilisRules, system: System, electorate: Electorate) -> int | str | None:
    won = _list_tier(system, electorate)
    if won is None:
        return NONE
    floors = [_floor(law, seats) for seats in won]
    known = [floor for floor in floors if floor is not None]
    return sum(known) if len(known) == len(floors) else None


@lru_cache(maxsize=64)
def _floors_then(key: str, system: System, electorate: Electorate) -> int | str | None:
    """Return the seats that the quota of a law of the past reserved."""
    return _floors(LAWS[key].rules, system, electorate)


@cache
def _barred_then(key: str) -> int | None:
    """Return how many invented lists a law of the past barred; ``None`` where it is not known."""
    asked = entry(LAWS[key].rules)
    return None if asked.members is None else len(asked.barred())


Cells = tuple[str | int | float | None, ...]


def _row(label: str, system: System, tally: Tally, electorate: Electorate, rest: Cells) -> Cells:
    undecided = tally.undecided.total()
    threshold = float(system.threshold_pct) if system.list_seats else NONE
    if not tally.decided:
        return (label, system.house, threshold, *[NONE] * 11, *rest, undecided)
    point = seats_per_point(system, electorate)
    share = 100 / tally.decided
    return (
        label,
        round(tally.mean(tally.chamber), 1),
        threshold,
        round(tally.mean(tally.gallagher), 2),
        round(tally.mean(tally.loosemore_hanby), 2),
        round(tally.mean(tally.effective), 2),
        round(tally.mean(tally.lists), 2),
        round(mean_of(tally.largest), 1),
        Tally.quantile(tally.largest, 0.05),
        Tally.quantile(tally.largest, 0.95),
        round(share * tally.majority, 1),
        round(share * tally.two_thirds, 1),
        round(tally.mean(tally.wasted), 2),
        NONE if point is None else round(point, 2),
        *rest,
        undecided,
    )


def mean_of(counts: Mapping[int, int]) -> float:
    """Return the mean of values that came so many times.

    Parameters
    ----------
    counts
        Value → how often; not empty.

    Examples
    --------
    >>> mean_of({3: 1, 5: 3})
    4.5
    """
    return sum(value * many for value, many in counts.items()) / sum(counts.values())


def systems(design: Design, own: Tally, past: Past) -> Table:
    """Return every system on the same votes, this design first.

    Parameters
    ----------
    design
        What was counted.
    own
        The elections by the design.
    past
        The elections by the laws of the past.
    """
    votes = design.electorate
    barred = None if design.entry.members is None else len(design.entry.barred())
    own_rest = (_floors(design.counted_by, design.system, votes), barred)
    found = [_row(OWN, design.system, own, votes, own_rest)]
    for key, law in LAWS.items():
        counted = past[key]
        if counted is None:
            house = law.rules.list_seats
            found.append((law.label, house, *[None] * (len(_COLUMNS) - 2)))
            continue
        system, tally = counted
        rest = (_floors_then(key, system, votes), _barred_then(key))
        found.append(_row(law.label, system, tally, votes, rest))
    kind = "one count" if design.held == 1 else f"{own.elections:,} elections, means"
    caption = (
        f"Every system on the same votes ({design.ballot.label}; {kind}). Threshold of: "
        f"{design.base}. The Kurultai's threshold and formula are not known, so it is not counted."
    )
    return Table(caption, _COLUMNS, tuple(found))


def more_tables(design: Design, own: Tally, halves: tuple[Tally, Tally]) -> list[Table]:
    """Return seats by list, sampling noise (where there is any), and entry.

    Parameters
    ----------
    design
        What was counted.
    own
        The elections by the design.
    halves
        The same elections in two halves.
    """
    tables = [_by_list(design, own)]
    if all(half.decided for half in halves):
        tables.append(_noise(own, halves))
    asked = "not known" if design.entry.members is None else f"{design.entry.members:,}"
    lists = tuple((a.name, a.members, a.deposit, design.entry.verdict(a)) for a in APPLICANTS)
    tables.append(
        Table(
            f"Entry: invented lists before these rules (members asked: {asked}); the deposit is in "
            "minimum wages for each candidate.",
            ("Invented list", "Members", "Deposit paid", "By these rules"),
            lists,
        )
    )
    return tables


def _by_list(design: Design, own: Tally) -> Table:
    votes, total = design.ballot.votes, sum(design.ballot.votes.values())
    electorate = design.electorate
    given = design.system.count(
        electorate.votes, no_list=electorate.no_list, groups=electorate.groups
    )
    tier = _list_tier(design.system, electorate)
    found: list[Cells] = []
    for i, (name, many) in enumerate(votes.items()):
        counts = own.seats[i]
        found.append(
            (
                f"{name} (not on the ballot)" if name in design.gone else name,
                round(100 * many / total, 2),
                NONE if isinstance(given, str) else given[i],
                round(mean_of(counts), 1),
                Tally.quantile(counts, 0.05),
                Tally.quantile(counts, 0.95),
                NONE if tier is None else _floor(design.counted_by, tier[i]),
            )
        )
    return Table(
        f"Seats by list in this design: {describe(design.system)}.",
        (
            "List",
            "Votes, %",
            "Seats, votes as they are",
            "Seats, mean",
            "in 5% below",
            "in 95% at most",
            "Of them by quota, at least",
        ),
        tuple(found),
    )


def _noise(own: Tally, halves: tuple[Tally, Tally]) -> Table:
    def line(label: str, tally: Tally) -> Cells:
        share = 100 / tally.decided
        return (
            label,
            tally.decided,
            round(share * tally.majority, 2),
            round(share * tally.two_thirds, 2),
            round(tally.mean(tally.gallagher), 3),
            round(mean_of(tally.largest), 2),
        )

    return Table(
        "Sampling noise alone: this design, and two halves of the same elections. The rules are "
        "the same, so the halves differ by luck only.",
        (
            "Elections",
            "Decided",
            "Majority, %",
            "Two thirds, %",
            "Gallagher",
            "Largest list, seats",
        ),
        (line("all", own), line("one half", halves[1]), line("other half", halves[0])),
    )
