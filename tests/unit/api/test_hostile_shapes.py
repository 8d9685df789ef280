"""Bodies that are JSON but not what a route wants: a 4xx that names the place, never a 5xx."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.edge import Edge, approval
from tests.support.world import final

NO_NUL = st.characters(codec="utf-8", exclude_characters="\x00")
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["{{", "{{a.b}}", "$where", "../x", "\x00", "0001-01-01T00:00:00+23:59", "* * * * *"]
    )
)
# Names that mean something somewhere, so that a random object gets past the first check.
WORDS = """
    id type name data nextStepId output steps fields definition items condition cases value
    values outputs message url method retry timeoutSeconds onError errorNextStepId required
    default pattern options min max seconds until cron timezone inputs misfire startAt decision
    toolResult executionId success waitId visibility rev summary fromVersion version
    $ne a.b __proto__
"""
NAMES = st.sampled_from(WORDS.split()) | st.text(NO_NUL, max_size=3)
TYPES = ("api", "form", "set", "final", "each", "while", "switch", "condition", "delay", "wait")
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
STEP = st.fixed_dictionaries(
    {"id": st.text(min_size=1, max_size=3) | VALUES, "type": st.sampled_from(TYPES) | VALUES},
    optional={"data": VALUES, "nextStepId": VALUES, "steps": VALUES, "retry": VALUES},
)
CRONS = st.text("0123456789*/,-? LW#@", max_size=24) | st.text(max_size=12)
# Bodies that get past the schema, to be refused (or taken) by what comes after it.
SHAPED = {
    "schedule": st.fixed_dictionaries(
        {"cron": CRONS},
        optional={
            "timezone": st.sampled_from(["UTC", "Europe/Berlin", "../etc", "\x00", ""]) | st.text(),
            "data": st.fixed_dictionaries({}, optional={"inputs": VALUES}),
            "startAt": st.datetimes().map(lambda at: at.isoformat() + "+14:00"),
            "endAt": st.datetimes().map(lambda at: at.isoformat() + "-12:00"),
        },
    ),
    "resume": st.one_of(
        st.fixed_dictionaries({"data": st.dictionaries(NAMES, VALUES, max_size=3)}),
        st.fixed_dictionaries({"decision": st.just("approve"), "waitId": st.text(min_size=1)}),
        st.fixed_dictionaries(
            {
                "toolResult": st.fixed_dictionaries(
                    {"executionId": st.text(min_size=1), "success": st.booleans()},
                    optional={"output": VALUES, "error": VALUES},
                )
            }
        ),
    ),
    "execute": st.fixed_dictionaries(
        {"inputs": st.dictionaries(NAMES, VALUES, max_size=4)},
        optional={"version": st.integers(1, 2**63 - 1) | st.sampled_from(["latest", "draft"])},
    ),
}
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=5)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.fixture(scope="module")
def edge():
    return Edge()


@pytest.fixture(scope="module")
def targets(edge):
    flow_id = edge.flow(approval(), final("end"), final("no"))
    run_id = edge.execute(flow_id).json["appRunId"]
    return [
        ("POST", "/v1/flow"),
        ("PATCH", f"/v1/flow/{flow_id}"),
        ("POST", f"/v1/flow/{flow_id}/autosave"),
        ("POST", f"/v1/flow/{flow_id}/schedule"),
        ("POST", f"/v1/flow/execute/{flow_id}"),
        ("POST", f"/v1/flowrun/resume/{run_id}"),
    ]


def require_answer(answer):
    """A success, or a problem that says where; a run of nonsense may fail as a run."""
    assert answer.status_code < 500, answer.json
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json"
        assert answer.json["code"]


@SHARED
@given(body=OBJECTS)
def test_no_route_fails_over_an_object(edge, targets, body):
    for method, path in targets:
        require_answer(edge.call(method, path, body))


@SHARED
@given(data=st.data(), name=st.sampled_from(sorted(SHAPED)))
def test_no_route_fails_over_a_body_of_the_right_shape(edge, targets, data, name):
    path = next(path for _, path in targets if name in path)
    require_answer(edge.post(path, data.draw(SHAPED[name])))


@SHARED
@given(steps=st.lists(STEP, max_size=4))
def test_any_definition_is_kept_with_its_issues_and_refused_by_the_same(edge, steps):
    body = {"name": "x", "definition": {"steps": steps}}
    made = edge.post("/v1/flow", body)
    assert made.status_code == 201, made.json
    assert made.json["definition"] == body["definition"]
    errors = [issue for issue in made.json["issues"] if issue["severity"] == "error"]
    published = edge.post(f"/v1/flow/{made.json['id']}/publish")
    assert published.status_code == (422 if errors else 200)
    if errors:
        pointers = [f"/definition{issue['path']}" for issue in errors]
        assert [found["pointer"] for found in published.json["errors"]] == pointers
    require_answer(edge.post("/v1/flow/validate", {"definition": body["definition"]}))
    require_answer(edge.post(f"/v1/flow/execute/{made.json['id']}", {}))


@pytest.mark.parametrize("name", ["startAt", "endAt"])
@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-01-01T00:00:00",
        "2026-13-01T00:00:00Z",
        7,
        {"$gt": ""},
    ],
)
def test_a_time_that_is_none_is_refused(edge, name, at):
    path = f"/v1/flow/{edge.flow()}/schedule"
    answer = edge.post(path, {"cron": "0 9 * * 1", name: at})
    assert answer.status_code == 422
    assert [found["pointer"] for found in answer.json["errors"]] == [f"/{name}"]


MASS = {
    "status": "completed",
    "workspaceId": "other",
    "ownerId": "x",
    "role": "admin",
    "_id": "1",
    "credits": -1,
}


def test_no_field_can_be_set_that_a_route_does_not_name(edge, targets):
    for method, path in targets:
        answer = edge.call(method, path, MASS)
        assert answer.status_code == 422
        assert {f"/{name}" for name in MASS} <= {one["pointer"] for one in answer.json["errors"]}
