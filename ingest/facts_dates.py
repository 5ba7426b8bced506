"""Dates as cameras, scanners and editors write them into files: which to believe, and why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_STAMP = re.compile(
    r"(?P<year>\d{4})(?:[:\-/.](?P<month>\d\d)(?:[:\-/.](?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d+)?)?)?)?"
    r"\s*(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)")
_PDF_STAMP = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-])(\d\d)'?(\d\d))?")

# Niépce's view from the window at Le Gras, the oldest photograph that is kept.
_FIRST_PHOTOGRAPH = 1826
# Where clocks stand when nobody has set them: the epochs of Unix, DOS and the first Macintosh, and the New
# Year of the years in which makers began to count.
_FACTORY_DAYS = frozenset({(1904, 1, 1), (1970, 1, 1), (1980, 1, 1), (1990, 1, 1), (2000, 1, 1)})
# A clock that fell back to a New Year is found in its first minutes: the camera was switched on for that.
_BOOT_MINUTES = 10
_LAST_FACTORY_YEAR = 2018


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date out of a file: `iso` (`2024-09-18T10:11:12+05:00`, `1936-09`), or `doubt` says why not; `said`
    is the day that a doubtful stamp shows, where it shows one."""

    iso: str | None
    doubt: str | None = None
    said: str | None = None

    @property
    def day(self) -> str:
        """The date without the time."""
        return (self.iso or "")[:10]


def stamp(text: str, offset: str | None, latest: date, clock: bool, earliest: date | None = None) -> Stamp:
    """What `text` (of EXIF, IPTC or XMP) says; `clock` when a camera's clock wrote it, not a person.

    `latest` is the last day that is not in the future; `offset` (`+05:00`) is added to a time without one.
    `earliest` is when the camera can have existed: a clock that says less is wrong.
    """
    found = _STAMP.fullmatch(text.strip())
    if found is None or not text.strip("0 :-/.T"):
        return Stamp(None, f"{text.strip() or 'an empty stamp'} is not a date")
    moment = _moment(found)
    if moment is None:
        return Stamp(None, f"{text.strip()} is not in the calendar")
    doubt = _doubt(moment, found, latest, clock)
    if clock and earliest and moment.date() < earliest and not doubt:
        doubt = f"is before the camera was made ({earliest.year})"
    if doubt:
        return Stamp(None, f"{text.strip()} {doubt}", moment.date().isoformat())
    return Stamp(_iso(found, offset, clock))


def _moment(found: re.Match[str]) -> datetime | None:
    numbers = {key: int(value) for key, value in found.groupdict().items() if value and key != "offset"}
    try:
        return datetime(**{"month": 1, "day": 1, **numbers})  # type: ignore[arg-type]
    except ValueError:
        return None


def _doubt(moment: datetime, found: re.Match[str], latest: date, clock: bool) -> str | None:
    if moment.date() > latest + timedelta(days=1):
        return "is in the future"
    if moment.year < _FIRST_PHOTOGRAPH:
        return "is older than photography"
    if clock and found["hour"] and _unset(moment):
        return "is where a clock stands that nobody has set"
    return None


def _unset(moment: datetime) -> bool:
    day = (moment.year, moment.month, moment.day)
    if day in _FACTORY_DAYS:
        return True
    # On New Year's Eve people do photograph at midnight: later years are doubted at the stroke itself only,
    # those of makers' clocks (2001 … 2015) for the minutes after it too.
    minutes = moment.hour * 60 + moment.minute
    begins = (moment.month, moment.day) == (1, 1) and minutes < _BOOT_MINUTES
    return begins and (moment.year <= _LAST_FACTORY_YEAR or (minutes == 0 and moment.second == 0))


def _iso(found: re.Match[str], offset: str | None, clock: bool) -> str:
    day = "-".join(found[part] for part in ("year", "month", "day") if found[part])
    # Programs that ask for a day write midnight after it.
    midnight = not clock and not any(int(found[part] or 0) for part in ("hour", "minute", "second"))
    if not found["hour"] or midnight:
        return day
    time = f"{found['hour']}:{found['minute']}" + (f":{found['second']}" if found["second"] else "")
    return f"{day}T{time}{zone(found['offset'] or offset)}"


def zone(offset: str | None) -> str:
    """`offset` as ISO 8601 writes it (`+05:00`), or nothing when it is none on Earth."""
    if offset and offset.strip() == "Z":
        return "+00:00"
    found = _OFFSET.fullmatch((offset or "").strip())
    if found is None or int(found["hours"]) > 14 or int(found["minutes"]) > 59:
        return ""
    return f"{found['sign']}{found['hours']}:{found['minutes']}"


def pdf_stamp(text: str, latest: date) -> Stamp:
    """What the CreationDate of a PDF (`D:20240918101112+05'00'`) says."""
    found = _PDF_STAMP.match(text)
    if found is None:
        return Stamp(None, f"{text} is not a date")
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    time = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return stamp(f"{year}-{month}-{day}{time}", f"{sign}{hours}:{minutes}" if sign else None, latest, False)
