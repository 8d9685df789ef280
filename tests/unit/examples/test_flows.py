from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.validation import errors_in, validate

FLOWS = sorted(Path(__file__).parents[3].glob("examples/*/flow.json"))


@pytest.mark.parametrize("file", FLOWS, ids=lambda file: file.parent.name)
def test_a_sample_flow_can_be_published(file):
    assert errors_in(validate(json.loads(file.read_text())["definition"])) == []


def test_there_are_samples():
    assert len(FLOWS) >= 3
