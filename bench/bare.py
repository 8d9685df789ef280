"""The bare operations that every figure is a ratio against, on the servers of the same run."""

from __future__ import annotations

import os
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymongo import MongoClient, WriteConcern
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from bench.caller import Caller
from bench.measure import Times, timed, until
from engine.embedded.process import spawn

QUEUE = "bench"


def noop(number: int) -> int:
    """Do nothing: the job that RQ's own worker is measured with."""
    return number


def majority_writes(mongo_url: str, count: int) -> Times:
    """Insert small documents with majority and journal."""
    with MongoClient[dict[str, object]](mongo_url) as client:
        bare = client["bench"].get_collection(
            "bare", write_concern=WriteConcern(w="majority", j=True)
        )
        bare.insert_one({"_id": uuid.uuid4().hex})
        times = timed(count, lambda number: bare.insert_one({"_id": uuid.uuid4().hex, "n": number}))
        client.drop_database("bench")
        return times


def requests(caller: Caller, count: int) -> Times:
    """Ask for /healthz."""
    caller.done("GET", "/healthz")
    return timed(count, lambda _: caller.done("GET", "/healthz"))


@contextmanager
def stock_worker(redis_url: str) -> Iterator[None]:
    """Run RQ's own SimpleWorker."""
    argv = [sys.executable, "-m", "rq.cli", "worker", QUEUE, "--url", redis_url, "--quiet"]
    argv += ["--worker-class", "rq.SimpleWorker", "--serializer", "rq.serializers.JSONSerializer"]
    process = spawn(argv, Path(os.devnull))
    try:
        yield
    finally:
        # An idle stock worker may sit out its whole dequeue timeout before it hears a SIGTERM.
        process.kill()
        process.wait()


def rq_jobs(redis_url: str, count: int) -> tuple[Times, float]:
    """Return the times from enqueue to result one by one, and jobs per second many at once."""
    with Redis.from_url(redis_url) as connection, stock_worker(redis_url):
        queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer)

        def one(number: int) -> None:
            job = queue.enqueue(noop, number, result_ttl=60)
            until(lambda: job.get_status(refresh=True) == "finished", 0.0005)

        one(0)
        times = timed(count, one)
        began = time.perf_counter()
        jobs = [queue.enqueue(noop, number, result_ttl=60) for number in range(count * 2)]
        until(lambda: jobs[-1].get_status(refresh=True) == "finished", 0.005)
        return times, len(jobs) / (time.perf_counter() - began)
