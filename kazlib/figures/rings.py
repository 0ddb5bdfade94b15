"""The emblem of the book: every list election as an arch, split as its list seats were."""

from collections.abc import Sequence
from math import cos, pi, sin

from kazlib.figures.svg_text import escape, text
from kazlib.tables.elections import ListElection

STEP = 36
"""From one arch to the next, in the units of the drawing."""
INNER = 48
"""Radius of the middle of the innermost arch."""
THICK = 24
_GAP = 1.5  # between two lists of an arch


def shares(election: ListElection) -> tuple[int, ...]:
    """Return the list seats of an election, the largest list first, lists without a seat left out.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.tables.elections import list_election
    >>> shares(list_election(date(2021, 1, 10)))
    (76, 12, 10)
    """
    return tuple(sorted((seats for seats in election.seats.values() if seats), reverse=True))


def message(elections: Sequence[ListElection]) -> str:
    """Return in words what the arches show.

    Parameters
    ----------
    elections
        Elections with official seats, from the inside out.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.tables.elections import list_election
    >>> message([list_election(date(1999, 10, 10)), list_election(date(2007, 8, 18))])
    'List seats of the largest list at each election: 1999 4 of 10, 2007 98 of 98.'
    """
    parts = [
        f"{election.day.year} {shares(election)[0]} of {sum(shares(election))}"
        for election in elections
    ]
    return f"List seats of the largest list at each election: {', '.join(parts)}."


def _arc(centre: tuple[float, float], radius: float, start: float, end: float) -> str:
    """Return a path from one share of the half circle to another, 0 at the left."""
    points = [
        f"{centre[0] - radius * cos(pi * share):.1f} {centre[1] - radius * sin(pi * share):.1f}"
        for share in (start, end)
    ]
    return f'<path d="M{points[0]}A{radius} {radius} 0 0 1 {points[1]}"/>'


def rings(elections: Sequence[ListElection]) -> str:
    """Draw list elections as arches, one around another: the largest list, then the others.

    Colours and letters come from the page: the classes ``rings-first`` and ``rings-others``, and
    ``text``.

    Parameters
    ----------
    elections
        Elections with official seats, from the inside out; at least one.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.tables.elections import list_election
    >>> drawing = rings([list_election(date(2021, 1, 10))])
    >>> drawing.count("<path"), drawing.count('class="rings-first"')
    (3, 1)
    """
    outer = INNER + STEP * (len(elections) - 1)
    middle = outer + THICK / 2 + 2
    base = middle
    body = []
    for number, election in enumerate(elections):
        radius = INNER + STEP * number
        seats = shares(election)
        done = 0
        arcs = []
        for count in seats:
            start, end = (sum_ / sum(seats) for sum_ in (done, done + count))
            margin = _GAP / (pi * radius)
            arcs.append(
                _arc(
                    (middle, base),
                    radius,
                    start + (margin if start else 0),
                    end - (margin if end < 1 else 0),
                )
            )
            done += count
        title = f"{election.day.year}: {', '.join(map(str, seats))} of {sum(seats)} list seats"
        body.append(
            f'<g><title>{escape(title)}</title><g class="rings-first">{arcs[0]}</g>'
            f'<g class="rings-others">{"".join(arcs[1:])}</g></g>'
            + text(middle - radius, base + 21, f"’{election.day:%y}", anchor="middle")
        )
    return (
        f'<svg class="rings" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {2 * middle:.0f} {base + 28:.0f}" width="{2 * middle:.0f}" '
        f'height="{base + 28:.0f}" fill="none" stroke-width="{THICK}">'
        f"<title>{escape(message(elections))}</title>{''.join(body)}</svg>"
    )
