"""Explorables: one module each, with controls and a pure ``compute`` that returns an Outcome.

:func:`load` finds one by its slug, the name that chapters and links use.

A module whose answer takes longer than 100 ms in a page defines ``steps`` beside ``compute``::

    def steps(**values) -> Iterator[Outcome | Progress]

It yields a first outcome at once, then progress and better outcomes, and last the outcome that
``compute`` returns, which does not depend on how the work was cut. Between two steps a page
answers other explorables, and a change of the reader ends the old steps. Notebooks and print call
``compute``.

A module that speaks more languages than English takes ``texts`` (`kazlib.texts`) in ``compute``.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast
from urllib.parse import unquote

from kazlib.controls import Ballot, Control
from kazlib.errors import InvalidChoice
from kazlib.outcome import Outcome
from kazlib.texts import Texts

_MODULES = {
    "book-timeline": "kazlib.explorables.book_timeline",
    "call-it-or-not": "kazlib.explorables.call_it_or_not",
    "campaign-mix": "kazlib.explorables.campaign_mix",
    "districts-lists-mixed": "kazlib.explorables.districts_lists_mixed",
    "exit-poll": "kazlib.explorables.exit_poll",
    "fingerprint": "kazlib.explorables.fingerprint",
    "internet-reach": "kazlib.explorables.internet_reach",
    "law-on-a-date": "kazlib.explorables.law_on_a_date",
    "no-confidence": "kazlib.explorables.no_confidence",
    "one-region-two-seats": "kazlib.explorables.one_region_two_seats",
    "party-system": "kazlib.explorables.party_system",
    "registration-filter": "kazlib.explorables.registration_filter",
    "runner-up-rule": "kazlib.explorables.runner_up_rule",
    "seat-allocator": "kazlib.explorables.seat_allocator",
    "self-selection": "kazlib.explorables.self_selection",
    "senate-renewal": "kazlib.explorables.senate_renewal",
    "system-designer": "kazlib.explorables.system_designer",
    "terms-in-office": "kazlib.explorables.terms_in_office",
    "turnout-map": "kazlib.explorables.turnout_map",
    "two-rounds": "kazlib.explorables.two_rounds",
    "who-may-stand": "kazlib.explorables.who_may_stand",
}

SLUGS = tuple(_MODULES)


class Explorable(Protocol):
    """What a module in this folder defines."""

    TITLE: str
    """Its name for readers."""
    CONTROLS: Sequence[Control]
    """What a reader can set, in the order of the page."""
    RESETS: Mapping[str, Sequence[str]]
    """Control → controls that go back to the law's own value when it changes."""

    def compute(self, **values: Any) -> Outcome:
        """Return the outcome for the values of the controls."""

    def shown(self, **values: Any) -> Mapping[str, Any]:
        """Return the value that each control shows, with the law's own values filled in.

        A value that is not known is ``None``.
        """


def load(slug: str) -> Explorable:
    """Return the explorable of that name.

    Raises
    ------
    InvalidChoice
        If there is none.

    Examples
    --------
    >>> load("seat-allocator").TITLE
    'From votes to list seats'
    """
    if slug not in _MODULES:
        raise InvalidChoice.of(slug, "explorable", SLUGS)
    return cast(Explorable, import_module(_MODULES[slug]))


def answer(explorable: Explorable, values: Mapping[str, Any], texts: Texts) -> Outcome:
    """Return the outcome in a language, or in English from an explorable that is not translated.

    One that is takes ``texts`` beside the values of its controls.

    Examples
    --------
    >>> from kazlib.texts import texts
    >>> answer(load("seat-allocator"), {}, texts("kk")).language
    'kk'
    >>> answer(load("two-rounds"), {}, texts("kk")).language
    'en'
    """
    if "texts" in (explorable.compute.__kwdefaults__ or {}):
        return explorable.compute(**values, texts=texts)
    return explorable.compute(**values)


def parse_link(explorable: Explorable, query: str) -> dict[str, Any]:
    """Read the part of a link after the question mark into values for ``compute``.

    Parameters
    ----------
    explorable
        Whose controls the link sets.
    query
        For example ``"threshold=5&election=2007-08-18"``; percent-encoding is understood.

    Raises
    ------
    KazlibError
        If a name is unknown or given twice, or a value cannot be read; with the name and what is
        allowed.

    Examples
    --------
    >>> parse_link(load("seat-allocator"), "threshold=5&election=2021-01-10")
    {'threshold': 5, 'election': '2021-01-10'}
    """
    controls = {control.name: control for control in explorable.CONTROLS}
    values: dict[str, Any] = {}
    for item in filter(None, query.split("&")):
        name, _, text = item.partition("=")
        if name not in controls:
            raise InvalidChoice.of(name, "setting in the link", controls)
        if name in values:
            raise InvalidChoice(f"The link sets {name} twice; set it once.")
        control = controls[name]
        # A ballot decodes its own parts: a name may hold the signs that divide them.
        values[name] = control.parse(text if isinstance(control, Ballot) else unquote(text))
    return values


def link(slug: str, values: Mapping[str, Any]) -> str:
    """Return the link to a scenario; values that are the law's own (``None``) are left out.

    Examples
    --------
    >>> link("seat-allocator", {"election": "2021-01-10", "threshold": 5, "seats": None})
    '#seat-allocator?election=2021-01-10&threshold=5'
    """
    controls = {control.name: control for control in load(slug).CONTROLS}
    settings = [
        f"{name}={controls[name].link(value)}"
        for name, value in values.items()
        if value is not None
    ]
    return f"#{slug}?{'&'.join(settings)}"
