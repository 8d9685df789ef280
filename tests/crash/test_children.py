"""Children over all workers while workers die: started once, joined once, nothing left behind."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.installation import eventually, installation, service
from tests.support.world import each, final, step

ROUNDS = int(os.environ.get("MILLRACE_TEST_FANOUT_ROUNDS", "2"))
MOST_ROUNDS = 50
# Workers under coverage take seconds to start: killed faster than that, none would ever work.
KILL_EVERY_SECONDS = float(os.environ.get("MILLRACE_TEST_KILL_EVERY_SECONDS", "3"))
BRANCHES = 50


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("up")
    with installation(folder, workers=4, MILLRACE_EGRESS_ALLOW="127.0.0.1") as made:
        yield made


@contextlib.contextmanager
def killing(millrace, seed, every_seconds=KILL_EVERY_SECONDS):
    """Kill a worker soon, and then now and then; the supervisor brings another one."""
    rng, over, killed = random.Random(seed), threading.Event(), []

    def kill():
        pauses = itertools.chain([rng.uniform(0.2, 0.8)], itertools.repeat(every_seconds))
        while not over.wait(next(pauses)):
            alive = [pid for pid in millrace.up["pids"]["workers"] if pid]
            if alive:
                victim = rng.choice(alive)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                    killed.append(victim)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()


def rounds(killed, least=1):
    """Yield numbers until there were enough rounds and somebody died: fast machines need more."""
    for number in range(MOST_ROUNDS):
        yield number
        if killed and number + 1 >= least:
            return
    pytest.fail(f"nobody was killed in {MOST_ROUNDS} rounds")


def branches(url):
    for number in range(BRANCHES):
        post = step(
            f"p{number}", "http-request", f"s{number}", method="POST", url=f"{url}/{number}"
        )
        kept = step(f"s{number}", "set", None, values={"n": number})
        yield {
            "name": f"b{number}",
            "steps": [{**post, "output": "call"}, {**kept, "output": "kept"}],
        }


def test_fifty_branches_are_joined_once_though_workers_die(millrace):
    with service() as sink:
        made = {
            **step("all", "parallel", "tell", branches=list(branches(sink.url))),
            "output": "all",
        }
        tell = {**step("tell", "http-request", "end", method="POST", url=sink.url + "/joined")}
        flow_id = millrace.publish(made, tell, final("end", branches="{{all.branches}}"))
        with killing(millrace, seed=7) as killed:
            for number in rounds(killed, ROUNDS):
                run_id = millrace.start(flow_id)
                millrace.await_status(run_id, "completed", "failed", seconds=120)
                check_joined(millrace, sink, run_id, number)


def check_joined(millrace, sink, run_id, number):
    poll = millrace.poll(run_id)
    assert poll["status"] == "completed", (number, millrace.read("errorDetails", run_id))
    joined = millrace.read("outputs", run_id)["branches"]
    assert set(joined) == {f"b{index}" for index in range(BRANCHES)}
    for index in range(BRANCHES):
        outputs = joined[f"b{index}"]
        assert outputs["kept"] == {"n": index}
        assert outputs["call"]["data"]["path"] == f"/{index}"
        mine = [key for key in sink.keys(f"/{index}") if run_of(millrace, key) == run_id]
        assert len(mine) == 1
    rows = [row for row in millrace.read("steps", run_id)["data"] if row["stepId"] == "all"]
    assert [row["status"] for row in rows].count("completed") == 1
    assert len([key for key in sink.keys("/joined") if key.startswith(run_id)]) == 1
    children = millrace.read("details", run_id)["children"]
    assert [child["status"] for child in children] == ["completed"] * BRANCHES


def run_of(millrace, key):
    return millrace.read("details", key.partition(":")[0])["parentId"]


def test_items_in_turn_all_get_theirs_though_workers_die(millrace):
    with service() as sink:
        post = step("p", "http-request", None, method="POST", url=sink.url + "/{{index}}")
        loop = each("loop", "{{range(40)}}", {**post, "output": "call"}, concurrency=5)
        flow_id = millrace.publish(loop, final("end", n="{{loop.successfulItems}}"))
        with killing(millrace, seed=11) as killed:
            for number in rounds(killed):
                run_id = millrace.start(flow_id)
                millrace.await_status(run_id, "completed", "failed", seconds=120)
                assert millrace.read("outputs", run_id) == {"n": 40}
                assert all(len(sink.keys(f"/{index}")) == number + 1 for index in range(40))


def test_a_cancel_ends_every_run_below_though_workers_die(millrace):
    inner = {"name": "in", "steps": [{**step("sleep", "delay", None, seconds=3600)}]}
    nested = {"name": "nested", "steps": [{**step("deep", "parallel", None, branches=[inner])}]}
    waiting = [
        {"name": f"w{number}", "steps": [step(f"w{number}", "wait", None)]} for number in range(10)
    ]
    made = step("all", "parallel", "end", branches=[nested, *waiting])
    flow_id = millrace.publish(made, final("end"))
    with killing(millrace, seed=3) as killed, ThreadPoolExecutor(4) as pool:
        run_ids = list(pool.map(lambda _: millrace.start(flow_id), range(4)))
        time.sleep(1)
        eventually(lambda: killed)
        for run_id in run_ids:
            millrace.call("POST", f"/v1/flowrun/cancel/{run_id}", body={})
        for run_id in run_ids:
            millrace.await_status(run_id, "canceled", seconds=120)
    assert killed
    below = itertools.chain.from_iterable(descendants(millrace, run_id) for run_id in run_ids)
    assert {millrace.poll(child)["status"] for child in below} == {"canceled"}


def descendants(millrace, run_id):
    for child in millrace.read("details", run_id)["children"]:
        yield child["appRunId"]
        yield from descendants(millrace, child["appRunId"])
