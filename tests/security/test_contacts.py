"""Contacts and conversations: whose are seen, changed and listed by which key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.edge import Edge
from tests.support.members import Members

PATH = "/v1/sdk/contact"


@pytest.fixture
def there():
    members = Members(Edge())
    members.begin_talks()
    return members


def scoped(members):
    return members.edge.token("key", flow_ids=(members.ids["flow_id"],))


def known(members, email="ann@x.test", **body):
    answer = members.edge.post(PATH, {"email": email, **body}, as_=members.edge.key)
    return answer.json["data"]["_id"]


def test_a_scoped_key_neither_reads_nor_changes_contacts_that_it_does_not_know(there):
    contact_id, key = known(there, name="Ann", properties={"iban": "DE1"}), scoped(there)
    for body in ({"email": "ann@x.test"}, {"id": contact_id}, {"_id": contact_id}):
        answer = there.edge.call("PATCH", PATH, {**body, "name": "Eve"}, as_=key)
        assert (answer.status_code, answer.json["code"]) == (404, "contact_not_found")
    assert there.edge.get(f"{PATH}?email=ann@x.test", as_=key).status_code == 404
    assert there.edge.get(f"{PATH}?email=ann@x.test", as_=there.edge.key).json["data"]["name"] == (
        "Ann"
    )
    for path in ("client", "sdk"):
        body = {"peerId": there.ids["peer_id"], "contactId": contact_id}
        refused = there.edge.post(f"/v1/{path}/conversation", body, as_=key)
        assert (refused.status_code, refused.json["code"]) == (422, "unknown_contact")


def test_a_scoped_key_is_given_a_contact_of_its_own_and_none_of_others(there):
    other, key = known(there, properties={"iban": "DE1"}), scoped(there)
    made = there.edge.post(PATH, {"email": "ann@x.test", "name": "A"}, as_=key).json["data"]
    assert made["_id"] != other
    assert "properties" not in made
    again = there.edge.post(PATH, {"email": "ann@x.test"}, as_=key).json["data"]
    assert again["_id"] == made["_id"]
    changed = there.edge.call("PATCH", PATH, {"email": "ann@x.test", "name": "B"}, as_=key)
    assert changed.json["data"] == {
        **made,
        "name": "B",
        "updatedAt": changed.json["data"]["updatedAt"],
    }
    assert there.edge.get(f"{PATH}?email=ann@x.test", as_=scoped(there)).status_code == 404
    body = {"peerId": there.ids["peer_id"], "contactId": made["_id"]}
    assert there.edge.post("/v1/client/conversation", body, as_=key).status_code < 300


def test_a_scoped_key_knows_the_contacts_of_its_conversations(there):
    """As those that were begun before keys had contacts of their own."""
    contact_id = known(there, name="Ann")
    unscoped = there.edge.token("key")
    body = {"peerId": there.ids["peer_id"], "contactId": contact_id}
    there.edge.post("/v1/client/conversation", body, as_=unscoped)
    shelves = there.edge.world.stores.shelves
    key = scoped(there)
    who = there.edge.get("/v1/auth/me", as_=key).json["principal"]
    (talk,) = shelves.conversations.list("", 9, contact_id=contact_id)
    handed = replace(talk, principal=who, rev=talk.rev + 1)
    assert shelves.conversations.replace(handed, talk.rev)
    assert there.edge.get(f"{PATH}?email=ann@x.test", as_=key).json["data"]["name"] == "Ann"


def test_a_filter_of_contacts_is_applied_before_the_page_is_cut(there):
    for n in range(30):
        known(there, f"p{n}@x.test", name="even" if n % 2 == 0 else "odd", properties={"n": n})
    wanted = {"filter": {"name": "odd"}, "page": 2, "limit": 10}
    found = there.edge.post(f"{PATH}/list", wanted, as_=there.edge.key).json
    assert (found["total"], len(found["data"]), found["page"]) == (15, 5, 2)
    assert {one["name"] for one in found["data"]} == {"odd"}
    for given in ({"email": "P7@x.test "}, {"properties": {"n": 7}}):
        found = there.edge.post(f"{PATH}/list", {"filter": given}, as_=there.edge.key).json
        assert [one["email"] for one in found["data"]] == ["p7@x.test"]
    assert there.edge.post(f"{PATH}/list", {"filter": {"name": "no"}}).json["total"] == 0


def test_a_filter_that_means_no_field_is_refused(there):
    answer = there.edge.post(f"{PATH}/list", {"filter": {"mail": "a"}})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/filter/mail")


def test_conversations_of_one_peer_are_filtered_before_the_page_is_cut(there):
    body = {"peerId": there.ids["peer_id"]}
    key = there.edge.token("key")
    for who in (key, *[there.edge.key] * 12):
        there.edge.post("/v1/client/conversation", body, as_=who)
    path = f"/v1/client/conversation?peerId={there.ids['peer_id']}&limit=10"
    assert len(there.edge.get(path, as_=key).json["data"]) == 1
    page = there.edge.get(path, as_=there.edge.key).json
    rest = there.edge.get(f"{path}&cursor={page['nextCursor']}", as_=there.edge.key).json
    assert (len(page["data"]), len(rest["data"])) == (10, 2)
    listed = {"filter": {"peerId": there.ids["peer_id"], "contactId": "cont_none"}}
    assert there.edge.post("/v1/sdk/conversation/list", listed, as_=key).json["total"] == 0
