"""What a definition names of its workspace is found when it is validated, saved and published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.sandbox.parsing import CodeReader
from tests.support.edge import Edge
from tests.support.world import final, step


@pytest.fixture
def edge():
    return Edge()


def definition(one, **more):
    trigger = {"id": "start", "type": "api", "nextStepId": "a"}
    return {"steps": [trigger, {**one, "nextStepId": "end"}, final("end")], **more}


def call(**data):
    return step("a", "http-request", "end", url="https://service.example", **data)


def ask(**approvers):
    asked = step("a", "user-approval", "end", message="m", approvers=approvers)
    return {**asked, "rejectNextStepId": "end"}


def flow(edge, one):
    answer = edge.post("/v1/flow", {"name": "F", "definition": definition(one)})
    return answer.json["id"]


def found(edge, one, as_=None):
    answer = edge.post("/v1/flow/validate", {"definition": definition(one)}, as_=as_)
    return {issue["path"]: issue for issue in answer.json["issues"]}


def secret(edge, name):
    body = {"name": name, "value": "a long value", "origins": ["https://a.example"]}
    assert edge.post("/v1/secret", body).status_code == 200


def test_secret_that_is_not_there_is_a_doubt_with_the_nearest_name(edge):
    secret(edge, "crm_token")
    one = call(headers={"Authorization": "Bearer {{secrets.crm_tokn}}"})
    issue = found(edge, one)["/steps/1/data/headers/Authorization"]
    assert (issue["code"], issue["severity"]) == ("secret_not_found", "warning")
    assert "did you mean crm_token?" in issue["message"]
    assert found(edge, call(headers={"a": "{{secrets.crm_token}}"})) == {}


def test_connection_that_is_not_there_is_a_doubt(edge):
    issue = found(edge, step("a", "ask-llm", "end", prompt="p", connection="open"))
    assert issue["/steps/1/data/connection"]["code"] == "connection_not_found"


def test_id_of_nothing_is_refused(edge):
    for one, place, code in (
        (step("a", "tool", "end", toolId="tool_x", action="b"), "toolId", "tool_not_found"),
        (step("a", "run-flow", "end", flowId="flow_x"), "flowId", "flow_not_found"),
        (step("a", "add-widget-to-message", "end", widgetId="w"), "widgetId", "widget_not_found"),
    ):
        issue = found(edge, one)[f"/steps/1/data/{place}"]
        assert (issue["code"], issue["severity"]) == (code, "error")
        assert found(edge, {**one, "data": {**one["data"], place: "{{x}}"}}) == {}


def test_action_that_a_tool_does_not_have_is_refused_with_the_nearest(edge):
    action = {"name": "createOrder", "description": "d", "api": {"method": "POST", "path": "/o"}}
    body = {"name": "Shop", "baseUrl": "https://shop.example", "actions": [action]}
    tool_id = edge.post("/v1/tool", body).json["id"]
    issue = found(edge, step("a", "tool", "end", toolId=tool_id, action="createOrdr"))
    assert "did you mean createOrder?" in issue["/steps/1/data/action"]["message"]
    assert found(edge, step("a", "tool", "end", toolId=tool_id, action="createOrder")) == {}


def test_flow_that_one_may_not_run_or_was_never_published_is_a_doubt(edge):
    _, ada = edge.user("Ada")
    other = edge.flow(publish=False)
    edge.call("PATCH", f"/v1/flow/{other}", {"visibility": "private"})
    one = step("a", "run-flow", "end", flowId=other)
    assert found(edge, one, as_=ada)["/steps/1/data/flowId"]["code"] == "flow_forbidden"
    assert found(edge, one)["/steps/1/data/flowId"]["code"] == "not_published"
    edge.post(f"/v1/flow/{other}/publish")
    assert found(edge, one) == {}
    seventh = step("a", "run-flow", "end", flowId=other, version=7)
    assert found(edge, seventh)["/steps/1/data/version"]["code"] == "version_not_found"


def test_group_by_its_name_is_refused_with_the_id_that_was_meant(edge):
    group_id = edge.post("/v1/group", {"name": "Finance"}).json["id"]
    issue = found(edge, ask(groups=["Finance"]))["/steps/1/data/approvers/groups/0"]
    assert issue["severity"] == "error"
    assert f"did you mean {group_id}" in issue["message"]
    assert found(edge, ask(groups=[group_id])) == {}
    assert "/steps/1/data/approvers/groups" in found(edge, ask(groups="nobody"))


def test_user_that_is_not_there_is_refused_by_id_and_a_doubt_by_address(edge):
    user_id, _ = edge.user("Ada")
    assert found(edge, ask(users=[user_id, "ada@x.test", "{{who}}"])) == {}
    issues = found(edge, ask(users=["usr_x", "bob@x.test"]))
    assert issues["/steps/1/data/approvers/users/0"]["severity"] == "error"
    assert issues["/steps/1/data/approvers/users/1"]["severity"] == "warning"


def test_things_of_another_workspace_are_not_there(edge):
    foreign_id, foreign = edge.user("Eve", workspace="other")
    group_id = edge.post("/v1/group", {"name": "G"}).json["id"]
    assert found(edge, ask(users=[foreign_id]))["/steps/1/data/approvers/users/0"]
    admin = edge.user("Root", role="admin", workspace="other")[1]
    assert found(edge, ask(groups=[group_id]), as_=admin)["/steps/1/data/approvers/groups/0"]
    assert foreign


def test_more_approvals_than_people_are_named_is_refused(edge):
    user_id, _ = edge.user("Ada")
    one = ask(users=[user_id, user_id.upper()])
    one["data"]["requiredApprovals"] = 2
    issue = found(edge, one)["/steps/1/data/requiredApprovals"]
    assert "1 named" in issue["message"]


def test_code_that_does_not_parse_is_refused_with_line_and_column(edge):
    one = step("a", "code", "end", code="const a = 1;\nreturn {a: ;")
    issue = found(edge, one)["/steps/1/data/code"]
    assert (issue["code"], issue["severity"]) == ("invalid_code", "error")
    assert issue["message"].startswith("line 2, column 12: ")
    nodejs = step("a", "nodejs", "end", code="return await inputs.x(")
    assert "/steps/1/data/code" in found(edge, nodejs)
    assert found(edge, step("a", "code", "end", code="return await inputs.x\n// }")) == {}


def test_code_is_a_doubt_where_nothing_can_read_it(edge):
    edge.engine.flows = replace(edge.world.flows, code=CodeReader(None))
    one = step("a", "code", "end", code="return {")
    issue = found(edge, one)["/steps/1/data/code"]
    assert (issue["code"], issue["severity"]) == ("code_not_read", "warning")
    assert "code is off here" in issue["message"]


def test_what_is_unreadable_or_of_odd_shapes_is_not_looked_up(edge):
    for steps in (None, [], [5], [{"type": "user-approval", "data": {"approvers": {"users": 5}}}]):
        answer = edge.post("/v1/flow/validate", {"definition": {"steps": steps}})
        assert answer.status_code == 200


WRONG = [
    call(headers={"a": "{{secrets.gone}}"}, heders={}),
    step("a", "tool", "end", toolId="tool_x", action="b"),
    ask(groups=["Finance"]),
    {"id": "a", "type": "nope"},
    step("a", "set", "end", values={"x": "{{steps.lookk}}"}),
    step("a", "code", "end", code="}"),
]


@pytest.mark.parametrize("one", WRONG, ids=lambda one: one["type"])
def test_validating_saving_and_publishing_find_the_same(edge, one):
    validated = edge.post("/v1/flow/validate", {"definition": definition(one)}).json
    saved = edge.post("/v1/flow", {"name": "F", "definition": definition(one)}).json
    assert saved["issues"] == validated["issues"] != []
    assert edge.get(f"/v1/flow/{saved['id']}").json["issues"] == validated["issues"]
    published = edge.post(f"/v1/flow/{saved['id']}/publish")
    assert (published.status_code == 200) is validated["valid"]
    if validated["valid"]:
        assert published.json["issues"] == validated["issues"]
        return
    assert published.json["issues"] == validated["issues"]
    places = [(one["pointer"], one["code"]) for one in published.json["errors"]]
    assert places == [
        (f"/definition{issue['path']}", issue["code"])
        for issue in validated["issues"]
        if issue["severity"] == "error"
    ]


def test_unchanged_draft_that_is_published_again_leaves_the_version_that_stands(edge):
    flow_id = edge.flow()
    again = edge.post(f"/v1/flow/{flow_id}/publish", {"summary": "other words"})
    assert (again.status_code, again.json["version"]) == (200, 1)
    assert edge.get(f"/v1/flow/{flow_id}").json["latestVersion"] == 1
    assert edge.post(f"/v1/flow/{flow_id}/publish", {"fromVersion": 1}).json["version"] == 1


def test_draft_is_published_anew_when_its_name_or_who_publishes_it_changed(edge):
    flow_id = edge.flow()
    edge.call("PATCH", f"/v1/flow/{flow_id}", {"name": "G"})
    assert edge.post(f"/v1/flow/{flow_id}/publish").json["version"] == 2
    _, ada = edge.user("Ada")
    assert edge.post(f"/v1/flow/{flow_id}/publish", as_=ada).json["version"] == 3
    assert edge.post(f"/v1/flow/{flow_id}/publish", as_=ada).json["version"] == 3
