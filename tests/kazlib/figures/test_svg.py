"""Pictures for live pages: well-formed, described, and true to the numbers."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.figures.svg import (
    STYLES,
    WIDTH,
    Bar,
    Mark,
    SeatGroup,
    bars_with_threshold,
    hemicycle,
    picture,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*marks, title="Title", desc="Description"):
    return ET.fromstring(picture(marks, ids="demo", title=title, desc=desc))


def chamber(*groups, caption="98 list seats"):
    return drawn(hemicycle([SeatGroup(*group) for group in groups], ids="demo", caption=caption))


def bars(*items, threshold=7.0):
    return drawn(
        bars_with_threshold(
            [Bar(*item) for item in items],
            ids="demo",
            threshold=threshold,
            threshold_label=f"threshold {threshold}%",
        )
    )


def words(root):
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def groups(root):
    """The seats of one list each: groups with a title of their own."""
    return [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]


def test_a_picture_states_its_message_in_title_and_description():
    root = drawn(Mark("<g/>", 10), title="Nur Otan: 98 seats", desc="One list takes all.")
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.find(f"{SVG}title").text == "Nur Otan: 98 seats"
    assert root.find(f"{SVG}desc").text == "One list takes all."


def test_marks_are_stacked_one_under_another():
    root = drawn(Mark("<g/>", 10), Mark("<g/>", 20.5), Mark("<g/>", 5))
    layers = [g.get("transform") for g in root if g.tag == f"{SVG}g"]
    assert layers == ["translate(0 0)", "translate(0 10)", "translate(0 30.5)"]
    assert root.get("viewBox") == f"0 0 {WIDTH} 35.5"


@pytest.mark.parametrize("seats", [(98,), (84, 7, 7), (0, 5), (1,), (2,), (40, 8, 6, 6, 5, 4)])
def test_a_hemicycle_has_one_circle_a_seat(seats):
    root = chamber(*((f"P{i}", n, i) for i, n in enumerate(seats)))
    body = groups(root)
    assert [len(g.findall(f"{SVG}circle")) for g in body] == [n for n in seats if n]
    assert [g.find(f"{SVG}title").text for g in body] == [
        f"P{i}: {n}" for i, n in enumerate(seats) if n
    ]
    assert "98 list seats" in words(root)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=10).filter(any))
def test_seats_neither_overlap_nor_leave_the_picture(seats):
    root = chamber(*((f"P{i}", n, i) for i, n in enumerate(seats)))
    circles = [circle for group in groups(root) for circle in group.findall(f"{SVG}circle")]
    places = [(float(c.get("cx")), float(c.get("cy")), float(c.get("r"))) for c in circles]
    assert len(set(places)) == len(places) == sum(seats)
    height = float(root.get("viewBox").split()[3])
    for x, y, r in places:
        assert x - r >= -0.1
        assert x + r <= WIDTH + 0.1
        assert y - r >= -0.1
        assert y + r <= height + 0.1


def test_lists_sit_from_left_to_right():
    left, right = (
        [float(c.get("cx")) for c in g.findall(f"{SVG}circle")]
        for g in groups(chamber(("A", 20, 0), ("B", 20, 1)))
    )
    assert sum(left) / 20 < WIDTH / 2 < sum(right) / 20


def test_a_tied_seat_is_an_open_circle():
    root = chamber(("A", 2, 0), ("tied", 1, None))
    fills = {g.find(f"{SVG}title").text: g.get("fill") for g in groups(root)}
    assert fills["A: 2"] == "url(#demo-p0)"
    assert fills["tied: 1"] == "none"


def test_every_bar_has_its_name_its_note_and_its_length():
    root = bars(("Nur Otan", 71.09, "71.09%", 0, True), ("Auyl", 5.29, "5.29%", 1, False))
    body = root.findall(f".//{SVG}g/{SVG}rect")
    long, short = (float(rect.get("width")) for rect in body)
    assert short / long == pytest.approx(5.29 / 71.09, rel=0.01)
    assert long <= WIDTH
    assert {"Nur Otan", "71.09%", "Auyl", "5.29%", "threshold 7.0%"} <= set(words(root))


def test_a_list_below_the_threshold_is_an_outline_not_only_another_colour():
    root = bars(("A", 93.0, "", 0, True), ("B", 7.0, "", 1, False))
    above, below = root.findall(f".//{SVG}g/{SVG}rect")
    assert above.get("fill") == "url(#demo-p0)"
    assert (below.get("fill"), below.get("stroke")) == ("none", "currentColor")


def threshold_line(root):
    return root.findall(f".//{SVG}g/{SVG}path")


def test_the_threshold_is_one_tick_a_bar_at_the_right_place():
    root = bars(("A", 50.0, "", 0, True), ("B", 25.0, "", 1, True), threshold=25.0)
    (path,) = threshold_line(root)
    ticks = re.findall(r"M([\d.]+) [\d.]+v", path.get("d"))
    short = root.findall(f".//{SVG}g/{SVG}rect")[1]
    end = float(short.get("x")) + float(short.get("width"))
    assert [float(x) for x in ticks] == [pytest.approx(end, abs=0.2)] * 2


def test_no_threshold_no_line():
    root = bars(("A", 50.0, "", 0, True), threshold=0)
    assert threshold_line(root) == []
    assert not any("threshold" in text for text in words(root))


@pytest.mark.parametrize("threshold", [0.5, 7, 60, 100])
def test_a_threshold_beyond_every_bar_is_still_in_the_picture(threshold):
    root = bars(("A", 40.0, "", 0, False), ("B", 0.0, "", 1, False), threshold=threshold)
    (path,) = threshold_line(root)
    assert all(0 < float(x) < WIDTH for x in re.findall(r"M([\d.]+) ", path.get("d")))


def test_a_long_name_takes_more_lines_and_loses_nothing():
    name = "Opposition bloc of Communists and Democratic Choice of Kazakhstan"
    root = bars((name, 3.44, "3.44% → 0 seats", 0, False))
    lines = [text for text in words(root) if text and text in name]
    assert len(lines) > 1
    assert " ".join(lines) == name


def test_ids_carry_the_prefix_and_every_reference_is_defined():
    groups = [SeatGroup(f"P{i}", 3, i) for i in range(STYLES + 3)]
    rows = [Bar(f"P{i}", 3.0, "", i, True) for i in range(STYLES + 3)]
    markup = picture(
        [
            hemicycle(groups, ids="seat-allocator", caption=""),
            bars_with_threshold(rows, ids="seat-allocator", threshold=5, threshold_label=""),
        ],
        ids="seat-allocator",
        title="",
        desc="",
    )
    defined = {e.get("id") for e in ET.fromstring(markup).iter() if e.get("id")}
    assert len(defined) == STYLES
    assert all(name.startswith("seat-allocator-") for name in defined)
    assert set(re.findall(r"url\(#([^)]+)\)", markup)) == defined


def test_neighbouring_lists_differ_in_colour_and_in_pattern():
    patterns = list(drawn(Mark("<g/>", 1)).iter(f"{SVG}pattern"))
    colours = [pattern.find(f"{SVG}rect").get("fill") for pattern in patterns]
    shapes = [b"".join(ET.tostring(part) for part in pattern[1:]) for pattern in patterns]
    assert len(set(colours)) == len(set(shapes)) == STYLES


def test_text_and_lines_take_the_colour_of_the_page():
    root = bars(("A", 40.0, "40%", 0, True))
    assert {text.get("fill") for text in root.iter(f"{SVG}text")} == {"currentColor"}
    assert threshold_line(root)[0].get("stroke") == "currentColor"
