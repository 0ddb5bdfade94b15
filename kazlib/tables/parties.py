"""Who succeeded whom among the parties of Kazakhstan, as ``data/party_links.csv`` has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, cast

from kazlib.errors import InvalidVotes
from kazlib.sources import Confidence, Source
from kazlib.tables.records import Record, records

Kind = Literal["renamed", "merged", "common list", "split"]

_WORDS: dict[Kind, str] = {
    "renamed": "renamed",
    "merged": "merged into it",
    "common list": "stood on its list",
    "split": "split from it",
}


@dataclass(frozen=True)
class PartyLink:
    """One step from an earlier party or list to a later one.

    Attributes
    ----------
    earlier, later : str
        Names as on the ballot.
    kind : {"renamed", "merged", "common list", "split"}
        How the later one followed.
    since, until : str
        Year, month or day (ISO 8601); ``until`` is empty if the link did not end.
    source : Source
        Where the step comes from.
    """

    earlier: str
    later: str
    kind: Kind
    since: str
    until: str
    source: Source

    def holds(self, day: date) -> bool:
        """Whether the step was made by ``day`` and had not ended.

        A year or a month counts from its first day: all that is known is that it began then.

        Examples
        --------
        >>> stood = next(link for link in party_links() if link.until == "2007-10")
        >>> stood.holds(date(2007, 8, 18)), stood.holds(date(2012, 1, 15))
        (True, False)
        """
        text = day.isoformat()
        return self.since <= text and (not self.until or text <= self.until)

    def __str__(self) -> str:
        """Return the step in words."""
        return f"{self.earlier} → {self.later}: {_WORDS[self.kind]}, {self.since}"


def _link(row: Record) -> PartyLink:
    return PartyLink(
        earlier=str(row["earlier"]),
        later=str(row["later"]),
        kind=cast(Kind, row["kind"]),
        since=str(row["from"]),
        until=str(row["until"] or ""),
        source=Source(str(row["source"]), confidence=cast(Confidence, row["confidence"])),
    )


@cache
def party_links() -> tuple[PartyLink, ...]:
    """Return every step of ``data/party_links.csv``, in the order of the file.

    Examples
    --------
    >>> print(party_links()[0])
    Union of People's Unity of Kazakhstan (SNEK) → Otan: merged into it, 1999-02-12
    """
    return tuple(_link(row) for row in records("party_links"))


def successions(
    before: Iterable[str], after: Iterable[str], day: date, *, verified: bool = False
) -> dict[str, tuple[PartyLink, ...]]:
    """Return the steps that lead from lists of one ballot to lists of a later one.

    The rule of this book: a later list is the successor of an earlier one if the earlier one was
    renamed, merged into it, or stood on its list. Steps are chained. A split makes no successor.
    A list that stands on both ballots under one name needs none.

    Parameters
    ----------
    before, after
        Names on the two ballots.
    day
        Day of the later election; later steps do not count.
    verified
        Use only steps whose confidence is "verified".

    Returns
    -------
    dict
        Earlier name → steps; the last step leads to a name of ``after``. Lists that have no
        successor are left out.

    Raises
    ------
    InvalidVotes
        If one list leads to two lists of ``after``: its votes could not be given to one.

    Examples
    --------
    >>> found = successions(["Asar", "Ak Zhol"], ["Nur Otan", "Ak Zhol"], date(2007, 8, 18))
    >>> [(name, [step.later for step in steps]) for name, steps in found.items()]
    [('Asar', ['Otan', 'Nur Otan'])]
    """
    later = set(after)
    steps = [
        link
        for link in party_links()
        if link.kind != "split"
        and link.holds(day)
        and (link.source.confidence == "verified" or not verified)
    ]
    found = {}
    for name in before:
        if name in later:
            continue
        ends = _ends(name, later, steps)
        if len(ends) > 1:
            targets = ", ".join(path[-1].later for path in ends)
            raise InvalidVotes(f"{name!r} leads to {targets}; its votes can go to one list only.")
        if ends:
            found[name] = ends[0]
    return found


def _ends(name: str, later: set[str], steps: list[PartyLink]) -> list[tuple[PartyLink, ...]]:
    """Return one path for each list of ``later`` that can be reached."""
    open_paths: list[tuple[PartyLink, ...]] = [(s,) for s in steps if s.earlier == name]
    ends: dict[str, tuple[PartyLink, ...]] = {}
    while open_paths:
        path = open_paths.pop(0)
        end = path[-1].later
        if end in later:
            ends.setdefault(end, path)
        else:
            open_paths += [(*path, s) for s in steps if s.earlier == end]
    return list(ends.values())


def members_to_register(day: date) -> tuple[int | None, Source]:
    """Return how many members a party had to show, as ``data/party_registration.csv`` has it.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    tuple of (int or None, Source)
        ``None`` where no source shows the number of that day; the source then says so.

    Examples
    --------
    >>> members_to_register(date(2023, 3, 19))[0], members_to_register(date(2007, 8, 18))[0]
    (5000, None)
    """
    text = day.isoformat()
    for row in records("party_registration"):
        first, last = str(row["seen_from"] or ""), str(row["seen_to"] or "")
        # A month ends on its last day: "2022-03" must not stand before "2022-03-16".
        if last and first <= text and text <= f"{last}-31":
            source = Source(
                title=str(row["source"]), confidence=cast(Confidence, str(row["confidence"]))
            )
            return cast(int, row["members"]), source
    return None, Source(
        title=f"The number of {day.isoformat()} was not seen", confidence="unconfirmed"
    )
