"""system-designer: build an electoral system and hold ten thousand elections with it.

Every law of the past counts the same votes, so that systems differ by their rules alone. Votes are
held fixed but for a random movement; parties and voters do not adapt.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from kazlib.controls import Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice
from kazlib.exact import Exact
from kazlib.explorables.seat_allocator import FORMULA_NAMES
from kazlib.explorables.system_designer_answer import answer
from kazlib.explorables.system_designer_design import (
    BASES,
    ELECTIONS,
    MIXING,
    OFF,
    OFF_VOTES,
    ONE_PARTY,
    QUOTAS,
    SD,
    Design,
    read,
)
from kazlib.explorables.system_designer_model import LAWS, VOTES
from kazlib.law import MazhilisRules
from kazlib.models.laboratory import BLOCK, Tally, blocks
from kazlib.offices.mazhilis import FORMULAS
from kazlib.outcome import Outcome, Progress
from kazlib.tables.parties import members_to_register

TITLE = "The reform laboratory"

# After so many blocks an outcome is shown; the first comes at once, the last is the answer.
_SHOWN = (1, 10, 30)

CONTROLS: tuple[Control, ...] = (
    Choice("votes", "Votes", "2023-03-19", VOTES),
    Slider("sd", "Uncertainty", SD, "sd of log votes", 0, Fraction(1, 2), Fraction(1, 20)),
    Choice("law", "Begin with the law", "2023", {key: law.label for key, law in LAWS.items()}),
    Number("list_seats", "List seats", None, "seats"),
    Number("district_seats", "District seats", None, "seats"),
    Choice("mixing", "Tiers", "parallel", MIXING),
    Slider("threshold", "Threshold", None, "%", 0, 15, Fraction(1, 2)),
    Choice("base", "Threshold of", "valid", BASES),
    Choice("formula", "Formula", "law", {name: FORMULA_NAMES[name] for name in ("law", *FORMULAS)}),
    Choice("one_party", "If one list passes", "law", ONE_PARTY),
    Slider("responsiveness", "Districts: exponent", 3, "k", 1, 9, 1),
    Choice("quota", "Quota of persons", "law", QUOTAS),
    Slider("members", "Members of a party", None, "at least", 0, 60_000, 1_000),
    Slider("deposit", "Deposit", None, "minimum wages a candidate", 0, 50, 1),
    Choice("off", "Left off the ballot", "none", OFF),
    Choice("off_votes", "Their voters", "stay-away", OFF_VOTES),
    Number("elections", "Elections", ELECTIONS, "number"),
    Number("seed", "Luck", 1, "seed"),
)

_OF_LAW = (
    "list_seats",
    "district_seats",
    "threshold",
    "formula",
    "one_party",
    "quota",
    "members",
    "deposit",
)
RESETS: Mapping[str, Sequence[str]] = {"law": _OF_LAW}


def _number(law: MazhilisRules, name: str) -> Exact | None:
    """Return a number of the law: 0 where it sets none, ``None`` where it was not seen."""
    rule = law.parameter(name)
    return None if rule.state == "unknown" else rule.value or 0


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows; ``None`` where the law was not seen.

    Examples
    --------
    >>> shown()["district_seats"], shown(law="2026")["threshold"], shown(law="2026")["list_seats"]
    (29, None, 145)
    """
    given = {name: value for name, value in values.items() if value is not None}
    key = given.get("law", "2023")
    if key not in LAWS:
        raise InvalidChoice.of(key, "law", LAWS)
    law = LAWS[key].rules
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    own |= {
        "list_seats": law.list_seats,
        "district_seats": law.smd_seats or 0,
        "threshold": _number(law, "threshold_pct"),
        "members": members_to_register(law.on)[0],
        "deposit": _number(law, "deposit_min_wages"),
    }
    return own | given


def compute(**values: Any) -> Outcome:
    """Hold elections by a system of one's own, and by every law of the past.

    Parameters
    ----------
    **values
        As in :data:`CONTROLS`; what is not given is the law's own. ``votes``: day of a list
        election or an invented electorate; ``sd``: 0 to 5; ``law``: where to begin;
        ``list_seats``, ``district_seats``: together 1 to 1,000; ``mixing``; ``threshold``: per
        cent, 0 to 100, of ``base``; ``formula``; ``one_party``; ``responsiveness``: the exponent
        of the model of districts, 1 to 9; ``quota``; ``members``, ``deposit``: entry; ``off`` and
        ``off_votes``: lists left off the ballot and their voters; ``elections``: 1 to 20,000;
        ``seed``.

    Returns
    -------
    Outcome
        The last one of :func:`steps`.

    Raises
    ------
    KazlibError
        With a message for readers: impossible numbers, or rules that are not known.

    Examples
    --------
    >>> print(compute(sd=0).sentence.split(": ")[1].split("; ")[0])
    one list has 69 of 98 seats, a majority and two thirds
    """
    *_, last = _answers(read(**values), ())
    if not isinstance(last, Outcome):  # the last thing that is said is the answer
        raise TypeError(last)
    return last


def steps(**values: Any) -> Iterator[Outcome | Progress]:
    """Hold the same elections block by block, for a page that shows how far it is.

    Parameters
    ----------
    **values
        As in :func:`compute`.

    Yields
    ------
    Outcome or Progress
        A first outcome from few elections, progress, and outcomes from more; the last one is the
        outcome of :func:`compute`.

    Examples
    --------
    >>> first, *_, last = steps(elections=400)
    >>> first.sentence[:28], last == compute(elections=400)
    ('First 100 of 400 elections n', True)
    """
    yield from _answers(read(**values), _SHOWN)


def _answers(design: Design, shown_after: Sequence[int]) -> Iterator[Outcome | Progress]:
    """Count block by block; yield outcomes after some of them, and after the last."""
    tallies = [Tally() for _ in design.counted]
    halves = (Tally(), Tally())
    runs = (blocks(each, design.electorate, design.held) for each in design.counted)
    last = -(-design.held // BLOCK)
    for number, parts in enumerate(zip(*runs, strict=True), start=1):
        for tally, part in zip(tallies, parts, strict=True):
            tally.add(part)
        halves[number % 2].add(parts[0])
        if number == last or (number in shown_after and tallies[0].decided):
            yield answer(design, tallies, halves)
        if number < last:
            yield Progress(number * BLOCK, design.held, "elections")
