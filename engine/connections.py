"""Named model endpoints of a workspace: any that speaks OpenAI's chat completions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine import clock, ids, model_keys
from engine.errors import Conflict, NotFound
from engine.principal import Principal, require_admin
from engine.steps.base import Model
from engine.store.base import Shelf
from engine.store.people import Connection
from engine.vault import Vault
from schemas.json import Json

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Connections:
    """The use cases of connections."""

    shelf: Shelf[Connection]
    vault: Vault
    now: clock.Clock = clock.now

    def put(self, principal: Principal, given: Mapping[str, Json]) -> Connection:
        """
        Store a connection under its name, or change the one that is there.

        Without `apiKey` the key that is there stays, unless the server is another. Raises Forbidden
        for members, InvalidInput.
        """
        require_admin(principal)
        name = str(given["name"])
        address = f"{principal.workspace_id} {name}"
        for _ in range(_TRIES):
            held = self.shelf.find("address", address)
            connection_id, now = held.connection_id if held else ids.new("con"), self.now()
            key, base_url = given.get("apiKey"), str(given["baseUrl"]).rstrip("/")
            kept = None
            if held and not key:
                kept = model_keys.kept(held.sealed_key, held.base_url, base_url, "/apiKey")
            connection = Connection(
                connection_id=connection_id,
                workspace_id=principal.workspace_id,
                address=address,
                name=name,
                base_url=base_url,
                model=str(given["model"]),
                created_by=principal.principal_id,
                created_at=held.created_at if held else now,
                updated_at=now,
                sealed_key=self.vault.seal(str(key), connection_id) if key else kept,
                rev=held.rev + 1 if held else 1,
            )
            if self.shelf.replace(connection, held.rev) if held else self.shelf.insert(connection):
                return connection
        raise Conflict("edit_conflict", "others change this connection at once: try again")

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Connection]:
        """Return the workspace's connections by id."""
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def remove(self, principal: Principal, name: str) -> None:
        """Delete a connection: steps that name it fail from now on. Raises NotFound, Forbidden."""
        require_admin(principal)
        self.shelf.remove(self._named(principal.workspace_id, name).connection_id)

    def model(self, workspace_id: str, name: str) -> Model:
        """Return the model behind a name or an id, key and all. Raises NotFound."""
        found = self._named(workspace_id, name)
        key = found.sealed_key and self.vault.open(found.sealed_key, found.connection_id)
        return Model(found.base_url, found.model, key or None, "", None)

    def knows(self, workspace_id: str, name: str) -> bool:
        """Tell whether the workspace has such a connection."""
        try:
            return bool(self._named(workspace_id, name))
        except NotFound:
            return False

    def _named(self, workspace_id: str, name: str) -> Connection:
        found = self.shelf.find("address", f"{workspace_id} {name}") or self.shelf.get(name)
        if found is None or found.workspace_id != workspace_id:
            raise NotFound("connection_not_found", f"there is no connection {name!r}")
        return found
