"""What readers see of an explorable, in English, Kazakh and Russian.

English stands in the code. ``translations/<language>.toml`` has the same texts in another language,
each under its English text; what it lacks stays English. A text with a number has as many forms as
its language needs (one in Kazakh, three in Russian). Nothing here remembers a language: whoever
shows an explorable passes its texts on.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kazlib.errors import InvalidChoice
from kazlib.exact import Exact, plain

LANGUAGES = ("en", "kk", "ru")

Entry = str | tuple[str, ...]


class Said(str):
    """An English sentence that knows how it was made, so that it can be said again.

    Attributes
    ----------
    template : str
        The sentence with the names of its values in their places.
    values : mapping of str to object
        The values; they may be such sentences themselves.
    """

    template: str
    values: Mapping[str, object]


def said(template: str, /, **values: object) -> Said:
    """Return an English sentence that can be said again in another language.

    Examples
    --------
    >>> sentence = said("{n} seats are tied.", n=12)
    >>> sentence, Texts("kk", {"{n} seats are tied.": "Тең орындар: {n}."}).again(sentence)
    ('12 seats are tied.', 'Тең орындар: 12.')
    """
    sentence = Said(template.format(**{name: _shown(ENGLISH, v) for name, v in values.items()}))
    sentence.template, sentence.values = template, values
    return sentence


_NARROW = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


@dataclass(frozen=True)
class Texts:
    """The texts of one language.

    Attributes
    ----------
    language : str
        ``"en"``, ``"kk"`` or ``"ru"``.
    entries : mapping of str to str or tuple of str
        English text → the text in that language, or its forms by number.
    """

    language: str = "en"
    entries: Mapping[str, Entry] = field(default_factory=dict, repr=False)

    def __contains__(self, message: str) -> bool:
        """Whether there is a text for this English one."""
        return self.language == "en" or message in self.entries

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a text with values in its places; English where it is not translated.

        Examples
        --------
        >>> Texts("ru", {"Seats: {n}": "Места: {n}"})("Seats: {n}", n=98)
        'Места: 98'
        >>> Texts("ru")("Seats: {n}", n=98)
        'Seats: 98'
        """
        entry = self.entries.get(message, message)
        text = entry if isinstance(entry, str) else entry[-1]
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the text for a number of things; ``{n}`` in it becomes the number.

        Parameters
        ----------
        one, many
            The English text for 1 and for other numbers; translations stand under the second.
        number
            How many there are.
        **values
            What else has a place in the text.

        Examples
        --------
        >>> ENGLISH.plural("{n} seat", "{n} seats", 1200)
        '1,200 seats'
        >>> russian = Texts("ru", {"{n} seats": ("{n} место", "{n} места", "{n} мест")})
        >>> [russian.plural("{n} seat", "{n} seats", n) for n in (1, 3, 11, 21, 98)]
        ['1 место', '3 места', '11 мест', '21 место', '98 мест']
        """
        entry = self.entries.get(many, one if number == 1 else many)
        text = entry if isinstance(entry, str) else entry[_russian_form(number)]
        return text.format(n=self.number(number), **values)

    def again(self, text: str) -> str:
        """Return an English text in this language: a name, or a sentence made by `said`.

        Examples
        --------
        >>> texts("ru").again("Auyl"), texts("ru").again("A list of the reader")
        ('«Ауыл»', 'A list of the reader')
        """
        if not isinstance(text, Said):
            return self(text)
        entry, n = self.entries.get(text.template, text.template), text.values.get("n")
        if not isinstance(entry, str):
            entry = entry[_russian_form(n)] if isinstance(n, int) else entry[-1]
        return entry.format(**{name: _shown(self, value) for name, value in text.values.items()})

    def number(
        self, value: Exact | Decimal | float, digits: int = 2, *, fixed: bool = False
    ) -> str:
        """Return a number as the language writes it.

        Parameters
        ----------
        value
            The number; it is rounded half up.
        digits
            The most decimal places.
        fixed
            Write all of them, also where they are 0.

        Examples
        --------
        >>> ENGLISH.number(5247720), ENGLISH.number(7.5)
        ('5,247,720', '7.5')
        >>> Texts("kk").number(7.5), Texts("ru").number(0.5, fixed=True)
        ('7,5', '0,50')
        """
        text = plain(value, digits)
        if fixed and digits:
            whole, _, decimals = text.partition(".")
            text = f"{whole}.{decimals:0<{digits}}"
        return text if self.language == "en" else text.translate(_NARROW)

    def cell(self, value: str | int | float | None) -> str:
        """Return a cell of a table.

        Examples
        --------
        >>> ENGLISH.cell(5247720), ENGLISH.cell(88.4117), ENGLISH.cell(None)
        ('5,247,720', '88.41', 'not known')
        """
        if value is None:
            return self("not known")
        return value if isinstance(value, str) else self.number(value)

    def day(self, day: date) -> str:
        """Return a day as it stands after "the votes of" and "the law of".

        Examples
        --------
        >>> ENGLISH.day(date(2021, 1, 10)), texts("ru").day(date(2021, 1, 10))
        ('10 January 2021', '10 января 2021 года')
        """
        return self(
            "{day} {month} {year}", day=day.day, month=self(f"{day:%B}"), year=f"{day.year}"
        )

    def listed(self, parts: Sequence[str]) -> str:
        """Return parts as an enumeration.

        Examples
        --------
        >>> ENGLISH.listed(["A", "B", "C"]), texts("kk").listed(["A", "B"])
        ('A, B and C', 'A және B')
        """
        if len(parts) == 1:
            return parts[0]
        return self("{most} and {last}", most=", ".join(parts[:-1]), last=parts[-1])

    def lang(self, language: str) -> str:
        """Return the attribute that marks what is in another language than these texts.

        Examples
        --------
        >>> ENGLISH.lang("en"), Texts("kk").lang("en")
        ('', ' lang="en"')
        """
        return "" if language == self.language else f' lang="{language}"'


ENGLISH = Texts()


@cache
def texts(language: str) -> Texts:
    """Return the texts of a language.

    Raises
    ------
    InvalidChoice
        If the book is not in that language.

    Examples
    --------
    >>> texts("ru")("Reset")
    'Сбросить'
    """
    if language not in LANGUAGES:
        raise InvalidChoice.of(language, "language", LANGUAGES)
    if language == "en":
        return ENGLISH
    # Found here, not once for all: a page imports kazlib from an archive, and what holds an
    # archive open cannot be saved with the memory of the page.
    file = files("kazlib") / "translations" / f"{language}.toml"
    read: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    entries = {
        message: entry if isinstance(entry, str) else tuple(entry)
        for part in read["texts"].values()
        for message, entry in part.items()
    }
    return Texts(language, MappingProxyType(entries))


def _shown(texts: Texts, value: object) -> str:
    if isinstance(value, str):
        return texts.again(value)
    return texts.number(value) if isinstance(value, int | Fraction | float) else str(value)


def _russian_form(number: int) -> int:
    """Return which of three forms follows a number: 1 место, 2 места, 5 мест."""
    last, teen = abs(number) % 10, 10 < abs(number) % 100 < 20
    if last == 1 and not teen:
        return 0
    return 1 if 2 <= last <= 4 and not teen else 2
