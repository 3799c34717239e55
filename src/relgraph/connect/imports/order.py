"""What somebody wants imported: files that they hand over, or a place in the folder of imports (docs/import.md)."""

import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from relgraph.connect.imports.places import within
from relgraph.connect.source import Given, Source
from relgraph.connect.sources import CSV, SOURCES
from relgraph.connect.tabular.encoding import known
from relgraph.core.config import Settings
from relgraph.core.errors import InputError
from relgraph.core.extras import require_extra

MOST_NAME = 200
"""Bytes of the name of a file."""


class HandedFile(NamedTuple):
    """A file that somebody hands over: what they call it, and what is in it."""

    name: str
    file: BinaryIO


@dataclass(frozen=True)
class ImportOrder:
    """What is imported, and how. `source`: the name of one, or CSV. Either `upload` or `path` says of what.

    `given` is what is said of the export, but for the `mapping`, which is handed over or lies in the folder, too.
    """

    source: str
    upload: Sequence[HandedFile] = ()
    path: str | None = None
    mapping: HandedFile | str | None = None
    given: Given = field(default_factory=Given)
    dry_run: bool = False
    complete: bool = False

    @property
    def what(self) -> tuple[str, ...]:
        """The names of what is imported, as whoever ordered it calls it."""
        return tuple(each.name for each in self.upload) if self.path is None else (self.path,)

    @property
    def reads(self) -> Source | None:
        """What reads it; None for relgraph's own folders. Raises InputError for a source that there is not."""
        if self.source == CSV:
            return None
        found = next((each for each in SOURCES if each.name == self.source), None)
        if found is None:
            names = ", ".join([CSV, *(each.name for each in SOURCES)])
            raise InputError(f"There is no source '{self.source}'.", field="source", remedy=f"The sources are {names}.")
        return found


def check_order(order: ImportOrder, settings: Settings) -> None:
    """Raise InputError for what cannot be begun, MissingExtraError where what reads it is not installed."""
    source = order.reads
    if source and source.extra:
        require_extra(source.extra)
    if source is None and (order.dry_run or order.complete):
        raise InputError(
            "A CSV folder has no dry run, and is never complete.",
            field="dryRun" if order.dry_run else "complete",
            remedy="Leave dryRun and complete.",
        )
    if order.given.encoding:
        known(order.given.encoding)
    if order.upload or isinstance(order.mapping, HandedFile):
        _require(settings.upload_most_bytes, "This server takes no uploads.", "RELGRAPH_UPLOAD_MOST_BYTES")
    if order.path is not None or isinstance(order.mapping, str):
        _require(settings.imports_folder, "This server imports from no folder.", "RELGRAPH_IMPORTS_FOLDER")
    if order.path is None and not order.upload:
        raise InputError("Nothing is handed over.", field="from.upload", remedy="Send one file or more.")


def _require(setting: object, message: str, name: str) -> None:
    if not setting:
        raise InputError(message, field="from", remedy=f"Whoever runs it sets {name}; see docs/import.md.")


def laid_out(order: ImportOrder, settings: Settings, folder: Path) -> tuple[Path, Given]:
    """Where what is imported lies: in the folder of imports, or in `folder`, where what is handed over is put.

    Raises InputError for a place that may not be named, and for files that cannot be kept side by side.
    """
    path = _placed(order, settings, folder / "upload")
    mapping = order.mapping
    if isinstance(mapping, str):
        return path, replace(order.given, mapping=_in_imports(settings, mapping, "mapping.path"))
    if mapping:
        kept = _kept([mapping], folder / "mapping", "mapping.upload")
        return path, replace(order.given, mapping=kept[0])
    return path, order.given


def _placed(order: ImportOrder, settings: Settings, folder: Path) -> Path:
    if order.path is not None:
        return _in_imports(settings, order.path, "from.path")
    kept = _kept(order.upload, folder, "from.upload")
    # One file is an export, and so are several that lie together; relgraph's own is always a folder.
    return kept[0] if len(kept) == 1 and order.reads else folder


def _in_imports(settings: Settings, path: str, field: str) -> Path:
    assert settings.imports_folder is not None  # noqa: S101  (`check_order` saw to it)
    return within(settings.imports_folder, path, field=field)


def _kept(files: Sequence[HandedFile], folder: Path, field: str) -> list[Path]:
    folder.mkdir()
    kept = list[Path]()
    for each in files:
        name = _plain(each.name, field)
        if (folder / name).exists():
            raise InputError(f"Two files are called '{name}'.", field=field, remedy="Rename one of them.")
        with (folder / name).open("wb") as file:
            shutil.copyfileobj(each.file, file)
        kept.append(folder / name)
    return kept


def _plain(name: str, field: str) -> str:
    """The name alone: folders, which some clients tell as well, say nothing here."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    if plain in ("", ".", "..") or not plain.isprintable() or len(plain.encode()) > MOST_NAME:
        raise InputError("A file has no usable name.", field=field, remedy=f"Name it, in {MOST_NAME} bytes at most.")
    return plain
