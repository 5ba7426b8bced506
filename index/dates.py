"""Date terms of a query → days, or a month and day.

`2024`, `2024-09`, `2024-09-18`, `18.09.2024`, `193X`, `1930..1939`, `1930-1939`, `..1950`, `09-18`, `09`,
`unknown` for the items whose year is not known.
"""

from __future__ import annotations

import re
from calendar import monthrange

from index.query import Date, MonthDay, Not

# Days run from year 1 to year 9999, as in ISO 8601 with four digits and in datetime.date.
_YEAR = re.compile(r"[0-9]{4}")
_MASKED = re.compile(r"([0-9]{2}|[0-9]{3})(X{1,2})", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_DOTTED = re.compile(r"(?:([0-9]{1,2})\.)?([0-9]{1,2})\.([0-9]{4})")
_YEARLESS = re.compile(r"(?:XXXX-|--)?([0-9]{1,2})(?:-([0-9]{1,2}))?", re.IGNORECASE)
_YEARS = re.compile(r"([0-9]{4})[-–—]([0-9]{4})")
_LEAP = 2000
# Letters of a value that a message repeats.
MOST_QUOTED = 40
_UNKNOWN = ("unknown", "undated", "белгісіз", "белгисиз", "неизвестна", "неизвестно", "неизвестен")


class NoDate(ValueError):
    """The text is not a date; the message says why, and nothing when it does not look like one at all."""


def date_tree(text: str) -> Date | MonthDay | Not:
    """The tree of one `date:` value. Raises NoDate."""
    if text.casefold() in _UNKNOWN:
        return Not(Date(None, None))
    years = _YEARS.fullmatch(text)
    if years:
        return _range(years[1], years[2])
    if ".." in text:
        first, _, last = text.partition("..")
        return _range(first, last)
    if "/" in text:
        first, _, last = text.partition("/")
        return _range(first, last)
    return _bounds(text) or _month_day(text)


def _range(first: str, last: str) -> Date:
    first, last = (end.strip().strip(".") for end in (first, last))
    earliest = _end(first).earliest if first else None
    latest = _end(last).latest if last else None
    if earliest is None and latest is None:
        raise NoDate("a range needs a beginning or an end")
    if earliest and latest and earliest > latest:
        raise NoDate(f"{first} is after {last}")
    return Date(earliest, latest)


def _end(text: str) -> Date:
    bounds = _bounds(text)
    if bounds is None:
        raise NoDate(f"an end of a range needs a year: {quoted(text)}")
    return bounds


def _bounds(text: str) -> Date | None:
    if _YEAR.fullmatch(text):
        return Date(day(int(text), 1, 1), day(int(text), 12, 31))
    masked = _MASKED.fullmatch(text)
    if masked and len(text) == 4:
        low, high = (int(masked[1] + digit * len(masked[2])) for digit in "09")
        return Date(day(max(low, 1), 1, 1), day(high, 12, 31))
    iso, dotted = _ISO.fullmatch(text), _DOTTED.fullmatch(text)
    if iso:
        return _month_or_day(int(iso[1]), int(iso[2]), iso[3])
    return _month_or_day(int(dotted[3]), int(dotted[2]), dotted[1]) if dotted else None


def _month_or_day(year: int, month: int, number: str | None) -> Date:
    first = day(year, month, int(number) if number else 1)
    last = first if number else day(year, month, monthrange(max(year, 1), month)[1])
    return Date(first, last)


def _month_day(text: str) -> MonthDay:
    match = _YEARLESS.fullmatch(text)
    if not match:
        raise NoDate("")
    day(_LEAP, int(match[1]), int(match[2] or 1))
    return MonthDay(int(match[1]), int(match[2]) if match[2] else None)


def quoted(text: str) -> str:
    """What was typed, in quotation marks; of a long text its beginning, so that a message stays a line."""
    return repr(text if len(text) <= MOST_QUOTED else f"{text[: MOST_QUOTED - 1]}…")


def day(year: int, month: int, number: int) -> str:
    """The day as YYYY-MM-DD. Raises NoDate when the calendar does not have it."""
    if year < 1:
        raise NoDate("there is no year 0")
    if not 1 <= month <= 12:
        raise NoDate(f"there is no month {month}")
    if not 1 <= number <= monthrange(year, month)[1]:
        raise NoDate(f"there is no day {number} in month {month}")
    return f"{year:04}-{month:02}-{number:02}"
