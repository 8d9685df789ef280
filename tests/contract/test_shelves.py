"""What every store of people, links, files and audits does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.errors import NotFound
from engine.store.credits import Budget, Price
from engine.store.documents import Grant
from engine.store.gates import Gate
from engine.store.hooks import Hook, Subscription, Tool
from engine.store.people import (
    Audit,
    Connection,
    FileInfo,
    Group,
    Secret,
    Share,
    User,
    Workspace,
)
from engine.store.talk import Contact, Conversation, Message, Peer, Widget
from tests.contract.samples import AT, ODD_TEXTS, flow_of, token_of, version_of


def user_of(user_id="u-1", **changes):
    fields = {
        "workspace_id": "w-1",
        "email": f"{user_id}@x.test",
        "name": "Ada",
        "role": "member",
        "created_at": AT,
        "updated_at": AT,
    }
    return User(user_id, **(fields | changes))


def share_of(share_id="s-1", **changes):
    fields = {
        "token_hash": f"hash of {share_id}",
        "workspace_id": "w-1",
        "flow_id": "f-1",
        "created_by": "user:u-1",
        "created_at": AT,
    }
    return Share(share_id, **(fields | changes))


ITEMS = {
    "users": user_of(group_ids=("g-1",), password="hash", disabled_at=AT),
    "groups": Group("g-1", "w-1", "Ops", AT, AT),
    "workspaces": Workspace("w-1", "Home", AT),
    "audits": Audit("a-1", "w-1", AT, "user:u-1", "flows.create", "f-1", b'{"$set":1}'),
    "shares": share_of(expires_at=AT, max_runs=3, rate_per_minute=5, password="hash"),
    "files": FileInfo(
        "x-1", "w-1", "user:u-1", "a.txt", 5, "text/plain", "00", AT, "f-1", AT, AT, 2
    ),
    "peers": Peer(
        "p-1", "w-1", "hook", "P", "", "Be kind", b"[]", "u", AT, AT, "http://m", "m", "s"
    ),
    "widgets": Widget("wi-1", "w-1", "Card", b'{"$set":1}', AT),
    "contacts": Contact("c-1", "w-1", "w-1 a@x.test", b"{}", AT, AT),
    "conversations": Conversation(
        "cv-1", "w-1", "p-1", "key:k", "sdk", "Hi", b"{}", AT, AT, "c-1", "u", "m-1", AT, "done"
    ),
    "messages": Message(
        "m-1", "cv-1", "w-1", "ai", "Hi", AT, "run-1", "m-0", "k", b"{}", b'[{"a":1}]'
    ),
    "secrets": Secret("se-1", "w-1", "w-1 crm", "crm", "sealed", "user:u-1", AT, AT),
    "tools": Tool("to-1", "w-1", "crm", b"{}", "user:u-1", AT, AT, ("trg-1",), b'{"a":"b"}'),
    "hooks": Hook(
        "ho-1", "w-1", "f-1", "to-1", "trg-1", "pending", AT, AT, "due", "s", b"{}", 3, AT, "no"
    ),
    "prices": Price("pr-1", "w-1", "m", "0.15", "0.6", "user:u-1", AT, "0.075"),
    "budgets": Budget(
        "bu-1", "w-1", "f-1", "day", "user:u-1", AT, AT, 9, 5, "2026-11-27", 3, b'{"$a":[1,2]}'
    ),
    "subscriptions": Subscription(
        "sb-1", "w-1", "http://r", ("run.failed",), "u", AT, AT, "s", ("f-1",), "D", "off", "why", 3
    ),
    "gates": Gate("ga-1", ("run-1", "run-2"), 3),
    "connections": Connection(
        "cn-1", "w-1", "w-1 gpt", "gpt", "http://m", "m-1", "user:u-1", AT, AT, "sealed"
    ),
}
KEYS = {
    "users": "u-1",
    "groups": "g-1",
    "workspaces": "w-1",
    "audits": "a-1",
    "shares": "s-1",
    "files": "x-1",
    "peers": "p-1",
    "widgets": "wi-1",
    "contacts": "c-1",
    "conversations": "cv-1",
    "messages": "m-1",
    "secrets": "se-1",
    "connections": "cn-1",
    "tools": "to-1",
    "hooks": "ho-1",
    "prices": "pr-1",
    "budgets": "bu-1",
    "subscriptions": "sb-1",
    "gates": "ga-1",
}


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_comes_back_as_it_was_stored_until_it_is_removed(stores, name):
    shelf, item, key = getattr(stores.shelves, name), ITEMS[name], KEYS[name]
    assert shelf.get(key) is None
    assert shelf.insert(item)
    assert not shelf.insert(item)
    assert shelf.get(key) == item
    assert shelf.remove(key)
    assert not shelf.remove(key)
    assert shelf.get(key) is None


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_only_texts(stores, text):
    users = stores.shelves.users
    user = user_of(text, workspace_id=text, name=text, group_ids=(text,))
    assert users.insert(user)
    assert users.get(text) == user
    assert list(users.list("", 5, workspace_id=text, group_ids=text)) == [user]
    assert users.find("email", text) is None


def test_an_address_and_a_links_token_have_one_holder(stores):
    users, shares = stores.shelves.users, stores.shelves.shares
    assert users.insert(user_of("u-1", email="ada@x.test"))
    assert not users.insert(user_of("u-2", email="ada@x.test"))
    assert users.find("email", "ada@x.test").user_id == "u-1"
    assert shares.insert(share_of("s-1", token_hash="h"))
    assert not shares.insert(share_of("s-2", token_hash="h"))
    assert shares.find("token_hash", "other") is None


def test_of_two_who_change_the_same_revision_one_wins(stores):
    users = stores.shelves.users
    users.insert(user_of())
    first, second = user_of(name="first", rev=2), user_of(name="second", rev=2)
    assert users.replace(first, 1)
    assert not users.replace(second, 1)
    assert users.get("u-1") == first
    assert not users.replace(user_of("u-9"), 1)


def test_lists_go_by_id_from_a_place_on_either_way_round(stores):
    audits = stores.shelves.audits
    made = [replace(ITEMS["audits"], audit_id=f"a-{number}") for number in range(5)]
    for audit in made:
        audits.insert(audit)
    audits.insert(replace(ITEMS["audits"], audit_id="a-9", workspace_id="w-2"))
    assert list(audits.list("", 9, workspace_id="w-1")) == made
    assert list(audits.list("a-2", 9, workspace_id="w-1")) == made[3:]
    assert list(audits.list("", 2, newest=True, workspace_id="w-1")) == made[:2:-1]
    assert list(audits.list("a-3", 9, newest=True, workspace_id="w-1")) == made[2::-1]
    assert list(audits.list("", 0, workspace_id="w-1")) == []
    assert list(audits.list("", 9, workspace_id="w-1", object_id="f-2")) == []


def test_a_group_lists_those_who_carry_it(stores):
    users = stores.shelves.users
    for number, groups in enumerate([("g-1",), ("g-2", "g-1"), ()]):
        users.insert(user_of(f"u-{number}", group_ids=groups))
    found = users.list("", 9, workspace_id="w-1", group_ids="g-1")
    assert [user.user_id for user in found] == ["u-0", "u-1"]


def test_bytes_come_back_whole_until_they_are_removed(stores):
    chunks = [bytes([number]) * 200_000 for number in range(4)]
    stores.blobs.write("x-1", iter(chunks))
    stores.blobs.write("x-2", iter([]))
    assert b"".join(stores.blobs.read("x-1")) == b"".join(chunks)
    assert b"".join(stores.blobs.read("x-2")) == b""
    stores.blobs.remove("x-1")
    stores.blobs.remove("x-1")
    with pytest.raises(NotFound):
        stores.blobs.read("x-1")


def test_an_upload_that_breaks_off_leaves_nothing(stores):
    def broken():
        yield b"x" * 600_000
        raise ConnectionError

    with pytest.raises(ConnectionError):
        stores.blobs.write("x-1", broken())
    with pytest.raises(NotFound):
        stores.blobs.read("x-1")


def test_what_breaks_off_leaves_no_chunk_in_the_database(mongo_stores, raw):
    def broken():
        yield b"x" * 600_000
        raise ConnectionError

    with pytest.raises(ConnectionError):
        mongo_stores.stores.blobs.write("x-1", broken())
    assert raw["blobs.chunks"].count_documents({}) == 0


def test_a_verdict_is_kept_with_its_draft(stores):
    flow = flow_of(verdict=b"[1]")
    stores.flows.insert(flow)
    assert stores.flows.get("f-1").verdict == b"[1]"
    assert stores.flows.replace(replace(flow, rev=2, verdict=b"[2]"), 1)
    assert stores.flows.get("f-1").verdict == b"[2]"
    assert stores.flows.list("w-1", "", 10)[0].flow_id == "f-1"


def test_grants_of_flows_and_versions_come_back(stores):
    grants = (Grant("user", "u-1", "run"), Grant("group", "g-1", "manage"))
    stores.flows.insert(flow_of(grants=grants, visibility="shared", edited_by="user:u-2"))
    assert stores.flows.get("f-1").grants == grants
    assert stores.flows.get("f-1").edited_by == "user:u-2"
    assert stores.flows.get("f-1").verdict is None
    stores.flows.insert_version(version_of(grants=grants))
    assert stores.flows.get_version("f-1:1").grants == grants


def test_a_list_of_flows_by_marks_holds_those_that_carry_one(stores):
    granted = (Grant("user", "u-1", "view"), Grant("group", "g-1", "view"))
    for flow_id, changes in {
        "f-1": {"visibility": "workspace"},
        "f-2": {"visibility": "private", "created_by": "user:u-1"},
        "f-3": {"visibility": "shared", "grants": granted},
        "f-4": {"visibility": "private", "grants": granted},
    }.items():
        stores.flows.insert(flow_of(flow_id, **changes))

    def listed(*marks):
        return [flow.flow_id for flow in stores.flows.list("w-1", "", 9, marks)]

    assert listed("workspace") == ["f-1"]
    assert listed("workspace", "user:u-1", "u-1", "g-1") == ["f-1", "f-2", "f-3"]
    assert listed("u-2") == []


def test_tokens_that_stand_are_listed_and_end_with_their_owner(stores):
    tokens = stores.tokens
    for number in range(4):
        owner = "u-1" if number % 2 else None
        tokens.insert(token_of(f"hash-{number}", token_id=f"t-{number}", kind="pat", user_id=owner))
    assert [token.token_id for token in tokens.list("w-1", "pat", "u-1", "", 9)] == ["t-1", "t-3"]
    assert [token.token_id for token in tokens.list("w-1", "pat", None, "t-1", 1)] == ["t-2"]
    assert tokens.find("t-2").token_hash == "hash-2"
    assert tokens.find("t-9") is None
    tokens.revoke_user("u-1", AT)
    assert tokens.get("hash-1").revoked_at == AT
    assert [token.token_id for token in tokens.list("w-1", "pat", None, "", 9)] == ["t-0", "t-2"]
    assert list(tokens.list("w-1", "pat", None, "", 0)) == []


def test_tokens_end_with_who_made_them(stores):
    tokens = stores.tokens
    for number, maker in enumerate(("user:u-1", "user:u-2", "user:u-1", None)):
        tokens.insert(token_of(f"hash-{number}", token_id=f"t-{number}", created_by=maker))
    tokens.revoke("hash-0", AT)
    tokens.revoke_made_by("user:u-1", AT + timedelta(hours=1))
    ends = [tokens.get(f"hash-{number}").revoked_at for number in range(4)]
    assert ends == [AT, None, AT + timedelta(hours=1), None]
