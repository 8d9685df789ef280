"""Changes of a store that an older version wrote."""

from __future__ import annotations

import pytest

from engine.store.mongo_migrations import MIGRATIONS, Migration, StoreTooNew, migrate
from schemas.run import RunStatus
from tests.contract.samples import AT, flow_of, run_of


def forget(raw):
    raw["meta"].delete_many({})
    raw["flows"].update_many({}, {"$unset": {"readers": ""}})


def test_flows_from_before_sharing_are_found_by_those_who_may_read_them(mongo_stores, raw):
    flows = mongo_stores.stores.flows
    flows.insert(flow_of("f-1", visibility="workspace", created_by="user:u-1"))
    flows.insert(flow_of("f-2", visibility="private", created_by="user:u-1"))
    forget(raw)
    assert flows.list("w-1", "", 9, ["workspace", "user:u-1"]) == []
    assert mongo_stores.migrate() == [migration.name for migration in MIGRATIONS]
    assert [flow.flow_id for flow in flows.list("w-1", "", 9, ["workspace"])] == ["f-1"]
    assert [flow.flow_id for flow in flows.list("w-1", "", 9, ["user:u-1"])] == ["f-1", "f-2"]


def test_files_from_before_retention_count_as_used_and_open_runs_name_theirs(mongo_stores, raw):
    file_id, runs = "file_" + "1" * 32, mongo_stores.stores.runs
    for number, status in enumerate((RunStatus.WAITING, RunStatus.COMPLETED)):
        inputs = f'{{"a":"{file_id}"}}'.encode()
        runs.insert(run_of(f"run-{number}", status=status, inputs=inputs))
    raw["files"].insert_one({"_id": file_id, "workspaceId": "w-1", "createdAt": AT})
    forget(raw)
    mongo_stores.migrate()
    assert [runs.get(f"run-{number}").files for number in range(2)] == [(file_id,), ()]
    found = mongo_stores.stores.shelves.files.get(file_id)
    assert (found.rev, found.used_at > AT) == (1, True)


def test_a_migration_that_broke_off_is_done_again_and_those_before_it_are_not(mongo_stores, raw):
    raw["meta"].delete_many({})
    calls = []

    def breaks_once(_):
        calls.append("second")
        if calls.count("second") == 1:
            raise ConnectionError

    changes = [
        Migration("first", lambda _: calls.append("first")),
        Migration("second", breaks_once),
    ]
    with pytest.raises(ConnectionError):
        migrate(mongo_stores.link(), changes)
    assert migrate(mongo_stores.link(), changes) == ["second"]
    assert migrate(mongo_stores.link(), changes) == []
    assert calls == ["first", "second", "second"]


def test_a_store_of_a_newer_version_is_left_alone(mongo_stores, raw):
    raw["meta"].update_one({"_id": "schema"}, {"$set": {"version": 99}})
    with pytest.raises(StoreTooNew, match="99"):
        mongo_stores.migrate()
