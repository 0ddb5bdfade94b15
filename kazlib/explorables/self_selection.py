"""self-selection: who answers an open vote on the internet, beside samples drawn by lot.

A model with an invented electorate and an invented question, and nothing else.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kazlib.controls import Choice, Control, Number, Slider, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, percentage, plain, whole
from kazlib.figures.svg import picture
from kazlib.figures.svg_lines import Intervals, intervals
from kazlib.models.selfselection import (
    Group,
    OpenVote,
    audience_for,
    expected_support,
    open_vote,
    random_sample,
    true_support,
)
from kazlib.outcome import Outcome, Source, Table

TITLE = "Who answers an open vote"

REPEATS = 20
"""How often each way of asking is repeated; a 95% interval should hold the truth in about 19."""

_IDS = "self-selection"
_ELECTORATE = 12_000_000  # invented, of the size of a country with some 12 million voters
_TOWNS = 0.6  # invented share of voters who live in towns
_ANSWERS = {str(10**k): f"{10**k:,}" for k in range(2, 6)}
_LARGEST_SAMPLE = 10_000

CONTROLS: tuple[Control, ...] = (
    Slider("support_towns", "In favour, towns", 50, "%", 0, 100, 1),
    Slider("support_villages", "In favour, villages", 30, "%", 0, 100, 1),
    Slider("access_towns", "Online, towns", 90, "%", 0, 100, 1),
    Slider("access_villages", "Online, villages", 50, "%", 0, 100, 1),
    Slider("answer_for", "Online, in favour: answer", 6, "%", 0, 20, 1),
    Slider("answer_others", "Online, others: answer", 2, "%", 0, 20, 1),
    Choice("answers", "Answers to the open vote", "10000", _ANSWERS),
    Slider("sample", "Small random sample", 500, "people", 100, 2000, 100),
    Number("seed", "Luck", 1, "seed"),
)

RESETS: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class _Way:
    """A way of asking, with its repeats; the first is the one that is reported."""

    name: str
    answers: int
    repeats: tuple[OpenVote, ...]

    def holding(self, truth: float) -> int:
        """Return how many repeats hold the truth in their claimed interval."""
        return sum(vote.holds(truth) for vote in self.repeats)


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["answers"], shown(sample=1000)["sample"]
    ('10000', 1000)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    support_towns: Exact = 50,
    support_villages: Exact = 30,
    access_towns: Exact = 90,
    access_villages: Exact = 50,
    answer_for: Exact = 6,
    answer_others: Exact = 2,
    answers: str = "10000",
    sample: int = 500,
    seed: int = 1,
) -> Outcome:
    """Hold an open vote in an invented electorate, and ask two random samples the same question.

    Four groups: in towns (60 per cent of the voters) and villages, those in favour and the others.
    A group answers at the rate ``access × answer``; what follows is in
    :mod:`kazlib.models.selfselection`.

    Parameters
    ----------
    support_towns, support_villages
        Voters in favour, in per cent, 0 to 100.
    access_towns, access_villages
        Voters who are online, in per cent, 0 to 100.
    answer_for, answer_others
        Of those online, the share that answers the open vote, in per cent, 0 to 100.
    answers
        Expected answers: ``"100"``, ``"1000"``, ``"10000"`` or ``"100000"``.
    sample
        Size of the small random sample, 1 to 10,000; the other one has as many as the open vote.
    seed
        The luck of the draws, from 0.

    Returns
    -------
    Outcome
        Sentence, intervals of 20 repeats for each way of asking, table, sources.

    Raises
    ------
    KazlibError
        With a message for readers: shares outside 0 to 100, nobody who answers, or more answers
        than the electorate can give at these rates.

    Examples
    --------
    >>> print(compute(answer_others=6, access_villages=90).sentence.split(". ")[1])
    The open vote has no bias here: whoever answers is like those who do not
    """
    groups = _groups(
        (percentage(support_towns, "support_towns"), percentage(access_towns, "access_towns")),
        (
            percentage(support_villages, "support_villages"),
            percentage(access_villages, "access_villages"),
        ),
        (percentage(answer_for, "answer_for"), percentage(answer_others, "answer_others")),
    )
    if answers not in _ANSWERS:
        raise InvalidChoice.of(answers, "answers", _ANSWERS)
    if whole(sample, "sample", 1) > _LARGEST_SAMPLE:
        raise InvalidNumber(f"sample is {plain(sample)}; it must be from 1 to 10,000.")
    ways = _ask(groups, int(answers), sample, random.Random(whole(seed, "seed", 0)))
    truth, bias = true_support(groups), expected_support(groups) - true_support(groups)
    sentence = _sentence(ways, truth, bias)
    return Outcome(
        sentence=sentence,
        svg=_picture(ways, truth, sentence),
        table=_table(ways, truth, truth + bias),
        sources=_SOURCES,
    )


def _groups(
    towns: tuple[Exact, Exact], villages: tuple[Exact, Exact], answer: tuple[Exact, Exact]
) -> list[Group]:
    """Return the four groups; towns and villages are (support, access), all in per cent."""
    groups = []
    for place, share, (support, access) in (
        ("towns", _TOWNS, towns),
        ("villages", 1 - _TOWNS, villages),
    ):
        for name, part, opinion, rate in (
            ("in favour", support, 1.0, answer[0]),
            ("others", 100 - support, 0.0, answer[1]),
        ):
            reached = float(access * rate) / 10_000
            groups.append(Group(f"{name}, {place}", share * float(part) / 100, opinion, reached))
    return groups


def _ask(groups: Sequence[Group], answers: int, sample: int, rng: random.Random) -> list[_Way]:
    audience = audience_for(groups, answers)
    if audience > _ELECTORATE:
        raise InvalidNumber(
            f"answers is {plain(answers)}; at these rates that takes more than the "
            f"{plain(_ELECTORATE)} voters of the invented electorate. Choose fewer answers, or "
            f"higher rates."
        )
    votes = tuple(open_vote(groups, audience, rng=rng) for _ in range(REPEATS))
    ways = [_Way("Open vote", votes[0].answers, votes)]
    for name, size in (("Random, same size", votes[0].answers), ("Random, small", sample)):
        drawn = tuple(random_sample(groups, size, rng=rng) for _ in range(REPEATS))
        ways.append(_Way(name, size, drawn))
    return ways


def _points(share: float) -> str:
    return f"{100 * share:.1f}"


def _claim(vote: OpenVote) -> str:
    return f"{_points(vote.share)}% (claimed margin {_points(vote.margin)} points)"


def _sentence(ways: Sequence[_Way], truth: float, bias: float) -> str:
    vote, same, small = (way.repeats[0] for way in ways)
    if abs(bias) < 0.0005:
        lean = "The open vote has no bias here: whoever answers is like those who do not"
    else:
        lean = f"The open vote leans by {_points(abs(bias))} points {'up' if bias > 0 else 'down'}"
    holds = [str(way.holding(truth)) for way in ways]
    return (
        f"MODEL, invented electorate: {_points(truth)}% are in favour. {lean}. With "
        f"{plain(ways[0].answers)} answers it says {_claim(vote)}. A random sample of the same "
        f"size says {_claim(same)}, one of {plain(ways[2].answers)} says {_claim(small)}. In "
        f"{REPEATS} repeats the claimed interval holds the truth {holds[0]}, {holds[1]} and "
        f"{holds[2]} times. It says nothing about a real vote."
    )


def _picture(ways: Sequence[_Way], truth: float, sentence: str) -> str:
    rows = [
        Intervals(
            f"{way.name}, {plain(way.answers)}: {_points(way.repeats[0].share)}%",
            [(100 * vote.share, 100 * vote.margin) for vote in way.repeats],
        )
        for way in ways
    ]
    mark = intervals(rows, truth=100 * truth, label=f"true: {_points(truth)}%")
    title = (
        f"MODEL: {_points(truth)}% are in favour, the open vote says "
        f"{_points(ways[0].repeats[0].share)}%"
    )
    return picture((mark,), ids=_IDS, title=title, desc=sentence)


def _table(ways: Sequence[_Way], truth: float, expected: float) -> Table:
    return Table(
        caption=(
            f"MODEL. Electorate and question are invented; {_points(truth)}% are in favour. "
            f"Last column: of {REPEATS} repeats, those whose claimed interval holds the truth."
        ),
        columns=(
            "Way of asking",
            "Answers",
            "Says, %",
            "Claimed margin, points",
            "Error, points",
            "Expected, %",
            "Holds the truth",
        ),
        rows=tuple(
            (
                way.name,
                way.answers,
                round(100 * way.repeats[0].share, 1),
                round(100 * way.repeats[0].margin, 1),
                round(100 * (way.repeats[0].share - truth), 1) + 0.0,  # never -0.0
                round(100 * mean, 1),
                way.holding(truth),
            )
            for way, mean in zip(ways, (expected, truth, truth), strict=True)
        ),
    )


_SOURCES = (
    Source("Idea: Kish (1965), Survey Sampling", confidence="recalled"),
    Source(
        "More answers, surer of a wrong number: Meng (2018), Annals of Applied Statistics 12(2)",
        "https://doi.org/10.1214/18-AOAS1161SF",
    ),
    Source(
        "Electorate, question and all rates: invented; 60% live in towns, one answer a person, "
        "everybody in a random sample is found and answers",
        confidence="assumption",
    ),
)
