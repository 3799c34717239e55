"""Files that commands write: nothing is replaced unasked, and a file is written whole or not at all."""

import tempfile
from pathlib import Path

from relgraph.core.errors import InputError


def check_file(file: Path, *, field: str, force: bool) -> None:
    """Refuse what would fail after the work is done. Raises InputError of the option that named the file."""
    if file.exists() and not force:
        raise InputError(f"'{file}' is there already.", field=field, remedy="Say --force to replace it.")
    if not file.absolute().parent.is_dir():
        raise InputError(f"The folder of '{file}' is not there.", field=field, remedy="Make it first.")


def write_file(file: Path, content: bytes, *, field: str) -> None:
    """Write the whole file or nothing: beside it first, then in its place. Raises InputError."""
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".relgraph-") as folder:
            beside = Path(folder) / "whole"
            beside.write_bytes(content)
            beside.replace(file)
    except OSError as error:
        raise InputError(
            f"'{file}' cannot be written: {error.strerror}.", field=field, remedy="Name another."
        ) from error
