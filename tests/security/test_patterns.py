"""No pattern of ours can be made to take long over a text of the size that reaches it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import marshmallow as ma
import pytest

from tests.support.edge import Edge

PACKAGES = ("api", "engine", "schemas", "worker", "scheduler", "cli")
SIZE = 20_000
TEXTS = [
    "a" * SIZE + "!",
    "a" * SIZE + "\n",
    "0" * SIZE + "x",
    " " * SIZE + "x",
    "\t" * SIZE + "\x00",
    "a." * (SIZE // 2) + "@",
    "a@" * (SIZE // 2) + ".",
    "/" * SIZE + "\\",
    "https://" + "a" * SIZE + " ",
    "{{" * (SIZE // 2),
    "'" + "\\'" * (SIZE // 2),
    "1-" * (SIZE // 2) + "*",
    "charset=" * (SIZE // 8) + '"',
    "-" * SIZE + "é",
]


def modules():
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        for found in pkgutil.walk_packages(path, f"{package}."):
            if not found.name.endswith("__main__") and found.name != "api.wsgi":
                yield importlib.import_module(found.name)


def patterns():
    """Yield every pattern that a module of the product holds, its schemas' too."""
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{module.__name__}.{name}", value
            if isinstance(value, type) and issubclass(value, ma.Schema):
                yield from patterns_of(value)


def patterns_of(schema):
    for name, field in schema().fields.items():
        for one in (field, getattr(field, "inner", field)):
            for validator in one.validators:
                if hasattr(validator, "regex"):
                    yield f"{schema.__module__}.{schema.__name__}.{name}", validator.regex


FOUND = dict(sorted(patterns()))


def test_the_patterns_are_found():
    assert len(FOUND) >= 25
    assert "schemas.subscriptions.CreateSubscription.url" in FOUND


@pytest.mark.parametrize("name", FOUND)
def test_no_pattern_of_ours_takes_longer_than_its_text(name):
    pattern = FOUND[name]
    for text in TEXTS:
        given = text.encode() if isinstance(pattern.pattern, bytes) else text
        began = time.process_time()
        pattern.match(given)
        pattern.fullmatch(given)
        # To search is to match from every place: squared by nature, unless it stops at once.
        pattern.search(given[: SIZE // 10])
        assert time.process_time() - began < 2, text[:20]


DOORS = [
    ("/v1/auth/login", "email", {"password": "x"}),
    ("/v1/user", "email", {"name": "x"}),
    ("/v1/tool", "baseUrl", {"name": "x"}),
    ("/v1/subscription", "url", {"events": ["run.failed"]}),
    ("/v1/connection", "baseUrl", {"name": "x", "model": "m"}),
    ("/v1/secret", "name", {"value": "long enough"}),
    ("/v1/flow/validate", "definition", {}),
]


@pytest.mark.parametrize(("path", "field", "rest"), DOORS)
def test_no_door_takes_long_over_a_text(path, field, rest):
    edge = Edge(login_rate_per_minute=100_000)
    for text in TEXTS:
        began = time.process_time()
        answer = edge.post(path, {**rest, field: text})
        assert time.process_time() - began < 2, text[:20]
        assert 400 <= answer.status_code < 500
