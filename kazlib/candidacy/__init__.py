"""Who may stand for an office on a day, and whose application is registered.

Every requirement is judged by itself: met, not met, or not known, because the law was not seen on
that point or because the fact was not stated. Nothing is guessed, so a verdict can stay open::

    >>> from datetime import date
    >>> verdict = eligibility("president", Person(age=38), on=date(2005, 12, 4))
    >>> verdict.passed
    False
    >>> print(verdict.refusals[0].sentence)
    Age: at least 40 asked; stated: 38.
"""

from kazlib.candidacy.applying import registration, signatures_needed
from kazlib.candidacy.facts import Application, Person
from kazlib.candidacy.invented import INVENTED, Contender, invented_contenders
from kazlib.candidacy.standing import eligibility
from kazlib.candidacy.verdict import Requirement, Verdict

__all__ = [
    "INVENTED",
    "Application",
    "Contender",
    "Person",
    "Requirement",
    "Verdict",
    "eligibility",
    "invented_contenders",
    "registration",
    "signatures_needed",
]
