from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count

import pytest

from engine.expressions import Scope
from schemas.json import Json

NOW = datetime(2026, 1, 31, 9, 5, 7, 123456, tzinfo=UTC)


@pytest.fixture(scope="session")
def scope() -> Callable[..., Scope]:
    def make(names: Mapping[str, Json] | None = None, **more: Json) -> Scope:
        numbers = count()
        return Scope(dict(names or {}, **more), NOW, lambda: f"id-{next(numbers)}")

    return make
