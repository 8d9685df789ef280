"""Guessed passwords, and strangers who try to lock others out by guessing."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from engine import passwords
from engine.settings import Settings, SettingsError
from tests.support.console import Console
from tests.support.edge import Edge

PASSWORD = "correct horse battery"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """Hundreds of guesses are made here: what one costs is not what is judged."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def edge():
    edge = Edge()
    edge.bob_id, edge.bob = edge.user("bob", password=PASSWORD)
    return edge


def sign_in(edge, password=PASSWORD, name="bob", *, at=HERE, via=None):
    body = {"email": f"{name}@x.test", "password": password}
    headers = {"X-Forwarded-For": via} if via is not None else {}
    answer = edge.http.post(
        "/v1/auth/login", json=body, headers=headers, environ_overrides={"REMOTE_ADDR": at}
    )
    edge.http.delete_cookie("millrace_session")
    return answer.status_code


def test_wrong_passwords_from_one_address_do_not_lock_the_account_elsewhere(edge):
    assert [sign_in(edge, "guess", at=ELSEWHERE) for _ in range(11)] == [401] * 10 + [429]
    assert sign_in(edge, at=ELSEWHERE) == 429
    assert sign_in(edge, at=HERE) == 200


def test_accounts_that_do_not_exist_do_not_lock_an_address(edge):
    assert {sign_in(edge, "guess", f"nobody{n}") for n in range(11)} == {401}
    assert sign_in(edge) == 200


def test_the_right_password_is_never_too_many(edge):
    assert {sign_in(edge) for _ in range(25)} == {200}


def test_guesses_from_many_addresses_leave_each_new_address_a_try(edge):
    places = [f"203.0.113.{n}" for n in range(20)]
    statuses = [sign_in(edge, "guess", at=at) for at in places for _ in range(10)]
    assert statuses.count(401) < 20 * 10
    assert sign_in(edge, at=HERE) == 200
    assert sign_in(edge, "guess", at="203.0.113.200") == 401
    assert sign_in(edge, at="203.0.113.200") == 429


def test_an_address_that_proved_the_password_is_let_through_a_burst(edge):
    assert sign_in(edge) == 200
    for n in range(110):
        sign_in(edge, "guess", f"nobody{n}")
    assert sign_in(edge, "guess", "nobody") == 429
    assert sign_in(edge) == 200
    assert [sign_in(edge, "guess") for _ in range(11)] == [401] * 10 + [429]


def test_the_sites_of_ipv6_count_as_one_address(edge):
    tried = [sign_in(edge, "guess", at=f"2001:db8:1:2::{n:x}") for n in range(11)]
    assert tried == [401] * 10 + [429]
    assert sign_in(edge, "guess", at="2001:db8:1:3::1") == 401


# Proxies ---------------------------------------------------------------------------------------


@pytest.fixture
def proxied():
    edge = Edge(trusted_proxies=("10.0.0.0/8", "2001:db8::/64"))
    edge.bob_id, edge.bob = edge.user("bob", password=PASSWORD)
    return edge


def guesses(edge, **given):
    return [sign_in(edge, "guess", **given) for _ in range(11)]


def test_a_caller_behind_a_trusted_proxy_has_an_address_of_its_own(proxied):
    assert guesses(proxied, at="10.0.0.1", via=ELSEWHERE)[-1] == 429
    assert sign_in(proxied, at="10.0.0.1", via=HERE) == 200
    assert sign_in(proxied, at="10.9.9.9", via=f"{ELSEWHERE}:4711") == 429
    assert sign_in(proxied, at="2001:db8::5", via=f"{ELSEWHERE}, 10.0.0.1") == 429


@pytest.mark.parametrize("at", [ELSEWHERE, "10.0.0.1"])
def test_what_a_caller_writes_into_the_header_is_not_believed(proxied, at):
    """From no proxy at all, or in front of what the proxy adds."""
    behind = "" if at == ELSEWHERE else f", {ELSEWHERE}"
    tried = [sign_in(proxied, "guess", at=at, via=f"192.0.2.{n}{behind}") for n in range(11)]
    assert tried == [401] * 10 + [429]


@pytest.mark.parametrize("via", ["", "unknown", "  ", "::1]", "10.0.0.1, junk", "," * 5000])
def test_a_header_that_names_no_address_leaves_the_proxys_own(proxied, via):
    assert guesses(proxied, at="10.0.0.1", via=via)[-1] == 429
    assert sign_in(proxied, at="10.0.0.1", via=via) == 429
    assert sign_in(proxied, at="10.0.0.1", via=HERE) == 200


def test_the_sign_in_page_counts_the_address_that_a_trusted_proxy_names():
    console = Console(trusted_proxies=("10.0.0.1",))
    console.user("bob", password=PASSWORD)

    def post(password, via):
        given = {"email": "bob@x.test", "password": password}
        return console.http.post(
            "/console/sign-in",
            data=given,
            headers={"X-Forwarded-For": via},
            environ_overrides={"REMOTE_ADDR": "10.0.0.1"},
        ).status_code

    assert [post("guess", ELSEWHERE) for _ in range(11)] == [401] * 10 + [429]
    assert post(PASSWORD, HERE) == 303


def test_trusted_proxies_are_addresses_and_ranges():
    given = {"MILLRACE_TRUSTED_PROXIES": "10.0.0.1, 2001:db8::/32"}
    assert Settings.from_env(given).trusted_proxies == ("10.0.0.1", "2001:db8::/32")
    for bad in ("proxy.example", "10.0.0.1/8", "*"):
        with pytest.raises(SettingsError, match="MILLRACE_TRUSTED_PROXIES"):
            Settings.from_env({"MILLRACE_TRUSTED_PROXIES": bad})


# Share links, and one's own password -----------------------------------------------------------


def by_link(edge, token, password, at=HERE):
    return edge.http.get(
        f"/v1/flow/share/{token}",
        headers={"X-Share-Password": password},
        environ_overrides={"REMOTE_ADDR": at},
    ).status_code


def test_the_right_password_of_a_link_is_never_too_many_and_strangers_lock_nobody_out(edge):
    token = edge.post(f"/v1/flow/{edge.flow()}/share", {"password": "sesame street"}).json["token"]
    assert {by_link(edge, token, "sesame street") for _ in range(25)} == {200}
    tried = [by_link(edge, token, f"{n}", ELSEWHERE) for n in range(21)]
    assert tried == [401] * 20 + [429]
    assert by_link(edge, token, "sesame street") == 200


def test_a_session_that_was_stolen_guesses_no_password(edge):
    path = f"/v1/user/{edge.bob_id}"

    def change(current):
        body = {"password": "another horse battery", "currentPassword": current}
        return edge.call("PATCH", path, body, as_=edge.bob).status_code

    assert [change("guess") for _ in range(11)] == [422] * 10 + [429]
    assert change(PASSWORD) == 429


# The audit log ---------------------------------------------------------------------------------


def entries(edge, object_id):
    found = edge.get(f"/v1/audit?objectId={object_id}").json["data"]
    return [(one["action"], one["principal"], one["detail"]) for one in found]


def test_sign_ins_and_failed_ones_stand_in_the_audit_log(edge):
    sign_in(edge, "guess", at=ELSEWHERE)
    edge.world.time.sleep(1)
    sign_in(edge)
    sign_in(edge, "guess", "nobody")
    assert entries(edge, edge.bob_id) == [
        ("account.login", f"user:{edge.bob_id}", {"address": HERE}),
        ("account.login_failed", "anonymous", {"address": ELSEWHERE}),
    ]
    assert "guess" not in edge.get("/v1/audit").text
    assert PASSWORD not in edge.get("/v1/audit").text


def test_a_burst_of_guesses_fills_no_audit_log(edge):
    for place in range(15):
        for _ in range(10):
            sign_in(edge, "guess", at=f"203.0.113.{place}")
    assert len(edge.world.stores.shelves.audits.list("", 500)) <= 102
