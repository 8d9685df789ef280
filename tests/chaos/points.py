"""A kill before and after every point of the protocol: figure F3."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from engine import clock, ids
from engine.schedules import Schedules, Wanted, run_id_of
from engine.store.documents import Run
from tests.chaos import flows
from tests.chaos.client import number_of
from tests.chaos.cluster import Shape
from tests.chaos.trial import Trial, Verdict

WORKER = [f"W{number}" for number in range(9)]
API = [f"A{number}" for number in range(4)]
RESUME = [f"R{number}" for number in range(4)]
SCHEDULE = [f"S{number}" for number in range(4)]
WHEN = ("before", "after")
VICTIMS = ("self", "parent", "both")
SHAPE = Shape(
    workers=2,
    supervised=2,
    probed=True,
    environ=(("MILLRACE_LEASE_SECONDS", "2"), ("MILLRACE_HEARTBEAT_SECONDS", "0.4")),
)
# W3 is a call on its way, W6 a renewal of the lease: both need steps that last.
SLOW = ("W3", "W6")
POISONED = "POISON_STEP"
ONCE = "W2"  # the mark that a step which may not be repeated has begun


@dataclass(frozen=True)
class Case:
    """Where somebody dies, and who."""

    point: str
    when: str
    victim: str = "self"

    def __str__(self) -> str:
        return f"{self.point}-{self.when}-{self.victim}"


def cases() -> Iterator[Case]:
    for point, when, victim in itertools.product(WORKER, WHEN, VICTIMS):
        yield Case(point, when, victim)
    for point, when in itertools.product([*API, *RESUME, *SCHEDULE], WHEN):
        yield Case(point, when)


class Sweep:
    """The cases of one trial."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        url = trial.cluster.sink_url
        self.quick = trial.publish(*flows.effects(url, count=3))
        self.slow = trial.publish(*flows.effects(url, count=3, mode="slow"))
        self.ask = trial.publish(*flows.approval(url))
        self.once = trial.publish(*flows.effects(url, count=3, onCrash="fail"))
        trial.may_fail = ["INTERRUPTED", POISONED]
        token = trial.cluster.credentials.admin_token
        self.principal = trial.cluster.engine.tokens.authenticate(token)
        self.armed: dict[str, Case] = {}
        self.once_ids: dict[str, Case] = {}

    def arm(self, run_id: str, case: Case) -> None:
        text = f"{case.point} {case.when} {case.victim}"
        (self.trial.cluster.arms / run_id).write_text(text)
        self.armed[run_id] = case

    def fired(self) -> dict[str, Case]:
        arms = self.trial.cluster.arms
        return {
            run_id: c for run_id, c in self.armed.items() if (arms / f"{run_id}.fired").exists()
        }

    def missed(self) -> set[Case]:
        """Return the cases that were armed and have not come about."""
        return set(self.armed.values()) - set(self.fired().values())

    def poisoned(self) -> dict[str, Case]:
        """Return the runs that gave up after three deaths without progress."""
        runs = self.trial.cluster.engine.stores.runs
        found = ((run_id, case, runs.get(run_id)) for run_id, case in self.armed.items())
        return {run_id: case for run_id, case, run in found if code_of(run) == POISONED}

    def run_id(self, key: str) -> str:
        settings, who = self.trial.cluster.settings, self.principal
        scope = (who.workspace_id, who.principal_id, "execute.client", key)
        return ids.derived("run", settings.secret_key, *scope)

    def start(self, case: Case, again: str = "") -> str:
        """Arm a case of a worker or of a submit, and start its run."""
        flow_id = self.slow if case.point in SLOW else self.quick
        flow_id = self.once if case.point == ONCE else flow_id
        key = f"{case}{again}"
        self.arm(self.run_id(key), case)
        found = self.trial.caller.submit(flow_id, key, {"n": number_of(key), "case": key})
        assert found == self.run_id(key), "the run's id is not what its key says"
        if flow_id == self.once:
            self.once_ids[found] = case
        return found

    def resume(self, case: Case) -> str:
        """Let a run wait, arm it, and approve until that is answered."""
        key, caller = str(case), self.trial.caller
        run_id = caller.submit(self.ask, key, {"n": number_of(key), "case": key})
        self.await_status([run_id], "waiting")
        self.arm(run_id, case)
        headers = {"Idempotency-Key": key, "Prefer": "respond-async"}
        body = {"decision": "approve"}
        while True:
            answer = caller.call("POST", f"/v1/flowrun/resume/{run_id}", body, **headers)
            if answer is not None and answer.status_code < 300:
                return run_id
            assert answer is None or answer.status_code == 503, answer.text
            time.sleep(0.2)

    def fire(self, case: Case, again: str = "") -> str:
        """Arm the fire of a schedule that is due, once."""
        engine, key = self.trial.cluster.engine, f"{case}{again}"
        flow_id = self.trial.publish(*flows.effects(self.trial.cluster.sink_url, count=1))
        schedules = Schedules(engine.stores.schedules, engine.flows, engine.runs)
        inputs = {"n": number_of(key), "case": key}
        made = schedules.put(self.principal, flow_id, Wanted("* * * * *", "UTC", inputs=inputs))
        due = clock.now().replace(microsecond=0) + timedelta(seconds=2)
        run_id = run_id_of(made.schedule_id, due)
        self.arm(run_id, case)
        engine.stores.schedules.put(replace(made, next_fire=due, end_at=due))
        return run_id

    def fire_missed(self) -> None:
        """
        Fire the schedules whose points were not reached again, one by one.

        Those that are due together fire side by side, so a kill for one can end the scheduler just
        after the write of another, which is never made again.
        """
        for case in sorted(self.missed(), key=str):
            if case.point in SCHEDULE:
                self.await_status([self.fire(case, again="-again")], *ENDED)

    def await_status(self, run_ids: Sequence[str], *statuses: str, seconds: float = 60) -> None:
        runs = self.trial.cluster.engine.mongo.link().runs
        wanted = {"_id": {"$in": list(run_ids)}, "status": {"$in": list(statuses)}}
        self.trial.cluster.until(lambda: runs.count_documents(wanted) == len(run_ids), seconds)


ENDED = ("completed", "failed", "canceled")


def code_of(run: Run | None) -> str | None:
    """Return the code of the error that a run came to, if it came to one."""
    return json.loads(run.error)["code"] if run and run.error else None


def sweep(trial: Trial, share: float = 1.0) -> list[Verdict]:
    """F3: the whole sweep, or a share of it."""
    made = Sweep(trial)
    chosen = [case for case in cases() if trial.rng.random() < share]
    waves = [
        [case for case in chosen if case.point in WORKER and case.victim == victim]
        for victim in VICTIMS
    ]
    for column in waves:
        trial.rng.shuffle(column)
    scheduled = [made.fire(case) for case in chosen if case.point in SCHEDULE]
    for wave in itertools.zip_longest(*waves):
        made.await_status([made.start(case) for case in wave if case], *ENDED)
    # A run that ended because another case killed its worker as well never came to its own point,
    # and the three kills of a wave can hit one run: that is what three deaths in a row are judged.
    crowded = made.poisoned()
    for case in sorted((made.missed() | set(crowded.values())) & set(chosen), key=str):
        if case.point in WORKER:
            made.await_status([made.start(case, again="-again")], *ENDED)
    submitted = [made.start(case) for case in chosen if case.point in API]
    resumed = [made.resume(case) for case in chosen if case.point in RESUME]
    made.await_status([*scheduled, *submitted, *resumed], *ENDED)
    made.fire_missed()
    evidence = trial.judged()
    for case in sorted(map(str, made.missed())):
        evidence.require(False, "points", f"{case} was never reached")
    for run_id, case in made.poisoned().items() - crowded.items():
        evidence.require(False, "I11", f"{case}: {run_id} gave up after a single kill")
    for fault in once_is_once(made, trial):
        evidence.require(False, "I4", fault)
    hit = len(set(made.fired().values()))
    trial.nemesis.done += [{"fault": str(case)} for case in made.fired().values()]
    shown = f"{hit}/{len(chosen)} kills at {len({c.point for c in chosen})} points: "
    shown += f"{len(evidence.violations)} violations"
    return [trial.verdict("F3", "kill before and after each point", shown, evidence)]


def once_is_once(made: Sweep, trial: Trial) -> Iterator[str]:
    """Yield what is wrong with the steps that may not be repeated."""
    calls = [json.loads(line)["key"] for line in trial.cluster.sink_log.read_text().splitlines()]
    for run_id, case in made.once_ids.items():
        run = trial.cluster.engine.stores.runs.get(run_id)
        most = max((calls.count(key) for key in calls if key.startswith(run_id)), default=0)
        if most > 1:
            yield f"{case}: a step that may not be repeated was called {most} times"
        came_to = (run.status.value, code_of(run))
        interrupted = came_to == ("failed", "INTERRUPTED")
        # One whose worker died with the supervisor of another case was interrupted as well.
        is_right = interrupted if case.when == "after" else came_to == ("completed", None)
        if not is_right and not (interrupted and run.fence.n > 2):
            yield f"{case}: the run {run.status.value} ({code_of(run)})"
