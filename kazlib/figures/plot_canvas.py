"""What the historical figures of the book share: size, letters, colours, axes, legend.

Colours are those of Okabe and Ito, which stay apart for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.figure import Figure

from kazlib.errors import KazlibError

FIGSIZE: Final = (6.8, 4.4)
"""Inches. A phone shows a figure about half as wide; smaller type would be lost there."""
FONT: Final = 11.0
EDGE: Final = "#222222"
BLUE: Final = "#56B4E9"
ORANGE: Final = "#E69F00"
GREEN: Final = "#009E73"
YELLOW: Final = "#F0E442"


def require_columns(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Refuse a table that lacks a column.

    Raises
    ------
    KazlibError
        With the names of all that are missing.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"votes": [1]}), ["votes", "seats"])
    Traceback (most recent call last):
        ...
    kazlib.errors.KazlibError: the table of elections lacks the columns seats.
    """
    missing = [column for column in columns if column not in frame]
    if missing:
        raise KazlibError(f"the table of elections lacks the columns {', '.join(missing)}.")


def years_of(dates: Iterable[object]) -> list[str]:
    """Return the year of each day, as it is written under an axis.

    Examples
    --------
    >>> years_of(["2007-08-18", "2012-01-15"])
    ['2007', '2012']
    """
    return [f"{pd.Timestamp(str(day)):%Y}" for day in dates]


def new_axes(unit: str, names: Sequence[str]) -> tuple[Figure, Axes]:
    """Return a new figure with one pair of axes.

    Parameters
    ----------
    unit
        What the vertical axis counts.
    names
        What stands under the horizontal one, at 0, 1, 2 …

    Examples
    --------
    >>> figure, axes = new_axes("Seats", ["2007", "2012"])
    >>> axes.get_ylabel(), [label.get_text() for label in axes.get_xticklabels()]
    ('Seats', ['2007', '2012'])
    """
    figure = Figure(figsize=FIGSIZE, layout="constrained")
    axes = figure.subplots()
    axes.set_ylabel(unit, fontsize=FONT)
    axes.set_xticks(range(len(names)), names)
    axes.tick_params(labelsize=FONT)
    axes.tick_params(axis="x", length=0)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def label_bars(
    axes: Axes, bars: BarContainer, texts: Sequence[str], place: Literal["center", "edge"]
) -> None:
    """Write a text into each bar, or at its end.

    Parameters
    ----------
    axes, bars
        Where the bars stand.
    texts
        One for each bar; an empty one leaves it without.
    place
        ``"center"`` of the bar, or at its ``"edge"``.

    Examples
    --------
    >>> figure, axes = new_axes("Seats", ["2007"])
    >>> label_bars(axes, axes.bar([0], [98]), ["98"], "center")
    >>> [text.get_text() for text in axes.texts]
    ['98']
    """
    # A white ground keeps the number readable on a hatch; it has to go where there is no number.
    labels = axes.bar_label(bars, texts, label_type=place, fontsize=FONT - 1, padding=1)
    for label in labels:
        if label.get_text() and place == "center":
            label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.8})


def stack_bars(
    axes: Axes, parts: Iterable[tuple[str, Sequence[float], str, str]], form: str = "{:g}"
) -> None:
    """Draw the parts of some wholes on top of each other.

    Parameters
    ----------
    axes
        Where the bars stand, at 0, 1, 2 …
    parts
        From the bottom: name in the legend, height in each bar, colour and hatch.
    form
        How a height is written into its part; empty leaves it without. A part of height 0 has none.

    Examples
    --------
    >>> figure, axes = new_axes("Seats", ["2007", "2023"])
    >>> stack_bars(axes, [("lists", [98, 69], BLUE, ""), ("districts", [0, 29], ORANGE, "//")])
    >>> [text.get_text() for text in axes.texts]
    ['98', '69', '', '29']
    """
    bottom: list[float] = []
    for label, heights, colour, hatch in parts:
        bottom = bottom or [0.0] * len(heights)
        bars = axes.bar(
            range(len(heights)),
            heights,
            bottom=bottom,
            label=label,
            color=colour,
            hatch=hatch,
            edgecolor=EDGE,
        )
        if form:
            texts = [form.format(height) if height else "" for height in heights]
            label_bars(axes, bars, texts, "center")
        bottom = [low + height for low, height in zip(bottom, heights, strict=True)]


def add_legend(figure: Figure) -> None:
    """Put the legend above the axes.

    Examples
    --------
    >>> figure, axes = new_axes("Seats", ["2007"])
    >>> bars = axes.bar([0], [98], label="Party lists")
    >>> add_legend(figure)
    >>> [text.get_text() for text in figure.legends[0].get_texts()]
    ['Party lists']
    """
    figure.legend(loc="outside upper left", ncols=2, fontsize=FONT, frameon=False)
