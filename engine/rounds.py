"""What the rounds of a loop led to: rows that are added in constant time and measured once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, cast, overload

from engine import canonical
from schemas.json import Json, JsonObject

# Which rows a loop keeps: all of them, those of rounds that failed, or none.
ALL: Final = "all"
ERRORS: Final = "errors"
NONE: Final = "none"
KEPT: Final = (ALL, ERRORS, NONE)
KEPT_IN_WORDS: Final = "which rounds the result holds: all (the default), errors or none"
# A loop that keeps no rows still says why its first rounds failed.
_MOST_REASONS: Final = 20
_SEPARATOR: Final = 1
# Equal to no value of a flow.
_NOTHING: Final = float("nan")


class Rounds(Sequence[JsonObject]):
    """
    The kept rows of a loop, `{index, item?, outputs, error}` each, in order; immutable.

    `done` and `failed` count every round, kept or not, and `last` is the row of the latest one.
    `size` is the length of the kept rows as JSON, in bytes. Values share one list, so that adding a
    row copies nothing: a state that is extended twice gets a list of its own.
    """

    __slots__ = ("_count", "_rows", "done", "failed", "keep", "last", "size")

    def __init__(self, keep: str = ALL) -> None:
        self.keep = keep
        self.done = self.failed = self.size = self._count = 0
        self.last: JsonObject | None = None
        self._rows: list[JsonObject] = []

    def plus(self, row: JsonObject) -> Rounds:
        """Return these rounds and one more."""
        grown = Rounds(self.keep)
        grown.done, grown.last = self.done + 1, row
        grown.failed = self.failed + (row["error"] is not None)
        grown._rows, grown._count, grown.size = self._rows, self._count, self.size
        kept = self._kept(row)
        if kept is not None:
            grown._take(kept)
        return grown

    def shown(self) -> list[JsonObject]:
        """Return the rows as a result holds them."""
        return [] if self.keep == NONE else list(self)

    @overload
    def __getitem__(self, place: int) -> JsonObject: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[JsonObject]: ...
    def __getitem__(self, place: int | slice) -> JsonObject | Sequence[JsonObject]:
        """Return a kept row, or several."""
        if isinstance(place, slice):
            return self._rows[: self._count][place]
        return self._rows[range(self._count)[place]]

    def __len__(self) -> int:
        """Return how many rows are kept."""
        return self._count

    def __iter__(self) -> Iterator[JsonObject]:
        """Yield the kept rows, without a copy of them."""
        return (self._rows[place] for place in range(self._count))

    def __eq__(self, other: object) -> bool:
        """Tell whether two loops went the same way."""
        return isinstance(other, Rounds) and encoded(self) == encoded(other)

    __hash__ = None  # type: ignore[assignment]  # holds JSON, which has none either

    def _kept(self, row: JsonObject) -> JsonObject | None:
        """Return what is kept of a round."""
        if self.keep == ALL:
            return row
        if row["error"] is None or (self.keep == NONE and self._count >= _MOST_REASONS):
            return None
        return row if self.keep == ERRORS else {"index": row["index"], "error": row["error"]}

    def _take(self, row: JsonObject) -> None:
        if len(self._rows) != self._count:
            self._rows = self._rows[: self._count]
        self._rows.append(row)
        self._count += 1
        self.size += size_of(row) + _SEPARATOR


def size_of(value: Json) -> int:
    """Return the bytes of a value as JSON; 0 for what is no JSON, which its record is to tell."""
    try:
        return len(canonical.encode(value))
    except (ValueError, TypeError, RecursionError):
        return 0


def encoded(rounds: Rounds) -> Json:
    """Return what `decoded` turns back: a list of rows while all are kept, as it always was."""
    rows = cast("list[Json]", list(rounds))
    if rounds.keep == ALL:
        return rows
    return {
        "keep": rounds.keep,
        "rows": rows,
        "done": rounds.done,
        "failed": rounds.failed,
        "last": rounds.last,
    }


def decoded(stored: Json) -> Rounds:
    """Return the rounds that a snapshot holds."""
    if isinstance(stored, list):
        return _of(cast("list[JsonObject]", stored), ALL)
    body = cast("JsonObject", stored)
    rounds = _of(cast("list[JsonObject]", body["rows"]), str(body["keep"]))
    rounds.done, rounds.failed = cast("int", body["done"]), cast("int", body["failed"])
    rounds.last = cast("JsonObject | None", body["last"])
    return rounds


def _of(rows: Sequence[JsonObject], keep: str) -> Rounds:
    rounds = Rounds(keep)
    for row in rows:
        rounds = rounds.plus(row)
    return rounds


# How a loop's result and variables are written down -------------------------------------------

REMEDY: Final = "set the loop's outputs to errors or none, or give it fewer rounds"


def is_of_loop(output: Json) -> bool:
    """Tell whether a result is that of a loop."""
    return isinstance(output, dict) and isinstance(output.get("results"), list)


def folded(output: Json) -> Json:
    """Return the result of an `each` without what its rows say already."""
    if not isinstance(output, dict) or not is_of_loop(output):
        return output
    again = _derived(output)
    return {name: value for name, value in output.items() if again.get(name, _NOTHING) != value}


def unfolded(stored: Json) -> Json:
    """Return the whole result of an `each`; its items are the same objects as in its rows."""
    if not isinstance(stored, dict) or not is_of_loop(stored):
        return stored
    return {**_derived(stored), **stored}


def _derived(output: JsonObject) -> JsonObject:
    rows = cast("list[JsonObject]", output["results"])
    items: list[Json] = [row.get("item") for row in rows]
    errors: list[Json] = [row["error"] for row in rows if row.get("error") is not None]
    return {"item": items, "items": items, "results": _NOTHING, "errors": errors}


def folded_item(variables: JsonObject) -> JsonObject:
    """Return the variables of a round with its item once."""
    details = variables.get("_each")
    if not isinstance(details, dict) or details.get("item", _NOTHING) != variables.get("item"):
        return variables
    rest: JsonObject = {name: value for name, value in details.items() if name != "item"}
    return {**variables, "_each": rest}


def unfolded_item(stored: JsonObject) -> JsonObject:
    """Return the variables of a round as its steps see them."""
    details = stored.get("_each")
    if not isinstance(details, dict) or "item" not in stored:
        return stored
    return {**stored, "_each": {"item": stored["item"], **details}}
