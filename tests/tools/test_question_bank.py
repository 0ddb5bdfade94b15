"""The question bank: what Moodle gets, and what a spreadsheet gives back."""

import xml.etree.ElementTree as ET
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tools.question_bank import (
    Option,
    Question,
    fraction,
    load,
    moodle,
    read_csv,
    share,
    tolerance_of,
    write_csv,
)

BANK = load(Path(__file__).parents[2] / "questions")
# What Moodle's own list of grades allows (question/engine/bank.php), beside 0.
GRADES = {"100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"}
HTML = {"format": "html"}


@pytest.fixture(scope="module")
def quiz():
    return ET.fromstring(moodle(BANK))


def asked(quiz, kind):
    return {q.findtext("idnumber"): q for q in quiz if q.get("type") == kind}


def several(*, right, wrong):
    options = [Option("a", True, "f")] * right + [Option("b", False, "f")] * wrong
    return Question("q", "c", "multiple", "t", tuple(options), "", "", "", "e", "s")


def test_there_are_at_least_80_questions_of_three_types():
    assert len(BANK) >= 80
    assert set(Counter(q.type for q in BANK)) == {"single", "multiple", "numeric"}


def test_every_question_has_feedback_explanation_and_source():
    assert all(question.explanation and question.source for question in BANK)
    assert all(option.feedback for question in BANK for option in question.options)
    assert all(question.options or question.answer for question in BANK)


def test_each_chapter_is_a_category_in_front_of_its_questions(quiz):
    category, where = "", {}
    for question in quiz:
        if question.get("type") == "category":
            category = question.findtext("category/text").rpartition("/")[2]
        else:
            where[question.findtext("idnumber")] = category
    assert where == {question.id: question.chapter for question in BANK}
    first = quiz.findtext("question/category/text")
    assert first.startswith("$course$/top/Elections in Kazakhstan/")


def test_every_question_has_the_elements_that_the_importer_reads(quiz):
    questions = [q for q in quiz if q.get("type") != "category"]
    assert len(questions) == len(BANK)
    for question in questions:
        assert question.findtext("name/text")
        assert len(question.findtext("idnumber")) <= 100
        for name in ("questiontext", "generalfeedback"):
            assert question.find(name).attrib == HTML
            assert question.findtext(f"{name}/text").startswith("<p>")
        assert all(answer.findtext("feedback/text") for answer in question.iter("answer"))
        assert all(feedback.attrib == HTML for feedback in question.iter("feedback"))
        assert Decimal(question.findtext("defaultgrade")) == 1


def test_fractions_of_the_right_options_sum_to_100_and_are_grades_of_moodle(quiz):
    for name, question in asked(quiz, "multichoice").items():
        grades = [answer.get("fraction") for answer in question.iter("answer")]
        right = [grade for grade in grades if not grade.startswith("-") and grade != "0"]
        assert abs(sum(map(Decimal, right)) - 100) < Decimal("0.0001"), name
        assert {grade.lstrip("-") for grade in grades} - {"0"} <= GRADES, name
        if question.findtext("single") == "true":
            assert right == ["100"], name
            assert set(grades) == {"0", "100"}, name


def test_of_several_right_options_ticking_all_gives_nothing():
    question = several(right=3, wrong=2)
    grades = [fraction(question, option) for option in question.options]
    assert grades == ["33.33333"] * 3 + ["-50"] * 2


@pytest.mark.parametrize("parts", [0, 11])
def test_a_share_that_moodle_has_no_grade_for_is_refused(parts):
    with pytest.raises(ValueError, match=f"1 to 10 shares, not {parts}"):
        share(parts)


def test_a_number_is_right_within_its_tolerance_and_anything_else_is_answered(quiz):
    numbers = {question.id: question for question in BANK if question.type == "numeric"}
    found = asked(quiz, "numerical")
    assert set(found) == set(numbers)
    for name, question in found.items():
        right, other = question.findall("answer")
        assert (right.get("fraction"), right.findtext("text")) == ("100", numbers[name].answer)
        assert right.findtext("tolerance") == tolerance_of(numbers[name].answer)
        assert (other.get("fraction"), other.findtext("text")) == ("0", "*")
        assert question.findtext("showunits") == "3"
        assert f"(in {numbers[name].unit})" in question.findtext("questiontext/text")


def test_text_is_escaped_html_in_cdata_and_cannot_end_it():
    nasty = several(right=1, wrong=1)
    nasty = Question(**{**vars(nasty), "text": "5 < 7 & ]]> <b>no</b>"})
    text = moodle([nasty])
    assert "<![CDATA[<p>5 &lt; 7 &amp; ]]&gt; &lt;b&gt;no&lt;/b&gt;</p>]]>" in text
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>')


def test_the_csv_gives_back_the_bank(tmp_path):
    write_csv(BANK, tmp_path / "bank.csv")
    assert read_csv(tmp_path / "bank.csv") == BANK


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [("correct", "right", "has no column correct"), (",yes,", ",maybe,", "q: .*not 'maybe'")],
)
def test_a_csv_that_was_changed_badly_is_refused_by_name(tmp_path, before, after, message):
    path = tmp_path / "bank.csv"
    write_csv([several(right=1, wrong=1)], path)
    path.write_text(path.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_csv(path)


def test_an_id_in_two_chapters_is_refused(tmp_path):
    entry = "questions:\n- {id: q, type: numeric, text: t, answer: 1, explanation: e, source: s}\n"
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text(entry, encoding="utf-8")
    with pytest.raises(ValueError, match="same question id: q"):
        load(tmp_path)
