"""Seats for callers that wait: so many in all, and a quarter of them at most for each caller."""

from __future__ import annotations

from collections import Counter
from threading import Lock

_SHARE = 4


class Seats:
    """Counts who waits; each caller may take a quarter of the seats, and at least one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._each = max(1, most // _SHARE)
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    def take(self, who: str) -> bool:
        """Take a seat for a caller; tell whether there was one."""
        with self._lock:
            if self._taken.total() >= self._most or self._taken[who] >= self._each:
                return False
            self._taken[who] += 1
            return True

    def give_back(self, who: str) -> None:
        """Give a caller's seat back."""
        with self._lock:
            self._taken[who] -= 1
            if not self._taken[who]:
                del self._taken[who]
