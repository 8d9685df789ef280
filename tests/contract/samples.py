"""Documents to store: plain ones, and ones that use every field and every odd character."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from engine import clock
from engine.store.documents import (
    Cancel,
    Entry,
    Fence,
    Flow,
    Lease,
    OpenWait,
    Run,
    Settlement,
    StoredDecision,
    Token,
    Version,
    Vote,
)
from engine.store.schedules import Schedule
from schemas.run import RunStatus

AT = datetime(2026, 3, 1, 12, 30, 0, 123000, tzinfo=UTC)
# What a careless store would take for an operator, a field path, an expression or a terminator.
ODD_TEXTS = ("$where", "$$NOW", "a.b.$.c", "$ne", "ключ-🗝", "nul\x00byte", "{}", " ", "'\"\\")
ODD_JSON = b'{"$set":{"a.b":1},"":[1e400,12345678901234567890,"\xf0\x9f\x97\x9d"],"\\u0000":null}'


def run_of(run_id: str = "run-1", **changes) -> Run:
    now = clock.now()
    fields = {
        "run_id": run_id,
        "workspace_id": "w-1",
        "flow_id": "f-1",
        "version_id": "f-1:1",
        "version": 1,
        "trigger": "api",
        "trigger_step_id": "start",
        "principal": "key-1",
        "queue": "default",
        "created_at": now,
        "queued_at": now,
        "updated_at": now,
    }
    return Run(**(fields | changes))


def full_run(text: str, body: bytes = ODD_JSON) -> Run:
    """A run with every field set, the same text and JSON everywhere."""
    fence = Fence(7, text)
    return run_of(
        text,
        workspace_id=text,
        version=2**40,
        trigger=text,
        principal=text,
        status=RunStatus.WAITING,
        user=body,
        started_at=AT,
        ended_at=AT,
        fence=fence,
        lease=Lease(text, AT),
        taken_over=True,
        dead_claims=3,
        dead_since=AT,
        cancel=Cancel(AT, text),
        inputs=body,
        snapshot=body,
        tail=entries_of(3, fence=fence, body=body),
        journaled=True,
        wait=wait_of(text, **full_wait(text), step_name=text, view=body),
        wake_at=AT,
        decision=decision_of(text, by=text, payload=body, key=text),
        current_id=text,
        current_name=text,
        steps=12,
        output=body,
        error=body,
        request_hash=text,
        on_behalf=text,
        conversation_id=text,
        message_id=text,
        parent_id=text,
        ancestors=(text, "root"),
        group=text,
        child_index=3,
        branch=text,
        join=text,
        turns=2,
        files=(text, "file"),
    )


def full_wait(text: str) -> dict:
    """Return what `wait_of` leaves to its defaults, set."""
    vote = Vote(text, text, text, text, text, AT)
    return {
        "rev": 4,
        "assignees": (text, "b"),
        "votes": (vote, vote),
        "needed": 3,
        "allows_self": False,
        "allows_link": False,
        "group": text,
        "join": text,
        "window": 2,
    }


def entries_of(*seqs: int, fence: Fence | None = None, body: bytes = b"{}") -> tuple[Entry, ...]:
    return tuple(Entry(seq, fence or Fence(1, "t-1"), body) for seq in seqs)


def wait_of(wait_id: str = "wait-1", **changes) -> OpenWait:
    fields = {
        "wait_id": wait_id,
        "kind": "user-approval",
        "step_id": "ask",
        "step_name": "Ask",
        "created_at": AT,
        "view": b"{}",
    }
    return OpenWait(**(fields | changes))


def decision_of(wait_id: str = "wait-1", **changes) -> StoredDecision:
    fields = {
        "wait_id": wait_id,
        "kind": "decision",
        "payload": b'{"ok":true}',
        "by": "somebody",
        "principal": "pat-1",
        "body_hash": "hash-1",
        "key": None,
        "at": AT,
    }
    return StoredDecision(**(fields | changes))


def waiting(wake_in_seconds: float | None = None, wait_id: str = "wait-1") -> Settlement:
    wake_at = wake_in_seconds and clock.now() + timedelta(seconds=wake_in_seconds)
    return Settlement(RunStatus.WAITING, wait=wait_of(wait_id), wake_at=wake_at or None)


def completed(**changes) -> Settlement:
    return Settlement(RunStatus.COMPLETED, **({"output": b'"done"', "steps": 3} | changes))


def flow_of(flow_id: str = "f-1", **changes) -> Flow:
    fields = {
        "flow_id": flow_id,
        "workspace_id": "w-1",
        "name": "Triage",
        "description": "",
        "definition": ODD_JSON,
        "visibility": "private",
        "created_by": "pat-1",
        "created_at": AT,
        "updated_at": AT,
    }
    return Flow(**(fields | changes))


def version_of(number: int | None = 1, flow_id: str = "f-1", **changes) -> Version:
    fields = {
        "version_id": f"{flow_id}:{number}",
        "flow_id": flow_id,
        "number": number,
        "name": "Triage",
        "definition": ODD_JSON,
        "visibility": "private",
        "summary": "",
        "created_by": "pat-1",
        "created_at": AT,
    }
    return Version(**(fields | changes))


def token_of(token_hash: str = "hash-1", **changes) -> Token:
    fields = {
        "token_hash": token_hash,
        "token_id": "t-1",
        "kind": "key",
        "workspace_id": "w-1",
        "label": "laptop",
        "created_at": AT,
    }
    return Token(**(fields | changes))


def schedule_of(flow_id: str = "f-1", schedule_id: str = "s-1", **changes) -> Schedule:
    fields = {
        "schedule_id": schedule_id,
        "flow_id": flow_id,
        "workspace_id": "w-1",
        "cron": "*/5 * * * *",
        "timezone": "Europe/Istanbul",
        "data": ODD_JSON,
        "created_by": "pat-1",
        "created_at": AT,
        "updated_at": AT,
        "next_fire": AT,
    }
    return Schedule(**(fields | changes))
