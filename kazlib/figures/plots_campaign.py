"""Figures of the chapters on campaigns, drawn with matplotlib.

What a sign means is said by its form; colour only repeats it. Every function returns a new
:class:`matplotlib.figure.Figure`; nothing is registered with ``pyplot``.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kazlib.figures.plot_canvas import BLUE, EDGE, FONT, GREEN, ORANGE, require_columns

__all__ = ["TECHNOLOGIES", "TOPICS", "attention", "published_effects", "technologies"]

TECHNOLOGIES: Final[dict[str, tuple[str, ...]]] = {
    "television debate": ("television_debate",),
    "television and radio time": ("free_airtime", "television_airtime"),
    "newspapers": ("newspaper", "newspaper_questions"),
    "meetings": ("meeting_with_voters",),
    "door to door": ("door_to_door",),
    "printed programme": ("printed_programme",),
    "banners, billboards": ("banner_billboard",),
    "slogan, title, chant": ("slogan",),
    "shows and staged events": (
        "concert_celebrity",
        "flash_mob",
        "image_event",
        "symbolic_action",
    ),
    "internet conference": ("internet_conference",),
    "party and state sites": ("party_website", "egovernment_site"),
    "social media, YouTube": ("social_media", "youtube_debate"),
    "TikTok, Telegram, WhatsApp": ("tiktok_telegram_whatsapp",),
    "text messages": ("sms",),
}
"""Rows of the figure → technologies of ``data/campaign_technologies.csv``.

Left out are abuses, restrictions, prohibited goods, ways of voting and information by others.
"""

# status → (words, marker, size, face colour), the larger sign first, so that both are seen
_STATUS: Final[dict[str, tuple[str, str, float, str]]] = {
    "stated_in_paper": ("the source paper says so", "s", 16, "white"),
    "documented": ("documented by another source", "o", 9, BLUE),
    "not_found": ("looked for and not found", "x", 10, EDGE),
}
_LETTERS: Final = {"presidential": "P", "parliamentary": "M", "Kurultai": "K"}

TOPICS: Final[dict[str, str]] = {
    "pct_about_the_party": "the party itself",
    "pct_institutions_elections": "institutions, elections",
    "pct_law_courts_corruption": "courts, corruption",
    "pct_macro_budget_tax": "economy, budget, taxes",
    "pct_business_labour_income": "business, work, incomes",
    "pct_mining_industry_energy": "industry, energy",
    "pct_environment": "environment",
    "pct_agriculture_village": "agriculture, villages",
    "pct_infrastructure_housing": "infrastructure, housing",
    "pct_social_protection": "social protection",
    "pct_health": "health",
    "pct_education_science_youth": "education, science, youth",
    "pct_culture_language_religion": "culture, languages, religion",
    "pct_foreign_defence_migration": "foreign policy, defence",
    "pct_digital": "digital technology",
    "pct_domestic_violence": "domestic violence",
    "pct_animal_protection": "protection of animals",
    "pct_other": "other",
}
"""Columns of ``data/programmes_2026.csv`` → topics in words."""

_SHORT: Final = {
    "People's Party of Kazakhstan": "People's Party",
    "Nationwide Social Democratic Party": "Social Democrats",
}
_UNITS: Final = {
    "percentage points per 1,000 gross rating points": ", per 1,000 GRP",
    "percentage points per standard deviation of the partisan difference in advertising": (
        ", per st. dev."
    ),
    "percentage points per piece": ", per piece",
}
# outcome → (heading, colour, marker)
_KINDS: Final[dict[str, tuple[str, str, str]]] = {
    "votes": ("votes: a contact or message", BLUE, "o"),
    "turnout": ("turnout: a contact or message", GREEN, "s"),
    "access": ("access to a channel: not an effect of money", ORANGE, "^"),
}


def technologies(table: pd.DataFrame) -> Figure:
    """Draw a sign for each technology and election of which our table has a row.

    An empty place means that our table has no row: nothing was looked for, or it left no trace.

    Parameters
    ----------
    table : pandas.DataFrame
        Table ``campaign_technologies``; uses ``election_date``, ``election``, ``technology``,
        ``status``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a column an election, a row a technology.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = technologies(frame("campaign_technologies")).axes[0]
    >>> [label.get_text() for label in axes.get_xticklabels()][:2]
    ['1999 P', '1999 M']
    """
    require_columns(table, ("election_date", "election", "technology", "status"))
    held = table.groupby("election_date")["election"].first()
    columns = {day: place for place, day in enumerate(held.index)}
    figure = Figure(figsize=(6.8, 6.6), layout="constrained")
    axes = figure.subplots()
    for status, (label, marker, size, face) in _STATUS.items():
        places = [
            (columns[day], row)
            for row, names in enumerate(TECHNOLOGIES.values())
            for day in columns
            if (
                (table["election_date"] == day)
                & table["technology"].isin(names)
                & (table["status"] == status)
            ).any()
        ]
        axes.plot(
            [x for x, _ in places],
            [y for _, y in places],
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=EDGE,
            markeredgewidth=2 if status == "not_found" else 1,
            label=label,
        )
    axes.set_yticks(range(len(TECHNOLOGIES)), list(TECHNOLOGIES))
    names = [f"{day:%Y} {_LETTERS[name.split()[0]]}" for day, name in held.items()]
    axes.set_xticks(range(len(names)), names, rotation=60)
    axes.set_xlim(-0.6, len(names) - 0.4)
    axes.set_ylim(len(TECHNOLOGIES) - 0.5, -0.5)
    axes.grid(visible=True, alpha=0.3)
    _plain(axes)
    figure.legend(loc="outside upper left", fontsize=FONT, frameon=False, markerscale=0.8)
    return figure


def published_effects(effects: pd.DataFrame) -> Figure:
    """Draw the published effects in percentage points, with intervals where the source gives one.

    Findings in words only are left out. Units differ and stand beside the estimates; an open sign
    is a number from memory.

    Parameters
    ----------
    effects : pandas.DataFrame
        Table ``effects``; uses ``technology``, ``measures``, ``outcome``, ``estimate``, ``unit``,
        ``ci_low``, ``ci_high``, ``study``, ``confidence``.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a row a finding, in three groups.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> len(published_effects(frame("effects")).axes[0].get_yticks())
    16
    """
    needed = ("technology", "measures", "outcome", "estimate", "unit", "ci_low", "ci_high")
    require_columns(effects, (*needed, "study", "confidence"))
    numbers = effects[
        (effects["estimate"].notna() | effects["ci_low"].notna())
        & effects["unit"].fillna("").str.startswith("percentage points")
    ]
    groups = [(kind, row) for kind in _KINDS for _, row in numbers.iterrows() if _kind(row) == kind]
    figure = Figure(figsize=(6.8, 8.0), layout="constrained")
    axes = figure.subplots()
    for place, (kind, row) in enumerate(groups):
        _, colour, marker = _KINDS[kind]
        if pd.notna(row["ci_low"]):
            ends = [float(row["ci_low"]), float(row["ci_high"])]
            axes.plot(ends, [place, place], color=EDGE, linewidth=2, marker="|", markersize=12)
        if pd.notna(row["estimate"]):
            axes.plot(
                [float(row["estimate"])],
                [place],
                linestyle="none",
                marker=marker,
                markersize=10,
                markerfacecolor="white" if row["confidence"] == "recalled" else colour,
                markeredgecolor=EDGE,
            )
    axes.axvline(0, color=EDGE, linestyle="--", linewidth=1)
    axes.set_yticks(range(len(groups)), [_finding(row) for _, row in groups])
    axes.set_ylim(len(groups) - 0.5, -0.5)
    axes.set_xlabel("percentage points (open sign: from memory)", fontsize=FONT)
    axes.grid(visible=True, axis="x", alpha=0.3)
    _plain(axes)
    signs = [
        Line2D([], [], linestyle="none", marker=m, markersize=10, color=c, mec=EDGE, label=words)
        for words, c, m in _KINDS.values()
    ]
    figure.legend(handles=signs, loc="outside upper left", fontsize=FONT, frameon=False)
    return figure


def _kind(row: pd.Series[Any]) -> str:
    if row["measures"] == "access to a channel":
        return "access"
    return "turnout" if row["outcome"] == "turnout" else "votes"


def _finding(row: pd.Series[Any]) -> str:
    """Return what was done (or, for a channel, what was measured) and the study, on two lines."""
    what = row["outcome"] if row["measures"] == "access to a channel" else row["technology"]
    return f"{what}{_UNITS.get(str(row['unit']), '')}\n{_short(str(row['study']))}"


def _short(study: str) -> str:
    """Return a study as it is cited: one or two authors, or the first of more, and the year."""
    authors, year = re.findall(r"^(.+?),? (\d{4})", study)[0]
    if "," in authors or "others" in authors:
        return f"{re.split(', | and ', authors)[0]} et al. {year}"
    return f"{authors.replace(' and ', ' & ')} {year}"


def attention(programmes: pd.DataFrame) -> Figure:
    """Draw the share of statements on each topic, one column a party, as shades with numbers.

    Parameters
    ----------
    programmes : pandas.DataFrame
        Table ``programmes_2026``; uses ``party`` and the columns of :data:`TOPICS`.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a row a topic, from the most to the least attention on average.

    Raises
    ------
    KazlibError
        If a column is missing.

    Examples
    --------
    >>> from kazlib.tables import frame
    >>> axes = attention(frame("programmes_2026")).axes[0]
    >>> axes.get_yticklabels()[0].get_text()
    'institutions, elections'
    """
    require_columns(programmes, ("party", *TOPICS))
    shares = programmes.set_index("party")[list(TOPICS)].astype(float).T
    shares = shares.loc[shares.mean(axis="columns").sort_values(ascending=False).index]
    figure = Figure(figsize=(6.8, 7.4), layout="constrained")
    axes = figure.subplots()
    shades = LinearSegmentedColormap.from_list("shades", ["#ffffff", BLUE])
    axes.imshow(shares.to_numpy(), cmap=shades, aspect="auto", vmin=0, vmax=25)
    for row, topic in enumerate(shares.index):
        for column, party in enumerate(shares.columns):
            value = shares.loc[topic, party]
            text = "0" if value == 0 else "<1" if value < 0.5 else f"{value:.0f}"
            axes.text(column, row, text, ha="center", va="center", fontsize=FONT, color=EDGE)
    axes.set_yticks(range(len(shares)), [TOPICS[str(topic)] for topic in shares.index])
    names = [_SHORT.get(str(party), str(party)) for party in shares.columns]
    axes.set_xticks(range(len(names)), names, rotation=50, ha="left")
    axes.xaxis.tick_top()
    _plain(axes)
    return figure


def _plain(axes: Axes) -> None:
    axes.tick_params(labelsize=FONT, length=0)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
