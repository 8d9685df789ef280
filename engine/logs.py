"""Log lines: a static name and fields, as text for people or JSON for machines."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

from engine.settings import Settings


def configure(settings: Settings) -> None:
    """Send every logger's lines to stderr; call once, when a process starts."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_rendering(is_json=settings.log_json),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level)
    # The one says every job, the other every reconnect: below a warning that is noise.
    for name in ("rq", "pymongo"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _rendering(*, is_json: bool) -> list[Processor]:
    if is_json:
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return [structlog.dev.ConsoleRenderer(colors=False)]
