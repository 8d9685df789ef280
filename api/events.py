"""A run as a stream of server-sent events."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack

from flask import Response, request, stream_with_context

from api import auth, problems, standing
from api.context import principal, services
from api.edge import Blueprint
from api.problems import Rejected
from engine import history
from engine.errors import EngineError
from engine.notify import Waiting
from engine.store.documents import Run
from schemas.json import JsonObject
from schemas.run import TERMINAL

blueprint = Blueprint("events", __name__, url_prefix="/v1/flowrun", description="Runs as they go")
# Steps are read again this often: a worker tells of a run's end and its waits, not of each step.
_LOOK_SECONDS = 1.0
_PAGE = 100
# How long a browser leaves a closed stream alone before it opens it again, in milliseconds.
_AGAIN = "retry: 1000\n\n"


@blueprint.get("/events/<string:run_id>")
@blueprint.response(
    200, {"description": "An event."}, content_type="text/event-stream", description="the events"
)
def stream(run_id: str) -> Response:
    """
    Return the run's steps and states as they come: events `step`, `status` and `end`.

    A step that streams is heard as `delta` events `{stepId, attempt, text}` while it goes on; they
    are kept nowhere, and a new attempt begins its text anew.

    A stream whose caller's token or right has ended closes with an event `closed`
    `{status, code, detail}`, as the problem that the same request would be answered with.

    A `step` carries its number as the event's id: with Last-Event-ID the stream goes on after it.
    The stream of a run that goes on is closed after a while; browsers open it again by themselves.
    """
    engine, room = services().engine, services().waiting_room
    run = auth.require_part(engine.runs.peek(principal(), run_id))
    after = _last_seen()
    kept = ExitStack()
    if not kept.enter_context(room.seat(principal().principal_id, wanted=True, is_look=True)):
        kept.close()
        detail = "too many callers are waiting for runs: poll instead, or try again"
        raise Rejected(503, "too_many_waiting", detail, headers={"Retry-After": "2"})
    waiting = kept.enter_context(room.waiters.expect(run_id, deltas=auth.may_read(run)))
    until = time.monotonic() + engine.settings.sync_timeout_seconds
    # The caller's role and groups change while it listens: the context holds them.
    told = stream_with_context(_Follower(waiting, after, until, run).events())
    response = Response(told, mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # proxies that would gather events
    response.call_on_close(kept.close)
    return response


class _Follower:
    """Writes what is new of a run until it ends, the time is over, or the caller's right is."""

    def __init__(self, waiting: Waiting, after: int, until: float, run: Run) -> None:
        self._run = run
        self._is_whole = auth.may_read(run)
        self._waiting = waiting
        self._room = services().waiting_room
        self._require = standing.standing(self._judge)
        self._after = after
        self._until = until
        self._store = services().engine.stores.runs
        self._shown: JsonObject = {}

    def events(self) -> Iterator[str]:
        yield _AGAIN
        try:
            yield from self._news()
        except (Rejected, EngineError) as error:
            yield _event("closed", problems.refusal(error))

    def _judge(self) -> None:
        """Look again whether the caller may see the run. Raises Forbidden."""
        self._is_whole = auth.may_read(auth.require_part(self._run))

    def _news(self) -> Iterator[str]:
        runs = services().engine.runs
        while True:
            self._require()
            run = runs.seen(runs.get(principal(), self._run.run_id))
            if self._is_whole:
                yield from self._steps(run)
            view = history.poll(run) if self._is_whole else history.glimpse(run)
            if view != self._shown:
                self._shown = view
                yield _event("status", view)
            if run.status in TERMINAL:
                yield _event("end", {"appRunId": run.run_id, "status": run.status.value})
                return
            left = self._until - time.monotonic()
            if left <= 0 or self._room.is_closing:
                yield _AGAIN
                return
            for delta in self._waiting.listen(min(left, _LOOK_SECONDS)):
                self._require()
                if self._is_whole:
                    yield _event("delta", delta.data)
            yield ": still here\n\n"  # finds out whether anybody still listens

    def _steps(self, run: Run) -> Iterator[str]:
        while True:
            rows, following = history.steps(self._store, run, self._after, _PAGE)
            for row in rows:
                self._after = int(str(row["seq"]))
                yield _event("step", row, self._after)
            if following is None:
                return


def _event(name: str, data: JsonObject, number: int | None = None) -> str:
    head = "" if number is None else f"id: {number}\n"
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _last_seen() -> int:
    given = request.headers.get("Last-Event-ID", "")
    if not given:
        return -1
    if not (given.isascii() and given.isdigit() and len(given) < 10):  # noqa: PLR2004, as cursors
        raise Rejected(400, "invalid_last_event_id", "Last-Event-ID is the id of a step's event")
    return int(given)
