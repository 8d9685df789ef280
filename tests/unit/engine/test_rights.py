from __future__ import annotations

from itertools import product

import pytest

from engine.errors import Forbidden, NotFound
from engine.principal import Principal
from engine.rights import Right, marks_of, readers_of, require, right_of
from engine.store.documents import Grant
from tests.contract.samples import flow_of

OWNER = "user:owner"
GRANTS = (Grant("user", "u-1", "view"), Grant("group", "g-1", "edit"), Grant("group", "g-2", "run"))


def flow(visibility):
    return flow_of(workspace_id="ws", created_by=OWNER, visibility=visibility, grants=GRANTS)


def person(user_id, role="member", groups=()):
    return Principal(
        f"user:{user_id}", "pat", "ws", "P", role=role, user_id=user_id, group_ids=groups
    )


CALLERS = {
    "owner": person("owner"),
    "admin": person("x", "admin"),
    "granted": person("u-1"),
    "in a group": person("u-2", groups=("g-2", "g-1")),
    "both": person("u-1", groups=("g-2",)),
    "stranger": person("u-9", groups=("g-9",)),
    "key": Principal("key:1", "key", "ws", "K", role="admin"),
    "key of another flow": Principal("key:2", "key", "ws", "K", flow_ids=("f-9",), role="admin"),
    "schedule": Principal("schedule:1", "schedule", "ws", "S"),
}
PRIVATE = {
    "owner": Right.MANAGE,
    "admin": Right.MANAGE,
    "key": Right.RUN,
    "schedule": Right.RUN,
}
SHARED = {**PRIVATE, "granted": Right.VIEW, "in a group": Right.EDIT, "both": Right.RUN}
WORKSPACE = {
    **PRIVATE,
    **dict.fromkeys(("granted", "in a group", "both", "stranger"), Right.EDIT),
}
TABLE = {"private": PRIVATE, "shared": SHARED, "workspace": WORKSPACE}


@pytest.mark.parametrize(("visibility", "caller"), list(product(TABLE, CALLERS)))
def test_a_caller_has_the_right_that_the_table_says(visibility, caller):
    wanted = TABLE[visibility].get(caller, Right.NONE)
    assert right_of(CALLERS[caller], flow(visibility)) is wanted


@pytest.mark.parametrize(("visibility", "caller"), list(product(TABLE, CALLERS)))
def test_a_list_shows_a_person_what_he_may_view_and_nothing_else(visibility, caller):
    principal = CALLERS[caller]
    if not principal.is_person:
        return
    marks = marks_of(principal)
    is_listed = marks is None or bool(set(marks) & set(readers_of(flow(visibility))))
    assert is_listed == (right_of(principal, flow(visibility)) >= Right.VIEW)


def test_what_is_missing_is_not_found_elsewhere_and_forbidden_here():
    elsewhere = Principal("user:y", "pat", "other", "P", role="admin", user_id="y")
    with pytest.raises(NotFound):
        require(elsewhere, flow("workspace"), Right.VIEW)
    with pytest.raises(Forbidden, match="run this flow"):
        require(CALLERS["granted"], flow("shared"), Right.RUN)
    with pytest.raises(Forbidden, match="not scoped"):
        require(CALLERS["key of another flow"], flow("shared"), Right.RUN)
    require(CALLERS["in a group"], flow("shared"), Right.EDIT)
