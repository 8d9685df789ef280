"""The document of runs that take turns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gate:
    """Which runs of a group (`gate_id`) were let off and have not ended, as far as is known."""

    gate_id: str
    admitted: tuple[str, ...] = ()
    rev: int = 1
