"""A chapter as paper has it: nothing to press, nothing folded, solutions after the questions."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping

from bs4 import BeautifulSoup, NavigableString, Tag

from tools.editions.book import Book, Chapter, read_link

# What only works, or only makes sense, on a screen with a script.
SCREEN_ONLY = (
    *("script", "style", "noscript", "form", "button", "a.headerlink", "a.row-link", ".live-line"),
    *(".toctree-wrapper", ".tag_live .cell_input", "template"),
    # The list of the page has all that the table of its explorable has.
    "#book-timeline .explorable-numbers",
)

# Attributes that a script reads, or that HTML has given up.
UNUSED_ATTRIBUTES = ("loading", "tabindex", "border", "download", "hidden", "scoped", "data-label")

WIDEST = 9  # columns that a page has room for

ROWS = "The rows are not printed. They stand in the file named above, and in the web edition."


def new(name: str, *children: Tag | str, **attributes: str) -> Tag:
    """Return a new element; ``class_`` stands for ``class``.

    >>> str(new("p", "See ", new("b", "this"), class_="note"))
    '<p class="note">See <b>this</b></p>'
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    tag = BeautifulSoup("", "html5lib").new_tag(name, attrs=given)
    for child in children:
        tag.append(child)
    return tag


def remove(tags: Iterable[Tag]) -> None:
    """Take elements out of their document."""
    for tag in list(tags):
        if not tag.decomposed:
            tag.decompose()


def unfold(content: Tag) -> None:
    """Show what is folded: answers and tables, but not the code that only draws a figure."""
    for rows in content.select("details.data-rows"):
        rows.replace_with(new("p", ROWS, class_="unfolded-title"))
    for details in list(content.find_all("details")):
        title = details.find("summary", recursive=False)
        closed = title.select_one(".collapsed") if title else None
        words = " ".join((closed or title or details).get_text().split())
        if title:
            title.decompose()
        if "hide" in details.get("class", []):
            remove(details.select(".cell_input"))
            words = words.removeprefix("Show ").capitalize() if closed else words
        if not details.get_text(strip=True) and not details.find(["img", "svg"]):
            details.decompose()
            continue
        details.name = "div"
        details["class"] = ["unfolded"]
        details.insert(0, new("p", words, class_="unfolded-title"))


def letter(index: int) -> str:
    """Return the letter of an option.

    >>> letter(0), letter(25)
    ('A', 'Z')
    """
    return chr(ord("A") + index)


def split_question(question: Tag) -> tuple[Tag, Tag]:
    """Return a self-check question with its options, and its answer, as items of two lists."""
    options, answers = new("ol", type="A", class_="options"), []
    for each in question.find_all("details", recursive=False):
        summary = each.find("summary", recursive=False)
        body = [child.extract() for child in list(each.children) if child is not summary]
        verdict = body[0].find("strong") if body and isinstance(body[0], Tag) else None
        if verdict is not None and verdict.get_text() in ("Right.", "Not right."):
            answers += [new("p", new("b", f"{letter(len(options.contents))}. "), *body[0].contents)]
            options.append(new("li", *summary.contents))
        else:
            answers += body
    text = question.find("p", recursive=False)
    asked = new("li", text.extract() if text else "", class_="selfcheck-question")
    if options.contents:
        asked.append(options)
    return asked, new("li", *answers)


def move_answers(content: Tag) -> None:
    """Put the answers of the self-check after the chapter."""
    for questions in content.select("ol.selfcheck"):
        pairs = [split_question(each) for each in questions.find_all("li", recursive=False)]
        answers = new("ol", *(answer for _, answer in pairs))
        questions.replace_with(new("ol", *(asked for asked, _ in pairs), class_="selfcheck"))
        section = new("section", new("h2", "Answers to the self-check"), answers)
        section["id"], section["class"] = "selfcheck-answers", ["answers"]
        content.append(section)


def move_solutions(content: Tag) -> None:
    """Put the solutions after the chapter, each exercise with a link to its own."""
    solutions = content.select("div.solution")
    if not solutions:
        return
    section = new("section", new("h2", "Solutions"), id="solutions", class_="solutions")
    for number, solution in enumerate(solutions, 1):
        place = solution["id"] = f"solution-{number}"
        back = solution.select_one(".admonition-title a")
        asked = content.find(id=(back.get("href") or "#").lstrip("#")) if back else None
        if asked is not None:
            link = new("a", "Solution", href=f"#{place}", class_="to-solution")
            asked.append(new("p", link, class_="solution-link"))
        section.append(solution.extract())
    content.append(section)


def name_live_version(content: Tag, chapter: Chapter, book: Book) -> None:
    """Say under the title of each explorable where it is live."""
    for explorable in content.select("div.explorable[id]"):
        place = f"{chapter.path}#{explorable['id']}"
        shown: Tag | str = place
        if book.url:
            shown = new("a", book.url + place, href=book.url + place)
        line = new("p", "Printed with its first settings. Live in the web edition: ", shown)
        line["class"] = "explorable-live"
        title = explorable.select_one(".explorable-title")
        (title.insert_after if title else explorable.append)(line)


def tidy(content: Tag) -> None:
    """Drop attributes and wrappers that have no meaning on paper."""
    for tag in content.find_all(True):
        for name in UNUSED_ATTRIBUTES:
            tag.attrs.pop(name, None)
    for wrapper in content.select(".pst-scrollable-table-container, .explorable-scroll"):
        wrapper.unwrap()
    for picture in content.select("a.image-reference"):
        picture.unwrap()


def on_paper(chapter: Chapter, book: Book) -> Tag:
    """Return a copy of a chapter as it is printed; its links are still those of the site."""
    content = copy.copy(chapter.content)
    remove(each for rule in SCREEN_ONLY for each in content.select(rule))
    name_live_version(content, chapter, book)
    move_solutions(content)
    move_answers(content)
    unfold(content)
    turn_wide_tables(content)
    tidy(content)
    return content


def is_bare(link: Tag) -> bool:
    """Whether the words of a link are its address."""
    return link.get_text().strip().rstrip("/") == str(link["href"]).rstrip("/")


def ids_of(content: Tag) -> set[str]:
    """Return the ids of a chapter."""
    return {str(tag["id"]) for tag in content.find_all(id=True)}


def relink(
    content: Tag,
    chapter: Chapter,
    book: Book,
    ids: Mapping[str, set[str]],
    place: Callable[[str, str], str],
) -> None:
    """Turn links of the site into links of an edition, or into addresses.

    Parameters
    ----------
    ids : mapping
        Which ids the edition has on each page of the site; a link to another one leads to the
        chapter, and a link to a file that the edition lacks to the published site, if there is one.
    place : callable
        Gives the link to an id of a chapter in this edition, from their names.
    """
    pages = book.by_path()
    for tag in content.find_all("a", href=True):
        link = read_link(str(tag["href"]), chapter.path)
        target = pages.get(link.path)
        if link.url:
            tag["class"] = "address bare" if is_bare(tag) else "address"
        elif link.settings and book.url:
            tag["href"] = f"{book.url}{link.path}#{link.anchor}?{link.settings}"
        elif target is not None:
            tag["href"] = place(target.name, link.anchor if link.anchor in ids[link.path] else "")
        elif book.url:
            tag["href"] = f"{book.url}{link.path}"
        else:
            tag.name, tag.attrs = "span", {}  # a file of a site that has no address


def turn(table: Tag) -> None:
    """Make rows of the columns of a table that is too wide for a page."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    head, *body = [[cell.extract() for cell in row] for row in zip(*rows, strict=True)]
    for part in table.find_all(["thead", "tbody"], recursive=False):
        part.decompose()
    for scope, cells in (("col", head), *(("row", row[:1]) for row in body)):
        for cell in cells:
            cell.name, cell["scope"] = "th", scope
    for row in body:
        for cell in row[1:]:
            cell.name = "td"
            cell.attrs.pop("scope", None)
    table.append(new("thead", new("tr", *head)))
    table.append(new("tbody", *(new("tr", *row) for row in body)))


def turn_wide_tables(content: Tag) -> None:
    """Turn the tables of explorables that have many columns, and more columns than rows."""
    for table in content.select("table.explorable-table"):
        rows = table.find_all("tr")
        columns = len(rows[0].find_all(["th", "td"])) if rows else 0
        if columns > WIDEST and columns > len(rows) and not table.find(colspan=True):
            turn(table)


def text_of(tag: Tag | NavigableString | None) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join(tag.get_text().split()) if tag is not None else ""
