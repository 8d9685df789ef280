"""Secrets of a workspace: written by people, read by no one, used by the flows that may."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine import canonical, clock, ids
from engine.egress.errors import EgressError
from engine.egress.guards import read_origin
from engine.errors import Conflict, EngineError, InvalidInput, Issue, NotFound
from engine.principal import Principal, require_admin
from engine.secrecy import Touched
from engine.secret_limits import Named, Permits
from engine.store.base import Shelf
from engine.store.people import Audit, Secret
from engine.vault import Vault
from schemas.json import JsonObject

MOST: Final = 500
SHORTEST: Final = 6
LONGEST: Final = 16 * 1024
MOST_ORIGINS: Final = 50
USED: Final = "secrets.use"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}\Z")
_TRIES: Final = 5


class SecretRefused(EngineError):
    """A secret that a step may not have; `code` is the step's error."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a secret may go and who may use it; None for what was not said."""

    origins: Sequence[str] | None = None
    flows: Sequence[str] | None = None
    groups: Sequence[str] | None = None
    goes_anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """
    Which step of which run uses secrets, and who wrote it.

    `changed` are the names of those that the step does something to, None for any of them.
    """

    workspace_id: str
    flow_id: str
    version: int | None
    step_id: str
    author: str
    principal: str
    changed: frozenset[str] | None = frozenset()


@dataclass(frozen=True, slots=True)
class Secrets:
    """
    The use cases of secrets.

    Values are read when they are used and kept nowhere: a change holds everywhere once it was
    answered. `permits` says who may use them, `named` what their limits may name.
    """

    shelf: Shelf[Secret]
    vault: Vault
    permits: Permits
    named: Named
    audits: Shelf[Audit]
    now: clock.Clock = clock.now

    def put(
        self, principal: Principal, name: str, value: str, given: Limits | None = None
    ) -> Secret:
        """
        Store a secret under a name, or another value under a name that is there.

        What is not said of its origins, flows and groups stays as it was. Raises Forbidden for
        members, InvalidInput for what cannot be a name, a value or an origin, and for a flow or a
        group that is not there, unless the secret names it already.
        """
        require_admin(principal)
        given = _checked(name, value, given or Limits())
        address = f"{principal.workspace_id} {name}"
        for _ in range(_TRIES):
            held = self.shelf.find("address", address)
            secret = self._made(principal, name, value, given, held)
            self._require_named(principal, secret, held)
            if self.shelf.replace(secret, held.rev) if held else self.shelf.insert(secret):
                return secret
        raise Conflict("edit_conflict", "others change this secret at once: try again")

    def _made(
        self, principal: Principal, name: str, value: str, given: Limits, held: Secret | None
    ) -> Secret:
        origins = held.origins if held and given.origins is None else given.origins
        origins = None if given.goes_anywhere else origins
        if origins is None and self.permits.wants_origins:
            raise _wrong("/origins", "name the origins that it may go to: the operator wants them")
        secret_id, now = held.secret_id if held else ids.new("sec"), self.now()
        kept = (held.flows, held.groups) if held else ((), ())
        flows, groups = (
            tuple(before if said is None else said)
            for said, before in zip((given.flows, given.groups), kept, strict=True)
        )
        return Secret(
            secret_id=secret_id,
            workspace_id=principal.workspace_id,
            address=f"{principal.workspace_id} {name}",
            name=name,
            sealed=self.vault.seal(value, secret_id),
            created_by=principal.principal_id,
            created_at=held.created_at if held else now,
            updated_at=now,
            rev=held.rev + 1 if held else 1,
            origins=None if origins is None else tuple(origins),
            flows=flows,
            groups=groups,
        )

    def _require_named(self, principal: Principal, secret: Secret, held: Secret | None) -> None:
        """Raise InvalidInput for what a secret names for the first time and is not there."""
        known = {*held.flows, *held.groups} if held else set()
        missing = self.named.missing(principal, secret, known)
        if missing:
            raise InvalidInput("invalid_secret", missing[0].message, missing)

    def missing(self, principal: Principal, secret: Secret) -> Sequence[Issue]:
        """Return what a secret names and is there no more."""
        return self.named.missing(principal, secret)

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Secret]:
        """Return the workspace's secrets by id; nothing of them says their value."""
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def remove(self, principal: Principal, name: str) -> None:
        """Delete a secret: flows that use it fail from now on. Raises NotFound, Forbidden."""
        require_admin(principal)
        held = self.shelf.find("address", f"{principal.workspace_id} {name}")
        if held is None:
            raise NotFound("secret_not_found", f"there is no secret {name!r}")
        self.shelf.remove(held.secret_id)

    def values(self, workspace_id: str) -> Mapping[str, str]:
        """Return a workspace's secrets by name."""
        found = self.shelf.list("", MOST, workspace_id=workspace_id)
        return {one.name: self.vault.open(one.sealed, one.secret_id) for one in found}

    def of_step(self, use: Use, names: Sequence[str] | None) -> Sequence[Touched]:
        """
        Return the secrets of these names, as they are now, for a step that may use them.

        Without names all that it may use. Each use is audited. Raises SecretRefused.
        """
        if names is None:
            every = self.shelf.list("", MOST, workspace_id=use.workspace_id)
            found = [one for one in every if self._refusal(use, one) is None]
        else:
            found = [self._named(use, name) for name in names]
        for one in found:
            _require_whole(use, one)
        for one in found:
            self._audit(use, one)
        return [
            Touched(one.name, self.vault.open(one.sealed, one.secret_id), one.origins)
            for one in found
        ]

    def _named(self, use: Use, name: str) -> Secret:
        found = self.shelf.find("address", f"{use.workspace_id} {name}")
        if found is None:
            raise SecretRefused("SECRET_NOT_FOUND", f"there is no secret {name!r}")
        if reason := self._refusal(use, found):
            raise SecretRefused("SECRET_NOT_ALLOWED", f"the secret {name!r} {reason}")
        return found

    def _refusal(self, use: Use, secret: Secret) -> str | None:
        return self.permits.refusal(secret, use.flow_id, use.author)

    def _audit(self, use: Use, secret: Secret) -> None:
        """Record a use: once an hour for each secret of a step of a version."""
        at = self.now()
        detail: JsonObject = {
            "flowId": use.flow_id,
            "version": use.version,
            "stepId": use.step_id,
            "secret": secret.name,
        }
        hour = at.replace(minute=0, second=0, microsecond=0)
        audit = Audit(
            audit_id=ids.hourly("aud", hour, use.workspace_id, canonical.digest(detail)),
            workspace_id=use.workspace_id,
            at=at,
            principal=use.principal,
            action=USED,
            object_id=secret.name,
            detail=canonical.encode(detail),
        )
        self.audits.insert(audit)


def _require_whole(use: Use, secret: Secret) -> None:
    """Raise SecretRefused for a secret held to origins in a form that the door cannot know."""
    is_changed = use.changed is None or secret.name in use.changed
    if is_changed and secret.origins is not None:
        message = (
            f"the secret {secret.name!r} names the origins that it may go to, so it is used as a "
            f"whole only, as in Bearer {{{{secrets.{secret.name}}}}}: take away what is done to it"
        )
        raise SecretRefused("SECRET_NOT_ALLOWED", message)


def _checked(name: str, value: str, given: Limits) -> Limits:
    if not _NAME.match(name):
        raise _wrong("/name", "a name has letters, digits and _, and begins with no digit")
    if not SHORTEST <= len(value) <= LONGEST:
        raise _wrong("/value", f"a secret has {SHORTEST} to {LONGEST} characters")
    if given.origins is None:
        return given
    if not 0 < len(given.origins) <= MOST_ORIGINS:
        message = f"name 1 to {MOST_ORIGINS} origins, such as https://api.example.com"
        raise _wrong("/origins", f"{message}, or leave origins out")
    return Limits(_origins(given.origins), given.flows, given.groups, given.goes_anywhere)


def _origins(given: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for place, text in enumerate(given):
        try:
            found.append(read_origin(text))
        except EgressError as error:
            message = f"{error.message}; an origin is such as https://api.example.com"
            raise _wrong(f"/origins/{place}", message) from None
    return tuple(dict.fromkeys(found))


def _wrong(pointer: str, message: str) -> InvalidInput:
    return InvalidInput("invalid_secret", message, [Issue(pointer, "invalid_value", message)])
