"""Events as a list for pages: complete without Python or JavaScript, and on paper."""

from collections.abc import Iterable
from html import escape

from kazlib.events import KINDS, Event, Fact

_MANY = 4
"""More facts than these are folded on screen."""


def event_list(found: Iterable[Event]) -> str:
    """Return events as an ordered list, each fact with confidence, source and note.

    Parameters
    ----------
    found
        Events in the order of the list.

    Examples
    --------
    >>> from kazlib.sources import Source
    >>> fact = Fact("founded", Source("A & B", confidence="recalled"))
    >>> html = event_list([Event("2002-04", "parties", "A party", (fact,), "parties.csv")])
    >>> '<time datetime="2002-04">April 2002</time>' in html, "A &amp; B" in html
    (True, True)
    """
    return f'<ol class="book-data event-list">{"".join(map(_event, found))}</ol>'


def _event(event: Event) -> str:
    facts = "".join(map(_fact, event.facts))
    facts = f"<ul>{facts}</ul>"
    if len(event.facts) > _MANY:
        facts = f"<details><summary>{len(event.facts)} changes</summary>{facts}</details>"
    return (
        f'<li data-kind="{event.kind}"><p><time datetime="{event.when}">{event.written}</time> '
        f'<span class="event-kind">{escape(KINDS[event.kind])}</span> '
        f"<strong>{escape(event.title)}</strong></p>{facts}</li>"
    )


def _fact(fact: Fact) -> str:
    note = f" Note: {escape(fact.note)}." if fact.note else ""
    return (
        f"<li>{escape(fact.text)} <small>[{escape(fact.sureness)}] {escape(fact.source.title)}."
        f"{note}</small></li>"
    )
