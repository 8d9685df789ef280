"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.errors import NotFound
from schemas.json import JsonObject


@dataclass(frozen=True, slots=True)
class Principal:
    """
    An authenticated caller.

    `principal_id` is stable and names it in runs and audits (`pat:tok_…`, `key:tok_…`,
    `schedule:sch_…`); `kind` is pat, key or schedule; `name` is shown to people; `flow_ids` None
    means every flow of the workspace.
    """

    principal_id: str
    kind: str
    workspace_id: str
    name: str
    flow_ids: tuple[str, ...] | None = None
    user: JsonObject = field(default_factory=dict)

    def may_use(self, flow_id: str) -> bool:
        """Tell whether the caller's scope holds the flow."""
        return self.flow_ids is None or flow_id in self.flow_ids


def require_same_workspace(principal: Principal, workspace_id: str, what: str) -> None:
    """Raise NotFound for another workspace's object: its existence is nobody's business."""
    if principal.workspace_id != workspace_id:
        code = f"{what}_not_found"
        raise NotFound(code, f"there is no such {what}")
