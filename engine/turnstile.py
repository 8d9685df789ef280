"""
Letting so many runs of a group go on at once, and no more, whoever asks at the same time.

Who was let off stands in one document that only its revision's holder may change; a run goes on
after that. Whoever dies in between is made up for by `rescue`, which asks about runs in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from engine.store.base import RunStore, Shelf
from engine.store.documents import Run
from engine.store.gates import Gate
from engine.store.kin import FamilyStore
from schemas.run import TERMINAL

# Others who change the gate at the same moment; rescue comes again every few seconds.
_TRIES: Final = 50


@dataclass(frozen=True, slots=True)
class Turnstile:
    """
    Lets runs off. `let_off` ends a run's wait for its turn and tells the workers.

    A run goes on while fewer runs of its group are under way, of whatever version of the flow, than
    its own `turns`: a limit that was published with a later version holds for the runs of that
    version, and those before them in line go on by the limit that they came with.
    """

    shelf: Shelf[Gate]
    runs: RunStore
    store: FamilyStore
    let_off: Callable[[Run], bool]

    def arrived(self, run: Run) -> None:
        """Let runs of this one's group go on, if there is room. Raises Unavailable."""
        self._fill(str(run.group))

    def left(self, run: Run) -> None:
        """Give the place of a run that ended to the next. Raises Unavailable."""
        self._fill(str(run.group), gone=run.run_id)

    def check(self, run: Run) -> None:
        """Do what `arrived` does, after places whose runs have ended were given back."""
        self._fill(str(run.group), prune=True)

    def _fill(self, group: str, *, gone: str = "", prune: bool = False) -> None:
        tries = _TRIES
        while tries:
            gate = self.shelf.get(group)
            if gate is None:
                self.shelf.insert(Gate(group))
                tries -= 1
                continue
            following = self.store.next_in_turn(group)
            left = self._left_in(gate, following, gone=gone, prune=prune)
            lucky = following if following is not None and _has_room(following, left) else None
            if not self._is_written(gate, left, lucky):
                tries -= 1
            elif lucky is None:
                return
            elif not self.let_off(lucky):
                # Another process let it off at this moment, or it was canceled.
                tries -= 1

    def _left_in(
        self, gate: Gate, following: Run | None, *, gone: str, prune: bool
    ) -> tuple[str, ...]:
        """Return which of those who were let off are under way, as far as it matters now."""
        admitted = tuple(one for one in gate.admitted if one != gone)
        if not prune or following is None or _has_room(following, admitted):
            return admitted
        return tuple(one for one in admitted if self._is_open(one))

    def _is_written(self, gate: Gate, left: tuple[str, ...], lucky: Run | None) -> bool:
        """Write who is let off; False when others changed the gate at the same moment."""
        is_new = lucky is not None and lucky.run_id not in left
        admitted = (*left, lucky.run_id) if lucky is not None and is_new else left
        if admitted == gate.admitted:
            return True
        return self.shelf.replace(replace(gate, admitted=admitted, rev=gate.rev + 1), gate.rev)

    def _is_open(self, run_id: str) -> bool:
        run = self.runs.peek(run_id)
        return run is not None and run.status not in TERMINAL


def _has_room(run: Run, admitted: tuple[str, ...]) -> bool:
    """Tell whether a run may go on: by its own limit, or because it was let off and not told."""
    return run.run_id in admitted or len(admitted) < run.turns
