"""The recipe of CONTRIBUTING.md for an explorable is a program that works."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kazlib import explorables
from kazlib.widgets import explore

RECIPE = Path(__file__).parents[1] / "CONTRIBUTING.md"


@pytest.fixture
def largest_share(monkeypatch: pytest.MonkeyPatch) -> str:
    """Register the module of the recipe as step 1 says; return its slug."""
    text = RECIPE.read_text("utf-8")
    [source] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    [(slug, name)] = re.findall(r'Add `"([\w-]+)": "([\w.]+)"` to `_MODULES`', text)
    module = ModuleType(name)
    exec(source, module.__dict__)
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setitem(explorables._MODULES, slug, name)
    return slug


def test_every_file_and_test_that_a_recipe_names_is_there() -> None:
    text = RECIPE.read_text("utf-8")
    named = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*\.(?:py|csv|toml|md|yml|json|cff|sh))`", text))
    named |= set(
        re.findall(r"(?<= )tests/[\w./]+", " ".join(re.findall(r"`([^`]*pytest[^`]*)`", text)))
    )
    assert {"redirects.yml", "tests/data", "data/law/parliament.toml"} <= named
    assert [name for name in sorted(named) if not (RECIPE.parent / name).exists()] == []


def test_the_explorable_of_the_recipe_answers(largest_share: str) -> None:
    box = explore(largest_share)
    assert box.outcome is not None
    assert box.outcome.sentence == "Of these invented lists Party A has the most votes: 56.8%."


def test_the_link_of_the_recipe_opens(largest_share: str) -> None:
    [query] = re.findall(rf'href="#{largest_share}\?([^"]*)"', RECIPE.read_text("utf-8"))
    box = explore(largest_share)
    box.open_link(query)
    assert box.outcome is not None
    assert "Party A has the most votes: 60.0%" in box.outcome.sentence


def test_what_has_no_answer_is_said(largest_share: str) -> None:
    box = explore(largest_share)
    box.open_link("votes=Party%20A:0")
    assert box.outcome is None
    assert box.error == "All votes are 0; at least one list needs votes."
