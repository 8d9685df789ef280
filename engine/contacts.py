"""
Contacts: who may know which, by what names they are found.

A key that is scoped to flows has contacts of its own, and knows those that its conversations name:
the workspace's others are for its people and for keys without a scope.
"""

from __future__ import annotations

from engine.errors import InvalidInput, Issue
from engine.principal import Principal
from engine.store.base import Shelves
from engine.store.talk import Contact


def named(shelves: Shelves, principal: Principal, contact_id: object) -> str | None:
    """Return the id of a contact that the caller knows. Raises InvalidInput."""
    if contact_id is None:
        return None
    found = shelves.contacts.get(str(contact_id))
    if found is None or not is_known(shelves, principal, found):
        message = "there is no such contact"
        issue = Issue("/contactId", "unknown_contact", message)
        raise InvalidInput("unknown_contact", message, [issue])
    return found.contact_id


def at(shelves: Shelves, principal: Principal, key: str) -> Contact | None:
    """Return the contact that the caller knows by an e-mail or another key, None without one."""
    for address in (address_of(principal, key), f"{principal.workspace_id} {key}"):
        found = shelves.contacts.find("address", address)
        if found is not None and is_known(shelves, principal, found):
            return found
    return None


def is_known(shelves: Shelves, principal: Principal, contact: Contact) -> bool:
    """Tell whether the caller may see and change a contact."""
    if contact.workspace_id != principal.workspace_id:
        return False
    if not _is_scoped(principal) or contact.address.startswith(address_of(principal, "")):
        return True
    talks = shelves.conversations.list(
        "",
        1,
        workspace_id=principal.workspace_id,
        contact_id=contact.contact_id,
        principal=principal.principal_id,
    )
    return bool(talks)


def address_of(principal: Principal, key: str) -> str:
    """Return what makes a contact of the caller's unique: its workspace, or the key, and a name."""
    if _is_scoped(principal):
        return f"{principal.workspace_id} {principal.principal_id} {key}"
    return f"{principal.workspace_id} {key}"


def _is_scoped(principal: Principal) -> bool:
    return not principal.is_person and principal.flow_ids is not None
