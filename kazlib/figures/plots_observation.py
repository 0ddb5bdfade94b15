"""The figure of the chapter on observation, drawn with matplotlib.

It shows which missions our table holds, not which missions there were.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from matplotlib.figure import Figure

from kazlib.figures.plot_canvas import EDGE, FONT
from kazlib.tables.observers import GROUPS, Mission

# kind → words, marker, colour of the face
_MARKS: Final[dict[str, tuple[str, str, str]]] = {
    "full": ("verdict seen", "o", "#56B4E9"),
    "limited": ("limited mission, verdict seen", "^", "#E69F00"),
    "silent": ("present, verdict not seen", "o", "white"),
    "open": ("whether it observed was not seen", "$?$", EDGE),
}
_LETTERS: Final = {"presidential": "P", "parliamentary": "M", "referendum": "R", "Kurultai": "K"}


def _kind(mission: Mission) -> str:
    if mission.mandate in ("not known", "needs assessment mission"):
        return "open"
    if not mission.judged:
        return "silent"
    return "limited" if "limited" in (mission.mandate or "") else "full"


def missions_over_time(missions: Iterable[Mission]) -> Figure:
    r"""Draw one sign for each group and election, with the number of observers where known.

    Where a group has two rows for one election, a row with a verdict stands for both, and the
    larger number of observers is written. Totals of all missions are left out. P stands for an
    election of the President, M for the Mazhilis or its forerunner, R for a referendum, K for the
    Kurultai.

    Parameters
    ----------
    missions
        From :func:`kazlib.tables.observers.missions`.

    Returns
    -------
    matplotlib.figure.Figure
        One set of axes; a column an election, a row a group.

    Examples
    --------
    >>> from kazlib.tables.observers import missions
    >>> axes = missions_over_time(missions()).axes[0]
    >>> [label.get_text() for label in axes.get_yticklabels()][:3]
    ['OSCE/ODIHR\nand parliaments', 'CIS', 'SCO']
    """
    held = [mission for mission in missions if mission.group is not None]
    votes = {mission.day: mission.election for mission in held}
    days = sorted(votes)
    figure = Figure(figsize=(5.6, 6.2), layout="constrained")
    axes = figure.subplots()
    used: set[str] = set()
    for row, group in enumerate(GROUPS):
        for column, day in enumerate(days):
            here = [m for m in held if (m.group, m.day) == (group, day)]
            if not here:
                continue
            best = max(here, key=lambda m: m.judged)
            label, marker, face = _MARKS[_kind(best)]
            axes.plot(
                column,
                row,
                linestyle="none",
                marker=marker,
                markersize=12,
                markerfacecolor=face,
                markeredgecolor=EDGE,
                label=None if label in used else label,
            )
            used.add(label)
            most = max(here, key=lambda m: m.people or 0)
            if most.people:
                text = f"{'≈' if most.rough else ''}{most.people}"
                axes.annotate(
                    text,
                    (column, row),
                    (0, 9 if column % 2 else 22),
                    textcoords="offset points",
                    ha="center",
                    fontsize=FONT,
                )
    axes.set_yticks(range(len(GROUPS)), [n.replace(" and", "\nand") for n in GROUPS.values()])
    names = [f"{day:%Y} {_LETTERS[votes[day].split()[0]]}" for day in days]
    axes.set_xticks(range(len(days)), names, rotation=60)
    axes.set_xlim(-0.6, len(days) - 0.4)
    axes.set_ylim(len(GROUPS) - 0.5, -0.7)
    axes.tick_params(labelsize=FONT, length=0)
    axes.grid(visible=True, alpha=0.3)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper left", ncols=1, fontsize=FONT, frameon=False)
    return figure
