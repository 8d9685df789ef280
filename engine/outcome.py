"""What an attempt at a step can lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from engine.rounds import ALL as ALL_ROWS
from engine.tolerated import Counts
from schemas.json import Json, JsonObject


class Follow(Enum):
    """Stands for "go where the step's own `nextStepId` points"."""

    NEXT = "next"


FOLLOW_NEXT: Final = Follow.NEXT
# How children are joined: at the first that fails or once all completed; at the first that
# completes; or once every one of them has ended, however it did.
ALL: Final = "all"
ANY: Final = "any"
EVERY: Final = "every"


@dataclass(frozen=True, slots=True)
class StepFailure:
    """Why an attempt failed: `code` is a stable UPPER_SNAKE word, `message` is for people."""

    code: str
    message: str
    retryable: bool = True
    retry_after_seconds: float | None = None
    details: Json = None


@dataclass(frozen=True, slots=True)
class Wait:
    """
    What a parked run waits for.

    `kind` is one of user-approval, client-tool, show-form, wait, delay, children, retry;
    `wake_at` is when it is due by itself (a delay's end, an expiry), None when only a person or
    client can end it.
    `view` holds what callers may see of it (message, toolName, args, …); `terms` what the wait
    itself goes by: who may decide an approval, how children are joined.
    """

    kind: str
    wake_at: datetime | None = None
    view: JsonObject = field(default_factory=dict)
    terms: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """
    What ended a wait.

    `kind` is `due` (its time came), `children` (they came to what it waited for), `decision`,
    `toolResult` or `data`; `payload` is that part of
    the resume body; `by` is the name shown for who decided.
    """

    wait_id: str
    kind: str
    payload: Json
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Completed:
    """
    The step is done; `goto` overrides `nextStepId`; `variables` are set in the context.

    `logs` are lines that the step printed, `{level, message}`, for people to read; `charges`
    explain what it cost; `tolerated` counts what failed within it and did not fail it.
    """

    output: Json = None
    goto: str | Follow | None = FOLLOW_NEXT
    variables: Mapping[str, Json] = field(default_factory=dict)
    logs: tuple[JsonObject, ...] = ()
    charges: tuple[JsonObject, ...] = ()
    tolerated: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """The run is done with this output."""

    output: JsonObject


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing to do until somebody decides or `wait.wake_at` passes; the worker is free to go."""

    wait: Wait


@dataclass(frozen=True, slots=True)
class Failed:
    """
    The attempt did not work out; a `fatal` one fails the run past every error path and loop.

    `partial` is what the step came to before, and `tolerated` counts what failed within it: they
    are kept where the run goes on with it.
    """

    failure: StepFailure
    fatal: bool = False
    logs: tuple[JsonObject, ...] = ()
    charges: tuple[JsonObject, ...] = ()
    partial: JsonObject | None = None
    tolerated: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Iterate:
    """
    Run the loop's body once more, as iteration `index`, with `variables` in scope.

    `memo` (given on the first iteration only) is kept with the loop and handed back to its step
    at every boundary; `keep`, also read on the first only, is one of engine.rounds.KEPT.
    """

    index: int
    variables: Mapping[str, Json]
    memo: Json = None
    keep: str = ALL_ROWS


Outcome: TypeAlias = Completed | Finished | Waiting | Failed | Iterate
