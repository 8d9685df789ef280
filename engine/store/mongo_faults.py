"""
What becomes of MongoDB's errors: the only place that knows them.

A command whose reply is lost may have been carried out, and one that reports a write concern error
was. Such doubt is settled by reading the document back, under a read concern that makes sure that
what it shows will stay, and by trying again where the write is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pymongo
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    ExecutionTimeout,
    PyMongoError,
    ServerSelectionTimeoutError,
    WriteConcernError,
)

from engine.errors import Unavailable

Answer = TypeVar("Answer")
RETRIES = 2
DOUBT_SECONDS = 8.0


@contextmanager
def reaching() -> Iterator[None]:
    """Raise `Unavailable` in place of whatever the driver raises."""
    try:
        yield
    except PyMongoError as error:
        raise Unavailable(f"MongoDB is out of reach ({type(error).__name__})") from error


def surely(attempt: Callable[[], Answer], landed: Callable[[], Answer]) -> Answer:
    """
    Write once, whatever becomes of the replies.

    `attempt` writes, and answers something falsy when its filter missed; `landed` looks whether an
    earlier attempt at the same write is in the store, and answers alike. Raises Unavailable.
    """
    with reaching():
        try:
            return attempt()
        except PyMongoError as error:
            if not is_indeterminate(error):
                raise
        with pymongo.timeout(DOUBT_SECONDS):
            return _again(lambda: landed() or attempt() or landed())


def _again(attempt: Callable[[], Answer]) -> Answer:
    for _ in range(RETRIES - 1):
        try:
            return attempt()
        except PyMongoError as error:
            if not is_indeterminate(error):
                raise
    return attempt()


def is_indeterminate(error: PyMongoError) -> bool:
    """Tell whether the command may have been carried out in spite of the error."""
    match error:
        case ServerSelectionTimeoutError():
            return False
        case BulkWriteError():
            return bool(error.details.get("writeConcernErrors"))
        case _:
            return isinstance(error, ConnectionFailure | ExecutionTimeout | WriteConcernError)
