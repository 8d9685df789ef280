"""
Real servers for the tests that ask for one, and how hypothesis runs.

One mongod and one Valkey serve the whole run, whatever the number of xdist workers: those of
MILLRACE_MONGO_URL and MILLRACE_REDIS_URL when set, else embedded ones that die with pytest. A test
gets a MongoDB database of its own, and a Redis database that is empty when it starts. No server to
be had fails the test in CI and skips it elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis
from hypothesis import HealthCheck, settings
from pymongo import MongoClient

from engine.embedded.mongo import start_mongo
from engine.embedded.process import EmbeddedUnavailable, Server
from engine.embedded.redis import start_redis

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
GIVEN = {"redis": "MILLRACE_REDIS_URL", "mongo": "MILLRACE_MONGO_URL"}

# How many examples a property is tried on: many more by night than for a change.
EXAMPLES = int(os.environ.get("MILLRACE_TEST_EXAMPLES") or settings.default.max_examples)

settings.register_profile("local", deadline=None, max_examples=EXAMPLES)
settings.register_profile(
    "ci",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=EXAMPLES,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # says more about the machine than the test
)
settings.load_profile("ci" if IN_CI else "local")


@dataclass
class Servers:
    """The servers of one pytest process, each started when first asked for."""

    running: list[Server] = field(default_factory=list)
    answers: dict[str, str] = field(
        default_factory=dict
    )  # name -> URL, or "!" and why there is none
    folder: Path | None = None

    def answer(self, name: str) -> str:
        if name not in self.answers:
            self.answers[name] = os.environ.get(GIVEN[name]) or self._started(name)
        return self.answers[name]

    def _started(self, name: str) -> str:
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="millrace-tests-"))
        starts: dict[str, Callable[[Path], Server]] = {
            "redis": start_redis,
            "mongo": lambda folder: start_mongo(folder, test_commands=True),
        }
        try:
            server = starts[name](self.folder / name)
        except EmbeddedUnavailable as error:
            return f"!{error}"
        self.running.append(server)
        return server.url

    def end(self) -> None:
        for server in self.running:
            server.kill()  # nobody reads the data again
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


SERVERS = pytest.StashKey[Servers]()


def pytest_configure(config):
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a timeout cleans up too
    servers = Servers()
    servers.answers.update(getattr(config, "workerinput", {}).get("servers", {}))
    config.stash[SERVERS] = servers


def pytest_unconfigure(config):
    config.stash[SERVERS].end()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Start both in the process that outlives every xdist worker: they die with their parent."""
    servers = node.config.stash[SERVERS]
    node.workerinput["servers"] = {name: servers.answer(name) for name in GIVEN}


def _url_or_verdict(config, name: str) -> str:
    answer = config.stash[SERVERS].answer(name)
    if not answer.startswith("!"):
        return answer
    if IN_CI:
        pytest.fail(answer[1:], pytrace=False)
    pytest.skip(f"SKIPPED FOR WANT OF A SERVER: {answer[1:]}")


@pytest.fixture(scope="session")
def mongo_url(pytestconfig):
    """The URL of a real replica set; use it with `mongo_database`."""
    return _url_or_verdict(pytestconfig, "mongo")


@pytest.fixture(scope="session")
def _dropping_client(mongo_url) -> Iterator[MongoClient]:
    with MongoClient(mongo_url) as client:
        yield client


@pytest.fixture
def mongo_database(_dropping_client) -> Iterator[str]:
    """The name of a database no other test uses, dropped afterwards."""
    name = f"millrace-test-{uuid.uuid4().hex[:16]}"
    yield name
    _dropping_client.drop_database(name)


@pytest.fixture(scope="session")
def redis_server_url(pytestconfig, worker_id):
    """The URL of this xdist worker's own database on a real server: flushed around each test."""
    base = re.sub(r"/\d*$", "", _url_or_verdict(pytestconfig, "redis"))
    number = 1 + int(worker_id.removeprefix("gw")) if worker_id != "master" else 15
    url = f"{base}/{number}"
    with redis.Redis.from_url(url) as client:
        if client.dbsize():
            pytest.exit(f"Redis database {number} holds data and tests would delete it.", 3)
    return url


@pytest.fixture
def redis_url(redis_server_url) -> Iterator[str]:
    """The URL of an empty Redis database; publish/subscribe channels are the server's, shared."""
    yield redis_server_url
    with redis.Redis.from_url(redis_server_url) as client:
        client.flushdb()
