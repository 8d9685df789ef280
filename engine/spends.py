"""What an attempt at a step spends, as the step sees it."""

from __future__ import annotations

from typing import Protocol

from schemas.json import JsonObject


class Spends(Protocol):
    """Counts what an attempt costs, and stops it before a call that would pass a budget."""

    def before_model(self, model: str, body: JsonObject) -> JsonObject:
        """Return the body of a call that may be made. Raises BudgetRefused."""

    def after_model(self, model: str, usage: JsonObject | None) -> None:
        """Count a call that was made; without usage it may have cost what was set apart."""

    def release(self) -> None:
        """Count nothing for a call that was surely not paid for."""


class Uncounted:
    """Satisfies `Spends` where nothing costs anything."""

    def before_model(self, model: str, body: JsonObject) -> JsonObject:
        """Return the body."""
        del model
        return body

    def after_model(self, model: str, usage: JsonObject | None) -> None:
        """Count nothing."""

    def release(self) -> None:
        """Do nothing."""
