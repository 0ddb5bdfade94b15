"""The numbers in the sentences of the two chapters on campaigns, computed again."""

import re
from datetime import date
from math import exp, sqrt
from statistics import NormalDist

from kazlib.explorables import campaign_mix
from kazlib.explorables.campaign_mix_evidence import EVIDENCE, MEDIA
from kazlib.models import campaign
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

CAMPAIGNING, ADVERTISING = words_of("campaigning"), words_of("advertising")
SOURCE = (CHAPTERS / "campaigning.md").read_text(encoding="utf-8")

Z = NormalDist().inv_cdf(0.975)
SHOWN = campaign_mix.shown()
EFFECTS = {row["effect_id"]: row for row in records("effects")}
PROGRAMMES = {row["party"]: row for row in records("programmes_2026")}


def left(days: float, half_life: float) -> float:
    """Return what is left of an effect after some days."""
    return 0.5 ** (days / half_life)


def bought(money: float, scale: float = 100) -> float:
    """Return the part of all that can be had which money buys."""
    return 1 - exp(-money / scale)


# ------------------------------------------------------------------------------------------------
# Campaigning.


def test_years_that_stand_before_a_unit() -> None:
    debates = {
        row["election_date"]: row["election"]
        for row in records("campaign_technologies")
        if row["technology"] == "television_debate" and row["status"] == "documented"
    }
    first = min(day for day, kind in debates.items() if str(kind).startswith("presidential"))
    lists_only = next(
        row["date"].year
        for row in sorted(records("mazhilis_elections"), key=lambda row: row["date"])
        if row["tier"] == "party_list" and row["date"] > date(2004, 12, 31)
    )
    said = [
        f"In {first.year} candidates for President met in a live televised debate",
        f"Since {lists_only} votes for the Mazhilis were (mostly or wholly) votes for lists",
    ]
    assert not_said(said, CAMPAIGNING) == []


def test_what_the_model_assumes() -> None:
    unknown = EVIDENCE["unknown"]
    medium = campaign.Medium("x", reach=1, persuadable=1, scale=100)
    deviations = re.search(r"plus and minus ([\d.]+) standard", campaign.bands.__doc__ or "")
    assert deviations
    band = 100 * (2 * NormalDist().cdf(float(deviations[1])) - 1)
    half = campaign.Use(medium, spend=1e9, days_before=medium.half_life_days).contact
    assert f"× {half:g}^(days / half-life)" in SOURCE
    said = [
        f"mean {unknown.effect}, standard deviation {unknown.doubt} point, one draw a medium",
        f"100 units buy {100 * campaign.Use(medium, spend=100).contact:.0f} per cent of what",
        f"of an effect is gone after a half-life (kk: жартылай ыдырау кезеңі, ru: период "
        f"полураспада) of {medium.half_life_days:.0f} days",
        f"its {band:.0f} per cent band is computed exactly: the mean plus and minus "
        f"{deviations[1]} standard deviations",
        f"persuadable share is set to {EVIDENCE['experiments'].persuadable} per cent",
        f"Reach is an upper bound: {100 * MEDIA['television'][1]:.0f} per cent used television "
        f"daily and {100 * MEDIA['online'][1]:.0f} per cent the internet",
    ]
    assert EVIDENCE["advertising"].persuadable == EVIDENCE["experiments"].persuadable
    assert not_said(said, CAMPAIGNING) == []


def test_the_silence_of_two_days() -> None:
    half_life = SHOWN["half_life"]
    said = (
        f"With a half-life of {half_life} days the silence of two days alone takes "
        f"{100 * (1 - left(2, half_life)):.0f} per cent."
    )
    assert said in CAMPAIGNING


def test_the_equation_by_hand() -> None:
    reach, persuadable, effect, days, half_life = 0.6, 0.2, 2, 3, 3
    most = reach * persuadable * effect
    decay = left(days, half_life)
    ours, theirs = (most * bought(money) * decay for money in (100, 200))
    said = [
        f"A medium reaches {100 * reach:.0f} per cent of voters, a fifth of whom may be persuaded; "
        f"the effect on them is {effect} points. 100 units are spent (scale 100), three days "
        f"before the vote (half-life {half_life} days).",
        f"(a) {reach} × {persuadable} × {effect} × (1 − e⁻¹) × {decay} = "
        f"{most:.2f} × {bought(100):.3f} × {decay} = {ours:.3f} points.",
        f"(b) The opponent: {most:.2f} × (1 − e⁻²) × {decay} = "
        f"{most:.2f} × {bought(200):.3f} × {decay} = {theirs:.3f}. "
        f"Net: −{theirs - ours:.3f} points. Twice the money moved {theirs / ours:.2f} times",
    ]
    assert not_said(said, CAMPAIGNING) == []


def test_a_week_tells_two_half_lives_apart() -> None:
    said = [
        "can tell a half-life of 3 days from one of 30",
        f"(0.5^(7/3) = {left(7, 3):.2f}), with 30 days {100 * left(7, 30):.0f} per cent",
    ]
    assert not_said(said, CAMPAIGNING) == []


# ------------------------------------------------------------------------------------------------
# Advertising.


def test_the_interval_of_the_mean_of_advertisements() -> None:
    row = EFFECTS["E04"]
    mean, error = (float(str(row[name])) for name in ("estimate", "std_error"))
    low, high = mean - Z * error, mean + Z * error
    assert (round(low, 1), round(high, 1)) == (
        float(str(row["ci_low"])),
        float(str(row["ci_high"])),
    )
    level = str(row["interval"]).removesuffix(" confidence")
    said = [
        f"the mean of {mean} is already over all who saw the film",
        f"report {mean} points with a standard error of {error}. (a) Compute the interval of "
        f"{level}.",
        f'"Advertisements bring {mean} points."',
        f"(a) {mean} ± {Z:.2f} × {error} = −{-low:.1f} to {high:.1f} (−{-low:.2f} and {high:.2f} "
        "before rounding)",
        f'"The best estimate is {mean} points; anything from a loss of {-low:.1f} to a gain of '
        f"{high:.1f} is compatible",
    ]
    assert not_said(said, ADVERTISING) == []


def test_one_statement_of_a_long_and_of_a_short_programme() -> None:
    long, short = (PROGRAMMES[name]["units_in_denominator"] for name in ("Adilet", "Auyl"))
    said = (
        f"Adilet's programme has {long:,} statements with a topic, Auyl's {short}. One statement "
        f"is {100 / long:.2f} per cent of the first and {100 / short:.2f} of the second."
    )
    assert said in ADVERTISING


def test_shares_of_agriculture() -> None:
    auyl, adilet = (PROGRAMMES[name]["pct_agriculture_village"] for name in ("Auyl", "Adilet"))
    assert f"more of agriculture ({auyl:.0f} against {adilet:.0f} per cent)" in ADVERTISING


def test_what_two_groups_of_fifty_can_show() -> None:
    """The margin of a difference of two shares near one half."""
    group = 50
    margin = 100 * Z * sqrt(2 * 0.25 / group)
    said = f"With {group} in each group only differences of some {margin:.0f} points can be seen"
    assert said in ADVERTISING


def test_citizens_asked_in_sweden() -> None:
    found = re.search(r"with ([\d,]+) citizens", str(EFFECTS["E26"]))
    assert found
    said = f"In Sweden value-laden words changed what {found[1]} citizens thought"
    assert said in ADVERTISING


def test_the_fifth_to_which_a_step_cuts_the_mean() -> None:
    link = '"#campaign-mix?preset=advertising&amp;persuadable=20"'
    assert link in (CHAPTERS / "advertising.md").read_text(encoding="utf-8")
    assert "The same, if only a fifth may be persuaded" in ADVERTISING
    assert "To cut it to a fifth counts the others twice" in ADVERTISING
