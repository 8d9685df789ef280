"""Rows 4 to 7: what goes out, templates, code, and files."""

from __future__ import annotations

from tests.security.rows import Row, api, egress, here, language, of

SSRF = egress(
    ssrf="a_place_inside_is_blocked_in_every_spelling the_corpus_is_as_large_as_it_was"
    " what_is_public_is_not_blocked"
)

_OUT = (
    Row("4.1", "loopback in every spelling", SSRF),
    Row(
        "4.2",
        "metadata services",
        SSRF + egress(policy="a_metadata_name_can_be_opened_by_naming_it"),
    ),
    Row("4.3", "private, shared, multicast and reserved ranges", SSRF),
    Row(
        "4.4",
        "forms that the standard library calls global",
        egress(
            addresses="what_is_not_on_the_public_network_is_refused"
            " an_ipv4_address_in_any_other_disguise_is_refused"
            " nothing_the_standard_library_calls_private_is_public"
        ),
    ),
    Row(
        "4.5",
        "URLs of two readings, other schemes, userinfo, odd hosts",
        egress(
            ssrf="a_url_that_could_be_read_in_two_ways_is_refused",
            target="any_text_is_a_target_with_one_spelling_or_a_refusal",
        ),
    ),
    Row(
        "4.6",
        "redirects to the inside, down from https, in circles",
        egress(
            ssrf="a_place_inside_is_blocked_behind_a_redirect",
            redirects="every_hop_is_checked_again a_secure_call_never_becomes_an_open_one"
            " a_location_that_is_no_web_address_is_refused a_loop_ends_after_five_redirects",
        ),
    ),
    Row(
        "4.7",
        "credentials that follow a redirect",
        egress(
            redirects="another_origin_gets_no_header_that_could_be_a_credential"
            " credentials_stay_home_on_the_wire"
        ),
    ),
    Row(
        "4.8",
        "names that point elsewhere later, or to both sides",
        egress(
            ssrf="a_name_that_is_bound_to_a_place_inside_later_is_blocked_then"
            " a_name_is_refused_when_one_of_its_addresses_is_inside"
            " a_place_inside_is_blocked_behind_a_name",
            door="the_name_is_looked_up_once_and_the_checked_address_is_dialled"
            " an_open_connection_is_not_used_once_its_name_points_inside",
        ),
    ),
    Row(
        "4.9",
        "headers that break or frame a message",
        here(egress="no_flow_sets_what_frames_a_message")
        + egress(
            headers="no_text_gets_a_line_break_through a_header_that_could_become_two_is_refused"
            " what_frames_a_message_cannot_be_set"
        ),
    ),
    Row("4.10", "a proxy of the environment", egress(door="a_proxy_in_the_environment_is_ignored")),
    Row(
        "4.11",
        "answers that drip or stall",
        egress(
            door="a_drip_is_cut_off_by_the_total_timeout silence_after_the_connect_is_a_timeout"
            " a_tls_handshake_that_stalls_is_a_timeout a_lookup_that_stalls_is_a_timeout"
        ),
    ),
    Row(
        "4.12",
        "answers that unpack to too much",
        egress(
            door="a_compressed_bomb_is_stopped_by_its_unpacked_size"
            " max_bytes_is_the_largest_body_that_fits"
        ),
    ),
    Row(
        "4.13",
        "a refusal that tells what is inside",
        here(egress="a_call_of_a_step_is_refused_and_tells_nothing_of_the_place")
        + egress(ssrf="the_refusal_does_not_tell_where_a_name_pointed"),
    ),
    Row(
        "4.14",
        "a literal address that is saved",
        api(
            destinations="an_address_inside_or_of_two_readings_is_not_kept"
            " a_change_is_judged_alike what_the_operator_lists_is_kept"
        )
        + of("unit/engine/steps", http_request="literal_mistakes_are_found_before_a_run"),
    ),
    Row(
        "4.15",
        "a caller that goes round the door",
        egress(
            only_door="no_other_module_imports_an_http_client the_guard_sees_every_way_to_import"
        )
        + here(
            egress="an_action_of_a_tool_is_refused a_model_is_not_asked_there"
            " a_webhook_is_not_registered_there_and_says_no_more_than_that"
            " a_subscription_is_not_told_there no_parameter_takes_an_action_to_another_host"
        ),
    ),
    Row(
        "4.16",
        "a value that leads a call to another path or query",
        here(
            addresses="a_value_that_leaves_its_folder_fails_before_any_call"
            " nor_does_one_that_is_raw_or_the_whole_address nor_does_a_parameter_of_a_tool"
            " a_value_is_encoded_for_its_place a_parameter_is_encoded_in_the_address_of_a_tool"
            " the_host_and_the_folder_stand_whatever_the_value"
        ),
    ),
    Row(
        "4.17",
        "a value that leads a call to another host",
        here(
            addresses="no_value_changes_the_host"
            " no_parameter_changes_the_host_of_a_tool_without_a_secret"
        ),
    ),
)

_TEMPLATES = (
    Row(
        "5.1",
        "escapes from the language",
        language(
            hostile="an_escape_meets_an_error_or_nothing"
            " members_of_a_host_object_do_not_exist dangerous_names_are_just_keys"
        )
        + here(templates="an_escape_meets_an_error_or_nothing the_corpus_is_as_large_as_it_was"),
    ),
    Row(
        "5.2",
        "work and memory without end",
        language(
            hostile="a_bomb_is_refused",
            budgets="too_much_is_refused_before_it_is_made a_render_has_one_budget",
        )
        + here(
            templates="a_bomb_costs_no_more_than_its_bound a_worker_survives_what_a_flow_brings"
        ),
    ),
    Row(
        "5.3",
        "depth without end",
        language(
            budgets="values_nested_too_deep_are_refused"
            " a_caller_near_its_own_recursion_limit_gets_an_expression_error",
            parser="nesting_beyond_the_limit_is_refused",
        ),
    ),
    Row(
        "5.4",
        "templates within data",
        language(rendering="templates_inside_data_are_never_rendered")
        + api(keeping="a_template_in_data_is_never_rendered_and_so_reaches_no_secret")
        + here(
            templates="what_data_says_is_data_in_every_position"
            " an_answer_of_somebody_is_rendered_by_no_later_step"
        ),
    ),
    Row(
        "5.5",
        "data that breaks out of a body, URL or header",
        language(rendering="data_cannot_break_out_of_its_place_in_a_json_body")
        + here(
            templates="what_data_says_is_data_in_every_position"
            " a_value_with_a_line_break_makes_no_second_header",
            json_text="a_value_in_the_parameters_of_a_client_tool_stays_a_value"
            " a_value_in_the_items_of_a_loop_stays_a_value"
            " a_value_in_a_body_that_is_written_as_json_stays_a_value"
            " whatever_a_value_holds_the_json_around_it_stands",
        ),
    ),
    Row(
        "5.6",
        "any text at all",
        language(
            fuzz="no_source_raises_anything_but_an_expression_error"
            " no_sound_expression_raises_anything_but_an_expression_error"
            " no_definition_raises_anything_but_an_expression_error"
        ),
    ),
)
ATTACK = of("unit/engine/sandbox", sandbox="an_attack_comes_away_with_nothing") + here(
    code="an_attack_on_the_machine_comes_away_with_nothing"
)
FLOOD = of("unit/engine/sandbox", sandbox="what_takes_too_much_is_cut_off") + here(
    code="what_floods_is_cut_off_and_the_next_one_runs"
)

_CODE = (
    Row("6.1", "out of the language into the host", ATTACK),
    Row("6.2", "the environment, memory and files of other processes", ATTACK),
    Row("6.3", "the network and sockets", ATTACK),
    Row("6.4", "signals, processes and what outlives the step", ATTACK),
    Row("6.5", "links out of the folder, our own package", ATTACK),
    Row("6.6", "no end: time, memory, stack", FLOOD),
    Row("6.7", "floods of output", FLOOD + here(code="a_flood_of_lines_is_kept_to_its_bound")),
    Row(
        "6.8",
        "what stays behind",
        of("unit/engine/sandbox", sandbox="nothing_is_left_behind"),
    ),
    Row(
        "6.9",
        "no sandbox to be had",
        here(code="without_a_runtime_no_code_runs_at_all")
        + of("unit/engine/sandbox", sandbox="without_a_runtime_the_step_says_what_is_missing"),
    ),
    Row(
        "6.10",
        "text evaluated in our own process",
        here(code="nothing_in_the_product_evaluates_text_as_a_program"),
    ),
)

_FILES = (
    Row(
        "7.1",
        "JSON that pretends to be an upload",
        here(
            files="a_body_that_pretends_to_be_an_upload_is_none no_input_is_a_file_by_naming_a_path"
        )
        + api(files="a_json_body_is_never_an_upload"),
    ),
    Row(
        "7.2",
        "names that are paths, lines or disguises",
        here(
            files="a_name_is_shown_and_never_used a_name_of_several_lines_makes_no_header"
            " a_file_has_no_name_to_be_read_by"
        )
        + api(
            files="a_name_is_no_path_and_hides_nothing"
            " a_name_in_any_script_is_offered_in_both_spellings"
        ),
    ),
    Row(
        "7.3",
        "types that lie",
        here(files="whatever_it_claims_to_be_it_is_only_saved")
        + api(files="a_file_comes_back_as_it_went_in_and_only_to_be_saved"),
    ),
    Row(
        "7.4",
        "too large, too many, too many parts",
        here(files="a_form_of_another_shape_or_size_is_refused_and_leaves_nothing")
        + api(
            files="a_file_too_large_is_refused_and_leaves_nothing two_files_at_once_are_refused",
            links="a_link_uploads_so_many_files_and_no_more",
        ),
    ),
    Row(
        "7.5",
        "archives and packed answers",
        here(files="nothing_unpacks_an_archive")
        + egress(door="a_compressed_bomb_is_stopped_by_its_unpacked_size"),
    ),
    Row(
        "7.6",
        "another's file, and after a revocation",
        here(
            files="a_links_files_are_read_by_nobody_through_it_once_it_is_revoked",
            tenancy="what_is_elsewhere_is_told_from_nothing_by_nothing",
        )
        + api(
            files="a_file_is_read_by_who_uploaded_it_and_by_admins"
            " a_run_sends_no_file_that_is_not_its_own",
        ),
    ),
    Row(
        "7.7",
        "ranges and many readers",
        here(
            files="a_range_makes_one_answer_and_the_whole"
            " a_file_is_handed_out_in_pieces_however_many_ask"
        ),
    ),
)
ROWS = (
    *_OUT,
    *_TEMPLATES,
    *_CODE,
    *_FILES,
)
