"""
What a definition names of its workspace, against what there is: secrets, tools, people, flows.

An id is made when its thing is, so an id that nothing has is an error. A name (of a secret, a
connection, a person's e-mail address) may be given to something later: that is a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, cast

from engine import canonical, rights
from engine.errors import Issue
from engine.plan import WEBHOOK_PREFIX
from engine.principal import Principal
from engine.rights import Right
from engine.secret_limits import Permits
from engine.spelling import meant, shown
from engine.steps import BY_NAME
from engine.steps.base import StepType
from engine.store.base import FlowStore, Shelves
from engine.store.people import Secret
from engine.tools import Tools, action_of
from engine.unknown_ids import groups_by_name, unknown_group
from engine.validation.data import has_template
from engine.validation.graph import Node, nodes_of, walk
from engine.validation.names import reads_of
from schemas.json import Json, JsonObject

MOST: Final = 500
_MOST_NAMED: Final = 100
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class References:
    """Looks up what definitions name."""

    shelves: Shelves
    flows: FlowStore
    tools: Tools
    permits: Permits
    types: Mapping[str, StepType] = field(default_factory=lambda: BY_NAME)

    def issues(
        self, principal: Principal, definition: Json, flow_id: str | None = None
    ) -> list[Issue]:
        """
        Return what a definition names and may not have, for one who publishes it.

        `flow_id` is the flow's whose version it would be; without it what depends on the flow is a
        doubt.
        """
        steps = definition.get("steps") if isinstance(definition, dict) else None
        if not isinstance(steps, list):
            return []
        nodes = list(islice(walk(nodes_of(steps, "/steps", 1, [])), MOST))
        look = _Look(self, principal, flow_id)
        return [issue for node in nodes for issue in look.issues_of(node)]


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one definition; what was looked up once is not looked up again."""

    of: References
    principal: Principal
    flow_id: str | None
    kept: dict[tuple[str, str], object] = field(default_factory=dict)

    def issues_of(self, node: Node) -> Iterator[Issue]:
        kind, data = str(node.raw.get("type")), node.raw.get("data")
        if kind.startswith(WEBHOOK_PREFIX):
            yield from self._trigger(kind.removeprefix(WEBHOOK_PREFIX), f"{node.path}/type")
        if not isinstance(data, dict):
            return
        path = f"{node.path}/data"
        if look := _LOOKS.get(kind):
            yield from look(self, data, path)
        for read in reads_of(node, self.of.types):
            if read.path[0] == "secrets" and len(read.path) > 1:
                yield from self._secret(read.path[1], read.place)

    def _secret(self, name: str, place: str) -> Iterator[Issue]:
        if not self._named("secrets", name):
            message = f"there is no secret {shown(name)}: {meant(name, self._names('secrets'))}"
            yield Issue(place, "secret_not_found", message, "warning")
            return
        secret = cast("Secret", self.kept["secrets", name])
        if issue := self._forbidden(secret, place):
            yield issue
        elif secret.origins is None:
            message = f"the secret {name!r} names no origins: it goes wherever this flow sends it"
            yield Issue(place, "secret_goes_anywhere", message, "warning")

    def _forbidden(self, secret: Secret, place: str) -> Issue | None:
        """Return the issue of a secret that a version published by the caller may not use."""
        permits = self.of.permits
        reason = permits.refusal(secret, self.flow_id or "", self.principal.principal_id)
        if reason is None:
            return None
        if self.flow_id is None and secret.flows and not permits.lacks_origins(secret):
            message = f"the secret {secret.name!r} names the flows that may use it: give flowId"
            return Issue(place, "secret_not_allowed", message, "warning")
        message = f"the secret {secret.name!r} {reason}"
        return Issue(place, "secret_not_allowed", message)

    def _trigger(self, name: str, path: str) -> Iterator[Issue]:
        if self.of.tools.having(self.principal.workspace_id, name) is None:
            yield Issue(path, "unknown_trigger", f"no tool has the trigger {name!r}")

    def connection(self, data: JsonObject, path: str) -> Iterator[Issue]:
        name = data.get("connection")
        if _is_text(name) and not self._named("connections", str(name)):
            known = meant(str(name), self._names("connections"))
            message = f"there is no connection {shown(str(name))}: {known}"
            yield Issue(f"{path}/connection", "connection_not_found", message, "warning")

    def tool(self, data: JsonObject, path: str) -> Iterator[Issue]:
        tool_id, action = data.get("toolId"), data.get("action")
        if not _is_text(tool_id):
            return
        tool = self.of.shelves.tools.get(str(tool_id))
        if tool is None or tool.workspace_id != self.principal.workspace_id:
            message = f"there is no tool {shown(str(tool_id))}"
            yield Issue(f"{path}/toolId", "tool_not_found", message)
        elif _is_text(action) and action_of(tool, str(action)) is None:
            details = cast("JsonObject", canonical.decode(tool.details))
            rows = cast("list[JsonObject]", details["actions"])
            known = meant(str(action), [str(one.get("name")) for one in rows])
            message = f"the tool {tool.name!r} has no action {shown(str(action))}: {known}"
            yield Issue(f"{path}/action", "action_not_found", message)

    def widget(self, data: JsonObject, path: str) -> Iterator[Issue]:
        widget_id = data.get("widgetId")
        widget = self.of.shelves.widgets.get(str(widget_id)) if _is_text(widget_id) else None
        is_there = widget is not None and widget.workspace_id == self.principal.workspace_id
        if _is_text(widget_id) and not is_there:
            message = f"there is no widget {shown(str(widget_id))}"
            yield Issue(f"{path}/widgetId", "widget_not_found", message)

    def flow(self, data: JsonObject, path: str) -> Iterator[Issue]:
        flow_id, version = data.get("flowId"), data.get("version")
        if not _is_text(flow_id):
            return
        flow = self.of.flows.get(str(flow_id))
        if flow is None or flow.workspace_id != self.principal.workspace_id:
            message = f"there is no flow {shown(str(flow_id))}"
            yield Issue(f"{path}/flowId", "flow_not_found", message)
            return
        if rights.right_of(self.principal, flow) < Right.RUN:
            message = "you may not run this flow, and a flow may what who published it may"
            yield Issue(f"{path}/flowId", "flow_forbidden", message, "warning")
            return
        said = str(version)
        number = int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else None
        if number is not None and not 0 < number <= flow.latest_version:
            message = f"the flow has no version {number}, the latest is {flow.latest_version}"
            yield Issue(f"{path}/version", "version_not_found", message)
        elif flow.latest_version == 0:
            message = "this flow was never published: publish it before this one runs"
            yield Issue(f"{path}/flowId", "not_published", message, "warning")

    def approval(self, data: JsonObject, path: str) -> Iterator[Issue]:
        approvers = data.get("approvers")
        if not isinstance(approvers, dict):
            return
        for kind, look in (("users", self._user), ("groups", self._group)):
            named = approvers.get(kind)
            names = [named] if isinstance(named, str) else named
            for index, name in enumerate(names[:_MOST_NAMED] if isinstance(names, list) else ()):
                if _is_text(name) and (issue := look(str(name).strip().lower())):
                    place = f"{path}/approvers/{kind}"
                    place = place if isinstance(named, str) else f"{place}/{index}"
                    code, message, severity = issue
                    yield Issue(place, code, message, severity)

    def _user(self, name: str) -> tuple[str, str, str] | None:
        users = self.of.shelves.users
        user = users.find("email", name) if "@" in name else users.get(name)
        if user is not None and user.workspace_id == self.principal.workspace_id:
            return None
        if "@" in name:
            message = (
                f"no user of the workspace has the address {shown(name)}: it cannot decide yet"
            )
            return "user_not_found", message, "warning"
        message = f"there is no user {shown(name)}: give the id or the e-mail address of one"
        return "user_not_found", message, "error"

    def _group(self, name: str) -> tuple[str, str, str] | None:
        group = self.of.shelves.groups.get(name)
        if group is not None and group.workspace_id == self.principal.workspace_id:
            return None
        ids = groups_by_name(self.of.shelves.groups, self.principal)
        message = unknown_group(name, ids)
        return "group_not_found", message, "error"

    def _named(self, shelf: str, name: str) -> bool:
        key = (shelf, name)
        if key not in self.kept:
            address = f"{self.principal.workspace_id} {name}"
            self.kept[key] = getattr(self.of.shelves, shelf).find("address", address)
        return self.kept[key] is not None

    def _names(self, shelf: str) -> list[str]:
        key = (shelf, "")
        if key not in self.kept:
            workspace_id = self.principal.workspace_id
            found = getattr(self.of.shelves, shelf).list("", MOST, workspace_id=workspace_id)
            self.kept[key] = [one.name for one in found]
        return cast("list[str]", self.kept[key])


_LOOKS: Final[Mapping[str, Callable[[_Look, JsonObject, str], Iterator[Issue]]]] = {
    "ask-llm": _Look.connection,
    "extract-data": _Look.connection,
    "tool": _Look.tool,
    "add-widget-to-message": _Look.widget,
    "run-flow": _Look.flow,
    "user-approval": _Look.approval,
}


def _is_text(value: Json) -> bool:
    """Tell whether a value is a text that says now what it will say then."""
    return isinstance(value, str) and bool(value.strip()) and not has_template(value)
