"""Chromium for editions: prints a page of a folder, and reaches nothing but that folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools.browser import launch_chromium, serve


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the Chromium that the tests use."""
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        try:
            yield chromium
        finally:
            chromium.close()


def failures(page: Page) -> list[str]:
    """Return a list that fills with what a page cannot load, and with its errors."""
    found: list[str] = []
    page.on("requestfailed", lambda request: found.append(f"not loaded: {request.url}"))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on(
        "response", lambda answer: answer.status >= 400 and found.append(f"missing: {answer.url}")
    )
    return found


def print_pdf(
    browser: Browser, source: Path, out: Path, *, root: Path, width: int, fit: str
) -> None:
    """Print a page with its outline, tags and links.

    Parameters
    ----------
    browser, source, out, root
        A running Chromium, the page, the PDF, and a folder with all files of the page.
    width
        Of the text on paper, in pixels.
    fit
        A function in JavaScript that makes room; it returns what stays too wide.

    Raises
    ------
    RuntimeError
        A file of the page is missing, or something is wider than the paper.
    """
    with serve(root) as site:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(240_000)
        found = failures(page)
        page.emulate_media(media="print")
        page.goto(f"{site.url}/{source.relative_to(root).as_posix()}", wait_until="load")
        page.evaluate("document.fonts.ready")
        found += [f"too wide: {each}" for each in page.evaluate(fit)]
        if found:
            raise RuntimeError("\n".join(["The page cannot be printed:", *found]))
        page.pdf(path=out, prefer_css_page_size=True, tagged=True, outline=True)
        page.close()
