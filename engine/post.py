"""What steps of the system's own flows need of the world."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from schemas.json import JsonObject


class Standing(StrEnum):
    """Whether what a delivery tells of has come to be."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a subscription's deliveries go, and the secret that signs them."""

    url: str
    secret: str


class Post(Protocol):
    """Carries events to whoever subscribed to them."""

    def address(self, subscription_id: str) -> Address | None:
        """Return where to deliver to, None when nobody listens any more."""

    def standing(self, event: JsonObject) -> Standing:
        """Return whether an event has come to be: it was written down before."""

    def delivered(self, subscription_id: str) -> None:
        """Note that a delivery arrived."""

    def given_up(self, subscription_id: str, reason: str, *, is_gone: bool) -> None:
        """Note that a delivery never arrived; `is_gone` says that no other will."""
