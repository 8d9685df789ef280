"""Routes of dead letters: runs that failed and that nobody has dealt with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flask import Response, jsonify

from api.bulk import outcome_of, rerun_of
from api.context import principal, services
from api.edge import Blueprint, listed
from engine import history, listing
from engine.store.documents import Run
from engine.store.queries import RunQuery
from schemas.answers import page_of
from schemas.json import JsonObject
from schemas.run_answers import BulkAnswer, RunAnswer
from schemas.runs import DeadLetters, DeadLettersQuery

blueprint = Blueprint(
    "dead_letters", __name__, url_prefix="/v1/dead-letter", description="Dead letters"
)


@blueprint.get("")
@blueprint.arguments(DeadLettersQuery, location="query")
@blueprint.response(200, page_of(RunAnswer))
def all_(query: JsonObject) -> Response:
    """Return runs that failed and were neither run again nor dismissed, the newest first."""

    def fetch(cursor: str, limit: int) -> list[Run]:
        return _found(query, cursor, limit)

    return listed(query, fetch, history.row, listing.cursor_of)


@blueprint.post("/rerun")
@blueprint.arguments(DeadLetters)
@blueprint.response(200, BulkAnswer)
def rerun(body: JsonObject) -> Response:
    """
    Start them again, each with its own inputs and version, a page of them a call.

    Those that could be started are dead letters no more; their new runs are if they fail again.
    """
    return _each(body, rerun_of)


@blueprint.post("/dismiss")
@blueprint.arguments(DeadLetters)
@blueprint.response(200, BulkAnswer)
def dismiss(body: JsonObject) -> Response:
    """Take them off the list, a page of them a call: somebody has seen to them in another way."""
    return _each(body, _dismissed)


def _each(body: JsonObject, act: Callable[[Run], JsonObject]) -> Response:
    limit, run_ids = cast("int", body["limit"]), cast("list[str]", body["runIds"])
    if run_ids:
        store = services().engine.stores.runs
        known = (store.peek(run_id) for run_id in dict.fromkeys(run_ids))
        mine = principal().workspace_id
        found = [run for run in known if run and run.dead_letter and run.workspace_id == mine]
    else:
        found = _found(body, str(body["cursor"]), limit + 1)
    following = listing.cursor_of(found[limit - 1]) if len(found) > limit else None
    data = [outcome_of(run, act) for run in found[:limit]]
    done = sum(1 for one in data if "error" not in one)
    return jsonify({"data": data, "done": done, "nextCursor": following})


def _dismissed(run: Run) -> JsonObject:
    services().engine.stores.runs.dismiss(run.run_id)
    return {"status": run.status.value}


def _found(given: JsonObject, cursor: str, limit: int) -> list[Run]:
    query = RunQuery(
        workspace_id=principal().workspace_id,
        limit=limit,
        before=listing.position(cursor),
        flow_id=cast("str | None", given["flowId"]),
        statuses=("failed",),
    )
    wanted = replace(query, only_dead_letters=True)
    return list(services().engine.listing.of_caller(principal(), wanted))
