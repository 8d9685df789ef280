"""Changes of what is stored, in order: each done once, and harmless when done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from pymongo.errors import BulkWriteError

from engine.credits.seeds import seeded_prices
from engine.errors import EngineError
from engine.rights import WORKSPACE
from engine.store import mongo_indexes, mongo_naming
from engine.store.mongo_codec import Document, document_of
from engine.store.mongo_faults import reaching
from engine.store.mongo_link import Collections

_SCHEMA: Final = {"_id": "schema"}


class StoreTooNew(EngineError):
    """The store was changed by a newer Millrace, whose documents this one may not understand."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One change; its place in `MIGRATIONS`, counted from 1, is its version."""

    name: str
    apply: Callable[[Collections], None]


def _flows_carry_their_readers(opened: Collections) -> None:
    marks: Document = {
        "$cond": [
            {"$eq": ["$visibility", WORKSPACE]},
            ["$createdBy", WORKSPACE],
            ["$createdBy"],
        ]
    }
    opened.flows.update_many({"readers": {"$exists": False}}, [{"$set": {"readers": marks}}])


def _models_have_prices(opened: Collections) -> None:
    with suppress(BulkWriteError):  # those that are there already
        opened.database["prices"].insert_many(
            [document_of(price) for price in seeded_prices()], ordered=False
        )


def _files_have_revisions(opened: Collections) -> None:
    opened.database["files"].update_many({"rev": {"$exists": False}}, {"$set": {"rev": 1}})


def _runs_name_their_files(opened: Collections) -> None:
    """Write down which files open runs name; every other file counts as used now."""
    for _ in mongo_naming.name_files(opened, mongo_naming.EVERY):
        pass
    opened.database["files"].update_many(
        {"usedAt": {"$exists": False}}, [{"$set": {"usedAt": "$$NOW"}}]
    )


def _indexes_of_timers_and_groups(opened: Collections) -> None:
    """Make the indexes that timers, groups of children and errors are read by, by name."""
    mongo_indexes.ensure(opened)


MIGRATIONS: Final = (
    Migration("flows carry who may read them", _flows_carry_their_readers),
    Migration("models have prices, as of 2026-11-10", _models_have_prices),
    Migration("files have revisions", _files_have_revisions),
    Migration("runs name their files", _runs_name_their_files),
    Migration("timers and groups have indexes of their own", _indexes_of_timers_and_groups),
)


def migrate(opened: Collections, migrations: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """
    Do what was not done yet and return its names.

    Two processes at once do the same, which is why every change must bear being done twice.
    Raises StoreTooNew, and Unavailable: then the same call goes on where it stopped.
    """
    with reaching():
        version = version_of(opened)
        if version > len(migrations):
            message = (
                f"the store has schema version {version}, this Millrace knows {len(migrations)}: "
                "start a newer one"
            )
            raise StoreTooNew("store_too_new", message)
        done = []
        for number, migration in enumerate(migrations[version:], version + 1):
            migration.apply(opened)
            # $max: somebody slower must not turn the version back.
            update = {"$max": {"version": number}, "$currentDate": {"migratedAt": True}}
            opened.database["meta"].update_one(_SCHEMA, update, upsert=True)
            done.append(migration.name)
        return done


def version_of(opened: Collections) -> int:
    """Return the store's schema version, 0 for one that was never migrated."""
    found = opened.database["meta"].find_one(_SCHEMA)
    return 0 if found is None else int(found["version"])
