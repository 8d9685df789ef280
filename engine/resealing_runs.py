"""
Sealing again, under the first key, what runs and their journals hold sealed.

Runs and records are walked in the order of their ids, and each sealed text is replaced where it
still is the one that was read: whatever goes on meanwhile is left, and found by the next pass. A
pass that was broken off is simply made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from engine import state
from engine.sealing import Seal
from engine.store.documents import GRAVE
from engine.store.sealed import Parts, SealedStore
from engine.vault import Vault

_RUNS: Final = 20
_RECORDS: Final = 500
_PASSES: Final = 5
_MOST_NAMED: Final = 100
_MARK: Final = f'"{state.SEALED}":"'.encode()


@dataclass(slots=True)
class Pass:
    """One walk over everything: what was sealed again, and the first of what `left` counts."""

    store: SealedStore
    vault: Vault
    runs: int = 0
    records: int = 0
    left: int = 0
    named: list[str] = field(default_factory=list)

    def make(self) -> None:
        """Walk over every run and its records. Raises Unavailable."""
        after = ""
        while page := self.store.of_runs(after, _RUNS):
            for held in page:
                self.runs += self._again(held, held.workspace_id)
            workspaces = {held.run_id: held.workspace_id for held in page}
            for held in self._records(after, page[-1].run_id):
                # Records without a run are about to be deleted, or are the next pass's.
                self.records += self._again(held, workspaces.get(held.run_id, GRAVE))
            after = page[-1].run_id

    def _records(self, after: str, last: str) -> Iterator[Parts]:
        place: tuple[str, int | None] = (after, None)
        while page := self.store.of_records(place, last, _RECORDS):
            yield from page
            place = (page[-1].run_id, page[-1].seq)

    def _again(self, held: Parts, workspace_id: str) -> bool:
        """Seal again what of a document needs it; count it as left where that was not possible."""
        if workspace_id == GRAVE:
            return False
        seal, fresh, lost = Seal(self.vault, workspace_id), dict[str, str | bytes](), False
        for place, value in held.parts.items():
            try:
                if again := _sealed_again(seal, value):
                    fresh[place] = again
            except ValueError:
                lost = True
        done = bool(fresh) and self.store.replace(held, fresh)
        if lost or (fresh and not done):
            self._leave(held)
        return done

    def _leave(self, held: Parts) -> None:
        self.left += 1
        if len(self.named) < _MOST_NAMED:
            at = "" if held.seq is None else f" record {held.seq}"
            self.named.append(f"Run {held.run_id}{at}")


def reseal_runs(store: SealedStore, vault: Vault) -> Pass:
    """
    Seal everything of runs under the vault's first key.

    Passes are made until one finds nothing to do: what is left then needs another key, or changed
    all the time. Raises Unavailable.
    """
    runs = records = 0
    for _ in range(_PASSES):
        made = Pass(store, vault)
        made.make()
        runs, records = runs + made.runs, records + made.records
        if not made.runs and not made.records:
            break
    made.runs, made.records = runs, records
    return made


def _sealed_again(seal: Seal, value: str | bytes) -> str | bytes | None:
    """Return a part under the first key, None for one that is. Raises ValueError."""
    if isinstance(value, str):
        return None if seal.vault.is_current(value) else seal.again(value)
    sealed = state.sealed_in(value) if _MARK in value else None
    if sealed is None or seal.vault.is_current(sealed):
        return None
    # The rest of the snapshot stays as it is, byte by byte.
    return value.replace(sealed.encode(), seal.again(sealed).encode())
