"""What a reader can set: controls that read a value from a link, a box or a call.

A control never corrects a value. What it cannot read it refuses with a message that names the
value and what is allowed; what the value means is for ``compute`` to judge.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from kazlib.errors import DuplicateParty, InvalidChoice, InvalidNumber, InvalidVotes, quoted
from kazlib.exact import Exact, exact, whole, written
from kazlib.texts import Texts

_LONGEST_NAME = 100  # a longer one fits into no picture
# Control signs, marks of direction, spaces without width, ends of lines and paragraphs.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Slider:
    """A number on a scale, with a box beside it for any number at all.

    Attributes
    ----------
    name, label, unit : str
        Parameter of ``compute``, what readers see, and the unit after the number.
    default : int, Fraction or None
        First value; ``None``: the law's own.
    low, high, step : int or Fraction
        Ends and steps of the slider's scale; the box beside it goes beyond them.
    """

    name: str
    label: str
    default: Exact | None
    unit: str
    low: Exact
    high: Exact
    step: Exact

    def parse(self, text: str) -> Exact:
        """Read a number without rounding.

        Examples
        --------
        >>> Slider("threshold", "Threshold", 7, "%", 0, 15, 1).parse("7.5")
        Fraction(15, 2)
        """
        return exact(text, self.name)

    def link(self, value: Exact) -> str:
        """Return the value as it stands in a link."""
        return written(value)


@dataclass(frozen=True)
class Number:
    """A whole number."""

    name: str
    label: str
    default: int | None
    unit: str

    def parse(self, text: str) -> int:
        """Read a whole number; whether it is in range is for ``compute`` to say.

        Examples
        --------
        >>> Number("seats", "Seats", 98, "seats").parse("98")
        98
        """
        number = exact(text, self.name)
        if not isinstance(number, int):
            raise InvalidNumber(f"{self.name} is {quoted(text)}; it must be a whole number.")
        return number

    def link(self, value: int) -> str:
        """Return the value as it stands in a link."""
        return str(value)


@dataclass(frozen=True)
class Choice:
    """One of several named options."""

    name: str
    label: str
    default: str | None
    options: Mapping[str, str]  # value in links and calls → what readers see
    unit: str = ""

    def parse(self, text: str) -> str:
        """Read one of the options.

        Examples
        --------
        >>> Choice("rule", "Rule", "a", {"a": "First", "b": "Second"}).parse("c")
        Traceback (most recent call last):
        ...
        kazlib.errors.InvalidChoice: rule is 'c'; allowed: a, b.
        """
        if text not in self.options:
            raise InvalidChoice.of(text, self.name, self.options)
        return text

    def link(self, value: str) -> str:
        """Return the value as it stands in a link."""
        return quote(value, safe="-")


@dataclass(frozen=True)
class Date:
    """A day."""

    name: str
    label: str
    default: date | None
    unit: str = ""

    def parse(self, text: str) -> date:
        """Read an ISO date.

        Examples
        --------
        >>> Date("on", "Day", None).parse("18.8.2007")
        Traceback (most recent call last):
        ...
        kazlib.errors.InvalidNumber: on is '18.8.2007'; it must be a date such as 2007-08-18.
        """
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise InvalidNumber(
                f"{self.name} is {quoted(text)}; it must be a date such as 2007-08-18."
            ) from None

    def link(self, value: date) -> str:
        """Return the value as it stands in a link."""
        return value.isoformat()


@dataclass(frozen=True)
class Toggle:
    """Yes or no."""

    name: str
    label: str
    default: bool
    unit: str = ""

    def parse(self, text: str) -> bool:
        """Read yes or no.

        Examples
        --------
        >>> Toggle("against_all", "Line against all", True).parse("no")
        False
        """
        answers = {"yes": True, "no": False}
        if text not in answers:
            raise InvalidChoice.of(text, self.name, answers)
        return answers[text]

    def link(self, value: bool) -> str:
        """Return the value as it stands in a link."""
        return "yes" if value else "no"


@dataclass(frozen=True)
class Ballot:
    """Votes by list, each of which can be edited."""

    name: str
    label: str
    default: Mapping[str, int] | None
    unit: str = "votes"

    def parse(self, text: str) -> dict[str, int]:
        """Read ``list:votes`` pairs divided by semicolons; names are percent-encoded.

        A link that was encoded once more on its way (``%3A`` for the colon) is understood too.

        Examples
        --------
        >>> Ballot("votes", "Votes", None).parse("Nur%20Otan:60;Auyl:40")
        {'Nur Otan': 60, 'Auyl': 40}
        >>> Ballot("votes", "Votes", None).parse("Auyl:60;Auyl:40")
        Traceback (most recent call last):
        ...
        kazlib.errors.DuplicateParty: 'Auyl' stands twice in votes; name each list once.
        """
        votes: dict[str, int] = {}
        if ":" not in text:
            text = unquote(text)
        for pair in text.split(";"):
            encoded, colon, count = pair.rpartition(":")
            party = unquote(encoded).strip()
            if not colon or not party:
                raise InvalidVotes(
                    f"{self.name} has {quoted(pair)}; write pairs such as Auyl:383023;Adal:258618."
                )
            if len(party) > _LONGEST_NAME or _INVISIBLE.search(party):
                # A mark that turns the direction of writing would turn the whole sentence.
                raise InvalidVotes(
                    f"{self.name} has the name {quoted(party)}; a name has at most "
                    f"{_LONGEST_NAME} characters, and none that are invisible."
                )
            if party in votes:
                raise DuplicateParty(f"{party!r} stands twice in {self.name}; name each list once.")
            votes[party] = whole(exact(count, f"votes of {party!r}"), f"votes of {party!r}", 0)
        return votes

    def link(self, value: Mapping[str, int]) -> str:
        """Return the value as it stands in a link."""
        return ";".join(f"{quote(party, safe='')}:{votes}" for party, votes in value.items())


Control = Slider | Number | Choice | Date | Toggle | Ballot


def chosen(controls: Iterable[Control], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of each control: what was given, or else its first one.

    Parameters
    ----------
    controls
        All controls of an explorable.
    given
        Values by name; ``None`` is none.

    Examples
    --------
    >>> chosen([Number("seats", "List seats", 98, "seats")], {"seats": None})
    {'seats': 98}
    """
    own = {control.name: control.default for control in controls}
    return own | {name: value for name, value in given.items() if value is not None}


def in_language(control: Control, texts: Texts) -> Control:
    """Return a control with its label, unit and options in another language.

    Examples
    --------
    >>> control = Number("seats", "List seats", 98, "seats")
    >>> in_language(control, Texts("ru", {"List seats": "Места по спискам"})).label
    'Места по спискам'
    """
    spoken = replace(control, label=texts(control.label))
    if isinstance(spoken, Choice):
        options = {value: texts(label) for value, label in spoken.options.items()}
        spoken = replace(spoken, options=options)
    unit = getattr(spoken, "unit", "")
    return replace(spoken, unit=texts(unit)) if unit else spoken
