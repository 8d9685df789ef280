"""What is deleted, when, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from engine import retention
from engine.errors import NotFound, Unavailable
from engine.retention import PAUSE_SECONDS, REST_SECONDS
from engine.store.documents import GRAVE
from schemas.run import RunStatus
from tests.support.sweeping import KEY, Attic, is_kept
from tests.support.world import ADA, each, final, step


@pytest.fixture
def attic():
    return Attic()


def is_there(attic, run_id):
    return attic.world.read(run_id) is not None


def failed(attic):
    run = attic.world.run(step("f", "fail", None, message="no"))
    assert attic.world.read(run.run_id).dead_letter
    return run.run_id


# Runs ------------------------------------------------------------------------------------------


def test_an_ended_run_is_kept_for_its_days_and_then_deleted(attic):
    run_id = attic.run()
    attic.pass_days(29.9)
    attic.sweep()
    assert is_there(attic, run_id)
    attic.pass_days(0.2)
    attic.sweep()
    assert not is_there(attic, run_id)


def test_what_is_to_be_deleted_is_first_out_of_sight_for_an_hour(attic):
    run_id = attic.run()
    attic.pass_days(31)
    attic.retention.sweep()
    with pytest.raises(NotFound):
        attic.world.runs.peek(ADA, run_id)
    assert attic.world.read(run_id).workspace_id == GRAVE
    attic.retention.sweep()
    assert is_there(attic, run_id)
    attic.world.time.sleep(3601)
    attic.retention.sweep()
    assert not is_there(attic, run_id)


def test_days_count_from_the_end_and_not_from_the_beginning(attic):
    run = attic.world.run(step("d", "delay", "end", seconds=40 * 86_400), final("end"))
    attic.world.wake(40 * 86_400)
    assert attic.world.read(run.run_id).status is RunStatus.COMPLETED
    attic.pass_days(29)
    attic.sweep()
    assert is_there(attic, run.run_id)


@pytest.mark.parametrize("steps", [(step("w", "wait", "end"), final("end"))])
def test_a_run_that_has_not_ended_is_never_deleted(attic, steps):
    run = attic.world.run(*steps)
    attic.pass_days(3000)
    attic.sweep()
    assert attic.world.read(run.run_id).status is RunStatus.WAITING


def test_the_flows_latest_version_may_say_for_how_long(attic):
    attic.publish(retentionDays=3)
    run_id = attic.run()
    attic.pass_days(4)
    attic.sweep()
    assert not is_there(attic, run_id)


def test_a_flow_may_keep_its_runs_for_longer(attic):
    attic.publish(retentionDays=300)
    run_id = attic.run()
    attic.pass_days(299)
    attic.sweep()
    assert is_there(attic, run_id)


@pytest.mark.parametrize(("days", "is_kept"), [(3650, True), (1, False)])
def test_what_a_flow_said_stands_when_it_is_deleted(attic, days, is_kept):
    attic.publish(retentionDays=days)
    run_id = attic.run()
    attic.world.stores.flows.delete("f")
    attic.pass_days(40 if is_kept else 2)
    attic.sweep()
    assert is_there(attic, run_id) == is_kept


def test_runs_are_kept_while_it_cannot_be_read_for_how_long(attic):
    attic.publish(retentionDays=3650)
    run_id, versions = attic.run(), attic.world.stores.flows._versions
    (version,) = (one for one in versions.values() if one.number == 1)
    attic.world.plans._plans.clear()
    versions[version.version_id] = replace(version, definition=b"{")
    attic.pass_days(40)
    attic.sweep()
    assert is_there(attic, run_id)


def test_a_dead_letter_is_kept_three_times_as_long_unless_somebody_deals_with_it(attic):
    kept, dismissed = failed(attic), failed(attic)
    attic.world.stores.runs.dismiss(dismissed)
    attic.pass_days(89)
    attic.sweep()
    assert (is_there(attic, kept), is_there(attic, dismissed)) == (True, False)
    attic.pass_days(2)
    attic.sweep()
    assert not is_there(attic, kept)


def test_records_and_large_inputs_go_with_the_run(attic):
    big = {"n": "x" * 100_000}
    run = attic.world.submit(attic.world.plan(step("w", "wait", "end"), final("end")), big)
    attic.world.drain()
    attic.world.resume(attic.world.read(run.run_id), "data", {})
    attic.world.drain()
    assert attic.world.stores.runs.entries(run.run_id, -2)
    attic.pass_days(31)
    attic.sweep()
    assert attic.world.stores.runs.entries(run.run_id, -2) == []


def test_children_go_with_their_root_and_not_before_it(attic):
    branch = step("w", "set", None, values={"a": 1})
    run = attic.world.run(each("e", "{{[1, 2]}}", branch, concurrency=2), final("end"))
    assert attic.world.read(run.run_id).status is RunStatus.COMPLETED
    children = attic.world.stores.sweep.below(run.run_id, 10)
    assert len(children) == 2
    attic.world.stores.runs.change(
        run.run_id,
        lambda held: replace(held, ended_at=attic.world.time.now() + timedelta(days=270)),
    )
    attic.pass_days(31)
    attic.sweep()
    assert all(is_there(attic, child) for child in children)
    attic.pass_days(9 * 31)
    attic.sweep()
    assert not any(is_there(attic, one) for one in (run.run_id, *children))


def test_nothing_is_deleted_above_a_run_that_goes_on(attic):
    root = attic.run()
    child = attic.world.run(step("w", "wait", "end"), final("end"))
    attic.world.stores.runs.change(
        child.run_id, lambda held: replace(held, parent_id=root, ancestors=(root,))
    )
    attic.pass_days(31)
    attic.sweep()
    assert attic.world.read(root).workspace_id == "ws"


def test_a_buried_run_with_an_open_descendant_stays_and_keeps_nobody_from_being_swept(attic):
    root, other = attic.run(), attic.run()
    attic.pass_days(31)
    attic.retention.sweep()
    child = attic.world.run(step("w", "wait", "end"), final("end"))
    attic.world.stores.runs.change(
        child.run_id, lambda held: replace(held, parent_id=root, ancestors=(root,))
    )
    attic.sweep()
    assert is_there(attic, root)
    assert attic.world.read(child.run_id).workspace_id == "ws"
    assert not is_there(attic, other)


def test_what_a_message_was_answered_is_kept_before_its_run_goes(attic):
    kept, busy = attic.run(message_id="m-1"), attic.run(message_id="busy")
    attic.pass_days(31)
    attic.sweep()
    assert ("m-1", kept) in attic.kept
    assert (is_there(attic, kept), is_there(attic, busy)) == (False, True)


def test_what_cannot_be_swept_keeps_nothing_else_from_it(attic, monkeypatch):
    broken, other = attic.run(message_id="broken"), attic.run()
    file_id = attic.upload(KEY)
    attic.pass_days(31)
    keep = attic.retention.keep_answer

    def keep_answer(message_id, run_id):
        if message_id == "broken":
            raise ValueError(message_id)
        return keep(message_id, run_id)

    attic.retention.keep_answer = keep_answer
    attic.sweep()
    assert (is_there(attic, broken), is_there(attic, other)) == (True, False)
    assert not is_kept(attic, file_id)


def test_a_page_that_cannot_be_read_keeps_no_other_from_being_swept(attic, monkeypatch):
    run_id, file_id = attic.run(), attic.upload(KEY)
    attic.pass_days(31)

    def made_before(*_):
        raise ValueError("no such status")

    monkeypatch.setattr(attic.world.stores.sweep, "made_before", made_before)
    attic.sweep()
    assert (is_there(attic, run_id), is_kept(attic, file_id)) == (True, False)


def test_a_sweep_that_reaches_no_store_says_so(attic):
    attic.run(message_id="m")
    attic.pass_days(31)

    def out_of_reach(*_):
        raise Unavailable("out of reach")

    attic.retention.keep_answer = out_of_reach
    with pytest.raises(Unavailable):
        attic.retention.sweep()


def test_a_page_of_buried_runs_that_must_stay_hides_no_other(attic, monkeypatch):
    monkeypatch.setattr(retention, "_PAGE", 2)
    roots = [attic.run() for _ in range(3)]
    attic.pass_days(31)
    attic.retention.sweep()
    for root in roots[:2]:
        child = attic.world.run(step("w", "wait", "end"), final("end"))
        attic.world.stores.runs.change(
            child.run_id,
            lambda held, root=root: replace(held, parent_id=root, ancestors=(root,)),
        )
    attic.world.time.sleep(REST_SECONDS + 1)
    attic.retention.sweep()
    assert [is_there(attic, root) for root in roots] == [True, True, False]


# What a dead submission left -------------------------------------------------------------------


def leave_inputs(attic, key="k"):
    """Return the run that a submission would have made that died before it could."""
    start = attic.world.plan(final("end"))
    store = attic.world.stores.runs

    class Died(BaseException):
        pass

    def die(_run):
        raise Died

    given = {"inputs": {"n": "x" * 100_000}, "idempotency_key": key}
    insert, store.insert = store.insert, die
    with pytest.raises(Died):
        attic.world.submit(start, **given)
    store.insert = insert
    (run_id,) = {run_id for run_id, _ in store.journaled()}
    return run_id, lambda: attic.world.submit(start, **given)


def test_records_of_a_run_that_never_came_to_be_go_after_an_hour(attic):
    run_id, _ = leave_inputs(attic)
    attic.retention.sweep()
    attic.world.time.sleep(3599)
    attic.retention.sweep()
    assert attic.world.stores.runs.entries(run_id, -2)
    attic.world.time.sleep(2)
    attic.retention.sweep()
    assert attic.world.stores.runs.entries(run_id, -2) == []
    assert not is_there(attic, run_id)


def test_a_submission_that_is_made_again_is_left_alone(attic):
    run_id, again = leave_inputs(attic)
    attic.retention.sweep()
    again()
    attic.world.time.sleep(3601)
    attic.retention.sweep()
    attic.world.drain()
    assert attic.world.read(run_id).status is RunStatus.COMPLETED


def test_a_submission_made_again_while_its_leftovers_are_deleted_is_to_be_tried_again(attic):
    run_id, again = leave_inputs(attic)
    attic.retention.sweep()
    attic.world.time.sleep(3601)
    sweep = attic.world.stores.sweep
    remove, told = sweep.remove_records, []

    def meanwhile(*given):
        if not told:
            with pytest.raises(Unavailable) as refused:
                again()
            told.append(refused)
        return remove(*given)

    sweep.remove_records = meanwhile
    attic.retention.sweep()
    sweep.remove_records = remove
    assert told
    # What was appended meanwhile went too or goes later: nothing of it is in the new run's way.
    again()
    attic.world.drain()
    assert attic.world.read(run_id).status is RunStatus.COMPLETED


def test_a_submission_whose_inputs_are_swept_away_in_its_middle_loses_nothing(attic):
    run_id, again = leave_inputs(attic)
    attic.retention.sweep()
    attic.world.time.sleep(3601)
    store = attic.world.stores.runs
    insert = store.insert

    def late(run):
        store.insert = insert
        attic.retention.sweep()
        return insert(run)

    store.insert = late
    again()
    attic.world.drain()
    assert attic.world.read(run_id).status is RunStatus.COMPLETED


# Rounds ----------------------------------------------------------------------------------------


def test_a_round_is_done_in_pages_and_then_there_is_a_rest(attic):
    attic.run()
    attic.upload()
    pauses = []
    while (pause := attic.retention.tick()) != REST_SECONDS:
        pauses.append(pause)
    assert pauses
    assert set(pauses) == {PAUSE_SECONDS}
    assert attic.retention.tick() == REST_SECONDS
    attic.world.time.sleep(REST_SECONDS)
    attic.pass_days(31)
    assert attic.retention.tick() == PAUSE_SECONDS


def test_a_store_out_of_reach_is_told_and_the_round_begins_again(attic):
    run_id = attic.run()
    attic.pass_days(31)
    store, calls = attic.world.stores.sweep, []
    bury = store.bury

    def refuse(*given):
        calls.append(given)
        if len(calls) == 1:
            raise Unavailable("down")
        return bury(*given)

    store.bury = refuse
    with pytest.raises(Unavailable):
        attic.retention.tick()
    while attic.retention.tick() != REST_SECONDS:
        pass
    assert attic.world.read(run_id).workspace_id == GRAVE


def test_two_may_sweep_at_once():
    first = Attic()
    second = Attic(world=first.world)
    runs = [first.run() for _ in range(3)]
    first.pass_days(31)
    for _ in range(3):
        for attic in (first, second, second, first):
            attic.retention.tick()
        first.world.time.sleep(REST_SECONDS + 1)
    assert not any(is_there(first, run_id) for run_id in runs)
