"""What a run waits for, asked on a page: refused, it is asked again, with what was typed."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, request

from console import asking, filling, forms
from console.asking import Object, Refused, path_of

UPLOADS: Final = "/v1/flow/file"
_TYPES: Final = ("string", "number", "integer", "boolean", "object", "array")
_AS_JSON = "json"


def waits(run: Object) -> list[Object]:
    """Return what a run waits for; several things where it waits for its children."""
    state = run.get("waitState")
    return (state.get("waits") or [state]) if state else []


def laid(wait: Object, wait_id: str) -> Object:
    """Return a wait for the template: what it asks for, or as it was refused."""
    fields = _fields(wait)
    noted = filling.noted(_named(wait_id))
    if noted is None:
        return {**wait, "shown": forms.shown(fields), "problems": {}, "failed": "", "typed": {}}
    names = [str(one["name"]) for one in fields]
    values = {name: noted.typed.get(f"{forms.PREFIX}{name}", "") for name in names}
    found = forms.problems_of(noted.refused)
    has_places = bool(found) and set(found) <= {_AS_JSON, *names}
    return {
        **wait,
        "shown": forms.shown(fields, values),
        "problems": found,
        "failed": "" if has_places else noted.refused.not_done,
        "typed": dict(noted.typed),
    }


def meant(run_id: str) -> Object:
    """Return the wait that the request's form answers; empty where it is over."""
    found = waits(asking.get(path_of("flowrun", "poll", run_id)))
    wait_id = request.form.get("waitId")
    return next((one for one in found if wait_id in (None, one.get("id"))), {})


def given(wait: Object) -> Object:
    """Return what the request's form answers, its files uploaded. Raises Refused."""
    written = request.form.get(_AS_JSON, "").strip()
    if written:
        return forms.object_of(written, f"/{_AS_JSON}")
    return forms.given(_fields(wait), UPLOADS, {})


def again(where: str, wait_id: str, refused: Refused) -> Response:
    """Show the page that asked once more, with what is wrong at its place."""
    return filling.again(where, _named(wait_id), refused)


def _named(wait_id: str) -> str:
    return f"wait {wait_id}"


def _fields(wait: Object) -> list[Object]:
    """Return the fields that a wait asks for, or those that its JSON Schema is made of."""
    fields = wait.get("fields")
    found = fields if isinstance(fields, list) else _of_schema(wait.get("schema"))
    return [one for one in found if isinstance(one, dict) and one.get("name")]


def _of_schema(schema: Any) -> list[Object]:  # noqa: ANN401, any JSON
    """Return a schema's properties as fields; nothing where one is none: JSON is typed then."""
    properties = schema.get("properties") if isinstance(schema, dict) else None
    if not isinstance(properties, dict):
        return []
    needed = schema.get("required")
    required = needed if isinstance(needed, list) else []
    found = [_of_property(name, about, name in required) for name, about in properties.items()]
    return [one for one in found if one] if all(found) else []


def _of_property(name: str, about: Any, is_required: bool) -> Object:  # noqa: ANN401, FBT001, any JSON
    if not isinstance(about, dict) or about.get("type", "string") not in _TYPES:
        return {}
    kept = {key: about[key] for key in ("type", "description", "default") if key in about}
    options = about.get("enum")
    return {
        **kept,
        "name": name,
        "label": str(about.get("title") or name),
        "required": is_required,
        **({"options": options} if isinstance(options, list) else {}),
    }
