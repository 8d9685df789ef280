"""What the clients of the HTTP machine were told, and what must hold of the runs therefore."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from engine import loading
from engine.record import from_entry
from engine.store.endings import BODY_OF
from schemas.run import TERMINAL, RunStatus
from tests.crash.http_flows import EXPIRED, FLOWS
from tests.crash.http_world import Place
from tests.crash.invariants import Violation, check_journal, is_poisoned
from tests.support.world import error_of, output_of

BODIES = {
    "decision": [{"decision": "approve"}, {"decision": "reject"}],
    "data": [{"data": {"r": 1}}, {"data": {"r": 2}}],
    "toolResult": [
        {"toolResult": {"success": True, "output": {"r": 3}}},
        {"toolResult": {"success": False, "output": {"r": 4}, "error": "no"}},
    ],
}


def require(holds: bool, what: str) -> None:
    if not holds:
        raise Violation(what)


@dataclass(frozen=True)
class Submitted:
    """A run that a client was told of."""

    run_id: str
    flow: str
    number: int
    version: int


@dataclass(frozen=True)
class Resumed:
    """A resume call that was accepted."""

    run_id: str
    wait_id: str
    body: dict
    headers: dict


@dataclass
class Model:
    """Everything that was acknowledged."""

    place: Place
    submitted: dict[str, Submitted] = field(default_factory=dict)
    by_key: dict[tuple, str] = field(default_factory=dict)
    accepted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    resumed: list[Resumed] = field(default_factory=list)
    decided: dict[str, dict] = field(default_factory=lambda: defaultdict(dict))
    canceled: set[str] = field(default_factory=set)
    fires: set[str] = field(default_factory=set)
    _seen: dict[str, tuple] = field(default_factory=dict)

    def told(self, answer, flow, number, key, version) -> None:
        """Note that a start was acknowledged: the same key always means the same run."""
        run_id = answer.headers["X-App-Run-Id"]
        known = self.by_key.setdefault(key, run_id) if key is not None else run_id
        require(known == run_id, f"{key} started {known} and {run_id}")
        require(self.place.runs.get(run_id) is not None, f"{run_id} was told of and is not stored")
        self.submitted.setdefault(run_id, Submitted(run_id, flow, number, version))

    def accepts(self, run_id, wait, body, headers) -> None:
        """Note that a decision was acknowledged."""
        said = json.dumps(body, sort_keys=True)
        self.accepted[wait.wait_id].add(said)
        self.resumed.append(Resumed(run_id, wait.wait_id, body, headers))
        self.decided[self.root_of(run_id)].setdefault(wait.step_id, body)

    def root_of(self, run_id) -> str:
        return next(iter(self.place.runs.get(run_id).ancestors), run_id)

    def waiting(self) -> list:
        """Return the runs that wait for people, children too."""
        return [run for run in self.place.runs.every() if run.wait and run.wait.kind in BODY_OF]

    # Invariants ----------------------------------------------------------------------------------

    def check(self) -> None:
        """Hold every run against what it was, and what was said about it."""
        runs = self.place.runs
        lengths = Counter(run_id for run_id, _ in runs._journal)
        for run in runs.every():
            length = lengths[run.run_id]
            if self._seen.get(run.run_id, (None,)) != (run, length):
                self._check_run(run)
                self._seen[run.run_id] = (run, length)
        for wait_id, said in self.accepted.items():
            require(len(said) == 1, f"{wait_id} was decided as {said}")
        for key, bodies in self.place.calls.items():
            require(len(bodies) == 1, f"{key} was sent with different bodies")
        self._check_count()

    def _check_run(self, run) -> None:
        before = self._seen.get(run.run_id, (run,))[0]
        require(before.status not in TERMINAL or before == run, f"{run.run_id} was changed")
        require(before.fence.n <= run.fence.n, f"the fence of {run.run_id} went back")
        entries = loading.entries_of(self.place.runs, run)
        records = [from_entry(entry) for entry in entries]
        check_journal(entries, records, require)
        decisions = Counter(one.decision["waitId"] for one in records if one.decision)
        require(all(n == 1 for n in decisions.values()), f"decided twice: {decisions}")

    def _check_count(self) -> None:
        roots = [run for run in self.place.runs.every() if run.parent_id is None]
        fired = {run.run_id for run in roots if run.principal.startswith("schedule:")}
        require(self.fires <= fired, f"{self.fires - fired} were fired and are not stored")
        others = {run.run_id for run in roots} - fired
        require(others == set(self.submitted), f"{others ^ set(self.submitted)} nobody started")
        in_turn = self.place.flow_ids["in turn"]
        begun = [
            run.run_id
            for run in roots
            if run.flow_id == in_turn
            and run.status not in TERMINAL
            and not (run.wait and run.wait.kind == "turn")
        ]
        require(len(begun) <= 1, f"{begun} run at once")

    # At the end ----------------------------------------------------------------------------------

    def check_liveness(self, *, may_wait: bool) -> None:
        """Fail for a run that has not ended and waits for nobody."""
        for run in self.place.runs.every():
            waits = run.wait is not None and (
                run.wait.kind in BODY_OF or run.wait.kind in ("children", "turn")
            )
            is_fine = run.status in TERMINAL or (may_wait and waits)
            require(is_fine, f"{run.run_id} is stuck: {run.status}, {run.wait}")

    def check_results(self) -> None:
        calls = Counter(self.root_of(key.partition(":")[0]) for key in self.place.calls)
        for one in self.submitted.values():
            self._check_result(one, calls[one.run_id])
        for run in self.place.runs.every():
            if run.run_id in self.fires and not self._is_poisoned(run):
                output = output_of(run)
                require(output is not None and output["acc"] == 20, f"a fire led to {output}")

    def _check_result(self, one: Submitted, calls: int) -> None:
        run = self.place.runs.get(one.run_id)
        if one.run_id in self.canceled:
            require(run.status is RunStatus.CANCELED, f"a cancel was accepted: {run.status}")
            return
        if self._is_poisoned(run):
            return
        decided = defaultdict(lambda: EXPIRED, self.decided[one.run_id])
        status, expected, count = FLOWS[one.flow].leads_to(one.number, decided)
        if status == "completed":
            expected = {**expected, "v": one.version}
        error = error_of(run)
        found = (run.status.value, error["code"] if error else output_of(run))
        require(found == (status, expected), f"{one} led to {found}, not {(status, expected)}")
        require(calls == count, f"{one} made {calls} calls, not {count}")

    def _is_poisoned(self, run) -> bool:
        """Tell whether claims that lapsed, as some did, ended a run or a part of it."""
        if self.place.lapses < 3:
            return False
        family = [one for one in self.place.runs.every() if run.run_id in one.ancestors]
        return any(
            is_poisoned(one, [from_entry(e) for e in loading.entries_of(self.place.runs, one)])
            for one in (run, *family)
        )
