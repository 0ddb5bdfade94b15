"""The tables as pandas frames: the way in for exercises and historical figures."""

from typing import Any

import pandas as pd

from kazlib.tables.records import column_types, records

_PANDAS_TYPE: dict[str, Any] = {
    "integer": "Int64",
    "year": "Int64",
    "number": "Float64",
    "string": "string",
}


def frame(name: str) -> pd.DataFrame:
    """Return a table of ``data/`` as a pandas DataFrame.

    Parameters
    ----------
    name
        A name of :func:`kazlib.tables.records.table_names`.

    Returns
    -------
    pandas.DataFrame
        Dates as ``datetime64``, whole numbers as ``Int64``, shares as ``Float64``; an empty cell
        is a missing value.

    Raises
    ------
    InvalidChoice
        If no table has that name.

    Examples
    --------
    >>> elections = frame("mazhilis_elections")
    >>> int(elections.query("party == 'Amanat' and tier == 'party_list'")["votes"].iloc[0])
    3431510
    """
    types = column_types(name)
    table = pd.DataFrame([dict(row) for row in records(name)], columns=list(types))
    for column, kind in types.items():
        if kind == "date":
            table[column] = pd.to_datetime(table[column])
        elif kind == "number":
            # pandas cannot turn Decimal into Float64 in one step
            table[column] = pd.to_numeric(table[column].astype("object")).astype("Float64")
        elif kind in _PANDAS_TYPE:
            table[column] = table[column].astype(_PANDAS_TYPE[kind])
    return table
