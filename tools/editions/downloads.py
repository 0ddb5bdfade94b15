"""What readers can take along, as a folder of the site: ``python -m tools.editions.downloads``.

``make downloads`` makes the editions first. The published site has the folder as ``downloads``.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from equal_builds import write_zip

from tools.editions.book import NAME, ROOT, Book, read_book
from tools.editions.decks import copy_reveal, page, write_decks

BUILD = ROOT / "_build"
OUT = BUILD / "downloads"
FROM_SLIDES = "../../"  # the site, seen from downloads/slides
BESIDE = f"../{NAME}/"  # the offline book, seen from the slides, when both are unpacked


@dataclass(frozen=True)
class Edition:
    """A file for readers.

    Attributes
    ----------
    file : str
        Its name in the folder.
    title, about : str
        What the page says of it.
    """

    file: str
    title: str
    about: str


EDITIONS = (
    Edition(
        f"{NAME}.pdf",
        "The book as PDF",
        "To print or to read on a large screen: contents with page numbers, outline, links. "
        "Explorables are printed with their first settings; solutions stand at the end of each "
        "chapter.",
    ),
    Edition(
        f"{NAME}.epub",
        "The book as EPUB",
        "For e-book readers and telephones, with letters of any size. Explorables are printed.",
    ),
    Edition(
        f"{NAME}-offline.zip",
        "The whole site, to use without a network",
        "Unpack it and read README.txt. Served on your own machine, every explorable is live.",
    ),
    Edition(
        f"{NAME}-slides.zip",
        "Slides of every chapter",
        "Unpack it and open index.html; the notes have the minutes of the lesson plans. Unpack the "
        f"offline site beside it, and the links of the slides lead there (folder {NAME}).",
    ),
)


def megabytes(size: int) -> str:
    """Return a size in words.

    >>> megabytes(15_813_118)
    '15.8 MB'
    """
    return f"{size / 1e6:.1f} MB"


def sums(files: Sequence[Path]) -> str:
    """Return the lines of ``SHA256SUMS``, which ``sha256sum --check`` reads."""
    return "".join(f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files)


def index_page(book: Book, files: Sequence[Path], editions: Sequence[Edition] = EDITIONS) -> str:
    """Return the page that offers the files."""
    about = {edition.file: edition for edition in editions}
    items = "".join(
        f'<li><p><a href="{file.name}">{escape(about[file.name].title)}</a> '
        f"({file.suffix[1:].upper()}, {megabytes(file.stat().st_size)})</p>"
        f"<p>{escape(about[file.name].about)}</p></li>\n"
        for file in files
    )
    return page(
        f"Downloads: {book.title}",
        f'<main class="list"><h1>Downloads</h1><p>{escape(book.title)}, version {book.version}</p>'
        f'\n<ul>\n{items}</ul>\n<p><a href="slides/index.html">Show the slides here</a>. '
        '<a href="SHA256SUMS">Checksums</a>. <a href="../index.html">Back to the book</a>.</p>'
        "<p>Text CC BY 4.0, code MIT. Data as their sources say; maps © OpenStreetMap "
        "contributors, ODbL.</p></main>\n",
        styles=("slides/deck.css",),
    )


def slides_archive(folder: Path) -> dict[str, bytes]:
    """Return the files of the archive of slides."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    name = f"{NAME}-slides"
    return {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


def main() -> None:
    """Fill the folder."""
    book = read_book()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    beside = BUILD / "editions" / "slides"
    write_decks(book, beside, book.url or BESIDE)
    copy_reveal(beside)
    write_zip(slides_archive(beside), OUT / f"{NAME}-slides.zip")
    missing = []
    for edition in EDITIONS:
        made = BUILD / edition.file
        if made.is_file():
            shutil.copyfile(made, OUT / edition.file)
        elif not (OUT / edition.file).is_file():
            missing.append(edition.file)
    if missing:
        sys.exit(f"Not made yet: {', '.join(missing)}. Use make downloads.")
    files = [OUT / edition.file for edition in EDITIONS]
    write_decks(book, OUT / "slides", FROM_SLIDES)
    copy_reveal(OUT / "slides")
    (OUT / "SHA256SUMS").write_text(sums(files), "utf-8")
    (OUT / "index.html").write_text(index_page(book, files), "utf-8")
    total = sum(path.stat().st_size for path in OUT.rglob("*") if path.is_file())
    print(f"{OUT.relative_to(ROOT)}: {len(files)} files and the slides, {megabytes(total)}")


if __name__ == "__main__":
    main()
