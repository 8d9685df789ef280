"""Schedules: when a flow starts by itself, and the one run that each fire makes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from engine import canonical, clock, cron, ids, standing
from engine.errors import (
    Conflict,
    EngineError,
    InvalidInput,
    Issue,
    NotFound,
    TooMany,
    Unavailable,
)
from engine.family import turn
from engine.flows import LATEST, Flows
from engine.principal import Principal
from engine.rights import Right
from engine.runs import Fire, Runs, Start, Started
from engine.standing import ACTIVE, CANCELED, PAUSED, next_fires, shown_fires
from engine.store.base import ScheduleStore
from engine.store.documents import Hint, Run
from engine.store.schedules import Schedule
from schemas.json import JsonObject
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)

MISFIRE: Final = ("skip", "once", "all")
OVERLAP: Final = ("allow", "skip", "queue")
TRIGGERS: Final = ("schedule", "api")

_PAGE: Final = 100
_LATE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What a caller asks for.

    `misfire` says what becomes of fires nobody was there for (none, one or all of them),
    `overlap` of a fire whose last run has not ended.
    """

    cron: str
    timezone: str = "UTC"
    inputs: JsonObject | None = None
    misfire: str = "once"
    overlap: str = "allow"
    start_at: datetime | None = None
    end_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """When to look at the schedule next, and the run to tell a worker of; None if there is none."""

    next_fire: datetime | None
    hint: Hint | None = None


class _Untold:
    """A queue that tells nobody: the ticker pushes and re-arms in one step, after the fire."""

    def push(self, hints: Sequence[Hint], *, ahead: bool = False) -> None:
        """Tell nobody."""

    def undelivered(self, hints: Sequence[Hint]) -> list[Hint]:
        """Return all of them."""
        return list(hints)

    def was_lost(self) -> bool:
        """Return False: it holds nothing to lose."""
        return False


@dataclass(frozen=True, slots=True)
class Schedules:
    """The use cases of schedules."""

    store: ScheduleStore
    flows: Flows
    runs: Runs
    now: clock.Clock = clock.now

    def put(self, principal: Principal, flow_id: str, wanted: Wanted) -> Schedule:
        """
        Give a flow its schedule, in place of the one it has.

        Raises NotFound, Conflict for a flow that was never published or has no trigger a schedule
        may start at, InvalidInput with one issue per place in the body.
        """
        self.flows.require(principal, flow_id, Right.EDIT)
        now = self.now()
        issues = _problems(wanted, now)
        if issues:
            raise InvalidInput("invalid_schedule", f"{len(issues)} field(s) are wrong", issues)
        self._check_start(principal, flow_id, wanted)
        old = self.store.get(flow_id)
        schedule = Schedule(
            schedule_id=old.schedule_id if old else ids.new("sch"),
            flow_id=flow_id,
            workspace_id=principal.workspace_id,
            cron=wanted.cron,
            timezone=wanted.timezone,
            data=canonical.encode({"inputs": wanted.inputs or {}}),
            created_by=old.created_by if old else principal.principal_id,
            created_at=old.created_at if old else now,
            updated_at=now,
            status=ACTIVE,
            misfire=wanted.misfire,
            overlap=wanted.overlap,
            start_at=wanted.start_at,
            end_at=wanted.end_at,
            last_fire=old.last_fire if old else None,
            last_run_id=old.last_run_id if old else None,
            asked=old.asked if old else None,
            rev=old.rev + 1 if old else 0,
        )
        schedule = replace(schedule, next_fire=_first(next_fires(schedule, now, 1)))
        self.store.put(schedule)
        return schedule

    def get(self, principal: Principal, flow_id: str) -> Schedule:
        """Return a flow's schedule. Raises NotFound."""
        self.flows.get(principal, flow_id)
        schedule = self.store.get(flow_id)
        if schedule is None:
            raise NotFound("schedule_not_found", "the flow has no schedule")
        return schedule

    def coming(self, flow_id: str) -> Sequence[datetime]:
        """Return the next five fires of a flow, none where it has no schedule that fires."""
        schedule = self.store.get(flow_id)
        return shown_fires(schedule, self.now()) if schedule else ()

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Schedule]:
        """Return the schedules of the flows that the caller may see, by flow, from `after` on."""
        found: list[Schedule] = []
        workspace_id = principal.workspace_id
        while len(found) < limit and (page := self.store.of_workspace(workspace_id, after, _PAGE)):
            visible = self.flows.visible(principal, [one.flow_id for one in page])
            found += [one for one in page if one.flow_id in visible]
            after = page[-1].flow_id
        return found[:limit]

    def cancel(self, principal: Principal, flow_id: str) -> Schedule:
        """Turn a flow's schedule off; canceling again answers the same. Raises NotFound."""
        self.flows.require(principal, flow_id, Right.EDIT)
        schedule = self.get(principal, flow_id)
        if schedule.status == CANCELED:
            return schedule
        return self._put(replace(schedule, status=CANCELED, next_fire=None))

    def pause(self, principal: Principal, flow_id: str) -> Schedule:
        """Stop firing until resumed; pausing again answers the same. Raises NotFound, Conflict."""
        schedule = self._running(principal, flow_id)
        if schedule.status == PAUSED:
            return schedule
        return self._put(replace(schedule, status=PAUSED, next_fire=None))

    def resume(self, principal: Principal, flow_id: str) -> Schedule:
        """Fire again from now on: what was due meanwhile is passed over. Raises as `pause`."""
        schedule = self._running(principal, flow_id)
        if schedule.status == ACTIVE:
            return schedule
        active = replace(schedule, status=ACTIVE)
        return self._put(replace(active, next_fire=_first(next_fires(active, self.now(), 1))))

    def run_now(self, principal: Principal, flow_id: str, key: str | None) -> Started:
        """
        Start one run out of turn with the schedule's inputs, whatever the schedule's status.

        The same `key` starts one run. Raises NotFound, Forbidden, and what starting a run raises.
        """
        self.flows.require(principal, flow_id, Right.RUN)
        schedule = self.get(principal, flow_id)
        start = self._start_of(principal, flow_id, _inputs(schedule))
        start = replace(start, route="schedules.run_now", idempotency_key=key, fire=Fire())
        return self.runs.submit(self.runs.prepare(start))

    def _running(self, principal: Principal, flow_id: str) -> Schedule:
        self.flows.require(principal, flow_id, Right.EDIT)
        schedule = self.get(principal, flow_id)
        if schedule.status == CANCELED:
            raise Conflict("schedule_canceled", "the schedule was canceled: set it anew")
        return schedule

    def _put(self, schedule: Schedule) -> Schedule:
        changed = replace(schedule, updated_at=self.now(), rev=schedule.rev + 1)
        self.store.put(changed)
        return changed

    def end(self, principal: Principal, flow_id: str) -> None:
        """Turn the schedule off, if the flow has one. Raises NotFound for the flow."""
        self.flows.require(principal, flow_id, Right.MANAGE)
        if self.store.get(flow_id) is not None:
            self.cancel(principal, flow_id)

    def fire(self, schedule_id: str, fire_at: datetime) -> Fired:
        """
        Make the run of one fire, and move the schedule on: both once, whoever else tries.

        A fire beyond the flow's rate is put off, and `misfire` says what becomes of those that it
        holds up. Raises Unavailable: then the same call may be repeated.
        """
        schedule = self.store.find(schedule_id)
        if schedule is None:
            return Fired(None)
        if schedule.next_fire != fire_at:
            return Fired(schedule.next_fire, self._untold(schedule_id, fire_at))
        if schedule.asked is not None and (other := self._realigned(schedule)) != schedule:
            return Fired(other.next_fire)
        try:
            run = self._start(schedule, fire_at)
        except TooMany as error:
            log.info("fire_put_off", extra={"schedule_id": schedule_id, "reason": error.message})
            return Fired(self.now() + timedelta(seconds=error.retry_after_seconds))
        coming = self._next_fire(schedule, fire_at)
        if not self.store.advance(schedule_id, fire_at, coming, run.run_id if run else None):
            moved = self.store.find(schedule_id)
            coming = moved.next_fire if moved else None
        return Fired(coming, _hint(run))

    def _realigned(self, schedule: Schedule) -> Schedule:
        """
        Return a schedule as the flow's latest version asks for it.

        A version may be published whose publisher died before its schedule stood.
        """
        flow = self.flows.store.get(schedule.flow_id)
        plan = self.flows.plan(flow, LATEST) if flow else None
        if standing.digest_of(standing.wanted_by(plan)) == schedule.asked:
            return schedule
        standing.align(self.store, schedule.flow_id, flow, plan, self.now())
        return self.store.find(schedule.schedule_id) or replace(schedule, next_fire=None)

    def _check_start(self, principal: Principal, flow_id: str, wanted: Wanted) -> None:
        start = self._start_of(principal, flow_id, wanted.inputs or {})
        control = start.plan.control
        if wanted.overlap == "queue" and (control.concurrency or control.debounce):
            message = "the flow's control says which runs wait: set overlap to allow or skip"
            issue = Issue("/overlap", "control_conflict", message)
            raise InvalidInput("invalid_schedule", message, [issue])
        try:
            # Nothing starts here that would count against the flow's rate.
            replace(self.runs, limiter=None).prepare(start)
        except InvalidInput as error:
            issues = [replace(issue, path=f"/data/inputs{issue.path}") for issue in error.issues]
            raise InvalidInput(error.code, error.message, issues) from error

    def _start_of(
        self, principal: Principal, flow_id: str, inputs: JsonObject, run_id: str | None = None
    ) -> Start:
        plan = self.flows.resolve(principal, flow_id, LATEST)
        trigger = plan.trigger(*TRIGGERS)
        if trigger is None:
            message = "the flow has no trigger of type schedule or api to start at"
            raise Conflict("no_trigger", message)
        return Start(
            plan=plan,
            trigger=trigger,
            workspace_id=principal.workspace_id,
            principal=principal,
            inputs=inputs,
            queue="low",
            run_id=run_id,
        )

    def _start(self, schedule: Schedule, fire_at: datetime) -> Run | None:
        """Store the run of a fire; None, with a log line, when there is to be none."""
        run_id = run_id_of(schedule.schedule_id, fire_at)
        reason = self._reason_to_skip(schedule, fire_at)
        if reason:
            log.info("fire_skipped", extra={"run_id": run_id, "reason": reason})
            return None
        owner = Principal(
            principal_id=f"schedule:{schedule.schedule_id}",
            kind="schedule",
            workspace_id=schedule.workspace_id,
            name="schedule",
        )
        runs = replace(self.runs, queue=_Untold())
        try:
            start = self._start_of(owner, schedule.flow_id, _inputs(schedule), run_id)
            fire = Fire(fire_at, previous_fire(schedule, fire_at))
            run = runs.prepare(replace(start, fire=fire))
            # A control that came with a later version holds for fires as for any other start.
            if schedule.overlap == "queue" and run.group is None:
                run = runs.submit(_in_turn(run, schedule, fire_at)).run
                self.runs.family.line_up(run)
                return run
            return runs.submit(run).run
        except (Unavailable, TooMany):
            raise
        except EngineError as error:
            log.warning("fire_failed", extra={"run_id": run_id, "reason": error.message})
            return None

    def _reason_to_skip(self, schedule: Schedule, fire_at: datetime) -> str | None:
        if schedule.misfire == "skip" and self.now() - fire_at > _LATE:
            return "it is too late"
        if schedule.overlap == "skip" and schedule.last_run_id is not None:
            last = self.runs.store.peek(schedule.last_run_id)
            is_same = schedule.last_run_id == run_id_of(schedule.schedule_id, fire_at)
            if last is not None and last.status not in TERMINAL and not is_same:
                return "the run before has not ended"
        return None

    def _next_fire(self, schedule: Schedule, fire_at: datetime) -> datetime | None:
        """Return the fire after this one: with `all` the one missed next, else the one to come."""
        after = fire_at if schedule.misfire == "all" else max(fire_at, self.now())
        return _first(next_fires(schedule, after, 1))

    def _untold(self, schedule_id: str, fire_at: datetime) -> Hint | None:
        """Return the hint of a fire whose maker may have died before it told anybody."""
        return _hint(self.runs.store.peek(run_id_of(schedule_id, fire_at)))


def run_id_of(schedule_id: str, fire_at: datetime) -> str:
    """Return the id of a fire's run: the same for everybody who fires it."""
    return f"{schedule_id}-{int(fire_at.timestamp())}"


def previous_fire(schedule: Schedule, fire_at: datetime) -> datetime | None:
    """
    Return the time of the last fire that started a run, whatever was missed or skipped since.

    The first fire of a schedule has the time at which its cron would have fired before.
    """
    last = (schedule.last_run_id or "").rpartition("-")[2]
    if last.isascii() and last.isdigit():
        return fire_time(int(last))
    return cron.fire_before(schedule.cron, schedule.timezone, fire_at)


def fire_time(epoch_seconds: float) -> datetime:
    """Return the time that a score of the ticker's sorted set means."""
    return datetime.fromtimestamp(int(epoch_seconds), UTC)


def _problems(wanted: Wanted, now: datetime) -> list[Issue]:
    issues = cron.problems(wanted.cron, wanted.timezone, now)
    for name, value, known in (
        ("misfire", wanted.misfire, MISFIRE),
        ("overlap", wanted.overlap, OVERLAP),
    ):
        if value not in known:
            issues.append(Issue(f"/{name}", "unknown_policy", f"must be one of {', '.join(known)}"))
    if wanted.end_at is not None and wanted.end_at <= max(now, wanted.start_at or now):
        issues.append(Issue("/endAt", "invalid_time", "must be in the future, and after startAt"))
    return issues


def _inputs(schedule: Schedule) -> JsonObject:
    data = cast("JsonObject", canonical.decode(schedule.data))
    return cast("JsonObject", data.get("inputs") or {})


def _in_turn(run: Run, schedule: Schedule, fire_at: datetime) -> Run:
    """Return the run of a fire that waits until the runs of the fires before it have ended."""
    wait = turn(f"turn_{run.run_id}", run.trigger_step_id, "schedule", run.created_at)
    return replace(
        run,
        status=RunStatus.WAITING,
        wait=wait,
        wake_at=run.created_at,
        group=f"schedule:{schedule.schedule_id}",
        child_index=int(fire_at.timestamp()),
        turns=1,
    )


def _first(times: Sequence[datetime]) -> datetime | None:
    return times[0] if times else None


def _hint(run: Run | None) -> Hint | None:
    if run is None or run.status is not RunStatus.QUEUED:
        return None
    return Hint(run.run_id, run.fence.n, run.queue)
