"""On a slow line a chapter is a book first: text and the printed explorable, then perhaps Python.

The times are printed (``pytest -rP tests/book/test_slow_line.py``), not judged.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.conftest import CHAPTER
from tools.browser import Watched, blocked_page

# As Chromium's own tools know it: 400 kbit/s, and two seconds until an answer begins.
SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
RESULT = "Nur Otan wins 98 of 98"
FIRST_PAINT = """() => new Promise((resolve) =>
  new PerformanceObserver((list) => {
    const [entry] = list.getEntriesByName('first-contentful-paint');
    if (entry) resolve(entry.startTime);
  }).observe({ type: 'paint', buffered: true }))"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """A phone with nothing in its cache, on a slow line."""
    with blocked_page(browser, viewport={"width": 390, "height": 844}) as watched:
        session = watched.page.context.new_cdp_session(watched.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_3G)
        yield watched


def live_files(watched: Watched) -> list[str]:
    return [url for url in watched.requests if "/live/" in url]


def printed_in_view(page: Page) -> None:
    """Go to the printed explorable: sentence and picture are on screen."""
    page.locator("#seat-allocator").scroll_into_view_if_needed()
    expect(page.locator("#seat-allocator .explorable-sentence")).to_contain_text(RESULT)
    picture = page.locator("#seat-allocator svg").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_in_viewport(ratio=0.3)


def test_text_and_print_are_there_first_and_python_waits_for_the_reader(phone, site):
    """Reading to the end costs no byte of Python; the button asks for it."""
    page = phone.page
    page.goto(f"{site}/{CHAPTER}", wait_until="domcontentloaded", timeout=120_000)
    painted = page.evaluate(FIRST_PAINT)
    print(f"first text after {painted / 1000:.1f} s at 400 kbit/s with 2 s of delay")
    expect(page.locator("article h1")).to_be_in_viewport()
    printed_in_view(page)
    assert live_files(phone) == []
    page.wait_for_load_state("load", timeout=120_000)
    assert page.evaluate("navigator.connection.effectiveType") in {"slow-2g", "2g", "3g"}
    page.wait_for_timeout(1000)
    assert live_files(phone) == []
    page.get_by_role("button", name="Start").first.click()
    expect(page.locator(".live-status").first).to_contain_text("Loading Python")
    assert live_files(phone) != []
    # The print stays until the live view is complete.
    expect(page.locator("#seat-allocator .explorable-sentence")).to_contain_text(RESULT)


def test_a_permalink_shows_the_print_before_it_asks_for_python(phone, site):
    """It starts Python by itself; the reader has something to read first."""
    page = phone.page
    address = f"{site}/{CHAPTER}#seat-allocator?election=2007-08-18"
    page.goto(address, wait_until="domcontentloaded", timeout=120_000)
    painted = page.evaluate(FIRST_PAINT)
    page.wait_for_function("() => performance.getEntriesByName('live:worker').length")
    asked = page.evaluate("performance.getEntriesByName('live:worker')[0].startTime")
    print(f"first text after {painted / 1000:.1f} s, Python asked for after {asked / 1000:.1f} s")
    assert painted < asked
    printed_in_view(page)
