"""Figures of the chapter on the electronic republic, drawn with matplotlib.

Only published numbers are drawn, no models. Every function takes tables of the book as data frames
(see :func:`kazlib.tables.frame`) and returns a new :class:`matplotlib.figure.Figure`.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from kazlib.figures.plot_canvas import (
    BLUE,
    EDGE,
    FONT,
    GREEN,
    ORANGE,
    add_legend,
    new_axes,
    require_columns,
)

__all__ = ["one_year_many_numbers", "users_cards_and_lines"]

_TICKS: Final = (1995, 2000, 2005, 2010, 2015, 2020)
_SHARES: Final = (0, 20, 40, 60, 80, 100)

# indicator: (words in the legend, colour, style of the line)
_LINES: Final[dict[str, tuple[str, str, str]]] = {
    "mobile_subscriptions_per_100": ("mobile cards per 100 people", ORANGE, "--"),
    "fixed_broadband_per_100": ("broadband lines per 100 people", GREEN, ":"),
}

# indicator of 2011 → words; in the order of the figure
_COUNTED: Final[dict[str, str]] = {
    "internet_aware_pct": "know what the internet is",
    "internet_ever_used_pct": "have ever used it",
    "internet_weekly_or_daily_pct": "use it weekly or daily",
    "internet_daily_pct": "use it daily",
    "internet_source_pct": "a source of information\n(16 cities only)",
}


def users_cards_and_lines(users: pd.DataFrame, reach: pd.DataFrame) -> Figure:
    """Draw internet users beside mobile cards and broadband lines, 1994 to 2023.

    Parameters
    ----------
    users : pandas.DataFrame
        Table ``internet_use``; uses ``year`` and ``internet_users_pct``.
    reach : pandas.DataFrame
        Table ``media_reach``; uses ``year``, ``indicator``, ``value``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes with three lines, and a thin one at 100.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = users_cards_and_lines(frame("internet_use"), frame("media_reach")).axes[0]
    >>> [line.get_label() for line in axes.get_lines()][0]
    'internet users, % of people'
    """
    require_columns(users, ("year", "internet_users_pct"))
    require_columns(reach, ("year", "indicator", "value"))
    known = users[users["internet_users_pct"].notna() & (users["year"] >= 1994)]
    drawn = [("internet users, % of people", BLUE, "-", known["year"], known["internet_users_pct"])]
    for indicator, (words, colour, style) in _LINES.items():
        rows = reach[reach["indicator"] == indicator].sort_values("year")
        drawn.append((words, colour, style, rows["year"], rows["value"]))
    figure, axes = new_axes("per 100 people", ())
    for words, colour, style, years, values in drawn:
        axes.plot(
            years.astype(int),
            values.astype(float),
            color=colour,
            linestyle=style,
            linewidth=2.6,
            label=words,
        )
    axes.axhline(100, color=EDGE, linewidth=0.8)
    axes.annotate("100", (1994, 103), fontsize=FONT)
    axes.set_ylim(0, 185)
    axes.set_xticks(_TICKS, [str(year) for year in _TICKS])
    axes.grid(visible=True, axis="y", alpha=0.3)
    add_legend(figure)
    return figure


def one_year_many_numbers(users: pd.DataFrame, reach: pd.DataFrame) -> Figure:
    """Draw what different sources counted as users of the internet in 2011.

    Parameters
    ----------
    users : pandas.DataFrame
        Table ``internet_use``; uses ``year`` and ``internet_users_pct``.
    reach : pandas.DataFrame
        Table ``media_reach``; uses ``year``, ``indicator``, ``value``.

    Returns
    -------
    matplotlib.figure.Figure
        One bar for each way of counting; the number of the series is hatched.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = one_year_many_numbers(frame("internet_use"), frame("media_reach")).axes[0]
    >>> [text.get_text() for text in axes.texts]
    ['80', '50.6', '50', '29', '19', '45']
    """
    require_columns(users, ("year", "internet_users_pct"))
    require_columns(reach, ("year", "indicator", "value"))
    row = reach[reach["year"] == 2011].set_index("indicator")["value"].astype(float)
    counted = [(words, float(row[indicator])) for indicator, words in _COUNTED.items()]
    series = users.set_index("year")["internet_users_pct"].astype(float)[2011]
    counted.insert(1, ("users in the series (ITU)", float(series)))
    figure, axes = new_axes("", ())
    bars = axes.barh(
        range(len(counted)),
        [value for _, value in counted],
        color=[ORANGE if "series" in words else BLUE for words, _ in counted],
        hatch=["//" if "series" in words else "" for words, _ in counted],
        edgecolor=EDGE,
    )
    axes.bar_label(bars, [f"{value:g}" for _, value in counted], fontsize=FONT, padding=3)
    axes.set_yticks(range(len(counted)), [words for words, _ in counted])
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xticks(_SHARES, [str(share) for share in _SHARES])
    axes.set_xlabel("per cent, 2011", fontsize=FONT)
    axes.tick_params(axis="y", length=0)
    return figure
