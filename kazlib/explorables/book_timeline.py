"""book-timeline: every dated event of the data, between two years and by kind.

Nothing is computed but the choice: the events come from the tables and the law.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from kazlib.controls import Control, Slider, Toggle, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.events import KINDS, Event, Kind, events
from kazlib.exact import Exact, whole
from kazlib.figures.svg import picture
from kazlib.figures.svg_moments import Lane, dots, listed
from kazlib.outcome import Outcome, Source, Table
from kazlib.texts import ENGLISH

TITLE = "The timeline of the book"

_IDS = "book-timeline"
# Read here, the events are in the memory snapshot that live pages start from.
FIRST, LAST = events()[0].year, events()[-1].year
_FEW = 12
"""So many events, and fewer, are named in the picture."""

CONTROLS: tuple[Control, ...] = (
    Slider("since", "From", FIRST, "year", FIRST, LAST, 1),
    Slider("until", "To", LAST, "year", FIRST, LAST, 1),
    *(Toggle(kind, name, True) for kind, name in KINDS.items()),
)

RESETS: Mapping[str, Sequence[str]] = {}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown(since=2007)["since"], shown()["parties"]
    (2007, True)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    since: Exact = FIRST,
    until: Exact = LAST,
    acts: bool = True,
    rules: bool = True,
    president: bool = True,
    parliament: bool = True,
    referendums: bool = True,
    parties: bool = True,
) -> Outcome:
    """Return the events of some kinds between two years.

    Parameters
    ----------
    since, until
        First and last year, from that of the first event to that of the last one.
    acts, rules, president, parliament, referendums, parties
        Whether events of this kind are shown: acts and decisions of the legal timeline, rules
        whose value changed, elections of the President and of the parliament, referendums, and
        steps of parties.

    Returns
    -------
    Outcome
        A lane of dots for each kind, every fact with its confidence and source.

    Raises
    ------
    InvalidNumber
        If a year is not whole or lies outside the data, or the years are in the wrong order.
    InvalidChoice
        If there is nothing to show.

    Examples
    --------
    >>> print(compute(since=1995, until=1995, acts=False, rules=False, parties=False).sentence)
    From 1995 to 1995 the data have 4 events of the kinds chosen: parliamentary elections 2 and
    referendums 2. The first is of 29 April 1995 (Referendum: Extension of the President's term),
    the last of 23 December 1995 (Second round: Mazhilis).
    """
    first, last = _year(since, "since"), _year(until, "until")
    if first > last:
        raise InvalidNumber(f"until is {last}; it must not be before since, {first}.")
    chosen: dict[Kind, bool] = {
        "acts": acts,
        "rules": rules,
        "president": president,
        "parliament": parliament,
        "referendums": referendums,
        "parties": parties,
    }
    kinds = [kind for kind in KINDS if chosen[kind]]
    if not kinds:
        raise InvalidChoice("No kind of event is chosen. Choose at least one.")
    found = [event for event in events() if event.kind in kinds and first <= event.year <= last]
    if not found:
        names = ", ".join(KINDS[kind].lower() for kind in kinds)
        raise InvalidChoice(
            f"The data have no event of these kinds from {first} to {last}: {names}."
        )
    sentence = _sentence(found, first, last)
    return Outcome(
        sentence=sentence,
        svg=_picture(found, kinds, first, last, sentence),
        table=_table(found, first, last),
        sources=_sources(found),
    )


def _year(value: Exact, name: str) -> int:
    year = whole(value, name, 0)
    if not FIRST <= year <= LAST:
        raise InvalidNumber(
            f"{name} is {year}; the data have events from {FIRST} to {LAST}, so it must be one of "
            f"these years."
        )
    return year


def _counted(found: Sequence[Event]) -> dict[Kind, int]:
    return {kind: sum(event.kind == kind for event in found) for kind in KINDS}


def _sentence(found: Sequence[Event], first: int, last: int) -> str:
    counts = [f"{_low(KINDS[kind])} {n}" for kind, n in _counted(found).items() if n]
    words = ENGLISH.listed(counts)
    begins, ends = found[0], found[-1]
    if len(found) == 1:
        return (
            f"From {first} to {last} the data have one event of the kinds chosen: {_named(begins)}."
        )
    return (
        f"From {first} to {last} the data have {len(found)} events of the kinds chosen: {words}. "
        f"The first is of {_named(begins)}, the last of {_named(ends)}."
    )


def _low(name: str) -> str:
    return name[0].lower() + name[1:]


def _named(event: Event) -> str:
    return f"{event.written} ({event.title})"


def _picture(
    found: Sequence[Event], kinds: Sequence[Kind], first: int, last: int, sentence: str
) -> str:
    counts = _counted(found)
    lanes = [
        Lane(name, str(counts[kind]), [event.begins for event in found if event.kind == kind])
        for kind, name in KINDS.items()
        if kind in kinds
    ]
    marks = [
        dots(lanes, first=date(first, 1, 1), last=date(last, 12, 31)),
        listed([f"1 January {first} to 31 December {last}"]),
    ]
    if len(found) <= _FEW:
        marks.append(listed([f"{event.written}: {event.title}" for event in found]))
    title = f"{len(found)} dated events, {first} to {last}"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


@cache
def _rows(event: Event) -> tuple[tuple[str, ...], ...]:
    head = (event.written, KINDS[event.kind], event.title)
    return tuple(
        (*head, fact.text, fact.sureness, fact.source.title, fact.note) for fact in event.facts
    )


def _table(found: Sequence[Event], first: int, last: int) -> Table:
    return Table(
        caption=(
            f"Dated events, {first} to {last}, from the tables of the book. Where only a month or "
            f"a year is known, the picture has the event at its first day."
        ),
        columns=("Date", "Kind", "Event", "What", "Confidence", "Source", "Note"),
        rows=tuple(row for event in found for row in _rows(event)),
    )


def _sources(found: Sequence[Event]) -> tuple[Source, ...]:
    """Return the files; the source of each fact stands in its row."""
    files = dict.fromkeys(f"data/{event.table}" for event in found)
    return tuple(Source(f"{name}; each row names its source") for name in files)
