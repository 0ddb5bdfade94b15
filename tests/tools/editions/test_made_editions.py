"""Archives, downloads, decks and the printed page, made of the toy book."""

import zipfile

import pytest
from equal_builds import write_zip
from pypdf import PdfReader

from tools.editions import chromium, decks, downloads, offline, pdf


def test_an_archive_has_equal_bytes_whenever_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for name in ("a.zip", "b.zip"):
        write_zip({"x.txt": b"x", "y.txt": b"y"}, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [i.date_time[0] for i in archive.infolist()] == [2026, 2026]


def test_the_offline_archive_has_the_site_and_how_to_read_it(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.html").write_text("page")
    (tmp_path / "index.html").write_text("index")
    files = offline.archive_files(tmp_path, "read", folder="book")
    assert list(files) == ["book/README.txt", "book/b/page.html", "book/index.html"]


def test_a_site_with_a_readme_of_its_own_is_refused(tmp_path):
    (tmp_path / "README.txt").write_text("other")
    with pytest.raises(ValueError, match=r"README\.txt"):
        offline.archive_files(tmp_path, "read")


def test_the_page_of_downloads_names_each_file_with_its_size(book, tmp_path):
    file = tmp_path / downloads.EDITIONS[0].file
    file.write_bytes(b"0" * 2_000_000)
    page = downloads.index_page(book, [file])
    assert "(PDF, 2.0 MB)" in page
    assert f'href="{file.name}"' in page
    assert downloads.sums([file]).endswith(f"  {file.name}\n")


@pytest.fixture
def deck_folder(book, tmp_path):
    images = tmp_path / "images"
    images.mkdir()
    (images / "a.png").write_bytes(b"\x89PNG")
    decks.write_decks(book, tmp_path / "slides", "../html/", images=images)
    return tmp_path / "slides"


def test_a_deck_is_written_with_its_pictures_and_links(deck_folder):
    text = (deck_folder / "parliament.html").read_text("utf-8")
    assert (deck_folder / "images" / "a.png").is_file()
    assert 'href="../html/chapters/parliament.html#seats?threshold=5"' in text
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert "https://" not in text
    assert 'href="parliament.html"' in (deck_folder / "index.html").read_text("utf-8")


def test_a_slide_that_does_not_hold_its_words_is_found(browser):
    """With a stand-in for reveal.js, which shows one slide of 960 by 700 as it is."""
    page = browser.new_page(viewport={"width": decks.WIDTH, "height": decks.HEIGHT})
    page.set_content(
        "<body style='margin:0'><div class='slides'>"
        "<section><p>Short.</p><aside class='notes' style='height:2000px'>notes</aside></section>"
        "<section><p style='height:800px'>Tall.</p></section>"
        "<section><p style='width:1200px'>Wide.</p></section></div>"
        "<script>window.Reveal = { getScale: () => 1, slide: (n) =>"
        "document.querySelectorAll('section').forEach((s, i) => { s.hidden = i !== n; }) }</script>"
    )
    found = decks.overflow(page)
    page.close()
    assert found == ["slide 2: P Tall.", "slide 3: P Wide."]


def test_the_toy_book_is_printed_with_outline_links_and_page_numbers(book, browser, tmp_path):
    (tmp_path / "a.png").write_bytes((offline.ROOT / "assets" / "screenshot.png").read_bytes())
    (tmp_path / "print.css").write_text((pdf.HERE / "print.css").read_text("utf-8"), "utf-8")
    document = pdf.joined_page(book, images="", styles=["print.css"])
    source, printed = tmp_path / "book.html", tmp_path / "printed.pdf"

    def print_once():
        source.write_text("<!DOCTYPE html>\n" + document.decode(), "utf-8")
        chromium.print_pdf(
            browser, source, printed, root=tmp_path, width=pdf.TEXT_WIDTH, fit=pdf.FIT
        )
        return pdf.number_pages(document, pdf.pages_of(printed))

    assert print_once()  # numbers are written into the contents
    assert not print_once()  # and are still right
    count = pdf.finish(printed, tmp_path / "out.pdf", book)
    assert pdf.check(tmp_path / "out.pdf", book) == []
    reader = PdfReader(tmp_path / "out.pdf")
    assert reader.metadata.title == book.title
    first = pdf.pages_of(tmp_path / "out.pdf")["glossary"]
    assert 2 < first <= count
    assert f"Glossary {first}" in reader.pages[1].extract_text()
    assert reader.pages[2].extract_text().startswith("Elections in Kazakhstan Parliament")


def test_a_place_without_a_page_is_named(book):
    document = pdf.joined_page(book, images="", styles=[])
    with pytest.raises(ValueError, match="no page for 'parliament'"):
        pdf.number_pages(document, {})


def test_something_wider_than_the_paper_is_not_printed(browser, tmp_path):
    (tmp_path / "wide.html").write_text("<body style='margin:0'><div style='width:900px'>x</div>")
    with pytest.raises(RuntimeError, match="too wide: the page: 900 pixels"):
        chromium.print_pdf(
            browser,
            *(tmp_path / "wide.html", tmp_path / "out.pdf"),
            root=tmp_path,
            width=600,
            fit=pdf.FIT,
        )
