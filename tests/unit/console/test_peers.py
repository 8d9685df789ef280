from __future__ import annotations

import pytest

from tests.support.console import Console
from tests.support.talks import CONNECTION, peer, trigger_flow
from tests.support.world import final

HELPER = {"in.name": "Helper", "in.description": "Knows it all", "in.instructions": "Be kind"}


def made(console, **given):
    answer = console.submit("/console/peers", {**HELPER, **given}, from_="/console/peers")
    assert answer.request.path.startswith("/console/peers/peer_"), answer.text
    return answer.request.path


def peer_of(console, where):
    return console.get(f"/v1/peer/{where.rsplit('/', 1)[1]}").json


def attach(console, where, flow_id, trigger="peer.message"):
    given = {"flowId": flow_id, "trigger": trigger}
    return console.submit(f"{where}/flows", given)


def test_a_list_without_peers_names_the_next_step(console):
    assert "Make a Peer below" in console.page("/console/peers")
    assert "/console/peers" in console.page("/console/talks")


def test_a_peer_is_made_described_anew_and_deleted(console):
    where = made(console)
    page = console.page(where)
    assert "Nothing answers for it yet" in page
    assert peer_of(console, where)["hookId"] in page
    told = console.submit(where, {"in.name": "Other", "in.description": ""})
    assert "Saved." in told.text
    changed = peer_of(console, where)
    assert (changed["name"], changed["description"], changed["instructions"]) == ("Other", "", "")
    peer_id = changed["id"]
    told = console.act("peer-delete", peer_id=peer_id, back="/console/peers")
    assert "The Peer is deleted." in told.text
    console.page(where, status=404)


def test_what_is_refused_is_said_at_its_field_and_what_was_typed_stays(console):
    given = {**HELPER, "in.name": ""}
    refused = console.submit("/console/peers", given)
    assert refused.status_code == 422
    assert 'id="f-name-about"' in refused.text
    assert "Be kind" in refused.text
    where = made(console)
    refused = console.submit(where, {"in.name": "n" * 201, "in.description": "typed"})
    assert refused.status_code == 422
    assert "typed" in refused.text
    assert peer_of(console, where)["name"] == "Helper"


def test_flows_are_attached_counted_and_detached(console):
    where = made(console)
    flow_id = trigger_flow(console, "peer.message", final("end", content="hi"))
    assert "The flow is attached." in attach(console, where, flow_id).text
    page = console.page(where)
    assert "Nothing answers" not in page
    assert "answers what is said <code>peer.message</code>" in page
    assert '<td class="number">1</td>' in console.page("/console/peers")
    given = {"peer_id": where.rsplit("/", 1)[1], "flow_id": flow_id, "back": where}
    assert "The flow is detached." in console.act("peer-detach", **given).text
    assert "Not done: this flow is not attached" in console.act("peer-detach", **given).text
    assert peer_of(console, where)["flows"] == []


@pytest.mark.parametrize(
    ("flow", "trigger", "said"),
    [
        ("", "peer.message", "Not done: flowId:"),
        ("flow_none", "peer.message", "Not done: there is no such flow"),
        ("mine", "peer.action", "has no peer.action trigger"),
        ("mine", "webhook", "Not done: trigger:"),
    ],
)
def test_what_cannot_be_attached_says_why_and_keeps_the_choice(console, flow, trigger, said):
    where = made(console)
    flow_id = trigger_flow(console, "peer.message", final("end")) if flow == "mine" else flow
    refused = attach(console, where, flow_id, trigger)
    assert refused.status_code >= 400
    assert said in refused.text
    if flow == "mine":
        assert f'<option value="{flow_id}" selected>' in refused.text
    assert "Be kind" in refused.text


def test_a_model_is_given_without_showing_its_key_and_taken_away(console):
    where = made(console)
    assert '<input type="password" id="f-apiKey"' in console.page(where)
    given = {f"in.{name}": value for name, value in CONNECTION.items()}
    told = console.submit(f"{where}/model", given)
    assert "The model answers from now on." in told.text
    assert CONNECTION["apiKey"] not in told.text
    console.submit(f"{where}/model", {**given, "in.model": "m-2", "in.apiKey": ""})
    known = {"baseUrl": CONNECTION["baseUrl"], "model": "m-2", "hasKey": True}
    assert peer_of(console, where)["connection"] == known
    refused = console.submit(f"{where}/model", {**given, "in.baseUrl": "ftp://no"})
    assert 'id="f-baseUrl-about"' in refused.text
    assert "ftp://no" in refused.text
    assert CONNECTION["apiKey"] not in refused.text
    console.act("peer-disconnect", peer_id=where.rsplit("/", 1)[1], back=where)
    assert peer_of(console, where)["connection"] is None


def test_a_conversation_begins_on_the_peers_page(console):
    where = made(console)
    assert 'action="/console/talks"' in console.page(where)
    shown = console.submit("/console/talks", {"peerId": where.rsplit("/", 1)[1]})
    assert "Say the first word." in shown.text


def test_who_did_not_make_a_peer_is_told_so_and_keeps_what_he_typed():
    console = Console()
    made_by_admin = peer(console, name="Theirs")
    console.sign_in("Bob", role="member")
    where = f"/console/peers/{made_by_admin['id']}"
    refused = console.submit(where, {"in.name": "Mine", "in.description": "typed"})
    assert refused.status_code == 403
    assert "only who made the Peer, or an admin, may change it" in refused.text
    assert "typed" in refused.text
    told = console.act("peer-delete", peer_id=made_by_admin["id"], back=where)
    assert "Not done: only who made the Peer" in told.text


def test_names_are_text(console):
    where = made(console, **{"in.name": "<script>x</script>", "in.description": "<b>y"})
    for path in (where, "/console/peers", "/console/talks"):
        raw = console.http.get(path).text
        assert "<script>x" not in raw
        assert "<b>y" not in raw


def test_a_peer_that_is_gone_is_a_page_that_says_so(console):
    assert "Not Found" in console.page("/console/peers/peer_none", status=404)
    assert console.submit("/console/peers/peer_none", HELPER).status_code == 404
