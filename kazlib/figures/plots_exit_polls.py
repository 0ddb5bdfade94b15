"""The figure of the chapter on exit polls, drawn with matplotlib: polls beside official results.

It shows differences, not their causes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Final

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kazlib.figures.plot_canvas import EDGE, FONT
from kazlib.tables.exit_polls import Poll

# first word of the vote → letter, marker, colour of the face, words
_KINDS: Final[dict[str, tuple[str, str, str, str]]] = {
    "President": ("P", "o", "#56B4E9", "President"),
    "Mazhilis": ("M", "s", "#E69F00", "Mazhilis, party lists"),
    "Referendum": ("R", "^", "#009E73", "referendum (yes among yes and no)"),
}


def _kind(poll: Poll) -> tuple[str, str, str, str]:
    return _KINDS[poll.election.split()[0]]


def polls_against_results(polls: Iterable[Poll]) -> Figure:
    r"""Draw one sign for each poll: share of the leading option, poll minus official, in points.

    Both shares are taken on one base: for referendums the official share is counted on yes and no
    alone, as the polls count. Signs of one vote stand side by side, so that equal ones show.

    Parameters
    ----------
    polls
        From :func:`kazlib.tables.exit_polls.national_polls`.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a column a vote, in order of time, with the official share under its year.

    Examples
    --------
    >>> from kazlib.tables.exit_polls import national_polls
    >>> axes = polls_against_results(national_polls()).axes[0]
    >>> [label.get_text() for label in axes.get_xticklabels()][:2]
    ['2005 P\n91.15', '2011 P\n95.55']
    """
    held = [poll for poll in polls if poll.gap is not None]
    votes: list[tuple[date, list[Poll]]] = [
        (day, sorted(of, key=lambda poll: poll.gap or 0))
        for day, of in groupby(held, key=lambda poll: poll.day)
    ]
    figure = Figure(figsize=(6.0, 5.6), layout="constrained")
    axes = figure.subplots()
    names = []
    for column, (day, of) in enumerate(votes):
        letter, marker, face, _ = _kind(of[0])
        names.append(f"{day:%Y} {letter}\n{of[0].alike:.2f}")
        for place, poll in enumerate(of):
            axes.plot(
                column + 0.2 * (place - (len(of) - 1) / 2),
                float(poll.gap or 0),
                linestyle="none",
                marker=marker,
                markersize=9,
                markerfacecolor=face,
                markeredgecolor=EDGE,
            )
    axes.axhline(0, color=EDGE, linewidth=1.5)
    axes.set_ylabel("poll minus official, points", fontsize=FONT)
    axes.set_xticks(range(len(votes)), names, rotation=60)
    axes.tick_params(labelsize=FONT)
    axes.tick_params(axis="x", length=0)
    axes.grid(visible=True, axis="y", alpha=0.3)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    signs = [
        Line2D([], [], ls="none", marker=m, ms=9, mfc=face, mec=EDGE, label=f"{letter}: {words}")
        for letter, m, face, words in _KINDS.values()
    ]
    figure.legend(handles=signs, loc="outside upper left", fontsize=FONT, frameon=False)
    return figure
