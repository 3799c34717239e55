"""What the graph has for each kind: constraints and indexes, made of its declaration (ADR 0016)."""

from collections.abc import Collection, Mapping

from relgraph.core.assets import asset_dir
from relgraph.graph.fragments import expand
from relgraph.graph.migrate import Migration
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds
from relgraph.record.model import Recorded


def missing_for(kinds: Kinds, present: Collection[str]) -> list[Migration]:
    """What makes the constraints and indexes of the kinds that are not among those present, by name."""
    return [_migration(kind) for kind in kinds if not set(_names(kind).values()) <= set(present)]


def _names(kind: Kind[Recorded]) -> Mapping[str, str]:
    name = kind.label.lower()
    return {"unique": f"{name}_key", "by_id": f"{name}_id"} if kind.is_fact else {"unique": f"{name}_id"}


def _migration(kind: Kind[Recorded]) -> Migration:
    file = f"kinds/{'fact' if kind.is_fact else 'entity'}.cypher"
    text = (asset_dir("schema") / file).read_text(encoding="utf-8")
    return Migration(None, kind.file, expand(text, f"schema/{file}", {"label": kind.label, **_names(kind)}).text)
