"""What `flows` and `groups` of a secret name exists, and publishing knows who may use it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.edge import Edge
from tests.support.world import final, step

CANARY = "9c01ab7f" * 8


@pytest.fixture
def edge():
    return Edge()


def put(edge, as_=None, **limits):
    body = {"name": "crm", "value": CANARY, "origins": ["https://a.example"], **limits}
    return edge.post("/v1/secret", body, as_=as_)


def definition(name="crm"):
    headers = {"X-Key": f"{{{{secrets.{name}}}}}"}
    called = step("call", "http-request", "end", url="https://a.example", headers=headers)
    return {"steps": [{"id": "s", "type": "api", "nextStepId": "call"}, called, final("end")]}


def flow(edge, as_=None, name="F", **more):
    answer = edge.post("/v1/flow", {"name": name, "definition": definition(), **more}, as_=as_)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def issues(answer):
    return [(one["path"], one["code"], one["severity"]) for one in answer.json["issues"]]


def refused(answer):
    assert answer.status_code == 422, answer.json
    return {one["pointer"]: one["detail"] for one in answer.json["errors"]}


def test_limit_that_names_nothing_is_refused_with_its_place(edge):
    mine = flow(edge)
    group = edge.post("/v1/group", {"name": "CRM people"}).json["id"]
    found = refused(put(edge, flows=[mine, "flow_other"], groups=["grp_other", group]))
    assert set(found) == {"/flows/1", "/groups/0"}
    assert "there is no flow 'flow_other'" in found["/flows/1"]
    assert "there is no group 'grp_other'" in found["/groups/0"]
    assert edge.get("/v1/secret").json["data"] == []
    assert put(edge, flows=[mine], groups=[group]).status_code == 200


def test_name_in_place_of_an_id_is_refused_with_the_id_that_was_meant(edge):
    mine = flow(edge, name="Sync the CRM")
    group = edge.post("/v1/group", {"name": "CRM people"}).json["id"]
    given = {"flows": ["sync the crm", "Sync the CMR", mine[:-1]], "groups": ["crm people"]}
    found = refused(put(edge, **given))
    assert f"did you mean {mine}" in found["/flows/0"]
    assert f"did you mean {mine}" in found["/flows/1"]
    assert f"did you mean {mine}" in found["/flows/2"]
    assert f"did you mean {group}" in found["/groups/0"]


def test_id_that_is_like_no_other_suggests_none(edge):
    mine = flow(edge)
    (message,) = refused(put(edge, flows=["zzzz"])).values()
    assert mine not in message
    assert "did you mean" not in message


def test_things_of_another_workspace_are_refused_as_what_is_not_there(edge):
    stores = edge.world.stores
    mine, group = flow(edge), edge.post("/v1/group", {"name": "G"}).json["id"]
    theirs = replace(stores.flows.get(mine), flow_id="flow_theirs", workspace_id="w2")
    stores.flows.insert(theirs)
    held = stores.shelves.groups.get(group)
    stores.shelves.groups.insert(replace(held, group_id="grp_theirs", workspace_id="w2"))
    found = refused(put(edge, flows=["flow_theirs", "flow_nothing"], groups=["grp_theirs"]))
    one, two = found["/flows/0"], found["/flows/1"]
    assert one.replace("flow_theirs", "x") == two.replace("flow_nothing", "x")
    assert "there is no group 'grp_theirs'" in found["/groups/0"]


def test_flow_that_is_deleted_later_breaks_no_saving_and_opens_the_secret_to_nobody(edge):
    mine, other = flow(edge), flow(edge)
    group = edge.post("/v1/group", {"name": "G"}).json["id"]
    assert put(edge, flows=[mine], groups=[group]).json["warnings"] == []
    assert edge.call("DELETE", f"/v1/flow/{mine}").status_code == 200
    assert edge.call("DELETE", f"/v1/group/{group}").status_code == 200
    for again in ({}, {"flows": [mine]}, {"flows": [mine, other], "groups": [group]}):
        answer = put(edge, **again)
        assert answer.status_code == 200, answer.json
        assert mine in answer.json["flows"]
        codes = [one["code"] for one in answer.json["warnings"]]
        assert codes == ["flow_not_found", "group_not_found"]
        assert mine in answer.json["warnings"][0]["message"]
    # Taken away and named again it is a new name, of nothing.
    assert put(edge, flows=[other], groups=[]).json["warnings"] == []
    assert set(refused(put(edge, flows=[mine]))) == {"/flows/0"}


def test_publishing_a_flow_that_may_not_use_a_secret_is_refused(edge):
    mine, other = flow(edge), flow(edge)
    put(edge, flows=[other])
    place = "/steps/1/data/headers/X-Key"
    wanted = [(place, "secret_not_allowed", "error")]
    answer = edge.post(f"/v1/flow/{mine}/publish")
    assert answer.status_code == 422
    assert issues(answer) == wanted
    assert "'crm'" in answer.json["issues"][0]["message"]
    assert issues(edge.get(f"/v1/flow/{mine}")) == wanted
    assert issues(edge.post("/v1/flow", {"name": "N", "definition": definition()})) == wanted
    assert edge.post(f"/v1/flow/{other}/publish").status_code == 200
    body = {"definition": definition(), "flowId": mine}
    assert issues(edge.post("/v1/flow/validate", body)) == wanted
    assert issues(edge.post("/v1/flow/validate", {**body, "flowId": other})) == []


def test_validating_a_definition_of_no_flow_doubts_what_depends_on_the_flow(edge):
    put(edge, flows=[flow(edge)])
    answer = edge.post("/v1/flow/validate", {"definition": definition()})
    assert issues(answer) == [("/steps/1/data/headers/X-Key", "secret_not_allowed", "warning")]
    assert "flowId" in answer.json["issues"][0]["message"]
    assert answer.json["valid"] is True


def test_validating_for_a_flow_that_the_caller_may_not_see_is_refused(edge):
    _, ada = edge.user("ada")
    hidden = flow(edge)
    body = {"definition": definition(), "flowId": hidden}
    assert edge.call("PATCH", f"/v1/flow/{hidden}", {"visibility": "private"}).status_code == 200
    reading = edge.get(f"/v1/flow/{hidden}", as_=ada)
    answer = edge.post("/v1/flow/validate", body, as_=ada)
    assert (answer.status_code, answer.json["error"]) == (
        reading.status_code,
        reading.json["error"],
    )
    body["flowId"] = "flow_nothing"
    assert edge.post("/v1/flow/validate", body, as_=ada).status_code == 404


def test_members_of_a_group_publish_what_others_may_not(edge):
    ada_id, ada = edge.user("ada")
    group = edge.post("/v1/group", {"name": "G"}).json["id"]
    put(edge, groups=[group])
    mine = flow(edge, as_=ada, visibility="workspace")
    assert edge.post(f"/v1/flow/{mine}/publish", as_=ada).status_code == 422
    # Groups alone decide: no flow has to be known.
    assert issues(edge.post("/v1/flow/validate", {"definition": definition()}))[0][2] == "error"
    assert edge.call("PATCH", f"/v1/group/{group}", {"members": [ada_id]}).status_code == 200
    assert edge.post(f"/v1/flow/{mine}/publish", as_=ada).status_code == 200
    # Who publishes it is who uses it: another member's version may not.
    assert edge.post(f"/v1/flow/{mine}/publish").status_code == 422


def test_operator_who_wants_origins_has_it_said_at_publishing(edge):
    plain = {"name": "crm", "value": CANARY}
    assert edge.post("/v1/secret", plain).status_code == 200
    strict = Edge(secret_origins="required", within={"stores": edge.world.stores})
    answer = strict.post("/v1/flow", {"name": "N", "definition": definition()})
    assert [one[1:] for one in issues(answer)] == [("secret_not_allowed", "error")]
    assert "origins" in answer.json["issues"][0]["message"]
