"""The effects of a run that has used secrets: each call out is looked through for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.egress.guards import Guard
from engine.secrecy import Touched, every_spelling, spellings
from engine.steps.base import Effects, HttpRequest, HttpResponse


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
        # A short text of an earlier step may stand anywhere by chance; one of this step is meant.
        guards = [Guard(one.name, every_spelling(one.text), one.origins) for one in self.own]
        guards += [Guard(one.name, tuple(spellings(one.text)), one.origins) for one in self.before]
        return self.effects.send(replace(request, guards=tuple(guards)))
