"""`python -m tests.crash.simulate N [FIRST]`: N schedules or more, of the seeds from FIRST on."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.crash.hub import Fate
from tests.crash.invariants import Violation
from tests.crash.schedules import random_schedule, sweep

# The store may fail before or after it applied; everything may be killed on either side.
OPERATIONS = (
    *(
        f"store.{name}"
        for name in (
            *("insert", "get", "peek", "claim", "renew", "expire", "append", "entries"),
            *("settle", "decide", "cancel", "expired", "due", "queued"),
        )
    ),
    *(f"queue.{name}" for name in ("push", "undelivered", "was_lost")),
    "effects.send",
)
DEADLY = (Fate.KILL_BEFORE, Fate.KILL_AFTER)
FAULT_POINTS = {
    *((operation, fate) for operation in OPERATIONS for fate in DEADLY),
    *(
        (operation, fate)
        for operation in OPERATIONS
        if operation.startswith("store.")
        for fate in (Fate.REFUSE, Fate.LOSE)
    ),
}
_SHARE = 500
# One seed in this many has its flow swept: killed before and after every operation in turn.
_SWEPT = 100


def some(first: int, count: int) -> tuple[int, Counter]:
    """Run the schedules of `count` seeds and sweep a few; return how many ran and what was hit."""
    logging.disable(logging.CRITICAL)
    hit: Counter = Counter()
    ran = 0
    for seed in range(first, first + count):
        try:
            worlds = [random_schedule(seed)]
            if seed % _SWEPT == 0:
                worlds += list(sweep(seed))
        except Exception as error:
            again = f"python -m tests.crash.simulate 1 {seed}"
            message = f"seed {seed}: {type(error).__name__}: {error}; again: {again}; "
            message += "once it is mended, keep the seed in tests/crash/seeds.txt"
            raise Violation(message) from error
        for world in worlds:
            hit += world.hub.hit
            ran += 1
    return ran, hit


def main(argv: list[str]) -> int:
    wanted = int(argv[0]) if argv else 100_000
    seed = int(argv[1]) if len(argv) > 1 else 0
    began, ran, hit = time.monotonic(), 0, Counter()
    with ProcessPoolExecutor(2) as pool:
        while ran < wanted:
            firsts = range(seed, seed + 8 * _SHARE, _SHARE)
            for share, points in pool.map(some, firsts, [_SHARE] * len(firsts)):
                ran += share
                hit += points
            seed += 8 * _SHARE
    seconds = time.monotonic() - began
    reached = len(FAULT_POINTS & set(hit))
    print(f"{ran} schedules, 0 violations, {sum(hit.values())} operations, {seconds:.0f} s")
    print(f"{ran / seconds:.0f} schedules/s, fault points hit {reached}/{len(FAULT_POINTS)}")
    return 0 if reached == len(FAULT_POINTS) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
