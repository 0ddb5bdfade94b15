"""The whole book as one PDF: ``python -m tools.editions.pdf`` (``make pdf``).

All chapters become one page for Chromium, which writes text, tags for screen readers, links and an
outline. It prints twice: only after the first time is it known on which page things are.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from bs4 import Tag
from equal_builds import stamp
from pygments.formatters import HtmlFormatter
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from tools.editions import chromium
from tools.editions.book import NAME, ROOT, SITE, Book, read_book
from tools.editions.paper import ids_of, new, on_paper, relink, text_of
from tools.npm import install

HERE = Path(__file__).parent
WORK = ROOT / "_build" / "editions"
OUT = ROOT / "_build" / f"{NAME}.pdf"
MOST_PRINTS = 4

# Sections that the list of contents need not name twenty times.
IN_EVERY_CHAPTER = (
    *("What you will be able to do", "Exercises", "Check yourself", "Key points"),
    *("Further reading", "Where the source paper differs", "Solutions"),
    "Answers to the self-check",
)

# Makes what is wider than its page smaller, down to 6 points; returns what stays too wide. Chromium
# would print the whole book smaller to fit the widest table.
FIT = """() => {
  const wide = [];
  for (const table of document.querySelectorAll('table')) {
    const room = table.parentElement.clientWidth;
    for (let size = parseFloat(getComputedStyle(table).fontSize); size >= 8; size -= 0.5) {
      if (table.offsetWidth <= room) break;
      table.style.fontSize = `${size}px`;
    }
    if (table.offsetWidth > room) wide.push(table.innerText.slice(0, 80));
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wide.push(`the page: ${page.scrollWidth} pixels`);
  return wide;
}"""
TEXT_WIDTH = 627  # pixels of 166 mm, the page without its margins; see print.css

# Attributes that name an id of the page, or several.
ID_LISTS = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
ID_URL = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")


def anchor(chapter: str, name: str = "") -> str:
    """Return the id that a place of a chapter has in the joined page.

    >>> anchor("parliament"), anchor("parliament", "the-senate")
    ('parliament', 'parliament--the-senate')
    """
    return f"{chapter}--{name}" if name else chapter


def join_ids(content: Tag, chapter: str) -> None:
    """Make the ids of a chapter its own, as two chapters may use one name."""
    for tag in content.find_all(True):
        for key, value in list(tag.attrs.items()):
            if key == "id":
                tag[key] = anchor(chapter, value)
            elif key in ID_LISTS:
                names = value if isinstance(value, list) else str(value).split()
                tag[key] = " ".join(anchor(chapter, name) for name in names)
            elif isinstance(value, str) and "url(" in value:
                tag[key] = ID_URL.sub(rf"url(#{chapter}--\2)", value)


def joined(chapter: str, name: str) -> str:
    """Return the link to a place in the joined page.

    >>> joined("parliament", "the-senate")
    '#parliament--the-senate'
    """
    return f"#{anchor(chapter, name)}"


def contents_page(book: Book, papers: Mapping[str, Tag]) -> Tag:
    """Return the list of parts, chapters and sections, with a place for each page number.

    Parameters
    ----------
    papers : mapping
        The chapters as they are printed, by their names.
    """
    page = new("nav", new("p", "Contents", class_="contents-title"), class_="contents")
    part = ""
    for chapter in book.chapters:
        if chapter.part != part:
            part = chapter.part
            page.append(new("p", part, class_="contents-part"))
        page.append(contents_line(chapter.title, anchor(chapter.name), "contents-chapter"))
        for section in papers[chapter.name].find_all("section", recursive=False, id=True):
            heading = text_of(section.find("h2", recursive=False))
            if heading and heading not in IN_EVERY_CHAPTER:
                page.append(contents_line(heading, str(section["id"]), "contents-section"))
    return page


def contents_line(words: str, place: str, kind: str) -> Tag:
    """Return one line of the contents."""
    number = new("span", class_="page-number", data_page_of=place)
    return new("p", new("a", new("span", words), number, href=f"#{place}"), class_=kind)


def title_page(book: Book) -> Tag:
    """Return the title page."""
    title, _, subtitle = book.title.partition(": ")
    words = [
        new("p", title, class_="book-title"),
        new("p", subtitle.capitalize(), class_="book-subtitle"),
        new("p", book.author, class_="book-author"),
        new("p", f"Version {book.version}, {book.date}", class_="book-version"),
        new(
            "p",
            "This is the printed form of an interactive book. Each explorable is printed with its "
            "first settings; on the web edition its controls work. Code that only draws a figure "
            "and the rows of the data tables are left out. Solutions stand at the end of each "
            "chapter.",
            class_="book-note",
        ),
        new(
            "p",
            "Text CC BY 4.0, code MIT. Data as their sources say; maps © OpenStreetMap "
            "contributors, ODbL.",
            class_="book-note",
        ),
    ]
    if book.url:
        words.insert(4, new("p", new("a", book.url, href=book.url), class_="book-note"))
    return new("section", *words, class_="title-page")


def running_titles(book: Book) -> str:
    """Return the style that puts the title of a chapter on each of its pages."""
    rules = []
    for chapter in book.chapters:
        words = chapter.title.replace("\\", "").replace('"', "\\201D ")
        rules.append(
            f'@page {chapter.name} {{ @top-right {{ content: "{words}"; }} }}\n'
            f"#{chapter.name} {{ page: {chapter.name}; }}\n"
        )
    return "".join(rules)


def joined_page(book: Book, *, images: str, styles: list[str]) -> Tag:
    """Return the document of the whole book.

    Parameters
    ----------
    images : str
        Where pictures are, seen from the page.
    styles : list of str
        Addresses of style sheets, seen from the page.
    """
    papers = {chapter.path: on_paper(chapter, book) for chapter in book.chapters}
    ids = {path: ids_of(content) for path, content in papers.items()}
    printed = []
    for chapter in book.chapters:
        content = papers[chapter.path]
        relink(content, chapter, book, ids, joined)
        join_ids(content, chapter.name)
        for solution in content.select("a.to-solution"):
            number = new("span", class_="page-number", data_page_of=str(solution["href"])[1:])
            solution.insert_after(", page ", number)
        for picture in content.find_all("img"):
            picture["src"] = images + str(picture["src"]).rpartition("/")[2]
        printed.append(new("article", content, id=chapter.name, class_="chapter"))
    listed = contents_page(book, {c.name: papers[c.path] for c in book.chapters})
    head = new("head", new("meta", charset="utf-8"), new("title", book.title))
    head.extend(new("link", rel="stylesheet", href=style) for style in styles)
    head.append(new("style", running_titles(book)))
    return new("html", head, new("body", title_page(book), listed, *printed), lang="en")


def pages_of(pdf: Path) -> dict[str, int]:
    """Return the page, counted from 1, of each place that a link of the PDF leads to."""
    reader = PdfReader(pdf)
    found = {}
    for name, destination in reader.named_destinations.items():
        number = reader.get_destination_page_number(destination)
        if number is not None:
            found[name.lstrip("/")] = number + 1
    return found


def number_pages(document: Tag, pages: Mapping[str, int]) -> bool:
    """Write page numbers into the document; say whether any has changed.

    Raises
    ------
    ValueError
        A place of the document is on no page.
    """
    changed = False
    for place in document.select("[data-page-of]"):
        name = str(place["data-page-of"])
        if name not in pages:
            raise ValueError(f"the PDF has no page for {name!r}")
        number = str(pages[name])
        changed |= place.get_text() != number
        place.string = number
    return changed


def print_numbered(document: Tag, source: Path, printed: Path) -> None:
    """Print until the page numbers in the document are those of the PDF.

    Raises
    ------
    RuntimeError
        They change with every print.
    """
    with chromium.browser() as browser:
        for _ in range(MOST_PRINTS):
            source.write_text("<!DOCTYPE html>\n" + document.decode(), "utf-8")
            chromium.print_pdf(
                browser, source, printed, root=WORK.parent, width=TEXT_WIDTH, fit=FIT
            )
            if not number_pages(document, pages_of(printed)):
                return
    raise RuntimeError(f"The page numbers still change after {MOST_PRINTS} prints.")


def finish(pdf: Path, out: Path, book: Book) -> int:
    """Write the PDF with its metadata, equal for equal books; return its number of pages."""
    writer = PdfWriter(clone_from=PdfReader(pdf))
    date = stamp().strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": book.title,
            "/Author": book.author,
            "/Subject": f"Version {book.version}",
            "/CreationDate": date,
            "/ModDate": date,
        }
    )
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer.root_object[NameObject("/Lang")] = TextStringObject("en")
    writer.compress_identical_objects()  # each pattern of a figure is a picture of its own
    out.parent.mkdir(parents=True, exist_ok=True)
    writer.write(out)
    return len(writer.pages)


def check(pdf: Path, book: Book) -> list[str]:
    """Return what is wrong with the finished PDF."""
    reader = PdfReader(pdf)
    faults = []
    titles = {str(entry.title) for entry in reader.outline if not isinstance(entry, list)}
    faults += [f"outline: no {c.title!r}" for c in book.chapters if c.title not in titles]
    pages = pages_of(pdf)
    faults += [f"no page for {c.name}" for c in book.chapters if c.name not in pages]
    if "/StructTreeRoot" not in reader.root_object:
        faults.append("no tags for screen readers")
    first = pages.get("glossary", 1) - 1
    # A space is read where a word goes on in the font of other letters.
    words = "".join(reader.pages[first + n].extract_text().replace(" ", "") for n in (0, 1))
    words = words.replace(" ", "")  # one is read where a word goes on in another font
    faults += [
        f"glossary: no {word!r}" for word in ("көпшілік", "большинство") if word not in words
    ]
    local = [
        u for page in reader.pages for u in _addresses(page) if "127.0.0.1" in u or u[:5] == "file:"
    ]
    faults += [f"link to this machine: {url}" for url in sorted(set(local))]
    return faults


def _addresses(page: object) -> list[str]:
    found = []
    for each in page.get("/Annots") or ():
        action = each.get_object().get("/A", {})
        if "/URI" in action:
            found.append(str(action["/URI"]))
    return found


def main() -> None:
    """Print the book and check what came out."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # Chromium's cross-references are longer
    book = read_book()
    fonts = install(HERE, ROOT / "_build" / "npm" / "editions")
    styles = [f"../{path.relative_to(WORK.parent).as_posix()}" for path in font_sheets(fonts)]
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "print.css").write_bytes((HERE / "print.css").read_bytes())
    colours = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    (WORK / "code.css").write_text(colours, "utf-8")
    document = joined_page(
        book, images=f"../{SITE.name}/_images/", styles=[*styles, "code.css", "print.css"]
    )
    source, printed = WORK / "book.html", WORK / "printed.pdf"
    print_numbered(document, source, printed)
    count = finish(printed, OUT, book)
    if faults := check(OUT, book):
        sys.exit("\n".join([f"{OUT.relative_to(ROOT)} has faults:", *faults]))
    size = OUT.stat().st_size / 1e6
    print(f"{OUT.relative_to(ROOT)}: {count} pages, {size:.1f} MB")


def font_sheets(modules: Path) -> list[Path]:
    """Return the style sheets of the fonts."""
    files = ("noto-serif/wght.css", "noto-serif/wght-italic.css", "noto-sans/wght.css")
    return [modules / "@fontsource-variable" / file for file in files]


if __name__ == "__main__":
    main()
