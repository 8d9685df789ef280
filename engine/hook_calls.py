"""The call that tells a service of a webhook, or that it is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Final, cast
from uuid import uuid4

from engine import expressions, foreign
from engine.egress.origins import require_own
from engine.expressions import Scope
from engine.secrecy import masked, spellings
from engine.steps.base import HttpRequest, HttpResponse
from engine.store.hooks import Hook
from schemas.json import Json, JsonObject

REMOVING: Final = "removing"
TIMEOUT_SECONDS: Final = 15.0
_ERRORS: Final = 400
_GONE: Final = (404, 410)


def make(
    call: JsonObject,
    hook: Hook,
    *,
    names: JsonObject,
    send: Callable[[HttpRequest], HttpResponse],
    now: datetime,
) -> Json:
    """
    Make a tool's call for a hook and return what the service answered, secrets hidden.

    `names` are what its templates see. Raises EgressError, ExpressionError, ValueError, TypeError.
    """
    scope = Scope(names=names, now=now, uuid=lambda: str(uuid4()))
    rest: Json = {name: part for name, part in call.items() if name not in ("url", "body")}
    rendered = cast("JsonObject", expressions.render(rest, scope))
    body = expressions.render_json(call.get("body"), scope)
    headers = rendered.get("headers") or {}
    if not isinstance(call.get("url"), str) or not isinstance(headers, dict):
        raise TypeError("the tool's call has no url, or headers that are none")
    url = expressions.render_address(str(call["url"]), scope)
    if names["token"] or (names["secret"] and hook.sealed is None):
        # The tool's own secrets may be in it. A flow's config is in the address too, and any member
        # writes flows: only a secret that was made for this hook alone may go where it leads.
        require_own(url, str(call["url"]), str(names["baseUrl"]))
    request = HttpRequest(
        method=str(rendered.get("method") or "POST").upper(),
        url=url,
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": f"{hook.hook_id}:{hook.status}",
            **{name: str(value) for name, value in headers.items()},
        },
        body=None if body is None else json.dumps(body).encode(),
        timeout_seconds=TIMEOUT_SECONDS,
    )
    response = send(request)
    # A service that knows it no more has forgotten it, which is what was wanted.
    is_gone = hook.status == REMOVING and response.status in _GONE
    if response.status >= _ERRORS and not is_gone:
        raise ValueError(f"the service answered with status {response.status}")
    opening = [str(one) for one in (names["secret"], names["token"]) if one]
    texts = [text for one in opening for text in spellings(one)]
    try:
        return masked(foreign.parsed(response.body), texts)
    except (ValueError, RecursionError):
        return None
