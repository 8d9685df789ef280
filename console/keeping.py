"""What a workspace keeps for its flows: secrets, whose values nobody sees, and models to ask."""

from __future__ import annotations

from typing import Final

from flask import Response

from console import lists, pages
from console.filling import Form
from console.lists import Listing

blueprint = pages.section("console_keeping")
_STAYS = "A name that is there already is replaced."

SECRET: Final = Form(
    "secret-put",
    "Keep a secret",
    "Keep it",
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
            "description": "One line. Programs keep longer ones: POST /v1/secret.",
        },
        {
            "name": "origins",
            "label": "May go to",
            "kind": "lines",
            "multiline": True,
            "placeholder": "https://api.example.com",
            "description": "One origin a line. Without any it goes wherever a flow sends it.",
        },
    ),
)
CONNECTION: Final = Form(
    "connection-put",
    "Connect a model",
    "Connect it",
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
            "description": "It is never shown again. Without one, that which is there stays.",
        },
    ),
)
SECRETS: Final = Listing(
    "Secrets",
    "/v1/secret",
    (
        ("Name", "name", "code"),
        ("May go to", "origins", "origins"),
        ("Changed", "updatedAt", "time"),
        ("Made", "createdAt", "time"),
    ),
    "Nothing is kept. What a flow must know and nobody may see, such as a token, goes here.",
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


@blueprint.get("/workspace/secrets")
def secrets() -> Response:
    """Show the names of the secrets."""
    return lists.show(SECRETS)


@blueprint.get("/workspace/connections")
def connections() -> Response:
    """Show the models that flows may ask."""
    return lists.show(CONNECTIONS)
