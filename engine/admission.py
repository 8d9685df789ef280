"""How a flow's control shapes a new run: which runs it is counted with, and when it may begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from engine import canonical, clock, control
from engine.control import Part
from engine.family import turn
from engine.limiter import Limiter
from engine.plan import Plan, Step
from engine.store.documents import OpenWait, Run
from engine.store.endings import DEBOUNCE
from schemas.json import JsonObject
from schemas.run import RunStatus


def admitted(run: Run, plan: Plan, trigger: Step, inputs: JsonObject) -> Run:
    """
    Return a new run as its flow's control has it: in turn, held back for a while, or as it was.

    Raises InvalidInput where a key cannot be told from the inputs.
    """
    held = plan.control
    if held.concurrency is not None:
        name = _group("concurrency", plan, held.concurrency, inputs, run)
        wait = turn(f"turn_{run.run_id}", trigger.step_id, trigger.name, run.created_at)
        return _parked(run, wait, name, 0, turns=int(held.concurrency.number))
    if held.debounce is not None:
        name = _group(DEBOUNCE, plan, held.debounce, inputs, run)
        return _parked(run, _debounce(run, trigger), name, held.debounce.number)
    return run


def count(limiter: Limiter, run: Run, plan: Plan, inputs: JsonObject) -> None:
    """Count a start. Raises TooMany, and InvalidInput as `admitted`."""
    rate = plan.control.rate
    if rate is not None:
        limiter.require(_group("rate", plan, rate, inputs, run), int(rate.number))


def _group(what: str, plan: Plan, part: Part, inputs: JsonObject, run: Run) -> str:
    return control.group_of(plan.flow_id, what, part, inputs, run.principal)


def _parked(run: Run, wait: OpenWait, group: str, seconds: float, turns: int = 0) -> Run:
    return replace(
        run,
        status=RunStatus.WAITING,
        wait=wait,
        wake_at=clock.cut(run.created_at + timedelta(seconds=seconds)),
        group=group,
        # Their order: that of their times, as finely as those are kept.
        child_index=int(run.created_at.timestamp() * 1000),
        turns=turns,
    )


def _debounce(run: Run, trigger: Step) -> OpenWait:
    state: JsonObject = {
        "id": f"debounce_{run.run_id}",
        "type": DEBOUNCE,
        "stepId": trigger.step_id,
        "stepName": trigger.name,
        "createdAt": clock.rfc3339(run.created_at),
    }
    view = canonical.encode({"waitState": state})
    created_at = run.created_at
    return OpenWait(str(state["id"]), DEBOUNCE, trigger.step_id, trigger.name, created_at, view)
