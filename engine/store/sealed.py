"""The store's contract for what seals again: the sealed parts of runs and of their journals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parts:
    """
    What may be sealed of a run, or of the record of its journal at `seq`, by where it stands.

    Of a run: `inputs`, `result`, `secrets`, `decision`, `tail.<n>` (texts) and the `snapshot`, in
    whose JSON a text may be sealed. Of a record: `sealed`, or `begun`, JSON as a snapshot's. A
    record's `workspace_id` is its run's, and empty here.
    """

    run_id: str
    parts: Mapping[str, str | bytes] = field(default_factory=dict)
    seq: int | None = None
    workspace_id: str = ""


class SealedStore(Protocol):
    """Sealed parts, in the order of ids; to read or replace them changes nothing else."""

    def of_runs(self, after: str, limit: int) -> Sequence[Parts]:
        """Return the parts of all runs, by run id from `after` on."""

    def of_records(self, after: tuple[str, int | None], last: str, limit: int) -> Sequence[Parts]:
        """
        Return the parts of all journal records up to those of the run `last`, in order.

        From the record at `after` on: a run and a place, None for after the whole run.
        """

    def replace(self, held: Parts, fresh: Mapping[str, str | bytes]) -> bool:
        """Write parts if each still is as it was read (compare-and-set); False where one is not."""
