"""Historical figures of the presidency, drawn with matplotlib.

Every function takes the table ``presidential_elections`` as a data frame (see
:func:`kazlib.tables.frame`) and returns a new :class:`matplotlib.figure.Figure`; nothing is
registered with ``pyplot``. Only official results and the law are drawn, no models.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pandas as pd
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from kazlib.figures.plot_canvas import (
    BLUE,
    EDGE,
    FONT,
    GREEN,
    ORANGE,
    require_columns,
    stack_bars,
)
from kazlib.measures import effective_number
from kazlib.offices.president import terms_in_office
from kazlib.tables.presidents import NO_CANDIDATES

__all__ = [
    "candidates_and_effective_number",
    "shares_and_turnout",
    "terms_of_office",
    "winner_on_three_bases",
]

_EXTENDED: Final = {date(1995, 4, 29): date(2000, 12, 1)}
_LEFT: Final = date(2019, 3, 19)
_CHOSEN: Final = (date(1990, 4, 24), date(1996, 4, 24))  # by the Supreme Soviet, for six years

# base: (words in the legend, colour, marker)
_BASES: Final[dict[str, tuple[str, str, str]]] = {
    "lines": ("of votes on the lines of the ballot", BLUE, "o"),
    "took part": ("of those who took part", ORANGE, "s"),
    "registered": ("of registered voters", GREEN, "^"),
}

# part of a bar: (colour, hatch), in the order of stacking
_PARTS: Final[dict[str, tuple[str, str]]] = {
    "winner": (BLUE, ""),
    "next candidate": (ORANGE, "//"),
    "other candidates": (GREEN, ".."),
    "against": ("white", "xx"),
}


def terms_of_office(elections: pd.DataFrame) -> Figure:
    """Draw each term from election to election, and the part of it that was not served.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``presidential_elections``; uses ``date``, ``candidate``, ``elected``.

    Returns
    -------
    matplotlib.figure.Figure
        One row a term, from the choice of 1990 to the election of 2022.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> figure = terms_of_office(frame("presidential_elections"))
    >>> len(figure.axes[0].get_yticks())
    8
    """
    require_columns(elections, ("date", "candidate", "elected"))
    won = elections[elections["elected"] == "yes"]
    winners = {
        pd.Timestamp(day).date(): str(name)
        for day, name in zip(won["date"], won["candidate"], strict=True)
    }
    first = winners[min(winners)]
    rows = [("chosen 1990", _CHOSEN[0], min(winners), _CHOSEN[1])]
    for name in dict.fromkeys(winners.values()):
        for term in terms_in_office(
            winners,
            name,
            first_president=name == first,
            extended=_EXTENDED if name == first else None,
            left=_LEFT if name == first else None,
        ):
            label = f"elected {term.elected:%Y}"
            rows.append((label, term.elected, term.ended or term.due, term.due))
    figure = Figure(figsize=(6.8, 4.4), layout="constrained")
    axes = figure.subplots()
    for place, (_, begin, end, due) in enumerate(rows):
        served = min(end, due)
        days = [date2num(day) for day in (begin, served, due)]  # type: ignore[no-untyped-call]
        axes.barh(place, days[1] - days[0], left=days[0], color=BLUE, edgecolor=EDGE)
        if served < due:
            axes.barh(
                place,
                days[2] - days[1],
                left=days[1],
                color="white",
                edgecolor=EDGE,
                hatch="//",
            )
    axes.set_yticks(range(len(rows)), [row[0] for row in rows])
    axes.invert_yaxis()
    axes.xaxis_date()
    axes.xaxis.set_major_locator(YearLocator(5))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    axes.tick_params(labelsize=FONT)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right"]].set_visible(False)
    parts = [
        Patch(facecolor=BLUE, edgecolor=EDGE, label="to the next election, or the end"),
        Patch(facecolor="white", edgecolor=EDGE, hatch="//", label="rest of the term"),
    ]
    figure.legend(handles=parts, loc="outside upper left", ncols=2, fontsize=FONT, frameon=False)
    return figure


def winner_on_three_bases(elections: pd.DataFrame) -> Figure:
    """Draw the winner's share on three bases, with the line of one half.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``presidential_elections``; uses ``date``, ``votes``, ``elected``, ``votes_cast``,
        ``registered_voters``. A base whose number is not known is left out.

    Returns
    -------
    matplotlib.figure.Figure
        One column an election, up to three signs in each.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> figure = winner_on_three_bases(frame("presidential_elections"))
    >>> [len(line.get_xdata()) for line in figure.axes[0].get_lines()[:3]]
    [7, 4, 3]
    """
    require_columns(elections, ("date", "votes", "elected", "votes_cast", "registered_voters"))
    groups = elections.groupby("date")
    won = elections[elections["elected"] == "yes"].set_index("date")
    bases: Mapping[str, pd.Series[float]] = {
        "lines": groups["votes"].sum(),
        "took part": won["votes_cast"],
        "registered": won["registered_voters"],
    }
    figure = Figure(figsize=(6.8, 4.4), layout="constrained")
    axes = figure.subplots()
    for name, (words, colour, marker) in _BASES.items():
        share = (100 * won["votes"].astype(float) / bases[name].astype(float)).dropna()
        places = [list(won.index).index(day) for day in share.index]
        axes.plot(
            places,
            list(share),
            marker,
            color=colour,
            markeredgecolor=EDGE,
            markersize=9,
            label=words,
        )
    axes.axhline(50, color=EDGE, linestyle="--", linewidth=1.2)
    axes.text(-0.3, 44.5, "one half", fontsize=FONT)
    axes.set_xticks(range(len(won)), [f"{pd.Timestamp(str(day)):%Y}" for day in won.index])
    axes.set_xlim(-0.4, len(won) - 0.6)
    axes.set_ylim(0, 105)
    axes.set_ylabel("winner's votes, per cent", fontsize=FONT)
    axes.tick_params(labelsize=FONT)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=2, fontsize=FONT, frameon=False)
    return figure


def shares_and_turnout(elections: pd.DataFrame) -> Figure:
    """Draw the published shares of the winner and of the others, and turnout, by election.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``presidential_elections``; uses ``date``, ``candidate``, ``pct``, ``elected``,
        ``turnout_pct``. Shares stand on the base on which they were published.

    Returns
    -------
    matplotlib.figure.Figure
        One stacked bar an election: winner, next candidate, other candidates, votes against; a
        diamond for turnout.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> figure = shares_and_turnout(frame("presidential_elections"))
    >>> [float(round(b.get_height(), 2)) for b in figure.axes[0].containers[0]][:2]
    [98.78, 79.78]
    """
    require_columns(elections, ("date", "candidate", "pct", "elected", "turnout_pct"))
    days = sorted(elections["date"].unique())
    parts: dict[str, list[float]] = {name: [] for name in _PARTS}
    for day in days:
        held = elections[elections["date"] == day]
        against = held["candidate"].isin(NO_CANDIDATES)
        behind = held.loc[~against & (held["elected"] != "yes"), "pct"].sort_values(ascending=False)
        parts["winner"].append(float(held.loc[held["elected"] == "yes", "pct"].sum()))
        parts["next candidate"].append(float(behind.iloc[:1].sum()))
        parts["other candidates"].append(float(behind.iloc[1:].sum()))
        parts["against"].append(float(held.loc[against, "pct"].sum()))
    figure = Figure(figsize=(6.8, 4.8), layout="constrained")
    axes = figure.subplots()
    stack_bars(axes, ((name, parts[name], *style) for name, style in _PARTS.items()), form="")
    for place, share in enumerate(parts["winner"]):
        axes.text(place, share / 2, f"{share:.2f}", ha="center", fontsize=FONT)
    turnout = elections.drop_duplicates("date").sort_values("date")["turnout_pct"].astype(float)
    axes.plot(
        range(len(days)),
        list(turnout),
        "D",
        color="white",
        markeredgecolor=EDGE,
        markersize=9,
        label="turnout",
    )
    axes.set_xticks(range(len(days)), [f"{pd.Timestamp(day):%Y}" for day in days])
    axes.set_ylim(0, 104)
    axes.set_ylabel("per cent", fontsize=FONT)
    axes.tick_params(labelsize=FONT)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=3, fontsize=FONT, frameon=False)
    return figure


def candidates_and_effective_number(elections: pd.DataFrame) -> Figure:
    """Draw how many candidates stood, and their effective number (Laakso and Taagepera).

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``presidential_elections``; uses ``date``, ``candidate``, ``votes``. Votes against
        count for nobody and are left out.

    Returns
    -------
    matplotlib.figure.Figure
        One open bar an election for the number on the ballot, a point for the effective number.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> figure = candidates_and_effective_number(frame("presidential_elections"))
    >>> [int(bar.get_height()) for bar in figure.axes[0].patches]
    [1, 4, 5, 4, 3, 7, 6]
    """
    require_columns(elections, ("date", "candidate", "votes"))
    stood = elections[~elections["candidate"].isin(NO_CANDIDATES)]
    votes = {day: [int(n) for n in held["votes"]] for day, held in stood.groupby("date")}
    figure = Figure(figsize=(6.8, 4.4), layout="constrained")
    axes = figure.subplots()
    places = range(len(votes))
    bars = axes.bar(
        places,
        [len(counts) for counts in votes.values()],
        color="white",
        edgecolor=EDGE,
        hatch="..",
        label="candidates on the ballot",
    )
    axes.bar_label(bars, fontsize=FONT, padding=2)
    effective = [effective_number(counts) for counts in votes.values()]
    axes.plot(
        places,
        effective,
        "o",
        color=ORANGE,
        markeredgecolor=EDGE,
        markersize=10,
        label="effective number",
    )
    for place, number in zip(places, effective, strict=True):
        axes.text(
            place,
            number + 0.25,
            f"{number:.2f}",
            ha="center",
            fontsize=FONT,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    axes.set_xticks(list(places), [f"{pd.Timestamp(str(day)):%Y}" for day in votes])
    axes.set_ylim(0, 8)
    axes.tick_params(labelsize=FONT)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=2, fontsize=FONT, frameon=False)
    return figure
