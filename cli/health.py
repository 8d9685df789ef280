"""Whether a process of an installation is well, asked in the container it runs in."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from cli.up import is_ready
from engine.errors import EngineError
from engine.queue import RedisQueue, host
from engine.settings import Settings
from engine.vitals import Signs

# A scheduler says so every other second; a worker that is silent for 15 s is forgotten by Redis.
_SILENT_SECONDS: Final = 15.0
ROLES: Final = ("web", "worker", "scheduler")


def is_well(role: str, settings: Settings, now: Callable[[], float] = time.time) -> bool:
    """Tell whether the web process here can serve, or a worker or scheduler here is at work."""
    if role == "web":
        return is_ready(settings.host, settings.port)
    queue = RedisQueue(str(settings.redis_url))
    try:
        return _IS_AT_WORK[role](queue, now())
    except EngineError:
        return False


def _is_working(queue: RedisQueue, now: float) -> bool:
    del now
    return any(name.startswith(f"{host()}-") for name in queue.worker_names())


def _is_ticking(queue: RedisQueue, now: float) -> bool:
    ticks = _own(queue.signs())
    return any(now - at < _SILENT_SECONDS for at in ticks.values())


def _own(signs: Signs) -> Mapping[str, float]:
    return {name: at for name, at in signs.ticks.items() if name.startswith(f"{host()}-")}


_IS_AT_WORK: Final = {"worker": _is_working, "scheduler": _is_ticking}
