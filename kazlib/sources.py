"""Where a statement comes from, and how sure of it the reader may be."""

from dataclasses import dataclass
from typing import Literal, get_args

Confidence = Literal["verified", "derived", "assumption", "unconfirmed", "recalled"]
"""Readers are shown every level but ``verified``; data/README.md says what each one means."""

CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True)
class Source:
    """One source of a number or a rule.

    Attributes
    ----------
    title : str
        What was seen, in words.
    url : str
        Its address; empty where none is known.
    article : str
        The article of law; empty where the source does not name it.
    confidence : {"verified", "derived", "assumption", "unconfirmed", "recalled"}
        How sure the reader may be.
    """

    title: str
    url: str = ""
    article: str = ""
    confidence: Confidence = "verified"

    def __str__(self) -> str:
        """Return the source as one line of text, with what is less than verified said."""
        where = f"{self.title}, {self.article}" if self.article else self.title
        return where if self.confidence == "verified" else f"{where} [{self.confidence}]"
