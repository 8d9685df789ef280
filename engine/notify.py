"""
The word that a claim ended, from the worker to whoever waits for the run: best effort, by pub/sub.

A notice that never comes costs a waiter its patience, never the truth: it reads the run instead.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, Final

from redis import Redis
from redis.client import PubSub
from redis.exceptions import RedisError

from engine.ports import LOOK, Delta, Notice
from engine.queue import connect
from schemas.run import RunStatus

log = logging.getLogger(__name__)

CHANNEL: Final = "millrace:notices"
MAX_PAYLOAD_BYTES: Final = 64 * 1024

_PAYLOADS: Final = ("output", "error", "wait", "tolerated")
_PING_SECONDS: Final = 5.0
_SILENCE_SECONDS: Final = 15.0
_BACKOFF_SECONDS: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
_FIRST_CONNECT_SECONDS: Final = 1.0


def encode(notice: Notice) -> bytes:
    """Return a notice as JSON, without the payloads that are too large to send."""
    message: dict[str, object] = {
        "run": notice.run_id,
        "fence": notice.fence_n,
        "status": notice.status.value,
    }
    for name in _PAYLOADS:
        payload: bytes | None = getattr(notice, name)
        if payload is not None and len(payload) <= MAX_PAYLOAD_BYTES:
            message[name] = payload.decode()
    return json.dumps(message, ensure_ascii=False).encode()


def decode(data: bytes) -> Notice | Delta:
    """Return what a message holds. Raises ValueError if it is neither."""
    try:
        message = json.loads(data)
        if isinstance(message.get("delta"), dict):
            return Delta(str(message["run"]), message["delta"])
        payloads = {name: _bytes(message.get(name)) for name in _PAYLOADS}
        return Notice(
            str(message["run"]), int(message["fence"]), RunStatus(message["status"]), **payloads
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a notice: {error!r}") from error


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


class RedisNotifier:
    """Satisfies `Notifier`. The connection opens at first use and never crosses a fork."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._client: Redis | None = None
        self._pid = 0

    def notify(self, notice: Notice) -> None:
        """Publish a notice; log it when Redis is out of reach."""
        self._publish(notice.run_id, encode(notice))

    def stream(self, delta: Delta) -> None:
        """Publish a delta in the same way."""
        message = {"run": delta.run_id, "delta": delta.data}
        self._publish(delta.run_id, json.dumps(message, ensure_ascii=False).encode())

    def _publish(self, run_id: str, message: bytes) -> None:
        if self._client is None or self._pid != os.getpid():
            self._client, self._pid = connect(self._url, retries=1), os.getpid()
        try:
            self._client.publish(CHANNEL, message)
        except RedisError as error:
            log.warning("notice_lost", extra={"run_id": run_id, "reason": str(error)})


class Waiting:
    """
    One caller's wait for a run, from before the run was enqueued.

    `deltas` says that he also wants to hear what its steps are saying.
    """

    def __init__(self, *, deltas: bool = False) -> None:
        self.deltas = deltas
        self._arrived: SimpleQueue[Notice | Delta | None] = SimpleQueue()

    def get(self, timeout_seconds: float, newer_than: int) -> Notice | None:
        """
        Return the first notice whose fence is newer.

        None after the timeout, or when notices may have been missed: then read the run.
        """
        until = time.monotonic() + timeout_seconds
        while True:
            try:
                notice = self._arrived.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return None
            if isinstance(notice, Delta):
                continue
            if notice is None or notice.fence_n > newer_than:
                return notice

    def listen(self, timeout_seconds: float) -> Iterator[Delta]:
        """Yield deltas until there is something else to look at, or the time is over."""
        until = time.monotonic() + timeout_seconds
        while True:
            try:
                heard = self._arrived.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return
            if not isinstance(heard, Delta):
                return
            yield heard

    def put(self, notice: Notice | Delta | None) -> None:
        """Hand over a notice or a delta, or None: look for yourself."""
        self._arrived.put(notice)


class Waiters:
    """
    Every wait of one process, on one subscription: make it in the process that uses it.

    `listen` is what the thread behind it runs; `close` ends it within a second.
    """

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._lock = threading.Lock()
        self._waiting: dict[str, list[Waiting]] = {}
        self._connected = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._patient_until = 0.0

    @property
    def is_connected(self) -> bool:
        """Whether notices arrive at this moment, as far as is known."""
        return self._connected.is_set()

    @contextmanager
    def expect(self, run_id: str, *, deltas: bool = False) -> Iterator[Waiting]:
        """Receive the notices of a run from here on; enter before what causes them."""
        self._start()
        waiting = Waiting(deltas=deltas)
        with self._lock:
            self._waiting.setdefault(run_id, []).append(waiting)
        try:
            yield waiting
        finally:
            with self._lock:
                others = self._waiting[run_id]
                others.remove(waiting)
                if not others:
                    del self._waiting[run_id]

    def close(self) -> None:
        """Stop listening and wake everybody."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
        self.wake()

    def listen(self) -> None:
        """Subscribe and dispatch until closed, again and again with growing pauses."""
        failures = 0
        while not self._closed.is_set():
            try:
                self._subscribed(self._dispatch_all)
                failures = 0
            except (RedisError, OSError) as error:
                log.warning("notices_interrupted", extra={"reason": str(error)})
            if self._connected.is_set():
                self._connected.clear()
                failures = 0
            self._closed.wait(_BACKOFF_SECONDS[min(failures, len(_BACKOFF_SECONDS) - 1)])
            failures += 1

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._patient_until = time.monotonic() + _FIRST_CONNECT_SECONDS
                self._thread = threading.Thread(target=self.listen, name="notices", daemon=True)
                self._thread.start()
        if not self._connected.is_set():
            self._connected.wait(max(0.0, self._patient_until - time.monotonic()))

    def _subscribed(self, then: Callable[[PubSub], None]) -> None:
        client = connect(self._url, reply_seconds=None)
        try:
            with client.pubsub() as subscription:  # type: ignore[no-untyped-call]
                subscription.subscribe(CHANNEL)
                then(subscription)
        finally:
            client.close()

    def _dispatch_all(self, subscription: PubSub) -> None:
        heard_at = pinged_at = time.monotonic()
        while not self._closed.is_set():
            message = subscription.get_message(timeout=0.5)
            now = time.monotonic()
            if message is not None:
                heard_at = now
                self._take(message)
            elif now - heard_at > _SILENCE_SECONDS:
                raise ConnectionError("the subscription fell silent")
            elif now - max(heard_at, pinged_at) > _PING_SECONDS:
                pinged_at = now
                subscription.ping()

    def _take(self, message: dict[str, Any]) -> None:
        if message["type"] == "subscribe":
            self.wake()
            self._connected.set()
        elif message["type"] == "message":
            self._dispatch(message["data"])

    def _dispatch(self, data: bytes) -> None:
        try:
            notice = decode(data)
        except ValueError as error:
            log.warning("notice_unreadable", extra={"reason": str(error)})
            return
        with self._lock:
            for waiting in self._waiting.get(notice.run_id, ()):
                if not isinstance(notice, Delta):
                    waiting.put(None if notice.fence_n == LOOK else notice)
                elif waiting.deltas:
                    waiting.put(notice)

    def wake(self) -> None:
        """Have every caller look for itself: notices may have been missed, or waiting is over."""
        with self._lock:
            for waits in self._waiting.values():
                for waiting in waits:
                    waiting.put(None)
