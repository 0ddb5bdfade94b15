"""Pictures keep their place in the page before they arrive."""

import re

import pytest
from pictures import add_sizes, png_size


def test_every_figure_of_a_chapter_says_its_size(pages):
    figures = [
        tag
        for page in pages
        for tag in re.findall(r"<img [^>]*_images/[^>]*\.png[^>]*>", page.read_text("utf-8"))
    ]
    assert len(figures) >= 10
    assert [tag for tag in figures if not re.search(r'width="\d+" height="\d+"', tag)] == []
    assert [tag for tag in figures if 'loading="lazy"' not in tag] == []


def test_a_figure_on_a_phone_has_its_proportions(watched, site):
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/chapters/parliamentary-elections.html")
    figure = page.locator("img[src*='_images/']").first
    figure.scroll_into_view_if_needed()
    figure.evaluate("image => image.decode()")
    shown, natural = figure.evaluate(
        "i => [i.clientWidth / i.clientHeight, i.naturalWidth / i.naturalHeight]"
    )
    assert shown == pytest.approx(natural, rel=0.02)
    assert figure.evaluate("i => i.clientWidth") <= 390


CUT = """picture => {
  const box = picture.getBoundingClientRect();
  for (let e = picture.parentElement; e; e = e.parentElement) {
    const of = e.getBoundingClientRect();
    if (getComputedStyle(e).overflowX !== 'visible' && (box.left < of.left - 1
        || box.right > of.right + 1)) return e.className;
  }
  return null;
}"""


@pytest.mark.parametrize("wait_for_python", [False, True], ids=["printed", "live"])
def test_no_edge_of_an_explorable_is_cut_on_a_phone(watched, site, wait_for_python):
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/chapters/observing-elections.html")
    if wait_for_python:
        page.locator(".live-cell").first.scroll_into_view_if_needed()
        page.wait_for_function("() => document.documentElement.dataset.live === 'ready'")
    pictures = page.locator(".explorable-picture svg:visible").all()
    assert len(pictures) >= 2
    assert [picture.evaluate(CUT) for picture in pictures] == [None] * len(pictures)


def test_a_picture_with_a_size_is_left_as_it_is():
    tag = '<img src="../_images/a.png" width="10">'
    assert add_sizes(tag, {}) == tag


def test_a_file_that_is_no_picture_is_refused(tmp_path):
    (tmp_path / "a.png").write_bytes(b"<svg/>")
    with pytest.raises(ValueError, match="not a PNG file"):
        png_size(tmp_path / "a.png")
