"""Who works and what is to be done, for who keeps an installation going."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.ports import QueueUnavailable
from engine.principal import Principal, require_admin
from engine.store.base import RunStore
from engine.store.documents import Run
from engine.store.queries import RunQuery
from engine.store.upkeep import Census, CensusStore
from engine.vitals import LATE_SECONDS, Signs, SignsQueue, WorkerSigns
from schemas.run import RunStatus

# A worker advances one run at a time: where more are running, those beyond are not named.
_MOST_RUNNING: Final = 1000
_REMEDY: Final = (
    "Redis does not answer, so nobody knows who works: start it, or mend MILLRACE_REDIS_URL. "
    "No run is lost meanwhile: MongoDB has them, and they go on by themselves"
)


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers that are alive, and the runs of the caller's workspace that some of them advance."""

    workers: Sequence[WorkerSigns]
    runs: Mapping[str, Run]


@dataclass(frozen=True, slots=True)
class Operating:
    """What an admin is shown. How many there are is the installation's, a run only his own."""

    queue: SignsQueue
    runs: RunStore
    census: CensusStore

    def crew(self, principal: Principal, after: str, limit: int) -> Crew:
        """
        Return workers by name, from `after` on.

        Raises Forbidden for who is no admin, QueueUnavailable.
        """
        require_admin(principal)
        try:
            found = [one for one in self.queue.crew() if one.name > after][:limit]
        except QueueUnavailable as error:
            raise QueueUnavailable(_REMEDY) from error
        # Redis knows no workspaces: what is not found in the caller's own is not his to know.
        query = RunQuery(principal.workspace_id, _MOST_RUNNING, statuses=(RunStatus.RUNNING.value,))
        is_any_busy = any(one.run_id for one in found)
        running = self.runs.newest(query) if is_any_busy else ()
        return Crew(found, {run.run_id: run for run in running})

    def backlog(self, principal: Principal) -> tuple[Signs, Census]:
        """
        Return what waits for workers, and which schedulers there are.

        Raises Forbidden for who is no admin, QueueUnavailable.
        """
        require_admin(principal)
        try:
            signs = self.queue.signs()
        except QueueUnavailable as error:
            raise QueueUnavailable(_REMEDY) from error
        return signs, self.census.take(LATE_SECONDS)
