"""What a button does: a table from its name to the route of the API behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Response, abort, request, url_for

from console import (
    asking,
    filling,
    flow_forms,
    forms,
    keeping,
    operate,
    pages,
    prices,
    tool_forms,
)
from console.asking import Object, Refused, path_of

blueprint = pages.section("console_actions")
_BAD_REQUEST = 400
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Action:
    """
    A call of the API.

    `path` names fields of the form in braces; `fields` are those that make up the body, with the
    kind of each; `always` is sent besides, and `shape` makes of these what the API takes. `shows`
    names what the answer shows this once, and `page` the page that a link in it leads to.
    `follows` says that the answer is about a run to go to, and `opens` is the page of what was
    made, with what that calls its id.
    """

    method: str
    path: str
    said: str
    fields: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, Any] = field(default_factory=dict)
    shows: str = ""
    page: str = ""
    follows: bool = False
    shape: Callable[[Object], Object] | None = None
    opens: tuple[str, str] | None = None


_FILTERS: Final = {
    "flowId": "text",
    "status": "text",
    "trigger": "text",
    "version": "integer",
    "from": "text",
    "to": "text",
    "text": "text",
}
_RERUNS: Final = {**_FILTERS, "hasErrors": "yes"}
_LETTERS: Final = {"runIds": "list", "flowId": "text", "all": "yes"}
ACTIONS: Final[Mapping[str, Action]] = {
    "run-cancel": Action("POST", "flowrun/cancel/{run_id}", "The run is asked to stop."),
    "run-rerun": Action("POST", "flowrun/rerun/{run_id}", "This is the new run.", follows=True),
    "run-rerun-from": Action(
        "POST",
        "flowrun/rerun/{run_id}",
        "This run goes on from that step.",
        {"fromStepId": "text"},
        follows=True,
    ),
    "runs-cancel": Action("POST", "flowrun/cancel", "Asked to stop: {done}.", _FILTERS),
    "runs-rerun": Action("POST", "flowrun/rerun", "Started again: {done}.", _RERUNS),
    "letters-rerun": Action("POST", "dead-letter/rerun", "Started again: {done}.", _LETTERS),
    "letters-dismiss": Action("POST", "dead-letter/dismiss", "Off the list: {done}.", _LETTERS),
    "flow-publish": Action(
        "POST", "flow/{flow_id}/publish", "Version {version} is published.", {"summary": "text"}
    ),
    "flow-restore": Action(
        "POST", "flow/{flow_id}/versions/{number}/restore", "The draft is version {number} again."
    ),
    "flow-clone": Action("POST", "flow/{flow_id}/clone", "A copy is made: {name}."),
    "flow-delete": Action("DELETE", "flow/{flow_id}", "The flow is deleted."),
    "flow-settings": Action(
        "PATCH",
        "flow/{flow_id}",
        "Saved.",
        {"name": "text", "description": "text?", "rev": "integer"},
    ),
    "flow-budget": Action(
        "PUT",
        "flow/{flow_id}/budget",
        "The budget stands.",
        prices.BUDGET.kinds,
    ),
    "flow-budget-delete": Action(
        "DELETE", "flow/{flow_id}/budget", "It may spend what the workspace may."
    ),
    "schedule-put": Action(
        "POST", "flow/{flow_id}/schedule", "The schedule stands.", flow_forms.SCHEDULE.kinds
    ),
    "schedule-pause": Action("POST", "flow/{flow_id}/schedule/pause", "The schedule is paused."),
    "schedule-resume": Action("POST", "flow/{flow_id}/schedule/resume", "It fires again."),
    "schedule-cancel": Action("POST", "flow/{flow_id}/schedule-cancel", "The schedule is off."),
    "schedule-run": Action(
        "POST", "flow/{flow_id}/schedule/run-now", "This run is out of turn.", follows=True
    ),
    "share-create": Action(
        "POST",
        "flow/{flow_id}/share",
        "The link works from now on.",
        flow_forms.SHARE.kinds,
        shows="token",
        page="console_sharing.form",
    ),
    "share-revoke": Action("DELETE", "flow/{flow_id}/share/{share_id}", "The link is withdrawn."),
    "hook-secret": Action(
        "POST", "flow/{flow_id}/webhook/{hook_id}/secret", "It signs from now on.", shows="secret"
    ),
    "key-create": Action(
        "POST",
        "key",
        "The key works from now on.",
        operate.NEW_KEY.kinds,
        shows="token",
    ),
    "key-revoke": Action("DELETE", "key/{token_id}", "The key is withdrawn."),
    "user-create": Action(
        "POST",
        "user",
        "{name} has an account.",
        operate.NEW_PERSON.kinds,
    ),
    "user-role": Action("PATCH", "user/{user_id}", "{name} is {role} now.", {"role": "text"}),
    "user-disable": Action(
        "PATCH", "user/{user_id}", "{name} cannot sign in.", always={"disabled": True}
    ),
    "user-enable": Action(
        "PATCH", "user/{user_id}", "{name} can sign in again.", always={"disabled": False}
    ),
    "group-create": Action(
        "POST", "group", "The group {name} is made.", {"name": "text", "members": "list"}
    ),
    "group-members": Action(
        "PATCH", "group/{group_id}", "The group is changed.", {"members": "list?"}
    ),
    "group-delete": Action("DELETE", "group/{group_id}", "The group is deleted."),
    "subscription-create": Action(
        "POST",
        "subscription",
        "It is told from now on.",
        operate.NEW_SUBSCRIPTION.kinds,
        shows="secret",
    ),
    "subscription-test": Action(
        "POST", "subscription/{subscription_id}/test", "A test message is on its way."
    ),
    "subscription-enable": Action(
        "PATCH",
        "subscription/{subscription_id}",
        "It is told again.",
        always={"status": "active"},
    ),
    "subscription-delete": Action("DELETE", "subscription/{subscription_id}", "It is deleted."),
    "redeliver": Action(
        "POST",
        "subscription/{subscription_id}/delivery/{delivery_id}/redeliver",
        "The message is on its way again.",
    ),
    "peer-detach": Action("DELETE", "peer/{peer_id}/flow/{flow_id}", "The flow is detached."),
    "peer-disconnect": Action(
        "PATCH", "peer/{peer_id}", "It has no model any more.", always={"connection": None}
    ),
    "peer-delete": Action("DELETE", "peer/{peer_id}", "The Peer is deleted."),
    "widget-delete": Action("DELETE", "widget/{widget_id}", "The widget is deleted."),
    "secret-put": Action(
        "POST",
        "secret",
        "Secret {name} saved.",
        {**keeping.SECRET.kinds, "edited": "text"},
        shape=keeping.limited,
    ),
    "secret-delete": Action("DELETE", "secret/{name}", "The secret {name} is deleted."),
    "connection-put": Action(
        "POST", "connection", "Connection {name} saved.", keeping.CONNECTION.kinds
    ),
    "connection-delete": Action(
        "DELETE", "connection/{connection_id}", "The connection is deleted."
    ),
    "tool-create": Action(
        "POST",
        "tool",
        "The tool {name} is made. Say below what it can do.",
        tool_forms.TOOL.kinds,
        shape=tool_forms.described,
        opens=("console_tools.page", "tool_id"),
    ),
    "tool-change": Action(
        "PATCH",
        "tool/{tool_id}",
        "Saved.",
        {**tool_forms.SETTINGS.kinds, "rev": "integer"},
        shape=tool_forms.described,
    ),
    "tool-delete": Action("DELETE", "tool/{tool_id}", "The tool is deleted."),
    "price-put": Action("PUT", "price", "{model} has its price.", prices.PRICE.kinds),
    "budget-put": Action("PUT", "budget", "The budget stands.", prices.BUDGET.kinds),
    "budget-delete": Action("DELETE", "budget", "The workspace may spend what it will."),
    "approval-link-renew": Action(
        "POST",
        "approval/{run_id}/link",
        "This link decides; those before decide nothing any more.",
        {"waitId": "text"},
        shows="url",
        page="console_inbox.link",
    ),
    "approval-link-revoke": Action(
        "DELETE", "approval/{run_id}/link", "No link decides this approval any more."
    ),
    "approval-delegate": Action(
        "POST", "approval/{run_id}/delegate", "Delegated.", {"to": "text", "waitId": "text"}
    ),
}


@blueprint.post("/do/<string:name>")
@pages.asks_first
def act(name: str) -> Response:
    """Do what the button says, and go back to where it stood."""
    action = ACTIONS.get(name)
    if action is None:
        abort(_NOT_FOUND)
    where = pages.place(request.form.get("back"), url_for("console_flows.listing"))
    try:
        body = None if action.method == "DELETE" else _body(action)
        answer = asking.send(action.method, _path(action), body, _once(action))
    except Refused as refused:
        if refused.body.get("appRunId"):
            return _to_run(str(refused.body["appRunId"]), action)
        if "again" in request.form:
            return filling.again(where, name, refused)
        return pages.back(where, refused.not_done)
    if action.shows:
        value = _value(action, answer.body)
        return pages.render("once.html", said=action.said, value=value, back=where)
    if action.follows and answer.run_id:
        return _to_run(answer.run_id, action)
    return pages.back(_after(action, answer.body, where), _told(action, answer.body))


def _told(action: Action, body: Object) -> str:
    """Return what was done, and what it may not have meant."""
    doubts = [str(one["message"]) for one in body.get("warnings") or []]
    done = action.said.format_map({**request.form, **body})
    return " ".join([done, *(f"Warning: {doubt}." for doubt in doubts)])


def _value(action: Action, body: Object) -> str:
    """Return what is shown once: of a link to the API, the page that shows it to people."""
    value = str(body[action.shows])
    if not action.page:
        return value
    return url_for(action.page, token=value.rpartition("/")[2], _external=True)


def _after(action: Action, made: Object, otherwise: str) -> str:
    """Return where to go on: to what was made, or where the form says, or where it stood."""
    if action.opens:
        endpoint, called = action.opens
        return url_for(endpoint, **{called: made["id"]})
    return pages.place(request.form.get("done"), otherwise)


def _to_run(run_id: str, action: Action) -> Response:
    return pages.back(url_for("console_run.page", run_id=run_id), action.said)


def _once(action: Action) -> dict[str, str]:
    is_start = action.follows or action.path.startswith(("flowrun/", "dead-letter/"))
    return {"Idempotency-Key": forms.key()} if is_start else {}


def _path(action: Action) -> str:
    given = request.form.to_dict()
    try:
        return path_of(*(part.format_map(given) for part in action.path.split("/")))
    except KeyError as error:
        raise Refused(_BAD_REQUEST, {"detail": f"the form does not say which {error}"}) from None


def _body(action: Action) -> Object:
    body = {**action.always, **forms.taken(action.fields)}
    return action.shape(body) if action.shape else body
