"""The numbers and the calculations that stand in the text of chapters."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

CHAPTERS = Path(__file__).resolve().parents[2] / "chapters"

# Parts of a chapter that are no text: the head, cells of code, roles, addresses, tags.
_NO_TEXT = re.compile(
    r"\A---\n.*?\n---\n|```\{code-cell\}.*?```|```python.*?```|`[^`\n]*`|\]\([^)]*\)|<[^>]*>",
    re.DOTALL,
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SIDE = rf"(?:[-−√(\s]*{_NUMBER}²?[)\s]*(?:per cent|%)?\s*(?:[-−+×/·]\s*)?)+"
_CHAIN = re.compile(rf"(?<![\w.,]){_SIDE}(?:[=≈]\s*{_SIDE})+")
# A number with four digits or more, or with decimals: long enough to be known by its digits.
_LONG = re.compile(r"(?<![\w./#:,&-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w,]*\d)")


@dataclass(frozen=True)
class Equation:
    """Two neighbours of a calculation such as ``8,500 / 125,000 = 6.8 per cent``."""

    chapter: str
    left: str
    right: str
    per_cent: bool  # the right side, or what stands around it, says so

    def __str__(self) -> str:
        return f"{self.chapter}: {self.left} = {self.right}"

    @property
    def holds(self) -> bool:
        """Whether the right side is the left one, rounded to the places that it shows."""
        left, right = value(self.left), value(self.right)
        decimals = re.findall(r"\.(\d+)", self.right)
        reach = 0.50001 * 10 ** -(len(decimals[-1]) if decimals else 0)
        return abs(left - right) <= reach or (self.per_cent and abs(100 * left - right) <= reach)


def text_of(path: Path) -> str:
    """Return what a chapter says, with blanks in place of what is no text."""
    text = path.read_text(encoding="utf-8")
    bare = _NO_TEXT.sub(lambda found: re.sub(r"[^\n]", "`", found[0]), text)
    return bare.replace("*", "").replace("\\", "")


def value(side: str) -> float:
    """Return the value of one side of an equation.

    >>> value("0.4 × (1 − 0.75)")
    0.1
    """
    for written, meant in (
        *((",", ""), ("per cent", ""), ("%", ""), ("−", "-"), ("×", "*"), ("·", "*"), ("²", "**2")),
        *(("√(", "sqrt("),),
    ):
        side = side.replace(written, meant)
    side = re.sub(r"√\s*([\d.]+)", r"sqrt(\1)", side).strip()
    return float(eval(side, {"__builtins__": {}}, {"sqrt": math.sqrt}))  # digits and signs only


def _balanced(side: str) -> str:
    """Take off brackets that belong to the sentence around."""
    side = side.strip()
    while side.count("(") > side.count(")"):
        side = side[side.index("(") + 1 :].strip()
    while side.count(")") > side.count("("):
        side = side[: side.rindex(")")].strip()
    return side


def equations() -> Iterator[Equation]:
    """Return every calculation of the text that stands there whole."""
    for path in sorted(CHAPTERS.glob("*.md")):
        text = text_of(path)
        for found in _CHAIN.finditer(text):
            if re.search(r"[±×/·+−*⁻√)=≈^⁄]\s*\Z|\be?\(?\s*-\Z", text[: found.start()]):
                continue  # the end of a calculation with letters or powers
            around = text[max(0, found.start() - 100) : found.end() + 60]
            said = re.search(r"per cent|%", around) is not None
            sides = [_balanced(side) for side in re.split(r"[=≈]", found[0])]
            for left, right in pairwise(sides):
                if re.search(r"[×/·+−√]\s*\d|\d\s*[-]\s*\d", left):
                    yield Equation(path.stem, left, right, said)


def long_numbers(text: str) -> set[Decimal]:
    """Return the numbers of a text that have four digits or more, or decimals."""
    return {Decimal(found.replace(",", "")) for found in _LONG.findall(text)}


def words_of(chapter: str) -> str:
    """Return a chapter as one line as a reader sees it: no code, emphasis, tags, roles or links.

    >>> "explorable takes eight invented contenders, A to H" in words_of("presidential-elections")
    True
    """
    text = (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8")
    text = re.sub(r"```\{code-cell\}.*?```", "", text, flags=re.DOTALL)
    text = re.sub(r"\{[a-z:]+\}`([^`<]*[^`<\s])(?:\s*<[^>`]*>)?`", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>", r"\1", text)
    return re.sub(r"\s+", " ", text.replace("&amp;", "&").replace("*", "").replace("\\", ""))


def not_said(sentences: Iterable[str], text: str) -> list[str]:
    """Return the sentences that the text does not hold, so that a failure shows them."""
    return [sentence for sentence in sentences if sentence not in text]
