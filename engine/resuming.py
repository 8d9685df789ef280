"""Ending a wait from outside: one compare-and-set, and one answer for a call made twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from engine import canonical, clock, deciding, inputs, loading
from engine.errors import Conflict, EngineError, Gone, InvalidInput, Issue
from engine.principal import Principal
from engine.record import from_entry
from engine.runs import Runs
from engine.sealing import Seal
from engine.sight import MOST_SHOWN
from engine.store.documents import Hint, OpenWait, Run, StoredDecision, Vote
from engine.store.endings import BODY_OF, CHILDREN
from engine.waits import EXTERNAL_KINDS, INTERNAL_KINDS
from schemas.json import Json, JsonObject
from schemas.run import TERMINAL, RunStatus

_TRIES = 20  # each one lost to somebody else who decided at the same moment


@dataclass(frozen=True, slots=True)
class Resume:
    """
    One resume call: `kind` is decision, toolResult or data; `payload` that part of the body.

    `wait_id` pins the wait that is meant (waitId, or a tool result's executionId).
    """

    kind: str
    payload: Json
    wait_id: str | None = None
    idempotency_key: str | None = None

    @property
    def body_hash(self) -> str:
        """Return what recognises the same call made again."""
        return canonical.digest([self.kind, self.payload])


@dataclass(frozen=True, slots=True)
class Resumed:
    """The run after the call: `is_new` is False for a repeat, `is_delivered` as for a start."""

    run: Run
    is_new: bool
    is_delivered: bool


def resume(runs: Runs, principal: Principal, run: Run, call: Resume) -> Resumed:
    """
    End the open wait of a run, given as it was just seen (`Runs.peek`).

    Raises NotFound; InvalidInput when the body does not fit the wait; Forbidden for whoever may
    not decide it; Conflict when there is no
    such wait (any more) or somebody else decided it; Gone when it expired.
    """
    if target := _below(runs, run, call):
        done = resume(runs, principal, runs.peek(principal, target.run_id), call)
        return replace(done, run=runs.peek(principal, run.run_id))
    if call.idempotency_key is not None and (kept := _of_key(runs, principal, run, call)):
        # Before the open wait is looked at: the same call made again is about an earlier one.
        return _repeated_as(runs, run, kept, call)
    wait = run.wait
    if run.status is not RunStatus.WAITING or wait is None or wait.kind in INTERNAL_KINDS:
        return _repeated(runs, principal, run, call)
    if not _is_meant(call, run, wait):
        return _repeated(runs, principal, run, call)
    _require_fit(call, wait)
    deciding.require_decider(principal, run, wait)
    payload = deciding.checked(call.kind, call.payload, wait)
    inputs.require_keepable(canonical.encode(payload))
    if wait.needed > 1:
        return _voted(runs, principal, run, call, payload)
    decided = runs.store.decide(run.run_id, _stored(runs, principal, call, run, payload))
    if decided is None:
        return _repeated(runs, principal, runs.peek(principal, run.run_id), call)
    return Resumed(decided, is_new=True, is_delivered=_push(runs, decided))


def answer_again(runs: Runs, principal: Principal, run: Run, call: Resume) -> Resumed:
    """
    Answer a call that may decide nothing more: as the first one, if it is that one made again.

    Raises Conflict or Gone for every other call, InvalidInput for a key used with another body.
    """
    if call.idempotency_key is not None and (kept := _of_key(runs, principal, run, call)):
        return _repeated_as(runs, run, kept, call)
    return _repeated(runs, principal, run, call)


def _voted(runs: Runs, principal: Principal, run: Run, call: Resume, payload: Json) -> Resumed:
    """
    Decide an approval that needs several: with the last approval, or the first rejection.

    Raises Conflict for a second vote that says something else than the first.
    """
    for _ in range(_TRIES):
        wait = run.wait
        if wait is None or not _is_meant(call, run, wait) or _is_over(runs, run):
            break
        if done := _voted_once(runs, principal, run, call, payload):
            return done
        run = runs.peek(principal, run.run_id)
    return _repeated(runs, principal, runs.peek(principal, run.run_id), call)


def _voted_once(
    runs: Runs, principal: Principal, run: Run, call: Resume, payload: Json
) -> Resumed | None:
    """Vote on what the run was seen to wait for; None when somebody else was faster."""
    wait, said = cast("OpenWait", run.wait), cast("JsonObject", payload)
    own = [vote for vote in wait.votes if vote.principal == deciding.voter_of(principal)]
    if own and own[0].body_hash == call.body_hash:
        return Resumed(run, is_new=False, is_delivered=True)
    if own:
        raise Conflict("already_voted", "you have approved this already")
    vote = _vote(runs, principal, call, payload)
    is_approval = said["decision"] == "approve"
    if is_approval and len(wait.votes) + 1 < wait.needed:
        amended = runs.store.amend(run.run_id, deciding.voted(wait, vote))
        return Resumed(amended, is_new=True, is_delivered=True) if amended else None
    votes: list[Json] = [_shown(one) for one in (*wait.votes, *([vote] if is_approval else []))]
    stored = _stored(runs, principal, call, run, {**said, "votes": votes})
    decided = runs.store.decide(run.run_id, stored, wait.rev)
    return Resumed(decided, is_new=True, is_delivered=_push(runs, decided)) if decided else None


def _is_over(runs: Runs, run: Run) -> bool:
    return run.wake_at is not None and run.wake_at <= runs.now()


def _vote(runs: Runs, principal: Principal, call: Resume, payload: Json) -> Vote:
    comment = payload.get("comment") if isinstance(payload, dict) else None
    return Vote(
        principal=deciding.voter_of(principal),
        by=principal.name,
        body_hash=call.body_hash,
        key=call.idempotency_key,
        comment=None if comment is None else str(comment),
        at=runs.now(),
    )


def _shown(vote: Vote) -> JsonObject:
    return {"by": vote.by, "at": clock.rfc3339(vote.at), "comment": vote.comment}


def _below(runs: Runs, run: Run, call: Resume) -> Run | None:
    """
    Return the descendant that the call means, None where it means the run itself.

    Raises Conflict when several wait and the call names none of them.
    """
    if run.wait is None or run.wait.kind != CHILDREN:
        return None
    family = runs.family.store
    if call.idempotency_key is not None:
        kept = family.decided_below(run.run_id, key=call.idempotency_key)
        if kept is not None:
            return kept
    if _pinned(call, run):
        # Asked for by name: of very many that wait, a list holds only some.
        meant = family.waiting_below(run.run_id, EXTERNAL_KINDS, 1, call.wait_id)
        return meant[0] if meant else family.decided_below(run.run_id, wait_id=call.wait_id)
    found = family.waiting_below(run.run_id, EXTERNAL_KINDS, MOST_SHOWN)
    if len(found) > 1:
        message = f"{len(found)} children of the run wait: name the wait by waitId or executionId"
        raise Conflict("wait_ambiguous", message)
    return found[0] if found else None


def _pinned(call: Resume, run: Run) -> bool:
    return call.wait_id is not None and call.wait_id != run.run_id


def _is_meant(call: Resume, run: Run, wait: OpenWait) -> bool:
    # Clients of this API family know a run's id as its execution id: it means the open wait.
    return not _pinned(call, run) or call.wait_id == wait.wait_id


def _require_fit(call: Resume, wait: OpenWait) -> None:
    wanted = BODY_OF[wait.kind]
    if call.kind != wanted:
        message = f"the run waits for a {wait.kind}: send {wanted}, not {call.kind}"
        issue = Issue(f"/{call.kind}", "wait_kind_mismatch", message)
        raise InvalidInput("wait_kind_mismatch", message, [issue])


def _stored(
    runs: Runs, principal: Principal, call: Resume, run: Run, payload: Json
) -> StoredDecision:
    decided = StoredDecision(
        wait_id=cast("OpenWait", run.wait).wait_id,
        kind=call.kind,
        payload=canonical.encode(payload),
        by=principal.name,
        principal=principal.principal_id,
        body_hash=call.body_hash,
        key=call.idempotency_key,
        at=runs.now(),
    )
    # A client may send back a secret that it was handed: the run goes on with it, nothing shows it.
    return Seal(runs.vault, run.workspace_id).decision(decided, run.sealed_secrets)


def _push(runs: Runs, run: Run) -> bool:
    # Somebody waits for what a resume leads to: it goes before runs nobody looks at.
    return runs.deliver(Hint(run.run_id, run.fence.n, "high"))


def _of_key(runs: Runs, principal: Principal, run: Run, call: Resume) -> JsonObject | None:
    """Return the decision that this caller made under the call's Idempotency-Key."""
    for kept in _decisions(runs, run):
        if kept["key"] == call.idempotency_key and kept["principal"] == principal.principal_id:
            return kept
    return None


def _repeated_as(runs: Runs, run: Run, kept: JsonObject, call: Resume) -> Resumed:
    if kept["bodyHash"] != call.body_hash:
        message = "this Idempotency-Key was used with another body"
        raise InvalidInput("idempotency_key_reused", message)
    is_delivered = run.status in TERMINAL or _push(runs, run)
    return Resumed(run, is_new=False, is_delivered=is_delivered)


def _repeated(runs: Runs, principal: Principal, run: Run, call: Resume) -> Resumed:
    """Answer a call that decided nothing: as the first one, if it is that one made again."""
    for kept in _decisions(runs, run):
        if _is_repeat(kept, principal, call):
            return _repeated_as(runs, run, kept, call)
    raise _refusal(runs, run, call)


def _is_repeat(kept: JsonObject, principal: Principal, call: Resume) -> bool:
    if kept["principal"] != principal.principal_id or kept["bodyHash"] != call.body_hash:
        return False
    by_key = call.idempotency_key is not None and kept["key"] == call.idempotency_key
    return by_key or (call.wait_id is not None and kept["waitId"] == call.wait_id)


def _decisions(runs: Runs, run: Run) -> list[JsonObject]:
    """Return every decision the run has had: the last one beside it, the others in its journal."""
    whole = runs.store.get(run.run_id) or run
    kept = [_view(whole.decision)] if whole.decision else []
    records = (from_entry(entry) for entry in loading.entries_of(runs.store, whole))
    return [*kept, *(record.decision for record in records if record.decision)]


def _view(decision: StoredDecision) -> JsonObject:
    return {
        "waitId": decision.wait_id,
        "principal": decision.principal,
        "bodyHash": decision.body_hash,
        "key": decision.key,
        "at": clock.rfc3339(decision.at),
    }


def _refusal(runs: Runs, run: Run, call: Resume) -> EngineError:
    decided = [cast("str", kept["waitId"]) for kept in _decisions(runs, run)]
    if _pinned(call, run) and call.wait_id in decided:
        return Conflict("wait_decided", "this wait was already decided")
    if run.status is not RunStatus.WAITING:
        return Conflict("run_not_waiting", f"the run is {run.status}, it waits for nothing")
    if run.wait is not None and run.wait.kind in INTERNAL_KINDS:
        message = f"the run waits for a {run.wait.kind}, which nobody can end from outside"
        return Conflict("run_not_waiting", message)
    if _is_over(runs, run):
        return Gone("wait_expired", "the wait expired before this call")
    return Conflict("wait_not_open", "the run does not wait for that: read its waitState again")
