"""How kinds of interaction read."""

from relgraph.core.language import Language


def kind_words(kind: str, language: Language) -> str:
    """What a kind of interaction is called: its slug, read as words."""
    return kind.replace("_", " ")
