"""Numbers as bars, in the units of an SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from engine import clock

HEIGHT = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar: where it begins and how long it is, of `HEIGHT` or 100."""

    label: str
    number: int
    place: int
    size: int


def columns(by_day: Mapping[str, int], days: int) -> list[Mark]:
    """Return a column for each of the last days, those without a number included."""
    today = clock.now().date()
    dates = [(today - timedelta(days=back)).isoformat() for back in reversed(range(days))]
    most = max((by_day.get(date, 0) for date in dates), default=0) or 1
    return [
        Mark(date, by_day.get(date, 0), place, round(by_day.get(date, 0) / most * HEIGHT))
        for place, date in enumerate(dates)
    ]


def rows(numbers: Sequence[tuple[str, int]]) -> list[Mark]:
    """Return a bar for each number, the first of which is the largest."""
    most = max((number for _, number in numbers), default=0) or 1
    return [
        Mark(label, number, place, max(1, round(number / most * 100)))
        for place, (label, number) in enumerate(numbers)
    ]
