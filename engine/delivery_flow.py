"""How an event is delivered: a flow of the system's own, run like every other."""

from __future__ import annotations

from functools import cache
from typing import Final

from engine.plan import Plan, compile_plan
from engine.steps.deliver import MOST_ATTEMPTS
from schemas.json import JsonObject

FLOW_ID: Final = "system_delivery"
VERSION_ID: Final = "system_delivery:1"
# A published version never changes, and neither may this one: another way is another version.
_DEFINITION: Final[JsonObject] = {
    "steps": [
        {"id": "start", "type": "api", "name": "Event", "nextStepId": "deliver"},
        {
            "id": "deliver",
            "type": "deliver",
            "name": "Deliver",
            "output": "delivery",
            "nextStepId": "end",
            "retry": {
                "maxAttempts": MOST_ATTEMPTS,
                "backoffSeconds": 10,
                "factor": 4,
                "maxSeconds": 6 * 3600,
            },
            "data": {
                "subscriptionId": "{{subscriptionId}}",
                "messageId": "{{messageId}}",
                "event": "{{event}}",
                "message": "{{message}}",
            },
        },
        {
            "id": "end",
            "type": "final",
            "name": "End",
            "data": {"outputs": [{"name": "delivery", "output": "{{delivery}}"}]},
        },
    ]
}


@cache
def plan() -> Plan:
    """Return the flow, compiled."""
    return compile_plan(
        _DEFINITION, version_id=VERSION_ID, flow_id=FLOW_ID, name="Delivery", version=1
    )
