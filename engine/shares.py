"""Public links to flows: who has the token may run the flow, and see what that run came to."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from engine import clock, ids, passwords
from engine.errors import Conflict, Gone, InvalidInput, Issue, NotFound, Unauthenticated
from engine.flows import LATEST, Flows
from engine.principal import Principal, maker_of
from engine.rights import Right
from engine.store.base import Shelf
from engine.store.people import Share
from engine.tokens import Tokens

PREFIX: Final = "share_"
MOST_LINKS: Final = 100
_PAGE = 500
_LONGEST = 200
_TRIES = 200  # each one lost to somebody who started a run by the same link


@dataclass(frozen=True, slots=True)
class Terms:
    """What the owner of a link wants of it; None means no bound."""

    expires_at: datetime | None = None
    max_runs: int | None = None
    rate_per_minute: int | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """The use cases of public links."""

    shelf: Shelf[Share]
    flows: Flows
    tokens: Tokens
    now: clock.Clock = clock.now

    def create(self, principal: Principal, flow_id: str, terms: Terms) -> tuple[Share, str]:
        """
        Store a new link and return it with its token, which nobody can read again.

        Raises NotFound, Forbidden, Conflict for a flow without a published version, and
        InvalidInput for a time that is past.
        """
        self.flows.require(principal, flow_id, Right.MANAGE)
        self.flows.resolve(principal, flow_id, LATEST)
        if terms.expires_at is not None and terms.expires_at <= self.now():
            found = [Issue("/expiresAt", "invalid_time", "must be in the future")]
            raise InvalidInput("invalid_share", "expiresAt is past", found)
        self._require_room(flow_id)
        text = PREFIX + secrets.token_urlsafe(32)
        share = Share(
            share_id=ids.new("shr"),
            token_hash=self.tokens.hash(text),
            workspace_id=principal.workspace_id,
            flow_id=flow_id,
            created_by=principal.principal_id,
            created_at=self.now(),
            expires_at=terms.expires_at,
            max_runs=terms.max_runs,
            rate_per_minute=terms.rate_per_minute,
            password=None if terms.password is None else passwords.hashed(terms.password),
        )
        self.shelf.insert(share)
        return share, text

    def _require_room(self, flow_id: str) -> None:
        """Raise Conflict when a flow has all the links that may stand at once."""
        standing, after, now = 0, "", self.now()
        while page := self.shelf.list(after, _PAGE, flow_id=flow_id):
            after = page[-1].share_id
            standing += sum(1 for one in page if _stands(one, now))
        if standing >= MOST_LINKS:
            message = f"the flow has {MOST_LINKS} share links, all it may: revoke one first"
            raise Conflict("share_limit", message)

    def list(self, principal: Principal, flow_id: str, after: str, limit: int) -> Sequence[Share]:
        """Return a flow's links by id, revoked ones too. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.MANAGE)
        return self.shelf.list(after, limit, flow_id=flow_id)

    def revoke(self, principal: Principal, flow_id: str, share_id: str) -> Share:
        """End a link at once; runs that it started go on. Raises NotFound, Forbidden."""
        self.flows.require(principal, flow_id, Right.MANAGE)
        for _ in range(_TRIES):
            share = self.shelf.get(share_id)
            if share is None or share.flow_id != flow_id:
                raise NotFound("share_not_found", "the flow has no such share link")
            if share.revoked_at is not None:
                return share
            revoked = replace(share, revoked_at=self.now(), rev=share.rev + 1)
            if self.shelf.replace(revoked, share.rev):
                return revoked
        raise Conflict("edit_conflict", "others use this link at once: try again")

    def find(self, text: str) -> Share:
        """Return the link of a token that stands. Raises NotFound, Gone."""
        share = None
        if text.startswith(PREFIX) and len(text) <= _LONGEST and text.isascii():
            share = self.shelf.find("token_hash", self.tokens.hash(text))
        if share is None:
            raise share_not_found()
        if share.revoked_at is not None:
            raise Gone("share_revoked", "this link was revoked by its owner")
        if share.expires_at is not None and share.expires_at <= self.now():
            raise Gone("share_expired", "this link has expired")
        if self._is_makers_account_closed(share):
            raise Gone("share_revoked", "the account that made this link is closed")
        return share

    def _is_makers_account_closed(self, share: Share) -> bool:
        """Tell whether a person made the link who has no account any more: it was their access."""
        user_id = maker_of(share.created_by)
        if user_id is None or not share.created_by.startswith("user:"):
            return False
        user = self.tokens.users.get(user_id)
        return user is None or user.disabled_at is not None

    def check_password(self, share: Share, password: str | None) -> None:
        """Raise Unauthenticated when the link wants a password and this is not it."""
        if share.password is None:
            return
        if password is None:
            message = "this link wants a password: send it as X-Share-Password"
            raise Unauthenticated("share_password_required", message)
        if not passwords.matches(password, share.password):
            raise Unauthenticated("share_password_wrong", "this is not the link's password")

    def take_run(self, share: Share) -> None:
        """Count one run against the link's bound. Raises Gone when there are no more."""
        for _ in range(_TRIES):
            if share.is_used_up:
                raise Gone("share_used_up", "this link has started all the runs it may")
            counted = replace(share, runs=share.runs + 1, rev=share.rev + 1)
            if self.shelf.replace(counted, share.rev):
                return
            found = self.shelf.get(share.share_id)
            if found is None:
                raise share_not_found()
            if found.revoked_at is not None:
                raise Gone("share_revoked", "this link was revoked by its owner")
            share = found
        raise Conflict("share_busy", "too many start runs by this link at once: try again")


def _stands(share: Share, now: datetime) -> bool:
    return share.revoked_at is None and (share.expires_at is None or share.expires_at > now)


def principal_of(share: Share) -> Principal:
    """Return who acts by a link: its own runs are all it may see."""
    return Principal(
        principal_id=f"share:{share.share_id}",
        kind="share",
        workspace_id=share.workspace_id,
        name="share link",
        flow_ids=(share.flow_id,),
        made_by=maker_of(share.created_by),
    )


def share_not_found() -> NotFound:
    """Return the error for a token that never was, or whose flow is gone."""
    return NotFound("share_not_found", "there is no such share link")
