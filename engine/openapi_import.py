"""A tool from an OpenAPI 3 document: each operation becomes an action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from engine.errors import InvalidInput, Issue
from engine.spelling import escaped
from schemas.json import Json, JsonObject

MOST: Final = 200
_METHODS: Final = ("get", "put", "post", "delete", "patch", "head", "options")
_BODILESS: Final = ("get", "head", "delete")
_MOST_REFS: Final = 20
# Of one action's schemas: those that refer to each other unfold without end.
_MOST_PARTS: Final = 2000
# Of all operations together: what a document of the largest size takes that repeats nothing.
MOST_UNITS: Final = 250_000
_CHARACTERS_A_UNIT: Final = 16
_PLACE = re.compile(r"\{([^{}]+)\}")
_UNUSABLE = re.compile(r"\W+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a document came to, as `Tools.create` takes it, and what was left out of it."""

    description: JsonObject
    skipped: Sequence[JsonObject]


def imported(
    document: JsonObject, *, name: str | None, base_url: str | None, only: Sequence[str] = ()
) -> Imported:
    """
    Return the tool that an OpenAPI 3.0 or 3.1 document describes.

    `only` are the operation ids that are wanted, all of them where it is empty. What can't be told
    in an action, such as a body that is no JSON, is left out and listed. Raises InvalidInput, also
    for a document that unfolds to more than MOST_UNITS.
    """
    version = str(document.get("openapi") or document.get("swagger") or "")
    if not version.startswith("3."):
        _refuse("/document/openapi", "the document is not OpenAPI 3.0 or 3.1")
    reader = _Reader(document)
    wanted = frozenset(only)
    actions: list[Json] = []
    skipped: list[JsonObject] = []
    for operation in reader.operations():
        if wanted and operation.name not in wanted:
            continue
        try:
            actions.append(reader.action(operation))
        except _LeftOutError as reason:
            skipped.append({"operation": operation.name, "reason": str(reason)})
    if len(actions) > MOST:
        message = f"the document has {len(actions)} operations, a tool has {MOST} at most"
        _refuse("/operations", f"{message}: name those that you want in operations")
    if not actions:
        _refuse("/document/paths", "no operation of the document can become an action")
    info = _object(document.get("info"))
    description: JsonObject = {
        "name": name or str(info.get("title") or "tool")[:100],
        "label": None,
        "baseUrl": base_url or reader.base_url(),
        "auth": reader.auth(),
        "actions": actions,
        "triggers": [],
    }
    return Imported(description, skipped)


class _LeftOutError(Exception):
    """Why an operation cannot become an action."""


@dataclass(slots=True)
class _Work:
    """
    What is left for a document to be read, in units: a value that is looked at, or 16 characters.

    `pointer` is the operation that is being read.
    """

    left: int = MOST_UNITS
    pointer: str = "/document/paths"

    def spend(self, units: int, text: str = "") -> None:
        """Take units, and those of a text. Raises InvalidInput when nothing is left."""
        self.left -= units + len(text) // _CHARACTERS_A_UNIT
        if self.left < 0:
            message = (
                "the operations up to here unfold to more than is read at once: "
                "name those that you want in operations, or make their schemas smaller"
            )
            found = [Issue(self.pointer, "document_too_costly", message)]
            raise InvalidInput("document_too_costly", message, found)


@dataclass(frozen=True, slots=True)
class _Operation:
    """One operation of a document, with the parameters of its path beside its own."""

    name: str
    method: str
    path: str
    raw: JsonObject
    parameters: Sequence[Json]


@dataclass(slots=True)
class _Draft:
    """An action as it is put together."""

    is_bodiless: bool
    properties: JsonObject = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    headers: JsonObject = field(default_factory=dict)
    query: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def take(self, parameter: JsonObject, schema: JsonObject) -> None:
        """Add a parameter, unless an action has no way to send it."""
        given, where = _name(parameter), parameter.get("in")
        is_needed = bool(parameter.get("required")) or where == "path"
        name = given if where == "query" and self.is_bodiless else _word(given)
        if where == "path":
            self.places[given] = name
        elif where == "header" and is_needed:
            self.headers[given] = f"{{{{{name}}}}}"
        elif where != "query":
            return
        elif not self.is_bodiless:
            # Not part of the body: only what is always given can stand in the address.
            if not is_needed:
                return
            self.query.append(f"{given}={{{{urlencode({name})}}}}")
        self.properties[name] = schema
        if is_needed:
            self.required.append(name)

    def url(self, path: str) -> str:
        """Return the address with templates where its parameters stand."""

        def place(found: re.Match[str]) -> str:
            if found[1] not in self.places:
                raise _LeftOutError(f"nothing is said of {found[0]} in {path}")
            return f"{{{{urlencode({self.places[found[1]]})}}}}"

        url = _PLACE.sub(place, path)
        return f"{url}?{'&'.join(self.query)}" if self.query else url


@dataclass(slots=True)
class _Reader:
    document: JsonObject
    room: int = _MOST_PARTS
    work: _Work = field(default_factory=_Work)

    def operations(self) -> Iterator[_Operation]:
        for path, item in self._items():
            for method in _METHODS:
                raw = item.get(method)
                if isinstance(raw, dict):
                    self.work.pointer = f"/document/paths/{escaped(path)}/{method}"
                    shared = [*_list(item.get("parameters")), *_list(raw.get("parameters"))]
                    name = raw.get("operationId")
                    if not isinstance(name, str) or not name:
                        name = f"{method}_{_UNUSABLE.sub('_', path).strip('_')}"
                    self.work.spend(1 + len(shared), name)
                    yield _Operation(name, method, path, raw, shared)

    def _items(self) -> Iterator[tuple[str, JsonObject]]:
        for path, item in _object(self.document.get("paths")).items():
            self.work.spend(1, path)
            # A path that stands elsewhere, and is not there, has no operations.
            with suppress(_LeftOutError):
                yield path, self.resolved(item)

    def action(self, operation: _Operation) -> JsonObject:
        self.room = _MOST_PARTS
        draft = _Draft(operation.method in _BODILESS)
        # By place and name: an operation's own parameter goes before that of its path.
        found = {self._key(one): one for one in map(self.resolved, operation.parameters)}
        for parameter in found.values():
            draft.take(parameter, self._schema(parameter))
        api: JsonObject = {
            "method": operation.method.upper(),
            "url": draft.url(operation.path),
            **({"headers": draft.headers} if draft.headers else {}),
        }
        if not draft.is_bodiless:
            self._add_body(operation, api, draft)
        said = operation.raw.get("summary") or operation.raw.get("description")
        return {
            "name": operation.name,
            "description": said[:1000] if isinstance(said, str) else "",
            "api": api,
            "parameters": {
                "type": "object",
                "properties": draft.properties,
                "required": list(dict.fromkeys(draft.required)),
            },
        }

    def _add_body(self, operation: _Operation, api: JsonObject, draft: _Draft) -> None:
        if operation.raw.get("requestBody") is None:
            return
        body = self.resolved(operation.raw["requestBody"])
        content = _object(body.get("content"))
        self.work.spend(len(content))
        kind = next((one for one in content if "json" in one.lower()), None)
        if kind is None:
            raise _LeftOutError(f"its body is {', '.join(content) or 'nothing known'}, not JSON")
        schema = self.inlined(_object(content[kind]).get("schema"))
        parts = _object(schema.get("properties"))
        is_needed = bool(body.get("required"))
        # The body is what the address does not use: as long as nothing else is among that.
        if parts and not set(parts) & set(draft.properties) and not draft.headers:
            draft.properties.update(parts)
            draft.required += map(str, _list(schema.get("required")) if is_needed else [])
            return
        draft.properties["body"] = schema
        api["body"] = "{{body}}"
        if is_needed:
            draft.required.append("body")

    def base_url(self) -> str:
        servers = _list(self.document.get("servers"))
        url = str(_object(servers[0]).get("url") or "") if servers else ""
        if not url.startswith(("http://", "https://")) or "{" in url:
            _refuse("/baseUrl", "the document names no server that can be called: give baseUrl")
        return url

    def auth(self) -> JsonObject | None:
        """Return how the tool is opened, as far as the document tells."""
        components = _object(self.document.get("components"))
        for raw in _object(components.get("securitySchemes")).values():
            scheme = _object(raw)
            if scheme.get("type") == "http" and scheme.get("scheme") in ("bearer", "basic"):
                return {"type": scheme["scheme"]}
            if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
                return {"type": "header", "name": scheme.get("name")}
            if scheme.get("type") in ("oauth2", "openIdConnect"):
                return {"type": "bearer"}
        return None

    def resolved(self, value: Json) -> JsonObject:
        """Return an object, that of the place it refers to where it does."""
        for _ in range(_MOST_REFS):
            if not isinstance(value, dict) or "$ref" not in value:
                return _object(value)
            value = self._at(value["$ref"])
        raise _LeftOutError("its references go round in circles")

    def inlined(self, value: Json, depth: int = 0) -> JsonObject:
        """
        Return a schema with what it refers to in it.

        Where it refers to itself, or has become too large, anything fits.
        """
        held = self.resolved(value)
        self.room -= 1
        self.work.spend(1)
        if depth >= _MOST_REFS or self.room < 0:
            return {}
        made: JsonObject = {}
        for name, part in held.items():
            self.work.spend(0, name)
            made[name] = self._inlined(part, depth + 1)
        return made

    def _inlined(self, value: Json, depth: int) -> Json:
        if isinstance(value, dict):
            return self.inlined(value, depth)
        self.work.spend(1, value if isinstance(value, str) else "")
        if isinstance(value, list):
            return [self._inlined(item, depth + 1) for item in value]
        return value

    def _key(self, parameter: JsonObject) -> tuple[str, str]:
        where, name = parameter.get("in"), _name(parameter)
        self.work.spend(1, name)
        return where if isinstance(where, str) else "", name

    def _schema(self, parameter: JsonObject) -> JsonObject:
        schema = self.inlined(parameter.get("schema"))
        said = parameter.get("description")
        if not isinstance(said, str) or not said:
            return schema
        self.work.spend(1, said)
        return {**schema, "description": said}

    def _at(self, reference: Json) -> Json:
        if not isinstance(reference, str):
            raise _LeftOutError("its reference is no text")
        self.work.spend(1 + reference.count("/"), reference)
        if not reference.startswith("#/"):
            raise _LeftOutError(f"it refers to another document: {reference[:100]}")
        found: Json = self.document
        for part in reference.removeprefix("#/").split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if isinstance(found, list) and _is_index(name) and int(name) < len(found):
                found = found[int(name)]
            elif isinstance(found, dict) and name in found:
                found = found[name]
            else:
                raise _LeftOutError(f"it refers to what is not there: {reference[:100]}")
        return found


def _name(parameter: JsonObject) -> str:
    name = parameter.get("name")
    if not isinstance(name, str):
        raise _LeftOutError("a parameter of it has no name")
    return name


def _is_index(name: str) -> bool:
    # Python reads no more than 4300 digits.
    return name.isascii() and name.isdecimal() and len(name) < len(str(MOST_UNITS)) + 1


def _word(name: str) -> str:
    """Return a name that a template can say."""
    word = _UNUSABLE.sub("_", name).strip("_") or "value"
    return f"_{word}" if word[0].isdigit() else word


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _refuse(pointer: str, message: str) -> None:
    raise InvalidInput("invalid_document", message, [Issue(pointer, "invalid_value", message)])
