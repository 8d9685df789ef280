"""`make demo`: the sample flows, run end to end over HTTP on embedded servers."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from examples.client import Client, installation, stop_in_order
from examples.service import FAILURES, Ledger, running

HERE = Path(__file__).parent
_OK = 200
_ACCEPTED = 202
_FIRE_SECONDS = 75.0
_WIDTH = 78


@dataclass(slots=True)
class Demo:
    """The samples against one installation; `wrong` lists what was not as expected."""

    client: Client
    service: str
    ledger: Ledger
    wrong: list[str] = field(default_factory=list)

    def run(self) -> int:
        """Run every sample; return the exit code."""
        began = time.monotonic()
        schedule = self.schedule()
        for sample in (self.triage, self.order, self.reminder, self.support):
            sample()
        self.fire(schedule)
        seconds = time.monotonic() - began
        rule("summary")
        for line in self.wrong:
            print(f"  NOT AS EXPECTED: {line}")
        if not self.wrong:
            print(f"  Everything as expected, in {seconds:.1f} s.")
        return 1 if self.wrong else 0

    def triage(self) -> None:
        """Sort real webhook deliveries."""
        rule(
            "GitHub triage: six real webhook deliveries, sorted by a switch, conditions and a loop"
        )
        flow_id = self.client.publish(HERE / "github" / "flow.json")
        queues, pushed = [], ""
        for delivery in json.loads((HERE / "github" / "deliveries.json").read_text()):
            status, answer = self.client.execute(flow_id, delivery)
            run_id = str(answer.pop("_run"))
            self.expect(status == _OK, f"{delivery['event']} answered {status}: {answer}")
            queues.append(answer.get("queue"))
            took = self.client.details(run_id)["durationMs"]
            print(f"  {delivery['event']:14} {run_id} {took:>6} ms\n    {compact(answer)}")
            pushed = run_id if delivery["event"] == "push" else pushed
        wanted = ["bugs", "quick-review", "log", "announcements", "conversations", "ignored"]
        self.expect(queues == wanted, f"the queues are {queues}")
        print("  the steps of the push:")
        self.table(pushed)

    def order(self) -> None:
        """Price an order at a service that fails twice, and ask a person."""
        rule("Order: a loop over line items, a call that fails twice, a person who decides")
        flow_id = self.client.publish(HERE / "order" / "flow.json")
        order = json.loads((HERE / "order" / "order.json").read_text())
        status, answer = self.client.execute(flow_id, {**order, "service": self.service})
        run_id = str(answer["_run"])
        self.expect(status == _ACCEPTED, f"the order answered {status}: {answer}")
        print(f"  waiting   {answer['waitState']['message']}")
        status, answer = self.client.resume(run_id, {"decision": "approve"})
        self.show(run_id, answer)
        self.expect(answer.get("total") == 137.4, f"the order ended as {answer}")  # noqa: PLR2004
        repeated = [n for key, n in self.ledger.calls.items() if n > 1]
        self.expect(repeated == [FAILURES + 1], f"the service was called {self.ledger.calls}")
        sent = f"{sum(self.ledger.calls.values())} calls with {len(self.ledger.calls)} keys"
        print(f"  service   saw {sent}: a retry repeats its Idempotency-Key")

    def reminder(self) -> None:
        """Wait two seconds, then call."""
        rule("Reminder: a delay, then a call; the HTTP request simply waits for both")
        flow_id = self.client.publish(HERE / "reminder" / "flow.json")
        status, answer = self.client.execute(flow_id, {"who": "Ada", "service": self.service})
        self.expect(status == _OK, f"the reminder answered {status}: {answer}")
        self.show(str(answer["_run"]), answer)

    def support(self) -> None:
        """Let the client run a tool of its own, then send the customer's word."""
        rule("Support: the flow asks the client to run a tool, then waits for a customer")
        flow_id = self.client.publish(HERE / "support" / "flow.json")
        _, answer = self.client.execute(flow_id, {"customer": "Ada"})
        run_id, action = str(answer["_run"]), answer["pendingAction"]
        print(f"  asked     {action['toolName']}({compact(action['args'])})")
        result = {
            "executionId": action["executionId"],
            "success": True,
            "output": {"number": "A-1001"},
        }
        self.client.resume(run_id, {"toolResult": result})
        _, answer = self.client.resume(run_id, {"data": {"rating": 5}})
        self.show(run_id, answer)
        wanted = {"order": "A-1001", "customer": "Ada", "rating": 5}
        self.expect(answer == wanted, f"support ended as {answer}")

    def schedule(self) -> str:
        """Schedule the support flow for every minute; return the flow's id."""
        flow_id = self.client.publish(HERE / "support" / "flow.json")
        body = {"cron": "* * * * *", "timezone": "Europe/Istanbul"}
        body_with_inputs = {**body, "data": {"inputs": {"customer": "the schedule"}}}
        status, made = self.client.call("POST", f"/v1/flow/{flow_id}/schedule", body_with_inputs)
        self.expect(status == _OK, f"the schedule answered {status}: {made}")
        self.upcoming = str(made["nextFires"][0])
        return flow_id

    def fire(self, flow_id: str) -> None:
        """Wait for the schedule's first fire and show the run it made."""
        rule("Schedule: every minute, in Istanbul; the first fire makes a run")
        path = f"/v1/flow/{flow_id}/schedule"
        left = datetime.fromisoformat(self.upcoming) - datetime.now(UTC)
        print(f"  next fire {self.upcoming}, in {max(0.0, left.total_seconds()):.0f} s")
        found = self.eventually(lambda: self.client.call("GET", path)[1].get("lastRunId"))
        self.expect(found is not None, "the schedule did not fire")
        if found is not None:
            self.eventually(lambda: self.client.details(found)["status"] == "waiting")
            view = self.client.details(found)
            print(f"  fired     {found}, now {view['status']} at {view['currentStep']['name']!r}")
            self.expect(view["trigger"] in ("api", "schedule"), f"the fire made {view}")
        self.client.call("POST", f"/v1/flow/{flow_id}/schedule-cancel", {})

    def show(self, run_id: str, answer: dict[str, Any]) -> None:
        """Print a run: how it ended, its output and its steps."""
        answer.pop("_run", None)
        details = self.client.details(run_id)
        print(f"  run       {run_id}")
        print(f"  status    {details['status']} after {details['durationMs']} ms")
        print(f"  output    {compact(answer)}")
        self.table(run_id)

    def table(self, run_id: str) -> None:
        """Print the steps of a run and how long they took."""
        print(f"    {'step':30} {'type':14} {'status':10} {'attempt':>7} {'ms':>6}")
        for row in self.client.steps(run_id):
            columns = f"{row['path']:30} {row['type']:14} {row['status']:10}"
            print(f"    {columns} {row['attempt']:>7} {row['durationMs']:>6}")

    def expect(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001, reads as a sentence
        """Note what is not as it should be."""
        if not holds:
            self.wrong.append(otherwise)

    def eventually(self, look: Callable[[], Any]) -> Any:  # noqa: ANN401, whatever look finds
        """Return what `look` finds, None when it finds nothing in time."""
        until = time.monotonic() + _FIRE_SECONDS
        while time.monotonic() < until:
            if found := look():
                return found
            time.sleep(0.25)
        return None

    upcoming: str = ""


def rule(title: str) -> None:
    """Print a heading."""
    print(f"\n-- {title} ".ljust(_WIDTH, "-"), flush=True)


def compact(value: object) -> str:
    """Return JSON that fits a line."""
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    """Start everything, run the samples, stop everything."""
    stop_in_order()
    print("Starting Millrace on embedded servers (development and tests on loopback only) ...")
    with running() as (service, ledger):
        began = time.monotonic()
        with installation({"MILLRACE_EGRESS_ALLOW": "127.0.0.1"}, "--workers", "2") as up:
            print(f"Up after {time.monotonic() - began:.1f} s at {up['url']}.")
            code = Demo(Client(up["url"], up["adminToken"], up["clientKey"]), service, ledger).run()
    print("Stopped; nothing was left behind.")
    return code


if __name__ == "__main__":
    sys.exit(main())
