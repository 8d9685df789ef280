"""Load from many connections at once, and load at a steady rate."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.caller import Caller
from bench.measure import Times

CONNECTIONS = 32


def submit(connect: Callable[[], Caller], flow_id: str, total: int) -> list[str]:
    """Submit runs over many connections at once; return their ids."""
    path, callers = f"/v1/client/flow/{flow_id}/execute", threading.local()

    def one(number: int) -> str:
        if not hasattr(callers, "mine"):
            callers.mine = connect()
        _, answer = callers.mine.call("POST", path, {"n": number}, prefer="respond-async")
        return str(answer["appRunId"])

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return list(pool.map(one, range(total)))


def paced(connect: Callable[[], Caller], path: str, per_second: int, seconds: float) -> Times:
    """Call at a steady rate from a few connections; a late call counts from when it was due."""
    threads, began = 4, time.perf_counter() + 0.1
    every, values = threads / per_second, list[float]()

    def one(offset: int) -> None:
        client, due = connect(), began + offset * every / threads
        while due < began + seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            client.done("GET", path)
            values.append((time.perf_counter() - due) * 1000)
            due += every

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, range(threads)))
    return Times(sorted(values))


@contextmanager
def feeding(client: Caller, path: str, rate: float, seconds: float) -> Iterator[list[float]]:
    """Submit runs at a steady rate meanwhile; yield when each was accepted, as it grows."""
    fed: list[float] = []

    def feed() -> None:
        due, until = time.perf_counter(), time.perf_counter() + seconds
        while due < until:
            time.sleep(max(0.0, due - time.perf_counter()))
            client.call("POST", path, {"n": 1}, prefer="respond-async")
            fed.append(time.perf_counter())
            due += 1 / rate

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        yield fed
    finally:
        thread.join()
