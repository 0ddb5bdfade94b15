"""The law as data with dates: which rules were in force, how sure they are, what a reform changes.

Dates and values are those of the acts named in data/legal_timeline.csv, and of the results.
"""

import csv
import tomllib
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, InvalidNumber, InvalidThreshold, KazlibError, UnknownRule
from kazlib.law import MazhilisRules, Rules, gaps, periods, rules
from kazlib.sources import CONFIDENCES

DATA = Path(__file__).parents[2] / "data"
PERIODS = periods("mazhilis")
DAY = timedelta(days=1)

NAMES = [
    "formula",
    "rounds",
    "runoff_rule",
    "quota",
    "remainder_rule",
    "tie_rule",
    "threshold_pct",
    "threshold_base",
    "one_party_rule",
    "runner_up_factor",
    "runner_up_minimum_seats",
    "runner_up_leftover",
    "list_seats",
    "smd_seats",
    "smd_formula",
    "assembly_seats",
    "state_list_seats",
    "total_seats",
    "term_years",
    "min_age",
    "residency_years",
    "deposit_min_wages",
    "deposit_refund_pct",
    "turnout_minimum_pct",
    "against_all",
    "quota_rule",
]

every_period = pytest.mark.parametrize("period", PERIODS, ids=lambda p: str(p.valid_from))


def mazhilis(day):
    return rules("mazhilis", on=date.fromisoformat(day))


# ------------------------------------------------------------------------------------------------
# History.


@pytest.mark.parametrize(
    ("day", "chamber", "total", "lists", "districts"),
    [
        ("1994-03-07", "Supreme Council", 177, None, 135),  # and 42 of the state list
        ("1995-12-09", "Mazhilis", 67, None, 67),
        ("1999-10-10", "Mazhilis", 77, 10, 67),
        ("2004-09-19", "Mazhilis", 77, 10, 67),
        ("2007-08-18", "Mazhilis", 107, 98, 0),  # and 9 of the Assembly
        ("2012-01-15", "Mazhilis", 107, 98, 0),
        ("2016-03-20", "Mazhilis", 107, 98, 0),
        ("2021-01-10", "Mazhilis", 107, 98, 0),
        ("2023-03-19", "Mazhilis", 98, 69, 29),
        ("2026-08-23", "Kurultai", 145, 145, 0),
    ],
)
def test_the_chamber_on_every_election_day(day, chamber, total, lists, districts):
    law = mazhilis(day)
    assert (law.chamber, law.total_seats) == (chamber, total)
    assert (law.list_seats, law.smd_seats) == (lists, districts)


@pytest.mark.parametrize(
    ("day", "threshold"),
    [
        ("1994-03-07", None),  # no lists, so the law sets none
        ("1999-05-06", 7),  # Constitutional Law 375-I of 6 May 1999
        ("2021-05-24", 7),
        ("2021-05-25", 5),
        ("2026-06-30", 5),
    ],
)
def test_the_threshold_over_time(day, threshold):
    assert mazhilis(day).threshold_pct == threshold


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("1999-10-10", None),
        ("2007-08-18", "takes-all"),
        ("2009-02-08", "takes-all"),
        ("2009-02-09", "runner-up"),  # Constitutional Law 124-IV of 9 February 2009
        ("2012-01-15", "runner-up"),
    ],
)
def test_what_follows_when_one_list_passes(day, rule):
    assert mazhilis(day).one_party_rule == rule


def test_the_runner_up_rule_holds_an_exact_seven_tenths():
    law = mazhilis("2012-01-15")
    assert law.runner_up_factor == Fraction(7, 10)
    assert law.runner_up_minimum_seats == 2
    assert law.why("runner_up_factor").article == "Article 97(2)"


def test_the_line_against_all_came_went_and_came_back():
    days = ["1998-11-06", "1999-10-10", "2004-09-19", "2007-08-18", "2021-01-10", "2023-03-19"]
    assert [mazhilis(day).against_all for day in days] == [True, True, False, False, False, True]


def test_the_term_of_deputies():
    days = ["1994-03-07", "1995-12-09", "1998-10-07", "2007-08-18", "2023-03-19", "2026-08-23"]
    assert [mazhilis(day).term_years for day in days] == [5, 4, 5, 5, 5, 5]


# ------------------------------------------------------------------------------------------------
# Every period, every parameter.


@every_period
def test_a_period_holds_every_parameter(period):
    assert isinstance(period, MazhilisRules)
    assert sorted(period.parameters) == sorted(NAMES)
    assert period.instrument
    assert not period.hypothetical


@every_period
def test_reading_gives_a_value_or_none_or_says_that_the_law_was_not_seen(period):
    for name in NAMES:
        parameter = period.parameter(name)
        if parameter.state == "unknown":
            assert parameter.known
            with pytest.raises(UnknownRule) as unknown:
                getattr(period, name)
            assert unknown.value.parameter == name
            for said in (name, period.chamber, period.on.isoformat(), parameter.known):
                assert said in str(unknown.value)
        elif parameter.state == "none":
            assert getattr(period, name) is None
        else:
            assert getattr(period, name) == parameter.value
            assert parameter.value is not None


@every_period
def test_every_parameter_says_where_it_comes_from_and_how_sure_it_is(period):
    for name in NAMES:
        source = period.why(name)
        assert source.title.strip(), name
        assert source.confidence in CONFIDENCES, name
        assert source.url == "" or source.url.startswith("https://"), name
        assert source.article == "" or source.article.startswith("Article "), name


@every_period
def test_what_is_not_known_is_not_called_verified(period):
    for name, parameter in period.parameters.items():
        if parameter.state == "unknown":
            assert period.why(name).confidence != "verified"


@every_period
def test_values_have_the_kind_that_the_attribute_promises(period):
    for name, parameter in period.parameters.items():
        if parameter.state != "value":
            continue
        if name == "against_all":
            assert isinstance(parameter.value, bool)
        elif name == "runner_up_factor":
            assert isinstance(parameter.value, Fraction)
        elif name.endswith(("_seats", "_years", "_pct", "_wages")) or name in ("min_age", "rounds"):
            assert type(parameter.value) is int
        else:
            assert isinstance(parameter.value, str)


@every_period
def test_the_seats_of_the_tiers_add_up_to_the_chamber(period):
    tiers = ("list_seats", "smd_seats", "assembly_seats", "state_list_seats")
    unknown = [tier for tier in tiers if period.parameter(tier).state == "unknown"]
    if period.valid_from == date(2022, 6, 8):  # a mixed system whose election law was to follow
        assert unknown == ["list_seats", "smd_seats"]
    else:
        assert unknown == []
        assert sum(getattr(period, tier) or 0 for tier in tiers) == period.total_seats


@every_period
def test_where_the_one_party_rule_is_not_known_its_parts_are_not_either(period):
    parts = ("runner_up_factor", "runner_up_minimum_seats", "runner_up_leftover")
    states = {period.parameter(part).state for part in parts}
    rule = period.parameter("one_party_rule")
    if rule.state == "unknown":
        assert states == {"unknown"}
    elif rule.value == "runner-up":
        assert states == {"value"}
    else:
        assert states == {"none"}


@every_period
def test_without_lists_there_is_no_quota_and_no_threshold(period):
    if period.parameter("list_seats").state == "none":
        for name in ("quota", "remainder_rule", "tie_rule", "threshold_pct", "one_party_rule"):
            assert getattr(period, name) is None


# ------------------------------------------------------------------------------------------------
# Confidence. What the notes beside the rules call recalled, presumed, inferred or approximate.

RECALLED = {
    "1993-12-08": ["smd_formula", "term_years"],  # "counting rule inside districts and term"
    "1995-08-30": ["term_years", "min_age"],  # "term and age recalled"
    "1998-10-07": ["turnout_minimum_pct"],  # "turnout rule recalled or inferred"
    "1998-11-06": ["turnout_minimum_pct"],
    "1999-05-06": ["threshold_base", "deposit_min_wages", "turnout_minimum_pct"],
    "2004-04-14": ["threshold_base", "deposit_min_wages", "turnout_minimum_pct"],
    "2009-02-09": ["deposit_min_wages"],  # "15 minimum wages per listed candidate (recalled)"
    "2020-05-25": ["deposit_min_wages"],
    # "one-party rule presumed as in 2009"
    "2022-11-05": [
        "one_party_rule",
        "runner_up_factor",
        "runner_up_minimum_seats",
        "runner_up_leftover",
    ],
}


@pytest.mark.parametrize(
    ("day", "name"), [(day, name) for day, names in RECALLED.items() for name in names]
)
def test_what_the_notes_call_recalled_is_recalled(day, name):
    assert mazhilis(day).why(name).confidence == "recalled"
    assert str(mazhilis(day).why(name)).endswith("[recalled]")


def test_the_whole_period_of_2021_is_recalled_or_not_known():
    """Its day and its text were not seen, and no election was held under it."""
    law = mazhilis("2021-05-25")
    for name in NAMES:
        known = law.parameter(name).state != "unknown"
        assert law.why(name).confidence == ("recalled" if known else "unconfirmed"), name


def test_where_the_seats_left_over_go_is_an_assumption():
    for day in ("2009-02-09", "2012-01-15", "2020-05-25"):
        assert mazhilis(day).why("runner_up_leftover").confidence == "assumption"


def test_what_was_seen_through_one_project_only_is_unconfirmed():
    assert mazhilis("2026-08-23").why("quota_rule").confidence == "unconfirmed"


@pytest.mark.parametrize(
    ("day", "none"),
    [
        ("1994-03-07", ["threshold_pct", "quota", "one_party_rule", "list_seats"]),
        ("1995-12-09", ["threshold_pct", "quota", "assembly_seats", "state_list_seats"]),
        ("1999-10-10", ["one_party_rule", "turnout_minimum_pct", "runner_up_factor"]),
        ("2007-08-18", ["runner_up_factor", "smd_formula", "rounds"]),
        ("2023-03-19", ["state_list_seats", "runoff_rule"]),
    ],
)
def test_what_the_law_does_not_set_reads_as_none(day, none):
    assert {name: getattr(mazhilis(day), name) for name in none} == dict.fromkeys(none)


@pytest.mark.parametrize(
    ("day", "unknown"),
    [
        ("1994-03-07", ["min_age", "residency_years", "turnout_minimum_pct", "against_all"]),
        ("1995-12-09", ["runoff_rule", "against_all", "deposit_min_wages"]),
        ("1998-10-10", ["threshold_pct", "quota", "remainder_rule", "one_party_rule"]),
        ("1999-10-10", ["tie_rule", "residency_years"]),
        ("2007-08-18", ["tie_rule", "deposit_min_wages", "turnout_minimum_pct"]),
        ("2023-03-19", ["deposit_min_wages", "turnout_minimum_pct"]),
        ("2026-08-23", ["threshold_pct", "quota", "remainder_rule", "tie_rule", "against_all"]),
    ],
)
def test_what_was_not_seen_is_unknown_and_not_none(day, unknown):
    for name in unknown:
        with pytest.raises(UnknownRule, match=f"The rule {name} for the"):
            getattr(mazhilis(day), name)


def test_the_threshold_of_2026_says_what_is_known_and_how_to_go_on():
    with pytest.raises(UnknownRule) as unknown:
        _ = mazhilis("2026-08-23").threshold_pct
    assert "Kurultai on 2026-08-23" in str(unknown.value)
    assert "it was 5 per cent until 30 June 2026" in str(unknown.value)
    assert "Set a value of your own to try a what-if" in str(unknown.value)


# ------------------------------------------------------------------------------------------------
# Days.


@pytest.mark.parametrize(
    ("last_day", "last_total", "next_total"),
    [
        ("1998-10-06", 67, 77),  # constitutional amendment of 7 October 1998
        ("2007-05-20", 77, 107),  # Law 254-III of 21 May 2007
        ("2022-06-07", 107, 98),  # constitutional amendments of the referendum of 5 June 2022
        ("2026-06-30", 98, 145),  # Constitution of 2026, in force on 1 July
    ],
)
def test_rules_change_overnight(last_day, last_total, next_total):
    day = date.fromisoformat(last_day)
    assert rules("mazhilis", on=day).total_seats == last_total
    assert rules("mazhilis", on=day + DAY).total_seats == next_total


def test_between_the_amendments_of_2022_and_the_law_the_tiers_are_not_known():
    """The Constitution said 98 deputies and a mixed system; 69 and 29 came on 5 November."""
    law = mazhilis("2022-11-04")
    assert (law.total_seats, law.assembly_seats) == (98, 0)
    for name in ("list_seats", "smd_seats", "smd_formula", "rounds", "runoff_rule"):
        with pytest.raises(UnknownRule, match=f"The rule {name} for the Mazhilis on 2022-11-04"):
            getattr(law, name)
    assert (mazhilis("2022-11-05").list_seats, mazhilis("2022-11-05").smd_seats) == (69, 29)


def test_periods_follow_one_another_without_overlap_and_with_one_gap():
    missing = []
    for before, after in pairwise(PERIODS):
        assert before.valid_from <= before.valid_to < after.valid_from
        if before.valid_to + DAY != after.valid_from:
            missing.append((before.valid_to + DAY, after.valid_from - DAY))
    assert missing == [(date(1995, 3, 12), date(1995, 8, 29))]
    assert gaps("mazhilis") == tuple(missing)
    assert PERIODS[-1].valid_to is None


@given(st.dates(date(1993, 12, 8), date(2040, 1, 1)))
def test_every_day_has_exactly_one_set_of_rules_or_lies_in_the_gap(day):
    holding = [p for p in PERIODS if p.valid_from <= day <= (p.valid_to or day)]
    if date(1995, 3, 12) <= day <= date(1995, 8, 29):
        assert holding == []
        with pytest.raises(UnknownRule):
            rules("mazhilis", on=day)
    else:
        assert len(holding) == 1
        law = rules("mazhilis", on=day)
        assert law.on == day
        assert law.valid_from == holding[0].valid_from
        assert law.parameters == holding[0].parameters


@pytest.mark.parametrize("day", ["1938-06-24", "1990-03-25", "1991-12-01", "1993-12-07"])
def test_a_day_before_the_first_rule_is_answered_with_the_reason(day):
    with pytest.raises(UnknownRule, match=f"{day}.*before 8 December 1993"):
        mazhilis(day)


@pytest.mark.parametrize("day", ["1995-03-12", "1995-06-01", "1995-08-29"])
def test_a_day_in_the_gap_is_answered_with_the_reason(day):
    with pytest.raises(
        UnknownRule, match=f"{day}.*The Supreme Council was dissolved in March 1995"
    ):
        mazhilis(day)


@pytest.mark.parametrize("wrong", ["2007-08-18", datetime(2007, 8, 18), 2007, None])
def test_what_is_no_day_is_refused(wrong):
    with pytest.raises(InvalidNumber, match=r"^on is .*; it must be a datetime.date"):
        rules("mazhilis", on=wrong)


@pytest.mark.parametrize("wrong", ["king", "Mazhilis", ""])
def test_an_office_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match=r"^office is .*allowed: .*mazhilis"):
        rules(wrong, on=date(2007, 8, 18))
    with pytest.raises(InvalidChoice, match=r"^office is"):
        periods(wrong)


# ------------------------------------------------------------------------------------------------
# The file against the elections that were held.


@pytest.fixture(scope="module")
def toml():
    return tomllib.loads((DATA / "law" / "parliament.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def election_days():
    with (DATA / "mazhilis_elections.csv").open(encoding="utf-8", newline="") as file:
        return sorted({date.fromisoformat(row["date"]) for row in csv.DictReader(file)})


def test_the_elections_named_in_a_period_were_held_in_it(toml, election_days):
    for period in toml["period"]:
        for day in period["used_at"]:
            assert day in election_days
            assert period["valid_from"] <= day <= period.get("valid_to", day)


def test_every_election_is_named_in_one_period(toml, election_days):
    assert sorted(day for period in toml["period"] for day in period["used_at"]) == election_days


def test_the_rules_agree_with_the_results_table(election_days):
    with (DATA / "mazhilis_elections.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tiers = {
        "party_list": "list_seats",
        "smd": "smd_seats",
        "assembly_of_people": "assembly_seats",
        "state_list": "state_list_seats",
    }
    for row in rows:
        law = mazhilis(row["date"])
        assert getattr(law, tiers[row["tier"]]) == int(row["tier_seats"])
        assert law.total_seats == int(row["chamber_seats"])
        if row["threshold_pct"] and row["tier"] == "party_list":
            assert law.threshold_pct == int(row["threshold_pct"])
    assert {row["date"] for row in rows} == {day.isoformat() for day in election_days}


def test_no_entry_of_the_file_is_left_unread(toml):
    """A misspelt parameter or an unused source would go unnoticed otherwise."""
    used = set()
    for period in toml["period"]:
        for name, entry in period["parameters"].items():
            assert name in NAMES
            assert set(entry) <= {
                "value", "state", "source", "confidence", "article", "text", "known",
            }  # fmt: skip
            assert ("value" in entry) != ("state" in entry)
            assert entry.get("state", "none") in {"none", "unknown"}
            used.update(entry.get("source", "").split())
    assert used == set(toml["sources"])


def test_an_article_is_given_only_where_the_source_names_it(toml):
    """Articles 97 and 97(2) are those of the thesaurus of the TEPJF."""
    for period in toml["period"]:
        for entry in period["parameters"].values():
            if "article" in entry:
                assert "tepjf" in entry["source"].split()
                assert entry["article"] in {"Article 97", "Article 97(2)"}


# ------------------------------------------------------------------------------------------------
# Reforms.

LAW = mazhilis("2021-01-10")


def test_a_reform_changes_one_value_and_knows_that_it_was_never_law():
    reform = LAW.reform(threshold_pct=5)
    assert reform.threshold_pct == 5
    assert reform.hypothetical
    assert reform.changed == ("threshold_pct",)
    assert reform.list_seats == LAW.list_seats
    assert (reform.on, reform.chamber, reform.instrument) == (LAW.on, LAW.chamber, LAW.instrument)


def test_a_reform_leaves_the_law_as_it_was():
    LAW.reform(threshold_pct=5, list_seats=100).reform(quota=None)
    assert (LAW.threshold_pct, LAW.list_seats, LAW.quota) == (7, 98, "hare")
    assert not LAW.hypothetical
    assert mazhilis("2021-01-10").threshold_pct == 7


def test_a_reform_says_what_it_replaces():
    assert str(LAW.reform(threshold_pct="7.5").why("threshold_pct")) == (
        "Hypothetical reform: threshold_pct is 7.5 instead of 7 [assumption]"
    )
    unknown = mazhilis("2026-08-23").reform(threshold_pct=5)
    assert "instead of an unknown value" in unknown.why("threshold_pct").title
    assert unknown.threshold_pct == 5
    with pytest.raises(UnknownRule):
        _ = unknown.quota


def test_reforms_can_follow_one_another():
    twice = LAW.reform(threshold_pct=5).reform(list_seats=100).reform(threshold_pct=3)
    assert (twice.threshold_pct, twice.list_seats) == (3, 100)
    assert twice.changed == ("threshold_pct", "list_seats")


def test_a_reform_can_take_a_rule_away():
    assert LAW.reform(threshold_pct=None).threshold_pct is None
    assert LAW.reform(one_party_rule=None).one_party_rule is None


def test_numbers_of_a_reform_are_read_without_rounding():
    assert LAW.reform(threshold_pct=0.07).threshold_pct == Fraction(7, 100)
    assert LAW.reform(runner_up_factor="2/3").runner_up_factor == Fraction(2, 3)


@pytest.mark.parametrize("name", ["deposit_min_wages", "runner_up_factor", "threshold_pct"])
def test_a_reform_to_nothing_is_a_number_and_not_the_absence_of_a_rule(name):
    reform = LAW.reform(**{name: 0})
    assert getattr(reform, name) == 0
    assert reform.parameter(name).state == "value"


@pytest.mark.parametrize("wrong", ["treshold_pct", "threshold", "chamber", "on", "office"])
def test_a_parameter_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match=f"'{wrong}'; allowed: formula.*threshold_pct"):
        LAW.reform(**{wrong: 5})
    with pytest.raises(InvalidChoice):
        LAW.why(wrong)


@pytest.mark.parametrize("wrong", [-1, 101, "five", True, float("nan")])
def test_a_threshold_outside_0_to_100_is_no_reform(wrong):
    with pytest.raises(InvalidThreshold, match=r"^threshold_pct is"):
        LAW.reform(threshold_pct=wrong)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("list_seats", -1),
        ("list_seats", 98.0),
        ("list_seats", True),
        ("term_years", "five"),
        ("min_age", -25),
        ("rounds", 0),
        ("runner_up_factor", -1),
        ("runner_up_factor", 2),  # more than the runner-up's whole share
        ("deposit_min_wages", "much"),
        ("against_all", 1),
        ("against_all", "no"),
        ("one_party_rule", "winner"),
        ("one_party_rule", 5),
        ("runner_up_leftover", "lots"),
        ("quota", 5),
        ("remainder_rule", "smallest-remainder"),
        ("formula", 5),
        ("formula", "first past the post"),
        ("smd_formula", "approval"),
        ("tie_rule", 3),
        ("threshold_base", 9),
    ],
)
def test_a_value_of_the_wrong_kind_or_range_is_no_reform(name, wrong):
    with pytest.raises(KazlibError, match=name):
        LAW.reform(**{name: wrong})


@every_period
def test_every_value_that_was_once_law_is_a_possible_reform(period):
    for name, parameter in period.parameters.items():
        if parameter.state != "unknown":
            assert getattr(LAW.reform(**{name: parameter.value}), name) == parameter.value


def test_rules_are_frozen():
    for name, value in (("threshold_pct", 3), ("list_seats", 5), ("on", date(2000, 1, 1))):
        with pytest.raises(FrozenInstanceError):
            setattr(LAW, name, value)
    with pytest.raises(TypeError):
        LAW.parameters["threshold_pct"] = None
    assert LAW.threshold_pct == 7


def test_a_parameter_can_be_looked_at_without_raising():
    unknown = mazhilis("2026-08-23").parameter("threshold_pct")
    assert (unknown.state, unknown.value) == ("unknown", None)
    assert unknown.known == "it was 5 per cent until 30 June 2026"


def test_rules_are_printed_briefly_and_are_equal_when_they_are_the_same():
    assert "parameters" not in repr(LAW)
    assert mazhilis("2021-01-10") == LAW
    assert LAW.reform(threshold_pct=5) != LAW
    assert isinstance(LAW, Rules)
