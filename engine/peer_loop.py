"""How a Peer with a model answers: a flow of the system's own, run like every other."""

from __future__ import annotations

from functools import cache
from typing import Final

from engine.plan import Plan, compile_plan
from schemas.json import JsonObject

FLOW_ID: Final = "system_peer_loop"
VERSION_ID: Final = "system_peer_loop:1"
MOST_ROUNDS: Final = 20
# A published version never changes, and neither may this one: another way is another version.
_DEFINITION: Final[JsonObject] = {
    "steps": [
        {"id": "start", "type": "peer.message", "name": "Message", "nextStepId": "rounds"},
        {
            "id": "rounds",
            "type": "while",
            "name": "Rounds",
            "output": "rounds",
            "nextStepId": "check",
            "data": {"condition": "!(done ?? false)", "maxIterations": MOST_ROUNDS},
            "steps": [
                {
                    "id": "think",
                    "type": "peer-model",
                    "name": "Think",
                    "nextStepId": "act",
                    "retry": {"maxAttempts": 4, "backoffSeconds": 1, "maxSeconds": 30},
                    "data": {
                        "messages": "{{messages}}",
                        "turns": "{{turns ?? []}}",
                        "results": "{{acted.results ?? []}}",
                    },
                },
                {
                    "id": "act",
                    "type": "each",
                    "name": "Act",
                    "output": "acted",
                    "data": {"items": "{{calls}}", "continueOnError": True},
                    "steps": [
                        {
                            "id": "call",
                            "type": "peer-call",
                            "name": "Call",
                            "output": "result",
                            "data": {"call": "{{item}}"},
                        }
                    ],
                },
            ],
        },
        {
            "id": "check",
            "type": "condition",
            "name": "Check",
            "nextStepId": "broken",
            "elseNextStepId": "answer",
            "data": {"expression": "len(rounds.errors) > 0"},
        },
        {
            "id": "broken",
            "type": "fail",
            "name": "Broken",
            "data": {
                "code": "{{rounds.errors[0].code}}",
                "message": "{{rounds.errors[0].message}}",
            },
        },
        {
            "id": "answer",
            "type": "final",
            "name": "Answer",
            "data": {
                "outputs": [
                    {"name": "content", "output": "{{content ?? ''}}"},
                    {"name": "tools", "output": "{{tools ?? []}}"},
                    {"name": "usage", "output": "{{usage ?? null}}"},
                ]
            },
        },
    ]
}


@cache
def plan() -> Plan:
    """Return the loop, compiled."""
    return compile_plan(_DEFINITION, version_id=VERSION_ID, flow_id=FLOW_ID, name="Peer", version=1)
