"""Signing in: failures are counted, and both outcomes stand in the log of the account's audit."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from api import auditing, guessing, problems
from api.addresses import client_address
from api.context import services
from engine.errors import InvalidInput
from engine.principal import Principal
from engine.store.people import User
from engine.tokens import Minted
from schemas.json import JsonObject

log = logging.getLogger(__name__)
SIGNED_IN: Final = "account.login"
FAILED: Final = "account.login_failed"
_MOST_UNKNOWN: Final = 60


def sign_in(email: str, password: str) -> tuple[User, Minted]:
    """Return a user and a new session. Raises Rejected for a wrong password, TooMany."""
    door = guessing.of_account(email)
    guessing.require_try(door)
    found = services().engine.accounts.login(email, password)
    if found is None:
        log.warning("sign_in_failed", extra={"address": client_address()})
        if not guessing.failed(door):
            _record_failure(email)
        raise problems.unauthorized("address and password do not match")
    guessing.proved(door)
    user, session = found
    _record(user.workspace_id, f"user:{user.user_id}", SIGNED_IN, user.user_id)
    return user, session


@contextmanager
def proving(email: str) -> Iterator[None]:
    """Count a current password that is wrong. Raises TooMany before it is looked at."""
    door = guessing.of_account(email)
    guessing.require_try(door)
    try:
        yield
    except InvalidInput as error:
        if error.code == "wrong_password":
            guessing.failed(door)
        raise


def _record_failure(email: str) -> None:
    """
    Record a wrong password.

    An address without an account is recorded where no workspace reads it, a bounded number of
    times: else the time of the answer would tell whether there is such an account.
    """
    user = services().engine.accounts.shelves.users.find("email", email.lower())
    if user is not None:
        _record(user.workspace_id, "anonymous", FAILED, user.user_id)
    elif services().engine.limiter.hit("unknown-accounts", _MOST_UNKNOWN).remaining >= 0:
        _record("", "anonymous", FAILED, "")


def _record(workspace_id: str, principal_id: str, action: str, user_id: str) -> None:
    who = Principal(principal_id, "session", workspace_id, "")
    detail: JsonObject = {"address": client_address()}
    auditing.record_of(who, action, user_id, detail)
