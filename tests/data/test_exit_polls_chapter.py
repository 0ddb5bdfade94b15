"""Numbers that stand as text in the chapter on exit polls, compared with the data and the model."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kazlib.explorables import load, parse_link
from kazlib.explorables.call_it_or_not import compute as call
from kazlib.explorables.exit_poll import compute
from kazlib.models.exitpoll import ExitPoll, response_ratio
from kazlib.tables.exit_polls import national_polls, polls
from kazlib.tables.records import records

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "chapters/exit-polls.md").read_text(encoding="utf-8")
QUESTIONS = {
    question["id"]: question
    for question in yaml.safe_load((ROOT / "questions/exit-polls.yml").read_text(encoding="utf-8"))[
        "questions"
    ]
}
HELD = national_polls()
LATER = [poll for poll in HELD if poll.day.year > 2005]
LISTS = [poll for poll in LATER if not poll.election.startswith("Referendum")]
YES_NO = [poll for poll in LATER if poll.election.startswith("Referendum")]
CITIES = [poll for poll in polls() if poll.scope != "national"]


def share(day, option, word):
    """Return the published share of one option in one poll."""
    (found,) = [
        row["exit_poll_pct"]
        for row in records("exit_polls")
        if (row["election_date"], row["option"]) == (date.fromisoformat(day), option)
        and word in str(row["organisation"])
    ]
    return float(found)


def test_2005():
    gaps = [poll.gap for poll in HELD if poll.day.year == 2005]
    assert len(gaps) == 4
    assert all(gap < 0 for gap in gaps)
    assert "Figures of four of the six polls reached us" in TEXT
    assert 9.5 < max(gaps) - min(gaps) < 10
    assert "differ among themselves by almost ten points" in TEXT
    assert share("2005-12-04", "Tuyakbay", "Gallup") == 9.9
    assert pytest.approx(6.9) == 100 - 83.2 - 9.9
    rest = [
        row["pct"]
        for row in records("presidential_elections")
        if row["date"] == date(2005, 12, 4)
        and not row["candidate"].endswith(("Nazarbayev", "Tuyakbay"))
    ]
    assert (len(rest), float(sum(rest))) == (3, 2.23)
    assert "leave 6.9 for three candidates, who had 2.23 together" in TEXT


def test_luck_is_not_enough_even_where_all_voters_of_a_station_are_alike():
    (gallup,) = [p for p in HELD if p.organisation.startswith("Gallup")]
    alike = ExitPoll(gallup.interviews, gallup.stations, 0.9999)
    assert 196 * alike.standard_error(0.832) < 4.5 < float(-gallup.gap)


def test_fear_of_saying_no_would_push_polls_up():
    """Fear: voters of others answer less than supporters."""
    assert ExitPoll(response_others=0.5).expected_share(0.9) > 0.9


def test_since_2011_as_the_text_and_the_alt_text_say():
    (far,) = [poll for poll in LISTS if abs(poll.gap) > 1.2]
    assert (far.day, "Amanat" in far.organisation) == (date(2022, 11, 20), True)
    for year in (2024, 2026):
        of = [poll for poll in YES_NO if poll.day.year == year]
        assert "Amanat" in min(of, key=lambda poll: abs(poll.gap)).organisation
    assert len({poll.day for poll in HELD}) == 12
    assert "Twelve votes from 2005 to 2026" in TEXT
    assert len(YES_NO) == 9
    assert all(-6 < poll.gap < 0 for poll in YES_NO)


def test_the_sign_turns_with_the_base():
    poll = next(p for p in YES_NO if p.share == max(q.share for q in YES_NO if q.day.year == 2022))
    assert (poll.share, poll.official, poll.alike) == tuple(
        map(type(poll.share), ("79.4", "77.18", "80.53"))
    )
    assert f"makes it {poll.share - poll.official} points *too high*" in TEXT
    assert f"it is {-poll.gap} points *too low*" in TEXT
    assert sum(p.share > p.official for p in YES_NO) == 5
    assert "(c) Five of nine" in TEXT
    assert "on the published base five of nine are above" in TEXT


def test_cities():
    assert [float(poll.share) for poll in CITIES] == [40.1, 58.9]
    assert CITIES[1].interviews == 126_232
    assert share("2021-01-10", "Auyl", "SOCIS-A") == 9.2
    official = {
        (r["date"], r["party"]): r["pct"]
        for r in records("mazhilis_elections")
        if r["tier"] == "party_list"
    }
    assert float(official[date(2021, 1, 10), "Auyl"]) == 5.29
    assert float(official[date(2004, 9, 19), "Otan"]) == 60.61


def test_a_list_on_both_sides_of_the_threshold():
    shares = [
        share("2023-03-19", "Nationwide Social Democratic Party", word)
        for word in ("Eurasian", "SOCIS-A", "Democracy")
    ]
    assert min(shares) < 5 < max(shares)
    margin = 196 * ExitPoll(12000, 300).standard_error(0.0512)
    assert margin == pytest.approx(0.68, abs=0.005)
    assert all(abs(s - 5) < margin for s in shares)  # "not one of the three could say"


def test_margins_and_designs_in_the_text():
    simple = [
        196 * ExitPoll(*size, 0.0).standard_error(0.5) for size in ((23780, 283), (482000, 379))
    ]
    assert 1 - simple[1] / simple[0] > 0.75
    assert pytest.approx(20, abs=0.5) == 482000 / 23780
    assert pytest.approx(1.34, abs=0.01) == 379 / 283
    (socis,) = [p for p in HELD if p.interviews == 482_000]
    assert (socis.stations, socis.day) == (379, date(2022, 11, 20))


def test_solutions():
    assert "40,000 interviews at 200 stations" in TEXT
    budget = {n: 196 * ExitPoll(n, 200).standard_error(0.6) for n in (20_000, 40_000)}
    few, many = (f"{value:.2f}" for value in budget.values())
    assert f"{few} becomes {many}" in TEXT
    doors = [ExitPoll(20_000, stations).standard_error(0.6) for stations in (100, 1000)]
    assert doors[1] < doors[0] / 2
    needed = 0.0512 * (1 - 0.0512) * (1.96 / 0.0012) ** 2
    assert needed == pytest.approx(130_000, rel=0.01)
    rhos = []
    for n, stations, points in (
        (1195, 30, 3.5),
        (23780, 283, 1),
        (24000, 600, 2),
        (20000, 500, 2.5),
        (30546, 250, 1),
    ):
        plain = 196 * ExitPoll(n, stations, 0.0).standard_error(0.5)
        rhos.append(round(((points / plain) ** 2 - 1) / (n / stations - 1), 2))
    assert rhos == [0.01, 0.02, 0.23, 0.31, 0.02]


def test_the_rules_on_polls_are_those_of_the_table():
    rules = {
        row["parameter"]: row for row in records("campaign_rules") if row["article"] == "28(9)"
    }
    assert rules["pollster_requirement"]["valid_from"] == date(2018, 6, 29)
    assert rules["exit_poll"]["valid_to"] == date(2026, 6, 30)
    assert rules["poll_embargo_days"]["value"] == "5"
    (fine,) = [row for row in records("campaign_rules") if row["parameter"] == "poll_fine"]
    assert fine["value"] == "15 (citizens) and 30 (organisations)"
    assert "15 monthly calculation indices for a citizen, 30 for an organisation" in TEXT


def test_what_to_notice_is_what_the_explorables_show():
    def held(**values):
        return [row[1] for row in compute(**values).table.rows if "hold the truth" in row[0]]

    assert held(rho=0)[0] >= 93  # "the promise was right"
    assert held()[0] < 75
    assert held(design="own", interviews=2000, stations=500)[0] > 90
    assert held(design="own", interviews=20000, stations=40)[0] < 50
    assert held(rho=0, supporters=50) == [0, 0]
    assert round(response_ratio(0.9115, 0.832), 2) == 0.48
    rules = [row[1:4] for row in call().table.rows[:4]]
    assert rules[0][1] > rules[1][1] > rules[2][1]
    shy = [row[1:4] for row in call(skew=30).table.rows[:4]]
    assert shy[2][1] > rules[2][1]
    assert shy[3][1] < shy[2][1]
    assert shy[3][2] > shy[2][2]


def test_every_link_of_the_text_can_be_read_and_answered():
    links = re.findall(r'href="#([a-z-]+)\?([^"]+)"', TEXT)
    assert len(links) >= 12
    for slug, query in links:
        explorable = load(slug)
        assert explorable.compute(**parse_link(explorable, query.replace("&amp;", "&"))).sentence


# ------------------------------------------------------------------------------------------------
# Self-check.


def test_answers_of_the_self_check():
    assert QUESTIONS["ep-q-effect"]["answer"] == ExitPoll(12000, 300).design_effect
    assert QUESTIONS["ep-q-odds"]["answer"] == pytest.approx(
        100 * ExitPoll(response_supporters=0.5).expected_share(0.75)
    )
    worth = {}
    for option in QUESTIONS["ep-q-size"]["options"][:3]:
        n, stations = (int(x.replace(",", "")) for x in re.findall(r"[\d,]+", option["text"]))
        poll = ExitPoll(n, stations)
        assert f"design effect {poll.design_effect:g}" in option["feedback"]
        worth[n / poll.design_effect] = option["correct"]
    assert worth[max(worth)]
    assert sorted(map(round, worth)) == [771, 913, 1739]
