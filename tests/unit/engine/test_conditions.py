from __future__ import annotations

import logging
from dataclasses import dataclass, field

import pytest

from engine.conditions import Conditions, Disk, Memory
from engine.errors import Unavailable
from engine.ports import QueueUnavailable
from engine.queue import RedisQueue
from engine.store.mongo import open_stores

MIB = 1024 * 1024
ROOMY = Disk(free=50 * MIB, total=100 * MIB)
SAFE = Memory("noeviction", 10 * MIB, 0)


@dataclass
class Servers:
    version: int = 5
    known_version: int = 5
    found: Disk | None = ROOMY
    told: Memory = SAFE
    is_down: bool = False
    asked: int = 0
    now: float = field(default=0.0)

    def schema_version(self):
        self.asked += 1
        if self.is_down:
            raise Unavailable("gone")
        return self.version

    def disk(self):
        return self.found

    def memory(self):
        if self.is_down:
            raise QueueUnavailable("gone")
        return self.told


def codes(servers):
    return [one.code for one in Conditions(servers, servers).read()]


def test_nothing_is_said_of_servers_that_are_fit():
    assert codes(Servers()) == []


@pytest.mark.parametrize(
    ("servers", "code", "words"),
    [
        (Servers(version=4), "store_outdated", ["4", "5", "millrace migrate"]),
        (Servers(version=6), "store_too_new", ["6", "5", "newer"]),
        (Servers(found=Disk(4 * MIB, 100 * MIB)), "disk_nearly_full", ["4 of 100 MiB"]),
        (Servers(told=Memory("allkeys-lru", 1, 0)), "redis_evicts", ["allkeys-lru", "noeviction"]),
        (Servers(told=Memory("volatile-ttl", 1, 0)), "redis_evicts", ["volatile-ttl"]),
        (
            Servers(told=Memory("noeviction", 91 * MIB, 100 * MIB)),
            "redis_nearly_full",
            ["91 of 100 MiB", "maxmemory"],
        ),
    ],
)
def test_a_condition_is_named_with_its_remedy(servers, code, words):
    (found,) = Conditions(servers, servers).read()
    assert found.code == code
    assert all(word in found.message for word in words)


def test_a_server_that_does_not_tell_its_disk_is_no_condition():
    assert codes(Servers(found=None)) == []


def test_a_server_that_does_not_answer_is_left_to_the_readiness_check():
    assert codes(Servers(version=1, is_down=True)) == []


def test_the_servers_are_asked_once_in_ten_seconds():
    servers = Servers()
    conditions = Conditions(servers, servers, lambda: servers.now)
    for servers.now in (0.0, 1.0, 9.9, 10.0, 11.0):
        conditions.read()
    assert servers.asked == 2


def test_a_report_is_a_warning_in_the_log(caplog):
    servers = Servers(version=4)
    with caplog.at_level(logging.WARNING):
        Conditions(servers, servers).report()
    (line,) = caplog.records
    assert (line.message, line.code) == ("installation_at_risk", "store_outdated")


def test_real_servers_tell_what_is_judged(redis_url, mongo_url, mongo_database):
    stores, queue = open_stores(mongo_url, mongo_database), RedisQueue(redis_url)
    assert queue.memory().policy == "noeviction"
    assert queue.memory().used > 0
    assert stores.disk() is None  # of a database that does not exist yet
    assert stores.schema_version() == 0
    assert stores.migrate()
    assert stores.schema_version() == stores.known_version
    disk = stores.disk()
    assert 0 < disk.free < disk.total
    stores.close()
