"""What is wrong with a draft is worked out once for each revision, and kept with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from engine import judging, validation
from tests.support.edge import Edge

STEPS = [{"id": "s", "type": "api", "nextStepId": "end"}, {"id": "end", "type": "final"}]
BROKEN = [{"id": "s", "type": "api", "nextStepId": "nowhere"}]


@pytest.fixture
def edge():
    return Edge()


@pytest.fixture
def judged(monkeypatch):
    """Return the definitions that were validated."""
    found = []
    real = validation.validate

    def validate(definition, *given):
        found.append(definition)
        return real(definition, *given)

    monkeypatch.setattr(validation, "validate", validate)
    return found


def made(edge, steps):
    answer = edge.post("/v1/flow", {"name": "F", "definition": {"steps": steps}})
    assert answer.status_code == 201
    return answer.json


def forget(edge):
    """Let the process remember nothing, as another one would."""
    edge.world.flows.verdicts._remembered.cache_clear()
    return edge.world.flows


def test_a_draft_is_judged_when_it_is_saved_and_not_when_it_is_read(edge, judged):
    flow = made(edge, BROKEN)
    assert len(judged) == 1
    forget(edge)
    for _ in range(3):
        read = edge.get(f"/v1/flow/{flow['id']}").json
        assert read["issues"] == flow["issues"] != []
    edge.call("PATCH", f"/v1/flow/{flow['id']}", {"name": "G"})
    assert len(judged) == 1


def test_a_changed_definition_is_judged_again(edge, judged):
    flow = made(edge, BROKEN)
    body = {"definition": {"steps": STEPS}}
    assert edge.call("PATCH", f"/v1/flow/{flow['id']}", body).json["issues"] == []
    assert len(judged) == 2
    forget(edge)
    assert edge.get(f"/v1/flow/{flow['id']}").json["issues"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": None},
        {"verdict": b'{"by":"another","issues":[]}'},
        {"definition": json.dumps({"steps": STEPS}).encode()},
    ],
    ids=["stored before verdicts", "other code", "an older process wrote the draft"],
)
def test_a_verdict_that_is_not_this_codes_on_this_draft_is_given_again(edge, judged, changes):
    flow = made(edge, BROKEN)
    flows = forget(edge)
    stored = flows.store.get(flow["id"])
    assert flows.store.replace(replace(stored, rev=stored.rev + 1, **changes), stored.rev)
    expected = [] if "definition" in changes else flow["issues"]
    for _ in range(3):
        assert edge.get(f"/v1/flow/{flow['id']}").json["issues"] == expected
    assert len(judged) == 2


def test_a_verdict_names_the_code_that_gave_it(monkeypatch):
    judge = judging.Judge(validation.Bounds(), {})
    before = judge.verdict_on(b"{}")
    assert judge.verdict_on(b"{}") == before
    monkeypatch.setattr(judging, "_code", lambda: "later")
    assert judge.verdict_on(b"{}") != before
