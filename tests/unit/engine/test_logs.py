from __future__ import annotations

import json
import logging

import pytest
import structlog

from engine import logs
from engine.secrecy import spellings
from engine.settings import Settings
from engine.vault import Vault

CANARY = 'Sïng+"song"\\&7f3a9c canary'


@pytest.fixture(autouse=True)
def _restored():
    root = logging.getLogger()
    before = (list(root.handlers), root.level)
    levels = {name: logging.getLogger(name).level for name in ("rq", "pymongo")}
    yield
    root.handlers, level = before
    root.setLevel(level)
    for name, one in levels.items():
        logging.getLogger(name).setLevel(one)


def test_a_line_is_one_json_object_with_its_fields(capsys):
    logs.configure(Settings(log_json=True))
    logging.getLogger("engine.x").info("run_settled", extra={"run_id": "run_1"})
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "run_settled"
    assert (line["run_id"], line["level"], line["logger"]) == ("run_1", "info", "engine.x")
    assert line["timestamp"].endswith("Z")


def test_an_exception_stays_on_its_line(capsys):
    logs.configure(Settings(log_json=True))
    try:
        int("boom\nsecond line")
    except ValueError:
        logging.getLogger("engine.x").exception("failed")
    assert "boom" in json.loads(capsys.readouterr().err)["exception"]


def test_people_read_text(capsys):
    logs.configure(Settings())
    logging.getLogger("engine.x").warning("lease_lost", extra={"run_id": "run_1"})
    logging.getLogger("rq.other").info("noise")
    shown = capsys.readouterr().err
    assert "lease_lost" in shown
    assert "run_id=run_1" in shown
    assert "noise" not in shown


def say_everything(secret):
    """Log a secret in every way a line can carry it: text, fields, a message, a chain of errors."""
    log = logging.getLogger("engine.x")
    header = {"Authorization": f"Bearer {secret}", "inner": json.dumps({"deep": secret})}
    log.warning(
        "said %s", secret, extra={"header": header, "body": secret.encode(), "of": (secret,)}
    )
    try:
        fail_with(header, secret)
    except RuntimeError:
        log.exception("step_crashed", extra={"hex": secret.encode().hex()})


def fail_with(header, secret):
    try:
        int(f"bad header {secret}")
    except ValueError as error:
        raise RuntimeError(json.dumps([header])) from error


@pytest.mark.parametrize("is_json", [True, False])
def test_an_opened_secret_stands_in_no_line(capsys, is_json):
    logs.configure(Settings(log_json=is_json))
    vault = Vault(["k" * 32])
    assert vault.open(vault.seal(CANARY, "sec_1"), "sec_1") == CANARY
    say_everything(CANARY)
    shown = capsys.readouterr().err
    assert "step_crashed" in shown
    assert "RuntimeError" in shown
    assert [text for text in spellings(CANARY) if text in shown] == []
    assert "7f3a9c" not in shown


@pytest.mark.parametrize("is_json", [True, False])
def test_local_variables_stand_in_no_traceback(capsys, is_json):
    assert structlog.dev.rich is not None, "with rich, the library's own choice prints variables"
    logs.configure(Settings(log_json=is_json))
    say_everything("never-opened-canary-5a1e")
    unraised = "kept-in-a-local-0c44"
    try:
        int("no number" + unraised[:0])
    except ValueError:
        logging.getLogger("engine.x").exception("failed")
    shown = capsys.readouterr().err
    assert "no number" in shown
    assert unraised not in shown
    assert "locals" not in shown


def test_what_the_operator_keeps_secret_stands_in_no_line(capsys):
    settings = Settings(
        secret_key="the-operators-own-secret-key-0001",
        vault_keys=("another-key-of-the-vault-0001",),
        mongo_url="mongodb://user:p%40ssw0rd-of-mongo@db.example/x",
    )
    logs.configure(settings)
    logging.getLogger("engine.x").warning(
        "told", extra={"a": settings.secret_key, "b": settings.vault_keys, "c": settings.mongo_url}
    )
    shown = capsys.readouterr().err
    assert "secret-key-0001" not in shown
    assert "vault-0001" not in shown
    assert "ssw0rd-of-mongo" not in shown


def test_a_short_or_customary_text_hides_nothing(capsys):
    vault = Vault(["k" * 32])
    for text in ("high", "changeme", "password"):
        vault.open(vault.seal(text, "x"), "x")
    logs.configure(Settings())
    logging.getLogger("engine.x").warning("high password changeme")
    assert "high password changeme" in capsys.readouterr().err
