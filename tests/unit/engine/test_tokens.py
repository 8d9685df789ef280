from __future__ import annotations

from datetime import timedelta

import pytest

from engine.store.memory_catalog import MemoryTokens
from engine.store.memory_shelf import MemoryShelf
from engine.tokens import Terms, Tokens
from tests.support.world import Time


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def tokens(time):
    return Tokens(MemoryTokens(), "p" * 32, MemoryShelf("user_id"), time.now)


def test_a_token_tells_whose_it_is(tokens):
    text = tokens.mint("key", "ws", "shop", Terms(flow_ids=("f",))).text
    found = tokens.authenticate(text)
    assert (found.kind, found.workspace_id, found.name) == ("key", "ws", "shop")
    assert found.may_use("f")
    assert not found.may_use("g")
    assert found.principal_id.startswith("key:tok_")


def test_a_token_is_not_stored(tokens):
    text = tokens.mint("pat", "ws", "me").text
    assert text not in repr(vars(tokens.store))
    assert text.partition("_")[2] not in repr(vars(tokens.store))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text + "x",
        lambda text: text.replace("pat_", "key_"),
        lambda text: text.replace("pat_", "share_"),
        lambda text: text.upper(),
        lambda text: "pat_" + "x" * 300,
        lambda text: "pat_é",
        lambda text: "",
    ],
)
def test_anything_else_is_nobodys(tokens, spoil):
    assert tokens.authenticate(spoil(tokens.mint("pat", "ws", "me").text)) is None


def test_another_pepper_knows_nobody(tokens):
    text = tokens.mint("pat", "ws", "me").text
    assert Tokens(tokens.store, "q" * 32, tokens.users).authenticate(text) is None


def test_a_revoked_token_is_nobodys_at_once(tokens):
    text = tokens.mint("pat", "ws", "me").text
    assert tokens.revoke(text)
    assert tokens.authenticate(text) is None
    assert not tokens.revoke(text)


def test_a_token_ends_when_it_says(tokens, time):
    text = tokens.mint("pat", "ws", "me", Terms(expires_at=time.at + timedelta(seconds=10))).text
    assert tokens.authenticate(text) is not None
    time.sleep(10)
    assert tokens.authenticate(text) is None
