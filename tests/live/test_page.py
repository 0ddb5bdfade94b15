"""Live cells in a browser: what a reader can do, and what happens when something fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.live.toy import FINISHED, Visit
from tools.browser import Site, blocked_page, serve

# What a strict site would send; the theme's own inline scripts need the exception.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
)


def test_slider_moved_by_keyboard_changes_the_page(live_page: Page) -> None:
    page = live_page
    slider = page.get_by_role("slider", name="Seats")
    slider.press("Home")
    expect(page.locator("#answer")).to_have_text("0 seats")
    slider.press("ArrowRight")
    expect(page.locator("#answer")).to_have_text("1 seats")


def test_cell_with_hidden_source_is_live(live_page: Page) -> None:
    page = live_page
    page.get_by_label("Number").fill("21")
    page.keyboard.press("Tab")
    expect(page.locator(".doubled")).to_have_text("Twice 21 is 42.")


def test_permalink_opens_with_its_values_in_view(visit: Visit) -> None:
    page = visit("live.html#doubler?number=8").page
    expect(page.locator(".doubled")).to_have_text("Twice 8 is 16.")
    expect(page.locator("#doubler")).to_be_in_viewport()
    assert page.locator("#doubler").count() == 1
    assert page.locator(".live-cell#doubler").count() == 1  # the id moved to the cell


def test_permalink_followed_inside_the_page(live_page: Page) -> None:
    page = live_page
    page.evaluate("location.hash = '#doubler?number=50'")
    expect(page.locator(".doubled")).to_have_text("Twice 50 is 100.")
    expect(page.locator("#doubler")).to_be_in_viewport()


def test_link_that_cannot_be_opened_says_why(visit: Visit) -> None:
    page = visit("live.html#doubler?nummer=8").page
    line = page.locator("#doubler .live-line")
    expect(line).to_contain_text("The link could not be opened. ValueError: 'nummer' is not")
    expect(page.locator(".doubled")).to_have_text("Twice 2 is 4.")


def test_copy_button_copies_the_address_of_the_link(live_page: Page, site: Site) -> None:
    page = live_page
    page.get_by_label("Number").fill("2")
    page.keyboard.press("Tab")
    expect(page.locator(".doubled")).to_have_text("Twice 2 is 4.")
    button = page.get_by_role("button", name="Copy link")
    button.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site.url}/live.html#doubler?number=2"
    expect(button).to_be_visible(timeout=4000)  # the label comes back


def test_bytes_travel_both_ways(live_page: Page) -> None:
    page = live_page
    picture = page.locator(".live-output img")
    expect(picture).to_have_js_property("naturalWidth", 8)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Upload").click()
    chosen.value.set_files(
        {"name": "a.bin", "mimeType": "application/octet-stream", "buffer": b"\x00\xff\x10"}
    )
    expect(page.get_by_text(r"b'\x00\xff\x10'")).to_be_visible()


def test_print_is_shown_in_its_cell(live_page: Page) -> None:
    page = live_page
    expect(page.locator(".live-output pre").first).to_have_text("printed </script> line\n")


def test_failing_cell_keeps_its_print_and_leaves_others_alive(more_page: Page) -> None:
    page = more_page
    failing, working = page.locator(".live-cell").nth(0), page.locator(".live-cell").nth(1)
    expect(failing).to_have_attribute("data-live-state", "failed")
    expect(failing.locator(".live-line")).to_contain_text("RuntimeError: no kernel here")
    expect(failing.locator(".cell_output")).to_contain_text("printed by the build")
    expect(working).to_have_attribute("data-live-state", "live")
    failing.get_by_role("button", name="Try again").click()
    expect(failing).to_have_attribute("data-live-state", "failed")


def test_error_in_a_callback_is_said_and_the_next_success_clears_it(more_page: Page) -> None:
    page = more_page
    cell = page.locator(".live-cell").nth(1)
    cell.get_by_label("By").select_option("zero")
    cell.get_by_role("button", name="Divide").click()
    expect(cell.locator(".live-line")).to_contain_text("ZeroDivisionError: nothing can be divided")
    expect(cell.locator(".live-capture")).to_have_text("divided by zero\n")
    cell.get_by_label("By").select_option("one")
    expect(cell.locator(".live-status")).to_have_text("Live")


def test_widget_closed_by_python_leaves_the_page(more_page: Page) -> None:
    page = more_page
    note = page.locator(".live-output").get_by_text("to be closed")
    expect(note).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(note).to_have_count(0)


def test_widget_of_another_package_says_that_it_is_not_available(more_page: Page) -> None:
    failed = more_page.locator(".live-failed")
    expect(failed).to_contain_text("some-maps.MapModel is not available in a live page")
    expect(more_page.locator(".live-output").get_by_text("before")).to_be_visible()


def test_second_visit_starts_from_the_saved_interpreter(live_page: Page) -> None:
    page = live_page
    assert page.evaluate("document.documentElement.dataset.liveStart") == "restored"


def test_unusable_saved_interpreter_means_a_fresh_start(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.goto(f"{site.url}/live.html")
        page.wait_for_function("() => document.documentElement.dataset.liveSaved")
        page.evaluate(
            """async () => {
              const [name] = await caches.keys();
              const cache = await caches.open(name);
              const [key] = await cache.keys();
              await cache.put(key, new Response(new Uint8Array(65536)));
            }"""
        )
        page.reload()
        page.wait_for_function(FINISHED)
        assert page.evaluate("document.documentElement.dataset.live") == "ready"
        assert page.evaluate("document.documentElement.dataset.liveStart") == "fresh"


def test_without_javascript_the_page_is_complete(browser: Browser, site: Site) -> None:
    with blocked_page(browser, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{site.url}/live.html")
        expect(page.locator("#doubler .doubled")).to_have_text("Twice 2 is 4.")
        expect(page.locator("[data-copy]")).to_be_hidden()


def test_strict_content_security_policy_is_enough(browser: Browser, pages: Path) -> None:
    with (
        serve(pages, {"Content-Security-Policy": POLICY}) as site,
        blocked_page(browser) as watched,
    ):
        page = watched.page
        page.goto(f"{site.url}/live.html")
        page.wait_for_function(FINISHED)
        page.get_by_role("slider", name="Seats").press("End")
        expect(page.locator("#answer")).to_have_text("10 seats")
        assert [error for error in watched.errors if "Content Security Policy" in error] == []


def test_narrow_page_has_no_sideways_scrolling(live_page: Page) -> None:
    page = live_page
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    for box in page.locator(".live-output *").evaluate_all(
        "elements => elements.map(e => e.getBoundingClientRect().right)"
    ):
        assert box <= 320
    page.set_viewport_size(size)


def test_live_cells_are_accessible(live_page: Page) -> None:
    page = live_page
    rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        report = Axe().run(page, context=".live-cell", options={"runOnly": rules})
        assert report.violations_count == 0, report.generate_report()


def test_box_that_stays_is_read_aloud_when_its_content_changes(live_page: Page) -> None:
    spoken = live_page.locator("[aria-live=polite]:has(#answer)")
    expect(spoken).to_have_class(re.compile("live-polite"))


def test_focus_stays_on_a_button_that_an_update_redraws(live_page: Page) -> None:
    page = live_page
    page.get_by_role("button", name="Copy link").focus()
    page.evaluate("location.hash = '#doubler?number=6'")
    expect(page.locator(".doubled")).to_have_text("Twice 6 is 12.")
    assert page.evaluate("document.activeElement.dataset.copy") == "#doubler?number=6"


@pytest.mark.parametrize("sign", ["focus", "button"])
def test_browser_that_hides_its_connection_waits_for_the_reader(
    browser: Browser, site: Site, sign: str
) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.add_init_script("delete Navigator.prototype.connection")
        page.goto(f"{site.url}/live.html")
        start = page.get_by_role("button", name="Start").first
        expect(start).to_be_visible()
        page.wait_for_timeout(300)
        assert not any("/live/" in url for url in watched.requests)
        if sign == "focus":
            start.focus()
        else:
            start.click()
        page.wait_for_function(FINISHED)
        expect(page.locator(".live-cell").first).to_have_attribute("data-live-state", "live")


def test_reader_who_saves_data_is_asked_first(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.add_init_script(
            "Object.defineProperty(navigator.connection, 'saveData', {value: true})"
        )
        page.goto(f"{site.url}/live.html")
        expect(page.get_by_role("button", name="Start").first).to_be_visible()
        page.locator(".live-cell").first.click()
        page.wait_for_timeout(300)
        assert not any("/live/" in url for url in watched.requests)


def test_broken_download_is_said_and_can_be_tried_again(browser: Browser, site: Site) -> None:
    with blocked_page(browser) as watched:
        page = watched.page
        page.context.route("**/live.zip", lambda route: route.abort())
        page.goto(f"{site.url}/live.html")
        line = page.locator(".live-line").first
        expect(line).to_contain_text("Python could not be loaded.", timeout=15_000)
        expect(page.locator("#doubler .doubled")).to_have_text("Twice 2 is 4.")
        page.context.unroute("**/live.zip")
        line.get_by_role("button", name="Try again").click()
        page.wait_for_function(FINISHED)
        assert page.evaluate("document.documentElement.dataset.live") == "ready"


def test_page_opened_as_a_file_says_what_it_needs(browser: Browser, pages: Path) -> None:
    with blocked_page(browser) as watched:
        watched.page.goto((pages / "live.html").as_uri())
        expect(watched.page.locator(".live-line").first).to_contain_text("needs a web server")
        expect(watched.page.locator("#doubler .doubled")).to_have_text("Twice 2 is 4.")
