"""What an installation holds that has something to show, and the address of each of its screens."""

from __future__ import annotations

from tests.support.edge import approval
from tests.support.world import final, step

AMOUNT = {"name": "amount", "label": "Amount in euros", "type": "number", "required": True}
REASON = {"name": "reason", "label": "Reason", "options": ["Damaged", "Late"], "required": True}
REFUND = [{"name": "customer", "label": "Customer", "required": True}, AMOUNT]


def made(running, path, body) -> dict:
    """Make something, and return it."""
    answer = running.call("POST", f"/v1/{path}", body=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def named(running, flow_id, name, description):
    changes = {"name": name, "description": description}
    assert running.call("PATCH", f"/v1/flow/{flow_id}", body=changes).status_code == 200
    made(running, f"flow/{flow_id}/publish", {"summary": "Named"})
    return flow_id


def refunds(running):
    ask = approval(next_id="check", fields=[REASON])
    ask["name"] = "Approve the refund"
    ask["data"]["message"] = "Refund {{amount}} € to {{customer}}?"
    done = final("end", summary="{{customer}} gets {{amount}} € back")
    pause = {**step("check", "code", "end", code="return {booked: true}"), "name": "Book it"}
    flow_id = running.publish(ask, pause, done, final("no"), fields=REFUND)
    return named(running, flow_id, "Refunds", "Asks somebody before money goes back")


def stock(running):
    check = step("if", "condition", "end", expression="ok ?? false")
    check |= {"elseNextStepId": "no", "name": "In stock?"}
    gone = step("no", "fail", code="SOLD_OUT", message="Nothing left of item 4711")
    flow_id = running.publish(check, {**gone, "name": "Sold out"}, final("end"))
    return named(running, flow_id, "Stock check", "Fails now and then")


def peer(running, *steps, name="Helper") -> str:
    """Make a Peer for whom a flow of these steps answers; return its id."""
    first = {"id": "start", "type": "peer.message", "nextStepId": steps[0]["id"], "data": {}}
    flow = made(running, "flow", {"name": name, "definition": {"steps": [first, *steps]}})
    made(running, f"flow/{flow['id']}/publish", {})
    peer_id = made(running, "peer", {"name": name})["id"]
    attached = {"flowId": flow["id"], "trigger": "peer.message"}
    made(running, f"peer/{peer_id}/flow", attached)
    return peer_id


def talk(running, peer_id, content) -> str:
    """Begin a conversation with a Peer, say something, and return its id."""
    begun = made(running, "client/conversation", {"peerId": peer_id})["conversationId"]
    made(running, f"client/conversation/{begun}/message", {"content": content})
    return begun


def helper(running) -> str:
    """Make a Peer that shows a widget and asks for a decision."""
    widget = made(running, "widget", {"name": "Order", "description": "What was bought"})
    rows = [{"item": "Lamp", "price": 30}, {"item": "Bulb", "price": 12}]
    state = {"order": "4711", "bought": "2026-11-02", "items": rows}
    shown = step("show", "add-widget-to-message", "ask", widgetId=widget["id"], initialState=state)
    ask = approval(next_id="end")
    ask["data"]["message"] = "Refund 42 € to Ada?"
    ends = (final("end", content="It is on its way."), final("no", content="Then not."))
    return peer(running, shown, ask, *ends)


def keep(running) -> str:
    """Keep one of everything that flows use, and return the tool's id."""
    limits = {"origins": ["https://shop.example"]}
    made(running, "secret", {"name": "SHOP_TOKEN", "value": "a token of the shop", **limits})
    made(running, "secret", {"name": "CRM_KEY", "value": "a key of the CRM"})
    model = {"name": "small", "baseUrl": "https://models.example/v1", "model": "small-1"}
    made(running, "connection", {**model, "apiKey": "a key of the model"})
    price = {"model": "small-1", "input": "0.15", "output": "0.6"}
    assert running.call("PUT", "/v1/price", body=price).status_code == 200
    budget = {"limit": 5000, "period": "month"}
    assert running.call("PUT", "/v1/budget", body=budget).status_code == 200
    act = {"name": "refund", "api": {"method": "POST", "url": "/refunds"}}
    about = {"name": "Shop", "baseUrl": "https://shop.example/api", "actions": [act]}
    return made(running, "tool", about)["id"]


def link(running):
    """Return the address of a decision that a person without an account is asked for."""
    ask = approval(next_id="end")
    ask["name"] = "Read the contract"
    ask["data"]["message"] = "Sign the contract with the Lamp Company, 12 months?"
    flow_id = running.publish(ask, final("end"), final("no"))
    run_id = running.start(named(running, flow_id, "Contracts", "Asks before a contract is signed"))
    running.await_status(run_id, "waiting")
    url = made(running, f"approval/{run_id}/link", {})["url"]
    return "approval/" + url.rpartition("/")[2]


def seed(running) -> dict[str, str]:
    """Fill an installation; return the path of each screen by its name."""
    refund, check = refunds(running), stock(running)
    for number in range(10):
        running.call("POST", f"/v1/client/flow/{check}/execute", body={"ok": number % 4 != 0})
    failed = running.call("GET", "/v1/dead-letter").json()["data"][0]["appRunId"]
    done = running.start(refund, {"customer": "Lin", "amount": 12})
    running.await_status(done, "waiting")
    made(
        running,
        f"flowrun/resume/{done}",
        {"decision": "approve", "fields": {"reason": "Late"}},
    )
    waits = running.start(refund, {"customer": "Ada", "amount": 42})
    running.await_status(waits, "waiting")
    made(running, f"flow/{check}/schedule", {"cron": "30 6 * * 1-5", "timezone": "Europe/Berlin"})
    share = made(running, f"flow/{refund}/share", {})
    made(running, "key", {"name": "Web shop", "flowIds": [refund]})
    peer_id, tool = helper(running), keep(running)
    # The last: nothing fails from here on that somebody would have to be told of.
    told = made(running, "subscription", {"url": "https://shop.example", "events": ["run.failed"]})
    return {
        "flows": "flows",
        "flow": f"flows/{refund}",
        "editor": f"flows/{refund}/edit",
        "versions": f"flows/{refund}?tab=versions&from=1&to=2",
        "schedule": f"flows/{check}?tab=triggers",
        "share-links": f"flows/{refund}?tab=share",
        "api": f"flows/{refund}?tab=api",
        "settings": f"flows/{refund}?tab=settings",
        "run-form": f"flows/{refund}/run",
        "runs": "runs",
        "run": f"runs/{done}?step=1",
        "run-failed": f"runs/{failed}",
        "run-waiting": f"runs/{waits}",
        "inbox": "inbox",
        "talks": "talks",
        "talk": f"talks/{talk(running, peer_id, 'I want my money back')}",
        "peers": "peers",
        "peer": f"peers/{peer_id}",
        "widgets": "widgets",
        "tools": "workspace/tools",
        "tool": f"workspace/tools/{tool}",
        "connections": "workspace/connections",
        "secrets": "workspace/secrets",
        "prices": "workspace/prices",
        "operate": "operate",
        "dead-letters": "operate/dead-letters",
        "webhooks": "operate/subscriptions",
        "deliveries": f"operate/subscriptions/{told['id']}",
        "keys": "operate/keys",
        "people": "operate/users",
        "credits": "operate/credits",
        "audit": "operate/audit",
        "share": f"share/{share['token']}",
        "approval": link(running),
    }
