"""What an empty installation offers: a flow that shows a run, a person's decision and its end."""

from __future__ import annotations

from typing import Final

from console.asking import Object

NAME: Final = "Sample: a refund"
INPUTS: Final[Object] = {"customer": "Ada", "amount": 42}
_FIELDS: Final = [
    {"name": "customer", "label": "Customer", "type": "string", "required": True},
    {"name": "amount", "label": "Amount in euros", "type": "number", "required": True},
]
FLOW: Final[Object] = {
    "description": "Looks at an amount, asks a person, and says what was decided.",
    "definition": {
        "steps": [
            {
                "id": "start",
                "type": "api",
                "name": "Request",
                "nextStepId": "note",
                "data": {"fields": _FIELDS},
            },
            {
                "id": "note",
                "type": "set",
                "name": "Write the question",
                "nextStepId": "ask",
                "data": {"values": {"question": "Refund {{amount}} € to {{customer}}?"}},
            },
            {
                "id": "ask",
                "type": "user-approval",
                "name": "Somebody decides",
                "nextStepId": "paid",
                "rejectNextStepId": "kept",
                "data": {"message": "{{question}}"},
            },
            {
                "id": "paid",
                "type": "final",
                "name": "Refunded",
                "data": {
                    "outputs": [
                        {"name": "summary", "output": "{{customer}} gets {{amount}} € back"},
                        {"name": "decidedBy", "output": "{{approval.decidedBy}}"},
                    ]
                },
            },
            {
                "id": "kept",
                "type": "final",
                "name": "Refused",
                "data": {"outputs": [{"name": "summary", "output": "No refund this time"}]},
            },
        ]
    },
}
BLANK: Final[Object] = {
    "steps": [
        {
            "id": "start",
            "type": "api",
            "name": "Start",
            "nextStepId": "end",
            "data": {"fields": []},
        },
        {"id": "end", "type": "final", "name": "End", "data": {"outputs": []}},
    ]
}
