"""The `http-request` step: one call to another service, at least once and under a stable key."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Final, cast

from engine import expressions
from engine.egress.decode import decode_body, text
from engine.egress.encode import ENCODERS, as_text, encode_body, with_query
from engine.egress.errors import EgressError
from engine.egress.policy import Policy
from engine.egress.target import parse_target
from engine.errors import Issue, NotFound
from engine.outcome import Completed, Failed, Outcome, StepFailure
from engine.retry import retry_after_seconds
from engine.secrecy import cut
from engine.steps.base import DataField, HttpRequest, HttpResponse, StepContext, StepType
from schemas.json import Json, JsonObject

METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
MAX_BYTES: Final = 4 * 1024 * 1024
_RETRYABLE: Final = frozenset({408, 425, 429})
_SERVER_ERROR: Final = 500
_NO_CONTENT: Final = frozenset({204, 205, 304})
_MOST_DETAIL: Final = 4096
_STATUS_RANGE: Final = re.compile(r"([1-5])xx|([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?")


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Send the request; a status outside `successStatus` is a failure `HTTP_<status>`."""
    try:
        accepted = success_ranges(data.get("successStatus"))
        response_type = _option(data, "responseType") or "auto"
        request = build_request(data, ctx)
    except (ValueError, TypeError) as error:
        return _failed("INVALID_STEP_DATA", str(error))
    except NotFound as error:
        return _failed("FILE_NOT_FOUND", error.message)
    try:
        response = ctx.effects.send(request)
    except EgressError as error:
        return Failed(
            StepFailure(
                error.code,
                error.message,
                retryable=error.retryable,
                retry_after_seconds=error.retry_after_seconds,
            )
        )
    if not any(response.status in span for span in accepted):
        return _bad_status(response, ctx)
    return _completed(response_type, request, response)


def build_request(data: JsonObject, ctx: StepContext) -> HttpRequest:
    """Return the request that rendered `data` describes. Raises ValueError, TypeError, NotFound."""
    body_type = _option(data, "bodyType")
    given = _with_files(data, ctx) if body_type == "multipart" else data.get("body")
    body, content_type = encode_body(given, body_type, ctx.idempotency_key)
    headers = {
        name: as_text(value)
        for name, value in _object(data, "headers").items()
        if value is not None
    }
    names = {name.lower() for name in headers}
    if "idempotency-key" not in names:
        headers["Idempotency-Key"] = ctx.idempotency_key
    if content_type and "content-type" not in names:
        headers["Content-Type"] = content_type
    if auth := _object(data, "auth"):
        headers = {
            name: value for name, value in headers.items() if name.lower() != "authorization"
        }
        headers["Authorization"] = _authorization(auth)
    return HttpRequest(
        method=as_text(data.get("method") or "GET").upper(),
        url=with_query(as_text(data.get("url")), _object(data, "query")),
        headers=headers,
        body=body,
        timeout_seconds=ctx.timeout_seconds,
        max_bytes=_max_bytes(data),
        follow_redirects=data.get("followRedirects") is not False,
    )


def success_ranges(spec: Json) -> Sequence[range]:
    """Return the statuses that 200, "2xx" or "200-299", alone or in a list, stand for."""
    if spec is None:
        return [range(200, 300)]
    return [_status_range(item) for item in (spec if isinstance(spec, list) else [spec])]


def _completed(response_type: str, request: HttpRequest, response: HttpResponse) -> Outcome:
    empty = not response.body and (response.status in _NO_CONTENT or request.method == "HEAD")
    try:
        value = None if empty else decode_body(response.body, response.headers, response_type)
    except ValueError:
        return _failed("INVALID_RESPONSE", "the response is not JSON that can be used")
    headers: JsonObject = {
        name: text for name, text in response.headers.items() if name != "set-cookie"
    }
    return Completed(
        {
            "status": response.status,
            "headers": headers,
            "data": value,
            "durationMs": response.duration_ms,
        }
    )


def _bad_status(response: HttpResponse, ctx: StepContext) -> Failed:
    status = response.status
    whole = len(response.body) <= _MOST_DETAIL
    return Failed(
        StepFailure(
            f"HTTP_{status}",
            f"the server answered with status {status}",
            retryable=status in _RETRYABLE or status >= _SERVER_ERROR,
            retry_after_seconds=retry_after_seconds(
                response.headers.get("retry-after"), ctx.started_at
            ),
            details={
                "status": status,
                "data": decode_body(response.body, response.headers, "auto")
                if whole
                else _beginning(response),
            },
        )
    )


def _beginning(response: HttpResponse) -> str:
    """Return what an error says of a long body: its beginning, with no secret cut in two."""
    return cut(text(response.body, response.headers), _MOST_DETAIL, response.texts)


def _failed(code: str, message: str) -> Failed:
    return Failed(StepFailure(code, message, retryable=False))


def _authorization(auth: JsonObject) -> str:
    kind = auth.get("type")
    if kind == "bearer":
        return f"Bearer {as_text(auth.get('token'))}"
    if kind == "basic":
        pair = f"{as_text(auth.get('username'))}:{as_text(auth.get('password'))}"
        return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
    raise ValueError("auth.type must be bearer or basic")


def _with_files(data: JsonObject, ctx: StepContext) -> Json:
    """Return the multipart body with the parts filled in that name an uploaded file."""
    parts: JsonObject = {}
    for name, value in _object(data, "body").items():
        filled = [_filled(item, ctx) for item in (value if isinstance(value, list) else [value])]
        parts[name] = filled if isinstance(value, list) else filled[0]
    return parts


def _filled(part: Json, ctx: StepContext) -> Json:
    if not isinstance(part, dict) or "fileId" not in part:
        return part
    file = ctx.read_file(as_text(part["fileId"]))
    return {
        "filename": part.get("filename") or file.name,
        "contentType": part.get("contentType") or file.content_type,
        "base64": base64.b64encode(file.body).decode("ascii"),
    }


def _object(data: JsonObject, name: str) -> JsonObject:
    value = data.get(name)
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise TypeError(f"{name} must be an object")
    return value


def _option(data: JsonObject, name: str) -> str | None:
    value = data.get(name)
    options = next(field.options for field in FIELDS if field.name == name)
    if value is None or value in options:
        return cast("str | None", value)
    raise ValueError(f"{name} must be one of {', '.join(options)}")


def _max_bytes(data: JsonObject) -> int:
    value = data.get("maxBytes")
    if value is None:
        return MAX_BYTES
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 1:
        raise ValueError("maxBytes must be a number of bytes")
    return min(int(value), MAX_BYTES)


def _status_range(item: Json) -> range:
    match = _STATUS_RANGE.fullmatch(as_text(item).strip().lower())
    if match is None:
        raise ValueError("successStatus holds statuses such as 200, 2xx or 200-299")
    if match[1]:
        return range(int(match[1]) * 100, int(match[1]) * 100 + 100)
    return range(int(match[2]), int(match[3] or match[2]) + 1)


def _is_literal(value: Json) -> bool:
    return value is not None and "{{" not in as_text(value)


def _check_url(url: Json, policy: Policy | None) -> list[Issue]:
    try:
        target = parse_target(as_text(url))
    except EgressError as error:
        return [Issue("/url", error.code.lower(), error.message)]
    if target.literal is None or (policy or Policy()).allows(target, target.literal):
        return []
    # Without the operator's list nobody can say yet that this will be refused.
    severity = "warning" if policy is None else "error"
    return [Issue("/url", "egress_blocked", "this destination is not allowed", severity)]


def _check_method(method: Json) -> list[Issue]:
    if isinstance(method, str) and method.upper() in METHODS:
        return []
    return [Issue("/method", "invalid_method", f"the method must be one of {', '.join(METHODS)}")]


def _check_status(spec: Json) -> list[Issue]:
    try:
        success_ranges(spec)
    except ValueError as error:
        return [Issue("/successStatus", "invalid_success_status", str(error))]
    return []


def step_type(allow: Sequence[str] | None = None) -> StepType:
    """
    Return the step type; `allow` is the operator's egress list, None where it is not known.

    With the list, a literal address outside it is an error of the definition, else a warning.
    """
    policy = None if allow is None else Policy(allow)

    def check(data: JsonObject) -> list[Issue]:
        issues = _check_url(data["url"], policy) if _is_literal(data.get("url")) else []
        if expressions.has_dot_segment(as_text(data.get("url"))):
            message = "the path has a segment '.' or '..': leave it out"
            issues.append(Issue("/url", "url_unsafe", message))
        if _is_literal(data.get("method")):
            issues += _check_method(data["method"])
        if _is_literal(data.get("successStatus")):
            issues += _check_status(data["successStatus"])
        return issues

    return StepType(
        name="http-request",
        run=run,
        fields=FIELDS,
        effectful=True,
        check=check,
        description="Calls another service over HTTP and hands on what it answers",
    )


def _is_text(data: JsonObject) -> bool:
    """Tell whether a body that is a text is sent as it is."""
    return data.get("bodyType") in (None, "text") or "{{" in as_text(data["bodyType"])


FIELDS: Final = (
    DataField("method", "template", description="GET where it is missing"),
    DataField(
        "url",
        "template",
        required=True,
        secret=True,
        description="http or https; values are percent-encoded for their place",
        is_address=True,
    ),
    DataField("headers", "object", secret=True, description="values by name"),
    DataField("query", "object", description="added to the URL; a list repeats its name"),
    DataField(
        "body",
        "any",
        description="see bodyType; a multipart part may be {fileId}",
        json_text="maybe",
        stays_text=_is_text,
    ),
    DataField("bodyType", "string", options=tuple(ENCODERS)),
    DataField(
        "auth",
        "object",
        secret=True,
        description="bearer with token, or basic",
        parts=("type", "token", "username", "password", "credential"),
    ),
    DataField("followRedirects", "boolean", description="true where it is missing"),
    DataField("responseType", "string", options=("auto", "json", "text", "bytes")),
    DataField("maxBytes", "integer", minimum=1, maximum=MAX_BYTES),
    DataField("successStatus", "any", description="200, 2xx or 200-299, or a list; default 2xx"),
)

STEP: Final = step_type()
