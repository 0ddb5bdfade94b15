"""runner-up-rule: what the second list gets when one list alone passes the threshold.

The rule of 2009 was in force for three elections and never applied. The text that was seen does not
say where seats left over go, so two readings stand side by side, marked as readings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from kazlib.apportionment import largest_remainder
from kazlib.controls import Control, Number, Slider, chosen
from kazlib.errors import InvalidSeats, InvalidVotes, NoListPasses
from kazlib.exact import Exact, exact, percentage, plain, whole
from kazlib.exact import Number as AnyNumber
from kazlib.figures.svg import Bar, bars_with_threshold, picture
from kazlib.figures.svg_series import words
from kazlib.law import rules
from kazlib.offices.runner_up import RunnerUp, runner_up, runner_up_note
from kazlib.outcome import Outcome, Source, Table
from kazlib.tables.elections import list_election

TITLE = "A seat for the runner-up"

_IDS = "runner-up-rule"
_ELECTION = list_election(date(2007, 8, 18))
_LAW = rules("mazhilis", on=date(2009, 2, 9))  # the day the runner-up rule came in
_FIRST, _SECOND, *_REST = sorted(_ELECTION.votes.values(), reverse=True)
_OTHERS = sum(_REST)
_FACTOR = exact(cast(AnyNumber, _LAW.runner_up_factor))
_MINIMUM = cast(int, _LAW.runner_up_minimum_seats)
_THRESHOLD = exact(cast(AnyNumber, _LAW.threshold_pct))
_MOST_SEATS = 1000

CONTROLS: tuple[Control, ...] = (
    Number("first", "First list", _FIRST, "votes"),
    Number("second", "Second list", _SECOND, "votes"),
    Number("others", "All other lists", _OTHERS, "votes"),
    Number("seats", "List seats", _ELECTION.list_seats, "seats"),
    Slider("factor", "Factor", _FACTOR, "of the quotas", 0, 1, Fraction(1, 20)),
    Number("minimum", "Never less than", _MINIMUM, "seats"),
    Slider("threshold", "Threshold", _THRESHOLD, "%", 0, 15, Fraction(1, 2)),
)

RESETS: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class _Way:
    """One way to share the seats: its name, the seats of both lists, how sure it is."""

    name: str
    first: int | None
    second: int | None
    standing: str
    reading: bool = False

    @property
    def note(self) -> str:
        if self.first is None or self.second is None:
            return "says nothing"
        return f"{plain(self.first)} and {plain(self.second)}"


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["second"], shown(seats=69)["seats"]
    (269310, 69)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    first: int = _FIRST,
    second: int = _SECOND,
    others: int = _OTHERS,
    seats: int = _ELECTION.list_seats,
    factor: AnyNumber = _FACTOR,
    minimum: int = _MINIMUM,
    threshold: AnyNumber = _THRESHOLD,
) -> Outcome:
    """Share list seats between the only list that passes and the runner-up, in each reading.

    Parameters
    ----------
    first, second
        Votes of the two largest lists, ``first`` at least ``second``, ``second`` at least 1.
    others
        Votes of all other lists together; each is taken to be smaller than ``second``. They count
        in the base of the threshold only.
    seats
        List seats, more than ``minimum``, at most 1,000.
    factor, minimum
        As in :func:`kazlib.offices.runner_up.runner_up`.
    threshold
        Per cent of the votes for lists, 0 to 100.

    Returns
    -------
    Outcome
        Both readings, the rule of 2007 and a plain Hare count, or why the rule does not apply.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, or no list passes.

    Examples
    --------
    >>> print(compute().sentence.split(". ")[0])
    Runner-up rule: whole parts 93 and 3; where the 2 seats left over go is not visible in the text
    seen: 95 and 3 if to the first list, 94 and 4 if by largest remainder
    """
    one = whole(first, "first", 1, InvalidVotes)
    two = whole(second, "second", 1, InvalidVotes)
    if two > one:
        raise InvalidVotes(
            f"second is {plain(two)}; it must be at most first, {plain(one)}: the first list is "
            f"the one with the most votes."
        )
    total = one + two + whole(others, "others", 0, InvalidVotes)
    limit = percentage(threshold, "threshold")
    if whole(seats, "seats", 1, InvalidSeats) > _MOST_SEATS:
        raise InvalidSeats(f"seats is {plain(seats)}; it must be from 1 to {_MOST_SEATS:,}.")
    step = runner_up(one, two, seats, factor=factor, minimum=minimum)
    if one * 100 < limit * total:
        raise NoListPasses(
            f"No list reaches {plain(limit)} per cent of {plain(total)} votes; what the law "
            f"provides for that case was not seen, so no reading applies."
        )
    applies = two * 100 < limit * total
    ways = [*(_readings(step, seats) if applies else ()), _hare(one, two, seats)]
    share = Fraction(100 * two, total)
    sentence = _sentence(step, ways, seats, limit, share, applies)
    what_if = (one, two, total - one - two) != (_FIRST, _SECOND, _OTHERS)
    return Outcome(
        sentence=sentence,
        svg=_picture(ways, Fraction(two) / step.quota, sentence),
        table=_table(step, ways, seats, exact(factor), applies),
        sources=_sources(what_if),
    )


def _readings(step: RunnerUp, seats: int) -> list[_Way]:
    takes_all = _Way("2007: one list takes all", seats, 0, "law of 2007")
    whole_parts = "2009: whole parts"
    if step.first_whole + step.second_seats > seats:
        return [
            takes_all,
            _Way(whole_parts, None, None, "more than the seats: they settle nothing"),
            _Way("2009: least number first", *step.seats_first_list, "an assumption", reading=True),
        ]
    settled = step.seats_largest_remainder
    one, two = settled or (None, None)
    return [
        takes_all,
        _Way(whole_parts, step.first_whole, step.second_seats, f"sure; {step.leftover} open"),
        _Way("2009: rest to first list", *step.seats_first_list, "a reading", reading=True),
        _Way(
            "2009: largest remainders",
            one,
            two,
            "a reading" if settled else "a reading that settles nothing here",
            reading=True,
        ),
    ]


def _hare(first: int, second: int, seats: int) -> _Way:
    division = largest_remainder((first, second), seats)
    one, two = cast("tuple[int, int]", division.seats)
    standing = "a comparison, not the law"
    if division.tie is not None:
        standing += f"; {division.tie.seats} more tied between the two"
    return _Way("Plain quota, both lists", one, two, standing)


def _sentence(
    step: RunnerUp, ways: list[_Way], seats: int, limit: Exact, share: Fraction, applies: bool
) -> str:
    plain_count = f"A plain Hare count of the two lists gives {ways[-1].note}."
    if not applies:
        return (
            f"The rule of 2009 does not apply: the second list has {plain(share)}% and passes the "
            f"threshold of {plain(limit)}% as well. No reading is needed. {plain_count} This holds "
            f"if no other list passes."
        )
    text = f"{runner_up_note(step, seats)} "
    if step.seats_largest_remainder is None:
        text += "Largest remainders settle nothing here. "
    elif step.leftover and step.seats_largest_remainder == step.seats_first_list:
        text += "Both readings agree. "
    return (
        f"{text}The rule of 2007 gives {ways[0].note}. {plain_count} The second list has "
        f"{plain(share)}% of the votes. Votes are held fixed; the rule was never applied."
    )


def _picture(ways: list[_Way], quotas: Fraction, sentence: str) -> str:
    bars = [
        Bar(way.name, way.second or 0, way.note, style=1, solid=not way.reading) for way in ways
    ]
    marks = (
        words("Seats of the second list", "dashed: a reading"),
        bars_with_threshold(
            bars,
            ids=_IDS,
            threshold=float(quotas),
            threshold_label=f"in proportion: {plain(quotas)}",
        ),
    )
    title = "; ".join(f"{way.name} {way.note}" for way in ways)
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(step: RunnerUp, ways: list[_Way], seats: int, factor: Exact, applies: bool) -> Table:
    rows = tuple(
        (
            way.name,
            "" if way.first is None else way.first,
            "" if way.second is None else way.second,
            "" if way.first is None or way.second is None else seats - way.first - way.second,
            way.standing,
        )
        for way in ways
    )
    caption = f"{plain(seats)} list seats; quota of the two lists {plain(step.quota)} votes."
    if applies:
        caption += (
            f" The runner-up's quotas times {plain(factor)}: whole part "
            f"{plain(step.second_whole)}; {plain(step.second_seats)} before seats left over."
        )
    return Table(caption, ("Way", "First list", "Second list", "Open", "Standing"), rows)


def _sources(what_if: bool) -> tuple[Source, ...]:
    votes = (
        Source("Votes: entered here", confidence="assumption")
        if what_if
        else replace(_ELECTION.source, title=f"Votes of 2007: {_ELECTION.source.title}")
    )
    labels = {
        "one_party_rule": "Rule of 2009",
        "runner_up_factor": "Factor",
        "runner_up_minimum_seats": "Least number of seats",
        "runner_up_leftover": "Seats left over",
        "threshold_pct": "Threshold",
    }
    takes_all = rules("mazhilis", on=_ELECTION.day).why("one_party_rule")
    return (
        votes,
        *(
            replace(why, title=f"{label}: {why.title}")
            for label, why in ((label, _LAW.why(name)) for name, label in labels.items())
        ),
        replace(takes_all, title=f"Rule of 2007: {takes_all.title}"),
    )
