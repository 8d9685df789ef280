"""Sealed parts in the dicts of the memory store: for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from engine.store.documents import INPUTS_SEQ, Entry, Run
from engine.store.memory import MemoryRuns
from engine.store.sealed import Parts

_NAMES = {
    "inputs": "sealed_inputs",
    "result": "sealed_result",
    "secrets": "sealed_secrets",
    "snapshot": "snapshot",
}


class MemorySealed:
    """Satisfies `SealedStore`."""

    def __init__(self, runs: MemoryRuns) -> None:
        self._runs = runs

    def of_runs(self, after: str, limit: int) -> Sequence[Parts]:
        """Return the parts of all runs by id."""
        found = sorted(self._runs.every(), key=lambda run: run.run_id)
        return [_of_run(run) for run in found if run.run_id > after][:limit]

    def of_records(self, after: tuple[str, int | None], last: str, limit: int) -> Sequence[Parts]:
        """Return the parts of all records by run and place."""
        run_id, seq = after
        begin = (run_id, float("inf") if seq is None else seq)
        places = [one for one in self._runs.journaled() if begin < one and one[0] <= last]
        return [_of_record(owner, self._entry(owner, at)) for owner, at in places[:limit]]

    def replace(self, held: Parts, fresh: Mapping[str, str | bytes]) -> bool:
        """Write parts if each still is as it was read."""
        if held.seq is not None:
            return self._runs.change_entry(
                held.run_id, held.seq, lambda entry: _changed_entry(entry, held, fresh)
            )
        return self._runs.change(held.run_id, lambda run: _changed_run(run, held, fresh))

    def _entry(self, run_id: str, seq: int) -> Entry:
        return self._runs.entries(run_id, seq - 1, 1)[0]


def _of_run(run: Run) -> Parts:
    parts: dict[str, Any] = {place: getattr(run, name) for place, name in _NAMES.items()}
    parts["decision"] = run.decision and run.decision.sealed
    parts |= {f"tail.{number}": entry.sealed for number, entry in enumerate(run.tail)}
    given = {place: value for place, value in parts.items() if value is not None}
    return Parts(run.run_id, given, workspace_id=run.workspace_id)


def _of_record(run_id: str, entry: Entry) -> Parts:
    parts = {"sealed": entry.sealed, "begun": entry.body if entry.seq < INPUTS_SEQ else None}
    given = {place: value for place, value in parts.items() if value is not None}
    return Parts(run_id, given, seq=entry.seq)


def _is_as_read(now: Parts, held: Parts, fresh: Mapping[str, str | bytes]) -> bool:
    return all(now.parts.get(place) == held.parts[place] for place in fresh)


def _changed_entry(entry: Entry, held: Parts, fresh: Mapping[str, str | bytes]) -> Entry | None:
    if not _is_as_read(_of_record(held.run_id, entry), held, fresh):
        return None
    names = {"sealed": "sealed", "begun": "body"}
    return replace(entry, **{names[place]: value for place, value in fresh.items()})  # type: ignore[arg-type]


def _changed_run(run: Run, held: Parts, fresh: Mapping[str, str | bytes]) -> Run | None:
    if not _is_as_read(_of_run(run), held, fresh):
        return None
    changes: dict[str, Any] = {_NAMES[one]: fresh[one] for one in fresh if one in _NAMES}
    if run.decision and "decision" in fresh:
        changes["decision"] = replace(run.decision, sealed=cast("str", fresh["decision"]))
    changes["tail"] = tuple(
        replace(entry, sealed=cast("str | None", fresh.get(f"tail.{number}", entry.sealed)))
        for number, entry in enumerate(run.tail)
    )
    return replace(run, **changes)
