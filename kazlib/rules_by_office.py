"""Which parameters the law has for each office, and of what kind their values are.

Every attribute raises :class:`~kazlib.errors.UnknownRule` where the law was not seen on that
point, and is ``None`` where the law sets none. Import the classes from :mod:`kazlib.law`.
"""

from kazlib.exact import Exact
from kazlib.rulebook import (
    PERCENT,
    Reads,
    Rules,
    number_from_0,
    one_of,
    whole_from,
    words,
    yes_or_no,
)

_COUNT = whole_from(0)
_FORMULAS_OF_COUNCILS = one_of("plurality-districts", "party-lists", "half-lists-half-districts")


class MazhilisRules(Rules):
    """How the lower house is elected: Supreme Council of 1994, Mazhilis, Kurultai of 2026."""

    formula = Reads[str](
        one_of("districts-and-state-list", "two-round-districts", "parallel", "lists")
    )
    """The way seats are filled."""
    rounds = Reads[int | None](whole_from(1))
    """How many rounds a district may have."""
    runoff_rule = Reads[str | None](words)
    """Who takes part in a second round, and who wins it."""
    quota = Reads[str | None](words)
    """The quota of the list seats, by its name in :mod:`kazlib.apportionment`."""
    remainder_rule = Reads[str | None](one_of("largest-remainder"))
    """Where seats left over from whole quotas go."""
    tie_rule = Reads[str | None](one_of("registered-earlier"))
    """Who wins when remainders are equal."""
    threshold_pct = Reads[Exact | None](PERCENT)
    """Share of the votes that admits a list to the count, in per cent."""
    threshold_base = Reads[str | None](one_of("took-part"))
    """What the share is counted on."""
    one_party_rule = Reads[str | None](one_of("takes-all", "runner-up"))
    """What follows when a single list passes."""
    runner_up_factor = Reads[Exact | None](number_from_0(1))
    """What the runner-up's votes over the quota are multiplied by."""
    runner_up_minimum_seats = Reads[int | None](_COUNT)
    """The least number of seats of an admitted runner-up."""
    runner_up_leftover = Reads[str | None](one_of("first-list", "largest-remainder"))
    """Where seats left over go under the runner-up rule."""
    list_seats = Reads[int | None](_COUNT)
    """Seats filled from party lists."""
    smd_seats = Reads[int | None](_COUNT)
    """Seats filled in single-member districts."""
    smd_formula = Reads[str | None](one_of("plurality", "two-round-majority"))
    """How a district is won."""
    assembly_seats = Reads[int | None](_COUNT)
    """Seats filled by the Assembly of the People of Kazakhstan."""
    state_list_seats = Reads[int | None](_COUNT)
    """Seats filled from the list of candidates proposed by the President (1994)."""
    total_seats = Reads[int](_COUNT)
    """Seats of the chamber."""
    term_years = Reads[int](_COUNT)
    """Term of the deputies, in years."""
    min_age = Reads[int](_COUNT)
    """Least age of a candidate, in years."""
    residency_years = Reads[int](_COUNT)
    """Years of residence that a candidate needs."""
    deposit_min_wages = Reads[Exact](number_from_0())
    """Electoral deposit, in minimum monthly wages."""
    deposit_refund_pct = Reads[Exact](PERCENT)
    """Share of the votes from which the deposit is paid back, in per cent."""
    turnout_minimum_pct = Reads[Exact | None](PERCENT)
    """Least turnout for a valid election, in per cent of registered voters."""
    against_all = Reads[bool](yes_or_no)
    """Whether the ballot has the line "against all"."""
    quota_rule = Reads[str | None](words)
    """Shares of women, young people and people with disabilities on a list."""


class PresidentRules(Rules):
    """How the President is elected, who may stand, and for how long; from 16 October 1991."""

    formula = Reads[str](one_of("two-round-majority"))
    """The way the winner is found."""
    rounds = Reads[int](whole_from(1))
    """How many rounds there may be."""
    majority_pct = Reads[Exact](PERCENT)
    """Share of the votes that a winner of the first round must exceed, in per cent."""
    majority_base = Reads[str](one_of("took-part"))
    """What that share is counted on."""
    runoff_candidates = Reads[int](whole_from(2))
    """How many candidates go to the second round."""
    runoff_within_months = Reads[int](_COUNT)
    """Months within which the second round is held."""
    runoff_rule = Reads[str | None](words)
    """Who wins the second round."""
    turnout_minimum_pct = Reads[Exact | None](PERCENT)
    """Least turnout for a valid election, in per cent of registered voters."""
    against_all = Reads[bool](yes_or_no)
    """Whether the ballot has the line "against all", or against the only candidate (1991)."""
    early_election = Reads[str | None](one_of("president-may-call"))
    """Who may call an election before the term ends."""
    term_years = Reads[int](_COUNT)
    """Term of the President, in years."""
    term_extension = Reads[str | None](words)
    """Until when the sitting President's term was prolonged (referendum of 29 April 1995)."""
    term_limit = Reads[str | None](one_of("two-in-a-row", "one-term"))
    """How often one person may be elected."""
    first_counted_election = Reads[int | None](_COUNT)
    """Year of the first election whose term counts against the limit."""
    first_president_exempt = Reads[bool](yes_or_no)
    """Whether the limit leaves out the First President."""
    party_member_in_office = Reads[bool](yes_or_no)
    """Whether the President may belong to a party while in office."""
    min_age = Reads[int](_COUNT)
    """Least age of a candidate, in years."""
    max_age = Reads[int | None](_COUNT)
    """Highest age of a candidate, in years."""
    residency_years = Reads[int](_COUNT)
    """Years of residence that a candidate needs."""
    birth_citizenship = Reads[bool | None](yes_or_no)
    """Whether a candidate must be a citizen by birth."""
    kazakh_fluency = Reads[bool](yes_or_no)
    """Whether a candidate must be fluent in Kazakh."""
    language_test = Reads[bool](yes_or_no)
    """Whether the fluency is tested."""
    education = Reads[str | None](one_of("higher"))
    """Education that a candidate needs."""
    service_years = Reads[int | None](_COUNT)
    """Years of public service or elected office that a candidate needs."""
    medical_check = Reads[bool | None](yes_or_no)
    """Whether a candidate needs a medical check."""
    self_nomination = Reads[bool](yes_or_no)
    """Whether a candidate may nominate himself or herself."""
    penalty_bar = Reads[str | None](one_of("past-year"))
    """Administrative penalties that bar a candidate: those of the past year."""
    criminal_record_bar = Reads[str | None](one_of("not-cancelled"))
    """Criminal records that bar a candidate: those not cancelled."""
    signatures_pct_of_voters = Reads[Exact | None](PERCENT)
    """Supporting signatures, in per cent of registered voters."""
    signatures_absolute = Reads[int | None](_COUNT)
    """Supporting signatures, as a number: set by law (1991) or announced for an election."""
    signatures_spread = Reads[Exact | None](number_from_0(1))
    """Share of the regions from which signatures must come, from 0 to 1."""
    signatures_spread_units = Reads[str | None](one_of("regions", "regions-cities-capital"))
    """What counts as a region for the spread."""
    signatures_equal = Reads[bool | None](yes_or_no)
    """Whether these regions must be represented equally."""
    deposit_min_wages = Reads[Exact](number_from_0())
    """Electoral deposit, in minimum monthly wages."""
    deposit_refundable = Reads[bool](yes_or_no)
    """Whether the deposit is ever paid back."""
    deposit_refund_pct = Reads[Exact | None](PERCENT)
    """Share of the votes from which the deposit is paid back, in per cent."""


class SenateRules(Rules):
    """How the Senate was formed, from 30 August 1995 to its end on 30 June 2026."""

    formula = Reads[str | None](one_of("indirect-two-round-majority"))
    """The way the elected seats are filled: by the deputies of all maslikhats of a region."""
    rounds = Reads[int | None](whole_from(1))
    """How many rounds there may be."""
    runoff_rule = Reads[str | None](words)
    """Who wins the second round."""
    runoff_minimum_pct = Reads[Exact | None](PERCENT)
    """Least share of the electors voting that wins the second round, in per cent."""
    sole_candidate_majority_pct = Reads[Exact | None](PERCENT)
    """Share of the votes that a sole candidate must exceed, in per cent."""
    turnout_minimum_pct = Reads[Exact | None](PERCENT)
    """Least share of the electors who must take part, in per cent."""
    regions = Reads[int | None](_COUNT)
    """Regions that elect senators."""
    cities = Reads[int | None](_COUNT)
    """Cities that elect senators, the capital among them."""
    seats_per_region = Reads[int | None](_COUNT)
    """Elected seats of each region and city."""
    elected_seats = Reads[int](_COUNT)
    """Seats filled by election."""
    appointed_seats = Reads[int](_COUNT)
    """Seats filled by the President, with those proposed by the Assembly."""
    appointed_of_which_assembly = Reads[int | None](_COUNT)
    """Appointed seats on the proposal of the Assembly of the People."""
    total_seats = Reads[int](_COUNT)
    """Seats of the chamber."""
    term_years = Reads[int | None](_COUNT)
    """Term of a senator, in years."""
    renewal_years = Reads[int | None](whole_from(1))
    """Years after which half of the elected seats are filled anew."""
    min_age = Reads[int | None](_COUNT)
    """Least age of a candidate, in years."""
    residency_years = Reads[int | None](_COUNT)
    """Years of residence in the country that a candidate needs."""
    region_residency_years = Reads[int | None](_COUNT)
    """Years of residence in the region that a candidate needs."""
    education = Reads[str | None](one_of("higher"))
    """Education that a candidate needs."""
    work_years = Reads[int | None](_COUNT)
    """Years of work that a candidate needs."""
    signatures_pct_of_electors = Reads[Exact | None](PERCENT)
    """Supporting signatures, in per cent of the electors of the region."""
    signatures_one_maslikhat_max_pct = Reads[Exact | None](PERCENT)
    """Highest share from one maslikhat, in per cent."""
    deposit_min_wages = Reads[Exact | None](number_from_0())
    """Electoral deposit, in minimum monthly wages."""
    deposit_refund_pct = Reads[Exact | None](PERCENT)
    """Share of the votes from which the deposit is paid back, in per cent."""


class MaslikhatRules(Rules):
    """How local councils are elected and akims get their office, from 28 September 1995."""

    formula = Reads[str](_FORMULAS_OF_COUNCILS)
    """The way the councils of regions and big cities are elected."""
    district_formula = Reads[str](_FORMULAS_OF_COUNCILS)
    """The way the councils of districts are elected."""
    list_seats_pct = Reads[Exact](PERCENT)
    """Share of the seats of a region or big city that are list seats, in per cent."""
    threshold_pct = Reads[Exact | None](PERCENT)
    """Share of the votes that admits a list to the count, in per cent."""
    quota = Reads[str | None](words)
    """The quota of the list seats, by its name in :mod:`kazlib.apportionment`."""
    remainder_rule = Reads[str | None](one_of("largest-remainder"))
    """Where seats left over from whole quotas go."""
    term_years = Reads[int](_COUNT)
    """Term of a council, in years."""
    min_age = Reads[int](_COUNT)
    """Least age of a candidate for the council, in years."""
    residency_years = Reads[int](_COUNT)
    """Years of residence that a candidate for the council needs."""
    deposit_min_wages = Reads[Exact](number_from_0())
    """Electoral deposit, in minimum monthly wages."""
    deposit_refund_pct = Reads[Exact](PERCENT)
    """Share of the votes from which the deposit is paid back, in per cent."""
    akim_region = Reads[str](one_of("appointed-with-consent", "deputies-choose"))
    """How akims of regions and big cities get their office."""
    akim_region_candidates = Reads[int | None](whole_from(1))
    """Least number of candidates that the President names for the deputies to vote on."""
    akim_district = Reads[str](one_of("appointed", "appointed-with-elected-pilots", "elected"))
    """How akims of districts and towns get their office."""
    akim_district_pilots = Reads[int | None](_COUNT)
    """Districts and towns in which the akim was elected on the day of the pilot."""
    akim_rural = Reads[str](one_of("appointed", "chosen-by-maslikhats", "elected"))
    """How akims of villages and rural districts get their office."""
    akim_min_age = Reads[int](_COUNT)
    """Least age of an akim, in years."""
    no_confidence_raised_by = Reads[Exact](number_from_0(1))
    """Share of the deputies who can raise no confidence in an akim, from 0 to 1."""
    no_confidence_passed_by = Reads[str](one_of("majority-of-all", "two-thirds-of-all"))
    """Majority that passes it; two thirds of all deputies are only a what-if."""
    no_confidence_decided_by = Reads[str](one_of("president-or-superior-akim"))
    """Who then decides whether the akim goes."""


class ReferendumRules(Rules):
    """When a nationwide referendum is valid and when it is won, from 2 November 1995."""

    formula = Reads[str](one_of("majority"))
    """The way the result is found."""
    majority_pct = Reads[Exact](PERCENT)
    """Share of the votes that the answer "yes" must exceed, in per cent."""
    majority_base = Reads[str](one_of("took-part"))
    """What that share is counted on."""
    amendment_regions = Reads[Exact | None](number_from_0(1))
    """Share of the regions and cities that must also say "yes" to an amendment of the Constitution,
    from 0 to 1."""
    turnout_minimum_pct = Reads[Exact | None](PERCENT)
    """Least turnout for a valid referendum, in per cent of registered voters."""
