"""What the starter of a run reads of the runs that it starts in flows of other owners."""

from __future__ import annotations

import pytest

from tests.support.console import Console
from tests.support.edge import Edge, approval, bearer
from tests.support.world import final, step

PAYLOADS = ("details", "inputs", "outputs", "errorDetails", "steps", "context", "credit-details")


class Called:
    """Ada's private flow, a flow of hers that calls it, and callers who may run the second only."""

    def __init__(self, *inner, edge=None):
        self.edge = edge = edge or Edge()
        _, self.ada = edge.user("ada")
        _, self.bob = edge.user("bob")
        self.hidden = self.flow("private", *(inner or (final("end", answer="HIDDEN"),)))
        call = {**step("sub", "run-flow", "out", flowId=self.hidden), "output": "sub"}
        self.open = self.flow("workspace", call, final("out", ok="yes"))

    def flow(self, visibility, *steps):
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
        body = {"name": "F", "visibility": visibility, "definition": {"steps": [first, *steps]}}
        made = self.edge.post("/v1/flow", body, as_=self.ada).json["id"]
        assert self.edge.post(f"/v1/flow/{made}/publish", as_=self.ada).status_code == 200
        return made

    def key(self, *flow_ids):
        return self.edge.token("key", flow_ids=flow_ids)

    def started(self, who):
        """Return the ids of a run of the open flow and of the run it started."""
        run_id = self.edge.execute(self.open, as_=who).headers["X-App-Run-Id"]
        (child,) = self.edge.get(f"/v1/flowrun/details/{run_id}", as_=who).json["children"]
        return run_id, child["appRunId"]

    def child(self, run_id):
        """Return the id of the one run that a run started."""
        (found,) = self.edge.get(f"/v1/flowrun/details/{run_id}", as_=self.ada).json["children"]
        return found["appRunId"]

    def linked(self, flow_id):
        """Return a share link of a flow, as a header, and the id of the run it started."""
        link = self.edge.post(f"/v1/flow/{flow_id}/share", {}, as_=self.ada).json["token"]
        started = self.edge.http.post(f"/v1/flow/share/execute/{link}", json={})
        return bearer(link), started.headers["X-App-Run-Id"]

    def answers(self, run_id, who):
        paths = [f"/v1/flowrun/{what}/{run_id}" for what in PAYLOADS]
        return [self.edge.get(path, as_=who).status_code for path in paths]


@pytest.mark.parametrize("caller", ["person", "key"])
def test_a_child_run_of_a_flow_without_a_right_to_it_shows_no_payload(caller):
    there = Called()
    who = there.bob if caller == "person" else there.key(there.open)
    run_id, child = there.started(who)
    assert there.answers(child, who) == [403] * len(PAYLOADS)
    refused = there.edge.get(f"/v1/flowrun/steps/{child}", as_=who)
    assert "HIDDEN" not in refused.text
    assert there.answers(run_id, who) == [200] * len(PAYLOADS)
    entitled = there.ada if caller == "person" else there.key(there.open, there.hidden)
    assert there.answers(child, entitled) == [200] * len(PAYLOADS)


def test_the_state_of_a_child_run_is_shown_to_the_starter_without_its_steps():
    there = Called()
    _, child = there.started(there.bob)
    poll = there.edge.get(f"/v1/flowrun/poll/{child}", as_=there.bob)
    assert (poll.status_code, poll.json["status"]) == (200, "completed")
    assert poll.json["currentStep"] is None
    events = there.edge.get(f"/v1/flowrun/events/{child}", as_=there.bob).text
    assert "event: end" in events
    assert "event: step" not in events
    assert "HIDDEN" not in events
    assert "event: step" in there.edge.get(f"/v1/flowrun/events/{child}", as_=there.ada).text


def test_a_list_of_the_callers_runs_holds_no_run_of_a_flow_without_a_right_to_it():
    there = Called()
    run_id, child = there.started(there.bob)
    seen = [one["appRunId"] for one in there.edge.get("/v1/flowrun", as_=there.bob).json["data"]]
    assert seen == [run_id]
    seen = [one["appRunId"] for one in there.edge.get("/v1/flowrun", as_=there.ada).json["data"]]
    assert set(seen) == {run_id, child}


def test_a_wait_in_a_child_run_is_answered_by_the_starter_who_learns_no_output():
    there = Called(approval(allowSelf=True), final("end", answer="HIDDEN"), final("no"))
    _, child = there.started(there.bob)
    wait = there.edge.get(f"/v1/flowrun/poll/{child}", as_=there.bob).json["waitState"]
    assert wait["message"] == "ok?"
    path = f"/v1/flowrun/resume/{child}"
    done = there.edge.post(path, {"decision": "approve", "waitId": wait["id"]}, as_=there.bob)
    assert (done.status_code, done.json) == (200, {})
    again = there.edge.post(path, {"decision": "approve", "waitId": wait["id"]}, as_=there.bob)
    assert "HIDDEN" not in again.text
    streamed = there.edge.get(f"/v1/flowrun/outputs/{child}", as_=there.bob)
    assert streamed.status_code == 403


def test_a_failure_in_a_child_run_keeps_its_message_from_the_answer_to_a_resume():
    failing = step("bad", "fail", code="NOPE", message="HIDDEN")
    there = Called(approval("ask", "bad", allowSelf=True), failing, final("no"))
    _, child = there.started(there.bob)
    done = there.edge.post(f"/v1/flowrun/resume/{child}", {"decision": "approve"}, as_=there.bob)
    assert (done.status_code, done.json["error"]["code"]) == (422, "NOPE")
    assert "HIDDEN" not in done.text


def test_a_share_link_reads_the_state_of_a_child_run_alone():
    there = Called()
    link = there.edge.post(f"/v1/flow/{there.open}/share", {}, as_=there.ada).json["token"]
    run_id = there.edge.http.post(f"/v1/flow/share/execute/{link}", json={}).headers["X-App-Run-Id"]
    details = there.edge.get(f"/v1/flowrun/details/{run_id}", as_=there.ada).json
    child = details["children"][0]["appRunId"]
    assert there.edge.get(f"/v1/flowrun/outputs/{child}", as_=bearer(link)).status_code == 403
    for path in (f"/v1/flowrun/poll/{child}", f"/v1/flow/share/run/{link}/{child}"):
        poll = there.edge.get(path, as_=bearer(link))
        assert (poll.status_code, poll.json["currentStep"]) == (200, None)


def test_a_branch_of_a_run_is_as_open_to_its_starter_as_the_run():
    edge = Edge()
    branches = [{"name": "one", "steps": [step("a", "set", values={"x": 1})]}]
    made = {**step("all", "parallel", "end", branches=branches), "output": "all"}
    flow_id = edge.flow(made, final("end", ok=1))
    key = edge.token("key", flow_ids=(flow_id,))
    run_id = edge.execute(flow_id, as_=key).headers["X-App-Run-Id"]
    (child,) = edge.get(f"/v1/flowrun/details/{run_id}", as_=key).json["children"]
    assert edge.get(f"/v1/flowrun/steps/{child['appRunId']}", as_=key).status_code == 200


def test_a_run_of_the_same_flow_that_another_flow_started_shows_no_payload():
    there = Called()
    told = {"id": "start", "type": "api", "nextStepId": "call"}
    again = there.flow("workspace", final("end", got="{{secret}}"))
    back = step("back", "run-flow", "end", flowId=again, version=1, inputs={"secret": "HIDDEN"})
    between = there.flow("private", back, final("end"))
    body = {"definition": {"steps": [told, step("call", "run-flow", "end", flowId=between)]}}
    body["definition"]["steps"].append(final("end", ok="yes"))
    path = f"/v1/flow/{again}"
    assert there.edge.call("PATCH", path, body, as_=there.ada).status_code == 200
    assert there.edge.post(f"{path}/publish", as_=there.ada).status_code == 200
    link, run_id = there.linked(again)
    middle = there.child(run_id)
    inner = there.child(middle)
    assert "HIDDEN" in there.edge.get(f"/v1/flowrun/outputs/{inner}", as_=there.ada).text
    seen = [there.edge.get(f"/v1/flowrun/outputs/{one}", as_=link) for one in (middle, inner)]
    assert [one.status_code for one in seen] == [403, 403]
    assert there.edge.get(f"/v1/flowrun/outputs/{run_id}", as_=link).status_code == 200


def test_a_branch_in_a_branch_of_a_run_is_as_open_to_its_starter_as_the_run():
    there = Called()
    inner = [{"name": "one", "steps": [step("a", "set", values={"x": 1})]}]
    outer = [{"name": "one", "steps": [step("in", "parallel", branches=inner)]}]
    flow_id = there.flow("workspace", step("all", "parallel", "end", branches=outer), final("end"))
    link, run_id = there.linked(flow_id)
    for one in (child := there.child(run_id), there.child(child)):
        assert there.edge.get(f"/v1/flowrun/outputs/{one}", as_=link).status_code == 200


def test_a_child_run_is_not_started_again_without_a_right_to_its_flow():
    there = Called()
    _, child = there.started(there.bob)
    assert there.edge.post(f"/v1/flowrun/rerun/{child}", as_=there.bob).status_code == 403


def test_the_page_of_a_run_names_a_child_that_may_not_be_opened_without_a_link():
    there = Called(edge=(edge := Console()))
    eve = edge.sign_in("eve", "member")
    run_id, child = there.started(edge.token("pat", user_id=eve))
    page = edge.page(f"/console/runs/{run_id}")
    assert child[:12] in page
    assert f"/console/runs/{child}" not in page
