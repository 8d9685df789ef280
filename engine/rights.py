"""What a caller may do with a flow: who he is, whose it is, whom it is shared with."""

from __future__ import annotations

from enum import IntEnum

from engine.errors import Forbidden
from engine.principal import ADMIN, MEMBER, Principal, require_same_workspace
from engine.store.base import Shelf
from engine.store.documents import Flow
from engine.store.people import User

PRIVATE = "private"
SHARED = "shared"
WORKSPACE = "workspace"


class Right(IntEnum):
    """Each holds those before it. A workspace's flows may be edited by its members."""

    NONE = 0
    VIEW = 1
    RUN = 2
    EDIT = 3
    MANAGE = 4


BY_NAME = {right.name.lower(): right for right in Right if right is not Right.NONE}


def right_of(principal: Principal, flow: Flow) -> Right:
    """Return the most that the caller may do with a flow of his own workspace."""
    if principal.kind == "schedule":
        return Right.RUN
    if not principal.is_person:
        return Right.RUN if principal.may_use(flow.flow_id) else Right.NONE
    if principal.is_admin or flow.created_by == principal.principal_id:
        return Right.MANAGE
    if flow.visibility == WORKSPACE:
        return Right.EDIT
    if flow.visibility != SHARED:
        return Right.NONE
    mine = set(principal.group_ids) | {principal.user_id}
    granted = (BY_NAME[grant.right] for grant in flow.grants if grant.grantee_id in mine)
    return max(granted, default=Right.NONE)


def require(principal: Principal, flow: Flow, right: Right) -> None:
    """Raise NotFound for another workspace's flow, Forbidden where the right is missing."""
    require_same_workspace(principal, flow.workspace_id, "flow")
    if right_of(principal, flow) >= right:
        return
    if not principal.is_person:
        raise Forbidden("forbidden", "this key is not scoped to this flow")
    name = right.name.lower()
    raise Forbidden("forbidden", f"you lack the right to {name} this flow: ask its owner for it")


def may_call(author: str, called: Flow, users: Shelf[User]) -> bool:
    """
    Tell whether what this principal wrote may run a flow of the same workspace.

    The rights of who wrote it decide, whoever starts it: what he may run, it may.
    """
    if called.visibility == WORKSPACE or called.created_by == author:
        return True
    return right_of(_author(author, called.workspace_id, users), called) >= Right.RUN


def _author(author: str, workspace_id: str, users: Shelf[User]) -> Principal:
    """Return who wrote something, with the role and the groups that he has now."""
    kind, _, user_id = author.partition(":")
    user = users.get(user_id) if kind == "user" else None
    # A personal token without a user is the installation's own.
    role = user.role if user else (ADMIN if kind == "pat" else MEMBER)
    return Principal(
        principal_id=author,
        kind="pat",
        workspace_id=workspace_id,
        name="",
        role=role,
        user_id=user_id if kind == "user" else None,
        group_ids=user.group_ids if user else (),
    )


def groups_of(author: str, users: Shelf[User]) -> tuple[str, ...]:
    """Return the groups that who wrote something is in now."""
    return _author(author, "", users).group_ids


def readers_of(flow: Flow) -> tuple[str, ...]:
    """Return whom a list shows the flow to, admins apart: marks that `marks_of` callers carry."""
    marks = [flow.created_by]
    if flow.visibility == WORKSPACE:
        marks.append(WORKSPACE)
    if flow.visibility == SHARED:
        marks += [grant.grantee_id for grant in flow.grants]
    return tuple(sorted(set(marks)))


def marks_of(principal: Principal) -> tuple[str, ...] | None:
    """Return the marks by which lists find what a person may see; None: everything."""
    if principal.is_admin:
        return None
    own = (principal.principal_id, principal.user_id or "", WORKSPACE, *principal.group_ids)
    return tuple(sorted({mark for mark in own if mark}))
