"""Numbers without rounding: how kazlib reads and prints what a user gives it."""

import math
import operator
import re
from decimal import Decimal
from fractions import Fraction

from kazlib.errors import InvalidNumber, InvalidThreshold, quoted

Exact = int | Fraction
"""A number that is held without rounding; whole numbers are plain ``int``."""

Number = int | str | Decimal | Fraction | float
"""What users may write for a number; a float means the decimal that it prints."""

# Python would also read "1e999999999" and spend minutes on it; a link must not be able to do that.
_NUMBER = re.compile(
    r"[+-]?(\d{1,60}(\.\d{0,60})?|\.\d{1,60})(e[+-]?\d{1,2})?|[+-]?\d{1,60}/\d{1,60}", re.I
)
_LARGEST = 10**60


def exact(value: Number, name: str = "value") -> Exact:
    """Read a number without rounding.

    Parameters
    ----------
    value
        An integer, a string such as ``"7.5"`` or ``"15/2"``, a Decimal, a Fraction, or a float,
        which is read as the decimal that it prints: 0.07 is seven hundredths.
    name
        What the number is, for the message.

    Returns
    -------
    int or Fraction
        The same number; an ``int`` where it is whole.

    Raises
    ------
    InvalidNumber
        If it is not a finite number, or has more than 60 digits.

    Examples
    --------
    >>> exact("7.50"), exact(0.07), exact(5.0)
    (Fraction(15, 2), Fraction(7, 100), 5)
    """
    if hasattr(value, "__index__") and not isinstance(value, bool):
        value = operator.index(value)  # integers of other libraries, such as NumPy's
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal, Fraction, float)):
        raise InvalidNumber(f"{name} is {value!r}; it must be a number.")
    try:
        if isinstance(value, (int, Fraction)):
            number = Fraction(value)
        elif _NUMBER.fullmatch(text := str(value).strip()):
            number = Fraction(text)
        else:
            raise ValueError(text)
        if abs(number) > _LARGEST:
            raise ValueError("beyond any count")
    except (ValueError, ZeroDivisionError):
        shown = quoted(value) if not isinstance(value, int) else "a number of more than 60 digits"
        hint = " (write a point, not a comma)" if isinstance(value, str) and "," in value else ""
        raise InvalidNumber(f"{name} is {shown}; it must be a finite number{hint}.") from None
    return number.numerator if number.denominator == 1 else number


def percentage(value: Number, name: str = "threshold_pct") -> Exact:
    """Read a share in per cent, from 0 to 100.

    Raises
    ------
    InvalidThreshold
        If it is not a number from 0 to 100.

    Examples
    --------
    >>> percentage("7")
    7
    >>> percentage(101)
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidThreshold: threshold_pct is 101; it must be from 0 to 100 per cent.
    """
    try:
        number = exact(value, name)
    except InvalidNumber as error:
        raise InvalidThreshold(str(error)) from None
    if not 0 <= number <= 100:
        raise InvalidThreshold(f"{name} is {plain(number)}; it must be from 0 to 100 per cent.")
    return number


def whole(value: object, name: str, minimum: int, error: type[ValueError] = InvalidNumber) -> int:
    """Read a whole number that is at least ``minimum``.

    ``True`` and floats are refused: 2.0 votes is a mistake of the caller that would otherwise
    stay hidden. Integers of other libraries (NumPy's, say) are accepted.

    Examples
    --------
    >>> whole(98, "seats", minimum=1)
    98
    >>> whole(2.5, "seats", minimum=1)
    Traceback (most recent call last):
    ...
    kazlib.errors.InvalidNumber: seats is 2.5; it must be a whole number, at least 1.
    """
    rule = f"it must be a whole number, at least {minimum}"
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        shown = written(value) if isinstance(value, Fraction) else quoted(value)
        raise error(f"{name} is {shown}; {rule}.")
    number = operator.index(value)
    if number < minimum:
        raise error(f"{name} is {number}; {rule}.")
    return number


def plain(number: Exact | Decimal | float, digits: int = 2) -> str:
    """Print a number for readers: whole numbers with thousands separators, others rounded half up.

    Examples
    --------
    >>> plain(5247720), plain(Fraction(15, 2)), plain(Fraction(1, 3))
    ('5,247,720', '7.5', '0.33')
    """
    if isinstance(number, (float, Decimal)) and not Decimal(str(number)).is_finite():
        return str(number)  # messages show what was given, also where it is no number
    value = Fraction(str(number)) if isinstance(number, float) else Fraction(number)
    scale = 10**digits
    units, rest = divmod(math.floor(abs(value) * scale + Fraction(1, 2)), scale)
    decimals = f"{rest:0{digits}d}".rstrip("0") if digits else ""
    sign = "-" if value < 0 and (units or rest) else ""
    return f"{sign}{units:,}" + (f".{decimals}" if decimals else "")


def written(number: Exact) -> str:
    """Write a number so that :func:`exact` reads the same number again, without rounding.

    Examples
    --------
    >>> written(7), written(Fraction(15, 2)), written(Fraction(200, 3))
    ('7', '7.5', '200/3')
    """
    if number.denominator == 1:
        return str(number.numerator)
    rest, places = number.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}d}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
