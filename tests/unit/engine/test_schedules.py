from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import canonical
from engine.errors import Conflict, InvalidInput, NotFound, Unavailable
from engine.limiter import local_limiter
from engine.runs import Start
from engine.schedules import Fired, Schedules, Wanted, fire_time, next_fires, run_id_of
from engine.store.documents import Hint
from schemas.run import RunStatus
from tests.support.world import ADA, EVE, World, final

START = datetime(2026, 1, 1, tzinfo=UTC)
NINE = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


class Place:
    """A world with one published flow whose trigger is `trigger`."""

    def __init__(self, trigger="api", fields=None, control=None, *, publish=True):
        self.world = World()
        limiter = local_limiter(lambda: self.world.time.now().timestamp())
        self.world.runs = replace(self.world.runs, limiter=limiter)
        data = {"fields": fields} if fields else {}
        steps = [{"id": "start", "type": trigger, "nextStepId": "end", "data": data}, final(ok=1)]
        definition = {"steps": steps, **({"control": control} if control else {})}
        view = self.world.flows.create(
            ADA, name="F", description="", definition=definition, visibility="private"
        )
        self.flow_id = view.flow.flow_id
        if publish:
            self.publish()
        self.schedules = Schedules(
            self.world.stores.schedules, self.world.flows, self.world.runs, self.world.time.now
        )

    def publish(self):
        self.world.flows.publish(ADA, self.flow_id, summary="", from_version=None)

    def put(self, cron="0 9 * * *", **wanted):
        return self.schedules.put(ADA, self.flow_id, Wanted(cron, **wanted))

    def start(self):
        plan = self.world.flows.resolve(ADA, self.flow_id, "latest")
        return Start(plan, plan.triggers[0], ADA.workspace_id, ADA, {})

    def stored(self):
        return self.world.stores.schedules.get(self.flow_id)

    def at(self, moment):
        self.world.time.at = moment
        return self

    def fire(self, moment=NINE):
        return self.schedules.fire(self.stored().schedule_id, moment)

    def run_of(self, moment):
        return self.world.read(run_id_of(self.stored().schedule_id, moment))


@pytest.fixture
def place():
    return Place()


def paths(error):
    return [issue.path for issue in error.value.issues]


def test_a_schedule_fires_next_when_its_zone_says(place):
    assert place.put(timezone="Europe/Berlin").next_fire == NINE - timedelta(hours=1)
    assert place.stored().next_fire == NINE - timedelta(hours=1)


def test_every_wrong_field_is_an_issue(place):
    with pytest.raises(InvalidInput) as error:
        place.put(
            "x", timezone="Mars", misfire="maybe", overlap="later", end_at=START - timedelta(days=1)
        )
    assert paths(error) == ["/timezone", "/cron", "/misfire", "/overlap", "/endAt"]


def test_inputs_are_checked_when_the_schedule_is_saved():
    place = Place(fields=[{"name": "n", "type": "integer", "required": True}])
    with pytest.raises(InvalidInput) as error:
        place.put(inputs={"m": 1})
    assert paths(error) == ["/data/inputs/m", "/data/inputs/n"]
    assert place.stored() is None
    place.put(inputs={"n": 1})
    assert canonical.decode(place.stored().data) == {"inputs": {"n": 1}}


def test_a_flow_that_was_never_published_has_no_schedule():
    with pytest.raises(Conflict, match="never published"):
        Place(publish=False).put()


def test_a_flow_without_a_trigger_to_start_at_has_no_schedule():
    with pytest.raises(Conflict, match="no trigger"):
        Place(trigger="form").put()


def test_another_workspaces_schedule_is_not_there(place):
    place.put()
    for ask in (place.schedules.get, place.schedules.cancel):
        with pytest.raises(NotFound):
            ask(EVE, place.flow_id)
    with pytest.raises(NotFound):
        place.schedules.put(EVE, place.flow_id, Wanted("* * * * *"))


def test_a_flow_without_a_schedule_has_none_to_read(place):
    with pytest.raises(NotFound, match="no schedule"):
        place.schedules.get(ADA, place.flow_id)


def test_putting_again_keeps_the_schedules_identity(place):
    first = place.put()
    place.at(START + timedelta(hours=1))
    second = place.put("0 10 * * *")
    assert (second.schedule_id, second.created_at) == (first.schedule_id, first.created_at)
    assert second.next_fire == NINE + timedelta(hours=1)


def test_a_canceled_schedule_has_no_next_fire(place):
    place.put()
    canceled = place.schedules.cancel(ADA, place.flow_id)
    assert (canceled.status, canceled.next_fire) == ("canceled", None)
    assert place.schedules.cancel(ADA, place.flow_id) == canceled
    assert next_fires(canceled, START, 5) == []
    assert place.put().status == "active"


def test_a_fire_makes_its_run_and_moves_on(place):
    schedule = place.put(inputs={"a": 1})
    fired = place.at(NINE).fire()
    run_id = f"{schedule.schedule_id}-{int(NINE.timestamp())}"
    assert fired == Fired(NINE + DAY, Hint(run_id, 0, "low"))
    run = place.world.read(run_id)
    assert canonical.decode(run.inputs) == {"a": 1}
    assert (run.trigger, run.principal) == ("schedule", f"schedule:{schedule.schedule_id}")
    stored = place.stored()
    assert (stored.next_fire, stored.last_fire, stored.last_run_id) == (NINE + DAY, NINE, run_id)


def test_a_fire_tells_no_worker_by_itself(place):
    place.put()
    place.at(NINE).fire()
    assert place.world.queue.hints == []


def test_a_fire_starts_at_the_schedule_trigger_if_there_is_one():
    place = Place(trigger="schedule")
    place.put()
    place.at(NINE).fire()
    assert place.run_of(NINE).trigger == "schedule"


def test_firing_again_makes_no_second_run(place):
    place.put()
    first = place.at(NINE).fire()
    assert place.fire() == first
    place.world.queue.hints.append(first.hint)
    place.world.drain()
    assert place.fire() == Fired(NINE + DAY, None)
    assert place.run_of(NINE).status is RunStatus.COMPLETED


def test_a_fire_whose_maker_died_before_it_moved_on_is_finished_by_the_next(place):
    schedule = place.put()
    place.at(NINE).fire()
    place.world.stores.schedules.put(schedule)  # as it was before
    assert place.fire().next_fire == NINE + DAY
    assert place.stored().last_run_id == place.run_of(NINE).run_id


def test_a_schedule_that_others_moved_meanwhile_stays_where_they_put_it(place, monkeypatch):
    schedule = place.put()
    moved = replace(schedule, next_fire=NINE + 3 * DAY)

    def advance(*asked):
        place.world.stores.schedules.put(moved)
        return False

    monkeypatch.setattr(place.world.stores.schedules, "advance", advance)
    assert place.at(NINE).fire().next_fire == NINE + 3 * DAY


def test_an_unknown_schedule_does_not_fire(place):
    assert place.schedules.fire("sch_gone", NINE) == Fired(None, None)


def test_a_time_that_is_not_the_next_fire_does_not_fire(place):
    place.put()
    assert place.fire(NINE - DAY) == Fired(NINE, None)


def test_a_flow_that_has_lost_its_trigger_moves_on_without_a_run(place, caplog):
    place.put()
    flow = place.world.flows.get(ADA, place.flow_id).flow
    steps = [{"id": "start", "type": "form", "nextStepId": "end"}, final(ok=1)]
    place.world.flows.change(ADA, flow.flow_id, {"definition": {"steps": steps}}, None)
    place.publish()
    assert place.at(NINE).fire() == Fired(NINE + DAY, None)
    assert caplog.messages == ["fire_failed"]
    assert place.stored().last_run_id is None


def test_a_store_out_of_reach_leaves_the_fire_for_later(place, monkeypatch):
    place.put()

    def insert(run):
        raise Unavailable("gone")

    monkeypatch.setattr(place.world.stores.runs, "insert", insert)
    with pytest.raises(Unavailable):
        place.at(NINE).fire()
    assert place.stored().next_fire == NINE


def test_after_a_pause_one_missed_fire_is_made_up_for(place):
    place.put()
    late = NINE + 5 * DAY + timedelta(hours=1)
    assert place.at(late).fire().next_fire == NINE + 6 * DAY
    assert place.run_of(NINE) is not None


def test_after_a_pause_all_missed_fires_are_made_up_for_one_by_one(place):
    place.put(misfire="all")
    place.at(NINE + 2 * DAY + timedelta(hours=1))
    for day in range(3):
        assert place.fire(NINE + day * DAY).next_fire == NINE + (day + 1) * DAY
        assert place.run_of(NINE + day * DAY) is not None


def test_after_a_pause_missed_fires_are_skipped_on_request(place):
    place.put(misfire="skip")
    fired = place.at(NINE + timedelta(hours=1)).fire()
    assert fired == Fired(NINE + DAY, None)
    assert place.run_of(NINE) is None
    assert place.at(NINE + DAY + timedelta(seconds=5)).fire(NINE + DAY).hint is not None


def test_a_fire_is_skipped_on_request_while_the_last_run_goes_on(place):
    place.put(overlap="skip")
    first = place.at(NINE).fire()
    assert place.at(NINE + DAY).fire(NINE + DAY).hint is None
    place.world.queue.hints.append(first.hint)
    place.world.drain()
    assert place.at(NINE + 2 * DAY).fire(NINE + 2 * DAY).hint is not None


def test_a_fire_waits_on_request_until_the_runs_before_it_have_ended(place):
    place.put(overlap="queue", misfire="all")
    for day in range(3):
        place.at(NINE + day * DAY).fire(NINE + day * DAY)
        place.at(NINE + day * DAY).fire(NINE + day * DAY)  # by another scheduler
    runs = [place.run_of(NINE + day * DAY) for day in range(3)]
    assert [run.status for run in runs] == ["queued", "waiting", "waiting"]
    place.world.drain()
    runs = [place.run_of(NINE + day * DAY) for day in range(3)]
    assert [run.status for run in runs] == ["completed"] * 3


def test_a_fire_in_turn_is_let_off_by_rescue_when_nobody_else_did(place):
    place.put(overlap="queue")
    place.at(NINE).fire()
    place.at(NINE + DAY).fire(NINE + DAY)
    first = place.run_of(NINE)
    # It ended, and whoever ended it died before it could tell.
    place.world.stores.runs._runs[first.run_id] = replace(first, status=RunStatus.COMPLETED)
    place.world.queue.hints.clear()
    place.world.wake(61)
    assert place.run_of(NINE + DAY).status == "completed"


# The flow's control ----------------------------------------------------------------------------

LIMITED = {"concurrency": {"limit": 1}}


@pytest.mark.parametrize("control", [LIMITED, {"debounce": {"seconds": 5}}])
def test_fires_do_not_wait_for_one_another_by_two_rules(control):
    with pytest.raises(InvalidInput) as caught:
        Place(control=control).put(overlap="queue")
    assert paths(caught) == ["/overlap"]


def test_a_control_that_came_later_holds_for_fires_in_turn(place):
    place.put(overlap="queue")
    steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final(ok=1)]
    changes = {"definition": {"steps": steps, "control": LIMITED}}
    place.world.flows.change(ADA, place.flow_id, changes, None)
    place.publish()
    begun = place.world.runs.submit(place.world.runs.prepare(place.start())).run
    hint = place.at(NINE).fire().hint
    assert (hint, place.run_of(NINE).status) == (None, "waiting")
    place.world.drain()
    assert [run.status for run in (place.world.read(begun.run_id), place.run_of(NINE))] == [
        "completed",
        "completed",
    ]


def test_a_fire_beyond_the_rate_is_put_off_and_not_lost():
    place = Place(control={"rate": {"perMinute": 1}})
    place.put()
    place.at(NINE)
    place.world.runs.prepare(place.start())
    assert place.fire() == Fired(NINE + timedelta(minutes=1))
    assert place.stored().next_fire == NINE
    assert place.run_of(NINE) is None
    put_off = place.at(NINE + timedelta(minutes=1)).fire(NINE + timedelta(minutes=1))
    assert put_off == Fired(NINE)
    assert place.fire().hint is not None
    assert place.stored().next_fire == NINE + DAY


def test_to_save_a_schedule_counts_as_no_start():
    place = Place(control={"rate": {"perMinute": 1}})
    for _ in range(3):
        place.put()
    assert place.at(NINE).fire().hint is not None


def test_fires_keep_within_start_and_end(place):
    schedule = place.put(start_at=NINE + 2 * DAY, end_at=NINE + 4 * DAY)
    assert next_fires(schedule, START, 9) == [NINE + day * DAY for day in (2, 3, 4)]
    fired = place.at(NINE + 4 * DAY)
    place.world.stores.schedules.put(replace(schedule, next_fire=NINE + 4 * DAY))
    assert fired.fire(NINE + 4 * DAY).next_fire is None


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_whoever_fires_in_whatever_order_each_time_makes_one_run(order):
    place = Place()
    place.put(misfire="all")
    place.at(NINE + 10 * DAY)
    for day in order:
        place.fire(NINE + day * DAY)
    stored = place.stored()
    made = (stored.next_fire - NINE).days
    assert [place.run_of(NINE + day * DAY) is not None for day in range(5)] == [
        day < made for day in range(5)
    ]


@given(st.integers(0, 4_000_000_000))
def test_a_score_is_the_time_it_was_made_of(seconds):
    assert fire_time(float(seconds)).timestamp() == seconds
