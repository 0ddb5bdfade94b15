"""Every dated event of the data in one order: acts, rules, elections, referendums, parties.

Nothing is stored here. The events are read from the tables and the law, so a date that is corrected
there is corrected here, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Literal, cast

from kazlib.law import RuleChange, changes, timeline
from kazlib.rules_in_words import briefly, label
from kazlib.sources import CONFIDENCES, Confidence, Source
from kazlib.tables.parties import party_links
from kazlib.tables.presidents import presidential_elections
from kazlib.tables.records import Record, records

Kind = Literal["acts", "rules", "president", "parliament", "referendums", "parties"]

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "acts": "Acts and decisions",
        "rules": "Rules that changed",
        "president": "Elections of the President",
        "parliament": "Parliamentary elections",
        "referendums": "Referendums",
        "parties": "Parties",
    }
)
"""Kinds of events and their names for readers, in the order of pictures and lists."""

_OFFICES = {
    "president": "the President",
    "mazhilis": "the lower house",
    "senate": "the Senate",
    "maslikhat": "local councils and akims",
    "referendum": "referendums",
}
_STEPS = {
    "renamed": "renamed",
    "merged": "the first merged into the second",
    "common list": "stood on one list",
    "split": "the second split from the first",
}
_WEAK = re.compile(r"recalled|from memory|inferred|presum|approximate", re.IGNORECASE)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Fact:
    """What is said of an event.

    Attributes
    ----------
    text : str
        The fact in words.
    source : Source
        Where it comes from, and how sure it is.
    note : str
        Doubts, and which parts are only recalled; empty where there are none.
    """

    text: str
    source: Source
    note: str = ""

    @property
    def sureness(self) -> str:
        """Its confidence for readers; a verified row whose note calls a part recalled says so.

        Examples
        --------
        >>> Fact("founded", Source("a page"), note="year from memory").sureness
        'verified, in part recalled'
        """
        confidence = self.source.confidence
        weak = _WEAK.search(f"{self.note} {self.source.title}")
        return "verified, in part recalled" if weak and confidence == "verified" else confidence


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, in a month or in a year.

    Attributes
    ----------
    when : str
        Day, month or year (ISO 8601), as exactly as it is known.
    kind : {"acts", "rules", "president", "parliament", "referendums", "parties"}
        A key of :data:`KINDS`.
    title : str
        What happened, in a few words.
    facts : tuple of Fact
        At least one.
    table : str
        The file of ``data/`` that has it.
    """

    when: str
    kind: Kind
    title: str
    facts: tuple[Fact, ...]
    table: str

    @property
    def year(self) -> int:
        """The year in which it happened."""
        return int(self.when[:4])

    @property
    def begins(self) -> date:
        """Its day; of a month or a year that is all we know, the first day.

        Examples
        --------
        >>> Event("2002-04", "parties", "A party", (), "parties.csv").begins
        datetime.date(2002, 4, 1)
        """
        year, month, day = (*map(int, self.when.split("-")), 1, 1)[:3]
        return date(year, month, day)

    @property
    def written(self) -> str:
        """Its date in words.

        Examples
        --------
        >>> [Event(w, "parties", "", (), "").written for w in ("2002-04-03", "2002-04", "2002")]
        ['3 April 2002', 'April 2002', '2002']
        """
        year, *rest = self.when.split("-")
        words = [year, *(_MONTHS[int(month) - 1] for month in rest[:1])]
        words += [str(int(day)) for day in rest[1:]]
        return " ".join(reversed(words))

    @property
    def confidence(self) -> Confidence:
        """The confidence of its least sure fact."""
        return max((fact.source.confidence for fact in self.facts), key=CONFIDENCES.index)


def _source(row: Record) -> Source:
    return Source(str(row["source"]), confidence=cast(Confidence, row["confidence"]))


def _acts() -> Iterator[Event]:
    by_act = groupby(timeline(), key=lambda change: (change.day, change.instrument))
    for (day, instrument), held in by_act:
        found = list(held)
        number = next((f" No. {change.number}" for change in found if change.number), "")
        facts = (Fact(_step(c.parameter, c.before, c.after), c.source, note=c.note) for c in found)
        yield Event(
            day.isoformat(), "acts", instrument + number, tuple(facts), "legal_timeline.csv"
        )


def _step(what: str, before: str, after: str) -> str:
    """Return a change in words; what was before, or what came, may not be known."""
    if before and after:
        return f"{what}: {before} → {after}"
    return f"{what}: {after}" if after else f"{what}: until then {before}" if before else what


def _rules() -> Iterator[Event]:
    """Yield the steps of the law between two rules that are both known."""
    for office, name in _OFFICES.items():
        known = (
            change
            for change in changes(office, date.min, date.max)
            if "unknown" not in (change.before.state, change.after.state)
        )
        for day, held in groupby(known, key=lambda change: change.day):
            found = list(held)
            yield Event(
                day.isoformat(),
                "rules",
                f"New rules for {name}",
                tuple(map(_rule, found)),
                f"law/{'parliament' if office == 'mazhilis' else office}.toml",
            )


def _rule(change: RuleChange) -> Fact:
    text = _step(label(change.parameter), briefly(change.before), briefly(change.after))
    source = change.source
    if source.article:
        source = replace(source, title=f"{source.title}, {source.article}", article="")
    return Fact(text, source, note=change.instrument)


def _presidents() -> Iterator[Event]:
    for held in presidential_elections():
        text = (
            f"{held.kind}; {held.winner} {held.shares[held.winner]}% ({held.share_base}), "
            f"turnout {held.turnout_pct}%"
        )
        fact = Fact(text, held.source)
        yield Event(
            held.day.isoformat(),
            "president",
            "Election of the President",
            (fact,),
            "presidential_elections.csv",
        )


def _parliaments() -> Iterator[Event]:
    table = records("mazhilis_elections")
    for day, rows in groupby(table, key=lambda row: cast(date, row["date"])):
        first, *_ = rows
        turnout = first["turnout_pct"]
        known = "turnout not known" if turnout is None else f"turnout {turnout}%"
        chamber, seats = str(first["chamber"]), first["chamber_seats"]
        source = _source(first)
        file = "mazhilis_elections.csv"
        yield Event(
            day.isoformat(),
            "parliament",
            f"Election: {chamber}",
            (Fact(f"{first['election_kind']}; {seats} seats, {known}", source),),
            file,
        )
        if first["runoff_date"] is not None:
            runoff = cast(date, first["runoff_date"])
            fact = Fact("second round in the districts without a winner", source)
            yield Event(runoff.isoformat(), "parliament", f"Second round: {chamber}", (fact,), file)


def _referendums() -> Iterator[Event]:
    for row in records("referendums"):
        text = (
            f"{row['outcome']}; yes {row['yes_pct']}% ({row['pct_basis']}), "
            f"turnout {row['turnout_pct']}%"
        )
        fact = Fact(text, _source(row), note=str(row["note"] or ""))
        day = cast(date, row["date"])
        yield Event(
            day.isoformat(),
            "referendums",
            f"Referendum: {row['title']}",
            (fact,),
            "referendums.csv",
        )


def _parties() -> Iterator[Event]:
    links = tuple(zip(party_links(), records("party_links"), strict=True))
    # A merger is told once, by the link that names both parties.
    merged = {(row["earlier_party"], link.since) for link, row in links if link.kind == "merged"}
    for row in records("parties"):
        name, note = str(row["name_en"]), str(row["note"] or "")
        steps = {"founded": row["founded"], "registered": row["registered"], "ended": row["ended"]}
        for when in dict.fromkeys(day for day in steps.values() if day):
            named = [step for step, day in steps.items() if day == when]
            if (name, when) in merged and "ended" in named:
                named.remove("ended")
            if not named:
                continue
            words = " and ".join(named)
            if "ended" in named and row["renamed_merged"]:
                words += f" ({row['renamed_merged']})"
            fact = Fact(words, _source(row), note=note)
            yield Event(str(when), "parties", name, (fact,), "parties.csv")
    for link, row in links:
        fact = Fact(_STEPS[link.kind], link.source, note=str(row["note"] or ""))
        title = f"{link.earlier} → {link.later}"
        yield Event(link.since, "parties", title, (fact,), "party_links.csv")


@cache
def events() -> tuple[Event, ...]:
    """Return every dated event of the data, in order of time.

    Sources: ``legal_timeline.csv``, ``law/*.toml`` (steps between two known rules),
    ``presidential_elections.csv``, ``mazhilis_elections.csv``, ``referendums.csv``,
    ``parties.csv`` and ``party_links.csv``. A date of which only the year or the month is known
    stands before the days of that year or month.

    Examples
    --------
    >>> first = events()[0]
    >>> first.written, first.kind
    ('1990', 'parties')
    >>> [e.title for e in events() if e.kind == "referendums"][-1]
    'Referendum: New Constitution (unicameral Kurultai)'
    """
    found = (*_acts(), *_rules(), *_presidents(), *_parliaments(), *_referendums(), *_parties())
    order = list(KINDS)
    return tuple(sorted(found, key=lambda event: (event.when, order.index(event.kind))))


def by_decade(found: Iterable[Event]) -> dict[int, tuple[Event, ...]]:
    """Return events by the first year of their decade.

    Examples
    --------
    >>> [len(held) > 0 for held in by_decade(events()).values()], list(by_decade(events()))
    ([True, True, True, True], [1990, 2000, 2010, 2020])
    """
    decades = groupby(found, key=lambda event: event.year // 10 * 10)
    return {decade: tuple(held) for decade, held in decades}
