"""`peer-call`: does what a Peer's model asked for: an action of its flows, or a client's tool."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from engine import expressions
from engine.errors import Issue
from engine.expressions import ExpressionError, Scope
from engine.outcome import ALL, Completed, Decision, Failed, Outcome, StepFailure, Wait, Waiting
from engine.steps import joining
from engine.steps.base import Action, Child, DataField, StepContext, StepType
from engine.steps.waiting import expired, no_conversation
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

_APPROVAL_SECONDS = 7 * 86_400


def run(data: JsonObject, ctx: StepContext) -> Outcome:
    """Ask whoever must be asked first, then start the action's run or hand over to the client."""
    if ctx.conversation is None:
        return no_conversation("peer-call")
    call = cast("JsonObject", data["call"])
    action = _action(call, ctx)
    if action is None:
        return Completed(output={"error": f"there is no tool {call.get('name')!r}"})
    if not isinstance(call.get("arguments"), dict):
        return Completed(output={"error": "the arguments are no JSON object: call it again"})
    args = cast("JsonObject", call["arguments"])
    if action.flow_id is None:
        view: JsonObject = {"toolName": action.name, "args": args}
        return Waiting(Wait("client-tool", view=view))
    if action.approval_message is not None:
        return _asked(action.approval_message, args, ctx)
    return _started(action, args, ctx)


def resume(data: JsonObject, decision: Decision, ctx: StepContext) -> Outcome:
    """Go on with what was decided or came back; whatever went wrong is told to the model."""
    if expired(decision):
        return Completed(output={"error": "nobody answered in time"})
    payload = cast("JsonObject", decision.payload or {})
    if decision.kind == "toolResult":
        if payload.get("success") is True:
            return Completed(output=payload.get("output"))
        return Completed(output={"error": payload.get("error") or "the tool failed"})
    call = cast("JsonObject", data["call"])
    if decision.kind == "decision":
        action = _action(call, ctx)
        if payload.get("decision") != "approve" or action is None:
            return Completed(output={"error": "the user did not approve this", "declined": True})
        return _started(action, cast("JsonObject", call["arguments"]), ctx)
    (result,) = ctx.children.results()
    if result.status not in TERMINAL:
        return joining.wait_for(ALL, 1)
    if result.status is RunStatus.COMPLETED:
        return Completed(output=result.output, tolerated=result.tolerated)
    error = result.error or {"code": "RUN_CANCELED", "message": "the run was canceled"}
    told: Json = {"code": error.get("code"), "message": error.get("message")}
    return Completed(output={"error": told})


def _action(call: JsonObject, ctx: StepContext) -> Action | None:
    actions = ctx.conversation.actions() if ctx.conversation is not None else ()
    return next((one for one in actions if one.name == call.get("name")), None)


def _asked(template: str, args: JsonObject, ctx: StepContext) -> Outcome:
    scope = Scope(names=args, now=ctx.now, uuid=lambda: str(UUID(int=0)))
    try:
        message = expressions.render(template, scope)
    except ExpressionError as error:
        return Failed(StepFailure(error.code, str(error), retryable=False))
    view: JsonObject = {"message": message, "args": args}
    return Waiting(Wait("user-approval", view=view, terms={"allowsLink": False}))


def _started(action: Action, args: JsonObject, ctx: StepContext) -> Outcome:
    known = ("conversationId", "responseMessageId", "contact", "peer")
    also: JsonObject = {name: ctx.lookup(name) for name in known}
    child = Child("", action.flow_id, inputs=args, is_attached=True, also=also)
    return joining.start(ctx, [child], ALL)


def fits(data: JsonObject) -> list[Issue]:
    """Find a call that is none."""
    call = data.get("call")
    return [] if isinstance(call, dict) else [Issue("/call", "invalid_type", "call is an object")]


STEP = StepType(
    "peer-call",
    run,
    fields=(DataField("call", "object", required=True),),
    effectful=True,
    fits=fits,
    resume=resume,
    description="Does what a Peer's model asked for",
)
