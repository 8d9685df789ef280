"""The flows that are put under fire, and what each of them must come to."""

from __future__ import annotations

import hashlib

EFFECTS = 5


def answer(key: str, acc: int) -> int:
    """Return what the sink answers to a call: it depends on the key and on all that came before."""
    return int(hashlib.sha256(f"{key}/{acc}".encode()).hexdigest()[:8], 16)


def effects(url: str, *, count: int = EFFECTS, mode: str = "ok", **more: object) -> list[dict]:
    """Return steps that call the sink one after the other, each with the answer before it."""
    steps = []
    for number in range(1, count + 1):
        before = "{{inputs.n}}" if number == 1 else f"{{{{e{number - 1}.data.n}}}}"
        steps.append(
            {
                "id": f"e{number}",
                "type": "http-request",
                "nextStepId": f"e{number + 1}" if number < count else "end",
                "data": {
                    "method": "POST",
                    "url": f"{url}/{mode}/e{number}",
                    "headers": {"X-Token": "{{secrets.canary}}"},
                    "body": {"acc": before, "case": "{{inputs.case}}"},
                },
                "output": f"e{number}",
                **more,
            }
        )
    return [*steps, final(f"{{{{e{count}.data.n}}}}")]


def final(value: str) -> dict:
    return {"id": "end", "type": "final", "data": {"outputs": [{"name": "n", "output": value}]}}


def approval(url: str) -> list[dict]:
    """Return an effect, a person's approval, and another effect."""
    first, second, end = effects(url, count=2)
    first["nextStepId"] = "ask"
    ask = {
        "id": "ask",
        "type": "user-approval",
        "nextStepId": "e2",
        "data": {"message": "{{e1.data.n}}?"},
    }
    return [first, ask, second, end]


def expected(run_id: str, n: int, count: int = EFFECTS) -> tuple[int, set[str]]:
    """Return the output of a run of `effects`, and every key that the sink must have seen."""
    acc, keys = n, set[str]()
    for number in range(1, count + 1):
        key = f"{run_id}:e{number}:0"
        keys.add(key)
        acc = answer(key, acc)
    return acc, keys
