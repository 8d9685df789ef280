"""What the MongoDB store sends: how much, with which promise, and by which plan."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from pymongo.errors import ExecutionTimeout
from pymongo.monitoring import CommandListener

from engine.errors import NotFound, Unavailable
from engine.store import mongo_census
from engine.store.mongo import open_stores
from engine.store.queries import RunQuery
from schemas.run import RunStatus
from tests.contract.everything import use_everything
from tests.contract.samples import (
    AT,
    completed,
    decision_of,
    entries_of,
    flow_of,
    run_of,
    waiting,
)

WRITES = {"insert", "update", "delete", "findAndModify"}
DURABLE = {"w": "majority", "j": True}


class Recorder(CommandListener):
    """Keeps every command as it was sent."""

    def __init__(self):
        self.sent = []

    def started(self, event):
        self.sent.append((event.command_name, event.command))

    def succeeded(self, event):
        """Nothing to keep."""

    def failed(self, event):
        """Nothing to keep."""

    def take(self):
        sent, self.sent = self.sent, []
        return sent


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def stores(mongo_url, mongo_database, recorder):
    careless = f"{mongo_url}&w=1&journal=false&readPreference=secondaryPreferred&retryWrites=false"
    opened = open_stores(careless, mongo_database, listeners=[recorder])
    opened.migrate()
    recorder.take()
    yield opened.stores
    opened.close()


def promise(command):
    """Return what a write waits for, its time limit aside."""
    concern = dict(command["writeConcern"])
    concern.pop("wtimeout", None)
    return concern


def test_a_short_run_costs_an_insert_a_claim_and_a_settlement(stores, recorder):
    stores.runs.insert(run_of())
    run = stores.runs.claim("run-1", "worker-1", "t-1", 30).run
    stores.runs.settle("run-1", run.fence, completed(tail=entries_of(*range(10)), steps=10))
    assert [name for name, _ in recorder.take()] == ["insert", "findAndModify", "update"]


def test_every_call_is_one_command(stores, recorder):
    stores.runs.insert(run_of())
    fence = stores.runs.claim("run-1", "worker-1", "t-1", 30).run.fence
    recorder.take()
    for call in (
        lambda: stores.runs.renew("run-1", fence, 30),
        lambda: stores.runs.append("run-1", entries_of(0, 1, 2)),
        lambda: stores.runs.peek("run-1"),
        lambda: stores.runs.settle("run-1", fence, waiting()),
        lambda: stores.runs.decide("run-1", decision_of()),
        lambda: stores.runs.cancel("run-1", "somebody"),
    ):
        call()
        assert len(recorder.take()) == 1


def test_whatever_the_url_says_writes_are_durable_but_for_claims_and_leases(stores, recorder):
    use_everything(stores)
    quick, durable = [], []
    for name, command in recorder.take():
        if name in WRITES:
            (durable if promise(command) == DURABLE else quick).append((name, command))
    assert len(durable) == 32
    for name, command in quick:
        assert promise(command) == {"w": 1, "j": False}
        update = command["update"] if name == "findAndModify" else command["updates"][0]["u"]
        assert set(update[0]["$set"]) <= {
            "status",
            "fence",
            "lease",
            "lease.until",
            "takenOver",
            "deadClaims",
            "deadSince",
            "startedAt",
            "updatedAt",
        }


def test_writes_are_retryable_and_never_in_a_transaction(stores, recorder):
    use_everything(stores)
    for name, command in recorder.take():
        assert "startTransaction" not in command
        assert "autocommit" not in command
        # MongoDB itself repeats no change of many: to revoke or delete again changes nothing.
        is_of_many = name == "update" and command["updates"][0].get("multi", False)
        is_of_many = is_of_many or (name == "delete" and command["deletes"][0]["limit"] == 0)
        assert ("txnNumber" in command) == (name in WRITES and not is_of_many)


def test_records_are_deleted_before_a_socket_gives_up_or_not_at_all(stores, recorder):
    use_everything(stores)
    deletes = [c for n, c in recorder.take() if n == "delete" and c["delete"] == "steps"]
    assert deletes
    assert all(0 < command["maxTimeMS"] < 10_000 for command in deletes)


def test_reads_go_to_the_primary_whatever_the_url_says(stores, recorder):
    use_everything(stores)
    for _, command in recorder.take():
        assert command.get("$readPreference", {"mode": "primary"}) in (
            {"mode": "primary"},
            {"mode": "primaryPreferred"},  # what a direct connection adds: there is no other node
        )


def explainable(name, command):
    """Return the command as `explain` takes it."""
    kept = {"find", "filter", "sort", "limit", "hint", "projection", "update", "updates", "query"}
    kept |= {"deletes", "pipeline", "cursor"}
    bare = {key: value for key, value in command.items() if key in kept | {name}}
    if name == "update":
        bare["updates"] = command["updates"]
    return bare


def stages(plan):
    """Return the names of a plan's stages, inner ones too."""
    if isinstance(plan, list):
        return {stage for part in plan for stage in stages(part)}
    if not isinstance(plan, dict):
        return set()
    inner = (value for key, value in plan.items() if key != "rejectedPlans")
    return {plan["stage"]}.union(*map(stages, inner)) if "stage" in plan else stages(list(inner))


def test_every_query_walks_an_index_and_sorts_nothing(stores, recorder, raw):
    for number in range(50):
        stores.runs.insert(run_of(f"r{number:02}", status=list(RunStatus)[number % 6]))
    recorder.take()
    use_everything(stores)
    kinds = {"find", "update", "findAndModify", "delete", "aggregate"}
    asked = [(n, c) for n, c in recorder.take() if n in kinds]
    assert len(asked) > 35
    for name, command in asked:
        plan = raw.command("explain", explainable(name, command), verbosity="queryPlanner")
        # An aggregation that groups shows its query as the first of its stages.
        first = plan["stages"][0]["$cursor"] if "stages" in plan else plan
        used = stages(first["queryPlanner"]["winningPlan"])
        assert used & {"IDHACK", "IXSCAN"}, command
        # Runs that are to be done are few: gathered by their own index, they may be sorted.
        is_of_open_runs = name == "find" and command.get("hint") in ("queued", "leases")
        assert not used & ({"COLLSCAN"} if is_of_open_runs else {"COLLSCAN", "SORT"}), command


def test_a_backlog_is_counted_without_reading_a_run(stores, recorder, raw):
    for number in range(50):
        stores.runs.insert(run_of(f"r{number:02}", queue=("high", "low")[number % 2]))
    dead = {"status": RunStatus.FAILED, "dead_letter": True}
    stores.runs.insert(run_of("dead", **dead))
    recorder.take()
    census = stores.census.take(10)
    assert (census.queued, census.dead_letters) == ({"high": 25, "low": 25}, 1)
    hints = {"counted": 0, "unhandled": 0, "waits": 0}
    for name, command in recorder.take():
        if command.get("hint") in hints:
            hints[command["hint"]] += 1
            plan = raw.command("explain", explainable(name, command), verbosity="executionStats")
            first = plan["stages"][0]["$cursor"] if "stages" in plan else plan
            assert first["executionStats"]["totalDocsExamined"] == 0, command
    # The queued ones are counted once, and the oldest of each queue is sought.
    assert hints == {"counted": 4, "unhandled": 1, "waits": 1}


def test_a_family_is_counted_without_reading_a_run(stores, recorder, raw):
    kin = {"parent_id": "root", "ancestors": ("root",), "group": "g"}
    stores.family.add([run_of(f"r{number:02}", child_index=number, **kin) for number in range(50)])
    recorder.take()
    assert stores.family.tally("g").open == 50
    assert stores.family.count_below("root", 30) == 30
    asked = recorder.take()
    assert [name for name, _ in asked] == ["aggregate", "aggregate"]
    for name, command in asked:
        plan = raw.command("explain", explainable(name, command), verbosity="executionStats")
        first = plan["stages"][0]["$cursor"] if "stages" in plan else plan
        assert first["executionStats"]["totalDocsExamined"] == 0, command


@pytest.mark.parametrize("by", ["day", "flow"])
@pytest.mark.parametrize("seen", [{}, {"flow_ids": ("f-1",), "or_principal": "key-2"}])
def test_what_runs_cost_is_added_up_without_reading_a_run(stores, recorder, raw, by, seen):
    for number in range(50):
        stores.runs.insert(run_of(f"r{number:02}", credits=number % 2))
    recorder.take()
    (sum_,) = stores.census.spent(RunQuery("w-1", 0, created_from=AT, **seen), by)
    assert (sum_.credits, sum_.runs) == (25, 25)
    ((name, command),) = recorder.take()
    assert 0 < command["maxTimeMS"] < 10_000
    plan = raw.command("explain", explainable(name, command), verbosity="executionStats")
    stats = (plan["stages"][0]["$cursor"] if "stages" in plan else plan)["executionStats"]
    assert (stats["totalDocsExamined"], stats["totalKeysExamined"]) == (0, 25)


def test_a_sum_that_takes_too_long_says_what_to_do(stores, monkeypatch):
    monkeypatch.setattr(mongo_census, "_in_time", lambda _count: None)
    with pytest.raises(Unavailable, match="fewer days"):
        stores.census.spent(RunQuery("w-1", 0), "day")


def test_what_takes_too_long_to_count_is_left_out_and_the_rest_is_told(stores, raw, monkeypatch):
    stores.runs.insert(run_of())
    counted = mongo_census._count

    def slow(opened, wanted, index):
        def never():
            raise ExecutionTimeout("operation exceeded time limit", 50)

        if index == "unhandled":
            return mongo_census._in_time(never)
        return counted(opened, wanted, index)

    monkeypatch.setattr(mongo_census, "_count", slow)
    census = stores.census.take(10)
    assert (census.dead_letters, census.running, census.queued) == (None, 0, {"default": 1})


def test_a_finished_run_is_in_the_indexes_of_lists_and_of_nothing_to_be_done(stores, raw):
    stores.runs.insert(run_of())
    run = stores.runs.claim("run-1", "worker-1", "t-1", 30).run
    stores.runs.settle("run-1", run.fence, completed())
    report = raw.command("validate", "runs")
    to_do = {"leases": 0, "wakes": 0, "queued": 0}
    to_do |= {"standing": 0, "ancestors": 0, "approvals": 0, "deadLetters": 0, "waits": 0}
    to_do |= {"counted": 0, "unhandled": 0, "spent": 0, "files": 0, "groups": 0, "wakesByKind": 0}
    to_do |= {"withErrors": 0}
    lists = {"_id_": 1, "listed": 1, "listedByStatus": 0, "listedByFlow": 1}
    assert report["keysPerIndex"] == to_do | lists


def test_sessions_that_are_over_are_deleted_by_mongodb_and_no_other_tokens(stores, raw):
    index = raw["tokens"].index_information()["sessions"]
    assert index["expireAfterSeconds"] == 86_400
    assert index["partialFilterExpression"] == {"kind": "ses"}


def test_user_json_is_never_bson(stores, raw):
    stores.runs.insert(run_of(inputs=b'{"$where":1}', user=b'{"a.b":1}'))
    run = stores.runs.claim("run-1", "worker-1", "t-1", 30).run
    stores.runs.append("run-1", entries_of(0, body=b'{"$set":1}'))
    stores.runs.settle("run-1", run.fence, completed(tail=entries_of(1, body=b'{"$inc":1}')))
    stored = raw["runs"].find_one()
    assert (stored["inputs"], stored["user"], stored["output"], stored["tail"][0]["b"]) == (
        b'{"$where":1}',
        b'{"a.b":1}',
        b'"done"',
        b'{"$inc":1}',
    )
    assert raw["steps"].find_one() == {
        "_id": {"r": "run-1", "s": 0},
        "f": {"n": 1, "token": "t-1"},
        "b": b'{"$set":1}',
    }


@pytest.mark.parametrize("run_id", [{"$ne": None}, ["run-1"], None, 7, b"run-1", "\ud800"])
def test_what_cannot_be_an_id_never_reaches_a_filter(stores, recorder, run_id):
    runs, flows = stores.runs, stores.flows
    for call in (
        runs.get,
        runs.peek,
        runs.entries,
        flows.get,
        flows.delete,
        flows.get_version,
        stores.tokens.get,
        stores.schedules.get,
        stores.schedules.find,
        lambda value: stores.schedules.of_workspace(value, "", 10),
        lambda value: runs.claim(value, "worker-1", "t-1", 30),
        lambda value: runs.cancel(value, "somebody"),
        lambda value: runs.decide(value, decision_of()),
        lambda value: runs.append(value, entries_of(0)),
        lambda value: flows.list(value, "", 10),
        lambda value: flows.visible("w-1", [value], None),
    ):
        with pytest.raises(NotFound):
            call(run_id)
    assert recorder.take() == []


def test_a_store_may_be_migrated_again(mongo_stores, raw):
    before = raw["runs"].index_information()
    mongo_stores.migrate()
    assert raw["runs"].index_information() == before


def test_times_are_the_servers_in_utc_and_cut_to_milliseconds(stores):
    at = AT + timedelta(microseconds=999)
    stores.flows.insert(flow_of(created_at=at))
    stored = stores.flows.get("f-1").created_at
    assert (stored, stored.utcoffset()) == (AT, timedelta())


def test_a_closed_store_opens_again(mongo_stores):
    mongo_stores.ping()
    mongo_stores.close()
    mongo_stores.close()
    mongo_stores.ping()


def test_a_child_process_opens_its_own_client(mongo_stores):
    mine = mongo_stores.link()
    assert mongo_stores.link() is mine
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, b"1" if mongo_stores.link().client is mine.client else b"0")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 1) == b"0"
    os.close(read)
    os.close(write)


def test_a_run_keeps_what_a_settlement_does_not_own(stores):
    run = run_of(user=b'{"name":"x"}', inputs=b'{"a":1}', parent_id="parent", request_hash="h")
    stores.runs.insert(run)
    claimed = stores.runs.claim("run-1", "worker-1", "t-1", 30).run
    stores.runs.settle("run-1", claimed.fence, completed())
    after = stores.runs.get("run-1")
    kept = {name: getattr(after, name) for name in ("user", "inputs", "parent_id", "request_hash")}
    assert replace(run, **kept) == run
