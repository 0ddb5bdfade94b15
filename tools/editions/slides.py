"""What a lecture shows of a chapter: slides, made from the chapter's own words and pictures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bs4 import Tag

from tools.editions.book import Chapter, heading_text, read_link
from tools.editions.paper import text_of
from tools.editions.plans import Step

# A slide has room for so many lines of so many letters, in a font as wide as any system's.
LINES, LETTERS = 14, 54
BETWEEN = 0.4  # lines that the space between two items takes
MOST = 2  # slides of words that a section has
LEAD, POINT = 120, 60  # letters after which the opening of a section, or a point, has said enough

# Terms in other languages, which a slide has no room for: (kk: …, ru: …).
EQUIVALENTS = re.compile(
    r" \((?:kk|ru|uz): [^()]*(?:\([^()]*\)[^()]*)*\)|; (?:kk|ru|uz): [^()]*(?=\))"
)
# Sentences about what stands beside them in the chapter, but not on the slide.
POINTING = re.compile(r"^Fig\. |\b(?:explorable|table|figure|cell|box)s? (?:below|above|next)\b|:$")
SENTENCE_END = re.compile(r"(?<=[.?!:])[\"”’)]?\s+(?=[A-Z0-9“\"(‘])")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|No|Art|St|Dr|Fig|vs|pp?|ca|e\.g|i\.e)\.$")
QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")

OBJECTIVES, EXERCISES = "What you will be able to do", "Exercises"
KEY_POINTS, TRY_THIS, NOTICE = "Key points", "Try th", "What to notice"
LEFT_OUT = ("Check yourself", "Further reading", "Where the source paper differs")


@dataclass(frozen=True)
class Scenario:
    """Words that open an explorable with settings.

    Attributes
    ----------
    item, words : str
        An item of a list, and the words of it that are the link.
    place : str
        A place of the site with settings.
    """

    item: str
    words: str
    place: str


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes
    ----------
    title : str
        Its heading.
    kind : str
        "title", "words", "picture" or "explorable".
    lead : str
        What it says first.
    items : tuple of str
        Sentences, each on its own.
    numbered, listed : bool
        Whether the sentences are items of a list, and whether these have numbers.
    picture : bs4.Tag or None
        An ``img`` or ``svg``.
    caption : str
        What stands under the picture or beside it.
    link : str
        A place of the site, for example ``chapters/parliament.html#senate-renewal``.
    notes : tuple of str
        What only the speaker sees.
    start : int
        The number of the first item of a list that goes on.
    scenarios : tuple of Scenario
        Words of the items that lead to explorables.
    """

    title: str
    kind: str = "words"
    lead: str = ""
    items: tuple[str, ...] = ()
    listed: bool = False
    numbered: bool = False
    picture: Tag | None = None
    caption: str = ""
    link: str = ""
    notes: tuple[str, ...] = ()
    start: int = 1
    scenarios: tuple[Scenario, ...] = ()


def plain(tag: Tag | None) -> str:
    """Return the words of an element, without terms in other languages."""
    return EQUIVALENTS.sub("", text_of(tag))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    >>> sentences("One list won. Which rule did this? See No. 5, e.g. the last.")
    ['One list won.', 'Which rule did this?', 'See No. 5, e.g. the last.']
    """
    found: list[str] = []
    last = 0
    for match in SENTENCE_END.finditer(text):
        end = match.start() + len(match[0].rstrip())
        if ABBREVIATION.search(text[:end]) or text[end - 1] == ":":
            continue
        found.append(text[last:end].strip())
        last = match.end()
    return [*found, text[last:].strip()] if text[last:].strip() else found


def lines_of(item: str) -> float:
    """Return the lines that an item takes.

    >>> lines_of("short"), lines_of("a" * 120)
    (1.4, 3.4)
    """
    return math.ceil(len(item) / LETTERS) + BETWEEN


def cut(item: str) -> list[str]:
    """Return an item in parts that each fit a slide, cut between sentences where it can be.

    Raises
    ------
    ValueError
        One sentence alone is longer than a slide.
    """
    parts: list[str] = []
    for sentence in sentences(item):
        if lines_of(sentence) > LINES:
            raise ValueError(f"This sentence is longer than a slide: {sentence}")
        if parts and lines_of(f"{parts[-1]} {sentence}") <= LINES:
            parts[-1] += f" {sentence}"
        else:
            parts.append(sentence)
    return parts


def split(slide: Slide) -> list[Slide]:
    """Return a slide of words as slides that each have room for theirs."""
    groups: list[list[str]] = [[]]
    room = LINES - (1 if len(slide.title) > LETTERS * 0.6 else 0)
    used = lines_of(slide.lead) if slide.lead else 0.0
    for item in [part for each in slide.items for part in cut(each)]:
        if (groups[-1] or slide.lead) and used + lines_of(item) > room:
            groups.append([])
            used = 0.0
        groups[-1].append(item)
        used += lines_of(item)
    found, start = [], 1
    for group in groups:
        part = replace(slide, items=tuple(group), start=start)
        if found:
            title = f"{slide.title} ({len(found) + 1})"
            part = replace(part, title=title, lead="", notes=())
        found.append(part)
        start += len(group)
    return found


def items_of(section: Tag) -> tuple[str, ...]:
    """Return the items of the first list of a section."""
    found = section.find(["ul", "ol"], recursive=False)
    return tuple(plain(li) for li in found.find_all("li", recursive=False)) if found else ()


def paragraphs(section: Tag) -> tuple[str, ...]:
    """Return all paragraphs and items of lists that stand in a section itself, in order."""
    found: list[str] = []
    for block in section.find_all(["p", "ul", "ol"], recursive=False):
        parts = [block] if block.name == "p" else block.find_all("li", recursive=False)
        found += [plain(part) for part in parts]
    return tuple(found)


def scenarios_of(section: Tag, chapter: Chapter) -> tuple[Scenario, ...]:
    """Return the links of a section's list that open an explorable with settings."""
    found = []
    for tag in section.select("li a[href]"):
        link = read_link(str(tag["href"]), chapter.path)
        if link.settings:
            place = f"{link.path}#{link.anchor}?{link.settings}"
            found.append(Scenario(plain(tag.find_parent("li")), plain(tag), place))
    return tuple(found)


def until(said: Sequence[str], letters: int) -> list[str]:
    """Return the first sentences, until they have so many letters.

    >>> until(["Short.", "Then a longer one.", "And more."], 10)
    ['Short.', 'Then a longer one.']
    """
    found: list[str] = []
    for sentence in said:
        if len(" ".join(found)) >= letters:
            break
        found.append(sentence)
    return found


def outline_of(section: Tag) -> tuple[list[str], list[str]]:
    """Return the opening of a section and, as points, how each later paragraph begins."""
    opening: list[str] = []
    points: list[str] = []
    for block in section.find_all(["p", "ul", "ol"], recursive=False):
        texts = [block] if block.name == "p" else block.find_all("li", recursive=False)
        for text in texts:
            said = [each for each in sentences(plain(text)) if not POINTING.search(each)]
            if said and not opening:
                opening = until(said, LEAD)
            elif said:
                points.append(" ".join(until(said, POINT)))
    return opening, points


def outline_slides(section: Tag) -> list[Slide]:
    """Return at most two slides with what a section says first, and what it goes on to."""
    opening, points = outline_of(section)
    if not opening:
        return []
    lead, items = " ".join(opening), tuple(points)
    parts = split(Slide(heading_text(section), lead=lead, items=items, listed=True))
    rest = tuple(item for part in parts[MOST:] for item in part.items)
    return [replace(parts[0], notes=rest), *parts[1:MOST]]


def sections(section: Tag) -> list[Tag]:
    """Return the sections directly below."""
    return section.find_all("section", recursive=False)


def steps_notes(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return steps of the lesson plan as notes."""
    return tuple(f"Lesson plan, {step}" for step in steps)


def title_slide(chapter: Chapter, steps: Sequence[Step]) -> Slide:
    """Return the first slide; its notes are the whole plan."""
    facts = chapter.content.select(".chapter-facts li")
    notes = ["Lesson plan for 90 minutes:" if steps else "", *map(str, steps)]
    return Slide(
        chapter.title,
        "title",
        items=tuple(plain(fact) for fact in facts),
        link=chapter.path,
        notes=tuple(note for note in notes if note),
    )


def pictures_of(section: Tag, chapter: Chapter) -> list[Slide]:
    """Return a slide for each figure that stands in a section itself or in its cells."""
    found = []
    for figure in section.find_all("figure"):
        if figure.find_parent("section") is not section:
            continue
        caption = figure.select_one(".caption-text")
        first, *others = sentences(plain(caption)) or [""]
        found.append(
            Slide(
                heading_text(section),
                "picture",
                picture=figure.find("img"),
                caption=first,
                link=f"{chapter.path}#{figure.get('id', section['id'])}",
                notes=tuple(others),
            )
        )
    return found


def explorables_of(section: Tag, chapter: Chapter, steps: Sequence[Step]) -> list[Slide]:
    """Return a slide for each explorable of a section, with its picture and its place."""
    found = []
    for explorable in section.select("div.explorable[id]"):
        if explorable.find_parent("section") is not section:
            continue
        slug = str(explorable["id"])
        said = sentences(plain(explorable.select_one(".explorable-sentence")))
        found.append(
            Slide(
                plain(explorable.select_one(".explorable-title")),
                "explorable",
                picture=explorable.find("svg"),
                caption=" ".join(until(said, LEAD)),
                link=f"{chapter.path}#{slug}",
                notes=steps_notes(step for step in steps if slug in step.explorables),
            )
        )
    return found


def section_slides(section: Tag, chapter: Chapter, steps: Sequence[Step]) -> list[Slide]:
    """Return the slides of a section: what it says first, its pictures, its explorables."""
    title = heading_text(section)
    found: list[Slide] = []
    if title.startswith((TRY_THIS, NOTICE)):
        points = items_of(section) or paragraphs(section)
        links = scenarios_of(section, chapter)
        found += split(Slide(title, items=points, listed=True, scenarios=links))
    else:
        found += outline_slides(section)
    found += pictures_of(section, chapter)
    found += explorables_of(section, chapter, steps)
    for inner in sections(section):
        found += section_slides(inner, chapter, steps)
    return found


def exercise_title(exercise: Tag) -> str:
    """Return the name that an exercise has, without its number."""
    title = text_of(exercise.select_one(".admonition-title"))
    named = re.search(r"\((.*)\)$", title)
    return named[1] if named else title


def exercise_slides(section: Tag, steps: Sequence[Step]) -> list[Slide]:
    """Return the exercises that the lesson plan uses (else the first), and the discussion."""
    exercises = {exercise_title(each): each for each in section.select("div.exercise")}
    debates = [name for name in exercises if re.search("debate", name, re.IGNORECASE)]
    debate = (debates or list(exercises))[-1]
    quoted = [name for step in steps for name in QUOTED.findall(step.material)]
    used = [name for name in exercises if name in quoted] or list(exercises)[:1]
    found = []
    for name in [*(name for name in used if name != debate), debate]:
        mentioned = [s for s in steps if name in s.material]
        if name == debate:
            mentioned += [s for s in steps if "debate" in f"{s.activity} {s.material}".lower()]
        body = exercises[name].find("section") or exercises[name]
        kind = "Discussion" if name == debate else "Exercise"
        items = tuple(plain(p) for p in body.find_all(["p", "li"]) if not p.find_parent("li"))
        notes = steps_notes(dict.fromkeys(mentioned))
        found += split(Slide(f"{kind}: {name}", items=items, notes=notes))
    return found


def deck(chapter: Chapter, steps: Sequence[Step]) -> list[Slide]:
    """Return the slides of a chapter, in the order of the chapter.

    Parameters
    ----------
    steps : sequence of Step
        The lesson plan; its minutes become notes.
    """
    found = [title_slide(chapter, steps)]
    for section in sections(chapter.content):
        title = heading_text(section)
        if title.startswith(LEFT_OUT):
            continue
        if title == OBJECTIVES:
            goals = items_of(section)
            found += split(Slide("Objectives", items=goals, listed=True, numbered=True))
        elif title.startswith("A puzzle"):
            notes = steps_notes(step for step in steps if "puzzle" in step.material.lower())
            found += split(Slide(title, items=paragraphs(section), notes=notes))
            found += [s for s in section_slides(section, chapter, steps) if s.kind != "words"]
        elif title == EXERCISES:
            found += exercise_slides(section, steps)
        elif title == KEY_POINTS:
            notes = steps_notes(step for step in steps if "key points" in step.material.lower())
            found += split(Slide(title, items=items_of(section), listed=True, notes=notes))
        else:
            found += section_slides(section, chapter, steps)
    return found


def has_deck(chapter: Chapter) -> bool:
    """Whether a page is a chapter to be taught: it has objectives."""
    return any(heading_text(section) == OBJECTIVES for section in sections(chapter.content))
