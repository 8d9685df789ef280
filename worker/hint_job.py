"""The one kind of job a worker takes: a hint, whatever else a writer to Redis puts into a queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rq.exceptions import DeserializationError
from rq.job import Job

from engine.queue import ADVANCE
from worker.jobs import advance_run


class HintJob(Job):
    """
    A job that names no code: RQ would import and call any function that its hash names.

    RQ does so for the job itself, for its callbacks (also in maintenance, for a job whose worker
    is gone) and calls its webhooks, past the engine's own way out.
    """

    def is_hint(self) -> bool:
        """Tell whether this asks for what workers do, with a run id and nothing else."""
        try:
            named = (self.func_name, self.instance, self.kwargs)
            arguments = self.args
        except DeserializationError:
            return False
        is_one_text = len(arguments) == 1 and isinstance(arguments[0], str)
        return named == (ADVANCE, None, {}) and is_one_text

    @property
    def func(self) -> Callable[[str], None]:
        """Return the function of workers, which no hash can name another in place of."""
        return advance_run

    @property
    def success_callback(self) -> None:
        """Return None: hints have no callbacks."""
        return None

    @property
    def failure_callback(self) -> None:
        """Return None: hints have no callbacks."""
        return None

    @property
    def stopped_callback(self) -> None:
        """Return None: hints have no callbacks."""
        return None

    def send_webhooks(self, *_: Any, **__: Any) -> None:  # noqa: ANN401, RQ's own signature
        """Do nothing: hints have no webhooks."""

    def asked_for(self) -> str:
        """Return what a job that is no hint names, for the log."""
        try:
            return f"{self.func_name!r}"[:200]
        except DeserializationError:
            return "data that is no call"
