"""
What the engine raises on purpose.

* EngineError
  - NotFound             no such flow, version, run, schedule (or not yours to see)
  - Conflict             the object is not in a state that allows this
    - PreconditionFailed the caller's revision is not the current one
  - Forbidden            you may see it, but not do this
  - InvalidInput         inputs or a body that a definition refuses, with one entry per place
  - InvalidFlow          a definition that cannot be published, with its issues
  - Unavailable          the store or the queue is out of reach; nothing was acknowledged
* LeaseLost              (a signal, not an error)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class EngineError(Exception):
    """Base of everything the engine raises on purpose; `code` is stable and machine-readable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class NotFound(EngineError):
    """The object does not exist for this caller."""


class Conflict(EngineError):
    """The object is not in a state that allows this."""


class PreconditionFailed(Conflict):
    """The caller's revision is not the current one."""


class Forbidden(EngineError):
    """The caller may see the object but not do this with it."""


class Gone(EngineError):
    """The object was there, and its time is over."""


class Unauthenticated(EngineError):
    """The caller did not prove what this wants proved."""


class TooLarge(EngineError):
    """More bytes than may be sent."""


class TooMany(EngineError):
    """More calls than the caller may make in this time."""

    def __init__(self, code: str, message: str, *, retry_after_seconds: int) -> None:
        super().__init__(code, message)
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about a definition or an input; `path` is a JSON pointer to the place."""

    path: str
    code: str
    message: str
    severity: str = "error"


class InvalidInput(EngineError):
    """Inputs that the flow's fields refuse: one issue per wrong field."""

    def __init__(self, code: str, message: str, issues: Sequence[Issue] = ()) -> None:
        super().__init__(code, message)
        self.issues = tuple(issues)


class InvalidFlow(EngineError):
    """A definition that cannot be published: everything that was found, warnings too."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        count = sum(1 for issue in issues if issue.severity == "error")
        super().__init__("invalid_flow", f"the definition has {count} problem(s)")
        self.issues = tuple(issues)


class Unavailable(EngineError):
    """The store is out of reach: nothing was acknowledged, the same call may be repeated."""

    def __init__(self, message: str, *, retry_after_seconds: int = 2) -> None:
        super().__init__("unavailable", message)
        self.retry_after_seconds = retry_after_seconds


class LeaseLost(BaseException):
    """
    Another worker advances this run now; stop without touching it.

    Derives from BaseException so that no step's `except Exception` can swallow it.
    """
