"""What models cost, and how much the workspace may spend."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask import Response, request

from console import asking, filling, lists, pages
from console.asking import path_of
from console.filling import Form
from console.lists import Listing

blueprint = pages.section("console_prices")
_DOLLARS = "USD for a million tokens"

PRICE: Final = Form(
    "price-put",
    "Price a model",
    "Set the price",
    (
        {"name": "model", "label": "Model", "required": True, "maxLength": 200},
        {
            "name": "input",
            "label": "Input",
            "required": True,
            "placeholder": "0.15",
            "description": f"{_DOLLARS}.",
        },
        {
            "name": "output",
            "label": "Output",
            "required": True,
            "placeholder": "0.60",
            "description": f"{_DOLLARS}.",
        },
        {
            "name": "cachedInput",
            "label": "Cached input",
            "description": f"{_DOLLARS}; as other input where it is empty.",
        },
    ),
    about="It holds from now on; calls that were made keep their price.",
)
BUDGET: Final = Form(
    "budget-put",
    "Budget of the workspace",
    "Set the budget",
    (
        {"name": "limit", "label": "Most credits", "type": "integer", "min": 0},
        {
            "name": "period",
            "label": "In each",
            "required": True,
            "default": "month",
            "options": [
                {"value": "day", "label": "day"},
                {"value": "month", "label": "month"},
                {"value": "total", "label": "no period: in total"},
            ],
        },
        {"name": "perRun", "label": "Most for one run", "type": "integer", "min": 0},
    ),
    about="A call that could pass it is not made.",
)
FLOW_BUDGET: Final = replace(BUDGET, action="flow-budget", title="Budget")
PRICES: Final = Listing(
    "Prices & budget",
    "/v1/price",
    (
        ("Model", "model", "text"),
        ("Input", "input", "number"),
        ("Cached input", "cachedInput", "number"),
        ("Output", "output", "number"),
        ("Since", "createdAt", "time"),
    ),
    "No price of your own: models cost what came with the installation. Set one below.",
    "prices.html",
    form=PRICE,
    key="model",
)


@blueprint.get("/workspace/prices")
def page() -> Response:
    """Show the prices that the workspace set, what a model costs, and the budget."""
    model = request.args.get("model", "").strip()
    budget = asking.find("/v1/budget")
    return lists.show(
        PRICES,
        model=model,
        price=asking.find(path_of("price", model)) if model else None,
        budget=budget,
        budget_form=filling.laid(BUDGET, budget),
    )
