"""Days as numbers, and what it means that a date and a query share a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from archive.model import When
from index.query import Date, MonthDay

# Bounds are ordinals of datetime.date; what is open reaches past every calendar.
OPEN_FIRST, OPEN_LAST = 0, 2**31 - 2
# Bounds of an item without a date: they overlap nothing.
NO_FIRST, NO_LAST = 2**31 - 1, -1
# What the facet of years says of items whose year is not known.
UNKNOWN = "unknown"
# A date that is known only to the year, or less well, says nothing about the month.
YEAR_DAYS = 365


def bounds(when: When | None) -> tuple[int, int]:
    """First and last day of a date as ordinals; NO_FIRST, NO_LAST without one."""
    if when is None or (when.earliest is None and when.latest is None):
        return NO_FIRST, NO_LAST
    return _ordinal(when.earliest, OPEN_FIRST), _ordinal(when.latest, OPEN_LAST)


@lru_cache(maxsize=64)
def asked(query: Date) -> tuple[int, int]:
    """First and last day that a query asks for, as ordinals."""
    return _ordinal(query.earliest, OPEN_FIRST), _ordinal(query.latest, OPEN_LAST)


def _ordinal(day: str | None, otherwise: int) -> int:
    return otherwise if day is None else date.fromisoformat(day).toordinal()


def overlaps(first: int, last: int, query: Date) -> bool:
    """Whether bounds share a day with what is asked for."""
    low, high = asked(query)
    return first <= high and last >= low


def in_month(first: int, last: int, query: MonthDay) -> bool:
    """Whether bounds of less than a year hold a day of that month, or that day of the month."""
    if first <= OPEN_FIRST or last >= OPEN_LAST or last < first or last - first + 1 >= YEAR_DAYS:
        return False
    begin, end = date.fromordinal(first), date.fromordinal(last)
    for year in range(begin.year, end.year + 1):
        low = max(begin, date(year, 1, 1))
        high = min(end, date(year, 12, 31))
        if _in_year(low, high, query):
            return True
    return False


def _in_year(low: date, high: date, query: MonthDay) -> bool:
    if query.day is None:
        return low.month <= query.month <= high.month
    asked_for = (query.month, query.day)
    exists = query.day <= monthrange(low.year, query.month)[1]
    return exists and (low.month, low.day) <= asked_for <= (high.month, high.day)


def yearless(edtf: str) -> Iterator[str]:
    """The month, and the day `MM-DD`, of a date without a year (`XXXX-09-18`); both ends of a range."""
    for end in edtf.upper().split("/"):
        plain = "".join(char for char in end if char not in "?~%")
        year, _, rest = plain.partition("-")
        month, _, number = rest.partition("-")
        if set(year) == {"X"} and len(month) == 2 and month.isdigit():
            yield month
            if len(number) == 2 and number.isdigit():
                yield f"{month}-{number}"


def year_label(first: int, last: int) -> str:
    """The year of bounds, `1930..1939` for several, open where an end is; UNKNOWN without bounds.

    Whatever it says is a value that `date:` understands.
    """
    if first == NO_FIRST:
        return UNKNOWN
    begin = f"{date.fromordinal(first).year:04}" if first > OPEN_FIRST else ""
    end = f"{date.fromordinal(last).year:04}" if last < OPEN_LAST else ""
    return begin if begin == end else f"{begin}..{end}"
