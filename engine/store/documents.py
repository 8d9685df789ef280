"""The documents that a store keeps. User JSON in them is bytes (engine.canonical)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from schemas.run import RunStatus


@dataclass(frozen=True, slots=True)
class Fence:
    """Which claim of a run wrote something: `n` counts claims, `token` is the claim's own."""

    n: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of `worker` to advance a run until a time of the store's clock."""

    worker: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Cancel:
    """Somebody asked a running run to stop."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Vote:
    """One of several approvals that a wait needs; `body_hash` and `key` recognise a repeat."""

    principal: str
    by: str
    body_hash: str
    key: str | None
    comment: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenWait:
    """
    What a waiting run waits for; `view` is JSON of what callers may see of it.

    `rev` counts changes while it is open. An approval has `assignees` (ids of users and groups;
    without them it is for all who may run the flow), `votes`, how many it `needed`, and whether
    who started the run (`allows_self`) or has the link (`allows_link`) may decide. A wait for
    children has their `group`, how they `join` (all, any, every) and how many may run at once
    (`window`). At its `deadline` the time of the step is over, or of a loop around it.

    `number` is how many approvals the run had opened before this one, or before a wait for children
    (None for none): by it a link finds its own.
    `link_rev` counts how often the links were revoked or renewed, `link_revoked` says that none
    decides now.
    """

    wait_id: str
    kind: str
    step_id: str
    step_name: str
    created_at: datetime
    view: bytes
    rev: int = 0
    assignees: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    needed: int = 1
    allows_self: bool = True
    allows_link: bool = True
    group: str | None = None
    join: str | None = None
    window: int | None = None
    deadline: datetime | None = None
    number: int | None = None
    link_rev: int = 0
    link_revoked: bool = False


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """
    The decision that ended a wait; kept beside the run until the next wait is decided.

    `payload` is JSON; `body_hash` and `key` (the caller's Idempotency-Key) recognise a repeat.
    `sealed` is the payload as it came, where it holds a secret of the run (engine.sealing).
    """

    wait_id: str
    kind: str
    payload: bytes
    by: str
    principal: str
    body_hash: str
    key: str | None
    at: datetime
    sealed: str | None = None


# What a run that is being deleted belongs to: nobody finds it there any more.
GRAVE = "swept"
# The journal's place for inputs too large for the run document: before the first record.
INPUTS_SEQ = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One journal record: its place, the claim that wrote it, and the record as JSON.

    Where the record holds a secret, `body` shows it masked and `sealed` has it as it was.
    """

    seq: int
    fence: Fence
    body: bytes
    sealed: str | None = None

    @property
    def size(self) -> int:
        """Return the bytes that the entry takes."""
        return len(self.body) + len(self.sealed or "")


@dataclass(frozen=True, slots=True)
class Run:
    """
    One execution of a version.

    `inputs` is None when they stand in the journal at INPUTS_SEQ (above 64 KiB). `tail` are
    entries that the last settle carried instead of the journal. `journaled` says whether the
    journal holds anything. `taken_over` is true when the current claim replaced an expired
    lease, `dead_claims` how many did so in a row, `dead_since` since when. `wake_at` is when a
    waiting run is due by itself. `steps` counts what it executed, `credits` what that cost. A
    `dead_letter` failed and was not handled yet. `tolerated` is JSON of how many errors it
    went on with (engine.tolerated), None for none. `deadline` is when a run that has not ended
    fails. `files` are those that its inputs and decisions name: they are kept as long as it is.
    `on_behalf` is the user behind the principal, if there is one; `conversation_id` and
    `message_id` are of the Peer's conversation it belongs to. `scheduled_for` is the time of the
    fire that started it, by the clock, `previous_for` that of the fire before.

    `approved_at` is when an approval of it was last decided, either way.

    A child run has its parent, all its `ancestors` (the root first), the `group` of siblings it was
    started with, its place and name among them, and how they `join`. `turns` is how many of a group
    may run at once where some wait for their turn, 0 where none do; the runs of a schedule whose
    overlap is `queue` are such a group too.

    `inputs`, `output`, `error` and the wait's view show secrets masked. Where that changed anything
    `sealed_inputs` and `sealed_result` have what the run and its parent go on with, and
    `sealed_secrets` the secrets that an answer to the open wait may hold (engine.sealing).
    """

    run_id: str
    workspace_id: str
    flow_id: str
    version_id: str
    version: int | None
    trigger: str
    trigger_step_id: str
    principal: str
    queue: str
    created_at: datetime
    queued_at: datetime
    updated_at: datetime
    status: RunStatus = RunStatus.QUEUED
    user: bytes = b"{}"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    fence: Fence = field(default_factory=Fence)
    lease: Lease | None = None
    taken_over: bool = False
    dead_claims: int = 0
    dead_since: datetime | None = None
    cancel: Cancel | None = None
    inputs: bytes | None = b"{}"
    snapshot: bytes | None = None
    tail: tuple[Entry, ...] = ()
    journaled: bool = False
    wait: OpenWait | None = None
    wake_at: datetime | None = None
    decision: StoredDecision | None = None
    approved_at: datetime | None = None
    current_id: str | None = None
    current_name: str | None = None
    steps: int = 0
    credits: int = 0
    output: bytes | None = None
    error: bytes | None = None
    dead_letter: bool = False
    tolerated: bytes | None = None
    deadline: datetime | None = None
    request_hash: str | None = None
    on_behalf: str | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    parent_id: str | None = None
    ancestors: tuple[str, ...] = ()
    group: str | None = None
    child_index: int | None = None
    branch: str | None = None
    join: str | None = None
    turns: int = 0
    files: tuple[str, ...] = ()
    scheduled_for: datetime | None = None
    previous_for: datetime | None = None
    sealed_inputs: str | None = None
    sealed_result: str | None = None
    sealed_secrets: str | None = None

    @property
    def has_errors(self) -> bool:
        """Tell whether the run completed although a part of it failed."""
        return self.status is RunStatus.COMPLETED and self.tolerated is not None


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that is this worker's until its lease ends, and the store's time when it was given."""

    run: Run
    at: datetime


class Renewal(StrEnum):
    """What a heartbeat learned."""

    HELD = "held"
    CANCELED = "canceled"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Settlement:
    """
    How a claim ends: everything of the run that the claimant writes, in one update.

    `despite_cancel` is for a canceled run that still waits for its children to end. `taken_over` is
    for one that is queued without progress since its worker died: it may have started children.
    """

    status: RunStatus
    tail: tuple[Entry, ...] = ()
    snapshot: bytes | None = None
    journaled: bool = False
    wait: OpenWait | None = None
    wake_at: datetime | None = None
    current_id: str | None = None
    current_name: str | None = None
    steps: int = 0
    credits: int = 0
    output: bytes | None = None
    error: bytes | None = None
    dead_letter: bool = False
    tolerated: bytes | None = None
    despite_cancel: bool = False
    taken_over: bool = False
    sealed_result: str | None = None
    sealed_secrets: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """Enough to enqueue a run again; `deaths` is how many claims before its last one died."""

    run_id: str
    fence_n: int
    queue: str
    deaths: int = field(default=0, compare=False)

    @property
    def goes_first(self) -> bool:
        """Tell whether it is not yet likely that its workers died of this very run."""
        return self.deaths <= 1


@dataclass(frozen=True, slots=True)
class Due:
    """
    A waiting run whose time comes at `wake_at`; `kind` is what it waits for.

    `group` is the one it waits in or belongs to; `deadline` is when it fails, whatever it waits
    for.
    """

    run_id: str
    wait_id: str
    wake_at: datetime
    kind: str = ""
    group: str | None = field(default=None, compare=False)
    deadline: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the runs of a group stand; `in_turn` of the `open` ones have not been let off yet."""

    open: int
    in_turn: int
    completed: int
    lost: int


@dataclass(frozen=True, slots=True)
class Grant:
    """A right (view, run, edit or manage) given to a user or a group, by its id."""

    kind: str
    grantee_id: str
    right: str


@dataclass(frozen=True, slots=True)
class Flow:
    """
    The editable thing. `rev` counts edits; `latest_version` is 0 until it was published.

    `edited_by` is the principal that the draft is from, None while that is who made the flow.
    `unsynced` while its webhooks are not known to be those of the latest version. `verdict` is what
    was found wrong with the draft (engine.judging), None where it was not looked at.
    """

    flow_id: str
    workspace_id: str
    name: str
    description: str
    definition: bytes
    visibility: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    rev: int = 1
    latest_version: int = 0
    grants: tuple[Grant, ...] = ()
    edited_by: str | None = None
    unsynced: bool = False
    verdict: bytes | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """
    An immutable definition that runs pin; a draft's copy has no `number`.

    Runs of it may run what `created_by` may: who published it, or edited the draft.
    """

    version_id: str
    flow_id: str
    number: int | None
    name: str
    definition: bytes
    visibility: str
    summary: str
    created_by: str
    created_at: datetime
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """
    A bearer token, known by the HMAC of its secret.

    `flow_ids` None means every flow; `user_id` is whose it is, None for a client's key and for the
    installation's own token; `created_by` is the principal that made it.
    """

    token_hash: str
    token_id: str
    kind: str
    workspace_id: str
    label: str
    created_at: datetime
    flow_ids: tuple[str, ...] | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    user_id: str | None = None
    created_by: str | None = None
    rate_per_minute: int | None = None
