"""Bearer tokens: made, shown once, kept as an HMAC."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from engine import clock, ids
from engine.principal import Principal
from engine.store.base import TokenStore
from engine.store.documents import Token

KINDS = ("pat", "key")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Tokens:
    """The use cases of tokens; without the `pepper` a stolen database opens nothing."""

    store: TokenStore
    pepper: str
    now: clock.Clock = clock.now

    def mint(
        self,
        kind: str,
        workspace_id: str,
        label: str,
        *,
        flow_ids: tuple[str, ...] | None = None,
        expires_at: datetime | None = None,
    ) -> str:
        """Store a new token of kind pat or key and return its text, which nobody can read again."""
        text = f"{kind}_{secrets.token_urlsafe(32)}"
        token = Token(
            token_hash=self._hash(text),
            token_id=ids.new("tok"),
            kind=kind,
            workspace_id=workspace_id,
            label=label,
            created_at=self.now(),
            flow_ids=flow_ids,
            expires_at=expires_at,
        )
        self.store.insert(token)
        return text

    def authenticate(self, text: str) -> Principal | None:
        """Return whose token this is, None for an unknown, revoked or expired one."""
        kind = text.partition("_")[0]
        if kind not in KINDS or len(text) > _LONGEST or not text.isascii():
            return None
        token = self.store.get(self._hash(text))
        if token is None or token.kind != kind or token.revoked_at is not None:
            return None
        if token.expires_at is not None and token.expires_at <= self.now():
            return None
        return Principal(
            principal_id=f"{kind}:{token.token_id}",
            kind=kind,
            workspace_id=token.workspace_id,
            name=token.label,
            flow_ids=token.flow_ids,
            user={"name": token.label},
        )

    def revoke(self, text: str) -> bool:
        """End a token at once; False when there is no such token or it had ended."""
        return self.store.revoke(self._hash(text), self.now())

    def _hash(self, text: str) -> str:
        return hmac.new(self.pepper.encode(), text.encode(), hashlib.sha256).hexdigest()
