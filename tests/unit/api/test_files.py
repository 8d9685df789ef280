from __future__ import annotations

import hashlib
import io

import pytest

from tests.support.edge import Edge
from tests.support.world import final


@pytest.fixture
def edge():
    return Edge(max_file_bytes=100_000)


def upload(edge, content=b"hello", name="a.txt", content_type="text/plain", part="file", **given):
    data = {part: (io.BytesIO(content), name, content_type)}
    return edge.post_form("/v1/flow/file", data, **given)


def test_a_file_comes_back_as_it_went_in_and_only_to_be_saved(edge):
    content = bytes(range(256)) * 300
    made = upload(edge, content, "report.html", "text/html")
    assert made.status_code == 201
    assert made.json["sha256"] == hashlib.sha256(content).hexdigest()
    assert (made.json["size"], made.json["contentType"]) == (len(content), "text/html")
    got = edge.get(f"/v1/flow/file/{made.json['fileId']}")
    assert got.data == content
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"] == "attachment; filename=report.html"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "passwd"), ("a\u202egpj.exe", "agpj.exe")],
)
def test_a_name_is_no_path_and_hides_nothing(edge, name, shown):
    assert upload(edge, name=name).json["name"] == shown


def test_a_name_in_any_script_is_offered_in_both_spellings(edge):
    made = upload(edge, name="résumé.txt").json
    header = edge.get(f"/v1/flow/file/{made['fileId']}").headers["Content-Disposition"]
    assert header == "attachment; filename=r_sum_.txt; filename*=UTF-8''r%C3%A9sum%C3%A9.txt"


def test_a_json_body_is_never_an_upload(edge):
    answer = edge.post("/v1/flow/file", {"file": "x"})
    assert (answer.status_code, answer.json["code"]) == (415, "unsupported_media_type")


def test_a_file_too_large_is_refused_and_leaves_nothing(edge):
    answer = upload(edge, b"x" * 100_001)
    assert (answer.status_code, answer.json["code"]) == (413, "payload_too_large")
    assert upload(edge, b"x" * 400_000).status_code == 413
    assert edge.world.stores.shelves.files.list("", 10) == []


@pytest.mark.parametrize("data", [{}, {"file": "not a file"}, {"other": (io.BytesIO(b"x"), "a")}])
def test_a_form_without_its_one_file_is_refused(edge, data):
    answer = edge.post_form("/v1/flow/file", data)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_upload")


def test_two_files_at_once_are_refused(edge):
    data = {"file": [(io.BytesIO(b"x"), "a"), (io.BytesIO(b"y"), "b")]}
    assert edge.post_form("/v1/flow/file", data).status_code == 422


def test_a_file_is_read_by_who_uploaded_it_and_by_admins(edge):
    _, ada = edge.user("ada")
    _, bob = edge.user("bob")
    file_id = upload(edge, as_=ada).json["fileId"]
    assert edge.get(f"/v1/flow/file/{file_id}", as_=ada).status_code == 200
    assert edge.get(f"/v1/flow/file/{file_id}").status_code == 200
    assert edge.get(f"/v1/flow/file/{file_id}", as_=bob).status_code == 403
    outside = edge.token("pat", "elsewhere")
    assert edge.get(f"/v1/flow/file/{file_id}", as_=outside).status_code == 404


def test_a_run_is_not_started_with_a_file_that_is_none(edge):
    flow_id = edge.flow(fields=[{"name": "f", "type": "file"}, {"name": "n", "type": "number"}])
    answer = edge.execute(flow_id, {"f": "file_x", "n": 1})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/f")
    file_id = upload(edge).json["fileId"]
    assert edge.execute(flow_id, {"f": file_id, "n": 1}).status_code == 200
    assert edge.execute(flow_id, {"f": file_id, "n": 1}, as_=edge.key).status_code == 422


def sends(edge, **part):
    """Return a published flow that sends on the file its input names."""
    body = {"note": "see", "file": {"fileId": "{{file}}", **part}}
    data = {"method": "POST", "url": "https://a.example", "bodyType": "multipart", "body": body}
    send = {"id": "send", "type": "http-request", "nextStepId": "end", "data": data}
    fields = [{"name": "file", "type": "file", "required": True}]
    return edge.flow(send, final("end", ok="yes"), fields=fields)


def test_a_step_sends_an_uploaded_file_as_it_is(edge):
    content = bytes(range(256))
    file_id = upload(edge, content, "scan.bin", "image/png").json["fileId"]
    assert edge.execute(sends(edge), {"file": file_id}).json == {"ok": "yes"}
    (call,) = edge.world.sink.calls
    assert b'name="file"; filename="scan.bin"\r\nContent-Type: image/png\r\n\r\n' in call.body
    assert content in call.body


def test_a_part_may_have_another_name_and_type(edge):
    file_id = upload(edge).json["fileId"]
    edge.execute(sends(edge, filename="b.txt", contentType="text/csv"), {"file": file_id})
    assert b'filename="b.txt"\r\nContent-Type: text/csv' in edge.world.sink.calls[0].body


@pytest.mark.parametrize("who", ["another key", "another workspace", "nobody"])
def test_a_run_sends_no_file_that_is_not_its_own(edge, who):
    # An id that a template came by, not one that an input of type `file` was checked for.
    owner = edge.admin if who == "another key" else edge.token("pat", "elsewhere")
    file_id = "file_x" if who == "nobody" else upload(edge, as_=owner).json["fileId"]
    body = {"file": {"fileId": "{{id}}"}}
    data = {"method": "POST", "url": "https://a.example", "bodyType": "multipart", "body": body}
    send = {"id": "send", "type": "http-request", "nextStepId": "end", "data": data}
    answer = edge.execute(edge.flow(send, final("end")), {"id": file_id}, as_=edge.key)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "FILE_NOT_FOUND")
    assert edge.world.sink.calls == []
