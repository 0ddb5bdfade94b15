"""What is stated of a person who wants to stand, and what an application brings.

``None`` means that a fact was not stated; the judgement then leaves the requirement open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from types import MappingProxyType

from kazlib.errors import InvalidNumber
from kazlib.exact import Number, exact, whole


@dataclass(frozen=True)
class _Facts:
    """Checks what is stated of a person or an application; ``None`` means not stated."""

    def __post_init__(self) -> None:
        for entry in fields(self):
            value = getattr(self, entry.name)
            if value is None:
                continue
            if entry.type == bool | None and not isinstance(value, bool):
                raise InvalidNumber(f"{entry.name} is {value!r}; it must be True, False or None.")
            if entry.type == int | None:
                whole(value, entry.name, 0)


@dataclass(frozen=True)
class Person(_Facts):
    """What is stated of a person; ``None`` everywhere means not stated.

    Attributes
    ----------
    born : date or None
        Day of birth; give it or ``age``.
    age : int or None
        Age on the day of the verdict, in years.
    birth_citizen : bool or None
        Citizen by birth (not the same as born in the country).
    residency_years, region_residency_years : int or None
        Years of residence in the country, and in the region.
    kazakh_fluency : bool or None
        Fluent in Kazakh.
    higher_education : bool or None
        Has higher education.
    service_years, work_years : int or None
        Years of public service or elected office, and of work.
    elections_won : tuple of date or None
        Presidential elections won, in order of time; an empty tuple for none.
    terms_in_a_row : int or None
        How many of these, the latest, gave terms in a row.
    first_president : bool or None
        Is the First President of the Republic.
    """

    born: date | None = None
    age: int | None = None
    birth_citizen: bool | None = None
    residency_years: int | None = None
    region_residency_years: int | None = None
    kazakh_fluency: bool | None = None
    higher_education: bool | None = None
    service_years: int | None = None
    work_years: int | None = None
    elections_won: tuple[date, ...] | None = None
    terms_in_a_row: int | None = None
    first_president: bool | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.born is not None and self.age is not None:
            raise InvalidNumber("born and age are both given; give one of them.")
        won = self.elections_won or ()
        if not isinstance(won, tuple):
            raise InvalidNumber(f"elections_won is {won!r}; it must be a tuple of days.")
        for day in (*won, *([] if self.born is None else [self.born])):
            if not isinstance(day, date) or isinstance(day, datetime):
                raise InvalidNumber(
                    f"{day!r} is no day; give a datetime.date, as date(1991, 12, 1)."
                )
        if list(won) != sorted(set(won)):
            raise InvalidNumber("elections_won must name each election once, in order of time.")
        if self.terms_in_a_row is not None and self.terms_in_a_row > len(won):
            raise InvalidNumber(
                f"terms_in_a_row is {self.terms_in_a_row}; it must be at most the number of "
                f"elections won, {len(won)}."
            )

    def age_on(self, on: date) -> int | None:
        """Return the age in completed years on a day.

        Raises
        ------
        InvalidNumber
            If the person was born after that day.

        Examples
        --------
        >>> Person(born=date(1982, 11, 21)).age_on(date(2022, 11, 20))
        39
        """
        if self.born is None:
            return self.age
        if self.born > on:
            raise InvalidNumber(f"born is {self.born}; it must not be after {on}.")
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class Application(_Facts):
    """What is brought for registration; ``None`` everywhere means not stated.

    Attributes
    ----------
    signatures : int or None
        Supporting signatures; by default the sum of ``by_unit``.
    by_unit : mapping of str to int or None
        Signatures by region (and city, where the law counts those), with 0 where there are none:
        every unit must be named, because the law asks for a share of them.
    voters : int or None
        Registered voters of the country; for the Senate the electors of the region.
    deposit_min_wages : number or None
        Deposit paid, in minimum monthly wages; for a party list, for each person on it.
    language_test_passed, medical_check_passed : bool or None
        The results.
    self_nominated : bool or None
        Stands without an association.
    penalty_past_year, uncancelled_record : bool or None
        Has an administrative penalty of the past year; a criminal record that is not cancelled.
    """

    signatures: int | None = None
    by_unit: Mapping[str, int] | None = None
    voters: int | None = None
    deposit_min_wages: Number | None = None
    language_test_passed: bool | None = None
    medical_check_passed: bool | None = None
    self_nominated: bool | None = None
    penalty_past_year: bool | None = None
    uncancelled_record: bool | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.deposit_min_wages is not None:
            deposit = exact(self.deposit_min_wages, "deposit_min_wages")
            if deposit < 0:
                raise InvalidNumber(f"deposit_min_wages is {deposit}; it must be at least 0.")
            object.__setattr__(self, "deposit_min_wages", deposit)
        if self.by_unit is None:
            return
        if not isinstance(self.by_unit, Mapping) or not self.by_unit:
            raise InvalidNumber(f"by_unit is {self.by_unit!r}; it must map each unit to a number.")
        counts = {u: whole(n, f"signatures of {u!r}", 0) for u, n in self.by_unit.items()}
        if self.signatures not in (None, sum(counts.values())):
            raise InvalidNumber(
                f"signatures is {self.signatures}; by_unit adds up to {sum(counts.values())}."
            )
        object.__setattr__(self, "by_unit", MappingProxyType(counts))
        object.__setattr__(self, "signatures", sum(counts.values()))
