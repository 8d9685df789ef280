"""Approvals, and people who decide them through an edge."""

from __future__ import annotations

from tests.support.edge import Edge
from tests.support.world import final, step

DONE = (
    final("end", by="{{approval.decidedBy}}", votes="{{approval.votes}}"),
    final("no", said="no"),
)


def with_people():
    """Return an edge with the ids of ada, bob and eve, and their tokens as `people`."""
    made = Edge()
    made.people = {}
    for name in ("ada", "bob", "eve"):
        user_id, made.people[name] = made.user(name)
        setattr(made, name, user_id)
    return made


def asking(edge, **data):
    ask = step("ask", "user-approval", "end", message="Pay {{amount}}?", **data)
    flow_id = edge.flow({**ask, "rejectNextStepId": "no"}, *DONE)
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"})
    return edge.execute(flow_id, {"amount": 7}).json


def inbox(edge, who=None):
    answer = edge.get("/v1/approval", as_=edge.people[who] if who else None)
    assert answer.status_code == 200, answer.json
    return answer.json["data"]


def decide(edge, run_id, who=None, decision="approve", **more):
    as_ = edge.people[who] if who else None
    return edge.post(f"/v1/approval/{run_id}/decide", {"decision": decision, **more}, as_=as_)


def started_by(edge, who, **data):
    """Return a run that somebody started himself of a flow of his own."""
    ask = step("ask", "user-approval", "end", message="?", **data)
    start = {"id": "start", "type": "api", "nextStepId": "ask"}
    definition = {"steps": [start, {**ask, "rejectNextStepId": "no"}, *DONE]}
    as_ = edge.people[who]
    made = edge.post("/v1/flow", {"name": "F", "definition": definition}, as_=as_).json["id"]
    assert edge.post(f"/v1/flow/{made}/publish", as_=as_).status_code == 200
    return made, edge.execute(made, as_=as_).json["appRunId"]
