"""The connection to MongoDB: one client a process, and how much each collection promises."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bson.codec_options import CodecOptions
from pymongo import MongoClient, ReadPreference, WriteConcern
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.monitoring import CommandListener
from pymongo.read_concern import ReadConcern

from engine.store.mongo_codec import Document

DURABLE = WriteConcern(w="majority", j=True, wtimeout=5000)
# Only for what a rollback may undo: claims and leases.
QUICK = WriteConcern(w=1, j=False)
LASTING = ReadConcern("linearizable")
CONNECTIONS = 200


@dataclass(frozen=True, slots=True)
class Collections:
    """The database as one process uses it; all write durably, `quick_runs` excepted."""

    client: MongoClient[Document]
    database: Database[Document]
    runs: Collection[Document]
    quick_runs: Collection[Document]
    steps: Collection[Document]
    flows: Collection[Document]
    versions: Collection[Document]
    tokens: Collection[Document]
    schedules: Collection[Document]


class Link:
    """
    Opens a client at first use, and another one after a fork.

    Nothing of it is left to the URL: write concern, read concern and read preference are set here.
    """

    def __init__(
        self,
        url: str,
        database: str,
        *,
        server_timeout_seconds: float = 2.0,
        socket_timeout_seconds: float = 10.0,
        listeners: Sequence[CommandListener] = (),
    ) -> None:
        self._url = url
        self._database = database
        self._options: dict[str, Any] = {
            "connect": False,
            "retryWrites": True,
            "retryReads": True,
            "maxPoolSize": CONNECTIONS,
            "serverSelectionTimeoutMS": round(server_timeout_seconds * 1000),
            "connectTimeoutMS": round(server_timeout_seconds * 1000),
            "waitQueueTimeoutMS": round(server_timeout_seconds * 1000),
            "socketTimeoutMS": round(socket_timeout_seconds * 1000),
            "event_listeners": list(listeners),
            "appname": "millrace",
        }
        self._opened: dict[int, Collections] = {}

    def __call__(self) -> Collections:
        """Return this process's collections."""
        opened = self._opened.get(os.getpid())
        # Two threads may open at once: setdefault keeps one, the other client never connected.
        return opened or self._opened.setdefault(os.getpid(), self._open())

    def close(self) -> None:
        """Close this process's client, if it has one."""
        opened = self._opened.pop(os.getpid(), None)
        if opened is not None:
            opened.client.close()

    def _open(self) -> Collections:
        client: MongoClient[Document] = MongoClient(self._url, **self._options)
        database = client.get_database(
            self._database,
            codec_options=CodecOptions(tz_aware=True, tzinfo=UTC),
            read_preference=ReadPreference.PRIMARY,
            write_concern=DURABLE,
            read_concern=ReadConcern("local"),
        )
        return Collections(
            client=client,
            database=database,
            runs=database["runs"],
            quick_runs=database["runs"].with_options(write_concern=QUICK),
            steps=database["steps"],
            flows=database["flows"],
            versions=database["versions"],
            tokens=database["tokens"],
            schedules=database["schedules"],
        )


def lasting(collection: Collection[Document]) -> Collection[Document]:
    """Return the collection read such that what is seen cannot be rolled back: after a doubt."""
    return collection.with_options(read_concern=LASTING)


def server_time(opened: Collections) -> datetime:
    """Return the primary's time."""
    options = opened.database.codec_options
    found: datetime = opened.database.command("hello", codec_options=options)["localTime"]
    return found
