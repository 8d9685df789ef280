"""`millrace worker`: take hints from Redis and advance runs."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Sequence

from redis.exceptions import RedisError

from engine import bootstrap, logs, overdue, startup
from engine.ports import QueueUnavailable
from engine.queue import QUEUES, RedisQueue, connect
from engine.settings import Settings
from worker import jobs
from worker.heart import Heart
from worker.loop import HintWorker, unique_name
from worker.supervisor import Supervisor, die_with

log = logging.getLogger(__name__)

_REPLY_SECONDS = 11.0


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments of the command line."""
    parser = argparse.ArgumentParser(prog="millrace worker", description=__doc__)
    add = parser.add_argument
    add("--processes", type=int, help="run this many workers and restart those that die")
    add("--name", help="name of this worker, never used before")
    add("--queues", default=",".join(QUEUES), help="queues to serve, the most urgent first")
    add("--burst", action="store_true", help="leave when there is nothing to do")
    add("--max-jobs", type=int, help="leave after this many jobs")
    add("--parent", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.processes is not None and arguments.processes < 1:
        parser.error("--processes must be at least 1")
    if arguments.processes is not None and arguments.name:
        parser.error("--name names one worker, --processes makes several")
    return arguments


def main(argv: Sequence[str] | None = None) -> int:
    """Work until told to stop; return 1 when Redis was lost in the middle of a job, else 0."""
    arguments = parse(argv)
    if arguments.parent is not None:
        die_with(arguments.parent)
    settings = Settings.from_env(os.environ)
    logs.configure(settings)
    if arguments.processes is not None:
        return supervise(settings, arguments)
    return work(settings, arguments)


def work(settings: Settings, arguments: argparse.Namespace) -> int:
    """Be one worker."""
    engine = bootstrap.build(settings)
    await_redis(engine.queue)
    startup.report(engine, os.environ)
    name = arguments.name or unique_name()
    connection = connect(engine.queue.url, reply_seconds=_REPLY_SECONDS)
    worker = HintWorker(arguments.queues.split(","), connection, name)
    jobs.use(engine.runner(name, should_stop=worker.is_stopping))
    counts = Heart(lambda: engine.meter.flush(engine.queue))
    alive = Heart(overdue.expect_beat)
    counts.start()
    overdue.expect_beat()
    alive.start()
    try:
        worker.work(burst=arguments.burst, max_jobs=arguments.max_jobs)
    except RedisError as error:
        log.error("redis_lost", extra={"reason": str(error)})  # noqa: TRY400, its place says nothing
        return 1
    finally:
        alive.stop()
        overdue.expect_no_beat()
        counts.stop()
        engine.meter.flush(engine.queue)
        engine.mongo.close()
    return 0


def supervise(settings: Settings, arguments: argparse.Namespace) -> int:
    """Keep several workers alive."""
    engine = bootstrap.build(settings)
    passed = ["--queues", arguments.queues]
    passed += ["--burst"] if arguments.burst else []
    passed += ["--max-jobs", str(arguments.max_jobs)] if arguments.max_jobs else []
    return Supervisor(arguments.processes, passed, engine.bury, once=arguments.burst).run()


def await_redis(queue: RedisQueue) -> None:
    """Wait until Redis answers."""
    while True:
        try:
            queue.ping()
        except QueueUnavailable as error:
            log.warning("redis_unreachable", extra={"reason": error.message})
            time.sleep(1)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
