"""The audit of the lock passes on knowledge alone."""

from __future__ import annotations

import json

import pytest

from tests.security import audit

SOUND = {"name": "a", "version": "1", "vulns": []}
FLAW = {"id": "CVE-1", "fix_versions": ["2"]}
UNSOUND = {"name": "b", "version": "1", "vulns": [FLAW]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ([SOUND], audit.CLEAN),
        ([SOUND, UNSOUND], audit.VULNERABLE),
        ([SKIPPED, UNSOUND], audit.VULNERABLE),
        ([SOUND, SKIPPED], audit.UNKNOWN),
        ([SKIPPED], audit.UNKNOWN),
        ([], audit.UNKNOWN),
    ],
)
def test_only_what_was_looked_up_is_clean(packages, code):
    found, lines = audit.verdict(json.dumps({"dependencies": packages}))
    assert found == code
    assert ("b 1: CVE-1" in "\n".join(lines)) is (UNSOUND in packages)


@pytest.mark.parametrize("report", ["", "[]", "{}", "null", "Traceback"])
def test_a_tool_that_says_nothing_says_nothing_good(report):
    assert audit.verdict(report)[0] == audit.UNKNOWN


def test_another_service_is_asked_where_the_first_one_knows_nothing(monkeypatch, capsys):
    answers = {"pypi": (audit.UNKNOWN, ["none"]), "osv": (audit.CLEAN, ["all"])}
    monkeypatch.setattr(audit, "ask", lambda service, _lock: answers[service])
    assert audit.main() == audit.CLEAN
    answers["osv"] = (audit.UNKNOWN, ["none"])
    assert audit.main() == audit.UNKNOWN
    assert "could not be reached" in capsys.readouterr().out
