"""What every run store lists."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.store.memory_listing import is_listed
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import RunStatus
from tests.contract.samples import AT, ODD_TEXTS, run_of, wait_of

RUNS = [
    run_of(
        f"run-{number}",
        workspace_id="w-1" if number % 5 else "w-2",
        flow_id=f"f-{number % 3}",
        principal=f"user-{number % 2}",
        status=list(RunStatus)[number % 6],
        trigger=("api", "schedule")[number % 2],
        version=1 + number % 2,
        dead_letter=number % 4 == 0,
        tolerated=b'{"items":1}' if number % 4 < 2 else None,
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
    {"only_dead_letters": True},
    {"only_dead_letters": True, "flow_id": "f-1", "workspace_id": "w-1"},
    {"only_dead_letters": True, "flow_ids": ("f-0",), "or_principal": "user-1"},
    {"has_errors": True},
    {"has_errors": True, "flow_id": "f-0"},
    {"has_errors": True, "statuses": ("completed", "failed")},
    {"has_errors": True, "statuses": ("failed",)},
    {"has_errors": True, "flow_ids": ("f-0",), "or_principal": "user-1", "prefix": "run-1"},
    {"has_errors": False},
    {"has_errors": False, "statuses": ("completed",)},
    {"has_errors": False, "statuses": ("queued", "waiting")},
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


def approval(name, seconds, *, assignees=(), allows_self=True, kind="user-approval", **changes):
    wait = wait_of(
        f"wait-{name}",
        kind=kind,
        created_at=AT + timedelta(seconds=seconds),
        assignees=assignees,
        allows_self=allows_self,
    )
    return run_of(f"ask-{name}", status=RunStatus.WAITING, wait=wait, **changes)


ASKED = [
    approval("b", 2, assignees=("usr_ada", "grp_1"), inputs=b'{"n":1}'),
    approval("a", 1),
    approval("c", 2, flow_id="f-2"),
    approval("d", 3, assignees=("usr_bob",)),
    approval("e", 4, allows_self=False, on_behalf="usr_ada"),
    approval("f", 5, kind="wait"),
    approval("g", 6, workspace_id="w-2", assignees=("usr_ada",)),
]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, "ace"),
        ({"marks": ("usr_ada",)}, "abce"),
        ({"marks": ("grp_1", "usr_x"), "flow_ids": ()}, "b"),
        ({"marks": ("usr_bob",), "flow_ids": ("f-2",)}, "cd"),
        ({"not_started_by": "usr_ada"}, "ac"),
        ({"not_started_by": "usr_bob"}, "ace"),
        ({"marks": ("usr_ada",), "limit": 2}, "ab"),
        ({"marks": ("usr_ada",), "after": (AT + timedelta(seconds=2), "ask-b")}, "ce"),
        ({"workspace_id": "w-3"}, ""),
    ],
)
def test_an_inbox_holds_what_is_asked_of_somebody_the_oldest_first(stores, query, wanted):
    for run in ASKED:
        stores.runs.insert(run)
    found = stores.runs.inbox(InboxQuery(**{"workspace_id": "w-1", "limit": 10, **query}))
    assert [run.run_id for run in found] == [f"ask-{name}" for name in wanted]


def test_an_inbox_shows_the_inputs_and_no_other_payload(stores):
    stores.runs.insert(ASKED[0])
    (run,) = stores.runs.inbox(InboxQuery("w-1", 10, ("grp_1",)))
    assert (run.inputs, run.tail, run.snapshot) == (b'{"n":1}', (), None)
