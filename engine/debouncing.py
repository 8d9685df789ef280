"""
Runs that are held back for a while: of those that come close together the last one goes on.

Whoever stores one looks at the others, and so does whoever is to wake one: two that are stored at
once may not see each other, and who stored one may have died before it looked.
"""

from __future__ import annotations

from datetime import datetime

from engine import clock
from engine.store.base import RunStore
from engine.store.documents import Run
from engine.store.endings import DEBOUNCE
from engine.store.kin import FamilyStore


def settle(runs: RunStore, family: FamilyStore, run: Run) -> bool:
    """
    Cancel whichever of a run's group a later one takes the place of; tell whether it is one itself.

    Only what is still held back is canceled: who was woken meanwhile is under way. Raises
    Unavailable.
    """
    members = sorted(family.members(str(run.group), only_open=True), key=_order)
    replaced = [one for one in members[:-1] if one.wait is not None and one.wait.kind == DEBOUNCE]
    for one in replaced:
        runs.cancel(one.run_id, DEBOUNCE, one.wait.wait_id if one.wait else None)
    return any(one.run_id == run.run_id for one in replaced)


def replacement(family: FamilyStore, run: Run) -> Run | None:
    """
    Return the run that took the place of one that was held back, None where none did.

    Of those that came later it is the first that no other replaced. Raises Unavailable.
    """
    if run.cancel is None or run.cancel.by != DEBOUNCE or run.group is None:
        return None
    return family.first_after(run, DEBOUNCE)


def _order(run: Run) -> tuple[datetime, str]:
    return clock.cut(run.created_at), run.run_id
