"""The samples as somebody meets them who types `make demo`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.validation import validate
from examples.demo import Demo
from examples.service import FAILURES, Ledger

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("name", ["github", "order", "reminder", "support"])
def test_a_sample_flow_has_nothing_to_complain_about(name):
    flow = json.loads((EXAMPLES / name / "flow.json").read_text())
    assert list(validate(flow["definition"])) == []


def test_the_demo_ends_as_expected_and_says_so():
    done = subprocess.run(
        [sys.executable, "-m", "examples.demo"],
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Everything as expected" in done.stdout
    assert "fired     sch_" in done.stdout


def test_the_demo_notes_what_is_not_as_expected():
    demo = Demo(client=None, service="", ledger=Ledger())
    demo.expect(True, "all is well")
    demo.expect(False, "the order is lost")
    assert demo.wrong == ["the order is lost"]


def test_the_service_fails_first_and_answers_a_repeat_alike():
    ledger = Ledger()
    answers = [ledger.take("/reserve", "k") for _ in range(FAILURES + 2)]
    assert [status for status, _ in answers] == [503] * FAILURES + [200, 200]
    assert answers[-1] == answers[-2]
