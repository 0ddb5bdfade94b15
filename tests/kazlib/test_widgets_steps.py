"""A long answer in a page: a first outcome at once, then steps, and a change ends the old ones."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import ipywidgets as w
import pytest

from kazlib import widgets
from kazlib.errors import InvalidVotes
from kazlib.explorables import SLUGS, load
from kazlib.outcome import Outcome, Progress, Table
from kazlib.widgets import ExplorableBox, explore

LONG = [slug for slug in SLUGS if hasattr(load(slug), "steps")]
TABLE = Table("T", ("a",), ((1,),))


def inside(widget):
    """Return all HTML in a box, from top to bottom."""
    found = [widget.value] if isinstance(widget, w.HTML) else []
    for child in getattr(widget, "children", ()):
        found += inside(child)
    return found


def line(box):
    return box._progress.value


async def finished(box):
    """Let the page answer others, as it does between two steps, until nothing is counted."""
    moves = []
    while box._run is not None:
        await asyncio.sleep(0)
        moves.append(line(box))
    return moves


def in_a_page(monkeypatch, act):
    monkeypatch.setattr(widgets, "IN_PAGE", True)
    monkeypatch.setattr(widgets, "_TELL", 0)
    # In a thread of its own: Playwright keeps a running loop in the one of the tests.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, act()).result()


class Slow:
    """An explorable of two steps whose second may fail."""

    TITLE, CONTROLS, RESETS = "Slow", (), {}

    def __init__(self, fails):
        self.fails = fails

    def shown(self, **values):
        return {}

    def steps(self, **values):
        yield Progress(0, 2, "parts")
        yield Outcome("One.", "<svg/>", TABLE, ())
        yield Progress(1, 2, "parts")
        if self.fails:
            raise InvalidVotes("all votes are 0.")
        yield Outcome("Two.", "<svg/>", TABLE, ())


@pytest.mark.parametrize("slug", LONG)
def test_the_last_step_is_what_compute_returns(slug):
    *_, last = load(slug).steps()
    assert last == load(slug).compute()


@pytest.mark.parametrize("slug", LONG)
def test_outside_a_page_the_last_answer_stands_at_once(slug):
    box = explore(slug)
    assert box.outcome == load(slug).compute()
    assert line(box) == ""
    assert box.outcome.sentence in unescape(box._repr_mimebundle_()["text/html"])


def test_in_a_page_the_first_answer_is_of_few_elections_and_the_last_of_all(monkeypatch):
    async def read():
        box = explore("system-designer", elections=1000)
        first = box.outcome
        return first, await finished(box), box

    first, moves, box = in_a_page(monkeypatch, read)
    assert first.sentence.startswith("First 100 of 1,000 elections")
    assert box.outcome == load("system-designer").compute(elections=1000)
    assert "All 1,000 elections are counted." in line(box)
    seen = [re.search(r'value="(\d+)"', move) for move in moves]
    assert [int(m[1]) for m in seen if m] == [*range(100, 1000, 100), 900]


def test_the_sentence_that_is_read_aloud_changes_at_the_end_only(monkeypatch):
    async def read():
        box = explore("system-designer", elections=1400)
        said = {box._sentence.value}
        while box._run is not None:
            await asyncio.sleep(0)
            said.add(box._sentence.value)
        return said

    assert len(in_a_page(monkeypatch, read)) == 2


def test_a_change_ends_the_old_steps(monkeypatch):
    async def read():
        box = explore("system-designer", elections=2000)
        await asyncio.sleep(0)
        old = box._run
        box._set("threshold", 3)
        await finished(box)
        return box, sum(isinstance(step, Outcome) for step in old)

    box, left = in_a_page(monkeypatch, read)
    assert left > 0  # nobody counted on for the old values
    assert box.outcome == load("system-designer").compute(elections=2000, threshold=3)
    assert "threshold=3" in box.live_query


def test_a_refusal_ends_the_steps_and_the_line(monkeypatch):
    async def read():
        box = explore("system-designer", elections=2000)
        box._set("threshold", 101)
        await asyncio.sleep(0)
        return box

    box = in_a_page(monkeypatch, read)
    assert (box._run, box.outcome, line(box)) == (None, None, "")
    assert box.error == "threshold is 101; it must be from 0 to 100 per cent."


@pytest.mark.parametrize("fails", [True, False])
def test_an_error_in_a_later_step_is_a_sentence(monkeypatch, fails):
    monkeypatch.setattr(widgets, "load", lambda slug: Slow(fails))
    monkeypatch.setattr(widgets, "link", lambda slug, values: f"#{slug}?")

    async def read():
        box = ExplorableBox("slow", {})
        assert box.outcome.sentence == "One."
        await finished(box)
        return box

    box = in_a_page(monkeypatch, read)
    assert box.error == ("all votes are 0." if fails else "")
    assert (box.outcome is None) == fails


def test_one_count_needs_no_line(monkeypatch):
    async def read():
        box = explore("system-designer", sd=0)
        await finished(box)
        return box

    box = in_a_page(monkeypatch, read)
    assert line(box) == ""
    assert "one count" in box.outcome.sentence
    assert any("one count" in value for value in inside(box))
