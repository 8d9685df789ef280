"""
What the MongoDB store makes of lost commands, lost replies and doubtful acknowledgements.

A fail point belongs to its whole server, hence a server for this file alone.
"""

from __future__ import annotations

import uuid
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from pymongo import MongoClient

from engine.embedded.mongo import start_mongo
from engine.errors import Unavailable
from engine.store import mongo_faults
from engine.store.documents import Fence, Renewal
from engine.store.mongo import open_stores
from schemas.run import RunStatus
from tests.contract.samples import (
    AT,
    completed,
    decision_of,
    entries_of,
    flow_of,
    run_of,
    schedule_of,
    token_of,
    version_of,
    waiting,
)

# In each, the driver's own single retry is not enough.
CLOSED = {"closeConnection": True}
NOT_PRIMARY = {"errorCode": 10107}
# Carried out, but not acknowledged: retried by nobody but us.
DOUBTFUL = {"writeConcernError": {"code": 64, "errmsg": "waiting for replication timed out"}}
SHUTTING_DOWN = {"writeConcernError": {"code": 91, "errmsg": "shutdown in progress"}}
WRITES = ["insert", "update", "findAndModify"]
NEXT = AT + timedelta(minutes=5)


@pytest.fixture(scope="module")
def server(mongo_url, tmp_path_factory):
    started = start_mongo(tmp_path_factory.mktemp("mongo"), test_commands=True)
    yield started
    started.kill()


@pytest.fixture(scope="module")
def admin(server):
    with MongoClient(server.url) as client:
        yield client.admin


@contextmanager
def opening(server, *, server_seconds, socket_seconds):
    name = f"faults-{uuid.uuid4().hex[:12]}"
    # Making the indexes takes longer than what gives up soon would wait.
    with closing(
        open_stores(server.url, name, server_timeout_seconds=30, socket_timeout_seconds=30)
    ) as patient:
        patient.migrate()
    with closing(
        open_stores(
            # A fault changes nothing in the server, so the driver hears of no recovery: it asks.
            f"{server.url}&heartbeatFrequencyMS=500",
            name,
            server_timeout_seconds=server_seconds,
            socket_timeout_seconds=socket_seconds,
        )
    ) as opened:
        yield opened


@pytest.fixture
def opened(server):
    """What gives up soon."""
    with opening(server, server_seconds=2, socket_seconds=0.5) as opened:
        yield opened


@pytest.fixture
def stores(opened):
    return opened.stores


@pytest.fixture
def patient(server):
    """Stores that give a busy machine its time."""
    with opening(server, server_seconds=10, socket_seconds=5) as opened:
        yield opened.stores


@pytest.fixture
def failing(admin):
    """Make the next commands of a kind fail, so many times, from the so-manieth on."""

    @contextmanager
    def failing(fault, *, times=1, skip=0, commands=WRITES):
        mode = {"skip": skip} if times is None else {"times": times}
        data = {"failCommands": commands, "appName": "millrace", **fault}
        set_to = admin.command("configureFailPoint", "failCommand", mode=mode, data=data)
        try:
            yield
        finally:
            off = admin.command("configureFailPoint", "failCommand", mode="off")
        assert off["count"] > set_to["count"], "the fault was never met"

    return failing


def prepare(stores):
    """Store what the calls below change; return the fence of the running one."""
    runs = stores.runs
    runs.insert(run_of("queued"))
    runs.insert(run_of("running"))
    runs.insert(run_of("waiting"))
    stores.runs.append("running", entries_of(0))
    fence = runs.claim("running", "worker-1", "t-1", 30).run.fence
    parked = runs.claim("waiting", "worker-1", "t-1", 30).run.fence
    runs.settle("waiting", parked, waiting(60))
    stores.flows.insert(flow_of("kept"))
    stores.tokens.insert(token_of("kept"))
    stores.schedules.put(schedule_of("kept", "kept"))
    return fence


# Each call answers what it answers on a good day, however its replies get lost.
CALLS = {
    "insert": (lambda s, f: s.runs.insert(run_of()), True),
    "members": (lambda s, f: len(s.family.add([run_of(), run_of("queued")])) > 0, True),
    "claim": (lambda s, f: s.runs.claim("queued", "worker-1", "t-2", 30).run.fence.n, 1),
    "renew": (lambda s, f: s.runs.renew("running", f, 30), Renewal.HELD),
    "expire": (lambda s, f: s.runs.expire("running", f), None),
    "append": (lambda s, f: s.runs.append("running", entries_of(1, 2, 3, fence=f)), None),
    "append taken": (
        lambda s, f: s.runs.append("running", entries_of(0, 1, fence=Fence(9, "t-9"))),
        entries_of(0)[0],
    ),
    "settle": (lambda s, f: s.runs.settle("running", f, completed()), True),
    "settle waiting": (lambda s, f: s.runs.settle("running", f, waiting(60)), True),
    "decide": (
        lambda s, f: s.runs.decide("waiting", decision_of()).status,
        RunStatus.QUEUED,
    ),
    "cancel waiting": (
        lambda s, f: s.runs.cancel("waiting", "somebody").status,
        RunStatus.CANCELED,
    ),
    "cancel running": (lambda s, f: s.runs.cancel("running", "somebody").cancel.by, "somebody"),
    "flow insert": (lambda s, f: s.flows.insert(flow_of()), True),
    "flow replace": (lambda s, f: s.flows.replace(flow_of("kept", rev=2), 1), True),
    "flow delete": (lambda s, f: s.flows.delete("kept"), True),
    "version": (lambda s, f: s.flows.insert_version(version_of()), True),
    "token insert": (lambda s, f: s.tokens.insert(token_of()), True),
    "token revoke": (lambda s, f: s.tokens.revoke("kept", AT), True),
    "schedule put": (lambda s, f: s.schedules.put(schedule_of()), None),
    "schedule advance": (lambda s, f: s.schedules.advance("kept", AT, NEXT, "run-1"), True),
    "schedule end": (lambda s, f: s.schedules.advance("kept", AT, None, "run-1"), True),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("fault", "times"),
    [(CLOSED, 1), (CLOSED, 2), (NOT_PRIMARY, 2), (DOUBTFUL, 1), (DOUBTFUL, 2), (SHUTTING_DOWN, 2)],
    ids=["lost", "lost twice", "no primary", "doubtful", "doubtful twice", "shutting down"],
)
def test_a_call_answers_as_if_nothing_had_happened(patient, failing, name, fault, times):
    fence = prepare(patient)
    call, expected = CALLS[name]
    with failing(fault, times=times):
        assert call(patient, fence) == expected


def test_a_doubtful_append_is_in_once_and_in_order(stores, failing):
    with failing(DOUBTFUL, times=2):
        assert stores.runs.append("run-1", entries_of(0, 1, 2)) is None
    assert stores.runs.entries("run-1") == list(entries_of(0, 1, 2))


def test_a_doubtful_settlement_is_found_after_the_run_moved_on(stores, failing):
    fence = prepare(stores)
    with failing(DOUBTFUL):
        assert stores.runs.settle("running", fence, waiting())
    assert stores.runs.get("running").status is RunStatus.WAITING


# What is decided by somebody else stays theirs, whatever the doubt about one's own call.
MISSES = {
    "insert": (lambda s, f: s.runs.insert(run_of("queued", principal="another")), False),
    "settle": (lambda s, f: s.runs.settle("waiting", f, completed()), False),
    "claim": (lambda s, f: s.runs.claim("running", "worker-2", "t-9", 30), None),
    "decide": (lambda s, f: s.runs.decide("waiting", decision_of("other")), None),
    "cancel": (lambda s, f: s.runs.cancel("unknown", "somebody"), None),
    "renew": (lambda s, f: s.runs.renew("waiting", f, 30), Renewal.LOST),
    "flow insert": (lambda s, f: s.flows.insert(flow_of("kept", name="another")), False),
    "flow replace": (lambda s, f: s.flows.replace(flow_of("kept", rev=9), 8), False),
    "flow delete": (lambda s, f: s.flows.delete("unknown"), False),
    "token revoke": (lambda s, f: s.tokens.revoke("unknown", AT), False),
    "schedule advance": (lambda s, f: s.schedules.advance("kept", NEXT, AT, "run-1"), False),
}


@pytest.mark.parametrize("name", MISSES)
@pytest.mark.parametrize("fault", [CLOSED, DOUBTFUL], ids=["lost", "doubtful"])
def test_a_miss_stays_a_miss(stores, failing, name, fault):
    fence = prepare(stores)
    call, expected = MISSES[name]
    with failing(fault, times=2):
        assert call(stores, fence) == expected


def test_a_put_in_doubt_does_not_take_back_what_fired_since(stores, failing, opened):
    class Fires:
        """Fires the schedule after its put was carried out and before the doubt is settled."""

        def __init__(self, link):
            self.link, self.calls = link, 0

        def __call__(self):
            self.calls += 1
            if self.calls == 2:
                other.stores.schedules.advance("s-1", AT, NEXT, "run-1")
            return self.link()

    other = open_stores(opened.link._url, opened.link._database)
    schedules = type(stores.schedules)(Fires(opened.link))
    with failing(DOUBTFUL):
        schedules.put(schedule_of())
    other.close()
    assert stores.schedules.get("f-1").next_fire == NEXT


@pytest.mark.parametrize("name", CALLS)
def test_a_server_that_answers_nothing_is_unavailable(stores, failing, name, monkeypatch):
    monkeypatch.setattr(mongo_faults, "DOUBT_SECONDS", 0.3)
    fence = prepare(stores)
    call, _ = CALLS[name]
    broken = [*WRITES, "find"]
    with failing(CLOSED, times=1000, commands=broken), pytest.raises(Unavailable):
        call(stores, fence)


READS = {
    "get": lambda s: s.runs.get("queued"),
    "peek": lambda s: s.runs.peek("queued"),
    "entries": lambda s: s.runs.entries("queued"),
    "latest": lambda s: s.runs.latest("queued", 10, 10),
    "expired": lambda s: s.runs.expired(10),
    "due": lambda s: s.runs.due(5, 10),
    "queued": lambda s: s.runs.queued(0, 10),
    "expire_worker": lambda s: s.runs.expire_worker("worker-1"),
    "flow": lambda s: s.flows.get("kept"),
    "flows": lambda s: s.flows.list("w-1", "", 10),
    "version": lambda s: s.flows.get_version("kept:1"),
    "versions": lambda s: s.flows.list_versions("kept", None, 10),
    "token": lambda s: s.tokens.get("kept"),
    "schedule": lambda s: s.schedules.get("kept"),
    "schedule by id": lambda s: s.schedules.find("kept"),
    "schedules": lambda s: s.schedules.active(10),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_survives_one_lost_reply_and_no_dead_server(stores, failing, name):
    prepare(stores)
    before = READS[name](stores)
    with failing(CLOSED, commands=["find"]):
        assert READS[name](stores) == before
    with failing(CLOSED, times=1000, commands=["find"]), pytest.raises(Unavailable):
        READS[name](stores)


def test_an_error_that_is_no_doubt_is_not_repeated(stores, failing, admin):
    prepare(stores)
    refused = {"errorCode": 13}  # unauthorized
    with failing(refused, times=5), pytest.raises(Unavailable):
        stores.runs.append("running", entries_of(7))
    assert stores.runs.entries("running") == list(entries_of(0))


def test_a_slow_server_is_waited_for(stores, failing):
    fence = prepare(stores)
    slow = {"blockConnection": True, "blockTimeMS": 200}
    with failing(slow, times=3):
        assert stores.runs.renew("running", fence, 30) is Renewal.HELD
        assert stores.runs.append("running", entries_of(1)) is None
        assert stores.runs.settle("running", fence, completed())


def test_a_reply_that_never_comes_is_given_up_and_looked_up(stores, failing):
    fence = prepare(stores)
    hung = {"blockConnection": True, "blockTimeMS": 1500}
    with failing(hung, times=2):
        assert stores.runs.settle("running", fence, completed())
    assert stores.runs.get("running").status is RunStatus.COMPLETED


def test_nothing_at_the_address_is_unavailable_soon(server):
    away = open_stores("mongodb://127.0.0.1:9/", "nowhere", server_timeout_seconds=0.1)
    for call in (
        away.ping,
        away.migrate,
        lambda: away.stores.runs.insert(run_of()),
        lambda: away.stores.runs.get("run-1"),
        lambda: away.stores.runs.append("run-1", entries_of(0)),
    ):
        with pytest.raises(Unavailable):
            call()
    away.close()
