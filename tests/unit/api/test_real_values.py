"""A secret's real value flows through a run; whatever shows the run shows it masked."""

from __future__ import annotations

import base64
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.audience import Words
from engine.limits import Limits
from engine.secrecy import CUSTOMARY, MASK, Touched, masked, spellings, texts_of
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.talks import answering as talking
from tests.support.talks import begin, history, peer, say
from tests.support.world import each, final, step

CANARY = "7f3a9c01" * 8
READS = ("details", "inputs", "outputs", "errorDetails", "steps", "context", "poll")


def answering(value):
    """Answer every call with JSON."""
    return lambda _: HttpResponse(
        200, {"content-type": "application/json"}, json.dumps(value).encode(), 1
    )


def echo(request):
    """Say back the credential as data, and all that was sent."""
    sent = {
        "key": request.headers.get("X-Key", "").removeprefix("Bearer "),
        "url": request.url,
        "body": (request.body or b"").decode(),
        "basic": base64.b64encode(f"user:{request.headers.get('X-Key')}".encode()).decode(),
    }
    return answering(sent)(request)


def made(**within):
    edge = Edge(within=within)
    edge.world.sink.answer = echo
    assert edge.post("/v1/secret", {"name": "crm", "value": CANARY}).status_code == 200
    return edge


@pytest.fixture
def edge():
    return made()


def use(next_id, step_id="use", **data):
    """Call a service that says the secret back, kept under `use`."""
    sent = {"url": "https://a.example/x", "headers": {"X-Key": "Bearer {{secrets.crm}}"}, **data}
    return {**step(step_id, "http-request", next_id, method="POST", **sent), "output": step_id}


def send(next_id, value="{{use.data.key}}", step_id="send"):
    return {
        **step(
            step_id, "http-request", next_id, method="POST", url="https://b.example/", body=value
        ),
        "output": step_id,
    }


def plain(edge):
    """Return what is readable in the store, and all that was told on the way."""
    runs = edge.world.stores.runs
    return repr(
        [
            vars(runs),
            vars(edge.world.stores.shelves.messages),
            edge.waiters.given,
            edge.waiters.heard,
        ]
    )


def require_nowhere(edge, *run_ids, text=CANARY):
    texts = spellings(text)
    shown = [edge.get(f"/v1/flowrun/{what}/{one}").text for one in run_ids for what in READS]
    shown += [edge.get(f"/v1/flowrun/events/{one}").text for one in run_ids]
    shown += [edge.get("/v1/flowrun").text, plain(edge)]
    assert [one for one in texts if any(one in each_ for each_ in shown)] == []


def bodies(edge):
    return [call.body.decode() for call in edge.world.sink.calls if call.body]


def test_echoed_secret_arrives_unchanged_at_the_next_step_and_is_shown_nowhere(edge):
    is_real = step("is", "condition", "send", expression=f"use.data.key == '{CANARY}'")
    flow_id = edge.flow(
        use("is"), {**is_real, "elseNextStepId": "end"}, send("end"), final("end", all="{{use}}")
    )
    answer = edge.execute(flow_id)
    assert bodies(edge)[-1] == CANARY
    assert answer.json["all"]["data"]["key"] == MASK
    require_nowhere(edge, answer.headers["X-App-Run-Id"])


def test_real_value_outlives_a_slice_a_snapshot_and_a_rotated_secret():
    edge = made(limits=Limits(snapshot_records=2, slice_records=1, tail_bytes=0))
    pause = step("pause", "delay", "send", seconds=60)
    run_id = edge.execute(
        edge.flow(
            use("again"), step("again", "set", "pause", values={}), pause, send("end"), final("end")
        )
    ).headers["X-App-Run-Id"]
    assert edge.world.read(run_id).snapshot is not None
    edge.post("/v1/secret", {"name": "crm", "value": "another value"})
    edge.world.wake(61)
    assert bodies(edge)[-1] == CANARY
    require_nowhere(edge, run_id)


@pytest.mark.parametrize("size", [0, 70_000])
def test_child_and_parent_hand_the_real_value_on(edge, size):
    child = edge.flow(final("end", got="{{inputs}}", same="{{inputs.key}}"))
    called = {
        **step(
            "sub",
            "run-flow",
            "send",
            flowId=child,
            inputs={"key": "{{use.data.key}}", "more": "x" * size},
        ),
        "output": "sub",
    }
    flow_id = edge.flow(use("sub"), called, send("end", "{{sub.same}}"), final("end"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    edge.world.wake(6)
    assert bodies(edge)[-1] == CANARY
    (kid,) = edge.get(f"/v1/flowrun/details/{run_id}").json["children"]
    require_nowhere(edge, run_id, kid["appRunId"])
    again = edge.post(f"/v1/flowrun/rerun/{kid['appRunId']}")
    assert again.json["same"] == MASK
    require_nowhere(edge, again.headers["X-App-Run-Id"])


def test_branches_and_rounds_know_the_real_value(edge):
    both = {
        **step("both", "parallel", "loop", branches=[{"name": "a", "steps": [send(None)]}]),
        "output": "both",
    }
    loop = each("loop", "{{[use.data.key]}}", send(None, "{{item}}", "again"))
    flow_id = edge.flow(use("both"), both, loop, final("end", all="{{[both, loop]}}"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    edge.world.wake(6)
    assert bodies(edge) == [CANARY, CANARY]
    kids = [one["appRunId"] for one in edge.get(f"/v1/flowrun/details/{run_id}").json["children"]]
    require_nowhere(edge, run_id, *kids)


def test_client_may_send_back_a_secret_that_the_run_goes_on_with(edge):
    tool = step("tool", "client-tool", "send", toolName="t", parameters={"key": "{{use.data.key}}"})
    flow_id = edge.flow(
        use("tool"), {**tool, "output": "tool"}, send("end", "{{tool}}"), final("end")
    )
    answer = edge.execute(flow_id)
    run_id = answer.headers["X-App-Run-Id"]
    assert answer.json["pendingAction"]["args"] == {"key": MASK}
    edge.queue.is_idle = True
    sent = {"toolResult": {"executionId": run_id, "success": True, "output": f"it was {CANARY}"}}
    assert edge.post(f"/v1/flowrun/resume/{run_id}", sent).status_code in (200, 202)
    require_nowhere(edge, run_id)
    edge.queue.is_idle = False
    edge.world.drain()
    assert bodies(edge)[-1] == f"it was {CANARY}"
    assert edge.post(f"/v1/flowrun/resume/{run_id}", sent).status_code == 409
    require_nowhere(edge, run_id)


def test_rerun_from_a_step_goes_on_with_the_real_value(edge):
    run_id = edge.execute(edge.flow(use("send"), send("end"), final("end"))).headers["X-App-Run-Id"]
    again = edge.post(f"/v1/flowrun/rerun/{run_id}", {"fromStepId": "send"})
    assert bodies(edge) == [CANARY, CANARY]
    require_nowhere(edge, run_id, again.headers["X-App-Run-Id"])


def test_error_details_and_logs_of_code_are_masked(edge):
    edge.world.sink.answer = lambda request: HttpResponse(
        500, {}, request.headers["X-Key"].encode(), 1
    )
    used = {**use("end"), "errorNextStepId": "send"}
    flow_id = edge.flow(used, send("end", "{{error.details.data}}"), final("end", e="{{error}}"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    assert bodies(edge)[-1] == f"Bearer {CANARY}"
    require_nowhere(edge, run_id)


@pytest.mark.parametrize("key", ["high", "k", "changeme", "password", "ollama"])
def test_short_or_customary_key_of_a_connection_changes_nothing(edge, key):
    connection = {"name": "default", "baseUrl": "https://m.example/v1", "model": "m", "apiKey": key}
    assert edge.post("/v1/connection", connection).status_code == 200
    said = json.dumps({key: f"{key} lookup {key}"})
    edge.world.sink.answer = answering({"choices": [{"message": {"content": said}}]})
    ask = {
        **step("ask", "ask-llm", "end", prompt="?", responseSchema={"type": "object"}),
        "output": "said",
    }
    answer = edge.execute(edge.flow(ask, final("end", j="{{said.json}}")))
    assert answer.json == {"j": {key: f"{key} lookup {key}"}}


def test_key_of_a_connection_flows_and_is_masked_also_in_the_stream(edge):
    connection = {"baseUrl": "https://m.example/v1", "model": "m", "apiKey": CANARY}
    assert edge.post("/v1/connection", {"name": "default", **connection}).status_code == 200
    edge.world.sink.answer = answering({"choices": [{"message": {"content": f"k={CANARY}"}}]})
    ask = {**step("ask", "ask-llm", "send", prompt="?"), "output": "said"}
    flow_id = edge.flow(ask, send("end", "{{said.response}}"), final("end", r="{{said.response}}"))
    answer = edge.execute(flow_id)
    assert bodies(edge)[-1] == f"k={CANARY}"
    assert answer.json == {"r": f"k={MASK}"}
    require_nowhere(edge, answer.headers["X-App-Run-Id"])


def test_key_of_a_tool_flows_and_is_masked(edge):
    act = {"name": "act", "api": {"method": "POST", "url": "/act"}}
    auth = {"type": "header", "name": "X-Key", "token": CANARY}
    body = {"name": "t", "baseUrl": "https://t.example", "auth": auth, "actions": [act]}
    tool_id = edge.post("/v1/tool", body).json["id"]
    used = {**step("use", "tool", "send", toolId=tool_id, action="act"), "output": "use"}
    flow_id = edge.flow(used, send("end"), final("end", r="{{use}}"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    assert bodies(edge)[-1] == CANARY
    require_nowhere(edge, run_id)


def test_short_secret_is_masked_where_it_is_used_and_nowhere_else(edge):
    edge.post("/v1/secret", {"name": "crm", "value": "acme-42"})
    flow_id = edge.flow(
        use("end", url="https://a.example/{{secrets.crm}}"), final("end", r="{{use.data.key}}")
    )
    answer = edge.execute(flow_id)
    assert answer.json == {"r": "acme-42"}
    (row, _) = edge.get(f"/v1/flowrun/steps/{answer.headers['X-App-Run-Id']}").json["data"]
    assert "acme-42" not in json.dumps(row["input"])


def test_run_that_touched_no_secret_is_stored_as_ever(edge):
    run_id = edge.execute(edge.flow(send("end", "hello"), final("end"))).headers["X-App-Run-Id"]
    run = edge.world.read(run_id)
    kept = (run.sealed_inputs, run.sealed_result, run.sealed_secrets)
    assert kept == (None, None, None)
    assert {entry.sealed for entry in edge.world.stores.runs.entries(run_id)} <= {None}


def test_key_of_a_peer_stands_in_no_message_and_in_no_run(edge):
    edge.world.sink.answer = answering({"choices": [{"message": {"content": f"k={CANARY}"}}]})
    connection = {"baseUrl": "https://m.example/v1", "model": "m", "apiKey": CANARY}
    conversation = begin(edge, peer(edge, connection=connection))
    assert say(edge, conversation, "hello").json["content"] == f"k={MASK}"
    assert history(edge, conversation)
    assert CANARY not in json.dumps(history(edge, conversation))
    require_nowhere(edge)


def test_widget_keeps_no_secret_and_the_run_goes_on_with_it(edge):
    widget = edge.post("/v1/widget", {"name": "Card"}).json
    put = {
        **step(
            "put",
            "add-widget-to-message",
            "send",
            widgetId=widget["id"],
            initialState={"key": "{{use.data.key}}"},
        ),
        "output": "put",
    }
    flow = [use("put"), put, send("end", "{{put.initialState.key}}"), final("end", response="ok")]
    conversation = begin(edge, talking(edge, *flow))
    say(edge, conversation, "hello")
    assert bodies(edge)[-1] == CANARY
    assert MASK in json.dumps(history(edge, conversation))
    require_nowhere(edge)


# What is masked ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "short", "1234567", "aaaaaaaaaaaa", *sorted(CUSTOMARY)])
def test_short_or_customary_texts_are_never_masked(text):
    assert masked(f"a {text} b", texts_of([Touched("x", text)])) == f"a {text} b"


@pytest.mark.parametrize("kept", ["abcdefgh1234\n", " abcdefgh1234\t", "abcdefgh1234"])
def test_secret_is_masked_without_the_white_space_around_it(kept):
    said = "a abcdefgh1234 b"
    assert masked(said, texts_of([Touched("x", kept)])).replace(" ", "") == f"a{MASK}b"


@pytest.mark.parametrize("kept", ["1       ", "changeme\n\n", "        "])
def test_what_is_short_or_customary_without_white_space_stays_readable(kept):
    assert masked("1 changeme b", texts_of([Touched("x", kept)])) == "1 changeme b"


@given(st.text(min_size=8, max_size=40).filter(lambda text: len(set(text)) > 1))
def test_every_spelling_of_a_secret_is_masked(text):
    if text.lower() in CUSTOMARY:
        return
    raw = text.encode("utf-8", "surrogatepass")
    spelled = [text, json.dumps(text), json.dumps(json.dumps(text)), raw.hex(), raw.hex().upper()]
    spelled += [repr(text), repr(raw)]
    for one in spelled:
        assert text not in str(masked(one, texts_of([Touched("x", text)])))
        assert MASK in str(masked(one, texts_of([Touched("x", text)])))


@given(st.lists(st.integers(0, 200), max_size=6), st.text(alphabet="ab7f3", max_size=30))
def test_however_a_stream_is_cut_no_secret_is_told(cuts, noise):
    said = f"{noise}{CANARY}{noise}{CANARY[:9]} and {noise}"
    told: list[str] = []
    words = Words(told.append, lambda: [Touched("x", CANARY)])
    places = [0, *sorted(cut % (len(said) + 1) for cut in cuts), len(said)]
    for start, end in itertools.pairwise(places):
        words.say(said[start:end])
    words.end()
    assert "".join(told) == said.replace(CANARY, MASK)


def test_nothing_is_kept_back_where_nothing_is_secret():
    told: list[str] = []
    words = Words(told.append, list)
    words.say("7f3")
    assert told == ["7f3"]
