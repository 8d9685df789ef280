"""Routes of contacts, as the official SDK calls them: always in its envelope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from flask import Response, jsonify

from api.context import principal, services
from api.edge import Blueprint
from api.problems import Rejected
from engine import canonical, clock, contacts, ids
from engine.errors import Conflict, Forbidden, Issue, NotFound
from engine.store.base import Shelves
from engine.store.talk import Contact
from schemas.json import Json, JsonObject
from schemas.talk import ContactBody, ContactQuery, ListBody

blueprint = Blueprint("contacts", __name__, url_prefix="/v1/sdk/contact", description="Contacts")
_PAGE = 500
_FILTERS = ("_id", "email", "integrationId", "name", "properties")
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
    known = contacts.at(_shelves(), principal(), key)
    if known is not None:
        return _enveloped(_shown(known))
    now, shelf = clock.now(), _shelves().contacts
    contact = Contact(
        contact_id=ids.new("cont"),
        workspace_id=principal().workspace_id,
        address=contacts.address_of(principal(), key),
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
    if not _shelves().contacts.replace(changed, contact.rev):
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
    """Return contacts by page number: those that `filter` means, where one is given."""
    if not principal().is_person and principal().flow_ids is not None:
        raise Forbidden("forbidden", "a key that is scoped to flows does not list contacts")
    given = body["filter"]
    wanted = _wanted(given if isinstance(given, dict) else {})
    page, limit = cast("int", body["page"]), cast("int", body["limit"])
    matching = (one for one in map(_shown, _all()) if _has(one, wanted))
    total, data = 0, list[Json]()
    for place, one in enumerate(matching):
        total = place + 1
        if (page - 1) * limit <= place < page * limit:
            data.append(one)
    return jsonify({"success": True, "data": data, "total": total, "page": page, "limit": limit})


def _wanted(given: JsonObject) -> JsonObject:
    """Return what a filter asks for. Raises Rejected for a field that contacts have not."""
    wanted = {"_id" if name == "id" else name: value for name, value in given.items()}
    found = [
        Issue(f"/filter/{name}", "unknown_field", f"contacts have {', '.join(_FILTERS)}")
        for name in wanted
        if name not in _FILTERS
    ]
    if found:
        raise Rejected(422, "invalid_request", "the filter names fields that are none", found)
    return wanted


def _has(shown: JsonObject, wanted: JsonObject) -> bool:
    """Tell whether a contact has these values; its properties may be more than those named."""
    properties = shown.get("properties")
    held = properties if isinstance(properties, dict) else {}
    asked = wanted.get("properties")
    if isinstance(asked, dict) and any(held.get(name) != asked[name] for name in asked):
        return False
    plain = {name: value for name, value in wanted.items() if name != "properties"}
    return all(_plain(shown.get(name)) == _plain(value) for name, value in plain.items())


def _plain(value: Json) -> Json:
    return value.strip().lower() if isinstance(value, str) else value


def _all() -> Iterator[Contact]:
    after = ""
    while page := _shelves().contacts.list(after, _PAGE, workspace_id=principal().workspace_id):
        yield from page
        after = page[-1].contact_id


def _shelves() -> Shelves:
    shelves: Shelves = services().engine.stores.shelves
    return shelves


def _key(given: JsonObject) -> str | None:
    for name in ("email", "integrationId"):
        if given.get(name):
            return f"{name}:{str(given[name]).strip().lower()}"
    return None


def _named(given: JsonObject) -> Contact:
    contact_id, key = given.get("id") or given.get("_id"), _key(given)
    found = None
    if contact_id:
        found = _shelves().contacts.get(str(contact_id))
    elif key is not None:
        found = contacts.at(_shelves(), principal(), key)
    if found is None or not contacts.is_known(_shelves(), principal(), found):
        raise NotFound("contact_not_found", "there is no such contact")
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
