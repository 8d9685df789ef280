"""`tool`: does one of the things that a tool of the workspace can do."""

from __future__ import annotations

import base64
import json
from uuid import UUID

from engine import expressions
from engine.egress.decode import decode_body, text
from engine.egress.encode import as_text, with_query
from engine.egress.errors import EgressError
from engine.egress.origins import require_own
from engine.errors import NotFound
from engine.expressions import ExpressionError, Scope
from engine.expressions.addresses import UNSAFE, AddressMoved
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.retry import retry_after_seconds
from engine.secrecy import cut
from engine.steps.base import DataField, HttpRequest, StepContext, StepType, ToolAction
from schemas.json import JsonObject

_ERRORS = 400
_SERVER_ERROR = 500
_RETRYABLE = frozenset({408, 425, 429})
_SCHEMES = ("http://", "https://")
_OF_ADDRESSES = frozenset({UNSAFE, "INVALID_URL"})
_BODILESS = frozenset({"GET", "HEAD", "DELETE"})


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Make the call that the action describes, with these parameters."""
    parameters = data.get("parameters") or {}
    if not isinstance(parameters, dict):
        return _failed("INVALID_PARAMETERS", "parameters is an object")
    try:
        action = ctx.tool(str(data.get("toolId")), str(data.get("action")))
        missing = [name for name in action.required if parameters.get(name) is None]
        if missing:
            return _failed("INVALID_PARAMETERS", f"missing: {', '.join(missing)}")
        request = _request(action, parameters, ctx)
    except NotFound as error:
        return _failed(error.code.upper(), error.message)
    except EgressError as error:
        return _failed(error.code, error.message)
    except (ExpressionError, ValueError, TypeError) as error:
        return _failed(_code_of(error), str(error))
    return _answered(request, ctx)


def _code_of(error: Exception) -> str:
    if isinstance(error, ExpressionError) and error.code in _OF_ADDRESSES:
        # Another host is no address of this tool, whichever way a parameter leads there.
        return "INVALID_TOOL" if isinstance(error, AddressMoved) else error.code
    return "INVALID_TOOL"


def _answered(request: HttpRequest, ctx: StepContext) -> Outcome:
    try:
        response = ctx.effects.send(request)
    except EgressError as error:
        return Failed(StepFailure(error.code, error.message, retryable=error.retryable))
    if response.status >= _ERRORS:
        return Failed(
            StepFailure(
                f"HTTP_{response.status}",
                f"the tool answered with status {response.status}",
                retryable=response.status in _RETRYABLE or response.status >= _SERVER_ERROR,
                retry_after_seconds=retry_after_seconds(
                    response.headers.get("retry-after"), ctx.started_at
                ),
                details={
                    "status": response.status,
                    "data": cut(text(response.body, response.headers), 4096, response.texts),
                },
            )
        )
    try:
        value = decode_body(response.body, response.headers, "auto") if response.body else None
    except ValueError:
        return _failed("INVALID_RESPONSE", "the response is not JSON that can be used")
    return Completed({"status": response.status, "data": value})


def _request(action: ToolAction, parameters: JsonObject, ctx: StepContext) -> HttpRequest:
    scope = Scope(names=parameters, now=ctx.now, uuid=lambda: str(UUID(int=0)))
    source = str(action.api.get("url") or "")
    url = _address(action, source, scope)
    method = str(action.api.get("method") or "GET").upper()
    given = expressions.render(action.api.get("headers") or {}, scope)
    if not isinstance(given, dict):
        raise TypeError("the headers of the action are rendered to what is no object")
    headers = {name: as_text(value) for name, value in given.items()}
    headers |= _auth(action)
    headers.setdefault("Idempotency-Key", ctx.idempotency_key)
    used = expressions.names_used(source)
    rest: JsonObject = {name: value for name, value in parameters.items() if name not in used}
    body = None
    if method in _BODILESS:
        url = with_query(url, rest)
    elif action.api.get("body") is not None:
        body = json.dumps(expressions.render_json(action.api["body"], scope)).encode()
    else:
        body = json.dumps(rest).encode()
    if body is not None:
        headers.setdefault("Content-Type", "application/json")
    return HttpRequest(
        method=method, url=url, headers=headers, body=body, timeout_seconds=ctx.timeout_seconds
    )


def _address(action: ToolAction, source: str, scope: Scope) -> str:
    """Return where the action is called; its parameters change neither the host nor the folder."""
    base = "" if source.startswith(_SCHEMES) else action.base_url
    path = expressions.render_address(source, scope, base)
    is_whole = path.startswith(_SCHEMES)
    url = path if is_whole else action.base_url + path
    if action.secret is not None or (base and not is_whole):
        require_own(url, source, action.base_url)
    return url


def _auth(action: ToolAction) -> dict[str, str]:
    """Return the header that opens the tool, none where nothing needs to."""
    kind, secret = action.auth.get("type"), action.secret
    if secret is None:
        return {}
    if kind == "basic":
        pair = f"{as_text(action.auth.get('username'))}:{secret}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
    if kind == "header":
        return {as_text(action.auth.get("name") or "Authorization"): secret}
    return {"Authorization": f"Bearer {secret}"}


def _failed(code: str, message: str) -> Failed:
    return Failed(StepFailure(code, message, retryable=False))


STEP = StepType(
    "tool",
    run,
    fields=(
        DataField("toolId", "reference", required=True, chosen_from="tools"),
        DataField(
            "action",
            "template",
            required=True,
            description="the name of an action",
            chosen_from="actions",
        ),
        DataField("parameters", "object", refusal="INVALID_PARAMETERS"),
    ),
    effectful=True,
    description="Does one of the things that a tool of the workspace can do",
)
