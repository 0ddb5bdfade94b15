"""The e-book: well-formed pages, a whole package."""

import zipfile
from xml.etree import ElementTree

import pytest

from tools.editions.epub import files_of, write_epub

OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture
def files(book, tmp_path):
    (tmp_path / "a.png").write_bytes(b"picture")
    return files_of(book, tmp_path, "p {}", "2026-01-01T00:00:00Z")


def test_every_page_is_well_formed(files):
    for name, data in files.items():
        if not name.endswith((".css", ".png")):
            ElementTree.fromstring(data)


def test_the_package_names_every_file_and_what_is_special_in_it(files):
    package = ElementTree.fromstring(files["book/package.opf"])
    items = {i.get("href"): i.get("properties") for i in package.iter(f"{OPF}item")}
    assert {f"book/{name}" for name in items} | {
        "META-INF/container.xml",
        "book/package.opf",
    } == set(files)
    assert items["parliament.xhtml"] == "svg"
    assert items["glossary.xhtml"] == "mathml"
    assert items["contents.xhtml"] == "nav"
    assert items["cover.svg"] == "cover-image"


def test_the_spine_has_the_chapters_in_order(files):
    package = ElementTree.fromstring(files["book/package.opf"])
    names = {i.get("id"): i.get("href") for i in package.iter(f"{OPF}item")}
    spine = [names[i.get("idref")] for i in package.iter(f"{OPF}itemref")]
    assert spine[:3] == ["title.xhtml", "contents.xhtml", "parliament.xhtml"]


def test_links_between_chapters_arrive(files):
    page = files["book/parliament.xhtml"].decode()
    assert 'href="glossary.xhtml#term-quota"' in page
    assert 'id="term-quota"' in files["book/glossary.xhtml"].decode()
    assert 'src="images/a.png"' in page


def test_words_of_other_languages_say_so_to_xml_too(files):
    assert 'xml:lang="kk"' in files["book/glossary.xhtml"].decode()


def test_equal_books_give_equal_files_and_the_type_comes_first(files, tmp_path):
    for name in ("one.epub", "two.epub"):
        write_epub(files, tmp_path / name)
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.epub") as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
