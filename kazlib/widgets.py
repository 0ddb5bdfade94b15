"""explore(): an explorable with ipywidgets around it, the same in a notebook and on a live page.

The state is a plain mapping of control names to values; a missing name is "the law's own". Widgets
only show it. Nothing is clamped: a slider has an unbounded number box beside it, ``compute`` judges
the value, and an error is a sentence in place of the picture.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import ipywidgets as w

from kazlib.controls import Ballot, Choice, Control, Date, Number, Slider, Toggle
from kazlib.errors import InvalidChoice
from kazlib.exact import exact, written
from kazlib.explorables import Explorable, link, load, parse_link
from kazlib.figures import html
from kazlib.outcome import Outcome

Change = Callable[[Any], None]

_NAMED = {"description_width": "initial"}
_WIDE = {"width": "100%", "max_width": "26rem"}


def explore(slug: str, **values: Any) -> "ExplorableBox":
    """Show an explorable.

    Parameters
    ----------
    slug
        Its name, for example ``"seat-allocator"``.
    **values
        First values by the name of the control, as ``compute`` takes them or as text, as they
        stand in links; what is not given is the law's own.

    Returns
    -------
    ExplorableBox
        A widget; as the last line of a cell it is shown.

    Raises
    ------
    InvalidChoice
        If there is no such explorable or control.

    Examples
    --------
    >>> box = explore("seat-allocator", election="2007-08-18")
    >>> box.outcome.sentence[:66]
    'By the law of 18 August 2007 (threshold 7%), Nur Otan wins 98 of 9'
    """
    return ExplorableBox(slug, values)


@dataclass(frozen=True)
class _View:
    """The widgets of one control, and how they are made to show another value."""

    widget: w.Widget
    show: Callable[[Any], None]


class ExplorableBox(w.VBox):
    """An explorable as a widget: controls, sentence, picture, table, links.

    Attributes
    ----------
    live_slug : str
        The name that links to this explorable use.
    outcome : Outcome or None
        The last answer; ``None`` while the values give none.
    error : str
        The message shown in place of the picture; empty when there is an answer.
    """

    def __init__(self, slug: str, values: Mapping[str, Any]) -> None:
        self.live_slug = slug
        self._explorable: Explorable = load(slug)
        self._first = _read(self._explorable, values)
        self._values: dict[str, Any] = {}
        self._showing = False
        self.outcome: Outcome | None = None
        self.error = ""
        shown = self._explorable.shown(**self._first)
        self._views = {
            control.name: _view(control, shown.get(control.name), partial(self._set, control.name))
            for control in self._explorable.CONTROLS
        }
        self._sentence, self._picture, self._table = w.HTML(), w.HTML(), w.HTML()
        self._sources, self._sharing = w.HTML(), w.HTML()
        # The live page makes this container, which stays, an aria-live region.
        spoken = w.VBox([self._sentence]).add_class("live-polite")
        reset = w.Button(description="Reset", tooltip="Back to the first values")
        reset.on_click(lambda _: self._show(self._first))
        # Side by side where there is room, so that a reader sees what a slider does.
        controls = w.VBox(
            [*(view.widget for view in self._views.values()), reset],
            layout={"flex": "1 1 15rem", "min_width": "0", "max_width": "26rem"},
        )
        answer = w.VBox(
            [spoken, self._picture],
            layout={"flex": "2 1 20rem", "min_width": "0", "max_width": "40rem"},
        )
        columns = w.Box([controls, answer], layout={"flex_flow": "row wrap", "grid_gap": "0 1rem"})
        super().__init__(
            [
                w.HTML(html.title(self._explorable.TITLE)),
                columns,
                _folded("Numbers as a table", self._table),
                _folded("Sources", self._sources),
                _folded("Link, code and downloads", self._sharing),
            ]
        )
        self.add_class("explorable")
        self._show(self._first)

    def open_link(self, query: str) -> None:
        """Show the scenario of a link: what stands after the question mark.

        What the link does not set stays as the chapter set it, but a link to another election
        begins with that election's own law. A link that cannot be read is answered with a
        sentence in place of the picture.
        """
        try:
            linked = parse_link(self._explorable, query)
        except ValueError as error:
            self._refuse(str(error))
            return
        values = dict(self._first)
        for name in linked:
            self._forget(values, name)
        self._show(values | linked)

    def _forget(self, values: dict[str, Any], changed: str) -> None:
        """Set the controls that depend on ``changed`` back to the law's own."""
        for name in self._explorable.RESETS.get(changed, ()):
            values.pop(name, None)

    def _set(self, name: str, value: Any) -> None:
        """Take over a value that the reader changed."""
        if self._showing:
            return
        self._values[name] = value
        self._forget(self._values, name)
        if name in self._explorable.RESETS:
            self._show(self._values)
        else:
            self._answer()

    def _show(self, values: Mapping[str, Any]) -> None:
        """Take over all values and make every control show its own."""
        self._values = dict(values)
        try:
            shown = self._explorable.shown(**self._values)
        except ValueError as error:
            self._refuse(str(error))
            return
        self._showing = True
        try:
            for name, view in self._views.items():
                view.show(shown.get(name))
        finally:
            self._showing = False
        self._answer()

    def _answer(self) -> None:
        try:
            outcome = self._explorable.compute(**self._values)
        except ValueError as error:
            self._refuse(str(error))
            return
        self.outcome, self.error = outcome, ""
        self._sentence.value = html.sentence(outcome)
        self._picture.value = html.drawing(outcome)
        self._table.value = html.numbers(outcome.table)
        self._sources.value = html.sources(outcome)
        address = link(self.live_slug, self._values)
        code = _code(self.live_slug, self._values)
        self._sharing.value = html.sharing(self.live_slug, address, code, outcome)

    def _refuse(self, text: str) -> None:
        self.outcome, self.error = None, text
        self._sentence.value = html.message(text)
        for part in (self._picture, self._table, self._sources, self._sharing):
            part.value = ""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Return the widget, and beside it the print that is complete without Python."""
        bundle = dict(super()._repr_mimebundle_(**kwargs))
        bundle["text/plain"] = self.outcome.sentence if self.outcome else self.error
        bundle["text/html"] = html.printed(
            self.live_slug, self._explorable.TITLE, self.outcome, self.error
        )
        return bundle


def _read(explorable: Explorable, values: Mapping[str, Any]) -> dict[str, Any]:
    controls = {control.name: control for control in explorable.CONTROLS}
    read = {}
    for name, value in values.items():
        if name not in controls:
            raise InvalidChoice.of(name, "control", controls)
        control = controls[name]
        if isinstance(control, Choice) or isinstance(value, str):
            read[name] = control.parse(str(value))  # a date prints as it stands in links
        else:
            read[name] = exact(value, name) if isinstance(control, Slider) else value
    return read


def _view(control: Control, value: Any, change: Change) -> _View:
    """Return the widgets of one control, showing ``value``."""
    match control:
        case Slider():
            return _slider(control, value, change)
        case Ballot():
            return _ballot(control, value, change)
        case Number():
            return _single(w.IntText, f"{control.label} ({control.unit})", value, change)
        case Choice():
            options = [(label, key) for key, label in control.options.items()]
            return _single(w.Dropdown, control.label, value, change, options=options)
        case Date():
            return _single(w.DatePicker, control.label, value, change)
        case Toggle():
            return _single(w.Checkbox, control.label, value, change)


def _single(kind: type[Any], label: str, value: Any, change: Change, **more: Any) -> _View:
    """Return a control that is one widget."""
    widget = kind(value=value, description=label, style=_NAMED, layout=_WIDE, **more)
    widget.observe(lambda event: change(event["new"]), "value")
    return _View(widget, partial(setattr, widget, "value"))


def _folded(label: str, inside: w.Widget, unfolded: Callable[[], None] = lambda: None) -> w.Widget:
    """Return a button that shows and hides a widget (a details element would close on updates)."""
    button = w.ToggleButton(description=label, layout=_WIDE)
    inside.layout.display = "none"

    def fold(event: Mapping[str, Any]) -> None:
        if event["new"]:
            unfolded()
        inside.layout.display = "" if event["new"] else "none"

    button.observe(fold, "value")
    return w.VBox([button, inside])


def _slider(control: Slider, value: Any, change: Change) -> _View:
    """Return a slider with an unbounded box; where the law is not known, a button to begin."""
    low, high, step = float(control.low), float(control.high), float(control.step)
    name = f"{control.label} ({control.unit})"
    slide = w.FloatSlider(
        min=low, max=high, step=step, readout=False, description=name, style=_NAMED, layout=_WIDE
    )
    number = w.FloatText(description="or type any value", style=_NAMED, layout=_WIDE)
    known = w.VBox([slide, number])
    ask = w.Button(description=f"{control.label} not known: try one", layout=_WIDE)
    following = False  # one moves the other, and only the reader's own move is a change

    def follow(other: w.Widget, value: float) -> None:
        nonlocal following
        following = True
        # The slider shows its nearest end for a value beyond its scale; the box holds the value.
        other.value = min(max(value, low), high) if other is slide else value
        following = False

    def slid(event: Mapping[str, Any]) -> None:
        if following:
            return
        # A slider reports 5.000000000000001; its steps are exact. It is not corrected itself: an
        # answer that comes while the reader moves on would set it back by a step.
        steps = round((exact(event["new"]) - control.low) / Fraction(control.step))
        value = exact(control.low + steps * control.step)
        follow(number, float(value))
        change(value)

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
    return _View(w.VBox([ask, known]), show)


def _ballot(control: Ballot, value: Mapping[str, int], change: Change) -> _View:
    """Return one box a list, folded away behind a button, and made when first unfolded."""
    votes = dict(value)
    boxes = w.VBox()

    def edit(party: str, count: int) -> None:
        votes[party] = count
        change(dict(votes))

    def draw() -> None:
        boxes.children = [
            _single(w.IntText, party, count, partial(edit, party)).widget
            for party, count in votes.items()
        ]

    def show(value: Mapping[str, int]) -> None:
        votes.clear()
        votes.update(value)
        # Every box costs a reader's phone some milliseconds; most readers never unfold them.
        if boxes.layout.display != "none":
            draw()

    return _View(_folded(f"Change the {control.label.lower()}", boxes, draw), show)


def _code(slug: str, values: Mapping[str, Any]) -> str:
    """Return the Python that shows the same scenario in a notebook."""
    written = "".join(
        f", {name}={_python(value)}" for name, value in values.items() if value is not None
    )
    return f'from kazlib.widgets import explore\n\nexplore("{slug}"{written})'


def _python(value: Any) -> str:
    return repr(written(value)) if isinstance(value, Fraction) else repr(value)
