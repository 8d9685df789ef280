"""One trial: an installation, callers, a nemesis, and the files that tell what happened."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.chaos import check, dump
from tests.chaos.client import Caller, History
from tests.chaos.cluster import CANARY, Cluster
from tests.chaos.nemesis import Nemesis

DRAIN_SECONDS = 120.0
OPEN = ["queued", "running"]


@dataclass
class Verdict:
    """What came of one figure: the line to show, and whether it holds."""

    figure: str
    title: str
    shown: str
    violations: list[str] = field(default_factory=list)
    met: dict[str, bool] = field(default_factory=dict)
    seconds: float = 0.0
    faults: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether every promise was kept; times are met or missed, which is another matter."""
        return not self.violations


@dataclass
class Trial:
    """What a scenario works with."""

    name: str
    seed: int
    cluster: Cluster
    folder: Path
    flow_ids: list[str] = field(default_factory=list)
    run_ids: list[str] = field(default_factory=list)
    effects: dict[str, int] = field(default_factory=dict)
    is_quiet: bool = False
    may_wait: bool = False
    may_fail: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.rng = random.Random(f"{self.name}/{self.seed}")
        self.history = History(self.folder / f"{self.name}.history.jsonl")
        self.nemesis = Nemesis(self.cluster, self.rng, self.folder / f"{self.name}.faults.jsonl")
        token = self.cluster.credentials.admin_token
        self.caller = Caller(self.cluster.urls, token, self.history)
        self.began = time.monotonic()

    def publish(self, *steps: dict, **more: object) -> str:
        flow_id = self.caller.publish(*steps, name=self.name, **more)
        self.flow_ids.append(flow_id)
        self.effects[flow_id] = sum(step["type"] == "http-request" for step in steps)
        return flow_id

    def submit(self, flow_id: str, keys: Sequence[str], **more: object) -> list[str]:
        return self.caller.submit_all(flow_id, keys, self.run_ids, **more)

    def open_runs(self, statuses: Sequence[str] = OPEN) -> int:
        """Return how many runs of this trial's flows are in one of these statuses."""
        runs = self.cluster.engine.mongo.link().runs
        wanted = {"flowId": {"$in": self.flow_ids}, "status": {"$in": list(statuses)}}
        return runs.count_documents(wanted)

    def drain(self, seconds: float = DRAIN_SECONDS, statuses: Sequence[str] = OPEN) -> float:
        """Wait until nothing of this trial is to be done; return how long that took."""
        began = time.monotonic()
        try:
            self.cluster.until(lambda: self.open_runs(statuses) == 0, seconds)
        except TimeoutError:
            print(f"{self.name}: {self.open_runs(statuses)} runs did not end", flush=True)
        return time.monotonic() - began

    def judged(self) -> check.Evidence:
        """Write everything down, and judge it."""
        self.history.close()
        self.nemesis.close()
        dump.runs(self.cluster, self.flow_ids, self.folder / f"{self.name}.runs.jsonl")
        facts = {
            "ended_at": time.time(),
            "effects": self.effects,
            "is_quiet": self.is_quiet,
            "may_wait": self.may_wait,
            "may_fail": self.may_fail,
        }
        (self.folder / f"{self.name}.facts.json").write_text(json.dumps(facts))
        evidence = check.read(self.folder, self.name, self.cluster.sink_log)
        check.check(evidence)
        for place in self.canaries():
            evidence.require(False, "I12", f"a secret stands in {place}")
        for name, count in self._leftovers().items():
            evidence.require(False, "I10", f"{count} left in {name}")
        return evidence

    def _leftovers(self) -> dict[str, int]:
        try:
            self.cluster.until(lambda: not dump.redis_leftovers(self.cluster), 15)
        except TimeoutError:
            return dump.redis_leftovers(self.cluster)
        return {}

    def canaries(self) -> Iterator[str]:
        """Yield every file and every key that shows the secret which the flows use."""
        logs = sorted((self.cluster.folder / "logs").glob("*.log"))
        for path in [*logs, *sorted(self.folder.glob(f"{self.name}.*"))]:
            if CANARY in path.read_text(errors="replace"):
                yield path.name
        client = self.cluster.engine.queue.client
        for key in client.scan_iter(count=1000):
            if (
                client.type(key) == b"hash"
                and CANARY.encode() in repr(client.hgetall(key)).encode()
            ):
                yield key.decode(errors="replace")

    def verdict(
        self, figure: str, title: str, shown: str, evidence: check.Evidence, **met: bool
    ) -> Verdict:
        return Verdict(
            figure,
            title,
            shown,
            evidence.violations,
            met,
            time.monotonic() - self.began,
            len(self.nemesis.done),
        )


@contextmanager
def noting(trial: Trial) -> Iterator[Trial]:
    """Let no caller outlive a trial."""
    try:
        yield trial
    finally:
        trial.caller.is_over.set()
