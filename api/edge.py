"""flask-smorest made strict: our JSON door, our problems, unknown fields refused."""

from __future__ import annotations

import http
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NoReturn, TypeVar

import flask_smorest
import marshmallow as ma
from flask import Request, Response, current_app, jsonify, request
from marshmallow import fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException

from api import door, problems
from api.problems import Rejected
from engine.errors import Issue
from schemas.fields import Optional

Item = TypeVar("Item")
# Of the fields of a body or query that are wrong, those that are told.
MOST_FIELDS = 100


class Problem(ma.Schema):
    """A problem document (RFC 9457)."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    code = fields.String()
    requestId = fields.String()
    errors = fields.List(fields.Dict())
    message = fields.String()
    statusCode = fields.Integer()
    error = fields.Dict()


class Parser(FlaskParser):
    """Reads bodies through the door."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012, webargs' way
        "json": None,
        "query": ma.RAISE,
    }

    def load_json(self, req: Request, schema: ma.Schema) -> Any:  # noqa: ANN401, webargs' way
        """Return the body, an object."""
        body = door.read_object(req, optional=isinstance(schema, Optional))
        if schema.unknown == ma.RAISE and len(body) > len(schema.load_fields) + MOST_FIELDS:
            # Too many to be loaded, whatever else is wrong with the body.
            known = {field.data_key or name for name, field in schema.load_fields.items()}
            raise _refusal(unknown_fields(name for name in body if name not in known))
        return body

    def handle_error(self, error: ma.ValidationError, *args: object, **kwargs: object) -> NoReturn:
        """Refuse a body or query with one entry per place."""
        del args, kwargs
        raise invalid(error)


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest ships no types
    """A blueprint that reads bodies strictly and takes only the parameters its views name."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, flask-smorest's own
        super().__init__(*args, **kwargs)
        self.before_request(_check_query)


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest ships no types
    """An API whose every error is a problem, in the answers and in the specification."""

    ERROR_SCHEMA = Problem

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            response: dict[str, object] = {"description": status.phrase}
            if status >= http.HTTPStatus.BAD_REQUEST:
                response["content"] = {problems.MEDIA_TYPE: {"schema": Problem}}
            self.spec.components.response(status.name, response, lazy=True)
        default = {"description": "error", "content": {problems.MEDIA_TYPE: {"schema": Problem}}}
        self.spec.components.response("DEFAULT_ERROR", default, lazy=True)

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Return the problem of an HTTP error."""
        return problems.http_error(error)


def _check_query() -> None:
    """Refuse a parameter that is given twice, or that the route does not know."""
    known = _query_names(current_app.view_functions[str(request.endpoint)])
    for name, values in request.args.lists():
        if name not in known:
            raise _refusal(unknown_fields([name]))
        if len(values) > 1:
            found = [Issue(f"/{name}", "duplicate_parameter", f"{name} is given twice")]
            raise Rejected(400, "duplicate_parameter", f"{name} is given twice", found)


@cache
def _query_names(view: Callable[..., object]) -> frozenset[str]:
    """Return the parameters that the view's query schemas name, as flask-smorest documents them."""
    documented: dict[str, Any] = getattr(view, "_apidoc", {}).get("arguments", {})
    schemas = [one["schema"] for one in documented.get("parameters", ()) if one["in"] == "query"]
    return frozenset(
        field.data_key or name for schema in schemas for name, field in schema().fields.items()
    )


def listed(
    page: Mapping[str, Any],
    fetch: Callable[[str, int], Sequence[Item]],
    view: Callable[[Item], object],
    key: Callable[[Item], str],
) -> Response:
    """Return a page: `fetch(after, limit)` is asked for one more, to know whether there is one."""
    limit = int(page["limit"])
    found = fetch(str(page["cursor"]), limit + 1)
    following = key(found[limit - 1]) if len(found) > limit else None
    return jsonify({"data": [view(item) for item in found[:limit]], "nextCursor": following})


def load(schema: ma.Schema, data: Mapping[str, object]) -> Any:  # noqa: ANN401, the schema says what
    """Return data as its schema loads it. Raises Rejected."""
    try:
        return schema.load(data)
    except ma.ValidationError as error:
        raise invalid(error) from None


def invalid(error: ma.ValidationError) -> Rejected:
    """Return the refusal of what a schema found wrong."""
    messages: Any = error.normalized_messages()  # type: ignore[no-untyped-call]
    for location in ("json", "query"):
        if set(messages) == {location} and isinstance(messages[location], dict):
            messages = messages[location]
    return _refusal(_issues(messages, ""))


def unknown_fields(names: Iterable[str]) -> Iterator[Issue]:
    """Yield one finding for each name that has no place in a body or query."""
    for name in names:
        yield from _issues({name: ["Unknown field."]}, "")


def _refusal(issues: Iterable[Issue]) -> Rejected:
    found = list(islice(issues, MOST_FIELDS + 1))
    count = str(len(found)) if len(found) <= MOST_FIELDS else f"more than {MOST_FIELDS}"
    found = list(problems.first_of(found, MOST_FIELDS))
    detail = f"{count} field(s) are wrong: " + "; ".join(
        f"{issue.path or '/'}: {issue.message}" for issue in found[:3]
    )
    return Rejected(422, "invalid_request", detail, found)


def _issues(messages: Any, path: str) -> Iterator[Issue]:  # noqa: ANN401, marshmallow's nested dicts
    if isinstance(messages, dict):
        for name, inner in messages.items():
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            here = path if name == "_schema" else f"{path}/{escaped}"
            yield from _issues(inner, here)
    elif isinstance(messages, list):
        for message in messages:
            code = "unknown_field" if message == "Unknown field." else "invalid_value"
            yield Issue(path, code, str(message))
