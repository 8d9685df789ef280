"""Which files are deleted, when, and which are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import InvalidInput, NotFound
from engine.rerunning import records_before
from schemas.run import RunStatus
from tests.support.sweeping import KEY, Attic, is_kept
from tests.support.world import ADA, final, step


@pytest.fixture
def attic():
    return Attic()


def test_what_a_key_uploaded_for_no_run_goes_after_a_day(attic):
    file_id = attic.upload(KEY)
    attic.pass_days(0.9)
    attic.sweep()
    assert is_kept(attic, file_id)
    attic.pass_days(0.2)
    attic.sweep()
    assert not is_kept(attic, file_id)
    with pytest.raises(NotFound):
        attic.world.stores.blobs.read(file_id)


def test_what_a_person_uploaded_is_kept_as_long_as_her_runs(attic):
    file_id = attic.upload()
    attic.pass_days(29)
    attic.sweep()
    assert is_kept(attic, file_id)
    attic.pass_days(2)
    attic.sweep()
    assert not is_kept(attic, file_id)


def test_a_file_that_a_run_names_lives_as_long_as_the_run(attic):
    file_id = attic.upload(KEY)
    plan = attic.world.plan(step("w", "wait", "end"), final("end"))
    run = attic.world.submit(plan, {"deep": [{"in": file_id}]})
    attic.world.drain()
    attic.pass_days(300)
    attic.sweep()
    assert is_kept(attic, file_id)
    attic.world.runs.cancel(ADA, run.run_id)
    attic.pass_days(31)
    attic.sweep()
    attic.sweep()
    assert not is_kept(attic, file_id)


def test_every_one_of_many_files_lives_as_long_as_the_run(attic):
    named = [attic.upload(KEY) for _ in range(120)]
    plan = attic.world.plan(step("w", "wait", "end"), final("end"))
    attic.world.submit(plan, {"files": named})
    attic.world.drain()
    attic.pass_days(300)
    attic.sweep()
    assert all(is_kept(attic, file_id) for file_id in named)


def test_a_run_that_could_not_keep_all_its_files_is_not_begun(attic):
    named = [f"file_{number:032x}" for number in range(1001)]
    plan = attic.world.plan(step("w", "wait", "end"), final("end"))
    with pytest.raises(InvalidInput, match="1001 files"):
        attic.world.submit(plan, {"files": named})
    run = attic.world.submit(plan, {"files": named[:-1]})
    attic.world.drain()
    with pytest.raises(InvalidInput, match="1001 files"):
        attic.world.resume(attic.world.read(run.run_id), "data", {"files": named})
    assert attic.world.read(run.run_id).status is RunStatus.WAITING


def test_a_rerun_keeps_the_files_of_the_decisions_that_it_takes_over(attic):
    file_id, world = attic.upload(KEY), attic.world
    plan = world.plan(step("w", "wait", "v"), step("v", "wait", "end"), final("end"))
    run = world.submit(plan, {})
    world.drain()
    world.resume(world.read(run.run_id), "data", {"f": file_id})
    world.drain()
    past = records_before(world.stores.runs, world.read(run.run_id), plan, "v")
    again = world.submit(plan, {}, past=past)
    assert world.read(again.run_id).files == (file_id,)


def test_a_file_of_an_open_run_that_an_older_version_stored_is_kept(attic):
    file_id = attic.upload(KEY)
    plan = attic.world.plan(step("w", "wait", "end"), final("end"))
    run = attic.world.submit(plan, {"f": file_id})
    attic.world.drain()
    attic.world.stores.runs.change(run.run_id, lambda held: replace(held, files=()))
    attic.pass_days(2)
    attic.sweep()
    assert is_kept(attic, file_id)


def test_a_file_that_is_sent_on_counts_as_used(attic):
    file_id = attic.upload(KEY)
    attic.pass_days(0.5)
    attic.files.content("ws", "f", ADA.principal_id, file_id)
    attic.pass_days(29)
    attic.sweep()
    assert is_kept(attic, file_id)


def test_a_doomed_file_is_found_by_nobody(attic):
    file_id = attic.upload(KEY)
    attic.pass_days(2)
    attic.retention.sweep()
    with pytest.raises(NotFound):
        attic.files.get(KEY, file_id)
    with pytest.raises(NotFound):
        attic.files.content("ws", "f", KEY.principal_id, file_id)


def test_a_file_that_a_run_took_at_the_last_moment_is_given_back(attic):
    file_id = attic.upload(KEY)
    attic.pass_days(2)
    attic.retention.sweep()
    attic.world.submit(attic.world.plan(final("end")), {"f": file_id})
    attic.world.time.sleep(3601)
    attic.retention.sweep()
    assert attic.files.get(KEY, file_id).doomed_at is None
