"""Everything that can be wrong with an input, by name.

Every error of kazlib is a :class:`ValueError`, so that a caller who does not care about the kind
can catch one class. Messages name the value, the rule and the allowed range; widgets show them in
place of the picture.
"""

from collections.abc import Iterable

_LONGEST = 80


def quoted(value: object) -> str:
    """Return a value as messages quote it: cut where it is so long that nobody would read on.

    Examples
    --------
    >>> quoted("hair"), quoted("9" * 100000).lstrip("'9")
    ("'hair'", '… (100,000 characters)')
    """
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(str(value)):,} characters)"


class KazlibError(ValueError):
    """Base of all errors that kazlib raises on purpose."""


class InvalidNumber(KazlibError):
    """A number is of the wrong kind or outside its range."""


class InvalidVotes(KazlibError):
    """Votes that no ballot count can give: negative, not whole, empty or all zero."""


class InvalidSeats(KazlibError):
    """A number of seats that no chamber can have."""


class InvalidThreshold(KazlibError):
    """A threshold outside 0 to 100 per cent, or not a number."""


class InvalidChoice(KazlibError):
    """A name that is not among the names that exist."""

    @classmethod
    def of(cls, value: object, what: str, allowed: Iterable[object]) -> "InvalidChoice":
        """Build the message ``what`` is ``value``, with the allowed names.

        Parameters
        ----------
        value
            What was given.
        what
            The parameter or rule, in words.
        allowed
            All values that would have been accepted.

        Examples
        --------
        >>> print(InvalidChoice.of("hair", "quota", ["hare", "droop"]))
        quota is 'hair'; allowed: hare, droop.
        """
        return cls(f"{what} is {quoted(value)}; allowed: {', '.join(map(str, allowed))}.")


class DuplicateParty(KazlibError):
    """One list of candidates is named twice."""


class InvalidTieBreak(KazlibError):
    """An order of preference that does not settle the tie."""


class OverAllocation(KazlibError):
    """Whole quotas alone give more seats than the chamber has."""


class NoListPasses(KazlibError):
    """No list reaches the threshold, and the law that was seen says nothing of that case."""


class InvalidLaw(KazlibError):
    """A file of the law lacks a part, or has one of the wrong kind."""


class UnknownElection(KazlibError):
    """No election is recorded on that date."""


class UnknownRule(KazlibError):
    """The law of that date is not known, or not known on this point.

    Attributes
    ----------
    parameter : str
        The name of the rule, or an empty string when no rules are known at all.
    """

    def __init__(self, message: str, parameter: str = "") -> None:
        super().__init__(message)
        self.parameter = parameter
