"""References within a schema: to itself and to the standard's documents. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias, cast
from urllib.parse import urljoin

from jsonschema import Draft202012Validator
from jsonschema_specifications import REGISTRY
from referencing import Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from engine.json_schema.evaluation import Unusable, current
from schemas.json import Json, JsonObject

# What finds references: referencing's own, over schemas of any kind.
Resolver: TypeAlias = Any

# A schema without an `$id` lies here.
_BASE = ""


def resolver_of(schema: Json) -> Resolver:
    """Return what finds a schema's references. Raises Unusable for an `$id` that is none."""
    try:
        resolver, nodes = _read(schema)
    except (ValueError, TypeError, AttributeError):
        raise Unusable("invalid_schema", "an $id in the schema is not an address") from None
    current().usable.update(nodes)
    return resolver


def resolved(resolver: Resolver, reference: str) -> Any:  # noqa: ANN401, referencing's
    """Return the target of a reference with its resolver. Raises Unusable where there is none."""
    current().spend_for(reference)
    try:
        return resolver.lookup(reference)
    except (Unresolvable, ValueError, TypeError, LookupError, AttributeError):
        reason = f"the schema refers to what it does not hold: {reference[:200]!r}"
        raise Unusable("invalid_schema", reason) from None


def scope_of(resolver: Resolver) -> tuple[str, ...]:
    """Return the documents that a dynamic reference would be looked for in, in order."""
    return tuple(dict.fromkeys(address for address, _ in resolver.dynamic_scope()))


def is_known(schema: Json) -> bool:
    """Tell whether a schema was checked as a part of the whole, or is the standard's own."""
    return id(schema) in current().usable or id(schema) in _standard_nodes()


@cache
def standard() -> tuple[JsonObject, Resolver]:
    """
    Return the schema that every schema fits, with its resolver.

    The standard gives it in eight documents that are all held against each subschema; this is one
    document with the same properties, which asks each question once.
    """
    whole = dict(Draft202012Validator.META_SCHEMA)
    addresses = (urljoin(whole["$id"], each["$ref"]) for each in whole["allOf"])
    parts = [REGISTRY.contents(address) for address in addresses]
    merged: dict[str, Any] = {"type": whole["type"], "properties": {}, "$defs": {}}
    for part in (*parts, whole):
        merged["properties"] |= part["properties"]
        merged["$defs"] |= part.get("$defs", {})
    schema = cast("JsonObject", _fixed(merged))
    return schema, _read(schema)[0]


def _fixed(value: Json) -> Json:
    """Return a part of the standard's schema with references to itself that nothing redirects."""
    if isinstance(value, dict):
        if isinstance(value.get("$dynamicRef"), str):
            return {"$ref": "#"}
        return {name: _fixed(inner) for name, inner in value.items()}
    return [_fixed(inner) for inner in value] if isinstance(value, list) else value


@cache
def _standard_nodes() -> frozenset[int]:
    """Return the nodes of the standard's documents, which live as long as the process."""
    documents = (*REGISTRY.values(), DRAFT202012.create_resource(standard()[0]))
    return frozenset(node for each in documents for node in _nodes(each))


def _read(schema: Json) -> tuple[Resolver, list[int]]:
    resource: Resource[Any] = DRAFT202012.create_resource(cast("Any", schema))
    base = resource.id() or _BASE
    registry = REGISTRY.with_resource(base, resource).crawl()
    return registry.resolver(base), list(_nodes(resource))


def _nodes(resource: Resource[Any]) -> Iterator[int]:
    yield id(resource.contents)
    for inner in resource.subresources():
        yield from _nodes(inner)
