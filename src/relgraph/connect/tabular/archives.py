"""How much may come out of an archive: far more than ever comes out of an export is made to fill disks or memory."""

import zipfile
from pathlib import Path

from relgraph.core.errors import InputError

MOST_TIMES = 200
"""Tables pack to a twentieth or so, to less than a hundredth where nearly all of their cells are empty."""
ALWAYS_FINE = 100_000_000
"""Bytes that may come out of any archive, however small."""
MOST_MEMBERS = 100_000


def check_archive(archive: zipfile.ZipFile, path: Path) -> None:
    """Raise InputError for an archive that holds more than any export of its size does.

    What an archive says of the sizes of its members holds: no more is unpacked of any.
    """
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > max(ALWAYS_FINE, MOST_TIMES * path.stat().st_size):
        raise InputError(
            f"{path} would unpack to {unpacked:,} bytes in {len(members):,} files, more than any export of its size.",
            remedy="Look into it; what is sound import as an unpacked folder.",
        )
