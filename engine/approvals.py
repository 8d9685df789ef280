"""The inbox: what waits for whom, handed on and brought to mind; and links that decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from engine import canonical, clock, deciding
from engine.errors import Conflict, Forbidden, Gone, InvalidInput, Issue
from engine.flows import Flows
from engine.principal import Principal
from engine.rights import Right, right_of
from engine.runs import Runs, not_found
from engine.store.base import Shelf
from engine.store.documents import OpenWait, Run
from engine.store.people import Group, User
from engine.store.queries import InboxQuery
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

KIND: Final = "user-approval"
_GROUP: Final = "grp_"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Approvals:
    """The use cases of open approvals."""

    runs: Runs
    flows: Flows
    users: Shelf[User]
    groups: Shelf[Group]
    now: clock.Clock = clock.now

    def inbox(
        self, principal: Principal, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[Run]:
        """
        Return the runs that wait for a decision of this caller, the oldest first.

        Those that name him, and those that name nobody of flows that he may run. What he may not
        decide because he started it himself is left out.
        """
        may_run = self.flows.visible_ids(principal, Right.RUN)
        query = InboxQuery(
            workspace_id=principal.workspace_id,
            limit=limit,
            marks=tuple(sorted(deciding.marks_of(principal))),
            flow_ids=None if may_run is None else tuple(sorted(may_run)),
            not_started_by=principal.on_behalf,
            after=after,
        )
        return self.runs.store.inbox(query)

    def open(self, principal: Principal, run_id: str, wait_id: str | None) -> tuple[Run, OpenWait]:
        """
        Return a run that waits for an approval, and the approval.

        Raises NotFound, Forbidden for whom it is no business of, and Conflict when the run waits
        for no approval, or not for that one.
        """
        run = self.runs.peek(principal, run_id)
        if not self._concerns(principal, run):
            raise Forbidden("forbidden", "this approval is neither yours nor of a flow you may run")
        wait = run.wait
        if run.status is not RunStatus.WAITING or wait is None or wait.kind != KIND:
            raise Conflict("run_not_waiting", "the run does not wait for an approval")
        if wait_id not in (None, wait.wait_id):
            raise Conflict("wait_not_open", "the run does not wait for that any more")
        if run.wake_at is not None and run.wake_at <= self.now():
            raise Gone("wait_expired", "the approval expired before this call")
        return run, wait

    def delegate(self, principal: Principal, run_id: str, wait_id: str | None, to: str) -> Run:
        """
        Hand an approval on to another person of the workspace, by his id or e-mail address.

        Somebody who is asked is replaced; whoever manages the flow adds one. Raises as `open`,
        InvalidInput for a person that nobody knows, and Conflict when fewer would be left than are
        needed.
        """
        self.open(principal, run_id, wait_id)
        user = self._user(principal, to)

        def changed(run: Run, wait: OpenWait) -> OpenWait:
            mine = set(wait.assignees) & deciding.marks_of(principal)
            if not mine and not self._manages(principal, run):
                raise Forbidden("not_approver", "only who is asked, or manages the flow, hands on")
            kept = [mark for mark in wait.assignees if mark not in mine]
            assignees = tuple(sorted({*kept, user.user_id}))
            if mine:
                self._require_enough(wait, assignees)
            shown: JsonObject = {"approvers": _approvers(assignees), "delegatedBy": principal.name}
            return replace(_showing(wait, shown), assignees=assignees)

        return self._amend(principal, run_id, wait_id, changed)

    def remind(self, principal: Principal, run_id: str, wait_id: str | None) -> Run:
        """Note that whoever is asked was reminded, and by whom. Raises as `open`."""
        at = clock.rfc3339(self.now())

        def changed(run: Run, wait: OpenWait) -> OpenWait:
            del run
            return _showing(wait, {"remindedAt": at, "remindedBy": principal.name})

        return self._amend(principal, run_id, wait_id, changed)

    def revoke_link(self, principal: Principal, run_id: str, wait_id: str | None) -> Run:
        """Let no link decide an approval any more. Raises as `open`."""

        def changed(run: Run, wait: OpenWait) -> OpenWait:
            del run
            return replace(wait, link_rev=wait.link_rev + 1, link_revoked=True)

        return self._amend(principal, run_id, wait_id, changed)

    def renew_link(self, principal: Principal, run_id: str, wait_id: str | None) -> Run:
        """
        Let another link decide an approval in place of those before.

        Raises as `open`, Forbidden for a caller that may not decide it, and Conflict for an
        approval that no link decides.
        """

        def changed(run: Run, wait: OpenWait) -> OpenWait:
            deciding.require_decider(principal, run, wait)
            if not wait.allows_link or wait.needed > 1:
                message = "this approval wants to know who decides: no link decides it"
                raise Conflict("link_not_allowed", message)
            number = wait.number or 0
            return replace(wait, link_rev=wait.link_rev + 1, link_revoked=False, number=number)

        return self._amend(principal, run_id, wait_id, changed)

    def _amend(
        self,
        principal: Principal,
        run_id: str,
        wait_id: str | None,
        change: Callable[[Run, OpenWait], OpenWait],
    ) -> Run:
        for _ in range(_TRIES):
            run, wait = self.open(principal, run_id, wait_id)
            amended = replace(change(run, wait), rev=wait.rev + 1)
            if found := self.runs.store.amend(run_id, amended):
                return found
        raise Conflict("edit_conflict", "others act on this approval at once: try again")

    def _concerns(self, principal: Principal, run: Run) -> bool:
        if deciding.is_assignee(principal, run) or run.principal == principal.principal_id:
            return True
        flow = self.flows.store.get(run.flow_id)
        return flow is not None and right_of(principal, flow) >= Right.RUN

    def _manages(self, principal: Principal, run: Run) -> bool:
        flow = self.flows.store.get(run.flow_id)
        return flow is not None and right_of(principal, flow) >= Right.MANAGE

    def _require_enough(self, wait: OpenWait, assignees: Sequence[str]) -> None:
        """Raise Conflict when those who are asked and those who have approved are too few."""
        if any(mark.startswith(_GROUP) for mark in assignees):
            return  # who is in it may change as long as the approval is open
        found = {mark: self.users.find("email", mark) for mark in assignees if "@" in mark}
        people = {user.user_id if (user := found.get(mark)) else mark for mark in assignees}
        if len(people | {vote.principal for vote in wait.votes}) < wait.needed:
            message = f"{wait.needed} must approve, and fewer would be left to: name somebody else"
            raise Conflict("too_few_approvers", message)

    def _user(self, principal: Principal, to: str) -> User:
        user = self.users.get(to) or self.users.find("email", to.strip().lower())
        if user is None or user.workspace_id != principal.workspace_id:
            message = f"{to!r} is nobody of this workspace"
            raise InvalidInput("unknown_user", message, [Issue("/to", "unknown_user", message)])
        return user


def require_found(run: Run | None) -> Run:
    """Return the run. Raises NotFound."""
    if run is None:
        raise not_found()
    return run


def _showing(wait: OpenWait, shown: JsonObject) -> OpenWait:
    view = cast("JsonObject", canonical.decode(wait.view))
    state = cast("JsonObject", view["waitState"]) | shown
    return replace(wait, view=canonical.encode({**view, "waitState": state}))


def _approvers(assignees: Sequence[str]) -> JsonObject:
    groups: list[Json] = [mark for mark in assignees if mark.startswith(_GROUP)]
    users: list[Json] = [mark for mark in assignees if not mark.startswith(_GROUP)]
    return {"users": users, "groups": groups}
