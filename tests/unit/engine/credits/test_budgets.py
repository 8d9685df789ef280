"""Budgets: nothing is spent that is not there, whoever asks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from engine.credits.budgets import Budgets, view
from engine.errors import Forbidden, InvalidInput, NotFound
from engine.principal import Principal
from engine.steps.base import BudgetRefused
from engine.store.memory_shelf import MemoryShelf

ADMIN = Principal("pat:a", "pat", "ws", "A", role="admin")
MEMBER = Principal("pat:m", "pat", "ws", "M", role="member")


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)

    def __call__(self):
        return self.at


class Rights:
    def require(self, principal, flow_id, right):
        if flow_id != "f":
            raise NotFound("flow_not_found", "no")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def budgets(clock):
    return budgets_of(clock)


def budgets_of(clock):
    def seconds():
        return clock.at.timestamp()

    return Budgets(MemoryShelf("budget_id"), Rights(), clock, seconds, lambda _: None)


def put(budgets, flow_id=None, limit=100, period="day", per_run=None):
    return budgets.put(ADMIN, flow_id, limit=limit, period=period, per_run=per_run).budget_id


def test_what_is_held_is_not_there_for_others(budgets):
    name = put(budgets)
    budgets.hold(name, "a", 60)
    with pytest.raises(BudgetRefused) as caught:
        budgets.hold(name, "b", 41)
    assert caught.value.code == "BUDGET_EXCEEDED"
    assert "40 of 100" in caught.value.message
    budgets.settle(name, "a", 10)
    budgets.hold(name, "b", 90)
    assert view(budgets.get(ADMIN, None)) | {"updatedAt": None} == {
        "flowId": None,
        "limit": 100,
        "period": "day",
        "perRun": None,
        "spent": 10,
        "held": 90,
        "remaining": 0,
        "updatedAt": None,
    }


def test_the_same_call_made_again_is_held_once(budgets):
    name = put(budgets)
    budgets.hold(name, "a", 60)
    budgets.hold(name, "a", 70)
    assert view(budgets.get(ADMIN, None))["held"] == 70


def test_what_a_dead_worker_held_is_let_go_after_an_hour(budgets, clock):
    name = put(budgets, period="total")
    budgets.hold(name, "a", 60)
    clock.at += timedelta(hours=1, seconds=1)
    assert view(budgets.get(ADMIN, None))["remaining"] == 100


@pytest.mark.parametrize(
    ("period", "later", "spent"),
    [
        ("day", timedelta(minutes=59), 60),
        ("day", timedelta(hours=1), 0),
        ("month", timedelta(days=3), 60),
        ("month", timedelta(days=4), 0),
        ("total", timedelta(days=4000), 60),
    ],
)
def test_a_new_period_begins_with_nothing_spent(budgets, clock, period, later, spent):
    name = put(budgets, period=period)
    budgets.settle(name, "a", 60)
    clock.at += later
    assert view(budgets.get(ADMIN, None))["spent"] == spent


def test_raising_a_budget_forgets_nothing_and_another_period_begins_anew(budgets):
    name = put(budgets)
    budgets.settle(name, "a", 60)
    put(budgets, limit=200)
    assert view(budgets.get(ADMIN, None))["remaining"] == 140
    put(budgets, limit=200, period="month")
    assert view(budgets.get(ADMIN, None))["remaining"] == 200


def test_a_run_is_held_to_the_budget_of_its_flow_and_of_its_workspace(budgets, clock):
    assert budgets.those_of("ws", "f") == []
    put(budgets)
    put(budgets, "f", limit=None, per_run=5)
    assert budgets.those_of("ws", "f") == []
    clock.at += timedelta(seconds=1)
    assert [one.flow_id for one in budgets.those_of("ws", "f")] == [None, "f"]
    assert [one.flow_id for one in budgets.those_of("ws", "g")] == [None]


def test_without_a_limit_only_runs_are_bounded(budgets):
    name = put(budgets, limit=None, per_run=5)
    budgets.hold(name, "a", 10**9)
    assert view(budgets.get(ADMIN, None))["held"] == 10**9


def test_a_removed_budget_holds_nobody(budgets):
    name = put(budgets)
    budgets.hold(name, "a", 60)
    budgets.remove(ADMIN, None)
    budgets.settle(name, "a", 60)
    with pytest.raises(NotFound):
        budgets.get(ADMIN, None)


def test_bad_budgets_and_callers_are_refused(budgets):
    with pytest.raises(InvalidInput):
        put(budgets, limit=None)
    with pytest.raises(NotFound):
        put(budgets, "elsewhere")
    with pytest.raises(Forbidden):
        budgets.put(MEMBER, None, limit=1, period="day", per_run=None)


def test_calls_at_once_never_pass_a_budget(budgets):
    name = put(budgets, limit=10)

    def call(number):
        try:
            budgets.hold(name, str(number), 3)
        except BudgetRefused as refused:
            return refused.code
        budgets.settle(name, str(number), 2)
        return "made"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(call, range(40)))
    # 3 must be free: 8 spent and nobody else is let in.
    assert said.count("made") == 4
    assert view(budgets.get(ADMIN, None))["spent"] == 8


def test_a_call_that_was_made_never_fails_for_its_budget(budgets, monkeypatch, caplog):
    name = put(budgets)
    budgets.hold(name, "a", 60)
    monkeypatch.setattr(budgets.shelf, "replace", lambda *_: False)
    budgets.settle(name, "a", 10)
    assert "charge_not_settled" in caplog.text
    with pytest.raises(BudgetRefused, match="too many"):
        budgets.hold(name, "b", 1)


class Spenders(RuleBasedStateMachine):
    """Calls that hold, settle and vanish in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.budgets = budgets_of(self.clock)
        self.name = put(self.budgets, limit=50, period="total")
        self.held: dict[str, int] = {}
        self.spent = 0

    @rule(name=st.sampled_from("abcd"), amount=st.integers(0, 60))
    def hold(self, name, amount):
        others = sum(one for other, one in self.held.items() if other != name)
        try:
            self.budgets.hold(self.name, name, amount)
        except BudgetRefused:
            assert amount > max(0, 50 - self.spent - others)
        else:
            assert amount <= max(0, 50 - self.spent - others)
            self.held[name] = amount

    @rule(data=st.data())
    def settle(self, data):
        if self.held:
            name = data.draw(st.sampled_from(sorted(self.held)))
            cost = data.draw(st.integers(0, self.held.pop(name)))
            self.budgets.settle(self.name, name, cost)
            self.spent += cost

    @invariant()
    def holds(self):
        shown = view(self.budgets.get(ADMIN, None))
        assert (shown["spent"], shown["held"]) == (self.spent, sum(self.held.values()))
        assert shown["spent"] + shown["held"] <= 50


TestSpenders = Spenders.TestCase
