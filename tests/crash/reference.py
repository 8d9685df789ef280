"""
What a flow must lead to, said in the shortest way: no journal, no crash, no engine.

What the world decided is given: `decisions` by execution key (`<path>:<visit>`), and the keys of
calls that a crash interrupted for good.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field


def answer(key: str, acc: float) -> int:
    """Return what the world outside answers to a call."""
    return (zlib.crc32(key.encode()) + int(acc)) % 4


class Ended(Exception):
    """The run is over: status, output or error code."""


class Broke(Exception):
    """A step failed and nothing at the step itself caught it."""


@dataclass
class Reference:
    run_id: str
    decisions: dict
    interrupted: set
    acc: float = 0
    error: str | None = None
    counters: dict = field(default_factory=dict)
    visits: dict = field(default_factory=dict)
    effects: list = field(default_factory=list)

    def run(self, flow: list[tuple]) -> tuple:
        """Return (status, output or error code)."""
        self.unset = True
        try:
            self.sequence(flow, "", is_top=True)
        except Ended as end:
            return end.args
        except Broke as broke:
            return ("failed", broke.args[0])
        return ("completed", {"acc": None if self.unset else self.acc, "error": self.error})

    def sequence(self, flow, prefix, *, is_top) -> None:
        place = 0
        while place < len(flow):
            place = self.node(flow, place, prefix, is_top=is_top)

    def key(self, step_id: str, prefix: str) -> str:
        """Return the key of the next execution of a step, and count it."""
        path = prefix + step_id
        visit = self.visits.get(path, 0)
        self.visits[path] = visit + 1
        return f"{path}:{visit}"

    def add(self, value: float) -> None:
        self.acc += value
        self.unset = False

    def node(self, flow, place, prefix, *, is_top) -> int:
        one = flow[place]
        kind, name = one[0], one[1]
        if kind == "back":
            self.counters[name] = self.counters.get(name, 0) + 1
            return place - 1 if place and self.counters[name] <= one[2] else place + 1
        if kind == "if":
            branch = one[3] if self.acc >= one[2] else one[4]
            self.sequence(branch, prefix, is_top=is_top)
        elif kind in ("each", "while"):
            self.loop(one, prefix)
        else:
            getattr(self, f"do_{kind}")(one, prefix, is_top)
        return place + 1

    def loop(self, one, prefix) -> None:
        kind, name, body = one[0], one[1], one[-1]
        visit = int(self.key(name, prefix).rpartition(":")[2])
        head = f"{prefix}{name}#{visit}" if visit else f"{prefix}{name}"
        index = 0
        while index < len(one[2]) if kind == "each" else self.counters.get(name, 0) < one[2]:
            if kind == "while":
                self.counters[name] = self.counters.get(name, 0) + 1
            try:
                self.sequence(body, f"{head}[{index}]/", is_top=False)
            except Broke as broke:
                self.error = broke.args[0]
                if kind == "while" or not one[3]:
                    return
            index += 1

    def do_add(self, one, _prefix, _is_top) -> None:
        self.add(one[2])

    def do_eff(self, one, prefix, _is_top) -> None:
        _, name, mode, handled, _ = one
        key = self.key(name, prefix)
        code = None
        if key in self.interrupted:
            code = "INTERRUPTED"
        else:
            self.effects.append(f"{self.run_id}:{key}")
            code = "HTTP_503" if mode == "broken" else None
        if code is None:
            self.add(answer(f"{self.run_id}:{key}", self.acc))
            return
        if not handled:
            raise Broke(code)
        self.error = code
        self.add(100 if handled == "next" else 0)

    def do_poison(self, one, prefix, _is_top) -> None:
        self.effects.append(f"{self.run_id}:{self.key(one[1], prefix)}")
        raise Ended("failed", "POISON_STEP")

    def do_approve(self, one, prefix, is_top) -> None:
        payload = self.decided(one, prefix)
        if payload["decision"] == "reject" and is_top:
            raise Ended("completed", {})

    def do_tool(self, one, prefix, _is_top) -> None:
        payload = self.decided(one, prefix)
        if not payload["success"]:
            raise Broke("CLIENT_TOOL_FAILED")
        self.add(payload["output"]["n"])

    def do_wait(self, one, prefix, _is_top) -> None:
        self.add(self.decided(one, prefix)["n"])

    def do_delay(self, one, prefix, _is_top) -> None:
        self.key(one[1], prefix)

    def do_fail(self, _one, _prefix, _is_top) -> None:
        raise Ended("failed", "NO")

    def decided(self, one, prefix):
        kind, payload = self.decisions[self.key(one[1], prefix)]
        if kind == "due":
            raise Broke("WAIT_EXPIRED")
        return payload
