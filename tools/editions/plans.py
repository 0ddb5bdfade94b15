"""The lesson plans of the book as data: minutes and activities for each chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import Tag

from tools.editions.book import Chapter, heading_text, read_link
from tools.editions.paper import text_of


@dataclass(frozen=True)
class Step:
    """One step of a lesson.

    Attributes
    ----------
    minutes : int
        How long it takes.
    activity, material : str
        What the class does, and with what.
    explorables : frozenset of str
        The explorables that its links open.
    """

    minutes: int
    activity: str
    material: str = ""
    explorables: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Return the step as a line of notes."""
        material = f" ({self.material})" if self.material else ""
        return f"{self.minutes} minutes: {self.activity}{material}"


def cells_of(table: Tag) -> list[list[Tag]]:
    """Return the cells of a table, row by row, with its head."""
    return [row.find_all(["th", "td"]) for row in table.find_all("tr")]


def steps_of(table: Tag) -> list[Step]:
    """Return the steps of a table with minutes, activity and material."""
    steps = []
    for minutes, activity, material in cells_of(table)[1:]:
        links = [read_link(str(a["href"]), "") for a in material.find_all("a", href=True)]
        slugs = frozenset(link.anchor for link in links if link.settings)
        steps.append(Step(int(text_of(minutes)), text_of(activity), text_of(material), slugs))
    return steps


def plan_of(chapter: Chapter, plans: Tag) -> Sequence[Step]:
    """Return the lesson plan of a chapter; empty where the book has none.

    Parameters
    ----------
    plans : bs4.Tag
        The content of the page "Lesson plans".
    """
    for section in plans.find_all("section", recursive=False):
        table = section.find("table")
        if table is None or text_of(table.find("th")) != "Minutes":
            continue
        named = heading_text(section).lower()
        if f"{chapter.title.lower()} ".startswith(f"{named} "):
            return steps_of(table)
    return []
