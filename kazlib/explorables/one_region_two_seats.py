"""one-region-two-seats: residents per elected senator, on the map, and other ways to share seats.

The residents are those of 2020, on the borders from 19 June 2018 to 7 June 2022. The electors of
the Senate were the deputies of the maslikhats, not the residents, so the picture compares units,
not voters.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, cast

from kazlib.apportionment import largest_remainder
from kazlib.controls import Ballot, Control, Slider
from kazlib.errors import InvalidChoice, InvalidNumber, InvalidSeats
from kazlib.exact import plain, whole
from kazlib.figures.svg import picture
from kazlib.figures.svg_map import Area, class_fill, region_map
from kazlib.figures.svg_series import Row, rows
from kazlib.law import rules
from kazlib.measures import gallagher, malapportionment
from kazlib.offices.senate import least_share_for_majority, residents_of_2020
from kazlib.outcome import Outcome, Source, Table
from kazlib.tables.records import records

TITLE = "One region, two seats"

DAY = date(2020, 8, 12)
"""The day whose law and borders are used; in August 2020 half of the senators were elected."""

_IDS = "one-region-two-seats"
_RESIDENTS = residents_of_2020()
_CODES = {str(row["name_en"]): str(row["iso_3166_2"]) for row in records("regions")}
_LAW_EACH = cast(int, rules("senate", on=DAY).seats_per_region)
_MOST = 1000

# Upper ends of the classes, in per cent of the mean residents per senator.
_CLASS_ENDS = (60, 90, 110, 150)
_LEGEND = (
    "under 60% of mean",
    "60 to 90%",
    "90 to 110%",
    "110 to 150%",
    "over 150% of mean",
)

CONTROLS: tuple[Control, ...] = (
    Slider("each", "Seats for every unit", _LAW_EACH, "of 17", 0, 4, 1),
    Slider("extra", "Extra, by residents", 0, "seats", 0, 60, 1),
    Ballot("residents", "Residents", None, "residents"),
)

RESETS: dict[str, tuple[str, ...]] = {}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown(extra=17)["each"], shown()["residents"]["Astana"]
    (2, 1136156)
    """
    own = {"each": _LAW_EACH, "extra": 0, "residents": dict(_RESIDENTS)}
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    each: int | None = None,
    extra: int | None = None,
    residents: Mapping[str, int] | None = None,
) -> Outcome:
    """Compare residents per elected senator between the 17 regions and cities of 2020.

    Parameters
    ----------
    each
        Seats that every unit has, 0 to 1,000; ``None``: two, as in the law.
    extra
        Seats shared among the units by their residents (Hare quota, largest remainders), 0 to
        1,000; ``None``: none, as in the law.
    residents
        Residents by unit, for all 17; ``None``: those of 2020.

    Returns
    -------
    Outcome
        Map, bars, malapportionment in numbers, sources.

    Raises
    ------
    KazlibError
        With a message for readers: no seat at all, unknown units, a tie that lots would decide.

    Examples
    --------
    >>> print(compute().sentence.split(": ")[0])
    By the law of 2020 each of 17 regions and cities elects 2 senators, whatever its size
    """
    people = _people(residents)
    base = _LAW_EACH if each is None else _seats(each, "each")
    more = 0 if extra is None else _seats(extra, "extra")
    seats = _shared(people, base, more)
    changes = []
    if (base, more) != (_LAW_EACH, 0):
        own = "no seat of its own" if not base else "1 seat" if base == 1 else f"{base:,} seats"
        extra_seats = f"{more:,} {'more ' if base else ''}{'was' if more == 1 else 'were'}"
        rest = f" and {extra_seats} shared by residents" if more else ""
        changes.append(f"every region and city had {own}{rest} (law: {_LAW_EACH} each)")
    if people != _RESIDENTS:
        changes.append("the residents were the ones entered here")
    per = {name: Fraction(n, seats[name]) if seats[name] else None for name, n in people.items()}
    mean = Fraction(sum(people.values()), sum(seats.values()))
    sentence = _sentence(people, seats, per, changes)
    return Outcome(
        sentence=sentence,
        svg=_picture(per, mean, sentence),
        table=_table(people, seats, per, mean),
        sources=_sources(residents is None),
    )


def _seats(value: object, name: str) -> int:
    number = whole(value, name, 0, InvalidSeats)
    if number > _MOST:
        raise InvalidSeats(f"{name} is {number:,}; it must be from 0 to {_MOST:,}.")
    return number


def _people(residents: Mapping[str, int] | None) -> dict[str, int]:
    if residents is None:
        return dict(_RESIDENTS)
    if not isinstance(residents, Mapping):
        raise InvalidNumber("residents must map the 17 units to whole numbers.")
    for name in residents:
        if name not in _RESIDENTS:
            raise InvalidChoice.of(name, "unit", _RESIDENTS)
    missing = [name for name in _RESIDENTS if name not in residents]
    if missing:
        raise InvalidNumber(f"residents lacks {', '.join(missing)}; give all 17 units.")
    return {name: whole(residents[name], f"residents of {name!r}", 1) for name in _RESIDENTS}


def _shared(people: Mapping[str, int], base: int, more: int) -> dict[str, int]:
    if not base and not more:
        raise InvalidSeats("each and extra are 0; the Senate must have at least one elected seat.")
    seats = dict.fromkeys(people, base)
    if more:
        share = largest_remainder(people, more)
        if share.tie is not None:
            raise InvalidSeats(
                f"{', '.join(map(str, share.tie.parties))} have equal remainders: lots would "
                f"decide {share.tie.seats} of the {more} seats. Change a number."
            )
        given = cast("dict[str, int]", share.seats)
        seats = {name: base + given[name] for name in people}
    return seats


def _short(name: str) -> str:
    """Return a name that is short and still tells Almaty from its region."""
    return name if name == "Almaty Region" else name.removesuffix(" Region")


def _ends(per: Mapping[str, Fraction | None]) -> tuple[str, str, Fraction]:
    """Return the units with the most and the fewest residents per senator, and the ratio."""
    known = {name: value for name, value in per.items() if value is not None}
    most = max(known, key=known.__getitem__)
    fewest = min(known, key=known.__getitem__)
    return most, fewest, known[most] / known[fewest]


def _sentence(
    people: Mapping[str, int],
    seats: Mapping[str, int],
    per: Mapping[str, Fraction | None],
    changes: list[str],
) -> str:
    most, fewest, ratio = _ends(per)
    if changes:
        text = f"What if {' and '.join(changes)}? Then there is one senator "
    else:
        text = (
            f"By the law of 2020 each of {len(people)} regions and cities elects {_LAW_EACH} "
            f"senators, whatever its size: there is one "
        )
    largest = f"for {plain(cast(Fraction, per[most]), 0)} residents in"
    if ratio == 1:
        elected = [name for name, number in seats.items() if number]
        where = elected[0] if len(elected) == 1 else "every region and city that has one"
        text += f"{largest} {where}."
    else:
        text += (
            f"{largest} {most} and one for {plain(cast(Fraction, per[fewest]), 0)} in {fewest}, "
            f"a ratio of {plain(ratio)} to 1."
        )
    without = [name for name, number in seats.items() if not number]
    if without:
        text += f" {', '.join(without)} would have no senator."
    share = 100 * least_share_for_majority(people, seats)
    units = "one unit" if sum(number > 0 for number in seats.values()) == 1 else "units"
    elect = "elects" if units == "one unit" else "elect"
    text += (
        f" For equal weight {malapportionment(people, seats):.1f}% of the elected seats would have "
        f"to move, and {units} with {plain(share, 1)}% of the residents {elect} a majority of the "
        f"elected senators."
    )
    if changes:
        text += " Arithmetic only; the electors were deputies of maslikhats, not residents."
    return text


def _level(value: Fraction | None, mean: Fraction) -> int | None:
    if value is None:
        return None
    return sum(100 * value > end * mean for end in _CLASS_ENDS)


def _order(per: Mapping[str, Fraction | None]) -> list[str]:
    """Return the units from most to fewest residents per senator, those without a seat first."""
    return sorted(per, key=lambda name: (per[name] is not None, -(per[name] or 0)))


def _picture(
    per: Mapping[str, Fraction | None],
    mean: Fraction,
    sentence: str,
) -> str:
    areas, bars = {}, []
    for place, name in enumerate(_order(per), start=1):
        value, level = per[name], _level(per[name], mean)
        note = "no seat" if value is None else plain(value, 0)
        title = f"{name}: {note}" + (" residents per senator" if value is not None else "")
        areas[_CODES[name]] = Area(level, str(place), title)
        bars.append(
            Row(f"{place} {_short(name)}", float(value or 0), note, class_fill(_IDS, level))
        )
    used = {_level(value, mean) for value in per.values()}
    marks = (
        region_map(
            areas,
            ids=_IDS,
            on=DAY,
            legend=[text if level in used else "" for level, text in enumerate(_LEGEND)],
        ),
        rows(bars, tick=float(mean), tick_label=f"mean {plain(mean, 0)}"),
    )
    most, fewest, ratio = _ends(per)
    title = f"Residents per senator: {most} {plain(ratio)} times {fewest}"
    if ratio == 1:
        title = "Residents per senator: no difference between those who have a senator"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(
    people: Mapping[str, int],
    seats: Mapping[str, int],
    per: Mapping[str, Fraction | None],
    mean: Fraction,
) -> Table:
    chamber, everyone = sum(seats.values()), sum(people.values())
    body = []
    for place, name in enumerate(_order(per), start=1):
        value = per[name]
        body.append(
            (
                f"{place} {name}",
                people[name],
                seats[name],
                "no seat" if value is None else round(value),
                "" if value is None else round(float(value / mean), 2),
                round(100 * people[name] / everyone, 2),
                round(100 * seats[name] / chamber, 2),
            )
        )
    return Table(
        caption=(
            f"Residents of 2020 and {chamber} elected seats; mean {plain(mean, 0)} residents per "
            f"senator. Malapportionment (Samuels and Snyder) {malapportionment(people, seats):.1f}%"
            f", Gallagher index {gallagher(people, seats):.1f}."
        ),
        columns=(
            "Region or city",
            "Residents",
            "Seats",
            "Residents per senator",
            "Times the mean",
            "Share of residents, %",
            "Share of seats, %",
        ),
        rows=tuple(body),
    )


def _sources(official: bool) -> tuple[Source, ...]:
    law = rules("senate", on=DAY)
    seats = law.why("seats_per_region")
    found = [replace(seats, title=f"Seats: {seats.title}")]
    if official:
        found.insert(
            0,
            Source(
                title=(
                    "Residents: Bureau of National Statistics via Open Data Kazakhstan; one "
                    "source, and the year 2020 is inferred from its total"
                ),
                confidence="recalled",
            ),
        )
    found.append(
        Source(
            title="Map: © OpenStreetMap contributors, ODbL, simplified (data/geo/LICENSE.md)",
            url="https://www.openstreetmap.org/copyright",
            confidence="verified",
        )
    )
    return tuple(found)
