"""What every store does when sealed parts are sealed again: nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pymongo.errors import AutoReconnect

from engine.store.documents import INPUTS_SEQ, Entry, Fence
from engine.store.sealed import Parts
from tests.contract.samples import decision_of, run_of, waiting

OLD, NEW = "v1.old.YWJj", "v1.new.ZGVm"


@pytest.fixture
def sealed(stores):
    return stores.sealed


def entry(seq, sealed=None, body=b"{}"):
    return Entry(seq, Fence(1, "t"), body, sealed)


def full():
    return run_of(
        "run-1",
        inputs=b'{"shown":1}',
        sealed_inputs=f"{OLD}1",
        sealed_result=f"{OLD}2",
        sealed_secrets=f"{OLD}3",
        decision=replace(decision_of("w-1"), sealed=f"{OLD}4"),
        snapshot=b'{"sealed":"v1.old.x"}',
        tail=(entry(4), entry(5, f"{OLD}5")),
    )


def test_sealed_parts_of_runs_are_read_in_the_order_of_ids(stores, sealed):
    stores.runs.insert(run_of("run-2", inputs=b"{}"))
    stores.runs.insert(full())
    one, two = sealed.of_runs("", 9)
    assert one == Parts(
        "run-1",
        {
            "inputs": f"{OLD}1",
            "result": f"{OLD}2",
            "secrets": f"{OLD}3",
            "decision": f"{OLD}4",
            "snapshot": b'{"sealed":"v1.old.x"}',
            "tail.1": f"{OLD}5",
        },
        workspace_id="w-1",
    )
    assert two == Parts("run-2", {}, workspace_id="w-1")
    assert [held.run_id for held in sealed.of_runs("run-1", 9)] == ["run-2"]
    assert [held.run_id for held in sealed.of_runs("", 1)] == ["run-1"]


def test_parts_of_a_run_are_replaced_and_nothing_else_is(stores, sealed):
    stores.runs.insert(full())
    before = stores.runs.get("run-1")
    (held,) = sealed.of_runs("", 9)
    fresh = {place: f"{NEW}{place}" for place in held.parts if place != "snapshot"}
    assert sealed.replace(held, {**fresh, "snapshot": b'{"sealed":"v1.new.x"}'})
    assert stores.runs.get("run-1") == replace(
        before,
        sealed_inputs=f"{NEW}inputs",
        sealed_result=f"{NEW}result",
        sealed_secrets=f"{NEW}secrets",
        decision=replace(before.decision, sealed=f"{NEW}decision"),
        snapshot=b'{"sealed":"v1.new.x"}',
        tail=(entry(4), entry(5, f"{NEW}tail.1")),
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"sealed_inputs": "another"},
        {"sealed_result": None},
        {"sealed_secrets": "another"},
        {"decision": None},
        {"snapshot": b'{"sealed":"another"}'},
        {"tail": ()},
        {"tail": (entry(4), entry(5, "another"))},
    ],
)
def test_part_that_changed_meanwhile_is_left(stores, sealed, changed):
    stores.runs.insert(run := full())
    (held,) = sealed.of_runs("", 9)
    other = replace(run, run_id="run-0", **changed)
    stores.runs.insert(other)
    assert not sealed.replace(replace(held, run_id="run-0"), dict(held.parts))
    assert stores.runs.get("run-0") == replace(other, **changed)
    assert sealed.of_runs("", 1)[0].parts != held.parts


def test_run_that_is_gone_is_left(stores, sealed):
    held = Parts("run-9", {"inputs": OLD}, workspace_id="w-1")
    assert not sealed.replace(held, {"inputs": NEW})
    record = Parts("run-9", {"sealed": OLD}, seq=4)
    assert not sealed.replace(record, {"sealed": NEW})


def test_sealed_parts_of_records_are_read_page_by_page(stores, sealed):
    begun = entry(INPUTS_SEQ - 100, body=b'{"sealed":"v1.old.x"}')
    given = [begun, entry(INPUTS_SEQ, OLD), entry(0), entry(1, f"{OLD}1")]
    stores.runs.append("run-1", given)
    stores.runs.append("run-2", [entry(0, f"{OLD}2")])
    stores.runs.append("run-3", [entry(0, f"{OLD}3")])
    first = sealed.of_records(("", None), "run-2", 3)
    assert first == [
        Parts("run-1", {"begun": b'{"sealed":"v1.old.x"}'}, seq=INPUTS_SEQ - 100),
        Parts("run-1", {"sealed": OLD}, seq=INPUTS_SEQ),
        Parts("run-1", {}, seq=0),
    ]
    rest = sealed.of_records(("run-1", 0), "run-2", 9)
    assert [(held.run_id, held.seq) for held in rest] == [("run-1", 1), ("run-2", 0)]
    assert [held.run_id for held in sealed.of_records(("run-2", None), "run-3", 9)] == ["run-3"]


def test_parts_of_a_record_are_replaced_while_they_are_those_that_were_read(stores, sealed):
    begun = entry(INPUTS_SEQ - 100, body=b'{"sealed":"v1.old.x"}')
    stores.runs.append("run-1", [begun, entry(3, OLD, b'{"a":1}')])
    one, two = sealed.of_records(("", None), "run-1", 9)
    assert sealed.replace(one, {"begun": b'{"sealed":"v1.new.x"}'})
    assert sealed.replace(two, {"sealed": NEW})
    assert not sealed.replace(one, {"begun": b'{"sealed":"v1.two.x"}'})
    assert not sealed.replace(two, {"sealed": "v1.two"})
    assert stores.runs.entries("run-1", INPUTS_SEQ - 101) == [
        replace(begun, body=b'{"sealed":"v1.new.x"}'),
        entry(3, NEW, b'{"a":1}'),
    ]


def test_replacement_whose_reply_was_lost_counts_as_made(mongo_backend, monkeypatch):
    stores = mongo_backend.stores
    stores.runs.insert(full())
    (held,) = stores.sealed.of_runs("", 9)
    link = stores.sealed._link
    update_one, lost = type(link().runs).update_one, []

    def losing(self, *given, **more):
        done = update_one(self, *given, **more)
        if not lost:
            lost.append(done)
            raise AutoReconnect("the reply was lost")
        return done

    monkeypatch.setattr(type(link().runs), "update_one", losing)
    assert stores.sealed.replace(held, {"inputs": NEW})
    assert stores.runs.get("run-1").sealed_inputs == NEW


def test_decision_with_a_sealed_payload_whose_reply_was_lost_counts_as_made(
    mongo_backend, monkeypatch
):
    runs = mongo_backend.stores.runs
    runs.insert(run_of("run-1"))
    fence = runs.claim("run-1", "w", "t", 30).run.fence
    assert runs.settle("run-1", fence, waiting())
    wait = runs.get("run-1").wait
    decided = replace(decision_of(wait.wait_id), payload=b'{"shown":"***"}', sealed=OLD)
    collection = type(runs._link().runs)
    find_one_and_update, lost = collection.find_one_and_update, []

    def losing(self, *given, **more):
        done = find_one_and_update(self, *given, **more)
        if not lost:
            lost.append(done)
            raise AutoReconnect("the reply was lost")
        return done

    monkeypatch.setattr(collection, "find_one_and_update", losing)
    assert runs.decide("run-1", decided) is not None
