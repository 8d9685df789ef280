"""What a call of a model costs, in Decimal, explained by the price row that it was taken from."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Final

from engine import clock, ids
from engine.errors import InvalidInput, Issue
from engine.principal import Principal, require_admin
from engine.store.base import Shelf
from engine.store.credits import Price
from schemas.json import JsonObject

MILLION: Final = Decimal(1_000_000)
# How long a price or a budget may be remembered; who changes one is answered when it holds.
FRESH_SECONDS: Final = 1.0
_DEAREST: Final = Decimal(1_000_000)
_LONGEST: Final = 200
# A snapshot's date, and what some providers put before or after a model's own name.
_DATED = re.compile(r"[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|latest)$")


@dataclass(frozen=True, slots=True)
class Rates:
    """How money and steps become credits; `flat` is for each execution of a step of that type."""

    per_usd: int = 1000
    markup_percent: int = 0
    flat: Mapping[str, int] = field(default_factory=dict)

    def credits(self, cost: Decimal) -> int:
        """Return the credits that an amount of USD is, rounded up."""
        exact = cost * self.per_usd * (100 + self.markup_percent) / 100
        return int(exact.to_integral_value(ROUND_CEILING))

    def usd(self, amount: int) -> Decimal:
        """Return the USD that so many credits pay for."""
        return Decimal(amount) * 100 / (self.per_usd * (100 + self.markup_percent))


@dataclass(frozen=True, slots=True)
class Prices:
    """The use cases of the price table; rows are remembered for a second."""

    shelf: Shelf[Price]
    now: clock.Clock = clock.now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _kept: dict[tuple[str, str], tuple[float, Price | None]] = field(default_factory=dict)

    def put(
        self, principal: Principal, model: str, input_: str, output: str, cached: str | None
    ) -> Price:
        """
        Set what a model costs the workspace from now on; it holds when this returns.

        Raises Forbidden for members, InvalidInput for what is no price.
        """
        require_admin(principal)
        if not 0 < len(model) <= _LONGEST:
            raise _wrong("/model", f"a model's name has 1 to {_LONGEST} characters")
        price = Price(
            price_id=ids.timed("price", self.now()),
            workspace_id=principal.workspace_id,
            model=model.lower(),
            input=_amount("/input", input_),
            output=_amount("/output", output),
            cached=None if cached is None else _amount("/cachedInput", cached),
            source=principal.principal_id,
            created_at=self.now(),
        )
        self.shelf.insert(price)
        self.sleep(FRESH_SECONDS)
        return price

    def list(self, principal: Principal, before: str, limit: int) -> Sequence[Price]:
        """Return the workspace's own rows, the newest first."""
        return self.shelf.list(before, limit, newest=True, workspace_id=principal.workspace_id)

    def seeded(self, before: str, limit: int) -> Sequence[Price]:
        """Return the rows that came with the installation."""
        return self.shelf.list(before, limit, newest=True, workspace_id="")

    def of(self, workspace_id: str, model: str) -> Price | None:
        """Return the row that holds for a model, None for one that nobody priced."""
        for name in names_of(model):
            for owner in (workspace_id, ""):
                if found := self._newest(owner, name):
                    return found
        return None

    def _newest(self, owner: str, model: str) -> Price | None:
        held = self._kept.get((owner, model))
        if held is not None and self.monotonic() - held[0] < FRESH_SECONDS:
            return held[1]
        asked_at = self.monotonic()
        rows = self.shelf.list("", 1, newest=True, workspace_id=owner, model=model)
        found = rows[0] if rows else None
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[owner, model] = (asked_at, found)
        return found


_MOST_KEPT: Final = 1000


def names_of(model: str) -> Iterator[str]:
    """Yield the names a model may be priced under: its own, without a date, without a maker."""
    name = model.lower()
    for one in dict.fromkeys((name, _DATED.sub("", name))):
        yield one
        if "/" in one:
            yield one.rpartition("/")[2]


def cost_of(price: Price, usage: Mapping[str, int]) -> Decimal:
    """Return the USD of a call, by the provider's own count of tokens."""
    cached = min(usage.get("cachedInputTokens", 0), usage.get("inputTokens", 0))
    fresh = usage.get("inputTokens", 0) - cached
    cheaper = Decimal(price.input if price.cached is None else price.cached)
    told = fresh * Decimal(price.input) + cached * cheaper
    return (told + usage.get("outputTokens", 0) * Decimal(price.output)) / MILLION


def text_of(amount: Decimal) -> str:
    """Return an amount as plain decimal text without idle zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def view(price: Price) -> JsonObject:
    """Return a row as callers see it: USD for a million tokens."""
    return {
        "id": price.price_id,
        "model": price.model,
        "input": price.input,
        "cachedInput": price.cached,
        "output": price.output,
        "source": price.source,
        "createdAt": clock.rfc3339(price.created_at),
    }


def _amount(pointer: str, text: str) -> str:
    try:
        # Decimal itself reads the digits of every script, and underlines between them.
        amount = Decimal(text if text.isascii() and "_" not in text else "")
    except InvalidOperation:
        raise _wrong(pointer, "a price is a decimal number of USD, such as 0.15") from None
    if not amount.is_finite() or not 0 <= amount <= _DEAREST:
        raise _wrong(pointer, "a price is 0 to 1000000 USD for a million tokens")
    return text_of(amount)


def _wrong(pointer: str, message: str) -> InvalidInput:
    return InvalidInput("invalid_price", message, [Issue(pointer, "invalid_value", message)])
