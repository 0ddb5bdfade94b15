"""fingerprint: turnout and the leader's share in invented stations, and a rule that suspects some.

A model, and nothing else: no result of a real election can be entered. The model knows which of
its stations were stuffed; an observer does not. So it can count how often a simple rule is wrong.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from kazlib.controls import Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, exact, plain, whole
from kazlib.explorables.fingerprint_answer import RUNS, Case, answer
from kazlib.models.fingerprint import (
    RURAL,
    Rule,
    Synthetic,
    SyntheticStation,
    draw,
    judge,
    judge_many,
    slope,
    two_causes,
)
from kazlib.outcome import Outcome

TITLE = "The fingerprint of an invented election"

_ONE, _TWO = "one", "two-causes"
_SCENES = {_ONE: "towns and villages", _TWO: "one pattern, two causes"}
_MARKS = {"cause": "by kind", "none": "all alike"}
_OWN: dict[str, Exact] = {"villages": 50, "correlation": exact("0.4"), "stuffed": 0, "stuffing": 50}
_RULES: dict[str, dict[str, Exact]] = {
    _ONE: {"rule_turnout": 90, "rule_share": 80},
    _TWO: {"rule_turnout": 75, "rule_share": 65},
}

CONTROLS: tuple[Control, ...] = (
    Choice("scene", "Invented election", _ONE, _SCENES),
    Slider("villages", "Stations in villages", 50, "%", 0, 100, 10),
    Slider(
        "correlation", "Turnout with support", _OWN["correlation"], "-1 to 1", -1, 1, exact("0.1")
    ),
    Slider("stuffed", "Stations stuffed", 0, "%", 0, 50, 5),
    Slider("stuffing", "Added, of absent voters", 50, "%", 0, 100, 10),
    Slider("rule_turnout", "Suspect: turnout from", None, "%", 50, 100, 1),
    Slider("rule_share", "Suspect: share from", None, "%", 50, 100, 1),
    Choice("marks", "Points", "cause", _MARKS),
    Number("seed", "Luck", 1, "seed"),
)

RESETS: dict[str, tuple[str, ...]] = {"scene": (*_OWN, *_RULES[_ONE])}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["rule_turnout"], shown(scene="two-causes")["rule_turnout"]
    (90, 75)
    """
    given = {name: value for name, value in values.items() if value is not None}
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    return own | _RULES.get(given.get("scene", _ONE), {}) | given


def compute(
    *,
    scene: str = _ONE,
    villages: Exact | None = None,
    correlation: Exact | None = None,
    stuffed: Exact | None = None,
    stuffing: Exact | None = None,
    rule_turnout: Exact | None = None,
    rule_share: Exact | None = None,
    marks: str = "cause",
    seed: int = 1,
) -> Outcome:
    """Draw an invented election and count how often a rule of thumb is wrong about it.

    Parameters
    ----------
    scene
        ``"one"``: 2,000 stations in towns and villages; ``"two-causes"``: two elections of 1,000
        stations with one pattern, whose stations cannot be changed.
    villages, stuffed, stuffing
        In per cent, 0 to 100: stations in villages, the chance of a station to be stuffed, and the
        share of absent voters whose ballots are added there; ``None``: 50, 0 and 50.
    correlation
        Between turnout and the leader's share among villages, -1 to 1; ``None``: 0.4.
    rule_turnout, rule_share
        A station is suspected from this turnout and this share on, in per cent, 0 to 100;
        ``None``: 90 and 80, or 75 and 65 for the two causes.
    marks
        ``"cause"`` or ``"none"``: points by kind, or all alike. All alike also keeps back which of
        the two causes is which.
    seed
        The luck of the draw, from 0.

    Returns
    -------
    Outcome
        Sentence, cloud, table and sources; the same for the same values.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, or stations of the two causes changed.

    Examples
    --------
    >>> print(compute().sentence.split(". ")[1])
    No ballot is stuffed, and the rule suspects 40 stations: 40 false alarms
    """
    if scene not in _SCENES:
        raise InvalidChoice.of(scene, "scene", _SCENES)
    if marks not in _MARKS:
        raise InvalidChoice.of(marks, "marks", _MARKS)
    whole(seed, "seed", 0)
    given = {
        "villages": villages,
        "correlation": correlation,
        "stuffed": stuffed,
        "stuffing": stuffing,
    }
    own = _RULES[scene]
    rule = Rule(
        _share(own["rule_turnout"] if rule_turnout is None else rule_turnout, "rule_turnout"),
        _share(own["rule_share"] if rule_share is None else rule_share, "rule_share"),
    )
    elections = _two(given) if scene == _TWO else {"": _one(given)}
    cases = [
        _case(name, election, rule, seed + number, RUNS if scene == _ONE else 0)
        for number, (name, election) in enumerate(elections.items())
    ]
    return answer(cases, rule, told=marks == "cause")


def _share(value: Exact, name: str) -> float:
    number = exact(value, name)
    if not 0 <= number <= 100:
        raise InvalidNumber(f"{name} is {plain(number)}; it must be from 0 to 100 per cent.")
    return float(number) / 100


def _one(given: Mapping[str, Exact | None]) -> Synthetic:
    value = {name: _OWN[name] if v is None else v for name, v in given.items()}
    return Synthetic(
        urban_share=1 - _share(value["villages"], "villages"),
        rural=replace(RURAL, correlation=float(exact(value["correlation"], "correlation"))),
        stuffed_share=_share(value["stuffed"], "stuffed"),
        stuffing=_share(value["stuffing"], "stuffing"),
    )


def _two(given: Mapping[str, Exact | None]) -> dict[str, Synthetic]:
    for name, value in given.items():
        if value is not None and exact(value, name) != _OWN[name]:
            raise InvalidChoice(
                f"{name} is {plain(exact(value, name))}; the stations of this scene are fixed. "
                f"Only the rule, the points and the seed can be changed."
            )
    names = ("A villages differ", "B half are stuffed")
    return {
        name: replace(election, stations=1000)
        for name, election in zip(names, two_causes(), strict=True)
    }


@lru_cache(maxsize=4)
def _drawn(election: Synthetic, seed: int) -> tuple[SyntheticStation, ...]:
    """Draw an election once: a new rule needs no new stations."""
    return draw(election, random.Random(seed))


@lru_cache(maxsize=4)
def _totals(election: Synthetic, seed: int) -> tuple[float | str, ...]:
    """Return turnout, the leader's share with and without stuffed votes (%), and the slope.

    As :func:`_drawn`, these do not depend on the rule.
    """
    stations = _drawn(election, seed)
    registered, voted, leader, added, _ = map(sum, zip(*stations, strict=True))
    alike = all(station.turnout == stations[0].turnout for station in stations)
    return (
        round(100 * voted / registered, 1),
        round(100 * leader / voted, 1),
        round(100 * (leader - added) / (voted - added), 1),
        "none, turnout is the same" if alike else f"{slope(stations):.2f}",
    )


def _case(name: str, election: Synthetic, rule: Rule, seed: int, runs: int) -> Case:
    stations, totals = _drawn(election, seed), _totals(election, seed)
    others = judge_many(election, rule, runs, random.Random(seed)) if runs else ()
    return Case(name, election, stations, totals, judge(stations, rule), others)
