"""Routes of contacts, as the official SDK calls them: always in its envelope."""

from __future__ import annotations

from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint
from api.problems import Rejected
from engine import canonical, clock, ids
from engine.errors import Conflict, Forbidden, Issue, NotFound
from engine.principal import require_same_workspace
from engine.store.base import Shelf
from engine.store.talk import Contact
from schemas.json import Json, JsonObject
from schemas.talk import ContactBody, ContactQuery, ListBody

blueprint = Blueprint("contacts", __name__, url_prefix="/v1/sdk/contact", description="Contacts")
_MOST = 1000
_ENVELOPE = {"type": "object", "required": ["success"]}


@blueprint.post("")
@blueprint.arguments(ContactBody)
@blueprint.response(200, _ENVELOPE)
def create(body: JsonObject) -> Response:
    """Store a contact; one with the same address is that one."""
    key = _key(body)
    if key is None:
        found = [Issue("/email", "required", "give an email or an integrationId")]
        raise Rejected(422, "invalid_request", "a contact has an address", found)
    now, shelf = clock.now(), _shelf()
    contact = Contact(
        contact_id=ids.new("cont"),
        workspace_id=principal().workspace_id,
        address=_address(key),
        details=canonical.encode(_details(body)),
        created_at=now,
        updated_at=now,
    )
    stored = contact if shelf.insert(contact) else shelf.find("address", contact.address)
    return _enveloped(_shown(cast("Contact", stored)))


@blueprint.route("", methods=["PATCH"])
@blueprint.arguments(ContactBody)
@blueprint.response(200, _ENVELOPE)
def patch(body: JsonObject) -> Response:
    """Change a contact that is named by its id or address; what is not given stays."""
    contact = _named(body)
    held = cast("JsonObject", canonical.decode(contact.details))
    details = {**held, **_details(body)}
    changed = Contact(
        contact_id=contact.contact_id,
        workspace_id=contact.workspace_id,
        address=contact.address,
        details=canonical.encode(details),
        created_at=contact.created_at,
        updated_at=clock.now(),
        rev=contact.rev + 1,
    )
    if not _shelf().replace(changed, contact.rev):
        raise Conflict("edit_conflict", "somebody else changed this contact: try again")
    return _enveloped(_shown(changed))


@blueprint.get("")
@blueprint.arguments(ContactQuery, location="query")
@blueprint.response(200, _ENVELOPE)
def read(query: JsonObject) -> Response:
    """Return a contact by its address."""
    return _enveloped(_shown(_named(query)))


@blueprint.post("/list")
@blueprint.arguments(ListBody)
@blueprint.response(200, _ENVELOPE)
def listing(body: JsonObject) -> Response:
    """Return contacts by page number."""
    if not principal().is_person and principal().flow_ids is not None:
        raise Forbidden("forbidden", "a key that is scoped to flows does not list contacts")
    found = list(_shelf().list("", _MOST, workspace_id=principal().workspace_id))
    page, limit = cast("int", body["page"]), cast("int", body["limit"])
    data: list[Json] = [_shown(one) for one in found[(page - 1) * limit : page * limit]]
    return jsonify(
        {"success": True, "data": data, "total": len(found), "page": page, "limit": limit}
    )


def _shelf() -> Shelf[Contact]:
    return services().engine.stores.shelves.contacts


def _key(given: JsonObject) -> str | None:
    for name in ("email", "integrationId"):
        if given.get(name):
            return f"{name}:{str(given[name]).strip().lower()}"
    return None


def _address(key: str) -> str:
    return f"{principal().workspace_id} {key}"


def _named(given: JsonObject) -> Contact:
    contact_id, key = given.get("id") or given.get("_id"), _key(given)
    found = None
    if contact_id:
        found = _shelf().get(str(contact_id))
    elif key is not None:
        found = _shelf().find("address", _address(key))
    if found is None:
        raise NotFound("contact_not_found", "there is no such contact")
    require_same_workspace(principal(), found.workspace_id, "contact")
    return found


def _details(given: JsonObject) -> JsonObject:
    names = ("email", "integrationId", "name", "properties")
    return {name: given[name] for name in names if given.get(name) is not None}


def _shown(contact: Contact) -> JsonObject:
    details = cast("JsonObject", canonical.decode(contact.details))
    return {
        "_id": contact.contact_id,
        **details,
        "createdAt": clock.rfc3339(contact.created_at),
        "updatedAt": clock.rfc3339(contact.updated_at),
    }


def _enveloped(data: JsonObject) -> Response:
    return jsonify({"success": True, "data": data})
