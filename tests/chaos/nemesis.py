"""What goes wrong, by a seed: one fault at a time, each written down with time and victim."""

from __future__ import annotations

import itertools
import json
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.cluster import Cluster, Slot, end

Fault = Callable[["Nemesis"], None]


class Nemesis:
    """Makes faults happen in one installation; knows what it did."""

    def __init__(self, cluster: Cluster, rng: random.Random, log: Path) -> None:
        self.cluster = cluster
        self.rng = rng
        self.done: list[dict] = []
        self._file = log.open("a", buffering=1)
        self._lock = threading.Lock()
        self._turn = itertools.count()

    def note(self, fault: str, **more: object) -> dict:
        line = {"at": time.time(), "fault": fault, **more}
        with self._lock:
            self.done.append(line)
            self._file.write(json.dumps(line) + "\n")
        return line

    def close(self) -> None:
        self._file.close()

    @contextmanager
    def every(self, seconds: float, faults: Sequence[Fault], most: int = 10**9) -> Iterator[None]:
        """Do one of the faults again and again, in turn, while something goes on."""
        over, order = threading.Event(), itertools.cycle(faults)
        failed: list[BaseException] = []

        def work() -> None:
            try:
                for _ in range(most):
                    if over.wait(seconds):
                        return
                    next(order)(self)
            except BaseException as error:  # noqa: BLE001, told to whoever started this
                failed.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
        if failed:
            raise failed[0]

    def held_by(self, name: str) -> list[str]:
        """Return the runs that a worker holds a lease of."""
        runs = self.cluster.engine.mongo.link().runs
        wanted = {"status": "running", "lease.worker": name}
        return [document["_id"] for document in runs.find(wanted, {"_id": 1})]

    def some(self, role: str) -> Slot | None:
        alive = [slot for slot in self.cluster.of(role) if slot.is_alive()]
        return self.rng.choice(alive) if alive else None


def kill_worker(nemesis: Nemesis) -> None:
    """kill -9; nobody tells anybody, so the lease must run out."""
    slot = nemesis.some("worker")
    if slot is None:
        return
    slot.send(signal.SIGSTOP)  # so that what it holds is what it dies with
    held, at = nemesis.held_by(slot.name), time.time()
    end(slot)
    nemesis.note("kill worker", worker=slot.name, held=held, since=at)


def kill_busy_worker(nemesis: Nemesis) -> None:
    """As above, a worker that holds a run if there is one: idle deaths prove little."""
    workers = [slot for slot in nemesis.cluster.of("worker") if slot.is_alive()]
    nemesis.rng.shuffle(workers)
    for slot in workers:
        slot.send(signal.SIGSTOP)
        held = nemesis.held_by(slot.name)
        if held or slot is workers[-1]:
            end(slot)
            nemesis.note("kill worker", worker=slot.name, held=held)
            return
        slot.send(signal.SIGCONT)


def pause_workers(nemesis: Nemesis, seconds: float = 3.0, count: int = 2) -> None:
    """Stop workers for three leases of a second, and let them go on as if nothing had happened."""
    alive = [slot for slot in nemesis.cluster.of("worker") if slot.is_alive()]
    chosen = nemesis.rng.sample(alive, min(count, len(alive)))
    processes = [slot.process for slot in chosen]
    for slot in chosen:
        slot.send(signal.SIGSTOP)
        nemesis.note("pause worker", worker=slot.name, paused=len(nemesis.held_by(slot.name)))
    time.sleep(seconds)
    for process in processes:
        process.send_signal(signal.SIGCONT)


def kill_api(nemesis: Nemesis) -> None:
    if slot := nemesis.some("web"):
        end(slot)
        nemesis.note("kill api")


def kill_scheduler(nemesis: Nemesis) -> None:
    if slot := nemesis.some("scheduler"):
        end(slot)
        nemesis.note("kill scheduler")


def stop_scheduler(nemesis: Nemesis, most: float = 3.0) -> None:
    """Stop a scheduler wherever it is, in the middle of a page too, and let it go on after it."""
    slot = nemesis.some("scheduler")
    if slot is None:
        return
    process, seconds = slot.process, nemesis.rng.uniform(0.05, most)
    slot.send(signal.SIGSTOP)
    time.sleep(seconds)
    process.send_signal(signal.SIGCONT)
    nemesis.note("stop scheduler", seconds=seconds)


def deploy(nemesis: Nemesis) -> None:
    """Ask every process to leave, one after the other, and go on when its successor is there."""
    for role in ("web", "worker", "scheduler"):
        for slot in nemesis.cluster.of(role):
            process, asked = slot.process, time.time()
            slot.send(signal.SIGTERM)
            process.wait(60)
            nemesis.note(f"terminate {role}", code=process.returncode, took=time.time() - asked)
            nemesis.cluster.until(lambda slot=slot, old=process: slot.process is not old, 30)


def kill_everything(nemesis: Nemesis) -> None:
    """All of it at once, Redis without what it knew; what MongoDB has written stays."""
    cluster = nemesis.cluster
    ours = [slot for slot in cluster.slots if slot.role != "sink"]
    cluster.hold(ours, wanted=False)
    cluster.redis.kill()
    for place in range(cluster.mongo.size):
        cluster.mongo.kill(place)
    for slot in ours:
        end(slot)
    nemesis.note("kill everything")
    cluster.there(cluster.redis.wipe)
    for place in range(cluster.mongo.size):
        cluster.there(lambda place=place: cluster.mongo.revive(place))
    cluster.hold(ours, wanted=True)


def wipe_redis(nemesis: Nemesis) -> None:
    cluster = nemesis.cluster
    cluster.there(cluster.redis.wipe)
    nemesis.note("wipe redis")


def flush_redis(nemesis: Nemesis) -> None:
    nemesis.cluster.engine.queue.client.flushall()
    nemesis.note("flush redis")


def rewind_redis(nemesis: Nemesis, seconds: float = 1.0) -> None:
    cluster = nemesis.cluster
    cluster.there(lambda: cluster.redis.rewind(seconds))
    nemesis.note("rewind redis", seconds=seconds)


def hang_redis(nemesis: Nemesis, seconds: float = 3.0) -> None:
    process = nemesis.cluster.redis.server.process
    process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    process.send_signal(signal.SIGCONT)
    nemesis.note("hang redis", seconds=seconds)


def pause_redis_clients(nemesis: Nemesis, seconds: float = 3.0) -> None:
    client = nemesis.cluster.engine.queue.client
    client.client_pause(int(seconds * 1000), all=True)
    time.sleep(seconds)
    nemesis.note("pause redis", seconds=seconds)


def fill_redis(nemesis: Nemesis, seconds: float = 3.0) -> None:
    """Let Redis refuse whatever needs memory."""
    client = nemesis.cluster.engine.queue.client
    client.config_set("maxmemory", "1mb")
    time.sleep(seconds)
    client.config_set("maxmemory", "0")
    nemesis.note("redis out of memory", seconds=seconds)


def freeze_redis_writes(nemesis: Nemesis, seconds: float = 3.0) -> None:
    """Let Redis be a replica for a while: every write is answered with READONLY."""
    client = nemesis.cluster.engine.queue.client
    client.replicaof("127.0.0.1", "1")
    time.sleep(seconds)
    client.replicaof("NO", "ONE")
    nemesis.note("redis readonly", seconds=seconds)


def kill_mongo(nemesis: Nemesis, seconds: float = 1.0) -> None:
    """Kill MongoDB and bring it back on what it holds; of three members, the primary."""
    mongo, cluster = nemesis.cluster.mongo, nemesis.cluster
    place = mongo.primary()
    if place is None:
        return
    mongo.kill(place)
    nemesis.note("kill mongo", member=place)
    time.sleep(seconds)
    cluster.there(lambda: mongo.revive(place))


def hang_mongo(nemesis: Nemesis, seconds: float = 4.0) -> None:
    process = nemesis.cluster.mongo.members[0].process
    process.send_signal(signal.SIGSTOP)
    time.sleep(seconds)
    process.send_signal(signal.SIGCONT)
    nemesis.note("hang mongo", seconds=seconds)


def step_mongo_down(nemesis: Nemesis) -> None:
    mongo = nemesis.cluster.mongo
    place = mongo.primary()
    if place is None:
        return
    with mongo.direct(place) as client:
        client.admin.command("replSetStepDown", 5, secondaryCatchUpPeriodSecs=3, force=True)
    nemesis.note("step mongo down", member=place)


def slow_mongo(nemesis: Nemesis, seconds: float = 6.0, millis: int = 500) -> None:
    commands = ["insert", "update", "findAndModify", "find", "aggregate"]
    data = {"failCommands": commands, "blockConnection": True, "blockTimeMS": millis}
    nemesis.cluster.mongo.fail(data)
    time.sleep(seconds)
    nemesis.cluster.mongo.fail({"failCommands": commands}, "off")
    nemesis.note("slow mongo", millis=millis, seconds=seconds)
