"""What campaign-mix assumes of the effects of campaigns, and which findings stand behind it.

Findings that measure access to a channel are not used: they say nothing about the effect of money.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from kazlib.exact import Exact, exact
from kazlib.outcome import Source
from kazlib.sources import Confidence
from kazlib.tables.records import records

_FINDINGS = {str(row["effect_id"]): row for row in records("effects")}
# name of a control → (words, reach). Reach of television and online: used at least daily, cities,
# 2018 (TNS Central Asia, through Kazinform); of doors and meetings: assumed.
MEDIA: dict[str, tuple[str, float]] = {
    "television": ("television", 0.76),
    "online": ("online", 0.51),
    "personal": ("doors and meetings", 0.05),
}


@dataclass(frozen=True)
class Evidence:
    """What is assumed of effects, and from which findings of ``data/effects.csv``.

    Attributes
    ----------
    name : str
        For readers.
    effect, doubt : int or Fraction
        Mean and standard deviation of the effect on those who may be persuaded, in points.
    persuadable : int or Fraction
        Share of those reached who may be persuaded, per cent.
    money : Mapping
        Our money by medium, in units.
    turnout : Mapping
        Mean and standard deviation of the effect on turnout by medium, in points.
    findings : tuple of str
        Rows of ``data/effects.csv`` that stand behind the numbers.
    assumed : str
        What no finding says.
    """

    name: str
    effect: Exact
    doubt: Exact
    persuadable: Exact
    money: Mapping[str, int]
    turnout: Mapping[str, tuple[float, float]]
    findings: tuple[str, ...]
    assumed: str


def _number(finding: str, column: str = "estimate") -> Exact:
    return exact(cast(Exact, _FINDINGS[finding][column]), f"{column} of {finding}")


_ALL = {"television": 100, "online": 100, "personal": 100}
# An experiment compares all who were contacted with all who were not, so its average is already
# over the persuadable and the others: with its numbers the persuadable share is 100 per cent.
EVIDENCE = {
    "unknown": Evidence(
        name="no effect known",
        effect=0,
        doubt=1,
        persuadable=20,
        money=_ALL,
        turnout=dict.fromkeys(_ALL, (0, 1)),
        findings=("E11",),
        assumed="Effects: mean 0, standard deviation 1 point; 20% may be persuaded (E11 is near)",
    ),
    "experiments": Evidence(
        name="what field experiments say",
        effect=_number("E01"),
        doubt=exact("0.5"),
        persuadable=100,
        money=_ALL,
        turnout={
            "television": (0, 0.5),  # E05: no effect on total turnout
            "online": (float(_number("E19")), 0.5),
            "personal": (float(_number("E13")), 2),
        },
        findings=("E01", "E05", "E13", "E19"),
        assumed="Standard deviations of 0.5 (votes, turnout) and 2 points (turnout, doors)",
    ),
    "advertising": Evidence(
        name="advertising",
        effect=_number("E04"),
        doubt=_number("E04", "std_error"),
        persuadable=100,
        money={"television": 100, "online": 100, "personal": 0},
        turnout=dict.fromkeys(_ALL, (float(_number("E19")), 0.5)),
        findings=("E02", "E04", "E05", "E19"),
        assumed="What was measured minutes after a film in a survey holds on the day of contact",
    ),
    "zero": Evidence(
        name="no effect at all",
        effect=0,
        doubt=0,
        persuadable=20,
        money=_ALL,
        turnout=dict.fromkeys(_ALL, (0, 0)),
        findings=(),
        assumed="Effects: exactly 0, to see what nothing looks like",
    ),
}


_LINKS = {
    "E01": "https://doi.org/10.1017/S0003055417000363",
    "E02": "https://doi.org/10.1017/S000305541000047X",
    "E04": "https://doi.org/10.1126/sciadv.abc4046",
    "E11": "https://doi.org/10.1093/qje/qjad002",
    "E19": "https://doi.org/10.1038/s41562-022-01487-4",
}


def sources(evidence: Evidence) -> tuple[Source, ...]:
    """Return the findings behind the numbers, with what is assumed.

    Examples
    --------
    >>> [source.confidence for source in sources(EVIDENCE["zero"])]
    ['verified', 'assumption']
    """
    found = [
        Source(
            f"{name}: {row['study']}, {row['technology']}, {row['country']}",
            _LINKS.get(name, ""),
            confidence=cast(Confidence, row["confidence"]),
        )
        for name, row in ((name, _FINDINGS[name]) for name in evidence.findings)
    ]
    return (
        *found,
        Source(
            "Reach of television (76%) and online (51%): daily use in cities, 2018, TNS Central "
            "Asia through Kazinform; an upper bound, since access is not exposure"
        ),
        Source(
            f"{evidence.assumed}. Reach of doors and meetings (5%), money scale (100 units)",
            confidence="assumption",
        ),
    )
