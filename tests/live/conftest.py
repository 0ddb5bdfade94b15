"""A toy book with live cells: built once a session, looked at in Chromium."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import assets
from playwright.sync_api import Browser, BrowserContext, Page

from tests.live.toy import FINISHED, ROOT, Visit, build
from tools.browser import Site, Watched, serve, watch


@pytest.fixture(scope="session")
def asset_options() -> assets.Options:
    """What the toy book ships; kept between sessions, because it takes a while."""
    return assets.Options(
        out=ROOT / "_build" / "live-toy",
        requirements=ROOT / "requirements.txt",
        packages=("ipywidgets", "traitlets", "comm"),
    )


@pytest.fixture(scope="session")
def release(asset_options: assets.Options) -> Path:
    """The folder that the browser loads."""
    with (ROOT / "_build" / "live-toy.busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # files of this folder may run in two processes
        return assets.make(asset_options)


@pytest.fixture(scope="session")
def pages(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built toy book."""
    return build(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="session")
def site(pages: Path) -> Iterator[Site]:
    with serve(pages) as served:
        yield served


@pytest.fixture(scope="session")
def returning(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A reader who has been here before: later visits start from the saved interpreter."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"],
        timezone_id="UTC",
        service_workers="block",
    )
    first = watch(context)
    first.page.goto(f"{site.url}/live.html")
    first.page.wait_for_function("() => document.documentElement.dataset.liveSaved")
    assert first.foreign == []
    first.page.close()
    yield context
    context.close()


@pytest.fixture(scope="session")
def visit(returning: BrowserContext, site: Site) -> Iterator[Visit]:
    """Open a page as a returning reader, with its live cells at work."""
    opened = []

    def open_page(path: str) -> Watched:
        watched = watch(returning)
        opened.append(watched)
        watched.page.goto(f"{site.url}/{path}")
        watched.page.wait_for_function(FINISHED)
        return watched

    yield open_page
    for watched in opened:
        watched.page.close()
        assert watched.foreign == []


@pytest.fixture(scope="session")
def live_page(visit: Visit) -> Page:
    """The first page of the toy book, shared: a test sets what it depends on."""
    return visit("live.html").page


@pytest.fixture(scope="session")
def more_page(visit: Visit) -> Page:
    """The second page, with a cell that fails in the browser only."""
    return visit("sub/more.html").page
