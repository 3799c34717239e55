"""Documents that clients name instead of sending them (ADR 0020).

By the hash of their text, once somebody has sent it: as GraphQL over HTTP drafts it (`documentId`, appendix A) and as
Apollo does it (`extensions.persistedQuery`). Or by their ids in a list that was made beforehand: then nothing else is
run.
"""

from collections import OrderedDict
from hashlib import sha256

from relgraph.surfaces.graphql.errors import RequestError, coded
from relgraph.surfaces.graphql.request import HASH_PREFIX, Parameters
from relgraph.surfaces.graphql.trusted import Trusted

_MOST, _MOST_TEXT = 1_000, 10_000_000
"""Documents, and characters of all of them, that are kept; beyond it those go that were asked for least recently."""

_UNKNOWN = "PersistedQueryNotFound"  # Apollo's clients go by this very message, and send the text


class Persisted:
    """The documents that can be asked for by name."""

    def __init__(self, trusted: Trusted | None) -> None:
        """Without `trusted`, whatever clients send; with it, nothing but what is listed there."""
        self._trusted = trusted
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._size = 0

    def text_of(self, given: Parameters) -> str:
        """The text that is asked for. Raises RequestError."""
        if self._trusted is not None:
            return _listed(given, self._trusted)
        return self._known(given)

    def keep(self, given: Parameters) -> None:
        """Keep what came with its name, now that it is known to be a document of the schema."""
        if self._trusted is not None or not (given.query and given.document_id):
            return
        self._put(_hash_in(given.document_id), given.query)

    def _known(self, given: Parameters) -> str:
        name = given.document_id
        if name is None:
            return given.query
        if given.query:
            _check_hash(name, given.query)
            return given.query
        text = self._kept.get(_hash_in(name))
        if text is None:
            remedy = "Send the document, too, as `query`: from then on its name is enough, while this server keeps it."
            raise RequestError([coded(_UNKNOWN, "PERSISTED_QUERY_NOT_FOUND", remedy=remedy)])
        self._kept.move_to_end(_hash_in(name))
        return text

    def _put(self, name: str, text: str) -> None:
        self._size += 0 if name in self._kept else len(text)
        self._kept[name] = text
        self._kept.move_to_end(name)
        while len(self._kept) > _MOST or self._size > _MOST_TEXT:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone)


def _listed(given: Parameters, trusted: Trusted) -> str:
    named = trusted.find(given.document_id) if given.document_id else None
    sent = given.query if given.query and trusted.has(given.query) else None
    text = named or sent
    if text is None or (given.query and text != given.query):
        remedy = "Name one of them by `documentId`; RELGRAPH_TRUSTED_DOCUMENTS says where they are listed."
        error = coded(
            "This server runs no documents but those listed beforehand.", "DOCUMENT_NOT_TRUSTED", remedy=remedy
        )
        raise RequestError([error])
    return text


def _check_hash(name: str, text: str) -> None:
    if not name.startswith(HASH_PREFIX):
        problem, remedy = "is no hash", "Name a document `sha256:` and the SHA-256 of its text, or leave the name out."
    elif _hash_in(name) != sha256(text.encode()).hexdigest():
        problem, remedy = "is not the hash of this document", "Hash the very text that is sent, encoded as UTF-8."
    else:
        return
    raise RequestError([coded(f"The document's name {problem}.", "BAD_REQUEST", field="documentId", remedy=remedy)])


def _hash_in(name: str) -> str:
    return name.removeprefix(HASH_PREFIX).lower()
