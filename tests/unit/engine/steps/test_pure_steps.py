"""What the steps do, run by the real engine."""

from __future__ import annotations

import pytest

from tests.support.world import World, call, error_of, final, output_of, step


def outcome(*steps, **inputs):
    run = World().run(*steps, inputs=inputs)
    return output_of(run) if run.output is not None else error_of(run)["code"]


CONDITIONS = [
    ("equals", 1, 1.0, True),
    ("equals", 1, "1", True),
    ("equals", "1.0", 1, True),
    ("equals", "1.0", "1", False),
    ("equals", 0, "", False),
    ("equals", 1, "one", False),
    ("equals", 1, True, False),
    ("equals", [1], [True], False),
    ("notEquals", 1, "1", False),
    ("equals", True, 1, False),
    ("equals", [1], [1], True),
    ("notEquals", "a", "b", True),
    ("greaterThan", 2, 1, True),
    ("greaterThan", "b", "a", True),
    ("greaterThan", "20", 10, True),
    ("greaterThan", 2, "1", True),
    ("greaterThan", "9", "10", False),
    ("greaterThan", " 1e2 ", 99.5, True),
    ("lessThan", "-0.5", ".1", True),
    ("lessThan", "2026-01-31", "2026-02-01", True),
    ("lessThan", "10", "9a", True),
    ("greaterThan", "9223372036854775808", 9223372036854775807, True),
    ("greaterThanOrEqual", 2, 2, True),
    ("lessThan", 2, 2, False),
    ("lessThanOrEqual", 2, 2, True),
    ("contains", "hello", "ell", True),
    ("contains", [1, 2], 2, True),
    ("contains", {"a": 1}, "a", True),
    ("contains", 5, 5, False),
    ("notContains", "hello", "x", True),
    ("in", "a", ["a", "b"], True),
    ("in", "2", [1, 2], True),
    ("in", True, [1], False),
    ("startsWith", "hello", "he", True),
    ("endsWith", "hello", "lo", True),
    ("startsWith", 5, "5", False),
    ("isEmpty", [], None, True),
    ("isEmpty", 0, None, False),
    ("isNotEmpty", "x", None, True),
    ("isTrue", "x", None, True),
    ("isFalse", "", None, True),
]


@pytest.mark.parametrize(("operator", "left", "right", "expected"), CONDITIONS)
def test_an_operator(operator, left, right, expected):
    conditions = [{"left": "{{left}}", "operator": operator, "right": "{{right}}"}]
    found = outcome(
        {**step("c", "condition", "yes", conditions=conditions), "elseNextStepId": "no"},
        final("yes", it=True),
        final("no", it=False),
        left=left,
        right=right,
    )
    assert found == {"it": expected}


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("twenty", 10, "text with a number, since the text is not a number"),
        (None, 10, "null with a number"),
        (True, False, "a boolean with a boolean"),
        ("", 1, "text with a number"),
        ("1e999", 1, "text with a number"),
        ([1], [2], "a list with a list"),
        ({"a": 1}, 1, "an object with a number"),
    ],
)
def test_what_has_no_order_fails_the_step_as_an_expression_does(left, right, said):
    inputs = {"left": left, "right": right}
    conditions = [{"left": "{{left}}", "operator": "lessThan", "right": "{{right}}"}]
    for data in ({"conditions": conditions}, {"expression": "left < right"}):
        run = World().run(step("c", "condition", None, **data), inputs=inputs)
        assert error_of(run)["code"] == "EXPRESSION_ERROR"
        assert said in error_of(run)["message"]


def test_a_condition_that_decides_spares_the_next_one():
    conditions = [
        {"left": "{{n}}", "operator": "isNotEmpty"},
        {"left": "{{n}}", "operator": "greaterThan", "right": 1},
    ]
    first = {**step("c", "condition", "yes", conditions=conditions), "elseNextStepId": "no"}
    assert outcome(first, final("yes", it=1), final("no", it=0)) == {"it": 0}
    assert outcome(first, final("yes", it=1), final("no", it=0), n="2") == {"it": 1}


WAYS = [("2", "n"), (2, "n"), ("2.0", "n"), ("two", "t"), (True, ""), (None, ""), ("", "")]


@pytest.mark.parametrize(("value", "way"), WAYS)
def test_a_switch_compares_as_a_condition_does(value, way):
    cases = [{"value": 2, "nextStepId": "n"}, {"value": "two", "nextStepId": "t"}]
    ends = [final(name, it=name) for name in ("n", "t", "else")]
    made = step("s", "switch", "else", value="{{v}}", cases=cases)
    assert outcome(made, *ends, v=value) == {"it": way or "else"}


@pytest.mark.parametrize(("match", "expected"), [("all", False), ("any", True), (None, False)])
def test_conditions_match_all_or_any(match, expected):
    conditions = [
        {"left": 1, "operator": "equals", "right": 1},
        {"left": 1, "operator": "equals", "right": 2},
    ]
    data = {"conditions": conditions} | ({"match": match} if match else {})
    found = outcome(
        {**step("c", "condition", "yes", **data), "elseNextStepId": "no"},
        final("yes", it=True),
        final("no", it=False),
    )
    assert found == {"it": expected}


def test_an_operator_that_only_a_template_knew_fails_the_step():
    conditions = [{"left": 1, "operator": "{{op}}", "right": 1}]
    assert outcome(step("c", "condition", None, conditions=conditions), op="x") == "INVALID_STEP"


def test_a_condition_without_an_else_ends_the_path():
    assert outcome(step("c", "condition", "yes", expression="false"), final("yes", it=1)) == {}


@pytest.mark.parametrize(
    ("value", "expected"), [("b", "B"), ("z", "other"), (1, "B"), (2, "other")]
)
def test_switch_takes_the_first_equal_case(value, expected):
    cases = [{"value": "b", "nextStepId": "b"}, {"value": "1", "nextStepId": "b"}]
    found = outcome(
        step("s", "switch", "other", value="{{v}}", cases=cases),
        final("b", it="B"),
        final("other", it="other"),
        v=value,
    )
    assert found == {"it": expected}


def test_set_takes_a_list_or_an_object():
    listed = step("a", "set", "b", values=[{"name": "x", "value": "{{1 + 1}}"}])
    assert outcome(listed, step("b", "set", "c", values={"y": "{{x}}"}), final("c", y="{{y}}")) == {
        "y": 2
    }


def each(body, next_id="end", **data):
    return {**step("l", "each", next_id, **data), "output": "r", "steps": body}


def test_each_goes_over_a_path_a_template_or_a_json_text():
    body = [{**step("b", "set", None, values={"last": "{{item}}{{index}}"}), "output": "it"}]
    end = final("end", last="{{last}}", total="{{r.totalItems}}")
    for data in ({"arrayVariable": "a.b"}, {"items": "{{a.b}}"}, {"items": "{{str(a.b)}}"}):
        assert outcome(each(body, **data), end, a={"b": [7, 8]}) == {"last": "81", "total": 2}


@pytest.mark.parametrize("source", ["nope", "[", {"a": 1}, None, True, 5])
def test_each_needs_an_array(source):
    assert outcome(each([final("b")], items="{{v}}"), v=source) == "NOT_AN_ARRAY"


@pytest.mark.parametrize(
    "source", ["[1e999]", "[-1e999]", "[NaN]", '["\\ud800"]', "[" * 300 + "]" * 300]
)
def test_each_refuses_a_text_of_what_no_run_can_hold(source):
    assert outcome(each([final("b")], items="{{v}}"), v=source) == "NOT_AN_ARRAY"


def test_each_of_nothing_has_nothing_to_show():
    found = outcome(each([final("b")], items=[]), final("end", r="{{r}}"))["r"]
    assert (found["totalItems"], found["processedItems"], found["results"]) == (0, 0, [])


def test_each_stops_at_a_number_of_items():
    body = [step("b", "set", None, values={"n": "{{_each.total}}{{_each.isLast}}"})]
    end = final("end", done="{{r.processedItems}}", total="{{r.totalItems}}", n="{{n}}")
    found = outcome(each(body, items=[1, 2, 3], maxItems=2), end)
    assert found == {"done": 2, "total": 3, "n": "2true"}


@pytest.mark.parametrize(("goes_on", "processed"), [(False, 1), (True, 3)])
def test_a_failing_item_is_recorded_and_stops_the_loop_unless_told(goes_on, processed):
    body = [step("b", "set", None, values={"x": "{{1 + [item]}}"})]
    end = final(
        "end", failed="{{r.failedItems}}", done="{{r.processedItems}}", code="{{error.code}}"
    )
    found = outcome(each(body, items=[1, 2, 3], continueOnError=goes_on), end)
    assert found["done"] == processed
    assert found["failed"] == processed
    assert found["code"]


def test_loop_variables_are_put_back_afterwards():
    inner = {
        **step("in", "each", None, items=["x"]),
        "steps": [step("b", "set", None, values={"seen": "{{item}}"})],
    }
    outer = each(
        [
            inner,
        ],
        items=["{{item ?? 'none'}}"],
        next_id="end",
    )
    found = outcome(outer, final("end", item="{{item ?? 'gone'}}", seen="{{seen}}"))
    assert found == {"item": "gone", "seen": "x"}


def test_final_inside_a_loop_ends_the_run():
    assert outcome(each([final("b", it="{{item}}")], items=[1, 2]), final("end")) == {"it": 1}


def test_fail_inside_a_loop_fails_the_run():
    assert outcome(each([step("b", "fail", None, code="STOP")], items=[1]), final("end")) == "STOP"


def loop_while(body, **data):
    return {**step("w", "while", "end", **data), "output": "r", "steps": body}


def test_while_runs_as_long_as_its_condition_holds():
    body = [step("b", "set", None, values={"n": "{{(n ?? 0) + 1}}", "first": "{{_while.isFirst}}"})]
    end = final("end", n="{{n}}", times="{{r.iterations}}", last="{{r.lastIteration.index}}")
    assert outcome(loop_while(body, condition="(n ?? 0) < 3"), end) == {
        "n": 3,
        "times": 3,
        "last": 2,
    }


def test_while_that_never_holds_has_no_last_iteration():
    end = final("end", times="{{r.iterations}}", last="{{r.lastIteration}}")
    assert outcome(loop_while([final("b")], condition="false"), end) == {"times": 0, "last": None}


def test_while_gives_up_after_its_iterations_and_goes_on():
    body = [step("b", "set", None, values={"x": 1})]
    end = final("end", code="{{r.errors[0].code}}", times="{{r.iterations}}")
    found = outcome(loop_while(body, condition="true", maxIterations=4), end)
    assert found == {"code": "MAX_ITERATIONS", "times": 4}


def test_while_records_a_broken_condition_and_goes_on():
    end = final("end", code="{{r.errors[0].code}}")
    assert outcome(loop_while([final("b")], condition="1 + [2]"), end) == {
        "code": "EXPRESSION_ERROR"
    }


def test_while_ends_at_an_error_in_its_body():
    body = [step("b", "set", None, values={"x": "{{1 + [2]}}"})]
    end = final("end", times="{{r.iterations}}", errors="{{len(r.errors)}}")
    assert outcome(loop_while(body, condition="true"), end) == {"times": 1, "errors": 1}


@pytest.mark.parametrize(
    "data",
    [
        {"seconds": "{{'x'}}"},
        {"seconds": "{{-1}}"},
        {"until": "{{'tomorrow'}}"},
        {"until": "2026-01-01T00:00:00"},
        {"until": "2099-01-01T00:00:00Z"},
        {"seconds": "{{10 * 1000 * 1000 * 1000}}"},
    ],
)
def test_a_delay_that_is_none_fails(data):
    assert outcome(step("d", "delay", None, **data)) == "INVALID_DELAY"


def test_a_delay_until_a_time_wakes_then():
    world = World()
    run = world.run(
        step("d", "delay", "end", until="2026-01-01T01:00:00+01:00"), final("end", ok=1)
    )
    world.wake(1)
    assert output_of(world.read(run.run_id)) == {"ok": 1}


@pytest.mark.parametrize(
    ("parameters", "args"),
    [
        ([{"key": "a", "value": "{{1 + 1}}"}], {"a": 2}),
        ({"a": 2}, {"a": 2}),
        ('{"a": 2}', {"a": 2}),
        ('[{"key": "a", "value": 2}]', {"a": 2}),
        ("", {}),
        (None, {}),
    ],
)
def test_a_client_tool_takes_its_parameters_in_three_forms(parameters, args):
    world = World()
    run = world.run(step("t", "client-tool", None, toolName="x", parameters=parameters))
    assert f'"args":{args!r}'.replace("'", '"').replace(" ", "").encode() in run.wait.view


@pytest.mark.parametrize("parameters", ["[", "5", [1], [{"value": 1}], 7])
def test_odd_parameters_fail_the_step(parameters):
    found = outcome(step("t", "client-tool", None, toolName="x", parameters=parameters))
    assert found == "INVALID_PARAMETERS"


@pytest.mark.parametrize("kind", ["wait", "user-approval", "client-tool"])
def test_a_wait_that_expires_fails_the_step(kind):
    world = World()
    data = {"message": "m", "toolName": "t", "expiresInSeconds": 5}
    asked = {**step("w", kind, "end", **data), "errorNextStepId": "late"}
    run = world.run(asked, final("end"), final("late", code="{{error.code}}"))
    world.wake(6)
    assert output_of(world.read(run.run_id)) == {"code": "WAIT_EXPIRED"}


def test_an_approval_shows_its_form_and_keeps_the_answer():
    world = World()
    asked = step("a", "user-approval", "end", message="{{who}}?", fields=[{"name": "why"}])
    run = world.run(asked, final("end", a="{{approval}}"), inputs={"who": "Ada"})
    assert b'"fields":[{"name":"why"}]' in run.wait.view
    payload = {"decision": "approve", "comment": "fine", "fields": {"why": "so"}}
    world.resume(run, "decision", payload)
    world.drain()
    approval = output_of(world.read(run.run_id))["a"]
    assert (approval["message"], approval["decidedBy"]) == ("Ada?", "Ada")
    assert (approval["comment"], approval["fields"]) == ("fine", {"why": "so"})


def test_a_failed_call_goes_its_error_path_and_says_why():
    world = World()
    world.sink.answer = lambda _: (_ for _ in ()).throw(RuntimeError("bug"))
    run = world.run(
        call("a", "end", errorNextStepId="sorry"), final("end"), final("sorry", e="{{error}}")
    )
    error = output_of(run)["e"]
    assert (error["code"], error["stepId"], error["attempts"]) == ("STEP_CRASHED", "a", 1)


def test_a_step_that_continues_on_error_shows_the_error_as_its_output():
    world = World()
    world.sink.answer = lambda _: (_ for _ in ()).throw(RuntimeError("bug"))
    run = world.run(call("a", "end", onError="continue"), final("end", e="{{a.error.code}}"))
    assert output_of(run) == {"e": "STEP_CRASHED"}
