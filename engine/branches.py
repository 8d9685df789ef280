"""
What the branches of a run know: its state once for a whole group, and a little for each of them.

The common part stands in the parent's journal, before its first record, under a place that derives
from the group: to write it again changes nothing, and it is deleted with the parent. Branches that
were stored with a state of their own go on from that.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar, cast

from engine import canonical, rounds
from engine import state as states
from engine.sealing import Seal
from engine.secrecy import Touched, masked, texts_of
from engine.state import State
from engine.store.base import RunStore
from engine.store.documents import INPUTS_SEQ, Entry, Fence, Run
from schemas.json import JsonObject

# Places up to this one are for common states; the inputs' is the one after the highest of them.
_HIGHEST_PLACE: Final = INPUTS_SEQ - 9
_MARK: Final = b'{"common":'
_KEPT_BYTES: Final = 8 * 1024 * 1024
_MISSING: Final = "the inputs' entry is missing"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Common:
    """Where a group's common state stands."""

    run_id: str
    place: int


@dataclass(frozen=True, slots=True)
class Own:
    """Where a branch begins, and what it knows above what all of them do."""

    body_id: str
    variables: JsonObject


def place_of(group: str) -> int:
    """Return where in the parent's journal a group's common state stands."""
    return _HIGHEST_PLACE - int.from_bytes(hashlib.sha256(group.encode()).digest()[:6])


def common_of(seal: Seal, current: State, group: str) -> Entry:
    """Return the entry that every branch of a group begins with, of what the parent knows now."""
    begun = State(
        cursor=None,
        clock=current.clock,
        variables=current.variables,
        results=current.results,
        previous_name=current.previous_name,
        collected={},
        touched=current.touched,
    )
    return Entry(place_of(group), Fence(), seal.snapshot(begun))


def own_of(seal: Seal, common: Common, own: Own, touched: Sequence[Touched]) -> bytes:
    """Return the snapshot of a branch: where the common state is, and what it knows besides."""
    where: JsonObject = {"run": common.run_id, "place": common.place}
    real: JsonObject = {"cursor": own.body_id, "variables": rounds.folded_item(own.variables)}
    shown = cast("JsonObject", masked(real, texts_of(touched)) if touched else real)
    sealed: JsonObject = {} if shown == real else {states.SEALED: seal.close(real)}
    return canonical.encode({"common": where, **shown, **sealed})


@dataclass(slots=True)
class Shared:
    """
    What was read last of what many runs share: so many bytes at most, or the latest alone.

    For one way to read only: as a run goes on with it, or as it is shown.
    """

    most_bytes: int = _KEPT_BYTES
    _kept: OrderedDict[tuple[str, int], tuple[object, int]] = field(default_factory=OrderedDict)

    def read(
        self, store: RunStore, run_id: str, seq: int, decode: Callable[[Entry], Value]
    ) -> Value | None:
        """Return what a journal's entry holds, None where there is none; it never changes."""
        key = (run_id, seq)
        if key not in self._kept:
            entry = _entry_at(store, run_id, seq)
            if entry is None:
                return None
            self._kept[key] = decode(entry), len(entry.body) + len(entry.sealed or "")
            self._forget()
        self._kept.move_to_end(key)
        return cast("Value", self._kept[key][0])

    def _forget(self) -> None:
        size = sum(one for _, one in self._kept.values())
        while len(self._kept) > 1 and size > self.most_bytes:
            size -= self._kept.popitem(last=False)[1][1]


def _entry_at(store: RunStore, run_id: str, seq: int) -> Entry | None:
    found = store.entries(run_id, seq - 1, 1)
    return found[0] if found and found[0].seq == seq else None


def state_of(store: RunStore, run: Run, seal: Seal | None, shared: Shared) -> State | None:
    """
    Return the state that a run's snapshot holds, None without one.

    As the run goes on with it with `seal`, without as it is shown. Raises ValueError.
    """
    if run.snapshot is None:
        return None
    read = seal.state if seal else states.decode
    if not run.snapshot.startswith(_MARK):
        return read(run.snapshot)
    own = cast("dict[str, Any]", canonical.decode(run.snapshot))
    where = own["common"]
    common = shared.read(store, where["run"], where["place"], lambda entry: read(entry.body))
    if common is None:
        msg = "the state of the branch's group is missing"
        raise ValueError(msg)
    if seal and states.SEALED in own:
        own, _ = seal.open(own[states.SEALED])
    variables = {**common.variables, **rounds.unfolded_item(own["variables"])}
    return replace(common, cursor=own["cursor"], variables=variables)


def inputs_of(
    store: RunStore, run: Run, seal: Seal | None, shared: Shared
) -> tuple[JsonObject, tuple[Touched, ...]]:
    """
    Return a run's inputs, and the secrets in them: as they are with `seal`, else as shown.

    They are in its document, before its journal's first record, or where its parent has them.
    Raises ValueError where they are missing, or no key opens them.
    """
    if run.inputs is not None:
        return _opened(run.inputs, run.sealed_inputs, seal)
    for run_id in _holders(run):
        found = shared.read(
            store, run_id, INPUTS_SEQ, lambda entry: _opened(entry.body, entry.sealed, seal)
        )
        if found is not None:
            return found
    raise ValueError(_MISSING)


def stored_inputs(store: RunStore, run: Run) -> tuple[bytes, str | None]:
    """Return a run's inputs as they are stored: what is shown of them, and the rest sealed."""
    if run.inputs is not None:
        return run.inputs, run.sealed_inputs
    for run_id in _holders(run):
        entry = _entry_at(store, run_id, INPUTS_SEQ)
        if entry is not None:
            return entry.body, entry.sealed
    raise ValueError(_MISSING)


def _holders(run: Run) -> Sequence[str]:
    """Return the runs whose journals may hold this one's inputs, the nearest first."""
    return (run.run_id, *reversed(run.ancestors))


def _opened(
    body: bytes, sealed: str | None, seal: Seal | None
) -> tuple[JsonObject, tuple[Touched, ...]]:
    if seal is None or sealed is None:
        return cast("JsonObject", canonical.decode(body)), ()
    opened, touched = seal.open(sealed)
    return cast("JsonObject", opened["inputs"]), touched
