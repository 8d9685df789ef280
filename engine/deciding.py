"""Who may end a wait, and what he may say: rules that hold whatever way the call came."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from engine import canonical, inputs, json_schema
from engine.errors import Forbidden, InvalidInput, Issue
from engine.forms import shape_issues
from engine.principal import Principal
from engine.store.documents import OpenWait, Run, Vote
from schemas.json import Json, JsonObject

LINK = "link"


def is_assignee(principal: Principal, run: Run) -> bool:
    """Tell whether the run waits for a decision of this very person."""
    return run.wait is not None and bool(set(run.wait.assignees) & marks_of(principal))


def marks_of(principal: Principal) -> set[str]:
    """Return the names under which an approval may name a person."""
    if not principal.is_person or principal.user_id is None:
        return set()
    email = str(principal.user.get("email") or "").lower()
    return {mark for mark in (principal.user_id, email, *principal.group_ids) if mark}


def voter_of(principal: Principal) -> str:
    """Return who decides, whatever token he comes with, keys that he made too: he votes once."""
    return principal.on_behalf or principal.principal_id


def require_decider(principal: Principal, run: Run, wait: OpenWait) -> None:
    """
    Raise Forbidden for whoever may not decide this approval.

    Whether he may have to do with the run at all is judged before.
    """
    if wait.kind != "user-approval":
        return
    if principal.kind == LINK:
        # Where several are needed a link is nobody: its holder may be one who has approved.
        if not wait.allows_link or wait.needed > 1:
            raise Forbidden("not_approver", "this approval wants to know who decides: sign in")
        return
    if wait.assignees and not set(wait.assignees) & marks_of(principal):
        raise Forbidden("not_approver", "you are none of those who decide this approval")
    if not wait.allows_self and is_own(principal, run):
        message = "you started this run, and somebody else is to decide"
        raise Forbidden("self_approval_forbidden", message)


def is_own(principal: Principal, run: Run) -> bool:
    """Tell whether the caller started the run, by whatever token of his."""
    same_person = principal.on_behalf is not None and principal.on_behalf == run.on_behalf
    return same_person or principal.principal_id == run.principal


def checked(kind: str, payload: Json, wait: OpenWait) -> Json:
    """Return what was sent with defaults filled in. Raises InvalidInput with each wrong place."""
    state = cast("JsonObject", canonical.decode(wait.view)).get("waitState")
    asked = state if isinstance(state, dict) else {}
    if kind == "decision":
        payload = _verdict(payload)
        if payload["decision"] != "approve" or not asked.get("fields"):
            return payload
        given = cast("JsonObject", payload.get("fields") or {})
        return {**payload, "fields": _form(asked["fields"], given, "/fields")}
    if kind == "data" and isinstance(payload, dict):
        if asked.get("schema"):
            found = json_schema.issues(cast("JsonObject", asked["schema"]), payload, "/data")
            if found:
                raise InvalidInput("invalid_data", f"{len(found)} value(s) are wrong", found)
        return _form(asked.get("fields"), payload, "/data")
    return payload


def _verdict(payload: Json) -> JsonObject:
    """Return a decision that is one: whatever else it says would count as an approval somewhere."""
    if isinstance(payload, dict) and payload.get("decision") in ("approve", "reject"):
        return payload
    message = "must be approve or reject"
    issue = Issue("/decision", "invalid_decision", message)
    raise InvalidInput("invalid_decision", f"the decision {message}", [issue])


def _form(fields: Json, given: JsonObject, pointer: str) -> JsonObject:
    if isinstance(fields, list) and (broken := list(shape_issues(fields, ""))):
        # A run that has waited since forms were opened as they were rendered.
        message = f"the form of this wait cannot be answered ({broken[0].message}): cancel the run"
        raise InvalidInput("invalid_form", message, [Issue(pointer, "invalid_form", message)])
    try:
        return inputs.checked(fields, given)
    except InvalidInput as error:
        found = [Issue(pointer + issue.path, issue.code, issue.message) for issue in error.issues]
        raise InvalidInput(error.code, error.message, found) from None


def voted(wait: OpenWait, vote: Vote) -> OpenWait:
    """Return the wait with one more approval, which its view counts."""
    votes = (*wait.votes, vote)
    view = cast("JsonObject", canonical.decode(wait.view))
    state: JsonObject = {**cast("JsonObject", view["waitState"]), "approvals": len(votes)}
    shown = canonical.encode({**view, "waitState": state})
    return replace(wait, rev=wait.rev + 1, votes=votes, view=shown)
