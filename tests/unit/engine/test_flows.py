from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical
from engine.errors import Conflict, InvalidFlow, InvalidInput, NotFound, PreconditionFailed
from engine.flows import DRAFT, LATEST
from engine.validation import Bounds
from tests.support.world import ADA, EVE, World, final

STEPS = {"steps": [{"id": "s", "type": "api", "nextStepId": "end"}, final("end")]}


@pytest.fixture
def world():
    return World()


@pytest.fixture
def flows(world):
    return world.flows


def create(flows, definition=STEPS):
    view = flows.create(
        ADA, name="F", description="", definition=definition, visibility="workspace"
    )
    return view.flow.flow_id


def publish(flows, flow_id, **given):
    return flows.publish(ADA, flow_id, **{"summary": "", "from_version": None, **given})


def test_latest_is_what_was_published_last(flows):
    flow_id = create(flows)
    with pytest.raises(Conflict):
        flows.resolve(ADA, flow_id, LATEST)
    publish(flows, flow_id)
    assert flows.resolve(ADA, flow_id, LATEST).version == 1
    flows.change(ADA, flow_id, {"name": "G"}, None)
    publish(flows, flow_id)
    assert flows.resolve(ADA, flow_id, LATEST).version == 2
    assert flows.resolve(ADA, flow_id, 1).version == 1
    with pytest.raises(NotFound):
        flows.resolve(ADA, flow_id, 3)


def test_a_draft_run_pins_a_copy_named_by_its_content(flows):
    flow_id = create(flows)
    first = flows.resolve(ADA, flow_id, DRAFT)
    assert flows.resolve(ADA, flow_id, DRAFT) is first
    flows.change(ADA, flow_id, {"definition": {**STEPS, "x": 1}}, None)
    second = flows.resolve(ADA, flow_id, DRAFT)
    assert second.version_id != first.version_id
    assert flows.plans.get(first.version_id) is first


def test_an_unfinished_draft_is_not_run(flows):
    with pytest.raises(InvalidFlow):
        flows.resolve(ADA, create(flows, {"steps": []}), DRAFT)


def test_a_version_whose_publisher_died_is_taken_up(flows):
    flow_id = create(flows)
    orphan = publish(flows, flow_id)
    flow = flows.store.get(flow_id)
    flows.store.replace(replace(flow, latest_version=0, rev=flow.rev + 1), flow.rev)
    assert publish(flows, flow_id) == flows.version(ADA, flow_id, 1) == orphan


def test_an_edit_by_somebody_else_is_not_overwritten(flows):
    flow_id = create(flows)
    flows.change(ADA, flow_id, {"name": "G"}, 1)
    with pytest.raises(PreconditionFailed):
        flows.change(ADA, flow_id, {"name": "H"}, 1)
    assert flows.change(ADA, flow_id, {"name": "H"}, None).flow.rev == 3


def test_a_store_that_always_has_another_edit_is_given_up_on(flows, monkeypatch):
    flow_id = create(flows)
    monkeypatch.setattr(flows.store, "replace", lambda *_: False)
    with pytest.raises(PreconditionFailed):
        flows.change(ADA, flow_id, {"name": "H"}, None)
    with pytest.raises(Conflict):
        publish(flows, flow_id)


def test_a_store_that_always_has_the_version_is_given_up_on(flows, monkeypatch):
    flow_id = create(flows)
    monkeypatch.setattr(flows.store, "insert_version", lambda _: False)
    with pytest.raises(Conflict):
        publish(flows, flow_id)


def test_another_workspace_sees_nothing(flows):
    flow_id = create(flows)
    for look in (flows.get, flows.delete):
        with pytest.raises(NotFound):
            look(EVE, flow_id)
    assert flows.list(EVE, "", 10) == []


def test_a_flow_deleted_by_somebody_else_is_not_found(flows, monkeypatch):
    flow_id = create(flows)
    monkeypatch.setattr(flows.store, "delete", lambda _: False)
    with pytest.raises(NotFound):
        flows.delete(ADA, flow_id)


def test_a_definition_too_large_is_not_stored(world):
    flows = replace(world.flows, bounds=Bounds(max_bytes=50))
    with pytest.raises(InvalidInput):
        create(flows)


def test_a_definition_comes_back_as_it_was_given(flows):
    odd = {"steps": [], "canvas": {"$x.y": [1, None]}, "": "é"}
    flow_id = create(flows, odd)
    assert canonical.decode(flows.get(ADA, flow_id).flow.definition) == odd
