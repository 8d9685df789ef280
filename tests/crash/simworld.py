"""One simulated installation: the real engine on ports that a hub interrupts."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from greenlet import getcurrent

from engine import resuming, waits
from engine.errors import Conflict, Gone, InvalidInput, Unavailable
from engine.family import Family
from engine.heartbeat import LeaseHeartbeats
from engine.limits import Limits
from engine.performing import Performer
from engine.plan import compile_plan
from engine.ports import QueueUnavailable
from engine.rescue import Rescue
from engine.resuming import Resume
from engine.runner import Runner
from engine.runs import Runs, Start
from engine.steps import BY_NAME
from engine.steps.base import HttpResponse
from engine.store import endings
from engine.store.documents import OpenWait, StoredDecision
from engine.store.memory import MemoryRuns
from engine.store.memory_family import MemoryFamily
from engine.store.memory_shelf import MemoryShelf
from engine.vault import Vault
from engine.versions import Plans
from schemas.run import TERMINAL, RunStatus
from tests.crash.flows import definition
from tests.crash.hub import Actor, Hub, Killed, Port
from tests.crash.invariants import Violation
from tests.crash.reference import answer
from tests.support.world import ADA, BOB

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TICK = timedelta(milliseconds=7)
# Small bounds, so that small flows reach slices, snapshots and flushes.
VAULT = Vault(["s" * 32])
LIMITS = Limits(slice_records=9, snapshot_records=6, tail_bytes=1500, flush_seconds=0.05)


@dataclass
class Hints:
    """The queue: what is pushed may be lost or doubled, the order is the hub's."""

    hints: list = field(default_factory=list)
    is_lost: bool = False

    def push(self, hints, *, ahead=False):
        self.hints += hints

    def undelivered(self, hints):
        return [hint for hint in hints if hint not in self.hints]

    def was_lost(self):
        lost, self.is_lost = self.is_lost, False
        return lost

    def notify(self, _notice):
        pass


@dataclass
class Call:
    key: str
    body: bytes
    operation: int


class WatchedRuns(MemoryRuns):
    """The store, which notes what ended each wait: the run, the wait, and the decision."""

    def __init__(self, now) -> None:
        super().__init__(now)
        self.ended: list[tuple[str, OpenWait, StoredDecision]] = []

    def decide(self, run_id, decision, wait_rev=None):
        before = self.get(run_id)
        after = super().decide(run_id, decision, wait_rev)
        if after is not None:
            self.ended.append((run_id, before.wait, decision))
            self._require_room(before, decision)
        return after

    def _require_room(self, run, decision) -> None:
        """Judge a run that is let off by its own limit; those of every version count."""
        if decision.kind != "turn" or run.parent_id is not None:
            return
        beside = [one for one in self.every() if one.group == run.group]
        going = [one for one in beside if one.status not in TERMINAL and not is_in_turn(one)]
        if len(going) > run.turns:
            raise Violation(f"{len(going)} at once, where {run.turns} may be")


class World:
    """Everything of one schedule."""

    def __init__(self, flow: list[tuple], rng: random.Random, choose) -> None:
        self.rng = rng
        self.at = BEGIN
        self.calls: list[Call] = []
        self.raw: Counter = Counter()
        self.answers: dict[str, list] = {}
        self.canceled_while: RunStatus | None = None
        self.acknowledged: set[str] = set()
        self.kills = 0
        self.was_late = False
        self.urls: set[str] = set()
        self.hub = Hub(rng, choose, self.advance_clock)
        self.store = WatchedRuns(lambda: self.at)
        self.gates = MemoryShelf("gate_id")
        self.queue = Hints()
        self.run_id = ""
        self._ended = None
        self._numbers = itertools.count(1)
        self._plan(flow)

    def _plan(self, flow) -> None:
        self.plans = Plans(None)
        compiled = compile_plan(definition(flow), version_id="v", flow_id="f", name="F", version=1)
        self.plan = self.plans.keep(compiled)

    def advance_clock(self) -> None:
        self.at += TICK
        self.check_terminal()

    def check_terminal(self) -> None:
        run = self.store.get(self.run_id)
        if self._ended is not None and run is not self._ended:
            raise Violation(f"a {self._ended.status} run was written to: {run.status}")
        if run is not None and run.status in TERMINAL:
            self._ended = run

    def monotonic(self) -> float:
        return (self.at - BEGIN).total_seconds()

    def sleep(self, seconds: float) -> None:
        # A process that waits for the store lets the others go on.
        self.hub.operation("clock.sleep", lambda: None)
        self.at += timedelta(seconds=seconds / 10)

    def runs(self) -> Runs:
        return Runs(
            store=Port(self.hub, "store", self.store),
            queue=Port(self.hub, "queue", self.queue),
            notifier=self.queue,
            family=self.family(),
            limits=LIMITS,
            secret="s" * 32,
            vault=VAULT,
            max_input_bytes=1 << 20,
            now=lambda: self.at,
        )

    def family(self) -> Family:
        return Family(
            Port(self.hub, "store", self.store),
            Port(self.hub, "family", MemoryFamily(self.store)),
            Port(self.hub, "queue", self.queue),
            Port(self.hub, "gates", self.gates),
            lambda: self.at,
        )

    def send(self, request):
        """Be the world outside; called as an operation."""
        key = request.headers["Idempotency-Key"]
        self.raw[key] += 1
        self.urls.add(request.url)
        self.calls.append(Call(key, request.body or b"", self.hub.operations))
        _, mode, name = request.url.rsplit("/", 2)
        if mode == "poison":
            getcurrent().actor.is_dead = True
            raise Killed
        body = json.loads(request.body)
        flaky = mode == "flaky" and self.raw[key] <= 1 + len(name) % 2
        status = 503 if mode == "broken" or flaky else 200
        shown = json.dumps({"n": answer(key, body["acc"])}).encode()
        return HttpResponse(status, {"content-type": "application/json"}, shown, 1)

    # What actors do ---------------------------------------------------------------------------

    def submit(self) -> None:
        """Submit until acknowledged, always under the same Idempotency-Key."""
        runs = self.runs()
        start = Start(self.plan, self.plan.triggers[0], "ws", ADA, {}, idempotency_key="k")
        while True:
            run = runs.prepare(start)
            self.run_id = run.run_id
            try:
                started = runs.submit(run)
            except Unavailable:
                continue
            self.acknowledged.add(started.run.run_id)
            return

    def work(self, run_id: str) -> None:
        """Be a worker that follows one hint."""
        name = f"w{next(self._numbers)}"
        store = Port(self.hub, "store", self.store)
        heartbeats = LeaseHeartbeats(
            store, LIMITS.lease_seconds, 1.5, self.monotonic, in_background=False
        )
        getcurrent().actor.heartbeats = heartbeats
        Runner(
            runs=store,
            plans=self.plans,
            queue=Port(self.hub, "queue", self.queue),
            notifier=self.queue,
            heartbeats=heartbeats,
            performer=Performer(BY_NAME, Port(self.hub, "effects", self), LIMITS),
            family=self.family(),
            flows=None,
            users=None,
            limits=LIMITS,
            worker=name,
            new_token=lambda: name,
            vault=VAULT,
            should_stop=self.should_stop,
            monotonic=self.monotonic,
            sleep=self.sleep,
        ).advance(run_id)

    def should_stop(self) -> bool:
        """Tell whether a worker has been asked to leave: it hands its run on."""
        return False

    def beat(self, heartbeats: LeaseHeartbeats) -> None:
        """Be a worker's heartbeat thread for one beat."""
        heartbeats.beat()

    def rescue(self) -> None:
        """Be the scheduler for one tick."""
        store, queue = Port(self.hub, "store", self.store), Port(self.hub, "queue", self.queue)
        try:
            Rescue(store, queue, self.family(), now=lambda: self.at).tick()
        except (Unavailable, QueueUnavailable):
            return

    def resume(self, wait, kind: str, payload, *, pinned: bool, who, run_id: str = "") -> None:
        """Be a client that ends a wait, and repeats the call until it has an answer."""
        asked = run_id or self.run_id
        key = f"key{next(self._numbers)}"
        call = Resume(kind, payload, wait.wait_id if pinned else None, key)
        runs = self.runs()
        for _ in range(2):
            while True:
                try:
                    resumed = resuming.resume(runs, who, runs.peek(who, asked), call)
                except Unavailable:
                    continue
                except (Conflict, Gone, InvalidInput) as error:
                    self.answers.setdefault(key, []).append(error.code)
                else:
                    self.answers.setdefault(key, []).append("new" if resumed.is_new else "repeat")
                break
            if self.answers[key][0] not in ("new", "repeat"):
                return

    def cancel(self) -> None:
        """Be a client that cancels."""
        runs = self.runs()
        while True:
            try:
                run = runs.cancel(ADA, self.run_id)
            except Unavailable:
                continue
            except (Conflict, Gone):
                return
            self.canceled_while = run.status
            return

    # What the scheduler of the schedule may do ------------------------------------------------

    def spawn_worker(self) -> Actor | None:
        if not self.queue.hints:
            return None
        hint = self.queue.hints.pop(self.rng.randrange(len(self.queue.hints)))
        return self.hub.spawn("worker", lambda: self.work(hint.run_id))

    def spawn_resumer(self) -> None:
        waiting = [run for run in self.store.every() if _waits_for_a_client(run)]
        if not waiting:
            return
        run = waiting[0] if len(waiting) == 1 else self.rng.choice(waiting)
        kind = endings.BODY_OF[run.wait.kind]
        payload = self.payload(kind)
        pinned, who = self.rng.random() < 0.7, self.rng.choice((ADA, ADA, BOB))
        wait, run_id = run.wait, run.run_id
        self.hub.spawn(
            "client",
            lambda: self.resume(wait, kind, payload, pinned=pinned, who=who, run_id=run_id),
        )

    def payload(self, kind: str):
        number = self.rng.randint(0, 4)
        match kind:
            case "decision":
                return {"decision": self.rng.choice(("approve", "approve", "reject"))}
            case "toolResult":
                return {"success": self.rng.random() < 0.8, "output": {"n": number}}
            case _:
                return {"n": number}

    def spawn_beat(self) -> None:
        alive = [actor for actor in self.hub.actors if hasattr(actor, "heartbeats")]
        if alive:
            actor = self.rng.choice(alive)
            self.hub.spawn("heartbeat", lambda: self.beat(actor.heartbeats))


def is_in_turn(run) -> bool:
    return run.wait is not None and run.wait.kind == "turn"


def _waits_for_a_client(run) -> bool:
    return run.wait is not None and run.wait.kind not in waits.INTERNAL_KINDS
