"""What the parts of a tool's description must look like for webhooks and steps to work with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from engine import expressions
from engine.errors import Issue
from engine.signatures import SCHEMES
from schemas.json import Json, JsonObject

# The name under which a tool keeps its own secret, beside those of its triggers.
OWN: Final = "auth"
_LONGEST_ID: Final = 100
# What tells a service of a webhook, and that it is gone.
CALLS: Final = ("register", "unregister")


def problems(given: Mapping[str, Json]) -> Iterator[Issue]:
    """Yield what is wrong with a description, each at its place."""
    known: list[Json] = []
    for index, trigger in _objects(given.get("triggers")):
        yield from _trigger(trigger, f"/triggers/{index}")
        if trigger.get("id") and trigger["id"] in known:
            message = "another trigger of the tool has this id"
            yield Issue(f"/triggers/{index}/id", "invalid_value", message)
        known.append(trigger.get("id"))
    for index, action in _objects(given.get("actions")):
        if action.get("api") is not None:
            yield from _call(action["api"], f"/actions/{index}/api", needs_url=False)


def _objects(value: Json) -> Iterator[tuple[int, JsonObject]]:
    for index, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield index, one


def _trigger(trigger: JsonObject, path: str) -> Iterator[Issue]:
    name = trigger.get("id") or "x"
    if not isinstance(name, str) or len(name) > _LONGEST_ID or name == OWN:
        yield _wrong(f"{path}/id", f"a text of {_LONGEST_ID} characters at most other than {OWN!r}")
    yield from _verify(trigger.get("verify") or {}, f"{path}/verify")
    for call in CALLS:
        if trigger.get(call) is not None:
            yield from _call(trigger[call], f"{path}/{call}", needs_url=True)


def _verify(verify: Json, path: str) -> Iterator[Issue]:
    if not isinstance(verify, dict):
        yield _wrong(path, "an object")
        return
    if verify.get("scheme") not in SCHEMES:
        yield _wrong(f"{path}/scheme", f"one of {', '.join(SCHEMES)}")
    for name in ("secret", "header"):
        if not isinstance(verify.get(name), str | None):
            yield _wrong(f"{path}/{name}", "a text")


def _call(call: Json, path: str, *, needs_url: bool) -> Iterator[Issue]:
    if not isinstance(call, dict):
        yield _wrong(path, "an object")
        return
    for name in ("url", "method"):
        if not isinstance(call.get(name), str | None):
            yield _wrong(f"{path}/{name}", "a text")
    yield from _templates(call, path)
    if needs_url and not call.get("url"):
        yield _wrong(f"{path}/url", "the address to call")
    if not isinstance(call.get("headers"), dict | None):
        yield _wrong(f"{path}/headers", "an object")


def _templates(call: JsonObject, path: str) -> Iterator[Issue]:
    """Yield what is wrong with the templates of a call, and with the path of its address."""
    for name in ("url", "method", "headers"):
        for problem in expressions.problems(call.get(name)):
            message = f"{problem.message} (at character {problem.position})"
            yield Issue(f"{path}/{name}{problem.pointer}", "invalid_template", message)
    if isinstance(call.get("url"), str) and expressions.has_dot_segment(str(call["url"])):
        message = "the path has a segment '.' or '..': leave it out"
        yield Issue(f"{path}/url", "url_unsafe", message)


def _wrong(path: str, wanted: str) -> Issue:
    return Issue(path, "invalid_value", f"must be {wanted}")
