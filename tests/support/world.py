"""An engine on memory stores with a clock that stands still: everything real but the outside."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from engine import canonical, flows, resuming
from engine.announcing import Announcer
from engine.family import Family
from engine.files import Files
from engine.flows import Flows
from engine.heartbeat import LeaseHeartbeats
from engine.limits import Limits
from engine.performing import Performer, silent
from engine.plan import Plan, compile_plan
from engine.ports import Delta, Notice, QueueUnavailable
from engine.principal import Principal
from engine.record import Record, from_entry
from engine.rescue import Rescue
from engine.resuming import Resume
from engine.runner import Runner, never, no_links
from engine.runs import Runs, Start
from engine.steps import BY_NAME, SYSTEM
from engine.steps.base import HttpRequest, HttpResponse
from engine.store.base import Stores
from engine.store.documents import Hint, Run
from engine.validation import Bounds
from engine.vault import Vault
from engine.versions import Plans
from tests.support.memory import memory_stores

ADA = Principal("pat:ada", "pat", "ws", "Ada", None, {"name": "Ada"})
BOB = Principal("pat:bob", "pat", "ws", "Bob")
EVE = Principal("pat:eve", "pat", "elsewhere", "Eve")


@dataclass
class Time:
    """A wall clock and a monotonic clock that move together, only when told to."""

    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class ListQueue:
    """A queue that keeps hints in a list, can lose them all, and can be out of reach."""

    hints: list[Hint] = field(default_factory=list)
    is_down: bool = False
    is_lost: bool = False

    def push(self, hints, *, ahead=False):
        self._reach()
        self.hints = [*hints, *self.hints] if ahead else [*self.hints, *hints]

    def undelivered(self, hints):
        self._reach()
        return [hint for hint in hints if hint not in self.hints]

    def was_lost(self):
        self._reach()
        lost, self.is_lost = self.is_lost, False
        return lost

    def _reach(self):
        if self.is_down:
            raise QueueUnavailable("redis is down")


@dataclass
class Sink:
    """The world outside: remembers every call, answers as told (default: an echo)."""

    calls: list[HttpRequest] = field(default_factory=list)
    answer: Callable[[HttpRequest], HttpResponse] | None = None

    def send(self, request: HttpRequest) -> HttpResponse:
        self.calls.append(request)
        if self.answer is not None:
            return self.answer(request)
        body = json.dumps({"n": len(self.calls), "url": request.url}).encode()
        return HttpResponse(200, {"content-type": "application/json"}, body, 1)

    @property
    def keys(self) -> list[str]:
        return [call.headers["Idempotency-Key"] for call in self.calls]


@dataclass
class Notices:
    """A notifier that keeps what it was given."""

    given: list[Notice] = field(default_factory=list)
    heard: list[Delta] = field(default_factory=list)

    def notify(self, notice: Notice) -> None:
        self.given.append(notice)

    def stream(self, delta: Delta) -> None:
        self.heard.append(delta)


@dataclass
class World:
    """One engine with everything injected; `drain()` is every worker there is."""

    limits: Limits = field(default_factory=Limits)
    time: Time = field(default_factory=Time)
    queue: ListQueue = field(default_factory=ListQueue)
    sink: Sink = field(default_factory=Sink)
    notices: Notices = field(default_factory=Notices)
    step_types: dict = field(default_factory=lambda: BY_NAME | {one.name: one for one in SYSTEM})
    should_stop: Callable[[], bool] = never
    files: Files | None = None
    links: Callable = no_links
    talks: Callable = silent
    secrets: object | None = None
    models: Callable | None = None
    sandbox: object | None = None
    tool_actions: Callable | None = None
    treasury: object | None = None
    subscriptions: object | None = None
    stores: Stores | None = None
    vault: Vault = field(default_factory=lambda: Vault(["w" * 32]))

    def __post_init__(self) -> None:
        self.stores = self.stores or memory_stores(self.time.now)
        runs = self.stores.runs
        self.plans = Plans(self.stores.flows)
        gates = self.stores.shelves.gates
        self.family = Family(runs, self.stores.family, self.queue, gates, self.time.now)
        self.tokens = itertools.count()
        self.runs = Runs(
            store=self.stores.runs,
            queue=self.queue,
            notifier=self.notices,
            family=self.family,
            limits=self.limits,
            secret="s" * 32,
            vault=self.vault,
            max_input_bytes=1024 * 1024,
            now=self.time.now,
        )
        self.flows = Flows(self.stores.flows, self.plans, Bounds(), self.time.now)
        self.rescue = Rescue(self.stores.runs, self.queue, self.family, now=self.time.now)

    def runner(self, worker: str = "w1") -> Runner:
        heartbeats = LeaseHeartbeats(
            self.stores.runs,
            self.limits.lease_seconds,
            1.5,
            self.time.monotonic,
            in_background=False,
        )
        return Runner(
            runs=self.stores.runs,
            plans=self.plans,
            queue=self.queue,
            notifier=self.notices,
            heartbeats=heartbeats,
            performer=Performer(
                self.step_types,
                self.sink,
                self.limits,
                self.files,
                self.talks,
                self.secrets,
                self.models,
                self.sandbox,
                self.tool_actions,
                self.treasury,
                self.subscriptions,
                self.notices.stream,
            ),
            family=self.family,
            flows=self.stores.flows,
            users=self.stores.shelves.users,
            links=self.links,
            announcer=Announcer(self.subscriptions) if self.subscriptions else None,
            limits=self.limits,
            worker=worker,
            new_token=lambda: f"t{next(self.tokens)}",
            vault=self.vault,
            should_stop=self.should_stop,
            monotonic=self.time.monotonic,
            sleep=self.time.sleep,
        )

    def plan(self, *steps: dict) -> Plan:
        """Compile steps behind an api trigger that leads to the first of them."""
        trigger = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
        plan = compile_plan(
            {"steps": [trigger, *steps]}, version_id="v", flow_id="f", name="Flow", version=1
        )
        return self.plans.keep(plan)

    def submit(self, plan: Plan, inputs: dict | None = None, **given) -> Run:
        start = Start(plan, plan.triggers[0], "ws", ADA, inputs or {}, **given)
        return self.runs.submit(self.runs.prepare(start)).run

    def drain(self, worker: str = "w1") -> None:
        runner = self.runner(worker)
        while self.queue.hints:
            runner.advance(self.queue.hints.pop(0).run_id)

    def run(self, *steps: dict, inputs: dict | None = None) -> Run:
        """Run steps to where nothing is left to do now."""
        submitted = self.submit(self.plan(*steps), inputs)
        self.drain()
        return self.read(submitted.run_id)

    def read(self, run_id: str) -> Run:
        return self.stores.runs.get(run_id)

    def wake(self, seconds: float) -> None:
        """Let time pass, then rescue and drain."""
        self.time.sleep(seconds)
        self.rescue.tick()
        self.drain()

    def resume(self, run: Run, kind: str, payload, principal=ADA, **given):
        seen = self.runs.peek(principal, run.run_id)
        return resuming.resume(self.runs, principal, seen, Resume(kind, payload, **given))

    def records(self, run: Run) -> list[Record]:
        from engine import loading  # noqa: PLC0415 - kept next to its only use

        whole = self.read(run.run_id)
        return [from_entry(entry) for entry in loading.entries_of(self.stores.runs, whole)]


def output_of(run: Run):
    return canonical.decode(run.output) if run.output is not None else None


def error_of(run: Run):
    return canonical.decode(run.error) if run.error is not None else None


def final(step_id: str = "end", **outputs) -> dict:
    named = [{"name": name, "output": value} for name, value in outputs.items()]
    return {"id": step_id, "type": "final", "data": {"outputs": named}}


def step(step_id: str, type_name: str, next_id: str | None = None, /, **data) -> dict:
    return {"id": step_id, "type": type_name, "nextStepId": next_id, "data": data}


def call(step_id: str, next_id: str | None = None, **policies) -> dict:
    made = step(
        step_id, "http-request", next_id, method="POST", url="https://sink.example/" + step_id
    )
    return {**made, "output": step_id, **policies}


def each(step_id, items, *body, **given):
    next_id = given.pop("next_id", "end")
    made = step(step_id, "each", next_id, items=items, **given)
    return {**made, "output": step_id, "steps": list(body)}


__all__ = [
    "ADA",
    "BOB",
    "EVE",
    "World",
    "call",
    "each",
    "error_of",
    "final",
    "flows",
    "output_of",
    "step",
]
