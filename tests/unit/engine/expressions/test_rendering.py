from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions import ExpressionError, Scope, evaluate, lookup, render, truthy

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["{{ x }}", "{{ secrets.k }}", "{{", "}}", "{% x %}"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(value=JSON)
def test_a_lone_path_returns_the_very_value(scope, value):
    here = scope(x=value, box={"in": [value]}, secrets={"k": "hidden"})

    assert render("{{ x }}", here) is value
    assert evaluate("box.in[0]", here) is value
    assert render({"deep": ["{{x}}"]}, here) == {"deep": [value]}


@given(value=JSON)
def test_json_and_parse_bring_the_value_back(scope, value):
    assert json.dumps(evaluate("parse(json(x))", scope(x=value))) == json.dumps(value)


@pytest.mark.parametrize(
    "template",
    ["{{ x }}", "a {{ x }}", {"k": "{{ x }}"}, "{{ [x] }}", "{{ x + '' }}", "{{ join([x]) }}"],
)
def test_templates_inside_data_are_never_rendered(scope, template):
    rendered = render(template, scope(x="{{ secrets.k }}", secrets={"k": "hidden"}))

    assert "hidden" not in json.dumps(rendered)
    assert "{{ secrets.k }}" in json.dumps(rendered)


def test_data_cannot_break_out_of_its_place_in_a_json_body(scope):
    rendered = render({"name": "{{ x }}"}, scope(x='"},"admin":true,"y":"'))

    assert json.loads(json.dumps(rendered)) == {"name": '"},"admin":true,"y":"'}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("plain", "plain"),
        ("{{ n }}", 7),
        (" {{ n }}", " 7"),
        ("{{ n }}{{ n }}", "77"),
        ("{{ missing }}", None),
        ("a{{ missing }}b{{ nil }}c", "abc"),
        ("{{ user }}!", '{"name":"Ada"}!'),
        ("{{ yes }} {{ half }} {{ whole }}", "true 0.5 2"),
        ("{% if n %}{# note #}", "{% if n %}{# note #}"),
        ("{% x %}{{ n }}", "{% x %}7"),
        ("{{ {a: [n]}['a'][0] }}", 7),
        ("{{ {a: n}[missing ?? 'a'] }}", 7),
        ("}} {{ '{{' }} {", "}} {{ {"),
        ({"{{ n }}": "{{ n }}"}, {"{{ n }}": 7}),
        ([1, None, True, ["{{ user.name }}"]], [1, None, True, ["Ada"]]),
        (3.5, 3.5),
    ],
)
def test_a_template_renders_to_its_value(scope, template, expected):
    names = {"n": 7, "nil": None, "user": {"name": "Ada"}, "yes": True, "half": 0.5, "whole": 2.0}

    assert render(template, scope(names)) == expected


def test_rendering_leaves_the_definition_as_it_was(scope):
    data = {"a": ["{{ n }}", {"b": "x"}]}
    render(data, scope(n=1))["a"][1]["b"] = "changed"

    assert data == {"a": ["{{ n }}", {"b": "x"}]}


class OnlyGet(dict):
    def __iter__(self):
        raise AssertionError("names were iterated")

    keys = values = items = __len__ = __contains__ = __iter__


def test_names_are_looked_up_only_when_used(scope):
    lazy = Scope(OnlyGet(a=1), scope().now, str)

    assert render("{{ false && boom || a }}", lazy) == 1


@pytest.mark.parametrize("path", ["a.items[1]", "{{ a.items[1] }}", " a['items'][-1] "])
def test_lookup_finds_what_a_path_points_at(scope, path):
    assert lookup(path, scope(a={"items": [1, {"x": 2}]})) == {"x": 2}


def test_lookup_of_nothing_is_none(scope):
    assert lookup("a.items", scope()) is None


@pytest.mark.parametrize("value", [True, 1, -0.5, "0", [], {}, [0]])
def test_what_javascript_takes_for_true_is_true(value):
    assert truthy(value) is True


@pytest.mark.parametrize("value", [False, 0, 0.0, "", None])
def test_what_javascript_takes_for_false_is_false(value):
    assert truthy(value) is False


@pytest.mark.parametrize("template", ["{{ x }}", "a{{ x }}", {"k": "{{ x }}"}, "{{ [x] }}"])
def test_a_host_object_never_comes_out(scope, template):
    with pytest.raises(ExpressionError, match="not JSON"):
        render(template, scope(x=object()))


def test_a_definition_that_is_not_json_is_refused(scope):
    with pytest.raises(ExpressionError, match="not JSON"):
        render({"k": (1, 2)}, scope())
    with pytest.raises(ExpressionError, match="not text"):
        render({1: 2}, scope())
