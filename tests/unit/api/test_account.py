from __future__ import annotations

from datetime import timedelta

import pytest

from engine import clock
from tests.support.edge import Edge, bearer

ADDRESS, PASSWORD = "Ada@x.test", "correct horse battery"


@pytest.fixture
def edge():
    made = Edge()
    made.user_id, made.ada = made.user("ada", password=PASSWORD)
    return made


def login(edge, password=PASSWORD, email=ADDRESS):
    return edge.http.post("/v1/auth/login", json={"email": email, "password": password})


def test_a_person_signs_in_whatever_the_case_of_the_address(edge):
    answer = login(edge)
    assert answer.status_code == 200
    assert answer.json["user"]["id"] == edge.user_id
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert edge.http.get("/v1/auth/me").json["user"]["email"] == "ada@x.test"


def test_behind_https_the_session_never_travels_without_it():
    edge = Edge(public_url="https://flows.example")
    edge.user("ada", password=PASSWORD)
    assert "Secure" in login(edge).headers["Set-Cookie"]


@pytest.mark.parametrize(("email", "password"), [(ADDRESS, "wrong"), ("nobody@x.test", PASSWORD)])
def test_who_gets_it_wrong_does_not_learn_what_was_wrong(edge, email, password):
    answer = login(edge, password, email)
    assert (answer.status_code, answer.json["detail"]) == (
        401,
        "address and password do not match",
    )


def test_a_session_changes_nothing_without_its_csrf_token(edge):
    csrf = login(edge).json["csrfToken"]
    body = {"name": "F", "definition": {"steps": []}}
    for headers in ({}, {"X-CSRF-Token": "wrong"}):
        answer = edge.http.post("/v1/flow", json=body, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (403, "csrf_token_wrong")
    assert edge.http.post("/v1/flow", json=body, headers={"X-CSRF-Token": csrf}).status_code == 201


def test_a_session_is_no_bearer_token_and_a_token_no_session(edge):
    login(edge)
    text = edge.http.get_cookie("millrace_session").value
    edge.http.delete_cookie("millrace_session")
    assert edge.get("/v1/flow", as_=bearer(text)).status_code == 401
    edge.http.set_cookie("millrace_session", edge.ada["Authorization"].removeprefix("Bearer "))
    assert edge.http.get("/v1/flow").status_code == 401


def test_signing_out_ends_the_session_for_good(edge):
    csrf = login(edge).json["csrfToken"]
    text = edge.http.get_cookie("millrace_session").value
    answer = edge.http.post("/v1/auth/logout", headers={"X-CSRF-Token": csrf})
    assert answer.json == {"loggedOut": True}
    edge.http.set_cookie("millrace_session", text)
    assert edge.http.get("/v1/auth/me").status_code == 401


def test_a_session_ends_by_itself_after_a_week(edge):
    login(edge)
    edge.world.time.sleep(timedelta(days=8).total_seconds())
    edge.http.set_cookie("millrace_session", edge.http.get_cookie("millrace_session").value)
    assert edge.http.get("/v1/auth/me").status_code == 401


def test_guessing_passwords_is_slowed_down_and_says_until_when(edge):
    statuses = [login(edge, f"guess {n}").status_code for n in range(11)]
    assert statuses == [401] * 10 + [429]
    refused = login(edge)
    assert refused.json["code"] == "rate_limited"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    edge.world.time.sleep(60)
    assert login(edge).status_code == 200


def test_a_disabled_account_opens_nothing(edge):
    login(edge)
    assert edge.call("DELETE", f"/v1/user/{edge.user_id}").status_code == 200
    assert edge.http.get("/v1/auth/me").status_code == 401
    assert edge.get("/v1/flow", as_=edge.ada).status_code == 401
    assert login(edge).status_code == 401


def test_a_personal_token_is_shown_once_and_listed_without_its_text(edge):
    made = edge.post("/v1/token", {"name": "laptop"}, as_=edge.ada)
    assert made.status_code == 201
    assert edge.get("/v1/auth/me", as_=bearer(made.json["token"])).json["user"]["id"] == (
        edge.user_id
    )
    listed = edge.get("/v1/token", as_=edge.ada).json["data"]
    assert made.json["id"] in [token["id"] for token in listed]
    assert made.json["token"] not in str(listed)
    edge.call("DELETE", f"/v1/token/{made.json['id']}", as_=edge.ada)
    assert edge.get("/v1/auth/me", as_=bearer(made.json["token"])).status_code == 401


def test_a_token_ends_when_it_says(edge):
    expires = (edge.world.time.now() + timedelta(days=400)).isoformat()
    made = edge.post("/v1/token", {"name": "short", "expiresAt": expires}, as_=edge.ada)
    assert made.status_code == 201, made.json
    edge.world.time.sleep(timedelta(days=401).total_seconds())
    assert edge.get("/v1/auth/me", as_=bearer(made.json["token"])).status_code == 401


def test_a_token_of_the_past_is_refused_with_its_place(edge):
    past = {"name": "old", "expiresAt": "2001-01-01T00:00:00Z"}
    answer = edge.post("/v1/token", past, as_=edge.ada)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/expiresAt")


def test_a_key_runs_the_flows_it_was_made_for_and_reads_their_runs(edge):
    flow_id, other_id = edge.flow(), edge.flow()
    key = edge.post("/v1/key", {"name": "shop", "flowIds": [flow_id]}).json["token"]
    answer = edge.execute(flow_id, {"n": 1}, as_=bearer(key))
    assert answer.json == {"n": 1}
    assert edge.execute(other_id, {"n": 1}, as_=bearer(key)).status_code == 403
    assert edge.get("/v1/key").json["data"][0]["flowIds"] in ([flow_id], None)


def test_only_an_admin_makes_a_key_for_every_flow(edge):
    assert edge.post("/v1/key", {"name": "all"}, as_=edge.ada).status_code == 403
    assert edge.post("/v1/key", {"name": "all"}).status_code == 201


def test_a_key_has_its_own_rate_and_every_answer_tells_what_is_left(edge):
    flow_id = edge.flow()
    made = edge.post("/v1/key", {"name": "slow", "flowIds": [flow_id], "ratePerMinute": 2}).json
    answers = [edge.execute(flow_id, {"n": 1}, as_=bearer(made["token"])) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers] == [
        "r=1",
        "r=0",
        "r=0",
    ]
    assert "Retry-After" in answers[2].headers


def test_a_token_of_another_kind_is_not_found_where_it_does_not_belong(edge):
    key = edge.post("/v1/key", {"name": "all"}).json["id"]
    assert edge.call("DELETE", f"/v1/token/{key}").status_code == 404
    assert edge.call("DELETE", "/v1/key/tok_none").status_code == 404


@pytest.mark.parametrize("wanted", [None, timedelta(days=9001)])
@pytest.mark.parametrize("path", ["/v1/token", "/v1/key"])
def test_a_token_makes_none_that_outlives_it(edge, path, wanted):
    now, flow_id = edge.world.time.now(), edge.flow()
    ends = now + timedelta(days=9000)
    short = edge.token("pat", user_id=edge.user_id, expires_at=ends)
    edge.call("PATCH", f"/v1/user/{edge.user_id}", {"role": "admin"})
    body = {"name": "n"} | ({"flowIds": [flow_id]} if path == "/v1/key" else {})
    if wanted:
        body["expiresAt"] = (now + wanted).isoformat()
    made = edge.post(path, body, as_=short)
    assert made.json["expiresAt"] == clock.rfc3339(ends)
    body["expiresAt"] = (now + timedelta(days=8000)).isoformat()
    made = edge.post(path, body, as_=short)
    assert made.json["expiresAt"] == clock.rfc3339(now + timedelta(days=8000))


def test_a_session_makes_tokens_that_outlive_it(edge):
    csrf = login(edge).json["csrfToken"]
    made = edge.http.post("/v1/token", json={"name": "n"}, headers={"X-CSRF-Token": csrf})
    assert made.json["expiresAt"] is None


def test_the_keys_of_a_disabled_account_open_nothing(edge):
    edge.call("PATCH", f"/v1/user/{edge.user_id}", {"role": "admin"})
    hers, ours = (
        bearer(edge.post("/v1/key", {"name": "k"}, as_=who).json["token"])
        for who in (edge.ada, edge.admin)
    )
    password = {"password": "another long password", "currentPassword": PASSWORD}
    assert edge.call("PATCH", f"/v1/user/{edge.user_id}", password).status_code == 200
    assert edge.get("/v1/auth/me", as_=hers).status_code == 200
    assert edge.call("DELETE", f"/v1/user/{edge.user_id}").status_code == 200
    assert edge.get("/v1/auth/me", as_=hers).status_code == 401
    assert edge.get("/v1/auth/me", as_=ours).status_code == 200
