from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
import zlib

import pytest

from engine.egress import Egress
from engine.steps.base import HttpRequest

MEGABYTE = 1024 * 1024
NOWHERE = "the host name leads to no address that may be called"


def bomb(layers):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(64)) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data, 9)
    return data


def drip(conn, head, stopped):
    conn.sendall(head)
    for _ in range(2000):
        conn.sendall(b"x")
        if stopped.wait(0.01):
            return


def test_ten_calls_in_a_row_share_a_connection(peer, door):
    server = peer()
    egress = door()
    for _ in range(10):
        assert egress.send(HttpRequest("GET", server.url())).body == b"ok"
    assert (len(server.requests), len(server.connections)) == (10, 1)


def test_threads_share_the_door(peer, door):
    server = peer(lambda request, _conn: request_echo(request))
    egress = door()
    bodies = {}

    def call(number):
        for turn in range(5):
            text = f"{number}-{turn}".encode()
            bodies[text] = egress.send(HttpRequest("POST", server.url(), body=text)).body

    threads = [threading.Thread(target=call, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bodies) == 30
    assert all(sent == returned for sent, returned in bodies.items())


def request_echo(request):
    body = request.partition(b"\r\n\r\n")[2]
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def test_a_login_that_sticks_to_the_connection_is_not_shared(peer, door):
    server = peer()
    egress = door()
    for _ in range(2):
        egress.send(HttpRequest("GET", server.url(), headers={"Authorization": "Negotiate x"}))
    assert len(server.connections) == 2


def test_a_cookie_is_never_kept_for_the_next_call(peer, door, answers):
    server = peer(lambda _request, _conn: answers.reply(Set_Cookie="sid=1; Path=/"))
    egress = door()
    for _ in range(2):
        egress.send(HttpRequest("GET", server.url()))
    assert b"sid=1" not in server.requests[1]


def test_the_name_is_looked_up_once_and_the_checked_address_is_dialled(peer, door):
    public = peer(host="127.0.0.4")
    calls = []

    def rebinding(host, _port):
        calls.append(host)
        return ["127.0.0.4"] if len(calls) == 1 else ["127.0.0.1"]

    egress = door("127.0.0.4", resolver=rebinding)
    response = egress.send(HttpRequest("GET", public.url(host="shop.example")))
    assert response.status == 200
    assert calls == ["shop.example"]
    assert f"Host: shop.example:{public.port}".encode() in public.requests[0]
    assert public.connections[0].getsockname()[0] == "127.0.0.4"


def test_an_open_connection_is_not_used_once_its_name_points_inside(peer, door, refusal):
    public = peer(host="127.0.0.4")
    answers = iter([["127.0.0.4"], ["127.0.0.9"]])
    egress = door("127.0.0.4", resolver=lambda _host, _port: next(answers))
    egress.send(HttpRequest("GET", public.url(host="shop.example")))
    assert refusal(egress, public.url(host="shop.example")).message == NOWHERE
    assert len(public.requests) == 1


def test_the_second_address_is_tried_when_the_first_is_dead(peer, door):
    server = peer(host="127.0.0.6")
    egress = door(resolver=lambda _host, _port: ["127.0.0.5", "127.0.0.6"])
    assert egress.send(HttpRequest("GET", server.url(host="two.example"))).status == 200


def test_a_proxy_in_the_environment_is_ignored(peer, door, monkeypatch):
    proxy, server = peer(), peer()
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url())
    door().send(HttpRequest("GET", server.url()))
    assert (len(proxy.requests), len(server.requests)) == (0, 1)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX-Drip: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"",
    ],
    ids=["headers", "body", "endless body", "status line"],
)
def test_a_drip_is_cut_off_by_the_total_timeout(peer, door, refusal, head):
    stopped = threading.Event()
    server = peer(lambda _request, conn: drip(conn, head, stopped))
    error = refusal(door(), server.url(), timeout_seconds=0.3)
    assert (error.code, error.retryable) == ("TIMEOUT", True)
    # The server notices because its socket was closed, long before it had sent everything.
    assert server.cut_short.wait(10)
    stopped.set()


def test_silence_after_the_connect_is_a_timeout(peer, door, refusal):
    done = threading.Event()
    server = peer(lambda _request, _conn: done.wait(10) and None)
    assert refusal(door(), server.url(), timeout_seconds=0.2).code == "TIMEOUT"
    done.set()


def test_a_tls_handshake_that_stalls_is_a_timeout(peer, door, refusal):
    server = peer()
    url = server.url().replace("http:", "https:")
    assert refusal(door(), url, timeout_seconds=0.3).code == "TIMEOUT"


def test_a_lookup_that_stalls_is_a_timeout(door, refusal):
    done = threading.Event()
    egress = door(resolver=lambda _host, _port: done.wait(10) and ["127.0.0.1"])
    assert refusal(egress, "http://slow.example/", timeout_seconds=0.2).code == "TIMEOUT"
    done.set()


def test_no_time_at_all_is_a_timeout(peer, door, refusal):
    server = peer()
    assert refusal(door(), server.url(), timeout_seconds=0).code == "TIMEOUT"
    assert server.requests == []


def test_an_unknown_name_may_be_known_later(door, refusal):
    def unknown(_host, _port):
        raise OSError

    error = refusal(door(resolver=unknown), "http://nowhere.example/")
    assert (error.code, error.retryable) == ("CONNECTION_FAILED", True)


def test_a_refused_connection_may_work_later(door, refusal):
    with socket.socket() as silent:  # bound, so nobody else takes the port, but not listening
        silent.bind(("127.0.0.1", 0))
        error = refusal(door(), f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert (error.code, error.retryable) == ("CONNECTION_FAILED", True)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_compressed_bomb_is_stopped_by_its_unpacked_size(peer, door, refusal, answers, layers):
    data = bomb(layers)
    encoding = ", ".join(["gzip"] * layers)
    server = peer(lambda _request, _conn: answers.reply(body=data, Content_Encoding=encoding))
    tracemalloc.start()
    try:
        error = refusal(door(), server.url(), max_bytes=MEGABYTE)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (error.code, error.retryable) == ("RESPONSE_TOO_LARGE", False)
    assert peak < 16 * MEGABYTE


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
def test_max_bytes_is_the_largest_body_that_fits(peer, door, refusal, answers, size, fits):
    server = peer(lambda _request, _conn: answers.reply(body=b"x" * size))
    if fits:
        request = HttpRequest("GET", server.url(), max_bytes=1000)
        assert len(door().send(request).body) == size
    else:
        assert refusal(door(), server.url(), max_bytes=1000).code == "RESPONSE_TOO_LARGE"


def test_compressed_bodies_arrive_unpacked(peer, door, answers):
    data = gzip.compress(b"hello")
    server = peer(lambda _request, _conn: answers.reply(body=data, Content_Encoding="gzip"))
    assert door().send(HttpRequest("GET", server.url())).body == b"hello"


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"SSH-2.0-x\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000,
        b"",
    ],
    ids=["cut short", "not gzip", "not http", "endless header", "nothing"],
)
def test_a_broken_answer_may_be_whole_next_time(peer, door, refusal, bytes_sent):
    server = peer(lambda _request, conn: conn.sendall(bytes_sent))
    error = refusal(door(), server.url(), method="POST")
    assert (error.code, error.retryable) == ("CONNECTION_FAILED", True)


def test_a_body_without_a_length_ends_with_the_connection(peer, door):
    server = peer(lambda _request, conn: conn.sendall(b"HTTP/1.0 200 OK\r\n\r\nall of it"))
    egress = door()
    for _ in range(2):
        assert egress.send(HttpRequest("GET", server.url())).body == b"all of it"
    assert len(server.connections) == 2


def hang_up_on_reuse(seen):
    def answer(_request, conn):
        if conn in seen:
            return None
        seen.add(conn)
        return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    return answer


def test_a_kept_connection_that_breaks_is_replaced_where_repeating_is_harmless(peer, door):
    server = peer(hang_up_on_reuse(set()))
    egress = door()
    for _ in range(2):
        assert egress.send(HttpRequest("GET", server.url())).body == b"ok"
    assert len(server.requests) == 3


def test_a_post_is_not_repeated_behind_the_step(peer, door, refusal):
    server = peer(hang_up_on_reuse(set()))
    egress = door()
    egress.send(HttpRequest("POST", server.url()))
    assert refusal(egress, server.url(), method="POST").code == "CONNECTION_FAILED"
    assert len(server.requests) == 2


def test_a_connection_with_unasked_bytes_is_not_used_again(peer, door, answers):
    server = peer()
    egress = door()
    for _ in range(2):
        assert egress.send(HttpRequest("GET", server.url())).body == b"ok"
        server.connections[-1].sendall(answers.reply(body=b"evil"))
    assert len(server.connections) == 2


def test_plain_http_behind_https_is_a_tls_error(peer, door, refusal):
    server = peer(lambda _request, _conn: b"")
    server._serve = lambda conn: conn.sendall(b"HTTP/1.1 400 Bad\r\n\r\n") or conn.close()
    assert refusal(door(), server.url().replace("http:", "https:")).code == "TLS_ERROR"


def test_tls_asks_for_the_name_and_not_the_address(peer, door, refusal):
    hello = []
    server = peer()
    server._serve = lambda conn: hello.append(conn.recv(4096)) or conn.close()
    egress = door(resolver=lambda _host, _port: ["127.0.0.1"])
    refusal(egress, f"https://shop.example:{server.port}/")
    assert b"shop.example" in hello[0]


@pytest.mark.parametrize("method", ["CONNECT", "TRACE", "GE T", "", "GET\r\nX: y"])
def test_a_method_that_is_no_request_is_refused(refusal, method):
    assert refusal(Egress(), "http://a.example/", method=method).code == "INVALID_METHOD"


def test_localhost_needs_the_operator(peer, door, refusal):
    server = peer()
    url = server.url(host="localhost")
    assert refusal(Egress(), url).code == "EGRESS_BLOCKED"
    assert door("localhost").send(HttpRequest("GET", url)).status == 200


def test_a_body_is_handed_on_as_it_comes(peer, door):
    arrived, go_on = [], threading.Event()

    def answer(_request, conn):
        conn.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
        assert go_on.wait(10)
        return b"3\r\ntwo\r\n0\r\n\r\n"

    def take(chunk):
        arrived.append(chunk)
        go_on.set()  # the second half is sent only once the first was handed on

    request = HttpRequest("GET", peer(answer).url(), on_chunk=take)
    assert door().send(request).body == b"onetwo"
    assert arrived == [b"one", b"two"]


def test_what_is_handed_on_is_held_to_the_limit_too(peer, door, refusal, answers):
    arrived = []
    server = peer(lambda _request, _conn: answers.reply(body=b"x" * 1000))
    options = {"max_bytes": 10, "on_chunk": arrived.append}
    assert refusal(door(), server.url(), **options).code == "RESPONSE_TOO_LARGE"
    assert arrived == []


def silence(stopped):
    def answer(_request, _conn):
        stopped.wait(5)
        return b""

    return answer


def test_an_error_says_whether_the_request_may_have_arrived(peer, door, refusal):
    stopped = threading.Event()
    silent = peer(silence(stopped))
    assert refusal(door(), silent.url(), timeout_seconds=0.3).was_sent
    stopped.set()
    broken = peer(lambda _request, _conn: b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx")
    assert refusal(door(), broken.url()).was_sent
    assert refusal(door(), peer().url(), max_bytes=1).was_sent


def test_an_error_before_the_request_says_that_it_never_left(peer, door, refusal):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert not refusal(door(), url).was_sent
    assert not refusal(door(), "http://10.0.0.1/").was_sent
    assert not refusal(door(), peer().url(), timeout_seconds=0).was_sent
