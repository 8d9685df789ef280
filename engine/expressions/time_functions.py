"""Functions of time, and ids; both come from the scope, so that a repeated step sees the same."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.expressions.date_patterns import pattern_problem, written
from engine.expressions.errors import wrong
from engine.expressions.frame import Frame
from engine.expressions.moments import Moment, is_zone, read_moment, read_zone, rfc3339
from engine.expressions.signatures import INSTANT, NUMBER, TEXT, WHOLE, Function
from schemas.json import Json

_MONTHS_A_YEAR: Final = 12
_MOST_MONTHS: Final = 120_000
_MOST_DAYS: Final = 3_660_000
_FIXED: Final[dict[str, timedelta]] = {
    "milliseconds": timedelta(milliseconds=1),
    "seconds": timedelta(seconds=1),
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
}
_DAYS: Final = {"days": 1, "weeks": 7}
_MONTHS: Final = {"months": 1, "quarters": 3, "years": _MONTHS_A_YEAR}
DIFFERENCES: Final = (*_FIXED, *_DAYS, *_MONTHS)
SPANS: Final = ("minute", "hour", "day", "week", "month", "quarter", "year")
_BEYOND: Final = "is outside the years 1 to 9999"
_PARTS: Final[dict[str, Callable[[datetime], int]]] = {
    "year": lambda at: at.year,
    "quarter": lambda at: (at.month + 2) // 3,
    "month": lambda at: at.month,
    "week": lambda at: at.isocalendar().week,
    "day": lambda at: at.day,
    "dayOfYear": lambda at: at.timetuple().tm_yday,
    "weekday": lambda at: at.isoweekday(),
    "hour": lambda at: at.hour,
    "minute": lambda at: at.minute,
    "second": lambda at: at.second,
}


def _now(frame: Frame) -> str:
    return rfc3339(frame.scope.now)


def _uuid(frame: Frame) -> str:
    return frame.scope.uuid()


def _adding_fixed(name: str, unit: timedelta) -> Callable[..., str]:
    def add(_frame: Frame, value: str | float, amount: float) -> str:
        moment = read_moment(name, 1, value)
        try:
            return rfc3339(moment.within(UTC) + unit * amount)
        except OverflowError:
            raise wrong(f"{name}: the result {_BEYOND}") from None

    return add


def _adding_calendar(
    name: str, most: int, move: Callable[[datetime, int], datetime]
) -> Callable[..., str]:
    def add(_frame: Frame, value: str | float, amount: int, zone: str = "UTC") -> str:
        moment, there = read_moment(name, 1, value), read_zone(name, 3, zone)
        # More than any calendar has overflows below, whatever it is multiplied by.
        bounded = max(-most, min(most, amount))
        try:
            return moment.shown(move(moment.within(there), bounded))
        except (OverflowError, ValueError):
            raise wrong(f"{name}: the result {_BEYOND}") from None

    return add


def _by_days(days: int) -> Callable[[datetime, int], datetime]:
    return lambda at, amount: at + timedelta(days=days * amount)


def _by_months(months: int) -> Callable[[datetime, int], datetime]:
    def move(at: datetime, amount: int) -> datetime:
        count = at.year * _MONTHS_A_YEAR + at.month - 1 + months * amount
        year, month = divmod(count, _MONTHS_A_YEAR)
        if year < 1:
            raise OverflowError
        # The 31st of a shorter month is its last day.
        day = min(at.day, monthrange(year, month + 1)[1])
        return at.replace(year=year, month=month + 1, day=day)

    return move


def _format_date(_frame: Frame, value: str | float, pattern: str, zone: str = "UTC") -> str:
    if problem := pattern_problem(pattern):
        raise wrong(f"formatDate: {problem}")
    moment, there = read_moment("formatDate", 1, value), read_zone("formatDate", 3, zone)
    try:
        return written(moment.within(there), pattern)
    except (OverflowError, ValueError):
        raise wrong(f"formatDate: the time {_BEYOND}") from None


def _parse_date(_frame: Frame, value: str | float, zone: str | None = None) -> str:
    moment = read_moment("parseDate", 1, value)
    there = read_zone("parseDate", 2, zone or "UTC")
    if zone is None:
        return moment.shown(moment.at)
    try:
        if not moment.has_zone:
            return rfc3339(moment.at.replace(tzinfo=there))
        return rfc3339(moment.at)
    except OverflowError:
        raise wrong(f"parseDate: the time {_BEYOND}") from None


def _date_diff(
    _frame: Frame, start: str | float, end: str | float, unit: str, zone: str = "UTC"
) -> int:
    there = read_zone("dateDiff", 4, zone)
    if unit not in DIFFERENCES:
        raise wrong(f"dateDiff: {_units_problem(3, DIFFERENCES)}")
    try:
        first, last = (
            read_moment("dateDiff", place, value).within(there)
            for place, value in enumerate((start, end), 1)
        )
        return _difference(first, last, unit)
    except (OverflowError, ValueError):
        raise wrong(f"dateDiff: a time {_BEYOND}") from None


def _difference(first: datetime, last: datetime, unit: str) -> int:
    if unit in _FIXED:
        span = last.astimezone(UTC) - first.astimezone(UTC)
        return _towards_zero(span, _FIXED[unit])
    # As clocks on the wall have it: a day is a day where clocks change, too.
    one, other = first.replace(tzinfo=None), last.replace(tzinfo=None)
    if unit in _DAYS:
        return _towards_zero(other - one, timedelta(days=_DAYS[unit]))
    months = (other.year - one.year) * _MONTHS_A_YEAR + other.month - one.month
    reached = _by_months(1)(one, months)
    if months > 0 and reached > other:
        months -= 1
    elif months < 0 and reached < other:
        months += 1
    return int(months / _MONTHS[unit])


def _towards_zero(span: timedelta, unit: timedelta) -> int:
    return span // unit if span >= timedelta(0) else -(-span // unit)


def _start_of(_frame: Frame, value: str | float, unit: str, zone: str = "UTC") -> str:
    moment, there = read_moment("startOf", 1, value), read_zone("startOf", 3, zone)
    if unit not in SPANS:
        raise wrong(f"startOf: {_units_problem(2, SPANS)}")
    try:
        return moment.shown(_begun(moment.within(there), unit))
    except (OverflowError, ValueError):
        raise wrong(f"startOf: the result {_BEYOND}") from None


def _end_of(_frame: Frame, value: str | float, unit: str, zone: str = "UTC") -> str:
    moment, there = read_moment("endOf", 1, value), read_zone("endOf", 3, zone)
    if unit not in SPANS:
        raise wrong(f"endOf: {_units_problem(2, SPANS)}")
    try:
        return moment.shown(_ended(moment, _begun(moment.within(there), unit), unit))
    except (OverflowError, ValueError):
        raise wrong(f"endOf: the result {_BEYOND}") from None


def _begun(at: datetime, unit: str) -> datetime:
    if unit == "minute":
        return at.replace(second=0, microsecond=0)
    if unit == "hour":
        return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=at.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(day=1, month=1 if unit == "year" else (at.month - 1) // 3 * 3 + 1)


def _ended(moment: Moment, begun: datetime, unit: str) -> datetime:
    """Return the last millisecond of a span that has begun, of a date its last day."""
    steps = {"day": _by_days(1), "week": _by_days(7), "month": _by_months(1)}
    steps |= {"quarter": _by_months(3), "year": _by_months(_MONTHS_A_YEAR)}
    if unit in ("minute", "hour"):
        begun = begun.astimezone(UTC) if not moment.is_date else begun
        following = begun + _FIXED[f"{unit}s"]
    else:
        following = steps[unit](begun, 1)
    if moment.is_date:
        return following - timedelta(milliseconds=1)
    return following.astimezone(UTC) - timedelta(milliseconds=1)


def _date_part(_frame: Frame, value: str | float, part: str, zone: str = "UTC") -> int:
    moment, there = read_moment("datePart", 1, value), read_zone("datePart", 3, zone)
    if part not in _PARTS:
        raise wrong(f"datePart: {_units_problem(2, tuple(_PARTS))}")
    try:
        return _PARTS[part](moment.within(there))
    except OverflowError:
        raise wrong(f"datePart: the time {_BEYOND}") from None


def _units_problem(place: int, known: Sequence[str]) -> str:
    return f"argument {place} must be one of {', '.join(known)}"


def _literals(
    zone: int, unit: tuple[int, Sequence[str]] | None = None
) -> Callable[[Sequence[Json]], str | None]:
    """Return the check of what is written out in a call: its zone, and its unit."""

    def check(texts: Sequence[Json]) -> str | None:
        if len(texts) >= zone and (text := texts[zone - 1]) is not None and not is_zone(str(text)):
            return f"argument {zone} is not an IANA time zone"
        if unit is None or len(texts) < unit[0]:
            return None
        text = texts[unit[0] - 1]
        return None if text is None or text in unit[1] else _units_problem(*unit)

    return check


def _format_literals(texts: Sequence[Json]) -> str | None:
    problem = _literals(3)(texts)
    return problem or (None if texts[1] is None else pattern_problem(str(texts[1])))


_SPAN_CHECK: Final = _literals(3, (2, SPANS))
_CALENDAR: Final = (INSTANT, WHOLE, TEXT)

TIME_FUNCTIONS: Final[dict[str, Function]] = {
    "now": Function(_now),
    "getDate": Function(_now),
    "parseDate": Function(_parse_date, (INSTANT, TEXT), least=1, check=_literals(2)),
    "formatDate": Function(_format_date, (INSTANT, TEXT, TEXT), least=2, check=_format_literals),
    "addSeconds": Function(_adding_fixed("addSeconds", _FIXED["seconds"]), (INSTANT, NUMBER)),
    "addMinutes": Function(_adding_fixed("addMinutes", _FIXED["minutes"]), (INSTANT, NUMBER)),
    "addHours": Function(_adding_fixed("addHours", _FIXED["hours"]), (INSTANT, NUMBER)),
    **{
        name: Function(_adding_calendar(name, most, move), _CALENDAR, least=2, check=_literals(3))
        for name, most, move in (
            ("addDays", _MOST_DAYS, _by_days(1)),
            ("addWeeks", _MOST_DAYS, _by_days(7)),
            ("addMonths", _MOST_MONTHS, _by_months(1)),
            ("addYears", _MOST_MONTHS, _by_months(_MONTHS_A_YEAR)),
        )
    },
    "dateDiff": Function(
        _date_diff,
        (INSTANT, INSTANT, TEXT, TEXT),
        least=3,
        check=_literals(4, (3, DIFFERENCES)),
    ),
    "startOf": Function(_start_of, (INSTANT, TEXT, TEXT), least=2, check=_SPAN_CHECK),
    "endOf": Function(_end_of, (INSTANT, TEXT, TEXT), least=2, check=_SPAN_CHECK),
    "datePart": Function(
        _date_part, (INSTANT, TEXT, TEXT), least=2, check=_literals(3, (2, tuple(_PARTS)))
    ),
    "uuid": Function(_uuid),
}
