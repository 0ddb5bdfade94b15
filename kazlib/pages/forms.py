"""Controls as plain HTML: what a reader can set before Python is there.

The form stands in the print of an explorable and is hidden until a live page shows it: without a
live page nothing would answer. The page keeps what is set in it, and opens the live explorable
with these values (the attribute ``data-live-form`` and the names of the controls are its contract).
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from kazlib.controls import Ballot, Choice, Control, Date, Slider, Toggle
from kazlib.texts import ENGLISH, Texts


def form(
    slug: str,
    controls: Sequence[Control],
    shown: Mapping[str, Any],
    texts: Texts = ENGLISH,
    lang: str = "",
) -> str:
    """Return the form of an explorable.

    Votes by list are left out: a live page folds them away, too. Each control has a class by which
    a style sheet gives it the height that it has live, so that nothing moves when it comes alive.

    Parameters
    ----------
    slug
        Name of the explorable in links.
    controls
        What a reader can set, in the order of the page.
    shown
        The value of each control; ``None`` or absent: not known.
    texts
        The language of the page.
    lang
        The attribute of controls in another language.

    Examples
    --------
    >>> from kazlib.controls import Toggle
    >>> form("demo", [Toggle("against", "Line <against all>", False)], {"against": True})
    ... # doctest: +NORMALIZE_WHITESPACE
    '<form class="explorable-form" data-live-form="demo" hidden><label class="control-toggle">Line
    &lt;against all&gt; <input type="checkbox" name="against" checked></label></form>'
    """
    fields = "".join(_labelled(control, shown.get(control.name), texts) for control in controls)
    return (
        f'<form class="explorable-form" data-live-form="{escape(slug)}"{lang} hidden>'
        f"{fields}</form>"
    )


def _labelled(control: Control, value: Any, texts: Texts) -> str:
    kind = type(control).__name__.lower()
    if isinstance(control, Ballot):
        return f'<div class="control-{kind}"></div>'
    if isinstance(control, Slider) and value is None:
        kind = "unknown"  # live, a button stands in its place
    field = _field(control, value, texts)
    return f'<label class="control-{kind}">{escape(label(control))} {field}</label>'


def label(control: Control) -> str:
    """Return the name of a control, with its unit.

    Parameters
    ----------
    control
        Any control.

    Examples
    --------
    >>> from kazlib.controls import Number
    >>> label(Number("seats", "List seats", 98, "seats"))
    'List seats (seats)'
    """
    return f"{control.label} ({control.unit})" if control.unit else control.label


def _field(control: Control, value: Any, texts: Texts) -> str:
    name = f'name="{escape(control.name)}"'
    match control:
        case Choice():
            options = "".join(
                f'<option value="{escape(key)}"{" selected" if key == value else ""}>'
                f"{escape(label)}</option>"
                for key, label in control.options.items()
            )
            return f"<select {name}>{options}</select>"
        case Toggle():
            return f'<input type="checkbox" {name}{" checked" if value else ""}>'
        case Date():
            day = "" if value is None else f' value="{value.isoformat()}"'
            return f'<input type="date" {name}{day}>'
        case _:
            # A text field, not a number field: any value may be asked for, and is judged later.
            text = "" if value is None else escape(control.link(value))
            hint = f' placeholder="{escape(texts("not known"))}"' if value is None else ""
            return f'<input type="text" inputmode="decimal" {name} value="{text}"{hint}>'
