"""Every widget of ipywidgets in one live page, and each message of the widget protocol."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import ipywidgets
import pytest
from axe_playwright_python.sync_playwright import Axe
from ipywidgets.widgets import widget as ipywidgets_widget
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.live.toy import FINISHED
from tools.browser import Site, Watched, blocked_page, watch

# Keeps the page's worker and what it sends, and puts a gamepad of the test's own in place.
TAP = """
window.fromPython = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (...message) {
  if (window.liveWorker !== this) {
    window.liveWorker = this;
    this.addEventListener('message', ({ data }) => data.type === 'comm' && fromPython.push(data));
  }
  return post.apply(this, message);
};
window.pads = [null, null];
navigator.getGamepads = () => window.pads;
"""


@pytest.fixture(scope="module")
def watched(returning: BrowserContext, site: Site) -> Iterator[Watched]:
    """The protocol page, live, for all tests of this module: each leaves its own part of it."""
    opened = watch(returning)
    opened.page.add_init_script(TAP)
    opened.page.goto(f"{site.url}/protocol.html")
    opened.page.wait_for_function(FINISHED, timeout=90_000)  # the page is long
    yield opened
    assert opened.foreign == []
    opened.page.close()


@pytest.fixture
def page(watched: Watched) -> Iterator[Page]:
    """The shared page; no test may leave an exception in it."""
    before = len(watched.errors)
    yield watched.page
    assert watched.errors[before:] == []


def settle(measure: Callable[[], Any], wanted: Any) -> None:
    """Wait until a measurement gives what is wanted, for five seconds at most."""
    end = time.monotonic() + 5
    while (found := measure()) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert found == wanted


def test_every_cell_is_live(page: Page) -> None:
    assert page.evaluate("document.documentElement.dataset.live") == "ready"
    assert page.locator(".live-failed").count() == 0


# ---- one of each ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """How a reader changes one widget, and how one sees that Python did.

    Attributes
    ----------
    seen
        JavaScript of the specimen's element `e`: what the view shows.
    first, last
        What `seen` gives at the beginning, and after Python's change.
    act
        What the reader does; None for a widget that takes no input.
    known
        What Python then has: the repr of the value.
    """

    seen: str
    first: Any
    last: Any
    act: Callable[[Locator], object] | None = None
    known: str = ""


def press(key: str, role: str = "slider", nth: int = 0) -> Callable[[Locator], None]:
    return lambda box: box.get_by_role(role).nth(nth).press(key)


def fill(selector: str, *texts: str) -> Callable[[Locator], None]:
    def act(box: Locator) -> None:
        for field, text in zip(box.locator(selector).all(), texts, strict=True):
            field.fill(text)
            field.press("Tab")

    return act


def choose(selector: str, *labels: str) -> Callable[[Locator], object]:
    return lambda box: box.locator(selector).select_option(list(labels))


def click(selector: str) -> Callable[[Locator], None]:
    return lambda box: box.locator(selector).click()


def add_tag(text: str) -> Callable[[Locator], None]:
    def act(box: Locator) -> None:
        box.locator(".jupyter-widget-tagsinput").click()
        box.locator("input").press_sequentially(text)
        box.locator("input").press("Enter")

    return act


def upload(box: Locator) -> None:
    with box.page.expect_file_chooser() as chosen:
        box.get_by_role("button").click()
    chosen.value.set_files({"name": "a", "mimeType": "text/plain", "buffer": b"\x00\xff"})


SLIDER = (
    "[...e.querySelectorAll('[role=slider]')].map(h => h.getAttribute('aria-valuetext')).join()"
)
READOUT = "e.querySelector('.widget-readout').textContent"
FIELD = "e.querySelector('input, textarea, select').value"
CHECKED = "e.querySelector('input').checked"
BAR = "e.querySelector('.progress-bar').style.width"
OPTIONS = "[...e.querySelectorAll('option:checked')].map(o => o.value).join()"
RADIO = "e.querySelector('input:checked').parentElement.textContent"
PRESSED = "e.querySelector('button[aria-pressed=true]').textContent"
ICON = "e.querySelector('svg')?.dataset.icon"  # there is none while it is drawn anew
TEXT = "e.innerText.trim()"
TAGS = "[...e.querySelectorAll('[draggable]')].map(t => t.innerText.trim()).join()"
COLOURS = (
    "[...e.querySelectorAll('.jupyter-widget-colortag')].map(t => t.style.backgroundColor).join()"
)
BYTES = """(async () => {
  const media = e.querySelector('img, audio, video');
  const source = media.src || media.querySelector('source').src;
  return [...new Uint8Array(await (await fetch(source)).arrayBuffer())].join();
})()"""
CHILDREN = "e.innerText.trim().split(/\\s*\\n\\s*/).join()"
SELECTED = "[...e.querySelectorAll('[role=tab]')].map(t => t.getAttribute('aria-selected')).join()"
OPENED = (
    "[...e.querySelectorAll('[aria-expanded]')].map(t => t.getAttribute('aria-expanded')).join()"
)
TOOLTIP = "e.querySelector('[title]').title"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='8'></svg>"


def codes(text: str) -> str:
    return ",".join(str(byte) for byte in text.encode())


CASES = {
    "IntSlider": Case(READOUT, "2", "7", press("End"), "10"),
    "FloatSlider": Case(READOUT, "2.00", "7.50", press("ArrowRight"), "2.5"),
    "FloatLogSlider": Case(READOUT, "10.0", "1.00e+3", press("ArrowRight"), "100.0"),
    "IntRangeSlider": Case(READOUT, "2 – 4", "1 – 9", press("End", nth=1), "(2, 10)"),
    "FloatRangeSlider": Case(READOUT, "2.00 – 4.00", "1.00 – 9.50", press("Home"), "(0.0, 4.0)"),
    "IntProgress": Case(BAR, "20%", "70%"),
    "FloatProgress": Case(BAR, "20%", "75%"),
    "IntText": Case(FIELD, "2", "7", fill("input", "-5"), "-5"),
    "FloatText": Case(FIELD, "2", "7.5", fill("input", "-5.25"), "-5.25"),
    "BoundedIntText": Case(FIELD, "2", "7", fill("input", "50"), "10"),
    "BoundedFloatText": Case(FIELD, "2", "7.5", fill("input", "50"), "10.0"),
    "Play": Case(ICON, "play", "play", click("button >> nth=0"), "4"),
    "Checkbox": Case(CHECKED, False, False, click("input"), "True"),
    "ToggleButton": Case(
        "e.querySelector('button').getAttribute('aria-pressed')",
        "false",
        "false",
        click("button"),
        "True",
    ),
    "Valid": Case(ICON, "check", "xmark"),
    "Dropdown": Case(OPTIONS, "one", "three", choose("select", "two"), "'two'"),
    "Select": Case(OPTIONS, "one", "three", choose("select", "two"), "'two'"),
    "SelectMultiple": Case(
        OPTIONS, "one", "two,three", choose("select", "one", "two"), "('one', 'two')"
    ),
    "RadioButtons": Case(RADIO, "one", "three", click("input >> nth=1"), "'two'"),
    "ToggleButtons": Case(PRESSED, "one", "three", click("button >> nth=1"), "'two'"),
    "SelectionSlider": Case(READOUT, "one", "one", press("ArrowRight"), "'two'"),
    "SelectionRangeSlider": Case(READOUT, "one-one", "two-two", press("End", nth=1), "(0, 2)"),
    "Text": Case(FIELD, "", "from Python", fill("input", "Сайлау"), "'Сайлау'"),
    "Textarea": Case(FIELD, "", "from\nPython", fill("textarea", "a\nb"), r"'a\nb'"),
    "Password": Case(FIELD, "", "from Python", fill("input", "secret"), "'secret'"),
    "Combobox": Case(FIELD, "", "from Python", fill("input", "two"), "'two'"),
    "Label": Case(TEXT, "text", "from <Python>"),
    "HTML": Case("e.querySelector('b').innerText", "text", "from"),
    "HTMLMath": Case("e.querySelector('b').parentElement.innerText", "a $x^2$", "from $y^2$"),
    "DatePicker": Case(
        FIELD, "2021-01-10", "2023-03-19", fill("input", "2004-09-19"), "datetime.date(2004, 9, 19)"
    ),
    "TimePicker": Case(FIELD, "12:00", "20:00", fill("input", "07:30"), "datetime.time(7, 30)"),
    "NaiveDatetimePicker": Case(
        FIELD,
        "2021-01-10T12:00",
        "2023-03-19T07:00",
        fill("input", "2004-09-19T07:30"),
        "datetime.datetime(2004, 9, 19, 7, 30)",
    ),
    "DatetimePicker": Case(
        FIELD,
        "2021-01-10T12:00",
        "2023-03-19T07:00",
        fill("input", "2004-09-19T07:30"),
        "datetime.datetime(2004, 9, 19, 7, 30, tzinfo=datetime.timezone("
        "datetime.timedelta(0), 'UTC-0000'))",
    ),
    "ColorPicker": Case(
        "e.querySelector('[type=color]').value",
        "#000000",
        "#00ff00",
        fill("[type=text]", "red"),
        "'red'",
    ),
    "TagsInput": Case(TAGS, "one", "from,Python", add_tag("two"), "['one', 'two']"),
    "ColorsInput": Case(COLOURS, "red", "green,blue", add_tag("lime"), "['red', 'lime']"),
    "IntsInput": Case(TAGS, "1", "7,8", add_tag("2"), "[1, 2]"),
    "FloatsInput": Case(TAGS, "1.5", "7.5", add_tag("2"), "[1.5, 2.0]"),
    "Button": Case(
        "e.querySelector('.fa-check') === null",
        True,
        False,
        click("button"),
        "clicked",
    ),
    "FileUpload": Case(TEXT, "FileUpload (0)", "FileUpload (1)", upload, r"b'\x00\xff'"),
    "Image": Case(BYTES, codes(SVG % 8), codes(SVG % 16)),
    "Audio": Case(BYTES, "0,1", "255,0,254"),
    "Video": Case(BYTES, "0,1", "255,0,254"),
    "Box": Case(CHILDREN, "first child,second child", "second child"),
    "HBox": Case(CHILDREN, "first child,second child", "second child"),
    "VBox": Case(CHILDREN, "first child,second child", "second child"),
    "GridBox": Case(CHILDREN, "first child,second child", "second child"),
    "Tab": Case(SELECTED, "true,false", "true,false", click("[role=tab] >> nth=1"), "1"),
    "Accordion": Case(OPENED, "false,false", "true,false", click("[aria-expanded] >> nth=1"), "1"),
    "Stack": Case(TEXT, "first child", "second child"),
    "Output": Case(TEXT, "", "x"),
    "Controller": Case(TOOLTIP, "a", "from Python"),
    "ControllerAxis": Case(TOOLTIP, "a", "from Python"),
    "ControllerButton": Case(TOOLTIP, "a", "from Python"),
}


def views_of_ipywidgets() -> set[str]:
    """Name every class of ipywidgets whose view stands in a page by itself."""
    names = set()
    for key, kind in ipywidgets_widget._registry.items():
        view = key[-1]
        if view and issubclass(kind, ipywidgets.DOMWidget) and not view.startswith("Style"):
            controller = kind.__module__.endswith("controller") and kind.__name__ != "Controller"
            names.add(f"Controller{kind.__name__}" if controller else kind.__name__)
    return names


def test_no_widget_is_left_out() -> None:
    assert set(CASES) == views_of_ipywidgets()


@pytest.mark.parametrize("name", CASES)
def test_widget_stands_in_the_page_and_both_sides_change_it(page: Page, name: str) -> None:
    case = CASES[name]
    specimen = page.locator(f".specimen-{name}")
    box = specimen.locator(".subject")
    see = f"e => {case.seen}"
    settle(lambda: box.evaluate(see), case.first)
    if case.act:
        case.act(box)
        expect(specimen.locator(".known")).to_have_text(case.known)
    specimen.get_by_role("button", name=f"Change {name}", exact=True).click()
    settle(lambda: box.evaluate(see), case.last)


# ---- outputs ----------------------------------------------------------------------------------


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_output_keeps_order_nests_and_shows_what_is_displayed(page: Page) -> None:
    outer = page.locator(".outer")
    expect(outer).to_have_text("at the start\n")
    button(page, "nested").click()
    settle(
        lambda: outer.inner_text().split(),
        ["at", "the", "start", "before", "inside", "bold", "after"],
    )
    expect(outer.locator(".live-capture .stderr")).to_have_text("inside\n")
    expect(outer.locator(".live-capture b.bold")).to_be_visible()


def test_output_is_cleared_at_once_or_when_something_comes(page: Page) -> None:
    outer = page.locator(".outer")
    button(page, "clear_now").click()
    expect(outer).to_be_empty()
    button(page, "appended").click()
    settle(lambda: outer.inner_text().split("\n"), ["out", "", "err", "", "a widget"])
    button(page, "only_wait").click()
    button(page, "captured").click()  # answered after the other
    expect(page.locator(".capturing")).to_have_text("captured line\n")
    expect(outer).to_contain_text("a widget")
    button(page, "clear_later").click()
    expect(outer).to_have_text("instead\n")


def test_what_is_shown_already_is_not_drawn_again(page: Page) -> None:
    outer = page.locator(".outer")
    button(page, "clear_now").click()
    button(page, "nested").click()
    bold = outer.locator("b.bold").first
    bold.evaluate("element => { element.dataset.kept = 'yes' }")
    button(page, "appended").click()
    expect(outer).to_contain_text("a widget")
    expect(bold).to_have_attribute("data-kept", "yes")


def test_many_lines_are_one_text_and_few_messages(page: Page) -> None:
    button(page, "clear_now").click()
    expect(page.locator(".outer")).to_be_empty()
    before = page.evaluate("fromPython.length")
    button(page, "many").click()
    expect(page.locator(".outer")).to_contain_text("line 499")
    assert page.locator(".outer pre").count() == 1
    assert page.evaluate("fromPython.length") - before < 20


def test_exception_in_an_output_is_shown_there(page: Page) -> None:
    button(page, "clear_now").click()
    button(page, "fail").click()
    outer = page.locator(".outer")
    expect(outer.locator(".stderr")).to_contain_text("ValueError: shown where it was raised")
    expect(outer).not_to_contain_text("bridge")
    cell = page.locator(".live-cell").filter(has=outer)
    expect(cell.locator(".live-status")).to_have_text("Live")


def test_views_that_were_cleared_are_ended(page: Page) -> None:
    for _ in range(3):
        button(page, "clear_now").click()
        expect(page.locator(".count")).to_have_text("0")
        button(page, "appended").click()
        expect(page.locator(".count")).to_have_text("1")


def test_print_above_and_below_a_widget_keep_their_places(page: Page) -> None:
    cell = page.locator(".live-cell").filter(has=page.locator(".outer"))
    expect(cell.locator(".live-output > div").first).to_have_text("a print above\n")
    expect(cell.locator(".live-output > div").last).to_have_text("a print below\n")


def test_output_of_a_cell_is_replaced_when_something_new_comes(page: Page) -> None:
    cell = page.locator(".live-cell").filter(has=button(page, "replace"))
    place = page.locator(".live-cell").nth(
        cell.evaluate("cell => [...document.querySelectorAll('.live-cell')].indexOf(cell)")
    )
    button(page, "replace").click()
    expect(place.locator(".live-output")).to_have_text("in place of the button\n")


# ---- interact ---------------------------------------------------------------------------------


def test_interact_makes_controls_and_shows_what_is_returned(page: Page) -> None:
    cell = page.locator(".live-cell").filter(has=page.get_by_label("word", exact=True))
    output = cell.locator(".live-capture")
    settle(lambda: output.inner_text().split(), ["haha", "4"])
    cell.get_by_role("slider", name="times").press("End")
    cell.get_by_label("word", exact=True).select_option("ho")
    cell.get_by_label("loud").check()
    settle(lambda: output.inner_text().split(), ["HOHOHOHOHO", "10"])


def test_interactive_and_interactive_output_stand_in_boxes(page: Page) -> None:
    cell = page.locator(".live-cell").filter(has=page.locator(".power"))
    cell.get_by_role("slider", name="root").press("ArrowRight")
    expect(cell.locator(".live-capture").filter(has_text="16")).to_have_count(1)
    cell.get_by_label("exponent").fill("10")
    cell.get_by_label("exponent").press("Tab")
    expect(cell.locator(".power")).to_have_text("1024\n")


def test_interact_manual_waits_for_its_button(page: Page) -> None:
    cell = page.locator(".live-cell").filter(has=page.locator(".power"))
    cell.get_by_role("slider", name="amount").press("End")
    expect(cell.locator(".live-output").get_by_text("asked for")).to_have_count(0)
    cell.get_by_role("button", name="Run Interact").click()
    expect(cell.get_by_text("asked for 3")).to_be_visible()


# ---- containers and style ---------------------------------------------------------------------


@pytest.fixture
def folded(page: Page) -> Locator:
    """The cell tagged hide-cell, unfolded."""
    cell = page.locator(".live-cell").filter(has=page.locator(".deep"))
    if not page.locator(".deep").is_visible():
        cell.locator("summary").first.click()
    return cell


def test_boxes_of_layout_templates_nest_in_tab_and_accordion(folded: Locator) -> None:
    header = folded.get_by_role("button", name="Corners")
    header.press("Enter")
    expect(header).to_have_attribute("aria-expanded", "true")
    corners = [
        folded.get_by_role("button", name=name).bounding_box()
        for name in ("top left", "bottom right")
    ]
    assert corners[0]["x"] < corners[1]["x"]
    assert corners[0]["y"] < corners[1]["y"]
    folded.get_by_role("button", name="Frame").press(" ")
    expect(folded.locator(".live-output").get_by_text("center", exact=True)).to_be_visible()
    first = folded.get_by_role("tab", name="Deep")
    first.focus()
    first.press("ArrowRight")
    folded.get_by_role("tab", name="Grid").press("Enter")
    expect(folded.get_by_role("tabpanel", name="Grid")).to_contain_text("whole row")
    expect(header).to_be_hidden()


def test_layout_and_style_follow_python(folded: Locator) -> None:
    styled = folded.get_by_role("button", name="styled", exact=True)
    expect(styled).to_have_css("width", "150px")
    expect(styled).to_have_css("border", "2px solid rgb(255, 0, 0)")
    expect(styled).to_have_css("font-weight", "700")
    expect(styled).to_have_css("color", "rgb(255, 255, 255)")
    expect(styled).to_have_css("background-color", "rgb(0, 0, 128)")
    danger = folded.get_by_role("button", name="danger", exact=True)
    expect(danger).to_have_class(re.compile("mod-danger"))
    label = folded.locator(".widget-label", has_text="A label with its own width")
    expect(label).to_have_css("width", "220px")
    expect(folded.get_by_role("slider", name="coloured")).to_have_css(
        "background-color", "rgb(0, 0, 255)"
    )
    folded.get_by_role("button", name="restyle").click()
    expect(styled).to_have_css("width", "250px")
    expect(styled).to_have_css("background-color", "rgb(10, 20, 30)")
    expect(label).to_be_hidden()


# ---- links and several views ------------------------------------------------------------------


def test_links_join_models_in_the_page_until_they_are_undone(page: Page) -> None:
    a, b, c = (page.get_by_role("slider", name=f"view {name}") for name in "abc")
    b.press("End")
    for slider in (a, c):
        expect(slider).to_have_attribute("aria-valuetext", "100")
    c.press("Home")
    expect(b).to_have_attribute("aria-valuetext", "100")  # jsdlink goes one way
    button(page, "unlink").click()
    page.wait_for_timeout(100)
    a.press("Home")
    expect(a).to_have_attribute("aria-valuetext", "0")
    page.wait_for_timeout(100)
    expect(b).to_have_attribute("aria-valuetext", "100")


def test_observers_that_call_each_other_come_to_rest(page: Page) -> None:
    celsius, fahrenheit = page.get_by_label("celsius"), page.get_by_label("fahrenheit")
    celsius.fill("100")
    celsius.press("Tab")
    expect(fahrenheit).to_have_value("212")
    fahrenheit.fill("50")
    fahrenheit.press("Tab")
    expect(celsius).to_have_value("10")


def test_one_model_has_views_in_two_cells(page: Page) -> None:
    views = page.get_by_role("slider", name="twice", include_hidden=True)
    expect(views).to_have_count(3)
    views.first.press("End")
    for i in range(3):
        expect(views.nth(i)).to_have_attribute("aria-valuetext", "100")


# ---- closing, callbacks, bytes ----------------------------------------------------------------


def test_widgets_made_in_a_callback_live_and_close_themselves(page: Page) -> None:
    nursery = page.locator(".nursery")
    for _ in range(2):
        button(page, "birth").click()
    button(page, "child 2").click()
    expect(button(page, "child 2")).to_have_count(0)
    expect(nursery.get_by_role("button")).to_have_text(["child 1"])


def test_widget_closed_before_it_was_drawn_leaves_nothing(page: Page) -> None:
    for _ in range(3):
        button(page, "quick").click()
    button(page, "birth").click()
    expect(page.locator(".nursery").get_by_role("button").last).to_have_text(re.compile("child"))
    assert page.get_by_text("never seen").count() == 0


def test_closed_box_leaves_the_page(page: Page) -> None:
    expect(page.get_by_text("to be gone")).to_be_visible()
    button(page, "close box").click()
    expect(page.get_by_text("to be gone")).to_have_count(0)


def sent_by_python(page: Page, method: str, key: str) -> dict[str, Any]:
    """Return the last message of Python of this kind, its bytes as lists of numbers."""
    search = """([method, key]) => {
      const found = fromPython.findLast(({ content: { data } }) =>
        data.method === method && key in (data.content ?? data.state));
      return found && { id: found.content.comm_id, data: found.content.data,
                        buffers: found.buffers.map((b) => [...b]) };
    }"""
    handle = page.wait_for_function(search, arg=[method, key])
    return handle.json_value()


def send(page: Page, kind: str, content: dict[str, Any], *buffers: bytes) -> None:
    """Send a message to Python as the page's comm does."""
    page.evaluate(
        """([kind, content, buffers]) => liveWorker.postMessage({
          type: kind, id: 'test', buffers: buffers.map((b) => Uint8Array.from(b)),
          header: JSON.stringify({ header: { msg_id: 'test', msg_type: kind }, content }),
        })""",
        [kind, content, [list(b) for b in buffers]],
    )


def test_custom_messages_carry_bytes_both_ways(page: Page) -> None:
    button(page, "talk").click()
    message = sent_by_python(page, "custom", "answer")
    assert message["buffers"] == [[255, 0], [0, 0, 0], [97, 98, 99]]
    content = {"event": "bytes", "name": "bytes"}
    data = {"method": "custom", "content": content}
    send(page, "comm_msg", {"comm_id": message["id"], "data": data}, b"\x00\xff", b"")
    expect(page.get_by_text(r"bytes: [b'\x00\xff', b'']")).to_be_visible()


def test_bytes_inside_a_nested_state_come_back(page: Page) -> None:
    button(page, "talk").click()
    message = sent_by_python(page, "custom", "answer")
    state = {"extra": {"list": [None, {}]}}
    data = {
        "method": "update",
        "state": state,
        "buffer_paths": [["extra", "list", 0], ["extra", "list", 1, "deep"]],
    }
    send(page, "comm_msg", {"comm_id": message["id"], "data": data}, b"\x07", b"\x08\x09")
    expect(page.get_by_text(r"extra: [b'\x07', {'deep': b'\x08\t'}]")).to_be_visible()


def test_python_moves_the_focus(page: Page) -> None:
    button(page, "focus").click()
    expect(page.get_by_label("focused")).to_be_focused()


def test_markup_in_a_description_is_cleaned(page: Page) -> None:
    label = page.locator(".widget-label", has=page.locator("i.kept"))
    expect(label).to_have_text("kept")
    assert label.locator("script").count() == 0


def test_page_makes_and_closes_widgets_of_a_gamepad(page: Page) -> None:
    """The one widget whose parts the page opens, and closes when the plug is pulled."""
    pad = {
        "id": "test pad",
        "index": 1,
        "mapping": "",
        "connected": True,
        "timestamp": 1,
        "buttons": [{"value": 0, "pressed": False}] * 2,
        "axes": [0.5],
    }
    page.evaluate("pad => { pads[1] = pad }", pad)
    expect(page.locator(".pad-parts")).to_have_text("2 buttons, 1 axes, True")
    expect(page.get_by_text("test pad")).to_be_visible()
    expect(page.locator(".widget-controller-button")).to_have_count(3)  # one is a specimen
    page.evaluate("pads[1] = null")
    expect(page.locator(".pad-parts")).to_have_text("0 buttons, 0 axes, False")
    expect(page.locator(".widget-controller-button")).to_have_count(1)
    assert page.locator("html").get_attribute("data-live") == "ready"


def test_message_for_a_closed_comm_is_let_go(page: Page) -> None:
    send(page, "comm_msg", {"comm_id": "of nothing", "data": {"method": "update", "state": {}}})
    send(page, "comm_close", {"comm_id": "of nothing", "data": {}})
    button(page, "birth").click()  # Python still answers
    expect(page.locator(".nursery").get_by_role("button").last).to_be_visible()


# ---- hidden source ----------------------------------------------------------------------------


def test_source_is_hidden_as_its_tag_says_and_the_cell_is_live(page: Page) -> None:
    cells = page.locator(".live-cell")
    states = cells.evaluate_all("cells => cells.map(cell => cell.dataset.liveState)")
    assert states == ["live"] * cells.count()
    assert cells.first.locator(".cell_input").count() == 0  # remove-input
    hidden = cells.filter(has=page.locator(".outer"))
    assert hidden.locator("details .cell_input").count() == 1  # hide-input
    assert hidden.locator(".outer").is_visible()


# ---- reading with other means -----------------------------------------------------------------

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_widget_is_accessible(page: Page, folded: Locator, theme: str) -> None:
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    options = {
        "runOnly": {"type": "tag", "values": WCAG},
        "rules": {"video-caption": {"enabled": False}},  # the specimen has nothing to see or hear
        "preload": False,
    }
    found = Axe().run(page, context=".live-cell", options=options).response["violations"]
    faults = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
    assert faults == []


INTERACTIVE = (
    "button, select, textarea, input, audio, [role=slider], [role=tab], [role=textbox], "
    "[role=button], a[href]"
)


def test_each_control_has_the_name_of_its_description(page: Page) -> None:
    nameless = []
    for name in CASES:
        subject = page.locator(f".specimen-{name} .subject")
        label = subject.locator(".widget-label").first
        if label.count() and label.inner_text().strip() == name:
            named = subject.get_by_label(name).or_(subject.get_by_role("slider", name=name))
            shown_only = name in ("HTML", "HTMLMath", "Label", "Valid")
            if not named.count() and not shown_only:
                nameless.append(name)
    assert nameless == []


def test_every_target_is_large_enough(page: Page, folded: Locator) -> None:
    """24 by 24 pixels (WCAG 2.5.8)."""
    small = page.locator(f".live-output :is({INTERACTIVE})").evaluate_all(
        """elements => elements.filter(e => e.checkVisibility()).map(e => {
          const { width, height } = e.getBoundingClientRect();
          return [Math.round(Math.min(width, height)), e.outerHTML.slice(0, 160)];
        }).filter(([size]) => size < 24)"""
    )
    assert small == []


def test_focus_is_seen_on_every_control(page: Page) -> None:
    """Each control that Tab reaches among the specimens has an outline then."""
    unseen, seen = [], 0
    page.locator(".specimen-IntSlider [role=slider]").focus()
    for _ in range(400):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement; const style = getComputedStyle(e);
              return { inside: !!e.closest('[class*=specimen-]'), html: e.outerHTML.slice(0, 160),
                seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }; }"""
        )
        if not state["inside"]:
            break
        seen += 1
        if not state["seen"]:
            unseen.append(state["html"])
    assert seen > 80
    assert unseen == []


def test_tags_are_typed_and_removed_without_a_mouse(page: Page) -> None:
    tags = page.locator(".specimen-TagsInput .jupyter-widget-tagsinput")
    field = page.get_by_label("TagsInput")
    field.focus()
    field.press_sequentially("keyboard")
    field.press("Enter")
    expect(tags).to_contain_text("keyboard")
    field.press("Backspace")
    expect(tags).not_to_contain_text("keyboard")
    tags.locator(".jupyter-widget-tag-close").first.click()
    expect(tags).not_to_contain_text("from")


def test_without_javascript_every_cell_has_a_print(browser: Browser, site: Site) -> None:
    with blocked_page(browser, java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{site.url}/protocol.html")
        prints = page.locator(".live-cell .cell_output")
        assert prints.count() == page.locator(".live-cell").count()
        assert all(text.strip() for text in prints.all_text_contents())
        expect(page.get_by_text("a print above", exact=True)).to_be_visible()
