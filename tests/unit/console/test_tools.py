from __future__ import annotations

import html
import io
import json

import pytest

from tests.support.world import final, step
from tests.unit.console.test_keeping import sent

TOOLS = "/console/workspace/tools"
TOKEN = "canary-of-a-token"
TRACKER = {"name": "Tracker", "baseUrl": "https://tracker.example"}
PROJECT = {"name": "project", "in": "path", "required": True, "schema": {"type": "string"}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Shop"},
    "servers": [{"url": "https://shop.example"}],
    "paths": {
        "/{project}": {"get": {"operationId": "show", "parameters": [PROJECT]}},
        "/photo": {
            "post": {
                "operationId": "upload",
                "requestBody": {"content": {"image/png": {}}},
            }
        },
    },
}


def made(console, **more):
    """Describe a tool on its page, and return the address of that."""
    answer = console.act("tool-create", again="yes", back=TOOLS, **{**TRACKER, **more})
    assert answer.status_code == 200
    return answer.request.path


def saved(console, where, kind, **fields):
    given = {"again": "yes", "back": where, **fields}
    answer = console.submit(f"{where.partition('?')[0]}/{kind}", given)
    return answer.status_code, html.unescape(answer.text)


def of(console, where):
    return console.get(f"/v1/tool/{where.rpartition('/')[2]}").json


def imported(console, **fields):
    given = {"again": "yes", "back": TOOLS, **fields}
    answer = console.submit(f"{TOOLS}/import", given, content_type="multipart/form-data")
    return answer, html.unescape(answer.text)


def test_a_tool_that_was_described_here_is_used_by_a_flow(console):
    assert "No tool is described." in console.page(TOOLS)
    where = made(console, authType="bearer", token=TOKEN)
    assert "Nothing can be done with it yet" in console.page(where)
    parameters = '{"properties": {"project": {}, "title": {}}, "required": ["title"]}'
    _, page = saved(
        console,
        where,
        "actions",
        name="createIssue",
        method="POST",
        url="/{{project}}/issues",
        headers='{"X-A": "b"}',
        parameters=parameters,
    )
    assert "project, title" in page
    assert "<code>POST /{{project}}/issues</code>" in page
    assert TOKEN not in page
    given = {"project": "web", "title": "It is down"}
    data = {"toolId": of(console, where)["id"], "action": "createIssue", "parameters": given}
    console.execute(console.flow(step("t", "tool", "end", **data), final("end")))
    call = console.world.sink.calls[0]
    assert call.url == "https://tracker.example/web/issues"
    assert call.headers["Authorization"] == f"Bearer {TOKEN}"
    assert call.headers["X-A"] == "b"


def test_an_action_is_changed_renamed_and_taken_away(console):
    where = made(console)
    saved(console, where, "actions", name="a", method="POST", url="/a", body='{"n": "{{n}}"}')
    path = f"/v1/tool/{where.rpartition('/')[2]}"
    kept = [{**of(console, where)["actions"][0], "note": "of the API's own"}]
    console.call("PATCH", path, {"actions": [*kept, {"name": "other"}]})
    edit = console.page(f"{where}?actions=a")
    assert '"n": "{{n}}"' in edit
    saved(console, where, "actions", was="a", name="b", method="GET", url="/b")
    assert of(console, where)["actions"] == [
        {"note": "of the API's own", "name": "b", "api": {"method": "GET", "url": "/b"}},
        {"name": "other"},
    ]
    told = console.submit(f"{where}/actions/drop", {"was": "b"}).text
    assert "b is taken away." in told
    console.submit(f"{where}/actions/drop", {"was": "b"})
    assert [one["name"] for one in of(console, where)["actions"]] == ["other"]


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"name": ""}, "name", "Give it a name"),
        ({"name": "taken"}, "name", "Another one is called that."),
        ({"parameters": "{no"}, "parameters", "this is no JSON object: Expecting"),
        ({"parameters": "[1]"}, "parameters", "this is no JSON object"),
        ({"headers": "[" * 100_000}, "headers", "this is no JSON object"),
    ],
)
def test_what_is_wrong_with_an_action_is_said_at_its_field(console, fields, name, said):
    where = made(console)
    saved(console, where, "actions", name="taken", method="GET", url="/")
    before = of(console, where)
    given = {"name": "new", "method": "PUT", "url": "/kept", **fields}
    status, page = saved(console, where, "actions", **given)
    assert status == 422
    field = page.split(f'id="f-tool-action-{name}"')[1].split("</div>")[0]
    assert said in field
    assert 'value="/kept"' in page
    assert "<option selected" not in page
    assert 'value="PUT" selected' in page
    assert of(console, where) == before


def test_what_was_taken_away_meanwhile_can_be_saved_as_another(console):
    where = made(console)
    status, page = saved(console, f"{where}?actions=a", "actions", was="a", name="a", url="/kept")
    assert status == 409
    assert "a was taken away meanwhile" in page
    assert 'value="/kept"' in page
    assert 'name="was" value=""' in page


def test_a_trigger_is_made_and_changed_and_its_secret_stays(console):
    where = made(console)
    given = {"id": "opened", "name": "Opened", "scheme": "hmac", "header": "X-Proof"}
    _, page = saved(console, where, "triggers", **given, secret=TOKEN)
    assert "webhook.opened" in page
    edit = console.page(f"{where}?triggers=opened")
    assert 'value="X-Proof"' in edit
    assert TOKEN not in page + edit
    given |= {"was": "opened", "name": "An issue was opened"}
    _, page = saved(console, where, "triggers", **given)
    assert "An issue was opened" in page
    tool = console.engine.tools.shelf.get(where.rpartition("/")[2])
    assert console.engine.tools.secret(tool, "opened") == TOKEN


def test_a_call_that_is_none_is_said_at_its_field_and_the_secret_is_not_kept(console):
    where = made(console)
    given = {"id": "x", "scheme": "hmac", "secret": TOKEN, "register": '{"method": "POST"}'}
    status, page = saved(console, where, "triggers", **given)
    assert status == 422
    field = page.split('id="f-tool-trigger-register"')[1].split("</div>")[0]
    assert "url: must be the address to call" in field
    assert '{"method": "POST"}' in field
    assert "Type it again" in page
    assert TOKEN not in page


@pytest.mark.parametrize(
    ("opening", "shown"),
    [
        ({"authType": "bearer", "token": TOKEN}, {"type": "bearer"}),
        (
            {"authType": "basic", "token": TOKEN, "username": "ada"},
            {"type": "basic", "username": "ada"},
        ),
        (
            {"authType": "header", "token": TOKEN, "header": "X-Key"},
            {"type": "header", "name": "X-Key"},
        ),
        ({}, None),
    ],
)
def test_a_tool_is_opened_as_its_settings_say(console, opening, shown):
    where = made(console, **opening)
    assert of(console, where)["auth"] == shown
    tool_id = where.rpartition("/")[2]
    kept = {name: value for name, value in opening.items() if name != "token"}
    given = {**TRACKER, **kept, "label": "Issues", "tool_id": tool_id}
    _, page = sent(console, "tool-change", where, **given)
    assert "Saved." in page
    assert of(console, where)["label"] == "Issues"
    assert of(console, where)["auth"] == shown
    tool = console.engine.tools.shelf.get(tool_id)
    assert console.engine.tools.secret(tool, "auth") == opening.get("token")
    assert TOKEN not in page


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ({"token": TOKEN}, "authType"),
        ({"authType": "guess", "token": TOKEN}, "authType"),
        ({"authType": "basic", "token": TOKEN}, "username"),
        ({"baseUrl": "ftp://x"}, "baseUrl"),
        ({"baseUrl": "http://169.254.169.254/"}, "baseUrl"),
    ],
)
def test_half_an_opening_makes_no_tool(console, opening, name):
    status, page = sent(console, "tool-create", TOOLS, **{**TRACKER, **opening})
    assert status == 422
    field = page.split(f'id="f-tool-create-{name}"')[1].split("</div>")[0]
    assert 'class="problem"' in field
    assert 'value="Tracker"' in page
    assert TOKEN not in page
    assert console.get("/v1/tool").json["data"] == []


def test_tools_are_found_by_name_and_deleted(console):
    where = made(console)
    made(console, name="<i>Shop</i>")
    page = console.http.get(f"{TOOLS}?text=shop").text
    assert "&lt;i&gt;Shop" in page
    assert "<i>Shop" not in page
    assert "Tracker" not in page.split("data-rows")[1].split("</table>")[0]
    assert "Nothing is called that" in console.page(f"{TOOLS}?text=zebra")
    given = {"tool_id": where.rpartition("/")[2], "back": where, "done": TOOLS}
    assert "The tool is deleted." in console.act("tool-delete", **given).text
    assert console.http.get(where).status_code == 404


def test_a_document_is_imported_and_what_was_left_out_is_named(console):
    answer, page = imported(console, document=json.dumps(DOCUMENT), authType="bearer", token=TOKEN)
    assert answer.status_code == 200
    assert "Shop is made" in page
    assert "<code>upload</code>" in page
    assert TOKEN not in page
    tool = console.get("/v1/tool").json["data"][0]
    assert [one["name"] for one in tool["actions"]] == ["show"]
    assert tool["auth"] == {"type": "bearer"}


def test_a_file_is_imported_as_far_as_is_wanted(console):
    file = (io.BytesIO(json.dumps(DOCUMENT).encode()), "openapi.json")
    answer, page = imported(console, file=file, operations="show\n", name="Mine")
    assert answer.request.path.startswith(f"{TOOLS}/tool_")
    assert "<h1>Mine</h1>" in page


def test_a_large_document_is_taken_as_the_api_takes_it(console):
    given = {**DOCUMENT, "x-filling": "x" * 600_000}
    answer, _ = imported(console, document=json.dumps(given), operations="show")
    assert answer.status_code == 200
    assert len(console.get("/v1/tool").json["data"]) == 1


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("", "paste the document here"),
        ("openapi: 3.1.0", "this is no JSON object"),
        ('{"swagger": "2.0"}', "the document is not OpenAPI 3.0 or 3.1"),
        ('{"openapi": "3.1.0", "servers": [{"url": "https://x.example"}]}', "no operation"),
    ],
)
def test_a_document_that_is_none_is_said_and_kept(console, document, said):
    answer, page = imported(console, document=document, name="Kept")
    assert answer.status_code == 422
    field = page.split('id="f-tool-import-document"')[1].split("</div>")[0]
    assert said in field
    assert document in field
    assert 'value="Kept"' in page
    assert console.get("/v1/tool").json["data"] == []


def test_members_see_tools_and_change_none(console):
    where = made(console)
    saved(console, where, "actions", name="a", method="GET", url="/")
    console.sign_in("Bob", role="member")
    page = console.page(where)
    assert "<td>a</td>" in page.replace("</span>", "")
    for word in ("Take away", "Save the action", "Delete the tool"):
        assert word not in page
    assert "Import it" not in console.page(TOOLS)
    for told in (
        saved(console, where, "actions", name="b", method="GET")[1],
        console.submit(f"{where}/actions/drop", {"was": "a"}).text,
        imported(console, document=json.dumps(DOCUMENT))[1],
    ):
        assert "Not done: only an admin" in told


def test_a_tool_that_is_none_is_not_found(console):
    assert console.http.get(f"{TOOLS}/import").status_code == 404
    assert saved(console, f"{TOOLS}/none", "actions", name="a", method="GET")[0] == 404
    assert console.submit(f"{TOOLS}/none/actions/drop", {"was": "a"}).status_code == 404


def test_a_tool_that_is_called_otherwise_is_shown_so(console):
    where = made(console)
    given = {**TRACKER, "name": "Issues", "label": "", "tool_id": where.rpartition("/")[2]}
    assert 'name="label" value=""' in console.page(where)
    sent(console, "tool-change", where, **given)
    assert of(console, where)["label"] == "Issues"


def test_a_tool_that_is_opened_by_nothing_any_more_has_no_secret(console):
    where = made(console, authType="bearer", token=TOKEN)
    tool_id = where.rpartition("/")[2]
    sent(console, "tool-change", where, **TRACKER, tool_id=tool_id, authType="none")
    tool = console.engine.tools.shelf.get(tool_id)
    assert console.engine.tools.secret(tool, "auth") is None


def test_what_the_forms_do_not_know_of_a_tool_stays(console):
    auth = {"type": "of its own", "token": TOKEN, "more": 1}
    actions = [{"name": "a", "api": {"method": "post", "url": "/"}}, {"name": "b"}]
    body = {**TRACKER, "auth": auth, "actions": actions}
    tool_id = console.post("/v1/tool", body).json["id"]
    where = f"{TOOLS}/{tool_id}"
    sent(console, "tool-change", where, **TRACKER, tool_id=tool_id)
    assert of(console, where)["auth"] == {"type": "of its own", "more": 1}
    assert 'value="POST" selected' in console.page(f"{where}?actions=a")
    assert 'value="GET" selected' in console.page(f"{where}?actions=b")


def test_a_secret_is_typed_again_for_a_server_that_the_tool_did_not_have(console):
    where = made(console, authType="bearer", token=TOKEN)
    refused = console.act(
        "tool-change",
        again="yes",
        back=where,
        tool_id=where.rpartition("/")[2],
        name="Tracker",
        baseUrl="https://elsewhere.example",
        authType="bearer",
    )
    assert refused.status_code == 422
    problem = refused.text.split('id="f-tool-change-token"')[1].split("</div>")[0]
    assert "the secret that is kept is for other servers" in problem
    given = {"name": "upload", "method": "POST", "url": "https://uploads.example/"}
    status, page = saved(console, where, "actions", **given)
    problem = page.split('id="f-tool-action-token"')[1].split("</div>")[0]
    assert (status, "is for other servers" in problem) == (422, True)
    status, page = saved(console, where, "actions", **given, token="another-token")
    assert (status, "upload" in page, "another-token" in page) == (200, True, False)
    data = {"toolId": of(console, where)["id"], "action": "upload", "parameters": {}}
    console.execute(console.flow(step("t", "tool", "end", **data), final("end")))
    call = console.world.sink.calls[0]
    assert call.url == "https://uploads.example/"
    assert call.headers["Authorization"] == "Bearer another-token"


def test_a_secret_for_a_tool_that_nothing_opens_is_refused_at_its_place(console):
    where = made(console)
    given = {"name": "a", "method": "GET", "token": TOKEN}
    status, page = saved(console, where, "actions", **given)
    assert (status, "Nothing opens the tool" in page, TOKEN in page) == (422, True, False)


def test_a_trigger_of_another_id_says_that_the_secret_did_not_go_with_it(console):
    where = made(console)
    given = {"id": "pushed", "scheme": "github"}
    saved(console, where, "triggers", **given, secret=TOKEN)
    _, page = saved(console, where, "triggers", **given, was="pushed", name="Pushed")
    assert "Saved." in page
    assert "does not prove" not in page
    renamed = {**given, "id": "merged", "was": "pushed"}
    _, page = saved(console, where, "triggers", **renamed)
    assert "A secret that was kept for pushed does not prove merged: type it again." in page
    again = {**given, "id": "pushed", "was": "merged"}
    _, page = saved(console, where, "triggers", **again, secret=TOKEN)
    assert "does not prove" not in page
    tool = console.engine.tools.shelf.get(where.rpartition("/")[2])
    assert console.engine.tools.secret(tool, "pushed") == TOKEN
