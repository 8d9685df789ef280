"""An installation on a real MongoDB, whose workers die where they are told to."""

from __future__ import annotations

import json
import time
import zlib
from dataclasses import dataclass, replace

from engine import clock
from engine.family import Family
from engine.limits import Limits
from engine.sandbox import Sandbox, find_runtime
from engine.schedules import Schedules
from engine.steps.base import HttpResponse
from engine.store.mongo import MongoStores
from tests.support.edge import WORKSPACE, Edge
from tests.support.world import Time

RECEIVER = "https://receiver.example/in"
MODEL = {"baseUrl": "https://model.example/v1", "model": "m-1", "apiKey": "not-a-real-one"}
# Small bounds, so that small flows reach snapshots, slices, and inputs that stand apart; and leases
# that no slow machine outlasts.
LIMITS = Limits(
    lease_seconds=60, slice_records=9, snapshot_records=6, tail_bytes=1500, input_record_bytes=600
)


class Killed(BaseException):
    """The worker's process is gone."""


class Clock(Time):
    """The real time: the store compares with its own."""

    def now(self):
        return clock.now()

    def monotonic(self):
        return time.monotonic()

    def sleep(self, seconds):
        time.sleep(seconds)


@dataclass
class Outside:
    """Every service there is: the same call gets the same answer, unless the services are down."""

    is_down: bool = False

    def __call__(self, request):
        if request.url.endswith("/chat/completions"):
            return shown(200, completion(json.loads(request.body)))
        if request.url.startswith("https://broken.") or self.is_down:
            return shown(503, {"why": "out of order"})
        number = zlib.crc32(request.headers.get("Idempotency-Key", "").partition(":")[2].encode())
        return shown(200, {"n": number % 10, "url": request.url})


def shown(status, body):
    return HttpResponse(status, {"content-type": "application/json"}, json.dumps(body).encode(), 1)


def completion(asked):
    """Return a model's answer: a call of the first tool it has not called yet, else a text."""
    has_called = any(message["role"] == "tool" for message in asked["messages"])
    message = {"role": "assistant", "content": '{"total": 12.5}'}
    if asked.get("tools") and not has_called:
        name = asked["tools"][0]["function"]["name"]
        called = {"name": name, "arguments": '{"city": "Oslo"}'}
        called = {"id": "call_1", "type": "function", "function": called}
        message = {"role": "assistant", "content": None, "tool_calls": [called]}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return {"choices": [{"message": message}], "usage": usage}


class Fragile:
    """A store or a service whose worker dies before or after its `nth` call of one method."""

    def __init__(self, real, method, nth, *, after=False):
        self.real, self.method, self.left, self.after = real, method, nth, after

    def __getattr__(self, name):
        return self._dying if name == self.method else getattr(self.real, name)

    def _dying(self, *args, **kwargs):
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        answer = getattr(self.real, self.method)(*args, **kwargs)
        if self.left == 0:
            raise Killed
        return answer


class Kept(Edge):
    """An edge of an engine on the stores of a database; hints wait until somebody works."""

    def __init__(self, opened: MongoStores) -> None:
        within = {"stores": opened.stores, "time": Clock(), "limits": LIMITS}
        super().__init__(within=within, step_credits=("http-request=1",), sync_timeout_seconds=0.05)
        self.outside = self.world.sink.answer = Outside()
        self.world.sandbox = Sandbox(find_runtime(None))
        self.queue.is_idle = True
        self.opened, engine = opened, self.engine
        self.talks: list[str] = []
        users = self.world.stores.shelves.users.list("", 9, workspace_id=WORKSPACE)
        self.voters = [self.admin, *(self.token("pat", user_id=one.user_id) for one in users)]
        self.firing = Schedules(engine.stores.schedules, engine.flows, engine.runs)

    def work(self) -> None:
        """Be every worker there is, until nothing is left to do."""
        self.world.drain()

    def die(self, part: str, method: str, nth: int = 1, *, after: bool = False) -> None:
        """Be a worker that dies at its `nth` call of a method; its hints are gone with it."""
        runner = self.world.runner("w-dead")
        if part == "effects":
            sink = Fragile(self.world.sink, method, nth, after=after)
            runner = replace(runner, performer=replace(runner.performer, effects=sink))
        else:
            runs = Fragile(self.world.stores.runs, method, nth, after=after)
            family = self.world.family
            family = Family(runs, family.store, family.queue, family.gates, family.now)
            runner = replace(runner, runs=runs, family=family)
        while self.queue.hints:
            try:
                runner.advance(self.queue.hints.pop(0).run_id)
            except Killed:
                self.queue.hints.clear()
                return
        message = f"nobody called {method} {nth} times"
        raise AssertionError(message)

    def start(self, flow_id, inputs=None, **given) -> str:
        """Start a run, which nobody works on yet."""
        headers = {"Prefer": "respond-async", **given.pop("headers", {})}
        answer = self.execute(flow_id, inputs, headers=headers, **given)
        assert answer.status_code == 202, answer.json
        return answer.json["appRunId"]

    def controlled(self, control, *steps) -> str:
        """Publish a flow with a control."""
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"]}
        body = {"name": "F", "definition": {"steps": [first, *steps], "control": control}}
        flow_id = self.post("/v1/flow", body).json["id"]
        assert self.post(f"/v1/flow/{flow_id}/publish").status_code == 200
        return flow_id

    def take_over(self, run_id) -> None:
        """Let a lease end at once, and tell of the run."""
        run = self.world.read(run_id)
        self.world.stores.runs.expire(run_id, run.fence)
        self.world.runs.push(run)

    def decide(self, run_id, body, headers) -> int:
        """Decide what a run waits for, as the first voter who may; return the status."""
        headers = {"Prefer": "respond-async", **headers}
        path = f"/v1/flowrun/resume/{run_id}"
        for voter in self.voters:
            answer = self.post(path, body, as_=voter, headers=headers)
            if answer.status_code in (200, 202):
                break
        return answer.status_code

    def agree(self, run_id) -> None:
        """Approve, and work until nothing is left to do."""
        assert self.decide(run_id, {"decision": "approve"}, {}) == 202
        self.work()

    def cancel(self, run_id) -> None:
        answer = self.post(f"/v1/flowrun/cancel/{run_id}")
        assert answer.status_code in (200, 202), answer.json

    @property
    def database(self):
        """Return what is kept, as MongoDB has it."""
        return self.opened.link().database
