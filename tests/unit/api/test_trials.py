"""One step of a draft at a time, and runs of a draft with results that are given."""

from __future__ import annotations

import pytest

from tests.support.edge import Edge, approval
from tests.support.world import call, final, step

URL = "https://x.example/{{item ?? customer.data.name}}"


@pytest.fixture
def edge():
    return Edge()


def draft(edge, *steps, pins=None):
    first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
    definition = {"steps": [first, *steps], **({"pins": pins} if pins else {})}
    made = edge.post("/v1/flow", {"name": "F", "definition": definition})
    assert made.status_code == 201
    return made.json["id"]


def try_step(edge, flow_id, step_id, **given):
    return edge.post(f"/v1/flow/{flow_id}/test-step", {"stepId": step_id, **given})


def fetching(step_id="fetch", output="customer", next_id="say"):
    return {**step(step_id, "http-request", next_id, url="https://x.example"), "output": output}


def saying():
    return {**step("say", "http-request", "nowhere", url=URL), "output": "said"}


def test_a_step_is_executed_alone_with_pinned_results_before_it(edge):
    flow_id = draft(edge, fetching(), saying())
    pins = {"fetch": {"data": {"name": "ada"}}}
    answer = try_step(edge, flow_id, "say", pins=pins)
    assert (answer.status_code, answer.json["status"]) == (200, "completed")
    assert answer.json["step"]["input"]["url"] == "https://x.example/ada"
    assert answer.json["step"]["output"]["status"] == 200
    assert [request.url for request in edge.world.sink.calls] == ["https://x.example/ada"]


def test_inputs_stand_in_for_a_loops_variables(edge):
    body = {**saying(), "nextStepId": None}
    loop = {**step("each", "each", items="{{[1]}}"), "steps": [body]}
    flow_id = draft(edge, loop)
    answer = try_step(edge, flow_id, "say", inputs={"item": "eve"})
    assert answer.json["step"]["input"]["url"] == "https://x.example/eve"


def test_a_whole_loop_is_one_step(edge):
    loop = {**step("each", "each", "gone", items="{{[1, 2]}}"), "steps": [call("c")]}
    answer = try_step(edge, draft(edge, loop), "each")
    assert answer.json["step"]["output"]["processedItems"] == 2


def test_a_failing_step_is_an_answer_with_its_error(edge):
    answer = try_step(edge, draft(edge, step("f", "fail", code="NO", message="it is so")), "f")
    assert (answer.status_code, answer.json["status"]) == (200, "failed")
    assert answer.json["error"]["code"] == "NO"


def test_where_a_condition_or_switch_would_lead_is_told_and_not_followed(edge):
    case = {"value": 1, "nextStepId": "away"}
    flow_id = draft(
        edge,
        {**step("if", "condition", "away", expression="1 < 2"), "elseNextStepId": "away"},
        step("case", "switch", "away", value="{{1}}", cases=[case]),
    )
    assert try_step(edge, flow_id, "if").json["step"]["output"] == {"result": True}
    assert try_step(edge, flow_id, "case").json["step"]["output"] == {"value": 1, "matched": 1}


def test_a_waiting_step_waits_and_can_be_resumed(edge):
    answer = try_step(edge, draft(edge, step("w", "wait", "gone")), "w").json
    assert (answer["status"], answer["waitState"]["type"]) == ("waiting", "wait")
    assert edge.post(f"/v1/flowrun/resume/{answer['appRunId']}", {"data": {}}).status_code == 200


def test_a_pinned_step_is_not_executed_when_it_is_tested(edge):
    flow_id = draft(edge, fetching(), pins={"fetch": {"data": 1}})
    answer = try_step(edge, flow_id, "fetch").json
    assert answer["step"]["output"] == {"data": 1}
    assert answer["step"]["logs"] == [
        {"level": "info", "message": "pinned: the step was not executed"}
    ]
    assert edge.world.sink.calls == []


def test_a_draft_runs_with_its_pins_and_a_published_version_without(edge):
    flow_id = draft(
        edge,
        fetching(next_id="end"),
        final("end", n="{{customer.data.name ?? 'real'}}"),
        pins={"fetch": {"data": {"name": "pinned"}}},
    )
    path = f"/v1/flow/execute/{flow_id}"
    assert edge.post(path, {"inputs": {}}).json == {"n": "pinned"}
    assert edge.world.sink.calls == []
    edge.post(f"/v1/flow/{flow_id}/publish")
    assert edge.execute(flow_id).json == {"n": "real"}
    assert len(edge.world.sink.calls) == 1


@pytest.mark.parametrize(("decision", "said"), [("approve", "yes"), ("reject", "no")])
def test_a_pinned_approval_decides(edge, decision, said):
    steps = (approval(), final("end", n="yes"), final("no", n="no"))
    flow_id = draft(edge, *steps, pins={"ask": {"decision": decision, "decidedBy": "Ada"}})
    assert edge.post(f"/v1/flow/execute/{flow_id}", {"inputs": {}}).json == {"n": said}


@pytest.mark.parametrize(
    ("pins", "path"),
    [
        ([], "/pins"),
        ({"nobody": 1}, "/pins/nobody"),
        ({"start": 1}, "/pins/start"),
        ({"end": 1}, "/pins/end"),
    ],
)
def test_wrong_pins_are_found_at_their_place(edge, pins, path):
    steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]
    body = {"definition": {"steps": steps, "pins": pins}}
    found = edge.post("/v1/flow/validate", body).json["issues"]
    assert [issue["path"] for issue in found] == [path]


def test_a_step_that_is_not_there_or_wrong_is_refused(edge):
    flow_id = draft(edge, step("h", "http-request"), final("end"))
    for step_id in ("nobody", "start"):
        answer = try_step(edge, flow_id, step_id)
        assert (answer.status_code, answer.json["code"]) == (404, "step_not_found")
    wrong = try_step(edge, flow_id, "h")
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["code"] == "required"


def test_a_draft_of_garbage_has_no_step_to_test(edge):
    made = edge.post("/v1/flow", {"name": "F", "definition": {"steps": [5, {"id": 7}, None]}})
    assert try_step(edge, made.json["id"], "x").status_code == 404
