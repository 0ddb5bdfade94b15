"""call-it-or-not: invented races with one exit poll each; decide first, then see the truth.

Nothing is remembered between two answers: every race follows from its number and the seed, and the
tally is that of a rule, applied to all races of the seed.
"""

import random
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from kazlib.controls import Choice, Control, Number, Slider, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, exact, plain, whole
from kazlib.explorables.exit_poll_answer import interval_of
from kazlib.figures.svg import picture
from kazlib.figures.svg_intervals import (
    Interval,
    PartedBar,
    interval_key,
    intervals,
    parted_bars,
)
from kazlib.models.calling import (
    RULES,
    Decision,
    InventedRace,
    Rule,
    Tally,
    invented_races,
    tally,
)
from kazlib.outcome import Outcome, Source, Table

TITLE = "Call it or not?"

RACES = 200
"""Races of one seed, to which a rule is applied."""

_IDS = "call-it-or-not"
_FIRST, _SECOND = "Juniper", "Saxaul"
_WAIT = "look"
_RHO = exact("0.05")
_DECISIONS = {
    _WAIT: "only look",
    "first": f"call {_FIRST}",
    "second": f"call {_SECOND}",
    "close": "do not call it",
}
_RULES: dict[Rule, str] = {
    "leader": "whoever leads",
    "simple": "simple interval",
    "clustered": "design effect",
    "extra": "design effect, points",
}

CONTROLS: tuple[Control, ...] = (
    Number("race", "Race", 1, f"1 to {RACES}"),
    Choice("decision", "Your decision", _WAIT, _DECISIONS),
    Choice("rule", "Rule for the tally", "simple", cast("dict[str, str]", _RULES)),
    Slider("extra", "Points on top", 2, "points", 0, 6, exact("0.5")),
    Slider("rho", "Likeness in a station", _RHO, "ρ", 0, exact("0.3"), exact("0.01")),
    Slider("skew", "Uneven response to", 0, "%", 0, 50, 5),
    Number("seed", "Luck", 1, "seed"),
)
RESETS: dict[str, tuple[str, ...]] = {"race": ("decision",)}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["decision"], shown(race=7)["race"]
    ('look', 7)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    race: int = 1,
    decision: str | None = None,
    rule: str = "simple",
    extra: Exact = 2,
    rho: Exact = _RHO,
    skew: Exact = 0,
    seed: int = 1,
) -> Outcome:
    """Show the poll of one race, judge the decision, and tally a rule over all races.

    Parameters
    ----------
    race
        1 to 200.
    decision
        ``"look"`` hides the truth; ``"first"`` and ``"second"`` call the race, ``"close"`` does
        not; ``None``: look.
    rule
        ``"leader"``, ``"simple"``, ``"clustered"`` or ``"extra"``; see
        :meth:`kazlib.models.calling.InventedRace.decide`.
    extra
        Points on top of the interval for the last rule, 0 to 50.
    rho
        Likeness of voters of one station, 0 to below 1.
    skew
        By how much per cent voters of one side may answer more than those of the other, 0 to 100;
        which side, and by how much, differs from race to race.
    seed
        The luck of all races, from 0.

    Returns
    -------
    Outcome
        Sentence, picture, table and sources; the same for the same values.

    Raises
    ------
    KazlibError
        With a message for readers, if a value is not as above.

    Examples
    --------
    >>> print(compute(race=3, decision="first").sentence.split(". ")[2])
    Wrong: Saxaul has 54.7% of the votes
    """
    decision = _WAIT if decision is None else decision
    if decision not in _DECISIONS:
        raise InvalidChoice.of(decision, "decision", _DECISIONS)
    if rule not in RULES:
        raise InvalidChoice.of(rule, "rule", RULES)
    if whole(race, "race", 1) > RACES:
        raise InvalidNumber(f"race is {race:,}; it must be from 1 to {RACES}.")
    races = _races(
        whole(seed, "seed", 0), _number(rho, "rho", 1), _number(skew, "skew", 101, "%") / 100
    )
    points = _number(extra, "extra", 51, "points") / 100
    counted = {name: tally(races, name, extra=points) for name in RULES}
    sentence = _sentence(race, races[race - 1], decision, rule, counted)
    return Outcome(
        sentence,
        _picture(race, races[race - 1], decision, rule, counted, sentence),
        _table(races[race - 1], decision, counted, points),
        _SOURCES,
    )


def _number(value: Exact, name: str, below: int, unit: str = "") -> float:
    number = exact(value, name)
    if not 0 <= number < below:
        end = f"to {below - 1} {unit}".strip() if unit else f"to below {below}"
        raise InvalidNumber(f"{name} is {plain(number)}; it must be from 0 {end}.")
    return float(number)


@lru_cache(maxsize=4)
def _races(seed: int, rho: float, skew: float) -> tuple[InventedRace, ...]:
    """Draw the races once: a decision or a rule needs no new ones."""
    return invented_races(RACES, rng=random.Random(seed), rho=rho, skew=skew)


def _said(share: float) -> str:
    return f"{100 * share:.1f}%"


def _sentence(
    number: int, race: InventedRace, decision: str, rule: str, counted: Mapping[Rule, Tally]
) -> str:
    poll = race.poll
    text = (
        f"MODEL, invented race {number}. An exit poll of {plain(poll.interviews)} voters at "
        f"{poll.stations} stations gives {_FIRST} {_said(race.observed)} and {_SECOND} "
        f"{_said(1 - race.observed)}; design effect {poll.design_effect:.2f}. "
    )
    if decision == _WAIT:
        text += "Decide, and the truth is shown. "
    else:
        winner, share = (
            (_FIRST, race.truth) if race.winner == "first" else (_SECOND, 1 - race.truth)
        )
        truth = f"{winner} has {_said(share)} of the votes"
        if race.winner == "close":
            truth = "both have half of the votes"
        verdict = race.verdict(cast(Decision, decision))
        text += f"{'Not called' if verdict == 'open' else verdict.capitalize()}: {truth}. "
    found = counted[cast(Rule, rule)]
    return text + (
        f'In {RACES} races of this seed the rule "{_RULES[cast(Rule, rule)]}" calls '
        f"{found.right} right and {found.wrong} wrong, and leaves {found.open} open."
    )


def _picture(
    number: int,
    race: InventedRace,
    decision: str,
    rule: str,
    counted: Mapping[Rule, Tally],
    sentence: str,
) -> str:
    row = Interval(
        100 * race.observed,
        interval_of(race.poll, race.observed, clustered=False),
        interval_of(race.poll, race.observed, clustered=True),
    )
    poll_mark = intervals(
        [row],
        line=50,
        line_label="50",
        step=30,
        axis=f"{_FIRST} in the poll, %",
        truth=None if decision == _WAIT else 100 * race.truth,
    )
    bars = [
        PartedBar(
            f"{'▶ ' if name == rule else ''}{_RULES[name]}",
            f"{found.wrong} wrong",
            (found.right, found.wrong, found.open),
        )
        for name, found in counted.items()
    ]
    marks = (
        poll_mark,
        interval_key("does not hold 50"),
        parted_bars(bars, ids=_IDS, legend=[("right", 0), ("wrong", 1), ("not called", 7)]),
    )
    found = counted[cast(Rule, rule)]
    title = f"MODEL: race {number}; the rule calls {found.right} right and {found.wrong} wrong"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(
    race: InventedRace, decision: str, counted: Mapping[Rule, Tally], points: float
) -> Table:
    hidden = "hidden until you decide"
    simple, wide = (
        "{:.1f} to {:.1f}".format(*interval_of(race.poll, race.observed, clustered=kind))
        for kind in (False, True)
    )
    names = dict(_RULES) | {"extra": f"design effect, {plain(round(100 * points, 6))} points"}
    rows: list[tuple[str | float, ...]] = [
        (names[name], found.right, found.wrong, found.open, _wrong(found))
        for name, found in counted.items()
    ]
    rows += [
        (f"This race: {_FIRST} in the poll, %", round(100 * race.observed, 1), "", "", ""),
        ("This race: simple interval", simple, "", "", ""),
        ("This race: with the design effect", wide, "", "", ""),
        (
            f"This race: {_FIRST} in truth, %",
            hidden if decision == _WAIT else round(100 * race.truth, 1),
            "",
            "",
            "",
        ),
    ]
    return Table(
        caption=f"MODEL. {RACES} invented races of one seed, by rule; then the race on show.",
        columns=("Rule", "Called right", "Called wrong", "Not called", "Wrong among called"),
        rows=tuple(rows),
    )


def _wrong(found: Tally) -> str:
    wrong = found.wrong_of_called
    return "nothing called" if wrong is None else f"{100 * wrong:.1f}%"


_SOURCES = (
    Source(
        "Races, lists, polls and response: invented; true shares between 44 and 56 per cent",
        confidence="assumption",
    ),
    Source("Design effect: Kish (1965), Survey Sampling", confidence="recalled"),
)
