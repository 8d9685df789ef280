"""
Letting so many runs of a group go on at once, and no more, whoever asks at the same time.

Who was let off stands in one document that only its revision's holder may change; a run goes on
after that. Whoever dies in between is made up for by `rescue`, which asks about runs in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from engine.store.base import FamilyStore, RunStore, Shelf
from engine.store.documents import Run
from engine.store.gates import Gate
from schemas.run import TERMINAL

# Others who change the gate at the same moment; rescue comes again every few seconds.
_TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class Turnstile:
    """Lets runs off. `let_off` ends a run's wait for its turn and tells the workers."""

    shelf: Shelf[Gate]
    runs: RunStore
    store: FamilyStore
    let_off: Callable[[Run], bool]

    def arrived(self, run: Run) -> None:
        """Let runs of this one's group go on, if there is room. Raises Unavailable."""
        self._fill(str(run.group), run.turns)

    def left(self, run: Run) -> None:
        """Give the place of a run that ended to the next. Raises Unavailable."""
        self._fill(str(run.group), run.turns, gone=run.run_id)

    def check(self, run: Run) -> None:
        """Do what `arrived` does, after places whose runs have ended were given back."""
        self._fill(str(run.group), run.turns, prune=True)

    def _fill(self, group: str, turns: int, *, gone: str = "", prune: bool = False) -> None:
        for _ in range(_TRIES + turns):
            gate = self.shelf.get(group)
            if gate is None:
                self.shelf.insert(Gate(group))
            elif self._is_filled(gate, turns, gone=gone, prune=prune):
                return

    def _is_filled(self, gate: Gate, turns: int, *, gone: str, prune: bool) -> bool:
        """Let the next run off if there is room; tell whether there is nothing left to do."""
        admitted = tuple(one for one in gate.admitted if one != gone)
        if prune and len(admitted) >= turns:
            admitted = tuple(one for one in admitted if self._is_open(one))
        following = self.store.next_in_turn(gate.gate_id)
        if following is not None and following.run_id in admitted:
            # Let off by somebody who has not come to it yet, or died before it could.
            self.let_off(following)
            return False
        lucky = following if len(admitted) < turns else None
        if lucky is not None:
            admitted = (*admitted, lucky.run_id)
        if admitted != gate.admitted:
            changed = replace(gate, admitted=admitted, rev=gate.rev + 1)
            if not self.shelf.replace(changed, gate.rev):
                return False
        if lucky is not None:
            self.let_off(lucky)
        return lucky is None

    def _is_open(self, run_id: str) -> bool:
        run = self.runs.peek(run_id)
        return run is not None and run.status not in TERMINAL
