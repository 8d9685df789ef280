"""Fields that take a value of their type and nothing that merely looks like one."""

from __future__ import annotations

import re
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

# Of a list that has no bound of its own.
_MOST = validate.Length(0, 10_000)


class StrictBoolean(fields.Boolean):
    """true or false, not 0, 1 or "yes"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ANN401, marshmallow's signature
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class StrictInteger(fields.Integer):
    """A JSON integer, not "5", 5.0 or true."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ANN401, marshmallow's signature
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Several(fields.List):  # type: ignore[type-arg]  # generic only for type checkers
    """A list whose length is looked at before what it holds."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ANN401, marshmallow's signature
        if isinstance(value, list):
            lengths = [one for one in self.validators if isinstance(one, validate.Length)]
            for check in lengths or [_MOST]:
                check(value)
        return super()._deserialize(value, attr, data, **kwargs)


class QueryInteger(fields.Integer):
    """An integer of a query: ASCII digits and nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ANN401, marshmallow's signature
        if not re.fullmatch(r"[0-9]{1,9}", str(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Object(fields.Field):  # type: ignore[type-arg]  # generic only for type checkers
    """Any JSON object, kept as it is."""

    default_error_messages = {"invalid": "Not an object."}  # noqa: RUF012, marshmallow's way

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ANN401, marshmallow's signature
        del attr, data, kwargs
        if not isinstance(value, dict):
            raise self.make_error("invalid")
        return value


class Strict(ma.Schema):
    """A body in which an unknown field is an error."""

    class Meta:
        """Refuse what is not named here."""

        unknown = ma.RAISE


class Optional(Strict):
    """A body that need not be sent."""


class Nothing(Optional):
    """The body of a route that wants none: absent, or an empty object."""
