"""The grid of signs: every cell says in words what its sign means."""

import xml.etree.ElementTree as ET

import pytest

from kazlib.errors import InvalidNumber
from kazlib.figures.svg import WIDTH, picture
from kazlib.figures.svg_grid import GridRow, grid

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    GridRow("Least age", "40 years", ["yes", "no", "open"]),
    GridRow("Together", "all rules", ["yes", "no", "no"], strong=True),
]


def drawn(rows=ROWS):
    mark = grid(["A", "B", "<C>"], rows)
    return mark, ET.fromstring(picture([mark], ids="x", title="t", desc="d"))


def test_each_sign_has_its_look_and_its_words():
    _, root = drawn()
    cells = {
        g.find(f"{SVG}title").text: g
        for g in root.iter(f"{SVG}g")
        if g.find(f"{SVG}title") is not None
    }
    signs = {title: cell.find(f"{SVG}text").text for title, cell in cells.items()}
    assert signs["A, Least age: met"] == "✓"
    assert signs["B, Least age: not met"] == "✗"
    assert signs["<C>, Least age: not known"] == "?"
    assert cells["B, Least age: not met"].find(f"{SVG}rect").get("fill").startswith("#")
    assert cells["<C>, Least age: not known"].find(f"{SVG}rect").get("stroke-dasharray")


def test_cells_stay_inside_the_picture_and_do_not_meet():
    mark, root = drawn()
    boxes = [
        (float(r.get("x")), float(r.get("width"))) for r in root.iter(f"{SVG}rect") if r.get("x")
    ]
    assert all(x >= 0 and x + wide <= WIDTH for x, wide in boxes)
    (first, wide), (second, _) = boxes[0], boxes[1]
    assert first + wide < second
    assert mark.height > max(
        float(r.get("y")) + float(r.get("height")) for r in root.iter(f"{SVG}rect") if r.get("y")
    )


@pytest.mark.parametrize(
    ("columns", "rows", "says"),
    [
        ([], [], "columns is empty"),
        (["A"], [GridRow("Age", "", ["yes", "no"])], "'Age' has 2 signs; it must have 1"),
        (["A"], [GridRow("x" * 19, "", ["yes"])], "at most 18 letters"),
        (["A"], [GridRow("Age", "x" * 19, ["yes"])], "at most 18 letters"),
    ],
)
def test_a_grid_that_cannot_be_drawn_is_refused(columns, rows, says):
    with pytest.raises(InvalidNumber, match=says):
        grid(columns, rows)
