"""How kinds of interaction read."""

from relgraph.core.language import Language


def kind_words(kind: str, language: Language) -> str:  # noqa: ARG001  (what the playbook calls it in each language)
    """What a kind of interaction is called: its slug, read as words."""
    return kind.replace("_", " ")
