"""A body that was cut off fails the call, whatever it was packed with and however it was sent."""

from __future__ import annotations

import gzip
import zlib

import pytest

from engine.steps.base import HttpRequest

DATA = b'{"rows": [' + b", ".join(b'{"n": %d}' % n for n in range(2000)) + b"]}"


def raw_deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": ("gzip", gzip.compress(DATA)),
    "x-gzip": ("x-gzip", gzip.compress(DATA)),
    "deflate": ("deflate", zlib.compress(DATA)),
    "raw deflate": ("deflate", raw_deflate(DATA)),
    "twice": ("gzip, deflate", zlib.compress(gzip.compress(DATA))),
    "inner cut": ("gzip, deflate", None),
    "two members": ("gzip", gzip.compress(DATA[:500]) + gzip.compress(DATA[500:])),
}


def head(*lines):
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: application/json", *lines, "", ""])


def sized(encoding, body):
    return head(f"Content-Encoding: {encoding}", f"Content-Length: {len(body)}").encode() + body


def chunked(encoding, body):
    start = head(f"Content-Encoding: {encoding}", "Transfer-Encoding: chunked").encode()
    return start + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


def until_closed(encoding, body):
    return head(f"Content-Encoding: {encoding}", "Connection: close").encode() + body


WAYS = [sized, chunked, until_closed]


def ending(reply):
    def answer(request, conn):
        del request
        conn.sendall(reply)

    return answer


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [name for name in PACKED if name != "inner cut"])
def test_a_whole_body_is_unpacked(peer, door, name, way):
    server = peer(ending(way(*PACKED[name])))
    assert door().send(HttpRequest("GET", server.url())).body == DATA


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("cut", [1, 4, 8, 100])
@pytest.mark.parametrize("name", PACKED)
def test_a_packed_body_without_its_end_is_a_broken_connection(peer, door, refusal, name, cut, way):
    encoding, body = PACKED[name]
    body = body[:-cut] if body else zlib.compress(gzip.compress(DATA)[:-cut])
    error = refusal(door(), peer(ending(way(encoding, body))).url())
    assert (error.code, error.retryable, error.was_sent) == ("CONNECTION_FAILED", True, True)


def test_a_cut_body_is_refused_while_it_is_streamed_too(peer, door, refusal):
    server = peer(ending(sized("gzip", gzip.compress(DATA)[:-8])))
    error = refusal(door(), server.url(), on_chunk=lambda chunk: None)
    assert (error.code, error.retryable) == ("CONNECTION_FAILED", True)


def test_what_follows_the_end_of_a_packed_body_is_no_part_of_it(peer, door):
    server = peer(ending(sized("gzip", gzip.compress(DATA) + bytes(32))))
    assert door().send(HttpRequest("GET", server.url())).body == DATA


@pytest.mark.parametrize(
    "reply",
    [
        head("Content-Length: 100").encode() + b"x" * 99,
        head("Transfer-Encoding: chunked").encode() + b"5\r\nhello\r\n",
        head("Transfer-Encoding: chunked").encode() + b"5\r\nhel",
        head("Transfer-Encoding: chunked").encode() + b"5\r\nhello\r\nzz\r\n",
    ],
)
def test_a_plain_body_without_its_end_is_a_broken_connection(peer, door, refusal, reply):
    error = refusal(door(), peer(ending(reply)).url())
    assert (error.code, error.retryable) == ("CONNECTION_FAILED", True)


@pytest.mark.parametrize("method", ["HEAD", "GET"])
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_no_body_at_all_is_whole_whatever_it_would_be_packed_with(peer, door, method, encoding):
    lines = [f"Content-Encoding: {encoding}"]
    reply = head(*lines, "Content-Length: 5" if method == "HEAD" else "Content-Length: 0")
    server = peer(ending(reply.encode()))
    assert door().send(HttpRequest(method, server.url())).body == b""


@pytest.mark.parametrize("encoding", ["br", "gzip, zstd", "compress"])
def test_an_encoding_that_was_not_asked_for_is_refused(peer, door, refusal, encoding):
    error = refusal(door(), peer(ending(sized(encoding, b"\x0b\x02"))).url())
    assert (error.code, error.retryable) == ("UNSUPPORTED_ENCODING", False)
    assert encoding.rpartition(" ")[2] in str(error)


def test_a_name_that_is_no_encoding_leaves_the_body_as_it_is(peer, door):
    server = peer(ending(sized("utf-8", b"{}")))
    assert door().send(HttpRequest("GET", server.url())).body == b"{}"
