"""campaign-mix: what a campaign may move, when the effect of campaigns is hardly known.

The model is that of :mod:`kazlib.models.campaign`, computed exactly. The draws under a band come
from the same model by chance and show what the band means; they decide nothing.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kazlib.controls import Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice
from kazlib.exact import Exact, exact, plain, whole
from kazlib.explorables.campaign_mix_evidence import EVIDENCE, MEDIA, Evidence, sources
from kazlib.figures.svg import picture
from kazlib.figures.svg_changes import Change, changes
from kazlib.models.campaign import CampaignResult, Medium, Use, bands, draw
from kazlib.models.numbers import Band, inside, positive
from kazlib.outcome import Cell, Outcome, Table

TITLE = "The mix of a campaign"

DRAWS = 40
"""How many single draws are shown under a band."""

SCALE = 100
"""Money, in the units of the model, at which 63 per cent of the possible contact is bought."""

_IDS = "campaign-mix"
CONTROLS: tuple[Control, ...] = (
    Choice("preset", "Evidence", "unknown", {k: e.name for k, e in EVIDENCE.items()}),
    Slider("television", "Ours: television", None, "units", 0, 300, 10),
    Slider("online", "Ours: online", None, "units", 0, 300, 10),
    Slider("personal", "Ours: doors, meetings", None, "units", 0, 300, 10),
    Slider("opponent", "Opponent spends", 50, "% of ours", 0, 200, 10),
    Slider("persuadable", "May be persuaded", None, "%", 0, 100, 5),
    Slider("effect", "Mean effect on them", None, "points", -5, 5, exact("0.1")),
    Slider("doubt", "Standard deviation", None, "points", 0, 5, exact("0.1")),
    Slider("days", "Contact before the vote", 2, "days", 0, 30, 1),
    Slider("half_life", "Half of it fades in", 3, "days", 1, 30, 1),
    Number("draws", "Luck of the draws", 1, "seed"),
)

RESETS: dict[str, tuple[str, ...]] = {
    "preset": ("television", "online", "personal", "persuadable", "effect", "doubt")
}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Raises
    ------
    InvalidChoice
        If there is no such preset.

    Examples
    --------
    >>> shown()["doubt"], shown(preset="advertising")["personal"]
    (1, 0)
    """
    given = {name: value for name, value in values.items() if value is not None}
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    evidence = _evidence(given.get("preset", "unknown"))
    by_preset = {
        **evidence.money,
        "persuadable": evidence.persuadable,
        "effect": evidence.effect,
        "doubt": evidence.doubt,
    }
    return own | by_preset | given


def _evidence(preset: str) -> Evidence:
    if preset not in EVIDENCE:
        raise InvalidChoice.of(preset, "preset", EVIDENCE)
    return EVIDENCE[preset]


@dataclass(frozen=True)
class _Case:
    """Both campaigns with everything that is said of them."""

    evidence: Evidence
    values: Mapping[str, float]
    own: tuple[Use, ...]
    opponent: tuple[Use, ...]
    result: CampaignResult
    drawn: tuple[tuple[float, float], ...]
    seed: int


def compute(
    *,
    preset: str = "unknown",
    television: Exact | None = None,
    online: Exact | None = None,
    personal: Exact | None = None,
    opponent: Exact = 50,
    persuadable: Exact | None = None,
    effect: Exact | None = None,
    doubt: Exact | None = None,
    days: Exact = 2,
    half_life: Exact = 3,
    draws: int = 1,
) -> Outcome:
    """Compute what one campaign moves, less what its opponent moves, as a 90 per cent band.

    Per medium::

        reach × persuadable × effect × (1 − e^(−money / 100)) × 0.5^(days / half-life)

    Parameters
    ----------
    preset
        What is assumed of effects: ``"unknown"``, ``"experiments"``, ``"advertising"``, ``"zero"``.
    television, online, personal
        Our money, in units of which 100 buy 63 per cent of the possible contact, 0 or more;
        ``None``: the preset's own.
    opponent
        The opponent's money in each medium, per cent of ours, 0 or more.
    persuadable
        Share of those reached who may be persuaded, per cent, 0 to 100; ``None``: the preset's.
    effect, doubt
        Mean (-100 to 100) and standard deviation (0 to 100) of the effect on them, in percentage
        points; ``None``: the preset's.
    days, half_life
        Days from contact to vote, 0 or more, and days in which half of an effect fades, above 0.
        The day before the vote is silent by law: contact on the last evening is two days old.
    draws
        Seed of the draws under the bands, from 0.

    Returns
    -------
    Outcome
        Bands of vote share and turnout, table by medium, findings and assumptions.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, or no such preset.

    Examples
    --------
    >>> print(compute(preset="zero").sentence.split(". ")[1])
    Effects put in: none at all

    References
    ----------
    Kalla & Broockman (2018), *American Political Science Review* 112(1); Coppock, Hill & Vavreck
    (2020), *Science Advances* 6(36).
    """
    evidence, seed = _evidence(preset), whole(draws, "draws", 0)
    given = {name: value for name, value in locals().items() if name in _NUMBERS}
    asked = shown(preset=preset, **given)
    values = {name: _read(asked[name], name, *_NUMBERS[name]) for name in _NUMBERS}
    positive(values["half_life"], "half_life")
    media = {name: _medium(name, evidence, values) for name in MEDIA}
    own = tuple(Use(medium, values[name], values["days"]) for name, medium in media.items())
    other = tuple(
        Use(use.medium, use.spend * values["opponent"] / 100, use.days_before) for use in own
    )
    drawn = draw(own, other, rng=random.Random(seed), runs=DRAWS)
    case = _Case(evidence, values, own, other, bands(own, other), drawn, seed)
    sentence = _sentence(case)
    return Outcome(sentence, _picture(case, sentence), _table(case), sources(evidence))


# name of a control → least and largest number
_NUMBERS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(MEDIA, (0, math.inf)),
    "opponent": (0, math.inf),
    "persuadable": (0, 100),
    "effect": (-100, 100),
    "doubt": (0, 100),
    "days": (0, math.inf),
    "half_life": (0, math.inf),
}


def _read(value: Exact, name: str, low: float, high: float) -> float:
    return inside(float(exact(value, name)), name, low, high)


def _medium(name: str, evidence: Evidence, values: Mapping[str, float]) -> Medium:
    words, reach = MEDIA[name]
    mean, sd = evidence.turnout[name]
    return Medium(
        words,
        reach=reach,
        persuadable=values["persuadable"] / 100,
        scale=SCALE,
        effect_mean=values["effect"],
        effect_sd=values["doubt"],
        turnout_mean=mean,
        turnout_sd=sd,
        half_life_days=values["half_life"],
    )


def _signed(value: float) -> str:
    """Print points with their sign; what rounds to nothing has none."""
    text = plain(abs(value))
    return text if text == "0" else f"{'+' if value > 0 else '-'}{text}"


def _range(found: Band) -> str:
    low, high = _signed(found.low), _signed(found.high)
    return low if low == high else f"{low} to {high}"


def _nothing(case: _Case) -> str:
    """Say why nothing changes, or return an empty text."""
    values, votes = case.values, case.result.votes
    if (votes.low, votes.high) != (0, 0):
        return ""
    if not values["effect"] and not values["doubt"]:
        return "no effect is assumed"
    if not any(use.spend for use in case.own):
        return "nobody spends anything"
    if values["opponent"] == 100:
        return "both campaigns are alike, and what they move cancels"
    return "nobody who is reached may be persuaded, or all of it has faded"


def _assumed(case: _Case) -> str:
    """Say which effects are put in, and whether they are still those of the preset."""
    values, evidence = case.values, case.evidence
    if not values["effect"] and not values["doubt"]:
        return "Effects put in: none at all"
    own = all(
        values[name] == float(getattr(evidence, name))
        for name in ("effect", "doubt", "persuadable")
    )
    mean, sd = _signed(values["effect"]), plain(values["doubt"])
    unit = "point" if sd == "1" else "points"
    return (
        f"Effects put in: {evidence.name if own else 'your own'} (mean {mean}, standard deviation "
        f"{sd} {unit}, on {plain(values['persuadable'])}% of those reached)"
    )


def _sentence(case: _Case) -> str:
    votes, turnout = case.result.votes, case.result.turnout
    text = f"MODEL, not a forecast. {_assumed(case)}. Our vote share changes by "
    if why := _nothing(case):
        text += f"exactly 0 points: {why}. "
    else:
        text += (
            f"{_range(votes)} percentage points in nine of ten cases, {_signed(votes.middle)} on "
            f"average: of a million votes, {_votes(votes.low)} to {_votes(votes.high)}. "
            f"{_inside(case)} of {DRAWS} draws lie in this band. "
        )
    return text + (
        f"Turnout, apart and from both campaigns together: {_range(turnout)} points. Registration, "
        "media access and administrative pressure lie outside this model."
    )


def _votes(points: float) -> str:
    """Return points of a million votes as a signed number, in tens."""
    number = 10 * round(points * 1_000)
    return f"{'+' if number > 0 else ''}{plain(number)}"


def _inside(case: _Case) -> int:
    votes = case.result.votes
    return sum(votes.low <= change <= votes.high for change, _ in case.drawn)


def _picture(case: _Case, sentence: str) -> str:
    votes, turnout = case.result.votes, case.result.turnout
    rows = (
        Change(
            "MODEL: vote share",
            _range(votes),
            votes.low,
            votes.middle,
            votes.high,
            tuple(change for change, _ in case.drawn),
            0,
        ),
        Change("MODEL: turnout", _range(turnout), turnout.low, turnout.middle, turnout.high, (), 1),
    )
    mark = changes(rows, ids=_IDS, axis="change in percentage points (90% band)")
    title = f"MODEL: vote share {_range(votes)} points, turnout {_range(turnout)} points"
    return picture((mark,), ids=_IDS, title=title, desc=sentence)


def _table(case: _Case) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for ours, theirs in zip(case.own, case.opponent, strict=True):
        part = bands((ours,), (theirs,)).votes
        rows.append(
            (
                ours.medium.name.capitalize(),
                round(100 * ours.medium.reach),
                _money(ours),
                _money(theirs),
                round(100 * ours.contact, 2),
                round(100 * theirs.contact, 2),
                *_cells(part),
            )
        )
    rows.append(("All together", "", "", "", "", "", *_cells(case.result.votes)))
    rows.append(("Turnout, both campaigns", "", "", "", "", "", *_cells(case.result.turnout)))
    left = plain(100 * math.exp2(-case.values["days"] / case.values["half_life"]), 1)
    return Table(
        caption=(
            f"MODEL. Of an effect {left}% is left on the day of the vote. Bands of media do not "
            "add up: not all effects are high at once."
        ),
        columns=(
            "Medium",
            "Reach, %",
            "Our money",
            "Their money",
            "We reach, still felt, %",
            "They reach, still felt, %",
            "Change, low",
            "Mean",
            "High",
        ),
        rows=tuple(rows),
    )


def _money(use: Use) -> float:
    return round(use.spend, 2)


def _cells(found: Band) -> tuple[float, float, float]:
    return round(found.low, 3), round(found.middle, 3), round(found.high, 3)
