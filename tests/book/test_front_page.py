"""The front page: the book on one screen, a task, and the way to every explorable."""

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kazlib.explorables import load
from tests.book.conftest import SITE, answer, open_page
from tools.browser import Watched, blocked_page
from tools.explorables import live_pages

FRONT = "chapters/index.html"
LINK = re.compile(r'<a href="([\w-]+)\.html#([\w-]+)">([^<]*)</a>')


def text_of(page: Path) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page.read_text("utf-8"))))


def test_every_explorable_of_every_page_is_named_there() -> None:
    html = (SITE / FRONT).read_text("utf-8")
    listed = html[html.index('class="front-live"') :]
    shown = [
        (Path(page).stem, slug, load(slug).TITLE)
        for page, slugs in live_pages(SITE).items()
        for slug in slugs
        if page != FRONT
    ]
    named = [(page, slug, unescape(title)) for page, slug, title in LINK.findall(listed)]
    assert sorted(named) == sorted(shown)


def test_the_answer_to_the_task_is_that_of_the_law_with_another_threshold(
    site_folder: Path,
) -> None:
    """72, 11, 9 and 6 seats instead of 76, 12 and 10 (tests of the seat allocator)."""
    text = text_of(site_folder / FRONT)
    assert "383,023 of 7,241,562 list votes. That is 5.29 per cent. The law asked for 7" in text
    said = "Auyl wins 6 seats. Nur Otan loses 4, the People’s Party 1 and Ak Zhol 1."
    assert said in text


def test_the_task_is_done_in_one_move(watched: Watched, site: str) -> None:
    page = open_page(watched, site, FRONT, "seat-allocator")
    cell = page.locator("#seat-allocator")
    box = cell.locator(".live-output input[type=number]")
    assert box.count() == 1  # few controls: what is not needed here is in the chapter
    box.fill("5")
    box.press("Enter")
    cell.locator(".explorable-sentence").filter(has_text="Auyl 6").wait_for()
    assert "Nur Otan wins 72 of 98 list seats" in answer(cell)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_says_what_the_book_is(
    browser: Browser, site: str, width: int, height: int
) -> None:
    """Before any script of a live page: name, sentence, and both ways on are in view."""
    with blocked_page(browser, viewport={"width": width, "height": height}) as watched:
        page = watched.page
        page.route("**/live/**", lambda route: route.abort())
        page.goto(f"{site}/{FRONT}")
        for words in (
            "Elections in Kazakhstan",
            "Who won the seats of parliament",
            "Try it",
            "Begin to read",
        ):
            box = page.locator("article").get_by_text(words).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= height, words
        assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width


def test_the_emblem_says_its_numbers(site_folder: Path) -> None:
    html = (site_folder / FRONT).read_text("utf-8")
    [title] = re.findall(r'<svg class="rings"[^>]*><title>([^<]*)', html)
    assert title.endswith(
        "2007 98 of 98, 2012 83 of 98, 2016 84 of 98, 2021 76 of 98, 2023 40 of 69."
    )
