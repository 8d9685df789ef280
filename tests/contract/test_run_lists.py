"""What every run store lists."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.store.documents import RunQuery
from engine.store.memory import is_listed
from schemas.run import RunStatus
from tests.contract.samples import AT, ODD_TEXTS, run_of

RUNS = [
    run_of(
        f"run-{number}",
        workspace_id="w-1" if number % 5 else "w-2",
        flow_id=f"f-{number % 3}",
        principal=f"user-{number % 2}",
        status=list(RunStatus)[number % 6],
        trigger=("api", "schedule")[number % 2],
        version=1 + number % 2,
        # Pairs that were made at the same time are told apart by their ids.
        created_at=AT + timedelta(seconds=number // 2),
    )
    for number in range(24)
]
QUERIES = [
    {},
    {"workspace_id": "w-2"},
    {"workspace_id": "w-3"},
    {"flow_id": "f-1"},
    {"statuses": ("failed",)},
    {"statuses": ("failed", "waiting"), "flow_id": "f-2"},
    {"statuses": ("running",)},
    {"statuses": ("queued", "running", "failed")},
    {"statuses": ("completed", "queued"), "workspace_id": "w-2"},
    {"trigger": "schedule", "version": 2},
    {"version": 1},
    {"created_from": AT + timedelta(seconds=3), "created_to": AT + timedelta(seconds=6)},
    {"flow_ids": ("f-0", "f-2"), "or_principal": "user-1"},
    {"flow_ids": (), "or_principal": "user-0"},
    {"flow_ids": ()},
    {"prefix": "run-1"},
    {"prefix": "run-1", "statuses": ("queued", "running"), "flow_ids": ("f-1",)},
]


@pytest.fixture
def runs(stores):
    for run in RUNS:
        stores.runs.insert(run)
    return stores.runs


def pages(runs, query):
    """Return the ids of all pages of three, as a caller would walk them."""
    found, before = [], None
    while page := runs.newest(RunQuery(**{"limit": 3, "before": before, **query})):
        found += [run.run_id for run in page]
        before = (page[-1].created_at, page[-1].run_id)
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_the_pages_of_a_list_hold_each_wanted_run_once_and_newest_first(runs, query):
    query = {"workspace_id": "w-1", **query}
    newest = sorted(RUNS, key=lambda run: (run.created_at, run.run_id), reverse=True)
    wanted = [run.run_id for run in newest if is_listed(run, RunQuery(limit=3, **query))]
    assert pages(runs, query) == wanted


def test_a_list_carries_no_payloads(runs):
    (run,) = runs.newest(RunQuery("w-1", 1))
    assert run.inputs is None


def test_a_list_of_nothing_is_empty(runs):
    assert list(runs.newest(RunQuery("w-1", 0))) == []


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_only_texts(runs, text):
    for query in ({"flow_id": text}, {"trigger": text}, {"prefix": text}):
        assert list(runs.newest(RunQuery("w-1", 5, **query))) == []
