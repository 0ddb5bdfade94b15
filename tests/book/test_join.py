"""Pages load one style sheet and one script, and nothing of the theme is lost by that."""

import gzip
import re
from pathlib import Path

import join
import pytest
from lean import drop_unused_fonts, lean_font, lean_style
from playwright.sync_api import expect

from tests.book.conftest import CHAPTER

LINK = re.compile(r'<link[^>]*rel="stylesheet"[^>]*>')
SCRIPT = re.compile(r"<script[^>]*\bsrc=[^>]*>")


def test_nothing_but_one_style_sheet_holds_up_a_page(pages):
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if "_static/" not in text or join.SEARCH in text:
            continue  # pages without the theme, as that of the downloads; the search (see below)
        assert len(LINK.findall(text)) == 1, page.name
        assert [tag for tag in SCRIPT.findall(text) if " defer" not in tag] == [], page.name
        assert "searchindex.js" not in text, page.name


def test_what_all_pages_load_is_small(site_folder):
    sizes = {
        path: len(gzip.compress((site_folder / path).read_bytes(), 6))
        for path in (join.STYLES, join.SCRIPTS)
    }
    assert sizes[join.STYLES] < 40_000
    assert sizes[join.SCRIPTS] < 50_000
    fonts = [path for path in site_folder.rglob("*.woff*") if "_static" in path.parts]
    assert fonts
    assert max(path.stat().st_size for path in fonts) < 10_000
    assert list(site_folder.rglob("*.ttf")) == []


def test_every_address_in_the_style_sheet_leads_to_a_file(site_folder):
    style = site_folder / join.STYLES
    text = style.read_text(encoding="utf-8")
    local = [a for a in re.findall(r'url\("?([^")]+)', text) if not a.startswith(("data:", "#"))]
    assert local
    assert [address for address in local if not (style.parent / address).is_file()] == []


def test_the_licence_notes_of_what_was_joined_are_kept(site_folder):
    for path in (join.STYLES, join.SCRIPTS):
        text = (site_folder / path).read_text(encoding="utf-8")
        assert len(join.sources_of(text)) >= 8
        assert "the Sphinx team" in text[:6000]


def test_the_contents_of_the_page_follow_the_reader(watched, site):
    page = watched.page
    page.goto(f"{site}/{CHAPTER}")
    link = page.locator("#pst-page-toc-nav a[href='#key-points']")
    expect(link).not_to_have_class(re.compile("active"))
    page.evaluate("document.getElementById('key-points').scrollIntoView()")
    expect(link).to_have_class(re.compile("active"))


def test_words_that_were_searched_for_are_marked(watched, site):
    page = watched.page
    page.goto(f"{site}/search.html?q=threshold")
    page.locator("#search-results li a").first.click()
    expect(page.locator("article .highlighted").first).to_have_text(
        re.compile("threshold", re.IGNORECASE)
    )
    assert watched.errors == []


def test_icons_of_notes_are_drawn_with_the_font_that_is_left(watched, site):
    page = watched.page
    page.goto(f"{site}/{CHAPTER}")
    title = page.locator(".admonition-title").first
    drawn = title.evaluate("e => getComputedStyle(e, '::after').content")
    page.wait_for_function("() => document.fonts.status === 'loaded'")
    fonts = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').length")
    assert re.search(r"[\ue000-\uf8ff]", drawn)
    assert fonts >= 1


# ---- a small site -----------------------------------------------------------------------------

HEAD = """<html><head>
<link rel="stylesheet" href="{up}_static/styles/theme.css?v=1" />
{more}<link rel="stylesheet" href="{up}_static/book.css" />
<link rel="preload" as="script" href="{up}_static/b.js" />
<script data-own="1">first()</script>
<script src="{up}_static/documentation_options.js?v=1"></script>
<script src="{up}_static/searchtools.js"></script>
<script>OPTIONS.quiet = true;</script>
<script src="{up}_static/own.js" data-a="b"></script>
</head><body><p class="seen" id="here">{body}</p>
<script defer src="{up}_static/b.js"></script></body></html>
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of three pages that has not been joined yet."""
    files = {
        "_static/styles/theme.css": '@import "../basic.css";\n.seen { background: url(../a.png) }',
        "_static/basic.css": "/* basic, copyright: A */ p { top: 0 } .unseen { top: 0 }",
        "_static/extra.css": ".made-by-script { top: 1px } .never { top: 1px }",
        "_static/book.css": "#here { top: 2px }",
        "_static/documentation_options.js": "const OPTIONS = {}",
        "_static/searchtools.js": "const Search = 1",
        "_static/own.js": "document.currentScript.dataset.a",
        "_static/b.js": "/* licence: B */ add('made-by-script')\n//# sourceMappingURL=b.js.map",
        "index.html": HEAD.format(up="", more="", body="a"),
        "sub/two.html": HEAD.format(
            up="../", body="b", more='<link rel="stylesheet" href="../_static/extra.css" />\n'
        ),
        "search.html": HEAD.format(up="", more="", body='<i id="search-results"></i>'),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    join.join(tmp_path)
    return tmp_path


def test_styles_are_joined_in_their_order_without_what_matches_nothing(small):
    assert (small / join.STYLES).read_text(encoding="utf-8") == (
        "/*! Joined from _static/basic.css, _static/styles/theme.css, _static/extra.css, "
        "_static/book.css */\n/* basic, copyright: A */\n"
        'p{top: 0}\n.seen{background: url("a.png")}\n'
        ".made-by-script{top: 1px}\n#here{top: 2px}\n"
    )
    assert not (small / "_static/extra.css").exists()
    for page in ("index.html", "search.html"):
        text = (small / page).read_text(encoding="utf-8")
        assert re.findall(r'stylesheet" href="([^"?]+)', text) == ["_static/site.css"]


def test_scripts_are_joined_with_their_settings_first(small):
    assert (small / join.SCRIPTS).read_text(encoding="utf-8") == (
        "/*! Joined from _static/documentation_options.js, _static/b.js */\n"
        "const OPTIONS = {}\n;OPTIONS.quiet = true;\n;/* licence: B */ add('made-by-script')\n"
    )
    text = (small / "sub/two.html").read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*>", text) == [
        '<script data-own="1">',
        '<script defer src="../_static/own.js" data-a="b">',
        re.search(r'<script defer src="\.\./_static/site\.js\?v=[0-9a-f]{8}">', text)[0],
    ]
    assert "preload" not in text


def test_the_page_of_the_search_keeps_its_scripts(small):
    text = (small / "search.html").read_text(encoding="utf-8")
    assert re.findall(r'src="_static/([\w.]+)', text) == [
        "documentation_options.js",
        "searchtools.js",
        "own.js",
        "b.js",
    ]
    assert (small / "_static/searchtools.js").is_file()


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a .b { x: y }", ""),
        (".a > p, .c { x: y }", ".a > p{x: y}"),
        ("p:not(.b) { x: y }", "p:not(.b){x: y}"),
        ("@media print { .b { x: y } }", ""),
        ("@media print { .a { x: y } .b { x: y } }", "@media print{.a{x: y}}"),
        ("@keyframes turn { to { x: y } }", "@keyframes turn{to { x: y }}"),
        ('.a::after { content: "}" }', '.a::after{content: "}"}'),
        ('[data-b=".b"] { x: y }', '[data-b=".b"]{x: y}'),
    ],
)
def test_a_rule_stays_when_its_classes_occur(style, left):
    assert lean_style(style, {"a"}, "", "") == left


def test_a_font_is_dropped_when_no_rule_names_it():
    face = '@font-face{font-family:Some\\ Icons 6;src:url("a.ttf")}'
    named = 'p{font-family:"Some Icons 6"}'
    assert drop_unused_fonts(face + named) == face + named
    assert drop_unused_fonts(face + "p{top:0}") == "p{top:0}"


def test_equal_fonts_are_cut_to_equal_files():
    import matplotlib  # noqa: PLC0415  it brings a TrueType font

    font = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf").read_bytes()
    cut = lean_font(font, [0x2713])
    assert cut == lean_font(font, [0x2713])
    assert cut.startswith(b"wOFF")
    assert len(cut) < len(font) / 50
