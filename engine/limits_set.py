"""The bounds of runs as the operator set them."""

from __future__ import annotations

from engine.limits import Limits
from engine.settings import Settings


def limits_of(settings: Settings) -> Limits:
    """Return the bounds that runs are held to."""
    return Limits(
        lease_seconds=settings.lease_seconds,
        slice_seconds=settings.slice_seconds,
        slice_records=settings.slice_steps,
        flush_seconds=settings.flush_seconds,
        flush_bytes=settings.flush_bytes,
        tail_bytes=settings.tail_bytes,
        max_steps=settings.max_steps,
        max_descendants=settings.max_descendants,
        max_result_bytes=settings.max_result_bytes,
        max_state_bytes=settings.max_state_bytes,
        max_work_seconds=settings.run_work_seconds,
        max_wait_seconds=settings.max_wait_seconds,
        step_timeout_seconds=settings.step_timeout_seconds,
    )
