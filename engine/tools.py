"""Tools: other services as flows use them, described once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from engine import canonical, clock, ids, tool_servers
from engine.errors import InvalidInput, NotFound, PreconditionFailed
from engine.principal import Principal, require_admin, require_same_workspace
from engine.steps.base import ToolAction
from engine.store.base import Shelf
from engine.store.hooks import Tool
from engine.tool_shape import OWN, problems
from engine.vault import Vault
from schemas.json import Json, JsonObject

_TRIES = 5
# What a tool's own secret is kept under, beside those of its triggers.
_SECRET_PARTS = ("token", "password", "value")


@dataclass(frozen=True, slots=True)
class Tools:
    """The use cases of tools. What proves or opens something is sealed, and never shown."""

    shelf: Shelf[Tool]
    vault: Vault
    now: clock.Clock = clock.now

    def create(self, principal: Principal, given: Mapping[str, Json]) -> Tool:
        """Store a tool. Raises Forbidden for members, InvalidInput for what cannot be one."""
        require_admin(principal)
        now = self.now()
        tool = Tool(
            tool_id=ids.new("tool"),
            workspace_id=principal.workspace_id,
            name=str(given["name"]),
            details=b"{}",
            created_by=principal.principal_id,
            created_at=now,
            updated_at=now,
        )
        tool = self._described(tool, given)
        self.shelf.insert(tool)
        return tool

    def change(
        self,
        principal: Principal,
        tool_id: str,
        given: Mapping[str, Json],
        expected_rev: int | None = None,
    ) -> Tool:
        """
        Change a tool; a secret that is not given again stays, unless `auth` is null.

        It stays with the servers that it was given for: others want it given again. So does what
        proves the deliveries of a trigger.

        Raises NotFound, Forbidden, InvalidInput, and PreconditionFailed when `expected_rev` is not
        the current revision; without it the change is made to whatever is current.
        """
        require_admin(principal)
        for _ in range(_TRIES):
            tool = self.get(principal, tool_id)
            if expected_rev is not None and tool.rev != expected_rev:
                break
            kept = cast("JsonObject", canonical.decode(tool.details))
            known = _closed(tool) if given.get("auth", kept) is None else tool
            described = {**kept, "name": tool.name, **given}
            changed = self._described(known, described)
            tool_servers.require_known(kept, described, _kept(known, changed))
            changed = replace(
                changed,
                name=str(given.get("name", tool.name)),
                rev=tool.rev + 1,
                updated_at=self.now(),
            )
            if self.shelf.replace(changed, tool.rev):
                return changed
        message = "somebody else changed the tool meanwhile: read it again and repeat the change"
        raise PreconditionFailed("stale_revision", message)

    def remove(self, principal: Principal, tool_id: str) -> None:
        """Delete a tool: steps that use it fail from now on. Raises NotFound, Forbidden."""
        require_admin(principal)
        self.shelf.remove(self.get(principal, tool_id).tool_id)

    def list(self, principal: Principal, after: str, limit: int) -> Sequence[Tool]:
        """Return the workspace's tools by id."""
        return self.shelf.list(after, limit, workspace_id=principal.workspace_id)

    def get(self, principal: Principal, tool_id: str) -> Tool:
        """Return a tool of the caller's workspace. Raises NotFound."""
        tool = self.shelf.get(tool_id)
        if tool is None:
            raise tool_not_found()
        require_same_workspace(principal, tool.workspace_id, "tool")
        return tool

    def of_workspace(self, workspace_id: str, tool_id: str) -> Tool:
        """Return a tool for a run of this workspace. Raises NotFound."""
        tool = self.shelf.get(tool_id)
        if tool is None or tool.workspace_id != workspace_id:
            raise tool_not_found()
        return tool

    def having(self, workspace_id: str, trigger_id: str) -> tuple[Tool, JsonObject] | None:
        """Return the tool that has this trigger, and the trigger."""
        found = self.shelf.list("", 1, workspace_id=workspace_id, trigger_ids=trigger_id)
        for tool in found:
            for trigger in triggers_of(tool):
                if trigger["id"] == trigger_id:
                    return tool, trigger
        return None

    def action(self, workspace_id: str, tool_id: str, name: str) -> ToolAction:
        """Return what a run of this workspace may do with a tool. Raises NotFound."""
        tool = self.of_workspace(workspace_id, tool_id)
        action = action_of(tool, name)
        if action is None:
            raise NotFound("action_not_found", f"the tool {tool.name!r} has no action {name!r}")
        details = cast("JsonObject", canonical.decode(tool.details))
        return ToolAction(
            base_url=str(details["baseUrl"]).rstrip("/"),
            api=cast("JsonObject", action.get("api") or {}),
            required=_required(action),
            auth=cast("JsonObject", details.get("auth") or {}),
            secret=self.secret(tool, OWN),
        )

    def secret(self, tool: Tool, name: str) -> str | None:
        """Return one of a tool's secrets: `auth`, or a trigger's id."""
        sealed = cast("JsonObject", canonical.decode(tool.sealed)).get(name)
        return None if sealed is None else self.vault.open(str(sealed), f"{tool.tool_id}:{name}")

    def _described(self, tool: Tool, given: Mapping[str, Json]) -> Tool:
        """
        Take a description apart: what may be shown, and what is sealed.

        Raises InvalidInput.
        """
        found = list(problems(given))
        if found:
            raise InvalidInput("invalid_tool", f"{len(found)} part(s) are wrong", found)
        held = cast("JsonObject", canonical.decode(tool.sealed))
        sealed: JsonObject = {}
        auth = dict(cast("JsonObject", given.get("auth") or {}))
        for part in _SECRET_PARTS:
            if auth.get(part):
                sealed[OWN] = self.vault.seal(str(auth[part]), f"{tool.tool_id}:{OWN}")
            auth.pop(part, None)
        triggers: list[Json] = []
        for raw in cast("list[JsonObject]", given.get("triggers") or []):
            trigger, secret = _trigger(raw)
            if secret is not None:
                name = str(trigger["id"])
                sealed[name] = self.vault.seal(secret, f"{tool.tool_id}:{name}")
            triggers.append(trigger)
        names = [str(cast("JsonObject", trigger)["id"]) for trigger in triggers]
        kept = {name: held[name] for name in (OWN, *names) if name in held}
        details: JsonObject = {
            "label": given.get("label") or given.get("name"),
            "baseUrl": given.get("baseUrl") or "",
            "auth": auth or None,
            "actions": given.get("actions") or [],
            "triggers": triggers,
        }
        return replace(
            tool,
            details=canonical.encode(details),
            trigger_ids=tuple(names),
            sealed=canonical.encode({**kept, **sealed}),
        )


def _kept(was: Tool, now: Tool) -> set[str]:
    """Return the names of the secrets that were not given again: no sealing is like another."""
    sealed = cast("JsonObject", canonical.decode(now.sealed))
    held = cast("JsonObject", canonical.decode(was.sealed))
    return {name for name, text in sealed.items() if held.get(name) == text}


def _closed(tool: Tool) -> Tool:
    """Return a tool without the secret that opens it."""
    sealed = cast("JsonObject", canonical.decode(tool.sealed))
    sealed.pop(OWN, None)
    return replace(tool, sealed=canonical.encode(sealed))


def _trigger(raw: JsonObject) -> tuple[JsonObject, str | None]:
    """Return a trigger as it may be shown, and the secret that was in it."""
    verify = dict(cast("JsonObject", raw.get("verify") or {}))
    secret = verify.pop("secret", None)
    trigger: JsonObject = {**raw, "id": raw.get("id") or ids.new("trg"), "verify": verify}
    return trigger, str(secret) if secret else None


def _required(action: JsonObject) -> list[str]:
    """Return the names of an action's parameters that must be given, in either spelling."""
    schema = action.get("parameters")
    if not isinstance(schema, dict):
        return []
    listed = schema.get("required")
    named = [str(name) for name in listed] if isinstance(listed, list) else []
    properties = schema.get("properties")
    for name, one in properties.items() if isinstance(properties, dict) else ():
        if isinstance(one, dict) and one.get("required") is True:
            named.append(name)
    return list(dict.fromkeys(named))


def triggers_of(tool: Tool) -> list[JsonObject]:
    """Return a tool's triggers."""
    details = cast("JsonObject", canonical.decode(tool.details))
    return cast("list[JsonObject]", details["triggers"])


def action_of(tool: Tool, name: str) -> JsonObject | None:
    """Return one of a tool's actions."""
    details = cast("JsonObject", canonical.decode(tool.details))
    actions = cast("list[JsonObject]", details["actions"])
    return next((one for one in actions if one.get("name") == name), None)


def tool_not_found() -> NotFound:
    """Return the error for a tool that is not there, or not yours to know of."""
    return NotFound("tool_not_found", "there is no such tool")
