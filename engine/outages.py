"""Since when a server has been out of reach, as one process saw it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from engine import clock


@dataclass(slots=True)
class Outages:
    """Remembers, by the name of a server, when it was first seen to be down."""

    now: clock.Clock = clock.now
    _since: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def saw(self, name: str, *, is_up: bool) -> None:
        """Note whether a server answered."""
        with self._lock:
            if is_up:
                self._since.pop(name, None)
            else:
                self._since.setdefault(name, self.now())

    @property
    def down_since(self) -> dict[str, datetime]:
        """Return the servers that did not answer when they were last asked, and since when."""
        with self._lock:
            return dict(self._since)
