"""What every store says that runs cost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.store.queries import RunQuery
from engine.store.upkeep import Spent
from tests.contract.samples import AT, ODD_TEXTS, completed, run_of

DAY = timedelta(days=1)


@pytest.fixture
def census(stores):
    for name, days, flow_id, cost, changes in (
        ("a", 0, "f-1", 5, {}),
        ("b", 0, "f-2", 7, {"principal": "key-2"}),
        ("c", 1, "f-1", 1, {}),
        ("free", 1, "f-3", 0, {}),
        ("d", 2, "f-1", 2**40, {}),
        ("other", 0, "f-1", 100, {"workspace_id": "w-2"}),
    ):
        made = {"created_at": AT + days * DAY, "flow_id": flow_id, "credits": cost, **changes}
        stores.runs.insert(run_of(name, **made))
    return stores.census


def asked(census, by, workspace_id="w-1", **wanted):
    return [
        (one.key, one.credits, one.runs)
        for one in census.spent(RunQuery(workspace_id, 0, **wanted), by)
    ]


def test_days_come_in_order_and_free_runs_are_not_counted(census):
    days = [("2026-03-01", 12, 2), ("2026-03-02", 1, 1), ("2026-03-03", 2**40, 1)]
    assert asked(census, "day") == days


def test_flows_come_by_their_cost(census):
    assert asked(census, "flow") == [("f-1", 2**40 + 6, 3), ("f-2", 7, 1)]


def test_a_period_holds_its_first_moment_and_not_its_last(census):
    assert asked(census, "flow", created_from=AT, created_to=AT + DAY) == [
        ("f-2", 7, 1),
        ("f-1", 5, 1),
    ]
    assert asked(census, "day", created_from=AT + 9 * DAY) == []


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ({"flow_ids": ("f-2",), "or_principal": "nobody"}, [("f-2", 7, 1)]),
        ({"flow_ids": (), "or_principal": "key-2"}, [("f-2", 7, 1)]),
        ({"flow_ids": ()}, []),
        ({"flow_id": "f-2"}, [("f-2", 7, 1)]),
        ({"workspace_id": "w-2"}, [("f-1", 100, 1)]),
        ({"workspace_id": "w-3"}, []),
    ],
)
def test_only_what_is_meant_is_added_up(census, seen, wanted):
    assert asked(census, "flow", **seen) == wanted


def test_what_a_run_cost_so_far_counts_from_its_settlement_on(stores):
    stores.runs.insert(run_of())
    fence = stores.runs.claim("run-1", "w", "t", 30).run.fence
    assert list(stores.census.spent(RunQuery("w-1", 0), "flow")) == []
    stores.runs.settle("run-1", fence, completed(credits=3))
    assert list(stores.census.spent(RunQuery("w-1", 0), "flow")) == [Spent("f-1", 3, 1)]


def test_a_run_that_is_deleted_is_none_of_the_workspaces_any_more(stores, pass_seconds):
    stores.runs.insert(run_of())
    fence = stores.runs.claim("run-1", "w", "t", 30).run.fence
    stores.runs.settle("run-1", fence, completed(credits=3))
    stores.sweep.bury("run-1", stores.sweep.now() + DAY)
    assert list(stores.census.spent(RunQuery("w-1", 0), "flow")) == []


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_only_texts(stores, text):
    stores.runs.insert(run_of(workspace_id=text, flow_id=text, principal=text, credits=2))
    query = RunQuery(text, 0, flow_ids=(text,), or_principal=text)
    assert list(stores.census.spent(query, "flow")) == [Spent(text, 2, 1)]
