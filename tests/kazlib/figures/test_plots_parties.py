"""Historical figures of the parties: what is drawn is what the tables say."""

import pytest
from matplotlib.text import Annotation

from kazlib.errors import KazlibError
from kazlib.figures.plots_parties import (
    effective_numbers,
    fate_of_parties,
    parties_over_time,
    volatility_two_ways,
)
from kazlib.tables import frame

PARTIES, LINKS, ELECTIONS = frame("parties"), frame("party_links"), frame("mazhilis_elections")


def test_the_seven_lists_of_2026_are_on_the_ballot():
    fates = fate_of_parties(PARTIES, LINKS)
    lists = ELECTIONS[ELECTIONS["date"] == "2026-08-23"]["party"]
    assert len(lists) == 7
    assert (fates == "on the ballot of 2026").sum() == 7


def test_three_were_closed_by_a_court_and_amanat_is_not_clear():
    fates = fate_of_parties(PARTIES, LINKS)
    assert set(fates[fates == "closed by a court"].index) == {
        "Communist Party of Kazakhstan",
        "Democratic Choice of Kazakhstan",
        "Alga!",
    }
    assert fates["Otan / Nur Otan / Amanat"] == "not clear"


def test_every_merger_and_split_between_two_parties_is_an_arrow():
    axes = parties_over_time(PARTIES, LINKS).axes[0]
    arrows = [text for text in axes.texts if isinstance(text, Annotation)]
    both = LINKS.dropna(subset=["earlier_party", "later_party"])
    both = both[both["earlier_party"] != both["later_party"]]
    assert len(arrows) == (both["kind"] != "common list").sum() == 12


def test_an_arrow_leads_from_the_row_of_one_party_to_that_of_the_other():
    axes = parties_over_time(PARTIES, LINKS).axes[0]
    names = [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]
    arrows = [text for text in axes.texts if isinstance(text, Annotation)]
    ends = {(names[int(a.xyann[1])], names[int(a.xy[1])]) for a in arrows}
    assert ("Asar", "Otan / Nur Otan / Amanat") in ends
    assert ("Party of Patriots", "Auyl") in ends


def test_parties_of_one_name_have_different_labels():
    axes = parties_over_time(PARTIES, LINKS).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert len(set(names)) == len(names) == len(PARTIES)


def test_columns_of_the_two_measures():
    votes, seats = effective_numbers(ELECTIONS).axes[0].containers
    assert [round(float(bar.get_height()), 1) for bar in votes] == [
        4.6,
        2.5,
        1.3,
        1.5,
        1.5,
        1.9,
        2.8,
    ]
    assert all(
        s.get_height() <= v.get_height() for v, s in zip(votes, seats, strict=True)
    )  # seats are shared by fewer
    apart, joined = volatility_two_ways(ELECTIONS).axes[0].containers
    assert all(b.get_height() <= a.get_height() + 1e-9 for a, b in zip(apart, joined, strict=True))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: parties_over_time(ELECTIONS, LINKS),
        lambda: fate_of_parties(PARTIES, ELECTIONS),
        lambda: effective_numbers(PARTIES),
        lambda: volatility_two_ways(PARTIES),
    ],
)
def test_another_table_is_refused(draw):
    with pytest.raises(KazlibError, match="column"):
        draw()
