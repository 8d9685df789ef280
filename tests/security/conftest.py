"""An administrator who is asked by every test of a file, and every route that takes a body."""

from __future__ import annotations

import pytest

from tests.security.routes import patient_members, writing_routes


@pytest.fixture(scope="module")
def members():
    return patient_members()


@pytest.fixture(scope="module")
def routes(members):
    return writing_routes(members)
