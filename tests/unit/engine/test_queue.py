from __future__ import annotations

import os

import pytest
import redis
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rq import Queue, SimpleWorker
from rq.cli import main as rq_cli
from rq.job import Job
from rq.serializers import JSONSerializer

from engine.ports import QueueUnavailable
from engine.queue import ADVANCE, RedisQueue, connect, job_id, packed_job
from engine.store.documents import Hint
from worker import jobs
from worker.loop import HintWorker

HINT = Hint("run_1", 0, "high")
NOBODY = "redis://127.0.0.1:1/0"


class Recorder:
    def __init__(self):
        self.run_ids = []

    def advance(self, run_id):
        self.run_ids.append(run_id)


@pytest.fixture
def queue(redis_url):
    queue = RedisQueue(redis_url)
    yield queue
    queue.client.close()


@pytest.fixture
def client(redis_url):
    with redis.Redis.from_url(redis_url) as client:
        yield client


def fetch(client, hint):
    return Job.fetch(job_id(hint), connection=client, serializer=JSONSerializer)


def listed(client, name):
    return [item.decode() for item in client.lrange(f"rq:queue:{name}", 0, -1)]


def test_what_is_pushed_ahead_is_taken_first(queue, client):
    queue.push([Hint("run_1", 0, "default"), Hint("run_2", 0, "default")])
    queue.push([Hint("run_3", 1, "default")], ahead=True)
    assert listed(client, "default") == ["run_3-1", "run_1-0", "run_2-0"]


def test_rq_reads_a_pushed_hint_as_its_own_job(queue, client):
    queue.push([HINT])
    job = fetch(client, HINT)
    assert (job.func_name, job.args, job.kwargs) == (ADVANCE, ["run_1"], {})
    assert job.description == "app.run(run_1)"
    assert job.get_status() == "queued"
    assert job.origin == "high"
    assert job.get_position() == 0
    assert job.retries_left is None


def test_a_pushed_job_has_the_fields_that_rq_writes_itself(queue, client):
    queue.push([HINT])
    ours = client.hgetall("rq:job:run_1-0")
    plain = Queue("high", connection=client, serializer=JSONSerializer)
    theirs = client.hgetall(
        plain.enqueue(ADVANCE, "run_1", job_timeout=9, result_ttl=1, failure_ttl=1, ttl=1).key
    )
    assert ours.keys() == theirs.keys()
    assert ours[b"data"] == theirs[b"data"]


def test_rq_info_shows_queued_hints(queue, redis_url):
    queue.push([HINT, Hint("run_2", 0, "low"), Hint("run_3", 4, "low")])
    shown = CliRunner().invoke(rq_cli, ["info", "--raw", "--url", redis_url, "-Q"]).output
    assert "queue high 1, 0 executing, 0 finished, 0 failed" in shown
    assert "queue low 2, 0 executing, 0 finished, 0 failed" in shown


def test_a_stock_worker_follows_hints(queue, client):
    recorder = Recorder()
    jobs.use(recorder)
    queue.push([HINT, Hint("run_2", 3, "low")])
    names = ["high", "low"]
    SimpleWorker(names, connection=client, serializer=JSONSerializer).work(burst=True)
    assert recorder.run_ids == ["run_1", "run_2"]
    assert fetch(client, HINT).get_status() == "finished"


def test_hints_are_listed_in_the_order_given(queue, client):
    queue.push([Hint(f"run_{n}", n, "default") for n in range(450)])
    assert listed(client, "default") == [f"run_{n}-{n}" for n in range(450)]


def test_pushing_200_hints_is_one_round_trip(queue, client, monkeypatch):
    queue.push([HINT])  # loads the script
    sent = []
    send = redis.Connection.send_packed_command
    monkeypatch.setattr(
        redis.Connection, "send_packed_command", lambda *a, **k: (sent.append(1), send(*a, **k))
    )
    queue.push([Hint(f"run_{n}", 0, "low") for n in range(200)])
    assert len(sent) == 1
    assert client.llen("rq:queue:low") == 200


def test_a_hint_that_is_queued_is_not_queued_twice(queue, client):
    queue.push([HINT, HINT])
    queue.push([HINT])
    assert listed(client, "high") == ["run_1-0"]


def test_a_hint_whose_job_is_in_no_list_is_queued_again(queue, client):
    queue.push([HINT])
    client.lpop("rq:queue:high")
    queue.push([HINT])
    assert listed(client, "high") == ["run_1-0"]


def test_a_hint_overwrites_what_an_earlier_job_left(queue, client):
    queue.push([HINT])
    client.lpop("rq:queue:high")
    client.hset("rq:job:run_1-0", mapping={"status": "failed", "exc_info": "x", "worker_name": "w"})
    queue.push([HINT])
    job = fetch(client, HINT)
    assert (job.get_status(), job.worker_name) == ("queued", None)
    assert not client.hexists("rq:job:run_1-0", "exc_info")


def test_doorbells_are_bounded(queue, client):
    queue.push([Hint(f"run_{n}", 0, "low") for n in range(150)])
    assert client.llen("millrace:doorbell:low") == 64
    assert client.llen("millrace:doorbell:high") == 0


def test_a_queued_hint_is_delivered(queue):
    queue.push([HINT])
    assert queue.undelivered([HINT]) == []


def test_a_hint_without_a_job_is_undelivered(queue):
    assert queue.undelivered([HINT]) == [HINT]


@pytest.mark.parametrize("status", ["finished", "failed", "stopped", "canceled"])
def test_a_hint_whose_job_has_ended_is_undelivered(queue, client, status):
    queue.push([HINT])
    client.hset("rq:job:run_1-0", "status", status)
    assert queue.undelivered([HINT]) == [HINT]


def test_a_queued_job_that_is_in_no_list_is_undelivered(queue, client):
    queue.push([HINT, Hint("run_2", 0, "high")])
    client.lrem("rq:queue:high", 1, "run_1-0")
    assert queue.undelivered([HINT, Hint("run_2", 0, "high")]) == [HINT]
    client.delete("rq:queue:high")
    assert len(queue.undelivered([HINT, Hint("run_2", 0, "high")])) == 2


def test_a_started_job_is_delivered_while_its_worker_lives(queue, client):
    queue.push([HINT])
    client.hset("rq:job:run_1-0", mapping={"status": "started", "worker_name": "w1"})
    assert queue.undelivered([HINT]) == [HINT]
    client.hset("rq:worker:w1", "birth", "x")
    assert queue.undelivered([HINT]) == []
    queue.forget_worker("w1")
    assert queue.undelivered([HINT]) == [HINT]


def test_a_deep_queue_is_taken_to_hold_its_jobs(queue):
    hints = [Hint(f"run_{n}", 0, "low") for n in range(300)]
    queue.push(hints)
    assert queue.undelivered(hints) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), unique_by=lambda pair: pair[0]))
def test_undelivered_are_exactly_those_that_were_lost(redis_server_url, pairs):
    queue = RedisQueue(redis_server_url)
    try:
        hints = [Hint(f"run_{n}", n, "default") for n, _ in pairs]
        queue.push(hints)
        lost = [hint for hint, (_, is_lost) in zip(hints, pairs, strict=True) if is_lost]
        for hint in lost:
            queue.client.delete(f"rq:job:{job_id(hint)}")
        assert queue.undelivered(hints) == lost
    finally:
        queue.client.flushdb()
        queue.client.close()


def test_a_loss_of_redis_is_told_once(queue, client):
    assert queue.was_lost()
    assert not queue.was_lost()
    client.flushdb()
    assert queue.was_lost()
    assert not queue.was_lost()


def test_only_workers_that_are_alive_count(queue, client):
    assert queue.workers() == 0
    client.sadd("rq:workers", "rq:worker:a", "rq:worker:b")
    client.hset("rq:worker:b", "birth", "x")
    assert queue.worker_names() == ["b"]


def test_a_forgotten_worker_is_in_no_set(queue, client):
    client.sadd("rq:workers", "rq:worker:a")
    client.sadd("rq:workers:low", "rq:worker:a")
    client.hset("rq:worker:a", "birth", "x")
    queue.forget_worker("a")
    assert client.keys("rq:worker*") == []


@pytest.mark.parametrize(
    "call",
    [
        lambda queue: queue.push([HINT]),
        lambda queue: queue.undelivered([HINT]),
        lambda queue: queue.was_lost(),
        lambda queue: queue.ping(),
        lambda queue: queue.workers(),
        lambda queue: queue.forget_worker("a"),
    ],
)
def test_redis_out_of_reach_is_queue_unavailable(call):
    with pytest.raises(QueueUnavailable):
        call(RedisQueue(NOBODY))


def test_a_reachable_redis_answers_a_ping(queue):
    queue.ping()


def test_nothing_to_push_asks_nothing_of_redis():
    RedisQueue(NOBODY).push([])
    assert RedisQueue(NOBODY).undelivered([]) == []


def test_scripts_survive_a_redis_that_forgot_them(queue, client):
    queue.push([HINT])
    client.script_flush()
    queue.push([Hint("run_2", 0, "high")])
    assert client.llen("rq:queue:high") == 2


def test_a_forked_process_gets_a_connection_of_its_own(queue, monkeypatch):
    mine = queue.client
    assert queue.client is mine
    pid = os.getpid()
    monkeypatch.setattr(os, "getpid", lambda: pid + 1)
    assert queue.client is not mine


def test_a_client_never_retries_for_long(redis_url):
    client = connect(redis_url)
    arguments = client.connection_pool.connection_kwargs
    assert arguments["socket_timeout"] == 2.0
    assert arguments["retry"].get_retries() == 0


def test_job_ids_are_what_rq_allows():
    assert packed_job(Hint("run_a-B9", 12, "low"))[0] == "run_a-B9-12"


def test_signs_show_jobs_workers_schedulers_and_sums(queue):
    queue.push([Hint("run_1", 0, "high"), Hint("run_2", 0, "low"), Hint("run_3", 0, "low")])
    queue.tick("old", 1000.0)
    queue.tick("a", 9000.0)
    queue.tick("b", 9001.5)
    queue.add({"run|completed|count": 2, "run|completed|seconds": 0.5})
    queue.add({"run|completed|count": 1})
    signs = queue.signs()
    assert signs.jobs == {"high": 1, "default": 0, "low": 2}
    assert signs.workers == 0
    assert signs.ticks == {"a": 9000.0, "b": 9001.5}
    assert signs.sums == {"run|completed|count": 3, "run|completed|seconds": 0.5}


@pytest.fixture
def sent(monkeypatch):
    """What is sent to Redis, one item a round trip."""
    sent = []
    send = redis.Connection.send_packed_command
    monkeypatch.setattr(
        redis.Connection, "send_packed_command", lambda *a, **k: (sent.append(1), send(*a, **k))
    )
    return sent


def working(client, name, run_id=None, since=1_700_000_000.0):
    """Put a worker into Redis as one of ours looks there."""
    told = {"birth": "2026-01-01T00:00:00.000000Z", "last_heartbeat": "2026-01-01T00:00:09Z"}
    told |= {"queues": "high,low", "pid": "7", "hostname": "box"}
    client.hset(f"rq:worker:{name}", mapping={**told, "state": "busy" if run_id else "idle"})
    client.sadd("rq:workers", f"rq:worker:{name}")
    if run_id:
        client.sadd(f"rq:worker:{name}:executions", f"{run_id}-3:e1")
        client.hset(f"rq:execution:{run_id}-3:e1", mapping={"created_at": since})


def test_the_crew_is_who_lives_and_what_each_is_at(queue, client):
    working(client, "b", "run_1")
    working(client, "a")
    client.sadd("rq:workers", "rq:worker:dead")
    idle, busy = queue.crew()
    assert (idle.name, idle.state, idle.run_id, idle.since) == ("a", "idle", None, None)
    assert (busy.name, busy.run_id, busy.since) == ("b", "run_1", 1_700_000_000.0)
    assert (busy.host, busy.pid, busy.queues, busy.jobs) == ("box", 7, ("high", "low"), 0)
    assert busy.seen - busy.started == 9


def test_a_worker_of_ours_is_one_of_the_crew(queue, client):
    seen = []

    class Looks:
        def advance(self, run_id):
            seen.extend(queue.crew())

    jobs.use(Looks())
    queue.push([HINT])
    HintWorker(["high"], client, "worker-1").work(burst=True)
    (one,) = seen
    assert (one.name, one.state, one.run_id, one.pid) == ("worker-1", "busy", "run_1", os.getpid())
    assert one.started <= one.since <= one.seen + 60
    assert queue.crew() == []


def test_nobody_works_where_there_is_nothing(queue):
    assert queue.crew() == []


def test_the_age_of_the_oldest_hint_is_that_of_those_that_come_next(queue, client):
    queue.push([Hint("run_1", 0, "low"), Hint("run_2", 0, "low")])
    queue.push([Hint("run_3", 0, "low")], ahead=True)
    client.hset("rq:job:run_1-0", "enqueued_at", "2026-01-01T00:00:00.500000Z")
    assert queue.signs().oldest == {"low": 1767225600.5}
    client.delete("rq:job:run_1-0", "rq:job:run_2-0", "rq:job:run_3-0")
    assert queue.signs().oldest == {}


def test_looking_at_workers_and_queues_costs_the_same_however_much_waits(queue, client, sent):
    def trips(look):
        sent.clear()
        look()
        return len(sent)

    working(client, "a", "run_0")
    queue.push([HINT])
    before = trips(queue.crew), trips(queue.signs)
    for number in range(30):
        working(client, f"w{number}", f"run_{number}")
    queue.push([Hint(f"run_{n}", 0, "high") for n in range(900)])
    assert (trips(queue.crew), trips(queue.signs)) == before == (3, 4)
