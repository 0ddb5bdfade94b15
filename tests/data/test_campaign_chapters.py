"""Numbers that stand as text in the chapters on campaigns, compared with the data."""

import math
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from kazlib.explorables.campaign_mix import compute
from kazlib.explorables.campaign_mix_evidence import MEDIA
from kazlib.tables.presidents import presidential_election
from kazlib.tables.records import column_types, records

ROOT = Path(__file__).parents[2]
CHAPTERS = ("campaigning", "advertising")
TEXT = {name: (ROOT / f"chapters/{name}.md").read_text("utf-8") for name in CHAPTERS}
QUESTIONS = {
    question["id"]: question
    for name in CHAPTERS
    for question in yaml.safe_load((ROOT / f"questions/{name}.yml").read_text("utf-8"))["questions"]
}
EFFECTS = {row["effect_id"]: row for row in records("effects")}
RULES = records("campaign_rules")
PROGRAMMES = {row["party"]: row for row in records("programmes_2026")}
TOPICS = [name for name in column_types("programmes_2026") if name.startswith("pct_")]
TECHNOLOGIES = records("campaign_technologies")


def rule(parameter, **cells):
    """Return the value of the one rule with these cells."""
    (row,) = [r for r in RULES if r["parameter"] == parameter and cells.items() <= r.items()]
    return row["value"]


def statements(party, topic):
    row = PROGRAMMES[party]
    return round(row[topic] * row["units_in_denominator"] / 100)


# ------------------------------------------------------------------------------------------------
# Campaigning.


def test_in_each_presidential_debate_of_the_puzzle_the_winner_was_not_in_the_studio():
    debates = {
        row["election_date"].year: row["what_is_documented"]
        for row in TECHNOLOGIES
        if row["technology"] == "television_debate" and row["status"] == "documented"
    }
    years = sorted(debates)
    said = ", ".join(map(str, years[:-1])) + f" and {years[-1]}"
    assert (
        TEXT["campaigning"].count(f"Debates are documented in {said}") == 2
    )  # key point, and figure
    assert "Nazarbayev did not take part" in debates[2005]
    assert "Tokayev, Yespayeva and Rakhimbekov sent others" in debates[2019]
    assert "Tokayev represented by Yerlan Koshanov" in debates[2022]
    winners = [
        presidential_election(day).winner
        for day in (date(2005, 12, 4), date(2019, 6, 9), date(2022, 11, 20))
    ]
    assert [name.split()[-1] for name in winners] == ["Nazarbayev", "Tokayev", "Tokayev"]
    assert "about 90 minutes" in debates[2019]
    assert "41 million tenge" in debates[2019]


def test_a_lead_of_more_than_fifty_points():
    for day in (date(2005, 12, 4), date(2019, 6, 9), date(2022, 11, 20)):
        first, second, *_ = sorted(presidential_election(day).shares.values(), reverse=True)
        assert first - second > 50


def test_the_minutes_and_sums_of_the_rules():
    assert rule("free_television_minutes") == "15"
    assert rule("free_radio_minutes") == "10"
    assert rule("free_press_articles") == "2"
    text = TEXT["campaigning"]
    for parameter, scope, year in (
        ("state_funds_per_candidate", "President", 2019),
        ("state_funds_per_candidate", "Mazhilis districts", 2023),
        ("fund_own_and_nominator", "President", 2019),
    ):
        values = [
            r["value"]
            for r in RULES
            if (r["parameter"], r["scope"], r["valid_from"].year) == (parameter, scope, year)
        ]
        assert len(values) == 1
        assert f"{int(values[0]):,}" in text


def test_the_ban_on_goods_has_its_article_and_its_day():
    (row,) = [r for r in RULES if r["parameter"] == "goods_and_gifts"]
    assert (row["article"], row["valid_from"]) == ("27(9)", date(2014, 7, 5))
    assert "Article 27(9)" in TEXT["campaigning"]
    assert "unverified" in TEXT["campaigning"]


def test_no_reader_is_told_that_goods_are_a_technology_like_others():
    for row in TECHNOLOGIES:
        if row["technology"] == "household_goods_at_low_prices":
            assert "prohibited campaigning" in row["note"]


def test_the_sums_of_the_exercise_on_money():
    assert f"{100 * 7_331_200 / 510_000_000:.2f} per cent" in TEXT["campaigning"]
    assert 510_000_000 / 12_000 == 42_500
    assert f"{41_000_000 / 7_331_200:.1f} candidates" in TEXT["campaigning"]


def test_the_equation_of_the_exercise():
    ours = 0.6 * 0.2 * 2 * -math.expm1(-1) * 0.5
    theirs = 0.6 * 0.2 * 2 * -math.expm1(-2) * 0.5
    assert f"= {ours:.3f} points" in TEXT["campaigning"]
    assert f"= {theirs:.3f}. Net: −{theirs - ours:.3f} points" in TEXT["campaigning"]
    assert f"{theirs / ours:.2f} times" in TEXT["campaigning"]
    assert f"{0.5 ** (7 / 3):.2f}" in TEXT["campaigning"]
    assert f"30 days {100 * 0.5 ** (7 / 30):.0f} per cent" in TEXT["campaigning"]
    assert QUESTIONS["ca-q-silence"]["answer"] == round(100 * 0.5 ** (2 / 3))


def test_elections_of_each_kind_in_the_table():
    held = {(r["election_date"], r["election"].split()[0]) for r in TECHNOLOGIES}
    kinds = [kind for _, kind in held]
    assert (kinds.count("presidential"), kinds.count("parliamentary")) == (6, 7)
    assert sum(day.year > 2007 for day, _ in held) == 9  # "Nine more elections"


def test_no_technology_has_a_dot_in_every_election_since_2016():
    days = {r["election_date"] for r in TECHNOLOGIES if r["election_date"].year >= 2016}
    for name in {r["technology"] for r in TECHNOLOGIES}:
        seen = {
            r["election_date"]
            for r in TECHNOLOGIES
            if r["technology"] == name and r["status"] == "documented"
        }
        assert days - seen, name


def test_what_the_steps_say_of_the_model():
    def turnout(**values):
        return next(r[-2] for r in compute(**values).table.rows if r[0].startswith("Turnout"))

    doors = turnout(preset="experiments")
    without = turnout(preset="experiments", personal=0)
    assert without == 0 < doors  # "almost all of it from doors"
    assert EFFECTS["E13"]["confidence"] == "recalled"
    assert float(EFFECTS["E13"]["estimate"]) == 8.7


# ------------------------------------------------------------------------------------------------
# Advertising.


def test_the_effects_in_the_text():
    text = TEXT["advertising"]
    assert float(EFFECTS["E03"]["estimate"]) == 4.73
    assert "4.73 points, was −0.17 a week later" in text
    assert "-0.17" in EFFECTS["E03"]["note"]
    numbers = [EFFECTS[name]["estimate"] for name in ("E15", "E16", "E23")]
    assert numbers == [-5, 5, None]
    assert EFFECTS["E23"]["finding"] == "no increase by brief calls"


def test_one_of_sixteen_findings_of_the_figure_has_a_confidence_interval():
    drawn = [
        row
        for row in EFFECTS.values()
        if (row["unit"] or "").startswith("percentage points")
        and (row["estimate"] is not None or row["ci_low"] is not None)
    ]
    assert len(drawn) == 16
    (one,) = [row for row in drawn if row["interval"] == "95 per cent confidence"]
    assert one["effect_id"] == "E04"
    assert one["ci_low"] < 0 < one["ci_high"]
    for sign in (-1, 1):
        end = one["ci_low"] if sign < 0 else one["ci_high"]
        assert float(end) == round(0.7 + sign * 1.96 * 0.7, 1)


def test_effects_of_a_contact_on_turnout():
    found = {
        row["effect_id"]: row["estimate"]
        for row in EFFECTS.values()
        if (row["measures"], row["outcome"]) == ("a contact or message", "turnout")
        and row["estimate"] is not None
    }
    values = sorted(found.values())
    small = [value for value in values if 0 <= value < 1]
    for name in ("E13", "E17"):
        assert found[name] in values[-2:]
        assert EFFECTS[name]["confidence"] == "recalled"
    assert (len(values), len(small)) == (7, 3)
    text = TEXT["advertising"]
    assert f"{values[-1]} and {values[-2]} points, but both numbers are *recalled*" in text
    assert f"three of the seven numbers on turnout lie between 0 and {small[-1]}." in text
    assert f"run from −{-values[0]} to {values[-1]} points" in text


def test_two_days_of_silence_by_half_life():
    long, short = (round(100 * (1 - 0.5 ** (2 / days))) for days in (30, 3))
    sentence = f"The two days of silence cost {long} per cent of the effect now, not {short};"
    assert sentence in TEXT["advertising"]


def test_no_finding_comes_from_kazakhstan_or_claims_to():
    assert not [row for row in EFFECTS.values() if "Kazakhstan" in row["country"]]


def test_the_interval_of_the_question():
    assert QUESTIONS["ad-q-interval"]["answer"] == round(1.0 + 1.96 * 0.4, 1)


@pytest.mark.parametrize(
    ("party", "topic", "share"),
    [
        ("Ak Zhol", "pct_institutions_elections", 22),
        ("Nationwide Social Democratic Party", "pct_institutions_elections", 23),
        ("Baytaq", "pct_environment", 23),
        ("Baytaq", "pct_infrastructure_housing", 23),
        ("Auyl", "pct_agriculture_village", 24),
        ("Auyl", "pct_about_the_party", 17),
        ("Respublica", "pct_business_labour_income", 19),
        ("Adilet", "pct_business_labour_income", 15),
        ("Ak Zhol", "pct_agriculture_village", 0),
        ("Baytaq", "pct_digital", 0),
    ],
)
def test_shares_of_attention_in_the_text(party, topic, share):
    assert round(PROGRAMMES[party][topic]) == share


def test_shares_of_a_programme_sum_to_100_but_for_rounding():
    for row in PROGRAMMES.values():
        assert abs(sum(row[topic] for topic in TOPICS) - 100) < 0.05


def test_statements_and_what_one_of_them_weighs():
    assert statements("Auyl", "pct_agriculture_village") == 35
    assert statements("Adilet", "pct_agriculture_village") == 87
    for party, weight in (("Adilet", "0.08"), ("Auyl", "0.69")):
        units = PROGRAMMES[party]["units_in_denominator"]
        assert f"{units:,}" in TEXT["advertising"]
        assert f"{100 / units:.2f}" == weight


def test_the_nearest_and_the_farthest_pair_are_unique():
    def distance(a, b):
        return sum(abs(PROGRAMMES[a][t] - PROGRAMMES[b][t]) for t in TOPICS) / 2

    pairs = sorted(combinations(PROGRAMMES, 2), key=lambda pair: distance(*pair))
    assert set(pairs[0]) == {"Adilet", "People's Party of Kazakhstan"}
    assert "Baytaq" in pairs[-1]


def test_the_word_family_of_justice_has_the_actors_that_the_solution_names():
    by = {}
    for row in records("slogans"):
        if row["language"] == "ru" and row["original"]:
            for word in re.findall("[а-яё]{4,}", row["original"].lower()):
                by.setdefault(word[:7], set()).add((row["actor"], row["confidence"]))
    just = by["справед"]
    assert {actor for actor, _ in just} == {
        "Zharmakhan Tuyakbay",
        "Kassym-Jomart Tokayev",
        "Adilet",
        "People's Party of Kazakhstan",
    }
    assert ("Kassym-Jomart Tokayev", "recalled") in just
    others = {family: len(actors) for family, actors in by.items() if family != "казахст"}
    assert max(others, key=others.get) == "справед"


def test_the_puzzle_of_one_word():
    shares = presidential_election(date(2005, 12, 4)).shares
    assert str(shares["Zharmakhan Tuyakbay"]) in TEXT["advertising"]
    first = presidential_election(date(2022, 11, 20)).shares["Kassym-Jomart Tokayev"]
    assert str(first) in TEXT["advertising"]
    assert f"{len(records('slogans'))} wordings" in TEXT["advertising"]


# ------------------------------------------------------------------------------------------------
# Numbers of reach, which another table holds.


def test_the_reach_of_the_model_and_the_mobile_cards_are_those_of_the_table():
    reach = {(r["year"], r["indicator"]): r["value"] for r in records("media_reach")}
    assert float(reach[2018, "tv_daily_pct"]) == 100 * MEDIA["television"][1] == 76
    assert float(reach[2018, "internet_daily_pct"]) == 100 * MEDIA["online"][1] == 51
    assert "76 per cent used television daily and 51 per cent the internet" in TEXT["campaigning"]
    assert round(reach[2007, "mobile_subscriptions_per_100"]) == 76
    assert "76 mobile subscriptions for 100 people" in TEXT["campaigning"]
