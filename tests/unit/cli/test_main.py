from __future__ import annotations

import pytest
from click.testing import CliRunner

from cli.folders import alone_in
from cli.main import main
from engine.settings import table


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
    assert "schema version 1." in second


def test_without_a_store_there_is_nothing_to_migrate(run, monkeypatch):
    monkeypatch.delenv("MILLRACE_MONGO_URL", raising=False)
    shown = run("migrate")
    assert shown.exit_code == 1
    assert "MILLRACE_MONGO_URL" in shown.output
