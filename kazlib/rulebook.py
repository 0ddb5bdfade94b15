"""What a rule is: a value with its state and source, rules of a period, and their reform.

:mod:`kazlib.law` reads the rules of every office from ``data/law/*.toml`` into the classes of
:mod:`kazlib.rules_by_office`; both stand on this module. Each attribute of those classes says of
what kind its values are, so a slip in the data and a bad value of a reform are refused alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Generic, Literal, Self, TypeVar, cast, overload

from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.exact import Exact, exact, percentage, plain, whole
from kazlib.sources import Source

State = Literal["value", "none", "unknown"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of the law in one period.

    Attributes
    ----------
    name : str
        Its name, as the attribute of the rules.
    value : object
        What the law says; ``None`` unless ``state`` is ``"value"``.
    state : {"value", "none", "unknown"}
        ``"none"``: the law sets none. ``"unknown"``: the text was not seen.
    text : str
        The rule in words; empty where the value speaks for itself.
    known : str
        For an unknown parameter, what is known around it.
    source : Source
        Where it comes from and how sure it is.
    """

    name: str
    value: Any
    state: State
    text: str
    known: str
    source: Source

    def __str__(self) -> str:
        """Return the value as readers see it, with whatever is less than verified said.

        Examples
        --------
        >>> from kazlib.law import rules
        >>> law = rules("mazhilis", on=date(2021, 6, 1))
        >>> str(law.parameter("threshold_pct")), str(law.parameter("deposit_refund_pct"))
        ('5 (recalled)', 'unknown')
        """
        if self.state != "value":
            return self.state
        text = plain(self.value) if isinstance(self.value, (int, Fraction)) else str(self.value)
        confidence = self.source.confidence
        return text if confidence == "verified" else f"{text} ({confidence})"


T = TypeVar("T")

Check = Callable[[Any, str], T]
"""Takes a value and the name of its parameter; returns it in the parameter's kind or refuses it."""


def whole_from(minimum: int) -> Check[int]:
    """Return the check of a whole number that is at least ``minimum``.

    Parameters
    ----------
    minimum
        The least number that the check lets pass.

    Examples
    --------
    >>> whole_from(1)(98, "list_seats")
    98
    """
    return lambda value, name: whole(value, name, minimum)


def number_from_0(highest: int | None = None) -> Check[Exact]:
    """Return the check of an exact number from 0 to ``highest``, or without an upper end.

    Parameters
    ----------
    highest
        The upper end; ``None`` for none.

    Examples
    --------
    >>> number_from_0(5)(7, "deposit")
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidNumber: deposit is 7; it must be from 0 to 5.
    """

    def check(value: Any, name: str) -> Exact:
        number = exact(value, name)
        if number < 0 or (highest is not None and number > highest):
            rule = "at least 0" if highest is None else f"from 0 to {highest}"
            raise InvalidNumber(f"{name} is {plain(number)}; it must be {rule}.")
        return number

    return check


def yes_or_no(value: Any, name: str) -> bool:
    """Check a truth value.

    Parameters
    ----------
    value
        What was given.
    name
        The parameter, for the message.

    Raises
    ------
    InvalidNumber
        If it is neither ``True`` nor ``False``.

    Examples
    --------
    >>> yes_or_no(1, "against_all")
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidNumber: against_all is 1; it must be True or False.
    """
    if not isinstance(value, bool):
        raise InvalidNumber(f"{name} is {value!r}; it must be True or False.")
    return value


def words(value: Any, name: str) -> str:
    """Check a rule that is written out and not one of a list of code words.

    Parameters
    ----------
    value
        What was given.
    name
        The parameter, for the message.

    Raises
    ------
    InvalidChoice
        If it is no text.

    Examples
    --------
    >>> words("larger number of votes", "runoff_rule")
    'larger number of votes'
    """
    if not isinstance(value, str):
        raise InvalidChoice.of(value, name, ["a text"])
    return value


def one_of(*allowed: str) -> Check[str]:
    """Return the check of a code word.

    Parameters
    ----------
    *allowed
        The code words that the check lets pass.

    Examples
    --------
    >>> one_of("hare", "droop")("hare", "quota")
    'hare'
    """

    def check(value: Any, name: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise InvalidChoice.of(value, name, allowed)
        return value

    return check


class Reads(Generic[T]):
    """An attribute of the rules that is read from the law's data.

    Parameters
    ----------
    check
        What values of the attribute must be.
    """

    def __init__(self, check: Check[T]) -> None:
        self.check = check

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, rules: None, owner: type) -> Self: ...
    @overload
    def __get__(self, rules: "Rules", owner: type) -> T: ...
    def __get__(self, rules: "Rules | None", owner: type) -> Self | T:
        if rules is None:
            return self
        return cast(T, rules.read(self.name))

    def __set__(self, rules: "Rules", value: T) -> None:
        raise FrozenInstanceError(f"{self.name} is a rule in force; see reform({self.name}=...)")


PERCENT: Check[Exact] = percentage


@dataclass(frozen=True)
class Rules:
    """The rules for one office in one period, or a reform of them.

    Attributes
    ----------
    office : str
        The office by its name in kazlib, for example ``"mazhilis"``.
    chamber : str
        What the body or office was called in that period.
    on : date
        The day that was asked for.
    valid_from, valid_to : date or None
        First and last day of the period; ``None``: still in force.
    instrument : str
        The constitution or law that brought the rules.
    note : str
        What a reader should know of the period as a whole.
    parameters : mapping of str to Parameter
        Every parameter with its source; attributes such as ``threshold_pct`` read from here.
    changed : tuple of str
        The parameters that a reform changed; empty for the law as it was.
    """

    office: str
    chamber: str
    on: date
    valid_from: date
    valid_to: date | None
    instrument: str
    note: str
    parameters: Mapping[str, Parameter] = field(repr=False)
    changed: tuple[str, ...] = ()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the parameters that the rules of this office have.

        Examples
        --------
        >>> from kazlib.law import ReferendumRules
        >>> "turnout_minimum_pct" in ReferendumRules.names()
        True
        """
        return tuple(name for name, value in vars(cls).items() if isinstance(value, Reads))

    @classmethod
    def checked(cls, name: str, value: Any) -> Any:
        """Return a value in the kind that the parameter has, or refuse it.

        Raises
        ------
        InvalidChoice
            If the office has no parameter of that name, or the value is no code word of it.
        InvalidNumber, InvalidThreshold
            If a number is of the wrong kind or outside its range.
        """
        if name not in cls.names():
            raise InvalidChoice.of(name, "parameter", cls.names())
        return getattr(cls, name).check(value, name)

    @property
    def hypothetical(self) -> bool:
        """Whether these rules are a reform and were never law."""
        return bool(self.changed)

    def parameter(self, name: str) -> Parameter:
        """Return a parameter with its state and source, without raising for unknown rules.

        Raises
        ------
        InvalidChoice
            If the office has no parameter of that name.
        """
        if name not in self.parameters:
            raise InvalidChoice.of(name, f"parameter of the {self.office}", self.parameters)
        return self.parameters[name]

    def read(self, name: str) -> Any:
        """Return the value of a parameter; ``None`` where the law sets none.

        Raises
        ------
        UnknownRule
            If the text of the law was not seen on this point.
        """
        parameter = self.parameter(name)
        if parameter.state == "unknown":
            raise UnknownRule(
                f"The rule {name} for the {self.chamber} on {self.on.isoformat()} is unknown: the "
                f"law was not seen on this point. What is known: {parameter.known}. Set a value of "
                f"your own to try a what-if.",
                name,
            )
        return parameter.value

    def why(self, name: str) -> Source:
        """Return the source of a parameter: title, url, article of law, confidence.

        Examples
        --------
        >>> from kazlib.law import rules
        >>> rules("mazhilis", on=date(2012, 1, 15)).why("runner_up_leftover").confidence
        'assumption'
        """
        return self.parameter(name).source

    def reform(self, **changes: Any) -> Self:
        """Return the same rules with some values changed: hypothetical, and they know it.

        Parameters
        ----------
        **changes
            New values by the name of the parameter; ``None`` means that the law sets none.

        Raises
        ------
        InvalidChoice
            If the office has no such parameter.
        InvalidNumber, InvalidThreshold
            If a value is of the wrong kind or outside its range.

        Examples
        --------
        >>> from kazlib.law import rules
        >>> law = rules("mazhilis", on=date(2021, 1, 10))
        >>> print(law.reform(threshold_pct=5).why("threshold_pct"))
        Hypothetical reform: threshold_pct is 5 instead of 7 [assumption]
        """
        parameters = dict(self.parameters)
        for name, given in changes.items():
            old = self.parameter(name)
            value = None if given is None else self.checked(name, given)
            before = {"value": _shown(old.value), "none": "none", "unknown": "an unknown value"}
            title = f"Hypothetical reform: {name} is {_shown(value)} instead of {before[old.state]}"
            parameters[name] = Parameter(
                name=name,
                value=value,
                state="none" if value is None else "value",
                text="",
                known="",
                source=Source(title=title, confidence="assumption"),
            )
        return replace(
            self,
            parameters=MappingProxyType(parameters),
            changed=(*self.changed, *(name for name in changes if name not in self.changed)),
        )


def _shown(value: object) -> str:
    return plain(value) if isinstance(value, (int, Fraction)) else str(value)
