"""The HTTP application over fakes: workers that are interrupted, schedulers, clients, a clock."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

import fakeredis
from rq.utils import now, utcformat

from engine.errors import Unavailable
from engine.family import Family
from engine.limits import Limits
from engine.queue import FINISHED_SECONDS, QUEUES, RedisQueue
from engine.queue_scripts import NEXT
from engine.schedules import Schedules, Wanted
from engine.steps.base import HttpResponse
from scheduler.ticker import Ticker
from tests.crash.http_flows import FLOWS
from tests.support.edge import Edge
from tests.support.world import ADA

# Small bounds, so that small flows reach slices, snapshots and flushes.
LIMITS = Limits(slice_records=9, snapshot_records=6, tail_bytes=1500)
_JSON = {"content-type": "application/json"}


class Killed(BaseException):
    """The process is gone."""


class Drawn:
    """In place of `secrets`: the same ids in every repeat, as a failure that shrinks must have."""

    def __init__(self) -> None:
        self.random = random.Random(0)

    def token_hex(self, count: int) -> str:
        return self.random.randbytes(count).hex()


class FakeQueue(RedisQueue):
    """The real queue on a Redis that is a fake."""

    def __init__(self) -> None:
        super().__init__("redis://nowhere")
        self.fake = fakeredis.FakeStrictRedis()

    @property
    def client(self):
        return self.fake


class Hand:
    """What a worker does in Redis: take a hint, and say that it was followed."""

    def __init__(self, queue: FakeQueue, name: str) -> None:
        self.queue, self.name, self.taken = queue, name, None

    def take(self) -> str | None:
        """Return the id of the run that the next hint is about."""
        self.queue.client.hset(f"rq:worker:{self.name}", "state", "idle")
        state, *what = self._next(may_pop=1)
        if state != b"job":
            return None
        self.taken = (what[0].decode(), what[1].decode())
        return self.taken[0].rpartition("-")[0]

    def finish(self) -> None:
        job_id, queue = self.taken
        at = time.time()
        self._next(job_id, "x", queue, FINISHED_SECONDS, at, at, utcformat(now()), may_pop=0)

    def _next(self, *finished, may_pop):
        asked = [self.name, "x", time.time(), utcformat(now()), 60, may_pop, len(QUEUES), *QUEUES]
        return self.queue.run(NEXT, args=[*asked, *finished])


@dataclass
class Interruption:
    """Does something before or after the `nth` operation of a name, of whoever it is given to."""

    name: str
    nth: int
    after: bool
    act: Callable[[], None]

    def around(self, real) -> Interrupted:
        return Interrupted(real, self)

    def step(self, name, call):
        if name != self.name:
            return call()
        self.nth -= 1
        is_now = self.nth == 0
        if is_now and not self.after:
            self.act()
        answer = call()
        if is_now and self.after:
            self.act()
        return answer


class Interrupted:
    """A port whose every operation may be the one."""

    def __init__(self, real, interruption: Interruption) -> None:
        self._real, self._interruption = real, interruption

    def __getattr__(self, name):
        value = getattr(self._real, name)
        if not callable(value):
            return value
        return lambda *args, **kwargs: self._interruption.step(name, lambda: value(*args, **kwargs))


class Place:
    """One installation: what clients call is its real HTTP application."""

    def __init__(self) -> None:
        self.queue = FakeQueue()
        self.edge = Edge(within={"queue": self.queue, "limits": LIMITS})
        self.world, self.time = self.edge.world, self.edge.world.time
        self.world.sink.answer = self.answer
        self.runs = self.world.stores.runs
        self.calls: dict[str, set[bytes]] = {}
        self.tried: Counter = Counter()
        self.numbers = count(1)
        self.lapses = 0  # of leases: by deaths, or though the holder lives on
        self.latest = dict.fromkeys(FLOWS, 1)
        self.flow_ids = {name: self.made(name) for name in FLOWS}
        engine = self.edge.engine
        self.firing = Schedules(
            engine.stores.schedules, engine.flows, engine.runs, self.world.time.now
        )
        self.schedule = self.firing.put(
            ADA, self.flow_ids["summing"], Wanted("* * * * *", inputs={"n": 1})
        )
        self.tickers = [self.ticker(), self.ticker()]

    def ticker(self):
        store = self.edge.engine.stores.schedules
        return Ticker(self.queue, store, self.firing.fire, self.seconds)

    def seconds(self) -> float:
        return self.time.at.timestamp()

    def made(self, name) -> str:
        answer = self.edge.post("/v1/flow", {"name": name, "definition": self.written(name)})
        assert answer.status_code == 201, answer.json
        assert [one for one in answer.json["issues"] if one["severity"] == "error"] == []
        assert self.edge.post(f"/v1/flow/{answer.json['id']}/publish").status_code == 200
        return answer.json["id"]

    def written(self, name) -> dict:
        steps = FLOWS[name].steps(self.latest[name])
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
        control = {"control": FLOWS[name].control} if FLOWS[name].control else {}
        # Every version differs: one that is unchanged would be the version that stands.
        return {"description": f"{self.latest[name]}", "steps": [first, *steps], **control}

    def publish(self, name) -> None:
        self.latest[name] += 1
        path = f"/v1/flow/{self.flow_ids[name]}"
        changed = self.edge.call("PATCH", path, {"definition": self.written(name)})
        assert changed.status_code == 200, changed.json
        answer = self.edge.post(f"{path}/publish")
        assert answer.json["version"] == self.latest[name]

    def answer(self, request):
        """Be the world outside: `flaky` works the second time."""
        key = request.headers["Idempotency-Key"]
        self.tried[key] += 1
        self.calls.setdefault(key, set()).add(request.body or b"")
        status = 503 if request.url.endswith("flaky") and self.tried[key] == 1 else 200
        return HttpResponse(status, _JSON, json.dumps({"n": 1}).encode(), 1)

    # Processes -----------------------------------------------------------------------------------

    def runner(self, name, interruption: Interruption | None = None):
        runner = self.world.runner(name)
        if interruption is None:
            return runner
        around, family = interruption.around, self.world.family
        runs, queue = around(self.runs), around(self.queue)
        family = Family(runs, around(family.store), queue, around(family.gates), family.now)
        performer = replace(runner.performer, effects=around(self.world.sink))
        return replace(runner, runs=runs, queue=queue, family=family, performer=performer)

    def work(self, interruption: Interruption | None = None, *, is_buried=True) -> bool:
        """Be a new worker that follows one hint; return whether there was one."""
        name = f"w{next(self.numbers)}"
        hand = Hand(self.queue, name)
        run_id = hand.take()
        if run_id is None:
            self.queue.forget_worker(name)
            return False
        try:
            self.runner(name, interruption).advance(run_id)
        except Killed:
            self.lapses += 1
            self.queue.forget_worker(name)
            if is_buried:  # else nobody saw it die: its lease ends with time
                self.queue.push(self.runs.expire_worker(name))
            return True
        hand.finish()
        self.queue.forget_worker(name)
        return True

    def has_hints(self) -> bool:
        return any(self.queue.client.llen(f"rq:queue:{name}") for name in QUEUES)

    def take_over(self, name=None, *, after=False) -> None:
        """
        Let every lease end while its holder lives on, and another worker advance those runs.

        It dies at its first operation of a name, if one is given, and nobody sees that.
        """
        interruption = Interruption(name, 1, after, self.kill) if name else None
        for run in self.runs.every():
            if run.lease is None:
                continue
            self.expire(run)
            try:
                self.runner(f"w{next(self.numbers)}", interruption).advance(run.run_id)
            except Killed:
                self.lapses += 1

    def follow_twice(self) -> None:
        """Be another worker with a hint of what somebody is at: it must leave all of it alone."""
        for run in self.runs.every():
            if run.lease is not None and run.lease.until > self.time.now():
                self.runner(f"w{next(self.numbers)}").advance(run.run_id)
                assert self.runs.get(run.run_id) is run, "a run was claimed while its lease lasted"

    def expire(self, run) -> None:
        """End a run's lease, though its holder lives on."""
        self.lapses += 1
        self.runs.expire(run.run_id, run.fence)

    def scheduler(self, number: int) -> None:
        """Be one of two schedulers for a tick."""
        self.tickers[number].tick()
        self.world.rescue.tick()

    def drain(self) -> None:
        """Let everybody do what there is to do, and time pass, until only people are waited for."""
        for _ in range(6):
            self.scheduler(0)
            while self.work():
                pass
            self.time.sleep(13)

    @staticmethod
    def refuse() -> None:
        raise Unavailable("the store does not answer")

    @staticmethod
    def kill() -> None:
        raise Killed
