"""
The store's contract; `tests/contract` holds every implementation to it.

Each method is one document operation (or a read), safe to repeat. Times that decide something
(leases, due times, expiries) are the store's own, never the caller's. Every method raises
`Unavailable` when the store cannot be reached and nothing is known to be written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from engine.store.credits import Budget, Price
from engine.store.documents import (
    Claim,
    Due,
    Entry,
    Fence,
    Flow,
    Hint,
    OpenWait,
    Renewal,
    Run,
    Settlement,
    StoredDecision,
    Token,
    Version,
)
from engine.store.gates import Gate
from engine.store.hooks import Hook, Subscription, Tool
from engine.store.kin import FamilyStore
from engine.store.people import (
    Audit,
    Connection,
    FileInfo,
    Group,
    Secret,
    Share,
    User,
    Workspace,
)
from engine.store.queries import InboxQuery, RunQuery
from engine.store.schedules import Schedule
from engine.store.sealed import SealedStore
from engine.store.talk import Contact, Conversation, Message, Peer, Widget
from engine.store.upkeep import CensusStore, SweepStore

Item = TypeVar("Item")


class RunStore(Protocol):
    """Runs and their journals."""

    def insert(self, run: Run) -> bool:
        """Store a new run; False when its id is taken."""

    def get(self, run_id: str) -> Run | None:
        """Return the whole run."""

    def peek(self, run_id: str) -> Run | None:
        """Return the run without inputs, tail, snapshot, output and payload: a small read."""

    def newest(self, query: RunQuery) -> Sequence[Run]:
        """Return runs without their payloads, the newest first."""

    def inbox(self, query: InboxQuery) -> Sequence[Run]:
        """Return runs that wait for an approval, the oldest first, with their inputs."""

    def claim(self, run_id: str, worker: str, token: str, lease_seconds: float) -> Claim | None:
        """
        Take a run that is queued, or running with an expired lease; None if there is none.

        Sets status running, `fence.n + 1` with `token`, the lease, `taken_over`, `dead_claims`,
        `dead_since`, and `started_at` the first time. The decision and the cancel flag stay.
        """

    def renew(self, run_id: str, fence: Fence, lease_seconds: float) -> Renewal:
        """Move this fence's lease to now + lease; LOST when it is not the one that runs."""

    def expire(self, run_id: str, fence: Fence) -> None:
        """
        Give the claim with this fence back, if it still is the current one.

        Its lease is over, and of the claims that died before it nothing is remembered.
        """

    def expire_worker(self, worker: str) -> list[Hint]:
        """End every lease of a worker that is known to be dead; return what it held."""

    def append(self, run_id: str, entries: Sequence[Entry]) -> Entry | None:
        """
        Insert journal entries in order, stopping at the first seq that is taken.

        Returns None when all are in, else the entry that was there already.
        """

    def entries(self, run_id: str, after: int = -1, limit: int | None = None) -> list[Entry]:
        """Return journal entries with seq > `after`, in order."""

    def latest(self, run_id: str, before: int, limit: int) -> list[Entry]:
        """Return the last journal entries with seq < `before`, the last first; inputs are none."""

    def settle(self, run_id: str, fence: Fence, settlement: Settlement) -> bool:
        """
        End a claim: only while this fence runs it and nobody canceled (or it settles canceled).

        Clears lease and (when it ends) cancel and wait; sets `ended_at` for a terminal status and
        `queued_at` for queued. The snapshot is kept when the settlement brings none.
        """

    def decide(
        self, run_id: str, decision: StoredDecision, wait_rev: int | None = None
    ) -> Run | None:
        """
        Move a waiting run to queued with the decision of its open wait.

        Matches status waiting, the wait's id (and revision, if given), and that the decision's kind
        may end the wait's kind (engine.store.endings); one of kind `due` only once `wake_at` has
        passed, `deadline` once the run's or the wait's has, `children` and `turn` at any time, any
        other only before `wake_at`. Returns the run as `peek` does, or None.
        """

    def amend(self, run_id: str, wait: OpenWait) -> Run | None:
        """
        Put `wait` in place of the open wait with the same id and the revision before it.

        Only before its deadline. Returns the run as `peek` does, or None.
        """

    def dismiss(self, run_id: str) -> None:
        """Make a dead letter none: somebody has dealt with it."""

    def postpone(self, run_id: str, wait_id: str, seconds: float) -> bool:
        """
        Move `wake_at` of this open wait to now + seconds.

        False when it is not open, or none that is looked at again (engine.store.endings).
        """

    def cancel(self, run_id: str, by: str, wait_id: str | None = None) -> Run | None:
        """
        End a queued or waiting run as canceled, flag a running one; return it as `peek` does.

        One that waits for its children is flagged and due at once: it ends after them. So is a
        queued one that may have open children, for its worker cancels them: what it waited for or
        its time ended a wait for children, or its worker died and the next one made no progress.
        With `wait_id` only while it waits for that; else None.
        """

    def expired(self, limit: int) -> list[Hint]:
        """Return running runs whose lease is over."""

    def due(
        self, within_seconds: float, limit: int, kinds: Collection[str] | None = None
    ) -> list[Due]:
        """Return waiting runs due within that time, of these kinds of wait, the earliest first."""

    def queued(self, older_than_seconds: float, limit: int, after: str = "") -> list[Hint]:
        """Return runs queued for longer than that, by run id from `after` on."""


class FlowStore(Protocol):
    """Flows and their versions."""

    def insert(self, flow: Flow) -> bool:
        """Store a new flow; False when its id is taken."""

    def get(self, flow_id: str) -> Flow | None:
        """Return a flow that is not deleted."""

    def latest_version(self, flow_id: str) -> int:
        """Return a flow's latest version, of a deleted one too; 0 when there is none."""

    def replace(self, flow: Flow, expected_rev: int) -> bool:
        """Write the flow if the stored one still has `expected_rev`."""

    def delete(self, flow_id: str) -> bool:
        """
        Hide a flow for good and mark it unsynced; its versions and runs stay readable.

        False when there is none.
        """

    def unsynced(self, limit: int, after: str = "") -> list[str]:
        """Return the ids of flows that are unsynced, deleted ones too, from `after` on."""

    def mark_synced(self, flow_id: str, version: int | None) -> bool:
        """
        Note that a flow's webhooks are those of this version; None: of a flow that is deleted.

        The revision stays. False when the flow has another version by now, or was deleted.
        """

    def insert_version(self, version: Version) -> bool:
        """Store a version; False when its id is taken."""

    def get_version(self, version_id: str) -> Version | None:
        """Return a version, of deleted flows too."""

    def list_versions(self, flow_id: str, below: int | None, limit: int) -> list[Version]:
        """Return published versions, the newest first, with a number < `below`."""

    def list(
        self, workspace_id: str, after: str, limit: int, readers: Sequence[str] | None = None
    ) -> list[Flow]:
        """
        Return a workspace's flows by id, from `after` on.

        With `readers` only those that carry one of these marks (engine.rights.readers_of).
        """

    def visible(
        self, workspace_id: str, flow_ids: Sequence[str], readers: Sequence[str] | None
    ) -> frozenset[str]:
        """Return which of these are flows of the workspace, with one of these marks."""


class TokenStore(Protocol):
    """Bearer tokens."""

    def insert(self, token: Token) -> bool:
        """Store a token; False when its hash is taken."""

    def get(self, token_hash: str) -> Token | None:
        """Return a token, revoked and expired ones too."""

    def find(self, token_id: str) -> Token | None:
        """Return a token by its public id."""

    def list(
        self, workspace_id: str, kind: str, user_id: str | None, after: str, limit: int
    ) -> list[Token]:
        """Return a workspace's tokens of a kind that stand, by id; of one user if given."""

    def revoke(self, token_hash: str, at: datetime) -> bool:
        """Mark a token revoked; False when there is none or it was revoked before."""

    def revoke_user(self, user_id: str, at: datetime) -> None:
        """Mark every token of a user revoked that is not."""

    def revoke_made_by(self, created_by: str, at: datetime) -> None:
        """Mark every token revoked that this principal made and that is not."""


class ScheduleStore(Protocol):
    """Schedules: at most one a flow."""

    def put(self, schedule: Schedule) -> None:
        """Insert or replace the flow's schedule."""

    def change(self, schedule: Schedule, rev: int | None) -> bool:
        """
        Replace the flow's schedule if it is of this revision (compare-and-set); None inserts one.

        What a fire writes beside its next time stays as it is stored.
        """

    def get(self, flow_id: str) -> Schedule | None:
        """Return the flow's schedule."""

    def find(self, schedule_id: str) -> Schedule | None:
        """Return a schedule by its own id."""

    def of_workspace(self, workspace_id: str, after: str, limit: int) -> list[Schedule]:
        """Return a workspace's schedules by flow, from `after` on."""

    def active(self, limit: int, after: str = "") -> list[Schedule]:
        """Return schedules with a next fire, by schedule id from `after` on."""

    def advance(
        self,
        schedule_id: str,
        fired: datetime,
        next_fire: datetime | None,
        run_id: str | None,
    ) -> bool:
        """Move `next_fire` on from `fired` (compare-and-set), noting the fire and its run."""


class Shelf(Protocol[Item]):
    """Things of one kind that are kept by id: users, groups, shares and the like."""

    def insert(self, item: Item) -> bool:
        """Store a new one; False when its id, or a value that must be unique, is taken."""

    def get(self, item_id: str) -> Item | None:
        """Return one by id."""

    def find(self, name: str, value: str) -> Item | None:
        """Return the one whose unique attribute `name` has this value."""

    def replace(self, item: Item, expected_rev: int) -> bool:
        """Write it if the stored one still has `expected_rev`."""

    def remove(self, item_id: str) -> bool:
        """Delete it; False when it is not there."""

    def list(self, after: str, limit: int, *, newest: bool = False, **equal: str) -> Sequence[Item]:
        """
        Return those whose attributes equal (or hold) these values, by id from `after` on.

        `newest` turns the order round, for ids that begin with a time.
        """


class FileStore(Protocol):
    """The bytes of files."""

    def write(self, file_id: str, chunks: Iterable[bytes]) -> None:
        """Store the bytes of a new file; what fails halfway leaves nothing behind."""

    def read(self, file_id: str) -> Iterator[bytes]:
        """Return the bytes in pieces. Raises NotFound."""

    def remove(self, file_id: str) -> None:
        """Delete the bytes, if they are there."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """What else is kept by id."""

    users: Shelf[User]
    groups: Shelf[Group]
    workspaces: Shelf[Workspace]
    audits: Shelf[Audit]
    shares: Shelf[Share]
    files: Shelf[FileInfo]
    peers: Shelf[Peer]
    widgets: Shelf[Widget]
    contacts: Shelf[Contact]
    conversations: Shelf[Conversation]
    messages: Shelf[Message]
    secrets: Shelf[Secret]
    connections: Shelf[Connection]
    tools: Shelf[Tool]
    hooks: Shelf[Hook]
    prices: Shelf[Price]
    budgets: Shelf[Budget]
    subscriptions: Shelf[Subscription]
    gates: Shelf[Gate]


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything a process keeps in the store."""

    runs: RunStore
    family: FamilyStore
    flows: FlowStore
    tokens: TokenStore
    schedules: ScheduleStore
    shelves: Shelves
    blobs: FileStore
    sweep: SweepStore
    census: CensusStore
    sealed: SealedStore
