"""Exit polls as the table has them, and the one base on which they are compared."""

from datetime import date
from decimal import Decimal

from kazlib.tables.exit_polls import national_polls, polls
from kazlib.tables.records import records


def of(year, word):
    (found,) = [p for p in polls() if p.day.year == year and word in p.organisation]
    return found


def test_the_polls_of_2005_all_lie_below_the_official_result():
    gaps = [poll.gap for poll in national_polls() if poll.day == date(2005, 12, 4)]
    assert sorted(gaps) == [Decimal(n) for n in ("-13.55", "-7.95", "-4.25", "-3.72")]


def test_a_referendum_is_compared_on_yes_and_no():
    (poll,) = [
        p for p in polls() if p.day == date(2022, 6, 5) and p.organisation.startswith("Institute")
    ]
    assert (poll.official, poll.alike) == (Decimal("77.18"), Decimal("80.53"))
    assert poll.gap == Decimal("-1.13")  # on the published base it would be +2.22


def test_a_city_poll_has_no_gap():
    cities = [poll for poll in polls() if poll.scope != "national"]
    assert [(poll.day.year, poll.gap, poll.official) for poll in cities] == [
        (2004, None, None),
        (2021, None, None),
    ]
    assert len(national_polls()) == len(polls()) - len(cities)


def test_every_poll_is_one_group_of_rows_in_order_of_time():
    keys = {(r["election_date"], r["scope"], r["organisation"]) for r in records("exit_polls")}
    assert len(polls()) == len(keys)
    assert [poll.day for poll in polls()] == sorted(poll.day for poll in polls())


def test_the_leading_option_leads():
    assert of(2023, "Democracy").option == "Amanat"
    assert of(2019, "Youth").option == "Tokayev"
    assert of(2023, "Democracy").interviews == 12000
    assert of(2019, "Youth").interviews is None
