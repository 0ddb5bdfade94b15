"""terms-in-office: when each term was to end, which one counts, and whether one more is allowed.

Terms run from election to election, because days of taking office are not in the data. A what-if
changes the rule and holds the elections fixed: real persons would have acted differently.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kazlib.controls import Choice, Control, Date, Toggle, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.explorables.terms_in_office_answer import INVENTED, Case, answer
from kazlib.law import PresidentRules, rules
from kazlib.offices.president import FIRST_COUNTED, terms_in_office
from kazlib.outcome import Outcome
from kazlib.tables.presidents import presidential_elections

TITLE = "Terms in office and their limit"

FIRST = "Nursultan Nazarbayev"
SECOND = "Kassym-Jomart Tokayev"

_PERSONS = {
    "first": f"{FIRST} (elected 1991–2015)",
    "second": f"{SECOND} (elected 2019 and 2022)",
    "invented": "an invented person who wins every election",
}
_COUNTING: Mapping[str, int | None] = {
    "law": None,
    **FIRST_COUNTED,
    "from-2019": 2019,
    "from-2022": 2022,
}
_COUNTING_NAMES = {
    "law": "as the law of each day says, where seen",
    "from-1991": "every term won since 1991",
    "ruling-of-2000": "terms won since 1999 (ruling of 2000)",
    "from-2019": "what if: terms won since 2019",
    "from-2022": "what if: only terms won in 2022 or later",
}
_LIMITS = {
    "law": "as in the law of each day",
    "none": "no limit on any day",
    "two-in-a-row": "two in a row on every day",
    "one-term": "one term on every day",
}
_YEARS = {"law": "as in the law of each day", **{str(n): f"{n} years always" for n in (4, 5, 6, 7)}}
_EXTENDED = {date(1995, 4, 29): date(2000, 12, 1)}
_LEFT = date(2019, 3, 19)
_LATEST = date(2999, 12, 31)  # beyond it no picture says anything

CONTROLS: tuple[Control, ...] = (
    Choice("person", "Person", "first", _PERSONS),
    Choice("counting", "Which terms count", "law", _COUNTING_NAMES),
    Toggle("exempt", "Exemption of 2007", True),
    Toggle("referendum", "Referendum of 1995", True),
    Choice("limit", "Limit", "law", _LIMITS),
    Choice("years", "Length of a term", "law", _YEARS),
    Date("again", "One more election on", None),
)

RESETS = {"person": ("again",)}


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows; by default one more election where the last term ends.

    Examples
    --------
    >>> str(shown(person="second")["again"]), shown()["counting"]
    ('2029-11-20', 'law')
    """
    now = chosen(CONTROLS, values)
    if now["again"] is None and now["person"] in _PERSONS:
        now["again"] = _next_after(str(now["person"]))
    return now


def _next_after(person: str) -> date:
    """Return the next election after the last one won, or when that term is to end."""
    name, winners = _winners(person)
    last = terms_in_office(winners, name, first_president=False)[-1]
    return last.ended or last.due


def _winners(person: str) -> tuple[str, dict[date, str]]:
    name = {"first": FIRST, "second": SECOND, "invented": INVENTED}[person]
    return name, {
        held.day: name if person == "invented" else held.winner for held in presidential_elections()
    }


def compute(
    *,
    person: str = "first",
    counting: str = "law",
    exempt: bool = True,
    referendum: bool = True,
    limit: str = "law",
    years: str = "law",
    again: date | None = None,
) -> Outcome:
    """Say when each term of a person was to end, and whether the limit allowed it.

    Parameters
    ----------
    person
        ``"first"``, ``"second"`` or ``"invented"`` (wins every election from 1991 to 2022).
    counting
        Which terms count towards the limit: ``"law"``, ``"from-1991"``, ``"ruling-of-2000"``,
        ``"from-2019"`` or ``"from-2022"``.
    exempt
        Whether the exemption of the First President (2007–2022) applies; not to the second.
    referendum
        Whether the referendum of 29 April 1995 moved the end of the first term.
    limit
        ``"law"``, ``"none"``, ``"two-in-a-row"`` or ``"one-term"``.
    years
        ``"law"``, ``"4"``, ``"5"``, ``"6"`` or ``"7"``.
    again
        Day of one more election of this person, judged after those that were held before it;
        ``None``: the next election after the last one won, or when that term is to end.

    Returns
    -------
    Outcome
        Each term with its end, its number and the limit, and a line of time.

    Raises
    ------
    KazlibError
        With a message for readers: a name that does not exist, or a day without a known law.

    Examples
    --------
    >>> outcome = compute(counting="from-1991")
    >>> [row[6] for row in outcome.table.rows]
    ['not known', 'yes', 'no', 'yes, by the exemption', 'yes, by the exemption',
     'yes, by the exemption']

    References
    ----------
    Constitution of 1995, Article 42(5), by period (data/law/president.toml).
    """
    given = {"person": person, "counting": counting, "limit": limit, "years": years}
    options = {c.name: c.options for c in CONTROLS if isinstance(c, Choice)}
    for name, value in given.items():
        if value not in options[name]:
            raise InvalidChoice.of(value, name, options[name])
    for name, switch in (("exempt", exempt), ("referendum", referendum)):
        if not isinstance(switch, bool):
            raise InvalidNumber(f"{name} is {switch!r}; it must be True or False.")
    case = _case(person, counting, exempt, referendum, limit, years, again)
    return answer(case, counting)


def _case(
    person: str,
    counting: str,
    exempt: bool,
    referendum: bool,
    limit: str,
    years: str,
    again: date | None,
) -> Case:
    name, winners = _winners(person)
    again = _next_after(person) if again is None else again
    extend = referendum and person != "second"
    common: dict[str, Any] = {
        "first_president": exempt and person != "second",
        "first_counted": _COUNTING[counting],
        "law": _law(limit, years),
    }
    extended = _EXTENDED if extend else None
    left = _LEFT if person == "first" else None
    terms = terms_in_office(winners, name, extended=extended, left=left, **common)
    if isinstance(again, date) and again > _LATEST:
        raise InvalidNumber(f"again is {again}; it must be from 1991-10-16 to {_LATEST}.")
    rules("president", on=again)  # a day before any law is refused by name
    # One more election: what was held from that day on has not happened.
    before = {day: winner for day, winner in winners.items() if day < again}
    one_more = terms_in_office(before | {again: name}, name, **common)[-1]
    changes = []
    if person != "second" and not exempt:
        changes.append("there were no exemption of the First President")
    if person != "second" and not referendum:
        changes.append("the referendum of 1995 had not prolonged the term")
    if limit != "law":
        changes.append(f"the limit were: {_LIMITS[limit]}")
    if years != "law":
        changes.append(f"a term were {years} years long on every day")
    return Case(name, terms, one_more, tuple(changes))


def _law(limit: str, years: str) -> Callable[[date], PresidentRules]:
    changes: dict[str, Any] = {}
    if limit != "law":
        changes["term_limit"] = None if limit == "none" else limit
    if years != "law":
        changes["term_years"] = int(years)

    def of(day: date) -> PresidentRules:
        law = rules("president", on=day)
        return law.reform(**changes) if changes else law

    return of
