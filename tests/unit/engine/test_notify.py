from __future__ import annotations

import threading
import time
import uuid

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from engine.notify import (
    CHANNEL,
    MAX_PAYLOAD_BYTES,
    RedisNotifier,
    Waiters,
    decode,
    encode,
)
from engine.ports import Delta, Notice
from schemas.run import RunStatus
from tests.support.hints import hang_up

NOBODY = "redis://127.0.0.1:1/0"
texts = st.none() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode)


@pytest.fixture
def waiters(redis_url):
    waiters = Waiters(redis_url)
    yield waiters
    waiters.close()


@pytest.fixture
def notifier(redis_url):
    return RedisNotifier(redis_url)


@pytest.fixture
def run_id():
    """One of this test's own: the channel is the server's, shared by all tests."""
    return f"run_{uuid.uuid4().hex}"


def done(run_id, fence_n=1, **payloads):
    return Notice(run_id, fence_n, RunStatus.COMPLETED, **payloads)


def soon(condition, seconds=10.0):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)
    return condition()


@given(
    st.builds(Notice, st.text(), st.integers(0), st.sampled_from(RunStatus), texts, texts, texts)
)
def test_a_notice_arrives_as_it_was_sent(notice):
    assert decode(encode(notice)) == notice


def test_a_payload_that_is_too_large_is_left_out():
    notice = done("run_1", output=b"x" * (MAX_PAYLOAD_BYTES + 1), error=b"x" * MAX_PAYLOAD_BYTES)
    sent = decode(encode(notice))
    assert sent.output is None
    assert sent.error == notice.error


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"{}", b'"x"', b'{"run":"r","fence":1,"status":"odd"}', b"\xff"]
)
def test_what_is_no_notice_is_a_value_error(data):
    with pytest.raises(ValueError, match=r".*"):
        decode(data)


def test_a_waiter_gets_the_notice_of_its_run(waiters, notifier, run_id):
    with waiters.expect(run_id) as waiting:
        notifier.notify(done(f"{run_id}x"))
        notifier.notify(done(run_id, output=b'{"a":1}'))
        assert waiting.get(10, 0) == done(run_id, output=b'{"a":1}')


def test_every_waiter_of_a_run_gets_its_notice(waiters, notifier, run_id):
    with waiters.expect(run_id) as first, waiters.expect(run_id) as second:
        notifier.notify(done(run_id))
        assert first.get(10, 0) == second.get(10, 0) == done(run_id)


def test_a_notice_that_is_not_newer_is_ignored(waiters, notifier, run_id):
    with waiters.expect(run_id) as waiting:
        for fence_n in (1, 2, 3):
            notifier.notify(done(run_id, fence_n))
        assert waiting.get(10, newer_than=2) == done(run_id, 3)


def test_a_notice_sent_before_the_wait_began_is_kept(waiters, notifier, run_id):
    with waiters.expect(run_id) as waiting:
        notifier.notify(done(run_id))
        assert soon(lambda: not waiting._arrived.empty())
        assert waiting.get(0, 0) == done(run_id)


def test_a_notice_that_never_comes_is_none(waiters, run_id):
    with waiters.expect(run_id) as waiting:
        assert waiting.get(0.05, 0) is None


def test_a_wait_that_ended_leaves_nothing_behind(waiters, run_id):
    with waiters.expect(run_id), waiters.expect(run_id):
        pass
    assert waiters._waiting == {}


def test_a_message_that_cannot_be_read_stops_nobody(waiters, notifier, redis_url, run_id):
    with waiters.expect(run_id) as waiting, redis.Redis.from_url(redis_url) as client:
        client.publish(CHANNEL, b"{}")
        notifier.notify(done(run_id))
        assert waiting.get(10, 0) == done(run_id)


def test_a_broken_subscription_wakes_everybody_when_it_is_back(
    waiters, notifier, redis_url, run_id
):
    with waiters.expect(run_id) as waiting:
        assert waiters.is_connected
        with redis.Redis.from_url(redis_url) as client:
            hang_up(client)
        assert waiting.get(10, 0) is None
        assert soon(lambda: waiters.is_connected)
        notifier.notify(done(run_id))
        assert waiting.get(10, 0) == done(run_id)


def test_who_comes_when_the_subscription_stands_is_not_sent_to_look(waiters, monkeypatch, run_id):
    """Who was there before may have missed a notice; who comes later cannot have."""
    woken, wake = threading.Event(), waiters.wake
    monkeypatch.setattr("engine.notify._FIRST_CONNECT_SECONDS", 60.0)
    monkeypatch.setattr(waiters, "wake", lambda: (time.sleep(0.2), wake(), woken.set()))
    with waiters.expect(run_id) as waiting:
        assert woken.wait(60)
        assert waiting._arrived.empty()


def test_without_redis_a_wait_just_times_out(run_id):
    waiters = Waiters(NOBODY)
    waiters._patient_until = 0.0
    with waiters.expect(run_id) as waiting:
        assert not waiters.is_connected
        assert waiting.get(0.01, 0) is None
    waiters.close()


def test_a_silent_subscription_is_pinged_and_then_given_up(waiters, monkeypatch, run_id):
    monkeypatch.setattr("engine.notify._PING_SECONDS", 0.0)
    with waiters.expect(run_id) as waiting:
        assert waiters.is_connected
        monkeypatch.setattr("engine.notify._SILENCE_SECONDS", -1.0)
        assert waiting.get(10, 0) is None
        monkeypatch.undo()
        assert soon(lambda: waiters.is_connected)


def test_closing_wakes_who_waits(redis_url, run_id):
    waiters = Waiters(redis_url)
    with waiters.expect(run_id) as waiting:
        closing = threading.Timer(0.05, waiters.close)
        closing.start()
        assert waiting.get(10, 0) is None
        closing.join()


def test_closing_before_anybody_waited_is_nothing(redis_url):
    Waiters(redis_url).close()


def test_a_notifier_without_redis_only_logs(caplog, run_id):
    RedisNotifier(NOBODY).notify(done(run_id))
    assert [record.message for record in caplog.records] == ["notice_lost"]


def test_a_delta_is_heard_by_who_asked_for_it_and_by_nobody_else(waiters, notifier, run_id):
    with waiters.expect(run_id, deltas=True) as eager, waiters.expect(run_id) as other:
        assert soon(lambda: waiters.is_connected)
        for text in ("Hel", "lo"):
            notifier.stream(Delta(run_id, {"text": text}))
        notifier.notify(done(run_id))
        assert [one.data["text"] for one in eager.listen(10)] == ["Hel", "lo"]
        assert other.get(10, 0) == done(run_id)


def test_who_waits_for_an_end_hears_it_through_deltas(waiters, notifier, run_id):
    with waiters.expect(run_id, deltas=True) as waiting:
        assert soon(lambda: waiters.is_connected)
        notifier.stream(Delta(run_id, {"text": "x"}))
        notifier.notify(done(run_id))
        assert waiting.get(10, 0) == done(run_id)


def test_nobody_hears_a_delta_when_redis_is_away(caplog):
    RedisNotifier(NOBODY).stream(Delta("run_1", {"text": "x"}))
    assert "notice_lost" in caplog.text
