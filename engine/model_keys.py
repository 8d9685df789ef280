"""Which key a model keeps when its address is changed."""

from __future__ import annotations

from engine.egress.errors import EgressError
from engine.egress.target import parse_target
from engine.errors import InvalidInput, Issue


def kept(sealed: str | None, was: str | None, url: str, pointer: str) -> str | None:
    """
    Return the sealed key that stays where no other is given; `pointer` is where one would stand.

    Raises InvalidInput for an address elsewhere: who may change an address may not read the key,
    and would if it were sent to a server of his.
    """
    if sealed is None or was is None or _origin(was) == _origin(url):
        return sealed
    message = "the key that is kept is for another server: give the key of this one"
    raise InvalidInput("key_needed", message, [Issue(pointer, "key_needed", message)])


def _origin(url: str) -> object:
    try:
        return parse_target(url).origin
    except EgressError:
        return url
