"""Text in a picture, escaped: no other module writes the element ``<text>``.

Names come from data, from readers and from links. What is escaped in one place only cannot be
forgotten in another.
"""

import re
from html import escape as escape_markup
from typing import Literal

Anchor = Literal["start", "middle", "end"]
"""Which part of a text stands at its place."""

SMALL, SMALLEST = 14, 13
"""Sizes of letters: of axes and keys; of numbers at axes and inside marks. Names have 16."""

# Characters that XML cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(words: str) -> str:
    """Make any words safe to stand in a picture.

    Parameters
    ----------
    words
        Plain text, for example of a ``<title>``; :func:`text` escapes its own.

    Examples
    --------
    >>> escape("A & B" + chr(0)) == "A &amp; B" + chr(0xFFFD)
    True
    """
    return escape_markup(_NOT_XML.sub(chr(0xFFFD), words))


def short(value: float) -> str:
    """Write a coordinate briefly; one decimal is a fifth of a pixel on a phone.

    Examples
    --------
    >>> short(12.04), short(12.06)
    ('12', '12.1')
    """
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 16,
    anchor: Anchor = "start",
    fill: str = "currentColor",
    weight: Literal["normal", "600", "bold"] = "normal",
    halo: bool = False,
) -> str:
    """Write words at a place of a picture.

    Parameters
    ----------
    x, y
        Where the part that `anchor` names stands, and the line under the letters.
    words
        Plain text; it is escaped.
    size
        Of the letters, in the units of the drawing.
    anchor
        Which part of the words stands at `x`.
    fill
        Colour; the first is that of the page.
    weight
        Of the letters.
    halo
        Whether letters have a white border, so that no pattern below runs through them.

    Examples
    --------
    >>> text(2, 17.25, "A & B", anchor="end")
    '<text x="2" y="17.2" font-size="16" text-anchor="end" fill="currentColor">A &amp; B</text>'
    """
    heavy = "" if weight == "normal" else f' font-weight="{weight}"'
    border = ' stroke="#fff" stroke-width="2.5" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{short(x)}" y="{short(y)}" font-size="{short(size)}"{heavy} '
        f'text-anchor="{anchor}" fill="{fill}"{border}>{escape(words)}</text>'
    )
