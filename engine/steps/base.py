"""What every step type is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from engine.errors import EngineError, Issue, NotFound
from engine.outcome import Decision, Outcome
from engine.post import Post
from engine.rounds import Rounds
from engine.spends import Spends, Uncounted
from engine.tolerated import Counts
from schemas.json import Json, JsonObject
from schemas.run import RunStatus

if TYPE_CHECKING:  # the door itself knows this module
    from engine.egress.guards import Guard


class Effects(Protocol):
    """The only way a step touches the world outside; `engine.egress.Egress` is the real one."""

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one HTTP request. Raises engine.egress.EgressError."""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """
    One outgoing call; `timeout_seconds` bounds the whole of it, redirects and body included.

    `on_chunk` is handed the decoded body piece by piece, as it comes. `guards` are the secrets that
    the door looks for before anything leaves.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    timeout_seconds: float = 30.0
    max_bytes: int = 4 * 1024 * 1024
    follow_redirects: bool = True
    on_chunk: Callable[[bytes], None] | None = None
    guards: Sequence[Guard] = ()


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back: the decoded body, at most `max_bytes`; `texts` of secrets may be in it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    duration_ms: int
    texts: Sequence[str] = ()


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
class Action:
    """
    What a Peer's model may call: a flow (`flow_id`) or, without one, a tool of the client.

    `schema` is of its arguments; `approval_message` is a template over them, None where nobody
    need be asked first.
    """

    name: str
    description: str
    schema: JsonObject
    flow_id: str | None = None
    approval_message: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """Which model a Peer speaks by: an OpenAI-compatible endpoint, and what to tell it."""

    base_url: str
    name: str
    api_key: str | None
    instructions: str
    response_format: JsonObject | None


class BudgetRefused(Exception):
    """A call would pass a budget, so it is not made; `again` says that a retry may help."""

    def __init__(self, code: str, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.again = again


class Talk(Protocol):
    """The Peer's conversation that a run belongs to."""

    def model(self) -> Model | None:
        """Return the Peer's model, None for a Peer without one."""

    def actions(self) -> Sequence[Action]:
        """Return what the model may call: the Peer's actions, then the client's own tools."""

    def add_widget(self, widget_id: str, initial_state: Json, key: str) -> JsonObject:
        """
        Put a widget on the message that the run answers; again under a key changes nothing.

        Raises NotFound for a widget that the workspace has not.
        """

    def end(self, reason: str) -> JsonObject:
        """End the session."""


@dataclass(frozen=True, slots=True)
class Child:
    """
    One run that a step wants started: another flow's version, or a branch of this one.

    A branch begins at `body_id` and knows what the run knows, `variables` above all. A flow that
    is attached to a Peer (`is_attached`) starts at its peer.action trigger, whoever wrote it, and
    knows `also` beside its inputs.
    """

    name: str
    flow_id: str | None = None
    version: Json = None
    inputs: JsonObject = field(default_factory=dict)
    body_id: str | None = None
    variables: JsonObject = field(default_factory=dict)
    is_attached: bool = False
    also: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChildResult:
    """What became of a child so far, and what it went on with (engine.tolerated)."""

    run_id: str
    name: str
    status: RunStatus
    output: JsonObject
    error: JsonObject | None
    tolerated: Counts = field(default_factory=dict)


class ChildrenRefused(EngineError):
    """Children that cannot be started; `code` is the step's error."""


class Children(Protocol):
    """The child runs of one attempt at a step."""

    def start(self, children: Sequence[Child], join: str, window: int | None = None) -> None:
        """Start them, at most `window` at once; again changes nothing. Raises ChildrenRefused."""

    def results(self) -> Sequence[ChildResult]:
        """Return what became of each, in order."""

    def cancel(self) -> None:
        """Cancel those that have not ended."""


class Childless:
    """Satisfies `Children` where no run can be started."""

    def start(self, children: Sequence[Child], join: str, window: int | None = None) -> None:
        """Refuse."""
        del children, join, window
        raise ChildrenRefused("NOT_AVAILABLE", "runs cannot start other runs here")

    def results(self) -> Sequence[ChildResult]:
        """Return none."""
        return ()

    def cancel(self) -> None:
        """Do nothing: there are none."""


@dataclass(frozen=True, slots=True)
class CodeResult:
    """What code came to: a value, or an error; `logs` is what it printed, line by line."""

    value: Json = None
    error_code: str | None = None
    message: str = ""
    logs: tuple[JsonObject, ...] = ()


def unheard(text: str) -> None:
    """Tell nobody: for runs that nobody can listen to."""
    del text


def no_code(code: str, inputs: Json, seconds: float) -> CodeResult:
    """Refuse: where there is no sandbox no code is run."""
    del code, inputs, seconds
    return CodeResult(error_code="CODE_DISABLED", message="code is off here")


@dataclass(frozen=True, slots=True)
class ToolAction:
    """What a tool can do: how to call it, what must be given, and the secret that opens it."""

    base_url: str
    api: JsonObject
    required: Sequence[str]
    auth: JsonObject
    secret: str | None


def no_tools(tool_id: str, action: str) -> ToolAction:
    """Raise NotFound: where nothing was installed there is no tool."""
    raise NotFound("tool_not_found", f"there is no tool {tool_id!r} with an action {action!r}")


def no_models(name: str) -> Model:
    """Raise NotFound: where nothing was connected there is no model."""
    raise NotFound("connection_not_found", f"there is no connection {name!r}")


@dataclass(frozen=True, slots=True)
class Loop:
    """The loop a loop step is in the middle of: what its earlier iterations led to."""

    index: int
    memo: Json
    results: Rounds


@dataclass(frozen=True, slots=True)
class Room:
    """What is left of a run's limits: bytes of JSON for one result, and steps to execute."""

    result_bytes: int = 4 * 1024 * 1024
    steps: int = 10_000


@dataclass(frozen=True, slots=True)
class StepContext:
    """
    Everything a step may know about the run it is part of.

    `now` is what templates see: the end of the previous step, the same when a crash or a retry
    repeats the attempt. `started_at` is when this attempt really began. `idempotency_key` is stable
    across attempts and crashes; `links` are the step's branch fields (nextStepId, …), `body_id`
    is the first step of its body, `is_guarded` says that the step names what is to happen when it
    fails. `children` are the runs that this attempt starts, `model` finds a
    connection by its name, `run_code` runs what a flow brings, `spending` counts calls that cost
    something. `read_file`
    returns a file that this run may use and raises NotFound for every other one.
    """

    run_id: str
    step_id: str
    attempt: int
    now: datetime
    started_at: datetime
    idempotency_key: str
    timeout_seconds: float
    links: Mapping[str, str]
    body_id: str | None
    effects: Effects
    evaluate: Callable[[str], Json]
    lookup: Callable[[str], Json]
    loop: Loop | None = None
    room: Room = field(default_factory=Room)
    read_file: Callable[[str], FileContent] = no_files
    children: Children = field(default_factory=Childless)
    conversation: Talk | None = None
    model: Callable[[str], Model] = no_models
    tool: Callable[[str, str], ToolAction] = no_tools
    run_code: Callable[[str, Json, float], CodeResult] = no_code
    spending: Spends = field(default_factory=Uncounted)
    post: Post | None = None
    tell: Callable[[str], None] = unheard
    is_guarded: bool = False


def never(data: JsonObject) -> bool:
    """Return False: for what is so always or not at all, whatever the data of a step."""
    del data
    return False


@dataclass(frozen=True, slots=True)
class DataField:
    """
    One field of a step's `data`, as the validator and the catalogue see it.

    `kind` is a JSON type name, or `template` (a string that may hold {{ }}), `expression` (a bare
    expression), `branches` (lists of steps, checked where they stand), `reference` (the id of
    another object of the workspace), `source` (a program, never rendered), or `any`. A string
    holding {{ }} is accepted for every kind: it is typed only once rendered. `secret` says that
    `secrets.<name>` may be used in it, `chosen_from` what the workspace has to choose from,
    `is_address` that it is a URL: values that templates put into it are encoded for their place.
    `refusal` is the code of the step's failure where a template renders what the field cannot be.
    A text in a field of JSON is read before its templates are rendered: in an object or an array,
    and where `json_text` is `always` or, for what may be any text, `maybe`; `stays_text(data)`
    tells that it is sent as text again. `parts` is what an object of kind `object`, and each object
    of a list, may have; without them anything.
    """

    name: str
    kind: str = "any"
    required: bool = False
    options: Sequence[str] = ()
    minimum: float | None = None
    maximum: float | None = None
    secret: bool = False
    description: str = ""
    chosen_from: str = ""
    is_address: bool = False
    refusal: str = "INVALID_STEP_DATA"
    json_text: str = ""
    stays_text: Callable[[JsonObject], bool] = never
    parts: Sequence[str] = ()


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
    `raw`, which the step evaluates itself, and, from a loop's second round on, those named in
    `first`. `effectful` steps touch the world: everything before
    them is made durable first; `is_effectful_with(data)` is for those that are so at times.
    `ends_past_policies` marks a type whose failure no policy of the step counts for.
    `check(data)` finds what single fields can't say of a definition, `fits(data)` of data that
    is rendered: what the step cannot use. Their issue paths are relative to `data`.
    """

    name: str
    run: Callable[[JsonObject, StepContext], Outcome]
    fields: Sequence[DataField] = ()
    effectful: bool = False
    is_loop: bool = False
    first: frozenset[str] = frozenset()
    has_branches: bool = False
    ends_past_policies: bool = False
    links: Sequence[str] = ("nextStepId",)
    raw: frozenset[str] = frozenset()
    is_effectful_with: Callable[[JsonObject], bool] = never
    check: Check = no_issues
    fits: Check = no_issues
    resume: Callable[[JsonObject, Decision, StepContext], Outcome] | None = None
    description: str = ""

    def field(self, name: str) -> DataField | None:
        """Return the field of that name, None for one that the type does not declare."""
        return next((field for field in self.fields if field.name == name), None)
