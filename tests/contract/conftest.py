"""The stores under contract: every test runs once on each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from pymongo import MongoClient

from engine import clock
from engine.store.base import Stores
from engine.store.mongo import open_stores
from tests.support.memory import memory_stores


@dataclass(frozen=True)
class Backend:
    """A store, and how to let time pass for what it holds."""

    stores: Stores
    pass_seconds: Callable[[float], None]
    now: Callable[[], datetime]


@pytest.fixture(params=["memory", "mongo"])
def backend(request):
    return request.getfixturevalue(f"{request.param}_backend")


@pytest.fixture
def memory_backend():
    return new_memory_backend()


@pytest.fixture
def mongo_stores(mongo_url, mongo_database):
    opened = open_stores(mongo_url, mongo_database)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def mongo_backend(mongo_stores):
    return mongo_backend_of(mongo_stores)


@pytest.fixture
def stores(backend):
    return backend.stores


@pytest.fixture
def runs(stores):
    return stores.runs


@pytest.fixture
def pass_seconds(backend):
    return backend.pass_seconds


@pytest.fixture
def raw(mongo_url, mongo_database):
    """The database as MongoDB shows it."""
    with MongoClient(mongo_url, tz_aware=True) as client:
        yield client[mongo_database]


def new_memory_backend() -> Backend:
    passed = [timedelta()]

    def pass_seconds(seconds: float) -> None:
        passed[0] += timedelta(seconds=seconds)

    def now() -> datetime:
        return clock.now() + passed[0]

    return Backend(memory_stores(now), pass_seconds, now)


def mongo_backend_of(opened) -> Backend:
    def pass_seconds(seconds: float) -> None:
        """Move what the server compares its clock with into the past: nobody can move the clock."""
        for field in ("lease.until", "wakeAt", "queuedAt", "deadline"):
            moved = {"$subtract": [f"${field}", round(seconds * 1000)]}
            opened.link().runs.update_many({field: {"$type": "date"}}, [{"$set": {field: moved}}])

    return Backend(opened.stores, pass_seconds, clock.now)
