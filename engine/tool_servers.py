"""Which servers the secrets of a tool may be sent to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from engine.egress.errors import EgressError
from engine.egress.origins import written
from engine.egress.target import parse_target
from engine.errors import InvalidInput, Issue
from engine.tool_shape import CALLS, OWN
from schemas.json import Json, JsonObject

_PART_OF = {"basic": "password", "header": "value"}
_MESSAGE = "the secret that is kept is for other servers: give it again with this"
_OR_TAKE_AWAY = ", or take the trigger away first"


def require_known(was: Mapping[str, Json], now: Mapping[str, Json], kept: Collection[str]) -> None:
    """
    Raise InvalidInput for a description with servers that the tool did not have.

    `kept` names the secrets that are not given again: `auth`, or the ids of triggers. They were
    given for the servers that there were: who may change a tool may not read a secret, and would if
    it were sent to a server of his.
    """
    places = list(_elsewhere(was, now, kept))
    if places:
        issues = [Issue(pointer, "key_needed", said) for pointer, said in places]
        raise InvalidInput("key_needed", _MESSAGE, issues)


def _elsewhere(
    was: Mapping[str, Json], now: Mapping[str, Json], kept: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield where each secret would stand that others would get to see, and what to do."""
    if OWN in kept and not _origins(_addresses(now)) <= _origins(_addresses(was)):
        auth = cast("JsonObject", now.get("auth") or was.get("auth") or {})
        yield f"/auth/{_PART_OF.get(str(auth.get('type')), 'token')}", _MESSAGE
    before = {str(trigger.get("id")): trigger for trigger in _objects(was.get("triggers"))}
    for index, trigger in enumerate(_objects(now.get("triggers"))):
        name = str(trigger.get("id") or "")
        known = before.get(name)
        if known is None or name not in kept:
            continue
        if not _origins(_told(now, trigger)) <= _origins(_told(was, known)):
            yield f"/triggers/{index}/verify/secret", _MESSAGE + _OR_TAKE_AWAY


def _origins(addresses: Iterator[str]) -> frozenset[object]:
    found: set[object] = set()
    for url in addresses:
        try:
            found.add(parse_target(url).origin)
        except EgressError:  # no call goes there
            continue
    return frozenset(found)


def _addresses(details: Mapping[str, Json]) -> Iterator[str]:
    """Yield the addresses that the tool's own secret goes to."""
    yield str(details.get("baseUrl") or "")
    for action in _objects(details.get("actions")):
        yield from _url_of(action.get("api"))
    for trigger in _objects(details.get("triggers")):
        yield from _calls_of(trigger)


def _told(details: Mapping[str, Json], trigger: JsonObject) -> Iterator[str]:
    """Yield the addresses that a trigger's secret goes to: the tool's own where none is written."""
    for url in _calls_of(trigger):
        yield url or str(details.get("baseUrl") or "")


def _calls_of(trigger: JsonObject) -> Iterator[str]:
    for name in CALLS:
        yield from _url_of(trigger.get(name))


def _url_of(call: Json) -> Iterator[str]:
    if isinstance(call, dict):
        yield written(str(call.get("url") or "")) or ""


def _objects(value: Json) -> Iterator[JsonObject]:
    yield from (one for one in (value if isinstance(value, list) else []) if isinstance(one, dict))
