"""Files that a caller knows the id of and may not read: no run of the caller's sends them on."""

from __future__ import annotations

import io
import threading

import pytest

from engine.errors import Conflict
from engine.files import FILES_PER_SHARE
from engine.shares import principal_of
from tests.support.edge import Edge
from tests.support.world import each, final, step

SECRET = b"the contents of a contract"


@pytest.fixture
def edge():
    edge = Edge()
    edge.ada_id, edge.ada = edge.user("ada")
    edge.mal_id, edge.mal = edge.user("mal")
    return edge


def upload(edge, as_, content=SECRET):
    data = {"file": (io.BytesIO(content), "a.txt")}
    return edge.call("POST", "/v1/flow/file", data=data, as_=as_)


def sending(edge, owner, visibility="workspace", *, first="api", file="{{f}}"):
    """Make a flow of the owner's that sends a file on."""
    body = {"doc": {"fileId": file}}
    send = step("send", "http-request", "end", url="https://a.example/", method="POST", body=body)
    send["data"]["bodyType"] = "multipart"
    steps = [{"id": "s", "type": first, "nextStepId": "send"}, send, final("end", ok=1)]
    made = edge.post(
        "/v1/flow",
        {"name": "F", "visibility": visibility, "definition": {"steps": steps}},
        as_=owner,
    ).json["id"]
    assert edge.post(f"/v1/flow/{made}/publish", as_=owner).status_code == 200
    return made


def was_sent(edge):
    return any(SECRET in (call.body or b"") for call in edge.world.sink.calls)


@pytest.mark.parametrize("owner", ["another person", "a key"])
def test_a_file_that_a_run_was_seen_with_is_not_sent_on_by_another_callers_flow(edge, owner):
    uploader = edge.ada if owner == "another person" else edge.key
    file_id = upload(edge, uploader).json["fileId"]
    assert edge.get(f"/v1/flow/file/{file_id}", as_=edge.mal).status_code == 403
    written = edge.execute(sending(edge, edge.mal, file=file_id), as_=edge.mal)
    given = edge.execute(sending(edge, edge.mal), {"f": file_id}, as_=edge.mal)
    assert [one.status_code for one in (written, given)] == [422, 422]
    assert not was_sent(edge)
    sent = edge.execute(sending(edge, edge.ada), {"f": file_id}, as_=uploader)
    assert sent.json == {"ok": 1}
    assert was_sent(edge)


def test_an_input_of_the_type_file_takes_no_file_of_another_person(edge):
    field = {"name": "f", "type": "file", "required": True}
    flow_id = edge.flow(final("end", ok=1), fields=[field])
    file_id = upload(edge, edge.ada).json["fileId"]
    body = {"version": 1, "inputs": {"f": file_id}}
    key = edge.token("key", flow_ids=(flow_id,))
    assert edge.execute(flow_id, {"f": file_id}, as_=key).json["errors"][0]["code"] == (
        "file_not_found"
    )
    assert edge.post(f"/v1/flow/execute/{flow_id}", body).json == {"ok": 1}  # an admin's


@pytest.mark.parametrize("bulk", [False, True])
def test_a_run_that_is_started_again_by_another_caller_has_its_files_in_that_flow_alone(edge, bulk):
    file_id = upload(edge, edge.key).json["fileId"]
    flow_id = sending(edge, edge.ada)
    run_id = edge.execute(flow_id, {"f": file_id}, as_=edge.key).headers["X-App-Run-Id"]
    edge.world.sink.calls.clear()
    if bulk:
        body = {"flowId": flow_id, "status": "completed"}
        edge.post("/v1/flowrun/rerun", body, as_=edge.mal)
    else:
        assert edge.post(f"/v1/flowrun/rerun/{run_id}", as_=edge.mal).json == {"ok": 1}
    assert was_sent(edge)
    edge.world.sink.calls.clear()
    assert edge.execute(sending(edge, edge.mal), {"f": file_id}, as_=edge.mal).status_code == 422
    assert not was_sent(edge)


def test_a_file_of_a_decision_is_the_runs_to_send(edge):
    body = {"doc": {"fileId": "{{_resumeData.f}}"}}
    send = step("send", "http-request", "end", url="https://a.example/", method="POST", body=body)
    send["data"]["bodyType"] = "multipart"
    flow_id = edge.flow(step("hold", "wait", "send", event="x"), send, final("end", ok=1))
    run_id = edge.execute(flow_id, as_=edge.key).json["appRunId"]
    file_id = upload(edge, edge.admin).json["fileId"]
    path = f"/v1/flowrun/resume/{run_id}"
    assert edge.post(path, {"data": {"f": file_id}}).json == {"ok": 1}
    assert was_sent(edge)


def test_a_run_of_a_webhook_is_no_person_who_may_use_any_file(edge):
    file_id = upload(edge, edge.ada).json["fileId"]
    files = edge.world.files
    flow_id = sending(edge, edge.ada)
    for principal in ("webhook:hook_1", "schedule:sch_1", "key:tok_1", f"user:{edge.mal_id}"):
        with pytest.raises(Exception, match="no such file"):
            files.content("ws", flow_id, principal, file_id)
    assert files.content("ws", flow_id, f"user:{edge.ada_id}", file_id).body == SECRET


def test_a_file_of_a_link_is_used_by_whoever_may_run_its_flow(edge):
    flow_id = sending(edge, edge.ada)
    link = edge.post(f"/v1/flow/{flow_id}/share", {}, as_=edge.ada).json["token"]
    data = {"file": (io.BytesIO(SECRET), "a.txt")}
    made = edge.call("POST", f"/v1/flow/share/file/{link}", data=data, as_={"X-None": "1"})
    file_id = made.json["fileId"]
    assert edge.execute(flow_id, {"f": file_id}, as_=edge.mal).json == {"ok": 1}
    assert edge.execute(sending(edge, edge.mal), {"f": file_id}, as_=edge.mal).status_code == 422


def calling(edge, below, *, given="{{f}}"):
    """Make a flow that hands a file to another one, which sends it on."""
    inputs = {"f": given} if given else {}
    data = {"flowId": below, "inputs": inputs}
    return edge.flow(step("below", "run-flow", "end", **data), final("end", ok=1))


@pytest.mark.parametrize("depth", [1, 2])
def test_a_run_that_is_started_again_hands_its_file_down(edge, depth):
    flow_id = calling(edge, sending(edge, edge.admin))
    flow_id = calling(edge, flow_id) if depth > 1 else flow_id
    file_id = upload(edge, edge.key).json["fileId"]
    run_id = edge.execute(flow_id, {"f": file_id}, as_=edge.key).headers["X-App-Run-Id"]
    assert was_sent(edge)
    edge.world.sink.calls.clear()
    again = edge.post(f"/v1/flowrun/rerun/{run_id}", as_=edge.mal)
    assert again.json == {"ok": 1}
    assert was_sent(edge)


def test_a_run_of_a_link_hands_its_file_down(edge):
    flow_id = calling(edge, sending(edge, edge.admin))
    link = edge.post(f"/v1/flow/{flow_id}/share", {}).json["token"]
    data = {"file": (io.BytesIO(SECRET), "a.txt")}
    made = edge.call("POST", f"/v1/flow/share/file/{link}", data=data, as_={"X-None": "1"})
    path, body = f"/v1/flow/share/execute/{link}", {"f": made.json["fileId"]}
    assert edge.http.post(path, json=body).json == {"ok": 1}
    assert was_sent(edge)


@pytest.mark.parametrize("among", [1, 2])
def test_a_called_flow_sends_no_file_that_it_was_not_handed(edge, among):
    """Its author knows the id of a file that was lent to the flow above."""
    file_id = upload(edge, edge.key).json["fileId"]
    flow_id = sending(edge, edge.admin, file=file_id)
    for _ in range(among - 1):
        flow_id = calling(edge, flow_id, given=file_id)
    flow_id = calling(edge, flow_id, given="")
    run_id = edge.execute(flow_id, {"f": file_id}, as_=edge.key).headers["X-App-Run-Id"]
    assert was_sent(edge)  # it is the key's own
    edge.world.sink.calls.clear()
    assert edge.post(f"/v1/flowrun/rerun/{run_id}", as_=edge.mal).status_code == 422
    assert not was_sent(edge)


def test_a_branch_of_a_called_flow_sends_what_the_flow_was_handed(edge):
    send = step("send", "http-request", None, url="https://a.example/", method="POST")
    send["data"] |= {"bodyType": "multipart", "body": {"doc": {"fileId": "{{f}}"}}}
    below = edge.flow(each("all", [1, 2], send, concurrency=2), final("end", ok=1))
    flow_id = calling(edge, below)
    file_id = upload(edge, edge.key).json["fileId"]
    first = edge.execute(flow_id, {"f": file_id}, as_=edge.key)
    edge.world.sink.calls.clear()
    again = edge.post(f"/v1/flowrun/rerun/{first.headers['X-App-Run-Id']}", as_=edge.mal)
    assert again.json == {"ok": 1}
    assert len(edge.world.sink.calls) == 2


# Quotas ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["person", "key"])
def test_all_files_of_a_caller_have_a_quota_of_bytes(kind):
    edge = Edge(file_quota_bytes=1024, max_file_bytes=1024)
    who = edge.user("ada")[1] if kind == "person" else edge.key
    assert [upload(edge, who, b"x" * 500).status_code for _ in range(3)] == [201, 201, 409]
    refused = upload(edge, who, b"x" * 500)
    assert refused.json["code"] == "file_quota"
    assert "1024 bytes" in refused.json["detail"]
    assert len(edge.world.stores.shelves.files.list("", 99)) == 2
    assert upload(edge, edge.admin, b"x" * 500).status_code == 201


def test_uploads_of_a_link_at_once_do_not_pass_its_bound(edge):
    """Each sees the files of before while the others are being written."""
    files, flow_id = edge.world.files, edge.flow()
    link = edge.post(f"/v1/flow/{flow_id}/share", {}).json
    who = edge.engine.shares.find(link["token"])
    principal, gate = principal_of(who), threading.Barrier(4)
    for _ in range(FILES_PER_SHARE - 1):
        files.upload(principal, [b"x"], name="a", content_type="", flow_id=flow_id)

    def slow():
        gate.wait(30)
        yield b"x"

    outcomes = []

    def one():
        try:
            files.upload(principal, slow(), name="a", content_type="", flow_id=flow_id)
        except Conflict as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = edge.world.stores.shelves.files.list("", 500, owner=principal.principal_id)
    assert len(kept) <= FILES_PER_SHARE
    assert set(outcomes) == {"file_quota"}
