"""What runs cost together, by day or by flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from engine import clock
from engine.errors import InvalidInput, Issue
from engine.listing import Listing
from engine.principal import Principal
from engine.store.queries import RunQuery
from engine.store.upkeep import CensusStore, Spent

_DEFAULT: Final = timedelta(days=30)
_LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Period:
    """From a time on, up to another."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """The use case of adding up: of the runs that a caller sees in lists, however many they are."""

    census: CensusStore
    listing: Listing
    now: clock.Clock = clock.now

    def period(self, begin: datetime | None, end: datetime | None) -> Period:
        """Return the period that is meant, the last 30 days without times. Raises InvalidInput."""
        end = end or self.now()
        begin = begin or end - _DEFAULT
        if not timedelta() < end - begin <= _LONGEST:
            message = f"from must be before to, by at most {_LONGEST.days} days"
            raise InvalidInput("invalid_period", message, [Issue("/from", "invalid_time", message)])
        return Period(begin, end)

    def of_caller(self, principal: Principal, period: Period, by: str) -> Sequence[Spent]:
        """Return what runs made in a period cost by `day` or `flow`; those without cost aside."""
        query = RunQuery(
            principal.workspace_id, 0, created_from=period.begin, created_to=period.end
        )
        return self.census.spent(self.listing.within_sight(principal, query), by)
