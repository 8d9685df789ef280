"""What the routes that read runs cost when the store is full of runs that ended long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import Any

from pymongo import MongoClient

from bench.caller import Caller
from bench.measure import timed

_BATCH = 5000
# One failed run in so many, and one of another flow in so many.
_FAILED, _ELSEWHERE = 100, 3


def p50s(client: Caller, flow_id: str, run_id: str, repeats: int) -> dict[str, float]:
    """Return the median of each reading route, in milliseconds."""
    paths = {
        "poll": f"/v1/flowrun/poll/{run_id}",
        "details": f"/v1/flowrun/details/{run_id}",
        "steps": f"/v1/flowrun/steps/{run_id}",
        "list": "/v1/flowrun?limit=20",
        "list failed": "/v1/flowrun?limit=20&status=failed",
        "logs": f"/v1/flow/{flow_id}/logs?limit=20",
        "flows": "/v1/flow?limit=20",
    }
    return {what: timed(repeats, partial(_read, client, path)).p50 for what, path in paths.items()}


def _read(client: Caller, path: str, _: int) -> None:
    client.done("GET", path)


def fill(mongo_url: str, run_id: str, total: int) -> None:
    """Store copies of an ended run: older than it, with ids and flows of their own."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        runs = client["millrace"]["runs"]
        model = runs.find_one({"_id": run_id})
        if model is None:
            message = f"run {run_id} vanished"
            raise RuntimeError(message)
        copies = _copies(model, total)
        while batch := list(islice(copies, _BATCH)):
            runs.insert_many(batch, ordered=False)


def _copies(model: dict[str, Any], total: int) -> Iterator[dict[str, Any]]:
    for number in range(1, total + 1):
        flow_id = model["flowId"] if number % _ELSEWHERE else f"flow_{number % 50:032x}"
        yield {
            **model,
            "_id": f"run_{number:032x}",
            "flowId": flow_id,
            "status": "completed" if number % _FAILED else "failed",
            "createdAt": model["createdAt"] - timedelta(seconds=number),
        }
