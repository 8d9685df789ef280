"""
A worker process whose runner writes down what it was told, for tests that kill it.

A run id may start with what to do: `sleep<seconds>-` in naps between which it may stop, `hang-`,
`fail-`.
"""

from __future__ import annotations

import sys
import time

import redis

from engine.queue import connect
from worker import jobs
from worker.loop import HintWorker


class Recording:
    def __init__(self, client, name, should_stop):
        self.client = client
        self.name = name
        self.should_stop = should_stop

    def advance(self, run_id):
        self.client.rpush("begun", f"{run_id} {self.name}")
        what, _, _ = run_id.partition("-")
        if what == "fail":
            message = "told to fail"
            raise ValueError(message)
        if what == "hang":
            time.sleep(60)
        if what.startswith("sleep"):
            until = time.monotonic() + float(what.removeprefix("sleep"))
            while time.monotonic() < until and not self.should_stop():
                time.sleep(0.02)
        self.client.rpush("ended", f"{run_id} {self.name}")


def main(redis_url: str, name: str) -> None:
    worker = HintWorker(["high", "default", "low"], connect(redis_url, reply_seconds=11.0), name)
    jobs.use(Recording(redis.Redis.from_url(redis_url), name, worker.is_stopping))
    try:
        worker.work()
    except redis.RedisError:
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
