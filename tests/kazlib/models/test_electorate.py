"""Regions, uniform swing and invented districts."""

import random

import pytest

from kazlib.errors import InvalidNumber
from kazlib.models.electorate import Region, centred, invented_districts, swing, total_votes

NORTH = Region("North", 1000, 0.6, {"A": 0.5, "B": 0.3, "C": 0.2})
SOUTH = Region("South", 3000, 0.8, {"A": 0.7, "B": 0.2, "C": 0.1})


def test_votes_are_registered_times_turnout_times_support():
    assert NORTH.votes() == {"A": 300, "B": 180, "C": 120}
    assert total_votes([NORTH, SOUTH]) == {"A": 1980, "B": 660, "C": 360}


def test_whole_votes_add_up_to_those_who_voted():
    region = Region("R", 1001, 0.5, {"A": 1 / 3, "B": 1 / 3, "C": 1 / 3})
    assert sum(region.votes().values()) == round(1001 * 0.5) == 500
    assert Region("R", 10, 0.0, {"A": 1.0}).votes() == {"A": 0}


def test_a_swing_of_nothing_changes_nothing():
    assert swing([NORTH, SOUTH], {"A": 0, "B": 0}) == (NORTH, SOUTH)


def test_a_uniform_swing_moves_every_region_by_the_same_points():
    north, south = swing([NORTH, SOUTH], {"A": -10, "B": 10}, turnout_points=-5)
    assert north.support == pytest.approx({"A": 0.4, "B": 0.4, "C": 0.2})
    assert south.support == pytest.approx({"A": 0.6, "B": 0.3, "C": 0.1})
    assert (north.turnout, south.turnout) == pytest.approx((0.55, 0.75))


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"A": 5}, "swing adds up to 5 points; it must be 0"),
        ({"A": 5, "D": -5}, "swing names \\['D'\\]"),
        ({"A": 15, "C": -15}, "support of C in South is -0.0"),
    ],
)
def test_a_swing_without_an_answer_is_refused(points, message):
    with pytest.raises(InvalidNumber, match=message):
        swing([NORTH, SOUTH], points)


def test_support_must_add_up():
    with pytest.raises(InvalidNumber, match=r"support in R adds up to 0\.9; it must be 1"):
        Region("R", 10, 0.5, {"A": 0.5, "B": 0.4})


def test_without_spread_every_district_votes_as_its_region():
    districts = invented_districts([NORTH, SOUTH], 8, spread=0, rng=random.Random(1))
    assert [d.registered for d in districts] == [500] * 8
    assert all("invented" in d.name for d in districts)
    for district in districts:
        home = NORTH if district.name.startswith("North") else SOUTH
        assert district.support == pytest.approx(dict(home.support))


def test_spread_lets_small_lists_win_districts():
    def winners(spread):
        districts = invented_districts([NORTH], 60, spread=spread, rng=random.Random(3))
        return {max(d.support, key=d.support.get) for d in districts}

    assert winners(0) == {"A"}
    assert winners(1.0) == {"A", "B", "C"}


def test_districts_reproduce_and_keep_the_registered_voters():
    regions = [NORTH, Region("South", 3001, 0.8, {"A": 0.7, "B": 0.3})]
    one = invented_districts(regions, 9, spread=0.5, rng=random.Random(7))
    assert one == invented_districts(regions, 9, spread=0.5, rng=random.Random(7))
    assert one != invented_districts(regions, 9, spread=0.5, rng=random.Random(8))
    assert sum(district.registered for district in one) == 4001
    assert len(one) == 9


def test_regions_that_tie_for_a_district_are_named():
    with pytest.raises(InvalidNumber, match="tie for a district"):
        invented_districts([NORTH, NORTH], 3, spread=0, rng=random.Random(1))


@pytest.mark.parametrize("spread", [0.3, 1, 2])
def test_districts_cut_from_centred_support_have_the_shares_on_average(spread):
    """Cut from the shares themselves, the largest list would lose points."""
    shares = {"A": 0.56, "B": 0.24, "C": 0.15, "D": 0.05}
    plain, level = (
        Region("nation", 40_000_000, 1.0, dict(zip(shares, support, strict=True)))
        for support in (shares.values(), centred(tuple(shares.values()), spread))
    )
    for region, gap in ((plain, None), (level, 0.01)):
        votes = total_votes(invented_districts([region], 4000, spread=spread, rng=random.Random(3)))
        found = {party: n / 40_000_000 for party, n in votes.items()}
        if gap:
            assert found == pytest.approx(shares, abs=gap)
        elif spread >= 1:
            assert found["A"] < 0.52


def test_a_list_without_support_stays_without_and_bad_shares_are_refused():
    assert centred((0.7, 0.3, 0.0), 1)[2] == 0
    assert centred((1.0,), 1) == (1.0,)
    with pytest.raises(InvalidNumber, match="it must be from 0 to 1"):
        centred((1.5, 0.1), 1)
    with pytest.raises(InvalidNumber, match="spread is -1"):
        centred((0.5, 0.5), -1)
