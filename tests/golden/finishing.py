"""Reading what is kept through the API, and finishing what has not ended."""

from __future__ import annotations

import re
from datetime import timedelta

from engine import clock, loading
from engine.record import Kind, from_entry
from engine.store.endings import BODY_OF
from schemas.run import TERMINAL
from tests.support.edge import WORKSPACE
from tests.support.world import error_of, output_of

OF_RUN = ("details", "inputs", "outputs", "errorDetails", "context", "credit-details")
OF_ALL = ("flow", "flowrun", "dead-letter", "subscription", "peer", "audit", "widget")
OF_ALL += ("secret", "connection", "tool", "user")
_ROUNDS = 60
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z$")
# Steps that are named so are left to expire.
LATE = "late"


def paths(kept) -> list[str]:
    """Return the addresses that must answer the same for ever."""
    found = [f"/v1/{name}?limit=100" for name in OF_ALL]
    found += [f"/v1/client/conversation/{name}/message?messagesCount=100" for name in kept.talks]
    runs = kept.database["runs"]
    for flow in kept.database["flows"].find().sort("_id"):
        found.append(f"/v1/flow/{flow['_id']}")
        found.append(f"/v1/flow/{flow['_id']}/logs?limit=100")
        found += [f"/v1/flow/{flow['_id']}/versions/1"] * flow.get("latestVersion", 0)
    for one in kept.database["subscriptions"].find():
        found.append(f"/v1/subscription/{one['_id']}/delivery?limit=100")
    for run in runs.find({"workspaceId": WORKSPACE}).sort("_id"):
        found.append(f"/v1/flowrun/steps/{run['_id']}?limit=100")
        if run["status"] in TERMINAL:
            found += [f"/v1/flowrun/{name}/{run['_id']}" for name in OF_RUN]
        else:
            found.append(f"/v1/flowrun/poll/{run['_id']}")
    return found


def read(kept, path, token):
    answer = kept.get(path, as_=token)
    assert answer.status_code == 200, (path, answer.json)
    return answer.json


def hasten(kept) -> None:
    """Bring the time of whatever is due by itself; what is left to people stays open."""
    runs, now = kept.database["runs"], clock.now()
    past, coming = now - timedelta(hours=1), now + timedelta(days=1)
    runs.update_many({"lease.until": {"$type": "date"}}, {"$set": {"lease.until": past}})
    runs.update_many({"status": "queued"}, {"$set": {"queuedAt": past}})
    due = {"status": "waiting", "wakeAt": {"$type": "date"}}
    runs.update_many(due, {"$set": {"wakeAt": past}})
    runs.update_many({**due, **_for_people()}, {"$set": {"wakeAt": coming}})


def _for_people():
    is_late = {"wait.stepId": {"$not": {"$regex": f"^{LATE}"}}}
    return {"wait.kind": {"$in": list(BODY_OF)}, **is_late, "deadline": {"$exists": False}}


def finish(kept) -> None:
    """Decide whatever is open and work until every run has ended."""
    unfinished = {"status": {"$nin": [status.value for status in TERMINAL]}}
    runs = kept.database["runs"]
    for _ in range(_ROUNDS):
        hasten(kept)
        kept.world.rescue.tick()
        kept.work()
        for run in list(runs.find({"status": "waiting", **_for_people()}).sort("_id")):
            _decide(kept, run["_id"], run["wait"])
        if not runs.count_documents(unfinished):
            return
    left = [(run["_id"], run["status"], run.get("wait")) for run in runs.find(unfinished)]
    message = f"these runs do not end: {left}"
    raise AssertionError(message)


def _decide(kept, run_id, wait) -> None:
    bodies = {
        "decision": {"decision": "approve", "comment": "kept"},
        "toolResult": {
            "toolResult": {"executionId": wait["id"], "success": True, "output": {"n": 5}}
        },
        "data": {"data": {"r": "said"}},
    }
    body, path = bodies[BODY_OF[wait["kind"]]], f"/v1/flowrun/resume/{run_id}"
    for voter in kept.voters:
        kept.post(path, body, as_=voter, headers={"Prefer": "respond-async"})
        run = kept.world.stores.runs.peek(run_id)
        if run.wait is None or run.wait.wait_id != wait["id"]:
            return


def ends(kept) -> dict:
    """Return what every run came to, without its times."""
    return {
        document["_id"]: end_of(kept, document["_id"])
        for document in kept.database["runs"].find({}, ["_id"]).sort("_id")
    }


def end_of(kept, run_id) -> dict:
    run = kept.world.read(run_id)
    records = [from_entry(entry) for entry in loading.entries_of(kept.world.stores.runs, run)]
    return {
        "status": run.status.value,
        "output": timeless(output_of(run)),
        "error": error_of(run),
        "credits": run.credits,
        "records": [
            [one.kind.value, one.path, one.visit, one.attempt]
            for one in records
            if one.kind is not Kind.TAKEOVER
        ],
    }


def timeless(value):
    """Return a value with every time in it reduced to being there."""
    if isinstance(value, dict):
        return {name: timeless(one) for name, one in value.items()}
    if isinstance(value, list):
        return [timeless(one) for one in value]
    return "a time" if isinstance(value, str) and _TIME.match(value) else value


def heard(kept) -> list[str]:
    """Return what the services outside were called with: keys where there are any."""
    return sorted(
        call.headers.get("Idempotency-Key") or call.headers.get("webhook-id") or call.url
        for call in kept.world.sink.calls
    )
