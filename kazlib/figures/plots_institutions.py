"""Historical figures of the chapters on parliament and local government, drawn with matplotlib.

They follow :mod:`kazlib.figures.plots`: a new figure each time, colours of Okabe and Ito, a hatch
and a number beside colour, official results and law only, no models.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Final

import pandas as pd
from matplotlib.figure import Figure

# One style for all figures of the book.
from kazlib.figures.plot_canvas import (
    BLUE,
    EDGE,
    FONT,
    GREEN,
    ORANGE,
    add_legend,
    label_bars,
    new_axes,
    require_columns,
    stack_bars,
)
from kazlib.law import MazhilisRules, Parameter, SenateRules, periods, rules

_PALE: Final = "#DDDDDD"

# One day in each composition of Parliament whose seats are known for both chambers.
_DAYS: Final = tuple(
    date.fromisoformat(day)
    for day in ("1996-06-01", "2000-01-01", "2008-01-01", "2019-01-01", "2023-06-01", "2026-08-23")
)
_MANDATES: Final = (
    ("Elected by voters", BLUE, ""),
    ("Elected by councils or the Assembly", ORANGE, "//"),
    ("Appointed by the President", GREEN, ".."),
)


def _mandates(lower: MazhilisRules, upper: SenateRules) -> tuple[int, int, int]:
    assembly = lower.assembly_seats or 0
    return lower.total_seats - assembly, upper.elected_seats + assembly, upper.appointed_seats


def seats_by_mandate() -> Figure:
    """Draw the seats of Parliament by who fills them, for six compositions from 1996 to 2026.

    Mazhilis and Senate together, and the Kurultai. By the law of the day, not by who took the seat.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; three stacked bar containers, in seats.

    Examples
    --------
    >>> axes = seats_by_mandate().axes[0]
    >>> [int(bars[2].get_height()) for bars in axes.containers]  # 2008: 98 + 41 + 15 = 154
    [98, 41, 15]
    """
    seats = [_mandates(rules("mazhilis", on=day), rules("senate", on=day)) for day in _DAYS]
    figure, axes = new_axes("Seats of Parliament", [str(day.year) for day in _DAYS])
    stack_bars(
        axes,
        (
            (label, [filled[part] for filled in seats], colour, hatch)
            for part, (label, colour, hatch) in enumerate(_MANDATES)
        ),
    )
    add_legend(figure)
    return figure


def largest_party_in_the_chamber(elections: pd.DataFrame) -> Figure:
    """Draw the largest party's share of all seats of the Mazhilis, 1999 to 2023.

    List seats, districts and the seats of the Assembly together are the whole.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``; uses ``date``, ``party``, ``seats``, ``chamber_seats``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; one bar container, in per cent, and a line at one half.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = largest_party_in_the_chamber(frame("mazhilis_elections")).axes[0]
    >>> [round(float(bar.get_height()), 1) for bar in axes.containers[0]][2]  # 2007
    91.6
    """
    require_columns(elections, ("date", "party", "seats", "chamber_seats"))
    known = elections[(elections["date"] >= "1999-01-01") & elections["seats"].notna()]
    seats = known.groupby(["date", "party"], sort=False)["seats"].sum().astype(int)
    chambers = known.groupby("date")["chamber_seats"].first().astype(int)
    # Otan, Nur Otan and Amanat are one party under three names; independents are none.
    parties = ("Otan", "Nur Otan", "Amanat")
    ours = seats[seats.index.get_level_values("party").isin(parties)].reset_index()
    names = [f"{day:%Y}\n{party}" for day, party in zip(ours["date"], ours["party"], strict=True)]
    shares = [
        100 * won / chambers[day] for day, won in zip(ours["date"], ours["seats"], strict=True)
    ]
    figure, axes = new_axes("Per cent of the seats", names)
    bars = axes.bar(range(len(shares)), shares, color=BLUE, edgecolor=EDGE, label="Largest party")
    label_bars(axes, bars, [f"{share:.0f}" for share in shares], "edge")
    axes.axhline(50, color=EDGE, linestyle="--", linewidth=1.2, label="Half of the seats")
    axes.set_ylim(0, 100)
    add_legend(figure)
    return figure


_LEVELS: Final = {
    "akim_region": "Regions and\nbig cities",
    "akim_district": "Districts\nand towns",
    "akim_rural": "Villages and\nrural districts",
}
_WAYS: Final = {
    "appointed": ("Appointed", _PALE, ""),
    "appointed-with-consent": ("Appointed with consent of the council", ORANGE, "//"),
    "chosen-by-maslikhats": ("Chosen by councils", GREEN, ".."),
    "deputies-choose": ("Deputies choose among named candidates", "#CC79A7", "\\\\"),
    "appointed-with-elected-pilots": ("Appointed; elected in pilots", "#F0E442", "xx"),
    "elected": ("Elected by voters", BLUE, "--"),
    "unknown": ("Not seen", "white", ""),
}


def _way(parameter: Parameter) -> str:
    return str(parameter.value) if parameter.state == "value" else "unknown"


def _years_of(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def ways_to_akim() -> Figure:
    """Draw how akims of three levels came to office, 1995 to 2026.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a row a level, a bar a way. White: the law was not seen.

    Examples
    --------
    >>> len(ways_to_akim().axes[0].get_yticklabels())
    3
    """
    found = periods("maslikhat")
    ends = [period.valid_from for period in found[1:]] + [date(2026, 12, 31)]
    figure = Figure(figsize=(6.8, 4.2), layout="constrained")
    axes = figure.subplots()
    shown: set[str] = set()
    for row, name in enumerate(_LEVELS):
        ways = [_way(period.parameter(name)) for period in found]
        steps = zip(ways, (period.valid_from for period in found), ends, strict=True)
        for way, same in groupby(steps, key=lambda step: step[0]):
            spans = list(same)
            start, end = _years_of(spans[0][1]), _years_of(spans[-1][2])
            label, colour, hatch = _WAYS[way]
            axes.barh(
                row,
                end - start,
                left=start,
                height=0.6,
                color=colour,
                hatch=hatch,
                edgecolor=EDGE,
                linewidth=0.6,
                label=None if way in shown else label,
            )
            shown.add(way)
    axes.set_yticks(range(len(_LEVELS)), list(_LEVELS.values()))
    axes.invert_yaxis()
    axes.tick_params(labelsize=FONT)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(1995, 2027)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=2, fontsize=FONT - 1, frameon=False)
    return figure
