from __future__ import annotations

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from engine.errors import TooMany
from engine.limiter import Limiter, local_limiter


class Clock:
    at = 1200.0

    def __call__(self):
        return self.at


def test_so_many_calls_a_minute_and_then_no_more():
    clock = Clock()
    limiter = local_limiter(clock)
    assert [limiter.hit("a", 2).remaining for _ in range(3)] == [1, 0, -1]
    with pytest.raises(TooMany) as refused:
        limiter.require("a", 2)
    assert refused.value.retry_after_seconds == 60
    clock.at += 59.9
    assert limiter.hit("a", 2).reset_seconds == 1
    clock.at += 0.1
    assert limiter.require("a", 2).remaining == 1


def test_each_name_has_its_own_count():
    limiter = local_limiter(Clock())
    limiter.hit("a", 1)
    assert limiter.hit("b", 1).remaining == 0


def test_without_redis_everything_is_allowed_and_said(caplog):
    class Away:
        def incr(self, *_):
            raise RedisConnectionError

    limiter = Limiter(Away(), Clock())
    assert [limiter.require("a", 1).remaining for _ in range(3)] == [1, 1, 1]
    assert "limit_not_counted" in caplog.text
