"""Slides: the chapter's own words, cut to fit, with the minutes of the lesson plan."""

from dataclasses import replace

import pytest

from tools.editions.decks import item_html
from tools.editions.plans import plan_of
from tools.editions.slides import LINES, Slide, cut, deck, has_deck, lines_of, split


@pytest.fixture
def slides(book, plans):
    chapter = book.chapters[0]
    return deck(chapter, plan_of(chapter, plans.content))


def of(slides, title):
    return next(slide for slide in slides if slide.title == title)


def test_a_deck_follows_its_chapter(slides):
    assert [slide.title for slide in slides] == [
        "Parliament",
        "Objectives",
        "A puzzle: who won?",
        "The rule",
        "The rule",
        "From votes to seats",
        "Try this",
        "Exercise: Ten seats by hand",
        "Discussion: Debate: should it grow?",
        "Key points",
    ]


def test_a_puzzle_is_whole_but_for_terms_in_other_languages(slides):
    puzzle = of(slides, "A puzzle: who won?")
    assert puzzle.items == ("A list won. Two say:", "it was fair;", "it was not.", "Why?")


def test_a_figure_has_its_first_sentence_and_the_rest_as_notes(slides):
    picture = next(slide for slide in slides if slide.kind == "picture")
    assert (picture.caption, picture.notes) == ("Seats.", ("By list.",))
    assert picture.picture["alt"] == "Bars"


def test_an_explorable_is_its_picture_and_its_place(slides):
    slide = of(slides, "From votes to seats")
    assert slide.picture.name == "svg"
    assert slide.link == "chapters/parliament.html#seats"


def test_scenarios_are_links_in_the_items_that_name_them(slides):
    slide = of(slides, "Try this")
    (item,) = slide.items
    assert item_html(item, slide, "../") == (
        '<a href="../chapters/parliament.html#seats?threshold=5">A lower threshold</a>. '
        "Claim: B wins."
    )
    assert item_html("A lower threshold elsewhere", slide, "../") == "A lower threshold elsewhere"


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("A puzzle: who won?", 10),
        ("Exercise: Ten seats by hand", 30),
        ("From votes to seats", 25),
        ("Discussion: Debate: should it grow?", 15),
    ],
)
def test_minutes_of_the_lesson_plan_are_notes_where_they_belong(slides, title, minutes):
    assert f"{minutes} minutes: " in " ".join(of(slides, title).notes)


def test_the_first_slide_has_the_whole_plan(slides):
    assert len(slides[0].notes) == 1 + 4


@pytest.mark.parametrize("title", ["Parliament", "Parliament 1938–2026"])
def test_a_plan_is_found_by_the_title_of_its_chapter(book, plans, title):
    chapter = replace(book.chapters[0], title=title)
    assert [step.minutes for step in plan_of(chapter, plans.content)] == [10, 30, 25, 15]


def test_a_chapter_without_a_plan_has_no_steps(book, plans):
    assert plan_of(book.chapters[1], plans.content) == []


def test_a_long_list_goes_on_and_its_numbers_too():
    slide = Slide("Goals", items=tuple("x" * 100 for _ in range(9)), listed=True, notes=("n",))
    parts = split(slide)
    assert [part.title for part in parts] == ["Goals", "Goals (2)"]
    assert parts[1].start == 1 + len(parts[0].items)
    assert sum(len(part.items) for part in parts) == 9
    assert [part.notes for part in parts] == [("n",), ()]
    assert all(sum(map(lines_of, part.items)) <= LINES for part in parts)


def test_a_long_paragraph_is_cut_between_sentences():
    paragraph = " ".join(["This sentence has a number of words in it, as many do."] * 40)
    parts = cut(paragraph)
    assert len(parts) > 1
    assert " ".join(parts) == paragraph
    assert all(part.endswith(".") for part in parts)


def test_a_sentence_longer_than_a_slide_is_refused():
    with pytest.raises(ValueError, match="longer than a slide: word word"):
        cut("word " * 400)


def test_only_chapters_with_objectives_have_slides(book):
    assert [has_deck(chapter) for chapter in book.chapters] == [True, False, False]
