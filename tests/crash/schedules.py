"""One schedule: a flow, a seed, and what goes wrong by it; then calm, then the checks."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta

from schemas.run import TERMINAL
from tests.crash.flows import random_flow
from tests.crash.hub import Actor, Fate
from tests.crash.invariants import Violation, check
from tests.crash.simworld import World

# What an actor reads and then acts on: it may be stopped in between, and the world goes on.
READS = frozenset(
    {
        *("store.due", "store.expired", "store.queued", "store.peek", "store.get"),
        *("family.tally", "family.is_any_open", "family.next_in_turn", "family.members"),
        "family.go_on",
        *("gates.get", "queue.undelivered"),
    }
)
CHAOS_OPERATIONS = 60
CALM_ROUNDS = 5000


@dataclass
class Faults:
    """How likely what goes wrong is; each seed switches a random half of it off."""

    kill: float = 0.0
    refuse: float = 0.0
    lose: float = 0.0
    late: float = 0.0
    double: float = 0.0
    wipe: float = 0.0
    drop: float = 0.0
    cancel: float = 0.0
    beat: float = 0.0
    stop: float = 0.0
    kill_at: int | None = None
    kill_after: bool = False

    @classmethod
    def drawn(cls, rng: random.Random) -> Faults:
        likely = {
            "kill": 0.06,
            "refuse": 0.05,
            "lose": 0.05,
            "late": 0.05,
            "double": 0.15,
            "wipe": 0.03,
            "drop": 0.1,
            "cancel": 0.01,
            "beat": 0.1,
        }
        return cls(**{name: p for name, p in likely.items() if rng.random() < 0.5})


class Schedule:
    """Runs one schedule; `world` tells afterwards what happened."""

    def __init__(self, flow: list[tuple], seed: int, faults: Faults) -> None:
        self.flow = flow
        self.rng = random.Random(seed)
        self.faults = faults
        self.is_calm = False
        self.stops = random.Random(~seed)
        self.world = World(flow, self.rng, self.choose)

    def choose(self, actor: Actor) -> Fate:
        faults, now = self.faults, self.world.hub.operations
        if self.is_stopped(actor):
            # Between what it reads and what it does about it the others have all the time.
            actor.stopped_until = now + 1 + self.stops.randint(5, 60)
        if faults.kill_at == now:
            self.world.kills += 1
            return Fate.KILL_AFTER if faults.kill_after else Fate.KILL_BEFORE
        if self.is_calm or actor.about_to == "clock.sleep":
            return Fate.APPLY
        draw = self.rng.random()
        if draw < faults.kill:
            self.world.kills += 1
            return Fate.KILL_BEFORE if draw < faults.kill / 2 else Fate.KILL_AFTER
        if actor.about_to.startswith("store."):
            if draw < faults.kill + faults.refuse:
                return Fate.REFUSE
            if draw < faults.kill + faults.refuse + faults.lose:
                return Fate.LOSE
        return Fate.APPLY

    def is_stopped(self, actor: Actor) -> bool:
        """Tell whether an actor is to be stopped after what it reads now; a worker has a lease."""
        if not self.faults.stop or actor.name not in ("scheduler", "client"):
            return False
        return actor.about_to in READS and self.stops.random() < self.faults.stop

    def run(self) -> World:
        world = self.world
        world.hub.spawn("client", world.submit)
        while world.hub.operations < CHAOS_OPERATIONS and not self.is_over():
            self.disturb()
            self.go_on()
        self.is_calm = True
        for _ in range(CALM_ROUNDS):
            if self.is_over():
                break
            self.go_on()
        else:
            run = world.store.get(world.run_id)
            raise Violation(f"the run is stuck: {run and run.status}, {world.queue.hints}")
        while world.hub.actors:
            world.hub.step()
        world.check_terminal()
        self.check()
        return world

    def check(self) -> None:
        check(self.flow, self.world)

    def is_over(self) -> bool:
        run = self.world.store.get(self.world.run_id)
        return bool(self.world.acknowledged) and run is not None and run.status in TERMINAL

    def go_on(self) -> None:
        """Let somebody make an operation, or, when nobody is there, let time bring somebody."""
        world = self.world
        if world.hub.going():
            world.hub.step()
            if world.rng.random() < 0.3:
                world.spawn_worker()
            return
        if world.spawn_worker() is None:
            self.bring_somebody()

    def bring_somebody(self) -> None:
        world = self.world
        if not world.acknowledged:
            world.hub.spawn("client", world.submit)
            return
        world.at += timedelta(seconds=world.rng.choice((1, 6, 45)))
        world.hub.spawn("scheduler", world.rescue)
        for _ in range(world.rng.choice((0, 1, 1, 2, 3))):
            world.spawn_resumer()

    def disturb(self) -> None:
        world, faults, rng = self.world, self.faults, self.world.rng
        if rng.random() < faults.late:
            world.was_late = True
            world.at += timedelta(seconds=5.5)
            world.hub.spawn("scheduler", world.rescue)
        if rng.random() < faults.double and world.run_id:
            world.hub.spawn("worker", lambda: world.work(world.run_id))
        if rng.random() < faults.wipe:
            world.queue.hints.clear()
            world.queue.is_lost = True
        if rng.random() < faults.drop and world.queue.hints:
            world.queue.hints.pop()
        if rng.random() < faults.beat:
            world.spawn_beat()
        if rng.random() < faults.cancel and world.acknowledged:
            world.hub.spawn("client", world.cancel)


def random_schedule(seed: int, stop: float = 0.0) -> World:
    """Run the schedule of a seed, in which actors are stopped that often. Raises Violation."""
    rng = random.Random(seed)
    flow, faults = random_flow(rng), Faults.drawn(rng)
    return Schedule(flow, seed, replace(faults, stop=stop)).run()


def sweep(seed: int):
    """Yield a flow's quiet world, then the same killed before and after each operation."""
    rng = random.Random(seed)
    flow = random_flow(rng)
    quiet = Schedule(flow, seed, Faults()).run()
    yield quiet
    for place in range(min(quiet.hub.operations, CHAOS_OPERATIONS)):
        for after in (False, True):
            yield Schedule(flow, seed, Faults(kill_at=place, kill_after=after)).run()
