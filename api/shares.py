"""Routes of the owner of share links."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint, listed
from engine import clock
from engine.shares import Terms
from engine.store.people import Share
from schemas.account import Ended
from schemas.answers import page_of
from schemas.flow import Page
from schemas.json import JsonObject
from schemas.shares import CreateShare, NewShareAnswer, ShareAnswer

blueprint = Blueprint("shares", __name__, url_prefix="/v1/flow", description="Share links")


@blueprint.post("/<string:flow_id>/share")
@blueprint.arguments(CreateShare, required=False)
@blueprint.response(201, NewShareAnswer)
def create(body: JsonObject, flow_id: str) -> Response:
    """Make a public link to the flow's latest published version."""
    terms = Terms(
        expires_at=cast("datetime | None", body["expiresAt"]),
        max_runs=cast("int | None", body["maxRuns"]),
        rate_per_minute=cast("int | None", body["ratePerMinute"]),
        password=cast("str | None", body["password"]),
    )
    share, token = services().engine.shares.create(principal(), flow_id, terms)
    # Not the request's Host: a caller would choose where the holders of the link are led.
    url = f"{services().engine.settings.own_url}/v1/flow/share/{token}"
    response = jsonify({**_view(share), "token": token, "url": url})
    response.status_code = 201
    return response


@blueprint.get("/<string:flow_id>/share")
@blueprint.arguments(Page, location="query")
@blueprint.response(200, page_of(ShareAnswer))
def listing(page: JsonObject, flow_id: str) -> Response:
    """Return the flow's links, without their tokens."""
    shares = services().engine.shares
    return listed(
        page,
        lambda after, limit: shares.list(principal(), flow_id, after, limit),
        _view,
        lambda share: share.share_id,
    )


@blueprint.delete("/<string:flow_id>/share/<string:share_id>")
@blueprint.response(200, Ended)
def revoke(flow_id: str, share_id: str) -> Response:
    """End a link at once; runs that it started go on."""
    share = services().engine.shares.revoke(principal(), flow_id, share_id)
    return jsonify({"id": share.share_id, "deleted": True})


def _view(share: Share) -> JsonObject:
    return {
        "id": share.share_id,
        "flowId": share.flow_id,
        "createdAt": clock.rfc3339(share.created_at),
        "createdByUser": share.created_by,
        "expiresAt": _time(share.expires_at),
        "revokedAt": _time(share.revoked_at),
        "maxRuns": share.max_runs,
        "ratePerMinute": share.rate_per_minute,
        "hasPassword": share.password is not None,
        "runs": share.runs,
    }


def _time(at: datetime | None) -> str | None:
    return None if at is None else clock.rfc3339(at)
