"""Everything that is stored, in memory."""

from __future__ import annotations

from engine.clock import Clock
from engine.store.base import Stores
from engine.store.memory import MemoryRuns
from engine.store.memory_catalog import MemoryFlows, MemorySchedules, MemoryTokens
from engine.store.memory_family import MemoryFamily
from engine.store.memory_sealed import MemorySealed
from engine.store.memory_shelf import MemoryFiles, memory_shelves
from engine.store.memory_upkeep import MemoryCensus, MemorySweep


def memory_stores(now: Clock) -> Stores:
    runs, schedules = MemoryRuns(now), MemorySchedules()
    return Stores(
        runs,
        MemoryFamily(runs),
        MemoryFlows(),
        MemoryTokens(),
        schedules,
        memory_shelves(),
        MemoryFiles(),
        MemorySweep(runs),
        MemoryCensus(runs, schedules),
        MemorySealed(runs),
    )
