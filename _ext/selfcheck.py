"""Sphinx extension: self-check questions from YAML, shown so that they work without JavaScript.

``{selfcheck} parliamentary-elections`` prints the questions of
``questions/parliamentary-elections.yml``: each option is a ``<details>`` that opens on its own
feedback, so that a wrong answer teaches.
"""

from html import escape
from pathlib import Path
from typing import Any, ClassVar

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

_ = get_translation("book")

TYPES = ("single", "multiple", "numeric")


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Read and check the questions of a chapter.

    Raises
    ------
    ExtensionError
        If a question lacks a part or its options contradict its type; names file and question.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    questions: list[dict[str, Any]] = data["questions"]
    for question in questions:
        where = f"{path.name}, question {question.get('id')!r}"
        if question.get("type") not in TYPES:
            raise ExtensionError(f"{where}: type must be one of {', '.join(TYPES)}")
        if question["type"] == "numeric":
            if "answer" not in question:
                raise ExtensionError(f"{where}: a numeric question needs an answer")
            continue
        right = [option for option in question["options"] if option["correct"]]
        if question["type"] == "single" and len(right) != 1:
            raise ExtensionError(f"{where}: {len(right)} options are correct, must be one")
        if not right or not all(option.get("feedback") for option in question["options"]):
            raise ExtensionError(f"{where}: needs a correct option, and feedback on each")
    ids = [question["id"] for question in questions]
    if len(set(ids)) != len(ids):
        raise ExtensionError(f"{path.name}: question ids must be unique")
    return questions


def as_written(text: str, lang: str) -> str:
    """Return a text of a file; `lang` marks it on a page of another language, for screen readers.

    Examples
    --------
    >>> as_written("a < b?", ""), as_written("Why?", "en")
    ('a &lt; b?', '<span lang="en">Why?</span>')
    """
    return f'<span lang="{lang}">{escape(text)}</span>' if lang else escape(text)


def option_html(option: dict[str, Any], lang: str = "") -> str:
    """Return one option; opening it says whether it is right, in words."""
    verdict = _("Right.") if option["correct"] else _("Not right.")
    return (
        f"<details><summary>{as_written(str(option['text']), lang)}</summary>"
        f"<p><strong>{verdict}</strong> {as_written(option['feedback'], lang)}</p></details>"
    )


def question_html(question: dict[str, Any], lang: str = "") -> str:
    """Return one question with its options or its folded answer.

    Parameters
    ----------
    question
        As its file has it.
    lang
        Language of the file where the page has another; else empty.
    """
    # Tools for translators do not look into f-strings.
    several, source = _("(more than one is right)"), _("Source:")
    show, why = _("Show the answer"), _("Why")
    hint = f" {several}" if question["type"] == "multiple" else ""
    parts = [f"<p>{as_written(question['text'], lang)}{hint}</p>"]
    explanation = as_written(question["explanation"], lang) if "explanation" in question else ""
    if question.get("source"):
        explanation += f" <em>{source} {as_written(question['source'], lang)}</em>"
    if question["type"] == "numeric":
        unit = as_written(question["unit"], lang) if question.get("unit") else ""
        answer = f"{question['answer']:,} {unit}".strip()
        parts.append(
            f"<details><summary>{show}</summary><p><strong>{answer}.</strong> "
            f"{explanation}</p></details>"
        )
    else:
        parts += [option_html(option, lang) for option in question["options"]]
        if explanation:
            parts.append(f"<details><summary>{why}</summary><p>{explanation}</p></details>")
    return f'<li class="selfcheck-question">{"".join(parts)}</li>'


class SelfCheck(SphinxDirective):
    """The self-check questions of a chapter."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the questions as HTML; other formats get them from the question bank."""
        folder = Path(self.env.app.confdir) / self.config.selfcheck_folder
        path = folder / f"{self.arguments[0]}.yml"
        self.env.note_dependency(str(path))
        lang = "" if self.config.language == "en" else "en"
        items = "".join(question_html(question, lang) for question in read_questions(path))
        return [nodes.raw("", f'<ol class="selfcheck">{items}</ol>', format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    app.add_config_value("selfcheck_folder", "questions", "env")
    app.add_directive("selfcheck", SelfCheck)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
