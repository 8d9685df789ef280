"""No schema that a flow gives, and no value that a stranger sends for it, stops the API."""

from __future__ import annotations

import time

import pytest

from tests.support.edge import Edge
from tests.support.world import final, step


def doubled(depth):
    """Return definitions that each name the next one twice, and the last one fits nothing."""
    made = {f"d{n}": {"anyOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(depth)}
    return {**made, f"d{depth}": False}


def waiting(schema):
    return step("w", "wait", "end", schema=schema), final("end")


SENT = {
    "references that double": (
        {"properties": {"a": {"$ref": "#/$defs/d0"}}, "$defs": doubled(60)},
        {"a": 1},
        422,
    ),
    "four thousand unique items": (
        {"properties": {"a": {"uniqueItems": True}}},
        {"a": [{"n": n} for n in range(4000)] + [1]},
        200,
    ),
    "a pattern that would go back and forth": (
        {"patternProperties": {"^(a+)+$": True}, "additionalProperties": False},
        {"a" * 40 + "b": 1},
        422,
    ),
    "many patterns times many short names": (
        {"patternProperties": {f"z{n}": {} for n in range(200)}},
        {f"n{n}": 1 for n in range(1500)},
        422,
    ),
    "more work than the budget": (
        {"properties": {"a": {"items": {"anyOf": [{"type": "null"}] * 900}}}},
        {"a": [1] * 2000},
        422,
    ),
}


@pytest.fixture(scope="module")
def edge():
    return Edge()


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_for_a_wait_is_judged_at_once(edge, name):
    schema, data, status = SENT[name]
    run = edge.execute(edge.flow(*waiting(schema))).json
    began = time.process_time()
    answer = edge.post(f"/v1/flowrun/resume/{run['appRunId']}", {"data": data})
    assert time.process_time() - began < 5
    assert answer.status_code == status
    if status == 422:
        assert answer.json["errors"][0]["pointer"].startswith("/data")


def test_a_definition_with_references_that_double_is_validated_at_once(edge):
    schema = {"$ref": "#/$defs/d0", "$defs": doubled(60)}
    steps = [{"id": "s", "type": "api", "nextStepId": "w"}, *waiting(schema)]
    began = time.process_time()
    answer = edge.post("/v1/flow/validate", {"definition": {"steps": steps}})
    assert time.process_time() - began < 5
    assert answer.status_code == 200


def test_a_schema_elsewhere_is_refused_and_not_fetched(edge):
    for address in ("http://127.0.0.1:1/s", "file:///etc/hostname"):
        steps = [{"id": "s", "type": "api", "nextStepId": "w"}, *waiting({"$ref": address})]
        (issue,) = edge.post("/v1/flow/validate", {"definition": {"steps": steps}}).json["issues"]
        assert (issue["path"], issue["code"]) == ("/steps/1/data/schema", "invalid_schema")
        assert "does not hold" in issue["message"]
