"""districts-lists-mixed: one electorate, counted in five ways, many times.

A model. The nationwide votes are real or invented; the districts are always invented, because no
boundaries and no results by district are in the data of this book.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast, get_args

from kazlib.controls import Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats
from kazlib.exact import Exact, exact, percentage, plain, whole
from kazlib.exact import Number as AnyNumber
from kazlib.explorables.districts_lists_mixed_answer import INVENTED_VOTES, Case, answer
from kazlib.law import rules
from kazlib.models.systems import Design, count_all
from kazlib.offices.mazhilis_mixed import Overhang
from kazlib.outcome import Outcome
from kazlib.tables.elections import list_elections, official_list_votes

TITLE = "Districts, lists, or both"

INVENTED = "invented"
MOST_SEATS, MOST_RUNS = 300, 200

_REAL = {e.day.isoformat(): e for e in list_elections() if e.votes}
_SPREAD = Fraction(1, 2)
_INVENTED_THRESHOLD = 5
_OVERHANG = {
    "enlarge-house": "the house grows",
    "fixed-house": "the others share what is left",
}

CONTROLS: tuple[Control, ...] = (
    Choice(
        "electorate",
        "Votes",
        "2023-03-19",
        {
            **{day: f"list votes of {election.day.year}" for day, election in _REAL.items()},
            INVENTED: "three invented parties",
        },
    ),
    Number("seats", "Seats", 98, "seats"),
    Slider("share", "Mixed: seats in districts", 30, "%", 0, 100, 1),
    Slider("threshold", "Threshold for lists", None, "%", 0, 15, Fraction(1, 2)),
    Slider("spread", "District spread", _SPREAD, "0 = none", 0, 2, Fraction(1, 10)),
    Slider("to_second", "Round 2: others to 2nd", 50, "%", 0, 100, 5),
    Choice("overhang", "Overhang", "enlarge-house", _OVERHANG),
    Number("runs", "Runs", 30, "elections"),
    Number("seed", "Luck", 1, "seed"),
)

RESETS: dict[str, tuple[str, ...]] = {"electorate": ("threshold",)}


def _known(electorate: date | str) -> str:
    name = electorate.isoformat() if isinstance(electorate, date) else electorate
    if name not in (*_REAL, INVENTED):
        raise InvalidChoice.of(name, "electorate", (*_REAL, INVENTED))
    return name


def _threshold(electorate: str) -> Exact:
    if electorate == INVENTED:
        return _INVENTED_THRESHOLD
    return cast(Exact, rules("mazhilis", on=_REAL[electorate].day).threshold_pct)


def shown(*, electorate: date | str = "2023-03-19", **values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["threshold"], shown(electorate="2004-09-19")["threshold"]
    (5, 7)
    """
    name = _known(electorate)
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    own |= {"electorate": name, "threshold": _threshold(name)}
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    electorate: date | str = "2023-03-19",
    seats: int = 98,
    share: AnyNumber = 30,
    threshold: AnyNumber | None = None,
    spread: AnyNumber = _SPREAD,
    to_second: AnyNumber = 50,
    overhang: str = "enlarge-house",
    runs: int = 30,
    seed: int = 1,
) -> Outcome:
    """Count one electorate by five systems, with many draws of invented districts.

    Parameters
    ----------
    electorate
        Day of a list election whose votes are in the data (1999 to 2023), or ``"invented"``.
    seats
        Seats of every house, 1 to 300.
    share
        Per cent of the seats that the mixed systems fill in districts, 0 to 100; the number of
        districts is rounded to the nearest whole one, a half up.
    threshold
        Per cent, 0 to 100; ``None``: that of the law of the day (invented parties: 5).
    spread
        Standard deviation of log support between districts, 0 to 5; 0: every district votes as
        the nation.
    to_second
        Per cent of the voters of eliminated lists who vote for the second list in a second round,
        0 to 100; 50 is neutral.
    overhang
        ``"enlarge-house"`` or ``"fixed-house"``.
    runs
        Elections, 1 to 200: more would keep a phone waiting.
    seed
        The luck of the draw, from 0.

    Returns
    -------
    Outcome
        Bands of seats by system and list, disproportionality, effective number of parties, ties.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, or a threshold that no list reaches.

    Examples
    --------
    >>> print(compute(spread=0).sentence.split("every run: ")[1].split(". ")[0])
    districts 98, two rounds 98, lists 56, parallel 69, compensatory 56
    """
    name = _known(electorate)
    if overhang not in get_args(Overhang):
        raise InvalidChoice.of(overhang, "overhang", get_args(Overhang))
    if whole(seats, "seats", 1, InvalidSeats) > MOST_SEATS:
        raise InvalidSeats(f"seats is {plain(seats)}; it must be from 1 to {MOST_SEATS}.")
    if whole(runs, "runs", 1) > MOST_RUNS:
        raise InvalidNumber(f"runs is {plain(runs)}; it must be from 1 to {MOST_RUNS}.")
    if not 0 <= (moves := exact(spread, "spread")) <= 5:
        raise InvalidNumber(f"spread is {plain(moves)}; it must be from 0 to 5.")
    part = percentage(share, "share")
    own = _threshold(name)
    limit = own if threshold is None else percentage(threshold, "threshold")
    design = Design(
        votes=INVENTED_VOTES if name == INVENTED else official_list_votes(_REAL[name].day),
        seats=seats,
        district_seats=int(seats * Fraction(part) / 100 + Fraction(1, 2)),
        threshold_pct=limit,
        spread=float(moves),
        to_second=to_second,
        overhang=cast(Overhang, overhang),
    )
    counted = count_all(design, runs=runs, seed=seed)
    day = None if name == INVENTED else _REAL[name].day
    return answer(Case(day, design, counted, own_threshold=limit == own))
