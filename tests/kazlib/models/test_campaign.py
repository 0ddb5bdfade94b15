"""The campaign model: its equation by hand, its zero settings, and its band."""

import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber
from kazlib.models.campaign import Medium, Use, bands, change, draw, simulate, turnout_change

TV = Medium("television", reach=0.9, persuadable=0.2, scale=100)
SMS = Medium("text messages", reach=0.5, persuadable=0.1, scale=10, half_life_days=1)


def test_the_equation_by_hand():
    """Television, three days before: × ½. Text messages of the opponent, on the day: × 1."""
    own, opponent = [Use(TV, 50, days_before=3)], [Use(SMS, 10)]
    television = 0.9 * 0.2 * 2 * (1 - math.exp(-0.5)) * 0.5
    messages = 0.5 * 0.1 * 3 * (1 - math.exp(-1))
    effects = {"television": 2, "text messages": 3}
    assert change(own, opponent, effects) == pytest.approx(television - messages)


def test_an_effect_halves_every_half_life():
    now, later = Use(SMS, 5), Use(SMS, 5, days_before=4)
    assert later.contact == pytest.approx(now.contact / 16)


@pytest.mark.parametrize(
    "use",
    [Use(TV, 0), Use(replace(TV, reach=0), 50), Use(replace(TV, persuadable=0), 50)],
    ids=["no spending", "no reach", "nobody to persuade"],
)
def test_settings_without_effect(use):
    result = simulate([use], [], rng=random.Random(1), runs=50)
    assert (result.votes.low, result.votes.middle, result.votes.high) == (0, 0, 0)


def test_equal_campaigns_cancel_in_votes_and_add_up_in_turnout():
    mobiliser = replace(TV, turnout_mean=2.0)
    uses = [Use(mobiliser, 50)]
    result = simulate(uses, uses, rng=random.Random(1), runs=50)
    assert (result.votes.low, result.votes.high) == (0, 0)
    alone = 0.9 * 2 * (1 - math.exp(-0.5))
    assert result.turnout.low == result.turnout.high == pytest.approx(2 * alone)
    assert turnout_change(uses, {"television": 2}) == pytest.approx(alone)


def test_the_band_is_that_of_the_normal_distribution():
    """With mean 0 and sd 1 point the 90 per cent band is ±1.645 × the sum's other factors."""
    factor = 0.9 * 0.2 * (1 - math.exp(-1))
    votes = simulate([Use(TV, 100)], [], rng=random.Random(11), runs=20_000).votes
    assert votes.low == pytest.approx(-1.645 * factor, rel=0.04)
    assert votes.high == pytest.approx(1.645 * factor, rel=0.04)
    assert votes.middle == pytest.approx(0, abs=0.02 * factor)


def test_spending_has_falling_returns():
    steps = [Use(TV, spend).contact for spend in (0, 100, 200, 300)]
    gains = [b - a for a, b in pairwise(steps)]
    assert gains == sorted(gains, reverse=True)
    assert Use(TV, 10**9).contact == pytest.approx(TV.reach)


def test_a_seed_reproduces():
    def run(seed):
        return simulate([Use(TV, 50)], [Use(SMS, 5)], rng=random.Random(seed), runs=100)

    assert run(1) == run(1) != run(2)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: replace(TV, reach=1.5), "reach of television is 1.5"),
        (lambda: replace(TV, scale=0), "scale of television is 0; it must be above 0"),
        (lambda: replace(TV, effect_sd=-1), "effect_sd of television is -1"),
        (lambda: replace(TV, half_life_days=0), "half-life of television in days is 0"),
        (lambda: Use(TV, -1), "spending on television is -1; it must be 0 or more"),
        (lambda: Use(TV, 1, days_before=math.nan), "days before the vote for television is nan"),
    ],
)
def test_impossible_settings_are_named(make, message):
    with pytest.raises(InvalidNumber, match=message):
        make()


def test_one_name_cannot_stand_for_two_media():
    with pytest.raises(InvalidChoice, match="two media are named 'television'"):
        simulate([Use(TV, 1)], [Use(replace(TV, reach=0.1), 1)], rng=random.Random(1))


# ------------------------------------------------------------------------------------------------
# The exact band: the simulation is its test.


def test_the_exact_band_is_what_many_draws_find():
    """Two media, different means and deviations, one of them used by both sides."""
    tv = replace(TV, effect_mean=0.7, effect_sd=0.7, turnout_mean=0.3, turnout_sd=0.5)
    own, opponent = [Use(tv, 150, 2), Use(SMS, 10)], [Use(tv, 40, 1)]
    found, drawn = bands(own, opponent), simulate(own, opponent, rng=random.Random(7), runs=20_000)
    for name in ("votes", "turnout"):
        wide = getattr(found, name).high - getattr(found, name).low
        for part in ("low", "middle", "high"):
            here, there = (getattr(getattr(r, name), part) for r in (found, drawn))
            assert there == pytest.approx(here, abs=0.02 * wide), (name, part)


def test_the_exact_band_by_hand():
    """1.645 standard deviations around the mean; deviations add like the sides of a triangle."""
    a = Medium("a", reach=1, persuadable=1, scale=1, effect_mean=2, effect_sd=3)
    b = Medium("b", reach=1, persuadable=1, scale=1, effect_mean=1, effect_sd=4)
    votes = bands([Use(a, 10**9), Use(b, 10**9)], []).votes
    assert votes.middle == 3
    assert votes.high - votes.middle == pytest.approx(1.6449 * 5, abs=1e-3)
    assert votes.middle - votes.low == pytest.approx(votes.high - votes.middle)


USES = st.builds(Use, st.sampled_from([TV, SMS]), st.floats(0, 1e6), st.floats(0, 60))


@given(st.lists(USES, max_size=4), st.lists(USES, max_size=4))
def test_what_one_side_gains_the_other_loses(own, opponent):
    ours, theirs = bands(own, opponent).votes, bands(opponent, own).votes
    assert ours.middle == -theirs.middle
    assert ours.high == pytest.approx(-theirs.low)
    assert ours.low <= ours.middle <= ours.high


def test_one_name_cannot_stand_for_two_media_in_the_exact_band_either():
    with pytest.raises(InvalidChoice, match="two media are named 'television'"):
        bands([Use(TV, 1)], [Use(replace(TV, reach=0.1), 1)])


def test_nine_of_ten_draws_lie_in_the_band():
    own = [Use(TV, 100)]
    votes = bands(own, []).votes
    drawn = draw(own, [], rng=random.Random(3), runs=2000)
    assert sum(votes.low <= v <= votes.high for v, _ in drawn) / 2000 == pytest.approx(
        0.9, abs=0.02
    )
