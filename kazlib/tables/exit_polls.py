"""Exit polls in Kazakhstan: design, and the leading option in the poll and in the official result.

The official share is a benchmark, not known truth. In referendums it is counted on all votes cast,
the polls on yes and no alone; so it is counted anew on yes and no before the two are compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import cast

from kazlib.sources import Confidence
from kazlib.tables.records import Record, records

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Poll:
    """One exit poll, as published; ``None``: not seen.

    Attributes
    ----------
    day : date
        Day of the vote.
    election : str
        For example ``"President"``.
    scope : str
        ``"national"``, or the city to which the poll is limited.
    organisation : str
        Who held it.
    ordered_by : str or None
        Who ordered it.
    option : str
        The option with the largest share in the poll.
    share : Decimal
        Its share in the poll, in per cent.
    official : Decimal or None
        Its official share as published; ``None`` where no comparison is fair.
    alike : Decimal or None
        Its official share on the base of the poll: in referendums yes and no alone.
    interviews, stations : int or None
        The design; ``interviews`` is often a round or planned number.
    source : str
        Where the figures were read.
    confidence : {"verified", "derived", "assumption", "unconfirmed", "recalled"}
        How sure the reader may be.
    """

    day: date
    election: str
    scope: str
    organisation: str
    ordered_by: str | None
    option: str
    share: Decimal
    official: Decimal | None
    alike: Decimal | None
    interviews: int | None
    stations: int | None
    source: str
    confidence: Confidence

    @property
    def gap(self) -> Decimal | None:
        """Poll minus official share on one base, in points; ``None`` where it is not fair."""
        return None if self.alike is None else self.share - self.alike


def _yes_and_no(day: date) -> Decimal:
    """Return the official share of yes among yes and no, in per cent."""
    (row,) = (row for row in records("referendums") if row["date"] == day)
    yes, no = cast(int, row["yes_votes"]), cast(int, row["no_votes"])
    return (Decimal(100 * yes) / (yes + no)).quantize(_HUNDREDTH)


def _poll(rows: Sequence[Record]) -> Poll:
    first = max(rows, key=lambda row: cast(Decimal, row["exit_poll_pct"]))
    day, election = cast(date, first["election_date"]), str(first["election"])
    official = cast("Decimal | None", first["official_pct"])
    return Poll(
        day=day,
        election=election,
        scope=str(first["scope"]),
        organisation=str(first["organisation"]),
        ordered_by=cast("str | None", first["commissioned_by"]),
        option=str(first["option"]),
        share=cast(Decimal, first["exit_poll_pct"]),
        official=official,
        alike=_yes_and_no(day) if election.startswith("Referendum") else official,
        interviews=cast("int | None", first["sample_size"]),
        stations=cast("int | None", first["stations"]),
        source=str(first["source"]),
        confidence=cast(Confidence, first["confidence"]),
    )


@cache
def polls() -> tuple[Poll, ...]:
    """Return every exit poll of ``data/exit_polls.csv`` in order of time.

    Examples
    --------
    >>> gallup = next(poll for poll in polls() if poll.organisation.startswith("Gallup"))
    >>> gallup.interviews, gallup.stations, gallup.gap
    (23780, 283, Decimal('-7.95'))
    >>> polls()[0].scope, polls()[0].gap
    ('Almaty city only', None)
    """

    def of(row: Record) -> tuple[object, ...]:
        return row["election_date"], row["scope"], row["organisation"]

    return tuple(_poll(list(rows)) for _, rows in groupby(records("exit_polls"), key=of))


def national_polls() -> tuple[Poll, ...]:
    """Return the polls of the whole country, which alone are comparable with the result.

    Examples
    --------
    >>> len(polls()) - len(national_polls())
    2
    """
    return tuple(poll for poll in polls() if poll.gap is not None)
