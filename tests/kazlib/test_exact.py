"""Numbers as people write them, held without rounding."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidThreshold
from kazlib.exact import exact, percentage, plain, whole, written


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (7, 7),
        ("7", 7),
        (" 7.50 ", Fraction(15, 2)),
        ("15/2", Fraction(15, 2)),
        (".5", Fraction(1, 2)),
        ("7.", 7),
        ("7e-2", Fraction(7, 100)),
        (0.07, Fraction(7, 100)),  # as it prints, not 0.070000000000000006661…
        (0.1 + 0.2, Fraction("0.30000000000000004")),
        (1e-7, Fraction(1, 10**7)),
        (Decimal("7.5"), Fraction(15, 2)),
        (Fraction(14, 2), 7),
        (-3, -3),
    ],
)
def test_a_number_is_read_as_it_is_written(written, number):
    assert exact(written) == number


def test_a_whole_number_is_a_plain_int_however_it_was_written():
    assert [type(exact(n)) for n in (7, "7.0", 7.0, Decimal(7), Fraction(7))] == [int] * 5


WRITTEN = ["", "seven", "7%", "7 8", "1_000", "nan", "inf", "1/0", "0x7", "--7", "7/", "1e", "<b>"]
ENDLESS = [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")]


@pytest.mark.parametrize("wrong", [*WRITTEN, *ENDLESS, True, None, [7], 7j, b"7"])
def test_what_is_no_finite_number_is_refused_by_name(wrong):
    with pytest.raises(InvalidNumber, match=r"^deposit is .*must be a"):
        exact(wrong, "deposit")


def test_a_comma_is_answered_with_how_to_write_it():
    with pytest.raises(InvalidNumber, match="write a point, not a comma"):
        exact("7,5")


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "huge", ["1e999999999", "9" * 1000, "1/" + "9" * 1000, Decimal("1e999999999")]
)
def test_a_number_made_to_exhaust_the_machine_is_refused_at_once(huge):
    with pytest.raises(InvalidNumber):
        exact(huge)


@given(st.integers() | st.fractions(-1000, 1000, max_denominator=10**9))
def test_what_is_written_is_read_back_without_rounding(number):
    assert exact(written(number)) == number


def test_a_decimal_is_written_as_one_and_other_fractions_as_fractions():
    numbers = [7, Fraction(5), Fraction(15, 2), Fraction(-1, 8), Fraction(1, 20), Fraction(200, 3)]
    assert [written(n) for n in numbers] == ["7", "5", "7.5", "-0.125", "0.05", "200/3"]


@given(st.fractions(min_value=0, max_value=100))
def test_every_share_is_a_percentage(share):
    assert percentage(share) == share


@pytest.mark.parametrize(
    "wrong", [-1, "-0.001", 101, 100.00000001, "five", True, None, float("nan"), Decimal("NaN")]
)
def test_a_threshold_outside_0_to_100_is_refused(wrong):
    with pytest.raises(InvalidThreshold, match=r"^threshold_pct is"):
        percentage(wrong)


def test_the_refusal_names_value_and_range():
    with pytest.raises(InvalidThreshold) as refusal:
        percentage(101)
    assert str(refusal.value) == "threshold_pct is 101; it must be from 0 to 100 per cent."


def test_a_threshold_of_thousands_of_digits_is_refused_by_the_same_name():
    with pytest.raises(InvalidThreshold):
        percentage(10**5000)


def test_whole_numbers_of_numpy_become_plain_ones():
    for number in (np.int64(98), np.uint8(98)):
        assert whole(number, "seats", 1) == 98
        assert type(whole(number, "seats", 1)) is int


@pytest.mark.parametrize("wrong", [True, np.True_, 98.0, "98", None, Decimal(98), Fraction(98)])
def test_what_only_looks_like_a_whole_number_is_refused(wrong):
    with pytest.raises(InvalidSeats, match=r"^seats is .*; it must be a whole number, at least 1"):
        whole(wrong, "seats", 1, InvalidSeats)


def test_a_whole_number_below_the_least_is_refused():
    with pytest.raises(InvalidNumber, match=r"^seats is 0; it must be a whole number, at least 1"):
        whole(0, "seats", 1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (5247720, "5,247,720"),
        (0, "0"),
        (Fraction(15, 2), "7.5"),
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 8), "0.13"),  # half up, not half to even
        (Fraction(-1, 8), "-0.13"),
        (Fraction(-1, 1000), "0"),
        (0.07, "0.07"),
        (Decimal("88.4117"), "88.41"),
        (10**30, "1" + ",000" * 10),
    ],
)
def test_numbers_are_shown_to_readers_with_separators_and_two_decimals(number, shown):
    assert plain(number) == shown


def test_the_number_of_decimals_can_be_chosen():
    assert [plain(Fraction(5, 3), digits) for digits in (0, 1, 4)] == ["2", "1.7", "1.6667"]


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_up_to_two_decimals_are_shown_in_full(number):
    assert exact(plain(number).replace(",", "")) == Fraction(number)
