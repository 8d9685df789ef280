"""Every call that the engine makes to its stores, made once."""

from __future__ import annotations

from datetime import timedelta

from engine.store.documents import Settlement
from engine.store.queries import InboxQuery, RunQuery
from schemas.run import RunStatus
from tests.contract.samples import (
    AT,
    decision_of,
    entries_of,
    flow_of,
    run_of,
    schedule_of,
    token_of,
    version_of,
    wait_of,
    waiting,
)


def use_everything(stores):
    """Call every method of every store at least once."""
    runs = stores.runs
    runs.insert(run_of())
    fence = runs.claim("run-1", "worker-1", "t-1", 30).run.fence
    runs.append("run-1", entries_of(0, 1))
    runs.append("run-1", entries_of(1))
    runs.renew("run-1", fence, 30)
    runs.settle("run-1", fence, waiting(60))
    runs.decide("run-1", decision_of())
    fence = runs.claim("run-1", "worker-1", "t-2", 30).run.fence
    runs.expire("run-1", fence)
    runs.expire_worker("worker-1")
    runs.cancel("run-1", "somebody")
    runs.settle("run-1", fence, Settlement(RunStatus.CANCELED))
    search(runs)
    descend(stores)
    keep(stores)
    shelve(stores)
    sweep(stores)


def sweep(stores):
    """Call what retention and whoever watches ask for."""
    found = stores.sweep
    at = found.now() + timedelta(hours=1)
    found.next_flow("a")
    found.made_before("f-1", at, None, 10)
    found.made_before("f-1", at, (AT, "run-1"), 10)
    found.is_any_open_below("run-1")
    found.below("run-1", 10)
    found.bury("run-1", at)
    found.buried(at, None, 10)
    found.buried(at, (AT, "run-1"), 10)
    found.adrift("a", 10)
    list(found.name_files())
    found.is_file_named("file_1")
    found.remove_records("run-1", 10)
    found.remove_run("run-1")
    stores.shelves.files.list("x", 10)
    stores.census.take(10)
    stores.census.spent(RunQuery("w-1", 0, created_from=AT, created_to=at), "day")
    mine = {"flow_ids": ("f-1",), "or_principal": "user-1"}
    stores.census.spent(RunQuery("w-1", 0, created_from=AT, created_to=at, **mine), "flow")


def search(runs):
    runs.get("run-1")
    runs.peek("run-1")
    runs.entries("run-1", after=0, limit=10)
    runs.latest("run-1", 10, 10)
    runs.expired(10)
    runs.due(5, 10)
    runs.due(5, 10, ["delay", "retry"])
    runs.queued(5, 10, after="a")
    before = (AT, "run-1")
    runs.newest(RunQuery("w-1", 10))
    runs.newest(RunQuery("w-1", 10, before, flow_id="f-1"))
    runs.newest(RunQuery("w-1", 10, before, statuses=("failed", "waiting")))
    runs.newest(RunQuery("w-1", 10, before, statuses=("queued", "running", "failed")))
    runs.newest(RunQuery("w-1", 10, flow_ids=("f-1", "f-2"), or_principal="user-1"))
    runs.newest(RunQuery("w-1", 10, created_from=AT, created_to=AT, trigger="api", version=1))
    runs.newest(RunQuery("w-1", 10, prefix="run-"))
    runs.newest(RunQuery("w-1", 10, before, statuses=("failed",), only_dead_letters=True))
    runs.newest(RunQuery("w-1", 10, flow_id="f-1", only_dead_letters=True))
    runs.newest(RunQuery("w-1", 10, before, flow_id="f-1", has_errors=True))
    runs.newest(RunQuery("w-1", 10, before, has_errors=False))
    runs.dismiss("run-1")
    runs.inbox(InboxQuery("w-1", 10, ("usr_a",), ("f-1",), "usr_a", before))
    runs.inbox(InboxQuery("w-1", 10))


def descend(stores):
    """Call what looks at children, and what changes an open wait."""
    runs, family = stores.runs, stores.family
    runs.insert(run_of("run-2", parent_id="run-1", ancestors=("run-1",), group="g", child_index=0))
    fence = runs.claim("run-2", "worker-1", "t-1", 30).run.fence
    runs.settle("run-2", fence, waiting(60))
    runs.amend("run-2", wait_of(rev=1))
    runs.postpone("run-2", "wait-1", 60)
    family.add([run_of("run-2")])
    family.count_below("run-1", 10)
    family.is_any("g")
    family.postpone("g", 5)
    family.tally("g")
    family.is_any_open("g")
    family.next_in_turn("g")
    family.first_after(runs.peek("run-2"), "debounce")
    family.members("g", only_open=True)
    family.members("g")
    family.children("run-1", 10)
    family.waiting_below("run-1", ["wait", "user-approval"], 10)
    family.waiting_below("run-1", ["wait", "user-approval"], 1, "wait-1")
    family.decided_below("run-1", wait_id="wait-1")
    family.decided_below("run-1", key="k")
    runs.cancel("run-2", "somebody", "wait-1")


def shelve(stores):
    """Call what lists shelves, with each set of names that the use cases ask for."""
    shelves = stores.shelves
    shelves.users.find("email", "ada@x.test")
    shelves.users.list("", 10, workspace_id="w-1")
    shelves.users.list("u", 10, workspace_id="w-1", group_ids="g-1")
    shelves.groups.list("", 10, workspace_id="w-1")
    shelves.audits.list("", 10, newest=True, workspace_id="w-1")
    shelves.audits.list("a", 10, newest=True, workspace_id="w-1", object_id="f-1")
    shelves.shares.find("token_hash", "hash")
    shelves.shares.list("", 10, flow_id="f-1")
    shelves.files.list("", 10, owner="user:u-1")
    shelves.peers.find("hook_id", "hook")
    shelves.peers.list("", 10, workspace_id="w-1")
    shelves.widgets.list("", 10, workspace_id="w-1")
    for shelf in (shelves.secrets, shelves.connections):
        shelf.find("address", "w-1 name")
        shelf.list("", 10, workspace_id="w-1")
    shelves.secrets.list("s", 10)
    shelves.tools.list("", 10, workspace_id="w-1")
    shelves.tools.list("", 1, workspace_id="w-1", trigger_ids="trg-1")
    shelves.hooks.list("", 10, flow_id="f-1")
    shelves.hooks.list("", 10, due="due")
    shelves.prices.list("", 10, newest=True, workspace_id="w-1")
    shelves.prices.list("", 1, newest=True, workspace_id="", model="m")
    shelves.subscriptions.list("", 10, workspace_id="w-1")
    shelves.contacts.find("address", "w-1 a@x.test")
    shelves.contacts.list("", 10, workspace_id="w-1")
    for name in ("principal", "peer_id", "contact_id"):
        shelves.conversations.list("", 10, newest=True, workspace_id="w-1", **{name: "x"})
    shelves.messages.list("m", 10, newest=True, conversation_id="cv-1")


def keep_flows(flows):
    flows.insert(flow_of())
    flows.replace(flow_of(rev=2), 1)
    flows.get("f-1")
    flows.latest_version("f-1")
    flows.list("w-1", "", 10)
    flows.list("w-1", "", 10, ["user:u-1", "workspace"])
    flows.visible("w-1", ["f-1", "f-2"], None)
    flows.visible("w-1", ["f-1", "f-2"], ["user:u-1", "workspace"])
    flows.insert_version(version_of())
    flows.get_version("f-1:1")
    flows.list_versions("f-1", None, 10)
    flows.list_versions("f-1", 7, 10)
    flows.mark_synced("f-1", 0)
    flows.delete("f-1")
    flows.mark_synced("f-1", None)
    flows.unsynced(10, "a")


def keep(stores):
    keep_flows(stores.flows)
    tokens, schedules = stores.tokens, stores.schedules
    tokens.insert(token_of())
    tokens.get("hash-1")
    tokens.find("t-1")
    tokens.list("w-1", "pat", None, "", 10)
    tokens.list("w-1", "pat", "u-1", "a", 10)
    tokens.revoke("hash-1", AT)
    tokens.revoke_user("u-1", AT)
    tokens.revoke_made_by("user:u-1", AT)
    schedules.put(schedule_of())
    schedules.change(schedule_of(rev=1), 0)
    schedules.change(schedule_of("f-2", "s-2"), None)
    schedules.get("f-1")
    schedules.find("s-1")
    schedules.of_workspace("w-1", "a", 10)
    schedules.active(10, after="a")
    schedules.advance("s-1", AT, AT + timedelta(hours=1), "run-1")
