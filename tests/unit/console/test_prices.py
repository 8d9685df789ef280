from __future__ import annotations

from tests.unit.console.test_keeping import sent

PRICES = "/console/workspace/prices"


def test_a_price_is_set_listed_and_looked_up(console):
    assert "No price of your own" in console.page(PRICES)
    given = {"model": "m-1", "input": "0.15", "output": "0.6"}
    _, page = sent(console, "price-put", PRICES, **given)
    assert "m-1 has its price." in page
    assert ">0.6</div></td>" in page
    found = console.page(f"{PRICES}?model=maker/m-1")
    assert "Priced as" in found
    assert "Nobody priced <b>x" in console.page(f"{PRICES}?model=<b>x")
    assert "<b>x" not in console.http.get(f"{PRICES}?model=<b>x").text
    assert 'value="0.15"' in console.page(f"{PRICES}?edit=m-1")


def test_what_is_no_price_is_said_at_its_field_and_kept(console):
    given = {"model": "m-1", "input": "cheap", "output": "0.6"}
    status, page = sent(console, "price-put", PRICES, **given)
    assert status == 422
    field = page.split('id="f-price-put-input"')[1].split("</div>")[0]
    assert 'value="cheap"' in field
    assert "a price is a decimal number of USD" in field
    assert 'value="0.6"' in page


def test_the_workspace_has_a_budget_until_it_is_taken_away(console):
    assert "the workspace may spend what it will" in console.page(PRICES)
    _, page = sent(console, "budget-put", PRICES, limit="500", period="total")
    assert "0 credits spent of 500 in total." in page
    assert 'value="500"' in page
    spending = console.page("/console/operate/credits")
    assert "The workspace's budget: 0 credits spent of 500 in total." in spending
    assert f'href="{PRICES}"' in spending
    assert 'href="/console/operate/credits"' in page
    told = console.act("budget-delete", back=PRICES).text
    assert "The workspace may spend what it will." in told
    assert console.get("/v1/budget").status_code == 404


def test_a_budget_that_is_none_is_refused_where_it_is_wrong(console):
    status, page = sent(console, "budget-put", PRICES, period="month")
    assert status == 422
    assert 'role="alert"' in page
    assert "a budget has a limit, a perRun or both" in page
    _, page = sent(console, "budget-put", PRICES, limit="9" * 5000, period="day")
    assert "Not a valid integer." in page.split('id="f-budget-put-limit"')[1]
    assert 'value="day" selected' in page


def test_a_flow_has_a_budget_of_its_own(console):
    flow_id = console.flow()
    where = f"/console/flows/{flow_id}?tab=settings"
    _, page = sent(console, "flow-budget", where, flow_id=flow_id, perRun="30", period="day")
    assert "0 credits spent." in page
    assert 'value="30"' in page
    status, page = sent(console, "flow-budget", where, flow_id=flow_id, limit="-1", period="day")
    assert status == 422
    assert 'value="-1"' in page.split('id="f-flow-budget-limit"')[1]
    told = console.act("flow-budget-delete", flow_id=flow_id, back=where).text
    assert "It may spend what the workspace may." in told
    assert console.get(f"/v1/flow/{flow_id}/budget").status_code == 404


def test_members_see_prices_and_change_none(console):
    console.sign_in("Bob", role="member")
    page = console.page(PRICES)
    assert "Admins change these." in page
    assert "budget-put" not in page
    _, page = sent(console, "budget-put", PRICES, limit="1")
    assert "Not done: only an admin" in page
