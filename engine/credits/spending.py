"""What one attempt at a step spends: asked for before each call, counted after it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from engine.credits import budgets as budgeting
from engine.credits.budgets import Budgets
from engine.credits.pricing import MILLION, Prices, Rates, cost_of, text_of
from engine.steps.base import BudgetRefused
from engine.store.credits import Budget, Price
from schemas.json import JsonObject

# What a model may answer under a budget where the step sets no maxTokens, if there is room.
MOST_OUTPUT: Final = 16_384
# Fewer are no answer: better not to ask.
LEAST_OUTPUT: Final = 16
_MODEL: Final = "model"
_STEP: Final = "step"
_MESSAGE_TOKENS: Final = 16  # what a protocol may add to a message


@dataclass(frozen=True, slots=True)
class Treasury:
    """Everything that decides what things cost and who may spend it."""

    prices: Prices
    budgets: Budgets
    rates: Rates

    def spending(self, workspace_id: str, flow_id: str, charge: str, spent_before: int) -> Spending:
        """Return what counts an attempt; `charge` names it, its run spent `spent_before`."""
        return Spending(self, workspace_id, flow_id, charge, spent_before)


@dataclass(slots=True)
class Spending:
    """The spending of one attempt; satisfies `Spends`."""

    treasury: Treasury
    workspace_id: str
    flow_id: str
    charge: str
    spent_before: int
    charges: list[JsonObject] = field(default_factory=list)
    # What is set apart, by what it is for: budget, name of the charge, amount.
    _held: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)

    def before_model(self, model: str, body: JsonObject) -> JsonObject:
        """
        Set apart what a call may cost at most, and return the body that asks for no more.

        Without a budget nothing is set apart. A token is at least a byte of the request, so the
        bound holds. Raises BudgetRefused where the call could pass a budget.
        """
        budgets = self._budgets()
        if not budgets:
            return body
        price = self.treasury.prices.of(self.workspace_id, model)
        if price is None:
            raise BudgetRefused(
                "PRICE_UNKNOWN",
                f"nobody priced the model {model!r}, and a budget applies: PUT /v1/price",
            )
        room = min(left for left in self._rooms(budgets) if left is not None)
        asked = _input_bound(body) * Decimal(price.input) / MILLION
        wanted = body.get("max_tokens")
        most = wanted if isinstance(wanted, int) else self._affordable(price, asked, room)
        answered = most * Decimal(price.output) / MILLION
        self._hold(_MODEL, budgets, self.treasury.rates.credits(asked + answered))
        return {**body, "max_tokens": most}

    def after_model(self, model: str, usage: JsonObject | None) -> None:
        """
        Count a call by the provider's own numbers.

        One that nobody can count costs null, and counts for what was set apart for it if anything
        was: it may have cost that.
        """
        counts = {name: value for name, value in (usage or {}).items() if isinstance(value, int)}
        price = self.treasury.prices.of(self.workspace_id, model)
        charge: JsonObject = {
            "kind": _MODEL,
            "model": model,
            "usage": usage,
            "priceId": price.price_id if price else None,
            "cost": None,
            "credits": None,
        }
        if price is None:
            charge |= self._unknown(f"nobody priced the model {model!r}")
        elif not counts:
            charge |= self._unknown("the provider told no usage")
        else:
            cost = cost_of(price, counts)
            charge |= {"cost": text_of(cost), "credits": self.treasury.rates.credits(cost)}
        self._count(charge)

    def before_step(self, step_type: str) -> None:
        """Set apart the flat credits of a step. Raises BudgetRefused."""
        flat = self.treasury.rates.flat.get(step_type, 0)
        if flat and (budgets := self._budgets()):
            self._hold(_STEP, budgets, flat)

    def after_step(self, step_type: str) -> None:
        """Count the flat credits of a step that was executed."""
        if flat := self.treasury.rates.flat.get(step_type, 0):
            self._count({"kind": _STEP, "cost": None, "credits": flat})

    def release(self) -> None:
        """Give back what was set apart for a call that was surely not paid for."""
        self._give_back(_MODEL)

    def give_up(self) -> None:
        """Give back everything: the attempt came to nothing."""
        for kind in list(self._held):
            self._give_back(kind)

    @property
    def spent(self) -> int:
        """Return the credits of this attempt so far."""
        return sum(credits_of(charge) for charge in self.charges)

    def _budgets(self) -> Sequence[Budget]:
        return self.treasury.budgets.those_of(self.workspace_id, self.flow_id)

    def _rooms(self, budgets: Sequence[Budget]) -> list[int | None]:
        spent = self.spent_before + self.spent
        per_run = [max(0, one.per_run - spent) for one in budgets if one.per_run is not None]
        return [*per_run, *(budgeting.room_of(one) for one in budgets)]

    def _affordable(self, price: Price, asked: Decimal, room: int) -> int:
        """Return how many tokens of answer there is room for, at most as many as anybody needs."""
        if not Decimal(price.output):
            return MOST_OUTPUT
        left = self.treasury.rates.usd(room) - asked
        tokens = (left * MILLION / Decimal(price.output)).to_integral_value(ROUND_FLOOR)
        # Too few: what is then held is more than there is, which is refused with its numbers.
        return max(LEAST_OUTPUT, min(MOST_OUTPUT, int(tokens)))

    def _hold(self, kind: str, budgets: Sequence[Budget], amount: int) -> None:
        spent, number = self.spent_before + self.spent, len(self.charges)
        for one in budgets:
            if one.per_run is not None and amount > one.per_run - spent:
                raise BudgetRefused(
                    "BUDGET_EXCEEDED",
                    f"the call may cost {amount} credits, and the run has spent {spent} of the "
                    f"{one.per_run} that each run may: raise perRun, or let the step ask for less",
                )
        charge = f"{self.charge}:{kind}:{number}"
        held = self._held.setdefault(kind, [])
        try:
            for one in budgets:
                self.treasury.budgets.hold(one.budget_id, charge, amount)
                held.append((one.budget_id, charge, amount))
        except BudgetRefused:
            self._give_back(kind)
            raise

    def _give_back(self, kind: str) -> None:
        for budget_id, charge, _ in self._held.pop(kind, []):
            self.treasury.budgets.settle(budget_id, charge, 0)

    def _unknown(self, reason: str) -> JsonObject:
        """Return what a call counts for that nobody can count: the same for every budget."""
        held = self._held.get(_MODEL)
        if not held:
            return {"warning": f"{reason}: the call is not counted"}
        _, _, amount = held[0]
        warning = f"{reason}: the call counts for what was set apart for it"
        return {"credits": amount, "warning": warning}

    def _count(self, charge: JsonObject) -> None:
        for budget_id, name, _ in self._held.pop(str(charge["kind"]), []):
            self.treasury.budgets.settle(budget_id, name, credits_of(charge))
        self.charges.append(charge)


def credits_of(charge: JsonObject) -> int:
    """Return what a charge counts for."""
    counted = charge.get("credits")
    return counted if isinstance(counted, int) else 0


def _input_bound(body: JsonObject) -> int:
    messages = body.get("messages")
    framing = _MESSAGE_TOKENS * len(messages) if isinstance(messages, list) else 0
    return framing + len(json.dumps(body, ensure_ascii=False).encode())
