"""Pages once read are live without a network, and releases never mix."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.live.toy import FINISHED
from tools.browser import serve

KEPT_RELEASES = """async () => {
  const found = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith('live-cells files')) continue;
    for (const { url } of await (await caches.open(name)).keys()) found.add(url.split('/').at(-2));
  }
  return [...found].sort();
}"""


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader whose browser may keep pages."""
    context = browser.new_context(service_workers="allow")
    yield context
    context.close()


def read(reader: BrowserContext, url: str) -> Page:
    """Open a page and wait until it is live."""
    page = reader.new_page()
    page.goto(url)
    page.wait_for_function(FINISHED, timeout=60_000)
    assert page.evaluate("document.documentElement.dataset.live") == "ready"
    return page


def read_and_keep(reader: BrowserContext, url: str) -> None:
    page = read(reader, url)
    page.wait_for_function("() => document.documentElement.dataset.liveOffline === 'kept'")
    page.close()


def renew(site: Path) -> tuple[str, str]:
    """Publish another release: every page names another digest; return the old and the new."""
    [release] = (site / "live").iterdir()
    old, new = release.name, release.name[::-1]
    assert old != new
    release.rename(release.with_name(new))
    for page in site.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    return old, new


def test_page_once_read_is_live_without_a_network(reader: BrowserContext, pages: Path) -> None:
    with ExitStack() as network:
        site = network.enter_context(serve(pages))
        read_and_keep(reader, f"{site.url}/live.html")
        network.close()
        page = read(reader, f"{site.url}/live.html#doubler?number=8")
        expect(page.locator(".live-output .doubled")).to_have_text("Twice 8 is 16.")
        assert page.evaluate("document.styleSheets.length") > 3  # it looks as always
        answer = page.goto(f"{site.url}/index.html")
        assert answer is not None
        assert answer.status == 503
        expect(page.get_by_role("heading")).to_have_text("No network")
        page.get_by_role("link", name="Live cells").click()
        expect(page).to_have_url(f"{site.url}/live.html")


def test_releases_never_mix(reader: BrowserContext, pages: Path, tmp_path: Path) -> None:
    published = tmp_path / "site"
    shutil.copytree(pages, published)
    with ExitStack() as network:
        site = network.enter_context(serve(published))
        read_and_keep(reader, f"{site.url}/live.html")
        old, new = renew(published)
        # Another page, of the new release, is read; the first one stays what it was.
        read_and_keep(reader, f"{site.url}/faults.html")
        network.close()
        for name, digest in (("live", old), ("faults", new)):
            page = read(reader, f"{site.url}/{name}.html")
            assert page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
            assert f"/live/{digest}/" in page.content()
            page.close()


def test_release_that_no_kept_page_needs_is_removed(
    reader: BrowserContext, pages: Path, tmp_path: Path
) -> None:
    published = tmp_path / "site"
    shutil.copytree(pages, published)
    with serve(published) as site:
        read_and_keep(reader, f"{site.url}/live.html")
        _, new = renew(published)
        read_and_keep(reader, f"{site.url}/live.html")
        page = read(reader, f"{site.url}/live.html")
        page.wait_for_function("() => document.documentElement.dataset.liveOffline === 'kept'")
        assert page.evaluate(KEPT_RELEASES) == [new]


def test_damaged_file_is_not_kept(reader: BrowserContext, pages: Path, tmp_path: Path) -> None:
    published = tmp_path / "site"
    shutil.copytree(pages, published)
    [style] = (published / "live").glob("*/live.css")
    with serve(published) as site:
        style.write_text(style.read_text("utf-8") + "/* changed on the way */", "utf-8")
        page = read(reader, f"{site.url}/live.html")
        page.wait_for_function("() => document.documentElement.dataset.liveOffline === 'not-kept'")
