"""Where each attempt at a step lies in the time of its run, as numbers to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.asking import Object
from console.words import moment

# The width of the drawing in its own units.
WIDTH = 1000
_THINNEST = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that a drawing shows."""

    begin: datetime
    end: datetime

    def place(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return where a span begins and how wide it is; the shortest is still to be seen."""
        whole = max((self.end - self.begin).total_seconds(), 0.001)
        left = (start - self.begin).total_seconds() / whole * WIDTH
        right = (end - self.begin).total_seconds() / whole * WIDTH
        x = min(max(round(left), 0), WIDTH - _THINNEST)
        return x, min(max(round(right - left), _THINNEST), WIDTH - x)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the drawing; `depth` is how far it is set in."""

    label: str
    kind: str
    status: str
    x: int
    width: int
    milliseconds: int | None
    depth: int = 0
    seq: int | None = None
    run_id: str = ""
    attempt: int = 1


def scale_of(run: Object, now: datetime) -> Scale:
    """Return the time of a run: from its making to its end, or to now."""
    end = moment(run["endedAt"]) if run["endedAt"] else now
    return Scale(moment(run["createdAt"]), end)


def narrowed(whole: Scale, steps: Sequence[Object], *, is_to_its_end: bool) -> Scale:
    """Return the time of some steps of a run, up to its own end where they are the last."""
    if not steps:
        return whole
    ends = [moment(step["endedAt"]) for step in steps]
    return Scale(moment(steps[0]["startedAt"]), whole.end if is_to_its_end else max(ends))


def queued(run: Object, scale: Scale) -> Bar:
    """Return the time that a run waited for a worker."""
    begin = moment(run["createdAt"])
    end = moment(run["startedAt"]) if run["startedAt"] else scale.end
    x, width = scale.place(begin, end)
    spent = round((end - begin).total_seconds() * 1000)
    return Bar("Queue", "queue", "queue", x, width, spent)


def bars(steps: Sequence[Object], scale: Scale, run_id: str, depth: int = 0) -> Iterable[Bar]:
    """Yield one bar per attempt; what a loop or a branch holds is set in."""
    for place, step in enumerate(steps):
        begin, end = moment(step["startedAt"]), _end(step, steps[place + 1 :], scale)
        x, width = scale.place(begin, end)
        nested = len(step.get("iteration") or [])
        label = step["name"] or step["stepId"]
        if nested:
            label += " " + "·".join(f"#{index + 1}" for index in step["iteration"])
        yield Bar(
            label,
            step["type"],
            step["status"],
            x,
            width,
            round((end - begin).total_seconds() * 1000),
            depth + nested,
            step["seq"],
            run_id,
            step["attempt"],
        )


def _end(step: Object, later: Sequence[Object], scale: Scale) -> datetime:
    """Return when an attempt ended; one that waits lasts until somebody answers it."""
    if step["status"] != "waiting":
        return moment(step["endedAt"])
    answered = (one["startedAt"] for one in later if one["path"] == step["path"])
    following = next(answered, None)
    return moment(following) if following else scale.end


def open_bar(run: Object, steps: Sequence[Object], scale: Scale) -> Bar | None:
    """Return the step that a run is at now: it has no record of its own yet."""
    current = run.get("currentStep")
    if run["status"] != "running" or not current or not run["startedAt"]:
        return None
    begin = moment(steps[-1]["endedAt"] if steps else run["startedAt"])
    x, width = scale.place(begin, scale.end)
    spent = round((scale.end - begin).total_seconds() * 1000)
    return Bar(current["name"] or current["id"], "now", "running", x, width, spent)
