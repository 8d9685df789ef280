"""The fault matrix: what may happen to an installation, and what proves that it does no harm."""

from __future__ import annotations

from typing import NamedTuple

from tests.security.rows import of


class Fault(NamedTuple):
    """One row: figures of `profiles` that inject it, tests that do, and what neither does."""

    number: int
    fault: str
    figures: tuple[str, ...]
    proofs: tuple[str, ...] = ()
    left: str = ""


def engine(**names: str) -> tuple[str, ...]:
    return of("unit/engine", **names)


def contract(**names: str) -> tuple[str, ...]:
    return of("contract", **names)


def crash(**names: str) -> tuple[str, ...]:
    return of("crash", **names)


_FAULTS = contract(
    mongo_faults="a_call_answers_as_if_nothing_had_happened"
    " a_doubtful_append_is_in_once_and_in_order"
    " a_doubtful_settlement_is_found_after_the_run_moved_on"
)
MATRIX = (
    Fault(
        1,
        "kill -9 of a worker at each point, before and after; worker, supervisor, both",
        ("F3",),
        crash(simulation="a_flow_survives_a_kill_before_and_after_each_operation"),
        "the worker runs jobs without a fork, so that there is no horse apart from it",
    ),
    Fault(2, "kill -9 of a worker every 2 s", ("F1", "F2")),
    Fault(
        3,
        "a worker stopped for three leases, then awake again",
        ("F9",),
        engine(runner="a_zombie_finds_its_place_taken_and_touches_nothing"),
    ),
    Fault(4, "kill -9 of an API process at each point of a submit and a resume", ("F3",)),
    Fault(
        5,
        "clients that hang up, or never finish a request",
        ("R5",),
        (),
        "a request that is sent one byte at a time holds a thread for as long as its sender likes: "
        "put a proxy in front that reads requests whole",
    ),
    Fault(
        6,
        "Redis gone while the API receives",
        ("F6", "R9"),
        crash(kill="submissions_are_kept_while_redis_is_down_and_run_when_it_is_back"),
    ),
    Fault(
        7,
        "Redis without its memory, killed or flushed",
        ("F6",),
        of("unit/scheduler", ticker="a_flushed_redis_is_rebuilt_from_the_store")
        + crash(kill="redis_may_forget_everything_while_200_runs_are_queued"),
    ),
    Fault(
        8,
        "Redis back in an earlier state, as a replica that missed the last writes",
        ("F6",),
        (),
        "the switch itself: the address stays the same here",
    ),
    Fault(9, "Redis hung, paused, full, read-only", ("R9",)),
    Fault(
        10,
        "a hint many times, of nobody, of an ended run; garbage in the queue",
        ("R10",),
        of("unit/worker", loop="garbage_in_a_queue_stops_nobody"),
    ),
    Fault(11, "many claims of a run at once", (), contract(runs="one_of_many_claimants_wins")),
    Fault(
        12,
        "MongoDB killed, stopped, started again",
        ("F7",),
        crash(kill="without_mongodb_nothing_is_acknowledged"),
    ),
    Fault(13, "a reply of MongoDB lost after it applied", ("F8",), _FAULTS),
    Fault(
        14,
        "a request to MongoDB lost before it applied",
        (),
        contract(mongo_faults="a_call_answers_as_if_nothing_had_happened"),
    ),
    Fault(
        15, "fail-over of MongoDB: its primary killed, or asked to step down", ("F16b",), _FAULTS
    ),
    Fault(
        16,
        "an acknowledged write rolled back",
        ("R16",),
        contract(
            mongo_commands="whatever_the_url_says_writes_are_durable_but_for_claims_and_leases"
        ),
    ),
    Fault(17, "MongoDB slow", ("R17",), contract(mongo_faults="a_slow_server_is_waited_for")),
    Fault(
        18,
        "a worker cut off from MongoDB, Redis, everything, or from answers alone",
        ("F16a",),
        (),
        "an API process cut off; lost single packets (the kernel here has no netem)",
    ),
    Fault(
        19,
        "32 decisions of one wait at once, from three processes",
        ("F10",),
        of(
            "acceptance",
            people="of_many_decisions_from_three_processes_one_is_made_and_followed",
        ),
    ),
    Fault(
        20,
        "a resume too early, too late, of an earlier wait",
        (),
        engine(
            resuming="a_call_for_an_earlier_wait_never_decides_the_next"
            " a_run_that_ended_waits_for_nothing a_wait_that_expired_is_not_resumed"
        ),
    ),
    Fault(
        21,
        "resume, cancel and deadline at once",
        ("F4",),
        contract(run_waits="one_of_many_decisions_wins_and_on_the_right_side_of_the_deadline"),
    ),
    Fault(
        22,
        "clocks: a worker an hour ahead, another behind; daylight saving",
        ("F17", "F12"),
        engine(clock="a_workers_own_clock_does_not_matter"),
        "a scheduler whose clock is ahead fires schedules that much too early, each once",
    ),
    Fault(
        23,
        "a full disk under Redis",
        ("R23",),
        (),
        "a full disk under MongoDB (mongod ends, which is row 12), under uploads (they are in "
        "MongoDB) and under logs (they go to standard error)",
    ),
    Fault(
        24,
        "a step that allocates without end",
        (),
        of("unit/engine/sandbox", sandbox="what_takes_too_much_is_cut_off"),
    ),
    Fault(
        25,
        "SIGTERM: rolling, to all, twice",
        ("F14",),
        of("unit/worker", loop_outages="a_later_signal_ends_the_process_at_once")
        + contract(worker="a_worker_that_is_asked_to_leave_stops_its_step_and_leaves"),
    ),
    Fault(
        26,
        "three schedulers that die at each point; a scheduler that was away",
        ("F12", "F3"),
        contract(
            scheduler="three_schedulers_that_are_killed_again_and_again_fire_each_time_once"
            " through_48_hours_with_a_change_of_clocks_each_fire_makes_one_run"
        ),
    ),
    Fault(
        27,
        "steps and runs that take their worker down, hang, or return what is none",
        ("F15",),
        engine(
            runner="a_run_that_takes_its_workers_down_is_failed_naming_the_step"
            " a_run_that_kills_whoever_takes_it_up_is_failed_before_it_is_read",
            engine_rules="a_result_too_large_fails_its_step"
            " a_result_that_is_no_json_fails_its_step",
        )
        + of("unit/worker", loop="a_job_that_hangs_is_ended_by_its_timeout"),
    ),
    Fault(
        28,
        "endless loops, flows that call themselves, very many children",
        (),
        engine(
            engine_rules="an_endless_flow_ends_at_a_limit"
            " a_long_run_gives_its_worker_back_and_goes_on"
        ),
    ),
    Fault(
        29,
        "services that fail, ask for patience, hang up, answer late",
        (),
        engine(
            engine_rules="a_failing_call_is_repeated_as_often_as_its_policy_says"
            " a_retry_waits_as_long_as_the_other_side_asks"
        )
        + of("unit/engine/steps", http_request="retry_after_reaches_the_failure"),
    ),
    Fault(
        30,
        "no more file descriptors, 200 idle clients",
        ("R5", "R30"),
    ),
    Fault(
        31,
        "version skew: documents of earlier versions, unknown step types",
        ("F21",),
        engine(engine_rules="a_step_type_that_this_worker_does_not_know_fails_the_run"),
        "processes of two versions beside each other: there is one version so far",
    ),
    Fault(
        32,
        "a stored run that cannot be read",
        (),
        engine(
            runner="a_record_nobody_wrote_like_that_fails_the_run"
            " a_gap_in_the_journal_fails_the_run",
            engine_rules="what_cannot_be_read_fails_the_run_and_nothing_else",
        ),
    ),
    Fault(33, "everything killed at once", ("F20", "F30"), (), "the disk: what was written stays"),
    Fault(
        34,
        "a scheduler stopped between what it reads and what it does about it",
        ("F31", "F32"),
        of("crash", endings="a_wait_ends_only_by_what_may_end_it_whoever_is_stopped")
        + of("contract", endings="a_decision_ends_a_wait_that_it_may_end_and_no_other"),
    ),
)
