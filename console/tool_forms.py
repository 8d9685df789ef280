"""The forms of tools, as data, and what of them the API takes."""

from __future__ import annotations

from typing import Final

from console.asking import Object, Refused
from console.filling import Form
from engine.signatures import SCHEMES

_UNPROCESSABLE = 422
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
# The ways in which a tool's secret is sent, and what the API calls the secret in each.
_SECRET_OF: Final = {"bearer": "token", "basic": "password", "header": "value"}
_NAME: Final[Object] = {"name": "name", "label": "Name", "required": True, "maxLength": 100}
_OPENING: Final[tuple[Object, ...]] = (
    {
        "name": "authType",
        "label": "Opened by",
        "placeholder": "Nothing",
        "options": [
            {"value": "bearer", "label": "a bearer token"},
            {"value": "basic", "label": "a user name and a password"},
            {"value": "header", "label": "a header of its own"},
        ],
    },
    {"name": "token", "label": "Token, password or value of the header", "secret": True},
    {"name": "username", "label": "User name", "description": "With a password."},
    {
        "name": "header",
        "label": "Name of the header",
        "placeholder": "X-Api-Key",
        "description": "Where it has one of its own.",
    },
)

TOOL: Final = Form(
    "tool-create",
    "Describe a tool",
    "Make the tool",
    (
        {**_NAME, "description": "What people call the service."},
        {
            "name": "baseUrl",
            "label": "Address",
            "kind": "text?",
            "format": "url",
            "maxLength": 2000,
            "placeholder": "https://",
            "description": "What its actions do begins with it.",
        },
        *_OPENING,
    ),
)
# A tool that is there may be opened in a way that the form does not know: it need not be told.
_CHANGED_OPENING: Final[tuple[Object, ...]] = (
    {
        **_OPENING[0],
        "placeholder": "As it is",
        "options": [*_OPENING[0]["options"], {"value": "none", "label": "nothing from now on"}],
    },
    {**_OPENING[1], "description": "Without one, that which is there stays."},
    *_OPENING[2:],
)
SETTINGS: Final = Form(
    "tool-change",
    "Settings",
    "Save",
    (
        _NAME,
        {"name": "label", "label": "Shown as", "kind": "text?", "maxLength": 100},
        TOOL.fields[1],
        *_CHANGED_OPENING,
    ),
)
IMPORT: Final = Form(
    "tool-import",
    "Import a tool from OpenAPI",
    "Import it",
    (
        {"name": "file", "label": "OpenAPI 3 document, a JSON file", "type": "file"},
        {"name": "document", "label": "Or the document itself", "type": "object", "rows": 8},
        {
            "name": "operations",
            "label": "Only these operations",
            "kind": "lines",
            "multiline": True,
            "description": "By operationId, one on a line. All of them, 200 at most, without.",
        },
        {**_NAME, "required": False, "description": "Its title, if it is empty."},
        {
            "name": "baseUrl",
            "label": "Address",
            "format": "url",
            "maxLength": 2000,
            "placeholder": "https://",
            "description": "The document's first server, if it is empty.",
        },
        *_OPENING,
    ),
    about="Each operation becomes an action.",
)
# The API keeps a secret to the servers that it was given for.
_AGAIN: Final[Object] = {
    "name": "token",
    "label": "Secret of the tool",
    "secret": True,
    "description": "Again, where this calls a server that nothing of the tool called so far.",
}
ACTION: Final = Form(
    "tool-action",
    "Another action",
    "Save the action",
    (
        {**_NAME, "placeholder": "createIssue", "description": "Steps of type tool name it."},
        {"name": "description", "label": "What it does", "maxLength": 1000, "rows": 2},
        {"name": "method", "label": "Method", "required": True, "options": _METHODS},
        {
            "name": "url",
            "label": "Path",
            "placeholder": "/{{project}}/issues",
            "description": "After the tool's address; {{name}} is a parameter.",
        },
        {"name": "headers", "label": "Headers", "type": "object"},
        {
            "name": "body",
            "label": "Body",
            "type": "json",
            "kind": "json",
            "multiline": True,
            "placeholder": "{{body}}",
            "description": "JSON with parameters in it; those the path does not use, if empty.",
        },
        {
            "name": "parameters",
            "label": "Parameters",
            "type": "object",
            "rows": 8,
            "placeholder": '{"type": "object", "properties": {…}, "required": […]}',
            "description": "A JSON Schema.",
        },
        _AGAIN,
    ),
)
TRIGGER: Final = Form(
    "tool-trigger",
    "Another trigger",
    "Save the trigger",
    (
        {
            "name": "id",
            "label": "Id",
            "maxLength": 100,
            "description": "Flows listen to webhook.<id>; made up if it is empty.",
        },
        {"name": "name", "label": "What happened", "maxLength": 100},
        {
            "name": "scheme",
            "label": "Proved as",
            "required": True,
            "options": list(SCHEMES),
            "default": SCHEMES[0],
        },
        {
            "name": "secret",
            "label": "Secret of the proof",
            "secret": True,
            "description": "Without one, that which is there stays.",
        },
        {"name": "header", "label": "Header of the proof", "description": "With hmac."},
        {
            "name": "register",
            "label": "Call that registers a webhook",
            "type": "object",
            "description": "method, url, headers and body; publishing a flow makes it.",
        },
        {
            "name": "unregister",
            "label": "Call that takes it away",
            "type": "object",
        },
        _AGAIN,
    ),
)


def described(given: Object) -> Object:
    """Return a tool's description as the API takes it. Raises Refused for half an opening."""
    body = {name: value for name, value in given.items() if name not in _OPENING_NAMES}
    if "label" in body:
        body["label"] = body["label"] or None
    if given.get("authType"):
        body["auth"] = _auth(given)
    elif given.get("token"):
        raise wrong("authType", "Choose how the secret below is sent.")
    return body


def settings_of(tool: Object) -> Object:
    """Return what the form of a tool's settings is filled in with."""
    auth = tool["auth"] or {}
    kind = auth.get("type") if auth.get("type") in _SECRET_OF else None
    opening = {"authType": kind, "username": auth.get("username")}
    # Without a label of its own the API gives it its name, which would outlast a new one.
    label = "" if tool["label"] == tool["name"] else tool["label"]
    return {**tool, **opening, "header": auth.get("name"), "label": label}


def of_action(action: Object) -> Object:
    """Return what the form of an action is filled in with."""
    api = action.get("api") or {}
    return {**api, **action, "method": str(api.get("method") or "GET").upper()}


def action(was: Object, given: Object) -> Object:
    """Return an action as its form says; what the form does not know stays as it was."""
    if not given.get("name"):
        raise wrong("name", "Give it a name: steps say it.")
    api = _changed(was.get("api") or {}, given, ("method", "url", "headers", "body"))
    return {**_changed(was, given, ("name", "description", "parameters")), "api": api}


def of_trigger(trigger: Object) -> Object:
    """Return what the form of a trigger is filled in with."""
    return {**trigger, **(trigger.get("verify") or {})}


def trigger(was: Object, given: Object) -> Object:
    """Return a trigger as its form says; what the form does not know stays as it was."""
    verify = _changed(was.get("verify") or {}, given, ("scheme", "secret", "header"))
    return {**_changed(was, given, ("id", "name", "register", "unregister")), "verify": verify}


def opened_again(tool: Object, given: Object) -> Object:
    """Return the change of a tool that gives its secret once more, none where none is given."""
    if not given.get("token"):
        return {}
    auth = tool["auth"] or {}
    if auth.get("type") not in _SECRET_OF:
        raise wrong("token", "Nothing opens the tool; its settings say what does.")
    return {"auth": {**auth, _SECRET_OF[auth["type"]]: given["token"]}}


def wrong(name: str, detail: str) -> Refused:
    """Return the refusal of one field of a form."""
    errors = [{"pointer": f"/{name}", "detail": detail}]
    return Refused(_UNPROCESSABLE, {"detail": detail, "errors": errors})


_OPENING_NAMES: Final = frozenset(str(one["name"]) for one in _OPENING)


def _changed(was: Object, given: Object, names: tuple[str, ...]) -> Object:
    kept = {name: value for name, value in was.items() if name not in names}
    return {**kept, **{name: given[name] for name in names if name in given}}


def _auth(given: Object) -> Object | None:
    kind, secret, username = (given.get(name) for name in ("authType", "token", "username"))
    if kind == "none":
        return None
    if kind not in _SECRET_OF:
        raise wrong("authType", f"One of {', '.join(_SECRET_OF)}.")
    auth: Object = {"type": kind}
    if kind == "basic":
        if not username:
            raise wrong("username", "A password goes with a user name.")
        auth["username"] = username
    if kind == "header" and given.get("header"):
        auth["name"] = given["header"]
    return {**auth, _SECRET_OF[kind]: secret} if secret else auth
