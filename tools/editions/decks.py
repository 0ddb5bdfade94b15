"""Slides of every chapter, for reveal.js: ``python -m tools.editions.decks`` (``make slides``)."""

from __future__ import annotations

import copy
import shutil
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools.editions import chromium
from tools.editions.book import NAME, ROOT, SITE, Book, Chapter, read_book
from tools.editions.plans import plan_of
from tools.editions.slides import Slide, deck, has_deck
from tools.npm import install

from policy import NOTES_WINDOW, source_hash  # isort: skip  (tools.npm says where it is)

HERE = Path(__file__).parent
OUT = ROOT / "_build" / "slides"
WIDTH, HEIGHT = 960, 700
FROM_BUILD = "../html/"  # the site, seen from OUT
OPEN = {
    "title": "Read the chapter",
    "picture": "See it in the chapter",
    "explorable": "Open it live",
}
REVEAL = ("reveal.js", "reveal.css", "plugin/notes.js")

# What of a slide lies outside of it, or is cut by something inside.
OVERFLOW = """([width, height]) => [...document.querySelectorAll('.slides > section')].flatMap(
  (slide, index) => {
    Reveal.slide(index);
    const scale = Reveal.getScale();
    const frame = slide.getBoundingClientRect();
    return [...slide.querySelectorAll(':scope > *:not(.notes), :scope > *:not(.notes) *')]
      .filter((each) => !each.closest('aside') && !each.parentElement.closest('svg'))
      .map((each) => [each, each.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.right - frame.left > width * scale + 1
        || box.bottom - frame.top > height * scale + 1 || box.left < frame.left - 1))
      .map(([each]) => `slide ${index + 1}: ${each.tagName} ${each.textContent.slice(0, 60)}`)
      .slice(0, 1);
  })"""


def item_html(item: str, slide: Slide, base: str) -> str:
    """Return a sentence with the scenarios that it names as links."""
    html, rest = "", item
    for scenario in slide.scenarios:
        if item in scenario.item and scenario.words in rest:
            before, rest = rest.split(scenario.words, 1)
            link = f'<a href="{escape(base + scenario.place)}">{escape(scenario.words)}</a>'
            html += escape(before) + link
    return html + escape(rest)


def words(slide: Slide, base: str) -> str:
    """Return the sentences of a slide as HTML."""
    items = [item_html(item, slide, base) for item in slide.items]
    lead = f"<p>{escape(slide.lead)}</p>" if slide.lead else ""
    if not slide.listed or not items:
        return lead + "".join(f"<p>{item}</p>" for item in items)
    tag = "ol" if slide.numbered else "ul"
    start = f' start="{slide.start}"' if slide.numbered and slide.start > 1 else ""
    return f"{lead}<{tag}{start}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def figure(slide: Slide) -> str:
    """Return the picture of a slide with its caption."""
    picture = copy.copy(slide.picture)
    if picture is None:
        return ""
    if picture.name == "img":
        picture.attrs = {
            "src": "images/" + str(picture["src"]).rpartition("/")[2],
            "alt": picture.get("alt", ""),
        }
    return f"<figure>{picture.decode()}<figcaption>{escape(slide.caption)}</figcaption></figure>"


def slide_html(slide: Slide, base: str) -> str:
    """Return a slide as HTML.

    Parameters
    ----------
    base : str
        The address of the site, seen from the deck, with a slash at the end.
    """
    level = "h1" if slide.kind == "title" else "h2"
    parts = [f"<{level}>{escape(slide.title)}</{level}>", words(slide, base), figure(slide)]
    if slide.link:
        said = OPEN[slide.kind]
        href = escape(base + slide.link)
        parts.append(f'<p class="open"><a href="{href}">{said}</a> <small>{slide.link}</small></p>')
    if slide.notes:
        notes = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
        parts.append(f'<aside class="notes">{notes}</aside>')
    return f'<section class="{slide.kind}">{"".join(parts)}</section>\n'


def page(title: str, body: str, *, scripts: Sequence[str] = (), styles: Sequence[str] = ()) -> str:
    """Return a page."""
    head = "".join(f'<link rel="stylesheet" href="{style}">\n' for style in styles)
    tail = "".join(f'<script src="{script}"></script>\n' for script in scripts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{head}</head>\n<body>\n{body}{tail}</body>\n</html>\n"
    )


def deck_page(chapter: Chapter, slides: Sequence[Slide], base: str) -> str:
    """Return the deck of a chapter."""
    body = "".join(slide_html(slide, base) for slide in slides)
    return page(
        f"{chapter.title}: slides",
        f'<main class="deck"><div class="reveal"><div class="slides">\n{body}</div></div></main>\n',
        scripts=("reveal/reveal.js", "reveal/plugin/notes.js", "deck.js"),
        styles=("reveal/reveal.css", "deck.css"),
    )


def index_page(book: Book, decks: Mapping[str, Sequence[Slide]], base: str) -> str:
    """Return the list of decks."""
    items = "".join(
        f'<li><a href="{c.name}.html">{escape(c.title)}</a>, {len(decks[c.name])} slides. '
        f'<a href="{c.name}.html?view=print">To print<i>: {escape(c.title)}</i></a> '
        f'<a href="{escape(base + c.path)}">Chapter<i>: {escape(c.title)}</i></a></li>\n'
        for c in book.chapters
        if c.name in decks
    )
    return page(
        f"Slides: {book.title}",
        f"<main class='list'><h1>Slides</h1><p>{escape(book.title)}</p>\n<ul>\n{items}</ul>\n"
        "<p>Keys: arrows or space go on and back, Esc shows all slides, F fills the screen, S "
        "opens the notes with the minutes of the lesson plan, ? lists all keys. To make a PDF, "
        "open “to print” in Chromium or Chrome and print it, landscape, without margins.</p>"
        "<p>Text and figures CC BY 4.0, maps © OpenStreetMap contributors (ODbL). Each figure has "
        "its sources in the chapter. reveal.js is under the MIT licence.</p></main>\n",
        styles=("deck.css",),
    )


def decks_of(book: Book) -> dict[str, list[Slide]]:
    """Return the slides of each chapter that has some, by its name."""
    plans = next((c.content for c in book.chapters if c.name == "lesson-plans"), None)
    return {
        chapter.name: deck(chapter, plan_of(chapter, plans) if plans else ())
        for chapter in book.chapters
        if has_deck(chapter)
    }


def write_decks(book: Book, out: Path, base: str, *, images: Path = SITE / "_images") -> None:
    """Write every deck, its pictures, and the list of decks.

    Parameters
    ----------
    base : str
        The address of the site, seen from the decks, with a slash at the end.
    images : Path
        Where the site has its pictures.
    """
    decks = decks_of(book)
    shutil.rmtree(out, ignore_errors=True)
    (out / "images").mkdir(parents=True)
    chapters = {chapter.name: chapter for chapter in book.chapters}
    for name, slides in decks.items():
        text = deck_page(chapters[name], slides, base)
        (out / f"{name}.html").write_text(text, "utf-8")
        for slide in slides:
            if slide.picture is not None and slide.picture.name == "img":
                file = str(slide.picture["src"]).rpartition("/")[2]
                shutil.copyfile(images / file, out / "images" / file)
    (out / "index.html").write_text(index_page(book, decks, base), "utf-8")
    for name in ("deck.css", "deck.js"):
        shutil.copyfile(HERE / name, out / name)


def copy_reveal(out: Path) -> None:
    """Put reveal.js beside the decks."""
    reveal = install(HERE, ROOT / "_build" / "npm" / "editions") / "reveal.js"
    for name in REVEAL:
        (out / "reveal" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(reveal / "dist" / name, out / "reveal" / name)
    shutil.copyfile(reveal / "LICENSE", out / "reveal" / "LICENSE")


def overflow(page: Page) -> list[str]:
    """Return the slides of an open deck that do not hold what they have."""
    return list(page.evaluate(OVERFLOW, [WIDTH, HEIGHT]))


def faults_of(browser: Browser, folder: Path, names: Sequence[str]) -> list[str]:
    """Return what is wrong with decks, opened as files: overflow, errors, requests, the notes."""
    faults = []
    view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    found = chromium.failures(view)
    view.on("request", lambda r: r.url.startswith("file:") or found.append(f"asked {r.url}"))
    for name in names:
        view.goto((folder / f"{name}.html").as_uri())
        view.wait_for_function("window.Reveal && Reveal.isReady()")
        faults += [f"{name}, {each}" for each in [*overflow(view), *found]]
        found.clear()
    with view.expect_popup() as notes:
        view.keyboard.press("s")
    notes.value.wait_for_function("document.scripts.length")
    script = notes.value.evaluate("document.scripts[0].textContent")
    if source_hash(script) != NOTES_WINDOW:
        faults.append(f"the policy of hosts must allow the notes: {source_hash(script)}")
    notes.value.close()
    view.close()
    return faults


def main() -> None:
    """Write the decks and look at every slide in Chromium."""
    book = read_book()
    decks = decks_of(book)
    write_decks(book, OUT, book.url or FROM_BUILD)
    copy_reveal(OUT)
    with chromium.browser() as browser:
        faults = faults_of(browser, OUT, list(decks))
    if faults:
        sys.exit("\n".join([f"{OUT.relative_to(ROOT)} has faults:", *faults]))
    count = sum(len(slides) for slides in decks.values())
    print(f"{OUT.relative_to(ROOT)}: {len(decks)} decks ({NAME}), {count} slides, none overflows")


if __name__ == "__main__":
    main()
