"""Elections by office: rules and votes in, seats and winners out.

:mod:`~kazlib.offices.president`, :mod:`~kazlib.offices.mazhilis` (lists),
:mod:`~kazlib.offices.mazhilis_districts`, :mod:`~kazlib.offices.mazhilis_mixed` (the whole house),
:mod:`~kazlib.offices.mazhilis_quota`, :mod:`~kazlib.offices.senate`,
:mod:`~kazlib.offices.maslikhat`, :mod:`~kazlib.offices.referendum`; what they share stands in
:mod:`~kazlib.offices.majority`. A race for one office on any basis is
:mod:`~kazlib.offices.race`, the rule of 2009 :mod:`~kazlib.offices.runner_up`, and which halves of
the Senate were elected when :mod:`~kazlib.offices.senate_years`.

Every election and referendum of the data is reproduced from its votes and the law of its day
(``tests/kazlib/offices/test_every_election.py``), except for what the data lack:

- 1991-03-17: counts seen in a source; law of the day
- 1994-03-07: votes in districts; votes for the state list
- 1995-04-29: law of the day
- 1995-08-30: law of the day
- 1995-12-09: votes in districts
- 1999-01-10: ballots cast
- 1999-10-10: votes in districts
- 2004-09-19: votes in districts
- 2007-08-18: votes in the Assembly
- 2012-01-15: votes in the Assembly
- 2016-03-20: votes in the Assembly
- 2021-01-10: votes in the Assembly
- 2022-06-05: results by region
- 2023-03-19: votes in districts
- 2026-03-15: results by region
- 2026-08-23: votes for lists

No table holds votes of the Senate, the maslikhats or elections of akims.
"""
