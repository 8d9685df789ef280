"""Whether a caller who waits may still have the answer, asked while the request goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from flask import g

from api import problems
from api.context import services
from engine.errors import Gone, NotFound
from engine.principal import Principal
from engine.shares import PREFIX, principal_of

# A stream, a poll or a wait for an outcome asks this often: it ends as soon after its token did.
LOOK_SECONDS: Final = 1.0


def keep_proof(text: str) -> None:
    """Remember what the caller proved itself with: a token, a session, or a share link's token."""
    g.proof = text


def standing(judge: Callable[[], None] | None = None) -> Callable[[], None]:
    """
    Return what raises once the caller's token, link or account has ended, or `judge` refuses.

    It reads again when a second has passed since it last did, so that callers may ask at every
    event; from then on the request's principal has the role and the groups that were read. Ask
    within the request's context. Raises Rejected (401), and what `judge` raises.
    """
    text: str = g.proof
    asked_at = time.monotonic()

    def require() -> None:
        nonlocal asked_at
        if time.monotonic() - asked_at < LOOK_SECONDS:
            return
        asked_at = time.monotonic()
        found = _found(text)
        if found is None:
            raise problems.unauthorized("this token has ended while the run was waited for")
        g.principal = found
        if judge is not None:
            judge()

    return require


def _found(text: str) -> Principal | None:
    engine = services().engine
    if not text.startswith(PREFIX):
        return engine.tokens.authenticate(text)
    try:
        return principal_of(engine.shares.find(text))
    except (NotFound, Gone):
        return None
