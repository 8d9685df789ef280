"""Whether the proof that a request came with still holds, asked while the request goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from flask import g

from api.context import services
from engine.errors import Gone, NotFound
from engine.shares import PREFIX

# A stream or a long poll asks this often: it ends as soon after its token was revoked.
LOOK_SECONDS: Final = 1.0


def keep_proof(text: str) -> None:
    """Remember what the caller proved itself with: a token, a session, or a share link's token."""
    g.proof = text


def standing() -> Callable[[], bool]:
    """
    Return what tells whether the caller's proof still holds, read again after a second.

    It may be called after the request's context is gone.
    """
    text: str = g.proof
    engine, asked_at, answer = services().engine, time.monotonic(), True

    def stands() -> bool:
        nonlocal asked_at, answer
        if answer and time.monotonic() - asked_at >= LOOK_SECONDS:
            asked_at = time.monotonic()
            answer = _is_link(text) if text.startswith(PREFIX) else _is_token(text)
        return answer

    def _is_link(text: str) -> bool:
        try:
            engine.shares.find(text)
        except (NotFound, Gone):
            return False
        return True

    def _is_token(text: str) -> bool:
        return engine.tokens.authenticate(text) is not None

    return stands
