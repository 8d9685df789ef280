"""Routes of prices and budgets, and of what runs cost together."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint, listed
from engine import clock
from engine.credits import budgets as budgeting
from engine.credits import pricing
from engine.errors import NotFound
from engine.store.credits import Price
from schemas.account import Ended
from schemas.answers import page_of
from schemas.credits import (
    BudgetAnswer,
    CreditsAnswer,
    CreditsQuery,
    PriceAnswer,
    PutBudget,
    PutPrice,
)
from schemas.flow import Page
from schemas.json import JsonObject

blueprint = Blueprint("costs", __name__, url_prefix="/v1", description="Prices and budgets")


@blueprint.put("/price")
@blueprint.arguments(PutPrice)
@blueprint.response(200, PriceAnswer)
def put_price(body: JsonObject) -> Response:
    """Set what a model costs the workspace from now on; calls made before keep their price."""
    model, told, answered = (str(body[name]) for name in ("model", "input", "output"))
    cached = cast("str | None", body["cachedInput"])
    made = services().engine.prices.put(principal(), model, told, answered, cached)
    return jsonify(pricing.view(made))


@blueprint.get("/price")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(PriceAnswer))
def prices(page: JsonObject) -> Response:
    """Return the prices that the workspace set, the newest first; the newest of a model holds."""

    def fetch(cursor: str, limit: int) -> list[Price]:
        return list(services().engine.prices.list(principal(), cursor, limit))

    return listed(page, fetch, pricing.view, lambda price: price.price_id)


@blueprint.get("/price/<path:model>")
@blueprint.response(200, PriceAnswer)
def price(model: str) -> Response:
    """Return the row that a call of this model would be priced by."""
    found = services().engine.prices.of(principal().workspace_id, model)
    if found is None:
        raise NotFound("price_not_found", f"nobody priced the model {model!r}: PUT /v1/price")
    return jsonify(pricing.view(found))


@blueprint.get("/credits")
@blueprint.arguments(CreditsQuery, location="query")
@blueprint.response(200, CreditsAnswer)
def credits_(query: JsonObject) -> Response:
    """
    Return what runs cost by day or flow: of every run that the caller sees in lists.

    Without times of the last 30 days; at most of 366. Days come in order, flows by their cost.
    """
    totals, by = services().engine.totals, str(query["by"])
    period = totals.period(
        cast("datetime | None", query["from_"]), cast("datetime | None", query["to"])
    )
    sums = totals.of_caller(principal(), period, by)
    key = "flowId" if by == "flow" else by
    shown = sums[: cast("int", query["limit"])]
    return jsonify(
        {
            "from": clock.rfc3339(period.begin),
            "to": clock.rfc3339(period.end),
            "by": by,
            "credits": sum(one.credits for one in sums),
            "runs": sum(one.runs for one in sums),
            "data": [{key: one.key, "credits": one.credits, "runs": one.runs} for one in shown],
        }
    )


@blueprint.put("/budget")
@blueprint.arguments(PutBudget)
@blueprint.response(200, BudgetAnswer)
def put_budget(body: JsonObject) -> Response:
    """Set the workspace's budget; a call that could pass it is not made from now on."""
    return _put(None, body)


@blueprint.get("/budget")
@blueprint.response(200, BudgetAnswer)
def budget() -> Response:
    """Return the workspace's budget and what of it was spent."""
    return _get(None)


@blueprint.delete("/budget")
@blueprint.response(200, Ended)
def delete_budget() -> Response:
    """Let the workspace spend what it will."""
    return _delete(None)


@blueprint.put("/flow/<string:flow_id>/budget")
@blueprint.arguments(PutBudget)
@blueprint.response(200, BudgetAnswer)
def put_flow_budget(body: JsonObject, flow_id: str) -> Response:
    """Set a flow's budget; a call that could pass it is not made from now on."""
    return _put(flow_id, body)


@blueprint.get("/flow/<string:flow_id>/budget")
@blueprint.response(200, BudgetAnswer)
def flow_budget(flow_id: str) -> Response:
    """Return a flow's budget and what of it was spent."""
    return _get(flow_id)


@blueprint.delete("/flow/<string:flow_id>/budget")
@blueprint.response(200, Ended)
def delete_flow_budget(flow_id: str) -> Response:
    """Let a flow spend what it will."""
    return _delete(flow_id)


def _put(flow_id: str | None, body: JsonObject) -> Response:
    budget = services().engine.budgets.put(
        principal(),
        flow_id,
        limit=cast("int | None", body["limit"]),
        period=str(body["period"]),
        per_run=cast("int | None", body["perRun"]),
    )
    return jsonify(budgeting.view(budget))


def _get(flow_id: str | None) -> Response:
    return jsonify(budgeting.view(services().engine.budgets.get(principal(), flow_id)))


def _delete(flow_id: str | None) -> Response:
    services().engine.budgets.remove(principal(), flow_id)
    return jsonify({"id": flow_id or principal().workspace_id, "deleted": True})
