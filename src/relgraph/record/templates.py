"""The statements of a kind, made of the templates in `cypher/templates/` (ADR 0002, ADR 0016).

What is filled in comes from a declaration in code: labels, names of fields. A kind that needs another statement has a
file of its own in `cypher/kinds/`; templates have no options.
"""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel

from relgraph.graph.query import Filling, Query
from relgraph.record.model import Entity, Fact, Recorded
from relgraph.record.outcome import Counted, RowOutcome

F = TypeVar("F", bound=Fact)
E = TypeVar("E", bound=Entity)


def record_facts(model: type[Fact], label: str) -> Query[RowOutcome]:
    """Writes versions of facts."""
    one, other = _ends(model)
    nodes = {"one_node": _node(model, one), "other_node": _node(model, other)}
    values = _names(model, label) | nodes
    if not model.within:
        return Query("templates/record_facts", RowOutcome, filling=Filling(model.noun, values))
    (within,) = model.within
    values |= {"within": within, "found": _found(model, within)}
    return Query("templates/record_facts_within", RowOutcome, filling=Filling(model.noun, values))


def find_facts(model: type[F], label: str) -> Query[F]:
    """Reads facts back: by id, around what they are between, or all."""
    one, other = _ends(model)
    columns = (one, other, *model.within, *model.value_fields())
    ids = [f"startNode(fact).id AS {one}", f"endNode(fact).id AS {other}"]
    said = [f"fact.{name} AS {name}" for name in columns[2:]]
    values = {"label": label, "values": ", ".join([*ids, *said])}
    if model.undirected:
        values["end_label"] = model.references[one].type_name
        name = "templates/find_undirected_facts"
    else:
        values |= {"one_label": model.references[one].type_name, "other_label": model.references[other].type_name}
        name = "templates/find_facts"
    if model.within:
        (within,) = model.within
        values |= {"within": within, "within_ids": f"${within}"}
        filling = Filling(model.noun, values, columns, params=(within,))
        return Query("templates/find_facts_within", model, packed=True, filling=filling)
    return Query(name, model, packed=True, filling=Filling(model.noun, values, columns))


def close_facts(model: type[Fact], label: str) -> Query[Counted]:
    """Ends versions where the next one begins."""
    return Query("templates/close_facts", Counted, filling=Filling(model.noun, _names(model, label)))


def move_facts(model: type[Fact], label: str) -> Query[Counted]:
    """Gives facts other ends."""
    one, other, *further = model.between_fields()
    # What may stand in a part of an organisation ends there.
    labels = [model.references[name].type_name for name in (other, *further)]
    values = {"label": label, "one_label": model.references[one].type_name, "other_label": "|".join(labels)}
    return Query("templates/move_facts", Counted, filling=Filling(model.noun, values))


def record_entities(model: type[Entity], label: str) -> Query[RowOutcome]:
    """Writes entities, and what they refer to."""
    names = _names(model, label)
    if not model.references:
        return Query("templates/record_entities", RowOutcome, filling=Filling(model.noun, names))
    values = {
        "names": ", ".join(model.references),
        "said": ", ".join(f"{name}: {name}.id" for name in model.references),
        "found": "\n".join(_found(model, name) for name in model.references),
        "types": "|".join(links(model).values()),
        "links": "\n".join(f"@linked({type_}, {name})" for name, type_ in links(model).items()),
    }
    return Query("templates/record_linked_entities", RowOutcome, filling=Filling(model.noun, names | values))


def find_entities(model: type[E], label: str) -> Query[E]:
    """Reads entities back: by id, around what they refer to, or all."""
    values = {"label": label, "values": ", ".join(_value(model, name) for name in model.own_fields())}
    if not model.references:
        filling = Filling(model.noun, values, model.own_fields())
        return Query("templates/find_entities", model, packed=True, filling=filling)
    around = [
        f"@linked_around(${name}, {label}, {type_}, {model.references[name].type_name})"
        for name, type_ in links(model).items()
    ]
    filling = Filling(
        model.noun, values | {"around": "\n".join(around)}, model.own_fields(), params=tuple(model.references)
    )
    return Query("templates/find_linked_entities", model, packed=True, filling=filling)


def links(model: type[Entity]) -> dict[str, str]:
    """The types of the relationships from an entity to what it refers to, by the name of the field."""
    return {name: _link(name) for name in model.references}


class Place(BaseModel, frozen=True):
    """Where something stands in a list: whose list, what it is, and by what it is ordered, where that is known."""

    of: str
    id: str
    place: str | None


def lists_chosen(noun: str, of: Iterable[str]) -> dict[str, Query[Place]]:
    """What reads the lists of a kind when they are narrowed or ordered, by whose list it is; `all` is that of all."""
    found = {**{name: f"@{noun}_of_{name}(of)" for name in of}, "all": f"@{noun}_of_all()"}
    said = {"wanted": f"@{noun}_wanted(entity)", "order": f"@{noun}_order(entity)"}
    return {
        name: Query("templates/list_chosen", Place, filling=Filling(f"{noun} of {name}", {"found": text, **said}))
        for name, text in found.items()
    }


def _link(name: str) -> str:
    return name.upper()


def _names(model: type[Recorded], label: str) -> dict[str, str]:
    return {"label": label, "noun": f"'{model.noun}'"}


def _ends(model: type[Fact]) -> tuple[str, str]:
    ends = [name for name in model.between_fields() if model.model_fields[name].is_required()]
    if len(ends) != len(model.between_fields()) or len(ends) != 2:  # noqa: PLR2004
        raise TypeError(f"{model.__name__} is not between two entities: give it queries of its own.")
    return ends[0], ends[1]


def _node(model: type[Recorded], name: str) -> str:
    """The label of what a row refers to by a field, and by what it is found."""
    customer = ", kind: 'customer'" if name in model.customers else ""
    return f"{model.references[name].type_name} {{id: row.{name}{customer}}}"


def _found(model: type[Recorded], name: str) -> str:
    """Finds what a row refers to by a field."""
    node = f"({name}:{_node(model, name)})"
    if model.model_fields[name].is_required():
        return f"MATCH {node}"
    return f"OPTIONAL MATCH {node}\nFILTER row.{name} IS NULL OR {name} IS NOT NULL"


def _value(model: type[Recorded], name: str) -> str:
    value = f"entity.{name}"
    # A list has no unknown, only nothing in it.
    return f"coalesce({value}, []) AS {name}" if model.model_fields[name].default == () else f"{value} AS {name}"
