"""two-rounds: a presidential election counted by the law of its day, or by another rule.

Count and model are kept apart. The sentence, the table and the upper bars are an exact count. One
control, the uncertainty, adds a model of many races near the given one; at 0 there is none.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from kazlib.controls import Ballot, Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidNumber, UnknownElection
from kazlib.exact import Exact, exact, percentage, plain, whole
from kazlib.exact import Number as AnyNumber
from kazlib.explorables.two_rounds_answer import ENTERED, Case, answer
from kazlib.law import PresidentRules, rules
from kazlib.models.runoff import Races, first_rounds
from kazlib.offices.majority import Round, read_votes
from kazlib.offices.president import first_round
from kazlib.offices.race import Goal, Race
from kazlib.outcome import Outcome
from kazlib.tables.presidents import (
    NO_CANDIDATES,
    PresidentialElection,
    presidential_election,
    presidential_elections,
)

TITLE = "One round or two"

INVENTED = "invented"
_INVENTED_VOTES = {
    "Candidate A": 494_000,
    "Candidate B": 256_000,
    "Candidate C": 150_000,
    "Candidate D": 60_000,
    "Against all": 20_000,
}
_INVENTED_DAY = date(2022, 11, 20)  # whose rules the invented election borrows
_RUNS = 500

_BASES = {
    "law": "as in the law: who took part",
    "valid": "votes on the ballot's lines",
    "registered": "registered voters",
}
_TO = {
    "new": "to a new candidate",
    "second": "to the second-placed",
    "home": "nowhere: they stay at home",
}

CONTROLS: tuple[Control, ...] = (
    Choice(
        "election",
        "Election",
        "2022-11-20",
        {
            **{
                election.day.isoformat(): f"{election.day:%Y}: {election.winner}"
                for election in presidential_elections()
            },
            INVENTED: "four invented candidates",
        },
    ),
    Choice("base", "Majority of", "law", _BASES),
    Slider("majority", "More than", None, "%", 50, 75, 1),
    Slider("turnout", "Least turnout", None, "%", 0, 100, 1),
    Slider("move", "The first loses", 0, "% of own votes", 0, 100, 1),
    Choice("to", "These votes go", "new", _TO),
    Slider("uncertainty", "MODEL: uncertainty", 0, "%", 0, 50, 1),
    Number("draws", "MODEL: draws", 1, "seed"),
    Ballot("votes", "Votes", None),
)

RESETS = {"election": ("base", "majority", "turnout", "move", "to", "votes")}


def _official(election: str) -> PresidentialElection | None:
    return None if election == INVENTED else presidential_election(date.fromisoformat(election))


def _name(election: date | str) -> str:
    name = election.isoformat() if isinstance(election, date) else election
    known = [*(held.day.isoformat() for held in presidential_elections()), INVENTED]
    if name not in known:
        raise InvalidChoice.of(name, "election", known)
    return name


def _published(election: str) -> Race:
    held = _official(election)
    if held is None:
        return Race(_INVENTED_VOTES, took_part=1_000_000, registered=1_400_000)
    return Race.of(held)


def _law(election: str) -> PresidentRules:
    held = _official(election)
    return rules("president", on=held.day if held else _INVENTED_DAY)


def shown(*, election: date | str = "2022-11-20", **values: Any) -> Mapping[str, Any]:
    """Return what each control shows; ``None`` where the law was not seen.

    Examples
    --------
    >>> now = shown(election="1991-12-01")
    >>> now["majority"], now["turnout"]
    (None, 50)
    """
    election = _name(election)
    law = _law(election)
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    own["election"] = election
    own["majority"] = law.parameter("majority_pct").value
    own["turnout"] = law.parameter("turnout_minimum_pct").value or 0
    own["votes"] = dict(_published(election).votes)
    return own | {name: value for name, value in values.items() if value is not None}


def compute(
    *,
    election: date | str = "2022-11-20",
    base: str = "law",
    majority: AnyNumber | None = None,
    turnout: AnyNumber | None = None,
    move: AnyNumber = 0,
    to: str = "new",
    uncertainty: AnyNumber = 0,
    draws: int = 1,
    votes: Mapping[str, int] | None = None,
) -> Outcome:
    """Count the first round of a presidential election, by its law or by another rule.

    Parameters
    ----------
    election
        Day of a presidential election (1991 to 2022), or ``"invented"``.
    base
        What the majority is counted on: ``"law"`` (those who took part), ``"valid"`` (votes on the
        lines of the ballot) or ``"registered"``.
    majority
        The share that a winner must exceed, per cent, 50 to 100; ``None``: the law's own.
    turnout
        Least turnout, per cent of registered voters, 0 for none; ``None``: the law's own.
    move
        Per cent of the votes of the first-placed that go elsewhere, 0 to 100.
    to
        Where they go: ``"new"``, ``"second"`` or ``"home"``.
    uncertainty
        Of the model: how much the votes of a line may differ, per cent, 0 (no model) to 100.
    draws
        Seed of the model.
    votes
        Votes by line of the ballot; ``None``: the official ones. Ballots for no line stay as they
        were.

    Returns
    -------
    Outcome
        Shares with the majority line, who is elected or who goes to a second round.

    Raises
    ------
    KazlibError
        With a message for readers: an election never held, a majority below 50, votes, voters or
        rules that are not known.

    Examples
    --------
    >>> print(compute(election="invented").sentence.split(". ")[2])
    Nobody is elected: Candidate A (49.4%) and Candidate B (25.6%) go to a second round

    References
    ----------
    Law on elections of 28 September 1995, by period (data/law/president.toml).
    """
    name = _name(election)
    law = _law(name)
    race, vote_changes = _changed(_published(name), votes, move, to)
    counted, law_changes = _what_if(law, race, base, majority, turnout)
    result = _count(counted, race, base)
    reached = race.enough_took_part(counted)
    if reached is False:
        result = replace(result, elected=None, second_round=(), tie=None)
    spread = _spread(uncertainty)
    # An election that is not valid has no second round to simulate.
    races = _model(race, result, 0 if reached is False else spread, draws)
    changes = (*law_changes, *vote_changes)
    case = Case(_official(name), race, counted, result, base, reached, changes)
    return answer(case, law, races, spread)


def _changed(
    race: Race, votes: Mapping[str, int] | None, move: AnyNumber, to: str
) -> tuple[Race, list[str]]:
    """Return the race with entered and moved votes, and each change in words."""
    if to not in _TO:
        raise InvalidChoice.of(to, "to", _TO)
    changes = []
    if votes is not None and read_votes(votes) != dict(race.votes):
        race = race.with_votes(votes)
        changes.append(ENTERED)
    if share := percentage(move, "move"):
        first, *second = race.leaders()
        goals = {"new": "went to a new candidate", "home": "stayed at home"}
        goal = goals.get(to) or f"went to {', '.join(second)}"
        race = race.moved(share, cast(Goal, to))
        changes.append(f"{plain(share)}% of the voters of {first} {goal}")
    return race, changes


def _what_if(
    law: PresidentRules,
    race: Race,
    base: str,
    majority: AnyNumber | None,
    turnout: AnyNumber | None,
) -> tuple[PresidentRules, list[str]]:
    """Return the rules to count by, and each change in words."""
    if base not in _BASES:
        raise InvalidChoice.of(base, "base", _BASES)
    reform: dict[str, Any] = {}
    changes = []
    if base != "law":
        changes.append(f"the majority were counted on {_BASES[base]}")
    own = law.parameter("majority_pct")
    if majority is not None and (given := percentage(majority, "majority")) != own.value:
        reform["majority_pct"] = given
        was = "not known" if own.state == "unknown" else f"more than {plain(own.value)}%"
        changes.append(f"more than {plain(given)}% were needed (law: {was})")
        if law.parameter("runoff_candidates").state == "unknown":
            reform["runoff_candidates"] = 2
    minimum = law.parameter("turnout_minimum_pct").value or 0
    if turnout is not None and (least := percentage(turnout, "turnout")) != minimum:
        reform["turnout_minimum_pct"] = least or None
        was = f"{plain(minimum)}%" if minimum else "none"
        changes.append(f"the minimum turnout were {plain(least)}% (law: {was})")
    if race.against and law.parameter("against_all").value is False:
        reform["against_all"] = True
        changes.append("the ballot had a line against all")
    return law.reform(**reform) if reform else law, changes


def _count(law: PresidentRules, race: Race, base: str) -> Round:
    if base == "registered" and race.registered is None:
        raise UnknownElection(
            "The number of registered voters of this election is not in the data, so a majority "
            "of them cannot be counted; choose another base or another election."
        )
    took_part = {"law": race.took_part, "valid": None, "registered": race.registered}[base]
    # Turnout is judged apart, on those who took part, whatever the majority is counted on.
    return first_round(
        law.reform(turnout_minimum_pct=None),
        race.candidates,
        took_part=took_part,
        registered=race.registered,
        against_all=race.against,
    )


def _spread(uncertainty: AnyNumber) -> Exact:
    spread = exact(uncertainty, "uncertainty")
    if not 0 <= spread <= 100:
        raise InvalidNumber(f"uncertainty is {plain(spread)}; it must be from 0 to 100 per cent.")
    return spread


def _model(race: Race, result: Round, spread: Exact, draws: int) -> Races | None:
    seed = whole(draws, "draws", 0)
    if not spread:
        return None
    return first_rounds(
        race.votes,
        result.needed,
        sd=float(spread) / 100,
        rng=random.Random(seed),
        runs=_RUNS,
        no_candidates=NO_CANDIDATES,
    )
