"""What every released version has stored is read as it was, and finished as it should be."""

from __future__ import annotations

import json

import pytest

from engine.store.mongo import open_stores
from schemas.run import TERMINAL
from tests.golden import finishing, write
from tests.golden.dumps import EXPECTED, FOLDER, load
from tests.golden.kept import Kept

VERSIONS = sorted(
    one.name for one in FOLDER.iterdir() if one.is_dir() and not one.name.startswith("_")
)
PARTS = {"token", "runs", "ends", "heard", "answers"}


def expected_of(version):
    file = FOLDER / version / EXPECTED
    assert file.exists(), f"{version} was kept without what is expected of it"
    return json.loads(file.read_text())


@pytest.fixture(params=VERSIONS)
def version(request):
    return request.param


@pytest.fixture
def expected(version):
    return expected_of(version)


@pytest.fixture
def kept(version, mongo_url, mongo_database, raw):
    """What a version stored, as this code finds it."""
    load(FOLDER / version, raw)
    opened = open_stores(mongo_url, mongo_database)
    opened.migrate()
    yield Kept(opened)
    opened.close()


def test_every_released_version_is_kept_whole():
    assert write.released() <= set(VERSIONS), "a release without a folder of its own"
    assert VERSIONS
    for version in VERSIONS:
        expected = expected_of(version)
        assert set(expected) == PARTS
        assert all(expected[part] for part in PARTS), version
        assert set(expected["runs"].values()) <= set(expected["ends"])
        assert (FOLDER / version / "runs.json").read_text().count("\n") >= 60


def test_a_release_that_the_changelog_names_is_asked_for():
    text = "## Unreleased\n\n## [0.2.0] - 2027-01-01\n\n## 0.1.0 (2026-12-01)\n### Added\n"
    assert write.released(text) == {"0.1.0", "0.2.0"}


def test_a_released_folder_is_not_written_again(monkeypatch, capsys):
    monkeypatch.setattr(write, "released", lambda: {write.version()})
    monkeypatch.setattr(write.shutil, "rmtree", lambda *_, **__: pytest.fail("it was removed"))
    assert write.main() == 1
    assert "not written again" in capsys.readouterr().out


def test_everything_answers_as_it_did(kept, expected):
    differing = [
        path
        for path, body in expected["answers"].items()
        if not says(lasting(finishing.read(kept, path, expected["token"])), lasting(body))
    ]
    assert differing == []


def says(answer, once):
    """Tell whether an answer says what it once did; later versions may add fields, no more."""
    if isinstance(once, dict) and isinstance(answer, dict):
        return all(name in answer and says(answer[name], value) for name, value in once.items())
    if isinstance(once, list) and isinstance(answer, list):
        return len(answer) == len(once) and all(map(says, answer, once))
    return answer == once


@pytest.mark.parametrize("answer", [{}, {"a": [1]}, {"a": [1, {}]}, {"a": [1, {"b": 3}]}, [], None])
def test_an_answer_that_says_less_or_else_is_seen(answer):
    once = {"a": [1, {"b": 2}]}
    assert says({**once, "more": 1}, once)
    assert not says(answer, once)


def lasting(body):
    """
    Return an answer without what of a budget is set apart or spent, and without warnings.

    What is held lapses after some hours and what was spent with its month; warnings are doubts, and
    later versions may have more.
    """
    if isinstance(body, dict) and "issues" in body:
        errors = [one for one in body["issues"] if one["severity"] == "error"]
        body = {**body, "issues": errors}
    if not isinstance(body, dict) or "budgets" not in body:
        return body
    fleeting = {"held", "remaining", "spent"}
    kept = [
        {key: value for key, value in budget.items() if key not in fleeting}
        for budget in body["budgets"]
    ]
    return {**body, "budgets": kept}


def test_every_run_ends_as_it_should(kept, expected, raw):
    terminal = {"status": {"$in": [status.value for status in TERMINAL]}}
    ended = list(raw["runs"].find(terminal).sort("_id"))
    assert ended
    finishing.finish(kept)
    ends, names = finishing.ends(kept), {id_: name for name, id_ in expected["runs"].items()}
    differing = {names.get(one, one): (ends.get(one), end) for one, end in expected["ends"].items()}
    assert {name: pair for name, pair in differing.items() if pair[0] != pair[1]} == {}
    assert set(ends) == set(expected["ends"])
    assert finishing.heard(kept) == expected["heard"]
    again = raw["runs"].find({"_id": {"$in": [one["_id"] for one in ended]}}).sort("_id")
    assert list(again) == ended, "a run that had ended was written to"
