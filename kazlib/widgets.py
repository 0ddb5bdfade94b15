"""explore(): an explorable with ipywidgets around it, the same in a notebook and on a live page.

The state is a plain mapping of control names to values; a missing name is "the law's own". Widgets
only show it. Nothing is clamped: a slider has an unbounded number box beside it, ``compute`` judges
the value, and an error is a sentence in place of the picture.
"""

import asyncio
import os
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

import ipywidgets as w

from kazlib.control_views import Shared, folded, view_of
from kazlib.controls import Choice, Control, Slider, in_language
from kazlib.errors import InvalidChoice
from kazlib.exact import exact, written
from kazlib.explorables import Explorable, answer, link, load, parse_link
from kazlib.outcome import Outcome, Progress
from kazlib.pages import forms, html, report
from kazlib.texts import ENGLISH, LANGUAGES, Texts, texts

IN_PAGE = sys.platform == "emscripten"
"""Whether Python runs in a page: one thread answers all its explorables, so a long answer comes
in steps. Elsewhere, in notebooks and in print, the last step is shown at once."""

_TELL = 0.1
"""Seconds between two moves of the line that says how far a long answer is."""


def explore(
    slug: str,
    *,
    controls: Collection[str] | None = None,
    language: str | None = None,
    **values: Any,
) -> "ExplorableBox":
    """Show an explorable.

    Parameters
    ----------
    slug
        Its name, for example ``"seat-allocator"``.
    controls
        Names of the controls to show, for a page that needs few of them; links may still set the
        others. ``None``: all.
    language
        ``"en"``, ``"kk"`` or ``"ru"``; ``None``: that of the page (`page_language`).
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
        If there is no such explorable, control or language.

    Examples
    --------
    >>> box = explore("seat-allocator", election="2007-08-18")
    >>> box.outcome.sentence[:66]
    'By the law of 18 August 2007 (threshold 7%), Nur Otan wins 98 of 9'
    """
    said = texts(page_language() if language is None else language)
    return ExplorableBox(slug, values, controls, said)


def page_language() -> str:
    """Return the language of the page that is built or read: ``PAGE_LANGUAGE``, else English.

    Who builds or shows a page sets this variable of the environment before any cell runs.
    """
    language = os.environ.get("PAGE_LANGUAGE", "")
    return language if language in LANGUAGES else "en"


class ExplorableBox(w.VBox):
    """An explorable as a widget: controls, sentence, picture, table, links.

    Attributes
    ----------
    live_slug : str
        The name that links to this explorable use.
    live_query : str
        The last values that had an answer, as they stand in a link after the question mark.
    outcome : Outcome or None
        The last answer; ``None`` while the values give none.
    error : str
        The message shown in place of the picture; empty when there is an answer.
    """

    def __init__(
        self,
        slug: str,
        values: Mapping[str, Any],
        controls: Collection[str] | None = None,
        texts: Texts = ENGLISH,
    ) -> None:
        self.live_slug = slug
        self.live_query = ""
        self._explorable: Explorable = load(slug)
        self._texts = texts
        self._title = texts(self._explorable.TITLE)
        chosen = _chosen(self._explorable, controls)
        self._controls = [in_language(each, texts) for each in chosen]
        self._first = _read(self._explorable, values)
        self._values: dict[str, Any] = {}
        self._showing = False
        self.outcome: Outcome | None = None
        self.error = ""
        self._run: Iterator[Outcome | Progress] | None = None  # what is counted now, in steps
        shown = self._explorable.shown(**self._first)
        shared = Shared(texts)
        make = shared.make
        self._views = {
            control.name: view_of(
                shared, control, shown.get(control.name), partial(self._set, control.name)
            )
            for control in self._controls
        }
        self._sentence, self._picture = make(w.HTML), make(w.HTML)
        self._table, self._sources, self._sharing = w.HTML(), w.HTML(), w.HTML()
        self._progress = make(w.HTML)
        # The live page makes this container, which stays, an aria-live region.
        spoken = make(w.VBox, [self._sentence]).add_class("live-polite")
        reset = make(
            w.Button,
            description=texts("Reset"),
            tooltip=texts("Back to the first values"),
            layout=shared.plain,
        )
        reset.on_click(lambda _: self._show(self._first))
        # Side by side where there is room, so that a reader sees what a slider does.
        controls = w.VBox(
            [*(view.widget for view in self._views.values()), reset],
            layout={"flex": "1 1 15rem", "min_width": "0", "max_width": "26rem"},
        )
        answer = w.VBox(
            [spoken, self._progress, self._picture],
            layout={"flex": "2 1 24rem", "min_width": "0", "max_width": "40rem"},
        )
        columns = w.Box([controls, answer], layout={"flex_flow": "row wrap", "grid_gap": "0 1rem"})
        super().__init__(
            [
                make(w.HTML, html.title(self._title, self._lang())),
                columns,
                folded(shared, texts("Numbers as a table"), self._table),
                folded(shared, texts("Sources"), self._sources),
                folded(shared, texts("Link, code and downloads"), self._sharing),
            ],
            layout=shared.plain,
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
        self._run = None  # whatever is still counted is of other values
        steps = getattr(self._explorable, "steps", None)
        try:
            if steps is None or not IN_PAGE:
                self._take(answer(self._explorable, self._values, self._texts))
                return
            run = steps(**self._values)
            self._take(next(step for step in run if isinstance(step, Outcome)))
        except ValueError as error:
            self._refuse(str(error))
            return
        self._run = run
        self._task = asyncio.ensure_future(self._go_on(run))

    async def _go_on(self, run: Iterator[Outcome | Progress]) -> None:
        """Count on step by step; a change of the reader comes in between, and ends it.

        The sentence, which is read aloud, changes at the end only.
        """
        last, progress, told = self.outcome, None, 0.0
        while True:
            await asyncio.sleep(0)
            if self._run is not run:
                return
            try:
                step = next(run, None)
            except ValueError as error:
                self._refuse(str(error))
                return
            if step is None:
                break
            if isinstance(step, Progress):
                progress = step
                if time.monotonic() - told > _TELL:
                    self._progress.value = html.progress(step, self._texts)
                    told = time.monotonic()
            else:
                last = step
                self._draw(step)
        self._run = None
        if last is not None:
            self._take(last)
        if progress is not None:
            self._progress.value = html.progress(replace(progress, done=progress.of), self._texts)

    def _draw(self, outcome: Outcome) -> None:
        self._picture.value = html.drawing(outcome, self._texts)
        self._table.value = html.tables(outcome, self._texts)

    def _take(self, outcome: Outcome) -> None:
        """Show an answer, and what links to it; the sentence, which is read aloud, comes last."""
        self.outcome, self.error = outcome, ""
        self._progress.value = ""
        self._draw(outcome)
        self._sources.value = html.sources(outcome, self._texts)
        address = link(self.live_slug, self._values)
        self.live_query = address.partition("?")[2]
        code = _code(self.live_slug, self._values)
        shown = self._explorable.shown(**self._values)
        page = report.report(
            self._title,
            outcome,
            report.settings(self._controls, shown, self._texts),
            address=address,
            code=code,
            texts=self._texts,
        )
        self._sharing.value = html.sharing(
            self.live_slug, address, code, outcome, page, self._texts
        )
        self._sentence.value = html.sentence(outcome, self._texts)

    def _refuse(self, text: str) -> None:
        self._run = None
        self.outcome, self.error = None, text
        for part in (self._progress, self._picture, self._table, self._sources, self._sharing):
            part.value = ""
        self._sentence.value = html.message(text, self._texts)

    def __repr__(self) -> str:
        """Return the name; ipywidgets would describe every widget inside, a quarter of a start."""
        return f"<explorable {self.live_slug}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Return the widget, and beside it the print that is complete without Python."""
        bundle = dict(super()._repr_mimebundle_(**kwargs))
        bundle["text/plain"] = self.outcome.sentence if self.outcome else self.error
        shown = {} if self.error else self._explorable.shown(**self._values)
        said, lang = self._texts, self._lang()
        form = forms.form(self.live_slug, self._controls, shown, said, lang)
        bundle["text/html"] = html.printed(
            self.live_slug, self._title, self.outcome, self.error, form, said, lang
        )
        return bundle

    def _lang(self) -> str:
        """Return the mark of a title and controls that have no translation yet."""
        return "" if self._explorable.TITLE in self._texts else self._texts.lang("en")


def _chosen(explorable: Explorable, names: Collection[str] | None) -> list[Control]:
    known = {control.name: control for control in explorable.CONTROLS}
    for name in names or ():
        if name not in known:
            raise InvalidChoice.of(name, "control", known)
    return [control for name, control in known.items() if names is None or name in names]


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


def _code(slug: str, values: Mapping[str, Any]) -> str:
    """Return the Python that shows the same scenario in a notebook."""
    written = "".join(
        f", {name}={_python(value)}" for name, value in values.items() if value is not None
    )
    return f'from kazlib.widgets import explore\n\nexplore("{slug}"{written})'


def _python(value: Any) -> str:
    if isinstance(value, date):
        return repr(value.isoformat())  # read as it stands in links, with no import
    return repr(written(value)) if isinstance(value, Fraction) else repr(value)
