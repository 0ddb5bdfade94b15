"""Numbers by list, as measures take them: a mapping of names, or a sequence in a fixed order."""

from collections.abc import Mapping, Sequence
from typing import Any

from kazlib.errors import InvalidVotes
from kazlib.exact import whole

Counts = Sequence[int] | Mapping[Any, int]


def paired(votes: Counts, seats: Counts) -> tuple[list[int], list[int]]:
    """Return votes and seats of the same lists, in the order of the votes.

    Parameters
    ----------
    votes, seats
        Whole numbers by list, both as mappings or both as sequences. A list that a mapping of
        seats does not name has none.

    Raises
    ------
    InvalidVotes
        If the lists do not agree, a number is not whole and at least 0, or all are 0.

    Examples
    --------
    >>> paired({"A": 60, "B": 40}, {"A": 3})
    ([60, 40], [3, 0])
    """
    if isinstance(votes, Mapping) != isinstance(seats, Mapping):
        raise InvalidVotes("votes and seats must be of one kind: both mappings or both sequences.")
    if isinstance(votes, Mapping) and isinstance(seats, Mapping):
        extra = [party for party in seats if party not in votes]
        if extra:
            raise InvalidVotes(f"seats names lists without votes: {extra}; votes may be 0.")
        both = [(votes[party], seats.get(party, 0)) for party in votes]
    elif len(votes) == len(seats):
        both = list(zip(votes, seats, strict=True))
    else:
        raise InvalidVotes(f"votes has {len(votes)} lists and seats {len(seats)}; they must agree.")
    return counted([v for v, _ in both], "votes"), counted([s for _, s in both], "seats")


def counted(values: Counts, name: str) -> list[int]:
    """Return the numbers as a list.

    Parameters
    ----------
    values
        Whole numbers of at least 0, not all 0.
    name
        What a refusal calls them.

    Raises
    ------
    InvalidVotes
        If a number is not whole and at least 0, or all are 0.

    Examples
    --------
    >>> counted({"A": 3, "B": 0}, "seats")
    [3, 0]
    """
    items = values.values() if isinstance(values, Mapping) else values
    counts = [whole(value, name, 0, InvalidVotes) for value in items]
    if not any(counts):
        raise InvalidVotes(f"{name} has no count above 0; a share cannot be formed.")
    return counts
