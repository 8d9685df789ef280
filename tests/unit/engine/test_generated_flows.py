"""What holds for every flow that validation lets pass."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import loading, state, transitions
from engine.limits import Limits
from engine.plan import compile_plan
from engine.steps.base import HttpResponse
from engine.validation import errors_in, validate
from schemas.run import TERMINAL, RunStatus
from tests.support.generated import definitions, finish
from tests.support.world import World, error_of, output_of

ANSWERS = st.lists(st.sampled_from([0, 1]), min_size=1, max_size=6)
LIMITS = Limits(max_steps=40, snapshot_records=3, slice_records=7)


def started(definition, limits=LIMITS):
    world = World(limits=limits)
    world.sink.answer = lambda _: HttpResponse(
        200 if len(world.sink.calls) % 3 else 503, {}, b"", 1
    )
    plan = compile_plan(definition, version_id="v", flow_id="f", name="F", version=1)
    run = world.submit(world.plans.keep(plan))
    return world, plan, run


@given(definitions())
@settings(max_examples=30)
def test_the_generated_definitions_have_no_errors_but_those_that_0_1_0_let_pass(definition):
    # A version that was published then goes on: a circle to its step limit.
    let_pass = {"endless_circle", "unknown_field", "no_effect"}
    assert {one.code for one in errors_in(validate(definition))} <= let_pass


@given(definitions(), ANSWERS)
@settings(max_examples=30)
def test_every_flow_runs_to_an_end_or_a_wait_and_then_to_an_end(definition, answers):
    world, _, run = started(definition)
    world.drain()
    assert world.read(run.run_id).status in {*TERMINAL, RunStatus.WAITING}
    finish(world, run, answers)
    run = world.read(run.run_id)
    assert (output_of(run) is None) is (run.status is RunStatus.FAILED)
    assert (error_of(run) is None) is (run.status is RunStatus.COMPLETED)


@given(definitions(), ANSWERS)
@settings(max_examples=25)
def test_a_state_is_the_same_from_a_snapshot_as_from_all_records(definition, answers):
    world, plan, run = started(definition)
    world.drain()
    seen = [world.read(run.run_id)]
    resume = world.resume

    def noting(given_run, *arguments):
        seen.append(world.read(run.run_id))
        return resume(given_run, *arguments)

    world.resume = noting
    finish(world, run, answers)
    for moment in [*seen, world.read(run.run_id)]:
        _, whole, _ = loading.load(world.stores.runs, replace(moment, snapshot=None), plan)
        _, rest, _ = loading.load(world.stores.runs, moment, plan)
        # The journal has grown since, so both come from the same records, further on.
        assert whole == rest


@given(definitions(), ANSWERS)
@settings(max_examples=25)
def test_every_state_on_the_way_survives_being_written_down(definition, answers):
    world, plan, run = started(definition)
    world.drain()
    finish(world, run, answers)
    whole = world.read(run.run_id)
    current = loading.initial(plan, whole)
    for record in world.records(whole):
        current = transitions.apply(plan, current, record)
        assert state.decode(state.encode(current)) == current


@given(definitions(), ANSWERS)
@settings(max_examples=25)
def test_no_two_effects_of_a_run_share_a_key_unless_one_is_a_retry(definition, answers):
    world, _, run = started(definition)
    world.drain()
    finish(world, run, answers)
    attempts = [
        (record.key, record.attempt)
        for record in world.records(run)
        if record.type == "http-request" and record.kind != "started"
    ]
    assert len(attempts) == len(set(attempts))
    # Fewer were sent where a limit ended the run instead of its next attempt.
    assert set(world.sink.keys) <= {f"{run.run_id}:{key}" for key, _ in attempts}
