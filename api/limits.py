"""Rate limits of the edge: a key's, a share link's, and those of guessing."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, g

from api.addresses import client_address
from api.context import services
from engine.limiter import WINDOW_SECONDS, Allowance, too_many
from engine.principal import Principal
from engine.store.people import Share

GUESSES_PER_MINUTE: Final = 20


def register(app: Flask) -> None:
    """Say in each answer what is left, where something was counted."""
    app.after_request(_show)


def count_key(principal: Principal) -> None:
    """Count a call by a client's key. Raises TooMany."""
    if principal.kind == "key":
        most = principal.rate_per_minute or services().engine.settings.key_rate_per_minute
        _require(principal.principal_id, most)


def count_share(share: Share) -> None:
    """Count a use of a share link. Raises TooMany."""
    most = share.rate_per_minute or services().engine.settings.share_rate_per_minute
    _require(f"share:{share.share_id}", most)


def count_guess() -> None:
    """Count a link that is none against the address that asked. Raises TooMany."""
    services().engine.limiter.require(f"guess:{client_address()}", GUESSES_PER_MINUTE)


def _require(name: str, per_minute: int) -> None:
    g.allowance = services().engine.limiter.hit(name, per_minute)
    if g.allowance.remaining < 0:
        raise too_many(g.allowance)


def _show(response: Response) -> Response:
    allowance: Allowance | None = g.get("allowance")
    if allowance is not None:
        left = max(0, allowance.remaining)
        response.headers["RateLimit-Policy"] = f'"minute";q={allowance.limit};w={WINDOW_SECONDS}'
        response.headers["RateLimit"] = f'"minute";r={left};t={allowance.reset_seconds}'
    return response
