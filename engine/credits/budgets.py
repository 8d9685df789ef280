"""Budgets: what a call may cost at most is set apart before it is made, and settled after it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, cast

from engine import canonical, clock
from engine.credits.pricing import FRESH_SECONDS
from engine.errors import Conflict, InvalidInput, Issue, NotFound
from engine.flows import Flows
from engine.principal import Principal, require_admin
from engine.rights import Right
from engine.steps.base import BudgetRefused
from engine.store.base import Shelf
from engine.store.credits import Budget
from schemas.json import JsonObject

log = logging.getLogger(__name__)

PERIODS: Final = ("day", "month", "total")
# A worker that died during a call can't settle it: by then the call is over, whatever it cost.
_HELD_SECONDS: Final = 3600
_TRIES: Final = 50
_FORMATS: Final = {"day": "%Y-%m-%d", "month": "%Y-%m", "total": ""}


@dataclass(frozen=True, slots=True)
class Budgets:
    """The use cases of budgets; whether there are any is remembered for a second."""

    shelf: Shelf[Budget]
    flows: Flows
    now: clock.Clock = clock.now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _kept: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = field(default_factory=dict)

    def put(
        self,
        principal: Principal,
        flow_id: str | None,
        *,
        limit: int | None,
        period: str,
        per_run: int | None,
    ) -> Budget:
        """
        Set the budget of a flow, or without one of the workspace; it holds when this returns.

        What was spent so far stays counted. Raises NotFound, Forbidden.
        """
        self._require(principal, flow_id, Right.MANAGE)
        if limit is None and per_run is None:
            message = "a budget has a limit, a perRun or both"
            raise InvalidInput("invalid_budget", message, [Issue("", "required", message)])
        budget_id = _id(principal.workspace_id, flow_id)
        for _ in range(_TRIES):
            held, now = self.shelf.get(budget_id), self.now()
            if held is None:
                budget = Budget(
                    budget_id=budget_id,
                    workspace_id=principal.workspace_id,
                    flow_id=flow_id,
                    period=period,
                    created_by=principal.principal_id,
                    created_at=now,
                    updated_at=now,
                    limit=limit,
                    per_run=per_run,
                    window=_window(period, now),
                )
                is_done = self.shelf.insert(budget)
            else:
                # Another period counts from now on.
                kept = {} if held.period == period else {"spent": 0, "window": _window(period, now)}
                budget = replace(
                    held,
                    limit=limit,
                    period=period,
                    per_run=per_run,
                    updated_at=now,
                    rev=held.rev + 1,
                    **kept,  # type: ignore[arg-type]
                )
                is_done = self.shelf.replace(budget, held.rev)
            if is_done:
                self.sleep(FRESH_SECONDS)
                return budget
        raise Conflict("edit_conflict", "others change this budget at once: try again")

    def get(self, principal: Principal, flow_id: str | None) -> Budget:
        """Return a budget. Raises NotFound, Forbidden."""
        self._require(principal, flow_id, Right.VIEW)
        found = self.shelf.get(_id(principal.workspace_id, flow_id))
        if found is None:
            raise NotFound("budget_not_found", "no budget was set for this")
        return self._current(found)

    def remove(self, principal: Principal, flow_id: str | None) -> None:
        """Delete a budget, and what was counted with it. Raises NotFound, Forbidden."""
        self._require(principal, flow_id, Right.MANAGE)
        self.shelf.remove(self.get(principal, flow_id).budget_id)

    def those_of(self, workspace_id: str, flow_id: str) -> Sequence[Budget]:
        """Return the budgets that a run of a flow is held to, as they stand."""
        key = (workspace_id, flow_id)
        asked_at, kept = self.monotonic(), self._kept.get(key)
        is_fresh = kept is not None and asked_at - kept[0] < FRESH_SECONDS
        budget_ids = kept[1] if kept and is_fresh else _ids(workspace_id, flow_id)
        found = [one for name in budget_ids if (one := self.shelf.get(name)) is not None]
        if not is_fresh:
            self._kept[key] = (asked_at, tuple(one.budget_id for one in found))
        return [self._current(one) for one in found]

    def hold(self, budget_id: str, charge: str, amount: int) -> None:
        """Set an amount apart for a call; the same call again replaces it. Raises BudgetRefused."""

        def held(budget: Budget) -> Budget:
            room = room_of(budget, charge)
            if room is not None and amount > room:
                raise refusal(budget, amount, room)
            return replace(budget, held=_with(budget, charge, [amount, self.now().timestamp()]))

        self._change(budget_id, held)

    def settle(self, budget_id: str, charge: str, cost: int) -> None:
        """
        Count what a call cost, instead of what was set apart for it.

        The call was made: where others are in the way for too long, what was set apart stays so.
        """

        def settled(budget: Budget) -> Budget:
            spent = budget.spent + cost
            return replace(budget, spent=spent, held=_with(budget, charge, None))

        try:
            self._change(budget_id, settled)
        except BudgetRefused:
            log.warning("charge_not_settled", extra={"budget_id": budget_id, "charge": charge})

    def _change(self, budget_id: str, change: Callable[[Budget], Budget]) -> None:
        for _ in range(_TRIES):
            found = self.shelf.get(budget_id)
            if found is None:
                return  # it was removed meanwhile: nothing is held to it any more
            changed = replace(change(self._current(found)), rev=found.rev + 1)
            if self.shelf.replace(changed, found.rev):
                return
        raise BudgetRefused("BUDGET_BUSY", "too many calls are at this budget at once", again=True)

    def _current(self, budget: Budget) -> Budget:
        """Return a budget with a new day or month begun and what nobody settled let go."""
        now = self.now()
        oldest = now.timestamp() - _HELD_SECONDS
        held = {name: one for name, one in _held(budget).items() if one[1] > oldest}
        window = _window(budget.period, now)
        spent = budget.spent if window == budget.window else 0
        return replace(budget, window=window, spent=spent, held=canonical.encode(held))  # type: ignore[arg-type]

    def _require(self, principal: Principal, flow_id: str | None, right: Right) -> None:
        if flow_id is not None:
            self.flows.require(principal, flow_id, right)
        elif right is not Right.VIEW:
            require_admin(principal)


def room_of(budget: Budget, charge: str | None = None) -> int | None:
    """Return what a call may still cost beside the others, None without a limit."""
    if budget.limit is None:
        return None
    others = sum(one[0] for name, one in _held(budget).items() if name != charge)
    return max(0, budget.limit - budget.spent - int(others))


def name_of(budget: Budget) -> str:
    """Return what people call a budget."""
    period = {"day": "today's", "month": "this month's"}.get(budget.period, "the whole")
    return f"{period} budget of the {'flow' if budget.flow_id else 'workspace'}"


def refusal(budget: Budget, amount: int, room: int) -> BudgetRefused:
    """Return the error for a call that would pass a budget."""
    return BudgetRefused(
        "BUDGET_EXCEEDED",
        f"the call may cost {amount} credits, and {name_of(budget)} has {room} of {budget.limit} "
        "left: raise the budget, or let the step ask for less (maxTokens)",
    )


def view(budget: Budget) -> JsonObject:
    """Return a budget as callers see it."""
    return {
        "flowId": budget.flow_id,
        "limit": budget.limit,
        "period": budget.period,
        "perRun": budget.per_run,
        "spent": budget.spent,
        "held": int(sum(one[0] for one in _held(budget).values())),
        "remaining": room_of(budget),
        "updatedAt": clock.rfc3339(budget.updated_at),
    }


def _held(budget: Budget) -> dict[str, list[float]]:
    return cast("dict[str, list[float]]", canonical.decode(budget.held))


def _with(budget: Budget, charge: str, amount: list[float] | None) -> bytes:
    held = {name: one for name, one in _held(budget).items() if name != charge}
    if amount is not None:
        held[charge] = amount
    return canonical.encode(held)  # type: ignore[arg-type]


def _window(period: str, at: datetime) -> str:
    return at.strftime(_FORMATS[period])


def _id(workspace_id: str, flow_id: str | None) -> str:
    return f"budget {flow_id}" if flow_id else f"budget {workspace_id}"


def _ids(workspace_id: str, flow_id: str) -> tuple[str, ...]:
    return _id(workspace_id, None), _id(workspace_id, flow_id)
