"""What holds for every explorable: links come back whole, hostile values stay text, and answers are
well-formed.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from kazlib.controls import Ballot, Choice, Date, Number, Slider, Toggle
from kazlib.errors import InvalidVotes, KazlibError
from kazlib.exact import exact
from kazlib.explorables import SLUGS, link, load, parse_link
from kazlib.outcome import Outcome
from kazlib.pages import html

SVG = "{http://www.w3.org/2000/svg}"
CONTROLS = [(slug, control) for slug in SLUGS for control in load(slug).CONTROLS]

every_explorable = pytest.mark.parametrize("slug", SLUGS)
every_control = pytest.mark.parametrize(
    ("slug", "control"), CONTROLS, ids=[f"{slug}-{control.name}" for slug, control in CONTROLS]
)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "address": "javascript:alert(1)",
    "entity": "&lt;script&gt;&#60;b&#62;",
    "end of picture": "</title></desc></svg><script>alert(1)</script>",
    "very long": "x" * 50_000,
    "many digits": "9" * 50_000,
    "NUL": "A\0B",
    "encoded NUL": "%00",
    "right to left": "\u202eabc\u202c",
    "marks": "\u200f\u200e",
    "large": "1" + "0" * 59,
    "1e999": "1e999",
    "1e99": "1e99",
    "not a number": "nan",
    "infinite": "inf",
    "negative": "-1",
    "fraction": "1/3",
    "nothing over nothing": "0/0",
    "empty": "",
    "spaces": " \t\n",
    "other digits": "\u0665\u0666",  # Arabic-Indic 56: Python reads them as a number
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "formula": "=1+1",
}

LONGEST_MESSAGE = 1500
"""Characters of a message that a reader can still take in (the longest lists what is allowed)."""


def some_values(slug, control):
    """Return values of a control: its first, its ends and beyond, every option."""
    first = load(slug).shown().get(control.name)
    match control:
        case Slider():
            ends = [control.low, control.high, control.low - 1, control.high + control.step]
            found = [*ends, exact(Fraction(control.low + control.high) / 2), Fraction(5, 2)]
        case Number():
            found = [-1, 0, 1, 7, 1000, 10**6]
        case Choice():
            found = list(control.options)
        case Date():
            found = [date(1, 1, 1), date(1995, 8, 30), date(2007, 5, 21), date(9999, 12, 31)]
        case Toggle():
            found = [True, False]
        case Ballot():
            found = [{"A & B; C:D=100%": 60, "Қазақ «партиясы»": 40}, {"Auyl": 0}]
    return [*found, *([] if first is None else [first])]


def outcome_of(slug, values):
    """Return the answer, or the message in its place.

    Of a long answer the first outcome: the same values are read, judged and written. That the last
    one is what ``compute`` returns, test_widgets_steps.py says.
    """
    explorable = load(slug)
    try:
        if hasattr(explorable, "steps"):
            return next(step for step in explorable.steps(**values) if isinstance(step, Outcome))
        return explorable.compute(**values)
    except KazlibError as refusal:
        return str(refusal)


def outcome_of_link(slug, query):
    try:
        values = parse_link(load(slug), query)
    except KazlibError as refusal:
        return str(refusal)
    return outcome_of(slug, values)


class Tags(HTMLParser):
    """Counts the elements and remembers attributes that run code."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes = Counter(), []

    def handle_starttag(self, tag, attrs):
        self.names[tag] += 1
        self.attributes += attrs


def assert_no_markup_of_readers(outcome):
    """The same elements as any answer has: none that a value brought in."""
    page = Tags()
    if isinstance(outcome, str):
        page.feed(html.message(outcome))
        assert set(page.names) == {"p"}
        assert "Fraction(" not in outcome
        return
    parts = (html.sentence(outcome), html.numbers(outcome.table), html.sources(outcome))
    page.feed("".join((*parts, outcome.svg)))
    assert not {"script", "img", "b", "iframe", "image", "foreignobject", "use"} & set(page.names)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    addresses = [value for name, value in page.attributes if name in ("href", "src")]
    assert all(address.startswith("https://") for address in addresses)


def assert_well_formed(outcome):
    assert re.fullmatch(r"\S.*[.?]", outcome.sentence, re.DOTALL)
    assert "None" not in outcome.sentence
    assert not re.search(r"\bFraction\(|\bDecimal\(|<[a-z]+ object", outcome.sentence)
    assert not re.search(r"\b1 (seats|members|votes|deputies|regions)\b", outcome.sentence)

    table = outcome.table
    assert table.caption
    assert table.columns
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}

    root = ET.fromstring(outcome.svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert not [name for name, count in ids.items() if count > 1]
    named = root.get("aria-labelledby", "").split() + root.get("aria-describedby", "").split()
    used = re.findall(r"url\(#([^)]+)\)", outcome.svg)
    assert {*named, *used} <= set(ids)
    assert not re.search(r'="-?(nan|inf)\b', outcome.svg)

    assert all(source.title and source.confidence for source in outcome.sources)


@every_control
def test_a_value_comes_back_from_its_link_with_the_same_outcome(slug, control):
    for value in some_values(slug, control):
        fragment, _, query = link(slug, {control.name: value}).partition("?")
        assert fragment == f"#{slug}"
        assert parse_link(load(slug), query) == {control.name: value}
        assert outcome_of_link(slug, query) == outcome_of(slug, {control.name: value})


@every_explorable
def test_all_values_together_come_back_from_a_link(slug):
    shown = {k: v for k, v in load(slug).shown().items() if v is not None}
    query = link(slug, shown).partition("?")[2]
    assert parse_link(load(slug), query) == shown
    assert outcome_of_link(slug, query) == outcome_of(slug, shown)


@every_control
def test_the_answer_to_every_value_is_well_formed(slug, control):
    for value in some_values(slug, control):
        outcome = outcome_of(slug, {control.name: value})
        assert_no_markup_of_readers(outcome)
        if isinstance(outcome, Outcome):
            assert_well_formed(outcome)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@every_control
def test_hostile_text_gives_a_short_message_or_an_answer_without_markup(slug, control, text):
    queries = [f"{control.name}={written}" for written in (text, quote(text, safe=""))]
    if isinstance(control, Ballot):
        name = quote(text, safe="")
        queries += [f"{control.name}={name}:60;B:40", f"{control.name}=A:{name};B:40"]
    for query in queries:
        outcome = outcome_of_link(slug, query)
        assert_no_markup_of_readers(outcome)
        if isinstance(outcome, str):
            assert 10 < len(outcome) < LONGEST_MESSAGE
            assert outcome.endswith((".", ")"))
            assert outcome.isprintable()
        else:
            assert_well_formed(outcome)
            assert outcome.sentence.isprintable()


@every_explorable
def test_hostile_names_of_settings_are_refused_shortly(slug):
    for text in HOSTILE.values():
        for query in (f"{text}=1", f"{quote(text, safe='')}=1"):
            outcome = outcome_of_link(slug, query)
            assert_no_markup_of_readers(outcome)
            assert not isinstance(outcome, str) or len(outcome) < LONGEST_MESSAGE


@pytest.mark.parametrize("name", ["x" * 101, "A\u202eB", "A\0B", "\u200f", "A\nB"])
def test_a_name_that_would_spoil_the_sentence_is_refused(name):
    """A mark of direction turns the words around it, too; a name of a page hides the answer."""
    with pytest.raises(InvalidVotes, match="at most 100 characters, and none that are invisible"):
        parse_link(load("seat-allocator"), f"votes={quote(name, safe='')}:60;B:40")


def test_a_name_of_100_letters_in_any_writing_is_read():
    name = "Әділет " * 14 + "АБ"
    query = f"votes={quote(name, safe='')}:60;B:40"
    assert parse_link(load("seat-allocator"), query) == {"votes": {name: 60, "B": 40}}
