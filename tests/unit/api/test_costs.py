"""What runs cost: charges in the journal, sums over it, budgets that stop a run in time."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from engine.egress.errors import blocked, timed_out, unreachable
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.model import Model
from tests.support.world import final, step


@pytest.fixture
def edge():
    made = Edge(step_credits=("code=2", "http-request=3"))
    body = {"name": "default", "baseUrl": "https://m.example/v1", "model": "m-1"}
    assert made.post("/v1/connection", body).status_code == 200
    return made


def priced(edge, **prices):
    """Price the model: 10 tokens in and 5 out, as the stub counts, are 0.002 USD."""
    body = {"model": "m-1", "input": "100", "output": "200", **prices}
    answer = edge.call("PUT", "/v1/price", body)
    assert answer.status_code == 200, answer.json
    return answer.json


def looping(times=20):
    """Return a flow that asks its model again and again."""
    ask = step("ask", "ask-llm", prompt="?", maxTokens=5)
    loop = {**step("loop", "while", "end", condition="true", maxIterations=times), "steps": [ask]}
    return loop, final("end")


def costs_of(edge, run_id):
    return edge.get(f"/v1/flowrun/credit-details/{run_id}").json


def test_every_number_is_explained(edge):
    row = priced(edge)
    edge.world.sink.answer = Model("Hello")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    shown = costs_of(edge, run_id)
    usage = {"inputTokens": 10, "outputTokens": 5}
    assert shown["byStep"][0]["charges"] == [
        {
            "kind": "model",
            "model": "m-1",
            "usage": usage,
            "priceId": row["id"],
            "cost": "0.002",
            "credits": 2,
        }
    ]
    assert (shown["total"], shown["cost"], shown["currency"]) == (2, "0.002", "USD")
    assert shown["warnings"] == shown["budgets"] == []
    assert edge.get(f"/v1/flowrun/details/{run_id}").json["credits"] == 2
    assert edge.get("/v1/flowrun").json["data"][0]["credits"] == 2
    assert edge.get(f"/v1/flowrun/steps/{run_id}").json["data"][0]["credits"] == 2


def test_a_price_set_later_changes_no_charge(edge):
    priced(edge)
    edge.world.sink.answer = Model("a", "b")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    first = edge.execute(flow_id).headers["X-App-Run-Id"]
    priced(edge, input="1000")
    second = edge.execute(flow_id).headers["X-App-Run-Id"]
    assert [costs_of(edge, run)["cost"] for run in (first, second)] == ["0.002", "0.011"]


def test_a_model_without_a_price_costs_null_and_warns(edge):
    edge.world.sink.answer = Model("Hello")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    shown = costs_of(edge, edge.execute(flow_id).headers["X-App-Run-Id"])
    assert shown["byStep"][0]["charges"][0]["cost"] is None
    assert shown["total"] == 0
    assert "m-1" in shown["warnings"][0]


def test_an_answer_asked_for_twice_is_charged_twice_even_if_it_never_fits(edge):
    priced(edge)
    edge.world.sink.answer = Model("no", "never")
    ask = step("ask", "ask-llm", "end", prompt="?", responseSchema={"type": "object"})
    answer = edge.execute(edge.flow(ask, final("end")))
    assert answer.json["error"]["code"] == "INVALID_ANSWER"
    assert costs_of(edge, answer.json["appRunId"])["total"] == 4


def test_steps_cost_their_flat_credits(edge):
    flow_id = edge.flow(step("a", "http-request", "end", url="https://x.example"), final("end"))
    shown = costs_of(edge, edge.execute(flow_id).headers["X-App-Run-Id"])
    assert [row["credits"] for row in shown["byStep"]] == [3, 0]


@pytest.mark.parametrize("scope", ["run", "flow", "workspace"])
def test_a_budget_stops_a_looping_flow_before_the_call_that_would_pass_it(edge, scope):
    priced(edge)
    model = edge.world.sink.answer = Model(*["Hello"] * 20)
    flow_id = edge.flow(*looping())
    path = "/v1/budget" if scope == "workspace" else f"/v1/flow/{flow_id}/budget"
    body = {"perRun": 30} if scope == "run" else {"limit": 30, "period": "day"}
    assert edge.call("PUT", path, body).status_code == 200
    answer = edge.execute(flow_id)
    assert answer.json["error"]["code"] == "BUDGET_EXCEEDED", answer.json
    shown = costs_of(edge, answer.json["appRunId"])
    made = len(model.asked)
    # Each costs 2, and may cost at most what its bytes say: the last one would have had no room.
    assert 1 < made < 16
    assert shown["total"] == 2 * made <= 30
    assert shown["total"] == sum(row["credits"] for row in shown["byStep"])
    exact = sum(Decimal(row["cost"]) for row in shown["byStep"] if row["cost"])
    assert Decimal(shown["cost"]) == exact == Decimal("0.002") * made
    if scope != "run":
        held = edge.get(path).json
        assert (held["spent"], held["held"], held["limit"]) == (2 * made, 0, 30)


def test_a_budget_bounds_the_answer_of_a_step_that_does_not(edge):
    priced(edge, output="1000000")
    model = edge.world.sink.answer = Model("Hello")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    edge.call("PUT", f"/v1/flow/{flow_id}/budget", {"perRun": 60_000})
    assert edge.execute(flow_id).status_code == 200
    assert 16 <= model.asked[0]["max_tokens"] <= 60


def test_an_unpriced_model_is_not_asked_under_a_budget(edge):
    model = edge.world.sink.answer = Model("Hello")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    edge.call("PUT", f"/v1/flow/{flow_id}/budget", {"perRun": 60_000})
    assert edge.execute(flow_id).json["error"]["code"] == "PRICE_UNKNOWN"
    assert model.asked == []


def test_a_budget_stops_steps_with_flat_credits(edge):
    call = step("a", "http-request", url="https://x.example")
    loop = {**step("loop", "while", "end", condition="true", maxIterations=9), "steps": [call]}
    flow_id = edge.flow(loop, final("end"))
    edge.call("PUT", "/v1/budget", {"limit": 10})
    answer = edge.execute(flow_id)
    assert answer.json["error"]["code"] == "BUDGET_EXCEEDED"
    assert len(edge.world.sink.calls) == 3


def test_a_call_that_fails_gives_back_what_was_set_apart(edge):
    priced(edge)
    edge.world.sink.answer = Model(401)
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?"), final("end"))
    edge.call("PUT", "/v1/budget", {"limit": 10_000})
    edge.execute(flow_id)
    assert edge.get("/v1/budget").json["remaining"] == 10_000


def sent(error):
    error.was_sent = True
    return error


def failing(error):
    def answer(request):
        raise error

    return answer


def answering(body, kind="application/json"):
    return lambda request: HttpResponse(200, {"content-type": kind}, body.encode(), 1)


NO_COMPLETION = {"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": 5}}
STREAM = {"content-type": "text/event-stream"}


def breaking_off(request):
    """Tell of the usage and end before the answer does."""
    body = b"data: " + json.dumps({**NO_COMPLETION, "choices": []}).encode() + b"\n\n"
    request.on_chunk(body)
    return HttpResponse(200, STREAM, body, 1)


def breaking_down(request):
    breaking_off(request)
    raise sent(unreachable("the connection broke"))


@pytest.mark.parametrize(
    ("answer", "spent"),
    [
        (answering(json.dumps(NO_COMPLETION)), 2),
        (breaking_off, 2),
        (breaking_down, 2),
        # Nobody told what these cost: at most what was set apart for them.
        (answering("<html>", "text/html"), None),
        (failing(sent(timed_out())), None),
        # These were never made, or surely not paid for.
        (failing(blocked()), 0),
        (failing(timed_out()), 0),
        (Model(500), 0),
        (Model(429), 0),
    ],
)
def test_a_call_that_failed_counts_what_it_cost_or_may_have_cost(edge, answer, spent):
    priced(edge)
    edge.world.sink.answer = answer
    ask = step("ask", "ask-llm", "end", prompt="?", maxTokens=5, stream=True)
    flow_id = edge.flow(ask, final("end"))
    edge.call("PUT", "/v1/budget", {"limit": 10_000})
    run_id = edge.execute(flow_id).json["appRunId"]
    shown, held = costs_of(edge, run_id), edge.get("/v1/budget").json
    assert (held["spent"], held["held"]) == (shown["total"], 0)
    if spent is None:
        assert shown["total"] > 2
        assert "set apart" in shown["warnings"][0]
    else:
        assert shown["total"] == spent


def test_what_each_run_may_spend_stops_calls_that_time_out_too(edge):
    priced(edge)
    edge.world.sink.answer = failing(sent(timed_out()))
    retry = {"maxAttempts": 20, "backoffSeconds": 1, "maxSeconds": 1}
    ask = {**step("ask", "ask-llm", "end", prompt="?", maxTokens=5), "retry": retry}
    flow_id = edge.flow(ask, final("end"))
    edge.call("PUT", f"/v1/flow/{flow_id}/budget", {"perRun": 50})
    run_id = edge.execute(flow_id).json["appRunId"]
    for _ in range(20):
        edge.world.wake(5)
    error = edge.get(f"/v1/flowrun/errorDetails/{run_id}").json["error"]
    assert error["code"] == "BUDGET_EXCEEDED"
    assert 1 < len(edge.world.sink.calls) < 20
    assert costs_of(edge, run_id)["total"] <= 50


def test_a_step_with_flat_credits_that_asks_a_model_is_counted_once_for_each():
    edge = Edge(step_credits=("ask-llm=3",))
    body = {"name": "default", "baseUrl": "https://m.example/v1", "model": "m-1"}
    edge.post("/v1/connection", body)
    priced(edge)
    edge.world.sink.answer = Model("Hello", "Hello")
    flow_id = edge.flow(step("ask", "ask-llm", "end", prompt="?", maxTokens=5), final("end"))
    edge.call("PUT", "/v1/budget", {"limit": 30})
    edge.call("PUT", f"/v1/flow/{flow_id}/budget", {"limit": 30})
    run_id = edge.execute(flow_id).headers["X-App-Run-Id"]
    assert costs_of(edge, run_id)["total"] == 5
    for path in ("/v1/budget", f"/v1/flow/{flow_id}/budget"):
        shown = edge.get(path).json
        assert (shown["spent"], shown["held"]) == (5, 0)
    edge.call("PUT", "/v1/budget", {"limit": 9})
    answer = edge.execute(flow_id)
    assert answer.json["error"]["code"] == "BUDGET_EXCEEDED"
    # The flat part was set apart before the model was refused, and is given back.
    assert edge.get("/v1/budget").json["held"] == 0


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/v1/budget", {"limit": -1}, "/limit"),
        ("/v1/budget", {"limit": "5"}, "/limit"),
        ("/v1/budget", {"limit": 1, "period": "week"}, "/period"),
        ("/v1/budget", {}, ""),
        ("/v1/budget", {"perRun": 1, "spent": 0}, "/spent"),
        ("/v1/price", {"model": "m", "input": "1", "output": "cheap"}, "/output"),
        ("/v1/price", {"model": "m", "input": 1, "output": "1"}, "/input"),
    ],
)
def test_wrong_prices_and_budgets_are_refused_at_their_place(edge, path, body, pointer):
    answer = edge.call("PUT", path, body)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json["errors"]] == [pointer]


def test_a_budget_is_read_and_removed(edge):
    assert edge.get("/v1/budget").status_code == 404
    edge.call("PUT", "/v1/budget", {"limit": 5})
    assert edge.get("/v1/budget").json["remaining"] == 5
    assert edge.call("DELETE", "/v1/budget").status_code == 200
    assert edge.get("/v1/budget").status_code == 404


def test_prices_are_listed_and_found_by_model(edge):
    made = priced(edge)
    assert edge.get("/v1/price").json["data"] == [made]
    assert edge.get("/v1/price/maker/M-1-2026-01-01").json == made
    assert edge.get("/v1/price/unheard-of").status_code == 404


def spent(edge, query="", **given):
    answer = edge.get(f"/v1/credits{query}", **given)
    assert answer.status_code == 200, answer.json
    return answer.json


def calling(edge, **given):
    """Return a flow whose runs cost three credits each."""
    call = step("a", "http-request", "end", method="GET", url="https://x.example/")
    return edge.flow(call, final("end"), **given)


def test_what_all_runs_cost_is_added_up_by_day_and_by_flow(edge):
    cheap, dear = calling(edge), calling(edge)
    for flow_id in (cheap, dear, dear, edge.flow(final("end"))):
        edge.execute(flow_id)
    edge.world.time.at += timedelta(days=1)
    edge.execute(cheap)
    edge.world.time.at += timedelta(days=1)
    by_day = spent(edge)
    assert (by_day["by"], by_day["credits"], by_day["runs"]) == ("day", 12, 4)
    assert by_day["data"] == [
        {"day": "2026-01-01", "credits": 9, "runs": 3},
        {"day": "2026-01-02", "credits": 3, "runs": 1},
    ]
    by_flow = spent(edge, "?by=flow&limit=1")
    assert (by_flow["credits"], len(by_flow["data"])) == (12, 1)
    first_day = spent(edge, "?by=flow&to=2026-01-02T00:00:00Z")
    assert [(one["flowId"], one["credits"]) for one in first_day["data"]] == [(dear, 6), (cheap, 3)]
    assert (first_day["from"], first_day["to"][:10]) == ("2025-12-03T00:00:00.000Z", "2026-01-02")


def test_a_member_adds_up_what_he_may_see_and_an_admin_everything(edge):
    _, ada = edge.user("Ada")
    edge.execute(calling(edge))
    started = {"name": "M", "visibility": "private"}
    call = step("a", "http-request", "end", method="GET", url="https://x.example/")
    steps = [{"id": "s", "type": "api", "nextStepId": "a"}, call, final("end")]
    made = edge.post("/v1/flow", {**started, "definition": {"steps": steps}}, as_=ada).json["id"]
    edge.post(f"/v1/flow/{made}/publish", as_=ada)
    edge.execute(made, as_=ada)
    edge.world.time.at += timedelta(seconds=1)
    everything = spent(edge)["credits"]
    rows = edge.get("/v1/flowrun", as_=ada).json["data"]
    assert everything == 6
    assert spent(edge, as_=ada)["credits"] == sum(one["credits"] for one in rows)
    _, stranger = edge.user("Niklaus", "admin", "elsewhere")
    assert spent(edge, as_=stranger)["data"] == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("by=week", "/by"),
        ("from=yesterday", "/from"),
        ("from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", "/from"),
        ("from=2024-01-01T00:00:00Z&to=2026-01-02T00:00:00Z", "/from"),
        ("limit=0", "/limit"),
        ("flowId=x", "/flowId"),
    ],
)
def test_a_period_that_is_none_is_refused_at_its_place(edge, query, place):
    answer = edge.get(f"/v1/credits?{query}")
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == place
