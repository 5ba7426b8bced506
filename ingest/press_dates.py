"""When the event of a press text was: of all its dates the one that the text says something was held on. "
"Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import press_relative
from ingest.claims import Claim
from ingest.gatherings import is_held
from ingest.item_dates import speaks_of_a_life
from ingest.press_body import Body
from language import dates
from language.dates import DateSpan

# How far the date of a press text is trusted: in a sentence that says that something was held, elsewhere.
HELD_THEN, NAMED = 0.8, 0.6
_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d(?:/.*)?")
_MONTH = re.compile(r"\d{4}-\d\d(?:/.*)?")
_UNTIL_BEFORE = re.compile(r"(?<!\w)(?:до|по|не позднее|until|till|к)\s*$", re.I)
_UNTIL_BEHIND = re.compile(
    r"\s*(?:ж\.|г\.|жыл\w*)?\s*(?:-?\s?(?:ға|ге|қа|ке|на|не))?\s*(?:дейін|шейін)", re.I
)
# «Күні: 5 шілде», «Дата проведения – 5 июля»: at the beginning of a line.
_LABELLED = re.compile(
    r"\W*(?:(?:(?:іс-?\s?)?шара\w*\s+)?(?:өт(?:кен|кізілген|етін|кізілу|у)\s+)?(?:күні|уақыты|мерзімі)"
    r"(?: мен \w+)?|дата(?:\s+(?:и\s+\w+|проведения))*|время(?:\s+проведения)?|когда|сроки(?:\s+проведения)?"
    r"|date|when)(?:[\s*]*[:–—][\s*]*|\s{2,})(?:[^\W\d_]+,\s*)?",
    re.I,
)
# What comes next, and days of people's lives.
_NEXT = re.compile(r"(?<!\w)(?:следующ\w+|келесі|алдағы|келер|будущ\w+|ближайш\w+|next)(?!\w)", re.I)
_BIRTHDAY = re.compile(
    r"исполн\w+\s+(?:\d+|[а-я]+)\s+(?:лет|год)|\d+\s+жасқа\s+(?:тол|кел)|дүниеге кел|родил(?:ся|ась)"
    r"|туған күн|день рождения",
    re.I,
)
_PAPER = re.compile(r"газет|журнал|№\s*\d|выпуск", re.I)
# Sentences of the beginning, where a press text says when.
_BEGINNING = 700


def date(body: Body) -> Claim | None:
    """The date of the event; one without a year takes it from the text's own day of publication."""
    spans = [
        span
        for span in dates.find(body.plain)
        if (_DAY.fullmatch(span.edtf) or _MONTH.fullmatch(span.edtf))
        and not speaks_of_a_life(body.plain, span)
    ]
    newest = max((int(span.edtf[:4]) for span in spans if span.edtf[:4].isdigit()), default=0)
    weighed = [(_weight(body, span, newest), -span.start, span) for span in spans]
    best = max(weighed, key=lambda one: one[:2], default=None)
    told = press_relative.date(body)
    # What is counted from the day of publication is of the event; a date may be of anything.
    if told is not None and (best is None or told.weight + (not _is_held_on(body, best[2])) > best[0]):
        return told.claim
    if best is None:
        return None
    chosen = best[2]
    evidence = body.evidence(chosen.start, chosen.end)
    edtf = _with_year(chosen.edtf, dates.find(body.text), chosen)
    return Claim("date", edtf, evidence, HELD_THEN if is_held(evidence.sentence) else NAMED)


def _is_held_on(body: Body, span: DateSpan) -> bool:
    return is_held(body.evidence(span.start, span.end).sentence)


def _weight(body: Body, span: DateSpan, newest: int) -> int:
    """How likely a date is the event's."""
    sentence = body.evidence(span.start, span.end).sentence
    begins = len(body.plain) - len(body.plain.lstrip())
    weight = 2 * is_held(sentence) + (span.start - begins < _BEGINNING)
    if _DAY.fullmatch(span.edtf):
        weight += 2
    if span.edtf[:4].isdigit() and newest - int(span.edtf[:4]) > 2:
        weight -= 5
    if _is_end(body.plain, span) or _NEXT.search(sentence) or _BIRTHDAY.search(sentence):
        weight -= 4
    begin = body.plain.rfind("\n", 0, span.start) + 1
    if _LABELLED.fullmatch(body.plain, begin, span.start):
        return weight + 6
    # A date by itself in its line is more often that of the page, one beside a number that of a paper.
    line = body.plain[begin:].split("\n", 1)[0]
    if len(sentence) - (span.end - span.start) < 12 or (_PAPER.search(line) and not is_held(line)):
        weight -= 2
    return weight


def _is_end(text: str, span: DateSpan) -> bool:
    """Whether something lasts until the date: «30 қарашаға дейін», «до 30 ноября»."""
    before, behind = text[max(0, span.start - 14) : span.start], text[span.end : span.end + 20]
    words = text[span.start : span.end]
    return bool(
        _UNTIL_BEFORE.search(before) or _UNTIL_BEHIND.match(behind) or words.endswith(("дейін", "шейін"))
    )


def _with_year(edtf: str, spans: Sequence[DateSpan], chosen: DateSpan) -> str:
    """«18 қыркүйекте» in a text of 20.09.2024 was in 2024: news are written within a month."""
    if not edtf.startswith("XXXX-") or len(edtf) != len("XXXX-09-18"):
        return edtf
    years = {_year_before(edtf, span.edtf) for span in spans if re.fullmatch(r"\d{4}-\d\d-\d\d", span.edtf)}
    # «2023 жылғы қазан айындағы іс-шаралар», then «3 қазан».
    years |= {span.edtf[:4] for span in spans if re.fullmatch(rf"\d{{4}}-{edtf[5:7]}", span.edtf)}
    known = {year for year in years if year}
    return edtf.replace("XXXX", known.pop()) if len(known) == 1 else edtf


def _year_before(edtf: str, published: str) -> str | None:
    """The year of `edtf` when `published` is at most a month behind it; else None."""
    month, day = int(edtf[5:7]), int(edtf[8:10])
    year, later_month, later_day = (int(part) for part in published.split("-"))
    days = (later_month - month) * 30 + (later_day - day)
    if 0 <= days <= 31:
        return f"{year:04}"
    return f"{year - 1:04}" if 0 <= days + 360 <= 31 else None
