"""What kinds of interaction are called, as the playbook has it (method M14)."""

from collections.abc import Mapping

from relgraph.core.language import Language
from relgraph.playbook.interactions import InteractionKind


def kind_words(kinds: Mapping[str, InteractionKind], kind: str, language: Language) -> str:
    """What a kind is called; one that the playbook does not know reads as it is recorded."""
    known = kinds.get(kind)
    if known is None:
        return kind.replace("_", " ")
    return known.zh if language is Language.ZH else known.en
