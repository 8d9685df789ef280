"""Clients, workers, schedulers and a clock in any order, over the real HTTP application."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from functools import partial
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from engine import ids
from engine.queue import QUEUES
from engine.store.documents import Hint
from engine.store.endings import BODY_OF
from tests.crash.http_flows import FLOWS
from tests.crash.http_model import BODIES, Model
from tests.crash.http_world import Drawn, Interruption, Place

# Tracing every line makes this several times slower, and the unit tests cover the same lines.
pytestmark = pytest.mark.no_cover

# 10,000 steps and more in all; HTTP_MACHINE_TIMES=100 makes it a hundred times as many, and
# HTTP_MACHINE_SEED others.
SHARES = 4
TIMES = int(os.environ.get("HTTP_MACHINE_TIMES", "1"))
SEED = int(os.environ.get("HTTP_MACHINE_SEED", "0"))
EXAMPLES = 60 * TIMES
STEPS = 51

NAMES = st.sampled_from(sorted(FLOWS))
PLACES = st.integers(0, 30)
KEYS = st.sampled_from([None, "k1", "k2", "k3"])
CALLERS = st.sampled_from(["admin", "client", "revocable", "link"])
NUMBERS = st.integers(0, 2)
ASYNC = {"Prefer": "respond-async"}
OPERATIONS = ["claim", "append", "settle", "settle", "send", "insert", "push", "peek", "entries"]
MOMENTS = {
    "name": st.sampled_from(OPERATIONS),
    "nth": st.sampled_from([1, 1, 1, 2, 3]),
    "after": st.booleans(),
}
MEANWHILE = st.sampled_from(["time", "cancel", "resume", "flush", "twice"])


class Machine(RuleBasedStateMachine):
    """Every rule is something that somebody does, or that happens."""

    executed: ClassVar[Counter] = Counter()

    def __init__(self):
        super().__init__()
        ids.secrets.random.seed(0)
        self.place = Place()
        self.model = Model(self.place)
        edge = self.place.edge
        self.callers = {"admin": edge.admin, "client": edge.key, "revocable": edge.token("key")}
        share = edge.post(f"/v1/flow/{self.place.flow_ids['summing']}/share", {}).json
        self.share, self.revoked = share, set()

    def _count(self, what):
        self.executed[what] += 1

    def _run(self, place):
        """Return one of the runs that were started, None where there is none."""
        runs = list(self.model.submitted)
        return runs[place % len(runs)] if runs else None

    # Starting ------------------------------------------------------------------------------------

    def _execute(self, caller, name, number, key, body=None):
        headers = {**ASYNC, **({"Idempotency-Key": key} if key else {})}
        edge, inputs = self.place.edge, {"n": number} if body is None else body
        if caller == "link":
            path = f"/v1/flow/share/execute/{self.share['token']}"
            return edge.call("POST", path, inputs, as_={"X-Nobody": "1"}, headers=headers)
        path = f"/v1/client/flow/{self.place.flow_ids[name]}/execute"
        return edge.call("POST", path, inputs, as_=self.callers[caller], headers=headers)

    @initialize(names=st.lists(NAMES, min_size=2, max_size=4))
    def begin(self, names):
        """Start a few runs: by rules alone many a machine would have nothing to do."""
        for name in names:
            self.submit("admin", name, 1, None)

    @rule(caller=CALLERS, name=NAMES, number=NUMBERS, key=KEYS)
    def submit(self, caller, name, number, key):
        self._count("submit")
        name = "summing" if caller == "link" else name
        answer = self._execute(caller, name, number, key)
        if caller in self.revoked:
            assert answer.status_code in (401, 410), answer.json
            return
        scope = (caller, key) if key else None
        known = self.model.submitted.get(self.model.by_key.get(scope))
        if known is not None and (known.flow, known.number) != (name, number):
            assert answer.json["code"] == "idempotency_key_reused", answer.json
            return
        if known is None:
            assert answer.status_code == 202, answer.json
        self.model.told(answer, name, number, scope, self.place.latest[name])

    @rule(name=NAMES, after=st.booleans())
    def submit_where_the_store_is_lost(self, name, after):
        """The client has no answer and repeats its call."""
        self._count("submit, store lost")
        key, place = f"lost{len(self.model.by_key)}", self.place
        engine, real = place.edge.engine, place.edge.engine.runs
        lost = Interruption("insert", 1, after, place.refuse).around(place.runs)
        object.__setattr__(real, "store", lost)
        try:
            answer = self._execute("admin", name, 1, key)
        finally:
            object.__setattr__(real, "store", place.runs)
        assert engine.runs is real
        assert answer.status_code == 503, answer.json
        answer = self._execute("admin", name, 1, key)
        self.model.told(answer, name, 1, ("admin", key), place.latest[name])

    # Working -------------------------------------------------------------------------------------

    @rule(times=st.integers(1, 3))
    def work(self, times):
        self._count("work")
        for _ in range(times):
            self.place.work()

    def _work_until(self, what, moment, act, *, is_buried=True):
        self._count(f"work until {what}")
        if not self.place.has_hints():
            self.place.time.sleep(6)
            self.place.scheduler(0)
        self.place.work(Interruption(*moment, act), is_buried=is_buried)

    @rule(**MOMENTS, is_buried=st.booleans())
    def work_until_killed(self, name, nth, after, is_buried):
        self._work_until("killed", (name, nth, after), self.place.kill, is_buried=is_buried)

    @rule(**MOMENTS, other=st.sampled_from([None, "append", "settle", "send"]))
    def work_until_taken_over(self, name, nth, after, other):
        """Go on, unaware, after somebody else took all runs over, and perhaps died of it."""
        act = partial(self.place.take_over, other, after=True)
        self._work_until("taken over", (name, nth, after), act)

    @rule(
        **MOMENTS, place=PLACES, act=st.sampled_from(["time", "cancel", "resume", "flush", "twice"])
    )
    def work_until_something_else(self, name, nth, after, place, act):
        self._work_until(act, (name, nth, after), lambda: self._act(act, place))

    def _act(self, act, place):
        match act:
            case "time":
                self.place.time.sleep(7)
                self.place.scheduler(0)
                self.place.work()
            case "cancel":
                self._cancel(place)
            case "resume":
                self._resume(place, 0, None, pinned=True)
            case "twice":
                self.place.follow_twice()
            case "flush":
                self.place.queue.client.flushall()

    @rule(number=st.integers(0, 1))
    def schedule(self, number):
        self._count("scheduler")
        store, place = self.place.edge.engine.stores.schedules, self.place
        place.scheduler(number)
        last = store.find(place.schedule.schedule_id).last_run_id
        if last is not None:
            self.model.fires.add(last)

    @rule(seconds=st.sampled_from([1, 6, 6, 31, 61]))
    def pass_time(self, seconds):
        self._count("time")
        self.place.time.sleep(seconds)

    @rule(
        what=st.sampled_from(["lease", "hint", "lost hint", "flush"]),
        place=PLACES,
        fence=st.integers(-1, 1),
        queue=st.sampled_from(["high", "low"]),
    )
    def disturb(self, what, place, fence, queue):
        """End a lease, push a hint again, or lose one, or all of Redis."""
        self._count(f"disturbed: {what}")
        if what == "flush":
            self.place.queue.client.flushall()
        elif what == "lost hint":
            for name in QUEUES:
                self.place.queue.client.lpop(f"rq:queue:{name}")
        elif run := self.place.runs.get(self._run(place) or ""):
            if what == "lease":
                self.place.expire(run)
            else:
                self.place.queue.push([Hint(run.run_id, max(0, run.fence.n + fence), queue)])

    # People --------------------------------------------------------------------------------------

    def _post_resume(self, run_id, body, headers, who=None):
        path = f"/v1/flowrun/resume/{run_id}"
        return self.place.edge.post(path, body, as_=who, headers={**ASYNC, **headers})

    def _is_over(self, run):
        return run.wake_at is not None and run.wake_at <= self.place.time.now()

    def _resume(self, place, choice, key, *, pinned):
        open_ = self.model.waiting()
        if not open_:
            return
        run = open_[place % len(open_)]
        wait, body = run.wait, BODIES[BODY_OF[run.wait.kind]][choice]
        sent = json.loads(json.dumps(body))
        if "toolResult" in sent:
            sent["toolResult"]["executionId"] = wait.wait_id
        elif pinned:
            sent["waitId"] = wait.wait_id
        headers = {"Idempotency-Key": f"{key}{wait.wait_id}"} if key else {}
        root = self.model.root_of(run.run_id)
        # A child's wait is resolved at the child, or at the root where the wait is named.
        at = root if sent.get("waitId") and choice else run.run_id
        answer = self._post_resume(at, sent, headers)
        is_over = self._is_over(run)
        assert answer.status_code == (410 if is_over else 202), answer.json
        if not is_over:
            self.model.accepts(run.run_id, wait, body, {"body": sent, **headers})

    @rule(place=PLACES, choice=st.sampled_from([0, 0, 1]), key=KEYS, pinned=st.booleans())
    def resume(self, place, choice, key, pinned):
        self._count("resume")
        self._resume(place, choice, key, pinned=pinned)

    @precondition(lambda self: self.model.resumed)
    @rule(place=PLACES, differs=st.booleans())
    def resume_again(self, place, differs):
        """The same call is the same decision; another one about the same wait is refused."""
        self._count("resume again")
        known = self.model.resumed[place % len(self.model.resumed)]
        sent = json.loads(json.dumps(known.headers["body"]))
        headers = {name: known.headers[name] for name in known.headers if name != "body"}
        is_pinned = "waitId" in sent or "toolResult" in sent
        if not is_pinned and not headers:
            return  # it would be about whatever is open now
        if differs:
            (kind,) = set(sent) - {"waitId"}
            sent[kind] = json.loads(json.dumps(BODIES[kind][known.body == BODIES[kind][0]][kind]))
            if kind == "toolResult":
                sent[kind]["executionId"] = known.wait_id
        answer = self._post_resume(known.run_id, sent, headers)
        if differs:
            assert answer.status_code in (409, 422), answer.json
            assert answer.json["code"] in ("wait_decided", "idempotency_key_reused"), answer.json
        else:
            is_outcome = answer.json.get("code") in ("run_failed", "run_canceled")
            assert answer.status_code in (200, 202) or is_outcome, answer.json

    @rule(place=PLACES, how=st.sampled_from(["kind", "wait", "foreign", "nobody", "revoked"]))
    def resume_wrongly(self, place, how):
        self._count("resume wrongly")
        open_ = self.model.waiting()
        if not open_ or (how == "revoked" and "revocable" not in self.revoked):
            return
        run = open_[place % len(open_)]
        right = BODY_OF[run.wait.kind]
        wrong = next(kind for kind in BODIES if kind != right)
        body = json.loads(json.dumps(BODIES[wrong if how == "kind" else right][0]))
        if "toolResult" in body:
            is_other = how == "wait"
            body["toolResult"]["executionId"] = "wait_other" if is_other else run.wait.wait_id
        elif how == "wait":
            body["waitId"] = "wait_other"
        foreign = self.place.edge.token("pat", "elsewhere")
        who = {"foreign": foreign, "nobody": {"X-Nobody": "1"}}
        who["revoked"] = self.callers["revocable"]
        answer = self._post_resume(run.run_id, body, {}, who.get(how))
        codes = {"kind": 422, "foreign": 404, "nobody": 401, "revoked": 401}
        codes["wait"] = 410 if self._is_over(run) else 409
        assert answer.status_code == codes[how], answer.json
        assert self.place.runs.get(run.run_id) is run

    def _cancel(self, place):
        run_id = self._run(place)
        if run_id is None:
            return
        answer = self.place.edge.post(f"/v1/flowrun/cancel/{run_id}")
        if answer.status_code in (200, 202):
            self.model.canceled.add(run_id)
        else:
            assert answer.json["code"] == "run_finished", answer.json

    @rule(
        what=st.sampled_from(["publish", "publish", "cancel", "revoke"]), name=NAMES, place=PLACES
    )
    def administer(self, what, name, place):
        self._count(what)
        if what == "publish":
            self.place.publish(name)
        elif what == "cancel":
            self._cancel(place)
        else:
            self._revoke("link" if place % 2 else "revocable")

    def _revoke(self, what):
        edge = self.place.edge
        if what == "link":
            flow_id = self.place.flow_ids["summing"]
            edge.call("DELETE", f"/v1/flow/{flow_id}/share/{self.share['id']}")
        else:
            edge.tokens.revoke(self.callers[what]["Authorization"].removeprefix("Bearer "))
        self.revoked.add(what)

    # Always, and at the end ----------------------------------------------------------------------

    @invariant()
    def what_was_promised_holds(self):
        self.model.check()

    def teardown(self):
        self.place.drain()
        self.model.check()
        self.model.check_liveness(may_wait=True)
        for _ in range(60):
            for place in range(len(self.model.waiting())):
                self._resume(place, 0, None, pinned=True)
            if not self.model.waiting() and all(
                run.status.value in ("completed", "failed", "canceled")
                for run in self.place.runs.every()
            ):
                break
            self.place.drain()
        self.model.check()
        self.model.check_liveness(may_wait=False)
        self.model.check_results()


@pytest.mark.parametrize("share", range(SHARES))
def test_every_promise_holds_whatever_clients_and_processes_do(share, monkeypatch, capsys):
    monkeypatch.setattr(Machine, "executed", Counter())
    monkeypatch.setattr(ids, "secrets", Drawn())
    logging.disable(logging.CRITICAL)
    try:
        run_state_machine_as_test(
            seed(SHARES * SEED + share)(Machine),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                print_blob=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        logging.disable(logging.NOTSET)
    with capsys.disabled():
        total = sum(Machine.executed.values())
        print(f"\n{total} steps, 0 violations: {dict(Machine.executed.most_common())}")
    assert total >= 2500 * TIMES
