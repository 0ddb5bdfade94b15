"""Who answers an open vote."""

import random

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.selfselection import (
    Group,
    OpenVote,
    audience_for,
    expected_support,
    open_vote,
    random_sample,
    true_support,
)

KEEN = [Group("keen", 0.2, 0.9, 0.5), Group("others", 0.8, 0.4, 0.05)]


def test_both_sums_by_hand():
    """All: .2 × .9 + .8 × .4 = .5. Answers: (.1 × .9 + .04 × .4) / (.1 + .04)."""
    assert true_support(KEEN) == pytest.approx(0.5)
    assert expected_support(KEEN) == pytest.approx((0.09 + 0.016) / 0.14)


@pytest.mark.parametrize("rate", [0.01, 1.0])
def test_equal_rates_of_answering_bring_no_bias(rate):
    groups = [Group("a", 0.3, 0.8, rate), Group("b", 0.7, 0.2, rate)]
    assert expected_support(groups) == pytest.approx(true_support(groups))


def test_a_larger_audience_narrows_the_margin_and_keeps_the_bias():
    small = open_vote(KEEN, 2_000, rng=random.Random(1))
    large = open_vote(KEEN, 2_000_000, rng=random.Random(1))
    assert large.margin < small.margin / 25
    assert large.supporters / large.answers == pytest.approx(expected_support(KEEN), abs=0.003)
    assert large.supporters / large.answers - true_support(KEEN) > 100 * large.margin


def test_the_margin_of_a_random_sample_by_hand():
    assert OpenVote(answers=400, supporters=200).margin == pytest.approx(0.049)


def test_a_random_sample_finds_the_truth_whoever_likes_to_answer():
    found = [random_sample(KEEN, 1000, rng=random.Random(seed)) for seed in range(100)]
    assert sum(sample.holds(0.5) for sample in found) >= 88
    assert sum(sample.share for sample in found) / 100 == pytest.approx(0.5, abs=0.005)


def test_the_audience_for_some_answers_by_hand():
    """A share of .2 × .5 + .8 × .05 = .14 answers: 1,400 answers need 10,000 people."""
    assert audience_for(KEEN, 1400) == 10_000


def test_an_interval_holds_the_truth_up_to_its_ends():
    vote = OpenVote(answers=400, supporters=200)
    assert vote.holds(0.5489)
    assert not vote.holds(0.5491)


def test_a_seed_reproduces():
    assert open_vote(KEEN, 5000, rng=random.Random(1)) == open_vote(
        KEEN, 5000, rng=random.Random(1)
    )
    assert open_vote(KEEN, 5000, rng=random.Random(1)) != open_vote(
        KEEN, 5000, rng=random.Random(2)
    )


def test_groups_that_do_not_add_up_or_do_not_answer_are_refused():
    with pytest.raises(InvalidNumber, match=r"shares of the groups add up to 0\.5"):
        true_support([Group("half", 0.5, 0.5, 0.5)])
    with pytest.raises(InvalidNumber, match="nobody answers"):
        expected_support([Group("silent", 1.0, 0.5, 0.0)])
    with pytest.raises(InvalidNumber, match="nobody of an audience of 1 answered"):
        open_vote([Group("quiet", 1.0, 0.5, 1e-9)], 1, rng=random.Random(1))
    with pytest.raises(InvalidNumber, match="answers is 0"):
        audience_for(KEEN, 0)
    with pytest.raises(InvalidNumber, match="size is 0"):
        random_sample(KEEN, 0, rng=random.Random(1))
    with pytest.raises(InvalidNumber, match=r"support of odd is 1\.5"):
        Group("odd", 0.5, 1.5, 0.5)
