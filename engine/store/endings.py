"""
Which decisions may end which waits: the one table that every store compares with.

A decision is only as good as what its maker read, and a run may have moved on since. So a store
matches the wait's id and, by this table, its kind in the same compare-and-set that ends the wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from engine.store.documents import StoredDecision

CHILDREN: Final = "children"
TURN: Final = "turn"
DEBOUNCE: Final = "debounce"
DUE: Final = "due"
DEADLINE: Final = "deadline"
# Which part of a resume body ends which kind of wait.
BODY_OF: Final[Mapping[str, str]] = {
    "user-approval": "decision",
    "client-tool": "toolResult",
    "show-form": "data",
    "wait": "data",
}
# By the kind of a decision. `due`: the wait's own time came. `deadline`: the time of the run or of
# its step is over while the engine looks after its wait; every other wait is due by then.
ENDS: Final[Mapping[str, frozenset[str]]] = {
    CHILDREN: frozenset({CHILDREN}),
    TURN: frozenset({TURN}),
    DEADLINE: frozenset({CHILDREN, TURN}),
    DUE: frozenset({"delay", "retry", DEBOUNCE, *BODY_OF}),
    **{
        body: frozenset(wait for wait, one in BODY_OF.items() if one == body)
        for body in ("decision", "toolResult", "data")
    },
}
# A run that was queued by one of these may have children that have not ended.
LEAVING_CHILDREN: Final = frozenset({CHILDREN, DEADLINE})
# Waits that the engine looks at again and again: nothing else may move the time of one.
LOOKED_AFTER: Final = ENDS[DEADLINE]
# Waits that end by themselves at a time that callers were promised.
TIMERS: Final = ENDS[DUE]


def decides_approval(kind: str) -> bool:
    """Tell whether a decision of this kind ends an approval, whichever way it goes."""
    return kind == BODY_OF["user-approval"]


def ended_by(kind: str) -> frozenset[str]:
    """Return the kinds of waits that a decision of this kind may end: none for one not known."""
    return ENDS.get(kind, frozenset())


def decision_by_engine(wait_id: str, kind: str, by: str, at: datetime) -> StoredDecision:
    """Return a decision that no caller made and that brings nothing with it."""
    return StoredDecision(
        wait_id=wait_id,
        kind=kind,
        payload=b"null",
        by=by,
        principal="engine",
        body_hash="",
        key=None,
        at=at,
    )
