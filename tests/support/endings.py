"""
Who may end which wait, said again beside the engine's own table: judges go by this one.

A judge that read the engine's table would find a wrong entry right.
"""

from __future__ import annotations

MAY_END = {
    "children": {"children"},
    "turn": {"turn"},
    "deadline": {"children", "turn"},
    "due": {"delay", "retry", "debounce", "user-approval", "client-tool", "show-form", "wait"},
    "decision": {"user-approval"},
    "toolResult": {"client-tool"},
    "data": {"show-form", "wait"},
}
BY_ENGINE = {"children", "turn", "deadline", "due"}


def objection(wait_kind: str, decision_kind: str, principal: str) -> str | None:
    """Return what is wrong with a decision of a wait, None where nothing is."""
    if wait_kind not in MAY_END.get(decision_kind, ()):
        return f"a {wait_kind} was ended by a decision of kind {decision_kind!r}"
    if (principal == "engine") != (decision_kind in BY_ENGINE):
        return f"a decision of kind {decision_kind!r} was made by {principal!r}"
    return None
