from __future__ import annotations

import time

import pytest

from engine.egress import Egress, nowhere
from engine.egress.guards import Guard


def test_a_name_inside_is_told_like_one_that_does_not_exist(refusal, caplog):
    """The same code, words and retries to the caller; the true reason to the operator."""

    def ask(host, _port):
        if host == "nowhere.example":
            raise OSError
        return {"a.example": ["10.0.0.1"], "mixed.example": ["1.1.1.1", "::1"]}[host]

    names = ["a.example", "mixed.example", "nowhere.example"]
    refused = [refusal(Egress(resolver=ask), f"http://{name}/") for name in names]
    assert len({(one.code, one.message, one.retryable, one.was_sent) for one in refused}) == 1
    assert (refused[0].code, refused[0].retryable) == ("CONNECTION_FAILED", True)
    assert [(line.origin, line.reason) for line in caplog.records] == [
        ("http://a.example", "leads inside: 10.0.0.1"),
        ("http://mixed.example", "leads inside: 1.1.1.1, ::1"),
        ("http://nowhere.example", "unknown name"),
    ]


@pytest.mark.parametrize("found", [["10.0.0.1"], []], ids=["inside", "unknown"])
def test_a_refused_name_takes_whole_pauses(refusal, monkeypatch, found):
    """How long a lookup took would tell the two apart."""
    monkeypatch.setattr(nowhere, "PAUSE_SECONDS", 0.1)
    taken = []
    for seconds in (0.0, 0.03, 0.11):
        started = time.monotonic()

        def ask(_host, _port, seconds=seconds):
            time.sleep(seconds)
            return found

        refusal(Egress(resolver=ask), "http://a.example/")
        taken.append(int((time.monotonic() - started) / 0.1))
    assert taken[0] >= 1
    assert taken[1] >= 1
    assert taken[2] >= 2


@pytest.mark.parametrize("found", [["10.0.0.1"], []], ids=["inside", "unknown"])
def test_a_refused_name_in_a_short_call_is_a_timeout(refusal, monkeypatch, found):
    """Else the time that a caller allows would be its watch."""
    monkeypatch.setattr(nowhere, "PAUSE_SECONDS", 0.25)
    egress = Egress(resolver=lambda _host, _port: found)
    error = refusal(egress, "http://a.example/", timeout_seconds=0.05)
    assert (error.code, error.retryable) == ("TIMEOUT", True)


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST.", "db.localhost", "metadata.goog"])
def test_a_name_that_is_inside_by_itself_is_not_looked_up(refusal, name):
    asked = []
    egress = Egress(resolver=lambda host, _port: asked.append(host) or ["1.1.1.1"])
    assert refusal(egress, f"http://{name}/").code == "EGRESS_BLOCKED"
    assert asked == []


def test_a_refused_host_that_holds_a_secret_is_not_logged(refusal, caplog):
    guard = Guard("key", ("Sesame-12345",), None)
    egress = Egress(resolver=lambda _host, _port: ["10.0.0.1"])
    refusal(egress, "http://Sesame-12345.example/", guards=(guard,))
    assert "sesame" not in str([vars(line) for line in caplog.records]).lower()
