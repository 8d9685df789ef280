"""A small trial, so that the harness itself is known to work: real processes, real kills."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Figure, and a part of what is shown that only real faults can have led to.
TRIALS = {"F1": "workers killed", "F3": "kills at"}


@pytest.mark.parametrize("figure", TRIALS)
def test_a_small_trial_of_each_kind_holds_and_tells_what_it_did(figure, tmp_path):
    results = tmp_path / "results.json"
    argv = [sys.executable, "-m", "tests.chaos", "--profile", "smoke", "--seed", "5"]
    argv += ["--only", figure, "--results", str(results)]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(results.read_text())
    assert (told["profile"], told["seed"]) == ("smoke", 5)
    shown = {one["figure"]: one for one in told["verdicts"]}
    assert TRIALS[figure] in shown[figure]["shown"]
    assert shown[figure]["faults"] > 0
    assert shown[figure]["violations"] == []
