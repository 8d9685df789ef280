"""The bounds a run is held to; every one ends in a named error, never in a stuck run."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes of JSON, times in seconds, counts of records."""

    lease_seconds: float = 5.0
    slice_seconds: float = 5.0
    slice_records: int = 1000
    flush_seconds: float = 0.1
    flush_bytes: int = MIB
    tail_bytes: int = 64 * KIB
    input_record_bytes: int = 64 * KIB
    snapshot_records: int = 200
    snapshot_bytes: int = MIB
    snapshot_worth_bytes: int = 4 * MIB
    max_steps: int = 10_000
    max_result_bytes: int = 4 * MIB
    max_state_bytes: int = 32 * MIB
    max_journal_times: int = 16
    max_work_seconds: float = 86_400.0
    max_wait_seconds: float = 366 * 86_400.0
    step_timeout_seconds: float = 60.0
    max_takeovers: int = 3
    max_dead_claims: int = 10
    dead_claims_seconds: float = 300.0
    children_check_seconds: float = 5.0
    max_children: int = 1000
    max_child_depth: int = 8
    max_descendants: int = 10_000
    max_branch_bytes: int = 8 * MIB
