"""exit-poll: one simulated exit poll, its intervals, and how often such intervals hold the truth.

A model: the true share is set by the reader, stations and voters are invented. Only the sizes of
some designs are those of real polls; no result of a poll is judged.
"""

import random
from collections.abc import Mapping
from functools import cache
from typing import Any

from kazlib.controls import Choice, Control, Number, Slider
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, exact, plain, whole
from kazlib.explorables.exit_poll_answer import POLLS, Case, answer
from kazlib.models.exitpoll import ExitPoll
from kazlib.outcome import Outcome
from kazlib.tables.exit_polls import national_polls

TITLE = "How far an exit poll can be trusted"

_OWN = "own"
_DEFAULT = "2005-gallup"
_RHO = exact("0.05")
# In links: year and pollster; the sizes are read from the table.
_NAMES = {
    "2005-gallup": ("2005", "Gallup"),
    "2005-cpt": ("2005", "Center for Political"),
    "2011-asip": ("2011", "Association"),
    "2012-strategy": ("2012", "Strategy"),
    "2016-media": ("2016", "Media"),
    "2021-opinion": ("2021", "Public Opinion"),
    "2022-socis": ("2022", "SOCIS-A"),
    "2023-democracy": ("2023", "Institute of Democracy"),
    "2024-eurasian": ("2024", "Institute of Eurasian"),
}
_SHORT = {
    "2005-gallup": "2005 Gallup",
    "2005-cpt": "2005 CPT, Moscow",
    "2011-asip": "2011 ASIP",
    "2012-strategy": "2012 Strategy",
    "2016-media": "2016 Media Consul",
    "2021-opinion": "2021 Public Opinion",
    "2022-socis": "2022 SOCIS-A",
    "2023-democracy": "2023 Democracy",
    "2024-eurasian": "2024 Eurasian",
    _OWN: "set below",
}


@cache
def designs() -> dict[str, tuple[int, int]]:
    """Return interviews and stations of the real designs, by the name that links use.

    Where a pollster held two polls in a year, the last one counts.

    Examples
    --------
    >>> designs()["2005-gallup"], designs()["2022-socis"]
    ((23780, 283), (482000, 379))
    """
    found = {}
    for slug, (year, name) in _NAMES.items():
        for poll in national_polls():
            named = f"{poll.day:%Y}" == year and poll.organisation.startswith(name)
            if named and poll.interviews is not None and poll.stations is not None:
                found[slug] = (poll.interviews, poll.stations)
    return found


CONTROLS: tuple[Control, ...] = (
    Choice("design", "Size of a real poll", _DEFAULT, _SHORT),
    Number("interviews", "Answers", None, "voters"),
    Number("stations", "Stations", None, "polling stations"),
    Slider(
        "rho",
        "Likeness in a station",
        _RHO,
        "ρ",
        0,
        exact("0.3"),
        exact("0.01"),
    ),
    Slider("truth", "True share (assumed)", 60, "%", 1, 99, 1),
    Slider("supporters", "Supporters who answer", 60, "%", 5, 100, 5),
    Slider("others", "Others who answer", 60, "%", 5, 100, 5),
    Slider("observed", "Observed in a poll", 55, "%", 1, 99, 1),
    Number("seed", "Luck", 1, "seed"),
)
RESETS: dict[str, tuple[str, ...]] = {"design": ("interviews", "stations")}

_MOST_STATIONS = 1_000
_MOST_EACH = 5_000


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows; sizes are those of the chosen design.

    Examples
    --------
    >>> shown()["interviews"], shown(design="2012-strategy")["stations"]
    (23780, 196)
    """
    given = {name: value for name, value in values.items() if value is not None}
    own: dict[str, Any] = {control.name: control.default for control in CONTROLS}
    size = designs().get(given.get("design", _DEFAULT), designs()[_DEFAULT])
    return own | dict(zip(("interviews", "stations"), size, strict=True)) | given


def compute(
    *,
    design: str = _DEFAULT,
    interviews: int | None = None,
    stations: int | None = None,
    rho: Exact = _RHO,
    truth: Exact = 60,
    supporters: Exact = 60,
    others: Exact = 60,
    observed: Exact = 55,
    seed: int = 1,
) -> Outcome:
    """Hold one hundred simulated polls of a design and say what their intervals are worth.

    Parameters
    ----------
    design
        A key of :func:`designs`, whose size is taken, or ``"own"``.
    interviews, stations
        Answers, at most 5,000 a station, and stations, 1 to 1,000; ``None``: those of the design.
    rho
        Likeness of voters of one station (intra-class correlation), 0 to below 1.
    truth
        True share of the supporters, in per cent, above 0 and below 100.
    supporters, others
        Share of each that answers, in per cent, above 0 to 100; only their ratio matters.
    observed
        A share that some poll showed, in per cent, above 0 and below 100: for the arithmetic only.
    seed
        The luck of the draw, from 0.

    Returns
    -------
    Outcome
        Sentence, picture, table and sources; the same for the same values.

    Raises
    ------
    KazlibError
        With a message for readers, if a value is not as above.

    Examples
    --------
    >>> [row[1] for row in compute(rho=0).table.rows if "that hold the truth" in row[0]]
    [96, 96]
    """
    if design not in _SHORT:
        raise InvalidChoice.of(design, "design", _SHORT)
    size = designs().get(design, designs()[_DEFAULT])
    stations = whole(size[1] if stations is None else stations, "stations", 1)
    interviews = whole(size[0] if interviews is None else interviews, "interviews", 1)
    if stations > _MOST_STATIONS:
        raise InvalidNumber(f"stations is {stations:,}; it must be from 1 to {_MOST_STATIONS:,}.")
    if not stations <= interviews <= _MOST_EACH * stations:
        raise InvalidNumber(
            f"interviews is {interviews:,}; with {stations:,} stations it must be from "
            f"{stations:,} to {_MOST_EACH * stations:,}, one to {_MOST_EACH:,} a station."
        )
    poll = ExitPoll(
        interviews,
        stations,
        _rho(rho),
        _share(supporters, "supporters", most=100),
        _share(others, "others", most=100),
    )
    true = _share(truth, "truth")
    shares = poll.draws(true, random.Random(whole(seed, "seed", 0)), POLLS)
    real = design != _OWN and (interviews, stations) == size
    return answer(Case(poll, true, _share(observed, "observed"), tuple(shares), seed, real))


def _rho(value: Exact) -> float:
    number = exact(value, "rho")
    if not 0 <= number < 1:
        raise InvalidNumber(f"rho is {plain(number)}; it must be from 0 to below 1.")
    return float(number)


def _share(value: Exact, name: str, most: int | None = None) -> float:
    number = exact(value, name)
    if not (0 < number < 100 or number == most):
        end = "to 100" if most else "and below 100"
        raise InvalidNumber(f"{name} is {plain(number)}; it must be above 0 {end} per cent.")
    return float(number) / 100
