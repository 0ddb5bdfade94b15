"""The students' edition: no solution and no page source gets into it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from jupyter_book.config import get_final_config
from solutions import cut, leave_sources_out
from sphinx.errors import ExtensionError

from tools.derived_config import student_config

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
FENCED = "a\n````{solution} x\n:class: dropdown\n\n```{code-cell}\n83\n```\n````\nb\n"
GATED = (
    "a\n````{solution-start} x\n:class: dropdown\n````\n\n```{code-cell}\n83\n```\n\n"
    "```{solution-end}\n```\nb\n"
)


@pytest.fixture
def book():
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))


def test_only_the_title_and_one_setting_differ(book):
    student = student_config(book)
    assert {key for key in book if student[key] != book[key]} == {"title", "sphinx"}
    expected = book["sphinx"]["config"] | {"solutions_shown": False}
    assert student["sphinx"]["config"] == expected
    assert "solutions_shown" not in book["sphinx"]["config"]


def test_jupyter_book_passes_the_setting_on(book, tmp_path):
    path = tmp_path / "student.yml"
    path.write_text(yaml.safe_dump(student_config(book)), encoding="utf-8")
    cli = {"latex_individualpages": False}
    final = get_final_config(user_yaml=path, cli_config=cli, sourcedir=ROOT)[0]
    assert final["solutions_shown"] is False
    assert "solutions" in final["extensions"]


@pytest.mark.parametrize("text", [FENCED, GATED], ids=["fenced", "gated"])
def test_a_solution_goes_with_its_code(text):
    assert cut(text).split() == ["a", "b"]


def test_a_solution_without_an_end_stops_the_build():
    with pytest.raises(ExtensionError, match="solution-start"):
        cut(GATED.replace("solution-end", "end"))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_of_every_chapter_exercises_stay_and_solutions_go(path):
    text = path.read_text(encoding="utf-8")
    without = cut(text)
    fence = re.compile(r"^`{3,}\{(\w[\w-]*)\}", re.MULTILINE)
    before, after = fence.findall(text), fence.findall(without)
    for kind in ("exercise", "selfcheck", "eval"):
        assert before.count(kind) == after.count(kind)
    assert not [kind for kind in after if kind.startswith("solution")]
    assert re.findall(r"^## .*", text, re.MULTILINE) == re.findall(r"^## .*", without, re.M)


@pytest.mark.parametrize("shown", [True, False])
def test_sources_of_pages_stay_out_only_without_solutions(shown):
    config = SimpleNamespace(
        solutions_shown=shown, html_copy_source=True, html_show_sourcelink=True,
        html_theme_options={},
    )  # fmt: skip
    heard = []
    leave_sources_out(SimpleNamespace(connect=lambda event, _: heard.append(event)), config)
    assert config.html_copy_source is shown
    assert config.html_theme_options == ({} if shown else {"use_download_button": False})
    assert heard == ([] if shown else ["source-read"])
