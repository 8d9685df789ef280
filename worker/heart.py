"""The thread that keeps saying that a worker is alive, however long its job takes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from redis.exceptions import RedisError

log = logging.getLogger(__name__)

BEAT_SECONDS: Final = 3.0


class Heart:
    """Calls `beat` every three seconds from a thread of its own until stopped."""

    def __init__(self, beat: Callable[[], None], every_seconds: float = BEAT_SECONDS) -> None:
        self._beat = beat
        self._every_seconds = every_seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker-heart", daemon=True)

    def start(self) -> None:
        """Begin to beat, the first time after one pause."""
        self._thread.start()

    def stop(self) -> None:
        """Beat no more."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every_seconds):
            try:
                self._beat()
            except RedisError as error:
                log.warning("worker_heartbeat_missed", extra={"reason": str(error)})
            except Exception:
                log.exception("worker_heartbeat_failed")
