"""What can go wrong: each fault has its sentence, a way on, and leaves the printed page alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.live.toy import FINISHED, Visit
from tools.browser import Site, Watched, blocked_page, watch

PAGE = "faults.html"
COUNTED = re.compile(r"The number is \d+\.")


@contextmanager
def reading(browser: Browser) -> Iterator[tuple[Page, Watched]]:
    """Open a context for a reader who has not been here before."""
    with blocked_page(browser) as watched:
        yield watched.page, watched


def line(page: Page, cell: int = 0) -> Locator:
    return page.locator(".live-line").nth(cell)


def say(page: Page, sentence: str) -> None:
    expect(line(page)).to_contain_text(sentence, timeout=30_000)
    assert page.evaluate("document.documentElement.dataset.live") == "failed"
    expect(page.locator("#counter .counted")).to_have_text("The number is 2.")


def try_again(page: Page) -> None:
    line(page).get_by_role("button", name="Try again").click()
    page.wait_for_function(FINISHED)
    assert page.evaluate("document.documentElement.dataset.live") == "ready"


def prepend(page: Page, script: str) -> None:
    """Run a script in the worker before everything else."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=script + response.text())

    page.context.route("**/worker.js*", answer)


def press(page: Page, danger: str) -> None:
    page.locator(".live-output").get_by_role("button", name=danger).click()


def fill(page: Page, number: int) -> None:
    page.locator(".live-output").get_by_label("Number").fill(str(number))
    page.keyboard.press("Tab")
    expect(page.locator(".counted")).to_have_text(f"The number is {number}.")


def test_browser_without_webassembly_keeps_the_print(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, watched):
        page.add_init_script("delete window.WebAssembly")
        page.goto(f"{site.url}/{PAGE}")
        expect(line(page)).to_have_text(
            "This browser cannot run Python in a page, so the printed version stays."
        )
        expect(page.locator("#counter .counted")).to_have_text("The number is 2.")
        expect(page.locator("[data-live-form]")).to_be_hidden()  # it would change nothing
        assert not any("/live/" in url for url in watched.requests)


def test_worker_that_is_refused(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        page.add_init_script(
            "window.Worker = class { constructor() "
            "{ throw new DOMException('no', 'SecurityError') } }"
        )
        page.goto(f"{site.url}/{PAGE}")
        say(page, "does not let the page start Python")


def test_file_that_is_cut_half_way(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):

        def cut(route: Route) -> None:
            response = route.fetch()
            body = response.body()
            route.fulfill(response=response, body=body[: len(body) // 2])

        page.context.route("**/pyodide.asm.wasm", cut)
        page.goto(f"{site.url}/{PAGE}")
        say(page, "A file arrived damaged")
        page.context.unroute("**/pyodide.asm.wasm")
        try_again(page)


def test_file_with_the_wrong_hash(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):

        def change_a_byte(route: Route) -> None:
            response = route.fetch()
            body = bytearray(response.body())
            body[len(body) // 2] ^= 1
            route.fulfill(response=response, body=bytes(body))

        page.context.route("**/live.zip", change_a_byte)
        page.goto(f"{site.url}/{PAGE}")
        say(page, "A file arrived damaged")
        page.context.unroute("**/live.zip")
        try_again(page)


def test_connection_that_fails(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        page.context.route("**/python_stdlib.zip", lambda route: route.abort())
        page.goto(f"{site.url}/{PAGE}")
        say(page, "Check the connection and try again")
        page.context.unroute("**/python_stdlib.zip")
        try_again(page)


def test_bundle_that_does_not_come(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        page.context.route("**/live.css", lambda route: route.abort())
        page.goto(f"{site.url}/{PAGE}")
        say(page, "The live version could not be loaded")
        page.context.unroute("**/live.css")
        try_again(page)


def test_release_that_was_replaced(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        page.context.route("**/live/*/*", lambda route: route.fulfill(status=404))
        page.goto(f"{site.url}/{PAGE}")
        say(page, "The book has been renewed since this page was loaded")
        page.context.unroute("**/live/*/*")
        line(page).get_by_role("button", name="Load the page again").click()
        page.wait_for_function(FINISHED)
        assert page.evaluate("document.documentElement.dataset.live") == "ready"


def test_device_without_enough_memory(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        prepend(
            page,
            "const make = WebAssembly.instantiate; WebAssembly.instantiate = async (code, imports)"
            " => { if (!imports) return make(code); throw new RangeError("
            "'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory') };\n",
        )
        page.goto(f"{site.url}/{PAGE}")
        say(page, "There is not enough free memory")
        page.context.unroute("**/worker.js*")
        try_again(page)


def test_calculation_that_needs_too_much_memory(browser: Browser, site: Site) -> None:
    with reading(browser) as (page, _):
        prepend(
            page,
            "const { grow } = WebAssembly.Memory.prototype; WebAssembly.Memory.prototype.grow = "
            "function (pages) { if (this.buffer.byteLength + pages * 65536 > 2 ** 28) "
            "throw new RangeError('no more memory'); return grow.call(this, pages); };\n",
        )
        page.goto(f"{site.url}/{PAGE}")
        page.wait_for_function(FINISHED)
        press(page, "memory")
        expect(line(page)).to_contain_text("This needs more memory than a page may use.")
        expect(line(page)).to_contain_text("MemoryError")
        fill(page, 3)  # Python lives on
        expect(line(page)).to_have_text("Live")


def test_storage_that_is_refused(browser: Browser, site: Site) -> None:
    refuse = (
        "for (const name of ['caches', 'sessionStorage']) Object.defineProperty(globalThis, name, "
        "{ get() { throw new DOMException('denied', 'SecurityError') } });\n"
    )
    with reading(browser) as (page, _):
        prepend(page, refuse)
        page.add_init_script(refuse)
        page.goto(f"{site.url}/{PAGE}")
        page.wait_for_function(FINISHED)
        fill(page, 5)
        assert page.evaluate("document.documentElement.dataset.liveStart") == "fresh"


def test_two_tabs_start_at_once_and_each_keeps_its_own_values(browser: Browser, site: Site) -> None:
    """Both come first, so both save the interpreter; a third one starts from what they saved."""
    context = browser.new_context(service_workers="block")
    tabs = [watch(context) for _ in range(2)]
    for tab in tabs:
        tab.page.goto(f"{site.url}/{PAGE}", wait_until="commit")
    for number, tab in enumerate(tabs, start=3):
        tab.page.wait_for_function(FINISHED, timeout=60_000)
        fill(tab.page, number)
    for number, tab in enumerate(tabs, start=3):
        expect(tab.page.locator(".counted")).to_have_text(f"The number is {number}.")
        tab.page.wait_for_function("() => document.documentElement.dataset.liveSaved")
        tab.page.reload()
        tab.page.wait_for_function(FINISHED)
        assert tab.page.evaluate("document.documentElement.dataset.liveStart") == "restored"
    tabs[0].page.close()
    fill(tabs[1].page, 5)
    assert [tab.foreign for tab in tabs] == [[], []]
    context.close()


@pytest.fixture(scope="module")
def faulty(visit: Visit) -> Page:
    """The page at work; each test leaves it at work."""
    return visit(PAGE).page


def test_module_that_no_start_needs_comes_from_the_whole_library(faulty: Page) -> None:
    output = faulty.locator(".live-cell").nth(1).locator(".live-output")
    expect(output).to_have_text("red is (0.0, 1.0, 1)\n")


def test_200_fast_changes_end_at_the_last_one(faulty: Page) -> None:
    """Faster than Python answers: what comes in between may be left out, the last may not."""
    field = faulty.locator(".live-output").get_by_label("Number")
    field.evaluate(
        """field => {
          for (let number = 1; number <= 200; number += 1) {
            field.value = number;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));
          }
        }"""
    )
    expect(faulty.locator(".counted")).to_have_text("The number is 200.")
    expect(field).to_have_value("200")
    expect(line(faulty)).to_have_text("Live")
    fill(faulty, 6)


def test_long_calculation_can_be_stopped_and_the_values_stay(faulty: Page) -> None:
    faulty.evaluate("document.documentElement.dataset.liveStart = ''")
    fill(faulty, 7)
    press(faulty, "forever")
    expect(line(faulty)).to_contain_text("takes longer than 5 seconds", timeout=10_000)
    line(faulty).get_by_role("button", name="Stop").click()
    expect(faulty.locator(".live-output:not([inert])").first).to_be_visible(timeout=30_000)
    expect(faulty.locator(".counted")).to_have_text("The number is 7.")
    assert faulty.evaluate("document.documentElement.dataset.liveStart") == "restored"
    fill(faulty, 8)


def test_interpreter_that_ends_can_be_started_again_with_the_values(faulty: Page) -> None:
    fill(faulty, 9)
    press(faulty, "crash")
    expect(line(faulty)).to_contain_text("Python has stopped", timeout=30_000)
    expect(faulty.locator("#counter .counted")).to_have_text("The number is 2.")  # the print
    try_again(faulty)
    expect(faulty.locator(".counted")).to_have_text("The number is 9.")


def test_tab_that_was_put_away_comes_back_with_the_values(faulty: Page) -> None:
    fill(faulty, 11)
    faulty.add_init_script(
        "Object.defineProperty(Document.prototype, 'wasDiscarded', { get: () => true })"
    )
    faulty.reload()
    faulty.wait_for_function(FINISHED)
    expect(faulty.locator(".live-output .counted")).to_have_text("The number is 11.")


def test_page_that_is_loaded_again_begins_with_the_values_of_the_book(visit: Visit) -> None:
    page = visit(PAGE).page
    fill(page, 12)
    page.reload()
    page.wait_for_function(FINISHED)
    expect(page.locator(".live-output .counted")).to_have_text("The number is 2.")
