"""The page this product was asked for by: its routes and bodies, read out of the page itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.installation import installation
from tests.support.world import final, step

SEED = Path(__file__).with_name("seed.txt").read_text()
# The page's words run into its paths: a path ends where no segment of ours goes on.
ROUTE = re.compile(
    r"(GET|POST) (/v1(?:/(?::flowId|:appRunId|:runId|:token|errorDetails|[a-z]+(?:-[a-z]+)*))+)"
)


def routes():
    return list(dict.fromkeys(ROUTE.findall(SEED)))


def blocks():
    decoder = json.JSONDecoder()
    found, at = [], 0
    while (at := SEED.find("\n{\n", at)) >= 0:
        value, length = decoder.raw_decode(SEED[at + 1 :])
        found.append(value)
        at += length
    return found


class Page:
    """Answers for each route and block of the page, and remembers which were used."""

    def __init__(self, here):
        self.here = here
        self.unused_routes = set(routes())
        self.unused_blocks = blocks()

    def call(self, method, route, *, as_=None, **given):
        ids = {name: given.pop(name) for name in re.findall(r":(\w+)", route)}
        self.unused_routes.discard((method, route))
        path = re.sub(r":(\w+)", lambda found: ids[found[1]], route)
        if as_ == "nobody":
            return self.here.session.request(
                method, self.here.up["url"] + path, json=given.get("body"), files=given.get("files")
            )
        headers = {"client": self.here.client}.get(as_, {})
        return self.here.call(method, path, headers=headers, **given)

    def block(self, *keys):
        """Return the page's block that has these keys at its top, and no other."""
        (value,) = (one for one in blocks() if set(one) == set(keys))
        self.unused_blocks = [one for one in self.unused_blocks if one != value]
        return value


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with installation(tmp_path_factory.mktemp("seed") / "data") as here:
        yield Page(here)


def test_everything_on_the_page_answers_as_the_page_says(page):
    ask_for_everything(page)


def ask_for_everything(page):
    """Use every route and block of the page, on whatever installation it is about."""
    renewal = page.here.publish(final("done", summary="Renewal risk is low"))
    run_id = execute(page, renewal)
    resume(page)
    share(page, renewal)
    schedule(page, renewal)
    diagnose(page, renewal, run_id)
    copy(page, renewal)
    assert page.unused_routes == set()
    assert page.unused_blocks == []


def execute(page, flow_id):
    body = page.block("inputs", "returnExecutionMetadata")
    wanted = page.block("status", "appRunId", "output")
    with_metadata = page.call("POST", "/v1/flow/execute/:flowId", flowId=flow_id, body=body)
    answer = with_metadata.json()
    assert answer == {**wanted, "appRunId": answer["appRunId"]}
    bare = page.call(
        "POST", "/v1/flow/execute/:flowId", flowId=flow_id, body={"inputs": body["inputs"]}
    )
    assert bare.json() == wanted["output"]
    inputs = page.block("customerId", "topic")
    for version in ("", "?version=latest", "?version=1"):
        path = f"/v1/client/flow/{flow_id}/execute{version}"
        answer = page.here.call("POST", path, body=inputs, headers=page.here.client)
        assert (answer.status_code, answer.json()) == (200, wanted["output"])
    route = "/v1/client/flow/:flowId/execute"
    answer = page.call("POST", route, flowId=flow_id, body=inputs, as_="client")
    assert page.here.read("inputs", answer.headers["X-App-Run-Id"]) == inputs
    unfit = page.here.publish(final("done"))
    steps = [{"id": "start", "type": "schedule", "nextStepId": "done"}, final("done")]
    page.here.call("PATCH", f"/v1/flow/{unfit}", body={"definition": {"steps": steps}})
    page.here.call("POST", f"/v1/flow/{unfit}/publish", body={})
    refused = page.call("POST", route, flowId=unfit, body=inputs, as_="client")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_api_trigger")
    return with_metadata.json()["appRunId"]


def resume(page):
    ask = step("ask", "user-approval", "tool", message="Go?")
    ask["rejectNextStepId"] = "done"
    tool = {**step("tool", "client-tool", "done", toolName="read"), "output": "local"}
    flow_id = page.here.publish(ask, tool, final("done", result="{{local.result}}"))
    waiting = page.here.call("POST", f"/v1/client/flow/{flow_id}/execute", body={}).json()
    assert waiting["status"] == "waiting"
    run_id, route = waiting["appRunId"], "/v1/flowrun/resume/:appRunId"
    asked = page.call("POST", route, appRunId=run_id, body=page.block("decision")).json()
    body = page.block("toolResult")
    assert body["toolResult"]["executionId"] == "flow_execution_id"
    body["toolResult"]["executionId"] = asked["pendingAction"]["executionId"]
    done = page.call("POST", route, appRunId=run_id, body=body)
    assert (done.status_code, done.json()) == (200, {"result": "local value"})


def share(page, flow_id):
    made = page.here.call("POST", f"/v1/flow/{flow_id}/share", body={}).json()
    token, inputs = made["token"], page.block("customerId", "topic")
    shown = page.call("GET", "/v1/flow/share/:token", token=token, as_="nobody")
    assert shown.json()["name"] == "a flow"
    assert "definition" not in shown.json()
    answer = page.call(
        "POST", "/v1/flow/share/execute/:token", token=token, body=inputs, as_="nobody"
    )
    assert answer.json() == {"summary": "Renewal risk is low"}
    files = {"file": ("a.txt", b"hello")}
    uploaded = page.call(
        "POST", "/v1/flow/share/file/:token", token=token, files=files, as_="nobody"
    )
    assert (uploaded.status_code, uploaded.json()["size"]) == (201, 5)


def schedule(page, flow_id):
    body = page.block("cron", "data")
    route = "/v1/flow/:flowId/schedule"
    made = page.call("POST", route, flowId=flow_id, body=body).json()
    assert {name: made[name] for name in body} == body
    assert made == page.call("GET", route, flowId=flow_id).json()
    run = page.here.call("POST", f"/v1/flow/{flow_id}/schedule/run-now", body={}).json()
    page.here.await_status(run["appRunId"], "completed")
    assert page.here.read("inputs", run["appRunId"]) == body["data"]["inputs"]
    ended = page.call("POST", "/v1/flow/:flowId/schedule-cancel", flowId=flow_id, body={}).json()
    assert ended["status"] == "canceled"


def diagnose(page, flow_id, run_id):
    file = page.call("POST", "/v1/flow/file", files={"file": ("a.txt", b"hello")})
    assert file.status_code == 201
    logs = page.call("GET", "/v1/flow/:flowId/logs", flowId=flow_id).json()["data"]
    assert run_id in [row["appRunId"] for row in logs]
    shown = {}
    for method, route in routes():
        what = route.removeprefix("/v1/flowrun/").removesuffix("/:runId")
        if route.endswith("/:runId"):
            answer = page.call(method, route, runId=run_id)
            assert answer.status_code == 200, (route, answer.text)
            shown[what] = answer.json()
    assert shown["poll"]["status"] == shown["details"]["status"] == "completed"
    assert shown["inputs"] == {"customerId": "cus_123", "topic": "renewal"}
    assert shown["outputs"] == {"summary": "Renewal risk is low"}
    assert shown["errorDetails"] == {"error": None, "lastSteps": []}
    assert [row["stepId"] for row in shown["steps"]["data"]] == ["done"]
    assert shown["context"]["customerId"] == "cus_123"
    assert [row["stepId"] for row in shown["credit-details"]["byStep"]] == ["done"]
    assert len(str(shown["poll"])) < len(str(shown["details"]))


def copy(page, flow_id):
    clone = page.call("POST", "/v1/flow/:flowId/clone", flowId=flow_id, body={})
    assert clone.status_code == 201
    exported = page.call("GET", "/v1/flow/:flowId/export", flowId=flow_id)
    assert exported.headers["Content-Disposition"].startswith("attachment")
    imported = page.call("POST", "/v1/flow/import", body=exported.json())
    assert imported.json()["definition"] == clone.json()["definition"]


def test_the_page_is_read_whole():
    assert len(routes()) == 22
    assert len(blocks()) == 6
