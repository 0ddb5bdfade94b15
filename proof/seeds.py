"""What every explorable of the chapters answers at first: ``python -m proof.seeds`` prints JSON.

Two processes with other hash seeds have to print the same, and the page has to show the sentence.
"""

import ast
import hashlib
import json
import re
from pathlib import Path

from kazlib.explorables import load
from kazlib.pages import html
from kazlib.widgets import explore

CHAPTERS = Path(__file__).parents[1] / "chapters"
CELL = re.compile(r"```\{code-cell\}.*?\n(.*?)```", re.DOTALL)


def calls(chapter: Path) -> list[tuple[str, dict[str, object]]]:
    """Return the explorables that a chapter shows, with the values that it sets."""
    found = []
    for cell in CELL.findall(chapter.read_text(encoding="utf-8")):
        code = re.sub(r"^:.*\n", "", cell, flags=re.M)
        if "explore(" not in code:
            continue
        for node in ast.walk(ast.parse(code)):
            match node:
                case ast.Call(
                    func=ast.Name(id="explore"),
                    args=[ast.Constant(value=str(slug))],
                    keywords=given,
                ):
                    values = {str(each.arg): ast.literal_eval(each.value) for each in given}
                    found.append((slug, values))
    return found


def answers() -> dict[str, dict[str, str]]:
    """Return page, sentence and hash of the whole first answer of each explorable."""
    found = {}
    for chapter in sorted(CHAPTERS.glob("*.md")):
        for slug, values in calls(chapter):
            outcome = explore(slug, **values).outcome
            whole = "\0".join((outcome.sentence, outcome.svg, html.tables(outcome)))
            digest = hashlib.sha256(whole.encode()).hexdigest()
            found[f"{chapter.stem} {load(slug).TITLE}"] = {
                "page": f"chapters/{chapter.stem}.html",
                "sentence": outcome.sentence,
                "hash": digest,
            }
    return found


if __name__ == "__main__":
    print(json.dumps(answers(), ensure_ascii=False))
