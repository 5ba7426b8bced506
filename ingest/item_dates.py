"""When an item's picture was taken: every date that something states, weighed. Pure.

What the operator or a camera says comes before what a caption says, then event and folder; a date without a
year takes it from the next that has one. What contradicts stands beside it, never settled. A camera clock
that cannot be right is shown only where nothing else gives a date, and is never in effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from archive.model import Basis, Event, Evidence, Text, When
from ingest import name_dates
from ingest.claims import TRUST, Claim, doubted, in_text, trust_in
from ingest.facts import Facts
from language import dates

# Photography begins in 1826; a number beyond this century is a number.
BARE_YEAR = re.compile(r"(?<!\d)(?:18[3-9]\d|19\d\d|20\d\d)(?!\d)")
# Years of a person's life, or of what was before the picture: «(1922–1998)», «1936 жылы туған», «род. 1936».
_LIFE_BEHIND = re.compile(
    r"\s{0,2}(?:ж\.|жылы|жыл|г\.|года)?\s{0,2}(?:туған|туылған|дүниеге|рожд|г\.\s?р\.|born)", re.I
)
_LIFE_BEFORE = re.compile(
    r"(?<!\w)(?:туған(?: жылы)?:?|туылған:?|род(?:ился|илась)?\.?|рожд\w*:?|born(?: in)?|р\.)\s{0,2}$", re.I
)
# How far the day is trusted on which a messenger sent a picture.
SENT = 0.3
_YEARS = re.compile(r"\d{4}~?/(?:\d{4}~?|\.\.)?|\d{4}")
_SHAPES = (r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d", r"XXXX-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that something states."""

    edtf: str
    basis: Basis
    evidence: Evidence
    confidence: float

    def claim(self) -> Claim:
        """What it says of the field `date`."""
        return Claim("date", self.edtf, self.evidence, self.confidence)


def of_item(
    facts: Facts, texts: Sequence[Text], event: Event | None, folders: Sequence[str], name: str = ""
) -> tuple[When | None, list[Claim]]:
    """The date in effect, and what is to be said of dates: first of that one, then of each that contradicts.

    `folders` are the names of the folders around the file, the nearest first, `name` is its own without
    its ending. A date that is its event's
    is inherited: the event's own suggestion speaks for it.
    """
    in_name = [] if facts.scanner else list(_of_name(name))
    candidates = list(_candidates(facts, texts, event, folders, [one for one in in_name if not one[1]]))
    # A messenger's day of sending counts where nothing else says when.
    candidates = candidates or [one for one, _ in in_name]
    year = next((int(one.edtf[:4]) for one in candidates if _tells_the_year(one)), None)
    completed = [_with_year(one, year) for one in candidates]
    if not completed:
        return None, list(_doubtful(facts))
    chosen = _most_precise([one for one in completed if agree(one.edtf, completed[0].edtf)])
    others = [one for one in completed if not agree(one.edtf, chosen.edtf)]
    shown = [one for one in (chosen, *others) if one.evidence.field != "event"]
    return when(chosen.edtf, chosen.basis), _once(shown)


def _once(shown: Sequence[Dated]) -> list[Claim]:
    """One claim a value, by what is trusted most; an EXIF date in all pictures' words is one date."""
    claims: dict[str, Claim] = {}
    for one in shown:
        claims.setdefault(one.edtf, one.claim())
    return list(claims.values())


def _doubtful(facts: Facts) -> Iterator[Claim]:
    if facts.doubted and facts.doubtful:
        field, _, reason = facts.doubtful.partition(": ")
        yield doubted(Claim("date", facts.doubted, Evidence(field, facts.doubted), 1.0), reason)


def _tells_the_year(one: Dated) -> bool:
    """A caption may speak of any year; a camera, an event or a folder speaks of the picture's."""
    return one.basis != "caption" and re.match(r"\d{4}-", one.edtf) is not None


def _of_name(name: str) -> Iterator[tuple[Dated, bool]]:
    """The date in a file's name, and whether it is only that of sending."""
    for found in name_dates.find(name, datetime.now(UTC).date()):
        evidence = Evidence("file", name[found.start : found.end], found.start, found.end, name)
        yield Dated(found.edtf, "folder", evidence, SENT if found.is_sent else TRUST["file"]), found.is_sent


def _candidates(
    facts: Facts,
    texts: Sequence[Text],
    event: Event | None,
    folders: Sequence[str],
    in_name: Sequence[tuple[Dated, bool]],
) -> Iterator[Dated]:
    """All dates that something states, the most trusted first."""
    if event and event.when and event.when.basis == "staff":
        yield Dated(event.when.edtf, "event", Evidence("event", event.when.display), TRUST["event"])
    if facts.taken:
        evidence = Evidence(facts.taken_field or "exif", facts.taken)
        yield Dated(facts.taken.split("T")[0], "exif", evidence, TRUST["exif"])
    for text in texts:
        if (found := _of_text(text)) is not None:
            yield found
    yield from (one for one, _ in in_name)
    if event and event.when and event.when.basis != "staff":
        yield Dated(event.when.edtf, "event", Evidence("event", event.when.display), TRUST["event"])
    for name in folders:
        yield from of_folder(name)


def _of_text(text: Text) -> Dated | None:
    """The date of a caption: of several the first that names a day, else a month, else the first."""
    spans = [span for span in dates.find(text.text) if not speaks_of_a_life(text.text, span)]
    for shape in (*_SHAPES, ".*"):
        for span in spans:
            if re.fullmatch(shape, span.edtf):
                return Dated(span.edtf, "caption", in_text(text, span.start, span.end), trust_in(text))
    return None


def speaks_of_a_life(text: str, span: dates.DateSpan) -> bool:
    """Whether a date is of somebody's life: years in brackets behind a name, or a year of birth."""
    before, behind = text[max(0, span.start - 16) : span.start], text[span.end : span.end + 24]
    if _LIFE_BEHIND.match(behind) or _LIFE_BEFORE.search(before):
        return True
    in_brackets = before.rstrip().endswith("(") and behind.lstrip()[:1] == ")"
    between_years = _YEARS.fullmatch(span.edtf) is not None and "/" in span.edtf
    return in_brackets and between_years and bool(re.search(r"[^\W\d_]\s*\(\s*$", before))


def of_folder(name: str) -> Iterator[Dated]:
    """The dates in a folder's name; there a bare year is a date too («Көктерек 1958»)."""
    spans = dates.find(name)
    for span in spans:
        yield _in_folder(name, span.edtf, span.start, span.end)
    if not spans and (year := BARE_YEAR.search(name)):
        yield _in_folder(name, year[0], year.start(), year.end())


def _in_folder(name: str, edtf: str, start: int, end: int) -> Dated:
    return Dated(edtf, "folder", Evidence("folder", name[start:end], start, end, name), TRUST["folder"])


def _with_year(one: Dated, year: int | None) -> Dated:
    if year is None or "XXXX" not in one.edtf:
        return one
    return Dated(one.edtf.replace("XXXX", f"{year:04d}"), one.basis, one.evidence, one.confidence)


def agree(one: str, other: str) -> bool:
    """Whether both dates (EDTF) can be true: their bounds overlap; without a year, the day of the year is the
    same."""
    days = [found[0] for edtf in (one, other) if (found := re.search(r"(?<=[\dX]{4}-)\d\d-\d\d$", edtf))]
    if "XXXX" in one + other and len(days) == 2:
        return days[0] == days[1]
    (first, last), (begin, end) = dates.bounds(one), dates.bounds(other)
    if (first or last) is None or (begin or end) is None:
        return True
    return (first or "0000") <= (end or "9999") and (begin or "0000") <= (last or "9999")


def _most_precise(agreeing: Sequence[Dated]) -> Dated:
    """The first that names a day in a year, else the first that names a month in a year, else the first."""
    for shape in _SHAPES[:2]:
        for one in agreeing:
            if re.fullmatch(shape, one.edtf):
                return one
    return agreeing[0]


def when(edtf: str, basis: Basis) -> When:
    """A date with its bounds and the words for it."""
    earliest, latest = dates.bounds(edtf)
    return When(edtf, dates.display(edtf, "kk"), earliest, latest, basis)
