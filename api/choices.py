"""What the workspace has for a field of a step to name, as far as the caller may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, cast

from api.context import principal, services
from engine import canonical
from engine.errors import Forbidden, NotFound
from engine.flows import LATEST
from engine.steps.base import DataField
from engine.store.documents import Flow
from engine.validation.graph import nodes_of, walk
from schemas.json import Json, JsonObject

_PAGE = 100
_MOST = 1000
_MOST_VERSIONS = 100


def of(field: DataField, data: JsonObject) -> list[JsonObject]:
    """Return what may be chosen for a field, in a step with this data; none: anything goes."""
    if field.options:
        return [_item(option, option) for option in field.options]
    source = field.chosen_from or ("secrets" if field.secret else "")
    find = _SOURCES.get(source)
    try:
        return list(find(data)) if find else []
    except (NotFound, Forbidden):  # what the step names so far is not there, or not the caller's
        return []


def data_of(body: JsonObject) -> JsonObject:
    """Return the data of the step that is edited, however deep it stands; {} without one."""
    steps = cast("JsonObject", body["definition"]).get("steps")
    nodes = nodes_of(steps if isinstance(steps, list) else [], "/steps", 1, [])
    found = (node.raw.get("data") for node in walk(nodes) if node.step_id == body["stepId"])
    data = next(found, None)
    return data if isinstance(data, dict) else {}


def published_flows() -> Iterator[Flow]:
    """Yield the published flows that the caller sees."""
    flows, after = services().engine.flows, ""
    for _ in range(_MOST // _PAGE):
        page = flows.list(principal(), after, _PAGE)
        yield from (flow for flow in page if flow.latest_version)
        if len(page) < _PAGE:
            return
        after = page[-1].flow_id


def _item(value: Json, label: str) -> JsonObject:
    return {"value": value, "label": label}


def _flows(data: JsonObject) -> Iterator[JsonObject]:
    del data
    yield from (_item(flow.flow_id, flow.name) for flow in published_flows())


def _versions(data: JsonObject) -> Iterator[JsonObject]:
    flow_id, flows = str(data.get("flowId")), services().engine.flows
    yield _item(LATEST, "whatever is the latest then")
    for one in flows.versions(principal(), flow_id, below=None, limit=_MOST_VERSIONS):
        yield _item(one.number, one.summary or f"version {one.number}")


def _tools(data: JsonObject) -> Iterator[JsonObject]:
    del data
    for tool in services().engine.tools.list(principal(), "", _MOST):
        label = _details(tool.details).get("label")
        yield _item(tool.tool_id, str(label or tool.name))


def _actions(data: JsonObject) -> Iterator[JsonObject]:
    tool = services().engine.tools.get(principal(), str(data.get("toolId")))
    for action in cast("list[JsonObject]", _details(tool.details).get("actions") or []):
        name = str(action["name"])
        yield _item(name, str(action.get("description") or name))


def _connections(data: JsonObject) -> Iterator[JsonObject]:
    del data
    for one in services().engine.connections.list(principal(), "", _MOST):
        yield _item(one.name, one.model)


def _widgets(data: JsonObject) -> Iterator[JsonObject]:
    del data
    shelf = services().engine.stores.shelves.widgets
    for one in shelf.list("", _MOST, workspace_id=principal().workspace_id):
        yield _item(one.widget_id, one.name)


def _secrets(data: JsonObject) -> Iterator[JsonObject]:
    del data
    for one in services().engine.secrets.list(principal(), "", _MOST):
        yield _item("{{secrets." + one.name + "}}", one.name)


def _details(body: bytes) -> JsonObject:
    return cast("JsonObject", canonical.decode(body))


_SOURCES: Final[Mapping[str, Callable[[JsonObject], Iterator[JsonObject]]]] = {
    "flows": _flows,
    "versions": _versions,
    "tools": _tools,
    "actions": _actions,
    "connections": _connections,
    "widgets": _widgets,
    "secrets": _secrets,
}
