from __future__ import annotations

import re

from tests.support.console import PASSWORD, Console

PERSON = {"name": "Ada", "email": "ada@x.test", "password": PASSWORD}


def token_of(console):
    return console.admin["Authorization"].removeprefix("Bearer ")


def test_a_fresh_installation_asks_for_its_first_account():
    answer = Console().http.get("/console/", follow_redirects=True)
    assert answer.request.path == "/console/welcome"


def test_the_admin_token_makes_an_account_and_signs_in_with_it():
    console = Console()
    given = {**PERSON, "token": token_of(console)}
    answer = console.http.post("/console/welcome", data=given, follow_redirects=True)
    assert answer.request.path == "/console/flows"
    assert "Try the sample flow" in answer.text
    assert console.get("/v1/user").json["data"][0]["role"] == "admin"


def test_another_token_makes_none():
    console = Console()
    for wrong in ("pat_wrong", "", token_of(console) + "x"):
        answer = console.http.post("/console/welcome", data={**PERSON, "token": wrong})
        assert answer.status_code == 401
    assert console.get("/v1/user").json["data"] == []


def test_what_is_wrong_with_an_account_is_said_at_once():
    console = Console()
    given = {**PERSON, "password": "x", "token": token_of(console)}
    answer = console.http.post("/console/welcome", data=given)
    assert answer.status_code == 422
    assert "password" in answer.text
    assert 'value="ada@x.test"' in answer.text


def test_a_wrong_password_stays_at_the_door():
    console = Console()
    console.user("Grace", password=PASSWORD)
    given = {"email": "grace@x.test", "password": "wrong"}
    answer = console.http.post("/console/sign-in", data=given)
    assert answer.status_code == 401
    assert "do not match" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_attempts_at_the_door_are_counted_as_by_the_api():
    console = Console(login_rate_per_minute=2)
    console.user("Grace", password=PASSWORD)
    given = {"email": "grace@x.test", "password": "wrong"}
    statuses = [console.http.post("/console/sign-in", data=given).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


def test_who_was_led_to_the_door_comes_to_where_he_wanted():
    console = Console()
    console.user("Grace", password=PASSWORD)
    led = console.http.get("/console/runs?status=failed", follow_redirects=True)
    wanted = re.search(r'name="next" value="([^"]*)"', led.text)[1]
    given = {"email": "grace@x.test", "password": PASSWORD, "next": wanted}
    answer = console.http.post("/console/sign-in", data=given)
    assert answer.headers["Location"] == "/console/runs?status=failed"


def test_nobody_is_led_elsewhere():
    console = Console()
    console.user("Grace", password=PASSWORD)
    for elsewhere in ("https://evil.example/", "//evil.example", "/console/\\evil", "/v1/flow"):
        given = {"email": "grace@x.test", "password": PASSWORD, "next": elsewhere}
        answer = console.http.post("/console/sign-in", data=given)
        assert answer.headers["Location"] == "/console/flows"


def test_signing_out_ends_the_session(console):
    cookie = console.http.get_cookie("millrace_session").value
    console.submit("/console/sign-out")
    assert console.tokens.authenticate(cookie) is None
    assert console.http.get("/console/flows").status_code == 303
