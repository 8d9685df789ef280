"""What an operator should know when a process starts."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from engine.bootstrap import Engine
from engine.environment import unknown_variables

log = logging.getLogger(__name__)


def report(engine: Engine, environ: Mapping[str, str]) -> None:
    """Log a warning for each setting that does not exist and each condition of the servers."""
    for sentence in unknown_variables(environ):
        log.warning("unknown_setting", extra={"reason": sentence})
    engine.conditions.report()


def sentences(engine: Engine, environ: Mapping[str, str]) -> list[str]:
    """Return the same for a terminal."""
    found = [one.message for one in engine.conditions.read()]
    return [f"Warning: {sentence}" for sentence in (*unknown_variables(environ), *found)]
