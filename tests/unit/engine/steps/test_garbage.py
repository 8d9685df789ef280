"""Whatever a template renders, a step that cannot use it fails with the place and the reason."""

from __future__ import annotations

import json

import pytest

from engine import canonical, deciding, json_schema
from engine.errors import EngineError, InvalidInput
from engine.forms import shape_issues
from engine.steps import BUILTIN, SYSTEM
from engine.steps.base import CodeResult, HttpResponse, Model, ToolAction
from engine.waits import INTERNAL_KINDS
from schemas.run import RunStatus
from tests.contract.samples import wait_of
from tests.security.bodies import replaced
from tests.support.world import World, error_of, final, output_of, step


def nested(levels):
    value = "x"
    for _ in range(levels):
        value = [value]
    return value


GARBAGE = {
    "null": None,
    "list": [1, "x"],
    "list of objects": [{"x": 1}],
    "list of lists": [[1]],
    "empty list": [],
    "object": {"a": 1},
    "empty object": {},
    "object of a wrong schema": {"type": 5},
    "object of nulls": {"name": None, "value": None, "type": None, "operator": None},
    "object of lists": {"users": 5, "groups": [[1]], "name": [1], "key": {}, "role": []},
    "true": True,
    "false": False,
    "zero": 0,
    "negative": -1,
    "fraction": 1.5,
    "huge": 10**30,
    "huge fraction": 1e308,
    "past a float": 10**400,
    "empty text": "",
    "blank text": "  ",
    "text": "ten",
    "text of a number": "10",
    "text of not a number": "NaN",
    "text of infinity": "-Infinity",
    "text past a float": "1e999",
    "text of many digits": "9" * 5000,
    "text of a list": "[1]",
    "text of a long ago": "0001-01-01T00:00:00+23:59",
    "lone surrogate": "\ud800",
    "name of a method": "__class__",
    "deep": nested(60),
    "deeper": nested(190),
}
ROWS = [{"name": "x", "value": 1}]
FORM = [
    {
        "name": "why",
        "type": "string",
        "required": True,
        "options": ["a", {"label": "B", "value": "b"}],
        "minLength": 1,
        "pattern": "a+",
    },
    {"name": "n", "type": "number", "min": 1, "max": 5, "default": 2},
]
BODY = {"id": "body", "type": "set", "data": {"values": {"y": 1}}}
SCHEMA = {"type": "object", "properties": {"x": {"type": "string", "minLength": 1}}}
# Of each type data that works and that has every field.
WORKING = {
    "add-widget-to-message": [{"widgetId": "w", "initialState": {"a": 1}}],
    "ask-llm": [
        {
            "connection": "default",
            "model": "m",
            "prompt": "p",
            "system": "s",
            "messages": [{"role": "user", "content": "c"}],
            "temperature": 1,
            "maxTokens": 5,
            "responseSchema": SCHEMA,
            "stream": False,
        }
    ],
    "client-tool": [
        {"toolName": "t", "parameters": {"a": 1}, "expiresInSeconds": 60},
        {"toolName": "t", "parameters": [{"key": "a", "value": 1}]},
    ],
    "code": [{"code": "return 1", "inputs": {"a": 1}, "timeoutSeconds": 1}],
    "nodejs": [{"code": "return 1", "inputs": {"a": 1}, "timeoutSeconds": 1}],
    "condition": [
        {"expression": "v"},
        {"conditions": [{"left": 1, "operator": "lessThan", "right": 2}], "match": "any"},
        {"conditions": [{"left": 1, "operator": "contains", "right": 2}]},
    ],
    "delay": [{"seconds": 5}, {"until": "2026-02-01T00:00:00Z"}],
    "each": [
        {"arrayVariable": "v"},
        {
            "items": [1, 2],
            "maxItems": 1,
            "concurrency": 1,
            "continueOnError": True,
            "outputs": "all",
        },
        {"items": [1, 2, 3], "maxItems": 2, "concurrency": 2, "outputs": "none"},
    ],
    "end-session": [{"reason": "r"}],
    "extract-data": [{"text": "t", "schema": SCHEMA, "connection": "default", "model": "m"}],
    "fail": [{"code": "NO", "message": "m"}],
    "final": [{"outputs": [{"name": "x", "output": 1}]}],
    "http-request": [
        {
            "method": "POST",
            "url": "https://sink.example/a",
            "headers": {"X-A": "b"},
            "query": {"q": 1},
            "body": {"a": 1},
            "bodyType": "json",
            "auth": {"type": "basic", "username": "u", "password": "p"},
            "followRedirects": True,
            "responseType": "json",
            "maxBytes": 1000,
            "successStatus": [200, "3xx"],
        },
        {
            "method": "POST",
            "url": "https://sink.example/a",
            "body": {"f": {"fileId": "file_x", "filename": "n", "contentType": "t"}, "g": [1]},
            "bodyType": "multipart",
        },
        {"url": "https://sink.example/a", "body": {"f": 1}, "bodyType": "form"},
    ],
    "parallel": [{"branches": [{"name": "b", "steps": [BODY]}], "waitFor": "all"}],
    "run-flow": [{"flowId": "f", "version": 1, "inputs": {"a": 1}}],
    "set": [{"values": [{"name": "x", "value": 1}]}, {"values": {"x": 1}}],
    "show-form": [{"title": "t", "fields": FORM, "submitLabel": "s", "expiresInSeconds": 60}],
    "switch": [{"value": 1, "cases": [{"value": 1, "nextStepId": "end"}]}],
    "tool": [{"toolId": "t", "action": "do", "parameters": {"id": 1, "h": "x", "rest": 2}}],
    "user-approval": [
        {
            "message": "m",
            "approvers": {"users": ["u"], "groups": ["g"]},
            "allowSelf": True,
            "allowLink": False,
            "requiredApprovals": 1,
            "fields": FORM,
            "expiresInSeconds": 60,
            "onExpire": "reject",
        }
    ],
    "wait": [{"event": "e", "schema": SCHEMA, "expiresInSeconds": 60}],
    "while": [{"condition": "iteration == null", "maxIterations": 2, "outputs": "all"}],
    "peer-call": [{"call": {"name": "act", "arguments": {"a": 1}}}],
    "peer-model": [
        {
            "messages": [{"role": "user", "content": "c"}],
            "turns": [{"role": "assistant", "content": "c", "tool_calls": []}],
            "results": [{"item": {"id": "1"}, "outputs": {"result": "r"}, "error": None}],
        }
    ],
    "deliver": [],
}


class Talk:
    """A conversation with a model and nothing to call."""

    def model(self):
        return Model("https://model.example", "m", None, "", None)

    def actions(self):
        return ()

    def add_widget(self, widget_id, initial_state, key):
        return {"widgetId": widget_id, "initialState": initial_state, "key": key}

    def end(self, reason):
        return {"success": True, "endReason": reason}


class Box:
    """Runs no code."""

    def run(self, code, inputs, context, seconds):
        assert 0 < seconds <= 60
        return CodeResult(value=1)


def tool_of(*_):
    api = {"method": "POST", "url": "/x/{{id}}", "headers": {"X-H": "{{h}}"}}
    return ToolAction("https://tool.example", api, ("id",), {"type": "bearer"}, None)


def answer(request):
    said = {"choices": [{"message": {"content": '{"x": "y"}'}}], "model": "m"}
    body = json.dumps(said).encode()
    return HttpResponse(200, {"content-type": "application/json"}, body, 1)


def world():
    made = World(
        talks=lambda _: Talk(),
        models=lambda *_: Model("https://model.example", "m", None, "", None),
        sandbox=Box(),
        tool_actions=tool_of,
    )
    made.sink.answer = answer
    return made


def places(value, place=()):
    """Yield every place within a value, its own first."""
    if place:
        yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in inner:
        if isinstance(one, (dict, list)):
            yield from places(one, (*place, name))
        else:
            yield (*place, name)


RAW = {("condition", "expression"), ("each", "arrayVariable"), ("while", "condition")}
RAW |= {("code", "code"), ("nodejs", "code")}
CASES = [
    pytest.param(type_name, data, place, id=f"{type_name}-{number}-{'/'.join(map(str, place))}")
    for type_name, variants in WORKING.items()
    for number, data in enumerate(variants)
    for place in places(data)
    if place[0] != "branches"  # of steps, which no template makes
]


def made(type_name, data):
    body = {"steps": [BODY]}
    one = {**step("s", type_name, "end", **data), "output": "s"}
    one |= body if type_name in ("each", "while") else {}
    one |= {"errorNextStepId": "sorry"} if type_name not in ("each", "while") else {}
    return one


def run_to_rest(type_name, data, inputs):
    there = world()
    steps = [made(type_name, data), final("end"), final("sorry", error="{{error}}")]
    run = there.submit(there.plan(*steps), inputs)
    there.drain()
    return there, there.read(run.run_id)


def usable(there, run):
    """Assert that what a run waits for can be given."""
    if run.wait.kind in INTERNAL_KINDS:
        return
    view = json.loads(run.wait.view)
    shown = view["waitState"]
    assert "schema" not in shown or json_schema.schema_problem(shown["schema"]) is None
    assert list(shape_issues(shown.get("fields"), "")) == []
    if run.wait.kind == "client-tool":
        name = view["pendingAction"]["toolName"]
        assert isinstance(name, (str, int, float))
        assert str(name).strip()
    kind, payload = {
        "client-tool": ("toolResult", {"success": True, "output": 1}),
        "user-approval": ("decision", {"decision": "approve", "fields": {"why": "a"}}),
        "show-form": ("data", {"why": "a"}),
        "wait": ("data", {"x": "y"}),
    }[run.wait.kind]
    try:
        there.resume(run, kind, payload)
    except EngineError:
        return
    there.drain()


def errors_of(run):
    return canonical.encode([error_of(run), output_of(run)]).decode()


def unharmed(type_name, data, inputs):
    """Assert that a run of such a step ends, or waits for what can be given, and is no bug's."""
    there, run = run_to_rest(type_name, data, inputs)
    assert run.status in {RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.WAITING}, data
    if run.status is RunStatus.WAITING:
        usable(there, run)
        run = there.read(run.run_id)
    assert "STEP_CRASHED" not in errors_of(run), (data, errors_of(run))


def is_json(garbage):
    """Tell whether a run can be given a value at all."""
    try:
        canonical.encode(garbage)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(("type_name", "data", "place"), CASES)
def test_garbage_that_a_template_renders_anywhere_never_crashes_a_step(type_name, data, place):
    given = data if (type_name, place[0]) in RAW else replaced(data, place, "{{v}}")
    for garbage in filter(is_json, GARBAGE.values()):
        unharmed(type_name, given, {"v": garbage, "end": 1})


@pytest.mark.parametrize(
    ("type_name", "data", "name"),
    [
        pytest.param(type_name, data, name, id=f"{type_name}-{number}-{name}")
        for type_name, variants in WORKING.items()
        for number, data in enumerate(variants)
        for name in data
        if (type_name, name) not in RAW | {("parallel", "branches")}
    ],
)
def test_garbage_that_a_definition_of_old_says_never_crashes_a_step(type_name, data, name):
    for garbage in filter(is_json, GARBAGE.values()):
        unharmed(type_name, {**data, name: garbage}, {})


def test_every_step_type_and_every_field_is_among_those_tried():
    tried = {
        (name, field) for name, variants in WORKING.items() for one in variants for field in one
    }
    there_are = {(one.name, field.name) for one in (*BUILTIN, *SYSTEM) for field in one.fields}
    assert tried == there_are


@pytest.mark.parametrize(
    "api",
    [
        {"url": "/x", "headers": "{{v}}"},
        {"url": "/x", "headers": {"X-H": "{{v}}"}},
        {"url": "{{v}}"},
        {"url": "/x", "method": "{{v}}"},
        {"url": "/x", "body": "{{v}}"},
        {"url": "/x", "body": {"a": "{{v}}"}},
        {"url": "/x", "method": "GET"},
    ],
    ids=str,
)
def test_garbage_in_what_a_tool_makes_of_its_parameters_never_crashes_the_step(api):
    for garbage in filter(is_json, GARBAGE.values()):
        there = world()
        there.tool_actions = lambda *_: ToolAction("https://tool.example", api, (), {}, None)
        data = {"toolId": "t", "action": "do", "parameters": {"v": "{{v}}"}}
        run = there.run(
            made("tool", data),
            final("end"),
            final("sorry", error="{{error}}"),
            inputs={"v": garbage},
        )
        assert "STEP_CRASHED" not in errors_of(run), (garbage, errors_of(run))


@pytest.mark.parametrize(
    "fields",
    [["x"], [{"name": 5}], [{"name": "a", "type": "tpye"}], [{"name": "a", "min": "ten"}]],
)
@pytest.mark.parametrize("kind", ["user-approval", "show-form"])
def test_form_that_an_older_run_opened_on_garbage_says_so_to_who_answers(kind, fields):
    view = canonical.encode({"waitState": {"fields": fields}})
    payload = {"decision": "approve", "fields": {"a": 1}}
    given = ("decision", payload) if kind == "user-approval" else ("data", {"a": 1})
    with pytest.raises(InvalidInput, match="cancel the run") as caught:
        deciding.checked(*given, wait_of(kind=kind, view=view))
    assert caught.value.code == "invalid_form"
