"""What every step type is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from engine.errors import Issue, NotFound
from engine.outcome import Decision, Outcome
from schemas.json import Json, JsonObject


class Effects(Protocol):
    """The only way a step touches the world outside; `engine.egress.Egress` is the real one."""

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one HTTP request. Raises engine.egress.EgressError."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One outgoing call; `timeout_seconds` bounds the whole of it, redirects and body included."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    timeout_seconds: float = 30.0
    max_bytes: int = 4 * 1024 * 1024
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back: the decoded body, at most `max_bytes` of it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    duration_ms: int


@dataclass(frozen=True, slots=True)
class FileContent:
    """An uploaded file as a step may send it on."""

    name: str
    content_type: str
    body: bytes


def no_files(file_id: str) -> FileContent:
    """Raise NotFound: where nothing was uploaded there is no file."""
    raise NotFound("file_not_found", f"there is no file {file_id!r}")


@dataclass(frozen=True, slots=True)
class Loop:
    """The loop a loop step is in the middle of: what its earlier iterations led to."""

    index: int
    memo: Json
    results: Sequence[JsonObject]


@dataclass(frozen=True, slots=True)
class StepContext:
    """
    Everything a step may know about the run it is part of.

    `now` is what templates see: the end of the previous step, the same when a crash or a retry
    repeats the attempt. `started_at` is when this attempt really began. `idempotency_key` is stable
    across attempts and crashes; `links` are the step's branch fields (nextStepId, …).
    `read_file` returns a file that this run may use and raises NotFound for every other one.
    """

    run_id: str
    step_id: str
    attempt: int
    now: datetime
    started_at: datetime
    idempotency_key: str
    timeout_seconds: float
    links: Mapping[str, str]
    effects: Effects
    evaluate: Callable[[str], Json]
    lookup: Callable[[str], Json]
    loop: Loop | None = None
    read_file: Callable[[str], FileContent] = no_files


@dataclass(frozen=True, slots=True)
class DataField:
    """
    One field of a step's `data`, as the validator and the catalogue see it.

    `kind` is a JSON type name, or `template` (a string that may hold {{ }}), `expression` (a bare
    expression), or `any`. A string holding {{ }} is accepted for every kind: it is typed only once
    rendered. `secret` says that `secrets.<name>` may be used in it.
    """

    name: str
    kind: str = "any"
    required: bool = False
    options: Sequence[str] = ()
    minimum: float | None = None
    maximum: float | None = None
    secret: bool = False
    description: str = ""


Check = Callable[[JsonObject], "list[Issue]"]


def no_issues(data: JsonObject) -> list[Issue]:
    """Return nothing: for step types whose fields say all there is to check."""
    del data
    return []


@dataclass(frozen=True, slots=True)
class StepType:
    """
    A kind of step: the name flows use and the function that does the work.

    `run(data, ctx)` gets the step's `data` with every template rendered, except the fields named in
    `raw`, which the step evaluates itself. `effectful` steps touch the world: everything before
    them is made durable first. `check(data)` finds what single fields can't say; its issue paths
    are relative to `data`.
    """

    name: str
    run: Callable[[JsonObject, StepContext], Outcome]
    fields: Sequence[DataField] = ()
    effectful: bool = False
    is_loop: bool = False
    links: Sequence[str] = ("nextStepId",)
    raw: frozenset[str] = frozenset()
    check: Check = no_issues
    resume: Callable[[JsonObject, Decision, StepContext], Outcome] | None = None
    description: str = ""
