from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from cli.folders import alone_in
from cli.main import main
from engine.sealing import Seal
from engine.settings import table
from engine.store.documents import Entry, Fence
from engine.store.mongo import open_stores
from engine.store.mongo_migrations import MIGRATIONS
from engine.store.people import Secret
from engine.tokens import Tokens
from engine.vault import Vault
from tests.contract.samples import run_of


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *argv: CliRunner().invoke(main, argv)


def test_settings_prints_the_table_of_the_readme(run):
    assert run("settings").output == table() + "\n"


@pytest.mark.parametrize("option", [("--port", "65536"), ("--workers", "0"), ("--no-such",)])
def test_a_bad_option_is_a_usage_error(run, option):
    assert run("up", *option).exit_code == 2


def test_a_bad_variable_is_one_sentence_and_no_traceback(run, monkeypatch):
    monkeypatch.setenv("MILLRACE_PORT", "http")
    shown = run("up")
    assert shown.exit_code == 1
    assert shown.output.startswith("Error: MILLRACE_PORT is 'http'")


def test_a_data_directory_in_use_is_one_sentence_that_says_what_to_do(run, tmp_path):
    with alone_in(tmp_path):
        shown = run("up", "--data-dir", str(tmp_path))
    assert shown.exit_code == 1
    assert "--ephemeral" in shown.output


def test_a_store_is_migrated_once_and_says_what_was_done(
    run, monkeypatch, mongo_url, mongo_database
):
    monkeypatch.setenv("MILLRACE_MONGO_URL", mongo_url)
    monkeypatch.setenv("MILLRACE_MONGO_DATABASE", mongo_database)
    first, second = run("migrate").output, run("migrate").output
    assert first.startswith("done: flows carry who may read them")
    assert second.startswith("Nothing was to be done.")
    assert f"schema version {len(MIGRATIONS)}." in second


def test_without_a_store_there_is_nothing_to_migrate(run, monkeypatch):
    monkeypatch.delenv("MILLRACE_MONGO_URL", raising=False)
    shown = run("migrate")
    assert shown.exit_code == 1
    assert "MILLRACE_MONGO_URL" in shown.output


def test_secrets_are_sealed_again_and_what_no_key_opens_is_named(
    run, monkeypatch, mongo_url, mongo_database
):
    monkeypatch.setenv("MILLRACE_MONGO_URL", mongo_url)
    monkeypatch.setenv("MILLRACE_MONGO_DATABASE", mongo_database)
    monkeypatch.setenv("MILLRACE_SECRET_KEY", "s" * 32)
    run("migrate")
    stores = open_stores(mongo_url, mongo_database)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    sealed = Vault(("s" * 32,)).seal("text", "sec-1")
    secret = Secret("sec-1", "ws", "ws crm", "crm", sealed, "u", at, at)
    stores.stores.shelves.secrets.insert(secret)
    closed = Seal(Vault(("s" * 32,)), "w-1").close({"inputs": {}})
    for number in range(2):
        stores.stores.runs.insert(run_of(f"run-{number}", sealed_inputs=closed))
    stores.stores.runs.append("run-1", [Entry(0, Fence(), b"{}", closed)])
    stores.close()
    monkeypatch.setenv("MILLRACE_VAULT_KEYS", "n" * 32)
    assert run("reseal").output == (
        "Sealed again: 1 secrets and keys, 2 runs, 1 records.\n"
        "Still sealed under another key: 0 documents.\n"
    )
    monkeypatch.setenv("MILLRACE_VAULT_KEYS", "m" * 32)
    lost = run("reseal")
    assert lost.exit_code == 1
    assert "Still sealed under another key: 4 documents." in lost.output
    for name in ("Secret sec-1", "Run run-0", "Run run-1", "Run run-1 record 0"):
        assert name in lost.output


def test_a_token_of_the_installations_own_is_made_for_whoever_may_reach_the_store(
    run, monkeypatch, mongo_url, mongo_database
):
    monkeypatch.setenv("MILLRACE_MONGO_URL", mongo_url)
    monkeypatch.setenv("MILLRACE_MONGO_DATABASE", mongo_database)
    monkeypatch.setenv("MILLRACE_REDIS_URL", "redis://127.0.0.1:1/0")
    assert run("token").exit_code == 1
    monkeypatch.setenv("MILLRACE_SECRET_KEY", "s" * 32)
    shown = run("token", "--label", "first")
    assert shown.exit_code == 0
    opened = open_stores(mongo_url, mongo_database)
    tokens = Tokens(opened.stores.tokens, "s" * 32, opened.stores.shelves.users)
    found = tokens.authenticate(shown.output.strip())
    opened.close()
    assert (found.name, found.is_admin, found.user_id) == ("first", True, None)


@pytest.mark.parametrize(
    ("argv", "module"),
    [
        (["web"], "api.serving"),
        (["worker", "--processes", "2", "--help"], "worker"),
        (["scheduler"], "scheduler"),
    ],
)
def test_a_command_becomes_the_process_it_names(run, monkeypatch, argv, module):
    became = []

    def run_module(name, *, run_name, alter_sys):
        became.append((name, run_name, alter_sys, sys.argv))

    monkeypatch.setattr("cli.main.runpy.run_module", run_module)
    monkeypatch.setattr(sys, "argv", ["millrace", *argv])
    assert run(*argv).exit_code == 0
    assert became == [(module, "__main__", True, [module, *argv[1:]])]


def test_a_bad_variable_stops_the_web_process_with_a_sentence(run, monkeypatch):
    monkeypatch.setenv("MILLRACE_PORT", "http")
    assert run("web").output.startswith("Error: MILLRACE_PORT")
