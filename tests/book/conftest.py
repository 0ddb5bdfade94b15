"""The built book, served on this machine, and a browser that reaches nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright

from tools.browser import Watched, returning_reader, serve, watch

SITE = Path(__file__).parents[2] / "_build" / "html"
CHAPTER = "chapters/parliamentary-elections.html"
# A function, because an expression would be evaluated in the page, which its policy forbids.
READY = "() => document.documentElement.dataset.live === 'ready'"


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


@contextmanager
def watched_page(reader: BrowserContext) -> Iterator[Watched]:
    """A page of a reader who opens others too, closed at the end; it asks no other host."""
    watched = watch(reader, route=False)
    try:
        yield watched
        assert watched.foreign == [], f"other hosts were asked: {watched.foreign}"
    finally:
        watched.page.close()


@pytest.fixture(scope="session")
def reader(playwright: Playwright, site: str) -> Iterator[BrowserContext]:
    """A reader who has been here before: live pages start from the saved interpreter."""
    with returning_reader(
        playwright,
        viewport={"width": 1200, "height": 900},
        reduced_motion="reduce",
        service_workers="block",
    ) as context:
        with watched_page(context) as first:
            first.page.goto(f"{site}/{CHAPTER}#seat-allocator?threshold=5")
            first.page.wait_for_function(
                "() => document.documentElement.dataset.liveSaved", timeout=120_000
            )
        yield context


@pytest.fixture
def watched(reader: BrowserContext) -> Iterator[Watched]:
    """A new page of the reader, kept from every host but this machine."""
    with watched_page(reader) as page:
        yield page


def open_page(watched: Watched, site: str, path: str, link: str) -> Page:
    """Open a page at an explorable, or at a scenario of it, and wait until it is live."""
    page = watched.page
    slug, _, query = link.partition("?")
    page.goto(f"{site}/{path}" + (f"#{link}" if query else ""))
    if not query:
        page.locator(f"#{slug}").scroll_into_view_if_needed()
    page.wait_for_function(READY, timeout=60_000)
    return page


def open_live(watched: Watched, site: str, fragment: str = "") -> Page:
    """Open the chapter on parliamentary elections and wait until its explorable is live."""
    return open_page(watched, site, CHAPTER, fragment.removeprefix("#") or "seat-allocator")


def allocator(page: Page) -> Locator:
    """Return the cell of the seat allocator: the chapter has two other explorables."""
    return page.locator("#seat-allocator")


def answer(page: Page | Locator) -> str:
    """Return what the explorable says: its sentence, or the message in its place.

    On a page with several explorables, `page` is the cell of one.
    """
    return page.locator(".explorable-sentence, .explorable-error").inner_text()


def wait_for_answer(page: Page | Locator, words: str) -> str:
    """Wait until the explorable says `words`, and return all that it says."""
    page.locator(".explorable-sentence, .explorable-error").filter(has_text=words).wait_for()
    return answer(page)
