"""Rows 8: what a caller reaches beyond the rights, the share and the time that were given."""

from __future__ import annotations

from tests.security.rows import Row, api, engine, here, of

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
    Row(
        "8.3",
        "a job, or an admin, put into the embedded servers by another account of the machine",
        of(
            "unit/engine/embedded",
            servers="valkey_with_a_password_answers_no_other_account"
            " mongod_with_a_key_answers_no_other_account_and_keeps_what_was_stored_without_one",
        )
        + of("unit/cli", servers="embedded_servers_are_started_with_proof_that_files_alone_hold")
        + ("test_deployment.py::test_redis_asks_for_the_password_that_the_others_send",),
    ),
    Row(
        "8.4",
        "`<tmp>/millrace-up-x/lock` as a link to a file of another account",
        of(
            "unit/cli",
            folders="a_link_in_place_of_a_lock_empties_nothing"
            " a_second_name_of_a_file_in_place_of_a_lock_empties_nothing"
            " a_link_in_place_of_a_temporary_folder_is_not_followed"
            " a_folder_of_another_account_is_not_used"
            " an_abandoned_folder_of_another_account_is_left_alone"
            " a_folder_in_use_is_for_its_owner_alone"
            " a_link_in_place_of_a_private_file_is_replaced_and_not_written_through",
        ),
    ),
    Row(
        "8.5",
        "11 wrong passwords for an account, 11 made-up accounts, a forged X-Forwarded-For",
        here(
            guessing="wrong_passwords_from_one_address_do_not_lock_the_account_elsewhere"
            " accounts_that_do_not_exist_do_not_lock_an_address"
            " guesses_from_many_addresses_leave_each_new_address_a_try"
            " an_address_that_proved_the_password_is_let_through_a_burst"
            " the_sites_of_ipv6_count_as_one_address"
            " a_caller_behind_a_trusted_proxy_has_an_address_of_its_own"
            " what_a_caller_writes_into_the_header_is_not_believed"
            " a_header_that_names_no_address_leaves_the_proxys_own"
            " the_sign_in_page_counts_the_address_that_a_trusted_proxy_names"
            " a_session_that_was_stolen_guesses_no_password"
        ),
    ),
    Row(
        "8.6",
        "the right password 20 times a minute, for an account and for a link",
        here(
            guessing="the_right_password_is_never_too_many"
            " the_right_password_of_a_link_is_never_too_many_and_strangers_lock_nobody_out"
        ),
    ),
    Row(
        "8.7",
        "a sign-in, and one that failed, that nothing tells of",
        here(
            guessing="sign_ins_and_failed_ones_stand_in_the_audit_log"
            " a_burst_of_guesses_fills_no_audit_log"
        ),
    ),
    Row(
        "8.8",
        "33 long polls, or streams, of one link or key",
        here(
            seats="one_caller_takes_a_quarter_of_the_seats_for_streams"
            " streams_leave_the_seats_of_those_who_start_runs"
            " long_polls_of_one_link_leave_others_theirs_and_are_answered_at_once"
            " a_seat_is_each_callers_and_given_back"
            " a_resume_by_a_tool_call_waits_on_a_seat_too"
            " streams_and_waits_together_leave_threads_for_others"
        ),
    ),
    Row(
        "8.9",
        "a captured delivery of GitHub under another X-GitHub-Delivery",
        here(webhooks_in="a_captured_delivery_of_github_starts_no_run_under_another_id")
        + engine(delivery_ids="a_delivery_of_github_that_is_replayed_under_another_id_is_the_same"),
    ),
    Row(
        "8.10",
        "`GET/PATCH /v1/sdk/contact?email=` by a key that is scoped to one flow",
        here(
            contacts="a_scoped_key_neither_reads_nor_changes_contacts_that_it_does_not_know"
            " a_scoped_key_is_given_a_contact_of_its_own_and_none_of_others"
            " a_scoped_key_knows_the_contacts_of_its_conversations"
        ),
    ),
    Row(
        "8.11",
        "filters that are applied after a page is cut, or not at all",
        here(
            contacts="a_filter_of_contacts_is_applied_before_the_page_is_cut"
            " a_filter_that_means_no_field_is_refused"
            " conversations_of_one_peer_are_filtered_before_the_page_is_cut"
        ),
    ),
    Row(
        "8.12",
        "a stream, a long poll and a share link after their token or account has ended",
        here(
            revocation="a_stream_ends_when_its_token_does"
            " a_long_poll_ends_when_its_token_does"
            " a_long_poll_of_a_link_ends_when_the_link_does"
            " share_links_of_a_closed_account_open_nothing"
        ),
    ),
    Row(
        "8.13",
        "a request line above 4,094 bytes, a header above 8 kB",
        api(
            serving="a_request_that_the_server_refuses_is_answered_with_a_problem"
            " a_request_line_is_long_enough_for_every_filter_of_a_list"
        )
        + of("acceptance", api="a_line_or_header_that_is_too_long_is_a_problem_as_any_other"),
    ),
    Row(
        "8.14",
        "a `fileId` seen in a run, sent on by the multipart of the caller's own flow",
        here(
            file_rights="a_file_that_a_run_was_seen_with_is_not_sent_on_by_another_callers_flow"
            " an_input_of_the_type_file_takes_no_file_of_another_person"
            " a_run_that_is_started_again_by_another_caller_has_its_files_in_that_flow_alone"
            " a_file_of_a_decision_is_the_runs_to_send"
            " a_run_of_a_webhook_is_no_person_who_may_use_any_file"
            " a_file_of_a_link_is_used_by_whoever_may_run_its_flow"
        ),
    ),
    Row(
        "8.15",
        "uploads without end, and many of a link at once",
        here(
            file_rights="all_files_of_a_caller_have_a_quota_of_bytes"
            " uploads_of_a_link_at_once_do_not_pass_its_bound"
        ),
    ),
    Row(
        "8.16",
        "ids of private flows in a list of keys, a forged Host in a link's url, links without end",
        here(
            disclosure="a_list_of_keys_names_no_flow_that_the_caller_may_not_see"
            " the_url_of_a_link_is_not_the_callers_to_choose"
            " a_flow_has_a_bounded_number_of_links_that_stand"
        ),
    ),
)
