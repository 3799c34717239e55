"""Whether what is recorded holds words that the playbook in force knows: one check for all who record (ADR 0024)."""

from collections.abc import Mapping, Sequence
from functools import cache

from relgraph.graph.client import Reader
from relgraph.playbook.service import load_playbook
from relgraph.playbook.vocabulary import Vocabulary, WordSection
from relgraph.record.fields import PlaybookWord, notes
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.read import find_versions_of


async def refuse_unknown_words(reader: Reader, kind: Kind[Recorded], things: Sequence[Recorded]) -> dict[int, Outcome]:
    """Of each thing with a word that the playbook does not know what is wrong with it, by its number.

    What is recorded already with that word may be told again, corrected in all else, and ended: the playbook knew it
    once. Raises ConfigurationError where the playbook cannot be read.
    """
    fields = _fields_with_words(kind.model)
    if not fields:
        return {}
    playbook = load_playbook(reader.settings.playbook)
    words = {name: Vocabulary.of(playbook, section) for name, section in fields.items()}
    unknown = {
        n: name
        for n, thing in enumerate(things)
        for name in fields
        if (word := getattr(thing, name)) is not None and word not in words[name]
    }
    there = await find_versions_of(reader, kind, sorted({things[n].id for n in unknown}))
    return {
        n: _refused(name, words[name], str(getattr(things[n], name)))
        for n, name in unknown.items()
        if all(getattr(each, name) != getattr(things[n], name) for each in there[things[n].id])
    }


@cache
def _fields_with_words(model: type[Recorded]) -> Mapping[str, WordSection]:
    return {name: note.section for name in model.own_fields() for note in notes(model, name, PlaybookWord)}


def _refused(field: str, words: Vocabulary, word: str) -> Outcome:
    return Outcome(kind=OutcomeKind.INVALID, field=field, problem=words.problem(word), remedy=words.remedy(word))
