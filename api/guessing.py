"""
Guessed passwords: failures are counted, the right password never is.

Failures of one account from one address are held to a bound. A burst of them over all addresses of
an account, or over all accounts of an address, only narrows that bound: a caller who has proved the
password from here before is let through, and so is the first try from an address that has not
failed. A stranger without a password cannot lock anyone out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import g

from api.addresses import client_address
from api.context import services
from engine.limiter import Allowance, Limiter, too_many

LINK_GUESSES: Final = 20
# How many times the bound of one address makes a burst.
_BURST: Final = 10
_REMEMBERED_SECONDS: Final = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Door:
    """What a password opens: `name` tells it from all others, `most` are failures in a minute."""

    kind: str
    name: str
    most: int

    @property
    def whole(self) -> str:
        """Return the name of the failures from all addresses."""
        return f"{self.kind}:{self.name}"

    @property
    def here(self) -> str:
        """Return the name of the failures from the address that calls."""
        return f"{self.whole}:from:{client_address()}"

    @property
    def address(self) -> str:
        """Return the name of the failures of the address that calls, at all doors of a kind."""
        return f"{self.kind}-from:{client_address()}"


def of_account(email: str) -> Door:
    """Return the door of an account, whether there is such an account or not."""
    most = services().engine.settings.login_rate_per_minute
    return Door("login", email.lower()[:254], most)


def of_link(share_id: str) -> Door:
    """Return the door of a share link's password."""
    return Door("password", share_id, LINK_GUESSES)


def require_try(door: Door) -> None:
    """Raise TooMany when a password may not be tried now: it is not even looked at."""
    limiter = _limiter()
    held = limiter.peek(door.here, door.most)
    g.allowance = held
    if held.remaining <= 0 or (_is_narrowed(door, held) and not limiter.is_marked(door.here)):
        raise too_many(held)


def _is_narrowed(door: Door, held: Allowance) -> bool:
    limiter, burst = _limiter(), door.most * _BURST
    if limiter.peek(door.address, burst).remaining <= 0:
        return True
    has_failed = held.remaining < door.most
    return has_failed and limiter.peek(door.whole, burst).remaining <= 0


def failed(door: Door) -> bool:
    """Count a wrong password; tell whether it is one of a burst."""
    limiter, burst = _limiter(), door.most * _BURST
    g.allowance = limiter.hit(door.here, door.most)
    limiter.hit(door.address, burst)
    return limiter.hit(door.whole, burst).remaining < 0


def proved(door: Door) -> None:
    """Remember that the password was right from this address."""
    if not _limiter().is_marked(door.here):
        _limiter().mark(door.here, _REMEMBERED_SECONDS)


def _limiter() -> Limiter:
    limiter: Limiter = services().engine.limiter
    return limiter
