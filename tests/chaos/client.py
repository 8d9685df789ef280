"""
Callers that write down what they asked and what they were told.

Each call is `invoke`, and then `ok`, `fail` (it was refused, nothing happened) or `info` (there was
no answer: it may have happened or not), as in Jepsen's histories. A call without an `ok` is made
again under the same Idempotency-Key, at another API process.
"""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import requests

CALL_SECONDS = 15.0
AGAIN_SECONDS = 0.3


class History:
    """A file of JSON lines, appended to by many threads."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)
        self._lock = threading.Lock()

    def note(self, **line: object) -> None:
        text = json.dumps({"at": time.time(), **line})
        with self._lock:
            self._file.write(text + "\n")

    def close(self) -> None:
        self._file.close()


@dataclass
class Caller:
    """One client of an installation, known by its token; may be used by many threads."""

    urls: list[str]
    token: str
    history: History
    is_over: threading.Event = field(default_factory=threading.Event)
    _turn: itertools.count = field(default_factory=itertools.count)
    _mine: threading.local = field(default_factory=threading.local)

    def call(self, method: str, path: str, body: object = None, **headers: str):
        """Make one call, once; return its answer, or None when there was none."""
        if not hasattr(self._mine, "session"):
            self._mine.session = requests.Session()
        url = self.urls[next(self._turn) % len(self.urls)] + path
        said = {"Authorization": f"Bearer {self.token}", **headers}
        try:
            return self._mine.session.request(
                method, url, json=body, headers=said, timeout=CALL_SECONDS
            )
        except requests.RequestException:
            self._mine.session = requests.Session()
            return None

    def surely(self, method: str, path: str, body: object = None, **headers: str) -> dict:
        """Make a call until it is answered well."""
        while not self.is_over.is_set():
            answer = self.call(method, path, body, **headers)
            if answer is not None and answer.status_code < 300:
                return answer.json()
            assert answer is None or answer.status_code == 503, answer.text
            time.sleep(AGAIN_SECONDS)
        raise TimeoutError(path)

    def publish(
        self,
        *steps: dict,
        name: str = "under fire",
        trigger: dict | None = None,
        control: dict | None = None,
    ) -> str:
        first = trigger or {"id": "start", "type": "api", "data": {}}
        first = {**first, "nextStepId": steps[0]["id"]}
        definition = {"steps": [first, *steps], **({"control": control} if control else {})}
        body = {"name": name, "definition": definition}
        flow_id = self.surely("POST", "/v1/flow", body)["id"]
        self.surely("POST", f"/v1/flow/{flow_id}/publish", {})
        return flow_id

    def submit(self, flow_id: str, key: str, inputs: dict) -> str | None:
        """Start a run until it is acknowledged; return its id, None when the trial is over."""
        while not self.is_over.is_set():
            if run_id := self.submit_once(flow_id, key, inputs):
                return run_id
            time.sleep(AGAIN_SECONDS)
        return None

    def submit_once(self, flow_id: str, key: str, inputs: dict) -> str | None:
        """Start a run, and write down what became of that."""
        self.history.note(op="submit", type="invoke", key=key, flow=flow_id, inputs=inputs)
        answer = self.call(
            "POST",
            f"/v1/client/flow/{flow_id}/execute",
            inputs,
            **{"Idempotency-Key": key, "Prefer": "respond-async"},
        )
        # A run that has ended meanwhile is answered with its outcome, not with 202.
        run_id = None if answer is None else answer.headers.get("X-App-Run-Id")
        self._note(answer, op="submit", key=key, run=run_id)
        return run_id

    def submit_all(
        self,
        flow_id: str,
        keys: Iterable[str],
        started: list[str],
        *,
        threads: int = 8,
        per_second: float = 0.0,
    ) -> list[str]:
        """Start a run for each key, at a pace if one is given; `started` grows by their ids."""
        began, n = time.monotonic(), 0

        def one(numbered: tuple[int, str]) -> str | None:
            place, key = numbered
            if per_second:
                time.sleep(max(0.0, began + place / per_second - time.monotonic()))
            if run_id := self.submit(flow_id, key, {"n": number_of(key), "case": key}):
                started.append(run_id)
            return run_id

        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(one, enumerate(keys, n)))
        return [run_id for run_id in found if run_id]

    def poll(self, run_id: str) -> dict | None:
        """Look at a run, and write down what was seen."""
        answer = self.call("GET", f"/v1/flowrun/poll/{run_id}")
        seen = answer.json() if answer is not None and answer.status_code == 200 else None
        said = {} if seen is None else {"status": seen["status"], "output": seen.get("output")}
        self._note(answer, op="poll", run=run_id, **said)
        return seen

    def _note(self, answer, **line: object) -> None:
        # A run that failed is answered with 422 and its id: its start was acknowledged.
        is_told = line["op"] == "submit" and line.get("run") and answer.status_code < 500
        is_fine = answer is not None and (answer.status_code < 300 or is_told)
        kind = "info" if answer is None else ("ok" if is_fine else "fail")
        more: dict[str, object] = {}
        if answer is not None:
            more["http"] = answer.status_code
            if kind == "fail":
                more["retryAfter"] = answer.headers.get("Retry-After")
                more["body"] = answer.text[:300]
        self.history.note(type=kind, **line, **more)


def number_of(key: str) -> int:
    """Return the number that a run under this key begins with."""
    return random.Random(key).randrange(1_000_000)


def keys(prefix: str, count: int) -> list[str]:
    return [f"{prefix}-{number}" for number in range(count)]


class Polling:
    """Somebody who looks at random runs all the time while something goes on."""

    def __init__(self, caller: Caller, run_ids: list[str], rng: random.Random) -> None:
        self.caller = caller
        self.run_ids = run_ids
        self.rng = rng
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def _look(self) -> None:
        while not self.over.wait(0.1):
            if self.run_ids:
                self.caller.poll(self.rng.choice(self.run_ids))
