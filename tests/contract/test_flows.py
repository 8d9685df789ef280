"""What every flow store does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.contract.samples import ODD_TEXTS, flow_of, version_of


@pytest.fixture
def flows(stores):
    return stores.flows


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_a_flow_comes_back_as_it_was_stored(flows, text):
    flow = flow_of(text, workspace_id=text, name=text, description=text, latest_version=3)
    assert flows.insert(flow)
    assert flows.get(text) == flow
    assert flows.list(text, "", 10) == [flow]


def test_a_flow_is_inserted_once(flows):
    flow = flow_of()
    assert flows.insert(flow)
    assert not flows.insert(flow)
    assert not flows.insert(flow_of(name="another"))
    assert flows.get("f-1") == flow


def test_a_flow_is_replaced_at_its_revision_only(flows):
    flows.insert(flow_of())
    edited = flow_of(rev=2, name="$name", description="edited")
    assert flows.replace(edited, expected_rev=1)
    assert not flows.replace(flow_of(rev=2, name="late"), expected_rev=1)
    assert flows.get("f-1") == edited


def test_one_of_many_editors_wins(flows):
    flows.insert(flow_of())
    together = Barrier(8)

    def edit(number):
        together.wait(10)
        return flows.replace(flow_of(rev=2, name=str(number)), expected_rev=1)

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(edit, range(8)))
    assert won.count(True) == 1
    assert flows.get("f-1").name == str(won.index(True))


def test_a_deleted_flow_is_gone_and_its_id_is_not_free(flows):
    flows.insert(flow_of(latest_version=3))
    flows.insert_version(version_of())
    assert flows.delete("f-1")
    assert not flows.delete("f-1")
    assert flows.get("f-1") is None
    assert flows.list("w-1", "", 10) == []
    assert not flows.replace(flow_of(rev=2), expected_rev=1)
    assert not flows.insert(flow_of())
    assert flows.get_version("f-1:1") == version_of()
    assert flows.latest_version("f-1") == 3


def test_what_was_never_stored_is_not_there(flows):
    assert flows.get("f-1") is None
    assert flows.latest_version("f-1") == 0
    assert flows.get_version("f-1:1") is None
    assert not flows.delete("f-1")
    assert not flows.replace(flow_of(), expected_rev=1)


def test_which_of_some_flows_may_be_seen(flows):
    for flow_id in ("a", "b", "c"):
        flows.insert(flow_of(flow_id, visibility="workspace"))
    flows.insert(flow_of("private"))
    flows.insert(flow_of("e", workspace_id="w-2"))
    assert flows.delete("b")
    ids = ["a", "b", "private", "e", "none"]
    assert flows.visible("w-1", ids, None) == {"a", "private"}
    assert flows.visible("w-1", ids, ["workspace"]) == {"a"}
    assert flows.visible("w-1", [], None) == frozenset()


def test_a_workspaces_flows_are_paged_by_id(flows):
    for flow_id in ("c", "a", "d", "b"):
        flows.insert(flow_of(flow_id))
    flows.insert(flow_of("e", workspace_id="w-2"))
    assert [flow.flow_id for flow in flows.list("w-1", "", 10)] == ["a", "b", "c", "d"]
    assert [flow.flow_id for flow in flows.list("w-1", "a", 2)] == ["b", "c"]
    assert flows.list("w-1", "", 0) == []


def test_a_version_is_inserted_once(flows):
    assert flows.insert_version(version_of())
    assert not flows.insert_version(version_of(summary="another"))
    assert flows.get_version("f-1:1") == version_of()


def test_published_versions_are_listed_newest_first(flows):
    for number in (2, 10, 1, None, 9):
        flows.insert_version(version_of(number))
    flows.insert_version(version_of(11, flow_id="f-2"))
    assert [version.number for version in flows.list_versions("f-1", None, 10)] == [10, 9, 2, 1]
    assert [version.number for version in flows.list_versions("f-1", 10, 2)] == [9, 2]
    assert flows.list_versions("f-1", None, 0) == []


def test_a_drafts_copy_comes_back_without_a_number(flows):
    flows.insert_version(version_of(None))
    assert flows.get_version("f-1:None") == version_of(None)


def test_a_flow_is_unsynced_until_it_is_marked_with_the_version_that_it_has(stores):
    flows = stores.flows
    for flow_id in ("f-1", "f-2", "f-3"):
        flows.insert(flow_of(flow_id, latest_version=2, unsynced=flow_id != "f-2"))
    assert flows.unsynced(9) == ["f-1", "f-3"]
    assert (flows.unsynced(1), flows.unsynced(9, "f-1")) == (["f-1"], ["f-3"])
    assert flows.unsynced(0) == []
    assert not flows.mark_synced("f-1", 1)
    assert not flows.mark_synced("f-1", None)
    assert not flows.mark_synced("f-9", None)
    assert flows.mark_synced("f-1", 2)
    assert flows.mark_synced("f-1", 2)
    assert flows.unsynced(9) == ["f-3"]
    assert flows.get("f-1") == flow_of("f-1", latest_version=2)


def test_a_deleted_flow_is_unsynced_until_it_is_marked_as_such(stores):
    flows = stores.flows
    flows.insert(flow_of())
    assert flows.unsynced(9) == []
    flows.delete("f-1")
    assert flows.unsynced(9) == ["f-1"]
    assert not flows.mark_synced("f-1", 0)
    assert flows.mark_synced("f-1", None)
    assert flows.unsynced(9) == []
    assert flows.get("f-1") is None
