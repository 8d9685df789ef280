"""
Names that lead to no address that may be called: one answer, unknown or inside.

The author of a flow must not learn which names the network's inside knows: neither by code and
words, nor by further attempts, nor by the time a lookup took. The operator reads the true reason.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from engine.egress.addresses import Address
from engine.egress.deadline import Deadline
from engine.egress.errors import EgressError, timed_out, unreachable
from engine.egress.guards import Guard, shown_origin
from engine.egress.target import Target

# A refusal comes at a whole multiple of this after its lookup began: lookups take less, mostly.
PAUSE_SECONDS = 0.25

log = logging.getLogger(__name__)


def refusal(
    target: Target,
    addresses: Sequence[Address],
    guards: Sequence[Guard],
    *,
    started: float,
    deadline: Deadline,
) -> EgressError:
    """
    Return what the caller of a name is told that leads nowhere; waits, and logs the reason.

    `started` is the time on the monotonic clock at which the lookup began. Raises EgressError
    (TIMEOUT) where the call's time is over sooner, whatever the lookup found.
    """
    found = f"leads inside: {', '.join(map(str, addresses))}" if addresses else "unknown name"
    log.warning("egress_refused", extra={"origin": shown_origin(target, guards), "reason": found})
    pause = PAUSE_SECONDS - (time.monotonic() - started) % PAUSE_SECONDS
    left = deadline.left()
    time.sleep(max(0.0, min(pause, left)))
    if left <= pause:
        raise timed_out()
    return unreachable("the host name leads to no address that may be called")
