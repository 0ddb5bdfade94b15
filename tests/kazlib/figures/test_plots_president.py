"""Historical figures of the presidency: what is drawn is what the data say."""

from datetime import date

import pytest
from matplotlib.dates import date2num

from kazlib.errors import KazlibError
from kazlib.figures.plots_president import (
    candidates_and_effective_number,
    shares_and_turnout,
    terms_of_office,
    winner_on_three_bases,
)
from kazlib.tables import frame

ELECTIONS = frame("presidential_elections")


def test_terms_begin_with_the_election_and_the_rest_is_hatched():
    axes = terms_of_office(ELECTIONS).axes[0]
    labels = [tick.get_text() for tick in axes.get_yticklabels()]
    assert labels[0] == "chosen 1990"
    assert labels[1:] == [f"elected {n}" for n in (1991, 1999, 2005, 2011, 2015, 2019, 2022)]
    begins = [bar.get_x() for bar in axes.patches if not bar.get_hatch()]
    assert begins[1] == date2num(date(1991, 12, 1))
    hatched = [bar for bar in axes.patches if bar.get_hatch()]
    assert len(hatched) == 7  # every term but the one won in 2022
    first_elected = hatched[1]  # until 1 December 2000, by the referendum of 1995
    assert first_elected.get_x() + first_elected.get_width() == date2num(date(2000, 12, 1))


def test_shares_stand_only_where_their_base_is_known():
    lines = winner_on_three_bases(ELECTIONS).axes[0].get_lines()
    ballot, took_part, registered, half = lines
    assert list(ballot.get_xdata()) == list(range(7))
    assert took_part.get_ydata() == pytest.approx([98.78, 89.46, 70.52, 77.79], abs=0.005)
    assert registered.get_ydata() == pytest.approx([87.15, 54.68, 54.01], abs=0.005)
    assert set(half.get_ydata()) == {50}


def test_bars_are_the_published_shares_and_turnout_has_a_sign_of_its_own():
    axes = shares_and_turnout(ELECTIONS).axes[0]
    tops = [sum(part[place].get_height() for part in axes.containers) for place in range(7)]
    # In 1999 the base is ballots cast, so votes for no candidate are missing from the bar.
    assert tops == pytest.approx([100, 96.85, 100, 100, 100, 100, 100], abs=0.011)
    winner, following, others, against = axes.containers
    assert winner[5].get_height() == pytest.approx(70.96)
    assert [bar.get_height() for bar in following][:2] == pytest.approx([0, 11.7])
    assert others[6].get_height() == pytest.approx(2.6 + 2.53 + 2.22 + 2.12)
    assert [bar.get_height() for bar in against] == pytest.approx([1.22, 0, 0, 0, 0, 0, 5.8])
    (turnout,) = axes.get_lines()
    assert list(turnout.get_ydata()) == [88.23, 87.05, 76.78, 89.98, 95.21, 77.54, 69.44]


def test_a_vote_against_stands_for_no_candidate():
    axes = candidates_and_effective_number(ELECTIONS).axes[0]
    assert [bar.get_height() for bar in axes.patches] == [1, 4, 5, 4, 3, 7, 6]
    (effective,) = axes.get_lines()
    assert effective.get_ydata()[0] == 1  # 1991: one candidate, although 107,252 voted against
    assert effective.get_ydata()[5] == pytest.approx(1.872, abs=0.001)


@pytest.mark.parametrize(
    "draw",
    [
        candidates_and_effective_number,
        shares_and_turnout,
        terms_of_office,
        winner_on_three_bases,
    ],
)
def test_another_table_is_refused(draw):
    with pytest.raises(KazlibError, match="lacks the columns"):
        draw(frame("regions"))
