"""Every explorable of every chapter, live: keyboard, sizes, downloads, the code that is copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from kazlib.explorables import SLUGS, load
from kazlib.widgets import explore
from tests.book.accessibility import faults_in_both_themes
from tests.book.conftest import READY, SITE, watched_page
from tools.explorables import live_pages

LIVE_PAGES = live_pages(SITE) if SITE.is_dir() else {}

# Links of chapters that show how something is refused, and words of the message.
REFUSED = {
    "#senate-renewal?year=1997": "in 1997 were not seen",
    "#no-confidence?day=2005-03-01": "on 2005-03-01 was not seen",
    "#who-may-stand?on=1990-04-24": "chosen by the Supreme Soviet",
    "#law-on-a-date?on=1990-04-24&office=president": "chosen by the Supreme Soviet",
    "#system-designer?law=2026": "threshold_pct for the Kurultai on 2026-08-23 is unknown",
}

# How many scenarios the text of a page links at least, where it is not three.
FEWEST_LINKS = {
    ("law-of-elections", "law-on-a-date"): 5,
    ("parliamentary-elections", "seat-allocator"): 4,
    ("president", "terms-in-office"): 1,
    ("presidential-elections", "two-rounds"): 2,
    ("reading-an-election", "seat-allocator"): 5,
}

# One explorable after the other, as links set them on their own pages, and words of the answer.
# A refusal is not the last of its explorable: later tests of the page need an answer.
SCENARIOS = {
    "call-it-or-not?skew=30&rule=clustered": 'the rule "design effect"',
    "exit-poll?stations=0": "stations is 0",
    "exit-poll?rho=0": "design effect 1.00",
    "exit-poll?design=2022-socis": "482,000 answers at 379 stations",
    "exit-poll?truth=91.15&observed=83.2": "0.48 times as often",
    "fingerprint?scene=two-causes&stuffed=20": "the stations of this scene are fixed",
    "fingerprint?stuffed=10": "203 stations of 2,000 are stuffed",
    "fingerprint?scene=two-causes&marks=none": "The cloud alone cannot say",
    "party-system?pair=2023-2026": "pair is '2023-2026'; allowed: 1999-2004",
    "party-system?pair=2004-2007&successors=recorded": "volatility is 14.1 points",
    "party-system?pair=2021-2023": "volatility is 78.9 points",
    "party-system?pair=2021-2023&index=golosov": "to 2.13 by votes",
    "party-system?pair=invented-merged": "falls from 4.00 to 1.00 by votes",
    "registration-filter?on=1990-04-24": "chosen by the Supreme Soviet",
    "registration-filter?on=2022-11-20": "Not refused: C and D.",
    "registration-filter?deposit=50&penalty=none": "What if the deposit were 50 minimum wages",
    "terms-in-office?counting=ruling-of-2000": "allowed 3, allowed only by the exemption 2",
    "terms-in-office?person=second": "the last term was to end on 20 November 2029",
    "turnout-map?count=2022-06-05": "6 are missing in our source",
    "turnout-map?count=2012-01-15": "at the close of the polls, not final",
    "two-rounds?election=2019-06-09": "Kassym-Jomart Tokayev 6,539,715 votes, 70.96%",
    "two-rounds?election=1999-01-10": "Nursultan Nazarbayev is elected in the first round",
    "two-rounds?election=invented&base=valid": "Candidate A is elected in the first round",
    "two-rounds?election=2015-04-26&votes=%3Cb%3E:1;B:9": "B is elected in the first round",
    "two-rounds?election=2019-06-09&move=30&uncertainty=10": "MODEL, not a forecast",
    "who-may-stand?on=1990-04-24": "chosen by the Supreme Soviet",
    "who-may-stand?on=2005-12-04&age=38": "this invented person may not stand: 1 of 8 rules",
}
ANSWER = ".explorable-sentence, .explorable-error"

# Another answer, or the same where the link says what the explorable showed: its own link tells.
FOLLOWED = """([slug, before, href]) => {
  const cell = document.getElementById(slug);
  const said = cell.querySelector('.explorable-sentence, .explorable-error');
  const own = cell.querySelector(`.explorable a[href^="#${slug}?"]`);
  return said && (said.innerText !== before || own?.getAttribute('href') === href);
}"""

# The smallest text of the explorables in CSS pixels, as drawn: pictures scale with their width.
SMALLEST_TEXT = """(root) => {
  const sizes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility()) continue;
    if (element.closest('title, desc, script, style')) continue;
    const svg = element.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    sizes.push([parseFloat(getComputedStyle(element).fontSize) * scale, node.data.trim()]);
  }
  return sizes.sort((a, b) => a[0] - b[0])[0];
}"""

SMALL_PARTS = """(root) =>
  [...root.querySelectorAll('p, label, td, th, button, select, input')]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.offsetWidth)
    .filter((part) => parseFloat(getComputedStyle(part).fontSize) < 16)
    .map((part) => part.outerHTML.slice(0, 200))"""

UNFOLD = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true })"

FOCUSED = """() => {
  const { activeElement: element } = document;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    inside: Boolean(element.closest('.live-output')),
    kind: element.tagName + ' ' + element.className,
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    width: box.width, height: box.height,
  };
}"""


PRINTED = """() => Object.fromEntries([...document.querySelectorAll('.live-cell')].map((cell) => [
  cell.querySelector('.explorable').id,
  cell.querySelector('.cell_output').getBoundingClientRect().height,
]))"""
# What moves by itself adds to this number, as Chromium measures it.
WATCH_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
  }).observe({ type: 'layout-shift' });
}"""
# A desk and a phone. The page opens at the first: when a window becomes wider, the theme moves its
# side columns in for a while, and nothing has its width before that is over.
WIDTHS = (1280, 390)


@dataclass(frozen=True)
class LivePage:
    """A chapter at work, with its explorables."""

    name: str
    page: Page
    slugs: list[str]
    printed: dict[int, dict[str, float]]  # the height of each print, by width of the window
    shifts: float  # how much moved while it came alive

    def cell(self, slug: str) -> Locator:
        return self.page.locator(f".live-cell[id='{slug}']")

    def said(self, slug: str) -> Locator:
        """What one explorable says: its sentence, or the message in its place."""
        return self.cell(slug).locator(ANSWER).first

    def follow(self, fragment: str) -> None:
        self.page.evaluate("hash => { location.hash = hash }", fragment)


@pytest.fixture(scope="module", params=sorted(LIVE_PAGES))
def chapter(
    request: pytest.FixtureRequest, reader: BrowserContext, site: str
) -> Iterator[LivePage]:
    """Each page with explorables, opened once for all tests of this file."""
    with watched_page(reader) as watched:
        page = watched.page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{site}/{request.param}")
        printed = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            printed[width] = page.evaluate(PRINTED)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate(WATCH_SHIFTS)
        page.locator(".live-cell").first.scroll_into_view_if_needed()
        page.wait_for_function(READY, timeout=60_000)
        shifts = page.evaluate("() => window.shifts")
        for slug in LIVE_PAGES[request.param]:
            if hasattr(load(slug), "steps"):  # the line has no bar when all is counted
                done = f"[id='{slug}'] .live-output .explorable-progress:not(:has(progress))"
                page.locator(done).wait_for(timeout=60_000)
        yield LivePage(Path(request.param).stem, page, LIVE_PAGES[request.param], printed, shifts)
        assert watched.errors == []


def test_every_explorable_has_a_page() -> None:
    shown = {slug for slugs in LIVE_PAGES.values() for slug in slugs}
    assert shown == set(SLUGS)


@pytest.mark.parametrize(
    ("page_name", "slug"), [(name, slug) for name in LIVE_PAGES for slug in LIVE_PAGES[name]]
)
def test_the_explorable_is_complete_as_printed(
    browser: Browser, site: str, page_name: str, slug: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{page_name}")
    page.locator(f"[id='{slug}'] .explorable-numbers > summary").click()  # works without scripts
    for part in (".explorable-sentence", ".explorable-picture svg", "table"):
        assert page.locator(f"[id='{slug}']").locator(part).first.is_visible()
    context.close()


def test_each_explorable_is_live_and_said_politely(chapter: LivePage) -> None:
    for slug in chapter.slugs:
        cell = chapter.cell(slug)
        assert cell.get_attribute("data-live-state") == "live"
        assert cell.locator("[aria-live=polite] .explorable-sentence").count() == 1
        assert cell.locator(".explorable-picture svg > title").count() == 1


def test_nothing_moves_while_the_page_comes_alive(chapter: LivePage) -> None:
    """A live view takes the place of the print when it is complete, not part after part."""
    assert chapter.shifts < 0.05


@pytest.mark.parametrize("width", WIDTHS)
def test_what_follows_does_not_move_when_the_live_view_comes(chapter: LivePage, width: int) -> None:
    """The print keeps the place that the live view needs, with everything still folded."""
    page = chapter.page
    page.set_viewport_size({"width": width, "height": 900})
    for slug in chapter.slugs:
        live = chapter.cell(slug).locator(".live-output").bounding_box()
        assert live
        assert live["height"] <= chapter.printed[width][slug] + 1, slug
    page.set_viewport_size({"width": 1280, "height": 900})


def test_every_link_of_the_text_sets_its_explorable(chapter: LivePage) -> None:
    page = chapter.page
    for slug in chapter.slugs:
        # Not the link to the present scenario, which stands in the explorable itself.
        links = page.locator(f"a[href^='#{slug}?']:not(.explorable a)")
        hrefs = {links.nth(i).get_attribute("href") or "" for i in range(links.count())}
        assert len(hrefs) >= FEWEST_LINKS.get((chapter.name, slug), 3), slug
        for href in sorted(hrefs):
            before = chapter.said(slug).inner_text()
            chapter.follow(href)
            page.wait_for_function(FOLLOWED, arg=[slug, before, href])
            said = chapter.said(slug)
            if href in REFUSED:
                assert REFUSED[href] in said.inner_text()
            else:
                assert "explorable-sentence" in (said.get_attribute("class") or ""), href


def test_scenarios(chapter: LivePage) -> None:
    for link, words in SCENARIOS.items():
        slug = link.split("?")[0]
        if slug in chapter.slugs:
            chapter.follow(f"#{link}")
            chapter.said(slug).filter(has_text=words).wait_for(timeout=20_000)


@pytest.mark.parametrize("width", [1280, 640, 390, 320])  # 640: 200% zoom of the first
def test_text_is_large_enough_and_nothing_scrolls_sideways(chapter: LivePage, width: int) -> None:
    page = chapter.page
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= width
    for slug in chapter.slugs:
        size, text = chapter.cell(slug).evaluate(SMALLEST_TEXT)
        # Words inside pictures become smaller with them; all other text is 16 and more.
        assert size >= (9.5 if width == 320 else 12), (slug, text)
        assert chapter.cell(slug).evaluate(SMALL_PARTS) == [], slug
    page.set_viewport_size({"width": 1280, "height": 900})


def test_every_control_is_reached_by_keyboard_with_a_visible_focus(chapter: LivePage) -> None:
    page = chapter.page
    for slug in chapter.slugs:
        controls = (
            chapter.cell(slug)
            .locator(".live-output")
            .locator(":is(button, input, select, textarea, [role=slider], [role=textbox]):visible")
        )
        expected = controls.count()
        controls.first.focus()
        seen = 0
        for _ in range(4 * expected + 10):
            focused = page.evaluate(FOCUSED)
            if not focused["inside"]:
                break
            seen += 1
            if focused["kind"].startswith(("BUTTON", "INPUT", "SELECT")):
                assert focused["outline"], (slug, focused)
                assert min(focused["width"], focused["height"]) >= 24, (slug, focused)
            page.keyboard.press("Tab")
        assert seen >= expected, slug


def test_nothing_moves_for_readers_who_asked_for_that(chapter: LivePage) -> None:
    moving = chapter.page.evaluate(
        "() => document.getAnimations().map(a => a.effect.target).filter("
        "e => e.closest('.live-output')).map(e => e.className)"
    )
    assert moving == []


def test_axe_finds_no_fault_in_light_and_dark_with_everything_unfolded(chapter: LivePage) -> None:
    page = chapter.page
    for slug in chapter.slugs:
        for button in chapter.cell(slug).locator("button.widget-toggle-button:visible").all():
            if button.get_attribute("aria-pressed") != "true":
                button.click()
    page.evaluate(UNFOLD)
    assert faults_in_both_themes(page) == []


def test_table_and_picture_can_be_saved(chapter: LivePage, tmp_path: Path) -> None:
    page = chapter.page
    for place, slug in enumerate(chapter.slugs):
        if place >= 2:  # Chromium drops the eleventh download of a quick row of them
            page.wait_for_timeout(3000)
        cell = chapter.cell(slug)
        sharing = cell.get_by_role("button", name="Link, code and downloads")
        if sharing.get_attribute("aria-pressed") != "true":
            sharing.click()
        saved = {}
        for label, ending in (
            ("Table (CSV)", "csv"),
            ("Picture (SVG)", "svg"),
            ("Report (to print)", "html"),
        ):
            with page.expect_download() as download:
                cell.get_by_role("link", name=label).click()
            assert download.value.suggested_filename == f"{slug}.{ending}"
            download.value.save_as(tmp_path / ending)
            saved[ending] = (tmp_path / ending).read_text("utf-8")
        with page.expect_download() as download:
            cell.get_by_role("button", name="Picture (PNG)").click()
        assert download.value.suggested_filename == f"{slug}.png"
        download.value.save_as(tmp_path / "png")
        png = (tmp_path / "png").read_bytes()
        assert png.startswith(b"\x89PNG")
        assert len(png) > 5000  # something is drawn
        heads = cell.locator(".explorable-table").first.locator("thead th")
        assert saved["csv"].splitlines()[0].count(",") >= heads.count() - 1
        drawing = ElementTree.fromstring(saved["svg"])
        assert drawing.find("{http://www.w3.org/2000/svg}title") is not None
        address = cell.locator("[data-copy^='#']").get_attribute("data-copy") or ""
        assert f'href="{escape(page.url.split("#")[0] + address)}"' in saved["html"]


def test_copied_code_makes_the_same_outcome_in_a_notebook(chapter: LivePage) -> None:
    for slug in chapter.slugs:
        code = chapter.cell(slug).locator("[data-copy]:not([data-copy^='#'])")
        names: dict[str, Any] = {}
        exec(code.get_attribute("data-copy") or "", names)  # the last line shows the box
        call = (code.get_attribute("data-copy") or "").splitlines()[-1]
        again = eval(call, names)
        assert (
            again.outcome.sentence
            == chapter.cell(slug).locator(".explorable-sentence").inner_text()
        )


@pytest.mark.parametrize("slug", SLUGS)
def test_link_of_the_code_and_of_the_page_agree(slug: str) -> None:
    """The query that the page keeps opens the same outcome in another box."""
    box = explore(slug)
    other = explore(slug)
    other.open_link(box.live_query)
    assert other.outcome == box.outcome
    assert re.fullmatch(r"[\x21-\x7e]*", box.live_query)
    assert load(slug).TITLE in box._repr_mimebundle_()["text/html"].replace("&#x27;", "'")
