"""The one way from a request to a run, and from the run to an answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Response, request

from api import auth, outcomes, standing
from api.context import principal, services
from api.preferences import Preferences, idempotency_key, preferences
from engine import debouncing
from engine.errors import Conflict
from engine.flows import require_drafts
from engine.plan import Plan, Step
from engine.results import Result, of_run
from engine.runs import Fire, Start
from engine.schedules import TRIGGERS as FIRED
from engine.store.documents import Entry, Run
from schemas.json import JsonObject
from schemas.run import RunStatus


@dataclass(frozen=True, slots=True)
class Again:
    """
    What a rerun takes over from the run before.

    `past` are records that it goes on from, `fire` is that of a schedule, and `sealed_inputs` are
    inputs as they were before secrets in them were masked.
    """

    past: tuple[Entry, ...] = ()
    fire: Fire | None = None
    sealed_inputs: str | None = None


FRESH = Again()
_SHARE = "share"


def plan_again(run: Run) -> tuple[Plan, Step]:
    """
    Return what a rerun of a run executes.

    Raises Conflict when that cannot be had any more, Forbidden for a draft unless people ask.
    """
    if run.branch is not None:
        raise Conflict("part_of_a_run", f"this is a branch of run {run.parent_id}: rerun that one")
    if run.version is None:
        require_drafts(principal())
    plan = services().engine.plans.get(run.version_id)
    return started_by(plan, run.trigger)


def fire_of(run: Run) -> Fire | None:
    """Return the fire that started a run, None for other runs: a rerun knows the same times."""
    return Fire(run.scheduled_for, run.previous_for) if run.trigger == "schedule" else None


def started_by(plan: Plan | None, trigger_type: str) -> tuple[Plan, Step]:
    """Return a version with its trigger of this type. Raises Conflict without either."""
    types = FIRED if trigger_type == "schedule" else (trigger_type,)
    trigger = plan.trigger(*types) if plan else None
    if plan is None or trigger is None:
        raise Conflict("no_trigger", f"this version has no {trigger_type} trigger to start at")
    return plan, trigger


def start(
    plan: Plan,
    trigger: Step,
    inputs: JsonObject,
    *,
    metadata: bool,
    before_new: Callable[[], None] | None = None,
    again: Again = FRESH,
) -> Response:
    """
    Store a run of the caller's and answer with what comes of it.

    `before_new` is done before a run that this call makes, and not when a repeated call joins one.
    `again` is what a rerun takes over.
    """
    timeout = services().engine.settings.sync_timeout_seconds
    wanted = preferences(request, timeout, metadata=metadata)
    result = run_to(
        plan,
        trigger,
        inputs,
        wanted,
        before_new=before_new,
        again=again,
    )
    return outcomes.answer(result, wanted)


def run_to(
    plan: Plan,
    trigger: Step,
    inputs: JsonObject,
    wanted: Preferences,
    *,
    before_new: Callable[[], None] | None = None,
    again: Again = FRESH,
) -> Result:
    """Store a run of the caller's; return what comes of it in the time he waits."""
    engine, room = services().engine, services().waiting_room
    engine.files.check_inputs(principal(), plan.flow_id, trigger.data.get("fields"), inputs)
    key = idempotency_key(request)
    with room.seat(principal().principal_id, wanted=wanted.wait_seconds > 0) as may_wait:
        run = engine.runs.prepare(
            Start(
                plan=plan,
                trigger=trigger,
                workspace_id=principal().workspace_id,
                principal=principal(),
                inputs=inputs,
                queue="high" if may_wait else "default",
                route=cast("str", request.endpoint),
                idempotency_key=key,
                past=again.past,
                fire=again.fire,
                sealed_inputs=again.sealed_inputs,
            )
        )
        if before_new and (key is None or engine.stores.runs.peek(run.run_id) is None):
            before_new()
        return _outcome(run, wanted, may_wait=may_wait)


def _outcome(run: Run, wanted: Preferences, *, may_wait: bool) -> Result:
    runs, room = services().engine.runs, services().waiting_room

    def submit() -> tuple[Run, bool]:
        started = runs.submit(run)
        return started.run, started.is_delivered

    until = time.monotonic() + wanted.wait_seconds
    if may_wait:
        result = room.outcome(run.run_id, wanted.wait_seconds, submit, standing.standing())
    else:
        result = of_run(runs.seen(submit()[0]))
    while (later := _replacement(result)) is not None:
        result = _outcome_of(later, until if may_wait else None)
    return result


def _replacement(result: Result) -> Run | None:
    """Return the run that took the place of one that was held back, if the caller may see it."""
    stores = services().engine.stores
    run = stores.runs.peek(result.run_id) if result.status is RunStatus.CANCELED else None
    later = debouncing.replacement(stores.family, run) if run is not None else None
    # Everybody who opens a share link starts runs as the same caller.
    is_visible = later is not None and principal().kind != _SHARE and auth.may_see(later)
    return later if is_visible else None


def _outcome_of(run: Run, until: float | None) -> Result:
    """Return what comes of a stored run until a time of the monotonic clock, None: so far."""
    runs, room = services().engine.runs, services().waiting_room
    if until is None:
        return room.read(run.run_id)
    left = max(0.0, until - time.monotonic())
    return room.outcome(
        run.run_id,
        left,
        lambda: (runs.store.peek(run.run_id) or run, True),
        standing.standing(),
    )
