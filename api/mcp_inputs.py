"""Waits as the Model Context Protocol asks for input, and its answers as what resumes them."""

from __future__ import annotations

import json
from typing import Final, cast

from flask import current_app

from api import door
from api.problems import Rejected
from api.runs import resume_call
from engine import canonical
from engine.errors import InvalidInput, Issue
from engine.results import Result
from engine.resuming import Resume
from engine.store.documents import Run
from schemas.json import Json, JsonObject

_TYPES: Final = {"string", "number", "integer", "boolean"}
_BOUNDS: Final = {
    "min": "minimum",
    "max": "maximum",
    "minLength": "minLength",
    "maxLength": "maxLength",
    "description": "description",
    "default": "default",
}


def asked_of(result: Result) -> JsonObject:
    """Return one elicitation for each thing that a waiting run waits for, by the wait's id."""
    asked: JsonObject = {}
    for state in _waits(result.wait_state):
        message, schema = _asked(state, result.pending_action)
        params: JsonObject = {"mode": "form", "message": message, "requestedSchema": schema}
        asked[str(state["id"])] = {"method": "elicitation/create", "params": params}
    return asked


def resume_of(run: Run, wait_id: str, answer: Json) -> Resume | None:
    """
    Return what an answer says to a wait of a run, None when the user would not say.

    Raises InvalidInput for what the resume route would refuse too: a client need not have held to
    the schema that it was asked with.
    """
    if not isinstance(answer, dict):
        raise InvalidInput("invalid_answer", f"the answer to {wait_id} is no object")
    view = cast("JsonObject", canonical.decode(run.wait.view)) if run.wait else {}
    states = _waits(cast("JsonObject | None", view.get("waitState")))
    state = next((one for one in states if one["id"] == wait_id), None)
    action = answer.get("action")
    content = answer.get("content")
    given = dict(content) if isinstance(content, dict) else {}
    if state is None or action == "cancel":
        return None
    if state["type"] == "user-approval":
        if action != "accept":
            given["decision"] = "reject"
        said: JsonObject = {name: given.pop(name, None) for name in ("decision", "comment")}
        fields = _parsed(given, state, "/fields") or None
        return _checked({**said, "fields": fields, "waitId": wait_id})
    if state["type"] == "client-tool":
        result: JsonObject = {
            "executionId": wait_id,
            "success": action == "accept",
            "output": given.get("output"),
            "error": None if action == "accept" else "declined",
        }
        return _checked({"toolResult": result})
    if action != "accept":
        return None
    return _checked({"data": _parsed(given, state, "/data"), "waitId": wait_id})


def _checked(body: JsonObject) -> Resume:
    try:
        return resume_call(body, None)
    except Rejected as error:
        raise InvalidInput(error.code, error.detail) from None


def _waits(state: JsonObject | None) -> list[JsonObject]:
    if state is None:
        return []
    several = state.get("waits")
    if isinstance(several, list):
        return cast("list[JsonObject]", several)
    return [] if state["type"] in ("children", "delay", "retry") else [state]


def _asked(state: JsonObject, action: JsonObject | None) -> tuple[str, JsonObject]:
    if state["type"] == "client-tool":
        pending = cast("JsonObject", state.get("pendingAction") or action or {})
        args = json.dumps(pending.get("args"), ensure_ascii=False)
        output: JsonObject = {"output": {"type": "string", "description": "what it returned"}}
        return f"Run {pending.get('toolName')} with {args}", _object(output, ["output"])
    properties, required = _fields(state)
    if state["type"] == "user-approval":
        decision: JsonObject = {"type": "string", "enum": ["approve", "reject"]}
        comment: JsonObject = {"type": "string"}
        asked: JsonObject = {"decision": decision, "comment": comment, **properties}
        return str(state.get("message") or "Approve?"), _object(asked, ["decision", *required])
    message = state.get("title") or state.get("event") or f"{state['stepName']} waits for data"
    return str(message), _object(properties, required)


def _fields(state: JsonObject) -> tuple[JsonObject, list[str]]:
    """Return fields as the flat properties that an elicitation may have."""
    properties: JsonObject = {}
    required: list[str] = []
    for field in cast("list[JsonObject]", state.get("fields") or []):
        name, kind = str(field["name"]), str(field.get("type") or "string")
        typed: JsonObject = {"type": kind if kind in _TYPES else "string"}
        typed |= {
            keyword: field[given]
            for given, keyword in _BOUNDS.items()
            if field.get(given) is not None
        }
        if kind not in _TYPES:
            typed["description"] = f"{field.get('description') or name} ({kind}, as JSON)"
        properties[name] = typed
        if field.get("required"):
            required.append(name)
    return properties, required


def _parsed(given: JsonObject, state: JsonObject, path: str) -> JsonObject:
    """
    Return values with those read that had to travel as JSON texts; `path` is where they stand.

    Raises InvalidInput for a text that the body of a request could not hold either.
    """
    nested = {
        str(field["name"])
        for field in cast("list[JsonObject]", state.get("fields") or [])
        if field.get("type") in ("object", "array")
    }
    return {
        name: _read(value, f"{path}/{name}") if name in nested and isinstance(value, str) else value
        for name, value in given.items()
    }


def _read(text: str, path: str) -> Json:
    try:
        return door.parse(text.encode(), cast("int", current_app.config["JSON_DEPTH"]), "the text")
    except Rejected as error:
        found = [Issue(path, error.code, f"{error.detail}: send the value as JSON")]
        raise InvalidInput(error.code, "an answer cannot be read", found) from None


def _object(properties: JsonObject, required: list[str]) -> JsonObject:
    return {"type": "object", "properties": properties, "required": cast("Json", required)}
