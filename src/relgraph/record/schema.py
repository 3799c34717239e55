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
    return [_migration(kind) for kind in kinds if not _named(kind) <= set(present)]


def _files(kind: Kind[Recorded]) -> Mapping[str, Mapping[str, str]]:
    """Which files make what the graph has for a kind, and the names of this."""
    name = kind.label.lower()
    if not kind.is_fact:
        return {"entity": {"unique": f"{name}_id"}}
    fact = {"fact": {"unique": f"{name}_key", "by_id": f"{name}_id"}}
    return {**fact, "fact_within": {"within": f"{name}_within"}} if kind.model.within else fact


def _named(kind: Kind[Recorded]) -> set[str]:
    return {name for names in _files(kind).values() for name in names.values()}


def _migration(kind: Kind[Recorded]) -> Migration:
    statements = []
    for file, names in _files(kind).items():
        path = f"kinds/{file}.cypher"
        text = (asset_dir("schema") / path).read_text(encoding="utf-8")
        field = {"field": next(iter(kind.model.within))} if file == "fact_within" else {}
        statements.append(expand(text, f"schema/{path}", {"label": kind.label, **names, **field}).text)
    return Migration(None, kind.file, "\n".join(statements))
