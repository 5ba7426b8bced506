"""Days that are counted from that of publication: «кеше», «өткен сенбіде», «в минувшую пятницу». Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as day
from datetime import timedelta

from ingest.claims import Claim
from ingest.gatherings import is_held
from ingest.press_body import Body
from ingest.press_mentions import quotations
from language import dates
from language.dates import DateSpan

# How far a day is trusted that is counted from the one of publication.
BY_PUBLICATION = 0.5
_DAYS_AGO = {
    0: r"сегодня|бүгін",
    1: r"вчера|накануне|кеше",
    2: r"позавчера|алдыңғы күні|бұрнағы күні|бұрнағүні",
}
_AGO = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<ago{n}>{words})" for n, words in _DAYS_AGO.items())
    + r")(?!\w)(?!\s+(?:де|да|и)\s)",
    re.I,
)
_WEEKDAYS = (
    ("дүйсенбі", "понедельник"), ("сейсенбі", "вторник"), ("сәрсенбі", "сред[уы]"), ("бейсенбі", "четверг"),
    ("жұма", "пятницу"), ("сенбі", "субботу"), ("жексенбі", "воскресенье"),
)  # fmt: skip
_KAZAKH_DAY = "|".join(f"(?P<kk{n}>{kazakh})" for n, (kazakh, _) in enumerate(_WEEKDAYS))
_RUSSIAN_DAY = "|".join(f"(?P<ru{n}>{russian})" for n, (_, russian) in enumerate(_WEEKDAYS))
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?:өткен|осы)\s+(?:апта\w*\s+)?)?(?:{_KAZAKH_DAY})(?:\s+күні|[дт][ае])(?!\w)"
    rf"|(?<!\w)во?\s+(?:(?:прошл|минувш|эт)\w+\s+)?(?:{_RUSSIAN_DAY})(?!\w)",
    re.I,
)
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_NO_YEAR = re.compile(r"XXXX-\d\d-\d\d")
# A leap year, for counting in a page's «22 марта, 18:40».
_SOME_YEAR = "2000"
_PUBLISHED = re.compile(
    r"(?i:жариялан\w+|опубликован\w+|published|дата|date|отправлено|sent)\s*[:–—-]?[^\n]{0,12}$"
)
_BEGINNING = 700


@dataclass(frozen=True, slots=True)
class Told:
    """A day that is told by its distance, and how likely it is the event's (the scale of `press_dates`)."""

    claim: Claim
    weight: int


def date(body: Body) -> Told | None:
    """The likeliest of the days that the text counts from its own; None without a day of publication."""
    published = _published(body)
    if published is None:
        return None
    today = day.fromisoformat(published.edtf.replace("XXXX", _SOME_YEAR))
    quoted = quotations(body.plain)
    told = [
        _told(body, match, held, published)
        for match, held in _counted(body.plain, today, published.edtf.startswith("XXXX"))
        if not any(start < match.start() < end for start, end in quoted)
    ]
    return max(told, key=lambda one: one.weight, default=None)


def _counted(plain: str, today: day, is_any_year: bool) -> Iterator[tuple[re.Match[str], day]]:
    for match in _AGO.finditer(plain):
        days = next(n for n in _DAYS_AGO if match[f"ago{n}"])
        yield match, today - timedelta(days=days)
    for match in () if is_any_year else _WEEKDAY.finditer(plain):
        number = next(n for n in range(7) if match[f"kk{n}"] or match[f"ru{n}"])
        yield match, today - timedelta(days=(today.weekday() - number) % 7)


def _told(body: Body, match: re.Match[str], held: day, published: DateSpan) -> Told:
    sentence = body.evidence(match.start(), match.end()).sentence
    begins = len(body.plain) - len(body.plain.lstrip())
    evidence = body.evidence(published.start, published.end)
    if sentence not in evidence.sentence:
        evidence = replace(evidence, sentence=f"{evidence.sentence} … {sentence}")
    said = held.isoformat() if _WHOLE.fullmatch(published.edtf) else f"XXXX{held.isoformat()[4:]}"
    claim = Claim("date", said, evidence, BY_PUBLICATION)
    return Told(claim, 2 + 2 * is_held(sentence) + (match.start() - begins < _BEGINNING))


def _published(body: Body) -> DateSpan | None:
    """The day of publication: of whole dates one that says so, one by itself in its line, else the first."""
    found = dates.find(body.text)
    whole = [span for span in found if _WHOLE.fullmatch(span.edtf)]
    whole = whole or [span for span in found if _NO_YEAR.fullmatch(span.edtf) and _has_time(body.text, span)]
    return min(
        whole, key=lambda span: (not _is_said(body.text, span), not _is_alone(body.text, span)), default=None
    )


def _has_time(text: str, span: DateSpan) -> bool:
    """«22 марта, 18:40», alone in its line."""
    return _is_alone(text, span) and bool(
        re.match(r"[,\s|·]{1,4}\d{1,2}:\d\d", text[span.end : span.end + 10])
    )


def _is_said(text: str, span: DateSpan) -> bool:
    return bool(_PUBLISHED.search(text[max(0, span.start - 40) : span.start]))


def _is_alone(text: str, span: DateSpan) -> bool:
    line = text[text.rfind("\n", 0, span.start) + 1 :].split("\n", 1)[0]
    return len(line.strip()) - (span.end - span.start) < 60
