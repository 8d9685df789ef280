"""Publishing under the hands of others: revisions, versions left behind, versions of versions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine import canonical
from engine.errors import InvalidFlow, NotFound, PreconditionFailed
from tests.support.world import ADA, EVE, World, final

UNFINISHED = {"steps": []}


def steps(**outputs):
    trigger = {"id": "s", "type": "api", "nextStepId": "end"}
    return {"steps": [trigger, final("end", **outputs)]}


@pytest.fixture
def flows():
    return World().flows


@pytest.fixture
def flow_id(flows):
    given = {"name": "F", "description": "d", "visibility": "private"}
    return flows.create(ADA, definition=steps(v=1), **given).flow.flow_id


def publish(flows, flow_id, from_version=None):
    return flows.publish(ADA, flow_id, summary="why", from_version=from_version)


def shown(version):
    return canonical.decode(version.definition)["steps"][1]["data"]["outputs"][0]["output"]


def test_a_version_does_not_change_with_its_draft(flows, flow_id):
    publish(flows, flow_id)
    flows.change(ADA, flow_id, {"definition": steps(v=2)}, None)
    publish(flows, flow_id)
    assert [shown(flows.version(ADA, flow_id, number)) for number in (1, 2)] == [1, 2]


def test_an_earlier_version_is_published_again_as_the_next(flows, flow_id):
    publish(flows, flow_id)
    flows.change(ADA, flow_id, {"definition": steps(v=2)}, None)
    publish(flows, flow_id)
    again = publish(flows, flow_id, from_version=1)
    assert (again.number, shown(again)) == (3, 1)
    assert shown_draft(flows, flow_id) == 2


def shown_draft(flows, flow_id):
    flow = flows.get(ADA, flow_id).flow
    return canonical.decode(flow.definition)["steps"][1]["data"]["outputs"][0]["output"]


def test_an_unfinished_draft_is_kept_with_its_issues_and_not_published(flows, flow_id):
    view = flows.change(ADA, flow_id, {"definition": UNFINISHED}, None)
    assert [issue.code for issue in view.issues] == ["no_trigger"]
    with pytest.raises(InvalidFlow) as caught:
        publish(flows, flow_id)
    assert list(caught.value.issues) == list(view.issues)
    assert flows.get(ADA, flow_id).flow.latest_version == 0


def test_an_unfinished_draft_does_not_keep_an_earlier_version_from_being_published(flows, flow_id):
    publish(flows, flow_id)
    flows.change(ADA, flow_id, {"definition": UNFINISHED}, None)
    assert publish(flows, flow_id, from_version=1).number == 1
    flows.change(ADA, flow_id, {"name": "G"}, None)
    assert publish(flows, flow_id, from_version=1).number == 2


def test_two_who_publish_at_once_make_two_versions(flows, flow_id, monkeypatch):
    insert = flows.store.insert_version

    def overtaken(version):
        monkeypatch.setattr(flows.store, "insert_version", insert)
        flows.change(ADA, flow_id, {"definition": steps(v=9)}, None)
        publish(flows, flow_id)
        return insert(version)

    monkeypatch.setattr(flows.store, "insert_version", overtaken)
    assert publish(flows, flow_id).number == 2
    assert flows.get(ADA, flow_id).flow.latest_version == 2


def test_a_version_whose_publisher_died_is_not_shown_until_somebody_publishes(flows, flow_id):
    publish(flows, flow_id)
    orphan = replace(flows.version(ADA, flow_id, 1), version_id=f"{flow_id}:2", number=2)
    flows.store.insert_version(orphan)
    with pytest.raises(NotFound):
        flows.version(ADA, flow_id, 2)
    with pytest.raises(NotFound):
        flows.resolve(ADA, flow_id, 2)
    flows.change(ADA, flow_id, {"name": "G"}, None)
    assert publish(flows, flow_id).number == 3
    assert flows.version(ADA, flow_id, 2) == orphan


def test_an_edit_during_a_publication_is_kept(flows, flow_id, monkeypatch):
    insert = flows.store.insert_version

    def edited(version):
        monkeypatch.setattr(flows.store, "insert_version", insert)
        flows.change(ADA, flow_id, {"name": "Edited"}, None)
        return insert(version)

    monkeypatch.setattr(flows.store, "insert_version", edited)
    publish(flows, flow_id)
    flow = flows.get(ADA, flow_id).flow
    assert (flow.name, flow.latest_version) == ("Edited", 1)


def test_an_edit_names_the_revision_it_was_made_from(flows, flow_id):
    rev = flows.get(ADA, flow_id).flow.rev
    changed = flows.change(ADA, flow_id, {"name": "A"}, rev)
    assert changed.flow.rev == rev + 1
    with pytest.raises(PreconditionFailed) as caught:
        flows.change(ADA, flow_id, {"name": "B"}, rev)
    assert caught.value.code == "stale_revision"
    assert flows.get(ADA, flow_id).flow.name == "A"


def test_what_an_edit_does_not_name_stays(flows, flow_id):
    flow = flows.change(ADA, flow_id, {"visibility": "workspace"}, None).flow
    assert (flow.name, flow.description, flow.visibility) == ("F", "d", "workspace")


def test_versions_are_listed_from_the_newest_a_page_at_a_time(flows, flow_id):
    for name in "ABC":
        flows.change(ADA, flow_id, {"name": name}, None)
        publish(flows, flow_id)
    first = flows.versions(ADA, flow_id, below=None, limit=2)
    rest = flows.versions(ADA, flow_id, below=first[-1].number, limit=2)
    assert [version.number for version in (*first, *rest)] == [3, 2, 1]


def test_flows_are_listed_by_workspace(flows, flow_id):
    assert [view.flow_id for view in flows.list(ADA, "", 10)] == [flow_id]
    assert list(flows.list(EVE, "", 10)) == []


def test_a_deleted_flow_is_gone_and_what_its_runs_use_stays(flows, flow_id):
    version = publish(flows, flow_id)
    flows.delete(ADA, flow_id)
    for use in (flows.get, flows.delete):
        with pytest.raises(NotFound):
            use(ADA, flow_id)
    assert flows.plans.get(version.version_id) is not None


@pytest.mark.parametrize("number", [0, -1, 2])
def test_a_version_that_is_not_there_is_not_found(flows, flow_id, number):
    publish(flows, flow_id)
    with pytest.raises(NotFound) as caught:
        flows.version(ADA, flow_id, number)
    assert caught.value.code == "version_not_found"
