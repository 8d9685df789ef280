"""
Log lines: a static name and fields, as text for people or JSON for machines.

A line never holds local variables, nor a secret that this process has opened: a traceback is its
plain text, and every spelling of what `engine.revealed` knows is masked, in fields and in the line.
"""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from engine import revealed
from engine.settings import Settings


def configure(settings: Settings) -> None:
    """Send every logger's lines to stderr; call once, when a process starts."""
    revealed.note(*settings.own_secrets)
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
    """Return what turns a line's fields into its text; exceptions become text before masking."""
    renderer: Processor = structlog.processors.JSONRenderer()
    if not is_json:
        # The library's own choice prints local variables where `rich` is installed.
        plain = structlog.dev.plain_traceback
        renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)
    return [structlog.processors.format_exc_info, _masking(renderer)]


def _masking(renderer: Processor) -> Processor:
    """Return a renderer of lines in which no opened secret stands."""

    def render(logger: WrappedLogger, name: str, event: EventDict) -> str:
        # Before, as a secret within JSON within JSON is only readable there; after, as fields of
        # other types become text only then.
        fields: EventDict = {key: revealed.masked(value) for key, value in event.items()}
        return revealed.masked_text(str(renderer(logger, name, fields)))

    return render
