"""The numbers in the sentences of the chapter on exit polls, computed again."""

import math
import random
import re
from datetime import date
from statistics import NormalDist

import pytest

from kazlib.explorables import call_it_or_not, exit_poll
from kazlib.explorables.exit_poll_answer import POLLS
from kazlib.models.calling import invented_races
from kazlib.models.exitpoll import ExitPoll
from kazlib.tables.exit_polls import Poll, polls
from kazlib.tables.records import records
from tests.data.text_numbers import CHAPTERS, not_said, words_of

TEXT = words_of("exit-polls")
SOURCE = (CHAPTERS / "exit-polls.md").read_text(encoding="utf-8")

DAY_2005, DAY_2021, DAY_2023 = date(2005, 12, 4), date(2021, 1, 10), date(2023, 3, 19)
LEVEL = 95
Z = NormalDist().inv_cdf((1 + LEVEL / 100) / 2)
DEFAULTS = exit_poll.shown()


def poll(day: date, organisation: str) -> Poll:
    """Return the one poll of that day by that organisation."""
    (found,) = [p for p in polls() if p.day == day and organisation in p.organisation]
    return found


GALLUP = poll(DAY_2005, "Gallup")
SOCIS = poll(date(2022, 11, 20), "SOCIS")
DEMOCRACY = poll(DAY_2023, "Institute of Democracy")


def published(day: date, organisation: str, option: str) -> str:
    """Return the published share of one option, which need not be the leading one."""
    (share,) = [
        row["exit_poll_pct"]
        for row in records("exit_polls")
        if (row["election_date"], row["option"]) == (day, option)
        and organisation in str(row["organisation"])
    ]
    return str(share)


def printed_margin(day: date, organisation: str) -> str:
    """Return the margin that the note of a poll gives."""
    (note,) = {
        str(row["note"])
        for row in records("exit_polls")
        if row["election_date"] == day and organisation in str(row["organisation"])
    }
    found = re.search(r"margin of error ([\d.]+) point", note)
    assert found
    return found[1]


def on_lists(day: date, party: str) -> str:
    """Return the official share of a party list."""
    (share,) = [
        row["pct"]
        for row in records("mazhilis_elections")
        if (row["date"], row["tier"], row["party"]) == (day, "party_list", party)
    ]
    return f"{share:.2f}"


def test_the_design_of_the_large_poll_and_how_often_that_of_gallup_goes_into_it() -> None:
    assert SOCIS.interviews
    assert GALLUP.interviews
    said = [
        f"about {SOCIS.interviews:,} at {SOCIS.stations} stations",
        f"{GALLUP.interviews:,} interviews at {GALLUP.stations} stations have a margin",
        f"For {SOCIS.interviews:,} at {SOCIS.stations} stations it is",
        f"{SOCIS.interviews:,} answers at {SOCIS.stations} stations.",
        f"(add up protocols of {GALLUP.stations} stations)",
    ]
    assert not_said(said, TEXT) == []


def test_the_level_of_the_intervals_and_its_factor() -> None:
    assert ExitPoll().interval(0.5) == ExitPoll().interval(0.5, level=LEVEL / 100)
    said = [
        f"has a {LEVEL} per cent margin of {Z:.2f} × √(p (1 − p) ÷ n)",
        f'"{LEVEL} per cent" is a promise about many polls: of 100 such intervals {LEVEL} hold',
        f"a {LEVEL} per cent interval holds the truth {LEVEL} times in 100",
        f"the simple {LEVEL} per cent margin",
        f"Suppose that it is a {LEVEL} per cent margin at a share of 50 per cent",
    ]
    assert not_said(said, TEXT) == []


def test_the_share_of_the_margins_is_that_of_the_cell_which_computes_them() -> None:
    """Half and half, where a margin is widest."""
    (share,) = set(re.findall(r"shown\(margin\(s, (0\.\d+)", SOURCE))
    assert f"At a share of {100 * float(share):.0f} per cent, 23,780 interviews" in TEXT
    (assumed,) = re.findall(r"ExitPoll\(n, stations, 0\.0\)\.standard_error\((0\.\d+)\)", SOURCE)
    assert f"margin at a share of {100 * float(assumed):.0f} per cent with a design" in TEXT


def test_a_margin_of_one_per_cent_is_what_gallup_printed() -> None:
    points = printed_margin(DAY_2005, "Gallup")
    said = f'"Margin of error {points} per cent" never means "at most {points} per cent wrong"'
    assert said in TEXT
    assert abs(GALLUP.gap or 0) > int(points)


def test_links_say_the_numbers_that_they_set() -> None:
    said = []
    for interviews, stations in re.findall(r"interviews=(\d+)&amp;stations=(\d+)", SOURCE):
        words = " answers at {} stations" if interviews == "2000" else " at {}"
        said.append(f"{int(interviews):,}" + words.format(stations))
    (supporters,) = re.findall(r"rho=0&amp;supporters=(\d+)", SOURCE)
    said.append(f"a little less, {supporters} against {DEFAULTS['others']} per cent")
    assert len(said) == 3
    skews = set(re.findall(r"skew=(\d+)", SOURCE))
    said += [f"one side answers up to {skew} per cent more" for skew in skews]
    assert not_said(said, TEXT) == []


def test_the_steps_speak_of_the_polls_and_the_share_of_the_explorable() -> None:
    said = [
        f"in held_0 of {POLLS} polls, with",
        f"only socis_simple of {POLLS} hold the truth",
        f"in small_held of {POLLS}, that",
        f"shy_held of {POLLS} intervals",
        f"{DEFAULTS['truth']} per cent become shy_share",
    ]
    assert not_said(said, TEXT) == []
    (small,) = re.findall(r'small = \{"design": "own", "interviews": (\d+)', SOURCE)
    (large,) = re.findall(r'large = \{"design": "own", "interviews": (\d+)', SOURCE)
    said = f"small_margin points for {int(small):,} answers and large_margin for {int(large):,}"
    assert said in TEXT


def test_what_is_left_for_three_candidates_of_2005() -> None:
    second = published(DAY_2005, "Gallup", "Tuyakbay")
    rest = 100 - float(GALLUP.share) - float(second)
    shares = sorted(
        row["pct"] for row in records("presidential_elections") if row["date"] == DAY_2005
    )
    said = (
        f"{GALLUP.share} and {second}, leave {rest:.1f} for three candidates, "
        f"who had {sum(shares[:3])} together in the count; what the {rest:.1f} are"
    )
    assert len(shares) == 5
    assert said in TEXT


def test_the_polls_of_one_city_beside_the_country() -> None:
    day = date(2004, 9, 19)
    said = [
        f"a poll in Almaty gave Otan {published(day, 'Open Society', 'Otan')} per cent; it had "
        f"{on_lists(day, 'Otan')} in the country",
        f"gave Auyl {published(DAY_2021, 'SOCIS-A', 'Auyl')} per cent (",
        f"It had {on_lists(DAY_2021, 'Auyl')} in the country",
    ]
    assert not_said(said, TEXT) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "For {n:,} interviews at {m} stations and ρ = 0.05",
        "A poll has {n:,} interviews at {m} stations. A list has {share} per cent; the threshold",
    ],
)
def test_the_poll_at_the_threshold(sentence: str) -> None:
    """The Institute of Democracy in 2023, from which the exercise takes its numbers."""
    share = published(DAY_2023, "Institute of Democracy", "Nationwide Social Democratic Party")
    assert sentence.format(n=DEMOCRACY.interviews, m=DEMOCRACY.stations, share=share) in TEXT


def test_whether_the_list_passes() -> None:
    n, m, p, wanted = 12_000, 300, 0.0512, 0.12
    assert (DEMOCRACY.interviews, DEMOCRACY.stations) == (n, m)
    simple = Z * (p * (1 - p) / n) ** 0.5
    wide = 100 * Z * ExitPoll(n, m).standard_error(p)
    low, high = 100 * p - round(wide, 2), 100 * p + round(wide, 2)
    effect = ExitPoll(n, m).design_effect
    said = [
        f"(a) {100 * simple:.2f} points. (b) m = {n // m}, so 1 + {n // m - 1} × 0.05 = {effect}.",
        f"(c) {wide:.2f} points: from {low:.2f} to {high:.2f}.",
        f"(√{effect} is {effect**0.5:.2f})",
        f"make the margin {wanted} points",
        f"About {round(p * (1 - p) * (100 * Z / wanted) ** 2, -4):,.0f}, each at another station",
    ]
    assert not_said(said, TEXT) == []


def test_the_races_of_the_second_explorable_are_as_its_text_says() -> None:
    races = invented_races(call_it_or_not.RACES, rng=random.Random(1))
    truths = [100 * race.truth for race in races]
    stations = {race.poll.stations for race in races}
    said = [
        f"lie evenly between {math.floor(min(truths))} and {math.ceil(max(truths))} per cent",
        f"designs are small, {min(stations)} to {max(stations)} stations",
        f"ρ = 0 and {call_it_or_not.shown()['skew']} per cent more answers leave only luck",
        f"In {call_it_or_not.RACES} races the simple rule is wrong",
    ]
    assert not_said(said, TEXT) == []


def test_the_polls_of_which_likeness_did_they_assume() -> None:
    public, democracy = (poll(DAY_2021, name) for name in ("Public Opinion", "Institute of Dem"))
    eurasian = poll(date(2024, 10, 6), "Eurasian")
    margin_2005 = printed_margin(DAY_2005, "Gallup")
    margin_2021 = printed_margin(DAY_2021, "Institute of Democracy")
    said = [
        f"Gallup 2005 ({GALLUP.interviews:,}, {GALLUP.stations}, {margin_2005} point)",
        f"Public Opinion 2021 ({public.interviews:,}, {public.stations}, 2 points)",
        f"2021 ({democracy.interviews:,}, {democracy.stations}, {margin_2021})",
        f"Eurasian Integration 2024 ({eurasian.interviews:,}, {eurasian.stations}, 1)",
    ]
    assert not_said(said, TEXT) == []


def test_the_poll_that_the_exercises_describe_agrees_with_their_cells() -> None:
    (share,) = re.findall(r"round\(196 \* ExitPoll\(20000, stations, rho\).*?\((0\.\d)\)", SOURCE)
    said = f"You can pay for 20,000 interviews. (a) With kazlib, compute the margin at {share[2]}0"
    assert f"{said} per cent for" in TEXT
    printed = dict(re.findall(r'"([A-Z][A-Za-z ]+ \d{4})": (\([\d., ]+\))', SOURCE))
    assert len(printed) == 5
    for name, numbers in printed.items():
        n, stations, points = numbers.strip("()").split(", ")
        words = rf"{name} \({int(n):,}(?: interviews)?, {stations}(?: precincts)?, {points}[ )]"
        assert re.search(words, TEXT), name


# ------------------------------------------------------------------------------------------------
# Numbers that no table holds.


@pytest.mark.parametrize(
    "sentence",
    [
        # The Harvard Crimson, 8 November 2000.
        "a news service asked 1,195 voters in 30 precincts, ",
        # Total.kz, November 2022.
        "there were 10,101 in November 2022 (Total.kz)",
        # A report with one weak source, quoted in the note of the table.
        "at 90.5 at 15:00, and 87.43 at closing",
        # Invented polls of an exercise; nothing is computed from their sizes.
        "3,000 adults are asked by telephone",
        "the protocols of 400 stations, drawn by lot",
        "Two months later 1,500 persons",
    ],
)
def test_sentences_as_reviewed_against_their_source(sentence: str) -> None:
    assert sentence in TEXT
