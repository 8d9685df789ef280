"""
Deleting what is old enough: runs that ended, files that nobody uses, what a dead submission left.

One call does one bounded piece of work, so it can stop, or be killed, anywhere: the next one, of
this process or another, goes on. What is deleted is taken out of everybody's sight first, and an
hour later it goes: whoever was about to use it has done so, and nobody sees a half of it. Any
number of processes may sweep at once; whoever comes second finds nothing to do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from engine.errors import Unavailable
from engine.files import MACHINES, Files
from engine.store.base import FlowStore, RunStore
from engine.store.documents import GRAVE, Run
from engine.store.people import FileInfo
from engine.store.upkeep import SweepStore
from engine.versions import Plans, published_id
from schemas.run import TERMINAL, RunStatus

log = logging.getLogger(__name__)

# Nobody has dealt with a dead letter yet, and somebody should: it is kept so many times as long.
DEAD_LETTER_TIMES: Final = 3
# What an upload of a machine is kept for a run to come; people's uploads as long as their runs.
ORPHAN_AGE: Final = timedelta(days=1)
# From out of sight to gone: longer than any request takes.
LINGERS: Final = timedelta(hours=1)
ADRIFT_SECONDS: Final = 3600.0
REST_SECONDS: Final = 3600.0
PAUSE_SECONDS: Final = 0.2
_PAGE: Final = 50
_RECORDS: Final = 500
_KEYS: Final = 1000
_MOST_SUSPECTS: Final = 10_000


@dataclass(slots=True)
class Retention:
    """
    The sweep. `days` is how long an ended run is kept unless its flow says otherwise.

    `keep_answer(message, run)` stores what a message's run came to; False: not now.
    """

    runs: RunStore
    store: SweepStore
    flows: FlowStore
    plans: Plans
    files: Files
    days: float
    keep_answer: Callable[[str, str], bool]
    monotonic: Callable[[], float] = time.monotonic
    _round: Iterator[None] | None = None
    _rests_until: float = 0.0
    _has_named: bool = False
    _suspects: dict[str, float] = field(default_factory=dict)

    def tick(self) -> float:
        """
        Sweep one page; return how many seconds to sleep.

        Raises Unavailable: the caller tries again, nothing is half done.
        """
        left = self._rests_until - self.monotonic()
        if left > 0:
            return left
        try:
            next(self._pages())
        except StopIteration:
            self._round, self._rests_until = None, self.monotonic() + REST_SECONDS
            return REST_SECONDS
        except BaseException:
            self._round = None
            raise
        return PAUSE_SECONDS

    def sweep(self) -> None:
        """Do a whole round at once."""
        for _ in self._everything():
            pass

    def _pages(self) -> Iterator[None]:
        if self._round is None:
            self._round = self._everything()
        return self._round

    def _everything(self) -> Iterator[None]:
        if not self._has_named:
            # Once a process: beside it, one of an older version may have stored runs until now.
            yield from self._tried(self.store.name_files(), "names of files")
            self._has_named = True
        yield from self._tried(self._finish(), "buried")
        flow_id: str | None = ""
        while (flow_id := self.store.next_flow(flow_id or "")) is not None:
            if flow_id != GRAVE:
                yield from self._tried(self._flow(flow_id), flow_id)
        yield from self._tried(self._files(), "files")
        yield from self._tried(self._adrift(), "records")

    def _tried(self, pages: Iterator[None], of: str) -> Iterator[None]:
        """Go through pages as far as they can be read: what cannot must not stop the rest."""
        try:
            yield from pages
        except Unavailable:
            raise
        except Exception:
            log.exception("pages_not_swept", extra={"of": of})

    def _try(self, look: Callable[[], object], of: str) -> None:
        """Look at one thing; what is wrong with it is its own affair. Raises Unavailable."""
        try:
            look()
        except Unavailable:
            raise
        except Exception:
            log.exception("not_swept", extra={"of": of})

    # Runs ---------------------------------------------------------------------------------------

    def _finish(self) -> Iterator[None]:
        """Delete what was buried in rounds before, by whomever."""
        after: tuple[datetime, str] | None = None
        while page := self.store.buried(self.store.now() - LINGERS, after, _PAGE):
            for run in page:
                self._try(partial(self._remove, run.run_id), run.run_id)
            after = page[-1].created_at, page[-1].run_id
            yield

    def _flow(self, flow_id: str) -> Iterator[None]:
        now, days = self.store.now(), self._days(flow_id)
        if days is None:
            log.error("flow_not_swept", extra={"flow_id": flow_id, "reason": "unreadable version"})
            return
        kept = timedelta(days=days)
        after: tuple[datetime, str] | None = None
        while page := self.store.made_before(flow_id, now - kept, after, _PAGE):
            for run in page:
                self._try(partial(self._look_at_run, run, now, kept), run.run_id)
            after = page[-1].created_at, page[-1].run_id
            yield

    def _days(self, flow_id: str) -> float | None:
        """
        Return how long runs are kept: as the flow's latest published version says, or all.

        A deleted flow's last word stands. None when that version cannot be read: it may say for
        ever, and what is deleted does not come back.
        """
        latest = self.flows.latest_version(flow_id)
        if not latest:
            return self.days
        plan = self.plans.get(published_id(flow_id, latest))
        if plan is None:
            return None
        days = plan.control.retention_days
        return self.days if days is None else days

    def _look_at_run(self, run: Run, now: datetime, kept: timedelta) -> None:
        """Bury a run whose time is over."""
        before = now - kept * (DEAD_LETTER_TIMES if run.dead_letter else 1)
        is_over = run.status in TERMINAL and run.ended_at is not None and run.ended_at < before
        if not is_over or not self._stands_alone(run):
            return
        # Nothing is deleted above what still goes on, and no message loses what it was answered.
        if not self.store.is_any_open_below(run.run_id) and self._is_answer_kept(run):
            self.store.bury(run.run_id, before)

    def _stands_alone(self, run: Run) -> bool:
        """Tell whether a run is no child, or one whose family is gone: else it goes with that."""
        if run.parent_id is None:
            return True
        root = self.runs.peek(run.ancestors[0] if run.ancestors else run.parent_id)
        return root is None

    def _is_answer_kept(self, run: Run) -> bool:
        return run.message_id is None or self.keep_answer(run.message_id, run.run_id)

    def _remove(self, run_id: str) -> None:
        """
        Delete a run that was buried: its descendants, their records, its own, and last itself.

        Not where one of them has not ended: whatever that is, it is nothing to delete.
        """
        while below := self.store.below(run_id, _PAGE):
            for child_id in below:
                if not self._is_buried(child_id):
                    log.error("run_not_swept", extra={"run_id": run_id, "open": child_id})
                    return
                self._remove_alone(child_id)
        self._remove_alone(run_id)
        log.info("run_swept", extra={"run_id": run_id})

    def _is_buried(self, run_id: str) -> bool:
        """Bury a run that has ended, whenever that was, and tell whether it is."""
        if self.store.bury(run_id, self.store.now() + LINGERS):
            return True
        run = self.runs.peek(run_id)
        return run is None or run.workspace_id == GRAVE

    def _remove_alone(self, run_id: str) -> None:
        while self.store.remove_records(run_id, _RECORDS):
            pass
        self.store.remove_run(run_id)

    # Files --------------------------------------------------------------------------------------

    def _files(self) -> Iterator[None]:
        after = ""
        while page := self.files.shelf.list(after, _PAGE):
            now = self.store.now()
            for info in page:
                self._try(partial(self._look_at, info, now), info.file_id)
            after = page[-1].file_id
            yield

    def _look_at(self, info: FileInfo, now: datetime) -> None:
        """
        Delete a file that nobody uses, an hour after it was taken out of sight.

        In between nobody can begin to use it, and whoever began before is seen.
        """
        if info.doomed_at is None:
            if self._is_unused(info, now):
                self.files.doom(info, now)
        elif now - info.doomed_at >= LINGERS:
            if self.store.is_file_named(info.file_id):
                self.files.doom(info, None)
            else:
                log.info("file_swept", extra={"file_id": info.file_id})
                self.files.remove(info)

    def _is_unused(self, info: FileInfo, now: datetime) -> bool:
        is_machines = info.used_at is None and info.owner.startswith(MACHINES)
        kept = ORPHAN_AGE if is_machines else timedelta(days=self.days)
        is_old = now - (info.used_at or info.created_at) >= kept
        return is_old and not self.store.is_file_named(info.file_id)

    # Journals -----------------------------------------------------------------------------------

    def _adrift(self) -> Iterator[None]:
        """Delete records of runs that never came to be: whoever submitted them died in between."""
        after, seen = "", set[str]()
        while True:
            found, after = self.store.adrift(after, _KEYS)
            seen |= self._suspected(found)
            if not after:
                break
            yield
        self._suspects = {name: at for name, at in self._suspects.items() if name in seen}

    def _suspected(self, found: Sequence[str]) -> set[str]:
        """Delete those that have been so for an hour, and remember the others."""
        now = self.monotonic()
        for run_id in found:
            if len(self._suspects) < _MOST_SUSPECTS:
                self._suspects.setdefault(run_id, now)
            if now - self._suspects.get(run_id, now) >= ADRIFT_SECONDS:
                self._take_in(run_id)
        return set(found)

    def _take_in(self, run_id: str) -> None:
        """
        Delete what was written under the id of a run that is not there.

        The id is taken first: whoever submits the run at this very moment is told to try again.
        """
        now = self.store.now()
        stand_in = Run(
            run_id=run_id,
            workspace_id=GRAVE,
            flow_id=GRAVE,
            version_id="",
            version=None,
            trigger="",
            trigger_step_id="",
            principal="engine",
            queue="low",
            created_at=now,
            queued_at=now,
            updated_at=now,
            ended_at=now,
            status=RunStatus.CANCELED,
        )
        if self.runs.insert(stand_in):
            log.info("records_swept", extra={"run_id": run_id})
            self._remove_alone(run_id)
