"""internet-reach: how many voters a message on the internet could have reached, year by year.

Data and model are kept apart. The points and the shares come from the table; the curve is a model,
and can be left out.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from kazlib.controls import Choice, Control, Slider, chosen
from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.exact import Exact, percentage, plain, whole
from kazlib.figures.svg import picture
from kazlib.figures.svg_lines import Curve, series
from kazlib.models.diffusion import Broken, Logistic, fit, fit_with_break
from kazlib.models.numbers import Band
from kazlib.outcome import Cell, Outcome, Source, Table
from kazlib.tables.internet import internet_users, national_elections
from kazlib.tables.records import records

TITLE = "Who is within reach of the internet"

_IDS = "internet-reach"
_FIRST, _LAST = 1990, 2024
_FITTED_FROM = 2000  # before, users were under one in 150: log odds of almost nothing
_BREAK = 2007
_COPIES = {"newer": "copy of 2025", "older": "copy of 2024"}
_MODELS = {"none": "data only", "one": "one curve", "break": "two curves, with a break"}

CONTROLS: tuple[Control, ...] = (
    Slider("year", "Internet users in", 2007, "year", 1994, _LAST, 1),
    Choice("series", "Series", "newer", _COPIES),
    Slider("see", "Of users, see the message", 100, "%", 0, 100, 1),
    Choice("model", "MODEL", "break", _MODELS),
    Slider("last_year", "MODEL: break after", _BREAK, "year", 2002, 2013, 1),
)

RESETS: dict[str, tuple[str, ...]] = {}

_Model = Broken | Logistic


def shown(**values: Any) -> Mapping[str, Any]:
    """Return what each control shows.

    Examples
    --------
    >>> shown()["year"], shown(see=38)["see"]
    (2007, 38)
    """
    return chosen(CONTROLS, values)


def compute(
    *,
    year: int = 2007,
    series: str = "newer",
    see: Exact = 100,
    model: str = "break",
    last_year: int = _BREAK,
) -> Outcome:
    """Say how many of 100 voters a message on the internet could reach, at most.

    The reach in a year is ``users × see ÷ 100`` of 100 voters. It assumes that voters use the
    internet like the whole population. The curve of :mod:`kazlib.models.diffusion` is fitted to the
    years from 2000 on, and is not drawn beyond them.

    Parameters
    ----------
    year
        1990 to 2024.
    series
        ``"newer"`` or ``"older"``: which copy of the series.
    see
        Users who see the message, in per cent, 0 to 100; 100 is access only.
    model
        ``"none"``, ``"one"`` (one curve) or ``"break"`` (one on either side).
    last_year
        Last year of the first curve; each side needs three years.

    Returns
    -------
    Outcome
        Sentence, chart by year, one row for each national election, sources.

    Raises
    ------
    KazlibError
        With a message for readers: a year outside the table, a break too near to an end.

    Examples
    --------
    >>> print(compute(model="none").sentence.split(". ")[0])
    In 2007 4.0% of the people of Kazakhstan used the internet (copy of 2025)
    """
    for value, name, allowed in ((series, "series", _COPIES), (model, "model", _MODELS)):
        if value not in allowed:
            raise InvalidChoice.of(value, name, allowed)
    if not _FIRST <= whole(year, "year", 0) <= _LAST:
        raise InvalidNumber(f"year is {year}; the table goes from {_FIRST} to {_LAST}.")
    seen = percentage(see, "see")
    fitted = _fitted(series, model, whole(last_year, "last_year", 0))
    sentence = " ".join(
        [*_data_sentences(year, series, seen), *_model_sentences(year, series, fitted)]
    )
    return Outcome(
        sentence=sentence,
        svg=_picture(year, series, fitted, sentence),
        table=_table(series, seen, fitted),
        sources=_sources(fitted),
    )


def _points(copy: str) -> dict[int, float]:
    """Return the years that a curve is fitted to."""
    return {y: share for y, share in internet_users(copy).items() if y >= _FITTED_FROM}


@lru_cache(maxsize=32)
def _fitted(copy: str, model: str, last_year: int) -> _Model | None:
    """Fit once: another year or share of users needs no new curve."""
    if model == "none":
        return None
    points = _points(copy)
    if model == "one":
        return fit(points)
    lowest, highest = min(points) + 2, max(points) - 3
    if not lowest <= last_year <= highest:
        raise InvalidNumber(
            f"last_year is {last_year}; each curve needs three years of data, so the first one "
            f"must end from {lowest} to {highest}."
        )
    return fit_with_break(points, last_year=last_year)


def _band(copy: str, fitted: _Model | None, year: int) -> Band | None:
    """Return the curve's band, only for years of the data it was fitted to."""
    return None if fitted is None or year not in _points(copy) else fitted.band(year)


def gap(copy: str, fitted: _Model) -> float:
    """Return the mean distance of curve and data over all fitted years, in points.

    Examples
    --------
    >>> round(gap("newer", fit(_points("newer"))), 1)
    3.8
    """
    points = _points(copy)
    return sum(abs(fitted.band(y).middle - s) for y, s in points.items()) / len(points)


def _per_cent(share: float) -> str:
    # The early years need more digits: 0.131, then 4.0 and 92.9.
    return plain(round(share, 3), 3) if share < 1 else f"{share:.1f}"


def _data_sentences(year: int, copy: str, seen: Exact) -> list[str]:
    share = internet_users(copy).get(year)
    held = [f"{kind}, {day.day} {day:%B}" for day, kind in national_elections() if day.year == year]
    election = f"Elections in that year: {'; '.join(held)}." if held else "No national election."
    if share is None:
        return [
            f"How many people used the internet in {year} is not known ({_COPIES[copy]}).",
            election,
        ]
    text = (
        f"In {year} {_per_cent(share)}% of the people of Kazakhstan used the internet "
        f"({_COPIES[copy]})."
    )
    other = next(name for name in _COPIES if name != copy)
    revised = internet_users(other).get(year)
    if revised is not None and round(revised, 1) != round(share, 1):
        text += f" The {_COPIES[other]} has {_per_cent(revised)}%."
    reach = share * float(seen) / 100
    if seen == 100:
        words = f"a message there could reach at most {_per_cent(reach)} of 100 voters"
    else:
        words = (
            f"a message seen by {plain(seen)}% of users reaches {_per_cent(reach)} of 100 voters"
        )
    return [text, election, f"If voters are like all people, {words}. Access is not exposure."]


def _model_sentences(year: int, copy: str, fitted: _Model | None) -> list[str]:
    if fitted is None:
        return []
    kind = (
        f"MODEL, two logistic curves with a break after {fitted.last_year}"
        if isinstance(fitted, Broken)
        else "MODEL, one logistic curve"
    )
    band = _band(copy, fitted, year)
    text = f"{kind}: on average {plain(gap(copy, fitted), 1)} points away from the data; "
    if band is None:
        return [text + f"no value for {year}, which it was not fitted to. It forecasts nothing."]
    return [
        text + f"for {year} it gives {_per_cent(band.middle)}%, 90% band {_per_cent(band.low)} to "
        f"{_per_cent(band.high)}. It describes the series and forecasts nothing."
    ]


def _curves(copy: str, fitted: _Model | None) -> list[Curve]:
    if fitted is None:
        return []
    years = sorted(_points(copy))
    cut = fitted.last_year if isinstance(fitted, Broken) else max(years)
    sides = [[y for y in years if y <= cut], [y for y in years if y > cut]]
    return [Curve(side, [fitted.band(y) for y in side]) for side in sides if side]


def _picture(year: int, copy: str, fitted: _Model | None, sentence: str) -> str:
    mark = series(
        list(internet_users(copy).items()),
        _curves(copy, fitted),
        years=(_FIRST, 2025),
        chosen=year,
        elections=sorted({day.year for day, _ in national_elections() if day.year <= _LAST}),
        axis=f"internet users, % of population ({_COPIES[copy]})",
    )
    share = internet_users(copy).get(year)
    users = "not known" if share is None else f"{_per_cent(share)}%"
    return picture((mark,), ids=_IDS, title=f"Internet users in {year}: {users}", desc=sentence)


def _table(copy: str, seen: Exact, fitted: _Model | None) -> Table:
    users = {name: internet_users(name) for name in _COPIES}

    def row(name: str, year: int) -> tuple[Cell, ...]:
        share, band = users[copy].get(year), _band(copy, fitted, year)
        return (
            name,
            users["newer"].get(year),
            users["older"].get(year),
            None if share is None else round(share * float(seen) / 100, 2),
            *(("", "") if band is None else (round(band.low, 1), round(band.high, 1))),
        )

    rows: Sequence[tuple[Cell, ...]] = [
        row(f"{day.isoformat()} {kind.split(' (')[0]}", day.year)
        for day, kind in national_elections()
    ]
    return Table(
        caption=(
            f"Internet users in the year of each national election, and of 100 voters those who "
            f"could be reached if {plain(seen)}% of users see the message ({_COPIES[copy]}). "
            "Access is not exposure. MODEL columns are empty where no curve was fitted."
        ),
        columns=(
            "Election",
            "Users, %, copy of 2025",
            "Users, %, copy of 2024",
            "Within reach, of 100",
            "MODEL, low, %",
            "MODEL, high, %",
        ),
        rows=tuple(rows),
    )


def _sources(fitted: _Model | None) -> tuple[Source, ...]:
    found = [
        Source(f"Users: {records('internet_use')[0]['source']}"),
        Source("Voters use the internet like the whole population", confidence="assumption"),
    ]
    if fitted is not None:
        found.append(
            Source(
                "Model: logistic growth, fitted to the log odds of 2000 and later (Rogers 2003); "
                "ceiling by a grid; residuals normal and independent",
                confidence="assumption",
            )
        )
    return tuple(found)
