"""Files that runs hand down to the runs of other flows that they call."""

from __future__ import annotations

from collections.abc import Iterator

from engine.branches import stored_inputs
from engine.store.base import RunStore


def flows_above(store: RunStore, run_id: str, file_id: str) -> Iterator[str]:
    """
    Yield the flows that handed a file down to a run by its inputs, the nearest first.

    A run that was not given the file ends the way up: what its author wrote down was not handed to
    it by those who called it.
    """
    run = store.get(run_id)
    while run is not None and run.parent_id is not None:
        if file_id.encode() not in stored_inputs(store, run)[0]:
            return
        above = store.get(run.parent_id)
        if above is not None and above.flow_id != run.flow_id:
            yield above.flow_id
        run = above
