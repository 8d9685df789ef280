"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from engine.errors import Forbidden, NotFound
from schemas.json import JsonObject

ADMIN = "admin"
MEMBER = "member"
ROLES = (ADMIN, MEMBER)
_USER = "user:"
# Kinds of principal that are people: a personal token, or a session of the console.
PEOPLE = frozenset({"pat", "session"})


@dataclass(frozen=True, slots=True)
class Principal:
    """
    An authenticated caller.

    `principal_id` is stable and names it in runs and audits (`user:usr_…`, `key:tok_…`,
    `share:shr_…`, `schedule:sch_…`); `kind` is pat, session, key, share or schedule; `name` is
    shown to people; `flow_ids` None means every flow of the workspace; `role`, `user_id` and
    `group_ids` are a person's; `rate_per_minute` is a key's, `made_by` (a user's id) a key's or
    share link's own; `expires_at` is when the token that it came with ends.
    """

    principal_id: str
    kind: str
    workspace_id: str
    name: str
    flow_ids: tuple[str, ...] | None = None
    user: JsonObject = field(default_factory=dict)
    role: str = MEMBER
    user_id: str | None = None
    group_ids: tuple[str, ...] = ()
    rate_per_minute: int | None = None
    made_by: str | None = None
    expires_at: datetime | None = None

    @property
    def on_behalf(self) -> str | None:
        """Return the id of the person behind this, who made it if it is none himself."""
        return self.user_id or self.made_by

    @property
    def is_person(self) -> bool:
        """Tell whether this is somebody rather than something."""
        return self.kind in PEOPLE

    @property
    def is_admin(self) -> bool:
        """Tell whether this is a person who may do everything in the workspace."""
        return self.is_person and self.role == ADMIN

    def may_use(self, flow_id: str) -> bool:
        """Tell whether the caller's scope holds the flow."""
        return self.flow_ids is None or flow_id in self.flow_ids


def maker_of(created_by: str) -> str | None:
    """Return who made a token, by the principal id that is kept of him: a user's own id."""
    return created_by.removeprefix(_USER) or None


def require_same_workspace(principal: Principal, workspace_id: str, what: str) -> None:
    """Raise NotFound for another workspace's object: its existence is nobody's business."""
    if principal.workspace_id != workspace_id:
        code = f"{what}_not_found"
        raise NotFound(code, f"there is no such {what}")


def require_admin(principal: Principal) -> None:
    """Raise Forbidden for everybody but an admin."""
    if not principal.is_admin:
        raise Forbidden("forbidden", "only an admin of the workspace may do this")
