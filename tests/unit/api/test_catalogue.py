from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine import inputs
from engine.catalogue import inputs_schema
from engine.errors import InvalidInput
from engine.plan import TRIGGER_TYPES
from engine.steps import BUILTIN
from tests.support.edge import Edge

FIELDS = [
    {"name": "text", "type": "string", "required": True, "minLength": 2, "maxLength": 4},
    {"name": "count", "type": "integer", "min": 1, "max": 5},
    {"name": "tags", "type": "array", "maxLength": 2},
    {"name": "size", "options": ["S", {"value": "M", "label": "medium"}], "default": "S"},
    {"name": "code", "pattern": "^[a-z]+$", "required": True, "default": "abc"},
    {"name": "flag", "type": "boolean"},
    {"name": "upload", "type": "file"},
    {"name": "more", "type": "object"},
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 7),
    st.sampled_from(["", "a", "ab", "abcde", "S", "M", "XL"]),
    st.lists(st.integers(), max_size=3),
    st.just({}),
)
INPUTS = st.dictionaries(st.sampled_from([*(f["name"] for f in FIELDS), "other"]), VALUES)


@pytest.fixture
def edge():
    return Edge()


@given(INPUTS.map(lambda given: {"text": "abc", **given}))
def test_the_schema_of_inputs_says_what_the_check_of_inputs_does(given):
    try:
        inputs.checked(FIELDS, given)
    except InvalidInput:
        is_right = False
    else:
        is_right = True
    # A required field that has a default may be null in a call, which no schema of a field says.
    given = {name: value for name, value in given.items() if (name, value) != ("code", None)}
    assert Draft202012Validator(inputs_schema(FIELDS)).is_valid(given) == is_right


def test_without_fields_any_object_passes():
    assert Draft202012Validator(inputs_schema(None)).is_valid({"a": 1})
    assert not Draft202012Validator(inputs_schema([])).is_valid([])


def test_the_catalogue_holds_every_step_type_with_a_schema_that_is_one(edge):
    shown = edge.get("/v1/flow/preferences").json
    assert [one["type"] for one in shown["steps"]] == [one.name for one in BUILTIN]
    for one in (*shown["steps"], *shown["triggers"]):
        Draft202012Validator.check_schema(one["schema"])


def test_the_catalogue_says_what_each_trigger_asks_for(edge):
    triggers = edge.get("/v1/flow/preferences").json["triggers"]
    asked = {one["type"]: set(one["schema"]["properties"]) for one in triggers}
    assert asked.keys() == TRIGGER_TYPES
    assert asked["form"] == {"fields", "title", "submitLabel"}
    assert asked["schedule"] == {
        *("cron", "timezone", "inputs"),
        *("misfire", "overlap", "fields"),
    }
    assert {"requiresApproval", "approvalMessage"} < asked["peer.action"]


def test_the_catalogue_says_what_is_chosen_from_the_workspace_and_how_large_a_file_may_be():
    shown = Edge(max_file_bytes=100_000).get("/v1/flow/preferences").json
    assert shown["limits"] == {"fileBytes": 100_000}
    sources = {
        (one["type"], name): schema["x-chosenFrom"]
        for one in shown["steps"]
        for name, schema in one["schema"]["properties"].items()
        if "x-chosenFrom" in schema
    }
    assert sources["run-flow", "flowId"] == "flows"
    assert sources["ask-llm", "connection"] == "connections"
    assert sources["http-request", "headers"] == "secrets"
    assert ("http-request", "query") not in sources


def test_each_published_flow_one_may_see_is_there_with_its_inputs(edge):
    flow_id = edge.flow(fields=FIELDS)
    edge.flow(publish=False)
    (flow,) = edge.get("/v1/flow/preferences").json["flows"]
    assert (flow["id"], flow["inputSchema"]) == (flow_id, inputs_schema(FIELDS))
    spec = edge.get("/openapi.json").json
    assert spec["components"]["schemas"][f"Inputs_{flow_id}"] == inputs_schema(FIELDS)
    path = spec["paths"][f"/v1/client/flow/{flow_id}/execute"]["post"]
    assert path["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith(flow_id)


def test_the_specification_names_no_flow_to_strangers(edge):
    flow_id = edge.flow(fields=FIELDS)
    for headers in ({}, edge.key, {"Authorization": "Bearer pat_x"}, edge.token("pat", "else")):
        assert flow_id not in edge.http.get("/openapi.json", headers=headers).text


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"type": "http-request", "field": "responseType"}, "json"),
        ({"type": "set", "field": "nextStepId", "stepId": "a"}, "b"),
    ],
)
def test_a_field_offers_what_may_be_chosen(edge, body, wanted):
    definition = {"steps": [{"id": "a"}, {"id": "b", "name": "B"}, {"id": 5}, "odd"]}
    answer = edge.post("/v1/flow/step-field-items", {**body, "definition": definition})
    values = [item["value"] for item in answer.json["items"]]
    assert wanted in values
    assert "a" not in values


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"type": "x", "field": "y"}, "/type"), ({"type": "set", "field": "y"}, "/field")],
)
def test_what_has_nothing_to_choose_from_is_named(edge, body, pointer):
    answer = edge.post("/v1/flow/step-field-items", body)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
