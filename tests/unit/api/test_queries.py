from __future__ import annotations

import pytest

from tests.support.edge import Edge


@pytest.fixture(scope="module")
def edge():
    return Edge()


@pytest.fixture(scope="module")
def paths(edge):
    flow_id = edge.flow()
    run_id = edge.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    reads = ("poll", "details", "inputs", "outputs", "errorDetails", "steps", "context", "changes")
    return [
        "/v1/flow",
        f"/v1/flow/{flow_id}",
        f"/v1/flow/{flow_id}/versions",
        f"/v1/flow/{flow_id}/versions/1",
        *(f"/v1/flowrun/{what}/{run_id}" for what in reads),
    ]


def test_every_route_refuses_a_parameter_it_does_not_know(edge, paths):
    for path in paths:
        answer = edge.get(f"{path}?a~b/c=1")
        assert answer.status_code == 422, path
        found = answer.json["errors"]
        assert [(one["pointer"], one["code"]) for one in found] == [("/a~0b~1c", "unknown_field")]


@pytest.mark.parametrize("query", ["limit=1&limit=2", "cursor=1&cursor=1"])
def test_a_parameter_given_twice_is_refused(edge, query):
    answer = edge.get(f"/v1/flow?{query}")
    assert (answer.status_code, answer.json["code"]) == (400, "duplicate_parameter")


@pytest.mark.parametrize("limit", ["0", "101", "1_0", "+1", " 1", "1.0", "\u0661", "9" * 30, "%00"])
def test_a_limit_is_plain_digits(edge, limit):
    assert edge.get(f"/v1/flow?limit={limit}").status_code == 422


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 30, "\u0661", "1%0a"])
def test_a_cursor_of_a_numbered_list_is_one_that_a_page_returned(edge, paths, cursor):
    for path in paths:
        if path.endswith("/versions") or "/steps/" in path:
            assert edge.get(f"{path}?cursor={cursor}").status_code == 422


def test_versions_can_be_asked_for_by_their_status(edge, paths):
    answer = edge.get(f"{paths[2]}?status=published")
    assert [version["version"] for version in answer.json["data"]] == [1]
    assert edge.get(f"{paths[2]}?status=odd").status_code == 422


@pytest.mark.parametrize("path", ["/v1//flow", "//v1/flow", "/v1/flow/"])
def test_a_path_written_oddly_is_not_found_rather_than_redirected(edge, path):
    answer = edge.http.get(f"http://localhost{path}", headers=edge.admin)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_no_route_answers_options_by_itself(edge):
    assert edge.call("OPTIONS", "/v1/flow").status_code == 405


def test_a_method_override_is_ignored(edge, paths):
    headers = {"X-HTTP-Method-Override": "DELETE"}
    assert edge.get(paths[1], headers=headers).status_code == 200
    assert edge.get(paths[1]).status_code == 200
