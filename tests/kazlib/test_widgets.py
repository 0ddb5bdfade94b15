"""explore(): controls around an answer; nothing is clamped, and every error is a sentence."""

import ast
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape

import ipywidgets as w
import pytest

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.explorables import SLUGS
from kazlib.widgets import ExplorableBox, explore

FIRST = "By the law of 10 January 2021 (threshold 7%)"
OFFICIAL_2021 = "Nur Otan wins 76 of 98 list seats"


def inside(widget):
    """Return all widgets in a box, from top to bottom."""
    found = [widget]
    for child in getattr(widget, "children", ()):
        found += inside(child)
    return found


def control(box, kind, label):
    """Return the widget of that class whose description begins with the label."""
    (found,) = [x for x in inside(box) if isinstance(x, kind) and x.description.startswith(label)]
    return found


def slider(box):
    return control(box, w.FloatSlider, "Threshold")


def number(box):
    return control(box, w.FloatText, "or type any value")


def seats(box):
    return control(box, w.IntText, "List seats")


def votes_of(box, party):
    """Return the box of a list, unfolding the votes first as a reader does."""
    control(box, w.ToggleButton, "Change the votes").value = True
    return control(box, w.IntText, party)


def election(box):
    return control(box, w.Dropdown, "Election")


def visible(box, wanted):
    """Whether a widget, and every box around it, is displayed."""

    def search(widget):
        if widget.layout is not None and widget.layout.display == "none":
            return False
        return widget is wanted or any(search(x) for x in getattr(widget, "children", ()))

    return search(box)


def printed(box):
    """Return all HTML that the box shows or hides, in one text."""
    return "\n".join(x.value for x in inside(box) if isinstance(x, w.HTML))


@pytest.fixture
def box():
    return explore("seat-allocator")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_explorable_can_be_shown(slug):
    box = explore(slug)
    assert isinstance(box, w.VBox)
    assert box.live_slug == slug
    assert box.outcome is not None
    assert box.error == ""
    assert unescape(printed(box)).count(box.outcome.sentence) >= 1
    assert box.outcome.svg in printed(box)


def test_an_explorable_or_a_control_that_does_not_exist_is_refused_by_name():
    with pytest.raises(InvalidChoice, match="explorable is 'seats'; allowed"):
        explore("seats")
    with pytest.raises(InvalidChoice, match="'treshold'; allowed: election, threshold"):
        explore("seat-allocator", treshold=5)


def test_first_values_are_taken_as_compute_takes_them_or_as_text():
    by_text = explore("seat-allocator", election="2007-08-18", seats="100")
    by_value = explore("seat-allocator", election=date(2007, 8, 18), seats=100)
    assert by_text.outcome == by_value.outcome
    assert election(by_value).value == election(by_text).value == "2007-08-18"
    assert printed(by_text) == printed(by_value)


@pytest.mark.parametrize("threshold", ["15/2", "7.5", 7.5, Decimal("7.5"), Fraction(15, 2)])
def test_a_threshold_can_be_written_in_any_way(threshold):
    box = explore("seat-allocator", threshold=threshold)
    assert "the threshold were 7.5% (law: 7%)" in box.outcome.sentence
    assert "threshold=7.5" in printed(box)
    assert number(box).value == 7.5


def test_text_that_cannot_be_read_is_refused():
    with pytest.raises(InvalidNumber, match="threshold is 'seven'"):
        explore("seat-allocator", threshold="seven")


def test_controls_show_the_law_of_the_day_at_first(box):
    assert (slider(box).value, number(box).value, seats(box).value) == (7, 7, 98)
    assert election(box).value == "2021-01-10"
    assert votes_of(box, "Auyl").value == 383023


# ------------------------------------------------------------------------------------------------
# Moving things.


def test_moving_the_slider_changes_sentence_picture_and_table(box):
    before = printed(box)
    slider(box).value = 5
    assert box.outcome.sentence.startswith("What if the threshold were 5% (law: 7%)?")
    assert "Auyl 6" in unescape(printed(box))
    assert printed(box) != before
    assert number(box).value == 5


def test_slider_and_box_follow_each_other(box):
    number(box).value = 7.25
    assert box.outcome.sentence.startswith("What if the threshold were 7.25%")
    assert slider(box).value == pytest.approx(7.25, abs=0.25)
    slider(box).value = 3.5
    assert number(box).value == 3.5


@pytest.mark.parametrize("reported", [7.0, 7.000000000000001])
def test_a_value_between_two_steps_is_kept_when_the_browser_reports_a_step(box, reported):
    """A browser draws a slider on its steps, and sends the step where it drew it."""
    number(box).value = 7.25
    assert slider(box).value == 7.0  # a step, so that nothing has to be put right
    slider(box).value = reported
    assert number(box).value == 7.25
    assert "the threshold were 7.25%" in box.outcome.sentence


def test_a_move_to_the_next_step_and_back_is_a_move(box):
    number(box).value = 7.25
    placed = slider(box).value
    slider(box).value = placed + 1
    slider(box).value = placed
    assert number(box).value == placed


def test_a_slider_that_is_drawn_and_not_moved_changes_nothing(box):
    """A page reports 7.000000000000001 for a slider that shows 7."""
    slider(box).value = 7.000000000000001
    assert box.live_query == ""
    slider(box).value = 7.500000000000001
    assert box.live_query == "threshold=7.5"


def test_going_back_to_the_law_is_no_what_if(box):
    slider(box).value = 5
    slider(box).value = 7
    assert box.outcome.sentence.startswith(FIRST)


def test_a_typed_threshold_is_exact(box):
    """0.1 + 0.2 in the browser: the decimal that is printed is meant, not its binary form."""
    number(box).value = 0.07
    assert "the threshold were 0.07%" in box.outcome.sentence


@pytest.mark.parametrize(("typed", "shown"), [(101, "101"), (-3, "-3"), (250.5, "250.5")])
def test_the_box_goes_beyond_the_slider_and_is_never_clamped(box, typed, shown):
    number(box).value = typed
    assert number(box).value == typed
    assert box.outcome is None
    assert box.error == f"threshold is {shown}; it must be from 0 to 100 per cent."
    assert box.error in printed(box)
    assert "<svg" not in printed(box)
    assert "<table" not in printed(box)


def test_a_value_beyond_the_scale_that_makes_sense_is_counted(box):
    number(box).value = 20
    assert number(box).value == 20
    assert slider(box).value == slider(box).max == 15
    assert "the threshold were 20%" in box.outcome.sentence


def test_after_an_error_a_good_value_brings_the_answer_back(box):
    number(box).value = 101
    number(box).value = 5
    assert box.error == ""
    assert box.outcome.svg in printed(box)
    assert "explorable-error" not in printed(box)


@pytest.mark.parametrize("typed", [0, -5, 100000])
def test_a_number_of_seats_that_no_chamber_has_is_a_sentence(box, typed):
    seats(box).value = typed
    assert seats(box).value == typed
    assert box.error.startswith(f"seats is {typed:,}; it must be")


def test_votes_can_be_edited_one_list_at_a_time(box):
    votes_of(box, "Auyl").value = 800000
    assert "the votes were the ones entered here" in box.outcome.sentence
    assert ("Auyl", 800000) in [row[:2] for row in box.outcome.table.rows]
    votes_of(box, "Auyl").value = -1
    assert box.error == "votes of 'Auyl' is -1; it must be a whole number, at least 0."


def test_another_formula(box):
    control(box, w.Dropdown, "Formula").value = "dhondt"
    assert "Nur Otan wins 77 of 98 list seats" in box.outcome.sentence


def test_another_election_begins_with_its_own_law(box):
    slider(box).value = 5
    seats(box).value = 50
    control(box, w.Dropdown, "Formula").value = "dhondt"
    control(box, w.Dropdown, "If one list passes").value = "takes-all"
    votes_of(box, "Auyl").value = 1
    election(box).value = "2023-03-19"
    assert box.outcome.sentence.startswith("By the law of 19 March 2023 (threshold 5%), Amanat")
    assert (slider(box).value, seats(box).value) == (5, 69)
    assert control(box, w.Dropdown, "Formula").value == "law"
    assert control(box, w.Dropdown, "If one list passes").value == "law"
    assert votes_of(box, "Auyl").value == 693938
    assert votes_of(box, "Baytaq").value == 146431


def test_reset_goes_back_to_the_first_values_of_the_chapter():
    box = explore("seat-allocator", election="2007-08-18", threshold=5)
    election(box).value = "2023-03-19"
    seats(box).value = 0
    control(box, w.Button, "Reset").click()
    assert box.outcome == explore("seat-allocator", election="2007-08-18", threshold=5).outcome
    assert (election(box).value, slider(box).value, seats(box).value) == ("2007-08-18", 5, 98)


def test_reset_repairs_votes_that_were_edited(box):
    votes_of(box, "Auyl").value = 1
    control(box, w.Button, "Reset").click()
    assert votes_of(box, "Auyl").value == 383023
    assert box.outcome.sentence.startswith(FIRST)


def test_table_sources_and_links_are_shown_on_demand(box):
    for label in ("Numbers as a table", "Sources", "Link, code and downloads", "Change the votes"):
        button = control(box, w.ToggleButton, label)
        (around,) = [x for x in inside(box) if button in getattr(x, "children", ())]
        folded = around.children[1]
        assert not visible(box, folded)
        button.value = True
        assert visible(box, folded)
        button.value = False
        assert not visible(box, folded)


# ------------------------------------------------------------------------------------------------
# 2026: the law was not seen.


def test_2026_from_the_button_to_a_count(box):
    ask = control(box, w.Button, "Threshold not known: try one")
    assert not visible(box, ask)

    election(box).value = "2026-08-23"
    assert "threshold_pct for the Kurultai on 2026-08-23 is unknown" in box.error
    assert visible(box, ask)
    assert not visible(box, slider(box))
    assert seats(box).value == 145

    ask.click()
    assert not visible(box, ask)
    assert visible(box, slider(box))
    assert slider(box).value == number(box).value == 0
    assert "The votes of 2026-08-23 are not known" in box.error

    slider(box).value = 5
    votes_of(box, "Adilet").value = 60
    votes_of(box, "Auyl").value = 40
    assert "quota" in box.error

    control(box, w.Dropdown, "Formula").value = "hare"
    assert "Adilet wins 87 of 145 list seats and Auyl 58" in box.outcome.sentence

    election(box).value = "2021-01-10"
    assert box.outcome.sentence.startswith(FIRST)
    assert not visible(box, ask)


def test_reset_brings_the_question_of_2026_back():
    box = explore("seat-allocator", election="2026-08-23")
    ask = control(box, w.Button, "Threshold not known: try one")
    ask.click()
    control(box, w.Button, "Reset").click()
    assert visible(box, ask)
    assert "threshold_pct" in box.error


# ------------------------------------------------------------------------------------------------
# Links.


def test_a_link_opens_its_scenario(box):
    box.open_link("threshold=7.5&election=2007-08-18&one_party=runner-up")
    assert election(box).value == "2007-08-18"
    assert number(box).value == 7.5
    assert "Nur Otan wins 95 of 98 list seats" in box.outcome.sentence


def test_what_a_link_does_not_set_stays_as_the_chapter_set_it():
    box = explore("seat-allocator", election="2007-08-18", one_party="runner-up")
    box.open_link("threshold=5")
    assert "Nur Otan wins 95" in box.outcome.sentence


def test_a_link_to_another_election_begins_with_that_election_s_own_law():
    box = explore("seat-allocator", election="2007-08-18", threshold=5, seats=50)
    box.open_link("election=2012-01-15")
    assert box.outcome.sentence.startswith("By the law of 15 January 2012 (threshold 7%)")
    assert (slider(box).value, seats(box).value) == (7, 98)


def test_a_link_replaces_what_the_reader_had_set(box):
    seats(box).value = 50
    box.open_link("threshold=5")
    assert seats(box).value == 98
    assert "Nur Otan wins 72 of 98" in box.outcome.sentence


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("treshold=5", "'treshold'; allowed"),
        ("threshold=5&threshold=6", "sets threshold twice"),
        ("threshold=<img src=x onerror=alert(1)>", "threshold is '<img"),
        ("threshold=1e999999999", "threshold is '1e999999999'"),
        ("threshold=1e999", "threshold is"),
        ("threshold=1e50", "threshold is"),
        ("seats=1e999", "seats is"),
        ("seats=1e50", "seats is"),
        ("seats=1000000000", "seats is"),
        ("votes=A:1e999;B:1", "votes of 'A' is"),
        ("votes=Auyl:1;Auyl:2", "'Auyl' stands twice"),
        ("votes=A:-5;B:9", "votes of 'A' is -5"),
        ("election=1990-03-25", "election is '1990-03-25'"),
        ("election=2026-08-23", "threshold_pct"),
    ],
)
def test_a_bad_link_is_answered_with_a_sentence(box, query, says):
    box.open_link(query)
    assert box.outcome is None
    assert says in box.error
    assert box.error in unescape(printed(box))
    assert "<img" not in printed(box)
    assert "<svg" not in printed(box)


def test_a_party_from_a_link_is_never_markup(box):
    box.open_link("votes=%3Cscript%3Ealert(1)%3C%2Fscript%3E:60;B:40")
    assert "<script>alert(1)</script> wins" in box.outcome.sentence
    assert "<script" not in printed(box)
    assert "<script" not in box._repr_mimebundle_()["text/html"]


SCENARIOS = [
    {},
    {"election": "2007-08-18"},
    {"threshold": "7.5"},
    {"threshold": "200/3", "votes": {"A": 100, "B": 200, "C": 0}},
    {"election": "2023-03-19", "seats": 98, "formula": "sainte-lague"},
    {"election": "2007-08-18", "one_party": "runner-up"},
    {"votes": {"It's; a: <party> & more": 60, 'Second "list"': 40}},
    {"election": "invented", "seats": 3},
]


@pytest.mark.parametrize("values", SCENARIOS, ids=str)
def test_the_printed_link_opens_the_same_outcome(values):
    box = explore("seat-allocator", **values)
    address = unescape(re.search(r'<a href="(#seat-allocator[^"]*)">', printed(box))[1])
    again = explore("seat-allocator")
    again.open_link(address.partition("?")[2])
    assert again.outcome == box.outcome


@pytest.mark.parametrize("values", SCENARIOS, ids=str)
def test_the_printed_code_shows_the_same_outcome(values):
    box = explore("seat-allocator", **values)
    code = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", printed(box), re.DOTALL)[1])
    *before, last = ast.parse(code).body
    names = {}
    exec(compile(ast.Module(before, []), "code", "exec"), names)
    again = eval(compile(ast.Expression(last.value), "code", "eval"), names)
    assert isinstance(again, ExplorableBox)
    assert again.outcome == box.outcome


# ------------------------------------------------------------------------------------------------
# The print.


def test_the_cell_s_output_is_a_widget_and_beside_it_a_print_that_needs_no_python(box):
    bundle = box._repr_mimebundle_()
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == box.model_id
    assert bundle["text/plain"] == box.outcome.sentence
    page = bundle["text/html"]
    assert page.startswith('<div class="explorable" id="seat-allocator">')
    assert OFFICIAL_2021 in page
    assert box.outcome.svg in page
    assert "<table" in page
    assert "<td>5,148,074</td>" in page


def test_the_print_of_an_error_is_the_error():
    box = explore("seat-allocator", election="2026-08-23")
    bundle = box._repr_mimebundle_()
    assert bundle["text/plain"] == box.error
    assert "threshold_pct for the Kurultai" in bundle["text/html"]
    assert "<svg" not in bundle["text/html"]


def test_two_boxes_do_not_share_their_state():
    one, two = explore("seat-allocator"), explore("seat-allocator")
    slider(one).value = 5
    assert two.outcome.sentence.startswith(FIRST)
    assert slider(two).value == 7


def test_boxes_for_votes_are_made_when_they_are_first_unfolded():
    """Every widget costs a reader's phone some milliseconds; most readers never open these."""
    box = explore("seat-allocator", election="2021-01-10")
    assert [x.description for x in inside(box) if isinstance(x, w.IntText)] == [
        "List seats (seats)"
    ]
    votes_of(box, "Auyl")
    assert len([x for x in inside(box) if isinstance(x, w.IntText)]) == 1 + 5


def test_a_slider_that_reports_float_noise_is_read_exactly_and_left_alone():
    """Setting it to 5.0 would move it back under a reader who has moved on since."""
    box = explore("seat-allocator", election="2021-01-10")
    slider(box).value = 5.000000000000001
    assert slider(box).value == 5.000000000000001
    assert number(box).value == 5.0
    assert "the threshold were 5% (law: 7%)" in box.outcome.sentence


def test_a_page_may_show_few_controls_and_links_set_the_others():
    box = explore("seat-allocator", controls=("election", "threshold"))
    assert [x for x in inside(box) if isinstance(x, w.IntText)] == []
    assert slider(box).value == 7
    printed = box._repr_mimebundle_()["text/html"]
    assert 'name="threshold"' in printed
    assert 'name="seats"' not in printed
    box.open_link("seats=10&election=2021-01-10")
    assert "10 list seats" in box.outcome.sentence


def test_a_control_that_is_not_there_cannot_be_chosen():
    with pytest.raises(InvalidChoice, match="control is 'colour'"):
        explore("seat-allocator", controls=("threshold", "colour"))
