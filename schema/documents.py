"""Documents that were parsed and found valid, kept: clients send the same few over and over."""

from __future__ import annotations

from collections import OrderedDict

from graphql import DocumentNode

MAX_DOCUMENT = 5_000
MAX_TOTAL = 100_000
"""Characters of source. A parsed document takes some 140 bytes a character, so this is 14 MB at most."""


class ValidDocuments:
    """The most recently used ones, within a budget that nobody can exceed by sending many."""

    def __init__(self) -> None:
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()
        self._total = 0

    def get(self, source: str) -> DocumentNode | None:
        document = self._documents.get(source)
        if document is not None:
            self._documents.move_to_end(source)
        return document

    def keep(self, source: str, document: DocumentNode) -> None:
        """Remember a document that has passed validation."""
        if len(source) > MAX_DOCUMENT or source in self._documents:
            return
        self._documents[source] = document
        self._total += len(source)
        while self._total > MAX_TOTAL:
            oldest, _ = self._documents.popitem(last=False)
            self._total -= len(oldest)
