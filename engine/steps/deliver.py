"""`deliver`: carries one event to one subscription, signed as Standard Webhooks has it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final, cast

from engine import clock
from engine.egress.errors import EgressError
from engine.outcome import Completed, Decision, Failed, Outcome, StepFailure, Wait, Waiting
from engine.post import Address, Post, Standing
from engine.retry import retry_after_seconds
from engine.secrecy import masked, spellings
from engine.signatures import sign
from engine.steps.base import HttpRequest, HttpResponse, StepContext, StepType
from schemas.json import JsonObject

MOST_ATTEMPTS: Final = 8
TIMEOUT_SECONDS: Final = 15.0
_GONE: Final = 410
_SHOWN_CHARACTERS: Final = 1024
_LOOK_AGAIN: Final = timedelta(seconds=5)
_LOOK_RARELY: Final = timedelta(hours=1)


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Deliver, unless what is told of did not come to be or nobody listens any more."""
    post, subscription_id = cast("Post", ctx.post), str(data["subscriptionId"])
    event = cast("JsonObject", data["event"])
    standing = post.standing(event)
    if standing is Standing.OPEN:
        # Its worker died between writing this down and the run's own end: another one is at it.
        passed = ctx.started_at - clock.parse(str(event["at"]))
        pause = max(_LOOK_AGAIN, min(passed, _LOOK_RARELY))
        return Waiting(Wait("delay", clock.cut(ctx.started_at + pause)))
    if standing is Standing.FALSE:
        return Completed({"sent": False, "reason": "the run came to something else"})
    address = post.address(subscription_id)
    if address is None:
        return Completed({"sent": False, "reason": "the subscription is disabled or gone"})
    outcome = _sent(data, address, ctx)
    if isinstance(outcome, Completed):
        post.delivered(subscription_id)
    elif isinstance(outcome, Failed) and (
        not outcome.failure.retryable or ctx.attempt >= MOST_ATTEMPTS
    ):
        is_gone = outcome.failure.code == f"HTTP_{_GONE}"
        post.given_up(subscription_id, outcome.failure.message, is_gone=is_gone)
    return outcome


def _sent(data: JsonObject, address: Address, ctx: StepContext) -> Outcome:
    body = json.dumps(data["message"], ensure_ascii=False, separators=(",", ":")).encode()
    signed = sign(address.secret, str(data["messageId"]), ctx.started_at, body)
    request = HttpRequest(
        method="POST",
        url=address.url,
        headers={"Content-Type": "application/json", "User-Agent": "Millrace", **signed},
        body=body,
        timeout_seconds=TIMEOUT_SECONDS,
        max_bytes=64 * 1024,
        follow_redirects=False,
    )
    try:
        response = ctx.effects.send(request)
    except EgressError as error:
        # Whatever it is, the receiver may have mended it by the next attempt.
        return Failed(StepFailure(error.code, error.message))
    shown: JsonObject = {"status": response.status, "body": _shown(response, address)}
    if 200 <= response.status < 300:  # noqa: PLR2004, HTTP's own
        return Completed({"sent": True, **shown})
    return Failed(
        StepFailure(
            f"HTTP_{response.status}",
            f"the receiver answered with status {response.status}",
            retryable=response.status != _GONE,
            retry_after_seconds=retry_after_seconds(
                response.headers.get("retry-after"), ctx.started_at
            ),
            details=shown,
        )
    )


def _shown(response: HttpResponse, address: Address) -> str:
    # Masked first: of a secret that is cut in two the beginning would stay.
    text = str(masked(response.body.decode("utf-8", "replace"), spellings(address.secret)))
    return text[:_SHOWN_CHARACTERS]


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Look again whether the event has come to be."""
    del decision
    return run(data, ctx)


STEP = StepType("deliver", run, effectful=True, resume=resume)
