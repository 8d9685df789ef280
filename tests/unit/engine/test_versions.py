"""Versions compiled once and kept, the least used leaving first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical, versions
from engine.store.documents import Flow, Version
from engine.store.memory_catalog import MemoryFlows
from engine.versions import Plans
from tests.support.world import Time

AT = Time().now()


def version_of(number, definition=b'{"steps":[{"id":"s","type":"api"}]}'):
    version_id = versions.published_id("f", number)
    return Version(version_id, "f", number, "Flow", definition, "private", "", "ada", AT)


def flow_of(name="Flow", **definition):
    body = canonical.encode(definition)
    return Flow("f", "ws", name, "", body, "private", "ada", AT, AT)


class Counting(MemoryFlows):
    def __init__(self, count):
        super().__init__()
        self.read = []
        for number in range(count):
            self.insert_version(version_of(number))

    def get_version(self, version_id):
        self.read.append(version_id)
        return super().get_version(version_id)


def test_a_version_is_read_and_compiled_once():
    flows = Counting(1)
    plans = Plans(flows)
    assert plans.get("f:0") is plans.get("f:0")
    assert flows.read == ["f:0"]


def test_the_least_used_plan_is_forgotten():
    flows = Counting(3)
    plans = Plans(flows, kept=2)
    for number in (0, 1, 0, 2, 0, 1):
        plans.get(f"f:{number}")
    assert flows.read == ["f:0", "f:1", "f:2", "f:1"]


def test_an_unknown_version_has_no_plan():
    assert Plans(MemoryFlows()).get("f:9") is None


@pytest.mark.parametrize(
    "definition",
    [
        b"",
        b"[]",
        b"5",
        b'{"steps":[{}]}',
        b'{"steps":[{"id":"a","type":"set","retry":{"maxAttempts":"x"}}]}',
    ],
)
def test_a_version_that_cannot_be_read_has_no_plan(definition):
    flows = MemoryFlows()
    flows.insert_version(version_of(1, definition))
    assert Plans(flows).get("f:1") is None


def test_a_draft_is_named_by_its_content_and_name():
    same = versions.draft_version(flow_of(a=1, b=2)).version_id
    assert versions.draft_version(flow_of(b=2, a=1)).version_id == same
    assert versions.draft_version(flow_of(a=1, b=3)).version_id != same
    assert versions.draft_version(flow_of("Other", a=1, b=2)).version_id != same
    assert versions.draft_version(flow_of(a=1)).number is None


def test_a_draft_is_its_last_editors():
    hers = flow_of(a=1)
    his = replace(hers, edited_by="user:mal")
    assert versions.draft_version(hers).created_by == "ada"
    assert versions.draft_version(his).created_by == "user:mal"
    assert versions.draft_version(his).version_id != versions.draft_version(hers).version_id
