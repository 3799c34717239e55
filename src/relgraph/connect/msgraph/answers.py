"""Answers of Microsoft Graph in JSON files: what stands in them, one after the other."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from relgraph.connect.source import Given
from relgraph.core.errors import InputError

Entry = Mapping[str, Any]
"""A user, a person, or whatever else a page has."""

MOST_BYTES = 100_000_000
"""The largest file. One is parsed at once, and takes some ten times its size while it is read; pages are small."""

_GET_PAGES = "Save the answers of GET /users page by page, a file each."


def files_of(path: Path) -> list[Path]:
    """The file, or the JSON files of a folder in the order of their names. Raises InputError where there is none."""
    if not path.is_dir():
        return [path]
    found = sorted(each for each in path.rglob("*") if each.suffix.casefold() == ".json" and each.is_file())
    if not found:
        raise InputError(f"{path} holds no JSON files.", remedy=_GET_PAGES)
    return found


def entries_of(file: Path) -> Iterator[object]:
    """What a page, a list, or an answer about one user holds. Raises InputError for what is no such answer."""
    answer = _parsed(file)
    if isinstance(answer, dict) and isinstance(answer.get("value"), list):
        answer = answer["value"]
    elif isinstance(answer, dict) and isinstance(error := answer.get("error"), dict):
        said = error.get("message") or error.get("code") or "nothing more"
        raise InputError(f"{file} holds an error that Microsoft Graph answered: {said}", remedy=_GET_PAGES)
    elif isinstance(answer, dict) and "id" in answer:
        answer = [answer]
    if not isinstance(answer, list):
        raise InputError(f"{file} holds neither users nor a page of them.", remedy=_GET_PAGES)
    yield from answer


def removed_in(files: list[Path], given: Given) -> dict[str, date]:
    """The ids of those that pages of changes tell to be removed, and of which day the page is."""
    found: dict[str, date] = {}
    for file in files:
        if file.stat().st_size <= MOST_BYTES and b'"@removed"' in file.read_bytes():
            entries = [each for each in entries_of(file) if isinstance(each, dict) and "@removed" in each]
            found |= {str(each.get("id")): given.day_of(file) for each in entries}
    return found


def text_of(entry: Entry, name: str) -> str | None:
    """What an entry says, where it is a text."""
    value = entry.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _parsed(file: Path) -> object:
    if file.stat().st_size > MOST_BYTES:
        raise InputError(f"{file} is larger than {MOST_BYTES:,} bytes.", remedy=_GET_PAGES)
    try:
        return json.loads(file.read_bytes())
    except json.JSONDecodeError as error:
        where = f"{file}, line {error.lineno}, column {error.colno}"
        raise InputError(f"{where}: this is no JSON ({error.msg}).", remedy="Save the whole answer again.") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}, byte {error.start}: this is no UTF-8.", remedy="Save the answer again.") from None
    except RecursionError:
        raise InputError(f"{file} is nested too deeply.", remedy=_GET_PAGES) from None
