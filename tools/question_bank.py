"""The question bank: all self-check questions as Moodle XML and as CSV, from ``questions/*.yml``.

Run by ``make bank``. Moodle's XML format: https://docs.moodle.org/en/Moodle_XML_format, and the
importer ``question/format/xml/format.php`` of moodle/moodle.
"""

from __future__ import annotations

import argparse
import csv
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

from selfcheck import read_questions  # noqa: E402  (the one place that checks a question file)

BOOK = "Elections in Kazakhstan"
# Moodle refuses an answer whose grade is not one of its own; 1/n of 100 is, for n from 1 to 10.
MOST_SHARES = 10
COLUMNS = (
    "id", "chapter", "type", "text", "option", "correct", "feedback",
    "answer", "tolerance", "unit", "explanation", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One answer that a student can tick."""

    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One question; ``options`` is empty for a number, ``answer`` is empty for the others."""

    id: str
    chapter: str
    type: str
    text: str
    options: tuple[Option, ...]
    answer: str
    tolerance: str
    unit: str
    explanation: str
    source: str


def tolerance_of(answer: str) -> str:
    """Return half a unit of the last place given: what rounds to the answer is right.

    Whole numbers are counts or votes, and are asked exactly.

    >>> tolerance_of("2.63"), tolerance_of("42.5"), tolerance_of("74095")
    ('0.005', '0.05', '0')
    """
    exponent = Decimal(answer).as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"The answer must be a finite number, not {answer!r}.")
    return str(Decimal(5).scaleb(exponent - 1)) if exponent < 0 else "0"


def load(folder: Path) -> tuple[Question, ...]:
    """Read the questions of every chapter, by the names of the files."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for entry in read_questions(path):
            answer = str(entry.get("answer", ""))
            options = tuple(
                Option(str(option["text"]).strip(), option["correct"], option["feedback"].strip())
                for option in entry.get("options", ())
            )
            question = Question(
                entry["id"],
                path.stem,
                entry["type"],
                entry["text"].strip(),
                options,
                answer,
                str(entry.get("tolerance", tolerance_of(answer))) if answer else "",
                str(entry.get("unit", "")),
                entry["explanation"].strip(),
                entry["source"].strip(),
            )
            found.append(question)
    twice = {q.id for q in found if sum(other.id == q.id for other in found) > 1}
    if twice:
        raise ValueError(f"Two chapters use the same question id: {', '.join(sorted(twice))}.")
    return tuple(found)


def share(parts: int) -> str:
    """Return 100 / parts as Moodle writes it, with at most five decimals.

    >>> share(1), share(3), share(8)
    ('100', '33.33333', '12.5')
    """
    if not 1 <= parts <= MOST_SHARES:
        raise ValueError(f"Moodle divides a mark into 1 to {MOST_SHARES} shares, not {parts}.")
    return f"{round(Decimal(100) / parts, 5).normalize():f}"


def fraction(question: Question, option: Option) -> str:
    """Return the grade of an option in per cent.

    All right options together give 100. Where several are right, a wrong one costs its share, so
    that ticking everything gives nothing.
    """
    if option.correct:
        return share(sum(other.correct for other in question.options))
    if question.type == "single":
        return "0"
    return f"-{share(sum(not other.correct for other in question.options))}"


def cdata(text: str) -> str:
    """Return a text as HTML in a CDATA section, escaped: a question is plain text."""
    return f"<text><![CDATA[<p>{escape(text, quote=False)}</p>]]></text>"


def plain(text: str) -> str:
    """Return a text for an element that holds no HTML."""
    return f"<text>{escape(text, quote=False)}</text>"


def answer_xml(grade: str, text: str, feedback: str, *, tolerance: str = "") -> list[str]:
    """Return one ``<answer>``: HTML for options, plain for numbers, which have a tolerance."""
    kind, body = ("moodle_auto_format", plain(text)) if tolerance else ("html", cdata(text))
    lines = [f'    <answer fraction="{grade}" format="{kind}">', f"      {body}"]
    lines.append(f'      <feedback format="html">{cdata(feedback)}</feedback>')
    if tolerance:
        lines.append(f"      <tolerance>{tolerance}</tolerance>")
    return [*lines, "    </answer>"]


def question_xml(question: Question) -> list[str]:
    """Return one ``<question>``."""
    numeric = question.type == "numeric"
    why = f"{question.explanation} Source: {question.source}"
    asked = f"{question.text} (in {question.unit})" if question.unit else question.text
    lines = [
        f'  <question type="{"numerical" if numeric else "multichoice"}">',
        f"    <name>{plain(question.id)}</name>",
        f'    <questiontext format="html">{cdata(asked)}</questiontext>',
        f'    <generalfeedback format="html">{cdata(why)}</generalfeedback>',
        "    <defaultgrade>1</defaultgrade>",
        "    <penalty>0.3333333</penalty>",
        "    <hidden>0</hidden>",
        f"    <idnumber>{escape(question.id)}</idnumber>",
    ]
    if numeric:
        tolerance = question.tolerance
        lines += answer_xml("100", question.answer, question.explanation, tolerance=tolerance)
        lines += answer_xml("0", "*", f"Not right. {question.explanation}", tolerance="0")
        # The unit stands in the question; students enter the number alone.
        lines += ["    <showunits>3</showunits>"]
    else:
        lines += [
            f"    <single>{str(question.type == 'single').lower()}</single>",
            "    <shuffleanswers>true</shuffleanswers>",
            "    <answernumbering>abc</answernumbering>",
        ]
        for option in question.options:
            lines += answer_xml(fraction(question, option), option.text, option.feedback)
    lines += [f"    <tags><tag>{plain(question.chapter)}</tag></tags>", "  </question>"]
    return lines


def moodle(questions: Sequence[Question]) -> str:
    """Return the bank as Moodle XML, with a category for each chapter."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    chapter = ""
    for question in questions:
        if question.chapter != chapter:
            chapter = question.chapter
            path = plain(f"$course$/top/{BOOK}/{chapter}")
            lines += ['  <question type="category">', f"    <category>{path}</category>"]
            lines += ["  </question>"]
        lines += question_xml(question)
    text = "\n".join([*lines, "</quiz>", ""])
    ET.fromstring(text)  # Moodle does not report a fault of the file; we do.
    return text


def write_csv(questions: Sequence[Question], path: Path) -> None:
    """Write one row for each option, and one for each question that asks for a number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for q in questions:
            number = [("", "", q.explanation)]
            ticked = [(o.text, "yes" if o.correct else "no", o.feedback) for o in q.options]
            for cells in ticked or number:
                before = (q.id, q.chapter, q.type, q.text)
                writer.writerow(
                    (*before, *cells, q.answer, q.tolerance, q.unit, q.explanation, q.source)
                )


def read_csv(path: Path) -> tuple[Question, ...]:
    """Read what :func:`write_csv` wrote, perhaps corrected in a spreadsheet.

    Raises
    ------
    ValueError
        If a column is missing, or "correct" is neither yes nor no; names the question.
    """
    found: dict[str, Question] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = set(COLUMNS) - set(rows.fieldnames or ())
        if missing:
            raise ValueError(f"{path.name} has no column {', '.join(sorted(missing))}.")
        for row in rows:
            options = found[row["id"]].options if row["id"] in found else ()
            if row["type"] != "numeric":
                if row["correct"] not in {"yes", "no"}:
                    value = row["correct"]
                    raise ValueError(f'{row["id"]}: "correct" is yes or no, not {value!r}.')
                option = Option(row["option"], row["correct"] == "yes", row["feedback"])
                options = (*options, option)
            same = {name: row[name] for name in Question.__dataclass_fields__ if name in row}
            found[row["id"]] = Question(**same, options=options)
    return tuple(found.values())


def main() -> None:
    """Write the bank into a folder and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "_build" / "bank")
    out: Path = parser.parse_args().out
    questions = load(ROOT / "questions")
    out.mkdir(parents=True, exist_ok=True)
    (out / "questions.moodle.xml").write_text(moodle(questions), encoding="utf-8")
    write_csv(questions, out / "questions.csv")
    chapters = len({question.chapter for question in questions})
    print(f"{len(questions)} questions of {chapters} chapters in {out}")


if __name__ == "__main__":
    main()
