"""Runs that wait go on with a new vault key alone once they were sealed again under it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine import resealing_runs
from engine.limits import Limits
from engine.resealing_runs import reseal_runs
from engine.steps.base import HttpResponse
from engine.store.documents import GRAVE
from engine.vault import Vault
from tests.support.edge import Edge
from tests.support.world import final, step

CANARY = "5b1c7e02" * 8
OLD, NEW = "w" * 32, "n" * 32
BOTH, ALONE = Vault((NEW, OLD)), Vault((NEW,))


def echo(request):
    sent = {"key": request.headers.get("X-Key"), "body": (request.body or b"").decode()}
    return HttpResponse(200, {"content-type": "application/json"}, json.dumps(sent).encode(), 1)


@pytest.fixture(params=[Limits(), Limits(snapshot_records=2, slice_records=1, tail_bytes=0)])
def edge(request):
    made = Edge(within={"limits": request.param})
    made.world.sink.answer = echo
    assert made.post("/v1/secret", {"name": "crm", "value": CANARY}).status_code == 200
    return made


def use(next_id):
    sent = {"url": "https://a.example", "headers": {"X-Key": "{{secrets.crm}}"}, "method": "POST"}
    return {**step("use", "http-request", next_id, **sent), "output": "use"}


def send(step_id, next_id, value):
    made = step(
        step_id, "http-request", next_id, method="POST", url="https://b.example", body=value
    )
    return {**made, "output": step_id}


def turn_to(edge, vault):
    """Start every process again with these keys."""
    edge.world.vault = vault
    edge.world.runs = edge.engine.runs = replace(edge.engine.runs, vault=vault)


def bodies(edge):
    return [call.body.decode() for call in edge.world.sink.calls if call.body]


def waiting(edge):
    """Return runs that hold the secret in every place: branches, children, a client's answer."""
    pause = step("pause", "delay", "inner", seconds=60)
    branch = [pause, send("inner", None, "{{use.data.key}}")]
    child = edge.flow(step("pause", "delay", "end", seconds=60), final("end", got="{{key}}"))
    # Inputs of this size stand in the journal.
    given = {"key": "{{use.data.key}}", "more": "x" * 70_000}
    called = {**step("sub", "run-flow", "send", flowId=child, inputs=given), "output": "sub"}
    both = step("both", "parallel", "sub", branches=[{"name": "a", "steps": branch}])
    first = edge.flow(use("both"), both, called, send("send", "end", "{{sub.got}}"), final("end"))
    tool = step("tool", "client-tool", "out", toolName="t", parameters={"key": "{{use.data.key}}"})
    second = edge.flow(
        use("tool"), {**tool, "output": "tool"}, send("out", "end", "{{tool}}"), final("end")
    )
    runs = [edge.execute(one).headers["X-App-Run-Id"] for one in (first, second)]
    edge.queue.is_idle = True
    sent = {"toolResult": {"executionId": runs[1], "success": True, "output": f"got {CANARY}"}}
    assert edge.post(f"/v1/flowrun/resume/{runs[1]}", sent).status_code in (200, 202)
    return runs


def everything(edge):
    return repr(vars(edge.world.stores.runs))


def test_runs_go_on_with_the_new_key_alone(edge):
    runs = waiting(edge)
    assert BOTH.is_current(everything(edge)) is False
    found = reseal_runs(edge.world.stores.sealed, BOTH)
    assert found.runs > 2
    assert found.records > 0
    assert (found.left, found.named) == (0, [])
    again = reseal_runs(edge.world.stores.sealed, ALONE)
    assert (again.runs, again.records, again.left) == (0, 0, 0)
    name = Vault((OLD,)).seal("x", "y").split(".")[1]
    assert name not in everything(edge)
    turn_to(edge, ALONE)
    edge.queue.is_idle = False
    edge.world.drain()
    for _ in range(4):
        edge.world.wake(61)
    assert sorted(bodies(edge)) == sorted([CANARY, CANARY, f"got {CANARY}"])
    for run_id in runs:
        assert edge.get(f"/v1/flowrun/details/{run_id}").json["status"] == "completed"
        assert CANARY not in edge.get(f"/v1/flowrun/steps/{run_id}").text
    assert edge.post(f"/v1/flowrun/rerun/{runs[1]}", {"fromStepId": "out"}).status_code == 200
    assert bodies(edge)[-1] == f"got {CANARY}"


def test_nothing_but_what_is_sealed_changes(edge):
    waiting(edge)
    stores = edge.world.stores
    before = {run.run_id: (run, stores.runs.entries(run.run_id)) for run in stores.runs.every()}
    reseal_runs(stores.sealed, BOTH)
    gone = {"sealed_inputs": None, "sealed_result": None, "sealed_secrets": None}
    gone |= {"snapshot": None, "tail": (), "decision": None}
    for run in stores.runs.every():
        was, entries = before[run.run_id]
        assert replace(run, **gone) == replace(was, **gone)
        now = stores.runs.entries(run.run_id)
        assert [replace(one, sealed=None) for one in now] == [
            replace(one, sealed=None) for one in entries
        ]


def test_what_no_key_opens_is_counted_named_and_left(edge):
    waiting(edge)
    before = everything(edge)
    found = reseal_runs(edge.world.stores.sealed, ALONE)
    assert (found.runs, found.records) == (0, 0)
    assert found.left == len(found.named) > 2
    assert any(" record " in name for name in found.named)
    assert everything(edge) == before


def test_run_that_changes_meanwhile_is_found_by_the_next_pass(edge, monkeypatch):
    waiting(edge)
    sealed = edge.world.stores.sealed
    replaced, overtaken = sealed.replace, []

    def overtaking(held, fresh):
        if len(overtaken) < 3:
            overtaken.append(held)
            return False
        return replaced(held, fresh)

    monkeypatch.setattr(sealed, "replace", overtaking)
    assert reseal_runs(sealed, BOTH).left == 0
    assert reseal_runs(sealed, ALONE).left == 0


def test_run_that_changes_all_the_time_is_counted(edge, monkeypatch):
    waiting(edge)
    sealed = edge.world.stores.sealed
    monkeypatch.setattr(sealed, "replace", lambda *_: False)
    assert reseal_runs(sealed, BOTH).left > 2


def test_pass_that_was_broken_off_is_made_again(edge, monkeypatch):
    waiting(edge)
    sealed = edge.world.stores.sealed
    replaced, left = sealed.replace, [2]

    def dying(held, fresh):
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return replaced(held, fresh)

    with monkeypatch.context() as patch:
        patch.setattr(sealed, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            reseal_runs(sealed, BOTH)
    assert reseal_runs(sealed, BOTH).left == 0
    assert reseal_runs(sealed, ALONE).left == 0


def test_pages_do_not_lose_what_stands_at_their_edges(edge, monkeypatch):
    waiting(edge)
    monkeypatch.setattr(resealing_runs, "_RUNS", 1)
    monkeypatch.setattr(resealing_runs, "_RECORDS", 1)
    assert reseal_runs(edge.world.stores.sealed, BOTH).records > 0
    monkeypatch.undo()
    assert reseal_runs(edge.world.stores.sealed, ALONE).left == 0


def test_run_that_is_being_deleted_is_no_concern(edge):
    runs = edge.world.stores.runs
    for run_id in waiting(edge):
        runs.change(run_id, lambda run: replace(run, workspace_id=GRAVE))
    for run in runs.every():
        runs.change(run.run_id, lambda run: replace(run, workspace_id=GRAVE))
    assert reseal_runs(edge.world.stores.sealed, ALONE).left == 0
