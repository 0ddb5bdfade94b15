"""Historical figures of the book, drawn with matplotlib.

Every function takes the table ``mazhilis_elections`` as a data frame (see
:func:`kazlib.tables.frame`) and returns a new :class:`matplotlib.figure.Figure`. Nothing is
registered with ``pyplot``, so no state is left behind. In a notebook the line
``%matplotlib inline``, once, makes a returned figure show itself.

Colours are those of Okabe and Ito, which stay apart for colour-blind readers; a hatch and a number
in each bar say the same without colour. Only official results are drawn, no models.
"""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.figure import Figure

from kazlib.errors import InvalidChoice, InvalidSeats
from kazlib.figures.plot_canvas import (
    BLUE,
    EDGE,
    GREEN,
    ORANGE,
    YELLOW,
    add_legend,
    label_bars,
    new_axes,
    require_columns,
    stack_bars,
    years_of,
)
from kazlib.tables.elections import AGAINST_ALL, INVALID

__all__ = [
    "chamber_by_way_of_election",
    "votes_and_seats_of_largest_list",
    "votes_without_a_list_seat",
]

# tier in the table: (words in the legend, colour, hatch), in the order of stacking
_TIERS: Final[dict[str, tuple[str, str, str]]] = {
    "smd": ("Single-member districts", BLUE, ""),
    "party_list": ("Party lists", ORANGE, "//"),
    "state_list": ("State list of the President", YELLOW, ".."),
    "assembly_of_people": ("Assembly of the People", GREEN, "xx"),
}


def chamber_by_way_of_election(elections: pd.DataFrame) -> Figure:
    """Draw how the seats of each chamber were filled, one stacked bar an election.

    The height of a part is the number of seats that the law gives to that way of election
    (column ``tier_seats``), so an election without a known result is drawn as well.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``; uses ``date``, ``tier``, ``tier_seats``, ``chamber_seats``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; one bar container for each way of election that occurs.

    Raises
    ------
    KazlibError
        If a column is missing.
    InvalidChoice
        If a tier is unknown.
    InvalidSeats
        If the tiers of an election do not add up to its chamber.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> figure = chamber_by_way_of_election(frame("mazhilis_elections"))
    >>> [bars.get_label() for bars in figure.axes[0].containers][:2]
    ['Single-member districts', 'Party lists']
    """
    require_columns(elections, ("date", "tier", "tier_seats", "chamber_seats"))
    for tier in elections["tier"].unique():
        if tier not in _TIERS:
            raise InvalidChoice.of(tier, "tier", _TIERS)
    tiers = elections.drop_duplicates(["date", "tier"])
    seats = tiers.pivot(index="date", columns="tier", values="tier_seats").fillna(0).astype(int)
    chambers = elections.groupby("date")["chamber_seats"].first().astype(int)
    for day, total, chamber in zip(seats.index, seats.sum(axis="columns"), chambers, strict=True):
        if total != chamber:
            raise InvalidSeats(
                f"the tiers of {day:%Y-%m-%d} have {total} seats together; its chamber has "
                f"{chamber}, and they must agree."
            )

    figure, axes = new_axes("Seats", years_of(seats.index))
    stack_bars(
        axes,
        (
            (label, [int(height) for height in seats[tier]], colour, hatch)
            for tier, (label, colour, hatch) in _TIERS.items()
            if tier in seats
        ),
    )
    add_legend(figure)
    return figure


def votes_and_seats_of_largest_list(elections: pd.DataFrame) -> Figure:
    """Draw the largest list's share of the votes beside its share of the list seats.

    The base of the votes is the sum of all lists, plus "against all" where that line existed. So
    the shares of 1999 differ from the published ones, whose base is the ballots cast.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``; uses ``date``, ``tier``, ``party``, ``votes``, ``seats``,
        ``tier_seats``. Elections without known votes are left out.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; two bar containers, votes and list seats, in per cent.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = votes_and_seats_of_largest_list(frame("mazhilis_elections")).axes[0]
    >>> [round(float(bars[2].get_height()), 1) for bars in axes.containers]  # 2007
    [88.4, 100.0]
    """
    lists = _list_results(elections)
    valid_votes = lists.groupby("date")["votes"].sum()
    parties = lists[lists["party"] != AGAINST_ALL]
    largest = parties.loc[parties.groupby("date")["votes"].idxmax()].set_index("date")
    years = years_of(largest.index)
    names = [f"{year}\n{party}" for year, party in zip(years, largest["party"], strict=True)]

    figure, axes = new_axes("Per cent", names)
    shares = (
        ("Share of the valid votes", largest["votes"] / valid_votes, BLUE, "", -0.2),
        ("Share of the list seats", largest["seats"] / largest["tier_seats"], ORANGE, "//", 0.2),
    )
    for label, share, colour, hatch, shift in shares:
        heights = [100 * float(value) for value in share]
        bars = axes.bar(
            [place + shift for place in range(len(largest))],
            heights,
            width=0.4,
            label=label,
            color=colour,
            hatch=hatch,
            edgecolor=EDGE,
        )
        label_bars(axes, bars, [f"{height:.0f}" for height in heights], "edge")
    add_legend(figure)
    return figure


def votes_without_a_list_seat(elections: pd.DataFrame) -> Figure:
    """Draw the share of valid votes that elected nobody on a list.

    Two parts are kept apart: votes for lists that won no list seat, and votes "against all",
    which cannot win one. The base is the same as in :func:`votes_and_seats_of_largest_list`.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``; uses ``date``, ``tier``, ``party``, ``votes``, ``seats``,
        ``tier_seats``. Elections without known votes are left out.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; two stacked bar containers, in per cent of the valid votes.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = votes_without_a_list_seat(frame("mazhilis_elections")).axes[0]
    >>> [round(float(bars[0].get_height()), 1) for bars in axes.containers]  # 1999
    [14.5, 7.6]
    """
    lists = _list_results(elections)
    valid_votes = lists.groupby("date")["votes"].sum()
    against_all = lists["party"] == AGAINST_ALL
    parts = (
        ("Lists without a seat", lists[~against_all & (lists["seats"] == 0)], BLUE, ""),
        ("Against all", lists[against_all], ORANGE, "//"),
    )

    def shares(
        label: str, rows: pd.DataFrame, colour: str, hatch: str
    ) -> tuple[str, list[float], str, str]:
        votes = rows.groupby("date")["votes"].sum().reindex(valid_votes.index, fill_value=0)
        return label, [100 * float(share) for share in votes / valid_votes], colour, hatch

    figure, axes = new_axes("Per cent of the valid votes", years_of(valid_votes.index))
    stack_bars(axes, (shares(*part) for part in parts), "{:.1f}")
    add_legend(figure)
    return figure


def _list_results(elections: pd.DataFrame) -> pd.DataFrame:
    """Rows of the list vote that count: parties and "against all", where votes are known."""
    require_columns(elections, ("date", "tier", "party", "votes", "seats", "tier_seats"))
    counted = (elections["tier"] == "party_list") & elections["votes"].notna()
    return elections[counted & (elections["party"] != INVALID)]
