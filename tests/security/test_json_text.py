"""JSON that is written as text with templates: no value becomes a part of the JSON itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, Scope, render
from engine.expressions.checks import secrets_of, uses_secrets
from engine.expressions.json_text import read_json_text
from tests.support.edge import Edge
from tests.support.world import World, error_of, final, output_of, step

BREAKOUT = 'x","amount":"9999'
TEXT = '{"amount": 5, "note": "{{q}}"}'
SAFE = {"amount": 5, "note": BREAKOUT}


@pytest.fixture
def edge():
    return Edge()


def asked(parameters, **inputs):
    made = step("t", "client-tool", None, toolName="t", parameters=parameters)
    return World().run(made, inputs=inputs)


def sent(edge, inputs, **data):
    """Return the body that a flow sends, and its content type."""
    call = step("call", "http-request", "end", method="POST", url="https://crm/", **data)
    assert edge.execute(edge.flow(call, final("end")), inputs).status_code == 200
    request = edge.world.sink.calls[-1]
    return request.body.decode(), request.headers["Content-Type"]


@pytest.mark.parametrize(
    ("parameters", "inputs", "args"),
    [
        (TEXT, {"q": BREAKOUT}, SAFE),
        ('{"amount": 5, "note": {{q}}}', {"q": BREAKOUT}, SAFE),
        ('{"amount": 5, "note": {{json(q)}}}', {"q": BREAKOUT}, SAFE),
        ('{"n": {{n}}, "l": {{l}}}', {"n": 7, "l": [1, "a"]}, {"n": 7, "l": [1, "a"]}),
        ('{"n": "{{n}} of {{l}}"}', {"n": 7, "l": [1]}, {"n": "7 of [1]"}),
        ('{"q": "{{ default(q, "none") }}"}', {}, {"q": "none"}),
        ('{"q": "{{ default(q, \\"none\\") }}"}', {}, {"q": "none"}),
        ('{"{{k}}": 1}', {"k": 'a":2,"b'}, {'a":2,"b': 1}),
        ('{ {{k}}: "{{q}}"}', {"k": "a", "q": "\\"}, {"a": "\\"}),
        ('[{"key": "note", "value": "{{q}}"}]', {"q": BREAKOUT}, {"note": BREAKOUT}),
        ('{"q": "\ue0000;{{q}}"}', {"q": "{{secrets.x}}"}, {"q": "\ue0000;{{secrets.x}}"}),
        ('{"q": "\ue0000;", "r": {{q}}}', {"q": "x"}, {"q": "\ue0000;", "r": "x"}),
        ('{"q": "\\ue00099;", "r": {{q}}}', {"q": "x"}, {"q": "\ue00099;", "r": "x"}),
        ("{{q}}", {"q": '{"from": "data"}'}, {"from": "data"}),
        ("{{json(l)}}", {"l": {"a": 1}}, {"a": 1}),
        (" ", {}, {}),
    ],
)
def test_a_value_in_the_parameters_of_a_client_tool_stays_a_value(parameters, inputs, args):
    shown = json.loads(asked(parameters, **inputs).wait.view)
    assert shown["pendingAction"]["args"] == args


@pytest.mark.parametrize(
    "parameters",
    [
        "{{a}}{{b}}",
        '{"amount": NaN, "note": {{b}}}',
        '{"amount": "\\ud800", "note": {{b}}}',
        "[" * 5000 + "{{a}}",
        "[" * 900 + "{{a}}" + "]" * 900,
        "[" * 66 + "{{a}}" + "]" * 66,
        '{"amount": 1e400, "note": {{b}}}',
        '{"amount": 9223372036854775808, "note": {{b}}}',
        "[{{a}} {{b}}]",
    ],
)
def test_text_that_is_put_together_to_json_fails_the_step(parameters):
    run = asked(parameters, a='{"amount":', b="9999}")
    assert error_of(run)["code"] == "EXPRESSION_ERROR"
    assert "not JSON" in error_of(run)["message"]


@pytest.mark.parametrize(
    ("items", "inputs", "expected"),
    [
        ('["{{a}}", "{{b}}"]', {"a": '","admin', "b": 2}, ['","admin', 2]),
        ("[{{a}}, {{b}}]", {"a": "1], [2", "b": 2}, ["1], [2", 2]),
        ('[{"id": {{a}}}]', {"a": {"b": 1}}, [{"id": {"b": 1}}]),
    ],
)
def test_a_value_in_the_items_of_a_loop_stays_a_value(items, inputs, expected):
    loop = {**step("l", "each", "end", items=items), "output": "r"}
    body = [step("b", "set", None, values={"last": "{{item}}"})]
    run = World().run({**loop, "steps": body}, final("end", r="{{r.items}}"), inputs=inputs)
    assert output_of(run) == {"r": expected}


@pytest.mark.parametrize("body_type", ["json", "text", None])
def test_a_value_in_a_body_that_is_written_as_json_stays_a_value(edge, body_type):
    data = {"body": TEXT} | ({"bodyType": body_type} if body_type else {})
    body, content_type = sent(edge, {"q": BREAKOUT}, **data)
    assert json.loads(body) == SAFE
    wanted = "application/json" if body_type == "json" else "text/plain; charset=utf-8"
    assert content_type == wanted


@pytest.mark.parametrize(
    ("body", "inputs", "expected"),
    [
        ('{"a": [1, "x"]}', {}, '{"a":[1,"x"]}'),
        ("{{json(v)}}", {"v": {"a": 1}}, '{"a":1}'),
        ("{{v}}", {"v": '{"a": 1}'}, '"{\\"a\\": 1}"'),
        ("hello {{v}}", {"v": "Ada"}, '"hello Ada"'),
        ("plain", {}, '"plain"'),
    ],
)
def test_a_body_of_json_is_encoded_once(edge, body, inputs, expected):
    assert sent(edge, inputs, body=body, bodyType="json")[0] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{ "a":  1 }', '{ "a":  1 }'),
        ("{{v}}", '","b":"'),
        ('say {"a": "{{v}}"', 'say {"a": "","b":""'),
    ],
)
def test_a_text_that_is_no_json_with_templates_goes_as_it_is(edge, body, expected):
    assert sent(edge, {"v": '","b":"'}, body=body)[0] == expected


def test_objects_that_are_written_as_text_are_read_first(edge):
    data = {"headers": '{"X-A": "{{q}}"}', "query": '{"q": "{{q}}"}', "bodyType": "form"}
    body, _ = sent(edge, {"q": '","b":"'}, body='{"q": "{{q}}"}', **data)
    request = edge.world.sink.calls[-1]
    assert (body, request.headers["X-A"]) == ("q=%22%2C%22b%22%3A%22", '","b":"')
    assert request.url == "https://crm/?q=%22%2C%22b%22%3A%22"


def test_the_body_of_a_tools_action_is_read_first(edge):
    api = {"method": "POST", "url": "/x", "body": TEXT}
    tool = {"name": "t", "baseUrl": "https://crm", "actions": [{"name": "a", "api": api}]}
    made = edge.post("/v1/tool", tool).json
    use = step("use", "tool", "end", toolId=made["id"], action="a", parameters='{"q": "{{q}}"}')
    assert edge.execute(edge.flow(use, final("end")), {"q": BREAKOUT}).status_code == 200
    assert json.loads(edge.world.sink.calls[-1].body) == SAFE


def test_values_that_are_written_as_text_are_set():
    made = step("s", "set", "end", values='{"note": "{{q}}", "n": {{n}}}')
    run = World().run(made, final("end", a="{{note}}", n="{{n}}"), inputs={"q": BREAKOUT, "n": 1})
    assert output_of(run) == {"a": BREAKOUT, "n": 1}


def issues(edge, made):
    steps = [{"id": "s", "type": "api", "nextStepId": made["id"]}, made, final("end")]
    body = {"name": "F", "definition": {"steps": steps}}
    found = edge.post("/v1/flow", body).json["issues"]
    return [(one["path"], one["code"], one["severity"]) for one in found]


@pytest.mark.parametrize(
    ("made", "issue"),
    [
        (
            step("t", "client-tool", "end", toolName="t", parameters='{"a": {{b}'),
            ("/steps/1/data/parameters", "invalid_template", "error"),
        ),
        (
            step("t", "client-tool", "end", toolName="t", parameters='{"a": {{b}}'),
            ("/steps/1/data/parameters", "invalid_json", "error"),
        ),
        (
            step("t", "client-tool", "end", toolName="t", parameters='{"{{nope(1)}}": 1}'),
            ("/steps/1/data/parameters", "invalid_template", "error"),
        ),
        (
            step("t", "client-tool", "end", toolName="t", parameters='{"a": "{{secrets.x}}"}'),
            ("/steps/1/data/parameters", "secret_not_allowed", "error"),
        ),
        (
            step(
                "c", "http-request", "end", url="https://crm/", body='{"a": {{b}', bodyType="json"
            ),
            ("/steps/1/data/body", "invalid_template", "error"),
        ),
        (
            step("c", "http-request", "end", url="https://crm/", body='{"a": {{b}}'),
            ("/steps/1/data/body", "invalid_json", "warning"),
        ),
        (
            step("c", "http-request", "end", url="https://crm/", headers="X: {{b}}"),
            ("/steps/1/data/headers", "invalid_json", "error"),
        ),
        (
            step("s", "set", "end", values="{{a}} {{b}}"),
            ("/steps/1/data/values", "invalid_json", "error"),
        ),
    ],
)
def test_a_text_that_can_be_no_json_is_found_at_publish(edge, made, issue):
    assert issue in issues(edge, made)


def test_a_secret_that_names_a_member_of_json_text_is_known():
    shape = read_json_text('{"{{secrets.name}}": "{{secrets.value}}"}')
    assert uses_secrets(shape)
    assert secrets_of(shape).names == {"name", "value"}
    assert not secrets_of(read_json_text('{"{{upper(secrets.name)}}": 1}')).is_whole


@pytest.mark.parametrize("text", ["{{x}}", TEXT, '{"a": {{b}}}', "", '{"a": 1}'])
def test_nothing_is_said_of_a_text_that_is_json(edge, text):
    made = step("t", "client-tool", "end", toolName="t", parameters=text)
    assert [one for one in issues(edge, made) if "parameters" in one[0]] == []


@pytest.mark.parametrize("inner", ['"{{secrets.x}}"', "1e400", "9" * 5000, '"\\ud800"', "NaN"])
@pytest.mark.parametrize("depth", [0, 60, 200, 900])
def test_no_text_in_a_definition_breaks_a_save_or_a_run(edge, inner, depth):
    """The door counts the depth of a definition, and does not see into its texts."""
    text = '{"a": {{b}}, "c": ' + "[" * depth + inner + "]" * depth + "}"
    for field in ("headers", "query", "auth", "body", "url"):
        data = {"url": "https://crm/", "bodyType": "json", field: text}
        made = step("c", "http-request", "end", **data)
        assert isinstance(issues(edge, made), list)
        run = World().run(made, final("end"), inputs={"b": 1})
        assert run.status.value in ("completed", "failed")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(value=JSON)
def test_whatever_a_value_holds_the_json_around_it_stands(value):
    scope = Scope({"v": value}, datetime(2026, 1, 1, tzinfo=UTC), str)
    shape = read_json_text('{"a": {{v}}, "t": "<{{json(v)}}>", "l": [1, {{v}}, "{{v}}"], "n": 5}')
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert render(shape, scope, keys=True) == {
        "a": value,
        "t": f"<{text}>",
        "l": [1, value, value],
        "n": 5,
    }


@given(text=st.text(alphabet='{}[]",:\\ 1a{{v}}\n', max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        read_json_text(text)
    except ExpressionError as error:
        refused = error.message
    else:
        refused = "not JSON"
    assert refused
