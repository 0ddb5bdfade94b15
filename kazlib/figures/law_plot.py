"""The changes of the law through time, drawn with matplotlib for the printed chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from kazlib.errors import InvalidChoice
from kazlib.law import Change

__all__ = ["LANES", "changes_of_law"]

LANES: Final = ("State and constitution", "President", "Parliament", "Elections", "Local power")
"""What a change concerns, from top to bottom."""

# What the words in the column `parameter` of data/legal_timeline.csv concern, by place in LANES.
_LANE: Final = {
    "statehood": 0,
    "constitution": 0,
    "head of state": 1,
    "presidential election": 1,
    "presidential term": 1,
    "age of the President": 1,
    "turnout minimum (presidential)": 1,
    "term limit": 1,
    "refund of the presidential candidate's deposit": 1,
    "early presidential election": 1,
    "requirements for the President": 1,
    "presidential nomination": 1,
    "President": 1,
    "parliament": 2,
    "term of deputies": 2,
    "Mazhilis": 2,
    "Mazhilis list seats": 2,
    "Mazhilis formula": 2,
    "Senate appointed members": 2,
    "one-party case": 2,
    "list quota": 2,
    "threshold and ballot": 2,
    "electoral law": 3,
    "candidacy": 3,
    "turnout clause; against all; second round": 3,
    "election commissions": 3,
    "bar for administrative penalties": 3,
    "not read": 3,
    "party system": 3,
    "regions": 4,
    "maslikhats": 4,
    "akims of villages and rural districts": 4,
    "akims of regions and big cities": 4,
    "akims of districts and towns": 4,
}
_COLOUR: Final = "#0072B2"


def changes_of_law(changes: Iterable[Change]) -> Figure:
    """Draw the changes of each year as a dot in their lane, with their number in it.

    Parameters
    ----------
    changes : iterable of Change
        For example :func:`kazlib.law.timeline`.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes, one dot for each lane and year. A dot is filled if every change in it has a
        verified source, else open.

    Raises
    ------
    InvalidChoice
        If a change concerns something that has no lane yet.

    Examples
    --------
    >>> from kazlib.law import timeline
    >>> figure = changes_of_law(timeline())
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()][0]
    'State and constitution'
    """
    number: Counter[tuple[int, int]] = Counter()
    weaker: set[tuple[int, int]] = set()
    for change in changes:
        if change.parameter not in _LANE:
            raise InvalidChoice.of(change.parameter, "parameter of a change", _LANE)
        place = (_LANE[change.parameter], change.day.year)
        number[place] += 1
        if change.source.confidence != "verified":
            weaker.add(place)

    figure = Figure(figsize=(6.8, 3.6), layout="constrained")
    axes = figure.subplots()
    for (lane, year), count in number.items():
        sure = (lane, year) not in weaker
        axes.plot(
            year,
            lane,
            marker="o",
            markersize=11,
            color=_COLOUR if sure else "white",
            markeredgecolor="#222222",
        )
        axes.annotate(
            str(count),
            (year, lane),
            ha="center",
            va="center_baseline",
            fontsize=9,
            color="white" if sure else "#222222",
        )
    axes.set_yticks(range(len(LANES)), LANES)
    axes.set_ylim(len(LANES) - 0.5, -0.5)
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.xaxis.set_minor_locator(MultipleLocator(1))
    axes.grid(axis="x", which="major", color="#cccccc")
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=11)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure
