"""Votes into seats: real elections, textbook cases, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from kazlib.apportionment import (
    DIVISORS,
    QUOTAS,
    Tie,
    highest_averages,
    largest_remainder,
    passes_threshold,
)
from kazlib.errors import (
    InvalidChoice,
    InvalidSeats,
    InvalidThreshold,
    InvalidTieBreak,
    InvalidVotes,
    OverAllocation,
)

# Every method as (function, its option), for rules that hold for all of them.
QUOTA_METHODS = [(largest_remainder, {"quota": name}) for name in QUOTAS]
DIVISOR_METHODS = [(highest_averages, {"divisors": name}) for name in DIVISORS]
METHODS = QUOTA_METHODS + DIVISOR_METHODS
# The methods that never give out more seats than there are, and those among them in which the
# size of the electorate does not matter (the quota of Droop is rounded to whole votes).
WITHOUT_OVERSHOOT = [m for m in METHODS if m[1].get("quota") in (None, "hare", "droop")]
WITHOUT_ROUNDING = [m for m in WITHOUT_OVERSHOOT if m[1].get("quota") != "droop"]


def named(methods):
    ids = [f"{method.__name__}-{next(iter(option.values()))}" for method, option in methods]
    return pytest.mark.parametrize(("method", "option"), methods, ids=ids)


# ------------------------------------------------------------------------------------------------
# Real elections. Votes of the lists that reached the threshold, in the order of the ballot paper's
# published result, and list seats: Central Election Commission, as in data/mazhilis_elections.csv.

ELECTIONS = {
    # 10 October 1999, threshold 7. Central Election Commission, via Nohlen et al. (2001) and IPU.
    1999: (10, [1622895, 932549, 663351, 590184], [4, 2, 2, 2]),
    # 19 September 2004, threshold 7. The bloc AIST has the fourth seat.
    2004: (10, [2883706, 572672, 541239, 336177], [7, 1, 1, 1]),
    # 18 August 2007, threshold 7. One list passed.
    2007: (98, [5247720], [98]),
    # 15 January 2012, threshold 7.
    2012: (98, [5621436, 518405, 498788], [83, 8, 7]),
    # 20 March 2016, threshold 7.
    2016: (98, [6183757, 540406, 537123], [84, 7, 7]),
    # 10 January 2021, threshold 7.
    2021: (98, [5148074, 792828, 659019], [76, 12, 10]),
    # 19 March 2023, threshold 5.
    2023: (69, [3431510, 693938, 547154, 535139, 432920, 331058], [40, 8, 6, 6, 5, 4]),
}


@pytest.mark.parametrize("year", ELECTIONS)
def test_the_hare_quota_gives_the_official_seats(year):
    seats, votes, official = ELECTIONS[year]
    result = largest_remainder(votes, seats)
    assert result.seats == tuple(official)
    assert result.tie is None
    assert result.quota == Fraction(sum(votes), seats)


# data/seat_allocation_check.csv, column dhondt: the formula that Kazakhstan did not use.
@pytest.mark.parametrize(
    ("year", "dhondt"),
    [
        (1999, [5, 2, 2, 1]),
        (2004, [8, 1, 1, 0]),
        (2007, [98]),
        (2012, [84, 7, 7]),
        (2016, [84, 7, 7]),
        (2021, [77, 12, 9]),
        (2023, [41, 8, 6, 6, 5, 3]),
    ],
)
def test_dhondt_on_the_same_votes(year, dhondt):
    seats, votes, _ = ELECTIONS[year]
    assert highest_averages(votes, seats).seats == tuple(dhondt)


@pytest.mark.parametrize("year", ELECTIONS)
def test_sainte_lague_happens_to_agree_with_the_official_seats(year):
    seats, votes, official = ELECTIONS[year]
    assert highest_averages(votes, seats, divisors="sainte-lague").seats == tuple(official)


def test_the_count_of_1999_step_by_step():
    """Quota 380,897.9: 4, 2, 1 and 1 whole quotas; the two seats left go to Agrarian and Civic."""
    votes = {"Otan": 1622895, "Communists": 932549, "Agrarian": 663351, "Civic": 590184}
    result = largest_remainder(votes, 10)
    assert result.quota == Fraction(3808979, 10)
    assert result.remainders == {
        "Otan": 1622895 - 4 * result.quota,
        "Communists": 932549 - 2 * result.quota,
        "Agrarian": 663351 - result.quota,
        "Civic": 590184 - result.quota,
    }
    assert result.seats == {"Otan": 4, "Communists": 2, "Agrarian": 2, "Civic": 2}


# ------------------------------------------------------------------------------------------------
# Textbook cases.

# Wikipedia, "Largest remainder method": Yellows, Whites, Reds, Greens, Blues, Pinks; ten seats.
SIX_COLOURS = [47000, 16000, 15900, 12000, 6000, 3100]


@pytest.mark.parametrize(
    ("quota", "size", "seats"),
    [("hare", 10000, (5, 2, 1, 1, 1, 0)), ("droop", 9091, (5, 2, 2, 1, 0, 0))],
)
def test_hare_is_kinder_to_small_parties_than_droop(quota, size, seats):
    result = largest_remainder(SIX_COLOURS, 10, quota=quota)
    assert (result.quota, result.seats) == (size, seats)


def test_dhondt_and_sainte_lague_on_the_example_of_eight_seats():
    """Wikipedia, "D'Hondt method": 100,000, 80,000, 30,000 and 20,000 votes."""
    votes = [100000, 80000, 30000, 20000]
    assert highest_averages(votes, 8, divisors="dhondt").seats == (4, 3, 1, 0)
    assert highest_averages(votes, 8, divisors="sainte-lague").seats == (3, 3, 1, 1)


def test_alabama_paradox_of_the_hare_quota():
    """One more seat in the house, one less for the smallest party: 6, 6 and 2 voters."""
    assert largest_remainder([6, 6, 2], 10).seats == (4, 4, 2)
    assert largest_remainder([6, 6, 2], 11).seats == (5, 5, 1)


# Census of 1790, 105 seats; Balinski & Young (1982), Fair Representation, chapter 2.
STATES_1790 = {
    "Virginia": 630560,
    "Massachusetts": 475327,
    "Pennsylvania": 432879,
    "North Carolina": 353523,
    "New York": 331589,
    "Maryland": 278514,
    "Connecticut": 236841,
    "South Carolina": 206236,
    "New Jersey": 179570,
    "New Hampshire": 141822,
    "Vermont": 85533,
    "Georgia": 70835,
    "Kentucky": 68705,
    "Rhode Island": 68446,
    "Delaware": 55540,
}


def test_jefferson_gives_virginia_a_seat_that_hamilton_gives_delaware():
    """The first United States House by census: d'Hondt is Jefferson, Hare is Hamilton."""
    jefferson = highest_averages(STATES_1790, 105, divisors="dhondt").seats
    hamilton = largest_remainder(STATES_1790, 105, quota="hare").seats
    assert list(jefferson.values()) == [19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1]
    assert {state: jefferson[state] - hamilton[state] for state in STATES_1790} == {
        **dict.fromkeys(STATES_1790, 0),
        "Virginia": 1,
        "Delaware": -1,
    }


@pytest.mark.parametrize(
    ("divisors", "first_divisors"),
    [
        ("dhondt", ["1", "2", "3", "4"]),
        ("sainte-lague", ["1/2", "3/2", "5/2", "7/2"]),
        ("modified-sainte-lague", ["7/10", "3/2", "5/2", "7/2"]),
        ("danish", ["1/3", "4/3", "7/3", "10/3"]),
        ("imperiali", ["2", "3", "4", "5"]),
    ],
)
def test_averages_are_votes_over_the_divisor_of_the_next_seat(divisors, first_divisors):
    """With 0 … 3 seats for the big list and none for the small one, up to a factor of the row."""
    for seats, written in enumerate(first_divisors[1:], start=1):
        averages = highest_averages([1000, 1], seats, divisors=divisors).averages
        assert averages == (1000 / Fraction(written), 1 / Fraction(first_divisors[0]))


def test_averages_of_dean_and_huntington_hill_are_over_means_of_k_and_k_plus_1():
    harmonic = highest_averages([60, 60], 2, divisors="dean").averages
    assert harmonic == (60 / Fraction(2 * 1 * 2, 1 + 2),) * 2
    squared = highest_averages([60, 60], 2, divisors="huntington-hill").averages
    assert squared == (Fraction(60**2, 1 * 2),) * 2


@pytest.mark.parametrize("divisors", ["adams", "dean", "huntington-hill"])
def test_votes_over_0_are_no_average(divisors):
    """By these divisors the first seat of a list costs nothing: with votes it comes for sure."""
    few = highest_averages([50, 30, 20], 2, divisors=divisors)
    assert few.seats == (1, 1, 0)
    with pytest.raises(InvalidVotes, match=f"votes over 0 with '{divisors}' divisors"):
        _ = few.averages
    assert len(highest_averages([50, 30, 20], 3, divisors=divisors).averages) == 3


def test_each_kind_of_method_has_its_own_numbers():
    with pytest.raises(AttributeError, match="belong to divisor methods"):
        _ = largest_remainder([3, 1], 4).averages
    with pytest.raises(AttributeError, match="belong to quota methods"):
        _ = highest_averages([3, 1], 4).remainders


@pytest.mark.parametrize(
    ("quota", "size"),
    [
        ("hare", Fraction(100, 9)),
        ("droop", 11),  # ⌊100 / 10⌋ + 1
        ("hagenbach-bischoff", 10),
        ("imperiali", Fraction(100, 11)),
    ],
)
def test_the_four_quotas(quota, size):
    assert largest_remainder([40, 35, 25], 9, quota=quota).quota == size


# ------------------------------------------------------------------------------------------------
# The shape of the answer.


@named(WITHOUT_OVERSHOOT)
def test_the_answer_has_the_keys_or_the_order_of_the_votes(method, option):
    by_name = method({"B": 53, "A": 29, "C": 18}, 7, **option)
    by_place = method([53, 29, 18], 7, **option)
    assert list(by_name.seats) == ["B", "A", "C"]
    assert tuple(by_name.seats.values()) == by_place.seats
    assert sum(by_place.seats) == 7


@named(WITHOUT_OVERSHOOT)
def test_whole_numbers_of_numpy_are_accepted_and_answered_with_plain_ones(method, option):
    result = method([np.int64(53), np.int32(47)], np.int64(9), **option)
    assert result == method([53, 47], 9, **option)
    assert {type(seats) for seats in result.seats} == {int}


@named(WITHOUT_OVERSHOOT)
def test_zero_votes_never_win_a_seat(method, option):
    assert method([53, 0, 47, 0], 9, **option).seats[1::2] == (0, 0)
    assert method({"A": 1, "B": 0}, 1, **option).seats["B"] == 0


@named(METHODS)
@pytest.mark.parametrize("votes", [1, 7, 1000, 5247720])
@pytest.mark.parametrize("seats", [1, 2, 98])
def test_one_party_takes_everything(method, option, votes, seats):
    """Also where whole quotas alone would miss the house: nobody else can have the seats."""
    assert method([votes], seats, **option).seats == (seats,)
    assert method({"A": 0, "B": votes}, seats, **option).seats == {"A": 0, "B": seats}


@named(WITHOUT_ROUNDING)
def test_numbers_far_beyond_64_bits_are_exact(method, option):
    votes = [53, 29, 18]
    large = [v * 10**40 for v in votes]
    assert method(large, 7, **option).seats == method(votes, 7, **option).seats


def test_one_vote_in_10_to_the_40_decides():
    half = 5 * 10**39
    assert largest_remainder([half + 1, half], 1).seats == (1, 0)
    assert highest_averages([half, half + 1], 3).seats == (1, 2)


@pytest.mark.timeout(5)
@named(WITHOUT_ROUNDING)
def test_a_house_of_10_to_the_18_seats_needs_no_10_to_the_18_steps(method, option):
    house = 10**18
    votes = [5148074, 792828, 659019]
    result = method(votes, house, **option)
    assert sum(result.seats) == house
    for won, v in zip(result.seats, votes, strict=True):
        assert abs(won - Fraction(v * house, sum(votes))) < 4


def test_the_input_is_left_as_it_was():
    votes, order = {"A": 50, "B": 50}, ["B", "A"]
    largest_remainder(votes, 3, tie_break=order)
    highest_averages(votes, 3, tie_break=order)
    assert (votes, order) == ({"A": 50, "B": 50}, ["B", "A"])


# ------------------------------------------------------------------------------------------------
# Ties.


def test_a_tie_is_data():
    result = largest_remainder({"A": 50, "B": 50}, 3)
    assert result.seats == {"A": 1, "B": 1}
    assert result.tie == Tie(("A", "B"), 1)
    assert result.tie_broken is None


def test_a_list_above_the_tie_has_its_seat_and_a_list_below_has_none():
    """Quota 50: remainders 40, 30, 30 and 0 for two seats left over; the first is certain."""
    result = largest_remainder([140, 130, 80, 50], 8)
    assert result.remainders == (40, 30, 30, 0)
    assert (result.seats, result.tie) == ((3, 2, 1, 1), Tie((1, 2), 1))


def test_equal_remainders_with_a_seat_for_each_are_no_tie():
    """Quota 100: remainders 80, 80 and 40 for two seats."""
    result = largest_remainder([80, 80, 40], 2)
    assert (result.seats, result.tie) == ((1, 1, 0), None)


def test_a_tie_between_unequal_lists_by_averages():
    """60 / 2 = 30 / 1: the second seat is between a first seat and a second one."""
    result = highest_averages({"big": 60, "small": 30}, 2)
    assert result.seats == {"big": 1, "small": 0}
    assert result.tie == Tie(("big", "small"), 1)


@pytest.mark.parametrize("divisors", ["adams", "dean", "huntington-hill"])
def test_with_fewer_seats_than_parties_the_largest_get_one_each(divisors):
    """The first divisor is 0, so a first seat comes before every second one."""
    votes = {"A": 1000, "B": 30, "C": 20, "D": 10}
    assert highest_averages(votes, 3, divisors=divisors).seats == {"A": 1, "B": 1, "C": 1, "D": 0}
    assert highest_averages(votes, 4, divisors=divisors).seats == dict.fromkeys(votes, 1)
    assert highest_averages([30, 20, 20, 10], 2, divisors=divisors).tie == Tie((1, 2), 1)
    assert highest_averages([30, 20, 20, 10], 3, divisors=divisors).tie is None


@named(WITHOUT_OVERSHOOT)
def test_equal_lists_share_what_cannot_be_divided(method, option):
    result = method([100, 100, 100], 7, **option)
    assert (result.seats, result.tie) == ((2, 2, 2), Tie((0, 1, 2), 1))


@named(WITHOUT_OVERSHOOT)
def test_an_order_of_preference_settles_a_tie_and_says_so(method, option):
    by_name = method({"A": 100, "B": 100, "C": 100}, 8, tie_break=["C", "A", "B"], **option)
    assert by_name.seats == {"A": 3, "B": 2, "C": 3}
    assert by_name.tie is None
    assert by_name.tie_broken == Tie(("A", "B", "C"), 2)
    by_place = method([100, 100, 100], 8, tie_break=[2, 0, 1], **option)
    assert by_place.seats == (3, 2, 3)


@named(WITHOUT_OVERSHOOT)
def test_an_order_may_name_every_list_on_the_ballot(method, option):
    """Kazakhstan's law: the list registered earlier, so the order of registration is given."""
    result = method({"A": 100, "B": 100, "Z": 1}, 3, tie_break=["Z", "B", "A"], **option)
    assert sum(result.seats.values()) == 3
    assert result.tie is None


def test_an_order_of_preference_does_not_touch_what_the_votes_decide():
    votes = {"Otan": 1622895, "Communists": 932549, "Agrarian": 663351, "Civic": 590184}
    result = largest_remainder(votes, 10, tie_break=["Civic", "Agrarian", "Communists", "Otan"])
    assert list(result.seats.values()) == [4, 2, 2, 2]
    assert result.tie_broken is None


@named(WITHOUT_OVERSHOOT)
@pytest.mark.parametrize("order", [["A"], [], ["A", "A", "B"], ["A", "C"]])
def test_an_incomplete_or_repeating_order_is_refused(method, option, order):
    with pytest.raises(InvalidTieBreak, match="must name each of the tied lists once"):
        method({"A": 100, "B": 100}, 3, tie_break=order, **option)


def test_the_refusal_names_the_missing_list():
    with pytest.raises(InvalidTieBreak, match=r"lacks \['B'\].*\['A', 'B'\]"):
        largest_remainder({"A": 50, "B": 50}, 1, tie_break=["A"])


# ------------------------------------------------------------------------------------------------
# Thresholds.


@pytest.mark.parametrize(
    "seven", [7, 7.0, "7", "7.0", "14/2", Decimal(7), Decimal("7.00"), Fraction(7)]
)
def test_exactly_7_per_cent_passes_7(seven):
    """In floats 0.07 × 100 is 7.000000000000001, and seven votes of a hundred would fail."""
    assert 0.07 * 100 > 7
    assert passes_threshold([93, 7], seven) == (True, True)
    assert passes_threshold([94, 6], seven) == (True, False)


def test_every_threshold_in_tenths_passes_exactly_and_not_one_vote_less():
    """Of 1000 votes, written as a float: the decimal that it prints is meant."""
    for votes in range(1, 1001):
        at, below = {"A": votes, "B": 1000 - votes}, {"A": votes - 1, "B": 1001 - votes}
        assert passes_threshold(at, votes / 10)["A"], votes
        assert not passes_threshold(below, votes / 10)["A"], votes


@pytest.mark.parametrize("share", [0.07, "0.07", Decimal("0.07"), Fraction(7, 100)])
def test_a_threshold_is_in_per_cent_so_a_small_number_is_a_small_share(share):
    assert passes_threshold([7, 9993], share) == (True, True)
    assert passes_threshold([6, 9994], share) == (False, True)


def test_a_third_can_be_written_as_a_fraction():
    assert passes_threshold([1, 2], "100/3") == (True, True)
    assert passes_threshold([1, 2], "33.34") == (False, True)


def test_the_bloc_aist_of_2004_passes_on_valid_votes_only():
    """Valid votes 4,757,773, invalid 135,431: data/mazhilis_elections.csv, 19 September 2004."""
    aist = {"AIST": 336177}
    assert passes_threshold(aist, 7, total=4757773) == {"AIST": True}
    assert passes_threshold(aist, 7, total=4757773 + 135431) == {"AIST": False}


def test_the_base_is_the_sum_of_the_votes_unless_it_is_given():
    assert passes_threshold([50, 5], 10) == (True, False)
    assert passes_threshold([50, 5], 10, total=55) == (True, False)
    assert passes_threshold([50, 5], 10, total=np.int64(500)) == (True, False)
    assert passes_threshold([50, 5], 10, total=501) == (False, False)


def test_the_ends_of_the_scale():
    assert passes_threshold({"A": 5, "B": 0}, 0) == {"A": True, "B": True}
    assert passes_threshold({"A": 5, "B": 0}, 100) == {"A": True, "B": False}
    assert passes_threshold([4, 1], 100) == (False, False)


def test_a_threshold_beyond_64_bits_is_exact():
    base = 10**42
    assert passes_threshold([7 * base, 93 * base], 7) == (True, True)
    assert passes_threshold([7 * base - 1, 93 * base + 1], 7) == (False, True)


@pytest.mark.parametrize("wrong", [-1, 101, "seven", "", True, None, float("nan"), float("inf")])
def test_what_is_no_threshold_is_refused(wrong):
    with pytest.raises(InvalidThreshold, match=r"^threshold_pct is"):
        passes_threshold([93, 7], wrong)


@pytest.mark.parametrize("wrong", [99, 0, -5, True, 100.0, "100"])
def test_a_base_smaller_than_the_votes_or_no_whole_number_is_refused(wrong):
    with pytest.raises(InvalidVotes, match=r"^total is"):
        passes_threshold([93, 7], 7, total=wrong)


# ------------------------------------------------------------------------------------------------
# What is refused.

WRONG_VOTES = [
    [],
    {},
    [0, 0],
    {"A": 0},
    [5, -1],
    {"A": 5, "B": -1},
    [5, True],
    [5, np.True_],
    [5.0, 3],
    [5, None],
    ["5", 3],
    [Decimal(5), 3],
    [Fraction(5), 3],
    [float("nan"), 3],
    "53",
    b"53",
    {5, 3},
    None,
    5,
]


@named(METHODS)
@pytest.mark.parametrize("wrong", WRONG_VOTES, ids=repr)
def test_what_is_no_vote_count_is_refused(method, option, wrong):
    with pytest.raises(InvalidVotes, match="vote"):
        method(wrong, 7, **option)


@pytest.mark.parametrize("wrong", WRONG_VOTES, ids=repr)
def test_a_threshold_on_what_is_no_vote_count_is_refused(wrong):
    with pytest.raises(InvalidVotes, match="vote"):
        passes_threshold(wrong, 7)


def test_the_refusal_names_the_list_the_value_and_the_rule():
    with pytest.raises(InvalidVotes) as refusal:
        largest_remainder({"Auyl": 5, "Adal": -1}, 7)
    assert str(refusal.value) == "votes of 'Adal' is -1; it must be a whole number, at least 0."


@named(METHODS)
@pytest.mark.parametrize("wrong", [0, -1, True, 7.0, "7", None, Fraction(7)])
def test_what_is_no_number_of_seats_is_refused(method, option, wrong):
    with pytest.raises(
        InvalidSeats, match=r"^seats is .*; it must be a whole number, at least 1\."
    ):
        method([53, 47], wrong, **option)


@pytest.mark.parametrize("wrong", ["hair", "", None, "Hare", "dhondt"])
def test_a_quota_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match="allowed: hare, droop, hagenbach-bischoff, imperiali"):
        largest_remainder([53, 47], 7, quota=wrong)


@pytest.mark.parametrize("wrong", ["hondt", "", None, "hare"])
def test_divisors_that_do_not_exist_are_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match="allowed: dhondt, sainte-lague"):
        highest_averages([53, 47], 7, divisors=wrong)


@pytest.mark.parametrize(
    ("quota", "votes", "seats"),
    [
        ("hagenbach-bischoff", [50, 50], 1),  # quota 50: two whole quotas
        ("imperiali", [50, 50], 1),  # quota 33⅓
        ("imperiali", [30, 30, 30], 7),  # quota 10: nine whole quotas
    ],
)
def test_a_quota_that_gives_out_more_seats_than_there_are_is_an_error(quota, votes, seats):
    with pytest.raises(OverAllocation, match=f"The {quota} quota .*whole seats, more than the"):
        largest_remainder(votes, seats, quota=quota)


def test_the_same_quotas_work_where_they_fit():
    """Quota 10: whole quotas 5, 2, 1 and one seat left for the remainder of 8."""
    assert largest_remainder([55, 28, 17], 9, quota="hagenbach-bischoff").seats == (5, 3, 1)
    assert largest_remainder([57, 28, 15], 8, quota="imperiali").seats == (5, 2, 1)


def test_more_seats_left_over_than_lists_is_refused():
    """Droop with few votes: the quota of nine votes for thirty seats is one vote."""
    with pytest.raises(
        InvalidVotes, match="droop quota of 1 votes leaves 21 seats over for 2 lists"
    ):
        largest_remainder([5, 4], 30, quota="droop")
