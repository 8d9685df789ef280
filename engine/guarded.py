"""The effects of a run that has used secrets: each call out is looked through for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from engine.egress.guards import Guard
from engine.secrecy import SHORTEST_MASKED, Touched, every_spelling, spellings, texts_of
from engine.steps.base import Effects, HttpRequest, HttpResponse

# A shorter beginning of a secret may stand in any address by chance, and says little of it.
_SHORTEST_PART: Final = 4


@dataclass(frozen=True, slots=True)
class Guarded:
    """
    Satisfies `Effects`; the door looks for the guards of each request.

    `before` are secrets that earlier steps used, `own` those of this attempt, which grow.
    """

    effects: Effects
    before: Sequence[Touched]
    own: Sequence[Touched]

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send a request that may hold any of these secrets. Raises EgressError."""
        if not self.before and not self.own:
            return self.effects.send(request)
        guards = tuple(guards_of(self.own, self.before))
        response = self.effects.send(replace(request, guards=guards))
        return replace(response, texts=texts_of([*self.own, *self.before]))


def guards_of(own: Sequence[Touched], before: Sequence[Touched]) -> list[Guard]:
    """Return what is looked for in a call of a step with `own` secrets, after steps with others."""
    # A short text of an earlier step may stand anywhere by chance; one of this step is meant.
    guards = [_guard(one, every_spelling, _SHORTEST_PART) for one in own]
    return guards + [_guard(one, spellings, SHORTEST_MASKED) for one in before]


def _guard(one: Touched, spelled: Callable[[str], list[str]], shortest: int) -> Guard:
    # The door drops what follows a `#` in an address: the rest of the secret would go unseen.
    part, mark, _ = one.text.partition("#")
    kept = [part] if mark and len(part) >= shortest else []
    return Guard(one.name, (*spelled(one.text), *kept), one.origins)
