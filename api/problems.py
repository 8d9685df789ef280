"""Every error as a problem document (RFC 9457), and the one table from errors to HTTP statuses."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from flask import Flask, Response, g, jsonify
from werkzeug.exceptions import HTTPException

from engine import errors
from engine.errors import EngineError, Issue
from engine.ports import QueueUnavailable
from engine.settings import SettingsError
from schemas.json import Json, JsonObject

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
# Of the places that are wrong, those that one answer tells.
MOST_PLACES = 1000
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="millrace"'}

STATUS_OF: Mapping[type[EngineError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.PreconditionFailed: HTTPStatus.PRECONDITION_FAILED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidFlow: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Gone: HTTPStatus.GONE,
    errors.Unauthenticated: HTTPStatus.UNAUTHORIZED,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    errors.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    QueueUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}


# Python renamed the phrase of this one between versions.
_CODES = {HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "payload_too_large"}


@dataclass(slots=True)
class Rejected(Exception):
    """A request that the edge itself refuses; `found` names the places."""

    status: int
    code: str
    detail: str
    found: Sequence[Issue] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: JsonObject = field(default_factory=dict)


def register(app: Flask) -> None:
    """Make every error of the app a problem: never HTML, never a trace."""
    app.register_error_handler(Rejected, _rejected)
    app.register_error_handler(EngineError, _engine_error)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _unexpected)


def problem(rejected: Rejected) -> Response:
    """Return the problem document of a refusal, with what older clients of this API family read."""
    title = HTTPStatus(rejected.status).phrase
    error: Json = {
        "code": rejected.code,
        "message": rejected.detail,
        "status": rejected.status,
    }
    body: JsonObject = {
        "type": "about:blank",
        "title": title,
        "status": rejected.status,
        "detail": rejected.detail,
        "code": rejected.code,
        "requestId": g.get("request_id", ""),
        "message": rejected.detail,
        "statusCode": rejected.status,
        "error": error,
        **rejected.extra,
    }
    if rejected.found:
        body["errors"] = [_place(issue) for issue in first_of(rejected.found, MOST_PLACES)]
    response = jsonify(body)
    response.status_code = rejected.status
    response.mimetype = MEDIA_TYPE
    response.headers.extend(rejected.headers)
    return response


def http_error(error: HTTPException) -> Response:
    """Return the problem of an error that Flask or Werkzeug raised."""
    status = error.code or 500
    code = _CODES.get(HTTPStatus(status), HTTPStatus(status).name.lower())
    detail = error.description or HTTPStatus(status).description
    kept = {
        name: value
        for name, value in error.get_headers()
        if name.lower() not in ("content-type", "content-length")
    }
    return problem(Rejected(status, code, detail, headers=kept))


def first_of(found: Sequence[Issue], most: int) -> Sequence[Issue]:
    """Return as many findings as an answer tells, and one that says that there are more."""
    if len(found) <= most:
        return found
    message = f"only the first {most} places are told: mend these first"
    return [*found[:most], Issue("", "too_many_issues", message)]


def unauthorized(detail: str) -> Rejected:
    """Return the refusal of a caller who is not known, or no longer."""
    return Rejected(HTTPStatus.UNAUTHORIZED, "unauthorized", detail, headers=_CHALLENGE)


def _place(issue: Issue) -> Json:
    return {"pointer": issue.path, "detail": issue.message, "code": issue.code}


def issue_view(issue: Issue) -> Json:
    """Return a finding about a definition as answers show it, with its place in that."""
    return {
        "path": issue.path,
        "code": issue.code,
        "message": issue.message,
        "severity": issue.severity,
    }


def refusal(error: Rejected | EngineError) -> JsonObject:
    """Return an error as it is told where no problem document can be: within a stream."""
    rejected = error if isinstance(error, Rejected) else _rejection(error)
    return {"status": rejected.status, "code": rejected.code, "detail": rejected.detail}


def _rejected(error: Rejected) -> Response:
    return problem(error)


def _engine_error(error: EngineError) -> Response:
    return problem(_rejection(error))


def _rejection(error: EngineError) -> Rejected:
    status = STATUS_OF.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    found: Sequence[Issue] = getattr(error, "issues", ())
    extra: JsonObject = {}
    if isinstance(error, errors.InvalidFlow):
        extra = {"issues": [issue_view(issue) for issue in found]}
        found = [replace(i, path=f"/definition{i.path}") for i in found if i.severity == "error"]
    headers = {}
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        headers["Retry-After"] = str(getattr(error, "retry_after_seconds", 2))
    if status is HTTPStatus.UNAUTHORIZED:
        headers |= _CHALLENGE
    return Rejected(status, error.code, error.message, found, headers, extra)


def _unexpected(error: Exception) -> Response:
    log.error("request_failed", exc_info=error, extra={"request_id": g.get("request_id", "")})
    if isinstance(error, SettingsError):
        log.error("settings_wrong", extra={"reason": str(error)})
    detail = "something went wrong here; the log has it under this request id"
    return problem(Rejected(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", detail))
