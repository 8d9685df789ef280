"""
The schedule that a flow's latest version asks for: it stands once that is published.

A `schedule` trigger that names a `cron` sets the flow's schedule when it is published for the first
time and whenever it changed, and takes it along when it goes. In between the schedule's own routes
rule: a pause, a cancel or another cron stays when a version with the same trigger is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from engine import canonical, cron, ids
from engine.errors import Issue
from engine.plan import Plan
from engine.store.base import ScheduleStore
from engine.store.documents import Flow
from engine.store.schedules import Schedule
from schemas.json import JsonObject

ACTIVE: Final = "active"
CANCELED: Final = "canceled"
PAUSED: Final = "paused"
# A cron names no year, so whether it ever fires does not depend on when that is asked.
_ANY_TIME: Final = datetime(2024, 1, 1, tzinfo=UTC)
_SHOWN_FIRES: Final = 5
_TICK: Final = timedelta(milliseconds=1)
_ASKED: Final = ("cron", "timezone", "inputs", "misfire", "overlap")


def align(
    store: ScheduleStore, flow_id: str, flow: Flow | None, plan: Plan | None, now: datetime
) -> bool:
    """
    Make a flow's schedule what its latest version asks for; without a flow, turn it off.

    Returns False when others changed the schedule at once: then the same call is to be repeated.
    """
    old = store.get(flow_id)
    data = wanted_by(plan) if flow else None
    if flow is None or data is None:
        is_over = old is not None and (old.asked is not None or flow is None)
        return not is_over or old is None or _turned_off(store, old, now)
    digest = digest_of(data)
    if old is not None and old.asked == digest:
        return True
    author = plan.author if plan else flow.created_by
    made = _asked(old or _new(flow, author, now), data, digest, now)
    return store.change(made, old.rev if old else None)


def wanted_by(plan: Plan | None) -> JsonObject | None:
    """Return the data of a version's schedule trigger, None where it asks for no schedule."""
    trigger = plan.trigger("schedule") if plan else None
    if trigger is None or not trigger.data.get("cron"):
        return None
    # What was published before its cron was looked at asks for nothing that could stand.
    return None if any(issues_of(trigger.data)) else trigger.data


def issues_of(data: JsonObject) -> Iterator[Issue]:
    """Yield what is wrong with the times that a trigger asks for; paths are within its data."""
    if any(not isinstance(data.get(name) or "", str) for name in ("cron", "timezone")):
        return
    named = [name for name in _ASKED if data.get(name)]
    if data.get("cron"):
        zone = str(data.get("timezone") or "UTC")
        yield from cron.problems(str(data["cron"]), zone, _ANY_TIME)
    elif named:
        message = f"say when to fire: {named[0]} has no effect without a cron"
        yield Issue("/cron", "required", message)


def digest_of(data: JsonObject | None) -> str | None:
    """Return what tells apart what triggers ask for."""
    if data is None:
        return None
    return canonical.digest({name: data.get(name) for name in _ASKED})


def shown_fires(schedule: Schedule, now: datetime) -> list[datetime]:
    """Return the fires to come that callers see."""
    # From the next one on: the same question until then, whose answer is kept.
    after = now if schedule.next_fire is None else max(now, schedule.next_fire - _TICK)
    return next_fires(schedule, after, _SHOWN_FIRES)


def next_fires(schedule: Schedule, after: datetime, count: int) -> list[datetime]:
    """Return the first `count` fires after a time, within the schedule's start and end."""
    if schedule.status != ACTIVE:
        return []
    if schedule.start_at is not None:
        # a fire at the very start counts
        after = max(after, schedule.start_at - _TICK)
    found = cron.next_fires(schedule.cron, schedule.timezone, after, count)
    return [at for at in found if schedule.end_at is None or at <= schedule.end_at]


def _turned_off(store: ScheduleStore, old: Schedule, now: datetime) -> bool:
    if old.status == CANCELED and old.asked is None:
        return True
    over = replace(old, status=CANCELED, next_fire=None, asked=None, updated_at=now)
    return store.change(replace(over, rev=old.rev + 1), old.rev)


def _new(flow: Flow, author: str, now: datetime) -> Schedule:
    return Schedule(
        schedule_id=ids.new("sch"),
        flow_id=flow.flow_id,
        workspace_id=flow.workspace_id,
        cron="",
        timezone="UTC",
        data=b"{}",
        created_by=author,
        created_at=now,
        updated_at=now,
        rev=-1,
    )


def _asked(old: Schedule, data: JsonObject, digest: str | None, now: datetime) -> Schedule:
    """Return the schedule as a trigger asks for it; what its routes paused stays paused."""
    made = replace(
        old,
        cron=str(data["cron"]),
        timezone=str(data.get("timezone") or "UTC"),
        data=canonical.encode({"inputs": cast("JsonObject", data.get("inputs") or {})}),
        misfire=str(data.get("misfire") or old.misfire),
        overlap=str(data.get("overlap") or old.overlap),
        status=PAUSED if old.status == PAUSED else ACTIVE,
        asked=digest,
        updated_at=now,
        rev=old.rev + 1,
    )
    return replace(made, next_fire=next(iter(next_fires(made, now, 1)), None))
