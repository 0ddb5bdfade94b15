"""Self-check questions: what a file may hold, and what a reader sees."""

import pytest
import yaml
from selfcheck import question_html, read_questions
from sphinx.errors import ExtensionError

from tests.book.conftest import SITE

QUESTIONS = sorted((SITE.parents[1] / "questions").glob("*.yml"))

OPTION = {"text": "7 per cent", "correct": True, "feedback": "The law of 2007."}
QUESTION = {"id": "q", "type": "single", "text": "Which threshold?", "options": [OPTION]}


def written(tmp_path, *questions):
    path = tmp_path / "chapter.yml"
    path.write_text(yaml.safe_dump({"questions": list(questions)}), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_every_chapter_has_enough_questions_that_teach(path):
    questions = read_questions(path)
    assert len(questions) >= 5
    assert all(question["explanation"] and question["source"] for question in questions)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "essay"}, "type must be one of single, multiple, numeric"),
        ({"options": [OPTION, OPTION]}, "2 options are correct, must be one"),
        ({"options": [OPTION | {"correct": False}]}, "0 options are correct"),
        ({"options": [OPTION | {"feedback": ""}]}, "feedback on each"),
        ({"type": "numeric"}, "needs an answer"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_by_name(tmp_path, change, message):
    with pytest.raises(ExtensionError, match=f"chapter.yml, question 'q': .*{message}"):
        read_questions(written(tmp_path, QUESTION | change))


def test_two_questions_may_not_share_an_id(tmp_path):
    with pytest.raises(ExtensionError, match="ids must be unique"):
        read_questions(written(tmp_path, QUESTION, QUESTION))


def test_text_is_escaped_and_each_option_opens_on_its_own_feedback():
    html = question_html(QUESTION | {"text": "a < b?", "options": [OPTION]})
    assert "a &lt; b?" in html
    assert "<summary>7 per cent</summary><p><strong>Right.</strong> The law of 2007.</p>" in html


def test_on_a_page_of_another_language_the_text_of_the_file_is_marked_as_english():
    """A screen reader speaks our own words in the language of the page, and the question in its."""
    html = question_html(QUESTION | {"explanation": "Seven.", "source": "law"}, "en")
    for text in ("Which threshold?", "7 per cent", "The law of 2007.", "Seven.", "law"):
        assert f'<span lang="en">{text}</span>' in html
    assert "<strong>Right.</strong> <span" in html
    assert "lang=" not in question_html(QUESTION)
