"""The widgets of each kind of control: slider with number box, list, date, votes by list.

Nothing is clamped: a slider has an unbounded number box beside it, and ``compute`` judges values.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import ipywidgets as w

from kazlib.controls import Ballot, Choice, Control, Date, Number, Slider, Toggle
from kazlib.exact import exact
from kazlib.texts import ENGLISH, Texts

Change = Callable[[Any], None]

_NAMED = {"description_width": "initial"}


class Shared:
    """Makes widgets that share their layouts and styles.

    Each of these is a model of its own, and a third of the time that an explorable takes to open.
    """

    def __init__(self, texts: Texts = ENGLISH) -> None:
        self.texts = texts
        # Jupyter gives widgets a margin of 2 px, which beside 100% would be cut.
        self.wide = w.Layout(width="100%", max_width="26rem", margin="2px 0")
        self.plain = w.Layout()
        self._styles: dict[type[Any], Any] = {}

    def make(self, kind: type[Any], *args: Any, **traits: Any) -> Any:
        """Return a widget of that kind, as wide as its column unless `traits` say otherwise."""
        if "description" in traits:
            traits.setdefault("layout", self.wide)
            style = self._styles.get(kind, _NAMED if kind not in _BUTTONS else {})
            widget = kind(*args, style=style, **traits)
            self._styles.setdefault(kind, widget.style)
            return widget
        return kind(*args, **{"layout": self.plain, **traits})


_BUTTONS = (w.Button, w.ToggleButton)


@dataclass(frozen=True)
class View:
    """The widgets of one control, and how they are made to show another value."""

    widget: w.Widget
    show: Callable[[Any], None]


def view_of(shared: Shared, control: Control, value: Any, change: Change) -> View:
    """Return the widgets of one control, showing ``value``."""
    match control:
        case Slider():
            return _slider(shared, control, value, change)
        case Ballot():
            return _ballot(shared, control, value, change)
        case Number():
            label = f"{control.label} ({control.unit})"
            return _single(shared, w.IntText, label, value, change)
        case Choice():
            options = [(label, key) for key, label in control.options.items()]
            return _single(shared, w.Dropdown, control.label, value, change, options=options)
        case Date():
            return _single(shared, w.DatePicker, control.label, value, change)
        case Toggle():
            return _single(shared, w.Checkbox, control.label, value, change, indent=False)


def _single(
    shared: Shared, kind: type[Any], label: str, value: Any, change: Change, **more: Any
) -> View:
    """Return a control that is one widget."""
    widget = shared.make(kind, value=value, description=label, **more)
    widget.observe(lambda event: change(event["new"]), "value")
    return View(widget, partial(setattr, widget, "value"))


def folded(
    shared: Shared, label: str, inside: w.Widget, unfolded: Callable[[], None] = lambda: None
) -> w.Widget:
    """Return a button that shows and hides a widget (a details element would close on updates).

    The style sheet of the site does so at once, by the class; elsewhere the answer of Python does.
    """
    button = shared.make(w.ToggleButton, description=label)
    inside.layout.display = "none"

    def fold(event: Mapping[str, Any]) -> None:
        if event["new"]:
            unfolded()
        inside.layout.display = "" if event["new"] else "none"

    button.observe(fold, "value")
    return shared.make(w.VBox, [button, inside]).add_class("explorable-fold")


def _slider(shared: Shared, control: Slider, value: Any, change: Change) -> View:
    """Return a slider with an unbounded box; where the law is not known, a button to begin."""
    low, high, step = float(control.low), float(control.high), float(control.step)
    name = f"{control.label} ({control.unit})"
    slide = shared.make(
        w.FloatSlider, min=low, max=high, step=step, readout=False, description=name
    )
    number = shared.make(w.FloatText, description=shared.texts("or type any value"))
    known = w.VBox([slide, number])
    alone = w.Layout(width="100%", max_width="26rem")  # shown and hidden by itself
    unknown = shared.texts("{what} not known: try one", what=control.label)
    ask = w.Button(description=unknown, layout=alone)
    following = False  # one moves the other, and only the reader's own move is a change
    placed = math.nan  # the step at which the slider stands

    def on_a_step(value: float) -> float:
        steps = round((exact(value) - control.low) / Fraction(control.step))
        return float(control.low + steps * control.step)

    def follow(other: w.Widget, value: float) -> None:
        nonlocal following, placed
        following = True
        if other is slide:  # it shows the nearest step or end; the box holds the value
            value = min(max(value, low), high)
            placed = value = on_a_step(value) if low < value < high else value
        other.value = value
        following = False

    def slid(event: Mapping[str, Any]) -> None:
        nonlocal placed
        if following:
            return
        # A slider reports 5.000000000000001; its steps are exact. It is not corrected itself: an
        # answer that comes while the reader moves on would set it back by a step.
        value = on_a_step(event["new"])
        if value != placed:  # else a browser reports where it drew the slider, which is no move
            placed = value
            follow(number, value)
            change(exact(value))

    def typed(event: Mapping[str, Any]) -> None:
        if not following:
            follow(slide, event["new"])
            change(exact(event["new"], control.name))

    def show(value: Any) -> None:
        ask.layout.display = "" if value is None else "none"
        known.layout.display = "none" if value is None else ""
        if value is not None:
            follow(slide, float(value))
            follow(number, float(value))

    def begin(_: object) -> None:
        show(control.low)
        change(control.low)

    slide.observe(slid, "value")
    number.observe(typed, "value")
    ask.on_click(begin)
    show(value)
    return View(shared.make(w.VBox, [ask, known]), show)


def _ballot(shared: Shared, control: Ballot, value: Mapping[str, int], change: Change) -> View:
    """Return one box a list, folded away behind a button, and made when first unfolded."""
    votes = dict(value)
    boxes = w.VBox(layout={"min_height": _height(value)})

    def edit(party: str, count: int) -> None:
        votes[party] = count
        change(dict(votes))

    def draw() -> None:
        boxes.children = [
            _single(shared, w.IntText, shared.texts(party), count, partial(edit, party)).widget
            for party, count in votes.items()
        ]

    def show(value: Mapping[str, int]) -> None:
        votes.clear()
        votes.update(value)
        boxes.layout.min_height = _height(value)
        # Every box costs a reader's phone some milliseconds; most readers never unfold them.
        if boxes.layout.display != "none":
            draw()

    name = shared.texts("Change the {what}", what=control.label.lower())
    return View(folded(shared, name, boxes, draw), show)


def _height(votes: Mapping[str, int]) -> str:
    """Return the height of one box a list, kept free while the boxes are made."""
    return f"{4.2 * len(votes):.1f}rem"
