"""
A real worker whose `fail` steps never end, each in a way of its own, for tests that watch it leave.

The message says how: `loop` computes in the interpreter, `hold` in one call into C that lets no
other thread run. What the watch waits for is cut to seconds.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace

from engine import bootstrap, overdue
from engine.outcome import Completed
from worker.__main__ import main

overdue.GRACE_SECONDS = 0.5
overdue.STILL_SECONDS = 5.0
overdue.PURE_SECONDS = 1.0


def never(data, ctx):
    del ctx
    if data["message"] == "hold":
        re.match(r"(a+)+$", "a" * 80 + "b")
    while data["message"] == "loop":
        json.dumps([1] * 1000)
    return Completed()


def main_with_stuck_steps() -> int:
    known = bootstrap.step_types_of

    def step_types_of(settings):
        types = known(settings)
        stuck = replace(types["fail"], run=never, effectful=sys.argv[1] == "effect")
        return {**types, "fail": stuck}

    bootstrap.step_types_of = step_types_of
    return main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main_with_stuck_steps())
