"""Sphinx extension: pictures have their size in the page, and come when they are nearly in view.

Without a size the text below a picture moves when the picture arrives. Without ``loading="lazy"``
the figures of a whole chapter come before its first line can be read on a slow line.
"""

import re
import struct
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

_IMAGE = re.compile(r'<img (?P<rest>[^>]*\bsrc="[^"]*?_images/(?P<name>[^"/]+\.png)"[^>]*)>')
_PNG = b"\x89PNG\r\n\x1a\n"


def png_size(picture: Path) -> tuple[int, int]:
    """Return width and height in dots, from the head of a PNG file.

    Raises
    ------
    ValueError
        If it is not a PNG file.
    """
    with picture.open("rb") as file:
        head = file.read(24)
    if not head.startswith(_PNG) or len(head) < 24:
        raise ValueError(f"{picture} is not a PNG file")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def add_sizes(body: str, sources: dict[str, Path]) -> str:
    """Return the page with the size of each PNG picture whose source file is known."""

    def sized(match: re.Match[str]) -> str:
        rest, source = match["rest"], sources.get(match["name"])
        if source is None or re.search(r"\b(width|height|loading)=", rest):
            return match[0]
        width, height = png_size(source)
        return f'<img loading="lazy" width="{width}" height="{height}" {rest}>'

    return _IMAGE.sub(sized, body)


def size_pictures(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Do so for a page that is about to be written."""
    if "body" in context:
        images: dict[str, str] = getattr(app.builder, "images", {})
        sources = {name: Path(app.srcdir) / path for path, name in images.items()}
        context["body"] = add_sizes(context["body"], sources)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.connect("html-page-context", size_pictures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
