"""Rows 9: how a secret comes out, and where it is sent."""

from __future__ import annotations

from tests.security.rows import Row, api, engine, of

ROWS = (
    Row(
        "9.1",
        "503 with `Retry-After: Wed, 21 Oct 99999999999 07:28:00 GMT` to a step with a secret",
        engine(
            logs="an_opened_secret_stands_in_no_line local_variables_stand_in_no_traceback"
            " what_the_operator_keeps_secret_stands_in_no_line"
        )
        + of(
            "unit/engine/steps",
            http_request="date_of_no_calendar_leaves_the_status_as_the_error"
            " no_answer_of_a_service_crashes_the_step",
        )
        + of("unit/worker", loop="traceback_of_a_failed_hint_holds_no_opened_secret"),
    ),
    Row(
        "9.2",
        "a secret that a service says back, handed on by steps, children, forms and reruns",
        api(
            real_values="echoed_secret_arrives_unchanged_at_the_next_step_and_is_shown_nowhere"
            " real_value_outlives_a_slice_a_snapshot_and_a_rotated_secret"
            " child_and_parent_hand_the_real_value_on branches_and_rounds_know_the_real_value"
            " client_may_send_back_a_secret_that_the_run_goes_on_with"
            " rerun_from_a_step_goes_on_with_the_real_value"
            " error_details_and_logs_of_code_are_masked"
            " key_of_a_tool_flows_and_is_masked key_of_a_peer_stands_in_no_message_and_in_no_run"
            " widget_keeps_no_secret_and_the_run_goes_on_with_it"
            " however_a_stream_is_cut_no_secret_is_told every_spelling_of_a_secret_is_masked"
        ),
    ),
    Row(
        "9.3",
        "a connection's key `high`, and every other text that is short or customary",
        api(
            real_values="short_or_customary_key_of_a_connection_changes_nothing"
            " short_or_customary_texts_are_never_masked"
        ),
    ),
    Row(
        "9.4",
        "`{{secrets.x}}` to a server of the author's own: in URL, header, auth, body, redirect",
        api(
            secret_uses="secret_leaves_for_its_own_origins_only"
            " echoed_secret_leaves_for_its_own_origins_only"
            " redirect_takes_no_secret_to_another_origin"
            " operator_may_want_origins_of_every_secret"
            " secret_is_used_by_its_flows_and_by_members_of_its_groups"
            " use_is_audited_once_an_hour_for_each_step"
        ),
    ),
    Row(
        "9.5",
        "`join(split(secrets.x,''),' ')` and whatever else is done to a secret",
        api(
            secret_uses="nothing_is_done_to_a_secret",
            keeping="what_an_older_version_does_to_a_secret_comes_out_nowhere",
        ),
    ),
    Row(
        "9.6",
        "a secret that is gone, or was changed a moment ago",
        api(
            secret_uses="change_and_deletion_hold_for_the_next_use",
            keeping="a_secret_that_is_not_there_fails_the_step",
        ),
    ),
    Row(
        "9.7",
        "`approval.links.page` read in a service's answer, used for another approval, or for ever",
        api(
            approval_links="link_decides_the_first_approval_after_it_and_no_other"
            " link_of_a_later_approval_does_not_decide_an_earlier_one"
            " revoked_link_decides_nothing_and_a_renewed_one_does"
            " link_is_renewed_by_those_who_may_decide_and_where_links_may"
            " link_that_a_service_says_back_is_masked_before_and_after_the_decision"
            " a_link_that_was_tampered_with_is_none",
            approval_link_once="revoked_link_of_a_root_decides_no_approval_below_it_that_is_named"
            " revoked_link_decides_nothing_by_the_name_of_its_run"
            " link_decides_the_first_of_several_below_its_root_and_no_other"
            " link_that_was_used_at_its_root_decides_nothing_below_it"
            " link_that_was_used_below_its_root_decides_nothing_at_it"
            " link_decides_one_of_two_flows_in_turn_and_the_next_mail_has_another",
        ),
    ),
)
