"""What every token store does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.contract.samples import AT, ODD_TEXTS, token_of


@pytest.fixture
def tokens(stores):
    return stores.tokens


@pytest.mark.parametrize("text", ODD_TEXTS)
@pytest.mark.parametrize("flow_ids", [None, (), ("f-1", "$f")])
def test_a_token_comes_back_as_it_was_stored(tokens, text, flow_ids):
    token = token_of(text, label=text, flow_ids=flow_ids, expires_at=AT)
    assert tokens.insert(token)
    assert tokens.get(text) == token


def test_a_token_is_inserted_once(tokens):
    assert tokens.insert(token_of())
    assert not tokens.insert(token_of(label="another"))
    assert tokens.get("hash-1") == token_of()


def test_a_token_is_revoked_once(tokens):
    tokens.insert(token_of())
    assert tokens.revoke("hash-1", AT)
    assert not tokens.revoke("hash-1", AT + timedelta(seconds=1))
    assert tokens.get("hash-1") == token_of(revoked_at=AT)


def test_an_unknown_token_is_none(tokens):
    assert tokens.get("hash-1") is None
    assert not tokens.revoke("hash-1", AT)
