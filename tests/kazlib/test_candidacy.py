"""Who may stand and who is registered: real cases first, then every rule by itself.

Only facts that data/ holds are stated of real persons: elections won, and what is documented of
the registration of 1998. Everybody else here is invented.
"""

import random
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazlib.candidacy import (
    INVENTED,
    Application,
    Person,
    eligibility,
    invented_contenders,
    registration,
    signatures_needed,
)
from kazlib.candidacy.invented import AGES, RESIDENCE_YEARS, SERVICE_YEARS, SIGNATURES_PCT
from kazlib.errors import InvalidChoice, InvalidNumber, UnknownRule
from kazlib.law import periods, rules
from kazlib.sources import CONFIDENCES
from kazlib.tables.records import records

NOVEMBER_1998 = date(1998, 11, 30)
ELECTIONS = sorted({row["date"] for row in records("presidential_elections")})
OFFICES = (
    "president", "senate", "mazhilis", "maslikhat", "akim-region", "akim-district", "akim-rural",
)  # fmt: skip
SOUND = Person(
    age=50,
    birth_citizen=True,
    residency_years=50,
    region_residency_years=50,
    kazakh_fluency=True,
    higher_education=True,
    service_years=20,
    work_years=20,
    elections_won=(),
)


def of(verdict, parameter):
    (found,) = (r for r in verdict.requirements if r.parameter == parameter)
    return found


def on(day):
    return date.fromisoformat(day)


# ------------------------------------------------------------------------------------------------
# Real cases: the limit of terms.


def nazarbayev(day):
    """What the table of results says of the First President on a day."""
    won = tuple(
        row["date"]
        for row in records("presidential_elections")
        if row["candidate"] == "Nursultan Nazarbayev" and row["elected"] == "yes"
    )
    before = tuple(d for d in won if d < day)
    return Person(elections_won=before, terms_in_a_row=len(before), first_president=True)


@pytest.mark.parametrize(
    ("day", "parameter", "state"),
    [
        ("1999-01-10", "term_limit", "met"),  # one term before
        ("2005-12-04", "term_limit", "met"),  # by the ruling of 2000 the term of 1999 is the first
        ("2011-04-03", "first_president_exempt", "met"),  # the exception of 2007
        ("2015-04-26", "first_president_exempt", "met"),
    ],
)
def test_the_limit_of_terms_and_the_first_president(day, parameter, state):
    verdict = eligibility("president", nazarbayev(on(day)), on=on(day))
    assert of(verdict, parameter).state == state


def test_by_the_other_reading_of_2000_a_third_term_in_a_row_was_over_the_limit():
    law = rules("president", on=on("2005-12-04")).reform(first_counted_election=1991)
    limit = of(eligibility("president", nazarbayev(law.on), law=law), "term_limit")
    assert limit.state == "not met"
    assert limit.sentence == "Terms: at most two in a row; stated: 2."


def test_without_the_exception_the_first_president_would_be_over_the_limit_in_2011():
    law = rules("president", on=on("2011-04-03")).reform(first_president_exempt=False)
    assert of(eligibility("president", nazarbayev(law.on), law=law), "term_limit").state == (
        "not met"
    )


def test_whether_a_term_won_in_2019_counts_under_the_one_term_rule_is_not_known():
    person = Person(elections_won=(on("2019-06-09"),), terms_in_a_row=1)
    for day in ("2022-11-20", "2026-07-01"):
        counted = of(eligibility("president", person, on=on(day)), "first_counted_election")
        assert (counted.state, counted.missing) == ("not known", "law")


def test_a_term_won_under_the_one_term_rule_counts():
    person = Person(elections_won=(on("2022-11-20"),), first_president=False)
    limit = of(eligibility("president", person, on=on("2023-01-01")), "term_limit")
    assert limit.state == "not met"


# ------------------------------------------------------------------------------------------------
# Real cases: the registration of 1998.


def test_170_000_signatures_by_30_november_1998():
    for brought, state in ((169_999, "not met"), (170_000, "met")):
        verdict = registration("president", Application(signatures=brought), on=NOVEMBER_1998)
        signatures = of(verdict, "signatures_absolute")
        assert signatures.state == state
        assert (
            "161,000 in Jamestown"
            in rules("president", on=NOVEMBER_1998).parameter("signatures_absolute").text
        )
        assert "RFE/RL" in signatures.source.title


def test_an_administrative_penalty_was_a_bar_from_1998_to_2004():
    punished = Application(penalty_past_year=True)
    days = {"1998-11-30": "not met", "2004-04-13": "not met", "2004-04-14": "met"}
    for day, state in days.items():
        assert of(registration("president", punished, on=on(day)), "penalty_bar").state == state


def test_the_documented_case_of_1998_is_the_one_of_the_law():
    facts = {row["subject"]: row for row in records("registration_1998_1999")}
    law = rules("president", on=facts["signatures"]["day"])
    assert facts["signatures"]["number"] == law.signatures_absolute == 170_000
    assert facts["electoral deposit"]["number"] == 2_400_000
    assert law.deposit_refundable is False


def test_eight_wanted_to_stand_and_four_were_registered():
    rows = records("registration_1998_1999")
    number = {row["subject"]: row["number"] for row in rows}
    registered = {row["subject"] for row in rows if row["outcome"] == "registered"}
    assert number["wanted to stand"] == 8
    assert number["registered"] == len(registered) == 4
    assert registered == {
        row["candidate"]
        for row in records("presidential_elections")
        if row["date"] == on("1999-01-10")
    }


def test_a_refusal_is_told_from_a_name_that_no_source_gives():
    rows = {row["subject"]: row for row in records("registration_1998_1999")}
    refused = rows["Akezhan Kazhegeldin"]
    assert (refused["outcome"], refused["day"]) == ("refused", on("1998-11-24"))
    assert refused["confidence"] == "verified"
    assert "Supreme Court" in refused["note"]
    unseen = rows["Murat Auezov"]
    assert (unseen["outcome"], unseen["confidence"]) == ("unverified", "unconfirmed")
    assert "not seen in a source" in unseen["note"]


# ------------------------------------------------------------------------------------------------
# Eligibility, rule by rule.


@pytest.mark.parametrize(
    ("office", "day", "age", "state"),
    [
        ("president", "1991-12-01", 34, "not met"),
        ("president", "1991-12-01", 35, "met"),
        ("president", "1998-10-07", 39, "not met"),
        ("president", "1998-10-07", 40, "met"),
        ("president", "2026-07-01", 40, "met"),
        ("senate", "2020-08-12", 29, "not met"),
        ("senate", "2020-08-12", 30, "met"),
        ("mazhilis", "2023-03-19", 24, "not met"),
        ("mazhilis", "2026-08-23", 25, "met"),
        ("maslikhat", "2016-03-20", 20, "met"),
        ("maslikhat", "2016-03-20", 19, "not met"),
    ],
)
def test_the_least_age(office, day, age, state):
    judged = of(eligibility(office, Person(age=age), on=on(day)), "min_age")
    assert judged.state == state
    assert judged.source == rules(office, on=on(day)).why("min_age")


def test_the_highest_age_of_a_president_until_1998():
    for day, age, state in (
        ("1998-10-06", 65, "met"),
        ("1998-10-06", 66, "not met"),
        ("1998-10-07", 99, "met"),  # no upper limit any more
    ):
        verdict = eligibility("president", Person(age=age), on=on(day))
        assert of(verdict, "max_age").state == state


def test_age_is_counted_in_completed_years():
    person = Person(born=on("1982-11-20"))
    assert of(eligibility("president", person, on=on("2022-11-19")), "min_age").state == "not met"
    assert of(eligibility("president", person, on=on("2022-11-20")), "min_age").state == "met"
    assert Person(born=date(2000, 2, 29)).age_on(date(2021, 2, 28)) == 20
    assert Person(born=date(2000, 2, 29)).age_on(date(2021, 3, 1)) == 21
    assert Person().age_on(date(2021, 3, 1)) is None


@pytest.mark.parametrize(
    ("fact", "value", "parameter"),
    [
        ("age", 39, "min_age"),
        ("residency_years", 14, "residency_years"),
        ("birth_citizen", False, "birth_citizenship"),
        ("kazakh_fluency", False, "kazakh_fluency"),
        ("higher_education", False, "education"),
        ("service_years", 4, "service_years"),
        ("elections_won", (on("2022-11-20"),), "term_limit"),
    ],
)
def test_each_single_fact_can_bar_a_candidate_of_2023(fact, value, parameter):
    day = on("2023-01-01")
    assert eligibility("president", SOUND, on=day).passed is True
    facts = {name: getattr(SOUND, name) for name in SOUND.__dataclass_fields__} | {
        fact: value,
        "first_president": False,
    }
    verdict = eligibility("president", Person(**facts), on=day)
    assert verdict.passed is False
    assert [r.parameter for r in verdict.refusals] == [parameter]


def test_senators_need_years_in_the_region_education_and_work():
    day = on("2020-08-12")
    verdict = eligibility(
        "senate",
        Person(
            age=45, residency_years=10, region_residency_years=2, higher_education=False,
            work_years=4,
        ),
        on=day,
    )  # fmt: skip
    assert [r.parameter for r in verdict.refusals] == [
        "region_residency_years", "education", "work_years",
    ]  # fmt: skip
    assert eligibility("senate", SOUND, on=day).passed is True


def test_nobody_can_stand_for_an_abolished_senate():
    verdict = eligibility("senate", SOUND, on=on("2026-07-01"))
    assert verdict.passed is False
    assert "abolished" in verdict.refusals[0].sentence


def test_a_rule_that_was_not_seen_stays_open_whatever_is_stated():
    verdict = eligibility("president", SOUND, on=on("1999-01-10"))
    assert verdict.passed is None
    assert verdict.refusals == ()
    assert {(r.parameter, r.missing) for r in verdict.open} == {
        ("birth_citizenship", "law"), ("education", "law"), ("service_years", "law"),
    }  # fmt: skip
    assert "higher education came on 10 March 2017" in of(verdict, "education").sentence


def test_a_fact_that_was_not_stated_stays_open():
    verdict = eligibility("mazhilis", Person(), on=on("2023-03-19"))
    assert verdict.passed is None
    assert {(r.parameter, r.missing) for r in verdict.open} == {
        ("min_age", "fact"), ("residency_years", "fact"),
    }  # fmt: skip
    assert of(verdict, "min_age").sentence == "Age: at least 25 asked; not stated."


def test_one_refusal_settles_a_verdict_that_is_open_otherwise():
    assert eligibility("president", Person(age=20), on=on("1999-01-10")).passed is False


@pytest.mark.parametrize(
    ("office", "day", "way"),
    [
        ("akim-region", "2015-01-01", "appointed by the President with the consent"),
        ("akim-region", "2023-09-01", "the President names at least two candidates"),
        ("akim-district", "2023-11-05", "elected directly in the pilot districts"),
        ("akim-district", "2020-01-01", "appointed"),
        ("akim-rural", "2021-07-25", "directly by the voters"),
        ("akim-rural", "2013-05-01", "in the course of 2013"),
        ("akim-region", "2000-01-01", "was not seen"),
    ],
)
def test_for_an_akim_the_way_into_office_is_said_and_the_age_is_not_known(office, day, way):
    verdict = eligibility(office, SOUND, on=on(day))
    assert way in verdict.note
    assert verdict.passed is None
    assert of(verdict, "akim_min_age").missing == "law"


@pytest.mark.parametrize("office", OFFICES)
def test_every_requirement_on_every_day_names_its_rule_source_and_reason(office):
    law_office = "maslikhat" if office.startswith("akim") else office
    for period in periods(law_office):
        for person in (SOUND, Person(), Person(age=0, residency_years=0)):
            verdict = eligibility(office, person, on=period.valid_from)
            assert (verdict.office, verdict.on) == (office, period.valid_from)
            assert verdict.requirements
            for requirement in verdict.requirements:
                assert requirement.parameter in period.parameters
                assert requirement.source.confidence in CONFIDENCES
                assert requirement.sentence.endswith(".")
                assert bool(requirement.missing) == (requirement.state == "not known")
                unknown = period.parameter(requirement.parameter).state == "unknown"
                assert (requirement.missing == "law") == unknown


@given(st.integers(0, 120), st.integers(0, 120), st.sampled_from(ELECTIONS))
def test_growing_older_never_bars_anyone_since_1998(younger, years, day):
    if day > date(1998, 10, 7):
        states = [
            of(eligibility("president", Person(age=age), on=day), "min_age").state
            for age in (younger, younger + years)
        ]
        assert states != ["met", "not met"]


# ------------------------------------------------------------------------------------------------
# Terms, apart from history.

TWO = rules("president", on=on("2019-06-09")).reform(
    first_counted_election=None, first_president_exempt=False
)
WON = (date(2000, 1, 1), date(2005, 1, 1), date(2012, 1, 1))


@pytest.mark.parametrize(
    ("won", "in_a_row", "state"),
    [
        ((), None, "met"),
        ((), 0, "met"),
        (WON[:1], None, "met"),
        (WON[:2], 2, "not met"),
        (WON[:2], 1, "met"),  # there was a break
        (WON[:2], None, "not known"),  # in a row or not was not stated
        (WON, 1, "met"),
        (WON, 3, "not met"),
        (None, None, "not known"),
    ],
)
def test_two_terms_in_a_row(won, in_a_row, state):
    person = Person(elections_won=won, terms_in_a_row=in_a_row)
    judged = of(eligibility("president", person, law=TWO), "term_limit")
    assert judged.state == state
    assert judged.missing == ("fact" if state == "not known" else "")


def test_terms_before_the_first_counted_election_do_not_count():
    law = TWO.reform(first_counted_election=2005)
    person = Person(elections_won=WON[:2], terms_in_a_row=2)
    assert of(eligibility("president", person, law=law), "term_limit").state == "met"


def test_without_a_limit_nobody_is_over_it():
    law = TWO.reform(term_limit=None)
    person = Person(elections_won=WON, terms_in_a_row=3)
    assert of(eligibility("president", person, law=law), "term_limit").state == "met"


@pytest.mark.parametrize(
    ("first_president", "parameter", "state"),
    [
        (True, "first_president_exempt", "met"),
        (False, "term_limit", "not met"),
        (None, "first_president_exempt", "not known"),
    ],
)
def test_who_is_left_out_of_the_limit(first_president, parameter, state):
    law = TWO.reform(first_president_exempt=True)
    person = Person(elections_won=WON, terms_in_a_row=3, first_president=first_president)
    assert of(eligibility("president", person, law=law), parameter).state == state


def test_where_the_exception_is_not_known_only_the_first_president_is_left_open():
    law = rules("president", on=on("2026-07-01")).reform(first_counted_election=None)
    for first, parameter, state in (
        (False, "term_limit", "not met"),
        (True, "first_president_exempt", "not known"),
    ):
        person = Person(elections_won=WON[:1], first_president=first)
        assert of(eligibility("president", person, law=law), parameter).state == state


# ------------------------------------------------------------------------------------------------
# Registration, rule by rule.


def spread(*counts):
    return {f"Region {i}": count for i, count in enumerate(counts, start=1)}


def test_signatures_are_a_share_of_the_voters_where_their_number_is_given():
    day = on("2019-06-09")
    for brought, state in ((119_603, "not met"), (119_604, "met")):  # 1 per cent of 11,960,364
        application = Application(signatures=brought, voters=11_960_364)
        judged = of(registration("president", application, on=day), "signatures_pct_of_voters")
        assert judged.state == state
    unstated = registration("president", Application(signatures=119_604), on=day)
    assert of(unstated, "signatures_pct_of_voters").missing == "fact"


def test_the_number_of_signatures_needed():
    assert signatures_needed(rules("president", on=on("1991-12-01"))) == 100_000
    assert signatures_needed(rules("president", on=on("2022-11-20"))) == 118_273
    assert signatures_needed(rules("president", on=on("2022-11-20")), voters=101) == 2
    with pytest.raises(UnknownRule, match="give voters"):
        signatures_needed(rules("president", on=on("2015-04-26")))
    with pytest.raises(UnknownRule, match="signatures_pct_of_voters"):
        signatures_needed(rules("president", on=on("2026-07-01")), voters=12_000_000)
    free = rules("president", on=on("2022-11-20")).reform(
        signatures_pct_of_voters=None, signatures_absolute=None
    )
    assert signatures_needed(free) == 0
    for wrong in (0, -1, 2.5, True, "many"):
        with pytest.raises(InvalidNumber, match=r"^voters is"):
            signatures_needed(free, voters=wrong)


@pytest.mark.parametrize(
    ("regions", "of_units", "state"),
    [(11, 16, "met"), (10, 16, "not met"), (10, 15, "met"), (1, 1, "met"), (0, 1, "not met")],
)
def test_signatures_come_from_at_least_two_thirds_of_the_regions(regions, of_units, state):
    by_unit = spread(*[20_000] * regions, *[0] * (of_units - regions))
    verdict = registration("president", Application(by_unit=by_unit), on=NOVEMBER_1998)
    assert of(verdict, "signatures_spread").state == state
    assert of(verdict, "signatures_equal").missing == "law"  # 'equally' was seen from 2007 on


def test_equal_representation_is_judged_by_a_reading_that_is_called_an_assumption():
    day = on("2022-11-20")  # 118,273 signatures; 14 of 20 regions: 8,449 in each
    for each, state in ((8_449, "met"), (8_448, "not met")):
        by_unit = spread(*[each] * 14, *[100] * 6)
        judged = of(
            registration("president", Application(by_unit=by_unit), on=day), "signatures_equal"
        )
        assert judged.state == state
        assert judged.source.confidence == "assumption"
        assert "at least 8,449 in each of 14 of 20 regions" in judged.sentence


def test_without_the_number_or_the_regions_equality_stays_open():
    voters_missing = Application(by_unit=spread(*[9_000] * 17))
    assert of(
        registration("president", voters_missing, on=on("2019-06-09")), "signatures_equal"
    ).missing == "fact"  # fmt: skip
    regions_missing = Application(signatures=120_000)
    verdict = registration("president", regions_missing, on=on("2022-11-20"))
    assert of(verdict, "signatures_equal").missing == "fact"
    assert of(verdict, "signatures_spread").missing == "fact"


@pytest.mark.parametrize(
    ("fact", "value", "parameter"),
    [
        ("by_unit", spread(*[8_449] * 13, *[0] * 7), "signatures_absolute"),
        ("medical_check_passed", False, "medical_check"),
        ("uncancelled_record", True, "criminal_record_bar"),
        ("self_nominated", True, "self_nomination"),
        ("deposit_min_wages", 49, "deposit_min_wages"),
    ],
)
def test_each_single_fact_can_bar_an_application_of_2022(fact, value, parameter):
    complete = {
        "by_unit": spread(*[8_449] * 14, *[0] * 6),
        "deposit_min_wages": 50,
        "language_test_passed": True,
        "medical_check_passed": True,
        "self_nominated": False,
        "penalty_past_year": False,
        "uncancelled_record": False,
    }
    day = on("2022-11-20")
    sound = registration("president", Application(**complete), on=day)
    assert sound.refusals == ()
    assert [r.parameter for r in sound.open] == ["language_test"]  # not seen for 2022
    verdict = registration("president", Application(**complete | {fact: value}), on=day)
    assert parameter in {r.parameter for r in verdict.refusals}
    assert verdict.passed is False


def test_self_nomination_until_2017():
    for day, state in (("2015-04-26", "met"), ("2017-06-15", "not met")):
        application = Application(self_nominated=True)
        assert of(registration("president", application, on=on(day)), "self_nomination").state == (
            state
        )


def test_the_deposit_of_each_office():
    for office, day, least in (
        ("president", "2015-04-26", 50),
        ("senate", "2020-08-12", 15),
        ("maslikhat", "2016-03-20", 5),
        ("mazhilis", "2012-01-15", 15),  # for each person on the list; recalled
    ):
        for paid, state in ((least, "met"), (str(least), "met"), (least - 0.5, "not met")):
            verdict = registration(office, Application(deposit_min_wages=paid), on=on(day))
            assert of(verdict, "deposit_min_wages").state == state


def test_signatures_of_electors_for_a_senator():
    day = on("2020-08-12")
    for brought, state in ((20, "not met"), (21, "met")):  # 10 per cent of 203 electors
        verdict = registration("senate", Application(signatures=brought, voters=203), on=day)
        assert of(verdict, "signatures_pct_of_electors").state == state
    unstated = registration("senate", Application(signatures=21), on=day)
    assert of(unstated, "signatures_pct_of_electors").missing == "fact"


def test_the_share_from_one_maslikhat_is_left_open_because_its_base_was_not_seen():
    verdict = registration("senate", Application(), on=on("2020-08-12"))
    share = of(verdict, "signatures_one_maslikhat_max_pct")
    assert (share.state, share.missing) == ("not known", "law")
    assert "what the share is counted on was not seen" in share.sentence


@pytest.mark.parametrize("office", ["president", "senate", "mazhilis", "maslikhat"])
def test_an_empty_application_is_refused_by_no_rule_in_any_period(office):
    for period in periods(office):
        verdict = registration(office, Application(), on=period.valid_from)
        assert verdict.refusals == ()
        for requirement in verdict.requirements:
            assert requirement.source.title
            assert requirement.sentence.endswith(".")
            assert bool(requirement.missing) == (requirement.state == "not known")


def test_nothing_is_guessed_about_registration_under_the_law_of_2026():
    complete = Application(
        by_unit=spread(*[10_000] * 20), voters=12_000_000, deposit_min_wages=1000,
        language_test_passed=True, medical_check_passed=True, self_nominated=False,
        penalty_past_year=False, uncancelled_record=False,
    )  # fmt: skip
    verdict = registration("president", complete, on=on("2026-11-23"))
    assert {(r.state, r.missing) for r in verdict.requirements} == {("not known", "law")}


# ------------------------------------------------------------------------------------------------
# Reforms and bad input.


def test_a_reform_decides_in_place_of_the_law_of_the_day():
    law = rules("president", on=on("2022-11-20")).reform(min_age=45)
    verdict = eligibility("president", Person(age=44), law=law)
    assert of(verdict, "min_age").state == "not met"
    assert "Hypothetical reform" in of(verdict, "min_age").source.title
    assert verdict.on == law.on
    assert eligibility("president", Person(age=44), law=law, on=law.on) == verdict


def test_rules_of_another_office_or_day_are_refused():
    law = rules("president", on=on("2022-11-20"))
    with pytest.raises(InvalidChoice, match="office of the law"):
        eligibility("senate", SOUND, law=law)
    with pytest.raises(InvalidNumber, match="it must be the day of the given law, 2022-11-20"):
        eligibility("president", SOUND, law=law, on=on("2022-11-19"))


@pytest.mark.parametrize("wrong", ["king", "akim", "", None, 5, ["president"]])
def test_an_office_that_does_not_exist_is_answered_with_those_that_do(wrong):
    with pytest.raises(InvalidChoice, match="allowed: president, senate, mazhilis, maslikhat"):
        eligibility(wrong, SOUND, on=on("2022-11-20"))
    with pytest.raises(InvalidChoice, match="allowed: president, senate, mazhilis, maslikhat"):
        registration(wrong, Application(), on=on("2022-11-20"))


@pytest.mark.parametrize("wrong", ["2022-11-20", datetime(2022, 11, 20), None])
def test_what_is_no_day_is_refused(wrong):
    with pytest.raises(InvalidNumber, match=r"^on is"):
        eligibility("president", SOUND, on=wrong)
    with pytest.raises(InvalidNumber, match=r"^on is"):
        registration("president", Application(), on=wrong)


def test_a_day_without_rules_has_no_verdict():
    with pytest.raises(UnknownRule, match="before 8 December 1993"):
        eligibility("mazhilis", SOUND, on=on("1990-03-25"))
    with pytest.raises(UnknownRule, match="The Supreme Council was dissolved"):
        registration("mazhilis", Application(), on=on("1995-06-01"))


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"age": -1}, "age is -1"),
        ({"age": 40.0}, "age is 40.0"),
        ({"age": "40"}, "age is '40'"),
        ({"age": True}, "age is True"),
        ({"service_years": -5}, "service_years is -5"),
        ({"kazakh_fluency": "yes"}, "kazakh_fluency is 'yes'; it must be True, False or None"),
        ({"higher_education": 1}, "higher_education is 1"),
        ({"born": "1980-01-01"}, "'1980-01-01' is no day"),
        ({"born": datetime(1980, 1, 1)}, "is no day"),
        ({"born": date(1980, 1, 1), "age": 42}, "born and age are both given"),
        ({"elections_won": [date(2019, 6, 9)]}, "it must be a tuple of days"),
        ({"elections_won": (2019,)}, "2019 is no day"),
        ({"elections_won": WON[::-1]}, "once, in order of time"),
        ({"elections_won": (WON[0], WON[0])}, "once, in order of time"),
        ({"elections_won": WON, "terms_in_a_row": 4}, "at most the number of elections won, 3"),
        ({"terms_in_a_row": 1}, "at most the number of elections won, 0"),
    ],
)
def test_facts_that_no_person_can_have_are_refused(facts, message):
    with pytest.raises(InvalidNumber, match=message):
        Person(**facts)


def test_what_lies_after_the_day_is_refused():
    with pytest.raises(InvalidNumber, match="born is 2030-01-01; it must not be after 2022-11-20"):
        eligibility("president", Person(born=on("2030-01-01")), on=on("2022-11-20"))
    person = Person(elections_won=(on("2022-11-20"),))
    with pytest.raises(InvalidNumber, match="elections_won names 2022-11-20"):
        eligibility("president", person, on=on("2019-06-09"))


@pytest.mark.parametrize(
    ("brought", "message"),
    [
        ({"signatures": -1}, "signatures is -1"),
        ({"signatures": 2.5}, "signatures is 2.5"),
        ({"signatures": "many"}, "signatures is 'many'"),
        ({"voters": True}, "voters is True"),
        ({"by_unit": {}}, "it must map each unit to a number"),
        ({"by_unit": [1, 2]}, "it must map each unit to a number"),
        ({"by_unit": {"A": -1}}, "signatures of 'A' is -1"),
        ({"by_unit": {"A": 5}, "signatures": 6}, "by_unit adds up to 5"),
        ({"deposit_min_wages": -1}, "deposit_min_wages is -1"),
        ({"deposit_min_wages": "much"}, "deposit_min_wages is 'much'"),
        ({"deposit_min_wages": float("nan")}, "deposit_min_wages is nan"),
        ({"self_nominated": "no"}, "self_nominated is 'no'"),
    ],
)
def test_an_application_that_nobody_can_bring_is_refused(brought, message):
    with pytest.raises(InvalidNumber, match=message):
        Application(**brought)


def test_persons_and_applications_cannot_be_changed():
    application = Application(by_unit={"A": 5})
    assert application.signatures == 5
    with pytest.raises(FrozenInstanceError):
        application.signatures = 6
    with pytest.raises(TypeError):
        application.by_unit["A"] = 6
    with pytest.raises(FrozenInstanceError):
        SOUND.age = 41


# ------------------------------------------------------------------------------------------------
# Invented contenders.

LAW_1998 = rules("president", on=NOVEMBER_1998)


def test_readers_are_told_that_the_contenders_are_invented():
    assert "invented" in INVENTED
    assert "what the contenders of 1998 collected is not known" in INVENTED


def test_the_same_seed_gives_the_same_eight_contenders():
    field = invented_contenders(random.Random(7), LAW_1998)
    assert "".join(contender.name for contender in field) == "ABCDEFGH"
    assert field == invented_contenders(random.Random(7), LAW_1998)
    assert field != invented_contenders(random.Random(8), LAW_1998)


def test_drawing_contenders_leaves_the_shared_generator_alone():
    random.seed(1)
    expected = random.random()
    random.seed(1)
    invented_contenders(random.Random(7), LAW_1998)
    assert random.random() == expected


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_contenders_are_drawn_from_the_stated_ranges(seed, units):
    for contender in invented_contenders(random.Random(seed), LAW_1998, units=units):
        person, application = contender.person, contender.application
        assert AGES[0] <= person.age <= AGES[1]
        assert RESIDENCE_YEARS[0] <= person.residency_years <= RESIDENCE_YEARS[1]
        assert SERVICE_YEARS[0] <= person.service_years <= SERVICE_YEARS[1]
        low, high = (170_000 * pct // 100 for pct in SIGNATURES_PCT)
        assert low <= application.signatures <= high
        assert len(application.by_unit) == units
        assert 3 * sum(count > 0 for count in application.by_unit.values()) >= units
        assert application.deposit_min_wages in {1000, Fraction(500)}
        assert person.elections_won == ()


def test_some_contenders_fail_and_some_do_not():
    refused = [
        bool(
            registration("president", c.application, on=NOVEMBER_1998).refusals
            or eligibility("president", c.person, on=NOVEMBER_1998).refusals
        )
        for seed in range(20)
        for c in invented_contenders(random.Random(seed), LAW_1998)
    ]
    assert 0 < sum(refused) < len(refused)


def test_a_deposit_that_was_not_seen_is_not_stated():
    law = rules("president", on=NOVEMBER_1998 - timedelta(days=2000)).reform(
        signatures_absolute=100_000
    )
    for contender in invented_contenders(random.Random(1), law):
        assert contender.application.deposit_min_wages is None


def test_contenders_need_a_generator_units_and_a_known_number_of_signatures():
    for wrong in (None, 5, random):
        with pytest.raises(InvalidChoice, match=r"^rng is"):
            invented_contenders(wrong, LAW_1998)
    for wrong in (0, -1, 2.5, True):
        with pytest.raises(InvalidNumber, match=r"^units is"):
            invented_contenders(random.Random(1), LAW_1998, units=wrong)
    with pytest.raises(UnknownRule, match="give voters"):
        invented_contenders(random.Random(1), rules("president", on=on("2015-04-26")))
    with pytest.raises(UnknownRule, match="signatures_pct_of_voters"):
        invented_contenders(random.Random(1), rules("president", on=on("2026-07-01")))
