"""JSON as people read it: names and values, tables, lists and text, by a schema where one is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, Final

from console.asking import Object
from console.words import moment, plain

# What lies deeper, or comes later, is in the raw JSON that every page shows beside.
_DEPTH: Final = 3
_MOST: Final = 100


def shaped(value: Any, schema: Any = None, depth: int = 0) -> Object:  # noqa: ANN401, any JSON
    """
    Return a value as a template draws it: its `kind` and what belongs to that.

    The schema is anybody's, and so may be anything; it gives titles, their order and formats.
    """
    known: Object = schema if isinstance(schema, dict) else {}
    if isinstance(value, dict) and value and depth < _DEPTH:
        return _facts(value, known, depth)
    if isinstance(value, list) and value and depth < _DEPTH:
        items = _dict_of(known.get("items"))
        is_table = depth < _DEPTH - 1 and all(isinstance(one, dict) and one for one in value)
        return _table(value, items, depth) if is_table else _list(value, items, depth)
    return _single(value, known)


def _facts(value: Object, schema: Object, depth: int) -> Object:
    properties = _dict_of(schema.get("properties"))
    rows = [
        (_label(name, properties), shaped(value[name], properties.get(name), depth + 1))
        for name in _ordered([value], properties)
    ]
    return {"kind": "facts", "rows": rows[:_MOST], "more": len(rows[_MOST:])}


def _table(rows: Sequence[Object], schema: Object, depth: int) -> Object:
    properties = _dict_of(schema.get("properties"))
    names = _ordered(rows[:_MOST], properties)
    cells = [
        [shaped(row.get(name), properties.get(name), depth + 2) for name in names]
        for row in rows[:_MOST]
    ]
    columns = [_label(name, properties) for name in names]
    return {"kind": "table", "columns": columns, "rows": cells, "more": len(rows[_MOST:])}


def _list(items: Sequence[Any], schema: Object, depth: int) -> Object:
    shown = [shaped(one, schema, depth + 1) for one in items[:_MOST]]
    return {"kind": "list", "items": shown, "more": len(items[_MOST:])}


def _single(value: Any, schema: Object) -> Object:  # noqa: ANN401, any JSON
    if value is None or value in ({}, [], ""):
        return {"kind": "nothing"}
    if isinstance(value, bool):
        return {"kind": "text", "text": "yes" if value else "no"}
    if isinstance(value, str):
        return {"kind": _kind_of(value, schema.get("format")), "text": value}
    return {"kind": "text", "text": plain(value)}


def _kind_of(text: str, wanted: Any) -> str:  # noqa: ANN401, any JSON
    # Whatever the schema says: a link leads to a page, never to a script.
    if wanted in ("uri", "url") and text.startswith(("https://", "http://")):
        return "link"
    if wanted == "date-time" and _is_moment(text):
        return "time"
    return "text"


def _is_moment(text: str) -> bool:
    try:
        at = moment(text)
        at.astimezone(UTC)
    except (ValueError, OverflowError):  # no time, or one that UTC has no year for
        return False
    return at.tzinfo is not None


def _ordered(rows: Sequence[Object], properties: Object) -> list[str]:
    """Return the names that rows have, those of the schema first."""
    held = {name: None for row in rows for name in row}
    known = [name for name in properties if name in held]
    return [*known, *(name for name in held if name not in properties)]


def _label(name: str, properties: Object) -> str:
    title = _dict_of(properties.get(name)).get("title")
    return title if isinstance(title, str) and title else name


def _dict_of(value: Any) -> Object:  # noqa: ANN401, any JSON
    return value if isinstance(value, dict) else {}
