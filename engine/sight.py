"""What is seen of a run that waits for its children: what they wait for, and whom to send it to."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from engine import canonical
from engine.store.documents import Run
from engine.store.endings import CHILDREN
from engine.store.kin import FamilyStore
from engine.waits import EXTERNAL_KINDS
from schemas.json import Json, JsonObject

MOST_SHOWN = 50


def seen(family: FamilyStore, run: Run) -> Run:
    """
    Return the run with what its descendants wait for in place of its own wait for them.

    One such wait is shown as if it were the run's own, several as `waits`; each with the
    `appRunId` of the run it belongs to. A run that waits for no children is returned as it is.
    """
    if run.wait is None or run.wait.kind != CHILDREN:
        return run
    below = family.waiting_below(run.run_id, EXTERNAL_KINDS, MOST_SHOWN)
    shown = [_shown(one) for one in sorted(below, key=_since)]
    if not shown:
        return run
    if len(shown) == 1:
        return replace(run, wait=replace(run.wait, view=canonical.encode(shown[0])))
    own = cast("JsonObject", canonical.decode(run.wait.view))
    waits: list[Json] = [{**cast("JsonObject", one["waitState"]), **_action(one)} for one in shown]
    state: JsonObject = {**cast("JsonObject", own["waitState"]), "waits": waits}
    return replace(run, wait=replace(run.wait, view=canonical.encode({"waitState": state})))


def _shown(run: Run) -> JsonObject:
    view = cast("JsonObject", canonical.decode(run.wait.view if run.wait else b"{}"))
    state = cast("JsonObject", view["waitState"])
    return {**view, "waitState": {**state, "appRunId": run.run_id}}


def _action(shown: JsonObject) -> JsonObject:
    action = shown.get("pendingAction")
    return {} if action is None else {"pendingAction": action}


def _since(run: Run) -> tuple[str, str]:
    return (run.wait.created_at.isoformat() if run.wait else "", run.run_id)
