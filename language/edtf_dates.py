"""EDTF (ISO 8601-2) dates of the kinds that captions give: check them, bound them, say them.

The rules of the archive (DESIGN §6): without a year there are no bounds; the winter of a year reaches from
1 December of the year before to the end of February of the year after; `../1917` and `1991/..` include the
year; open ends have no bound. What our own grammar does not cover is left to the `edtf` package.
"""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from typing import Any

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_SPRING, _WINTER = 21, 24
OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Part:
    """One date: `year` with X for digits that are not known, `month` 1–12 or a season 21–24."""

    year: str
    month: int = 0
    day: int = 0
    mark: str = ""

    @property
    def season(self) -> int:
        """21 spring … 24 winter, or 0."""
        return self.month if self.month >= _SPRING else 0

    def __str__(self) -> str:
        months = f"-{self.month:02}" if self.month else ""
        return f"{self.year}{months}{f'-{self.day:02}' if self.day else ''}{self.mark}"


def part(text: str) -> Part | None:
    """`text` as one date of our grammar that the calendar has, or None."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    # ISO 8601 has a year 0, our days have none: the winter of the year 1 would begin in it.
    if year != "XXXX" and int(year.replace("X", "0")) < 2:
        return None
    if (found[2] and not _month_fits(year, month)) or (found[3] and not _day_fits(year, month, day)):
        return None
    return Part(year, month, day, found[4])


def _month_fits(year: str, month: int) -> bool:
    if "X" in year and year != "XXXX":
        return False
    return 1 <= month <= 12 or (_SPRING <= month <= _WINTER and year != "XXXX")


def _day_fits(year: str, month: int, day: int) -> bool:
    if month > 12 or not 1 <= day <= 31:
        return False
    # A year that is not known may be a leap year.
    return day <= calendar.monthrange(int(year) if year.isdigit() and int(year) else 2000, month)[1]


def parse_edtf(text: str) -> str:
    """`text` without blanks around it, if it is an EDTF date.

    Raises ValueError, with what is wrong, when it is none or when the calendar has no such day.
    """
    plain = text.strip()
    ends = plain.split("/")
    parts = [part(end) for end in ends if end not in OPEN]
    known = len(ends) <= 2 and bool(parts) and None not in parts
    if not known and _DATE.fullmatch(plain):
        raise ValueError(f"{text!r}: the calendar has no such date")
    low, high = bounds(plain)
    if low and high and low > high:
        raise ValueError(f"{text!r} ends before it begins")
    return plain


def _parsed(text: str) -> Any:
    """What the `edtf` package makes of `text`; slow to import, so only for what we do not know."""
    # Nothing but open ends is a case that the package does not survive.
    if not text.strip("./") or len(text) > 100:
        raise ValueError(f"{text!r} is not an EDTF date such as 1936, 1936-09-18, 193X or 1941/1945")
    import edtf

    try:
        return edtf.parse_edtf(text)
    # On some texts that are no dates the package itself trips.
    except (
        edtf.EDTFParseException,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        raise ValueError(
            f"{text!r} is not an EDTF date such as 1936, 1936-09-18, 193X or 1941/1945"
        ) from error


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """The earliest and the latest day (`YYYY-MM-DD`) that an EDTF date can mean; None where it is
    open or has no year. Raises ValueError for what is no EDTF date."""
    ends = edtf.split("/")
    parts = [None if end in OPEN else part(end) for end in ends]
    if len(ends) > 2 or all(found is None for found in parts):
        return _foreign_bounds(edtf)
    if any(found is None and end not in OPEN for end, found in zip(ends, parts, strict=True)):
        return _foreign_bounds(edtf)
    first, last = parts[0], parts[-1]
    return (_earliest(first) if first else None), (_latest(last) if last else None)


def _foreign_bounds(edtf: str) -> tuple[str | None, str | None]:
    parsed = _parsed(edtf)
    try:
        low, high = parsed.lower_strict(), parsed.upper_strict()
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None, None

    def day(found: Any) -> str | None:
        # An open end («[1920..]») is a figure without days.
        if not isinstance(found, time.struct_time) or not 0 < found.tm_year < 10000:
            return None
        return f"{found.tm_year:04}-{found.tm_mon:02}-{found.tm_mday:02}"

    return day(low), day(high)


def _earliest(date: Part) -> str | None:
    if date.year == "XXXX":
        return None
    year = int(date.year.replace("X", "0"))
    if date.season:
        first = f"{year - 1:04}-12" if date.season == _WINTER else f"{year:04}-{3 * (date.season - 20):02}"
        return f"{first}-01"
    return f"{year:04}-{date.month or 1:02}-{date.day or 1:02}"


def _latest(date: Part) -> str | None:
    if date.year == "XXXX":
        return None
    year = int(date.year.replace("X", "9"))
    month, day = date.month or 12, date.day
    if date.season:
        year, month = (year + 1, 2) if date.season == _WINTER else (year, 3 * (date.season - 20) + 2)
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year or 2000, month)[1]:02}"
