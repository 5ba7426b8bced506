"""Dates in the names of files: «IMG_20240918_101500», «2019-05-12 концерт», «Кездесу 12 мамыр 2019». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as day

from language import dates

_DIGITS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<joint>[-_.]?)(?P<month>\d\d)(?P=joint)(?P<day>\d\d)(?!\d)"
)
# The day on which something was scanned, photographed off a screen or saved says nothing of the picture.
_NOT_TAKEN = re.compile(
    r"scan|скан|camscanner|epson|screenshot|скриншот|снимок экрана|doc|document|без имени|untitled|copy"
    r"|img\d{8}_\d{8}",
    re.I,
)
# Messengers name a picture by the day on which it was sent.
_SENT = re.compile(r"-WA\d{4}|whats ?app|telegram|viber|photo_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d|signal", re.I)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A date in a file's name: EDTF, its offsets in the name, and whether it is only that of sending."""

    edtf: str
    start: int
    end: int
    is_sent: bool = False


def find(name: str, latest: day) -> Iterator[NamedDay]:
    """The date that the name of a file (without its ending) holds, none behind `latest`."""
    if _NOT_TAKEN.match(name.lstrip(" _-.")):
        return
    digits = _DIGITS.search(name)
    if digits:
        said = _day(digits)
        if said and said <= latest:
            yield NamedDay(said.isoformat(), *digits.span(), bool(_SENT.search(name)))
        return
    spaced = name.replace("_", " ")
    for span in dates.find(spaced):
        if re.match(r"(?:\d{4}|XXXX)-\d\d", span.edtf):
            yield NamedDay(span.edtf, span.start, span.end, bool(_SENT.search(name)))
            return


def _day(found: re.Match[str]) -> day | None:
    try:
        return day(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
