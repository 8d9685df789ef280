from __future__ import annotations

import html

import pytest

from tests.support.console import Console

SECRETS = "/console/workspace/secrets"
CONNECTIONS = "/console/workspace/connections"
VALUE = "canary of a value"
MODEL = {"name": "default", "baseUrl": "https://m.example/v1", "model": "m-1"}


def sent(console, action, where, **fields):
    """Send a form of a page as a browser does."""
    answer = console.act(action, again="yes", back=where, done=where, **fields)
    return answer.status_code, html.unescape(answer.text)


def test_empty_lists_say_what_belongs_there(console):
    assert "No secrets yet." in console.page(SECRETS)
    assert "connect the first as default" in console.page(CONNECTIONS)


def test_a_secret_is_kept_replaced_and_deleted_and_never_shown(console):
    status, page = sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value=VALUE)
    assert (status, "Secret SHOP_TOKEN saved." in page) == (200, True)
    edit = console.page(f"{SECRETS}?edit=SHOP_TOKEN")
    assert 'value="SHOP_TOKEN" maxlength="64"' in edit
    assert " readonly" in edit
    assert VALUE not in page + edit
    sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value="another value")
    assert console.engine.secrets.values("ws") == {"SHOP_TOKEN": "another value"}
    told = console.act("secret-delete", name="SHOP_TOKEN", back=SECRETS).text
    assert "The secret SHOP_TOKEN is deleted." in told
    assert "there is no secret" in console.act("secret-delete", name="SHOP_TOKEN").text


def test_a_secret_is_kept_to_the_last_space(console):
    sent(console, "secret-put", SECRETS, name="PADDED", value=" two words ")
    assert console.engine.secrets.values("ws") == {"PADDED": " two words "}


def test_a_wrong_name_is_said_at_its_field_and_only_the_value_is_lost(console):
    status, page = sent(console, "secret-put", SECRETS, name='9"><script>', value=VALUE)
    assert status == 422
    field = page.split('id="f-secret-put-name"')[1].split("</div>")[0]
    assert 'aria-invalid="true"' in field
    assert "begins with no digit" in field
    assert "Type it again" in page
    assert VALUE not in page
    raw = console.act("secret-put", again="yes", back=SECRETS, name="9<script>").text
    assert "9<script>" not in raw


def test_a_form_that_is_empty_or_without_a_page_is_refused_all_the_same(console):
    status, page = sent(console, "secret-put", SECRETS)
    assert status == 422
    assert page.count("Missing data for required field.") == 2
    for where in ("/console/runs", "/console/nowhere", "https://evil.example/", ""):
        told = console.act("secret-put", again="yes", back=where, name="9", value=VALUE)
        assert "Not done: name: a name has letters" in console.page("/console/runs") + told.text
        assert "evil" not in told.request.url


def test_a_connection_is_made_and_changed_and_its_key_stays(console):
    key = "canary-of-a-key"
    _, page = sent(console, "connection-put", CONNECTIONS, **MODEL, apiKey=key)
    assert "Connection default saved." in page
    edit = console.page(f"{CONNECTIONS}?edit=default")
    assert 'value="https://m.example/v1"' in edit
    assert key not in page + edit
    sent(console, "connection-put", CONNECTIONS, **{**MODEL, "model": "m-2"})
    model = console.engine.connections.model("ws", "default")
    assert (model.name, model.api_key) == ("m-2", key)


def test_a_connection_of_any_name_is_deleted(console):
    sent(console, "connection-put", CONNECTIONS, **{**MODEL, "name": "a/b c"})
    made = console.get("/v1/connection").json["data"][0]["id"]
    told = console.act("connection-delete", connection_id=made, back=CONNECTIONS).text
    assert "The connection is deleted." in told
    assert console.get("/v1/connection").json["data"] == []


@pytest.mark.parametrize(
    ("url", "said"),
    [("ftp://x", "Not an http or https URL."), ("http://127.0.0.1/v1", "not allowed")],
)
def test_an_address_that_no_call_may_go_to_is_said_at_its_field(console, url, said):
    status, page = sent(console, "connection-put", CONNECTIONS, **{**MODEL, "baseUrl": url})
    assert status == 422
    field = page.split('id="f-connection-put-baseUrl"')[1].split("</div>")[0]
    assert said in field
    assert f'value="{url}"' in field
    assert 'value="m-1"' in page


def test_members_see_names_and_no_forms(console):
    sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value=VALUE)
    console.sign_in("Bob", role="member")
    page = console.page(SECRETS)
    assert "SHOP_TOKEN" in page
    assert "Admins change these." in page
    assert "secret-delete" not in page
    for name in ("secret-put", "secret-delete"):
        _, page = sent(console, name, SECRETS, name="SHOP_TOKEN", value="another value")
        assert "Not done: only an admin" in page
    assert console.engine.secrets.values("ws") == {"SHOP_TOKEN": VALUE}


def test_another_page_of_a_long_list_is_a_link_away():
    console = Console()
    console.sign_in()
    for number in range(51):
        console.post("/v1/secret", {"name": f"S{number}", "value": VALUE})
    page = console.page(SECRETS)
    following = page.split('data-more href="')[1].split('"')[0]
    second = console.page(following)
    names = {f"S{number}" for number in range(51)}
    assert {name for name in names if f">{name}<" in page + second} == names


def secret_of(console, name="SHOP_TOKEN"):
    return next(one for one in console.get("/v1/secret").json["data"] if one["name"] == name)


def test_a_secret_is_limited_to_origins_flows_and_groups(console):
    flow_id = console.flow()
    group = console.post("/v1/group", {"name": "Finance"}).json["id"]
    limits = {"origins": "https://api.example.com", "flows": flow_id, "groups": group}
    _, page = sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value=VALUE, **limits)
    kept = secret_of(console)
    assert kept["origins"] == ["https://api.example.com"]
    assert (kept["flows"], kept["groups"]) == ([flow_id], [group])
    row = page.split("SHOP_TOKEN")[2 if "SHOP_TOKEN saved" in page else 1]
    assert "Finance" in row
    edit = console.page(f"{SECRETS}?edit=SHOP_TOKEN")
    assert "https://api.example.com</textarea>" in edit
    for chosen in (flow_id, group):
        assert f'value="{chosen}" checked' in edit


def test_a_value_typed_for_an_existing_name_keeps_its_limits(console):
    flow_id = console.flow()
    limits = {"origins": ["https://api.example.com"], "flows": [flow_id]}
    console.post("/v1/secret", {"name": "SHOP_TOKEN", "value": VALUE, **limits})
    sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value="another value")
    kept = secret_of(console)
    assert (kept["origins"], kept["flows"]) == (["https://api.example.com"], [flow_id])


def test_limits_emptied_while_changing_a_secret_are_lifted(console):
    flow_id = console.flow()
    limits = {"origins": ["https://api.example.com"], "flows": [flow_id]}
    console.post("/v1/secret", {"name": "SHOP_TOKEN", "value": VALUE, **limits})
    edit = console.page(f"{SECRETS}?edit=SHOP_TOKEN")
    assert 'name="edited" value="SHOP_TOKEN"' in edit
    given = {"edited": "SHOP_TOKEN", "name": "SHOP_TOKEN", "value": VALUE, "origins": ""}
    _, page = sent(console, "secret-put", SECRETS, **given)
    kept = secret_of(console)
    assert (kept["origins"], kept["flows"]) == (None, [])
    assert "goes wherever a flow sends it" in page


def test_a_secret_without_origins_is_saved_with_a_warning(console):
    _, page = sent(console, "secret-put", SECRETS, name="SHOP_TOKEN", value=VALUE)
    notice = page.split('role="status">')[1].split("</p>")[0]
    assert "Secret SHOP_TOKEN saved." in notice
    assert "name its origins" in notice
    given = {"name": "LIMITED", "value": VALUE, "origins": "https://api.example.com"}
    _, page = sent(console, "secret-put", SECRETS, **given)
    assert "name its origins" not in page
