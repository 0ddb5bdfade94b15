"""What two-rounds answers: a count, and perhaps a model, in words, picture and table."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kazlib.exact import Exact, plain
from kazlib.figures.svg import Bar, bars_with_threshold, picture
from kazlib.law import PresidentRules
from kazlib.models.runoff import Races
from kazlib.offices.majority import Round
from kazlib.offices.race import Race, overtaking_share
from kazlib.outcome import Cell, Outcome, Source, Table
from kazlib.tables.presidents import PresidentialElection
from kazlib.texts import ENGLISH

ENTERED = "the votes were the ones entered here"
_ISSUED = date(2022, 11, 20)  # took part: the number of ballots issued


@dataclass(frozen=True)
class Case:
    """A count with everything that is said of it; ``changes`` are the what-ifs in words."""

    held: PresidentialElection | None  # None: an invented race
    race: Race
    law: PresidentRules
    result: Round
    base: str
    reached: bool | None
    changes: tuple[str, ...]

    @property
    def lines_missing(self) -> bool:
        """Whether votes against all were cast, and are not in the data (1999)."""
        line = self.law.parameter("against_all").value is True
        return self.held is not None and line and not self.race.against

    @property
    def majority_seen(self) -> bool:
        """Whether it is known, or set in a what-if, how large a majority must be."""
        return self.law.parameter("majority_pct").state != "unknown"

    @property
    def base_words(self) -> str:
        """What the shares are counted on."""
        number = plain(self.result.base_votes)
        if self.base == "registered":
            return f"the {number} registered voters"
        if self.base == "valid":
            if self.lines_missing:
                return (
                    f"the {number} votes for candidates (the ballot had a line against all; its "
                    "votes are not in the data)"
                )
            return f"the {number} votes on the lines of the ballot"
        if self.race.took_part is None:
            missing = ", nor are the votes against all" if self.lines_missing else ""
            return (
                f"the {number} votes for the lines published (the law counts all who took part; "
                f"their number is not in the data{missing})"
            )
        issued = self.held is not None and self.held.day == _ISSUED and not self.changes
        return f"the {number} who took part{', that is, ballots issued' if issued else ''}"


def answer(case: Case, law: PresidentRules, races: Races | None, uncertainty: Exact) -> Outcome:
    """Return the outcome of a count.

    Parameters
    ----------
    case
        The count.
    law
        The law of the day, unchanged, for the sources.
    races
        What the model gave; ``None`` without a model.
    uncertainty
        Of the model, in per cent.

    Examples
    --------
    >>> from kazlib.explorables.two_rounds import compute
    >>> compute(election="2019-06-09").table.rows[0]
    ('Kassym-Jomart Tokayev', 6539715, 70.52, 70.96, 'elected')
    """
    sentence = _sentence(case)
    if races is not None:
        sentence += f" {_in_the_model(races, plain(uncertainty))}"
    return Outcome(
        sentence=sentence,
        svg=_picture(case, races, sentence),
        table=_table(case, races),
        sources=_sources(case, law, races),
    )


def _sentence(case: Case) -> str:
    held = case.held
    text = f"What if {'; and if '.join(case.changes)}? " if case.changes else ""
    if held is None:
        text += "An invented race. "
    elif not case.changes:
        text += (
            f"Official result of {ENGLISH.day(held.day)}: {held.winner} "
            f"{plain(held.votes[held.winner])} votes, {held.shares[held.winner]}% of "
            f"{held.share_base}. "
        )
    needed = plain(case.result.needed)
    majority = case.law.parameter("majority_pct")
    if not case.majority_seen:
        text += (
            f"What the law asked for was not seen. Half of {case.base_words} and one more would be "
            f"{needed}, and the winner had more than half of all registered voters. "
        )
    else:
        text += (
            f"A majority is more than {plain(majority.value)}% of {case.base_words}, at least "
            f"{needed} votes. "
        )
    text += _who(case)
    if case.changes:
        text += " Mechanical effect only: all other votes are held fixed."
    return text


def _share(result: Round, name: str) -> str:
    return f"{plain(Fraction(100 * result.votes[name], result.base_votes))}%"


def _who(case: Case) -> str:
    result = case.result
    if case.reached is False:
        least = plain(case.law.turnout_minimum_pct or 0)
        return f"The election is not valid: fewer than {least}% of registered voters took part."
    doubt = "" if case.reached else " (if turnout was enough: it is not known)"
    if result.elected:
        share = _share(result, result.elected)
        return f"{result.elected} is elected in the first round with {share}{doubt}."
    if result.tie is not None:
        level = " and ".join(result.tie.parties)
        return f"Nobody is elected, and places in a second round are tied between {level}{doubt}."
    if not result.second_round:
        return f"The only candidate has no majority, so nobody is elected{doubt}."
    two = sorted(result.second_round, key=lambda line: -result.votes[line])
    places = " and ".join(f"{line} ({_share(result, line)})" for line in two)
    return f"Nobody is elected: {places} go to a second round{doubt}. {_overtake(result, two)}"


def _overtake(result: Round, two: list[str]) -> str:
    """Say what share of the other candidates' voters would carry the second past the first."""
    first, second = two
    needed = overtaking_share(result)
    if needed is None:
        return (
            f"Even with every voter of the other candidates {second} would not pass {first}, if "
            "the first's own voters vote again."
        )
    return (
        f"{second} would pass {first} with more than {plain(needed, 1)}% of the voters of the "
        "other candidates, if all of these vote again."
    )


def _in_the_model(races: Races, spread: str) -> str:
    share = plain(Fraction(100 * races.second_rounds, races.runs), 1)
    return (
        f"MODEL, not a forecast: if the votes of every line may differ by about {spread}% "
        f"(assumed), {races.second_rounds} of {races.runs} simulated races ({share}%) go to a "
        "second round."
    )


def _standing(line: str, result: Round) -> str:
    if line == result.elected:
        return "elected"
    if line in result.second_round:
        return "second round"
    return "tied" if result.tie is not None and line in result.tie.parties else ""


def _picture(case: Case, races: Races | None, sentence: str) -> str:
    result = case.result
    bars = []
    for style, (line, count) in enumerate(case.race.votes.items()):
        standing = _standing(line, result)
        share = 100 * count / result.base_votes
        note = f"{share:.2f}%" + (f" {standing}" if standing else "")
        bars.append(Bar(line, share, note, style, bool(standing)))
    more_than = case.law.parameter("majority_pct").value or 50
    marks = [
        bars_with_threshold(
            bars,
            ids="two-rounds",
            threshold=float(more_than),
            threshold_label=f"more than {plain(more_than)}% elects"
            if case.majority_seen
            else "half; the law was not seen",
        )
    ]
    if races is not None:
        counts = {"second round": races.second_rounds} | {
            f"{line} at once": n for line, n in races.elected.items()
        }
        modelled = [
            Bar(f"Model: {label}", 100 * n / races.runs, f"{100 * n / races.runs:.1f}%", 7, True)
            for label, n in counts.items()
        ]
        marks.append(
            bars_with_threshold(modelled, ids="two-rounds", threshold=0, threshold_label="")
        )
    two = " and ".join(result.second_round)
    title = f"{result.elected} is elected" if result.elected else "Nobody is elected"
    title += f"; second round: {two}" if two else ""
    return picture(marks, ids="two-rounds", title=title, desc=sentence)


def _table(case: Case, races: Races | None) -> Table:
    held, result = case.held, case.result
    published = held.shares if held else {}
    rows: list[tuple[Cell, ...]] = [
        (
            line,
            count,
            round(100 * count / result.base_votes, 2),
            float(published[line]) if line in published else "",
            _standing(line, result),
        )
        for line, count in case.race.votes.items()
    ]
    rest = result.base_votes - sum(case.race.votes.values())
    if rest:
        label = "No line, or stayed at home" if case.base == "registered" else "For no line"
        rows.append((label, rest, round(100 * rest / result.base_votes, 2), "", ""))
    if races is not None:
        counts = {"second round": races.second_rounds} | {
            f"{line} elected at once": n for line, n in races.elected.items()
        }
        rows += [(f"MODEL: {label}", n, "", "", "simulated races") for label, n in counts.items()]
    base = f" Published shares are of {held.share_base}." if held else ""
    seen = "by the law of the day" if case.majority_seen else "the law's majority was not seen"
    kind = "what-if" if case.changes else seen
    return Table(
        caption=f"First round, {kind}. Shares are of {case.base_words}.{base}",
        columns=("Line", "Votes", "Share, %", "Published, %", "Result"),
        rows=tuple(rows),
    )


_SOURCED = {
    "majority_pct": "Majority",
    "majority_base": "Base of the majority",
    "runoff_candidates": "Second round",
    "turnout_minimum_pct": "Least turnout",
}


def _sources(case: Case, law: PresidentRules, races: Races | None) -> tuple[Source, ...]:
    held = None if ENTERED in case.changes else case.held
    found = [replace(held.source, title=f"Votes: {held.source.title}")] if held else []
    for parameter, label in _SOURCED.items():
        why = law.why(parameter)
        found.append(replace(why, title=f"{label}: {why.title}"))
    if races is not None:
        model = "Model: lines move independently, normal on the log scale; the size is assumed"
        found.append(Source(model, confidence="assumption"))
    return tuple(found)
