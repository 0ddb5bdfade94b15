"""The whole lower house: lists, districts and fixed tiers; parallel or compensatory counting."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from kazlib.apportionment import Tie
from kazlib.errors import InvalidChoice, InvalidSeats
from kazlib.exact import whole
from kazlib.law import MazhilisRules
from kazlib.offices.mazhilis import ListResult, law_formula, list_seats, share_seats

Overhang = Literal["enlarge-house", "fixed-house"]


@dataclass(frozen=True)
class Chamber:
    """Who holds the seats of the lower house, tier by tier.

    Attributes
    ----------
    lists : ListResult or None
        The count of the lists; ``None`` where the chamber has no list seats.
    list_seats, district_seats : dict of str to int
        Seats by party of the two tiers. Independents appear among the districts only.
    assembly_seats : int
        Seats filled by the Assembly of the People of Kazakhstan, an indirect election by its
        members: in 2007 nine names for nine seats.
    state_list_seats : int
        Seats of the state list of 1994.
    vacant : int
        District seats that nobody has won yet.
    entitlement : dict of str to int
        Compensatory counting: the proportional share of each list. Empty in parallel counting.
    overhang : dict of str to int
        Compensatory counting: district seats beyond the entitlement, where there are any.
    tie : Tie or None
        List seats that lots would decide; the seats then hold only what is certain.
    house : int or None
        Seats of the chamber; ``None`` where the lots also decide its size.
    """

    lists: ListResult | None
    list_seats: dict[str, int]
    district_seats: dict[str, int]
    assembly_seats: int
    state_list_seats: int
    vacant: int
    entitlement: dict[str, int]
    overhang: dict[str, int]
    tie: Tie | None
    house: int | None

    @property
    def seats(self) -> dict[str, int]:
        """Seats by party over both tiers."""
        names = dict.fromkeys([*self.list_seats, *self.district_seats])
        return {
            name: self.list_seats.get(name, 0) + self.district_seats.get(name, 0) for name in names
        }


def _districts(rules: MazhilisRules, seats: Mapping[str, int] | None) -> tuple[dict[str, int], int]:
    """Return the district seats by party, and those that nobody has won."""
    if not isinstance(seats or {}, Mapping):
        raise InvalidSeats("district_seats must be a mapping of parties to whole numbers.")
    won = {
        name: whole(n, f"district seats of {name!r}", 0, InvalidSeats)
        for name, n in (seats or {}).items()
    }
    house = rules.smd_seats or 0
    if sum(won.values()) > house:
        raise InvalidSeats(
            f"district_seats has {sum(won.values())} seats; the rules of {rules.on.isoformat()} "
            f"have {house} district seats."
        )
    return won, house - sum(won.values())


def parallel(
    rules: MazhilisRules,
    votes: Mapping[str, int] | None = None,
    district_seats: Mapping[str, int] | None = None,
    *,
    base_votes: int | None = None,
    formula: str | None = None,
) -> Chamber:
    """Fill the house as the law has it: each tier on its own, the sums side by side.

    It is the way of 1999 and 2004 (67 districts and 10 list seats) and of 2023 (29 and 69), and
    holds as well for a chamber with one of the tiers only.

    Parameters
    ----------
    rules
        From :func:`kazlib.law.rules`.
    votes
        Votes by list, as :func:`kazlib.offices.mazhilis.list_seats` takes them; not read where the
        chamber has no list seats.
    district_seats
        District seats by party or independent, such as
        :attr:`kazlib.offices.mazhilis_districts.DistrictTier.seats`.
    base_votes, formula
        As in :func:`kazlib.offices.mazhilis.list_seats`.

    Raises
    ------
    InvalidSeats
        If parties hold more district seats than there are.
    ValueError
        Any error of :func:`kazlib.offices.mazhilis.list_seats`.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> from kazlib.tables.elections import official_list_votes
    >>> day = date(2023, 3, 19)
    >>> chamber = parallel(rules("mazhilis", on=day), official_list_votes(day),
    ...                    {"Amanat": 22, "Independents (self-nominated)": 7})
    >>> chamber.seats["Amanat"], chamber.house
    (62, 98)
    """
    won, vacant = _districts(rules, district_seats)
    lists = None
    if rules.list_seats:
        lists = list_seats(rules, votes or {}, base_votes=base_votes, formula=formula)
    assembly, state = rules.assembly_seats or 0, rules.state_list_seats or 0
    return Chamber(
        lists=lists,
        list_seats=lists.seats if lists else {},
        district_seats=won,
        assembly_seats=assembly,
        state_list_seats=state,
        vacant=vacant,
        entitlement={},
        overhang={},
        tie=lists.tie if lists else None,
        house=(rules.list_seats or 0) + (rules.smd_seats or 0) + assembly + state,
    )


def compensatory(
    rules: MazhilisRules,
    votes: Mapping[str, int],
    district_seats: Mapping[str, int],
    *,
    overhang: Overhang = "enlarge-house",
    base_votes: int | None = None,
    formula: str | None = None,
) -> Chamber:
    """Fill the house as a what-if: list seats top districts up to a proportional house.

    Kazakhstan never had this rule. Threshold and admission of lists are those of ``rules``. The
    seats to share are all list and district seats, less the district seats that are vacant or held
    by independents and by lists that were not admitted. The admitted lists divide them by the
    formula: that is their entitlement. Each list keeps its district seats, and list seats fill it
    up to the entitlement. Fixed tiers (Assembly, state list) stay outside.

    Parameters
    ----------
    rules, votes, district_seats, base_votes
        As in :func:`parallel`.
    overhang
        What happens if a list wins more districts than its entitlement. ``"enlarge-house"``: the
        house grows by the overhang, and the others keep their entitlement. ``"fixed-house"``: the
        overhang is not compensated; the list gets no list seats, and the others divide anew what
        is left.
    formula
        As in :func:`kazlib.offices.mazhilis.list_seats`; by default the law's quota with largest
        remainders.

    Raises
    ------
    InvalidSeats, InvalidChoice
        If the chamber does not have both tiers, or there is no such rule for overhang.
    ValueError
        Any error of :func:`kazlib.offices.mazhilis.list_seats`.

    Examples
    --------
    >>> from datetime import date
    >>> from kazlib.law import rules
    >>> law = rules("mazhilis", on=date(2023, 3, 19)).reform(list_seats=6, smd_seats=4)
    >>> chamber = compensatory(law, {"A": 30, "B": 70}, {"A": 4})
    >>> chamber.entitlement, chamber.overhang, chamber.house
    ({'A': 3, 'B': 7}, {'A': 1}, 11)
    >>> compensatory(law, {"A": 30, "B": 70}, {"A": 4}, overhang="fixed-house").seats
    {'A': 4, 'B': 6}

    References
    ----------
    Mixed-member proportional counting, with overhang seats as in Germany before 2013 or without
    them as in the Scottish Parliament; the sharing of seats is the law's of the day.
    """
    if overhang not in get_args(Overhang):
        raise InvalidChoice.of(overhang, "overhang", get_args(Overhang))
    if not rules.list_seats or not rules.smd_seats:
        raise InvalidSeats(
            f"Compensatory counting needs list seats and district seats; the rules of "
            f"{rules.on.isoformat()} have {rules.list_seats or 0} and {rules.smd_seats or 0}."
        )
    side = parallel(rules, votes, district_seats, base_votes=base_votes, formula=formula)
    lists = cast(ListResult, side.lists)
    won = {party: side.district_seats.get(party, 0) for party in lists.admitted}
    pool = rules.list_seats + sum(won.values())
    live = {party: lists.votes[party] for party in lists.admitted}
    entitlement: dict[str, int] = {}
    extra: dict[str, int] = {}
    while True:
        share = share_seats(live, pool, law_formula(rules) if formula is None else formula)
        seats = cast("dict[str, int]", share.seats)
        entitlement = entitlement or dict(seats)
        tied = share.tie.parties if share.tie else ()
        over = {p: won[p] - seats[p] for p in live if won[p] > seats[p] + (p in tied)}
        extra |= over
        if overhang == "enlarge-house" or not over:
            break
        pool -= sum(won[party] for party in over)
        live = {party: n for party, n in live.items() if party not in over}
    top_up = {party: max(seats[party] - won[party], 0) for party in live}
    growth = sum(extra.values()) if overhang == "enlarge-house" else 0
    return replace(
        side,
        list_seats={party: top_up.get(party, 0) for party in lists.votes},
        entitlement=entitlement,
        overhang=extra,
        tie=share.tie,
        house=None if share.tie else cast(int, side.house) + growth,
    )
