from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from cli.credentials import (
    CredentialsUnreadable,
    credentials,
    secret_key,
    servers_key,
    write_private,
)
from engine.store.memory_catalog import MemoryTokens
from engine.store.memory_shelf import MemoryShelf
from engine.tokens import Tokens

SECRET = "s" * 40


@pytest.fixture
def tokens():
    return Tokens(MemoryTokens(), SECRET, MemoryShelf("user_id"))


def test_the_secret_stays_the_same_and_private(tmp_path):
    made = secret_key(tmp_path)
    assert len(made) >= 32
    assert secret_key(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path):
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_the_tokens_work_and_are_of_their_kinds(tmp_path, tokens):
    found = credentials(tmp_path, tokens)
    assert tokens.authenticate(found.admin_token).kind == "pat"
    assert tokens.authenticate(found.client_key).kind == "key"
    assert stat.S_IMODE((tmp_path / "credentials.json").stat().st_mode) == 0o600


def test_a_restart_keeps_tokens_that_the_store_knows(tmp_path, tokens):
    assert credentials(tmp_path, tokens) == credentials(tmp_path, tokens)


def test_a_store_that_does_not_know_the_tokens_gets_new_ones(tmp_path, tokens):
    old = credentials(tmp_path, tokens)
    other = Tokens(MemoryTokens(), SECRET, MemoryShelf("user_id"))
    fresh = credentials(tmp_path, other)
    assert fresh != old
    assert other.authenticate(fresh.admin_token) is not None
    assert json.loads((tmp_path / "credentials.json").read_text())["clientKey"] == fresh.client_key


def test_a_private_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "deep" / "file"
    write_private(path, "a long text")
    write_private(path, "short")
    assert path.read_text() == "short"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("left", ["", "\n", "half-a-key", "\x00" * 40])
def test_a_key_file_that_was_cut_short_is_refused_with_the_remedy(tmp_path, left):
    (tmp_path / "secret.key").write_text(left)
    with pytest.raises(CredentialsUnreadable, match=r"secret\.key.*cut short.*backup"):
        secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_text() == left


@pytest.mark.parametrize("left", [b"", b"\n", b"abc123", b"\x00" * 64, b"\xff" * 64, b"g" * 64])
def test_a_servers_key_that_was_cut_short_is_made_again_and_told(tmp_path, capsys, left):
    (tmp_path / "servers.key").write_bytes(left)
    made = servers_key(tmp_path)
    assert len(bytes.fromhex(made)) == 32
    assert "servers.key" in capsys.readouterr().err
    assert servers_key(tmp_path) == made
    assert stat.S_IMODE((tmp_path / "servers.key").stat().st_mode) == 0o600
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("left", ["", "{", "[]", "null", '{"adminToken": 7}'])
def test_tokens_that_cannot_be_read_are_made_again(tmp_path, tokens, left):
    (tmp_path / "credentials.json").write_text(left)
    found = credentials(tmp_path, tokens)
    assert tokens.authenticate(found.admin_token) is not None
    assert credentials(tmp_path, tokens) == found


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one(tmp_path, monkeypatch):
    done = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda file: done.append("sync") or sync(file))
    monkeypatch.setattr(
        Path, "replace", lambda self, target: done.append("replace") or replace(self, target)
    )
    write_private(tmp_path / "up.json", "{}")
    assert done == ["sync", "replace"]
