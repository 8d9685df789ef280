"""Pictures of the console's screens, light and dark: `make screenshots` puts them into docs/img."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGS, CHROMIUM, make_account, sign_in
from tests.support.edge import approval
from tests.support.installation import installation
from tests.support.world import final, step

FOLDER = Path(__file__).parents[2] / "docs" / "img"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 720}
AMOUNT = {"name": "amount", "label": "Amount in euros", "type": "number", "required": True}
REASON = {"name": "reason", "label": "Reason", "options": ["Damaged", "Late"], "required": True}
REFUND = [{"name": "customer", "label": "Customer", "required": True}, AMOUNT]


def _named(running, flow_id, name, description):
    changes = {"name": name, "description": description}
    assert running.call("PATCH", f"/v1/flow/{flow_id}", body=changes).status_code == 200
    running.call("POST", f"/v1/flow/{flow_id}/publish", body={"summary": "Named"})
    return flow_id


def _refunds(running):
    ask = approval(next_id="check", fields=[REASON])
    ask["name"], ask["data"]["message"] = (
        "Approve the refund",
        "Refund {{amount}} € to {{customer}}?",
    )
    done = final("end", summary="{{customer}} gets {{amount}} € back")
    pause = {**step("check", "delay", "end", seconds=1), "name": "Book it"}
    made = running.publish(ask, pause, done, final("no"), fields=REFUND)
    return _named(running, made, "Refunds", "Asks somebody before money goes back")


def _stock(running):
    check = step("if", "condition", "end", expression="ok ?? false")
    check |= {"elseNextStepId": "no", "name": "In stock?"}
    gone = step("no", "fail", code="SOLD_OUT", message="Nothing left of item 4711")
    made = running.publish(check, {**gone, "name": "Sold out"}, final("end"))
    return _named(running, made, "Stock check", "Fails now and then")


def seed(running) -> dict[str, str]:
    """Make flows and runs that have something to show; return the path of each screen."""
    make_account(running)
    refunds, stock = _refunds(running), _stock(running)
    for number in range(10):
        running.call("POST", f"/v1/client/flow/{stock}/execute", body={"ok": number % 4 != 0})
    failed = running.call("GET", "/v1/dead-letter").json()["data"][0]["appRunId"]
    done = running.start(refunds, {"customer": "Lin", "amount": 12})
    running.await_status(done, "waiting")
    decision = {"decision": "approve", "fields": {"reason": "Late"}}
    running.call("POST", f"/v1/flowrun/resume/{done}", body=decision)
    waits = running.start(refunds, {"customer": "Ada", "amount": 42})
    running.await_status(waits, "waiting")
    schedule = {"cron": "30 6 * * 1-5", "timezone": "Europe/Berlin"}
    running.call("POST", f"/v1/flow/{stock}/schedule", body=schedule)
    share = running.call("POST", f"/v1/flow/{refunds}/share", body={}).json()
    running.call("POST", "/v1/key", body={"name": "Web shop", "flowIds": [refunds]})
    return {
        "flows": "flows",
        "flow": f"flows/{refunds}",
        "versions": f"flows/{refunds}?tab=versions&from=1&to=2",
        "schedule": f"flows/{stock}?tab=triggers",
        "api": f"flows/{refunds}?tab=api",
        "run-form": f"flows/{refunds}/run",
        "runs": "runs",
        "run": f"runs/{done}?step=1",
        "run-failed": f"runs/{failed}",
        "inbox": "inbox",
        "operate": "operate",
        "dead-letters": "operate/dead-letters",
        "keys": "operate/keys",
        "people": "operate/users",
        "audit": "operate/audit",
        "share": f"share/{share['token']}",
    }


def shoot(browser, base, screens, scheme):
    """Take every picture in one scheme of colours."""
    context = browser.new_context(viewport=WIDE, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{base}/console/sign-in")
    page.screenshot(path=FOLDER / f"sign-in-{scheme}.png")
    sign_in(page)
    for name, path in screens.items():
        page.set_viewport_size(PHONE if name == "share" else WIDE)
        page.goto(f"{base}/console/{path}")
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
    context.close()


def main():
    """Start an installation, fill it, look at it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder)) as running:
        screens = seed(running)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
            for scheme in ("light", "dark"):
                shoot(browser, running.up["url"], screens, scheme)
            browser.close()
    print(f"{2 * (len(screens) + 1)} pictures in {FOLDER}")


if __name__ == "__main__":
    main()
