"""What a slip in a file of the law is answered with: the file, the period and the part."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest

from kazlib import law
from kazlib.errors import InvalidLaw, KazlibError
from kazlib.tables.records import read_toml

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def with_slip(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Change], str]]:
    """Return what kazlib says of the file on referendums after a change."""

    def said(change: Change) -> str:
        data = deepcopy(read_toml("law/referendum.toml"))
        change(data)
        monkeypatch.setattr(law, "read_toml", lambda _: data)
        law._periods.cache_clear()
        with pytest.raises(KazlibError) as refused:
            law.periods("referendum")
        return str(refused.value)

    yield said
    law._periods.cache_clear()


def entry(data: dict[str, Any]) -> dict[str, Any]:
    return next(e for e in data["period"][0]["parameters"].values() if "value" in e)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("period"), "period is missing; it must be of type list"),
        (lambda d: d["period"][0].pop("id"), "id is missing"),
        (lambda d: d["period"][0].pop("valid_from"), "valid_from is missing"),
        (lambda d: d["period"][0].update(valid_from="1995-11-02"), "it must be of type date"),
        (lambda d: d["period"][0].update(valid_from=datetime(1995, 11, 2)), "it must be of type"),
        (lambda d: d["period"][0].update(valid_to=1999), "valid_to is 1999"),
        (lambda d: d["period"][0].update(amends="nothing"), "amends must name a period"),
        (lambda d: d["period"][0].pop("chamber"), "chamber is missing"),
        (lambda d: d["period"][0].pop("parameters"), "parameters is missing"),
        (lambda d: d["period"][0]["parameters"].update(x=5), "'x' is 5; it must be a table"),
        (lambda d: entry(d).pop("source"), "source is missing"),
        (lambda d: entry(d).update(source="nobody"), "source: nobody is missing"),
        (lambda d: entry(d).pop("confidence"), "confidence is missing"),
        (lambda d: entry(d).update(confidence="sure"), "confidence is 'sure'; allowed"),
        (lambda d: entry(d).update(state="none"), "give a value, or state"),
        (lambda d: entry(d).pop("value"), "give a value, or state"),
        (lambda d: entry(d).update(state="open"), "give a value, or state"),
    ],
)
def test_a_slip_is_named(with_slip, change, message) -> None:
    assert message in with_slip(change)


def test_the_message_leads_to_the_place(with_slip) -> None:
    said = with_slip(lambda d: entry(d).pop("source"))
    first = read_toml("law/referendum.toml")["period"][0]["id"]
    assert said.startswith(f"law/referendum.toml, {first!r}, ")


def test_it_is_a_value_error_like_all_others() -> None:
    assert issubclass(InvalidLaw, ValueError)
    assert law.periods("referendum")[0].valid_from <= date(2022, 6, 5)
