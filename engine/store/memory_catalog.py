"""
Flows, tokens and schedules in dicts, with the answers that MongoDB gives.

For tests and simulations; the contract suite holds them to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import TypeVar

from engine.rights import readers_of
from engine.store.documents import Flow, Token, Version
from engine.store.schedules import Schedule

Stored = TypeVar("Stored")


class MemoryFlows:
    """Satisfies `FlowStore`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._flows: dict[str, Flow] = {}
        self._deleted: set[str] = set()
        self._versions: dict[str, Version] = {}

    def insert(self, flow: Flow) -> bool:
        """Store a new flow; the id of a deleted one stays taken."""
        with self._lock:
            return _insert(self._flows, flow.flow_id, flow)

    def get(self, flow_id: str) -> Flow | None:
        """Return a flow that is not deleted."""
        return None if flow_id in self._deleted else self._flows.get(flow_id)

    def latest_version(self, flow_id: str) -> int:
        """Return a flow's latest version, of a deleted one too."""
        stored = self._flows.get(flow_id)
        return 0 if stored is None else stored.latest_version

    def replace(self, flow: Flow, expected_rev: int) -> bool:
        """Write the flow if the stored one still has `expected_rev`."""
        with self._lock:
            stored = self.get(flow.flow_id)
            if stored is None or stored.rev != expected_rev:
                return False
            self._flows[flow.flow_id] = flow
            return True

    def delete(self, flow_id: str) -> bool:
        """Hide a flow for good."""
        with self._lock:
            if self.get(flow_id) is None:
                return False
            self._flows[flow_id] = replace(self._flows[flow_id], unsynced=True)
            self._deleted.add(flow_id)
            return True

    def unsynced(self, limit: int, after: str = "") -> list[str]:
        """Return the ids of flows that are unsynced, deleted ones too."""
        found = [flow.flow_id for flow in list(self._flows.values()) if flow.unsynced]
        return sorted(flow_id for flow_id in found if flow_id > after)[:limit]

    def mark_synced(self, flow_id: str, version: int | None) -> bool:
        """Note that a flow's webhooks are those of this version."""
        with self._lock:
            stored = self._flows.get(flow_id)
            latest = None if stored is None or flow_id in self._deleted else stored.latest_version
            if stored is None or latest != version:
                return False
            self._flows[flow_id] = replace(stored, unsynced=False)
            return True

    def insert_version(self, version: Version) -> bool:
        """Store a version."""
        with self._lock:
            return _insert(self._versions, version.version_id, version)

    def get_version(self, version_id: str) -> Version | None:
        """Return a version, of deleted flows too."""
        return self._versions.get(version_id)

    def list_versions(self, flow_id: str, below: int | None, limit: int) -> list[Version]:
        """Return published versions, the newest first, with a number < `below`."""
        found = [
            (version.number, version)
            for version in list(self._versions.values())
            if version.flow_id == flow_id and version.number is not None
            if below is None or version.number < below
        ]
        newest = sorted(found, key=lambda numbered: numbered[0], reverse=True)
        return [version for _, version in newest[:limit]]

    def list(
        self, workspace_id: str, after: str, limit: int, readers: Sequence[str] | None = None
    ) -> list[Flow]:
        """Return a workspace's flows by id, from `after` on, with one of these marks."""
        found = [flow for flow in self._seen(workspace_id, readers) if flow.flow_id > after]
        return sorted(found, key=lambda flow: flow.flow_id)[:limit]

    def visible(
        self, workspace_id: str, flow_ids: Sequence[str], readers: Sequence[str] | None
    ) -> frozenset[str]:
        """Return which of these are flows of the workspace, with one of these marks."""
        return frozenset(flow.flow_id for flow in self._seen(workspace_id, readers)) & set(flow_ids)

    def _seen(self, workspace_id: str, readers: Sequence[str] | None) -> Iterator[Flow]:
        for flow in list(self._flows.values()):
            is_there = flow.workspace_id == workspace_id and flow.flow_id not in self._deleted
            if is_there and (readers is None or set(readers) & set(readers_of(flow))):
                yield flow


class MemoryTokens:
    """Satisfies `TokenStore`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tokens: dict[str, Token] = {}

    def insert(self, token: Token) -> bool:
        """Store a token."""
        with self._lock:
            return _insert(self._tokens, token.token_hash, token)

    def get(self, token_hash: str) -> Token | None:
        """Return a token, revoked and expired ones too."""
        return self._tokens.get(token_hash)

    def find(self, token_id: str) -> Token | None:
        """Return a token by its public id."""
        return next((t for t in list(self._tokens.values()) if t.token_id == token_id), None)

    def list(
        self, workspace_id: str, kind: str, user_id: str | None, after: str, limit: int
    ) -> list[Token]:
        """Return those that stand, by id."""
        found = [
            token
            for token in self._tokens.values()
            if (token.workspace_id, token.kind) == (workspace_id, kind)
            if token.token_id > after and token.revoked_at is None
            if user_id is None or token.user_id == user_id
        ]
        return sorted(found, key=lambda token: token.token_id)[:limit]

    def revoke_user(self, user_id: str, at: datetime) -> None:
        """Mark every token of a user revoked."""
        for token in [t for t in list(self._tokens.values()) if t.user_id == user_id]:
            self.revoke(token.token_hash, at)

    def revoke_made_by(self, created_by: str, at: datetime) -> None:
        """Mark every token that this principal made revoked."""
        for token in [t for t in list(self._tokens.values()) if t.created_by == created_by]:
            self.revoke(token.token_hash, at)

    def revoke(self, token_hash: str, at: datetime) -> bool:
        """Mark a token revoked, once."""
        with self._lock:
            token = self._tokens.get(token_hash)
            if token is None or token.revoked_at is not None:
                return False
            self._tokens[token_hash] = replace(token, revoked_at=at)
            return True


class MemorySchedules:
    """Satisfies `ScheduleStore`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._schedules: dict[str, Schedule] = {}

    def put(self, schedule: Schedule) -> None:
        """Insert or replace the flow's schedule."""
        with self._lock:
            self._schedules[schedule.flow_id] = schedule

    def change(self, schedule: Schedule, rev: int | None) -> bool:
        """Replace what has this revision, keeping what its fires wrote."""
        with self._lock:
            stored = self._schedules.get(schedule.flow_id)
            if (stored.rev if stored else None) != rev:
                return False
            if stored:
                fired = {"last_fire": stored.last_fire, "last_run_id": stored.last_run_id}
                schedule = replace(schedule, **fired)  # type: ignore[arg-type]
            self._schedules[schedule.flow_id] = schedule
            return True

    def get(self, flow_id: str) -> Schedule | None:
        """Return the flow's schedule."""
        return self._schedules.get(flow_id)

    def find(self, schedule_id: str) -> Schedule | None:
        """Return a schedule by its own id."""
        found = (s for s in list(self._schedules.values()) if s.schedule_id == schedule_id)
        return next(found, None)

    def of_workspace(self, workspace_id: str, after: str, limit: int) -> list[Schedule]:
        """Return a workspace's schedules by flow, from `after` on."""
        found = [
            schedule
            for flow_id, schedule in sorted(self._schedules.items())
            if schedule.workspace_id == workspace_id and flow_id > after
        ]
        return found[:limit]

    def active(self, limit: int, after: str = "") -> list[Schedule]:
        """Return schedules with a next fire, by schedule id from `after` on."""
        found = [
            schedule
            for schedule in list(self._schedules.values())
            if schedule.next_fire is not None and schedule.schedule_id > after
        ]
        return sorted(found, key=lambda schedule: schedule.schedule_id)[:limit]

    def advance(
        self,
        schedule_id: str,
        fired: datetime,
        next_fire: datetime | None,
        run_id: str | None,
    ) -> bool:
        """Move `next_fire` on from `fired`; without a run, `last_run_id` stays."""
        with self._lock:
            schedule = self.find(schedule_id)
            if schedule is None or schedule.next_fire != fired:
                return False
            self._schedules[schedule.flow_id] = replace(
                schedule,
                next_fire=next_fire,
                last_fire=fired,
                last_run_id=schedule.last_run_id if run_id is None else run_id,
            )
            return True


def _insert(kept: dict[str, Stored], key: str, stored: Stored) -> bool:
    if key in kept:
        return False
    kept[key] = stored
    return True
