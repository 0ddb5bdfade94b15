"""What exit-poll answers: one poll and one hundred, in words, picture and table."""

from dataclasses import dataclass

from kazlib.exact import plain
from kazlib.figures.svg import Bar, bars_with_threshold, picture
from kazlib.figures.svg_intervals import Interval, interval_key, intervals
from kazlib.models.exitpoll import ExitPoll, expected_coverage, response_ratio
from kazlib.outcome import Outcome, Source, Table

POLLS = 100
"""Polls that are simulated, so that a count of them is a share in per cent."""

_IDS = "exit-poll"
_DRAWN = 24  # of them; more would be hairs on a phone
_KINDS = {False: "as if a simple sample", True: "with the design effect"}


def interval_of(poll: ExitPoll, share: float, *, clustered: bool) -> tuple[float, float]:
    """Return the interval around a share, in per cent.

    Examples
    --------
    >>> [round(end, 1) for end in interval_of(ExitPoll(), 0.6, clustered=True)]
    [58.6, 61.4]
    """
    low, high = poll.interval(share, clustered=clustered)
    return 100 * low, 100 * high


@dataclass(frozen=True)
class Case:
    """One design with its simulated polls; ``real``: its size is that of a real poll."""

    poll: ExitPoll
    truth: float
    observed: float
    shares: tuple[float, ...]
    seed: int
    real: bool

    def interval(self, share: float, *, clustered: bool) -> tuple[float, float]:
        """Return the interval around a share of this design, in per cent."""
        return interval_of(self.poll, share, clustered=clustered)

    def held(self, *, clustered: bool) -> int:
        """Count the polls whose interval holds the true share."""
        ends = (self.interval(share, clustered=clustered) for share in self.shares)
        return sum(low <= 100 * self.truth <= high for low, high in ends)

    @property
    def bias(self) -> float:
        """What unequal response adds to the share, in points, before any luck."""
        return 100 * (self.poll.expected_share(self.truth) - self.truth)


def answer(case: Case) -> Outcome:
    """Return the outcome of a case.

    Examples
    --------
    >>> case = Case(ExitPoll(900, 30), 0.6, 0.55, (0.58, 0.66), 1, False)
    >>> answer(case).table.rows[2]
    ('True share (assumed), %', 60.0, '')
    """
    sentence = _sentence(case)
    return Outcome(sentence, _picture(case, sentence), _table(case), _sources(case))


def _range(ends: tuple[float, float]) -> str:
    return f"{ends[0]:.1f} to {ends[1]:.1f}"


def _sentence(case: Case) -> str:
    poll, share = case.poll, case.shares[0]
    wide = case.interval(share, clustered=True)
    text = (
        f"MODEL, true share {plain(round(100 * case.truth, 6))}% assumed; "
        f"{plain(poll.interviews)} answers at {plain(poll.stations)} "
        f"station{'' if poll.stations == 1 else 's'}, design effect {poll.design_effect:.2f}. "
        f"The first simulated poll shows {100 * share:.1f}%, with an interval of "
        f"{_range(case.interval(share, clustered=False))} as if a simple sample, and of "
        f"{_range(wide)} with the design effect. "
        f"Of {len(case.shares)} such polls the simple interval holds the true share in "
        f"{case.held(clustered=False)}, that with the design effect in "
        f"{case.held(clustered=True)}. "
    )
    if wide[0] < 0 or wide[1] > 100:
        text += "An interval beyond 0 or 100: the formula fails so near to an end. "
    text += (
        "Both sides answer alike, so nothing but luck moves the poll. "
        if not round(case.bias, 9)
        else f"The two sides do not answer alike: that alone moves the poll by {case.bias:+.1f} "
        "points, whatever its size. "
    )
    return text + _arithmetic(case)


def _arithmetic(case: Case) -> str:
    ratio = response_ratio(case.truth, case.observed)
    return (
        f"Arithmetic: with {plain(round(100 * case.truth, 6))}% true, a poll would show "
        f"{plain(round(100 * case.observed, 6))}% if supporters answered {ratio:.2f} times as "
        "often as others. So could faults of list, fieldwork or count: a gap does not name its "
        "cause."
    )


def _picture(case: Case, sentence: str) -> str:
    rows = [
        Interval(
            100 * share,
            case.interval(share, clustered=False),
            case.interval(share, clustered=True),
        )
        for share in case.shares[:_DRAWN]
    ]
    true = f"true {plain(round(100 * case.truth, 6))}%"
    held = {kind: case.held(clustered=kind) for kind in _KINDS}
    bars = [
        Bar(
            f"{name}".capitalize(),
            held[kind],
            f"{held[kind]} of {len(case.shares)}",
            0 if kind else 1,
            solid=True,
        )
        for kind, name in _KINDS.items()
    ]
    marks = (
        intervals(
            rows,
            line=100 * case.truth,
            line_label=true,
            step=9,
            axis=f"share in {len(rows)} of the polls, %",
        ),
        interval_key("does not hold the true share"),
        bars_with_threshold(
            bars,
            ids=_IDS,
            threshold=95,
            threshold_label="intervals that hold the truth (promise: 95)",
        ),
    )
    title = f"MODEL: simple intervals hold the true share in {held[False]} of {len(case.shares)}"
    return picture(marks, ids=_IDS, title=title, desc=sentence)


def _table(case: Case) -> Table:
    poll, first = case.poll, case.shares[0]
    formula = {
        kind: f"{100 * expected_coverage(poll, case.truth, clustered=kind):.0f} by the formula"
        for kind in _KINDS
    }
    ratio = poll.response_supporters / poll.response_others
    rows: tuple[tuple[str | float, ...], ...] = (
        ("Answers a station", round(poll.interviews / poll.stations, 1), ""),
        ("Design effect, 1 + (m - 1)ρ", round(poll.design_effect, 2), ""),
        ("True share (assumed), %", round(100 * case.truth, 6), ""),
        ("Response of supporters ÷ of others", round(ratio, 3), ""),
        ("Expected share, %", round(100 * poll.expected_share(case.truth), 2), ""),
        ("Share in the first poll, %", round(100 * first, 2), f"seed {case.seed}"),
        *(
            (f"Interval {name}, %", _range(case.interval(first, clustered=kind)), "")
            for kind, name in _KINDS.items()
        ),
        *(
            (f"Intervals {name} that hold the truth", case.held(clustered=kind), formula[kind])
            for kind, name in _KINDS.items()
        ),
        (
            "Ratio of response that turns the true share into the observed one",
            round(response_ratio(case.truth, case.observed), 3),
            f"observed {plain(round(100 * case.observed, 6))}%",
        ),
    )
    return Table(
        caption=(
            f"MODEL. Stations and voters are invented. Intervals are 95% intervals; "
            f"{len(case.shares)} polls with other luck."
        ),
        columns=("Quantity", "Value", "Note"),
        rows=rows,
    )


def _sources(case: Case) -> tuple[Source, ...]:
    size = (
        Source("Answers and stations: data/exit_polls.csv, which names its sources")
        if case.real
        else Source("Answers and stations: as set here", confidence="assumption")
    )
    return (
        size,
        Source("Design effect: Kish (1965), Survey Sampling", confidence="recalled"),
        Source(
            "True share, likeness ρ and response: assumed; stations drawn at random, equal answers "
            "in each, everybody who answers says the truth",
            confidence="assumption",
        ),
    )
