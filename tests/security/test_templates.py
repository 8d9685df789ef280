"""The corpus of templates: escapes come to nothing, and no form of work is without a bound."""

from __future__ import annotations

import json
import time
import tracemalloc
from datetime import UTC, datetime

import pytest

from engine.expressions import ExpressionError, Scope, render
from tests.support.edge import Edge, approval
from tests.support.world import final, step
from tests.unit.engine.expressions.test_hostile import BOMBS, ESCAPES

MEMORY = 64 * 2**20
MORE_ESCAPES = [
    "{{ x.__class__.__base__ }}",
    "{{ x.__getattribute__('a') }}",
    "{{ x['__globals__'] }}",
    "{{ x['__cl' + 'ass__'] }}",
    "{{ x[join(['__', 'class', '__'])] }}",
    "{{ ''.join.__self__ }}",
    "{{ [].__len__() }}",
    "{{ {}.__dict__ }}",
    "{{ true.__class__ }}",
    "{{ null.__class__ }}",
    "{{ 1.5.__class__ }}",
    "{{ range.__self__ }}",
    "{{ json.dumps }}",
    "{{ now().__class__ }}",
    "{{ uuid().__class__ }}",
    "{{ formatDate.__code__ }}",
    "{{ (x).toString.constructor('return this')() }}",
    "{{ constructor.constructor('return process')() }}",
    "{{ globalThis }}",
    "{{ process.env }}",
    "{{ os.environ }}",
    "{{ sys.modules }}",
    "{{ open('/etc/passwd') }}",
    "{{ exec('1') }}",
    "{{ compile('1', '', 'eval') }}",
    "{{ getattr(x, '__class__') }}",
    "{{ setattr(x, 'k', 2) }}",
    "{{ x.k = 2 }}",
    "{{ x => x }}",
    "{{ lambda: 1 }}",
    "{{ [y for y in [1]] }}",
    "{{ `id` }}",
    "{{ ${x} }}",
    "{{ #{x} }}",
    "{{ $where }}",
    "{{ secrets }}",
    "{{ _resumeData }}",
    "{{ self }}",
    "{{ this }}",
    "{{ @x }}",
    "{{ first(map([1], 'x.__class__')) }}",
    "{{ first(map([1], 'self.names')) }}",
    "{{ first(map([1], 'frame.scope')) }}",
    "{{ filter([1], 'x.constructor.constructor(1)') }}",
    "{{ filter([1], '__import__(1)') }}",
    "{{ map([1], 'x => x') }}",
    "{{ sortBy([1], 'lambda: 1') }}",
    "{{ map(['secrets'], x) }}",
    "{{ map([1], 'sec' + 'rets') }}",
    "{{ find([k], 'x.__globals__') }}",
    "{{ groupBy([1], 'open(1)') }}",
    "{{ first(values(pick(x, '__class__'))) }}",
    "{{ first(values(pick([{}], ['__dict__'])[0])) }}",
    "{{ find([x], 'x.__hash__') }}",
    "{{ map.__call__ }}",
    "{{ formatDate(0, '{0.__class__}') }}",
    "{{ formatDate(0, '%s%n') }}",
    "{{ startOf(0, '__class__') }}",
    "{{ parseDate(0, '/etc/passwd') }}",
    "{{ raw(raw) }}",
]
MORE_BOMBS = [
    "{{ range(100000) }}",
    "{{ range(1000, 1000000, 1) }}",
    "{{ '" + "a" * 9000 + "' * 9000 }}",
    "{{ replace(replace(replace('aaaaaaaaaa', 'a', s), 'x', s), 'x', s) }}",
    "{{ join([s, s, s, s, s, s, s, s, s, s, s, s], s) }}",
    "{{ [[s, s, s], [s, s, s], [s, s, s]] }}",
    "{{ s + s + s + s + s + s + s + s + s + s + s }}",
    "{{ json([s, s, s, s, s, s, s, s, s, s, s]) }}",
    "{{ base64(base64(base64(base64(base64(base64(s)))))) }}",
    "{{ urlencode(urlencode(urlencode(urlencode(t + t)))) }}",
    "{{ split(s, '') }}",
    "{{ " + "+".join(["len(split(s, 'x'))"] * 60) + " }}",
    "{{ " + " && ".join(["'q' in s"] * 900) + " }}",
    "{{ " + " == ".join(["big"] * 30) + " }}",
    "{{ " + "?1:" * 2500 + "1 }}",
    "{{ " + "a." * 4900 + "a }}",
    "{{ " + "not " * 2400 + "true }}",
    "{{ " + "[" * 65 + "]" * 65 + " }}",
    "{{ 1e999999999 }}",
    "{{ 1e308 * 1e308 }}",
    "{{ 9223372036854775807 + 1 }}",
    "{{ 9223372036854775807 * 9223372036854775807 }}",
    "{{ '" + "\\u0041" * 1700 + "' }}",
    "{{ parse('{\"a\":' + '" + "[" * 5000 + "') }}",
]
NAMES = {"x": {"k": 1}, "d": {"k": 1}, "l": [1]}
LARGE = {"s": "x" * 150_000, "t": "\x01" * 50_000, "big": [1] * 150_000}


@pytest.fixture(scope="module")
def edge():
    made = Edge()
    made.sound = made.flow()
    return made


def scope(names):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Scope(names=names, now=at, uuid=lambda: "00000000-0000-0000-0000-000000000000")


def test_the_corpus_is_as_large_as_it_was():
    assert len({*ESCAPES, *MORE_ESCAPES}) >= 80
    assert len({*BOMBS, *MORE_BOMBS}) >= 50


@pytest.mark.parametrize("template", MORE_ESCAPES)
def test_an_escape_meets_an_error_or_nothing(template):
    names = json.loads(json.dumps(NAMES))
    try:
        rendered = render(template, scope(names))
    except ExpressionError as error:
        rendered = error.message
    else:
        assert rendered is None
    assert "object at 0x" not in str(rendered)
    assert "<class" not in str(rendered)
    assert names == NAMES


def outcome(template, names):
    try:
        return render(template, scope(names))
    except ExpressionError as error:
        return error.code


@pytest.mark.parametrize("template", [*BOMBS, *MORE_BOMBS], ids=lambda template: template[:40])
def test_a_bomb_costs_no_more_than_its_bound(template):
    """What it makes is bounded by what is counted; the time only tells a bound from none."""
    tracemalloc.start()
    began = time.process_time()
    try:
        made = outcome(template, {**NAMES, **LARGE})
        spent, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEMORY
    assert spent < 5
    assert len(json.dumps(made)) <= 10**6 + 10


@pytest.mark.parametrize("template", [*BOMBS, *ESCAPES[:8]], ids=lambda template: template[:40])
def test_a_worker_survives_what_a_flow_brings(edge, template):
    """Refused when it is published, or an error of its step, or nothing: and the next run runs."""
    first = {"id": "s", "type": "api", "nextStepId": "a"}
    steps = [first, step("a", "set", "end", values={"v": template}), final("end", v="{{v}}")]
    body = {"name": "F", "definition": {"steps": steps}}
    answer = edge.post(f"/v1/flow/execute/{edge.post('/v1/flow', body).json['id']}", {})
    if answer.status_code == 422:
        assert answer.json["code"] in ("run_failed", "invalid_flow")
        assert answer.json["error"]["code"] in (
            "EXPRESSION_ERROR",
            "EXPRESSION_LIMIT",
            "invalid_flow",
        )
    else:
        assert (answer.status_code, answer.json) == (200, {"v": None})
    assert edge.execute(edge.sound, {"n": 1}).json == {"n": 1}


TEMPLATES = ["{{ secrets.crm }}", "{{ 1 + 1 }}", "{% raw %}", '"},"admin":true,"x":"', "\r\nX: y"]


@pytest.mark.parametrize("given", TEMPLATES)
def test_what_data_says_is_data_in_every_position(given):
    """In a body, a query and an output: put in after parsing, and never rendered again."""
    edge = Edge()
    data = {
        "method": "POST",
        "url": "https://a.example/{{urlencode(n)}}",
        "query": {"q": "{{n}}"},
        "body": {"name": "{{n}}", "role": "member"},
    }
    call = {**step("call", "http-request", "end", **data), "output": "c"}
    run = edge.execute(edge.flow(call, final("end", n="{{n}}", m="is {{n}}")), {"n": given})
    assert run.json == {"n": given, "m": f"is {given}"}
    (sent,) = edge.world.sink.calls
    assert json.loads(sent.body) == {"name": given, "role": "member"}
    assert sent.url.isascii()
    assert not set(sent.url) & set('\r\n {}"')


@pytest.mark.parametrize("given", ["a\r\nX-Evil: 1", "a\nb", "a\x00b"])
def test_a_value_with_a_line_break_makes_no_second_header(given):
    """The door outside refuses it, so a stand-in for the door would not."""
    from engine.egress import Egress  # noqa: PLC0415, next to its only use

    edge = Edge()
    edge.world.sink.answer = Egress().send
    data = {"method": "GET", "url": "http://1.1.1.1:9/", "headers": {"X-Name": "{{n}}"}}
    call = step("call", "http-request", "end", **data)
    answer = edge.execute(edge.flow(call, final("end")), {"n": given})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "INVALID_HEADER")


def test_an_answer_of_somebody_is_rendered_by_no_later_step():
    edge = Edge()
    asked = approval(fields=[{"name": "why", "type": "string"}])
    copied = step("copy", "set", "end", values={"why": "{{approval.fields.why}}"})
    asked["nextStepId"] = "copy"
    run_id = edge.execute(edge.flow(asked, copied, final("end", w="{{why}}"), final("no"))).json[
        "appRunId"
    ]
    body = {"decision": "approve", "fields": {"why": "{{ secrets.crm }}{{ 1 + 1 }}"}}
    done = edge.post(f"/v1/flowrun/resume/{run_id}", body)
    assert done.json == {"w": "{{ secrets.crm }}{{ 1 + 1 }}"}
