"""Fixtures of the simulation's tests."""

from __future__ import annotations

import logging

import pytest


@pytest.fixture
def _quiet():
    # A mutant corrupts what it can, and the engine says so at length.
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
