"""The built book, served on this machine, and a browser that reaches nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Watched, blocked_page, serve

SITE = Path(__file__).parents[2] / "_build" / "html"
CHAPTER = "chapters/parliamentary-elections.html"


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """Return the folder that `make site` built; `make test` builds it before the tests."""
    assert (SITE / CHAPTER).is_file(), "build the book first: make site"
    return SITE


@pytest.fixture(scope="session")
def pages(site_folder: Path) -> list[Path]:
    """Return every page of the book."""
    return sorted(p for p in site_folder.rglob("*.html") if "_static" not in p.parts)


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Serve the book and return its address."""
    with serve(site_folder) as served:
        yield served.url


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh page that is kept from every host but this machine."""
    with blocked_page(browser, viewport={"width": 1200, "height": 900}) as page:
        yield page


def open_live(watched: Watched, site: str, fragment: str = "") -> Page:
    """Open the chapter and wait until its explorable is live."""
    page = watched.page
    page.goto(f"{site}/{CHAPTER}{fragment}")
    if not fragment:
        page.locator("#seat-allocator").scroll_into_view_if_needed()
    page.wait_for_function("document.documentElement.dataset.live === 'ready'", timeout=60_000)
    return page


def answer(page: Page) -> str:
    """Return what the explorable says: its sentence, or the message in its place."""
    return page.locator(".explorable-sentence, .explorable-error").inner_text()


def wait_for_answer(page: Page, words: str) -> str:
    """Wait until the explorable says `words`, and return all that it says."""
    page.locator(".explorable-sentence, .explorable-error").filter(has_text=words).wait_for()
    return answer(page)
