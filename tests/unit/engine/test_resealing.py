"""After a key was added, everything is sealed under it, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.resealing import reseal
from engine.vault import Vault
from tests.support.edge import Edge

OLD, NEW = "s" * 32, "n" * 32
TEXT = "a secret text"


@pytest.fixture
def edge():
    made = Edge()
    connection = {"baseUrl": "https://m.example/v1", "model": "m", "apiKey": TEXT}
    trigger = {"id": "trg", "verify": {"scheme": "hmac"}}
    tool = {"name": "t", "auth": {"type": "bearer", "token": TEXT}, "triggers": [trigger]}
    for path, body in (
        ("/v1/secret", {"name": "crm", "value": TEXT}),
        ("/v1/connection", {"name": "gpt", **connection}),
        ("/v1/peer", {"name": "P", "connection": connection}),
        ("/v1/tool", tool),
        ("/v1/subscription", {"url": "https://a.example", "events": ["run.failed"]}),
    ):
        assert made.post(path, body).status_code in (200, 201)
    first = {"id": "s", "type": "webhook.trg", "nextStepId": "end"}
    end = {"id": "end", "type": "final", "data": {"outputs": []}}
    flow = made.post("/v1/flow", {"name": "F", "definition": {"steps": [first, end]}}).json["id"]
    assert made.post(f"/v1/flow/{flow}/publish").status_code == 200
    return made


def sealed_texts(shelves):
    for shelf in (shelves.secrets, shelves.hooks, shelves.subscriptions):
        yield from (one.sealed for one in shelf.list("", 99))
    for shelf in (shelves.connections, shelves.peers):
        yield from (one.sealed_key for one in shelf.list("", 99))
    yield from (one.sealed.decode() for one in shelves.tools.list("", 99))


def test_everything_is_sealed_under_the_new_key_and_opens_with_it_alone(edge):
    shelves = edge.world.stores.shelves
    before = list(sealed_texts(shelves))
    assert len(before) == 6
    found = reseal(shelves, Vault((NEW, OLD)))
    assert (found.done, found.unreadable) == (6, ())
    assert reseal(shelves, Vault((NEW, OLD))).done == 0
    assert not set(before) & set(sealed_texts(shelves))
    alone = Vault((NEW,))
    assert reseal(shelves, alone).unreadable == ()
    tools = replace(edge.engine.tools, vault=alone)
    (tool,) = shelves.tools.list("", 9)
    assert tools.secret(tool, "auth") == TEXT


def test_what_no_key_opens_is_named_and_left_alone(edge):
    shelves = edge.world.stores.shelves
    before = list(sealed_texts(shelves))
    found = reseal(shelves, Vault((NEW,)))
    assert found.done == 0
    assert len(found.unreadable) == 6
    assert any(name.startswith("Secret sec_") for name in found.unreadable)
    assert list(sealed_texts(shelves)) == before


SHELVES = ("secrets", "connections", "peers", "hooks", "subscriptions", "tools")


@pytest.mark.parametrize("name", SHELVES)
def test_what_somebody_edits_meanwhile_is_sealed_again_all_the_same(edge, monkeypatch, name):
    shelves = edge.world.stores.shelves
    shelf = getattr(shelves, name)
    replaced, edits = shelf.replace, []

    def overtaken(item, rev):
        if not edits:
            stored = shelf.get(getattr(item, type(item).__slots__[0]))
            edits.append(replaced(replace(stored, rev=stored.rev + 1), stored.rev))
        return replaced(item, rev)

    monkeypatch.setattr(shelf, "replace", overtaken)
    found = reseal(shelves, Vault((NEW, OLD)))
    assert (edits, found.done, found.unreadable) == ([True], 6, ())
    assert reseal(shelves, Vault((NEW,))).unreadable == ()


def test_what_is_deleted_meanwhile_is_no_concern(edge, monkeypatch):
    shelves = edge.world.stores.shelves
    monkeypatch.setattr(
        shelves.secrets, "replace", lambda item, _: not shelves.secrets.remove(item.secret_id)
    )
    found = reseal(shelves, Vault((NEW, OLD)))
    assert (found.done, found.unreadable) == (5, ())


def test_what_is_changed_all_the_time_is_named(edge, monkeypatch):
    shelves = edge.world.stores.shelves
    monkeypatch.setattr(shelves.secrets, "replace", lambda *_: False)
    found = reseal(shelves, Vault((NEW, OLD)))
    assert (found.done, len(found.unreadable)) == (5, 1)
    assert found.unreadable[0].startswith("Secret sec_")
