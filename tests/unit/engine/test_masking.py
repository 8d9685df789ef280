from __future__ import annotations

from engine.masking import MASK, masked
from engine.steps.base import DataField
from engine.steps.http_request import STEP
from tests.support.world import World, final, step


def test_credentials_are_hidden_and_the_rest_is_shown():
    data = {
        "url": "https://a.example",
        "headers": {"Authorization": "Bearer x", "X-Api-Key": "y", "Accept": "text/plain"},
        "auth": {"type": "basic", "username": "u", "password": "p"},
        "body": {"token": "shown on purpose"},
    }
    assert masked(data, STEP.fields) == {
        "url": "https://a.example",
        "headers": {"Authorization": MASK, "X-Api-Key": MASK, "Accept": "text/plain"},
        "auth": {"type": "basic", "username": MASK, "password": MASK},
        "body": {"token": "shown on purpose"},
    }


def test_lists_in_a_secret_field_are_looked_into():
    fields = [DataField("headers", secret=True)]
    assert masked({"headers": [{"cookie": "c", "n": 1}, "text"]}, fields) == {
        "headers": [{"cookie": MASK, "n": 1}, "text"]
    }


def test_the_journal_never_holds_a_credential():
    world = World()
    given = {"url": "https://a.example", "auth": {"type": "bearer", "token": "CANARY"}}
    run = world.run(step("a", "http-request", "b", **given), final("b"))
    assert "CANARY" in world.sink.calls[0].headers["Authorization"]
    assert not any(b"CANARY" in entry.body for entry in world.stores.runs.entries(run.run_id))
