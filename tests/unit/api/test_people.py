from __future__ import annotations

import pytest

from engine.errors import Unavailable
from tests.support.edge import Edge


@pytest.fixture
def edge():
    return Edge()


def test_an_admin_adds_people_and_everybody_finds_them(edge):
    made = edge.post("/v1/user", {"email": "Ada@X.test", "name": "Ada"})
    assert (made.status_code, made.json["email"], made.json["role"]) == (
        201,
        "ada@x.test",
        "member",
    )
    assert edge.get(f"/v1/user/{made.json['id']}").json == made.json
    assert edge.get("/v1/user").json["data"] == [made.json]


def test_an_address_has_one_account(edge):
    edge.post("/v1/user", {"email": "ada@x.test", "name": "Ada"})
    again = edge.post("/v1/user", {"email": "ADA@x.test", "name": "Ada"})
    assert (again.status_code, again.json["code"]) == (409, "email_taken")


def test_lists_of_people_come_in_pages(edge):
    ids = sorted(edge.user(f"u{n}")[0] for n in range(5))
    found, cursor = [], ""
    while cursor is not None:
        page = edge.get(f"/v1/user?limit=2&cursor={cursor}").json
        found += [user["id"] for user in page["data"]]
        cursor = page["nextCursor"]
    assert found == ids


def test_one_changes_ones_own_password_by_knowing_it(edge):
    user_id, ada = edge.user("ada", password="correct horse")
    new = {"password": "battery staple"}
    wrong = edge.call("PATCH", f"/v1/user/{user_id}", new, as_=ada)
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/currentPassword")
    right = {**new, "currentPassword": "correct horse"}
    assert edge.call("PATCH", f"/v1/user/{user_id}", right, as_=ada).status_code == 200
    # Whoever knew the old password may hold tokens: all of them end.
    assert edge.get("/v1/flow", as_=ada).status_code == 401


def test_an_admin_cannot_lock_himself_out(edge):
    user_id, grace = edge.user("grace", "admin")
    for change in ({"disabled": True}, {"role": "member"}):
        answer = edge.call("PATCH", f"/v1/user/{user_id}", change, as_=grace)
        assert (answer.status_code, answer.json["code"]) == (409, "own_account")


def test_a_group_knows_its_members_and_refuses_strangers(edge):
    ada, _ = edge.user("ada")
    bob, _ = edge.user("bob")
    stranger, _ = edge.user("eve", workspace="elsewhere")
    group = edge.post("/v1/group", {"name": "Ops", "members": [ada]}).json
    assert group["members"] == [ada]
    path = f"/v1/group/{group['id']}"
    changed = edge.call("PATCH", path, {"name": "Operators", "members": [bob]}).json
    assert (changed["name"], changed["members"]) == ("Operators", [bob])
    refused = edge.call("PATCH", path, {"members": [bob, stranger]})
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/members/1")
    edge.call("DELETE", path)
    assert edge.get(f"/v1/user/{bob}").json["groups"] == []
    assert edge.get(path).status_code == 404


def test_what_is_shared_with_a_group_opens_to_its_members_by_their_right(edge):
    ada, as_ada = edge.user("ada")
    _, as_bob = edge.user("bob")
    group = edge.post("/v1/group", {"name": "Ops", "members": [ada]}).json
    flow_id = edge.flow()
    shared = {
        "visibility": "shared",
        "sharedGroups": [{"groupId": group["id"], "permission": "run"}],
    }
    flow = edge.call("PATCH", f"/v1/flow/{flow_id}", shared)
    assert flow.json["sharedGroups"] == shared["sharedGroups"]
    assert edge.get(f"/v1/flow/{flow_id}", as_=as_ada).status_code == 200
    assert edge.execute(flow_id, {"n": 1}, as_=as_ada).status_code == 200
    assert edge.call("PATCH", f"/v1/flow/{flow_id}", {"name": "x"}, as_=as_ada).status_code == 403
    assert edge.get(f"/v1/flow/{flow_id}", as_=as_bob).status_code == 403
    assert [flow["id"] for flow in edge.get("/v1/flow", as_=as_ada).json["data"]] == [flow_id]
    assert edge.get("/v1/flow", as_=as_bob).json["data"] == []


def test_grants_of_one_kind_leave_those_of_the_other_and_a_version_keeps_both(edge):
    ada, _ = edge.user("ada")
    group = edge.post("/v1/group", {"name": "Ops"}).json["id"]
    flow_id = edge.flow(publish=False)
    path = f"/v1/flow/{flow_id}"
    users = [{"userId": ada, "permission": "edit"}]
    groups = [{"groupId": group, "permission": "view"}]
    edge.call("PATCH", path, {"visibility": "shared", "sharedUsers": users})
    edge.call("PATCH", path, {"sharedGroups": groups})
    edge.post(f"{path}/publish")
    edge.call("PATCH", path, {"sharedUsers": [], "visibility": "private"})
    version = edge.get(f"{path}/versions/1").json
    assert (version["sharedUsers"], version["sharedGroups"]) == (users, groups)
    assert version["visibility"] == "shared"
    assert edge.get(path).json["sharedUsers"] == []


@pytest.mark.parametrize(
    ("shared", "pointer"),
    [
        ({"sharedUsers": [{"userId": "usr_x", "permission": "run"}]}, "/sharedUsers/0/userId"),
        ({"sharedGroups": [{"groupId": "grp_x", "permission": "run"}]}, "/sharedGroups/0/groupId"),
    ],
)
def test_nothing_is_shared_with_whom_nobody_knows(edge, shared, pointer):
    body = {"name": "F", "definition": {"steps": []}, **shared}
    answer = edge.post("/v1/flow", body)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert edge.get("/v1/flow").json["data"] == []


def test_each_change_is_recorded_once_with_who_and_what(edge):
    flow_id = edge.flow()
    edge.get(f"/v1/flow/{flow_id}")
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"name": 5})
    entries = edge.get("/v1/audit").json["data"]
    assert {(entry["action"], entry["objectId"]) for entry in entries} == {
        ("flows.publish", flow_id),
        ("flows.create", flow_id),
    }
    assert len(entries) == 2
    assert {entry["principal"][:4] for entry in entries} == {"pat:"}


def test_the_log_of_one_object_is_found_by_its_id(edge):
    first, second = edge.flow(), edge.flow()
    entries = edge.get(f"/v1/audit?objectId={first}&limit=1").json
    assert [entry["objectId"] for entry in entries["data"]] == [first]
    rest = edge.get(f"/v1/audit?objectId={first}&cursor={entries['nextCursor']}").json
    actions = {entry["action"] for entry in [*entries["data"], *rest["data"]]}
    assert actions == {"flows.create", "flows.publish"}
    assert second not in str(rest)


def test_a_change_stands_when_it_cannot_be_recorded(edge, monkeypatch, caplog):
    def refuse(*_):
        raise Unavailable("down")

    monkeypatch.setattr(edge.audits.shelf, "insert", refuse)
    made = edge.post("/v1/flow", {"name": "F", "definition": {"steps": []}})
    assert made.status_code == 201
    assert "audit_not_recorded" in caplog.text
