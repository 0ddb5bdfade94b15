"""Figures of parliament and local government say what the law and the results say."""

from itertools import pairwise

import pytest

from kazlib.errors import KazlibError
from kazlib.figures import plots_institutions as plots
from kazlib.tables import frame


def test_seats_of_parliament_by_mandate():
    """IPU and the Mission to the UN: 67 + 47, 77 + 39, 107 + 47; then 107 + 49, 98 + 50, 145."""
    direct, indirect, appointed = (
        [int(bar.get_height()) for bar in bars]
        for bars in plots.seats_by_mandate().axes[0].containers
    )
    assert direct == [67, 77, 98, 98, 98, 145]
    assert indirect == [40, 32, 41, 43, 40, 0]
    assert appointed == [7, 7, 15, 15, 10, 0]


def test_the_largest_party_of_each_chamber():
    elections = frame("mazhilis_elections")
    axes = plots.largest_party_in_the_chamber(elections).axes[0]
    shares = [round(bar.get_height(), 1) for bar in axes.containers[0]]
    assert shares == [29.9, 54.5, 91.6, 77.6, 78.5, 71.0, 63.3]
    names = [label.get_text().split("\n")[1] for label in axes.get_xticklabels()]
    assert names == ["Otan"] * 2 + ["Nur Otan"] * 4 + ["Amanat"]
    known = elections[(elections["date"] >= "1999-01-01") & elections["seats"].notna()]
    by_party = known[~known["party"].str.contains("Independents")].groupby(["date", "party"])
    largest = by_party["seats"].sum().groupby("date").max().tolist()
    chamber = known.groupby("date")["chamber_seats"].first().tolist()
    drawn = [round(100 * won / seats, 1) for won, seats in zip(largest, chamber, strict=True)]
    assert drawn == shares


def test_a_missing_column_is_named():
    with pytest.raises(KazlibError, match="chamber_seats"):
        plots.largest_party_in_the_chamber(
            frame("mazhilis_elections").drop(columns="chamber_seats")
        )


def test_ways_to_akim_cover_every_year_without_a_gap():
    axes = plots.ways_to_akim().axes[0]
    rows = {}
    for bar in axes.patches:
        rows.setdefault(round(bar.get_y(), 1), []).append((bar.get_x(), bar.get_width()))
    assert len(rows) == 3
    for spans in rows.values():
        spans.sort()
        for (start, width), (after, _) in pairwise(spans):
            assert start + width == pytest.approx(after, abs=0.01)
