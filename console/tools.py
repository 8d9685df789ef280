"""Tools: other services as flows use them, what can be done with each and what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Response, request, url_for

from api.context import services
from console import asking, filling, forms, lists, pages, tool_forms
from console.asking import Object, Refused, path_of
from console.filling import Form
from console.lists import Listing
from console.tool_forms import wrong

blueprint = pages.section("console_tools")
_CONFLICT = 409

TOOLS: Final = Listing(
    "Tools",
    "/v1/tool",
    (
        ("Name", "name", "tool"),
        ("Address", "baseUrl", "code"),
        ("Actions", "actions", "count"),
        ("Triggers", "triggers", "count"),
        ("Changed", "updatedAt", "time"),
    ),
    "No tool is described. Describe a service below or import its OpenAPI document: flows do with"
    " a step of type tool what it can do, and start when it tells of something.",
    "tools.html",
    form=tool_forms.TOOL,
    is_searched=True,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What a tool has several of: the key they are told apart by, and how a form makes one."""

    key: str
    form: Form
    values: Callable[[Object], Object]
    make: Callable[[Object, Object], Object]


PARTS: Final = {
    "actions": Part("name", tool_forms.ACTION, tool_forms.of_action, tool_forms.action),
    "triggers": Part("id", tool_forms.TRIGGER, tool_forms.of_trigger, tool_forms.trigger),
}


@blueprint.url_value_preprocessor
def _let_documents_in(endpoint: str | None, values: Object | None) -> None:
    del values
    if endpoint == "console_tools.import_":
        # A document is pasted or a file; either may be as large as the API takes one.
        most = services().engine.settings.max_input_bytes
        forms.allow(most, count=2)
        request.max_form_memory_size = request.max_content_length


@blueprint.get("/workspace/tools")
def listing() -> Response:
    """Show the tools, and the forms that describe or import another."""
    return lists.show(TOOLS, importing=filling.laid(tool_forms.IMPORT))


@blueprint.post("/workspace/tools/import")
def import_() -> Response:
    """Make a tool of an OpenAPI document, and say what of it could not become an action."""
    where = pages.place(request.form.get("back"), url_for("console_tools.listing"))
    try:
        given = {**forms.taken(tool_forms.IMPORT.kinds), "document": _document()}
        body = tool_forms.described(given)
        made = asking.send("POST", "/v1/tool/import", body).body
    except Refused as refused:
        return filling.again(where, tool_forms.IMPORT.action, refused)
    if made["skipped"]:
        return pages.render("imported.html", tool=made)
    return pages.back(url_for("console_tools.page", tool_id=made["id"]), "The tool is made.")


@blueprint.get("/workspace/tools/<string:tool_id>")
def page(tool_id: str) -> Response:
    """Show a tool: its actions, its triggers and its settings; `?actions=` edits one of those."""
    tool = asking.get(path_of("tool", tool_id))
    return pages.render(
        "tool.html",
        tool=tool,
        actions=[{**one, "takes": _names(one)} for one in tool["actions"]],
        settings=filling.laid(tool_forms.SETTINGS, tool_forms.settings_of(tool)),
        parts_of={kind: _laid(part, tool[kind], kind) for kind, part in PARTS.items()},
    )


@blueprint.post("/workspace/tools/<string:tool_id>/<any(actions, triggers):kind>")
def put_part(tool_id: str, kind: str) -> Response:
    """Save an action or a trigger of a tool: another, or in place of the one that it was."""
    part, path = PARTS[kind], path_of("tool", tool_id)
    here = url_for("console_tools.page", tool_id=tool_id)

    def changes(tool: Object) -> Object:
        given = forms.taken(part.form.kinds)
        parts = _with(part, tool[kind], given, request.form.get("was", ""))
        return {kind: parts, **tool_forms.opened_again(tool, given)}

    try:
        asking.change(path, changes)
    except Refused as refused:
        where = pages.place(request.form.get("back"), here)
        return filling.again(where, part.form.action, refused)
    return pages.back(here, _said(kind))


@blueprint.post("/workspace/tools/<string:tool_id>/<any(actions, triggers):kind>/drop")
@pages.asks_first
def drop_part(tool_id: str, kind: str) -> Response:
    """Take an action or a trigger away from a tool."""
    was, where = request.form.get("was", ""), url_for("console_tools.page", tool_id=tool_id)

    def changes(tool: Object) -> Object:
        return {kind: [one for one in tool[kind] if str(one.get(PARTS[kind].key)) != was]}

    try:
        asking.change(path_of("tool", tool_id), changes)
    except Refused as refused:
        return pages.back(where, refused.not_done)
    return pages.back(where, f"{was} is taken away.")


def _said(kind: str) -> str:
    """Return what was done; the secret of a trigger is kept by its id, and is not moved."""
    was, now, secret = (request.form.get(name, "").strip() for name in ("was", "id", "secret"))
    if kind != "triggers" or secret or was in ("", now):
        return "Saved."
    another = now or "the id that was made up"
    return f"Saved. A secret that was kept for {was} does not prove {another}: type it again."


def _with(part: Part, found: list[Object], given: Object, was: str) -> list[Object]:
    """Return the parts with what the form says. Raises Refused for what cannot be among them."""
    at = _place(part, found, was)
    if was and at is None:
        detail = f"{was} was taken away meanwhile; what you typed can be saved as another."
        raise Refused(_CONFLICT, {"detail": detail})
    others = [one for place, one in enumerate(found) if place != at]
    if any(one.get(part.key) == given.get(part.key, "") for one in others):
        raise wrong(part.key, "Another one is called that.")
    made = part.make({} if at is None else found[at], given)
    return [*found, made] if at is None else [*found[:at], made, *found[at + 1 :]]


def _place(part: Part, found: list[Object], was: str) -> int | None:
    places = (place for place, one in enumerate(found) if was and one.get(part.key) == was)
    return next(places, None)


def _laid(part: Part, found: list[Object], kind: str) -> Object:
    was = request.args.get(kind, "")
    at = _place(part, found, was)
    if at is None:
        return {**filling.laid(part.form), "was": ""}
    return {**filling.laid(part.form, part.values(found[at])), "was": was}


def _names(action: Object) -> list[str]:
    """Return the names of an action's parameters; a schema is kept as it was given."""
    schema = action.get("parameters")
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return list(properties) if isinstance(properties, dict) else []


def _document() -> Object:
    file = request.files.get("file")
    if file is not None and file.filename:
        return forms.object_of(file.read().decode("utf-8", "replace"), "/file")
    text = request.form.get("document", "")
    if not text.strip():
        raise wrong("document", "Choose a file above, or paste the document here.")
    return forms.object_of(text, "/document")
