"""`python -m tests.chaos.skewed HOURS MODULE …`: a process whose clock is off by some hours."""

from __future__ import annotations

import datetime as dt
import runpy
import sys

import time_machine


def main(argv: list[str]) -> None:
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=float(argv[0]))
    sys.argv = argv[1:]
    with time_machine.travel(at, tick=True):
        runpy.run_module(f"{argv[1]}.__main__", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
