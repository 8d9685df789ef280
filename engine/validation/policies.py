"""What every step may carry beside its data: retry, timeouts, error and crash policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.context import LOOP_NAMES, SYSTEM_NAMES
from engine.errors import Issue
from engine.validation.unknown import Owner, unknown
from schemas.json import Json, JsonObject

_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,63}\Z")
# What each number of a retry policy may be.
_RETRY_RANGES = {
    "maxAttempts": (1, 100),
    "backoffSeconds": (0, 86_400),
    "factor": (1, 10),
    "maxSeconds": (0, 86_400),
}
_MOST_TIMEOUT_SECONDS = 86_400


def policy_issues(raw: JsonObject, path: str) -> Iterator[Issue]:
    """Yield what is wrong with a step's policies and its output name."""
    yield from _choice(raw, "onError", ("fail", "continue"), path)
    yield from _choice(raw, "onCrash", ("retry", "fail"), path)
    yield from _timeout_issues(raw.get("timeoutSeconds"), f"{path}/timeoutSeconds")
    yield from _retry_issues(raw.get("retry"), f"{path}/retry")
    yield from output_issues(raw.get("output"), f"{path}/output")


def output_issues(output: Json, path: str) -> Iterator[Issue]:
    """Yield what is wrong with the name under which a step's result is kept."""
    if output in (None, ""):
        return
    if not isinstance(output, str) or not _NAME.match(output):
        message = "an output is a name of letters, digits and _, not starting with a digit"
        yield Issue(path, "invalid_value", message)
    elif output in SYSTEM_NAMES or output in LOOP_NAMES:
        yield Issue(path, "reserved_name", f"{output!r} belongs to the system")


def _choice(raw: JsonObject, name: str, options: tuple[str, ...], path: str) -> Iterator[Issue]:
    if raw.get(name) is not None and raw[name] not in options:
        yield Issue(f"{path}/{name}", "invalid_value", f"{name} is {' or '.join(options)}")


def _is_within(value: Json, low: float, high: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high


def _timeout_issues(value: Json, path: str) -> Iterator[Issue]:
    if value is not None and not (_is_within(value, 0, _MOST_TIMEOUT_SECONDS) and value):
        message = f"timeoutSeconds is a number above 0, at most {_MOST_TIMEOUT_SECONDS}"
        yield Issue(path, "invalid_value", message)


def _retry_issues(retry: Json, path: str) -> Iterator[Issue]:
    if retry is None:
        return
    if not isinstance(retry, dict):
        yield Issue(path, "invalid_type", "retry is an object")
        return
    yield from unknown(retry, Owner("retry", _RETRY_RANGES, {}, ()), path)
    for name, value in retry.items():
        if name not in _RETRY_RANGES:
            continue
        low, high = _RETRY_RANGES[name]
        is_odd = name == "maxAttempts" and not isinstance(value, int)
        if is_odd or not _is_within(value, low, high):
            what = "a whole number" if name == "maxAttempts" else "a number"
            message = f"{name} is {what} from {low} to {high}"
            yield Issue(f"{path}/{name}", "invalid_value", message)
