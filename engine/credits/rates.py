"""How money and steps become credits, as the operator set it."""

from __future__ import annotations

from engine.credits.pricing import Rates
from engine.settings import Settings, SettingsError
from engine.steps import BY_NAME


def rates_of(settings: Settings) -> Rates:
    """
    Return how money and steps become credits.

    Raises SettingsError for a step type that never costs anything.
    """
    parts = (one.partition("=") for one in settings.step_credits)
    flat = {name: int(count) for name, _, count in parts}
    charged = {name for name, made in BY_NAME.items() if made.effectful}
    if free := sorted(set(flat) - charged):
        message = f"MILLRACE_STEP_CREDITS names {free[0]}, which is free: only "
        raise SettingsError(f"{message}{', '.join(sorted(charged))} can cost credits")
    return Rates(settings.credits_per_usd, settings.credit_markup_percent, flat)
