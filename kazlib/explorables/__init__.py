"""Explorables: one module each, with controls and a pure ``compute`` that returns an Outcome.

:func:`load` finds one by its slug, the name that chapters and links use.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast
from urllib.parse import unquote

from kazlib.controls import Ballot, Control
from kazlib.errors import InvalidChoice
from kazlib.outcome import Outcome

_MODULES = {"seat-allocator": "kazlib.explorables.seat_allocator"}

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
