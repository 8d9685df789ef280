from __future__ import annotations

import time

import pytest
import redis
from click.testing import CliRunner

from cli import health
from cli.health import is_well
from cli.main import main
from engine.queue import RedisQueue, host
from engine.settings import Settings

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def settings(redis_url):
    return Settings(redis_url=redis_url)


def register(redis_url, name):
    with redis.Redis.from_url(redis_url) as client:
        client.sadd("rq:workers", f"rq:worker:{name}")
        client.hset(f"rq:worker:{name}", "state", "idle")


def test_a_worker_is_well_while_one_of_this_machine_is_alive(settings, redis_url):
    register(redis_url, "elsewhere-1-a")
    assert not is_well("worker", settings)
    register(redis_url, f"{host()}-1-a")
    assert is_well("worker", settings)


def test_a_scheduler_is_well_while_one_of_this_machine_ticks(settings, redis_url):
    queue, now = RedisQueue(redis_url), time.time()
    queue.tick("elsewhere-1", now)
    assert not is_well("scheduler", settings)
    queue.tick(f"{host()}-1", now)
    assert is_well("scheduler", settings, lambda: now + 14)
    assert not is_well("scheduler", settings, lambda: now + 16)
    queue.client.close()


@pytest.mark.parametrize("role", ["worker", "scheduler"])
def test_without_redis_nobody_is_well(role):
    assert not is_well(role, Settings(redis_url=NOBODY))


def test_the_web_is_well_when_it_says_so(monkeypatch):
    asked = []
    monkeypatch.setattr(health, "is_ready", lambda host, port: asked.append((host, port)) or True)
    assert is_well("web", Settings(host="0.0.0.0", port=81))
    assert asked == [("0.0.0.0", 81)]


def test_the_command_tells_by_its_exit_code(monkeypatch):
    monkeypatch.setenv("MILLRACE_REDIS_URL", NOBODY)
    shown = CliRunner().invoke(main, ["health", "worker"])
    assert (shown.exit_code, shown.output) == (1, "Error: the worker is not well\n")
    assert CliRunner().invoke(main, ["health", "cook"]).exit_code == 2


def test_a_worker_without_a_redis_to_ask_is_a_sentence(monkeypatch):
    monkeypatch.delenv("MILLRACE_REDIS_URL", raising=False)
    shown = CliRunner().invoke(main, ["health", "worker"])
    assert shown.exit_code == 1
    assert "MILLRACE_REDIS_URL" in shown.output
