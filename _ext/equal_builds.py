"""Equal builds give equal bytes: the moment that a file states, and archives."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

EPOCH = 1767225600  # as the Makefile sets it


def stamp() -> datetime:
    """Return the moment that a made file states: that of an equal build (SOURCE_DATE_EPOCH)."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH)), UTC)


def write_zip(files: Mapping[str, bytes], out: Path, *, stored: Collection[str] = ()) -> None:
    """Write files into an archive, in their order.

    Parameters
    ----------
    files
        Names in the archive, and what they hold.
    out
        The archive; its folder is made.
    stored
        Names of files that are not compressed.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    moment = stamp().timetuple()[:6]
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            about = zipfile.ZipInfo(name, moment)
            about.external_attr = 0o644 << 16
            about.create_system = 3  # the same on every machine
            packing = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(about, data, packing)
