"""What every store knows of runs as children of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine import clock
from engine.store.documents import Cancel, Entry, Fence, Settlement, Tally, Vote
from schemas.run import RunStatus
from tests.contract.samples import AT, decision_of, run_of, wait_of, waiting

QUEUED, RUNNING, WAITING = RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.WAITING
ENDED = (RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELED)


def child(index, status, group="g-1", kind=None, **changes):
    wait = None if kind is None else wait_of(f"wait-{index}", kind=kind)
    return run_of(
        f"run-{group}-{index}",
        status=status,
        wait=wait,
        parent_id="parent",
        ancestors=("root", "parent"),
        group=group,
        child_index=index,
        **changes,
    )


@pytest.fixture
def family(stores):
    return stores.family


@pytest.fixture
def group(runs):
    """Two that wait (one for its turn), one that runs, one queued, and three that ended."""
    members = [
        child(9, WAITING, kind="turn"),
        child(10, WAITING, kind="turn"),
        child(1, WAITING, kind="user-approval"),
        child(2, RUNNING),
        child(3, QUEUED),
        *(child(4 + place, status) for place, status in enumerate(ENDED)),
    ]
    for run in members:
        runs.insert(run)
    runs.insert(child(0, QUEUED, group="g-2"))
    return members


def test_a_group_is_counted_by_how_its_runs_stand(family, group):
    assert family.tally("g-1") == Tally(open=5, in_turn=2, completed=1, lost=2)
    assert family.tally("g-2") == Tally(open=1, in_turn=0, completed=0, lost=0)
    assert family.tally("unknown") == Tally(0, 0, 0, 0)


def test_a_group_is_open_while_one_of_it_is(family, runs, group):
    assert family.is_any_open("g-1")
    runs.insert(child(0, RunStatus.FAILED, group="g-3"))
    assert not family.is_any_open("g-3")
    assert not family.is_any_open("unknown")


def test_the_first_in_turn_is_the_one_with_the_first_place(family, runs, group):
    assert family.next_in_turn("g-1") == runs.peek("run-g-1-9")
    assert family.next_in_turn("g-2") is None
    assert runs.decide("run-g-1-9", decision_of("wait-9", kind="turn"))
    assert family.next_in_turn("g-1").child_index == 10


def test_members_come_in_order_with_what_they_came_to(family, runs):
    for index in (2, 0, 1):
        runs.insert(child(index, ENDED[index], output=b"{}", error=b'{"code":"X"}'))
    members = family.members("g-1")
    assert [run.child_index for run in members] == [0, 1, 2]
    assert {(run.output, run.error, run.inputs) for run in members} == {
        (b"{}", b'{"code":"X"}', None)
    }
    assert family.members("g-1", only_open=True) == []


def test_open_members_alone(family, group):
    open_ = family.members("g-1", only_open=True)
    assert [run.child_index for run in open_] == [1, 2, 3, 9, 10]


def test_children_are_those_of_this_parent(family, runs, group):
    runs.insert(replace(child(0, QUEUED, group="g-4"), parent_id="other"))
    assert len(family.children("parent", 100)) == 9
    assert len(family.children("parent", 4)) == 4
    assert family.children("root", 100) == []


def test_what_waits_below_a_run_is_found_from_every_ancestor(family, runs, group):
    (found,) = family.waiting_below("root", ["user-approval", "wait"], 10)
    assert found == runs.peek("run-g-1-1")
    assert family.waiting_below("parent", ["wait"], 10) == []
    assert len(family.waiting_below("parent", ["turn"], 1)) == 1


@pytest.mark.parametrize(("meant", "found"), [("wait-1", 1), ("run-g-1-1", 1), ("wait-9", 0)])
def test_what_is_meant_is_found_among_what_waits_below(family, runs, group, meant, found):
    runs.insert(replace(child(20, WAITING, kind="user-approval"), run_id="run-g-1-0"))
    below = family.waiting_below("root", ["user-approval"], 1, meant)
    assert list(below) == [runs.peek("run-g-1-1")][:found]
    assert family.waiting_below("unknown", ["user-approval"], 1, meant) == []


def test_a_decision_is_found_below(family, runs, group):
    runs.decide("run-g-1-1", decision_of("wait-1", key="k"))
    assert family.decided_below("root", key="k") == runs.peek("run-g-1-1")
    assert family.decided_below("root", key="other") is None
    assert family.decided_below("root", wait_id="wait-1") == runs.peek("run-g-1-1")
    assert family.decided_below("root", wait_id="wait-9") is None
    assert family.decided_below("unknown", wait_id="wait-1") is None


def test_an_approval_that_was_decided_is_found_below_after_a_time(family, runs, group):
    assert not family.is_approved_below("root")
    decided = runs.decide("run-g-1-1", decision_of("wait-1"))
    at = decided.approved_at
    assert at == decided.decision.at
    assert family.is_approved_below("root")
    assert family.is_approved_below("root", at - timedelta(milliseconds=1))
    assert not family.is_approved_below("root", at)
    assert not family.is_approved_below("unknown")


@pytest.fixture
def park(runs):
    """Leave a run waiting for something of a kind."""

    def park(kind="user-approval", wake_in_seconds=60.0, **changes):
        runs.insert(run_of("run-1"))
        run = runs.claim("run-1", "worker-1", "t-1", 30).run
        wait = wait_of(kind=kind, **changes)
        assert runs.settle("run-1", run.fence, replace(waiting(wake_in_seconds), wait=wait))
        return wait

    return park


def voted(wait, voter):
    vote = Vote(voter, voter, "hash", None, None, AT)
    return replace(wait, rev=wait.rev + 1, votes=(*wait.votes, vote))


def test_a_wait_is_amended_by_whoever_saw_its_last_revision(runs, park):
    wait = park(needed=2)
    once = voted(wait, "ada")
    assert runs.amend("run-1", once) == runs.peek("run-1")
    assert runs.amend("run-1", voted(wait, "bob")) is None
    twice = voted(once, "bob")
    assert runs.amend("run-1", twice).wait == twice


def test_a_decision_may_insist_on_a_revision(runs, park):
    wait = park()
    runs.amend("run-1", voted(wait, "ada"))
    assert runs.decide("run-1", decision_of(), wait_rev=0) is None
    assert runs.decide("run-1", decision_of(), wait_rev=1) is not None


def test_a_wait_that_is_over_or_another_is_not_amended(runs, park, pass_seconds):
    wait = park()
    assert runs.amend("run-1", voted(replace(wait, wait_id="wait-2"), "ada")) is None
    assert runs.amend("unknown", voted(wait, "ada")) is None
    pass_seconds(61)
    assert runs.amend("run-1", voted(wait, "ada")) is None


def test_children_decide_whatever_the_time(runs, park, pass_seconds):
    park("children", wake_in_seconds=0.001)
    pass_seconds(1)
    assert runs.decide("run-1", decision_of(kind="data")) is None
    assert runs.decide("run-1", decision_of(kind="children")) is not None


def test_a_wait_is_postponed_while_it_is_open(runs, park):
    park("children", wake_in_seconds=1)
    assert runs.postpone("run-1", "wait-1", 600)
    assert runs.get("run-1").wake_at > clock.now() + timedelta(seconds=300)
    assert not runs.postpone("run-1", "wait-2", 600)
    assert not runs.postpone("unknown", "wait-1", 600)


def test_a_run_that_waits_for_children_is_flagged_and_due_at_once(runs, park):
    park("children")
    run = runs.cancel("run-1", "ada")
    assert (run.status, run.cancel.by, run.wait.wait_id) == (WAITING, "ada", "wait-1")
    assert [due.kind for due in runs.due(0.0, 10)] == ["children"]
    assert runs.cancel("run-1", "bob").cancel == run.cancel


@pytest.mark.parametrize(
    "left",
    [
        {"decision": decision_of(kind="children")},
        {"decision": decision_of(kind="deadline")},
        {"taken_over": True},
    ],
)
def test_a_queued_run_that_may_have_children_is_flagged_once(runs, left):
    runs.insert(run_of("run-1", status=QUEUED, **left))
    run = runs.cancel("run-1", "$ada")
    assert (run.status, run.cancel.by, run.ended_at, run.wake_at) == (QUEUED, "$ada", None, None)
    assert runs.cancel("run-1", "bob") == run
    assert runs.claim("run-1", "worker-1", "t-1", 30).run.cancel == run.cancel


@pytest.mark.parametrize("status", [QUEUED, WAITING])
def test_a_run_without_children_of_its_last_wait_is_canceled_at_once(runs, status):
    decided = {"decision": decision_of(kind="due"), "taken_over": False}
    runs.insert(run_of("run-1", status=status, **decided))
    assert runs.cancel("run-1", "ada").status is RunStatus.CANCELED


def test_a_settlement_says_whether_the_run_may_have_started_children(runs):
    runs.insert(run_of("run-1"))
    run = runs.claim("run-1", "worker-1", "t-1", 30).run
    assert runs.settle("run-1", run.fence, Settlement(QUEUED, taken_over=True))
    assert runs.cancel("run-1", "ada").status is QUEUED


def test_a_canceled_run_may_settle_to_wait_for_its_children(runs):
    runs.insert(run_of("run-1"))
    run = runs.claim("run-1", "worker-1", "t-1", 30).run
    runs.cancel("run-1", "ada")
    settlement = waiting(5)
    assert not runs.settle("run-1", run.fence, settlement)
    assert runs.settle("run-1", run.fence, replace(settlement, despite_cancel=True))
    stored = runs.get("run-1")
    assert (stored.status, isinstance(stored.cancel, Cancel)) == (WAITING, True)


def test_the_first_after_a_run_passes_over_those_that_were_canceled_so(family, runs):
    replaced = {"cancel": Cancel(AT, "debounce")}
    canceled = RunStatus.CANCELED
    for index, (status, changes) in enumerate(
        [
            (canceled, replaced),
            (canceled, replaced),
            (RunStatus.COMPLETED, {}),
            (canceled, replaced),
            (canceled, {"cancel": Cancel(AT, "$ne")}),
            (WAITING, {"kind": "debounce"}),
            (canceled, replaced),
        ]
    ):
        runs.insert(child(index, status, group="d-1", **changes))
    runs.insert(child(9, QUEUED, group="d-2"))

    def found(index):
        later = family.first_after(runs.peek(f"run-d-1-{index}"), "debounce")
        return later and later.child_index

    assert [found(index) for index in range(7)] == [2, 2, 4, 4, 5, None, None]


def test_of_runs_at_the_same_place_the_first_after_one_goes_by_their_ids(family, runs):
    for name in ("c", "a", "b"):
        runs.insert(replace(child(1, QUEUED, group="d-1"), run_id=name))
    found = [family.first_after(runs.peek(name), "debounce") for name in "abc"]
    assert [run and run.run_id for run in found] == ["b", "c", None]
    assert found[0] == runs.peek("b")


def test_runs_of_a_group_are_stored_together_and_once(family, runs):
    members = [child(index, QUEUED) for index in range(5)]
    runs.insert(replace(members[3], principal="first"))
    assert list(family.add(members)) == ["run-g-1-3"]
    assert set(family.add(members)) == {run.run_id for run in members}
    assert [run.child_index for run in family.members("g-1")] == [0, 1, 2, 3, 4]
    assert runs.get("run-g-1-3").principal == "first"


def test_descendants_are_counted_to_a_limit_whatever_became_of_them(family, group):
    assert [family.count_below(run_id, 100) for run_id in ("root", "parent", "run-g-1-1")] == [
        9,
        9,
        0,
    ]
    assert family.count_below("root", 4) == 4


def test_a_group_has_a_run_or_has_none(family, group):
    assert (family.is_any("g-1"), family.is_any("g-9")) == (True, False)


def test_what_branches_have_in_common_goes_with_their_parent(stores):
    entry = Entry(-12345, Fence(), b"{}")
    stores.runs.insert(run_of("parent", status=RunStatus.COMPLETED, ended_at=AT))
    assert stores.runs.append("parent", [entry]) is None
    assert stores.runs.append("parent", [entry]) == entry
    assert stores.runs.entries("parent") == []
    assert stores.runs.entries("parent", entry.seq - 1, 1) == [entry]
    assert stores.sweep.bury("parent", AT + timedelta(days=1))
    while stores.sweep.remove_records("parent", 1):
        pass
    assert stores.runs.entries("parent", entry.seq - 1, 1) == []


def test_runs_in_turn_are_put_off_together_to_their_deadlines_at_most(family, runs, backend):
    now = backend.now()
    soon, over = now + timedelta(seconds=20), now - timedelta(seconds=5)
    past, later = now - timedelta(seconds=1), now + timedelta(seconds=500)
    for index, (kind, wake_at, deadline) in enumerate(
        [
            ("turn", past, None),
            ("turn", past, soon),
            ("turn", past, over),
            ("turn", later, None),
            ("children", past, None),
        ]
    ):
        runs.insert(child(index, WAITING, kind=kind, wake_at=wake_at, deadline=deadline))
    family.postpone("g-1", 60)
    due = {one.run_id[-1]: one for one in runs.due(0, 10)}
    assert set(due) == {"2", "4"}
    assert (due["2"].group, due["2"].kind) == ("g-1", "turn")
    assert due["2"].deadline == clock.cut(over)
    assert [one.run_id[-1] for one in runs.due(30, 10)] == ["2", "4", "1"]
    assert [one.run_id[-1] for one in runs.due(90, 10, {"turn"})] == ["2", "1", "0"]
    assert [one.run_id[-1] for one in runs.due(0, 10, ["children", "delay"])] == ["4"]


def test_runs_go_on_while_all_of_them_are_there_and_none_has_ended_or_was_canceled(family, runs):
    for run_id, status in (("a", QUEUED), ("b", RUNNING), ("c", WAITING)):
        runs.insert(run_of(run_id, status=status))
    for place, status in enumerate(ENDED):
        runs.insert(run_of(f"over-{place}", status=status))
    runs.insert(run_of("flagged", status=RUNNING, cancel=Cancel(AT, "ada")))
    assert family.go_on(["a", "b", "c"])
    assert family.go_on(["a", "a"])
    for other in ("over-0", "over-1", "over-2", "flagged", "unknown", "$ne"):
        assert not family.go_on(["a", other]), other
