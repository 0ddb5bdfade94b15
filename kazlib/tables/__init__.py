"""The book's data: ``records`` (plain Python), ``elections`` (typed), ``frame`` (pandas).

``frame`` is found here but lives in a module of its own, so that reading records never loads
pandas.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kazlib.tables.frames import frame as frame


def __getattr__(name: str) -> Any:  # PEP 562: pandas is loaded only when a frame is asked for
    if name == "frame":
        from importlib import import_module  # noqa: PLC0415

        return import_module("kazlib.tables.frames").frame
    raise AttributeError(f"module 'kazlib.tables' has no attribute {name!r}")
