"""Who did what: one entry for each change somebody made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine import canonical, clock, ids
from engine.principal import Principal, require_admin
from engine.store.base import Shelf
from engine.store.people import Audit
from schemas.json import JsonObject


@dataclass(frozen=True, slots=True)
class Audits:
    """The use cases of the audit log, which nothing changes and nobody edits."""

    shelf: Shelf[Audit]
    now: clock.Clock = clock.now

    def record(
        self, principal: Principal, action: str, object_id: str, detail: JsonObject
    ) -> Audit:
        """Store one entry; `detail` holds no secrets."""
        at = self.now()
        audit = Audit(
            audit_id=ids.timed("aud", at),
            workspace_id=principal.workspace_id,
            at=at,
            principal=principal.principal_id,
            action=action,
            object_id=object_id,
            detail=canonical.encode(detail),
        )
        self.shelf.insert(audit)
        return audit

    def list(
        self, principal: Principal, object_id: str | None, before: str, limit: int
    ) -> Sequence[Audit]:
        """Return the workspace's entries, the newest first. Raises Forbidden."""
        require_admin(principal)
        equal = {"workspace_id": principal.workspace_id}
        if object_id is not None:
            equal["object_id"] = object_id
        return self.shelf.list(before, limit, newest=True, **equal)
