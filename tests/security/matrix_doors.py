"""Rows 8: what a caller reaches beyond the rights, the share and the time that were given."""

from __future__ import annotations

from tests.security.rows import Row, here, of

ROWS = (
    Row(
        "8.1",
        "`GET /v1/flowrun/steps/<child>` of a private flow that a flow of the caller's runs",
        here(
            child_runs="a_child_run_of_a_flow_without_a_right_to_it_shows_no_payload"
            " the_state_of_a_child_run_is_shown_to_the_starter_without_its_steps"
            " a_list_of_the_callers_runs_holds_no_run_of_a_flow_without_a_right_to_it"
            " a_wait_in_a_child_run_is_answered_by_the_starter_who_learns_no_output"
            " a_failure_in_a_child_run_keeps_its_message_from_the_answer_to_a_resume"
            " a_share_link_reads_the_state_of_a_child_run_alone"
            " a_branch_of_a_run_is_as_open_to_its_starter_as_the_run"
            " a_child_run_is_not_started_again_without_a_right_to_its_flow"
        ),
    ),
    Row(
        "8.2",
        "an RQ job `os.system`, a callback or a webhook pushed into Redis",
        of(
            "unit/worker",
            hint_job="a_job_that_is_no_hint_is_refused_logged_and_removed"
            " a_method_of_an_object_is_no_hint"
            " callbacks_and_webhooks_of_a_hint_are_not_called"
            " maintenance_calls_nothing_for_a_job_whose_worker_is_gone",
        ),
    ),
)
