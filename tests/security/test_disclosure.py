"""What lists and links say of others, and whom they lead where."""

from __future__ import annotations

from engine.shares import MOST_LINKS
from tests.support.edge import Edge
from tests.support.world import final


def private_flow(edge, owner):
    start = {"id": "s", "type": "api", "nextStepId": "end"}
    body = {
        "name": "F",
        "visibility": "private",
        "definition": {"steps": [start, final("end", ok=1)]},
    }
    flow_id = edge.post("/v1/flow", body, as_=owner).json["id"]
    edge.post(f"/v1/flow/{flow_id}/publish", as_=owner)
    return flow_id


def test_a_list_of_keys_names_no_flow_that_the_caller_may_not_see():
    edge = Edge()
    (_, ada), (_, mal) = edge.user("ada"), edge.user("mal")
    flow_id = private_flow(edge, ada)
    edge.post("/v1/key", {"name": "k", "flowIds": [flow_id]}, as_=ada)
    listed = edge.get("/v1/key", as_=mal)
    assert flow_id not in listed.text
    shown = {one["name"]: (one["flowIds"], one["otherFlows"]) for one in listed.json["data"]}
    assert shown["k"] == ([], 1)
    for who in (ada, edge.admin):
        shown = {one["name"]: one["flowIds"] for one in edge.get("/v1/key", as_=who).json["data"]}
        assert shown["k"] == [flow_id]
        assert shown["key"] is None


def test_the_url_of_a_link_is_not_the_callers_to_choose():
    for edge, wanted in (
        (Edge(host="0.0.0.0", port=8123), "http://127.0.0.1:8123/"),
        (Edge(host="::1", port=8123), "http://[::1]:8123/"),
        (Edge(public_url="https://flows.example/"), "https://flows.example/"),
    ):
        path = f"/v1/flow/{edge.flow()}/share"
        made = edge.post(path, {}, headers={"Host": "evil.example"}).json
        assert made["url"] == f"{wanted}v1/flow/share/{made['token']}"


def test_a_flow_has_a_bounded_number_of_links_that_stand():
    edge = Edge()
    path = f"/v1/flow/{edge.flow()}/share"
    made = [edge.post(path, {}) for _ in range(MOST_LINKS + 1)]
    assert [one.status_code for one in made] == [201] * MOST_LINKS + [409]
    assert made[-1].json["code"] == "share_limit"
    edge.call("DELETE", f"{path}/{made[0].json['id']}")
    assert edge.post(path, {}).status_code == 201
