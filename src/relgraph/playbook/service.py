"""Read the playbook in force: relgraph's own, and what an installation's file says otherwise (docs/playbook.md).

A file names its version and what differs: maps are merged name by name, lists and values replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError

from relgraph.core.assets import asset_dir
from relgraph.core.errors import ConfigurationError, InputError
from relgraph.core.marked import Marked, read_marked
from relgraph.playbook.listing import PlaybookField, Scalar, list_fields
from relgraph.playbook.mistakes import PAGE, mistakes_of, refused
from relgraph.playbook.model import Playbook


class OwnValue(BaseModel, frozen=True):
    """A value of an installation's own: its field, what it is instead of (None: a name of its own), and its line."""

    field: PlaybookField
    instead_of: Scalar | None
    line: int


@dataclass(frozen=True)
class LoadedPlaybook:
    """A playbook, the one that relgraph ships, and the file of one's own that lies over it, if any."""

    playbook: Playbook
    shipped: Playbook
    own: Marked | None

    @cached_property
    def own_values(self) -> dict[str, OwnValue]:
        """The values that differ from those that relgraph ships, by path."""
        if self.own is None:
            return {}
        shipped = list_fields(self.shipped)
        return {
            path: OwnValue(
                field=field,
                instead_of=shipped[path].value if path in shipped else None,
                line=self.own.line_of(tuple(path.split("."))),
            )
            for path, field in list_fields(self.playbook).items()
            if path not in shipped or field.value != shipped[path].value
        }


def default_file() -> Path:
    """The playbook that relgraph ships."""
    return asset_dir("playbook") / "default.yaml"


@cache
def load_playbook(own: Path | None) -> Playbook:
    """The playbook in force in an installation whose own file is `own` (setting `playbook`); read once a process.

    Raises ConfigurationError, with file, line, field and what is allowed.
    """
    return read_playbook(own).playbook


def read_playbook(own: Path | None) -> LoadedPlaybook:
    """The playbook in force, and where it differs from relgraph's. Raises ConfigurationError as `load_playbook`."""
    default = _read(default_file())
    shipped = _checked(default.value, default, default)
    if own is None:
        return LoadedPlaybook(shipped, shipped, None)
    marked = _read(own)
    _check_version(marked, shipped.version)
    return LoadedPlaybook(_checked(_merged(default.value, marked.value), marked, default), shipped, marked)


def _read(path: Path) -> Marked:
    try:
        return read_marked(path, "playbook", PAGE)
    except InputError as error:
        raise ConfigurationError(error.message, remedy=error.remedy) from None


def _check_version(own: Marked, shipped: str) -> None:
    remedy = "Name one of your own, e.g. `version: acme-1`, and another whenever something changes: audits remember it."
    if not isinstance(own.value, dict):
        raise ConfigurationError(
            f"{own.where(())}: a playbook holds names with what they are.", remedy=f"Write it as {PAGE} shows."
        )
    if "version" not in own.value:
        raise ConfigurationError(f"{own.where(())}: 'version' is missing.", remedy=remedy)
    if own.value["version"] == shipped:
        raise ConfigurationError(f"{own.where(('version',))}: version {shipped} is relgraph's own.", remedy=remedy)


def _merged(default: object, own: object) -> object:
    """What a file says over what is shipped."""
    if not (isinstance(default, Mapping) and isinstance(own, Mapping)):
        return own
    return {**default, **{name: _merged(default.get(name), value) for name, value in own.items()}}


def _checked(value: object, marked: Marked, default: Marked) -> Playbook:
    try:
        return Playbook.model_validate(value)
    except ValidationError as error:
        raise refused(marked, mistakes_of(error, default.value)) from None
