"""Whoever catches ValueError catches everything that kazlib raises on purpose."""

import inspect

import pytest

from kazlib import errors
from kazlib.errors import InvalidChoice, KazlibError, UnknownRule

CLASSES = [thing for _, thing in inspect.getmembers(errors, inspect.isclass)]
OWN = [thing for thing in CLASSES if thing.__module__ == "kazlib.errors"]


def test_the_errors_are_found():
    assert {"InvalidVotes", "OverAllocation", "UnknownRule"} <= {thing.__name__ for thing in OWN}


@pytest.mark.parametrize("error", OWN)
def test_every_error_is_a_value_error_with_a_description(error):
    assert issubclass(error, ValueError)
    assert issubclass(error, KazlibError)
    assert inspect.getdoc(error)


def test_a_wrong_name_is_answered_with_the_names_that_exist():
    message = str(InvalidChoice.of("hair", "quota", ("hare", "droop")))
    assert message == "quota is 'hair'; allowed: hare, droop."


def test_an_unknown_rule_knows_which_rule_it_is():
    assert UnknownRule("The law was not seen.", "threshold_pct").parameter == "threshold_pct"
    assert UnknownRule("No law on that day.").parameter == ""
