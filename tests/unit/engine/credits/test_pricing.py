"""Prices: the right row, the right cents, nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.credits.pricing import Prices, Rates, cost_of, names_of, text_of
from engine.credits.seeds import seeded_prices
from engine.errors import Forbidden, InvalidInput
from engine.principal import Principal
from engine.store.credits import Price
from engine.store.memory_shelf import MemoryShelf
from tests.contract.samples import AT

ADMIN = Principal("pat:a", "pat", "ws", "A", role="admin")
MEMBER = Principal("pat:m", "pat", "ws", "M", role="member")
COUNTS = st.integers(0, 10**9)
AMOUNTS = st.decimals(0, 1000, places=4)


@pytest.fixture
def shelf():
    return MemoryShelf("price_id")


@pytest.fixture
def prices(shelf):
    return Prices(shelf, sleep=lambda _: None)


def price_of(input_="2", output="8", cached=None):
    return Price("p", "", "m", input_, output, "test", AT, cached)


@given(COUNTS, COUNTS, COUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_call_costs_its_tokens_exactly(told, cached, answered, input_, less, output):
    usage = {"inputTokens": told, "cachedInputTokens": cached, "outputTokens": answered}
    cost = cost_of(price_of(str(input_), str(output), str(less)), usage)
    cheap = min(told, cached)
    assert cost * 10**6 == (told - cheap) * input_ + cheap * less + answered * output


@given(st.decimals(0, 10**6, places=9), st.integers(1, 10**6), st.integers(0, 500))
def test_credits_are_never_less_than_the_cost_and_less_than_one_more(cost, per_usd, markup):
    rates = Rates(per_usd, markup)
    charged = rates.credits(cost)
    exact = cost * per_usd * (100 + markup) / 100
    assert exact <= charged < exact + 1
    assert rates.credits(rates.usd(charged)) <= charged + 1


@given(st.decimals(0, 10**9, places=12))
def test_an_amount_reads_back_as_it_was(amount):
    text = text_of(amount)
    assert Decimal(text) == amount
    assert "E" not in text


@pytest.mark.parametrize(
    ("asked", "priced"),
    [
        ("gpt-4o", "gpt-4o"),
        ("GPT-4o", "gpt-4o"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("openai/gpt-4o", "gpt-4o"),
        ("models/openai/gpt-4o-latest", "gpt-4o"),
        ("claude-x-20250929", "claude-x"),
        ("claude-x@20250929", "claude-x"),
        ("mistral-large-2411", "mistral-large"),
    ],
)
def test_a_snapshot_is_priced_as_its_model_where_it_has_no_row_of_its_own(asked, priced):
    assert priced in list(names_of(asked))


def test_a_row_of_the_snapshot_itself_goes_before(prices, shelf):
    for name, cost in (("m", "1"), ("m-2024-08-06", "2")):
        shelf.insert(Price(f"p-{name}", "", name, cost, cost, "test", AT))
    assert prices.of("ws", "m-2024-08-06").input == "2"
    assert prices.of("ws", "m-2025-01-01").input == "1"


def test_a_workspaces_own_row_goes_before_the_installations(prices, shelf):
    shelf.insert(Price("zzz", "", "m", "1", "1", "test", AT))
    prices.put(ADMIN, "M", "3", "4.50", None)
    assert prices.of("ws", "m").output == "4.5"
    assert prices.of("other", "m").output == "1"


def test_a_row_is_looked_for_again_after_a_second(shelf):
    clock = [0.0]
    prices = Prices(shelf, monotonic=lambda: clock[0], sleep=lambda _: None)
    assert prices.of("ws", "m") is None
    shelf.insert(Price("p", "", "m", "1", "1", "test", AT))
    assert prices.of("ws", "m") is None
    clock[0] = 1.0
    assert prices.of("ws", "m") is not None


def test_nobody_priced_it():
    assert Prices(MemoryShelf("price_id")).of("ws", "home-made") is None


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "NaN", "Infinity", "1e9", "1000001", "\u0661", "1_0"]
)
def test_what_is_no_price_is_refused_at_its_place(prices, text):
    with pytest.raises(InvalidInput) as caught:
        prices.put(ADMIN, "m", "1", text, None)
    assert [issue.path for issue in caught.value.issues] == ["/output"]


def test_members_set_no_prices(prices):
    with pytest.raises(Forbidden):
        prices.put(MEMBER, "m", "1", "1", None)


def test_the_seed_prices_what_people_ask():
    seeded = {price.model: price for price in seeded_prices()}
    assert len({price.price_id for price in seeded.values()}) == len(seeded) > 200
    assert (seeded["gpt-4o-mini"].input, seeded["gpt-4o-mini"].output) == ("0.15", "0.6")
    assert all(Decimal(one.input) >= 0 and Decimal(one.output) >= 0 for one in seeded.values())
