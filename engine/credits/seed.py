"""
Write the price table's seed, `seed.json`, from the genai-prices package.

That is not installed with Millrace: `pip install genai-prices && python -m engine.credits.seed`,
then number another migration. Prices are USD for a million tokens, of those who make the models;
where one depends on the length of the prompt the highest is taken, so that a budget holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

# A name that several sell is priced as by the first of these.
_MAKERS: Final = (
    "openai",
    "anthropic",
    "google",
    "mistral",
    "deepseek",
    "x-ai",
    "cohere",
    "moonshotai",
    "minimax",
    "zai",
    "perplexity",
)
_KINDS: Final = {"input": "input_mtok", "cached": "cache_read_mtok", "output": "output_mtok"}
SEED: Final = Path(__file__).with_name("seed.json")


def main() -> None:
    """Write the file."""
    from genai_prices import data  # type: ignore[import-not-found]  # noqa: PLC0415

    found: dict[str, dict[str, str]] = {}
    by_id = {provider.id: provider for provider in data.providers}
    for maker in _MAKERS:
        for model in by_id[maker].models:
            prices = _prices(model.prices)
            if prices:
                for name in {model.id, *_equals(model.match)}:
                    found.setdefault(name.lower(), prices)
    body = {"source": f"genai-prices {version('genai-prices')}", "models": found}
    SEED.write_text(json.dumps(body, indent=0, sort_keys=True) + "\n")


def _prices(held: Any) -> dict[str, str]:  # noqa: ANN401, the package's own classes
    if isinstance(held, list):
        # By the day they begin; prices for hours of the day are left out.
        held = [one for one in held if not hasattr(one.constraint, "start_time")][-1].prices
    found = {kind: getattr(held, name, None) for kind, name in _KINDS.items()}
    plain = {kind: _highest(value) for kind, value in found.items() if value is not None}
    return plain if {"input", "output"} <= plain.keys() else {}


def _highest(price: Any) -> str:  # noqa: ANN401, the package's own classes
    if not hasattr(price, "tiers"):
        return str(price)
    return str(max(price.base, *(tier.price for tier in price.tiers)))


def _equals(match: Any) -> Iterator[str]:  # noqa: ANN401, the package's own classes
    if hasattr(match, "equals"):
        yield match.equals
    for one in getattr(match, "or_", ()):
        yield from _equals(one)


if __name__ == "__main__":
    main()
