"""The documents of identity: people, groups, what was shared with whom, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class User:
    """
    A person of one workspace; `email` is in lower case and unique in the installation.

    `password` is an argon2 hash, None for who signs in with tokens only; `group_ids` are the groups
    he is in; `rev` counts changes.
    """

    user_id: str
    workspace_id: str
    email: str
    name: str
    role: str
    created_at: datetime
    updated_at: datetime
    group_ids: tuple[str, ...] = ()
    password: str | None = None
    disabled_at: datetime | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A name for people of a workspace who are given rights together; who is in it they know."""

    group_id: str
    workspace_id: str
    name: str
    created_at: datetime
    updated_at: datetime
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Workspace:
    """What everything belongs to, and nothing crosses."""

    workspace_id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Audit:
    """One thing that somebody did to an object; `detail` is JSON without secrets."""

    audit_id: str
    workspace_id: str
    at: datetime
    principal: str
    action: str
    object_id: str
    detail: bytes = b"{}"


@dataclass(frozen=True, slots=True)
class Share:
    """
    A public link to one flow, known by the HMAC of its token.

    `runs` counts those it started, at most `max_runs`; `password` is an argon2 hash.
    """

    share_id: str
    token_hash: str
    workspace_id: str
    flow_id: str
    created_by: str
    created_at: datetime
    expires_at: datetime | None = None
    max_runs: int | None = None
    rate_per_minute: int | None = None
    password: str | None = None
    revoked_at: datetime | None = None
    runs: int = 0
    rev: int = 1

    @property
    def is_used_up(self) -> bool:
        """Tell whether it has started all the runs that it may."""
        return self.max_runs is not None and self.runs >= self.max_runs


@dataclass(frozen=True, slots=True)
class FileInfo:
    """
    What is known of an uploaded file; its bytes are kept apart.

    `owner` is the principal that uploaded it; only runs of `flow_id` may use it, where that is
    given. `name` is for display and never a path. `used_at` is when a step sent it on, to about a
    day; one that is `doomed` is about to be deleted and is not found any more. `lent` are other
    principals and flows, whose runs may use it too.
    """

    file_id: str
    workspace_id: str
    owner: str
    name: str
    size: int
    content_type: str
    sha256: str
    created_at: datetime
    flow_id: str | None = None
    used_at: datetime | None = None
    doomed_at: datetime | None = None
    rev: int = 1
    lent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """
    A text that flows use and nobody reads.

    `address` is unique: its workspace and name; `sealed` is bound to its id (engine.vault). It goes
    to its `origins` only, None means anywhere; it is used by its `flows` and by what members of its
    `groups` published, where either is given.
    """

    secret_id: str
    workspace_id: str
    address: str
    name: str
    sealed: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    rev: int = 1
    origins: tuple[str, ...] | None = None
    flows: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A model endpoint by a name that is unique in its workspace; its key is sealed."""

    connection_id: str
    workspace_id: str
    address: str
    name: str
    base_url: str
    model: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    sealed_key: str | None = None
    rev: int = 1
