from __future__ import annotations

import json
import logging

import pytest

from engine import logs
from engine.settings import Settings


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
