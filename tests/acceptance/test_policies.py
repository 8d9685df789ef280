"""Policies of loops, waits and parents on real servers: what is written counts."""

from __future__ import annotations

import pytest

from tests.support.installation import eventually, installation, service
from tests.support.world import each, final, step

DELAY = step("d", "delay", None, seconds=3600)
ENDS = (
    final("end", way="next"),
    final("er", way="error", code="{{error.code}}", tries="{{error.attempts}}"),
)


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("policies")
    with installation(folder, workers=2, MILLRACE_EGRESS_ALLOW="127.0.0.1") as running:
        yield running


def timed(made, **policies):
    return {**made, "nextStepId": "end", "timeoutSeconds": 1, "errorNextStepId": "er", **policies}


def parallel(*branches):
    given = [{"name": str(place), "steps": [one]} for place, one in enumerate(branches)]
    return {"id": "s", "type": "parallel", "data": {"branches": given}}


def ended(millrace, run_id):
    millrace.await_status(run_id, "completed", "failed")
    return millrace.read("details", run_id)


def output(millrace, run_id):
    millrace.await_status(run_id, "completed")
    return millrace.read("outputs", run_id)


def calling(url, **more):
    # The service answers 200, which is no success here.
    data = {"method": "POST", "url": url, "successStatus": [204]}
    return {"id": "c", "type": "http-request", "data": data, **more}


@pytest.mark.parametrize(
    "made",
    [
        step("s", "delay", None, seconds=3),
        step("s", "wait", None, event="e"),
        {**step("s", "user-approval", None, message="?"), "rejectNextStepId": "end"},
        step("s", "client-tool", None, toolName="t"),
        each("s", [1, 2, 3], DELAY),
        each("s", [1, 2, 3], DELAY, concurrency=2),
        {**step("s", "while", None, condition="true"), "steps": [DELAY]},
        parallel(DELAY, {**DELAY, "id": "d2"}),
    ],
    ids=lambda made: made["type"] + ("" if "concurrency" not in made["data"] else "-concurrent"),
)
def test_a_step_with_more_work_than_time_takes_its_error_path(millrace, made):
    run_id = millrace.start(millrace.publish(timed(made), *ENDS))
    shown = output(millrace, run_id)
    assert (shown["way"], shown["code"]) == ("error", "TIMEOUT")
    children = millrace.read("details", run_id)["children"]
    for child in children:
        millrace.await_status(child["appRunId"], "canceled")


def test_a_flow_that_takes_too_long_is_canceled_with_its_own_children(millrace):
    inner = millrace.publish({**parallel(DELAY), "nextStepId": "end"}, final("end"))
    call = step("s", "run-flow", None, flowId=inner)
    run_id = millrace.start(millrace.publish(timed(call), *ENDS))
    assert output(millrace, run_id)["code"] == "TIMEOUT"
    (child,) = millrace.read("details", run_id)["children"]
    millrace.await_status(child["appRunId"], "canceled")
    (grandchild,) = millrace.read("details", child["appRunId"])["children"]
    millrace.await_status(grandchild["appRunId"], "canceled")


def test_an_answer_after_the_time_of_a_wait_is_refused_as_expired(millrace):
    made = {**step("s", "wait", "w", event="e"), "timeoutSeconds": 1, "onError": "continue"}
    flow_id = millrace.publish(made, step("w", "wait", "end", event="f"), final("end"))
    run_id = millrace.start(flow_id)
    millrace.await_status(run_id, "waiting")
    first = millrace.poll(run_id)["waitState"]
    assert first["expiresAt"] > first["createdAt"]
    eventually(lambda: millrace.poll(run_id).get("waitState", {}).get("stepId") == "w")
    body = {"data": {}, "waitId": first["id"]}
    late = millrace.call("POST", f"/v1/flowrun/resume/{run_id}", body=body)
    assert late.status_code in (409, 410)
    assert millrace.poll(run_id)["waitState"]["stepId"] == "w"


@pytest.mark.parametrize("more", [{}, {"concurrency": 2}], ids=["in turn", "at once"])
def test_a_loop_goes_to_its_error_path_after_its_tries(millrace, more):
    with service() as outside:
        loop = each("l", [1, 2, 3], calling(f"{outside.url}/work"), **more)
        policies = {"retry": {"maxAttempts": 3, "backoffSeconds": 0}, "errorNextStepId": "er"}
        run_id = millrace.start(millrace.publish({**loop, **policies}, *ENDS))
        assert output(millrace, run_id) == {"way": "error", "code": "LOOP_FAILED", "tries": 3}
        assert len(outside.calls) >= 3
        if not more:
            # The same item each time: another try at it is no other effect.
            assert set(outside.keys("/work")) == {f"{run_id}:l[0]/c:0"}


@pytest.mark.parametrize("more", [{}, {"concurrency": 2}], ids=["in turn", "at once"])
def test_a_run_that_completed_with_errors_says_so_and_is_found_by_it(millrace, more):
    with service() as outside:
        loop = each("l", [1, 2, 3], calling(f"{outside.url}/work"), continueOnError=True, **more)
        flow_id = millrace.publish(loop, final("end", n="{{l.failedItems}}"))
        run_id = millrace.start(flow_id)
        assert output(millrace, run_id) == {"n": 3}
    shown = millrace.poll(run_id)
    assert (shown["status"], shown["hasErrors"]) == ("completed", True)
    assert shown["errorCounts"] == {"steps": 0, "items": 3, "branches": 0}
    path = f"/v1/flowrun?flowId={flow_id}&hasErrors="
    found = {
        asked: [row["appRunId"] for row in millrace.call("GET", path + asked).json()["data"]]
        for asked in ("true", "false")
    }
    assert found["true"] == [run_id]
    assert run_id not in found["false"]
