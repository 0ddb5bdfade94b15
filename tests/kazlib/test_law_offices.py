"""The law for the President, the Senate, local government and referendums, by date.

Values are those of the acts named in data/legal_timeline.csv and data/law/*.toml.
"""

import tomllib
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.errors import InvalidChoice, KazlibError, UnknownRule
from kazlib.law import (
    MaslikhatRules,
    MazhilisRules,
    PresidentRules,
    ReferendumRules,
    SenateRules,
    gaps,
    periods,
    rules,
)
from kazlib.sources import CONFIDENCES
from kazlib.tables.records import records

DATA = Path(__file__).parents[2] / "data"
DAY = timedelta(days=1)
OFFICES = {
    "president": ("president.toml", PresidentRules),
    "mazhilis": ("parliament.toml", MazhilisRules),
    "senate": ("senate.toml", SenateRules),
    "maslikhat": ("maslikhat.toml", MaslikhatRules),
    "referendum": ("referendum.toml", ReferendumRules),
}
EVERY = [(office, period) for office in OFFICES for period in periods(office)]
every_office = pytest.mark.parametrize("office", OFFICES)
every_period = pytest.mark.parametrize(
    ("office", "period"), EVERY, ids=[f"{office}-{period.valid_from}" for office, period in EVERY]
)


def on(office, day):
    return rules(office, on=date.fromisoformat(day))


def president(day):
    return on("president", day)


def senate(day):
    return on("senate", day)


def maslikhat(day):
    return on("maslikhat", day)


def state(law, name):
    return law.parameter(name).state


# ------------------------------------------------------------------------------------------------
# The President: the rule on the day of every election.


@pytest.mark.parametrize(
    ("day", "term", "age", "turnout", "against_all"),
    [
        ("1991-12-01", 5, 35, 50, True),  # against the only candidate
        ("1999-01-10", 7, 40, None, True),
        ("2005-12-04", 7, 40, None, False),
        ("2011-04-03", 5, 40, None, False),
        ("2015-04-26", 5, 40, None, False),
        ("2019-06-09", 5, 40, None, False),
        ("2022-11-20", 7, 40, None, True),
    ],
)
def test_the_rules_on_every_presidential_election_day(day, term, age, turnout, against_all):
    law = president(day)
    assert (law.term_years, law.min_age) == (term, age)
    assert (law.turnout_minimum_pct, law.against_all) == (turnout, against_all)
    assert (law.formula, law.rounds) == ("two-round-majority", 2)


@pytest.mark.parametrize(
    ("day", "share", "number"),
    [
        ("1991-12-01", None, 100_000),
        ("1999-01-10", 2, 170_000),
        ("2005-12-04", 1, "unknown"),
        ("2011-04-03", 1, "unknown"),
        ("2015-04-26", 1, "unknown"),
        ("2019-06-09", 1, "unknown"),
        ("2022-11-20", 1, 118_273),
    ],
)
def test_the_signatures_asked_for_at_every_presidential_election(day, share, number):
    law = president(day)
    assert law.signatures_pct_of_voters == share
    if number == "unknown":
        with pytest.raises(UnknownRule, match="1 per cent of the voters"):
            _ = law.signatures_absolute
    else:
        assert law.signatures_absolute == number


def test_the_term_won_at_each_election_is_the_term_of_the_law():
    rows = records("presidential_elections")
    assert {(row["date"], row["term_years"]) for row in rows} == {
        (day, rules("president", on=day).term_years) for day in {row["date"] for row in rows}
    }


def test_the_ballots_with_a_line_against_are_those_of_the_law():
    rows = records("presidential_elections")
    with_line = {row["date"] for row in rows if row["candidate"] in {"Against", "Against all"}}
    days = {row["date"] for row in rows}
    by_law = {day for day in days if rules("president", on=day).against_all}
    # 1999: the line was in the law; the table gives the candidates only.
    assert by_law == with_line | {date(1999, 1, 10)}


@pytest.mark.parametrize(
    ("last_day", "name", "before", "after"),
    [
        ("1995-04-28", "term_extension", None, "until 1 December 2000"),  # referendum
        ("1998-10-06", "term_years", 5, 7),
        ("1998-10-06", "min_age", 35, 40),
        ("1998-10-06", "max_age", 65, None),
        ("1998-10-06", "turnout_minimum_pct", 50, None),
        ("1999-06-27", "deposit_refundable", False, True),  # Constitutional Law 407-I
        ("1999-06-27", "deposit_refund_pct", None, 7),
        ("2004-04-13", "penalty_bar", "past-year", None),  # Constitutional Law 545-II
        ("2004-04-13", "signatures_pct_of_voters", 2, 1),
        ("2004-04-13", "deposit_min_wages", 1000, 50),
        ("2007-05-20", "term_years", 7, 5),  # Law 254-III
        ("2007-05-20", "first_president_exempt", False, True),
        ("2017-03-09", "education", None, "higher"),  # Law 51-VI
        ("2017-06-14", "service_years", None, 5),  # not on 10 March
        ("2017-06-14", "self_nomination", True, False),
        ("2021-05-24", "against_all", False, True),
        ("2022-09-16", "term_years", 5, 7),
        ("2022-09-16", "term_limit", "two-in-a-row", "one-term"),
    ],
)
def test_a_rule_of_the_presidency_changes_overnight(last_day, name, before, after):
    day = date.fromisoformat(last_day)
    assert getattr(rules("president", on=day), name) == before
    assert getattr(rules("president", on=day + DAY), name) == after


def test_the_larger_number_wins_a_second_round_from_6_november_1998():
    """Before, there was a floor for the winner whose size is not known."""
    assert president("1998-11-06").runoff_rule == "larger number of votes"
    with pytest.raises(UnknownRule, match="a floor whose size is not known"):
        _ = president("1998-11-05").runoff_rule


def test_the_limit_stayed_in_1998_although_its_removal_was_reported():
    law = president("1999-01-10")
    assert law.term_limit == "two-in-a-row"
    assert law.why("term_limit").article == "Article 53(3)"
    assert "RFE/RL reported" in law.parameter("term_limit").text


def test_which_terms_count_is_known_from_the_ruling_of_2000_only_and_recalled():
    with pytest.raises(UnknownRule, match="by another reading"):
        _ = president("2000-06-21").first_counted_election
    law = president("2000-06-22")
    assert law.first_counted_election == 1999
    assert law.why("first_counted_election").confidence == "recalled"


def test_the_exception_for_the_first_president():
    days = ["1999-01-10", "2005-12-04", "2007-05-21", "2015-04-26", "2019-06-09", "2022-11-20"]
    assert [president(day).first_president_exempt for day in days] == [
        False, False, True, True, True, False,
    ]  # fmt: skip
    assert president("2019-06-09").why("first_president_exempt").confidence == "assumption"


def test_signatures_come_from_two_thirds_of_the_regions():
    assert president("1999-01-10").signatures_spread == Fraction(2, 3)
    assert president("1999-01-10").signatures_spread_units == "regions"
    law = president("2022-11-20")
    assert (law.signatures_spread, law.signatures_equal) == (Fraction(2, 3), True)
    assert law.signatures_spread_units == "regions-cities-capital"


@pytest.mark.parametrize(
    "name",
    [
        "majority_pct", "runoff_rule", "turnout_minimum_pct", "against_all", "language_test",
        "signatures_pct_of_voters", "signatures_absolute", "signatures_spread",
        "deposit_min_wages", "deposit_refund_pct",
    ],
)  # fmt: skip
def test_what_the_electoral_law_of_2026_says_is_not_known(name):
    law = president("2026-07-01")
    with pytest.raises(UnknownRule, match=f"The rule {name} for the President on 2026-07-01"):
        getattr(law, name)


def test_what_the_constitution_of_2026_says_is_known():
    law = president("2026-11-23")
    assert (law.term_years, law.term_limit, law.min_age) == (7, "one-term", 40)
    assert (law.residency_years, law.birth_citizenship, law.service_years) == (15, True, 5)
    assert law.why("formula").confidence == "assumption"


# ------------------------------------------------------------------------------------------------
# The Senate.


@pytest.mark.parametrize(
    ("day", "elected", "appointed", "total"),
    [
        ("1995-12-05", 40, 7, 47),
        ("1996-06-01", 40, 7, 47),
        ("1999-12-01", 32, 7, 39),
        ("2007-05-20", 32, 7, 39),
        ("2007-05-21", 32, 15, 47),
        ("2018-06-18", 32, 15, 47),
        ("2018-06-19", 34, 15, 49),  # Shymkent
        ("2022-06-07", 34, 15, 49),
        ("2022-06-08", 40, 10, 50),  # Abai, Jetisu, Ulytau
        ("2026-06-30", 40, 10, 50),
        ("2026-07-01", 0, 0, 0),  # abolished
    ],
)
def test_the_seats_of_the_senate(day, elected, appointed, total):
    law = senate(day)
    assert (law.elected_seats, law.appointed_seats, law.total_seats) == (elected, appointed, total)


@pytest.mark.parametrize("period", periods("senate"), ids=lambda p: str(p.valid_from))
def test_elected_and_appointed_senators_add_up_to_the_chamber(period):
    seats = ("elected_seats", "appointed_seats", "total_seats")
    if "unknown" in {state(period, name) for name in seats}:
        # The sum does not tell a part that was not seen: then none of the three is given.
        assert {state(period, name) for name in seats} == {"unknown"}
        assert date(1997, 1, 1) <= period.valid_from < date(1999, 12, 1)
    else:
        assert period.elected_seats + period.appointed_seats == period.total_seats


@pytest.mark.parametrize("period", periods("senate"), ids=lambda p: str(p.valid_from))
def test_each_region_and_city_elects_two_senators(period):
    if state(period, "regions") == "value":
        units = period.regions + period.cities
        assert period.elected_seats == period.seats_per_region * units
        assert period.seats_per_region == 2
    else:
        assert state(period, "seats_per_region") == state(period, "regions")


@pytest.mark.parametrize("day", ["1997-06-01", "1998-10-06", "1998-10-07", "1999-11-30"])
def test_the_seats_between_the_merger_of_regions_and_december_1999_are_not_known(day):
    for name in ("elected_seats", "appointed_seats", "total_seats"):
        with pytest.raises(UnknownRule, match="in December 1999"):
            getattr(senate(day), name)


def test_the_source_of_the_first_composition_says_that_it_does_not_hold_to_its_end():
    assert "do not hold to that end" in senate("1996-06-01").note
    for name in ("regions", "cities", "elected_seats", "appointed_seats", "total_seats"):
        assert senate("1996-06-01").why(name).confidence == "recalled"


def test_senators_serve_six_years_from_1998_and_half_is_renewed_every_three():
    for day, term, renewal in (("1998-10-06", 4, 2), ("1998-10-07", 6, 3), ("2026-06-30", 6, 3)):
        assert (senate(day).term_years, senate(day).renewal_years) == (term, renewal)
    assert senate("2026-07-01").term_years is None


def test_the_assembly_proposes_five_of_the_appointed_senators_from_2022():
    assert senate("2022-06-07").appointed_of_which_assembly is None
    assert senate("2022-06-08").appointed_of_which_assembly == 5


def test_ten_years_of_residence_are_recalled_before_2007():
    assert senate("2007-05-20").residency_years == 10
    assert senate("2007-05-20").why("residency_years").confidence == "recalled"
    assert senate("2007-05-21").why("residency_years").confidence == "verified"


# ------------------------------------------------------------------------------------------------
# Maslikhats and akims.


@pytest.mark.parametrize(
    ("day", "regions", "districts", "lists"),
    [
        ("2016-03-20", "plurality-districts", "plurality-districts", 0),
        ("2018-06-28", "plurality-districts", "plurality-districts", 0),
        ("2018-06-29", "party-lists", "party-lists", 100),  # Constitutional Law 162-VI
        ("2022-11-04", "party-lists", "party-lists", 100),
        ("2022-11-05", "half-lists-half-districts", "plurality-districts", 50),
    ],
)
def test_how_councils_are_elected(day, regions, districts, lists):
    law = maslikhat(day)
    assert (law.formula, law.district_formula, law.list_seats_pct) == (regions, districts, lists)


def test_the_threshold_of_local_lists_is_recalled_and_then_not_known():
    assert maslikhat("2018-06-28").threshold_pct is None
    assert maslikhat("2021-01-10").threshold_pct == 7
    assert maslikhat("2021-01-10").why("threshold_pct").confidence == "recalled"
    with pytest.raises(UnknownRule):
        _ = maslikhat("2023-03-19").threshold_pct


def test_how_akims_get_their_office():
    assert maslikhat("2022-06-07").akim_region == "appointed-with-consent"
    law = maslikhat("2022-06-08")
    assert (law.akim_region, law.akim_region_candidates) == ("deputies-choose", 2)
    days = ["2012-12-31", "2014-01-01", "2021-07-24", "2021-07-25"]
    assert [maslikhat(day).akim_rural for day in days] == [
        "appointed", "chosen-by-maslikhats", "chosen-by-maslikhats", "elected",
    ]  # fmt: skip
    assert maslikhat("2023-11-04").akim_district == "appointed"
    assert maslikhat("2023-11-05").akim_district == "appointed-with-elected-pilots"
    assert maslikhat("2023-11-05").akim_district_pilots == 45


def test_in_the_year_of_a_change_without_a_day_the_rule_is_not_known():
    with pytest.raises(UnknownRule, match="in the course of 2013"):
        _ = maslikhat("2013-07-01").akim_rural


def test_no_confidence_in_an_akim():
    """Raised by a fifth and passed by a majority of all deputies; not known before 2007."""
    law = maslikhat("2007-05-21")
    assert law.no_confidence_raised_by == Fraction(1, 5)
    assert law.no_confidence_passed_by == "majority-of-all"
    assert law.no_confidence_decided_by == "president-or-superior-akim"
    for name in ("no_confidence_raised_by", "no_confidence_passed_by", "no_confidence_decided_by"):
        assert law.why(name).confidence == "recalled"
        assert state(maslikhat("2007-05-20"), name) == "unknown"
    with pytest.raises(UnknownRule, match=r"probably two thirds of the deputies \(recalled\)"):
        _ = maslikhat("2006-12-31").no_confidence_passed_by


# ------------------------------------------------------------------------------------------------
# Referendums.


@pytest.mark.parametrize("day", ["2022-06-05", "2024-10-06", "2026-03-15"])
def test_the_rules_of_a_referendum(day):
    law = on("referendum", day)
    assert (law.majority_pct, law.majority_base, law.turnout_minimum_pct) == (50, "took-part", 50)
    assert law.amendment_regions == Fraction(2, 3)
    assert law.why("turnout_minimum_pct").confidence == "verified"


def test_after_the_constitution_of_2026_the_rules_of_referendums_are_an_assumption():
    law = on("referendum", "2026-07-01")
    assert {law.why(name).confidence for name in ReferendumRules.names()} == {"assumption"}


# ------------------------------------------------------------------------------------------------
# Every office, every period.


@every_period
def test_a_period_holds_every_parameter_of_its_office(office, period):
    assert type(period) is OFFICES[office][1]
    assert sorted(period.parameters) == sorted(type(period).names())
    assert period.office == office
    assert period.instrument
    assert not period.hypothetical


@every_period
def test_none_is_told_from_unknown_and_both_say_why(office, period):
    for name, parameter in period.parameters.items():
        if parameter.state == "unknown":
            assert parameter.known, (office, name)
            assert period.why(name).confidence == "unconfirmed"
            with pytest.raises(UnknownRule, match=f"The rule {name} for the {period.chamber}"):
                getattr(period, name)
        elif parameter.state == "none":
            assert getattr(period, name) is None
            assert not parameter.known
        else:
            assert getattr(period, name) is not None
        assert period.why(name).title
        assert period.why(name).confidence in CONFIDENCES


@every_period
def test_every_value_that_was_law_is_a_possible_reform(office, period):
    law = periods(office)[0]
    for name, parameter in period.parameters.items():
        if parameter.state != "unknown":
            assert getattr(law.reform(**{name: parameter.value}), name) == parameter.value


@every_office
def test_periods_of_an_office_follow_one_another(office):
    known = periods(office)
    assert known[-1].valid_to is None
    open_days = []
    for before, after in pairwise(known):
        assert before.valid_from <= before.valid_to < after.valid_from
        if before.valid_to + DAY != after.valid_from:
            open_days.append((before.valid_to + DAY, after.valid_from - DAY))
    assert gaps(office) == tuple(open_days)
    assert bool(open_days) == (office == "mazhilis")


@every_office
@given(days=st.integers(0, 20_000))
def test_from_its_first_day_on_an_office_has_one_set_of_rules(office, days):
    day = periods(office)[0].valid_from + days * DAY
    holding = [p for p in periods(office) if p.valid_from <= day <= (p.valid_to or day)]
    if any(first <= day <= last for first, last in gaps(office)):
        assert holding == []
    else:
        assert [p.valid_from for p in holding] == [rules(office, on=day).valid_from]


@pytest.mark.parametrize(
    ("office", "day", "reason"),
    [
        ("president", "1991-10-15", "chosen by the Supreme Soviet"),
        ("senate", "1995-08-29", "There was no Senate before"),
        ("maslikhat", "1995-09-27", "local councils before"),
        ("referendum", "1995-08-30", "30 August 1995 are not part of these data"),
    ],
)
def test_a_day_before_the_first_rule_is_answered_with_the_reason(office, day, reason):
    with pytest.raises(UnknownRule, match=reason):
        on(office, day)


# ------------------------------------------------------------------------------------------------
# The files.


@pytest.fixture(scope="module")
def files():
    return {
        office: tomllib.loads((DATA / "law" / name).read_text(encoding="utf-8"))
        for office, (name, _) in OFFICES.items()
    }


@every_office
def test_no_entry_of_a_file_is_left_unread(files, office):
    """A misspelt parameter or a source that nothing cites would go unnoticed otherwise."""
    cited = set()
    for period in files[office]["period"]:
        for name, entry in period["parameters"].items():
            assert name in OFFICES[office][1].names()
            kind = "value" if "value" in entry else entry["state"]
            allowed = {
                "value": {"value", "text", "source", "confidence", "article"},
                "none": {"state", "text", "source", "confidence"},
                "unknown": {"state", "known"},
            }[kind]
            assert set(entry) <= allowed, (office, period["id"], name)
            assert kind == "unknown" or entry["confidence"] in CONFIDENCES
            cited.update(entry.get("source", "").split())
    assert cited == set(files[office]["sources"])
    assert files[office]["office"] == office


@every_office
def test_what_rests_on_memory_alone_is_not_called_more_than_recalled(files, office):
    for period in files[office]["period"]:
        for name, entry in period["parameters"].items():
            if entry.get("source") == "memory":
                assert entry["confidence"] == "recalled", (office, period["id"], name)


def test_articles_are_those_that_the_data_of_the_book_name(files):
    named = {
        (office, entry["article"])
        for office in OFFICES
        for period in files[office]["period"]
        for entry in period["parameters"].values()
        if "article" in entry
    }
    assert named == {
        ("president", "Article 53(3)"),
        ("president", "Article 59"),
        ("mazhilis", "Article 97"),
        ("mazhilis", "Article 97(2)"),
        ("maslikhat", "Article 87"),
    }


@pytest.mark.parametrize(
    ("office", "table"), [("president", "presidential_elections"), ("referendum", "referendums")]
)
def test_every_vote_is_named_in_the_period_of_its_rules(files, office, table):
    named = []
    for period in files[office]["period"]:
        for day in period["used_at"]:
            assert period["valid_from"] <= day <= period.get("valid_to", day)
            named.append(day)
    first = periods(office)[0].valid_from
    held = sorted({row["date"] for row in records(table) if row["date"] >= first})
    assert named == held


# ------------------------------------------------------------------------------------------------
# Confidence. What the notes of the compiled data call recalled, inferred or approximate is
# recalled in every period that the note is about.

RECALLED = {
    # "only the signature rule was seen in a source; the rest recalled"
    ("president", "1991-10-16"): [
        "formula", "rounds", "turnout_minimum_pct", "term_years", "min_age", "max_age",
    ],
    # the row rests on memory; only the maximum age was seen
    ("president", "1995-08-30"): [
        "formula", "rounds", "majority_pct", "majority_base", "runoff_candidates",
        "runoff_within_months", "turnout_minimum_pct", "term_years", "term_limit", "min_age",
        "residency_years", "kazakh_fluency",
    ],
    ("president", "1998-05-08"): ["penalty_bar", "min_age"],  # "day recalled"
    ("president", "1998-10-07"): ["deposit_min_wages"],  # "the multiple of 1000 ... is recalled"
    ("president", "1998-11-06"): ["deposit_min_wages"],
    ("president", "1999-06-28"): ["deposit_min_wages"],
    ("president", "2000-06-22"): ["deposit_min_wages", "first_counted_election"],
    # the row of 2004 rests on memory
    ("president", "2004-04-14"): [
        "formula", "rounds", "majority_pct", "majority_base", "runoff_candidates",
        "runoff_within_months", "runoff_rule", "turnout_minimum_pct", "against_all", "min_age",
        "max_age", "residency_years", "kazakh_fluency", "language_test", "education",
        "service_years", "signatures_pct_of_voters", "signatures_spread",
        "signatures_spread_units", "deposit_min_wages", "first_counted_election",
    ],
    ("president", "2021-05-25"): ["against_all"],  # "date recalled"
    # "residency before 2007 recalled"; "term before the 1998 amendment ... (recalled)"
    ("senate", "1995-08-30"): ["residency_years", "term_years", "renewal_years"],
    ("senate", "1996-01-30"): [
        "residency_years", "term_years", "renewal_years", "regions", "cities", "seats_per_region",
        "elected_seats", "appointed_seats", "total_seats",
    ],
    ("senate", "1997-01-01"): ["residency_years", "term_years", "renewal_years"],
    ("senate", "1998-10-07"): ["residency_years"],
    ("senate", "1999-12-01"): ["residency_years"],
    ("maslikhat", "1995-09-28"): ["term_years"],  # "term 4 years in 1995 text (recalled)"
    ("maslikhat", "2007-05-21"): [
        "akim_region", "akim_region_candidates", "no_confidence_raised_by",
        "no_confidence_passed_by", "no_confidence_decided_by",
    ],
    ("maslikhat", "2018-06-29"): ["threshold_pct"],  # "threshold recalled"
    ("maslikhat", "2021-07-25"): ["threshold_pct"],
    ("maslikhat", "2022-06-08"): ["threshold_pct"],
    # "counting rule inside districts and term recalled"
    ("mazhilis", "1993-12-08"): ["smd_formula", "term_years"],
    ("mazhilis", "1995-08-30"): ["term_years", "min_age"],  # "term and age recalled"
    # "threshold base, deposit multiple and turnout rule are recalled or inferred"
    ("mazhilis", "1998-10-07"): ["turnout_minimum_pct"],
    ("mazhilis", "1998-11-06"): ["turnout_minimum_pct"],
    ("mazhilis", "1999-05-06"): ["threshold_base", "deposit_min_wages", "turnout_minimum_pct"],
    ("mazhilis", "2004-04-14"): ["threshold_base", "deposit_min_wages", "turnout_minimum_pct"],
    ("mazhilis", "2009-02-09"): ["deposit_min_wages"],  # "15 ... per listed candidate (recalled)"
    ("mazhilis", "2020-05-25"): ["deposit_min_wages"],
    # "one_party_rule presumed as in PARL-2009"
    ("mazhilis", "2022-11-05"): [
        "one_party_rule", "runner_up_factor", "runner_up_minimum_seats", "runner_up_leftover",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("office", "first_day", "name"),
    [(office, day, name) for (office, day), names in RECALLED.items() for name in names],
)
def test_what_the_notes_call_recalled_is_recalled(office, first_day, name):
    law = on(office, first_day)
    assert law.valid_from == date.fromisoformat(first_day)
    assert law.why(name).confidence == "recalled"
    assert str(law.why(name)).endswith("[recalled]")


def test_the_list_of_recalled_parameters_is_complete():
    """A period that takes a parameter from the one before needs no entry of its own."""
    for office in ("president", "senate", "maslikhat", "referendum"):
        known = periods(office)
        for before, period in zip((None, *known), known, strict=False):
            written = {
                name
                for name, parameter in period.parameters.items()
                if before is None or parameter != before.parameters[name]
            }
            recalled = {n for n in written if period.why(n).confidence == "recalled"}
            assert recalled <= set(RECALLED.get((office, str(period.valid_from)), ()))


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("president", "1991-12-01", "signatures_absolute"),  # the one rule that was seen
        ("president", "1995-08-30", "max_age"),
        ("president", "1999-01-10", "signatures_absolute"),
        ("president", "2004-04-14", "criminal_record_bar"),
        ("president", "2022-11-20", "term_limit"),
        ("senate", "2018-06-19", "total_seats"),
        ("maslikhat", "2023-11-05", "akim_district"),
    ],
)
def test_what_was_seen_in_a_source_is_verified(office, day, name):
    assert on(office, day).why(name).confidence == "verified"


@pytest.mark.parametrize("name", ["penalty_bar", "criminal_record_bar", "medical_check"])
def test_rules_that_only_silence_carries_on_are_assumptions(name):
    assert president("2022-11-20").why(name).confidence == "assumption"


# ------------------------------------------------------------------------------------------------
# Reforms.


def test_a_reform_of_the_presidency():
    law = president("2022-11-20").reform(term_years=5, signatures_spread="3/4", max_age=70)
    assert (law.term_years, law.signatures_spread, law.max_age) == (5, Fraction(3, 4), 70)
    assert law.changed == ("term_years", "signatures_spread", "max_age")


@pytest.mark.parametrize(
    ("office", "name", "wrong"),
    [
        ("president", "term_years", "seven"),
        ("president", "term_years", -7),
        ("president", "term_limit", "three-in-a-row"),
        ("president", "majority_pct", 101),
        ("president", "runoff_candidates", 1),
        ("president", "birth_citizenship", 1),
        ("president", "signatures_spread", "3/2"),
        ("president", "signatures_spread", float("nan")),
        ("president", "runoff_rule", 5),
        ("president", "education", "school"),
        ("senate", "appointed_seats", 10.0),
        ("senate", "renewal_years", 0),
        ("senate", "formula", "two-round-majority"),
        ("maslikhat", "akim_rural", "crowned"),
        ("maslikhat", "no_confidence_raised_by", -1),
        ("referendum", "turnout_minimum_pct", True),
        ("referendum", "majority_base", None.__class__),
    ],
)
def test_a_value_of_the_wrong_kind_or_range_is_no_reform(office, name, wrong):
    with pytest.raises(KazlibError, match=name):
        periods(office)[-1].reform(**{name: wrong})


def test_a_parameter_of_another_office_is_no_parameter():
    with pytest.raises(InvalidChoice, match="threshold_pct"):
        president("2022-11-20").reform(threshold_pct=5)
    with pytest.raises(InvalidChoice, match="threshold_pct"):
        PresidentRules.checked("threshold_pct", 5)
