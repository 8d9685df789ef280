"""The prices that come with the installation."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final

from engine.store.credits import Price

_TAKEN_AT: Final = datetime(2026, 11, 10, tzinfo=UTC)


def seeded_prices() -> list[Price]:
    """Return the rows of `seed.json`; the same rows always have the same ids."""
    body = json.loads(files("engine.credits").joinpath("seed.json").read_text())
    return [
        Price(
            price_id=_price_id(model, prices),
            workspace_id="",
            model=model,
            input=prices["input"],
            output=prices["output"],
            cached=prices.get("cached"),
            source=body["source"],
            created_at=_TAKEN_AT,
        )
        for model, prices in body["models"].items()
    ]


def _price_id(model: str, prices: dict[str, str]) -> str:
    # Begins with its time, like the ids of rows that people make: the newest is the last.
    said = json.dumps([model, prices], sort_keys=True).encode()
    return f"price_{int(_TAKEN_AT.timestamp() * 1000):012x}{hashlib.sha256(said).hexdigest()[:20]}"
