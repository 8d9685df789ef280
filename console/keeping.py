"""What a workspace keeps for its flows: secrets, whose values nobody sees, and models to ask."""

from __future__ import annotations

from typing import Final

from flask import Response

from console import asking, flows, lists, pages
from console.asking import Object
from console.filling import Form
from console.lists import Listing

blueprint = pages.section("console_keeping")
_STAYS = "A name that is there already is replaced."

SECRET: Final = Form(
    "secret-put",
    "Add secret",
    "Save secret",
    (
        {
            "name": "name",
            "label": "Name",
            "required": True,
            "maxLength": 64,
            "placeholder": "SHOP_TOKEN",
            "description": f"Flows use it as {{{{secrets.<name>}}}}. {_STAYS}",
        },
        {
            "name": "value",
            "label": "Value",
            "required": True,
            "secret": True,
            "description": "One line; for more, POST /v1/secret. It is never shown again.",
        },
        {
            "name": "origins",
            "label": "Allowed origins",
            "kind": "lines",
            "multiline": True,
            "placeholder": "https://api.example.com",
            "description": "One per line: scheme, host and port. Without any, a flow can send it"
            " anywhere.",
        },
        {
            "name": "flows",
            "label": "Flows that may use it",
            "several": True,
            "description": "Without flows and groups, every flow may.",
        },
        {
            "name": "groups",
            "label": "Groups whose flows may use it",
            "several": True,
            "description": "Flows whose published version, or draft, is by a member.",
        },
    ),
)
CONNECTION: Final = Form(
    "connection-put",
    "Add connection",
    "Save connection",
    (
        {
            "name": "name",
            "label": "Name",
            "required": True,
            "maxLength": 100,
            "placeholder": "default",
            "description": f"Steps name it; those that name none ask default. {_STAYS}",
        },
        {
            "name": "baseUrl",
            "label": "Address",
            "required": True,
            "format": "url",
            "maxLength": 2000,
            "placeholder": "https://",
            "description": "Of anything that speaks OpenAI's chat completions, up to /v1.",
        },
        {"name": "model", "label": "Model", "required": True, "maxLength": 200},
        {
            "name": "apiKey",
            "label": "Key",
            "secret": True,
            "description": "Stored encrypted and never shown. Leave empty to keep the current key.",
        },
    ),
)
SECRETS: Final = Listing(
    "Secrets",
    "/v1/secret",
    (
        ("Name", "name", "code"),
        ("Allowed origins", "origins", "origins"),
        ("Used by", "flows", "users"),
        ("Changed", "updatedAt", "time"),
        ("Created", "createdAt", "time"),
    ),
    "No secrets yet. Store tokens and passwords here; flows use them; they cannot be read back.",
    "secrets.html",
    form=SECRET,
    key="name",
    is_searched=True,
)
CONNECTIONS: Final = Listing(
    "Connections",
    "/v1/connection",
    (
        ("Name", "name", "text"),
        ("Address", "baseUrl", "code"),
        ("Model", "model", "text"),
        ("Key", "hasKey", "yes"),
        ("Changed", "updatedAt", "time"),
    ),
    "No model is connected. Steps such as ask-llm speak to one; connect the first as default.",
    "connections.html",
    form=CONNECTION,
    key="name",
    is_searched=True,
)


def limited(body: Object) -> Object:
    """
    Return a secret as the API takes it.

    A form that showed its limits lifts those that were emptied; one that did not keeps them all.
    """
    if not body.pop("edited", ""):
        return body
    return {"origins": None, "flows": [], "groups": [], **body}


@blueprint.get("/workspace/secrets")
def secrets() -> Response:
    """Show the names of the secrets, and where each may go."""
    flow_names = flows.names()
    groups = {one["id"]: one for one in asking.all_of("/v1/group")}
    options = {
        "flows": [{"value": key, "label": name} for key, name in flow_names.items()],
        "groups": [{"value": key, "label": one["name"]} for key, one in groups.items()],
    }
    return lists.show(SECRETS, options=options, flow_names=flow_names, groups=groups)


@blueprint.get("/workspace/connections")
def connections() -> Response:
    """Show the models that flows may ask."""
    return lists.show(CONNECTIONS)
