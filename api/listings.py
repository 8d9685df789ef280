"""Routes of lists of runs: of a workspace, and of one flow."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import Response

from api.context import principal, services
from api.edge import Blueprint, listed
from engine import history, listing
from engine.store.documents import Run
from engine.store.queries import RunQuery
from schemas.answers import page_of
from schemas.json import JsonObject
from schemas.run_answers import RunAnswer
from schemas.runs import AllRunsQuery, RunsQuery

blueprint = Blueprint("listings", __name__, url_prefix="/v1", description="Lists of runs")


@blueprint.get("/flowrun")
@blueprint.arguments(AllRunsQuery, location="query")
@blueprint.response(200, page_of(RunAnswer))
def runs(query: JsonObject) -> Response:
    """Return the runs that the caller may see, the newest first."""
    return _listed(query, cast("str | None", query["flowId"]))


@blueprint.get("/flow/<string:flow_id>/logs")
@blueprint.arguments(RunsQuery, location="query")
@blueprint.response(200, page_of(RunAnswer))
def logs(query: JsonObject, flow_id: str) -> Response:
    """Return a flow's runs, the newest first."""
    return _listed(query, flow_id)


def _listed(query: JsonObject, flow_id: str | None) -> Response:
    def fetch(cursor: str, limit: int) -> list[Run]:
        wanted = query_of({**query, "flowId": flow_id}, cursor, limit)
        return list(services().engine.listing.of_caller(principal(), wanted))

    return listed(query, fetch, history.row, listing.cursor_of)


def query_of(given: JsonObject, cursor: str, limit: int) -> RunQuery:
    """Return which runs the filters of a query or a body mean."""
    statuses = str(given["status"])
    return RunQuery(
        workspace_id=principal().workspace_id,
        limit=limit,
        before=listing.position(cursor),
        flow_id=cast("str | None", given["flowId"]),
        statuses=tuple(statuses.split(",")) if statuses else (),
        trigger=cast("str | None", given["trigger"]),
        version=cast("int | None", given["version"]),
        created_from=cast("datetime | None", given["from_"]),
        created_to=cast("datetime | None", given["to"]),
        prefix=str(given["text"]),
        has_errors=cast("bool | None", given.get("hasErrors")),
    )
