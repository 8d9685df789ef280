"""Every known spelling of a place that flows must not reach."""

# ruff: noqa: RUF001, SIM905  (odd characters are what is tested; words need no quotes)
from __future__ import annotations

import pytest

from engine.egress import Egress, EgressError
from engine.egress.deadline import Deadline
from engine.egress.target import parse_target
from engine.steps.base import HttpRequest

HOSTS = """
127.0.0.1 127.1 127.0.1 0 0.0.0.0 localhost LOCALHOST localhost. LocalHost 127.0.0.1. 2130706433
0x7f000001 0X7F000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 00000177.1 017700000001 0177.1 127.0x1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:7f00:1]
[64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::a9fe:a9fe] [2002:7f00:1::] [2002:a9fe:a9fe::]
[2001:0:0:0:0:0:5601:5601] [2001:db8::1] [2001:20::1] [3fff::1] [5f00::1] [100::1] [fec0::1]
①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 ⓛocalhost ｌｏｃａｌｈｏｓｔ 127．0．0．1 ⓛⓞⓒⓐⓛⓗⓞⓢⓣ
169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 [::ffff:a9fe:a9fe]
169.254.169.254. ①⑥⑨.②⑤④.①⑥⑨.②⑤④ [fd00:ec2::254] metadata.google.internal
Metadata.Google.Internal. 100.100.100.200 192.0.0.192 168.63.129.16 100.64.0.1 198.18.0.1 198.19.0.1
10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1 192.168.0.0 192.0.0.8 192.88.99.1
192.0.2.1 203.0.113.1 198.51.100.1 224.0.0.1 239.1.2.3 240.0.0.1 255.255.255.255 0.1.2.3
[fc00::1] [fd12:3456::1] [fe80::1] [fe80::1%25lo] [fe80::1%lo] [ff02::1] [ff05::2]
""".split()
MALFORMED = [
    "\thttp://127.0.0.1/",
    " http://127.0.0.1/",
    "http://127.0.0.1/\r\nX: y",
    "http://127.0.0.1\t/",
    "http://127.0.0.1\\@1.1.1.1/",
    "http://1.1.1.1@127.0.0.1/",
    "http://user:pass@1.1.1.1/",
    "http://127.0.0.1%00/",
    "http://127.0.0.1%2f@1.1.1.1/",
    "http://127.0.0.1 .example/",
    "http://1.1.1.1:0/",
    "http://1.1.1.1:99999/",
    "http://1.1.1.1:٣/",
    "http://[::1/",
    "http://[::1]x/",
    "http://[v1.x]/",
    "http:///etc/passwd",
    "http:127.0.0.1",
    "//127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "ftp://127.0.0.1/",
    "unix:///run/x.sock",
    "data:text/plain,hi",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://-a.example/",
    "http://a..example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://xn--/",
    "http://exa\u200dmple\ud800.com/",
    "http://1.1.1.1/" + "a" * 9000,
    "",
]

NOWHERE = "the host name leads to no address that may be called"
# What a resolver may answer with, for names that point inside.
ADDRESSES = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.5.5 172.31.255.254 192.168.0.10 169.254.169.254
100.64.0.1 100.100.100.200 192.0.0.192 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 ::
::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 2002:7f00:1:: fc00::1 fd00:ec2::254
fe80::1 fec0::1 ff02::1 2001:db8::1 100::1
""".split()
# Public places, some of which look like something else.
CONTROLS = """
http://example.com/ https://example.com:8443/a?b=c http://1.1.1.1/ http://8.8.8.8:8080/
http://[2606:4700:4700::1111]/ http://11.0.0.1/ http://172.15.0.1/ http://172.32.0.1/
http://192.167.1.1/ http://169.253.1.1/ http://100.63.0.1/ http://100.128.0.1/ http://128.0.0.1/
http://126.255.255.255/ http://198.17.0.1/ http://198.20.0.1/ http://223.255.255.254/
http://localhost.example.com/ http://127.0.0.1.example.com/ http://xn--bcher-kva.example/
http://bücher.example/ http://metadata.example.com/ http://10.example.com/
""".split()


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", HOSTS)
def test_a_place_inside_is_blocked_in_every_spelling(host, scheme):
    with pytest.raises(EgressError) as caught:
        Egress().send(HttpRequest("GET", f"{scheme}://{host}:8080/"))
    assert (caught.value.code, caught.value.retryable) == ("EGRESS_BLOCKED", False)
    assert caught.value.message == "this destination is not allowed"


@pytest.mark.parametrize("url", MALFORMED)
def test_a_url_that_could_be_read_in_two_ways_is_refused(url):
    with pytest.raises(EgressError) as caught:
        parse_target(url)
    assert (caught.value.code, caught.value.retryable) == ("INVALID_URL", False)


def test_the_corpus_is_as_large_as_it_was():
    assert len({*HOSTS, *MALFORMED}) >= 120


# A header holds no others: a Location in them is percent-encoded, or no address at all.
@pytest.mark.parametrize("host", [host for host in HOSTS if host.isascii()])
def test_a_place_inside_is_blocked_behind_a_redirect(peer, door, refusal, answers, host):
    server = peer(answers.redirect(f"http://{host}:8080/"))
    # The first hop is allowed by its port, and nothing else is.
    entrance = door(f"127.0.0.1:{server.port}")
    assert refusal(entrance, server.url()).code in ("EGRESS_BLOCKED", "INVALID_URL")
    assert len(server.requests) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_place_inside_is_blocked_behind_a_name(refusal, address):
    entrance = Egress(resolver=lambda _host, _port: [address])
    assert refusal(entrance, "http://innocent.example/").message == NOWHERE


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_that_is_bound_to_a_place_inside_later_is_blocked_then(refusal, address):
    answers = [["1.1.1.1"], [address]]
    entrance = Egress(resolver=lambda _host, _port: answers.pop(0))
    # The first answer was checked and would have been dialled: what is dialled is what was checked.
    assert entrance._checked_addresses(parse_target("http://rebound.example/"), patient())
    assert refusal(entrance, "http://rebound.example/").message == NOWHERE


@pytest.mark.parametrize("url", CONTROLS)
def test_what_is_public_is_not_blocked(url):
    entrance = Egress(resolver=lambda _host, _port: ["93.184.215.14"])
    target = parse_target(url)
    assert entrance._checked_addresses(target, patient())


def patient():
    return Deadline(30)


def test_a_name_is_refused_when_one_of_its_addresses_is_inside(refusal):
    door = Egress(resolver=lambda _host, _port: ["1.1.1.1", "10.0.0.1"])
    assert refusal(door, "http://mixed.example/").message == NOWHERE


def test_the_refusal_does_not_tell_where_a_name_pointed(refusal):
    inside = refusal(Egress(resolver=lambda _h, _p: ["10.9.8.7"]), "http://a.example/")
    loopback = refusal(Egress(resolver=lambda _h, _p: ["::1"]), "http://b.example/")
    assert inside.message == loopback.message
    assert "10.9" not in inside.message
