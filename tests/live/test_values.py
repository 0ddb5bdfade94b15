"""Controls that are printed: a reader can set them while Python is not there yet."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route, expect

from tests.live.toy import FINISHED
from tools.browser import Site, blocked_page

PAGE = "faults.html"


def finished(page: Page) -> None:
    page.wait_for_function(FINISHED)
    assert page.evaluate("document.documentElement.dataset.live") == "ready"


def hold(page: Page, pattern: str) -> list[Route]:
    """Keep requests waiting; they are in the list that is returned."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.context.route(pattern, keep)
    return held


def test_values_set_while_python_starts_are_kept(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        held = hold(page, "**/pyodide.asm.wasm")
        page.goto(f"{site.url}/{PAGE}")
        expect(page.locator(".live-line").first).to_contain_text("Loading Python")
        form = page.locator("[data-live-form]")
        form.get_by_label("Number").fill("21")
        form.get_by_label("Twice").check()
        form.get_by_label("Number").focus()
        page.context.unroute("**/pyodide.asm.wasm")
        held[0].continue_()
        finished(page)
        expect(page.locator(".live-output .counted")).to_have_text("The number is 42.")
        # The reader goes on where the focus was.
        expect(page.locator(".live-output").get_by_label("Number")).to_be_focused()


def test_first_change_starts_python_where_nothing_is_known_of_the_line(
    browser: Browser, site: Site
) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.add_init_script("delete Navigator.prototype.connection")
        page.goto(f"{site.url}/{PAGE}")
        page.locator("[data-live-form]").get_by_label("Twice").check()
        finished(page)
        expect(page.locator(".live-output .counted")).to_have_text("The number is 4.")


def test_change_with_data_saving_waits_for_the_button(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.add_init_script(
            "Object.defineProperty(navigator.connection, 'saveData', {value: true})"
        )
        page.goto(f"{site.url}/{PAGE}")
        page.locator("[data-live-form]").get_by_label("Number").fill("5")
        expect(page.locator(".live-line").first).to_contain_text("Press Start to see the result.")
        assert not any("/live/" in url for url in watched.requests)
        page.get_by_role("button", name="Start").first.click()
        finished(page)
        expect(page.locator(".live-output .counted")).to_have_text("The number is 5.")


def test_printed_values_go_on_top_of_a_link(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        held = hold(page, "**/live.js")
        page.goto(f"{site.url}/{PAGE}#counter?number=30")
        page.locator("[data-live-form]").get_by_label("Twice").check()
        page.context.unroute("**/live.js")
        held[0].continue_()
        finished(page)
        expect(page.locator(".live-output .counted")).to_have_text("The number is 60.")


def test_without_javascript_there_are_no_controls_to_set(browser: Browser, site: Site) -> None:
    with blocked_page(browser, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{site.url}/{PAGE}")
        expect(page.locator("[data-live-form]")).to_be_hidden()
        expect(page.locator("#counter .counted")).to_be_visible()
