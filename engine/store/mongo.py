"""
The store in MongoDB.

Durable writes are majority and journaled, each on one document and safe to repeat; there are no
transactions. `stores` is what the engine sees; the rest is for whoever starts and stops a process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pymongo.monitoring import CommandListener

from engine.conditions import Disk
from engine.store import mongo_indexes, mongo_migrations
from engine.store.base import Stores
from engine.store.mongo_access import MongoSchedules, MongoTokens
from engine.store.mongo_census import MongoCensus
from engine.store.mongo_family import MongoFamily
from engine.store.mongo_faults import reaching
from engine.store.mongo_flows import MongoFlows
from engine.store.mongo_link import Link
from engine.store.mongo_runs import MongoRuns
from engine.store.mongo_sealed import MongoSealed
from engine.store.mongo_shelf import MongoFiles, mongo_shelves
from engine.store.mongo_sweep import MongoSweep


@dataclass(frozen=True, slots=True)
class MongoStores:
    """The stores of one database, and its upkeep. Every method raises `Unavailable`."""

    link: Link
    stores: Stores

    def ping(self) -> None:
        """Ask the primary for an answer."""
        with reaching():
            self.link().database.command("ping")

    def migrate(self) -> list[str]:
        """
        Bring the store to what this code expects, and return the names of the changes made.

        May be called as often as one likes, by several at once. Raises StoreTooNew.
        """
        opened = self.link()
        done = mongo_migrations.migrate(opened)
        with reaching():
            mongo_indexes.ensure(opened)
        return done

    def schema_version(self) -> int:
        """Return the version of the store's schema, 0 for one that was never migrated."""
        with reaching():
            return mongo_migrations.version_of(self.link())

    @property
    def known_version(self) -> int:
        """Return the schema version that this code works with."""
        return len(mongo_migrations.MIGRATIONS)

    def disk(self) -> Disk | None:
        """Return the disk of the server, None where it does not tell."""
        with reaching():
            told = self.link().database.command("dbStats")
        total, used = int(told.get("fsTotalSize", 0)), int(told.get("fsUsedSize", 0))
        return Disk(free=total - used, total=total) if total else None

    def close(self) -> None:
        """Close this process's connections; the next use opens them again."""
        self.link.close()


def open_stores(
    url: str,
    database: str,
    *,
    server_timeout_seconds: float = 2.0,
    socket_timeout_seconds: float = 10.0,
    listeners: Sequence[CommandListener] = (),
) -> MongoStores:
    """Return the stores of a database; nothing connects before the first use, or across a fork."""
    link = Link(
        url,
        database,
        server_timeout_seconds=server_timeout_seconds,
        socket_timeout_seconds=socket_timeout_seconds,
        listeners=listeners,
    )
    stores = Stores(
        runs=MongoRuns(link),
        family=MongoFamily(link),
        flows=MongoFlows(link),
        tokens=MongoTokens(link),
        schedules=MongoSchedules(link),
        shelves=mongo_shelves(link),
        blobs=MongoFiles(link),
        sweep=MongoSweep(link),
        census=MongoCensus(link),
        sealed=MongoSealed(link),
    )
    return MongoStores(link, stores)
