"""The rules of the law in words: what a parameter is called, and what its value says.

Tables and pictures show rules to readers who do not know the names of the code. Nothing is
interpreted here: a number gets its unit, a code word loses its hyphens, and the words that the
data give to a rule stand in brackets after it.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from kazlib.errors import InvalidChoice
from kazlib.exact import Exact, plain
from kazlib.rulebook import Parameter

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "formula": "way of election",
        "rounds": "rounds of voting",
        "majority_pct": "majority to exceed",
        "majority_base": "the majority is counted on",
        "runoff_candidates": "candidates in the second round",
        "runoff_within_months": "second round within",
        "runoff_rule": "second round is won by",
        "runoff_minimum_pct": "least share in the second round",
        "sole_candidate_majority_pct": "a sole candidate must exceed",
        "turnout_minimum_pct": "minimum turnout",
        "against_all": 'line "against all"',
        "early_election": "early election",
        "term_years": "term",
        "term_extension": "extension of the term",
        "term_limit": "limit of terms",
        "first_counted_election": "first term that counts: won in",
        "first_president_exempt": "First President exempt from the limit",
        "party_member_in_office": "may belong to a party in office",
        "min_age": "minimum age",
        "max_age": "maximum age",
        "residency_years": "residence in the country",
        "region_residency_years": "residence in the region",
        "birth_citizenship": "citizen by birth",
        "kazakh_fluency": "fluent Kazakh",
        "language_test": "test of Kazakh",
        "education": "education",
        "service_years": "public service",
        "work_years": "years of work",
        "medical_check": "medical check",
        "self_nomination": "self-nomination",
        "penalty_bar": "administrative penalties that bar",
        "criminal_record_bar": "criminal records that bar",
        "signatures_pct_of_voters": "signatures, share of voters",
        "signatures_absolute": "signatures, number",
        "signatures_spread": "share of regions for signatures",
        "signatures_spread_units": "regions counted for signatures",
        "signatures_equal": "signatures equally from regions",
        "signatures_pct_of_electors": "signatures, share of electors",
        "signatures_one_maslikhat_max_pct": "most signatures from one maslikhat",
        "deposit_min_wages": "electoral deposit",
        "deposit_refundable": "deposit can be paid back",
        "deposit_refund_pct": "deposit is paid back from",
        "quota": "quota of list seats",
        "remainder_rule": "seats left over",
        "tie_rule": "tie between lists",
        "threshold_pct": "threshold",
        "threshold_base": "the threshold is counted on",
        "one_party_rule": "if one list passes",
        "runner_up_factor": "factor for the runner-up",
        "runner_up_minimum_seats": "least seats of the runner-up",
        "runner_up_leftover": "seats left over beside a runner-up",
        "list_seats": "list seats",
        "list_seats_pct": "share of list seats",
        "smd_seats": "district seats",
        "smd_formula": "a district is won by",
        "assembly_seats": "seats of the Assembly",
        "state_list_seats": "seats from the state list",
        "total_seats": "seats of the chamber",
        "quota_rule": "quota on lists",
        "regions": "regions that elect",
        "cities": "cities that elect",
        "seats_per_region": "elected in each region",
        "elected_seats": "elected seats",
        "appointed_seats": "appointed seats",
        "appointed_of_which_assembly": "appointed, proposed by the Assembly",
        "renewal_years": "half is elected anew after",
        "district_formula": "way of election in districts",
        "akim_region": "akims of regions",
        "akim_region_candidates": "candidates named for akim of a region",
        "akim_district": "akims of districts",
        "akim_district_pilots": "pilot districts that elect the akim",
        "akim_rural": "akims of villages",
        "akim_min_age": "minimum age of an akim",
        "no_confidence_raised_by": "no confidence is raised by",
        "no_confidence_passed_by": "no confidence is passed by",
        "no_confidence_decided_by": "no confidence: who decides",
        "amendment_regions": "regions that must agree to an amendment",
    }
)
"""What readers see in place of the name of a parameter."""

_NAMES = {"hare": "Hare"}
_UNITS = (
    ("_pct", "%"),
    ("_pct_of_voters", "%"),
    ("_pct_of_electors", "%"),
    ("_years", " years"),
    ("_age", " years"),
    ("_months", " months"),
    ("_seats", " seats"),
    ("_per_region", " seats"),
    ("_min_wages", " minimum wages"),
)


def label(name: str) -> str:
    """Return what readers see in place of the name of a parameter.

    Parameters
    ----------
    name
        Name of a parameter of any office.

    Raises
    ------
    InvalidChoice
        If no office has a parameter of that name.

    Examples
    --------
    >>> label("smd_seats")
    'district seats'
    """
    if name not in LABELS:
        raise InvalidChoice.of(name, "parameter", LABELS)
    return LABELS[name]


def briefly(parameter: Parameter) -> str:
    """Return the value of a rule in a few words, for a picture.

    Parameters
    ----------
    parameter
        A rule of any office.

    Returns
    -------
    str
        The value with its unit; ``"none"`` where the law sets none, ``"not seen"`` where the text
        was not seen.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2012, 1, 15))
    >>> [briefly(law.parameter(n)) for n in ("threshold_pct", "against_all", "one_party_rule")]
    ['7%', 'no', 'runner up']
    """
    if parameter.state != "value":
        return "none" if parameter.state == "none" else "not seen"
    value = parameter.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _NAMES.get(value, value.replace("-", " "))
    return _number(parameter.name, value)


def _number(name: str, value: Exact) -> str:
    if name == "first_counted_election":  # a year has no thousands separator
        return str(value)
    unit = next((unit for ending, unit in _UNITS if name.endswith(ending)), "")
    if unit == "" and isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return f"{plain(value)}{unit.removesuffix('s') if value == 1 else unit}"


def in_words(parameter: Parameter) -> str:
    """Return the value of a rule with all that the data say about it.

    Parameters
    ----------
    parameter
        A rule of any office.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> print(in_words(rules("president", on=date(2008, 1, 1)).parameter("term_years")))
    5 years (from the next election)
    >>> print(in_words(rules("mazhilis", on=date(2026, 8, 23)).parameter("threshold_pct")))
    not seen (known: it was 5 per cent until 30 June 2026)
    """
    remark = f"known: {parameter.known}" if parameter.state == "unknown" else parameter.text
    value = briefly(parameter)
    if not remark or remark == value:
        return value
    return f"{value} ({remark})"
