"""How the book is met from outside: in a shared link, at a wrong address, at an old one."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import sharing
from playwright.sync_api import Browser
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.book.conftest import SITE
from tests.book.test_pages_as_printed import CHAPTERS
from tools.browser import blocked_page, serve

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)" />')
ADDRESS = re.compile(r'<(?:a|link|script|img|form)\b[^>]*\s(?:href|src|action)="([^"#]+)')
MADE_BY_SPHINX = {"404.html", "genindex.html", "index.html", "search.html"}


def metas(page: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in META.findall(page.read_text("utf-8")):
        found.setdefault(name, []).append(unescape(content))
    return found


# ---- shared links ------------------------------------------------------------------------------


def test_every_page_describes_itself_once(pages: list[Path]) -> None:
    said = {}
    for page in pages:
        if page.name in MADE_BY_SPHINX - {"index.html"} or page.parent.name != "chapters":
            continue
        found = metas(page)
        [description] = found["description"]
        assert 40 <= len(description) <= 210, (page.name, description)
        assert found["og:description"] == [description]
        assert found["og:title"][0]
        said[page.name] = description
    assert len(said) == len(set(said.values())) >= 24  # no two pages say the same


def test_a_chapter_is_described_by_its_puzzle(site_folder: Path) -> None:
    [said] = metas(site_folder / "chapters/parliamentary-elections.html")["description"]
    assert said.startswith("On 18 August 2007 Kazakhstan elected its Mazhilis, the lower house")
    for name in CHAPTERS:
        [said] = metas(site_folder / name)["description"]
        assert "After this chapter you can" not in said, name
        assert not re.search(r"[<>]|\b(kk|ru|uz):", said), name


def test_without_an_address_no_page_names_one(pages: list[Path]) -> None:
    """The book is built without SITE_URL; a relative picture or page would be shown nowhere."""
    for page in pages:
        assert not {"og:image", "og:url"} & metas(page).keys(), page.name


def test_the_card_has_the_size_services_show_and_equal_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    for path in (one, two):
        sharing.draw_card(path, "Elections in Kazakhstan: constitution, campaigns, technologies")
    assert one.read_bytes() == two.read_bytes()
    head = one.read_bytes()[:24]
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1200, 630)


# ---- a site with an address, one page of which was renamed -------------------------------------


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build two pages as the book is built; return the folder of a host whose /book/ they are."""
    source, host = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("host")
    (source / "chapters").mkdir()
    (source / "index.rst").write_text(
        "Toy\n===\n\nA toy of a book, to be shared.\n\n"
        ".. toctree::\n\n   chapters/seats\n   chapters/index\n   chapters/glossary\n"
        "   chapters/timeline\n"
    )
    for name in ("seats", "index", "glossary", "timeline"):
        title = f"The {name}"
        text = f"{title}\n{'=' * len(title)}\n\nWhat stands on the page of the {name}.\n"
        (source / "chapters" / f"{name}.rst").write_text(text)
    (source / "redirects.yml").write_text("chapters/votes: chapters/seats\n")
    settings = {
        "extensions": ["sharing", "policy"],
        "html_theme": "sphinx_book_theme",
        "html_title": "Toy book: a trial",
        "html_baseurl": "https://example.org/book",
        "html_static_path": [str(SITE.parents[1] / "assets")],
    }
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            str(source), None, str(host / "book"), str(host / "trees"), "html", settings,
            status=None, warningiserror=True,
        )  # fmt: skip
        app.build()
    return host


@pytest.fixture(scope="module")
def toy_site(toy: Path) -> Iterator[str]:
    with serve(toy) as served:
        yield served.url


def test_shared_links_name_page_and_picture_in_full(toy: Path) -> None:
    found = metas(toy / "book/chapters/seats.html")
    assert found["og:url"] == ["https://example.org/book/chapters/seats.html"]
    assert found["og:image"] == ["https://example.org/book/_static/social-card.png"]
    assert found["twitter:card"] == ["summary_large_image"]
    assert found["og:site_name"] == ["Toy book: a trial"]
    assert "2007 98 of 98" in found["og:image:alt"][0]
    assert (toy / "book/_static/social-card.png").is_file()


def test_the_page_for_wrong_addresses_works_at_any_depth(toy: Path) -> None:
    """GitHub Pages shows it at the wrong address itself, below which nothing relative would be."""
    page = (toy / "book/404.html").read_text("utf-8")
    addresses = {a.split("?")[0] for a in ADDRESS.findall(page) if not a.startswith("https:")}
    assert "/book/chapters/glossary.html" in addresses
    assert 'data-content_root="/book/"' in page
    for address in addresses:
        assert address.startswith("/book/"), address
        assert (toy / address.lstrip("/")).is_file(), address


def test_an_old_address_leads_on_with_the_scenario(browser: Browser, toy_site: str) -> None:
    scenario = "#seat-allocator?threshold=5&election=2007-08-18"
    with blocked_page(browser) as watched:
        watched.page.goto(f"{toy_site}/book/chapters/votes.html{scenario}")
        watched.page.wait_for_url("**/seats.html*")
        assert watched.page.url == f"{toy_site}/book/chapters/seats.html{scenario}"
        refused = [each for each in watched.errors if "Content Security Policy" in each]
        assert refused == []


def test_an_old_address_leads_on_without_scripts(browser: Browser, toy_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{toy_site}/book/chapters/votes.html")
    page.wait_for_url("**/seats.html")
    context.close()


@pytest.mark.parametrize(
    ("renamed", "wrong"),
    [
        ({"chapters/votes": "chapters/seats"}, []),
        ({"chapters/votes": "chapters/seat"}, ["chapters/votes leads to chapters/seat"]),
        ({"chapters/seats": "chapters/seats"}, ["chapters/seats is still a page"]),
    ],
)
def test_a_redirect_leads_from_a_free_name_to_a_page(
    renamed: dict[str, str], wrong: list[str]
) -> None:
    said = sharing.wrong_redirects(renamed, {"chapters/seats", "index"})
    assert [each.split(":")[0].split(";")[0] for each in said] == wrong


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One. Two  three. Four.", "One. Two three."),
        ("One two three four five", "One two three…"),
        ("In 1999 3.5 per cent", "In 1999 3.5 per…"),
        ("Short.", "Short."),
    ],
)
def test_a_description_ends_with_a_sentence_or_a_word(text: str, short: str) -> None:
    assert sharing.shortened(text, 18) == short
