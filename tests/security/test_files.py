"""Uploads: what they are called, what they claim to be, how many and how large."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.edge import Edge
from tests.support.world import final

ROOT = Path(__file__).parents[2]
BOUNDARY = "millrace"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
# As it stands in the part's header -> what is kept of it.
NAMES = {
    "../../etc/passwd": "passwd",
    "..\\\\..\\\\x": "x",
    "/abs": "abs",
    "C:\\\\boot.ini": "boot.ini",
    "a%2e%2e%2f": "a%2e%2e%2f",
    "a\x00b": "ab",
    ".htaccess": "htaccess",
    "..": "file",
    ".": "file",
    " ": "file",
    "x" * 5000: "x" * 200,
    "\u202egpj.exe": "gpj.exe",
    "a;b=c.txt": "a;b=c.txt",
    'a\\"b.txt': 'a"b.txt',
    "<img src=x>.html": "<img src=x>.html",
}


@pytest.fixture
def edge():
    return Edge(max_file_bytes=100_000)


def part(name, content=b"x", content_type=b"text/plain", field=b"file"):
    head = b'Content-Disposition: form-data; name="' + field + b'"; filename="' + name.encode()
    return b"--millrace\r\n" + head + b'"\r\nContent-Type: ' + content_type + b"\r\n\r\n" + content


def upload(edge, *parts, **given):
    body = b"\r\n".join([*parts, b"--millrace--\r\n"])
    return edge.call("POST", "/v1/flow/file", data=body, content_type=MULTIPART, **given)


def held(edge):
    return edge.world.stores.shelves.files.list("", 100)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:20]))
def test_a_name_is_shown_and_never_used(edge, name):
    made = upload(edge, part(name))
    assert (made.status_code, made.json["name"]) == (201, NAMES[name])
    assert re.fullmatch(r"file_[0-9a-f]{32}", made.json["fileId"])
    got = edge.get(f"/v1/flow/file/{made.json['fileId']}")
    header = got.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=")
    assert header.isascii()
    assert not re.search(r"[\r\n\x00/<]", header)


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1", "a\nb", 'a"\r\n\r\n--millrace'])
def test_a_name_of_several_lines_makes_no_header(edge, name):
    answer = upload(edge, part(name))
    assert answer.status_code in (201, 422)
    if answer.status_code == 201:
        got = edge.get(f"/v1/flow/file/{answer.json['fileId']}")
        assert "X-Evil" not in got.headers
        assert "\n" not in answer.json["name"]


@pytest.mark.parametrize(
    ("content", "claimed"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', b"image/svg+xml"),
        (b"<script>alert(1)</script>", b"image/png"),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", b"text/html"),
        (b"GIF89a/*<script>*/=1", b"application/javascript"),
        (b"x", b"text/html; charset=utf-7"),
        (b"x", b"x" * 500),
        (b"x", b""),
    ],
)
def test_whatever_it_claims_to_be_it_is_only_saved(edge, content, claimed):
    made = upload(edge, part("a", content, claimed)).json
    got = edge.get(f"/v1/flow/file/{made['fileId']}")
    assert got.data == content
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert re.fullmatch(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}", made["contentType"])


FIELD = b'--millrace\r\nContent-Disposition: form-data; name="f"\r\n\r\nx'
JSON_OF_A_FILE = b'{"files":{"file":{"filepath":"/etc/passwd","originalFilename":"a"}}}'


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/mixed; boundary=x", 415),
        ("multipart/form-data", 422),
        ("multipart/form-data; boundary=" + "x" * 5000, 422),
        (MULTIPART, 422),
    ],
)
def test_a_body_that_pretends_to_be_an_upload_is_none(edge, content_type, status):
    answer = edge.call("POST", "/v1/flow/file", data=JSON_OF_A_FILE, content_type=content_type)
    assert answer.status_code == status
    assert held(edge) == []


def test_no_input_is_a_file_by_naming_a_path(edge):
    flow_id = edge.flow(final("end", f="{{f}}"), fields=[{"name": "f", "type": "file"}])
    for given in ("/etc/passwd", "file:///etc/passwd", {"filepath": "/etc/passwd"}, ["x"]):
        answer = edge.execute(flow_id, {"f": given})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/f")


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([FIELD] * 11, 413),
        ([part("a"), part("b")], 422),
        ([part("a"), part("a", field=b"other")], 422),
        ([part("a", b"x" * 100_001)], 413),
        ([part("a", b"x" * 1_000_000)], 413),
        ([FIELD + b"x" * 99_000], 422),
        ([b"--millrace\r\nContent-Disposition: form-data\r\n\r\nx"], 422),
        ([b"--millrace\r\n\r\n"], 422),
    ],
)
def test_a_form_of_another_shape_or_size_is_refused_and_leaves_nothing(edge, parts, status):
    answer = upload(edge, *parts)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert held(edge) == []


@pytest.mark.parametrize(
    "given", ["bytes=0-1", "bytes=-1", "bytes=9-1", "lines=1", "bytes=0-" * 999]
)
def test_a_range_makes_one_answer_and_the_whole(edge, given):
    file_id = upload(edge, part("a", b"0123456789")).json["fileId"]
    got = edge.get(f"/v1/flow/file/{file_id}", headers={"Range": given})
    assert (got.status_code, got.data, got.headers["Content-Length"]) == (200, b"0123456789", "10")


def test_a_file_is_handed_out_in_pieces_however_many_ask(edge):
    file_id = upload(edge, part("a", b"x" * 99_000)).json["fileId"]
    answers = [edge.get(f"/v1/flow/file/{file_id}", buffered=False) for _ in range(50)]
    assert all(answer.is_streamed for answer in answers)
    assert {len(answer.data) for answer in answers} == {99_000}


def test_a_links_files_are_read_by_nobody_through_it_once_it_is_revoked(edge):
    flow_id = edge.flow(final("end", f="{{f}}"), fields=[{"name": "f", "type": "file"}])
    link = edge.post(f"/v1/flow/{flow_id}/share", {}).json
    body = b"\r\n".join([part("a"), b"--millrace--\r\n"])
    path = f"/v1/flow/share/file/{link['token']}"
    file_id = edge.http.post(path, data=body, content_type=MULTIPART).json["fileId"]
    as_link = {"Authorization": f"Bearer {link['token']}"}
    assert edge.get(f"/v1/flow/file/{file_id}", as_=as_link).status_code == 403
    edge.call("DELETE", f"/v1/flow/{flow_id}/share/{link['id']}")
    assert edge.get(f"/v1/flow/file/{file_id}", as_=as_link).status_code == 401
    again = edge.http.post(f"/v1/flow/share/execute/{link['token']}", json={"f": file_id})
    assert again.status_code == 410


@pytest.mark.parametrize("asked", ["a.txt", "file_%00", "..%2fa.txt", "file_" + "0" * 32])
def test_a_file_has_no_name_to_be_read_by(edge, asked):
    upload(edge, part("a.txt"))
    assert edge.get(f"/v1/flow/file/{asked}").status_code == 404


def test_nothing_unpacks_an_archive():
    """No bomb, no slip and no link out of a folder: what is uploaded is never opened."""
    opens = re.compile(r"\b(?:zipfile|tarfile|shutil\.unpack_archive|lzma|bz2|py7zr|rarfile)\b")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    product = [name for name in listed.stdout.split() if not name.startswith("tests/")]
    assert len(product) > 100
    assert [name for name in product if opens.search((ROOT / name).read_text())] == []
