"""
Every name that is stored or sent, read from the code: what a rename must never touch.

`python -m tests.support.stored_names` adds the names that are new to `tests/stored_names.json` and
refuses to drop one. `tests/test_names.py` compares.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import click
from pymongo import IndexModel

import engine
from cli.main import main
from engine import catalogue, errors, outcome, queue, record, state, waits
from engine.settings import Settings
from engine.steps import BUILTIN, SYSTEM
from engine.store import documents, mongo_codec, mongo_indexes, mongo_shelf
from tests.support.edge import Edge

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "stored_names.json"
CODE = ("api", "console", "worker", "scheduler", "engine", "schemas", "cli")
# Classes that were renamed since, whose documents keep the name of the class that wrote them.
FORMER: dict[str, str] = {}
_ERROR_CODE = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+")
_EVENT = re.compile(r"^[a-z0-9]+(?:_[a-z0-9]+)*$")
_LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def names() -> dict[str, Any]:
    """Return every pinned name by what it names: lists of names, or names with their fields."""
    trees = list(_trees())
    edge = Edge()
    app = edge.http.application
    return {
        "documents": dict(_documents()),
        "snapshot and journal": {
            kind.__name__: _fields(kind)
            for kind in (state.State, state.Frame, state.End, record.Record)
        },
        "record kinds": sorted(record.Kind),
        "outcomes": sorted(name for name, _ in _classes(outcome)),
        "collections": sorted(_indexes()),
        "indexes": _indexes(),
        "settings": sorted(one.name for one in fields(Settings)),
        "environment": sorted(_texts(trees, re.compile(r"MILLRACE_[A-Z0-9_]+"))),
        "endpoints": {
            f"{rule.endpoint}": sorted(
                f"{method} {other}"
                for other in app.url_map.iter_rules(rule.endpoint)
                for method in (other.methods or set()) - {"HEAD", "OPTIONS"}
            )
            for rule in app.url_map.iter_rules()
        },
        "schemas": sorted(edge.http.get("/openapi.json").json["components"]["schemas"]),
        "metrics": sorted(set(_metrics(edge))),
        "log events": sorted(set(_log_events(trees))),
        "redis keys": sorted(_texts(trees, re.compile(r"millrace:[a-z:]*"))),
        "error codes": sorted(_texts(trees, _ERROR_CODE) | _raised(trees)),
        "step types": sorted(one.name for one in (*BUILTIN, *SYSTEM)),
        "trigger types": sorted(str(one["type"]) for one in catalogue.trigger_types()),
        "wait kinds": sorted({*waits.EXTERNAL_KINDS, *waits.INTERNAL_KINDS}),
        "commands": sorted(_commands(main)),
        "templates": sorted(one.name for one in (ROOT / "console" / "templates").iterdir()),
        "values": {"grave": documents.GRAVE, "job": queue.ADVANCE},
    }


def missing(kept: Any, found: Any, place: str = "") -> Iterator[str]:
    """Yield every kept name that is not found, or has another value, with its place."""
    if isinstance(kept, dict):
        for name, value in kept.items():
            at = f"{place} > {name}"
            yield from missing(value, found[name], at) if name in found else [at]
    elif isinstance(kept, list):
        yield from (f"{place} > {name}" for name in kept if name not in found)
    elif kept != found:
        yield f"{place}: {kept} became {found}"


def _documents() -> Iterator[tuple[str, Any]]:
    for name, kind in _stored_classes():
        yield (
            FORMER.get(name, name),
            {one.name: [mongo_codec.key_of(kind, one.name), str(one.type)] for one in fields(kind)},
        )


def _stored_classes() -> Iterator[tuple[str, type[Any]]]:
    items = (documents.Vote, documents.Grant)
    for kind in (*mongo_codec.Stored.__constraints__, *mongo_codec._NESTED.values(), *items):
        yield kind.__name__, kind


def _fields(kind: type[Any]) -> list[str]:
    assert is_dataclass(kind)
    return [one.name for one in fields(kind)]


def _classes(module: ModuleType) -> Iterator[tuple[str, type[Any]]]:
    for name, value in vars(module).items():
        if isinstance(value, type) and value.__module__ == module.__name__ and name[0] != "_":
            yield name, value


class _Recorder:
    """A collection that notes the indexes it is asked for."""

    def __init__(self, name: str, noted: dict[str, list[str]]) -> None:
        self.name, self.noted = name, noted

    def create_indexes(self, indexes: Iterable[IndexModel]) -> None:
        known = self.noted.setdefault(self.name, [])
        known.extend(sorted(str(one.document["name"]) for one in indexes))


class _Database(dict[str, _Recorder]):
    """A database whose collections note their indexes."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: dict[str, list[str]] = {kind.collection: [] for kind in mongo_shelf.KINDS}

    def __missing__(self, name: str) -> _Recorder:
        return self.setdefault(name, _Recorder(name, self.noted))


def _indexes() -> dict[str, list[str]]:
    database = _Database()
    names_of = ("runs", "steps", "flows", "versions", "tokens", "schedules")
    opened = SimpleNamespace(database=database, **{name: database[name] for name in names_of})
    mongo_indexes.ensure(opened)
    return {name: sorted(found) for name, found in {"steps": [], **database.noted}.items()}


def _metrics(edge: Edge) -> Iterator[str]:
    edge.execute(edge.flow({"id": "end", "type": "final", "data": {}}))
    text = edge.get("/metrics", as_=edge.admin).text
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            yield line.split()[2]
    yield from (f"label {name}" for name in re.findall(r'[{,]([a-z_]+)="', text))


def _commands(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        at = f"{before}{name}"
        yield at
        yield from (f"{at} {option}" for one in command.params for option in one.opts)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{at} ")


def _trees() -> Iterator[ast.Module]:
    for package in CODE:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield ast.parse(file.read_text())


def _texts(trees: list[ast.Module], wanted: re.Pattern[str]) -> set[str]:
    found = (node.value for tree in trees for node in ast.walk(tree) if _is_text(node))
    return {text for text in found if wanted.fullmatch(text)}


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _log_events(trees: list[ast.Module]) -> Iterator[str]:
    for call in _calls(trees):
        at = call.func
        if isinstance(at, ast.Attribute) and at.attr in _LEVELS and _is_text(call.args[0]):
            yield from _EVENT.findall(call.args[0].value)


def _raised(trees: list[ast.Module]) -> set[str]:
    """Return the codes that errors of the engine are raised with."""
    kinds = {kind.__name__ for kind in _all_errors(errors.EngineError)}
    found = set()
    for call in _calls(trees):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in kinds and _is_text(call.args[0]):
            found.add(call.args[0].value)
    return found


def _all_errors(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _all_errors(one)


def _calls(trees: list[ast.Module]) -> Iterator[ast.Call]:
    for tree in trees:
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)


def import_everything() -> None:
    """Import every module of the engine, so that all its errors are known."""
    for found in pkgutil.walk_packages(engine.__path__, "engine."):
        importlib.import_module(found.name)


def _write() -> None:
    import_everything()
    now = names()
    if KEPT.exists() and (gone := list(missing(json.loads(KEPT.read_text()), now))):
        sys.exit("These names are stored or sent and may not change:\n" + "\n".join(gone))
    KEPT.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    _write()
