"""The languages that relgraph writes sentences in."""

from enum import StrEnum


class Language(StrEnum):
    """A language of sentences."""

    EN = "en"
    ZH = "zh"

    @classmethod
    def preferred(cls, accept_language: str | None) -> "Language":
        """The one of ours that an Accept-Language header likes best (RFC 9110); English when it names none."""
        ranges = [part.partition(";") for part in (accept_language or "").lower().split(",")]
        liked = {tag.strip().partition("-")[0]: _quality(rest) for tag, _, rest in reversed(ranges)}
        best = max(cls, key=lambda language: liked.get(language.value, 0.0))
        return best if liked.get(best.value, 0.0) > 0 else cls.EN


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
