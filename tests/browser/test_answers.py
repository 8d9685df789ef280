"""What a run waits for, answered in a real browser."""

from __future__ import annotations

from tests.support.world import final, step


def test_a_refused_answer_stays_in_its_field_while_the_run_goes_on(signed_in, watch, millrace):
    schema = {"properties": {"n": {"type": "integer", "title": "How many"}}, "required": ["n"]}
    run_id = millrace.start(millrace.publish(step("w", "wait", "end", schema=schema), final("end")))
    millrace.await_status(run_id, "waiting")
    page = signed_in(f"/console/runs/{run_id}")
    page.fill("input[name='in.n']", "7")
    page.click("text=Write it as JSON instead")
    page.fill("textarea[name=json]", "[1]")
    page.click("button.primary:has-text('Submit')")
    page.wait_for_selector("textarea[aria-invalid]:focus")
    assert page.input_value("input[name='in.n']") == "7"
    assert [" 422 " in one for one in watch.seen] == [True]
    watch.seen.clear()
    page.fill("textarea[name=json]", "")
    page.click("button.primary:has-text('Submit')")
    page.wait_for_selector("#run-head .badge.completed")
