"""The pages for instructors: minutes add up, weights add up, and every link opens its scenario."""

import re
from html import unescape
from pathlib import Path

import pytest

from kazlib.widgets import explore

CHAPTERS = Path(__file__).parents[2] / "chapters"
PLANS = (CHAPTERS / "lesson-plans.md").read_text(encoding="utf-8")
PAGE = (CHAPTERS / "for-instructors.md").read_text(encoding="utf-8")
LINKS = re.findall(r'href="([\w-]+)\.html#([\w-]+)\?([^"]*)"', PLANS)
ONE = re.findall(r"^## (.*?)\n\nChapter: \{doc\}`([\w-]+)`\n(.*?)(?=^## |\Z)", PLANS, re.M | re.S)


@pytest.mark.parametrize(("slug", "plan"), [(slug, plan) for _, slug, plan in ONE])
def test_a_plan_has_90_minutes_in_class_and_90_at_home(slug, plan):
    assert (CHAPTERS / f"{slug}.md").is_file()
    assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.M))) == 90
    home = plan[plan.index("At home:") :]
    assert sum(map(int, re.findall(r"\((\d+)\)", home))) == 90


def test_every_chapter_with_questions_that_is_in_the_contents_has_a_plan():
    questions = {path.stem for path in CHAPTERS.parent.glob("questions/*.yml")}
    assert {slug for _, slug, _ in ONE} == questions


def test_plans_stand_in_the_order_of_the_fourteen_weeks():
    weeks = re.findall(r"^\| \d+ \| \{doc\}`([\w-]+)`", PAGE, re.M)
    assert weeks[:14] == [slug for _, slug, _ in ONE]


@pytest.mark.parametrize(("page", "slug", "query"), LINKS)
def test_a_link_names_a_page_with_that_explorable_and_opens(page, slug, query):
    assert f'explore("{slug}"' in (CHAPTERS / f"{page}.md").read_text(encoding="utf-8")
    box = explore(slug)
    box.open_link(unescape(query))
    assert not box.error
    assert box.outcome is not None


def test_exercises_and_sections_that_plans_name_exist():
    for _, slug, plan in ONE:
        chapter = (CHAPTERS / f"{slug}.md").read_text(encoding="utf-8")
        for name in re.findall(r'xercise "([^"]*)"', plan):
            assert f"{{exercise}} {name}\n" in chapter, (slug, name)
        for name in re.findall(r'ection "([^"]*)"', plan):
            assert re.search(rf"^#+ {re.escape(name)}", chapter, re.M), (slug, name)
        if "debate exercise" in plan:
            assert re.search(r"\{exercise\}.*debate", chapter, re.I), slug


def test_weights_sum_to_100():
    table = PAGE[PAGE.index("| Part | Weight") :].split("\n\n")[0]
    weights = [int(n) for n in re.findall(r"^\| (?!Together)[^|]*\| (\d+) \|", table, re.M)]
    assert weights == [20, 30, 20, 30]
