"""Which servers a tool's own secret may be sent to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from engine.egress.errors import EgressError
from engine.egress.origins import written
from engine.egress.target import parse_target
from engine.errors import InvalidInput, Issue
from schemas.json import Json, JsonObject

_PART_OF = {"basic": "password", "header": "value"}
_CALLS = ("register", "unregister")


def require_known(was: Mapping[str, Json], now: Mapping[str, Json]) -> None:
    """
    Raise InvalidInput for a description with servers that the tool did not have.

    Its secret was given for those that it had: who may change a tool may not read the secret, and
    would if it were sent to a server of his.
    """
    if _origins(now) <= _origins(was):
        return
    auth = cast("JsonObject", now.get("auth") or was.get("auth") or {})
    pointer = f"/auth/{_PART_OF.get(str(auth.get('type')), 'token')}"
    message = "the secret that is kept is for other servers: give it again with this"
    raise InvalidInput("key_needed", message, [Issue(pointer, "key_needed", message)])


def _origins(details: Mapping[str, Json]) -> frozenset[object]:
    found: set[object] = set()
    for url in _addresses(details):
        try:
            found.add(parse_target(url).origin)
        except EgressError:  # no call goes there
            continue
    return frozenset(found)


def _addresses(details: Mapping[str, Json]) -> Iterator[str]:
    yield str(details.get("baseUrl") or "")
    for call in _calls(details):
        if isinstance(call, dict):
            yield written(str(call.get("url") or "")) or ""


def _calls(details: Mapping[str, Json]) -> Iterator[Json]:
    for action in _objects(details.get("actions")):
        yield action.get("api")
    for trigger in _objects(details.get("triggers")):
        yield from (trigger.get(name) for name in _CALLS)


def _objects(value: Json) -> Iterator[JsonObject]:
    yield from (one for one in (value if isinstance(value, list) else []) if isinstance(one, dict))
