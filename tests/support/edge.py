"""The API on an engine in memory whose worker is the very call that enqueues."""

from __future__ import annotations

import copy
import functools
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

from api import bare_app, equip
from engine.accounts import Accounts
from engine.approval_links import Links
from engine.approvals import Approvals
from engine.audits import Audits
from engine.connections import Connections
from engine.conversations import Conversations
from engine.copies import Copies
from engine.credits.budgets import Budgets
from engine.credits.pricing import Prices
from engine.credits.rates import rates_of
from engine.credits.spending import Treasury
from engine.credits.totals import Totals
from engine.errors import Unavailable
from engine.files import Files
from engine.hooks import Hooks
from engine.limiter import local_limiter
from engine.listing import Listing
from engine.notify import Waiting
from engine.operating import Operating
from engine.peers import Peers
from engine.ports import LOOK
from engine.queue import QUEUES
from engine.references import References
from engine.registrar import Registrar
from engine.sandbox import find_runtime
from engine.sandbox.parsing import CodeReader
from engine.secret_limits import Named, Permits
from engine.secrets import Secrets
from engine.settings import Settings
from engine.shares import Shares
from engine.subscriptions import Subscriptions
from engine.talks import Talks
from engine.tokens import Terms, Tokens
from engine.tools import Tools
from engine.vault import Vault
from engine.vitals import Signs
from tests.support.world import ListQueue, Notices, World, final, step

WORKSPACE = "ws"
bare = functools.cache(bare_app)


@dataclass
class InlineQueue(ListQueue):
    """A queue whose hints are followed at once, unless `is_idle`."""

    world: World | None = None
    is_idle: bool = False
    live_workers: int = 1
    ticks: dict = field(default_factory=dict)
    sums: dict = field(default_factory=dict)
    oldest: dict = field(default_factory=dict)
    known_workers: list = field(default_factory=list)

    def push(self, hints, *, ahead=False):
        super().push(hints, ahead=ahead)
        if not self.is_idle and self.world is not None:
            self.world.drain()

    def ping(self):
        self._reach()

    def workers(self):
        self._reach()
        return self.live_workers

    def signs(self):
        self._reach()
        jobs = {name: sum(hint.queue == name for hint in self.hints) for name in QUEUES}
        return Signs(jobs, self.live_workers, self.ticks, self.sums, self.oldest)

    def crew(self):
        self._reach()
        return self.known_workers


@dataclass
class LocalWaiters(Notices):
    """Notifier and waiters in one: what Redis does between processes, within one."""

    waiting: dict[str, list[Waiting]] = field(default_factory=dict)

    def notify(self, notice):
        super().notify(notice)
        for waiting in self.waiting.get(notice.run_id, []):
            waiting.put(None if notice.fence_n == LOOK else notice)

    @contextmanager
    def expect(self, run_id, *, deltas=False):
        waiting = Waiting(deltas=deltas)
        self.waiting.setdefault(run_id, []).append(waiting)
        try:
            yield waiting
        finally:
            self.waiting[run_id].remove(waiting)


def bearer(text):
    return {"Authorization": f"Bearer {text}"}


class Edge:
    """A test client with tokens of every kind; `world` is the engine behind it."""

    conditions = ()  # what `/readyz` warns of
    mongo_is_down = False

    def __init__(self, *, within=None, **settings) -> None:
        """Make an edge of a world that is made with `within`."""
        self.waiters = LocalWaiters()
        self.world = World(**{"queue": InlineQueue(), "notices": self.waiters, **(within or {})})
        self.queue = self.world.queue
        self.queue.world = self.world
        self.settings = Settings(
            **{"sync_timeout_seconds": 0.2, "secret_key": "s" * 32, **settings}
        )
        shelves = self.world.stores.shelves
        now = self.world.time.now
        tokens = Tokens(self.world.stores.tokens, "s" * 32, shelves.users, now)
        self.accounts = Accounts(shelves, tokens, now)
        self.audits = Audits(shelves.audits, now)
        links = Links("s" * 32, "https://flows.example")
        self.world.links = links.of_run
        vault = Vault(("s" * 32,))
        peers = Peers(shelves.peers, self.world.flows, vault, now)
        secrets = Secrets(
            shelves.secrets,
            vault,
            Permits(shelves.users, self.settings.wants_origins),
            Named(self.world.stores.flows, shelves.groups),
            shelves.audits,
            now,
        )
        connections = Connections(shelves.connections, vault, now)
        self.world.secrets, self.world.models = secrets, connections.model
        self.world.talks = Talks(shelves, peers, now).of
        tools = Tools(shelves.tools, vault, now)
        self._look_up(tools)
        self.world.tool_actions = tools.action
        limiter = self._limiter()
        treasury, subscriptions = self._treasury(), self._subscriptions(vault)
        self.engine = engine = SimpleNamespace(
            settings=self.settings,
            accounts=self.accounts,
            audits=self.audits,
            copies=Copies(self.world.flows),
            listing=Listing(self.world.stores.runs, self.world.flows),
            totals=self._totals(),
            operating=Operating(self.queue, self.world.stores.runs, self.world.stores.census),
            shares=Shares(shelves.shares, self.world.flows, tokens, now),
            files=Files(
                shelves.files,
                self.world.stores.blobs,
                self.settings.max_file_bytes,
                now,
                self.settings.file_quota_bytes,
                shelves.users,
                self.world.stores.runs,
            ),
            links=links,
            peers=peers,
            tools=tools,
            hooks=self._hooks(tools, vault),
            registrar=self._registrar(tools, vault),
            secrets=secrets,
            connections=connections,
            prices=treasury.prices,
            budgets=treasury.budgets,
            subscriptions=subscriptions,
            conversations=Conversations(shelves, peers, self.world.runs, "s" * 32, now),
            approvals=Approvals(
                self.world.runs, self.world.flows, shelves.users, shelves.groups, now
            ),
            limiter=limiter,
            stores=self.world.stores,
            queue=self.queue,
            flows=self.world.flows,
            runs=self.world.runs,
            plans=self.world.plans,
            tokens=tokens,
            mongo=SimpleNamespace(ping=self._ping),
            conditions=SimpleNamespace(read=lambda: self.conditions),
        )
        self.tokens, self.world.files = tokens, engine.files
        self.app = self._app(engine)
        self.http = self.app.test_client()
        self.admin = self.token("pat")
        self.key = self.token("key")

    def _app(self, engine):
        # One app a process for each kind of settings: what is behind it is each edge's own.
        app = copy.copy(bare(self.settings))
        app.extensions = dict(app.extensions)
        return equip(app, engine, self.waiters)

    def _look_up(self, tools):
        reader = CodeReader(find_runtime(self.settings.deno_bin))
        known = References(
            self.world.stores.shelves,
            self.world.stores.flows,
            tools,
            Permits(self.world.stores.shelves.users, self.settings.wants_origins),
        )
        self.world.flows = replace(self.world.flows, look_up=known.issues, code=reader)

    def _limiter(self):
        limiter = local_limiter(lambda: self.world.time.now().timestamp())
        self.world.runs = replace(self.world.runs, limiter=limiter)
        return limiter

    def _treasury(self):
        shelves, time, flows = self.world.stores.shelves, self.world.time, self.world.flows
        prices = Prices(shelves.prices, time.now, time.monotonic, time.sleep)
        budgets = Budgets(shelves.budgets, flows, time.now, time.monotonic, time.sleep)
        self.world.treasury = Treasury(prices, budgets, rates_of(self.settings))
        return self.world.treasury

    def _totals(self):
        listing = Listing(self.world.stores.runs, self.world.flows)
        return Totals(self.world.stores.census, listing, self.world.time.now)

    def _subscriptions(self, vault):
        time, shelf = self.world.time, self.world.stores.shelves.subscriptions
        runs = self.world.runs
        made = Subscriptions(shelf, runs, vault, time.now, time.monotonic, time.sleep)
        self.world.subscriptions = made
        return made

    def _hooks(self, tools, vault):
        return Hooks(
            shelf=self.world.stores.shelves.hooks,
            tools=tools,
            flows=self.world.flows,
            runs=self.world.runs,
            vault=vault,
            secret="s" * 32,
            registrar=self._registrar(tools, vault),
        )

    def _registrar(self, tools, vault):
        return Registrar(
            shelf=self.world.stores.shelves.hooks,
            schedules=self.world.stores.schedules,
            tools=tools,
            flows=self.world.flows,
            vault=vault,
            secret="s" * 32,
            base_url="https://flows.example",
            send=self.world.sink.send,
            now=self.world.time.now,
        )

    def _ping(self):
        if self.mongo_is_down:
            raise Unavailable("down")

    def token(self, kind, workspace=WORKSPACE, **terms):
        return bearer(self.tokens.mint(kind, workspace, kind, Terms(**terms)).text)

    def user(self, name, role="member", workspace=WORKSPACE, password=None):
        """Return a new person's id and a header with a token of hers."""
        user = self.accounts.enrol(
            workspace, email=f"{name}@x.test", name=name, role=role, password=password
        )
        return user.user_id, self.token("pat", workspace, user_id=user.user_id)

    def call(self, method, path, body=None, *, as_=None, headers=None, **given):
        if body is not None:
            given["json"] = body
        headers = {**(self.admin if as_ is None else as_), **(headers or {})}
        return self.http.open(path, method=method, headers=headers, **given)

    def post(self, path, body=None, **given):
        return self.call("POST", path, {} if body is None else body, **given)

    def post_form(self, path, data, **given):
        return self.call("POST", path, data=data, content_type="multipart/form-data", **given)

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
