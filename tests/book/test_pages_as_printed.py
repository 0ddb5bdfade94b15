"""The pages as they are printed: complete without JavaScript, and asking no other host."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.book.conftest import CHAPTER, SITE

# A chapter of the book has questions; the other pages are appendices.
CHAPTERS = [
    f"chapters/{path.stem}.html" for path in sorted((SITE.parents[1] / "questions").glob("*.yml"))
]


class _Tags(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_no_page_loads_anything_from_another_host(pages):
    loaded = [
        (page.name, tag, value)
        for page in pages
        for tag, attributes in _Tags(page).tags
        for name, value in attributes.items()
        if (name == "src" or (tag == "link" and name == "href")) and value
        if re.match(r"(https?:)?//", value)
        if attributes.get("rel") not in ("canonical", "license")
    ]
    assert len(pages) >= 4
    assert loaded == []


def test_every_picture_has_a_text(pages):
    without = [
        (page.name, attributes.get("src"))
        for page in pages
        for tag, attributes in _Tags(page).tags
        if tag == "img" and not (attributes.get("alt") or "").strip()
    ]
    assert without == []


def test_no_table_shows_readers_the_code_for_a_missing_number(pages):
    """A number that is not known is called so; "<NA>" and "NaN" are words of pandas."""
    for page in pages:
        cells = re.findall(r"<td[^>]*>([^<]*)</td>", page.read_text(encoding="utf-8"))
        assert [cell for cell in cells if cell.strip() in ("&lt;NA&gt;", "NaN", "nan")] == []


def test_historical_figures_state_their_message(site_folder):
    texts = [
        attributes["alt"] or ""
        for tag, attributes in _Tags(site_folder / CHAPTER).tags
        if tag == "img" and "alt" in attributes
    ]
    assert len([text for text in texts if len(text) > 80]) >= 3


def test_every_page_says_up_to_which_day_it_knows_the_law(pages, site_folder):
    without = {
        page.relative_to(site_folder).as_posix()
        for page in pages
        if "Law as of 30 June 2026" not in page.read_text("utf-8")
    }
    # One leads to the front page, one says that the downloads are made by a command.
    assert without == {"index.html", "downloads/index.html"}


def test_no_id_stands_twice_on_a_page(pages):
    for page in pages:
        ids = [a["id"] for _, a in _Tags(page).tags if a.get("id")]
        twice = {name for name in ids if ids.count(name) > 1}
        assert twice == set(), page.name


def test_links_inside_the_book_arrive(pages, site_folder):
    broken = []
    for page in pages:
        for tag, attributes in _Tags(page).tags:
            target = attributes.get("href") or ""
            if tag != "a" or re.match(r"([a-z]+:|//|#|$)", target):
                continue
            file = target.split("#")[0].split("?")[0]
            # The page for wrong addresses counts from the root of the site.
            path = site_folder / file[1:] if file.startswith("/") else (page.parent / file)
            if not path.resolve().is_file():
                broken.append((page.name, target))
    assert broken == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter_follows_the_template(site_folder, name):
    text = (site_folder / name).read_text(encoding="utf-8")
    tags = _Tags(site_folder / name).tags
    classes = [(a.get("class") or "").split() for _, a in tags]
    assert sum("exercise" in c and "admonition" in c for c in classes) >= 6
    assert sum("solution" in c and "dropdown" in c for c in classes) >= 6
    assert sum("selfcheck-question" in c for c in classes) >= 5
    for part in (
        "What you will be able to do",
        "A puzzle",
        "Key points",
        "Further reading",
        "Check yourself",
    ):
        assert len(re.findall(rf"<h2>{part}", text)) == 1, part


def test_widget_state_and_its_scripts_are_not_in_the_pages(pages):
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "widget-state+json" not in text
        assert "require.min.js" not in text


@pytest.mark.parametrize("part", [".explorable-sentence", ".explorable-picture svg", "table"])
def test_without_javascript_the_explorable_has_sentence_picture_and_table(browser, site, part):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{CHAPTER}")
    page.locator("#seat-allocator .explorable-numbers > summary").click()
    element = page.locator(f"#seat-allocator {part}").first
    assert element.is_visible()
    if part == "table":
        rows = element.locator("tbody tr").all_inner_texts()
        assert rows[0].split("\t") == ["Nur Otan", "5,247,720", "88.41", "passed", "98", "98"]
    if part == ".explorable-sentence":
        assert "Nur Otan wins 98 of 98 list seats" in element.inner_text()
    context.close()


def test_a_page_opened_as_a_file_says_why_it_is_not_live(browser: Browser, site_folder: Path):
    page = browser.new_page()
    page.goto((site_folder / CHAPTER).as_uri())
    page.locator("#seat-allocator").scroll_into_view_if_needed()
    status = page.locator(".live-status").first
    status.filter(has_text="web server").wait_for(timeout=10_000)
    assert page.locator("#seat-allocator .explorable-picture svg").is_visible()
    page.close()
