"""Rows 1 to 3: what comes in, who it comes from, and the webhooks."""

from __future__ import annotations

from tests.security.rows import Row, api, engine, here, of

DOOR = here(door="no_route_takes_bytes_that_are_no_json_of_ours")
STRANGE = here(door="no_route_fails_over_json_that_nobody_asked_for")

_DOOR = (
    Row(
        "1.1",
        "not JSON, empty, of another type",
        DOOR
        + api(
            door="every_route_refuses_a_hostile_body_by_its_name every_route_takes_json_only"
            " an_empty_body_is_none_where_none_is_needed_and_no_json_elsewhere"
        ),
    ),
    Row("1.2", "a top level that is no object", DOOR),
    Row(
        "1.3",
        "too large, of no or a lying length, packed",
        DOOR
        + api(door="a_body_of_unknown_length_is_held_to_the_same_size a_packed_body_is_refused")
        + of(
            "acceptance",
            api="a_chunked_body_is_held_to_the_size_of_any_other"
            " a_broken_request_is_the_callers_fault",
        ),
    ),
    Row("1.4", "too deep", DOOR + api(door="the_deepest_body_that_is_allowed_is_taken")),
    Row(
        "1.5",
        "too many elements, keys or texts too long",
        DOOR + api(door="a_body_costs_no_more_than_its_size"),
    ),
    Row("1.6", "NaN, Infinity, 1e999", DOOR),
    Row("1.7", "huge integers", DOOR + STRANGE),
    Row("1.8", "invalid UTF-8, UTF-16, byte order marks", DOOR),
    Row("1.9", "half of a surrogate pair", DOOR + api(door="what_passes_the_door_can_be_stored")),
    Row(
        "1.10",
        "NUL in keys and values",
        DOOR + STRANGE + api(door="odd_keys_are_data_and_come_back_as_they_were"),
    ),
    Row("1.11", "duplicate keys", DOOR),
    Row(
        "1.12",
        "`$`, `.`, `__proto__`, empty keys in inputs",
        api(door="odd_keys_are_data_and_come_back_as_they_were inputs_keep_their_order") + STRANGE,
    ),
    Row(
        "1.13",
        "query operators where a text belongs",
        here(
            requests="no_route_takes_an_operator_for_a_text no_route_takes_an_operator_in_its_query"
        )
        + api(attacks="an_operator_where_a_text_belongs_is_refused_and_queries_nothing")
        + of("contract", mongo_commands="what_cannot_be_an_id_never_reaches_a_filter"),
    ),
    Row(
        "1.14",
        "a user's name in the path of an update",
        of("contract", mongo_commands="user_json_is_never_bson")
        + api(
            attacks="inputs_named_like_the_engines_own_words_change_no_run",
            door="odd_keys_are_data_and_come_back_as_they_were",
        ),
    ),
    Row(
        "1.15",
        "mass assignment",
        here(
            requests="no_field_is_taken_that_a_route_does_not_name"
            " fields_that_are_overlooked_give_no_power"
        )
        + api(hostile_shapes="no_field_can_be_set_that_a_route_does_not_name"),
    ),
    Row(
        "1.16",
        "parameters given twice, odd ids",
        here(requests="an_id_that_is_none_is_not_found_whatever_it_looks_like")
        + api(
            queries="every_route_refuses_a_parameter_it_does_not_know"
            " a_parameter_given_twice_is_refused a_limit_is_plain_digits",
            execute="a_client_names_a_version",
        ),
    ),
    Row(
        "1.17",
        "another method, TRACE, override headers",
        here(
            requests="a_method_that_a_route_has_not_is_refused_with_those_it_has"
            " no_header_turns_a_post_into_another_method"
        )
        + api(attacks="no_header_makes_one_method_another"),
    ),
    Row(
        "1.18",
        "patterns that take for ever, cron that never fires",
        here(
            patterns="no_pattern_of_ours_takes_longer_than_its_text no_door_takes_long_over_a_text"
        )
        + engine(
            patterns="no_pattern_takes_longer_than_its_text",
            cron="an_expression_of_10_kb_is_refused_unread"
            " what_is_no_expression_or_never_fires_is_an_issue",
        )
        + api(attacks="a_cron_that_never_fires_or_never_ends_is_refused"),
    ),
    Row(
        "1.19",
        "leaks of errors, lines in headers and logs",
        here(
            requests="a_line_break_in_a_name_makes_no_header"
            " a_request_id_of_the_callers_is_plain_or_ours"
        )
        + api(
            edge="a_bug_is_a_500_that_tells_nothing what_is_not_there_is_a_problem_too",
            attacks="line_breaks_in_names_write_no_line_of_the_log",
        )
        + engine(logs="a_line_is_one_json_object_with_its_fields an_exception_stays_on_its_line"),
    ),
)

_IDENTITY = (
    Row(
        "2.1",
        "every route by every caller",
        api(
            auth="every_route_has_a_row_and_every_row_a_route"
            " every_caller_gets_what_the_row_of_the_route_says"
            " a_route_without_a_row_is_open_to_nobody",
            specification="whoever_sends_it_is_answered_as_the_specification_says",
        ),
    ),
    Row(
        "2.2",
        "another's object, by its id or through a nested one",
        here(
            tenancy="what_is_elsewhere_is_told_from_nothing_by_nothing"
            " what_hangs_on_one_is_not_reached_through_another"
        )
        + api(
            attacks="another_workspaces_run_is_told_from_no_run_by_nothing"
            " another_workspaces_object_is_told_from_none_by_nothing"
        ),
    ),
    Row(
        "2.3",
        "ids that can be guessed",
        api(attacks="ids_say_nothing_and_cannot_be_counted_through")
        + engine(ids="a_derived_id_cannot_be_guessed_without_the_secret"),
    ),
    Row(
        "2.4",
        "a resume by who may not",
        api(
            auth="every_caller_gets_what_the_row_of_the_route_says",
            approvals="who_is_named_is_asked_though_he_may_not_run_the_flow",
            approval_links="a_link_alone_does_not_decide_where_people_are_named",
            runs="another_workspace_does_not_know_the_run",
        ),
    ),
    Row(
        "2.5",
        "approving one's own request",
        here(
            tenancy="nobody_becomes_an_approver_by_editing_the_flow_while_it_waits"
            " who_started_a_run_does_not_decide_it_by_being_handed_it_or_by_a_key_of_his"
            " a_group_that_its_starter_joins_makes_him_no_approver_of_his_own_run"
        )
        + api(
            approvals="who_started_the_run_does_not_approve_it_where_people_are_named"
            " as_many_must_approve_as_are_needed_and_nobody_counts_twice"
        ),
    ),
    Row(
        "2.6",
        "a resume of another kind, wait or round",
        api(
            attacks="a_resume_that_says_two_things_or_none_decides_nothing"
            " a_wait_of_an_earlier_round_cannot_be_decided_again",
            runs="a_body_that_does_not_fit_decides_nothing",
        )
        + engine(
            resuming="each_kind_of_wait_takes_its_own_body_and_no_other"
            " a_call_for_an_earlier_wait_never_decides_the_next"
        ),
    ),
    Row(
        "2.7",
        "a resume made again",
        api(runs="the_same_decision_made_twice_gets_the_same_answer")
        + engine(
            resuming="the_same_pinned_call_is_answered_like_the_first"
            " another_decision_after_the_first_is_a_conflict"
            " the_same_decision_by_somebody_else_is_a_conflict"
        )
        + of("acceptance", api="of_many_decisions_at_once_one_counts"),
    ),
    Row(
        "2.8",
        "skipping a wait",
        api(attacks="inputs_named_like_the_engines_own_words_change_no_run")
        + here(requests="no_field_is_taken_that_a_route_does_not_name")
        + engine(resuming="nobody_ends_a_delay_from_outside nobody_ends_a_retry_from_outside"),
    ),
    Row(
        "2.9",
        "guessing a share token",
        here(
            tenancy="tokens_of_every_kind_cannot_be_guessed_and_are_stored_as_none"
            " an_unknown_link_is_not_said_back"
        )
        + api(
            links="guessing_a_password_or_a_link_is_slowed_down an_unknown_link_is_not_found",
            attacks="guessing_links_is_slowed_down_and_says_until_when",
        ),
    ),
    Row(
        "2.10",
        "a share token that was revoked or is over",
        api(links="a_revoked_link_is_gone_and_its_runs_go_on an_expired_link_is_gone")
        + engine(shares="a_link_that_is_revoked_meanwhile_starts_nothing"),
    ),
    Row(
        "2.11",
        "a share token beyond its runs and its flow's form",
        api(
            attacks="a_share_token_sees_the_output_of_its_runs_and_nothing_else"
            " a_share_link_runs_the_version_that_it_runs"
            " a_share_of_one_flow_is_not_revoked_through_another",
            auth="a_share_token_reads_and_resumes_the_run_it_made_and_no_other",
            links="a_link_shows_the_form_and_nothing_of_the_flow",
        ),
    ),
    Row(
        "2.12",
        "leaks of a share token",
        here(
            tenancy="a_links_token_is_in_no_line_of_the_log_and_in_nothing_that_is_read_of_its_runs"
        )
        + api(
            attacks="what_a_link_answers_is_kept_by_nobody_and_found_by_no_search",
            links="a_link_is_shown_once_and_never_stored_as_it_is",
        ),
    ),
    Row(
        "2.13",
        "a file's id as a token",
        here(files="a_links_files_are_read_by_nobody_through_it_once_it_is_revoked")
        + api(
            links="a_file_uploaded_by_a_link_serves_runs_of_that_link_only"
            " a_link_uploads_so_many_files_and_no_more",
            files="a_run_sends_no_file_that_is_not_its_own",
        ),
    ),
    Row(
        "2.14",
        "tokens and keys: forged, foreign, expired, in the wrong place",
        here(tenancy="tokens_of_every_kind_cannot_be_guessed_and_are_stored_as_none")
        + engine(
            tokens="a_token_is_not_stored anything_else_is_nobodys"
            " a_revoked_token_is_nobodys_at_once"
        )
        + api(
            attacks="a_token_that_is_none_is_challenged a_token_in_a_query_or_body_is_none",
            auth="a_header_that_is_no_token_is_challenged an_expired_token_is_challenged",
            account="a_key_runs_the_flows_it_was_made_for_and_reads_their_runs"
            " only_an_admin_makes_a_key_for_every_flow",
        ),
    ),
    Row(
        "2.15",
        "Idempotency-Key: reused, malformed, elsewhere, all at once, after a restart",
        here(tenancy="a_call_with_its_key_is_one_call_in_every_process")
        + api(
            execute="an_idempotency_key_joins_the_first_run a_bad_idempotency_key_is_refused",
        )
        + of("acceptance", api="of_many_submissions_with_one_key_one_runs"),
    ),
    Row(
        "2.16",
        "other origins and forged forms",
        api(
            attacks="no_page_of_another_origin_is_let_in",
            account="a_session_changes_nothing_without_its_csrf_token"
            " a_session_is_no_bearer_token_and_a_token_no_session",
            mcp="a_page_of_another_origin_calls_no_tools",
        ),
    ),
    Row(
        "2.17",
        "rates and costs",
        api(
            account="a_key_has_its_own_rate_and_every_answer_tells_what_is_left"
            " guessing_passwords_is_slowed_down_and_says_until_when",
            links="a_link_has_its_own_rate a_link_starts_as_many_runs_as_it_may_and_a_repeated_call"
            "_is_one",
            control="starts_beyond_the_rate_are_refused_until_the_next_minute",
            costs="a_budget_stops_a_looping_flow_before_the_call_that_would_pass_it",
        ),
    ),
    Row(
        "2.18",
        "secrets seen outside their seal",
        of("acceptance", canary="a_canary_arrives_unchanged_and_is_found_nowhere")
        + api(
            keeping="a_secret_reaches_the_service_and_comes_out_nowhere"
            " a_secret_comes_out_of_no_error"
            " what_an_older_version_does_to_a_secret_comes_out_nowhere",
            webhooks="a_tools_secret_comes_out_nowhere",
        ),
    ),
    Row(
        "2.19",
        "export and import",
        api(
            copies="an_export_names_nobody_and_nothing_of_its_installation"
            " an_import_that_is_foreign_is_refused_whole"
            " an_export_holds_the_names_of_credentials_and_none_that_was_written_out"
            " an_import_that_names_credentials_of_others_is_refused_whole",
        ),
    ),
)

_WEBHOOKS = (
    Row(
        "3.1",
        "no, bad, foreign, cut or mislabelled signature",
        here(webhooks_in="what_is_no_signature_over_these_bytes_starts_nothing")
        + engine(
            signatures="nothing_is_taken_that_nobody_signed_and_nothing_breaks"
            " a_proof_holds_for_its_bytes_its_secret_and_its_time_alone"
            " a_proof_with_one_character_changed_is_none a_proof_of_one_scheme_is_none_of_another"
            " the_parts_of_what_was_signed_cannot_be_shifted"
        )
        + api(
            webhooks="a_signature_over_other_bytes_is_none"
            " any_of_several_signatures_will_do_and_an_empty_one_will_not"
            " the_proof_is_asked_for_before_the_body_is_read"
        ),
    ),
    Row(
        "3.2",
        "a trigger without a secret",
        here(
            webhooks_in="a_trigger_that_lost_its_secret_takes_nothing"
            " a_trigger_without_a_secret_of_the_services_takes_nothing_signed_with_none"
        )
        + engine(signatures="without_a_key_nothing_holds"),
    ),
    Row(
        "3.3",
        "stale, early and replayed deliveries",
        here(webhooks_in="a_replay_is_the_same_run_in_every_process_and_after_any_time")
        + api(
            webhooks="a_proof_of_another_time_is_stale a_delivery_that_came_before_is_the_same_run"
        ),
    ),
    Row(
        "3.4",
        "a sender that signs no time",
        here(webhooks_in="a_replay_is_the_same_run_in_every_process_and_after_any_time")
        + engine(signatures="an_id_names_the_delivery_and_the_same_one_each_time"),
    ),
    Row(
        "3.5",
        "another's, a removed or a deleted webhook",
        here(
            webhooks_in="an_address_without_its_unguessable_id_is_none"
            " one_webhooks_proof_starts_no_other_flow"
        )
        + api(
            webhooks="an_address_that_was_never_given_is_not_found"
            " a_deleted_flow_is_unregistered"
            " publishing_registers_the_webhook_and_taking_the_trigger_away_unregisters_it"
        ),
    ),
    Row(
        "3.6",
        "a slow answer, or one before it is kept",
        here(
            webhooks_in="a_delivery_is_answered_before_anybody_works_on_it"
            " a_delivery_that_cannot_be_kept_is_not_acknowledged"
        ),
    ),
    Row(
        "3.7",
        "a weak or twice shown signing secret",
        here(webhooks_in="a_secret_is_32_random_bytes_shown_once_and_each_webhooks_own"),
    ),
)
ROWS = (
    *_DOOR,
    *_IDENTITY,
    *_WEBHOOKS,
)
