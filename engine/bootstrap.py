"""Where the parts are put together: the one place that knows which implementation is used."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from engine.accounts import Accounts
from engine.announcing import Announcer
from engine.approval_links import Links
from engine.approvals import Approvals
from engine.audits import Audits
from engine.conditions import Conditions
from engine.connections import Connections
from engine.conversations import Conversations
from engine.copies import Copies
from engine.credits.budgets import Budgets
from engine.credits.pricing import Prices
from engine.credits.rates import rates_of
from engine.credits.spending import Treasury
from engine.credits.totals import Totals
from engine.egress import Egress
from engine.errors import EngineError
from engine.family import Family
from engine.files import Files, kept_in
from engine.flows import Flows
from engine.heartbeat import LeaseHeartbeats
from engine.hooks import Hooks
from engine.limiter import Limiter, redis_limiter
from engine.limits import Limits
from engine.limits_set import limits_of
from engine.listing import Listing
from engine.meter import Meter
from engine.notify import RedisNotifier, Waiters
from engine.operating import Operating
from engine.peers import Peers
from engine.performing import Performer
from engine.ports import push_again
from engine.queue import RedisQueue
from engine.references import References
from engine.registrar import Registrar
from engine.rescue import Rescue
from engine.retention import Retention
from engine.runner import Runner, never
from engine.runs import Runs
from engine.sandbox import Sandbox, find_runtime
from engine.sandbox.parsing import CodeReader
from engine.secret_limits import Named, Permits
from engine.secrets import Secrets
from engine.settings import Settings, SettingsError
from engine.shares import Shares
from engine.steps import BY_NAME, SYSTEM, http_request
from engine.steps.base import StepType
from engine.store.base import Stores
from engine.store.mongo import MongoStores, open_stores
from engine.subscriptions import Subscriptions
from engine.talks import Talks
from engine.tokens import Tokens
from engine.tools import Tools
from engine.validation import Bounds
from engine.vault import Vault
from engine.versions import Plans

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Engine:
    """One process's engine. What connects does so at first use."""

    settings: Settings
    mongo: MongoStores
    queue: RedisQueue
    notifier: RedisNotifier

    @property
    def stores(self) -> Stores:
        """Return everything the process keeps in the store."""
        return self.mongo.stores

    @cached_property
    def plans(self) -> Plans:
        """Return the compiled versions of this process."""
        return Plans(self.stores.flows)

    @cached_property
    def limits(self) -> Limits:
        """Return the bounds that runs are held to."""
        return limits_of(self.settings)

    @cached_property
    def flows(self) -> Flows:
        """Return the use cases of flows."""
        bounds, step_types = bounds_of(self.settings), step_types_of(self.settings)
        stores, reader = self.stores, CodeReader(find_runtime(self.settings.deno_bin))
        known = References(stores.shelves, stores.flows, self.tools, self.permits, step_types)
        return Flows(
            stores.flows,
            self.plans,
            bounds,
            step_types=step_types,
            look_up=known.issues,
            code=reader,
        )

    @property
    def copies(self) -> Copies:
        """Return the use cases of copying flows."""
        return Copies(self.flows)

    @property
    def listing(self) -> Listing:
        """Return the use cases of lists of runs."""
        return Listing(self.stores.runs, self.flows)

    @cached_property
    def runs(self) -> Runs:
        """Return the use cases of runs."""
        return Runs(
            store=self.stores.runs,
            queue=self.queue,
            notifier=self.notifier,
            family=self.family,
            limits=self.limits,
            secret=secret_of(self.settings),
            vault=self.vault,
            max_input_bytes=self.settings.max_input_bytes,
            limiter=self.limiter,
        )

    @cached_property
    def tokens(self) -> Tokens:
        """Return the use cases of tokens."""
        return Tokens(self.stores.tokens, secret_of(self.settings), self.stores.shelves.users)

    @cached_property
    def accounts(self) -> Accounts:
        """Return the use cases of users and groups."""
        return Accounts(self.stores.shelves, self.tokens)

    @cached_property
    def audits(self) -> Audits:
        """Return the use cases of the audit log."""
        return Audits(self.stores.shelves.audits)

    @cached_property
    def shares(self) -> Shares:
        """Return the use cases of public links."""
        return Shares(self.stores.shelves.shares, self.flows, self.tokens)

    @cached_property
    def files(self) -> Files:
        """Return the use cases of files."""
        return kept_in(self.stores.shelves, self.stores.blobs, self.settings, self.stores.runs)

    @cached_property
    def limiter(self) -> Limiter:
        """Return what counts calls."""
        return redis_limiter(required(self.settings.redis_url, "MILLRACE_REDIS_URL"))

    @property
    def links(self) -> Links:
        """Return what makes and reads approval links."""
        return Links(secret_of(self.settings), self.base_url)

    @property
    def approvals(self) -> Approvals:
        """Return the use cases of open approvals."""
        shelves = self.stores.shelves
        return Approvals(self.runs, self.flows, shelves.users, shelves.groups)

    @property
    def peers(self) -> Peers:
        """Return the use cases of Peers."""
        return Peers(self.stores.shelves.peers, self.flows, self.vault)

    @property
    def vault(self) -> Vault:
        """Return what seals: new keys first, and the secret key for what was sealed before."""
        return Vault((*self.settings.vault_keys, secret_of(self.settings)))

    @property
    def permits(self) -> Permits:
        """Return what decides who may use secrets."""
        return Permits(self.stores.shelves.users, self.settings.wants_origins)

    @cached_property
    def secrets(self) -> Secrets:
        """Return the use cases of secrets."""
        shelves = self.stores.shelves
        return Secrets(
            shelf=shelves.secrets,
            vault=self.vault,
            permits=self.permits,
            named=Named(self.stores.flows, shelves.groups),
            audits=shelves.audits,
        )

    @property
    def connections(self) -> Connections:
        """Return the use cases of model connections."""
        return Connections(self.stores.shelves.connections, self.vault)

    @property
    def conversations(self) -> Conversations:
        """Return the use cases of conversations."""
        secret = secret_of(self.settings)
        return Conversations(self.stores.shelves, self.peers, self.runs, secret)

    @property
    def tools(self) -> Tools:
        """Return the use cases of tools."""
        return Tools(self.stores.shelves.tools, self.vault)

    @cached_property
    def hooks(self) -> Hooks:
        """Return the use cases of webhooks."""
        return Hooks(
            shelf=self.stores.shelves.hooks,
            tools=self.tools,
            flows=self.flows,
            runs=self.runs,
            vault=self.vault,
            secret=secret_of(self.settings),
            registrar=self.registrar,
        )

    @cached_property
    def registrar(self) -> Registrar:
        """Return what tells services of webhooks."""
        return Registrar(
            shelf=self.stores.shelves.hooks,
            schedules=self.stores.schedules,
            tools=self.tools,
            flows=self.flows,
            vault=self.vault,
            secret=secret_of(self.settings),
            base_url=self.base_url,
            send=Egress(self.settings.egress_allow).send,
        )

    @cached_property
    def prices(self) -> Prices:
        """Return the use cases of the price table."""
        return Prices(self.stores.shelves.prices)

    @cached_property
    def budgets(self) -> Budgets:
        """Return the use cases of budgets."""
        return Budgets(self.stores.shelves.budgets, self.flows)

    @property
    def totals(self) -> Totals:
        """Return what adds up what runs cost."""
        return Totals(self.stores.census, self.listing)

    @cached_property
    def conditions(self) -> Conditions:
        """Return what finds out whether the servers are fit for what they do."""
        return Conditions(self.mongo, self.queue)

    @property
    def operating(self) -> Operating:
        """Return what shows workers and queues."""
        return Operating(self.queue, self.stores.runs, self.stores.census)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Return the use cases of subscriptions."""
        return Subscriptions(self.stores.shelves.subscriptions, self.runs, self.vault)

    @property
    def base_url(self) -> str:
        """Return the address under which people and services reach the API."""
        return self.settings.own_url

    @property
    def family(self) -> Family:
        """Return what joins children to their parents."""
        return Family(self.stores.runs, self.stores.family, self.queue, self.stores.shelves.gates)

    @cached_property
    def meter(self) -> Meter:
        """Return what counts this process's runs and steps."""
        return Meter()

    @cached_property
    def rescue(self) -> Rescue:
        """Return what the scheduler does every second."""
        return Rescue(self.stores.runs, self.queue, self.family)

    @cached_property
    def retention(self) -> Retention:
        """Return what deletes what is old enough."""
        return Retention(
            self.stores.runs,
            self.stores.sweep,
            self.stores.flows,
            self.plans,
            self.files,
            self.settings.retention_days,
            self.conversations.keep,
        )

    def runner(self, worker: str, should_stop: Callable[[], bool] = never) -> Runner:
        """Return what advances runs in the worker process of this name."""
        settings = self.settings
        heartbeats = LeaseHeartbeats(
            self.stores.runs, settings.lease_seconds, settings.heartbeat_seconds
        )
        return Runner(
            runs=self.stores.runs,
            plans=self.plans,
            queue=self.queue,
            notifier=self.notifier,
            heartbeats=heartbeats,
            performer=Performer(
                {**step_types_of(settings), **{one.name: one for one in SYSTEM}},
                Egress(settings.egress_allow),
                self.limits,
                self.files,
                Talks(self.stores.shelves, self.peers).of,
                self.secrets,
                self.connections.model,
                Sandbox(find_runtime(settings.deno_bin)),
                self.tools.action,
                Treasury(self.prices, self.budgets, rates_of(settings)),
                self.subscriptions,
                self.notifier.stream,
                self.meter,
            ),
            family=self.family,
            flows=self.stores.flows,
            users=self.stores.shelves.users,
            limits=self.limits,
            worker=worker,
            new_token=lambda: secrets.token_hex(8),
            vault=self.vault,
            links=self.links.of_run,
            announcer=Announcer(self.subscriptions),
            meter=self.meter,
            should_stop=should_stop,
        )

    def bury(self, worker: str) -> None:
        """Hand what a dead worker held to the living ones; rescue does it later if this fails."""
        try:
            held = self.stores.runs.expire_worker(worker)
            self.queue.forget_worker(worker)
            push_again(self.queue, held)
        except EngineError as error:
            log.warning("worker_not_buried", extra={"worker": worker, "reason": error.message})

    def waiters(self) -> Waiters:
        """Return what waits for runs in an API process."""
        return Waiters(required(self.settings.redis_url, "MILLRACE_REDIS_URL"))


def build(settings: Settings) -> Engine:
    """Return an engine. Raises SettingsError when a server or the secret is not named."""
    redis_url = required(settings.redis_url, "MILLRACE_REDIS_URL")
    mongo_url = required(settings.mongo_url, "MILLRACE_MONGO_URL")
    return Engine(
        settings=settings,
        mongo=open_stores(mongo_url, settings.mongo_database),
        queue=RedisQueue(redis_url),
        notifier=RedisNotifier(redis_url),
    )


def required(value: str | None, name: str) -> str:
    """Return a setting that this process cannot do without. Raises SettingsError."""
    if not value:
        message = f"{name} is not set; `millrace up` starts embedded servers and sets it"
        raise SettingsError(message)
    return value


def secret_of(settings: Settings) -> str:
    """Return the operator's secret. Raises SettingsError."""
    return required(settings.secret_key, "MILLRACE_SECRET_KEY")


def bounds_of(settings: Settings) -> Bounds:
    """Return how large definitions may be."""
    return Bounds(
        settings.max_definition_bytes, settings.max_definition_steps, settings.max_nesting
    )


def step_types_of(settings: Settings) -> dict[str, StepType]:
    """Return the step types, those that judge addresses knowing what the operator allows."""
    return {**BY_NAME, "http-request": http_request.step_type(settings.egress_allow)}
