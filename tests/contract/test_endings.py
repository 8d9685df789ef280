"""Which decision may end which wait, on every store: the whole product of their kinds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import clock
from engine.store.endings import ENDS
from engine.waits import EXTERNAL_KINDS, INTERNAL_KINDS
from schemas.run import RunStatus
from tests.contract.samples import decision_of, run_of, wait_of
from tests.support.endings import MAY_END

WAITS = (*sorted(INTERNAL_KINDS), *EXTERNAL_KINDS)
STRANGE = ("", "approve", "wait", "delay", "$ne", "nul\x00byte")
# A decision of time comes after it, one of a person before it, one of the engine at any time.
AFTER, BEFORE = ("due", "deadline"), ("decision", "toolResult", "data")
ANY = ("children", "turn", *STRANGE)


@pytest.fixture
def park(runs):
    """Leave runs, one for each wait and decision, due and past their deadline in a minute."""
    names = []

    def park(decisions, deadline_in_seconds=60):
        at = clock.now() + timedelta(seconds=60)
        over = deadline_in_seconds and clock.now() + timedelta(seconds=deadline_in_seconds)
        parked = {}
        for decision in decisions:
            for wait in WAITS:
                run_id = f"run-{len(names)}"
                names.append(run_id)
                state = {"wait": wait_of(kind=wait), "wake_at": at, "deadline": over}
                runs.insert(run_of(run_id, status=RunStatus.WAITING, **state))
                parked[wait, decision] = run_id
        return parked

    return park


def ended(runs, parked):
    """Make each decision about its wait; return what ended what."""
    pairs = set()
    for (wait, decision), run_id in parked.items():
        before = runs.peek(run_id)
        decided = runs.decide(run_id, decision_of(kind=decision))
        if decided is None:
            assert runs.peek(run_id) == before
        else:
            assert (decided.status, decided.decision.kind) == (RunStatus.QUEUED, decision)
            pairs.add((wait, decision))
    return pairs


def allowed(decisions):
    return {(wait, one) for one in decisions for wait in MAY_END.get(one, ())}


def test_a_decision_ends_a_wait_that_it_may_end_and_no_other(runs, park):
    assert ended(runs, park(BEFORE)) == allowed(BEFORE)


def test_what_comes_after_the_time_ends_what_it_may_end_and_no_other(runs, park, pass_seconds):
    parked = park((*AFTER, *ANY))
    pass_seconds(61)
    assert ended(runs, parked) == allowed((*AFTER, *ANY))


def test_a_decision_on_the_wrong_side_of_the_time_ends_nothing(runs, park, pass_seconds):
    assert ended(runs, park(AFTER)) == set()
    parked = park(BEFORE)
    pass_seconds(61)
    assert ended(runs, parked) == set()


def test_children_and_turns_end_their_waits_before_the_time_too(runs, park):
    assert ended(runs, park(ANY)) == allowed(ANY)


def test_a_run_without_a_deadline_is_not_ended_by_it(runs, park, pass_seconds):
    parked = park(("deadline",), deadline_in_seconds=None)
    pass_seconds(10**6)
    assert ended(runs, parked) == set()


def test_only_what_the_engine_looks_at_again_is_postponed(runs, park):
    moved = set()
    for (wait, _), run_id in park(("due",)).items():
        before = runs.peek(run_id).wake_at
        is_moved = runs.postpone(run_id, "wait-1", 3600)
        assert is_moved == (runs.peek(run_id).wake_at > before)
        moved |= {wait} if is_moved else set()
    assert moved == {"children", "turn"}


def test_every_kind_of_wait_has_a_decision_that_ends_it():
    assert {kind: set(waits) for kind, waits in ENDS.items()} == MAY_END
    assert set().union(*MAY_END.values()) == set(WAITS)
