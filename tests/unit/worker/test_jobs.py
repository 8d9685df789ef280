from __future__ import annotations

import os

import pytest

from engine import bootstrap
from worker import jobs


class Recorder:
    def __init__(self):
        self.run_ids = []

    def advance(self, run_id):
        self.run_ids.append(run_id)


@pytest.fixture(autouse=True)
def _nothing_prepared():
    jobs._runners.clear()
    yield
    jobs._runners.clear()


def test_a_job_advances_its_run_with_the_runner_of_the_process():
    recorder = Recorder()
    jobs.use(recorder)
    jobs.advance_run("run_1")
    assert recorder.run_ids == ["run_1"]


def test_a_forked_process_does_not_use_its_parents_runner(monkeypatch):
    jobs.use(Recorder())
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    asked = []
    monkeypatch.setattr(bootstrap, "build", lambda settings: asked.append(settings) or Built())
    jobs.advance_run("run_1")
    assert len(asked) == 1


class Built:
    """An engine as far as a job needs it."""

    def runner(self, name):
        return Recorder()


def test_an_engine_is_built_once_a_process(monkeypatch):
    asked = []
    monkeypatch.setattr(bootstrap, "build", lambda settings: asked.append(settings) or Built())
    jobs.advance_run("run_1")
    jobs.advance_run("run_2")
    assert len(asked) == 1
