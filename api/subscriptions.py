"""Routes of subscriptions: who is told of runs, and the log of what they were told."""

from __future__ import annotations

from flask import Response, jsonify

from api.context import principal, services
from api.destinations import require_callable
from api.edge import Blueprint, listed
from engine import clock, delivery_log, listing
from engine.store.documents import Run
from engine.store.hooks import Subscription
from engine.store.queries import RunQuery
from schemas.account import Ended
from schemas.answers import page_of
from schemas.fields import Nothing
from schemas.flow import Page
from schemas.json import JsonObject
from schemas.subscriptions import (
    CreateSubscription,
    DeliveryAnswer,
    NewSubscriptionAnswer,
    PatchSubscription,
    SubscriptionAnswer,
    WholeDeliveryAnswer,
)

blueprint = Blueprint(
    "subscriptions", __name__, url_prefix="/v1/subscription", description="Subscriptions"
)


@blueprint.post("")
@blueprint.arguments(CreateSubscription)
@blueprint.response(201, NewSubscriptionAnswer)
def create(body: JsonObject) -> Response:
    """Have runs told of: each delivery is signed with the `secret`, which is shown this once."""
    require_callable(body["url"], "/url")
    made, secret = services().engine.subscriptions.create(principal(), body)
    response = jsonify({**_shown(made), "secret": secret})
    response.status_code = 201
    return response


@blueprint.get("")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(SubscriptionAnswer))
def all_(page: JsonObject) -> Response:
    """Return the workspace's subscriptions."""

    def fetch(cursor: str, limit: int) -> list[Subscription]:
        return list(services().engine.subscriptions.of_workspace(principal(), cursor, limit))

    return listed(page, fetch, _shown, lambda one: one.subscription_id)


@blueprint.get("/<string:subscription_id>")
@blueprint.response(200, SubscriptionAnswer)
def read(subscription_id: str) -> Response:
    """Return a subscription, without its secret."""
    return jsonify(_shown(services().engine.subscriptions.get(principal(), subscription_id)))


@blueprint.route("/<string:subscription_id>", methods=["PATCH"])
@blueprint.arguments(PatchSubscription)
@blueprint.response(200, SubscriptionAnswer)
def patch(body: JsonObject, subscription_id: str) -> Response:
    """Change a subscription; status `active` enables one that was disabled."""
    require_callable(body.get("url"), "/url")
    changed = services().engine.subscriptions.change(principal(), subscription_id, body)
    return jsonify(_shown(changed))


@blueprint.delete("/<string:subscription_id>")
@blueprint.response(200, Ended)
def delete(subscription_id: str) -> Response:
    """Delete a subscription; what is on its way to it is dropped."""
    services().engine.subscriptions.remove(principal(), subscription_id)
    return jsonify({"id": subscription_id, "deleted": True})


@blueprint.post("/<string:subscription_id>/secret")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, NewSubscriptionAnswer)
def new_secret(_: JsonObject, subscription_id: str) -> Response:
    """Give a subscription another secret, which signs from the next attempt on."""
    made, secret = services().engine.subscriptions.new_secret(principal(), subscription_id)
    return jsonify({**_shown(made), "secret": secret})


@blueprint.post("/<string:subscription_id>/test")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(202, DeliveryAnswer)
def test(_: JsonObject, subscription_id: str) -> Response:
    """Send a `subscription.test` event."""
    return _sent(services().engine.subscriptions.test(principal(), subscription_id))


@blueprint.get("/<string:subscription_id>/delivery")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(DeliveryAnswer))
def deliveries(page: JsonObject, subscription_id: str) -> Response:
    """Return what was delivered, the newest first, with how it fared."""

    def fetch(cursor: str, limit: int) -> list[Run]:
        query = RunQuery(workspace_id="", limit=limit, before=listing.position(cursor))
        told = services().engine.subscriptions
        return list(told.deliveries(principal(), subscription_id, query))

    return listed(page, fetch, _row, listing.cursor_of)


@blueprint.get("/<string:subscription_id>/delivery/<string:delivery_id>")
@blueprint.response(200, WholeDeliveryAnswer)
def delivery(subscription_id: str, delivery_id: str) -> Response:
    """Return a delivery with what was sent and every attempt at it."""
    engine = services().engine
    run = engine.subscriptions.delivery(principal(), subscription_id, delivery_id)
    return jsonify(delivery_log.whole(engine.stores.runs, run))


@blueprint.post("/<string:subscription_id>/delivery/<string:delivery_id>/redeliver")
@blueprint.arguments(Nothing, required=False)
@blueprint.response(202, DeliveryAnswer)
def redeliver(_: JsonObject, subscription_id: str, delivery_id: str) -> Response:
    """Deliver the same message once more, under the same `webhook-id`."""
    told = services().engine.subscriptions
    return _sent(told.redeliver(principal(), subscription_id, delivery_id))


def _sent(run: Run) -> Response:
    response = jsonify(_row(run))
    response.status_code = 202
    return response


def _row(run: Run) -> JsonObject:
    return delivery_log.row(services().engine.stores.runs, run)


def _shown(one: Subscription) -> JsonObject:
    return {
        "id": one.subscription_id,
        "url": one.url,
        "events": list(one.events),
        "flowIds": list(one.flow_ids),
        "onlyWithErrors": one.only_with_errors,
        "description": one.description,
        "status": one.status,
        "reason": one.reason,
        "failures": one.failures,
        "createdAt": clock.rfc3339(one.created_at),
        "updatedAt": clock.rfc3339(one.updated_at),
    }
