"""Addresses that are kept to be called later: refused at once where no call could succeed."""

from __future__ import annotations

from api.context import services
from api.problems import Rejected
from engine.egress.errors import EgressError
from engine.egress.policy import Policy
from engine.egress.target import parse_target
from engine.errors import Issue
from schemas.json import Json


def require_callable(url: Json, pointer: str) -> None:
    """
    Raise Rejected (422) for an address that no call may go to; no text is no address yet.

    A name is judged when it is called: where it points may change, and is nobody's business here.
    """
    if not isinstance(url, str) or not url:
        return
    try:
        target = parse_target(url)
    except EgressError as error:
        raise _refusal(error.code.lower(), error.message, pointer) from None
    policy = Policy(services().engine.settings.egress_allow)
    if target.literal is not None and not policy.allows(target, target.literal):
        raise _refusal("egress_blocked", "this destination is not allowed", pointer)


def _refusal(code: str, detail: str, pointer: str) -> Rejected:
    return Rejected(422, code, f"{pointer}: {detail}", [Issue(pointer, code, detail)])
