"""A worker cut off from its servers, a primary that dies again and again: F16, rows 15 to 18."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

from tests.chaos import flows, nemesis
from tests.chaos.client import keys, number_of
from tests.chaos.cluster import NAMESPACE_HOST, Cluster, Shape, end
from tests.chaos.load import RETRY, found, under
from tests.chaos.proxy import Proxy
from tests.chaos.trial import Trial, Verdict

SET_OF_THREE = Shape(members=3)
NEAR, FAR = NAMESPACE_HOST, "10.213.57.2"


@dataclass
class CutOff:
    """
    One worker that reaches everything through a link which can be cut.

    Where the kernel allows it the worker lives in a network namespace of its own and the link is a
    pair of virtual interfaces; elsewhere only the proxies are cut.
    """

    cluster: Cluster
    proxies: dict[str, Proxy] = field(default_factory=dict)
    name: str = "chaos"
    has_namespace: bool = False

    def __enter__(self) -> Self:
        self.has_namespace = make_namespace()
        host = NEAR if self.has_namespace else "127.0.0.1"
        for what, port in (
            ("mongo", self.cluster.mongo.ports[0]),
            ("redis", self.cluster.redis.port),
            ("sink", self.cluster.sink_port),
        ):
            self.proxies[what] = Proxy(("127.0.0.1", port), host)
        self.slot = self.cluster.of("worker")[0]
        usual = self.slot.argv
        if self.has_namespace:
            self.slot.argv = lambda: ["ip", "netns", "exec", self.name, *usual()]
        self.slot.environ = {
            **self.slot.environ,
            "MILLRACE_MONGO_URL": f"mongodb://{host}:{self.proxies['mongo'].port}/?directConnection=true",
            "MILLRACE_REDIS_URL": f"redis://{host}:{self.proxies['redis'].port}/0",
        }
        end(self.slot)
        time.sleep(1)
        self.cluster.await_workers(self.cluster.shape.workers)
        return self

    def __exit__(self, *_: object) -> None:
        self.cluster.hold([self.slot], wanted=False)
        end(self.slot)
        for proxy in self.proxies.values():
            proxy.close()
        if self.has_namespace:
            subprocess.run(["ip", "netns", "delete", self.name], check=False)
            subprocess.run(["ip", "link", "delete", "chaos0"], check=False, capture_output=True)

    @property
    def sink_url(self) -> str:
        proxy = self.proxies["sink"]
        return f"http://{proxy.host}:{proxy.port}"

    def cut(self, what: str, seconds: float) -> None:
        """Cut the worker off from one server, or from everything by its link."""
        if what == "link" and self.has_namespace:
            link("down")
            time.sleep(seconds)
            link("up")
            return
        chosen = list(self.proxies.values()) if what == "link" else [self.proxies[what]]
        for proxy in chosen:
            proxy.cut()
        time.sleep(seconds)
        for proxy in chosen:
            proxy.heal()

    def deafen(self, what: str, seconds: float) -> None:
        """Let requests through, and no answers."""
        self.proxies[what].is_deaf = True
        time.sleep(seconds)
        self.proxies[what].heal()


def make_namespace() -> bool:
    """Make a network namespace with one link to here; tell whether that is allowed."""
    commands = (
        "ip netns add chaos",
        "ip link add chaos0 type veth peer name chaos1 netns chaos",
        f"ip addr add {NEAR}/30 dev chaos0",
        "ip link set chaos0 up",
        f"ip -n chaos addr add {FAR}/30 dev chaos1",
        "ip -n chaos link set chaos1 up",
        "ip -n chaos link set lo up",
    )
    try:
        for command in commands:
            subprocess.run(command.split(), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no network namespace here ({error}): the proxies alone are cut", flush=True)
        with contextlib.suppress(OSError):
            subprocess.run(["ip", "netns", "delete", "chaos"], check=False, capture_output=True)
        return False
    return True


def link(state: str) -> None:
    subprocess.run(["ip", "link", "set", "chaos0", state], check=True)


def partitions(trial: Trial, runs: int, seconds: float) -> list[Verdict]:
    """F16: a worker is cut off from MongoDB, from Redis, from everything, and from answers."""
    with CutOff(trial.cluster) as cut:
        how = "a network namespace" if cut.has_namespace else "proxies"

        def one(what: str):
            def happen(n: nemesis.Nemesis) -> None:
                n.note(f"cut {what}", held=n.held_by(cut.slot.name), seconds=seconds)
                cut.deafen("mongo", seconds) if what == "answers" else cut.cut(what, seconds)

            return happen

        faults = [one(what) for what in ("mongo", "redis", "link", "answers")]
        url = cut.sink_url
        flow_id = trial.publish(*flows.effects(url, mode="slow", retry=RETRY))
        with trial.nemesis.every(2.0, faults, len(faults)):
            trial.submit(
                flow_id, keys(trial.name, runs), per_second=runs / (len(faults) * (seconds + 2))
            )
            trial.cluster.until(lambda: len(trial.nemesis.done) == len(faults), 300)
        trial.drain()
        evidence = trial.judged()
    shown = f"{len(evidence.runs)} runs, a worker cut off {len(faults)} x {seconds:.0f} s "
    shown += f"(by {how}): {found(evidence)}"
    return [trial.verdict("F16a", "partitions of a worker", shown, evidence)]


def failovers(trial: Trial, times: int, every: float) -> list[Verdict]:
    """F16: the primary of three is killed again and again, or asked to step down."""
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=2, retry=RETRY))
    faults = [lambda n: nemesis.kill_mongo(n, 5.0), nemesis.step_mongo_down]
    with trial.nemesis.every(every - 5, faults, times):
        began = time.monotonic()
        count = int(times * every * 5)
        trial.submit(flow_id, keys(trial.name, count), per_second=5)
        print(f"submitted for {time.monotonic() - began:.0f} s", flush=True)
        trial.cluster.until(lambda: len(trial.nemesis.done) >= times, 120)
    trial.drain()
    evidence = trial.judged()
    fine = sorted(line["at"] for line in evidence.history if line["type"] == "ok")
    gap = max(after - before for before, after in pairwise(fine))
    shown = f"{len(evidence.runs)} runs, the primary lost {len(evidence.faults)} times: "
    shown += f"{found(evidence)}; longest time without an acknowledgement {gap:.1f} s"
    met = {"gap < 5 s": gap < 5}
    return [trial.verdict("F16b", "fail-over of MongoDB", shown, evidence, **met)]


def rollback(trial: Trial) -> list[Verdict]:
    """Row 16: a primary that nobody follows must acknowledge nothing."""
    mongo = trial.cluster.mongo
    flow_id = trial.publish(*flows.effects(trial.cluster.sink_url, count=1, retry=RETRY))
    place = mongo.primary()
    others = [one for one in range(mongo.size) if one != place]
    with stopped_replication(trial.cluster, others):
        trial.nemesis.note("replication stopped")
        with ThreadPoolExecutor(4) as pool:
            told = list(pool.map(lambda key: once(trial, flow_id, key), keys(trial.name, 4)))
        mongo.kill(place)
        trial.nemesis.note("kill mongo", member=place)
    trial.cluster.until(lambda: mongo.primary() is not None, 60)
    trial.cluster.there(lambda: mongo.revive(place))
    trial.submit(flow_id, keys(trial.name, 4))
    trial.drain()
    evidence = trial.judged()
    evidence.require(told == [None] * 4, "I1", f"acknowledged without a majority: {told}")
    shown = f"4 submits to a primary without followers: {sum(map(bool, told))} acknowledged; "
    shown += f"after the fail-over, the same keys: {found(evidence)}"
    return [trial.verdict("R16", "rollback", shown, evidence)]


def once(trial: Trial, flow_id: str, key: str) -> str | None:
    return trial.caller.submit_once(flow_id, key, {"n": number_of(key), "case": key})


@contextlib.contextmanager
def stopped_replication(cluster: Cluster, places: list[int]) -> Iterator[None]:
    """Let members take over nothing from their primary."""

    def turn(mode: str) -> None:
        for place in places:
            with cluster.mongo.direct(place) as client:
                client.admin.command("configureFailPoint", "stopReplProducer", mode=mode)

    turn("alwaysOn")
    try:
        yield
    finally:
        turn("off")


def slow(trial: Trial, runs: int) -> list[Verdict]:
    """Row 17: every operation of MongoDB takes half a second more."""
    evidence = under(
        trial, runs, [nemesis.slow_mongo], 0.5, most=1, per_second=runs / 6.0, mode="ok"
    )
    taken = sum(r["kind"] == "takeover" for run in evidence.runs for r in run["records"])
    evidence.require(taken == 0, "lease", f"{taken} runs were taken from living workers")
    shown = f"{len(evidence.runs)} runs, 500 ms for each operation: {taken} taken over, "
    return [trial.verdict("R17", "MongoDB slow", shown + found(evidence), evidence)]
