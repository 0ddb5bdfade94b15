"""What an explorable answers: a sentence, a picture, a table, and where it comes from."""

import csv
import io
from dataclasses import dataclass

from kazlib.exact import plain
from kazlib.sources import Confidence, Source

__all__ = ["Confidence", "Outcome", "Source", "Table"]

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

    @staticmethod
    def shown(cell: Cell) -> str:
        """Return a cell as readers see it.

        Examples
        --------
        >>> Table.shown(5247720), Table.shown(88.4117), Table.shown(None)
        ('5,247,720', '88.41', 'not known')
        """
        if cell is None:
            return "not known"
        return cell if isinstance(cell, str) else plain(cell)


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
    """

    sentence: str
    svg: str
    table: Table
    sources: tuple[Source, ...]
