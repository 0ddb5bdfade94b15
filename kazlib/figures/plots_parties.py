"""Historical figures of the chapter on parties, drawn with matplotlib.

They follow :mod:`kazlib.figures.plots`: a new figure each time, colours of Okabe and Ito, a hatch
or a sign beside colour. Only what the tables say is drawn, no models.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from textwrap import fill
from typing import Any, Final, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from kazlib.figures.plot_canvas import (
    BLUE,
    EDGE,
    FONT,
    GREEN,
    ORANGE,
    label_bars,
    new_axes,
    require_columns,
)
from kazlib.measures import effective_number
from kazlib.party_systems import volatility_parts
from kazlib.tables.elections import AGAINST_ALL, INVALID
from kazlib.tables.parties import successions

__all__ = ["effective_numbers", "fate_of_parties", "parties_over_time", "volatility_two_ways"]

Fate = Literal["on the ballot of 2026", "went on in another", "closed by a court", "not clear"]

# fate: (colour, hatch)
_FATES: Final[dict[Fate, tuple[str, str]]] = {
    "on the ballot of 2026": (BLUE, ""),
    "went on in another": (ORANGE, "//"),
    "closed by a court": ("#555555", "xx"),
    "not clear": ("#DDDDDD", ".."),
}
_PARTY_COLUMNS: Final = ("name_en", "founded", "registered", "ended", "elections_contested")
_LINK_COLUMNS: Final = ("kind", "from", "earlier_party", "later_party")
_END: Final = 2026.9


def _year(day: str) -> float:
    """Return a day, a month or a year as a number; the middle where the rest is not known."""
    year, *rest = (int(part) for part in day.split("-"))
    if not rest:
        return year + 0.5
    months = rest[0] - 1 + (rest[1] / 31 if len(rest) > 1 else 0.5)
    return year + months / 12


def _between_rows(links: pd.DataFrame) -> pd.DataFrame:
    """Return the links from one party of the table to another one."""
    known = links["earlier_party"].notna() & links["later_party"].notna()
    return links[known & (links["earlier_party"] != links["later_party"])]


def fate_of_parties(parties: pd.DataFrame, links: pd.DataFrame) -> pd.Series[str]:
    """Return what became of each party, by the words of the tables.

    Parameters
    ----------
    parties, links : pandas.DataFrame
        Tables ``parties`` and ``party_links``.

    Returns
    -------
    pandas.Series
        Name → "on the ballot of 2026", "went on in another" (merged, or followed under another
        name), "closed by a court", or "not clear" (ended in a way that no source settles, or what
        became of it was not found).

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> fates = fate_of_parties(frame("parties"), frame("party_links"))
    >>> fates["Asar"], fates["Otan / Nur Otan / Amanat"]
    ('went on in another', 'not clear')
    """
    require_columns(parties, _PARTY_COLUMNS)
    require_columns(links, _LINK_COLUMNS)
    steps = _between_rows(links)
    followed = set(steps[steps["kind"].isin(["merged", "renamed"])]["earlier_party"])
    words = parties["renamed_merged"].fillna("") + parties["note"].fillna("")
    fates: dict[str, Fate] = {}
    for name, contested, text in zip(
        parties["name_en"], parties["elections_contested"].fillna(""), words, strict=True
    ):
        if "2026" in contested:
            fates[name] = "on the ballot of 2026"
        elif name in followed:
            fates[name] = "went on in another"
        elif "by court" in text or "by a court" in text:
            fates[name] = "closed by a court"
        else:
            fates[name] = "not clear"
    return pd.Series(fates)


def _order(parties: pd.DataFrame, links: pd.DataFrame) -> list[str]:
    """Return the parties so that those that ended in one another stand together."""
    steps = links[links["kind"].isin(["merged", "renamed"])]
    into: Mapping[str, str] = dict(zip(steps["earlier_party"], steps["later_party"], strict=True))
    founded = dict(zip(parties["name_en"], parties["founded"].map(_year), strict=True))

    def chain(name: str) -> list[str]:
        names = [name]
        while names[-1] in into:
            names.append(into[names[-1]])
        return names

    first: dict[str, float] = {}
    for name, year in founded.items():
        end = chain(name)[-1]
        first[end] = min(first.get(end, _END), year)
    return sorted(
        founded, key=lambda name: (first[chain(name)[-1]], chain(name)[-1], -len(chain(name)))
    )


def _last_seen(row: Mapping[Any, Any]) -> float:
    """Return the end of a bar: the end of the party, else the last election that it contested."""
    if isinstance(row["ended"], str):
        return _year(row["ended"])
    contested = row["elections_contested"]
    if isinstance(contested, str) and "2026" in contested:
        return _END
    years = [int(part[:4]) for part in contested.split(";")] if isinstance(contested, str) else []
    registered = [_year(row["registered"]) + 0.6] if isinstance(row["registered"], str) else []
    return max([year + 0.9 for year in years] + registered + [_year(row["founded"]) + 1])


def parties_over_time(parties: pd.DataFrame, links: pd.DataFrame) -> Figure:
    """Draw the life of each party as a bar, and mergers and splits as arrows between bars.

    Parameters
    ----------
    parties, links : pandas.DataFrame
        Tables ``parties`` and ``party_links``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a row a party, an arrow a merger (full) or a split (dashed). A bar with a
        question mark ends with the last thing that is known.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = parties_over_time(frame("parties"), frame("party_links")).axes[0]
    >>> len(axes.get_yticks()) == len(frame("parties"))
    True
    """
    fates = fate_of_parties(parties, links)
    names = _order(parties, _between_rows(links))
    row_of = {name: row for row, name in enumerate(names)}
    figure = Figure(figsize=(5.4, 13.2), layout="constrained")
    axes = figure.subplots()
    for record in parties.to_dict("records"):
        _bar(axes, record, row_of[record["name_en"]], fates[record["name_en"]])
    for step in _between_rows(links).to_dict("records"):
        _arrow(axes, step, row_of)
    labels = [fill(_short(name), 22) for name in names]
    axes.set_yticks(range(len(names)), labels, fontsize=FONT, linespacing=0.95)
    axes.invert_yaxis()
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(1989.5, 2028)
    axes.set_xticks(range(1990, 2027, 10))
    axes.set_xticks(range(1995, 2027, 10), minor=True)
    axes.tick_params(labelsize=FONT, labeltop=True)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", which="both", color="#cccccc", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    _signs(figure)
    return figure


def _short(name: str) -> str:
    """Leave out the country and abbreviations; other brackets tell parties of one name apart."""
    return re.sub(r" of Kazakhstan| \([A-Z, ]+\)", "", name)


def _bar(axes: Axes, record: Mapping[Any, Any], row: int, fate: Fate) -> None:
    start, end = _year(record["founded"]), _last_seen(record)
    colour, hatch = _FATES[fate]
    axes.barh(
        row, end - start, left=start, height=0.5, color=colour, hatch=hatch, edgecolor=EDGE, lw=0.6
    )
    if isinstance(record["registered"], str):
        axes.plot(_year(record["registered"]), row, "D", color="white", mec=EDGE, ms=6)
    if fate == "not clear":
        axes.text(end + 0.3, row, "?", va="center", fontsize=FONT)
    if fate == "closed by a court":
        axes.plot(end, row, "X", color=EDGE, ms=9)


def _arrow(axes: Axes, step: Mapping[Any, Any], row_of: Mapping[str, int]) -> None:
    if step["kind"] == "common list":
        return
    x, one, two = (
        _year(step["from"]),
        row_of[step["earlier_party"]],
        row_of[step["later_party"]],
    )
    style = "--" if step["kind"] == "split" else "-"
    axes.annotate(
        "",
        xy=(x, two),
        xytext=(x, one),
        arrowprops={"arrowstyle": "-|>", "linestyle": style, "color": EDGE, "lw": 1.3},
    )


def _signs(figure: Figure) -> None:
    handles: list[Patch | Line2D] = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=EDGE, label=fate[0].upper() + fate[1:])
        for fate, (colour, hatch) in _FATES.items()
    ]
    handles += [
        Line2D([], [], marker="D", color="white", mec=EDGE, ms=6, lw=0, label="Registered"),
        Line2D([], [], color=EDGE, lw=1.3, label="Merger (dashed: split)"),
    ]
    figure.legend(
        handles=handles, loc="outside upper left", ncols=2, fontsize=FONT - 1, frameon=False
    )


def _votes(elections: pd.DataFrame) -> dict[pd.Timestamp, pd.DataFrame]:
    """Return the lists of each election whose votes are known."""
    require_columns(elections, ("date", "tier", "party", "votes", "seats"))
    lists = elections[(elections["tier"] == "party_list") & elections["votes"].notna()]
    lists = lists[~lists["party"].isin([AGAINST_ALL, INVALID])]
    return {
        pd.Timestamp(str(day)): rows.set_index("party")
        for day, rows in lists.groupby("date", sort=True)
    }


def effective_numbers(elections: pd.DataFrame) -> Figure:
    """Draw the effective number of parties by votes and by list seats, 1999 to 2023.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; two bar containers.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = effective_numbers(frame("mazhilis_elections")).axes[0]
    >>> [round(float(bar.get_height()), 2) for bar in axes.containers[1]][:3]
    [3.57, 1.92, 1.0]
    """
    ballots = _votes(elections)
    series = {
        "By votes": [effective_number([int(v) for v in b["votes"]]) for b in ballots.values()],
        "By list seats": [effective_number([int(s) for s in b["seats"]]) for b in ballots.values()],
    }
    years = [f"{day:%Y}" for day in ballots]
    return _pairs("Effective number of parties", years, series, "{:.1f}")


def volatility_two_ways(elections: pd.DataFrame) -> Figure:
    """Draw volatility between list elections, with each name apart and with successors joined.

    Parameters
    ----------
    elections : pandas.DataFrame
        Table ``mazhilis_elections``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; two bar containers, in percentage points.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = volatility_two_ways(frame("mazhilis_elections")).axes[0]
    >>> [round(float(bars[1].get_height()), 1) for bars in axes.containers]
    [93.2, 14.1]
    """
    series: dict[str, list[float]] = {"Each name apart": [], "Successors joined": []}
    years = []
    for (one, before), (two, after) in pairwise(_votes(elections).items()):
        old = {str(party): int(votes) for party, votes in before["votes"].items()}
        new = {str(party): int(votes) for party, votes in after["votes"].items()}
        found = successions(old, new, two.date())
        joined = {name: path[-1].later for name, path in found.items()}
        series["Each name apart"].append(volatility_parts(old, new).total)
        series["Successors joined"].append(volatility_parts(old, new, successors=joined).total)
        years.append(f"{one:%Y}–\n{two:%Y}")
    return _pairs("Volatility, points", years, series, "{:.0f}")


def _pairs(title: str, names: list[str], series: Mapping[str, list[float]], form: str) -> Figure:
    figure, axes = new_axes(title, names)
    paints = ((BLUE, ""), (GREEN, "//"))
    for (label, heights), (colour, hatch), shift in zip(
        series.items(), paints, (-0.2, 0.2), strict=True
    ):
        bars = axes.bar(
            [place + shift for place in range(len(names))],
            heights,
            width=0.38,
            label=label,
            color=colour,
            hatch=hatch,
            edgecolor=EDGE,
        )
        label_bars(axes, bars, [form.format(height) for height in heights], "edge")
    figure.legend(loc="outside upper left", ncols=2, fontsize=FONT, frameon=False)
    return figure
