"""Whether what is recorded holds words and levels that the playbook in force knows: one check for all who record.

ADR 0024, ADR 0028.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from relgraph.graph.client import Reader
from relgraph.playbook.assessments import Assessments
from relgraph.playbook.model import Playbook
from relgraph.playbook.service import load_playbook
from relgraph.playbook.vocabulary import Vocabulary, WordSection
from relgraph.record.fields import OnScale, PlaybookWord, notes
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.read import find_versions_of


async def refuse_unlike_playbook(
    reader: Reader, kind: Kind[Recorded], things: Sequence[Recorded]
) -> dict[int, Outcome]:
    """Of each thing with a word or level that the playbook does not know what is wrong with it, by its number.

    What is recorded already with that word or level may be told again, corrected in all else, and ended: the playbook
    knew it once. Raises ConfigurationError where the playbook cannot be read.
    """
    rules = _rules_of(kind.model)
    if not rules.words and not rules.levels:
        return {}
    playbook = load_playbook(reader.settings.playbook)
    found = {n: fault for n, thing in enumerate(things) if (fault := next(_faults(thing, rules, playbook), None))}
    there = await find_versions_of(reader, kind, sorted({things[n].id for n in found}))
    return {
        n: Outcome(kind=OutcomeKind.INVALID, field=fault.field, problem=fault.problem, remedy=fault.remedy)
        for n, fault in found.items()
        if all(_told(each, fault.told) != _told(things[n], fault.told) for each in there[things[n].id])
    }


@dataclass(frozen=True)
class _Rules:
    """Which fields of a kind hold words of the playbook, and which levels on a scale of it."""

    words: Mapping[str, WordSection]
    levels: Mapping[str, OnScale]


@dataclass(frozen=True)
class _PlaybookFault:
    """What is wrong with a field; `told` are all the fields that make it so."""

    field: str
    problem: str
    remedy: str
    told: tuple[str, ...]


@cache
def _rules_of(model: type[Recorded]) -> _Rules:
    names = model.own_fields()
    return _Rules(
        words={name: note.section for name in names for note in notes(model, name, PlaybookWord)},
        levels={name: note for name in names for note in notes(model, name, OnScale)},
    )


def _told(thing: Recorded, names: Sequence[str]) -> list[object]:
    return [getattr(thing, name) for name in names]


def _faults(thing: Recorded, rules: _Rules, playbook: Playbook) -> Iterator[_PlaybookFault]:
    for name, section in rules.words.items():
        word, words = getattr(thing, name), Vocabulary.of(playbook, section)
        if word is not None and word not in words:
            yield _PlaybookFault(name, words.problem(word), words.remedy(word), (name,))
    for name, note in rules.levels.items():
        yield from _faults_of_level(thing, name, note, playbook.assessments)


def _faults_of_level(thing: Recorded, name: str, note: OnScale, known: Assessments) -> Iterator[_PlaybookFault]:
    aspect, level = getattr(thing, note.aspect), getattr(thing, name)
    if aspect not in known.aspects:
        return
    scale = known.scales[known.aspects[aspect].scale]
    told = (note.aspect, name)
    if level not in scale.known:
        levels = ", ".join(f"{each} ({scale.levels[str(each)].en})" for each in scale.known)
        yield _PlaybookFault(name, f"{aspect} has no level {level}", f"Give one of {levels}", told)
    elif level >= scale.evidence_from and getattr(thing, note.evidence) is None:
        yield _PlaybookFault(
            note.evidence,
            f"level {level} of {aspect} rests on nothing: from {scale.evidence_from} on evidence is needed",
            "Say what they did or said, and when; or give a lower level",
            (*told, note.evidence),
        )
