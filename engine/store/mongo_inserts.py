"""Inserting a document once, whatever becomes of the reply."""

from __future__ import annotations

from collections.abc import Callable

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from engine.store.mongo_codec import Document
from engine.store.mongo_faults import surely
from engine.store.mongo_link import lasting


def insert_once(
    collection: Collection[Document],
    document: Document,
    is_same: Callable[[Document], bool] | None = None,
) -> bool:
    """
    Insert the document; False when its id is taken.

    After a lost reply, a stored document that `is_same` (default: equal) is the one just sent.
    """

    def attempt() -> bool:
        try:
            collection.insert_one(document)
        except DuplicateKeyError:
            return False
        return True

    def landed() -> bool:
        found = lasting(collection).find_one({"_id": document["_id"]})
        if found is None:
            return False
        return found == document if is_same is None else is_same(found)

    return surely(attempt, landed)
