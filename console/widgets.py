"""Widgets: what flows may put on the messages of a conversation."""

from __future__ import annotations

from typing import Final

from flask import Response, request, url_for

from console import asking, forms, pages
from console.asking import Object, Refused

blueprint = pages.section("console_widgets")
_PAGE = 50
FIELDS: Final[tuple[Object, ...]] = (
    {"name": "name", "label": "Name", "required": True, "maxLength": 200},
    {"name": "key", "label": "Key", "maxLength": 200, "help": "By which your client knows it."},
    {"name": "description", "label": "Description", "multiline": True, "maxLength": 20_000},
    {"name": "category", "label": "Category", "maxLength": 200},
    {"name": "tags", "label": "Tags", "help": "Divided by commas."},
    {
        "name": "schema",
        "label": "Schema",
        "type": "object",
        "help": "A JSON Schema of what is shown; titles are what people read.",
    },
    {
        "name": "component",
        "label": "Component",
        "multiline": True,
        "maxLength": 100_000,
        "help": "For your own client. The console shows it nowhere.",
    },
)


@blueprint.get("/widgets")
def listing() -> Response:
    """Show the widgets."""
    return _list({}, "")


@blueprint.post("/widgets")
def create() -> Response:
    """Make a widget."""
    try:
        body = {"name": "", **forms.given(FIELDS, "", {})}
        if isinstance(body.get("tags"), str):
            body["tags"] = [one for tag in body["tags"].split(",") if (one := tag.strip())]
        made = asking.send("POST", "/v1/widget", body).body
    except Refused as refused:
        return _list(forms.problems_of(refused), refused.said, refused.status)
    return pages.back(url_for("console_widgets.listing"), f"{made['name']} is there.")


def _list(problems: dict[str, str], failed: str, status: int = 200) -> Response:
    found = asking.get("/v1/widget", limit=_PAGE, cursor=request.args.get("cursor", ""))
    return pages.render(
        "widgets.html",
        status,
        rows=found["data"],
        following=found["nextCursor"],
        fields=forms.shown(FIELDS),
        problems=problems,
        failed=failed,
    )
