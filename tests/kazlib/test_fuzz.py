"""Every public function answers values of the right kind, or refuses them with an error of kazlib.

Values are made from the annotations: small and giant numbers, NaN, days before and after the law,
words that are no code word, rules of every period and reforms of them. Whatever comes, the only
errors are kazlib's own (:class:`kazlib.errors.KazlibError`), which name value and rule.
"""

import importlib
import inspect
import os
import pkgutil
import sys
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import kazlib
from kazlib.errors import KazlibError
from kazlib.events import Event, events
from kazlib.law import periods
from kazlib.models.fingerprint import SyntheticStation
from kazlib.rulebook import Parameter, Rules
from kazlib.rules_by_office import (
    MaslikhatRules,
    MazhilisRules,
    PresidentRules,
    ReferendumRules,
    SenateRules,
)

# Drawing and pages get what explorables compute; hostile values reach them through every explorable
# (explorables/test_every_explorable.py).
EXAMPLES = int(os.environ.get("KAZLIB_EXAMPLES", "10"))  # the report tries more
NOT_HERE = ("figures", "pages", "explorables", "widgets", "control_views", "montecarlo", "frames")
OFFICES = {
    PresidentRules: "president",
    MazhilisRules: "mazhilis",
    SenateRules: "senate",
    MaslikhatRules: "maslikhat",
    ReferendumRules: "referendum",
}
# How many things are made or counted is up to the caller: a simulation of 10**15 runs would end
# some day. Elsewhere numbers may be giant.
SIZES = {
    *("first", "last", "since"),  # years: a schedule lists every one
    *(
        "digits",
        "units",
        "runs",
        "polls",
        "number",
        "elections",
        "audience",
        "size",
        "bins",
        "trials",
    ),
    *("districts", "stations", "interviews", "voters_per_station", "answers", "seats"),
}
WORDS = [
    *OFFICES.values(),
    "hare",
    "dhondt",
    "droop",
    "Nur Otan",
    "region",
    "threshold_pct",
    "",
    "<b>",
]


def modules() -> list[types.ModuleType]:
    found = pkgutil.walk_packages(kazlib.__path__, "kazlib.")
    names = [m.name for m in found if not any(part in m.name.split(".") for part in NOT_HERE)]
    return [importlib.import_module(name) for name in names]


def public_functions() -> dict[str, Callable[..., Any]]:
    return {
        f"{module.__name__.removeprefix('kazlib.')}.{name}": function
        for module in modules()
        for name, function in vars(module).items()
        if not name.startswith("_")
        if getattr(function, "__module__", None) == module.__name__
        if inspect.isfunction(inspect.unwrap(function))
    }


# What takes a function, or what only its neighbours call with values that they have checked.
INNER = {
    "allocation.highest": "ranks and lists of one length, from apportionment",
    "allocation.settle": "a tie that apportionment has found",
    "allocation.shaped": "as many values as keys",
    "divisors.divide": "counts that read_votes has checked",
    "candidacy.verdict.compared": "takes a function",
    "candidacy.verdict.judge": "takes functions",
    "candidacy.verdict.law_for": "a table of those that standing and applying have",
    "measures.swing_ratio": "takes a function",
    "models.laboratory.sumprod": "two sequences of one length, as math.sumprod takes them",
    "texts.said": "a sentence of kazlib and its own values",
    "models.fast_count.add": "seats that the laboratory has counted",
    "models.fast_count.share": "votes and a formula that a System has checked",
    "offices.president.terms_in_office": "takes a function",
    "offices.race.overtaking_share": "a Round that first_round has made",
    "rulebook.one_of": "returns a check",
    "rulebook.number_from_0": "returns a check",
    "rulebook.whole_from": "returns a check",
    "tables.records.read_text": "a file of the data; one that is not there is the system's matter",
    "tables.records.read_toml": "a file of the data; one that is not there is the system's matter",
}
FUNCTIONS = {name: f for name, f in public_functions().items() if name not in INNER}


@cache
def rules_of(kind: type) -> tuple[Rules, ...]:
    offices = [OFFICES[kind]] if kind in OFFICES else list(OFFICES.values())
    return tuple(period for office in offices for period in periods(office))


def numbers(*, large: bool) -> st.SearchStrategy[int]:
    giant = st.sampled_from([97, 98, 1000, 10**6, 10**15])
    return st.one_of(st.integers(-2, 12), giant) if large else st.integers(-2, 40)


@st.composite
def instance(draw: st.DrawFn, kind: type, *, large: bool) -> Any:
    """An object of a class of kazlib; what the class refuses is no example."""
    hints = typing.get_type_hints(kind)
    given_values = {
        each.name: draw(value(hints[each.name], each.name, large=large))
        for each in fields(kind)
        if each.init
        if (each.default is MISSING and each.default_factory is MISSING) or draw(st.booleans())
    }
    try:
        return kind(**given_values)
    except KazlibError:
        assume(False)


def station(given: tuple[int, int, int, int, bool]) -> SyntheticStation:
    """A station as a draw makes them: no more stuffed than for the leader, than voted, than all."""
    stuffed, leader, voted, registered = sorted(given[:4])
    return SyntheticStation(registered + 1, voted + 1, leader, stuffed, urban=given[4])


def value(hint: Any, name: str = "", *, large: bool = True) -> st.SearchStrategy[Any]:  # noqa: PLR0911, PLR0912
    """Values of a kind, some of them unreasonable."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    whole = numbers(large=large and name not in SIZES)
    if hint is Any:
        if name in ("votes", "counts"):
            lists = st.lists(whole, max_size=5)
            return st.one_of(lists, st.dictionaries(st.sampled_from("ABCDE"), whole))
        if name == "tie_break":
            order = st.one_of(st.lists(st.integers(-1, 5)), st.lists(st.sampled_from("ABCDE")))
            return st.one_of(st.none(), order)
        return st.one_of(
            st.none(), whole, st.text(max_size=5), st.lists(st.integers(0, 4), max_size=4)
        )
    if isinstance(hint, typing.TypeVar):
        return value(hint.__bound__ or int, name, large=large)
    if hint is Hashable:
        return st.sampled_from("ABC")
    if origin in (typing.Union, types.UnionType):
        return st.one_of([value(each, name, large=large) for each in inside])
    if origin is Literal:
        return st.one_of(st.sampled_from(inside), st.sampled_from(WORDS))
    if origin in (Sequence, list, Iterable):
        return st.lists(value(inside[0], name, large=large), max_size=5)
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return st.lists(value(inside[0], name, large=large), max_size=5).map(tuple)
        return st.tuples(*[value(each, name, large=large) for each in inside])
    if origin in (Mapping, dict):
        keys = st.sampled_from("ABCDE") if inside[0] is Any else value(inside[0], name, large=large)
        return st.dictionaries(keys, value(inside[1], name, large=large), max_size=5)
    if origin is type:
        return st.just(KazlibError)
    if isinstance(hint, type) and issubclass(hint, Rules):
        return st.sampled_from(rules_of(hint))
    if hint is Parameter:
        found = [p for rules in rules_of(Rules) for p in rules.parameters.values()]
        return st.sampled_from(found)
    if hint is Event:
        return st.sampled_from(events())
    if hint is SyntheticStation:
        return st.tuples(*[st.integers(0, 100)] * 4, st.booleans()).map(station)
    if isinstance(hint, type) and issubclass(hint, tuple):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{each: value(hints[each], each, large=large) for each in hints})
    if isinstance(hint, type) and is_dataclass(hint):
        return instance(hint, large=large)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        int: whole,
        bool: st.booleans(),
        float: st.one_of(st.floats(0, 1), st.floats(-5, 200), st.floats()),
        str: st.one_of(st.sampled_from(WORDS), st.text(max_size=8)),
        date: st.dates(date(1985, 1, 1), date(2030, 12, 31)),
        Fraction: st.fractions(-2, 200, max_denominator=1000),
        Decimal: st.decimals(),
        Random: st.builds(Random, st.integers(0, 99)),
        object: st.one_of(whole, st.text(max_size=5), st.none(), st.booleans()),
        type(None): st.none(),
    }
    return simple[hint]


def test_the_functions_that_are_left_out_exist() -> None:
    from_math = {"models.laboratory.sumprod"} if sys.version_info >= (3, 12) else set()
    assert set(INNER) - set(public_functions()) == from_math


def test_there_is_a_strategy_for_every_public_function() -> None:
    assert len(FUNCTIONS) > 90


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_answers_or_refuses(name: str) -> None:
    function = FUNCTIONS[name]
    plain = inspect.unwrap(function)
    hints = typing.get_type_hints(plain)
    large = not name.startswith("models")  # how long a simulation runs is up to its caller
    asked = {
        each: value(hints[each], each, large=large) for each in inspect.signature(plain).parameters
    }

    # A counter-example is not made smaller: that can take minutes, and any will do.
    @settings(
        max_examples=EXAMPLES,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.fixed_dictionaries(asked))
    def answers(values: dict[str, Any]) -> None:
        try:
            found = function(**values)
            if inspect.isgenerator(found):
                next(found, None)
        except KazlibError as refusal:
            if not str(refusal).strip():
                pytest.fail("refused without a word")

    answers()
