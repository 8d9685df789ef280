"""Flow control: concurrency, rate, debounce, priority and deadline, by flow and by key."""

from __future__ import annotations

import pytest

from engine.errors import Unavailable
from engine.principal import Principal
from engine.runs import Start
from tests.support.edge import WORKSPACE, Edge
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def flow_of(edge, control, *steps):
    first = {"id": "start", "type": "api", "nextStepId": "w"}
    steps = steps or (step("w", "wait", "end"), final("end", n="{{n}}"))
    body = {"name": "F", "definition": {"steps": [first, *steps], "control": control}}
    flow_id = edge.post("/v1/flow", body).json["id"]
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    return flow_id


def start(edge, flow_id, **inputs):
    return edge.execute(flow_id, inputs).json["appRunId"]


def state_of(edge, run_id):
    polled = edge.get(f"/v1/flowrun/poll/{run_id}").json
    return polled["waitState"]["type"] if polled["status"] == "waiting" else polled["status"]


def finish(edge, run_id):
    assert edge.post(f"/v1/flowrun/resume/{run_id}", {"data": {}}).status_code == 200


# Concurrency -----------------------------------------------------------------------------------


def test_runs_beyond_the_limit_wait_for_their_turn_in_order(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 2}})
    runs = [start(edge, flow_id, n=number) for number in range(4)]
    assert [state_of(edge, run) for run in runs] == ["wait", "wait", "turn", "turn"]
    finish(edge, runs[1])
    assert [state_of(edge, run) for run in runs] == ["wait", "completed", "wait", "turn"]


def test_a_run_that_fails_or_is_canceled_gives_its_place_to_the_next(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1}})
    first, second, third = (start(edge, flow_id) for _ in range(3))
    edge.post(f"/v1/flowrun/cancel/{first}")
    assert [state_of(edge, run) for run in (second, third)] == ["wait", "turn"]
    edge.post(f"/v1/flowrun/cancel/{third}")
    finish(edge, second)
    assert state_of(edge, start(edge, flow_id)) == "wait"


def test_a_key_tells_runs_apart(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1, "key": "{{customer}}"}})
    ada, bob, again = (start(edge, flow_id, customer=name) for name in ("ada", "bob", "ada"))
    assert [state_of(edge, run) for run in (ada, bob, again)] == ["wait", "wait", "turn"]


def test_a_key_may_be_the_caller(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1, "key": "{{principal}}"}})
    mine = start(edge, flow_id)
    theirs = edge.execute(flow_id, {}, as_=edge.key).json["appRunId"]
    assert [state_of(edge, run) for run in (mine, theirs)] == ["wait", "wait"]


def test_what_a_dead_worker_did_not_give_back_is_given_back_by_rescue(edge, monkeypatch):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1}})
    first, second = start(edge, flow_id), start(edge, flow_id)
    with monkeypatch.context() as patch:
        patch.setattr("engine.turnstile.Turnstile.left", lambda *_: None)
        finish(edge, first)
    assert state_of(edge, second) == "turn"
    edge.world.wake(61)
    assert state_of(edge, second) == "wait"


def test_a_lower_limit_that_is_published_later_holds_for_the_runs_that_follow(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 6}})
    old = [start(edge, flow_id) for _ in range(12)]
    limit_to(edge, flow_id, 1)
    new = [start(edge, flow_id) for _ in range(10)]
    for run_id in (*old, *new):
        going = [run for run in new if state_of(edge, run) == "wait"]
        assert len(going) <= 1
        finish(edge, run_id)
    assert {state_of(edge, run) for run in (*old, *new)} == {"completed"}


def test_a_higher_limit_that_is_published_later_lets_nobody_overtake(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1}})
    old = [start(edge, flow_id) for _ in range(2)]
    limit_to(edge, flow_id, 3)
    new = [start(edge, flow_id) for _ in range(3)]
    assert [state_of(edge, run) for run in (*old, *new)] == ["wait", *["turn"] * 4]
    finish(edge, old[0])
    assert [state_of(edge, run) for run in (old[1], *new)] == ["wait", "wait", "wait", "turn"]


def limit_to(edge, flow_id, limit):
    definition = edge.get(f"/v1/flow/{flow_id}").json["definition"]
    definition["control"] = {"concurrency": {"limit": limit}}
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": definition}).status_code == 200
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200


# Rate ------------------------------------------------------------------------------------------


def test_starts_beyond_the_rate_are_refused_until_the_next_minute(edge):
    flow_id = flow_of(edge, {"rate": {"perMinute": 2}})
    assert [edge.execute(flow_id).status_code for _ in range(3)] == [202, 202, 429]
    refused = edge.execute(flow_id)
    assert refused.json["code"] == "rate_limited"
    edge.world.time.sleep(int(refused.headers["Retry-After"]))
    assert edge.execute(flow_id).status_code == 202


def test_a_start_made_again_counts_once(edge):
    flow_id = flow_of(edge, {"rate": {"perMinute": 1}})
    again = {"headers": {"Idempotency-Key": "k"}}
    assert [edge.execute(flow_id, **again).status_code for _ in range(3)] == [202] * 3
    assert edge.execute(flow_id).status_code == 429


# Debounce --------------------------------------------------------------------------------------


def test_of_starts_close_together_the_last_one_runs(edge):
    control = {"debounce": {"seconds": 10, "key": "{{doc}}"}}
    flow_id = flow_of(edge, control, final("w", n="{{n}}"))
    first = start(edge, flow_id, doc="a", n=1)
    edge.world.wake(6)
    second = start(edge, flow_id, doc="a", n=2)
    other = start(edge, flow_id, doc="b", n=3)
    assert [state_of(edge, run) for run in (first, second)] == ["canceled", "debounce"]
    edge.world.wake(6)
    assert state_of(edge, second) == "debounce"
    edge.world.wake(5)
    assert [state_of(edge, run) for run in (first, second, other)] == [
        "canceled",
        "completed",
        "completed",
    ]
    assert edge.get(f"/v1/flowrun/outputs/{second}").json == {"n": 2}


DEBOUNCED = {"debounce": {"seconds": 10}}


def prepared(edge, flow_id, **inputs):
    who = Principal("user:u", "pat", WORKSPACE, "u", role="admin")
    plan = edge.world.flows.resolve(who, flow_id, "latest")
    return edge.world.runs.prepare(Start(plan, plan.triggers[0], WORKSPACE, who, inputs))


def test_of_two_starts_at_once_one_runs_whichever_is_stored_first(edge):
    flow_id = flow_of(edge, DEBOUNCED, final("w", n="{{n}}"))
    first = prepared(edge, flow_id, n=1)
    edge.world.time.sleep(0.01)
    second = prepared(edge, flow_id, n=2)
    for run in (second, first):
        edge.world.runs.submit(run)
    assert [state_of(edge, run.run_id) for run in (first, second)] == ["canceled", "debounce"]
    edge.world.wake(11)
    assert [state_of(edge, run.run_id) for run in (first, second)] == ["canceled", "completed"]


def test_what_a_start_that_died_left_undone_is_done_before_anybody_is_woken(edge, monkeypatch):
    flow_id = flow_of(edge, DEBOUNCED, final("w", n="{{n}}"))
    first = start(edge, flow_id, n=1)
    edge.world.time.sleep(0.01)  # of two at the same millisecond any one may be the later
    second = prepared(edge, flow_id, n=2)

    def fail(*_args, **_named):
        raise Unavailable("the store is out of reach")

    with monkeypatch.context() as patch:
        patch.setattr(edge.world.stores.family, "members", fail)
        with pytest.raises(Unavailable):
            edge.world.runs.submit(second)
    assert edge.world.runs.submit(second).is_new is False
    edge.world.wake(11)
    assert [state_of(edge, run) for run in (first, second.run_id)] == ["canceled", "completed"]


def test_a_run_that_was_woken_is_not_canceled_by_who_saw_it_wait(edge, monkeypatch):
    flow_id = flow_of(edge, DEBOUNCED)
    first = start(edge, flow_id, n=1)
    edge.world.time.sleep(11)
    second = prepared(edge, flow_id, n=2)
    members, seen = edge.world.stores.family.members, []

    def woken_meanwhile(group, **given):
        found = members(group, **given)
        if not seen:
            seen.append(found)
            (due,) = edge.world.stores.runs.due(0.0, 1)
            edge.world.rescue._wake(due)
        return found

    monkeypatch.setattr(edge.world.stores.family, "members", woken_meanwhile)
    edge.world.runs.submit(second)
    assert len(seen[0]) == 2
    assert [state_of(edge, run) for run in (first, second.run_id)] == ["wait", "debounce"]


# Priority and deadline -------------------------------------------------------------------------


@pytest.mark.parametrize("queue", ["high", "default", "low"])
def test_a_flows_priority_is_the_queue_of_its_runs(edge, queue):
    run_id = start(edge, flow_of(edge, {"priority": queue}))
    assert edge.get(f"/v1/flowrun/details/{run_id}").json["queue"] == queue


def test_a_run_that_has_not_ended_by_its_deadline_fails_even_while_it_waits(edge):
    run_id = start(edge, flow_of(edge, {"deadlineSeconds": 60}))
    edge.world.wake(59)
    assert state_of(edge, run_id) == "wait"
    edge.world.wake(2)
    assert state_of(edge, run_id) == "failed"
    error = edge.get(f"/v1/flowrun/errorDetails/{run_id}").json["error"]
    assert error["code"] == "RUN_DEADLINE"
    late = edge.post(f"/v1/flowrun/resume/{run_id}", {"data": {}})
    assert late.status_code == 409


@pytest.mark.parametrize("cause", ["parallel", "run-flow"])
def test_a_deadline_ends_children_too(edge, cause):
    waiting = step("inner", "wait", None)
    other = edge.flow(step("w", "wait", "end"), final("end"))
    by = {
        "parallel": step("w", "parallel", "end", branches=[{"name": "a", "steps": [waiting]}]),
        "run-flow": step("w", "run-flow", "end", flowId=other),
    }
    run_id = start(edge, flow_of(edge, {"deadlineSeconds": 60}, by[cause], final("end")))
    (child,) = edge.get(f"/v1/flowrun/details/{run_id}").json["children"]
    edge.world.wake(30)
    assert [state_of(edge, one) for one in (run_id, child["appRunId"])] == ["wait", "wait"]
    edge.world.wake(31)
    assert [state_of(edge, one) for one in (run_id, child["appRunId"])] == ["failed", "canceled"]
    error = edge.get(f"/v1/flowrun/errorDetails/{run_id}").json["error"]
    assert error["code"] == "RUN_DEADLINE"


def test_a_deadline_ends_a_run_that_waits_for_its_turn(edge):
    control = {"concurrency": {"limit": 1}}
    flow_id = flow_of(edge, control)
    first = start(edge, flow_id)
    held = edge.get(f"/v1/flow/{flow_id}").json["definition"]
    hasty = {**held, "control": {**control, "deadlineSeconds": 600}}
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": hasty}).status_code == 200
    assert edge.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    second = start(edge, flow_id)
    for _ in range(30):
        edge.world.wake(19)
    assert [state_of(edge, run) for run in (first, second)] == ["wait", "turn"]
    edge.world.wake(31)
    assert [state_of(edge, run) for run in (first, second)] == ["wait", "failed"]
    error = edge.get(f"/v1/flowrun/errorDetails/{second}").json["error"]
    assert error["code"] == "RUN_DEADLINE"
    finish(edge, first)
    assert state_of(edge, start(edge, flow_id)) == "wait"


# Garbage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("control", "path"),
    [
        ([], "/control"),
        ({"limit": 1}, "/control/limit"),
        ({"concurrency": 1}, "/control/concurrency"),
        ({"concurrency": {}}, "/control/concurrency/limit"),
        ({"concurrency": {"limit": 0}}, "/control/concurrency/limit"),
        ({"concurrency": {"limit": True}}, "/control/concurrency/limit"),
        ({"concurrency": {"limit": 1, "key": 5}}, "/control/concurrency/key"),
        ({"concurrency": {"limit": 1, "key": "{{a b}}"}}, "/control/concurrency/key"),
        ({"concurrency": {"limit": 1, "max": 5}}, "/control/concurrency/max"),
        ({"rate": {"perMinute": "5"}}, "/control/rate/perMinute"),
        ({"priority": "urgent"}, "/control/priority"),
        ({"deadlineSeconds": 0}, "/control/deadlineSeconds"),
        ({"retentionDays": 0.5}, "/control/retentionDays"),
        ({"retentionDays": "7"}, "/control/retentionDays"),
        ({"debounce": {"seconds": 1}, "concurrency": {"limit": 1}}, "/control/debounce"),
    ],
)
def test_wrong_control_is_found_at_its_place(edge, control, path):
    steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]
    found = edge.post("/v1/flow/validate", {"definition": {"steps": steps, "control": control}})
    assert [issue["path"] for issue in found.json["issues"]] == [path]


def test_a_key_that_cannot_be_told_refuses_the_start(edge):
    flow_id = flow_of(edge, {"concurrency": {"limit": 1, "key": "{{n + {}}}"}})
    answer = edge.execute(flow_id, {"n": 1})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_control_key")
