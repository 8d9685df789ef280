"""Secrets of a workspace: written by people, read by nobody, used by flows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from engine import clock, ids
from engine.errors import Conflict, InvalidInput, Issue, NotFound
from engine.principal import Principal, require_admin
from engine.store.base import Shelf
from engine.store.people import Secret
from engine.vault import Vault

MOST = 500
SHORTEST = 6
LONGEST = 16 * 1024
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}\Z")
_FRESH_SECONDS = 5.0
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Secrets:
    """The use cases of secrets; values are kept in memory for a few seconds, sealed everywhere."""

    shelf: Shelf[Secret]
    vault: Vault
    now: clock.Clock = clock.now
    monotonic: Callable[[], float] = time.monotonic
    _kept: dict[str, tuple[float, Mapping[str, str]]] = field(default_factory=dict)

    def put(self, principal: Principal, name: str, value: str) -> Secret:
        """
        Store a secret under a name, or another value under a name that is there.

        Raises Forbidden for members, InvalidInput for a name or value that cannot be one.
        """
        require_admin(principal)
        if not _NAME.match(name):
            raise _wrong("/name", "a name has letters, digits and _, and begins with no digit")
        if not SHORTEST <= len(value) <= LONGEST:
            raise _wrong("/value", f"a secret has {SHORTEST} to {LONGEST} characters")
        address = f"{principal.workspace_id} {name}"
        for _ in range(_TRIES):
            held = self.shelf.find("address", address)
            secret_id = held.secret_id if held else ids.new("sec")
            now = self.now()
            secret = Secret(
                secret_id=secret_id,
                workspace_id=principal.workspace_id,
                address=address,
                name=name,
                sealed=self.vault.seal(value, secret_id),
                created_by=principal.principal_id,
                created_at=held.created_at if held else now,
                updated_at=now,
                rev=held.rev + 1 if held else 1,
            )
            if self.shelf.replace(secret, held.rev) if held else self.shelf.insert(secret):
                self._kept.pop(principal.workspace_id, None)
                return secret
        raise Conflict("edit_conflict", "others change this secret at once: try again")

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Secret]:
        """Return the workspace's secrets by id; nothing of them says their value."""
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def remove(self, principal: Principal, name: str) -> None:
        """Delete a secret: flows that use it fail from now on. Raises NotFound, Forbidden."""
        require_admin(principal)
        held = self.shelf.find("address", f"{principal.workspace_id} {name}")
        if held is None:
            raise NotFound("secret_not_found", f"there is no secret {name!r}")
        self.shelf.remove(held.secret_id)
        self._kept.pop(principal.workspace_id, None)

    def values(self, workspace_id: str) -> Mapping[str, str]:
        """Return a workspace's secrets by name, for the one render that asks."""
        kept = self._kept.get(workspace_id)
        if kept is not None and self.monotonic() - kept[0] < _FRESH_SECONDS:
            return kept[1]
        found = self.shelf.list("", MOST, workspace_id=workspace_id)
        values = {one.name: self.vault.open(one.sealed, one.secret_id) for one in found}
        self._kept[workspace_id] = (self.monotonic(), values)
        return values


def _wrong(pointer: str, message: str) -> InvalidInput:
    return InvalidInput("invalid_secret", message, [Issue(pointer, "invalid_value", message)])
