"""The API on an engine in memory whose worker is the very call that enqueues."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

from api import create_app
from engine.errors import Unavailable
from engine.notify import Waiting
from engine.settings import Settings
from engine.tokens import Tokens
from tests.support.world import ListQueue, Notices, World, final, step

WORKSPACE = "ws"


@dataclass
class InlineQueue(ListQueue):
    """A queue whose hints are followed at once, unless `is_idle`."""

    world: World | None = None
    is_idle: bool = False
    live_workers: int = 1

    def push(self, hints):
        super().push(hints)
        if not self.is_idle and self.world is not None:
            self.world.drain()

    def ping(self):
        self._reach()

    def workers(self):
        self._reach()
        return self.live_workers


@dataclass
class LocalWaiters(Notices):
    """Notifier and waiters in one: what Redis does between processes, within one."""

    waiting: dict[str, list[Waiting]] = field(default_factory=dict)

    def notify(self, notice):
        super().notify(notice)
        for waiting in self.waiting.get(notice.run_id, []):
            waiting.put(notice)

    @contextmanager
    def expect(self, run_id):
        waiting = Waiting()
        self.waiting.setdefault(run_id, []).append(waiting)
        try:
            yield waiting
        finally:
            self.waiting[run_id].remove(waiting)


class Edge:
    """A test client with tokens of every kind; `world` is the engine behind it."""

    def __init__(self, **settings) -> None:
        self.waiters = LocalWaiters()
        self.queue = InlineQueue()
        self.world = World(queue=self.queue, notices=self.waiters)
        self.queue.world = self.world
        self.mongo_is_down = False
        given = {"sync_timeout_seconds": 0.2, "secret_key": "s" * 32, **settings}
        tokens = Tokens(self.world.stores.tokens, "s" * 32, self.world.time.now)
        engine = SimpleNamespace(
            settings=Settings(**given),
            stores=self.world.stores,
            queue=self.queue,
            flows=self.world.flows,
            runs=self.world.runs,
            plans=self.world.plans,
            tokens=tokens,
            mongo=SimpleNamespace(ping=self._ping),
        )
        self.tokens = tokens
        self.app = create_app(engine, self.waiters)
        self.http = self.app.test_client()
        self.admin = self.token("pat")
        self.key = self.token("key")

    def _ping(self):
        if self.mongo_is_down:
            raise Unavailable("down")

    def token(self, kind, workspace=WORKSPACE, **given):
        return {"Authorization": f"Bearer {self.tokens.mint(kind, workspace, kind, **given)}"}

    def call(self, method, path, body=None, *, as_=None, headers=None, **given):
        if body is not None:
            given["json"] = body
        headers = {**(self.admin if as_ is None else as_), **(headers or {})}
        return self.http.open(path, method=method, headers=headers, **given)

    def post(self, path, body=None, **given):
        return self.call("POST", path, {} if body is None else body, **given)

    def get(self, path, **given):
        return self.call("GET", path, **given)

    def flow(self, *steps, publish=True, **trigger) -> str:
        steps = steps or (final("end", n="{{n}}"),)
        first = {"id": "start", "type": "api", "nextStepId": steps[0]["id"], "data": trigger}
        made = self.post("/v1/flow", {"name": "F", "definition": {"steps": [first, *steps]}})
        assert made.status_code == 201, made.json
        if publish:
            assert self.post(f"/v1/flow/{made.json['id']}/publish").status_code == 200
        return made.json["id"]

    def execute(self, flow_id, inputs=None, **given):
        return self.post(f"/v1/client/flow/{flow_id}/execute", inputs or {}, **given)


def approval(step_id="ask", next_id="end", **data):
    made = step(step_id, "user-approval", next_id, message="ok?", **data)
    return {**made, "rejectNextStepId": "no"}
