"""The runner-up rule of 2009, in small numbers that can be checked by hand."""

from fractions import Fraction

import pytest

from kazlib.errors import InvalidNumber, InvalidSeats, InvalidVotes
from kazlib.offices.runner_up import runner_up, runner_up_note


def test_two_seats_left_over_go_one_to_each_by_largest_remainder() -> None:
    """Quota 10: the first list has 6.3 quotas, the runner-up 3.7 of which 0.7 count: 2.59."""
    step = runner_up(63, 37, 10, minimum=2)
    assert (step.quota, step.first_whole, step.second_whole, step.leftover) == (10, 6, 2, 2)
    assert step.seats_first_list == (8, 2)
    assert step.seats_largest_remainder == (7, 3)


def test_one_seat_left_over_goes_to_the_larger_remainder_of_the_runner_up() -> None:
    """6.4 quotas and 3.6: 6 and, with a factor of 1, 3; the runner-up's 0.6 is larger than 0.4."""
    step = runner_up(64, 36, 10, factor=1, minimum=2)
    assert (step.first_whole, step.second_whole, step.leftover) == (6, 3, 1)
    assert step.seats_first_list == (7, 3)
    assert step.seats_largest_remainder == (6, 4)


def test_one_seat_left_over_goes_to_the_larger_remainder_of_the_first() -> None:
    step = runner_up(66, 34, 10, factor=1, minimum=2)
    assert (step.first_whole, step.second_whole, step.leftover) == (6, 3, 1)
    assert step.seats_largest_remainder == (7, 3)


def test_equal_remainders_leave_the_last_seat_open() -> None:
    step = runner_up(65, 35, 10, factor=1, minimum=2)
    assert (step.leftover, step.seats_largest_remainder) == (1, None)
    assert "if by largest remainder" not in runner_up_note(step, 10)


def test_equal_remainders_with_a_seat_for_each_leave_nothing_open() -> None:
    """Quota 17: 94 8/17 quotas, and 3 9/17 of which 0.7 count: 2 8/17. Two of 98 seats are left."""
    step = runner_up(1606, 60, 98)
    assert (step.quota, step.first_whole, step.second_whole, step.leftover) == (17, 94, 2, 2)
    assert step.seats_first_list == (96, 2)
    assert step.seats_largest_remainder == (95, 3)


def test_three_seats_left_over_are_more_than_remainders_can_give() -> None:
    """A factor of 0 takes every quota of the runner-up away; two seats are the least it gets."""
    step = runner_up(51, 49, 10, factor=0, minimum=2)
    assert (step.first_whole, step.second_whole, step.leftover) == (5, 0, 3)
    assert step.seats_first_list == (8, 2)
    assert step.seats_largest_remainder is None


def test_nothing_left_over_is_no_question() -> None:
    step = runner_up(70, 30, 10, factor=1, minimum=2)
    assert (step.first_whole, step.second_whole, step.leftover) == (7, 3, 0)
    assert step.seats_first_list == step.seats_largest_remainder == (7, 3)
    assert runner_up_note(step, 10).endswith("whole parts 7 and 3 fill all seats.")


def test_the_least_number_of_the_runner_up_is_taken_from_the_first() -> None:
    step = runner_up(99, 1, 10, minimum=2)
    assert (step.first_whole, step.second_seats, step.leftover) == (9, 2, 0)
    assert step.seats_first_list == (8, 2)
    assert "taken from the first list" in runner_up_note(step, 10)


def test_the_quota_is_exact() -> None:
    assert runner_up(5, 2, 3, minimum=1).quota == Fraction(7, 3)


@pytest.mark.parametrize("factor", [0, 1])
def test_the_ends_of_the_factor_are_allowed(factor: int) -> None:
    assert runner_up(60, 40, 10, factor=factor).quota == 10


@pytest.mark.parametrize(
    ("numbers", "given", "error", "message"),
    [
        ((60, 40, 10), {"factor": "1.01"}, InvalidNumber, "factor is 1.01; it must be from 0 to 1"),
        ((60, 40, 10), {"factor": "-0.01"}, InvalidNumber, "factor is -0.01"),
        ((60, 40, 2), {"minimum": 2}, InvalidSeats, "seats is 2; the runner-up rule needs more"),
        ((60, 40, 10), {"minimum": -1}, InvalidSeats, "minimum is -1"),
        ((0, 40, 10), {}, InvalidVotes, "votes of the first list is 0"),
        ((60, 0, 10), {}, InvalidVotes, "votes of the runner-up is 0"),
    ],
)
def test_what_cannot_be_is_refused(numbers, given, error, message) -> None:
    with pytest.raises(error, match=message):
        runner_up(*numbers, **given)


def test_one_vote_each_and_one_seat_more_than_the_least_is_enough() -> None:
    assert runner_up(1, 1, 3, minimum=2).seats_first_list == (1, 2)
    assert runner_up(1, 1, 1, minimum=0).seats_first_list[0] == 1
