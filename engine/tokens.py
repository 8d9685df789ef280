"""Bearer tokens: made, shown once, kept as an HMAC."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engine import clock, ids
from engine.principal import ADMIN, Principal, maker_of
from engine.store.base import Shelf, TokenStore
from engine.store.documents import Token
from engine.store.people import User

PERSONAL = "pat"
CLIENT = "key"
SESSION = "ses"
KINDS = (PERSONAL, CLIENT, SESSION)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """What a token is good for; the fields are those of `Token`."""

    flow_ids: tuple[str, ...] | None = None
    expires_at: datetime | None = None
    user_id: str | None = None
    created_by: str | None = None
    rate_per_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Minted:
    """A new token and its text, which nobody can read again."""

    token: Token
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The use cases of tokens; without the `pepper` a stolen database opens nothing."""

    store: TokenStore
    pepper: str
    users: Shelf[User]
    now: clock.Clock = clock.now

    def mint(
        self,
        kind: str,
        workspace_id: str,
        label: str,
        terms: Terms | None = None,
    ) -> Minted:
        """
        Store a new token of kind pat, key or ses.

        A pat without a user is the installation's own and may do what an admin may.
        """
        terms = terms or Terms()
        text = f"{kind}_{secrets.token_urlsafe(32)}"
        token = Token(
            token_hash=self.hash(text),
            token_id=ids.new("tok"),
            kind=kind,
            workspace_id=workspace_id,
            label=label,
            created_at=self.now(),
            flow_ids=terms.flow_ids,
            expires_at=terms.expires_at,
            user_id=terms.user_id,
            created_by=terms.created_by,
            rate_per_minute=terms.rate_per_minute,
        )
        self.store.insert(token)
        return Minted(token, text)

    def authenticate(self, text: str) -> Principal | None:
        """Return whose token this is, None for an unknown, revoked or expired one."""
        kind = text.partition("_")[0]
        if kind not in KINDS or len(text) > _LONGEST or not text.isascii():
            return None
        token = self.store.get(self.hash(text))
        if token is None or token.kind != kind or token.revoked_at is not None:
            return None
        if token.expires_at is not None and token.expires_at <= self.now():
            return None
        if token.user_id is None:
            return _bearer(token)
        user = self.users.get(token.user_id)
        return None if user is None or user.disabled_at is not None else _person(token, user)

    def list(
        self, workspace_id: str, kind: str, user_id: str | None, after: str, limit: int
    ) -> Sequence[Token]:
        """Return tokens that were not revoked, by id from `after` on; of one user if given."""
        return self.store.list(workspace_id, kind, user_id, after, limit)

    def revoke(self, text: str) -> bool:
        """End a token at once; False when there is no such token or it had ended."""
        return self.store.revoke(self.hash(text), self.now())

    def csrf(self, text: str) -> str:
        """Return what a page must send beside a session's cookie to change anything."""
        return self.hash(f"csrf\x00{text}")

    def hash(self, text: str) -> str:
        """Return what is kept of a secret text."""
        return hmac.new(self.pepper.encode(), text.encode(), hashlib.sha256).hexdigest()


def ending_of(principal: Principal, wanted: datetime | None) -> datetime | None:
    """Return when a token ends that a caller makes: not after his own."""
    if principal.expires_at is None or wanted is None:
        return wanted or principal.expires_at
    return min(wanted, principal.expires_at)


def _bearer(token: Token) -> Principal:
    return Principal(
        principal_id=f"{token.kind}:{token.token_id}",
        kind=token.kind,
        workspace_id=token.workspace_id,
        name=token.label,
        flow_ids=token.flow_ids,
        user={"name": token.label},
        role=ADMIN,
        rate_per_minute=token.rate_per_minute,
        made_by=maker_of(token.created_by or ""),
        expires_at=token.expires_at,
    )


def _person(token: Token, user: User) -> Principal:
    return Principal(
        principal_id=f"user:{user.user_id}",
        kind="session" if token.kind == SESSION else token.kind,
        workspace_id=user.workspace_id,
        name=user.name,
        user={"id": user.user_id, "name": user.name, "email": user.email},
        role=user.role,
        user_id=user.user_id,
        group_ids=user.group_ids,
        # A session was opened with the password, which opens another one.
        expires_at=None if token.kind == SESSION else token.expires_at,
    )
