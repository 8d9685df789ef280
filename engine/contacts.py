"""Contacts as conversations name them."""

from __future__ import annotations

from engine.errors import InvalidInput, Issue
from engine.principal import Principal
from engine.store.base import Shelf
from engine.store.talk import Contact


def named(contacts: Shelf[Contact], principal: Principal, contact_id: object) -> str | None:
    """Return the id of a contact of the caller's workspace. Raises InvalidInput."""
    if contact_id is None:
        return None
    found = contacts.get(str(contact_id))
    if found is None or found.workspace_id != principal.workspace_id:
        message = "there is no such contact"
        issue = Issue("/contactId", "unknown_contact", message)
        raise InvalidInput("unknown_contact", message, [issue])
    return found.contact_id
