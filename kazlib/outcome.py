"""What an explorable answers: a sentence, a picture, a table, and where it comes from."""

import csv
import io
from dataclasses import dataclass

from kazlib.sources import Confidence, Source

__all__ = ["Confidence", "Outcome", "Progress", "Source", "Table"]

Cell = str | int | float | None


@dataclass(frozen=True)
class Table:
    """The numbers of an outcome.

    Attributes
    ----------
    caption : str
        What the table shows.
    columns : tuple of str
        Headings; the first column names the rows.
    rows : tuple of tuple
        Cells: text, numbers, or ``None`` for what is not known.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """Return the table as CSV with a header row; numbers are not formatted.

        Examples
        --------
        >>> print(Table("Seats", ("list", "seats"), (("A, B", 2),)).csv())
        list,seats
        "A, B",2
        """
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([self._quoted(cell) for cell in row] for row in self.rows)
        return text.getvalue().removesuffix("\n")

    @staticmethod
    def _quoted(cell: Cell) -> Cell:
        # A name from a link that begins like a formula must stay text in a spreadsheet.
        return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@") else cell


@dataclass(frozen=True)
class Outcome:
    """The answer of an explorable.

    Attributes
    ----------
    sentence : str
        The result in words; also what a screen reader says.
    svg : str
        The picture; its ``<title>`` and ``<desc>`` state the message.
    table : Table
        The same numbers.
    sources : tuple of Source
        Where the votes and the rules come from.
    more : tuple of Table
        Further tables, below the first.
    limits : tuple of str
        Sentences on what the answer assumes, leaves out, and what would prove it wrong; a report
        prints them.
    language : str
        The language of sentence, picture, tables and limits.
    """

    sentence: str
    svg: str
    table: Table
    sources: tuple[Source, ...]
    more: tuple[Table, ...] = ()
    limits: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True)
class Progress:
    """How far a long answer is; an explorable with ``steps`` yields it between outcomes.

    Attributes
    ----------
    done, of : int
        Parts that are counted, and all.
    unit : str
        What the parts are, in the plural.
    """

    done: int
    of: int
    unit: str

    def __str__(self) -> str:
        """Return it in words.

        Examples
        --------
        >>> print(Progress(2000, 10000, "elections"))
        2,000 of 10,000 elections
        """
        return f"{self.done:,} of {self.of:,} {self.unit}"
