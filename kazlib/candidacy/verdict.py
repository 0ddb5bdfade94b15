"""A requirement of the law, judged, and the verdict that holds them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import exact, plain
from kazlib.law import Office, Rules, rules
from kazlib.sources import Source

State = Literal["met", "not met", "not known"]


@dataclass(frozen=True)
class Requirement:
    """One requirement of the law, judged.

    Attributes
    ----------
    parameter : str
        The rule, as a parameter of the law.
    state : {"met", "not met", "not known"}
        The judgement.
    missing : {"", "law", "fact"}
        What is missing where the state is ``"not known"``: the text of the law, or a fact.
    sentence : str
        What is asked and what was stated, in words.
    source : Source
        Where the rule comes from and how sure it is.
    """

    parameter: str
    state: State
    missing: Literal["", "law", "fact"]
    sentence: str
    source: Source


@dataclass(frozen=True)
class Verdict:
    """Every requirement for an office on a day, judged.

    Attributes
    ----------
    office : str
        The office stood for.
    on : date
        The day.
    requirements : tuple of Requirement
        Each requirement, in the order of the law's data.
    note : str
        How the office is filled where voters do not elect it; empty otherwise.
    """

    office: str
    on: date
    requirements: tuple[Requirement, ...]
    note: str = ""

    @property
    def refusals(self) -> tuple[Requirement, ...]:
        """The requirements that are not met; each names its rule and source."""
        return tuple(r for r in self.requirements if r.state == "not met")

    @property
    def open(self) -> tuple[Requirement, ...]:
        """The requirements on which nothing can be said."""
        return tuple(r for r in self.requirements if r.state == "not known")

    @property
    def passed(self) -> bool | None:
        """``True``: all are met. ``False``: one is not. ``None``: none fails, but some are open."""
        return False if self.refusals else None if self.open else True


# What is asked: words for the value of the law, and whether a fact meets it.
Ask = tuple[Callable[[Any], str], Callable[[Any, Any], bool]]
LEAST: Ask = (lambda asked: f"at least {plain(asked)} asked", lambda asked, fact: fact >= asked)
MOST: Ask = (lambda asked: f"at most {plain(asked)} allowed", lambda asked, fact: fact <= asked)
NEEDS: Ask = (lambda _: "asked", lambda _, fact: fact)
BARS: Ask = (lambda _: "a bar", lambda _, fact: not fact)

_OFFICE: dict[str, Office] = {
    "president": "president",
    "senate": "senate",
    "mazhilis": "mazhilis",
    "maslikhat": "maslikhat",
    "akim-region": "maslikhat",
    "akim-district": "maslikhat",
    "akim-rural": "maslikhat",
}


def law_for(office: str, table: Mapping[str, object], on: date | None, law: Rules | None) -> Rules:
    """Return the rules to judge by: those of the day, or the given ones with their own day.

    Parameters
    ----------
    office
        The office, a key of ``table``.
    table
        The offices that there are.
    on
        The day; ``None`` only with ``law``.
    law
        Rules to judge by, for example a reform; ``None``: those of the day.

    Raises
    ------
    InvalidChoice
        If the table has no such office, or ``law`` belongs to another.
    InvalidNumber
        If ``on`` is no day, or another one than that of ``law``.

    Examples
    --------
    >>> law_for("akim-rural", {"akim-rural": ()}, date(2021, 7, 25), None).office
    'maslikhat'
    """
    if not isinstance(office, str) or office not in table:
        raise InvalidChoice.of(office, "office", table)
    if law is None:
        return rules(_OFFICE[office], on=cast(date, on))
    if law.office != _OFFICE[office]:
        raise InvalidChoice.of(law.office, "office of the law", [_OFFICE[office]])
    if on not in (None, law.on):
        raise InvalidNumber(f"on is {on}; it must be the day of the given law, {law.on}.")
    return law


def unknown_rule(law: Rules, name: str, label: str) -> Requirement:
    """Leave a requirement open because the law was not seen.

    Parameters
    ----------
    law
        The rules.
    name
        The parameter of the law.
    label
        What is asked, in words.

    Raises
    ------
    InvalidChoice
        If the office has no parameter of that name.

    Examples
    --------
    >>> law = rules("president", on=date(2022, 11, 20))
    >>> unknown_rule(law, "language_test", "Test").sentence.split(". ")[0]
    'Test: the law was not seen on this point'
    """
    known = law.parameter(name).known
    sentence = f"{label}: the law was not seen on this point. What is known: {known}."
    return Requirement(name, "not known", "law", sentence, law.why(name))


def no_rule(law: Rules, name: str, label: str) -> Requirement:
    """Call a requirement met that the law does not set.

    Parameters
    ----------
    law
        The rules.
    name
        The parameter of the law.
    label
        What is asked, in words.

    Raises
    ------
    InvalidChoice
        If the office has no parameter of that name.

    Examples
    --------
    >>> law = rules("president", on=date(2022, 11, 20))
    >>> no_rule(law, "max_age", "Age").sentence
    'Age: the law sets no such rule.'
    """
    return Requirement(name, "met", "", f"{label}: the law sets no such rule.", law.why(name))


def _shown(fact: Any) -> str:
    return ("yes" if fact else "no") if isinstance(fact, bool) else plain(exact(fact))


def compared(
    law: Rules, name: str, label: str, asked: str, fact: Any, meets: Callable[[], bool]
) -> Requirement:
    """Judge a known rule by a fact that may not be stated.

    Parameters
    ----------
    law
        The rules.
    name
        The parameter of the law.
    label
        What is asked, in words.
    asked
        What the law asks, in words.
    fact
        What was stated; ``None``: nothing.
    meets
        Says whether the fact meets the rule; called only if there is a fact.

    Raises
    ------
    InvalidChoice
        If the office has no parameter of that name.
    InvalidNumber
        If the fact is neither a truth value nor a number.

    Examples
    --------
    >>> law = rules("president", on=date(2022, 11, 20))
    >>> compared(law, "min_age", "Age", "at least 40 asked", 39, lambda: False).sentence
    'Age: at least 40 asked; stated: 39.'
    """
    if fact is None:
        sentence = f"{label}: {asked}; not stated."
        return Requirement(name, "not known", "fact", sentence, law.why(name))
    state: State = "met" if meets() else "not met"
    return Requirement(name, state, "", f"{label}: {asked}; stated: {_shown(fact)}.", law.why(name))


def judge(law: Rules, name: str, label: str, fact: Any, ask: Ask) -> Requirement:
    """Judge a rule, known or not, by a fact that may not be stated.

    Parameters
    ----------
    law
        The rules.
    name
        The parameter of the law.
    label
        What is asked, in words.
    fact
        What was stated; ``None``: nothing.
    ask
        Words for the value of the law, and whether a fact meets it.

    Raises
    ------
    InvalidChoice
        If the office has no parameter of that name.

    Examples
    --------
    >>> law = rules("president", on=date(2022, 11, 20))
    >>> [judge(law, "min_age", "Age", age, LEAST).state for age in (39, 40, None)]
    ['not met', 'met', 'not known']
    """
    rule = law.parameter(name)
    if rule.state == "unknown":
        return unknown_rule(law, name, label)
    if rule.value is None or rule.value is False:
        return no_rule(law, name, label)
    in_words, meets = ask
    return compared(law, name, label, in_words(rule.value), fact, lambda: meets(rule.value, fact))
