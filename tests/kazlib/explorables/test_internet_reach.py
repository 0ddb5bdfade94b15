"""internet-reach: the data of each year first, then the model, then errors in words."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidThreshold
from kazlib.explorables.internet_reach import compute, gap
from kazlib.models.diffusion import fit, fit_with_break
from kazlib.tables.internet import internet_users

SVG = "{http://www.w3.org/2000/svg}"
FITTED = {year: share for year, share in internet_users().items() if year >= 2000}


def rows(**values):
    return {row[0]: row[1:] for row in compute(**values).table.rows}


@pytest.mark.parametrize(
    ("year", "users", "election"),
    [
        (1999, "0.464%", "President, 10 January; Mazhilis, 10 October"),
        (2005, "3.0%", "President, 4 December"),
        (2007, "4.0%", "Mazhilis, 18 August"),
        (2008, "11.0%", None),
        (2011, "50.6%", "President, 3 April"),
        (2023, "92.9%", "Mazhilis, 19 March"),
    ],
)
def test_users_and_elections_of_a_year(year, users, election):
    sentence = compute(year=year, model="none").sentence
    assert f"In {year} {users} of the people" in sentence
    assert (f"in that year: {election}." if election else "No national election.") in sentence
    assert "Access is not exposure." in sentence
    assert "MODEL" not in sentence


def test_2007_four_of_100_voters_at_most():
    assert "could reach at most 4.0 of 100 voters" in compute().sentence
    assert rows()["2007-08-18 Mazhilis"][2] == 4.02


def test_a_share_of_users_who_see_it_scales_the_reach():
    """2011: 19 per cent used the internet daily, 50.6 are called users; 38 per cent of them."""
    assert "seen by 38% of users reaches 19.2 of 100 voters" in compute(year=2011, see=38).sentence
    assert rows(see=0)["2011-04-03 President"][2] == 0


@pytest.mark.parametrize("year", [2012, 2015, 2016])
def test_where_the_copies_differ_both_are_named(year):
    assert "The copy of 2024 has" in compute(year=year).sentence
    assert "The copy of 2025 has" in compute(year=year, series="older").sentence


def test_where_they_agree_one_is_enough():
    assert "The copy of 2024 has" not in compute(year=2011).sentence


@pytest.mark.parametrize(("year", "series"), [(2024, "newer"), (1992, "newer"), (2019, "older")])
def test_a_year_without_data_is_not_known_and_gets_no_value_from_the_model(year, series):
    sentence = compute(year=year, series=series).sentence
    assert f"in {year} is not known" in sentence
    assert f"no value for {year}" in sentence


def test_the_kurultai_of_2026_has_no_number():
    assert rows()["2026-08-23 Kurultai"][:3] == (None, None, None)


# ------------------------------------------------------------------------------------------------
# The model.


def test_data_only_adds_nothing():
    outcome = compute(model="none")
    root = ET.fromstring(outcome.svg)
    assert root.find(f".//{SVG}polygon") is None
    assert {row[4:] for row in outcome.table.rows} == {("", "")}
    assert not any("Model" in source.title for source in outcome.sources)


def test_two_curves_have_a_gap_at_the_break_and_one_curve_has_none():
    for model, curves in (("break", 2), ("one", 1)):
        root = ET.fromstring(compute(model=model).svg)
        assert len(root.findall(f".//{SVG}polygon")) == curves


def test_the_curve_is_the_one_of_the_model():
    low, high = rows()["2007-08-18 Mazhilis"][3:]
    band = fit_with_break(FITTED).band(2007)
    assert (low, high) == (round(band.low, 1), round(band.high, 1))


def test_the_gap_is_the_mean_distance():
    curve = fit(FITTED)
    by_hand = sum(abs(curve.share(year) - share) for year, share in FITTED.items()) / len(FITTED)
    assert gap("newer", curve) == pytest.approx(by_hand)


def test_a_break_helps_but_2007_is_not_where_it_helps_most():
    """The newer copy would rather break after 2010: the curve is not proof of the break."""
    gaps = {
        year: gap("newer", fit_with_break(FITTED, last_year=year)) for year in range(2002, 2014)
    }
    assert gaps[2007] < gap("newer", fit(FITTED))
    assert min(gaps, key=gaps.get) == 2010


@settings(max_examples=40, deadline=None)
@given(
    year=st.integers(1990, 2024),
    see=st.integers(0, 100),
    series=st.sampled_from(["newer", "older"]),
    model=st.sampled_from(["none", "one", "break"]),
)
def test_the_reach_is_never_more_than_the_users(year, see, series, model):
    outcome = compute(year=year, see=see, series=series, model=model)
    place = 1 if series == "newer" else 2
    for row in outcome.table.rows:
        assert (row[3] is None) == (row[place] is None)
        assert row[3] is None or row[3] <= row[place] + 0.005


# ------------------------------------------------------------------------------------------------
# Errors in words.


def test_what_cannot_be_answered_is_named():
    with pytest.raises(InvalidNumber, match="year is 2025; the table goes from 1990 to 2024"):
        compute(year=2025)
    with pytest.raises(InvalidNumber, match="must end from 2002 to 2020"):
        compute(last_year=2021)
    with pytest.raises(InvalidNumber, match="must end from 2002 to 2013"):
        compute(last_year=2014, series="older")
    with pytest.raises(InvalidThreshold, match="see is 101"):
        compute(see=101)
    with pytest.raises(InvalidChoice, match="series is 'best'"):
        compute(series="best")
    with pytest.raises(InvalidChoice, match="model is 'spline'"):
        compute(model="spline")
