"""
The hints ("look at run X") as jobs of RQ, and what is known of those who take them.

A job looks like one that RQ itself enqueued: `rq info`, `Job.fetch` and a stock worker with the
JSON serializer understand it. Redis may forget all of it; MongoDB is the truth.
"""

from __future__ import annotations

import math
import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq.defaults import RQ_KEY_PREFIX
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from rq.utils import now

from engine.conditions import Memory
from engine.ports import QueueUnavailable
from engine.queue_scripts import PUSH, UNDELIVERED
from engine.store.documents import Hint
from engine.vitals import Signs, WorkerSigns

QUEUES: Final = ("high", "default", "low")
ADVANCE: Final = "worker.jobs.advance_run"
SENTINEL: Final = "millrace:sentinel"
SCHEDULERS: Final = "millrace:schedulers"
SUMS: Final = "millrace:sums"

# Longer than any step may take: it ends what hangs for good; steps have timeouts of their own.
HANG_SECONDS: Final = 90_000
QUEUED_SECONDS: Final = 86_400
FINISHED_SECONDS: Final = 10
FAILED_SECONDS: Final = 3600

_SCHEDULER_SECONDS: Final = 3600
_CONNECT_SECONDS: Final = 1.0
_REPLY_SECONDS: Final = 2.0
_BATCH: Final = 200
# How many jobs are looked at for the oldest: those put ahead of the others are younger than these.
_NEXT: Final = 20
_OF_WORKER: Final = (
    "hostname",
    "pid",
    "queues",
    "state",
    "birth",
    "last_heartbeat",
    "successful_job_count",
)

Answer = TypeVar("Answer")


def connect(
    redis_url: str, *, reply_seconds: float | None = _REPLY_SECONDS, retries: int = 0
) -> Redis:
    """
    Return a client that fails rather than hangs: redis-py's own defaults retry for a minute.

    `reply_seconds` None waits for ever, for a connection that listens.
    """
    return Redis.from_url(
        redis_url,
        socket_connect_timeout=_CONNECT_SECONDS,
        socket_timeout=reply_seconds,
        socket_keepalive=True,
        retry=Retry(NoBackoff(), retries),
    )


class RedisQueue:
    """Satisfies `RunQueue`. The connection opens at first use and never crosses a fork."""

    def __init__(self, redis_url: str) -> None:
        self.url = redis_url
        self._client: Redis | None = None
        self._pid = 0

    @property
    def client(self) -> Redis:
        """The connection pool of this process."""
        if self._client is None or self._pid != os.getpid():
            self._client, self._pid = connect(self.url, retries=1), os.getpid()
        return self._client

    def push(self, hints: Sequence[Hint], *, ahead: bool = False) -> None:
        """Enqueue hints in order, or ahead of the others; 200 a round trip."""
        for batch in _batches(hints):
            packed = [argument for hint in batch for argument in packed_job(hint)]
            self.run(PUSH, args=["LPUSH" if ahead else "RPUSH", *packed])

    def undelivered(self, hints: Sequence[Hint]) -> list[Hint]:
        """Return those whose job is gone, or was started by a worker that is dead."""
        lost: list[Hint] = []
        for batch in _batches(hints):
            named = [argument for hint in batch for argument in (job_id(hint), hint.queue)]
            gone = cast("list[int]", self.run(UNDELIVERED, args=named))
            lost += [hint for hint, is_gone in zip(batch, gone, strict=True) if is_gone]
        return lost

    def was_lost(self) -> bool:
        """Tell, once, that Redis lost its memory since the last call."""
        return bool(self._call(lambda: self.client.set(SENTINEL, "1", nx=True)))

    def workers(self) -> int:
        """Return how many workers are alive: registered, with a key that has not expired."""
        return len(self.worker_names())

    def worker_names(self) -> list[str]:
        """Return the names of the workers that are alive. Raises QueueUnavailable."""
        return self._call(self._worker_names)

    def forget_worker(self, name: str) -> None:
        """Unregister a worker known to be dead, so that what it had started counts as lost."""
        key = f"{RQ_KEY_PREFIX}:worker:{name}"

        def forget() -> None:
            with self.client.pipeline() as pipeline:
                pipeline.srem(f"{RQ_KEY_PREFIX}:workers", key)
                for queue in QUEUES:
                    pipeline.srem(f"{RQ_KEY_PREFIX}:workers:{queue}", key)
                pipeline.delete(key, f"{key}:executions")
                pipeline.execute()

        self._call(forget)

    def tick(self, name: str, at: float) -> None:
        """Note that a scheduler did its work at an epoch second, and forget those long gone."""
        with self.reaching() as client, client.pipeline() as pipeline:
            pipeline.zadd(SCHEDULERS, {name: at})
            pipeline.zremrangebyscore(SCHEDULERS, "-inf", at - _SCHEDULER_SECONDS)
            pipeline.execute()

    def add(self, counts: Mapping[str, float]) -> None:
        """Add counts to their sums."""
        with self.reaching() as client, client.pipeline() as pipeline:
            for name, count in counts.items():
                pipeline.hincrbyfloat(SUMS, name, count)
            pipeline.execute()

    def signs(self) -> Signs:
        """Return what is known of jobs, workers and schedulers."""
        workers = self.workers()
        with self.reaching() as client, client.pipeline(transaction=False) as pipeline:
            for name in QUEUES:
                pipeline.llen(f"{RQ_KEY_PREFIX}:queue:{name}")
            for name in QUEUES:
                pipeline.lrange(f"{RQ_KEY_PREFIX}:queue:{name}", 0, _NEXT - 1)
            pipeline.zrange(SCHEDULERS, 0, -1, withscores=True)
            pipeline.hgetall(SUMS)
            *found, ticks, sums = pipeline.execute()
            depths, coming = found[: len(QUEUES)], found[len(QUEUES) :]
            oldest = _oldest(client, dict(zip(QUEUES, coming, strict=True)))
        return Signs(
            jobs=dict(zip(QUEUES, depths, strict=True)),
            workers=workers,
            ticks={name.decode(): float(at) for name, at in ticks},
            sums={name.decode(): float(count) for name, count in sums.items()},
            oldest=oldest,
        )

    def crew(self) -> list[WorkerSigns]:
        """Return the workers that are alive: three round trips, however many there are."""
        with self.reaching() as client:
            members = cast("set[bytes]", client.smembers(f"{RQ_KEY_PREFIX}:workers"))
            keys = sorted(key.decode() for key in members)
            with client.pipeline(transaction=False) as pipeline:
                for key in keys:
                    pipeline.hmget(key, _OF_WORKER)
                    pipeline.smembers(f"{key}:executions")
                answers = pipeline.execute()
            told = zip(keys, answers[::2], answers[1::2], strict=True)
            # A key that has expired answers with nothing: that worker is dead.
            alive = [(key, about, held) for key, about, held in told if about[4] is not None]
            with client.pipeline(transaction=False) as pipeline:
                for _, _, held in alive:
                    execution = min(held, default=b"").decode()
                    pipeline.hget(f"{RQ_KEY_PREFIX}:execution:{execution}", "created_at")
                begun = pipeline.execute()
        return [
            _worker_signs(key, about, min(held, default=None), since)
            for (key, about, held), since in zip(alive, begun, strict=True)
        ]

    def ping(self) -> None:
        """Raise QueueUnavailable unless Redis answers."""
        self._call(self.client.ping)

    def memory(self) -> Memory:
        """Return how Redis deals with its memory. Raises QueueUnavailable."""
        told = cast("Mapping[str, Any]", self._call(lambda: self.client.info("memory")))
        return Memory(
            policy=str(told.get("maxmemory_policy", "")),
            used=int(told.get("used_memory", 0)),
            limit=int(told.get("maxmemory", 0)),
        )

    def run(
        self, script: str, *, keys: Sequence[str] = (), args: Iterable[str | bytes | float] = ()
    ) -> object:
        """Run a script of `queue_scripts` with RQ's prefix as its first argument."""
        registered = self.client.register_script(script)
        return self._call(lambda: registered(keys=list(keys), args=[RQ_KEY_PREFIX, *args]))

    @contextmanager
    def reaching(self) -> Iterator[Redis]:
        """Lend the connection; what goes wrong with Redis inside is raised as QueueUnavailable."""
        try:
            yield self.client
        except RedisError as error:
            raise QueueUnavailable(f"Redis: {error}") from error

    def _worker_names(self) -> list[str]:
        keys = sorted(cast("set[bytes]", self.client.smembers(f"{RQ_KEY_PREFIX}:workers")))
        with self.client.pipeline(transaction=False) as pipeline:
            for key in keys:
                pipeline.exists(key)
            alive = pipeline.execute()
        return [
            key.decode().rpartition(":")[2]
            for key, is_alive in zip(keys, alive, strict=True)
            if is_alive
        ]

    def _call(self, call: Callable[[], Answer]) -> Answer:
        with self.reaching():
            return call()


def host() -> str:
    """Return this machine's name as names of workers and schedulers begin with it."""
    return "".join(c if c.isalnum() else "-" for c in socket.gethostname())[:40]


def job_id(hint: Hint) -> str:
    """Return the id of a hint's job: one for each claim that may follow."""
    return f"{hint.run_id}-{hint.fence_n}"


def packed_job(hint: Hint) -> list[Any]:
    """Return a hint's job as arguments of the scripts: id, queue, ttl, count, and its hash."""
    fields = [part for pair in _fields(hint).items() for part in pair]
    return [job_id(hint), hint.queue, QUEUED_SECONDS, len(fields), *fields]


def _fields(hint: Hint) -> dict[str, str | bytes | int]:
    """Return the job's hash, written by RQ itself so that it is what this RQ version reads."""
    job = Job.create(
        ADVANCE,
        args=[hint.run_id],
        id=job_id(hint),
        description=f"app.run({hint.run_id})",
        origin=hint.queue,
        status=JobStatus.QUEUED,
        timeout=HANG_SECONDS,
        ttl=QUEUED_SECONDS,
        result_ttl=FINISHED_SECONDS,
        failure_ttl=FAILED_SECONDS,
        serializer=JSONSerializer,
        connection=_NO_CONNECTION,
    )
    job.enqueued_at = now()
    fields: dict[str, str | bytes | int] = job.to_dict()
    return fields


def _oldest(client: Redis, coming: Mapping[str, Sequence[bytes]]) -> dict[str, float]:
    """Return since when the oldest of these jobs of each queue has been there."""
    named = [(name, job.decode()) for name, jobs in coming.items() for job in jobs]
    with client.pipeline(transaction=False) as pipeline:
        for _, job in named:
            pipeline.hget(f"{RQ_KEY_PREFIX}:job:{job}", "enqueued_at")
        answers = pipeline.execute()
    found: dict[str, float] = {}
    for (name, _), told in zip(named, answers, strict=True):
        if told is not None:
            found[name] = min(found.get(name, math.inf), _epoch(told))
    return found


def _worker_signs(
    key: str, about: Sequence[bytes | None], execution: bytes | None, since: bytes | None
) -> WorkerSigns:
    host, pid, queues, state, birth, seen, jobs = (value or b"" for value in about)
    # An execution is named by the job and its own id, a hint's job by the run and the claim.
    job = (execution or b"").decode().partition(":")[0]
    return WorkerSigns(
        name=key.rpartition(":")[2],
        host=host.decode(),
        pid=int(pid or 0),
        queues=tuple(queues.decode().split(",")),
        state=state.decode(),
        started=_epoch(birth),
        seen=_epoch(seen or birth),
        jobs=int(jobs or 0),
        run_id=job.rpartition("-")[0] or None,
        since=None if since is None else float(since),
    )


def _epoch(text: bytes) -> float:
    """Return a time as RQ writes it, which is UTC whether it says so or not."""
    at = datetime.fromisoformat(text.decode())
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def _batches(hints: Sequence[Hint]) -> Iterable[Sequence[Hint]]:
    return (hints[start : start + _BATCH] for start in range(0, len(hints), _BATCH))


# A job wants a client even to be written down; none is ever used for that.
_NO_CONNECTION: Final = cast("Redis", object())
