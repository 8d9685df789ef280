"""The database as MongoDB shows it."""

from __future__ import annotations

import pytest
from pymongo import MongoClient


@pytest.fixture
def raw(mongo_url, mongo_database):
    with MongoClient(mongo_url, tz_aware=True) as client:
        yield client[mongo_database]
