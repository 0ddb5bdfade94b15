"""Invented contenders: what real ones collected in 1998 is not known."""

import random
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from kazlib.candidacy.applying import signatures_needed
from kazlib.candidacy.facts import Application, Person
from kazlib.errors import InvalidChoice
from kazlib.exact import whole
from kazlib.law import PresidentRules

INVENTED = (
    "Contenders A to H are invented. Their facts are drawn at random from ranges that were chosen "
    "for teaching; they describe no person, and what the contenders of 1998 collected is not known."
)
"""What every page that shows them must say."""

AGES = (30, 75)
RESIDENCE_YEARS = (5, 60)
SERVICE_YEARS = (0, 20)
SIGNATURES_PCT = (50, 150)
"""Signatures brought, in per cent of the number asked for."""
CHANCES = MappingProxyType(
    {
        "birth_citizen": 0.9,
        "kazakh_fluency": 0.8,
        "higher_education": 0.9,
        "deposit": 0.8,
        "medical_check": 0.9,
        "self_nominated": 0.4,
        "penalty": 0.2,
        "record": 0.1,
    }
)
"""The chance of each yes; ``deposit`` is the chance that all of it is paid, else half of it."""


@dataclass(frozen=True)
class Contender:
    """An invented contender; :data:`INVENTED` says so to readers.

    Attributes
    ----------
    name : str
        A letter.
    person : Person
        Age and other facts.
    application : Application
        What the contender brings.
    """

    name: str
    person: Person
    application: Application


def invented_contenders(
    rng: random.Random, law: PresidentRules, *, units: int = 16, voters: int | None = None
) -> tuple[Contender, ...]:
    """Draw eight invented contenders for President, A to H.

    Parameters
    ----------
    rng
        The generator; the same seed gives the same contenders.
    law
        The rules: signatures and deposit are drawn around what they ask for.
    units
        Regions and cities; 16 from 1999 to 2018.
    voters
        Registered voters, where the law asks for a share of them.

    Returns
    -------
    tuple of Contender
        Ages from :data:`AGES`, years from :data:`RESIDENCE_YEARS` and :data:`SERVICE_YEARS`,
        signatures from :data:`SIGNATURES_PCT` of the number asked for, spread over a third of the
        units up to all of them, the rest by :data:`CHANCES`. None has won an election before. A
        deposit that the law does not set, or that was not seen, is not stated.

    Raises
    ------
    InvalidChoice
        If ``rng`` is no generator.
    InvalidNumber
        If ``units`` or ``voters`` is not at least 1.
    UnknownRule
        If the number of signatures that the law asked for is not known.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("president", on=date(1998, 11, 30))
    >>> field = invented_contenders(random.Random(1998), law)
    >>> [contender.name for contender in field]
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
    >>> field == invented_contenders(random.Random(1998), law)
    True
    """
    if not isinstance(rng, random.Random):
        raise InvalidChoice.of(rng, "rng", ["a random.Random, such as random.Random(1)"])
    whole(units, "units", 1)
    needed = signatures_needed(law, voters)
    return tuple(_contender(rng, law, name, needed, units, voters) for name in "ABCDEFGH")


def _contender(
    rng: random.Random, law: PresidentRules, name: str, needed: int, units: int, voters: int | None
) -> Contender:
    yes = {fact: rng.random() < chance for fact, chance in CHANCES.items()}
    person = Person(
        age=rng.randint(*AGES),
        birth_citizen=yes["birth_citizen"],
        residency_years=rng.randint(*RESIDENCE_YEARS),
        kazakh_fluency=yes["kazakh_fluency"],
        higher_education=yes["higher_education"],
        service_years=rng.randint(*SERVICE_YEARS),
        elections_won=(),
        first_president=False,
    )
    deposit = law.parameter("deposit_min_wages").value
    least, most = (needed * share // 100 for share in SIGNATURES_PCT)
    application = Application(
        by_unit=_by_unit(rng, rng.randint(least, most), units),
        voters=voters,
        deposit_min_wages=None
        if deposit is None
        else deposit
        if yes["deposit"]
        else Fraction(deposit, 2),
        language_test_passed=yes["kazakh_fluency"],
        medical_check_passed=yes["medical_check"],
        self_nominated=yes["self_nominated"],
        penalty_past_year=yes["penalty"],
        uncancelled_record=yes["record"],
    )
    return Contender(name, person, application)


def _by_unit(rng: random.Random, signatures: int, units: int) -> dict[str, int]:
    """Spread signatures over some of the units, in proportion to random weights."""
    collected_in = rng.sample(range(units), rng.randint(-(-units // 3), units))
    weights = {unit: rng.randint(50, 150) for unit in collected_in}
    total = sum(weights.values())
    counts = [signatures * weights.get(u, 0) // total for u in range(units)]
    # Whole parts leave a few signatures over.
    counts[collected_in[0]] += signatures - sum(counts)
    return {f"Region {u + 1}": count for u, count in enumerate(counts)}
