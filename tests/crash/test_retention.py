"""A sweep that is killed before and after every operation leaves nothing lost or half visible."""

from __future__ import annotations

import pytest

from engine.store.documents import GRAVE
from tests.support.sweeping import KEY, Attic
from tests.support.world import each, final, step

READS = {"list", "get", "peek", "now", "next_flow", "made_before", "below", "buried", "adrift"}
READS |= {"is_any_open_below", "is_file_named", "name_files"}


class Killed(BaseException):
    """kill -9: nothing after it happens."""


class Killer:
    """Counts writes; kills before or after one of them."""

    def __init__(self, fatal=None, *, is_before=True):
        self.fatal, self.is_before, self.writes = fatal, is_before, []

    def port(self, real):
        return _Port(self, real)

    def write(self, name, apply):
        self.writes.append(name)
        is_fatal = len(self.writes) - 1 == self.fatal
        if is_fatal and self.is_before:
            raise Killed
        result = apply()
        if is_fatal:
            raise Killed
        return result


class _Port:
    def __init__(self, killer, real):
        self._killer, self._real = killer, real

    def __getattr__(self, name):
        real, killer = getattr(self._real, name), self._killer
        if name in READS:
            return real
        return lambda *given: killer.write(name, lambda: real(*given))


def furnished(killer):
    """Return an attic with one of everything that is swept, and what of it must stay."""
    attic = Attic(killer.port)
    world, branch = attic.world, step("w", "set", None, values={"a": 1})
    used = attic.upload(KEY)
    world.run(each("e", "{{[1, 2]}}", branch, concurrency=2), final("end"))
    big = world.submit(world.plan(step("w", "wait", "end"), final("end")), {"n": "x" * 100_000})
    world.drain()
    world.resume(world.read(big.run_id), "data", {"file": used})
    world.drain()
    attic.upload(KEY)
    world.stores.runs.append("run_never", world.stores.runs.entries(big.run_id, -2))
    attic.pass_days(31)
    kept = world.run(step("w", "wait", "end"), final("end"), inputs={"f": attic.upload(KEY)})
    return attic, kept


def check_whole(attic):
    """Raise unless everything that anybody can see is all there."""
    stores = attic.world.stores
    for run in stores.runs.every():
        if run.workspace_id == GRAVE:
            continue
        seqs = [entry.seq for entry in stores.runs.entries(run.run_id, -2)]
        assert (run.inputs is None) == (-1 in seqs), run.run_id
        told = [entry.seq for entry in run.tail]
        counted = [seq for seq in (*seqs, *told) if seq >= 0]
        assert counted == list(range(len(counted))), run.run_id
        assert not run.journaled or len(counted) >= run.steps
    for info in stores.shelves.files.list("", 100):
        if info.doomed_at is None:
            assert b"".join(stores.blobs.read(info.file_id)) == b"x"


def check_swept(attic, kept):
    stores = attic.world.stores
    assert [run.run_id for run in stores.runs.every()] == [kept.run_id]
    assert {run_id for run_id, _ in stores.runs.journaled()} <= {kept.run_id}
    (info,) = stores.shelves.files.list("", 100)
    assert (info.file_id,) == stores.runs.get(kept.run_id).files


def sweep_twice(attic):
    for _ in range(2):
        attic.sweep()


def writes_of_a_sweep():
    killer = Killer()
    attic, kept = furnished(killer)
    sweep_twice(attic)
    check_swept(attic, kept)
    return killer.writes


@pytest.fixture(scope="module")
def writes():
    return writes_of_a_sweep()


def test_every_kind_of_write_is_killed_at(writes):
    wanted = {"bury", "remove_records", "remove_run", "insert", "replace", "remove"}
    assert set(writes) == wanted


@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
def test_a_sweep_killed_at_any_write_is_finished_by_the_next(writes, is_before):
    for fatal in range(len(writes)):
        kill_at(fatal, is_before=is_before)


def kill_at(fatal, *, is_before):
    killer = Killer(fatal, is_before=is_before)
    attic, kept = furnished(killer)
    with pytest.raises(Killed):
        sweep_twice(attic)
    check_whole(attic)
    # Another process, which knows nothing of the first.
    following = Attic(world=attic.world)
    for _ in range(3):
        following.retention.sweep()
        check_whole(following)
        attic.world.time.sleep(3601)
    following.retention.sweep()
    check_swept(following, kept)
