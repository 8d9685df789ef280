"""People, clients and Peers in the loop, over real sockets and through real deaths."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx2
import pytest
import requests
from mcp import types
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from engine.embedded.process import free_port, spawn
from engine.launch import command_of
from tests.support.completions import completions
from tests.support.installation import eventually, installation, is_alive
from tests.support.world import final, step

WAITS = int(os.environ.get("MILLRACE_TEST_WAITS", "12"))
CALLS = 32
SECRET = "s" * 40


def asking(following="end", **data):
    ask = step("ask", "user-approval", following, message="Pay {{amount}}?", **data)
    return {**ask, "rejectNextStepId": "no"}


ENDS = (
    final("end", way="approve", amount="{{amount}}", seen="{{seen}}"),
    final("no", way="reject", amount="{{amount}}", seen="{{seen}}"),
)


# One decision ----------------------------------------------------------------------------------


@contextmanager
def another_api(millrace):
    """Run one more API process on the same servers; yield its address."""
    port = free_port()
    environ = {
        **os.environ,
        "MILLRACE_REDIS_URL": millrace.up["redisUrl"],
        "MILLRACE_MONGO_URL": millrace.up["mongoUrl"],
        "MILLRACE_SECRET_KEY": SECRET,
        "MILLRACE_PORT": str(port),
        "MILLRACE_WEB_THREADS": "24",
    }
    argv = command_of("web")
    log = millrace.file.with_name(f"api-{port}.log")
    process = spawn(argv, log, environ=environ, die_with=signal.SIGTERM)
    url = f"http://127.0.0.1:{port}"
    try:
        eventually(lambda: _answers(url))
        yield url
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answers(url):
    try:
        return requests.get(f"{url}/healthz", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def test_of_many_decisions_from_three_processes_one_is_made_and_followed(tmp_path):
    with ExitStack() as stack:
        millrace = stack.enter_context(
            installation(tmp_path, workers=2, MILLRACE_SECRET_KEY=SECRET)
        )
        urls = [millrace.up["url"], *(stack.enter_context(another_api(millrace)) for _ in range(2))]
        flow_id = millrace.publish(asking(), *ENDS)
        for number in range(WAITS):
            run_id = millrace.start(flow_id, {"amount": number})
            wait = millrace.await_status(run_id, "waiting")["waitState"]
            check_decided_once(millrace, urls, run_id, wait["id"])


def check_decided_once(millrace, urls, run_id, wait_id):
    headers = {**millrace.admin, "Prefer": "respond-async"}

    def decide(number):
        url = f"{urls[number % len(urls)]}/v1/flowrun/resume/{run_id}"
        body = {"decision": ("approve", "reject")[number % 2], "waitId": wait_id}
        answer = requests.post(url, json=body, headers=headers, timeout=60)
        return body["decision"], answer.status_code

    with ThreadPoolExecutor(CALLS) as pool:
        answers = list(pool.map(decide, range(CALLS)))
    millrace.await_status(run_id, "completed")
    way = millrace.read("outputs", run_id)["way"]
    statuses = Counter((said == way, status) for said, status in answers)
    # Those that say what was decided get the first one's answer, be the run on its way or over.
    assert statuses[True, 200] + statuses[True, 202] == CALLS / 2, (way, statuses)
    assert statuses[False, 409] == CALLS / 2, (way, statuses)


# Everything dies -------------------------------------------------------------------------------


def kill_everything(millrace):
    pids = millrace.up["pids"]
    every = [pids["web"], *pids["workers"], pids["scheduler"], pids["redis"], pids["mongo"]]
    os.kill(millrace.process.pid, signal.SIGKILL)
    millrace.process.wait()
    for pid in every:
        if pid and is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    eventually(lambda: not any(is_alive(pid) for pid in every if pid))


def test_a_waiting_run_survives_the_death_of_everything_and_goes_on_with_its_context(tmp_path):
    seen = {**step("seen", "set", "ask", values={"n": "{{amount * 2}}"}), "output": "seen"}
    with installation(tmp_path, is_kept=True) as millrace:
        flow_id = millrace.publish(seen, asking(), *ENDS)
        run_id = millrace.start(flow_id, {"amount": 21})
        wait = millrace.await_status(run_id, "waiting")["waitState"]
        # A new version is published while it waits: the run keeps its own.
        steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end", way="new")]
        path = f"/v1/flow/{flow_id}"
        millrace.call("PATCH", path, body={"definition": {"steps": steps}})
        assert millrace.call("POST", f"{path}/publish", body={}).json() == {"version": 2}
        kill_everything(millrace)
        (tmp_path / "up.json").unlink(missing_ok=True)
    shutil.rmtree(tmp_path / "redis", ignore_errors=True)
    shutil.rmtree(tmp_path / "valkey", ignore_errors=True)
    with installation(tmp_path, is_kept=True) as millrace:
        again = millrace.poll(run_id)
        assert (again["status"], again["waitState"]) == ("waiting", wait)
        done = millrace.call(
            "POST", f"/v1/flowrun/resume/{run_id}", body={"decision": "approve"}
        ).json()
        assert done == {"way": "approve", "amount": 21, "seen": {"n": 42}}


# Conversations ---------------------------------------------------------------------------------

SCRIPT = (
    [("getWeather", {"city": "Oslo"})],
    [("getTime", {"zone": "CET"})],
    [("book", {"room": "7"})],
    "Booked: cold at noon.",
)
TOOLS = [
    {
        "type": "function",
        "function": {"name": name, "description": name, "parameters": {"type": "object"}},
    }
    for name in ("getWeather", "getTime")
]
LOCAL = {"getWeather": lambda args: f"cold in {args['city']}", "getTime": lambda _args: "noon"}


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("up")
    with installation(folder, workers=2, MILLRACE_EGRESS_ALLOW="127.0.0.1") as made:
        yield made


def publish(millrace, trigger, *steps, **data):
    first = {"id": "start", "type": trigger, "nextStepId": steps[0]["id"], "data": data}
    body = {"name": "F", "definition": {"steps": [first, *steps]}}
    flow_id = millrace.call("POST", "/v1/flow", body=body).json()["id"]
    assert millrace.call("POST", f"/v1/flow/{flow_id}/publish", body={}).status_code == 200
    return flow_id


def peer(millrace, model):
    booking = publish(
        millrace,
        "peer.action",
        final("end", booked="{{room}}"),
        name="book",
        fields=[{"name": "room", "type": "string", "required": True}],
        requiresApproval=True,
        approvalMessage="Book room {{room}}?",
    )
    connection = {"baseUrl": model.url, "model": "m"}
    made = millrace.call("POST", "/v1/peer", body={"name": "P", "connection": connection}).json()
    attach = {"flowId": booking, "trigger": "peer.action"}
    millrace.call("POST", f"/v1/peer/{made['id']}/flow", body=attach)
    return made, booking


class Sdk:
    """Speaks as the official JavaScript client does: these headers, these bodies, this loop."""

    def __init__(self, millrace, hook_id):
        self.base = millrace.up["url"] + "/v1"
        self.http = requests.Session()
        self.http.headers.update(
            {
                "Content-Type": "application/json",
                "Authorization": f"Bearer {millrace.up['clientKey']}",
                "x-hook-id": hook_id,
            }
        )

    def send(self, path, body):
        answer = self.http.post(self.base + path, json=body, timeout=60)
        assert answer.ok, answer.text
        return answer.json()

    def run_tools(self, answer, tools, after_each=lambda: None):
        """Run the client's tools until the answer asks for none, ten times at most."""
        for _ in range(10):
            if answer["status"] != "client_tool_call":
                return answer
            action = answer["pendingAction"]
            output = tools[action["toolName"]](action["args"])
            result = {"executionId": action["executionId"], "success": True, "output": output}
            after_each()
            path = (
                f"/sdk/conversation/{answer['conversationId']}/message/{answer['messageId']}/resume"
            )
            answer = self.send(path, {"toolResult": result})
        raise AssertionError("more than ten tool calls")


def test_the_sdks_tool_loop_with_two_tools_and_an_approval_survives_its_workers(millrace):
    with completions(book=SCRIPT) as model:
        made, booking = peer(millrace, model)
        sdk = Sdk(millrace, made["hookId"])
        created = sdk.send("/sdk/conversation", {"clientTools": TOOLS, "version": "latest"})
        assert created["created"]
        said = f"/sdk/conversation/{created['conversationId']}/message"

        def kill_the_workers():
            for pid in millrace.up["pids"]["workers"]:
                if pid:
                    os.kill(pid, signal.SIGKILL)

        answer = sdk.run_tools(sdk.send(said, {"content": "book"}), LOCAL, kill_the_workers)
        assert (answer["status"], answer["content"]) == ("approval", "Book room 7?")
        path = f"{said}/{answer['messageId']}/resume"
        answer = sdk.send(path, {"decision": "approve"})
        assert (answer["status"], answer["content"]) == ("done", "Booked: cold at noon.")
        assert [tool["output"] for tool in answer["tools"]] == [
            "cold in Oslo",
            "noon",
            '{"booked": "7"}',
        ]
        # Whatever died, each turn of the model is one: what is asked twice has the same key.
        assert len(set(model.calls)) == len(SCRIPT)
        listed = sdk.send("/sdk/conversation/list", {"page": 1, "limit": 10})
        assert (listed["total"], listed["page"], listed["limit"]) == (1, 1, 10)
        history = sdk.http.get(f"{sdk.base}{said}?messagesCount=10", timeout=60).json()
        assert [(one["type"], one["content"]) for one in history] == [
            ("user", "book"),
            ("ai", "Booked: cold at noon."),
        ]
        logs = millrace.call("GET", f"/v1/flow/{booking}/logs").json()["data"]
        assert [run["status"] for run in logs] == ["completed"]


def test_the_same_conversation_by_plain_http(millrace):
    with completions(book=SCRIPT) as model:
        made, _ = peer(millrace, model)
        body = {"peerId": made["id"], "clientTools": TOOLS}
        begun = millrace.call("POST", "/v1/client/conversation", body=body).json()
        path = f"/v1/client/conversation/{begun['conversationId']}/message"
        answer = millrace.call("POST", path, body={"content": "book"}).json()
        for name in ("getWeather", "getTime"):
            action = answer["pendingAction"]
            assert action["toolName"] == name
            result = {
                "executionId": action["executionId"],
                "success": True,
                "output": LOCAL[name](action["args"]),
            }
            resume = f"{path}/{answer['messageId']}/resume"
            answer = millrace.call("POST", resume, body={"toolResult": result}).json()
        assert answer["status"] == "approval"
        done = millrace.call("POST", resume, body={"decision": "approve"}).json()
        assert (done["status"], done["content"]) == ("done", "Booked: cold at noon.")


def test_two_tools_and_an_approval_through_mcp(millrace):
    weather = {**step("weather", "client-tool", "time", toolName="getWeather"), "output": "w"}
    time_ = {**step("time", "client-tool", "ask", toolName="getTime"), "output": "t"}
    ask = {**step("ask", "user-approval", "end", message="Book?"), "rejectNextStepId": "no"}
    ends = (final("end", said="{{w}} at {{t}}"), final("no", said="no"))
    publish(millrace, "peer.action", weather, time_, ask, *ends, name="bookByMcp")
    answers = [{"output": "cold"}, {"output": "noon"}, {"decision": "approve"}]

    async def elicited(_context, _params):
        return types.ElicitResult(action="accept", content=answers.pop(0))

    async def conversation():
        async with httpx2.AsyncClient(headers=millrace.client, timeout=60) as http:
            transport = streamable_http_client(millrace.up["url"] + "/mcp", http_client=http)
            async with Client(transport, elicitation_callback=elicited) as made:
                assert "bookByMcp" in [tool.name for tool in (await made.list_tools()).tools]
                return await made.call_tool("bookByMcp", {})

    result = asyncio.run(conversation())
    assert result.structured_content == {"said": "cold at noon"}
    assert answers == []


def test_contacts_and_the_rest_of_the_sdks_calls_have_their_envelopes(millrace):
    made = millrace.call("POST", "/v1/peer", body={"name": "P"}).json()
    sdk = Sdk(millrace, made["hookId"])
    email = f"{time.time_ns()}@x.test"
    created = sdk.send("/sdk/contact", {"email": email, "name": "Ada"})
    assert created["success"]
    got = sdk.http.get(f"{sdk.base}/sdk/contact?email={email}", timeout=60).json()
    assert (got["success"], got["data"]["name"]) == (True, "Ada")
    patched = sdk.http.patch(
        f"{sdk.base}/sdk/contact", json={"email": email, "name": "Ada L."}, timeout=60
    ).json()
    assert patched["data"]["name"] == "Ada L."
    listed = sdk.send("/sdk/contact/list", {"page": 1, "limit": 5})
    assert listed["success"]
    assert listed["total"] >= 1
    for path, name in (("peer", "name"), ("channel", "hookId"), ("user", "_id")):
        assert sdk.http.get(f"{sdk.base}/sdk/{path}", timeout=60).json()[name]
    missing = sdk.http.get(f"{sdk.base}/sdk/contact?email=nobody@x.test", timeout=60)
    assert missing.status_code == 404
    assert isinstance(missing.json()["message"], str)
