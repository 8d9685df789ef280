"""
The Model Context Protocol: published `peer.action` flows are tools.

The protocol of 2026-07-28 is stateless, so this is an ordinary route: a run that waits is an
input-required result, whose `requestState` is the run. Older clients, which shake hands first, are
told of a wait in the result.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from typing import Any, Final, cast
from urllib.parse import urlsplit

from flask import Response, jsonify, request

from api import auth, decisions, door, problems, standing
from api.context import principal, services
from api.edge import Blueprint, Problem
from api.mcp_inputs import asked_of, resume_of
from api.preferences import Preferences, idempotency_key
from api.problems import Rejected
from api.starting import run_to
from engine import canonical
from engine.errors import Conflict, Forbidden, Gone, InvalidInput
from engine.flows import LATEST
from engine.peers import ACTION
from engine.results import Result
from engine.rights import Right, right_of
from engine.steps.base import Action
from engine.store.documents import Flow, Run
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

blueprint = Blueprint("mcp", __name__, url_prefix="/mcp", description="Model Context Protocol")

MODERN: Final = ("2026-07-28",)
LEGACY: Final = ("2025-11-25", "2025-06-18", "2025-03-26")
_META: Final = "io.modelcontextprotocol/"
_ERRORS: Final = "millrace/errors"
_INVALID_REQUEST, _NO_METHOD, _INVALID_PARAMS = -32600, -32601, -32602
_MISMATCH, _UNSUPPORTED = -32020, -32022
_PAGE, _MOST_FLOWS = 100, 500
_RPC: Final = {"application/json": {"schema": {"type": "object"}}}
_TTL_MS = 5000


class RpcError(Exception):
    """An error of the protocol; `status` is the HTTP status it travels with."""

    def __init__(self, code: int, message: str, *, status: int = 400, data: Json = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.data = data


@blueprint.post("")
@blueprint.doc(
    requestBody={"required": True, "content": _RPC},
    responses={
        "default": {
            "description": "an error of JSON-RPC, or a problem with the request itself",
            "content": {**_RPC, problems.MEDIA_TYPE: {"schema": Problem}},
        }
    },
)
@blueprint.response(200, {"type": "object"})
@blueprint.alt_response(202, description="a notification was taken note of")
def call() -> Response:
    """Answer one JSON-RPC request."""
    _require_origin()
    body = door.read_object(request)
    if "id" not in body and isinstance(body.get("method"), str):
        silent = Response(status=202)
        del silent.headers["Content-Type"]
        return silent
    try:
        return _answered(body, _result(body))
    except RpcError as error:
        told: JsonObject = {"code": error.code, "message": str(error)}
        if error.data is not None:
            told["data"] = error.data
        response = jsonify({"jsonrpc": "2.0", "id": body.get("id"), "error": told})
        response.status_code = error.status
        return response


def _answered(body: JsonObject, result: JsonObject) -> Response:
    return jsonify({"jsonrpc": "2.0", "id": body["id"], "result": result})


def _result(body: JsonObject) -> JsonObject:
    method, params = body.get("method"), body.get("params")
    if body.get("jsonrpc") != "2.0" or not isinstance(method, str):
        raise RpcError(_INVALID_REQUEST, "send a JSON-RPC 2.0 request")
    given = params if isinstance(params, dict) else {}
    meta = given.get("_meta")
    is_modern = isinstance(meta, dict) and f"{_META}protocolVersion" in meta
    if is_modern:
        _require_envelope(method, given, cast("JsonObject", meta))
    methods = _MODERN_METHODS if is_modern else _LEGACY_METHODS
    if method not in methods:
        raise RpcError(_NO_METHOD, f"there is no method {method!r}", status=404)
    result: JsonObject = methods[method](given)
    return {**result, "resultType": result.get("resultType", "complete")} if is_modern else result


def _require_envelope(method: str, params: JsonObject, meta: JsonObject) -> None:
    """Raise RpcError for a request whose headers and body differ, or of an unknown version."""
    wanted = meta[f"{_META}protocolVersion"]
    if not isinstance(wanted, str) or f"{_META}clientCapabilities" not in meta:
        message = f"_meta has {_META}protocolVersion, a text, and {_META}clientCapabilities"
        raise RpcError(_INVALID_PARAMS, message)
    pairs = {"MCP-Protocol-Version": wanted, "Mcp-Method": method}
    for name, value in pairs.items():
        if request.headers.get(name) != value:
            raise RpcError(_MISMATCH, f"the header {name} differs from the body")
    if method == "tools/call" and request.headers.get("Mcp-Name") != params.get("name"):
        raise RpcError(_MISMATCH, "the header Mcp-Name differs from the body")
    if wanted not in MODERN:
        data: JsonObject = {"supported": [*MODERN, *LEGACY], "requested": wanted}
        raise RpcError(_UNSUPPORTED, f"version {wanted} is not spoken here", data=data)


def _require_origin() -> None:
    """Raise Rejected for a page of another origin: a browser must not be made to call tools."""
    origin = request.headers.get("Origin")
    if origin is None:
        return
    public = services().engine.settings.public_url or request.host_url
    if urlsplit(origin).netloc not in (urlsplit(public).netloc, request.host):
        raise Rejected(403, "origin_not_allowed", "this origin may not call tools")


# Methods ---------------------------------------------------------------------------------------


def _discover(params: JsonObject) -> JsonObject:
    del params
    return {
        "supportedVersions": [*MODERN, *LEGACY],
        "capabilities": {"tools": {}},
        "serverInfo": _server(),
        "ttlMs": _TTL_MS,
        "cacheScope": "private",
    }


def _initialize(params: JsonObject) -> JsonObject:
    asked = params.get("protocolVersion")
    spoken = asked if asked in LEGACY else LEGACY[0]
    return {
        "protocolVersion": spoken,
        "capabilities": {"tools": {}},
        "serverInfo": _server(),
    }


def _ping(params: JsonObject) -> JsonObject:
    del params
    return {}


def _server() -> JsonObject:
    return {"name": "millrace", "title": "Millrace", "version": version("millrace")}


def _list(params: JsonObject) -> JsonObject:
    tools: list[Json] = [_tool(name, action) for name, (action, _) in _tools().items()]
    del params
    return {"tools": tools, "ttlMs": _TTL_MS, "cacheScope": "private"}


def _tool(name: str, action: Action) -> JsonObject:
    schema = {key: value for key, value in action.schema.items() if key != "$schema"}
    return {"name": name, "description": action.description, "inputSchema": schema}


def _call(params: JsonObject, *, is_modern: bool = True) -> JsonObject:
    found = _tools().get(str(params.get("name")))
    if found is None:
        raise RpcError(_INVALID_PARAMS, f"there is no tool {params.get('name')!r}", status=404)
    action, flow = found
    arguments = params.get("arguments") or {}
    if not isinstance(arguments, dict):
        raise RpcError(_INVALID_PARAMS, "arguments is an object")
    try:
        result = _run(action, flow, arguments, params)
    except Forbidden as error:
        return _said(error.message)
    except InvalidInput as error:
        # Told as a result, so that a model sees what was wrong and calls again.
        found_issues = "; ".join(f"{issue.path}: {issue.message}" for issue in error.issues)
        return _said(f"{error.message}: {found_issues}" if found_issues else error.message)
    if isinstance(result, Result):
        return _shown(result, is_modern=is_modern)
    return result if is_modern else _said("this needs to be approved first, by a newer client")


def _legacy_call(params: JsonObject) -> JsonObject:
    return _call(params, is_modern=False)


_MODERN_METHODS: Final[dict[str, Any]] = {
    "server/discover": _discover,
    "tools/list": _list,
    "tools/call": _call,
}
_LEGACY_METHODS: Final[dict[str, Any]] = {
    "initialize": _initialize,
    "ping": _ping,
    "tools/list": _list,
    "tools/call": _legacy_call,
}


# Tools -----------------------------------------------------------------------------------------


def _tools() -> dict[str, tuple[Action, Flow]]:
    """Return every action that the caller may run, by a name that is its own."""
    found: dict[str, tuple[Action, Flow]] = {}
    for flow in _flows():
        action = services().engine.peers.action_of(flow)
        if action is not None:
            name = action.name if action.name not in found else f"{action.name}_{flow.flow_id[-6:]}"
            found[name] = (action, flow)
    return found


def _flows() -> Iterator[Flow]:
    flows, caller = services().engine.flows, principal()
    if not caller.is_person and caller.flow_ids is not None:
        held = (flows.store.get(flow_id) for flow_id in caller.flow_ids)
        yield from (flow for flow in held if flow and flow.workspace_id == caller.workspace_id)
        return
    after, seen = "", 0
    while seen < _MOST_FLOWS:
        page = flows.store.list(caller.workspace_id, after, _PAGE)
        yield from (flow for flow in page if right_of(caller, flow) >= Right.RUN)
        if len(page) < _PAGE:
            return
        after, seen = page[-1].flow_id, seen + len(page)


def _run(
    action: Action, flow: Flow, arguments: JsonObject, params: JsonObject
) -> Result | JsonObject:
    """Start the tool's run, or go on with the one that the request names."""
    state, responses = params.get("requestState"), params.get("inputResponses")
    answers = responses if isinstance(responses, dict) else {}
    plan = services().engine.flows.plan(flow, LATEST)
    trigger = plan.trigger(ACTION)
    if trigger is None:
        raise RpcError(_INVALID_PARAMS, "this tool is gone", status=404)
    if isinstance(state, str) and state.startswith("run_"):
        return _resumed(state, answers)
    if action.approval_message is not None:
        mark = _mark(flow, arguments)
        if state != mark:
            return _approval(action, mark)
        answer = answers.get("approval")
        if not isinstance(answer, dict) or answer.get("action") != "accept":
            return _said("the user did not approve this")
    return run_to(plan, trigger, arguments, _patience(), before_new=None)


def _resumed(run_id: str, answers: JsonObject) -> Result:
    engine, room = services().engine, services().waiting_room
    auth.require_run(engine.runs.peek(principal(), run_id), Right.RUN)
    run = engine.runs.seen(engine.runs.get(principal(), run_id))

    # All are read before the first decides: an answer that is refused leaves nothing half done.
    calls = [resume_of(run, wait_id, answer) for wait_id, answer in answers.items()]

    def go_on() -> tuple[Run, bool]:
        for resume in filter(None, calls):
            # Decided by somebody else meanwhile: what the run came to is the answer.
            with suppress(Conflict, Gone):
                decisions.decide(engine.runs.peek(principal(), run_id), resume)
        return engine.runs.peek(principal(), run_id), True

    with room.seat(principal().principal_id, wanted=True) as may_wait:
        seconds = _patience().wait_seconds if may_wait else 0
        return room.outcome(run_id, seconds, go_on, standing.standing())


def _patience() -> Preferences:
    idempotency_key(request)
    return Preferences(services().engine.settings.sync_timeout_seconds, metadata=False)


def _approval(action: Action, mark: str) -> JsonObject:
    params: JsonObject = {
        "mode": "form",
        "message": f"{action.name}: {action.approval_message}",
        "requestedSchema": {"type": "object", "properties": {}},
    }
    ask: JsonObject = {"method": "elicitation/create", "params": params}
    return {
        "resultType": "input_required",
        "inputRequests": {"approval": ask},
        "requestState": mark,
    }


def _mark(flow: Flow, arguments: JsonObject) -> str:
    """Return what binds an approval to this very call: of this caller, with these arguments."""
    secret = services().engine.conversations.secret
    text = canonical.encode([principal().principal_id, flow.flow_id, arguments])
    return f"ask_{hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()}"


def _shown(result: Result, *, is_modern: bool) -> JsonObject:
    if result.status is RunStatus.COMPLETED:
        said = _said(result.output or {}, is_error=False)
        # Beside the output, which is as the tool's schema says.
        return said | ({"_meta": {_ERRORS: result.errors()}} if result.has_errors else {})
    if result.status is RunStatus.FAILED:
        error = result.error or {}
        return _said(f"{error.get('code')}: {error.get('message')}")
    if result.status is RunStatus.CANCELED:
        return _said("the run was canceled")
    if is_modern:
        asked = asked_of(result)
        shown: JsonObject = {"resultType": "input_required", "requestState": result.run_id}
        return {**shown, "inputRequests": asked} if asked else shown
    waiting: JsonObject = {
        "status": "waiting" if result.is_final else "running",
        "appRunId": result.run_id,
        "waitState": cast("Json", result.wait_state),
    }
    return _said(waiting, is_error=False)


def _said(what: str | JsonObject, *, is_error: bool = True) -> JsonObject:
    text = what if isinstance(what, str) else json.dumps(what, ensure_ascii=False)
    content: list[Json] = [{"type": "text", "text": text}]
    said: JsonObject = {"content": content, "isError": is_error}
    return said if isinstance(what, str) else {**said, "structuredContent": what}
