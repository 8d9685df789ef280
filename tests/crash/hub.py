"""
The scheduler of a simulation: actors are greenlets that stop before every operation of a port.

At each stop the hub decides, by a seed, who goes on and what becomes of the operation: it is
applied; its actor is killed before or after it; the store refuses it, or applies it and loses the
answer. A killed actor's `finally` blocks cannot reach the world any more.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from greenlet import getcurrent, greenlet

from engine.errors import Unavailable


class Killed(BaseException):
    """kill -9: nothing after it happens."""


class Fate(Enum):
    APPLY = "apply"
    KILL_BEFORE = "kill before"
    KILL_AFTER = "kill after"
    REFUSE = "refuse"
    LOSE = "lose the answer"


@dataclass(eq=False)
class Actor:
    """
    One process: its name, its greenlet, the operation it is about to make.

    It is stopped, as by SIGSTOP, until so many operations have been made in all.
    """

    name: str
    greenlet: greenlet
    about_to: str = ""
    is_dead: bool = False
    stopped_until: int = 0


@dataclass
class Hub:
    """Decides everything by `rng`; `choose` picks the fate of each operation."""

    rng: random.Random
    choose: Callable[[Actor], Fate]
    before: Callable[[], None] = lambda: None
    actors: list[Actor] = field(default_factory=list)
    hit: Counter = field(default_factory=Counter)
    operations: int = 0

    def __post_init__(self) -> None:
        self.main = getcurrent()

    def spawn(self, name: str, work: Callable[[], None]) -> Actor:
        actor = Actor(name, greenlet(self._run))
        self.actors.append(actor)
        # It runs up to its first operation, which nothing outside can tell from not running yet.
        actor.greenlet.switch(actor, work)
        return actor

    def _run(self, actor: Actor, work: Callable[[], None]) -> None:
        actor.greenlet.actor = actor
        try:
            work()
        except Killed:
            pass
        finally:
            actor.is_dead = True
            self.actors.remove(actor)

    def going(self) -> list[Actor]:
        """Return the actors that are not stopped."""
        return [one for one in self.actors if one.stopped_until <= self.operations]

    def step(self) -> None:
        """Let one actor make one operation."""
        actor = self.rng.choice(self.going() or self.actors)
        fate = self.choose(actor)
        self.operations += 1
        self.hit[actor.about_to, fate] += 1
        self.before()
        actor.greenlet.switch(fate)

    def kill(self, actor: Actor) -> None:
        actor.greenlet.switch(Fate.KILL_BEFORE)

    def operation(self, name: str, apply: Callable[[], object]) -> object:
        actor: Actor = getcurrent().actor
        if actor.is_dead:
            raise Killed
        actor.about_to = name
        fate = self.main.switch()
        if fate is Fate.KILL_BEFORE:
            self._die(actor)
        if fate is Fate.REFUSE:
            raise Unavailable("refused")
        result = apply()
        if fate is Fate.KILL_AFTER:
            self._die(actor)
        if fate is Fate.LOSE:
            raise Unavailable("the answer was lost")
        return result

    def _die(self, actor: Actor) -> None:
        actor.is_dead = True
        raise Killed


class Port:
    """Every method of `real` as an operation of the hub."""

    def __init__(self, hub: Hub, name: str, real: object) -> None:
        self._hub = hub
        self._name = name
        self._real = real

    def __getattr__(self, method: str):
        real, name = getattr(self._real, method), f"{self._name}.{method}"

        def operate(*args, **kwargs):
            return self._hub.operation(name, lambda: real(*args, **kwargs))

        setattr(self, method, operate)
        return operate
