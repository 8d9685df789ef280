"""
An RQ worker without forks whose bookkeeping is one round trip a job.

One script finishes the job before, takes the next from the first queue that has any, and starts
it: there is no moment at which a job is in no list. A job that is no hint is refused and
removed (worker.hint_job). An idle worker listens to the doorbells of its queues, and looks by
itself once a second.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any, Final

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from rq import SimpleWorker, worker_registration
from rq.defaults import RQ_KEY_PREFIX
from rq.exceptions import NoSuchJobError
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue
from rq.registry import StartedJobRegistry
from rq.serializers import JSONSerializer
from rq.timeouts import JobTimeoutException
from rq.utils import now as rq_now
from rq.utils import utcformat
from rq.worker import WorkerStatus

from engine import revealed
from engine.queue import FINISHED_SECONDS, host
from engine.queue_scripts import NEXT
from worker.heart import BEAT_SECONDS, Heart
from worker.hint_job import HintJob

log = logging.getLogger(__name__)

ALIVE_SECONDS: Final = 5 * int(BEAT_SECONDS)
GRACE_SECONDS: Final = 25.0
IDLE_SECONDS: Final = 1

_EXECUTION_SECONDS: Final = 60
_MAINTENANCE_SECONDS: Final = 30
_REPEATED_SIGNAL_SECONDS: Final = 1.0
_BACKOFF_SECONDS: Final = (0.1, 0.2, 0.5, 1.0, 2.0)
# RQ derives the socket's timeout from it: this minus 5 s.
_RQ_TTL_SECONDS: Final = 16


def unique_name() -> str:
    """Return a name for this start of this process, which no other start ever had."""
    return f"{host()}-{os.getpid()}-{secrets.token_hex(4)}"


def order(queues: Sequence[str], turn: int) -> list[str]:
    """
    Return the queues in the order in which turn 1, 2, … looks at them.

    Every 8th turn looks at the second first, every 16th at the third, every 32nd at the fourth.
    """
    for place in range(len(queues) - 1, 0, -1):
        if turn % (4 << place) == 0:
            return [queues[place], *queues[:place], *queues[place + 1 :]]
    return list(queues)


@dataclass(frozen=True, slots=True)
class Finished:
    """A hint that was followed, settled when the next one is taken; times are epoch seconds."""

    job_id: str
    execution_id: str
    queue: str
    started: float
    ended: float

    def arguments(self) -> Iterator[str | float]:
        """Yield what the script wants to know."""
        yield from (self.job_id, self.execution_id, self.queue, FINISHED_SECONDS)
        yield from (self.started, self.ended, utcformat(rq_now()))


class HintWorker(SimpleWorker):
    """Works until told to stop; raises redis errors when Redis is lost in the middle of a job."""

    def __init__(self, queues: Sequence[str], connection: Redis, name: str) -> None:
        super().__init__(
            list(queues),
            name=name,
            connection=connection,
            serializer=JSONSerializer,
            job_class=HintJob,
            worker_ttl=_RQ_TTL_SECONDS,
            maintenance_interval=_MAINTENANCE_SECONDS,
        )
        self._script = connection.register_script(NEXT)
        self._by_name = {queue.name: queue for queue in self.queues}
        self._turn = 1
        self._stop_at: float | None = None
        self._heart = Heart(self.beat)

    def work(  # type: ignore[override]  # what RQ's loop offers beside these has no meaning here
        self,
        burst: bool = False,  # noqa: FBT001, FBT002, RQ's own signature
        logging_level: str | None = None,
        max_jobs: int | None = None,
    ) -> bool:
        """Take and execute jobs; return whether there were any."""
        # Before anybody can see this worker: who sees it may ask it to leave.
        self._install_signal_handlers()  # type: ignore[no-untyped-call]
        self.bootstrap(logging_level)
        self.beat()
        self._heart.start()
        try:
            return self._run(burst=burst, max_jobs=max_jobs) > 0
        finally:
            self._heart.stop()
            self._leave()

    def subscribe(self) -> None:
        """Listen to no commands: they are for horses, and leaving is asked for by a signal."""

    def is_stopping(self) -> bool:
        """Tell whether this worker shall leave after the current step."""
        return self._stop_requested

    def request_stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Stop after the current step; at once when asked again, a second or more later."""
        if self._stop_at is None:
            self._stop_at, self._stop_requested = time.monotonic(), True
        elif time.monotonic() - self._stop_at >= _REPEATED_SIGNAL_SECONDS:
            os._exit(128 + signum)

    def beat(self) -> None:
        """Say that this worker is alive, clean up if it is time, end what outlasts the grace."""
        if self._stop_at is not None and time.monotonic() - self._stop_at > GRACE_SECONDS:
            os._exit(1)
        self.announce()
        if self.should_run_maintenance_tasks:
            self.run_maintenance_tasks()  # type: ignore[no-untyped-call]

    def announce(self) -> None:
        """Register this worker, again if Redis forgot it, and prolong what it holds."""
        self.last_heartbeat = rq_now()
        with self.connection.pipeline() as pipeline:
            pipeline.hset(self.key, mapping={**self.serialize(), "state": self.get_state()})
            worker_registration.register(self, pipeline)
            pipeline.expire(self.key, ALIVE_SECONDS)
            for execution in list(self.executions.values()):
                registry = execution.job.started_job_registry
                execution.heartbeat(registry, _EXECUTION_SECONDS, pipeline)
                pipeline.expire(self.executions_key, _EXECUTION_SECONDS)
            pipeline.execute()

    def _run(self, *, burst: bool, max_jobs: int | None) -> int:
        executed = 0
        finished: Finished | None = None
        while not self._stop_requested and executed != max_jobs:
            state, *what = self._take(finished)
            finished = None
            if state == b"job":
                finished = self._execute(*what)
                executed += 1
            elif state == b"missing":
                log.warning("job_missing", extra={"job_id": _text(what[0]), "reason": "no data"})
            elif state == b"gone":
                self.announce()
            elif burst:
                break
            else:
                self._rest(state)
        if finished is not None:
            self._next(finished, may_pop=False)
        return executed

    def _take(self, finished: Finished | None) -> list[Any]:
        try:
            return self._next(finished, may_pop=True)
        except (RedisConnectionError, RedisTimeoutError):
            if finished is not None:
                raise
            self._reconnect()
            return [b"gone"]

    def _next(self, finished: Finished | None, *, may_pop: bool) -> list[Any]:
        queues = order(self.queue_names(), self._turn)
        execution_id = secrets.token_hex(16)
        arguments: list[str | float] = [RQ_KEY_PREFIX, self.name, execution_id, time.time()]
        arguments += [utcformat(rq_now()), _EXECUTION_SECONDS, int(may_pop), len(queues), *queues]
        if finished is not None:
            arguments += finished.arguments()
        answer: list[Any] = self._script(args=arguments)
        if answer[0] == b"job":
            self._turn += 1
            answer.append(execution_id)
        self._state = WorkerStatus.BUSY if answer[0] == b"job" else WorkerStatus.IDLE
        return answer

    def _execute(
        self, job_id: bytes, queue: bytes, fields: list[bytes], execution_id: str
    ) -> Finished | None:
        """Execute a job that was started; return what is left to settle."""
        started = time.time()
        execution = Execution(execution_id, _text(job_id), self.connection, self.name)
        finished = Finished(execution.job_id, execution_id, _text(queue), started, started)
        try:
            job = self._restored(execution.job_id, fields)
        except Exception:
            log.exception("job_unreadable", extra={"job_id": execution.job_id})
            return finished
        execution._job = job  # noqa: SLF001, as Execution.create does
        if not job.is_hint():
            self._refuse(job, execution)
            return None
        self.executions[execution_id] = execution
        try:
            self._perform(job)
        except BaseException:  # noqa: BLE001, as RQ does: a job that exits must not end the worker
            origin = self._by_name[finished.queue]
            self._finalize_failure(job, origin, execution, sys.exc_info())
            return None
        del self.executions[execution_id]
        return replace(finished, ended=time.time())

    def _refuse(self, job: HintJob, execution: Execution) -> None:
        """Remove a job that asks for anything but a look at a run."""
        log.error("job_refused", extra={"job_id": job.id, "asked_for": job.asked_for()})
        with self.connection.pipeline() as pipeline:
            execution.delete(job, pipeline)
            pipeline.delete(job.key, job.dependents_key, job.dependencies_key)
            pipeline.execute()

    def handle_job_failure(
        self,
        job: Job,
        queue: Queue,
        started_job_registry: StartedJobRegistry | None = None,
        exc_string: str = "",
        execution: Execution | None = None,
    ) -> None:
        """Settle a failed job; its traceback, which RQ keeps in Redis, holds no opened secret."""
        told = revealed.masked_text(exc_string)
        super().handle_job_failure(job, queue, started_job_registry, told, execution)

    def _perform(self, job: Job) -> None:
        timeout = job.timeout or self.queue_class.DEFAULT_TIMEOUT
        with self.death_penalty_class(timeout, JobTimeoutException, job_id=job.id):
            job.perform()

    def _restored(self, job_id: str, fields: list[bytes]) -> HintJob:
        job = HintJob(job_id, connection=self.connection, serializer=self.serializer)
        job.restore(dict(zip(fields[::2], fields[1::2], strict=True)))
        job.started_at, job.worker_name = rq_now(), self.name
        return job

    def _rest(self, state: bytes) -> None:
        """Wait for a doorbell, or for workers to be resumed."""
        try:
            if state == b"suspended":
                self.set_state(WorkerStatus.SUSPENDED)
                time.sleep(IDLE_SECONDS)
            else:
                bells = [f"millrace:doorbell:{name}" for name in self.queue_names()]
                self.connection.blpop(bells, timeout=IDLE_SECONDS)
        except (RedisConnectionError, RedisTimeoutError):
            self._reconnect()

    def _reconnect(self) -> None:
        """Wait for Redis, then give back the job that may have been taken without our knowing."""
        failures = 0
        while not self._stop_requested:
            time.sleep(_BACKOFF_SECONDS[min(failures, len(_BACKOFF_SECONDS) - 1)])
            try:
                self._give_back()
            except RedisError as error:
                failures += 1
                log.warning("redis_unreachable", extra={"reason": str(error)})
            else:
                self.announce()
                return

    def _give_back(self) -> None:
        for execution in self.get_current_executions(refresh=True):
            try:
                job = self.job_class.fetch(execution.job_id, self.connection, self.serializer)
            except NoSuchJobError:
                continue
            log.warning("job_given_back", extra={"job_id": job.id})
            self._by_name.get(job.origin, self.queues[0]).enqueue_job(job, at_front=True)
            with self.connection.pipeline() as pipeline:
                execution.delete(job, pipeline)
                pipeline.execute()

    def _leave(self) -> None:
        try:
            self.teardown()  # type: ignore[no-untyped-call]
        except RedisError as error:
            log.warning("worker_not_unregistered", extra={"reason": str(error)})


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
