"""Hints and jobs for tests of the worker."""

from __future__ import annotations

from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from engine.store.documents import Hint

QUEUES = ["high", "default", "low"]


def hints(count, name="default"):
    return [Hint(f"{name}_{n}", n, name) for n in range(count)]


def fetch(client, job_id):
    return Job.fetch(job_id, connection=client, serializer=JSONSerializer)


def plain(client, name="default"):
    return Queue(name, connection=client, serializer=JSONSerializer)


def leftovers(client):
    """Keys of what is being executed: there must be none when nothing is."""
    patterns = ("rq:wip:*", "rq:execution*", "rq:worker:*:executions")
    return [key for pattern in patterns for key in client.keys(pattern)]


def hang_up(client):
    """Break every connection to this test's database but this one, as a restart of Redis does."""
    mine = client.client_info()
    for other in client.client_list():
        if other["db"] == str(mine["db"]) and other["id"] != str(mine["id"]):
            client.client_kill_filter(_id=other["id"])
