"""What the editions read from the built site."""

import pytest

from tools.editions.book import content_of, heading_text, read_book


def test_chapters_come_in_the_order_of_the_contents(tmp_path):
    (tmp_path / "_config.yml").write_text(
        "title: T\nauthor: A\nhtml: {baseurl: 'https://example.org/book'}\n"
    )
    (tmp_path / "_toc.yml").write_text(
        "root: c/index\nparts: [{caption: One, chapters: [{file: c/b}, {file: c/a}]}]\n"
    )
    (tmp_path / "CITATION.cff").write_text("version: 1.0\ndate-released: 2026-01-02\n")
    (tmp_path / "site" / "c").mkdir(parents=True)
    for name in ("index", "b", "a"):
        page = f"<article class='bd-article'><section><h1>{name.upper()}</h1></section></article>"
        (tmp_path / "site" / "c" / f"{name}.html").write_text(page)
    book = read_book(tmp_path, tmp_path / "site")
    assert [(c.title, c.part) for c in book.chapters] == [("INDEX", ""), ("B", "One"), ("A", "One")]
    assert book.url == "https://example.org/book/"
    assert book.date == "2026-01-02"


def test_a_page_without_a_heading_is_refused_by_name():
    with pytest.raises(ValueError, match="parliament: the page has no article"):
        content_of("<p>nothing</p>", "parliament")


def test_a_heading_is_read_without_its_link(book):
    assert heading_text(book.chapters[0].content) == "Parliament"
