"""What becomes of an OpenAPI document: actions that can be called, and reasons for the others."""

from __future__ import annotations

import json
import sys

import pytest

from engine.errors import InvalidInput
from engine.openapi_import import MOST_UNITS, imported

CARD = {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}


def document(paths, **more):
    return {
        "openapi": "3.1.0",
        "info": {"title": "Board", "version": "1"},
        "servers": [{"url": "https://board.example/api"}],
        "paths": paths,
        **more,
    }


def read(paths, **more):
    return imported(document(paths, **more), name=None, base_url=None)


def action(method, path, operation, **more):
    (found,) = read({path: {method: operation}}, **more).description["actions"]
    return found


def body(schema, kind="application/json", required=True):
    return {"requestBody": {"required": required, "content": {kind: {"schema": schema}}}}


def test_a_document_becomes_a_tool():
    schemes = {"t": {"type": "apiKey", "in": "header", "name": "X-Key"}}
    found = read({"/a": {"get": {}}}, components={"securitySchemes": schemes})
    described = found.description
    assert (described["name"], described["baseUrl"]) == ("Board", "https://board.example/api")
    assert described["auth"] == {"type": "header", "name": "X-Key"}
    assert [one["name"] for one in described["actions"]] == ["get_a"]


def test_places_in_the_path_are_templates_and_the_query_is_what_is_left():
    found = action(
        "get",
        "/boards/{board-id}/cards",
        {
            "operationId": "cards",
            "parameters": [
                {"name": "board-id", "in": "path", "required": True, "schema": {"type": "string"}},
                {"name": "per-page", "in": "query", "schema": {"type": "integer"}},
                {"name": "X-Trace", "in": "header", "schema": {}},
                {"name": "X-Team", "in": "header", "required": True, "schema": {}},
                {"name": "sid", "in": "cookie", "required": True, "schema": {}},
            ],
        },
    )
    assert found["api"] == {
        "method": "GET",
        "url": "/boards/{{urlencode(board_id)}}/cards",
        "headers": {"X-Team": "{{X_Team}}"},
    }
    assert list(found["parameters"]["properties"]) == ["board_id", "per-page", "X_Team"]
    assert found["parameters"]["required"] == ["board_id", "X_Team"]


def test_a_json_body_is_the_parameters_or_one_of_them():
    flat = action("post", "/cards", body(CARD))
    assert "body" not in flat["api"]
    assert flat["parameters"]["required"] == ["title"]
    named = {"name": "title", "in": "query", "required": True, "schema": {}}
    whole = action("post", "/cards", {"parameters": [named], **body(CARD)})
    assert whole["api"]["url"] == "/cards?title={{urlencode(title)}}"
    assert whole["api"]["body"] == "{{body}}"
    assert whole["parameters"]["required"] == ["title", "body"]
    rows = action("put", "/rows", body({"type": "array"}, required=False))
    assert rows["parameters"] == {
        "type": "object",
        "properties": {"body": {"type": "array"}},
        "required": [],
    }


def test_references_are_followed_and_circles_end():
    card = {
        **CARD,
        "properties": {"title": {"type": "string"}, "next": {"$ref": "#/components/schemas/Card"}},
    }
    found = action(
        "post",
        "/cards",
        body({"$ref": "#/components/schemas/Card"}),
        components={"schemas": {"Card": card}},
    )
    assert found["parameters"]["properties"]["next"]["properties"]["title"] == {"type": "string"}


def test_schemas_that_unfold_without_end_are_cut():
    names = [f"s{number}" for number in range(6)]
    schemas = {
        name: {"properties": {one: {"$ref": f"#/components/schemas/{one}"} for one in names}}
        for name in names
    }
    ref = {"$ref": "#/components/schemas/s0"}
    found = action("post", "/x", body(ref), components={"schemas": schemas})
    assert len(str(found)) < 500_000


def test_an_operations_own_parameter_goes_before_that_of_its_path():
    shared = {"name": "q", "in": "query", "schema": {"type": "string"}}
    own = {**shared, "required": True, "schema": {"type": "integer"}}
    item = {"parameters": [shared], "get": {"parameters": [own]}}
    (found,) = read({"/a": item}).description["actions"]
    assert found["parameters"]["properties"]["q"] == {"type": "integer"}
    assert found["parameters"]["required"] == ["q"]


@pytest.mark.parametrize(
    ("path", "operation", "reason"),
    [
        ("/a", body({}, "multipart/form-data"), "multipart"),
        ("/a/{id}", {}, "{id}"),
        ("/a", {"parameters": [{"$ref": "other.json#/x"}]}, "another document"),
        ("/a", {"parameters": [{"$ref": "#/nowhere"}]}, "not there"),
        ("/a", {"parameters": [{"$ref": "#/paths/~1a/post/parameters/0"}]}, "circles"),
    ],
)
def test_what_cannot_be_an_action_is_listed_with_its_reason(path, operation, reason):
    found = read({path: {"post": operation}, "/fine": {"get": {}}})
    assert [one["name"] for one in found.description["actions"]] == ["get_fine"]
    (skipped,) = found.skipped
    assert reason in skipped["reason"]


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({}, "/document/openapi"),
        ({"swagger": "2.0"}, "/document/openapi"),
        (document({}), "/document/paths"),
        (document([]), "/document/paths"),
        (document({"/a": {"get": 5}, "/b": None}), "/document/paths"),
        (document({f"/a{n}": {"get": {}} for n in range(201)}), "/operations"),
        ({**document({"/a": {"get": {}}}), "servers": [{"url": "/api"}]}, "/baseUrl"),
        ({**document({"/a": {"get": {}}}), "servers": 7}, "/baseUrl"),
    ],
)
def test_what_is_no_usable_document_is_refused_at_its_place(given, pointer):
    with pytest.raises(InvalidInput) as caught:
        imported(given, name=None, base_url=None)
    assert [issue.path for issue in caught.value.issues] == [pointer]


def test_of_many_operations_those_are_taken_that_are_named():
    many = {f"/a{n}": {"get": {"operationId": f"op{n}"}} for n in range(300)}
    found = imported(document(many), name="N", base_url="https://x.example", only=["op7", "op8"])
    assert [one["name"] for one in found.description["actions"]] == ["op7", "op8"]
    assert (found.description["name"], found.description["baseUrl"]) == ("N", "https://x.example")


def refs(to, count=1):
    return [{"$ref": f"#/components/schemas/{to}"}] * count


FAN = {f"d{n}": {"anyOf": refs(f"d{n + 1}", 2)} for n in range(18)} | {"d18": {}}
QUERY = {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/big"}}


def shared(item, count=5000):
    """Return a document whose many paths are all the same item."""
    return document({f"/a{n}": {"$ref": "#/x-item"} for n in range(count)}, **{"x-item": item})


def unfolding(schemas, count=200, **parameter):
    """Return a document whose operations each have one parameter of the schema `big`."""
    item = {"get": {"parameters": [{**QUERY, **parameter}]}}
    return document({f"/a{n}": item for n in range(count)}, components={"schemas": schemas})


COSTLY = {
    "schemas that fan out": unfolding({**FAN, "big": {"anyOf": refs("d0", 2)}}),
    "one list that is referred to often": unfolding(
        {"big": {"anyOf": refs("list", 1000)}, "list": {"enum": list(range(80_000))}}, 1
    ),
    "one object that is referred to often": unfolding(
        {"big": {"anyOf": refs("map", 1000)}, "map": {f"k{n}": n for n in range(50_000)}}, 1
    ),
    "one text that is referred to often": unfolding({"big": {"title": "x" * 500_000}}),
    "one key that is referred to often": unfolding({"big": {"x" * 500_000: 1}}),
    "one description for many": unfolding({"big": {}}, description="x" * 500_000),
    "one item of many paths": shared({"get": {"parameters": [QUERY] * 5000}}),
    "a long name of many paths": shared({"get": {"operationId": "x" * 500_000}}),
    "a long parameter of many paths": shared(
        {"get": {"parameters": [{**QUERY, "name": "x" * 500_000}]}}
    ),
    "a body of many kinds": shared(
        {"post": {"requestBody": {"content": {f"k{n}": {} for n in range(40_000)}}}}
    ),
    "a reference of many parts": shared({"get": {"parameters": [{"$ref": "#" + "/a" * 200_000}]}}),
}


def calls_of(function):
    """Return how many calls of functions a call takes."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", sorted(COSTLY))
def test_a_document_that_unfolds_to_more_than_is_read_is_refused(name):
    def read_it():
        with pytest.raises(InvalidInput) as caught:
            imported(COSTLY[name], name=None, base_url=None)
        assert caught.value.code == "document_too_costly"
        (issue,) = caught.value.issues
        assert issue.path.startswith("/document/paths/~1a")
        assert "name those that you want in operations" in issue.message

    assert calls_of(read_it) < 5 * MOST_UNITS


def test_of_a_costly_document_what_is_named_is_taken():
    paths = COSTLY["schemas that fan out"]["paths"]
    schemas = COSTLY["schemas that fan out"]["components"]["schemas"]
    found = imported(
        document(paths, components={"schemas": schemas}), name=None, base_url=None, only=["get_a7"]
    )
    assert [one["name"] for one in found.description["actions"]] == ["get_a7"]


def test_the_largest_document_that_repeats_nothing_is_read():
    properties = {f"property{n}": {"type": "string"} for n in range(40)}
    paths = {
        f"/a{n}": {"post": body({"type": "object", "properties": properties})} for n in range(200)
    }
    assert len(json.dumps(document(paths))) > 250_000
    assert len(read(paths).description["actions"]) == 200


@pytest.mark.parametrize(
    "reference", ["#/x-list/" + "9" * 5000, "#/x-list/\u0661", 7, ["x"], {"a": 1}]
)
def test_a_reference_to_no_place_leaves_its_operation_out(reference):
    paths = {"/a": {"get": {"parameters": [{"$ref": reference}]}}, "/b": {"get": {}}}
    found = read(paths, **{"x-list": [{}, {}]})
    assert [one["operation"] for one in found.skipped] == ["get_a"]


@pytest.mark.parametrize("name", [None, 7, {"a": 1}])
def test_a_parameter_without_a_name_leaves_its_operation_out(name):
    paths = {"/a": {"get": {"parameters": [{"name": name, "in": "query"}]}}, "/b": {"get": {}}}
    assert read(paths).skipped == [
        {"operation": "get_a", "reason": "a parameter of it has no name"}
    ]
