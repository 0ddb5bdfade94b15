"""A chapter on paper: nothing to press, nothing folded, answers after the questions."""

from dataclasses import replace

import pytest

from tools.editions.book import parse
from tools.editions.paper import ids_of, on_paper, relink, text_of, turn_wide_tables


@pytest.fixture
def printed(book):
    return on_paper(book.chapters[0], book)


def test_what_needs_a_screen_is_gone(printed):
    assert printed.select("script, form, button, .live-line, .headerlink, details") == []
    assert "explore(" not in printed.get_text()


def test_the_chapter_itself_is_not_changed(book):
    before = str(book.chapters[0].content)
    on_paper(book.chapters[0], book)
    assert str(book.chapters[0].content) == before


def test_a_folded_table_is_shown_and_code_that_draws_is_not(printed):
    words = text_of(printed)
    assert "1999: an archive" in words
    assert "The sources by year" in words
    assert "draw()" not in words
    assert "table()" not in words
    assert "code cell source" not in words


def test_the_numbers_of_an_explorable_are_printed(printed):
    assert text_of(printed.select_one("#seats table")) == "ListSeats A2"


def test_an_explorable_says_where_it_is_live(book):
    line = on_paper(book.chapters[0], book).select_one(".explorable-live")
    assert text_of(line).endswith("chapters/parliament.html#seats")
    assert line.find("a") is None
    published = replace(book, url="https://example.org/")
    line = on_paper(published.chapters[0], published).select_one(".explorable-live")
    assert line.a["href"] == "https://example.org/chapters/parliament.html#seats"


def test_solutions_stand_after_the_chapter_and_know_their_exercise(printed):
    last = printed.select_one("#solutions")
    assert "Four and six." in text_of(last)
    link = printed.select_one("#ex-hand a.to-solution")
    assert printed.select_one(link["href"]).select_one("a")["href"] == "#ex-hand"
    assert printed.select_one("#ex-debate a.to-solution") is None


def test_answers_of_the_self_check_have_the_letters_of_their_options(printed):
    asked = printed.select_one("#check ol.selfcheck > li")
    assert [text_of(li) for li in asked.select("ol.options > li")] == ["One", "Two"]
    assert "Right." not in text_of(printed.select_one("#check"))
    answers = [text_of(li) for li in printed.select("#selfcheck-answers > ol > li")]
    assert answers == [
        "A. Not right. Too few.B. Right. So it is.By the law.",
        "7 seats. Counted.",
    ]


def test_names_of_svg_keep_their_capitals(printed):
    assert printed.find("svg").has_attr("viewBox")
    assert printed.find("linearGradient") is not None


def links_of(book, printed):
    ids = {chapter.path: ids_of(chapter.content) for chapter in book.chapters}
    relink(printed, book.chapters[0], book, ids, lambda name, place: f"{name}!{place}")
    return {text_of(tag): tag["href"] for tag in printed.find_all("a", href=True)}


def test_links_lead_to_places_of_the_edition(book, printed):
    links = links_of(book, printed)
    assert links["quota"] == "glossary!term-quota"
    assert links["A lower threshold"] == "parliament!seats"
    assert links["the law"] == "https://example.org/law"
    assert "the data" not in links  # a file of a site that is not published


def test_a_scenario_leads_to_the_published_site(book):
    published = replace(book, url="https://example.org/")
    links = links_of(published, on_paper(published.chapters[0], published))
    site = "https://example.org/"
    assert links["A lower threshold"] == f"{site}chapters/parliament.html#seats?threshold=5"
    assert links["the data"] == f"{site}data/rules.csv"


def table(columns, rows):
    head = "".join(f"<th scope='col'>c{n}</th>" for n in range(columns))
    body = ("<tr><th scope='row'>r</th>" + "<td>1</td>" * (columns - 1) + "</tr>") * rows
    return parse(
        f"<div><table class='explorable-table'><caption>C</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def test_a_table_with_many_columns_is_turned():
    content = table(columns=12, rows=2)
    turn_wide_tables(content)
    rows = content.find_all("tr")
    assert len(rows) == 12
    assert [text_of(cell) for cell in rows[0].find_all("th", scope="col")] == ["c0", "r", "r"]
    assert [text_of(cell) for cell in rows[1].find_all(["th", "td"])] == ["c1", "1", "1"]
    assert rows[1].th["scope"] == "row"
    assert content.caption.get_text() == "C"


@pytest.mark.parametrize(("columns", "rows"), [(5, 2), (12, 20)])
def test_other_tables_stay_as_they_are(columns, rows):
    content = table(columns, rows)
    before = str(content)
    turn_wide_tables(content)
    assert str(content) == before
