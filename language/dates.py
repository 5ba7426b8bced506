"""Dates in Kazakh, Russian and English text, and what they mean as EDTF.

`find` turns the text into a row of symbols (`language.date_words`) and reads the row with the patterns of
`language.date_patterns`; `parse_edtf` and `bounds` are of `language.edtf_dates`, `display` of
`language.date_display`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.date_display import display
from language.date_patterns import Reading, readings
from language.edtf_dates import bounds, parse_edtf, part

__all__ = ["DateSpan", "bounds", "display", "find", "parse_edtf"]


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in a text: offsets (qualifiers such as «шамамен» and case endings included) and its EDTF."""

    start: int
    end: int
    edtf: str

    def display(self, lang: str) -> str:
        """The date in words of `lang` (kk, ru, en)."""
        return display(self.edtf, lang)


def find(text: str, year: int | None = None) -> tuple[DateSpan, ...]:
    """The dates in `text`, in order, without overlaps.

    `year`, when it is known from elsewhere, completes those without one (else `XXXX-09-18`). What
    the calendar does not have is no date, and no part of it is.
    """
    joined = _ranges(readings(text), text)
    known = f"{year:04}" if year else "XXXX"
    spans = []
    for reading in joined:
        edtf = reading.edtf.replace("XXXX", known)
        if all(end in ("", "..") or part(end) for end in edtf.split("/")):
            spans.append(DateSpan(reading.start, reading.end, edtf))
    return tuple(spans)


def _ranges(found: list[Reading], text: str) -> list[Reading]:
    """Two dates with a dash between them are one: «30 қыркүйек – 2 қазан 2023 ж.»."""
    out: list[Reading] = []
    for reading in found:
        between = text[out[-1].end : reading.start].strip() if out else "x"
        if not between and out and out[-1].plain:
            whole = _from_to(out[-1], reading, text)
            if whole:
                out[-1] = whole
                continue
        if between in ("-", "–", "—", "по", "to") and out[-1].plain and reading.plain:
            pair = _shared_year(out[-1].edtf, reading.edtf)
            if pair:
                out[-1] = Reading(out[-1].start, reading.end, pair, False)
                continue
        out.append(reading)
    return out


_UNTIL = re.compile(r"\s+[дш]ейін(?![^\W_])")


def _from_to(first: Reading, last: Reading, text: str) -> Reading | None:
    """«22 наурыздан 25 наурызға дейін»: one date, when that is how two stand side by side."""
    if not text[first.start : first.end].endswith(("ан", "ен")):
        return None
    until = _UNTIL.match(text, last.end)
    if not until and not last.edtf.startswith("../"):
        return None
    pair = _shared_year(first.edtf, last.edtf.removeprefix("../"))
    return Reading(first.start, until.end() if until else last.end, pair, False) if pair else None


def _shared_year(first: str, last: str) -> str | None:
    """The interval from `first` to `last`, where one may lend the other its year."""
    if first.startswith("XXXX") != last.startswith("XXXX"):
        first = first.replace("XXXX", last[:4])
        last = last.replace("XXXX", first[:4])
    if "/" in first or "/" in last:
        return None
    try:
        return parse_edtf(f"{first}/{last}")
    except ValueError:
        return None
