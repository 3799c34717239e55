"""Which of GraphQL's two media types a client wants, and which one it sent."""

import re
from email.message import Message

JSON = "application/json"
RESPONSE = "application/graphql-response+json"

_QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_EXACT = 2


def negotiate(accept: str | None) -> str | None:
    """The media type to answer with; None when the client takes neither.

    Clients from before `application/graphql-response+json` say nothing or `*/*`: they get `application/json`, and with
    it 200 for every well-formed request.
    """
    ranges = [_parse_range(part) for part in (accept or "*/*").split(",") if part.strip()]
    offers = [(*_rank(media_type, ranges), media_type) for media_type in (JSON, RESPONSE)]
    quality, closeness, _ = max(offers, key=lambda offer: offer[:2])
    best = [media_type for *rank, media_type in offers if rank == [quality, closeness]]
    if quality == 0:
        return None
    # A tie between both by name goes to the better defined one, a tie by wildcard to the older one.
    return best[-1] if closeness == _EXACT else best[0]


def parse_media_type(header: str) -> tuple[str, dict[str, str]]:
    """A media type in lower case and its parameters."""
    message = Message()
    message["content-type"] = header
    parameters = message.get_params(failobj=[])
    return message.get_content_type(), {key.lower(): value for key, value in parameters[1:]}


def _parse_range(text: str) -> tuple[str, float]:
    media_type, *parameters = (part.strip().lower() for part in text.split(";"))
    given = dict(parameter.partition("=")[::2] for parameter in parameters)
    if given.get("charset", "utf-8").strip('"') != "utf-8":
        return media_type, 0.0
    quality = given.get("q", "1")
    return media_type, float(quality) if _QUALITY.fullmatch(quality) else 0.0


def _rank(media_type: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """The client's liking for a media type, and how exactly it named it (RFC 9110: the closest range decides)."""
    for closeness, name in ((_EXACT, media_type), (1, "application/*"), (0, "*/*")):
        qualities = [quality for given, quality in ranges if given == name]
        if qualities:
            return max(qualities), closeness
    return 0.0, 0
