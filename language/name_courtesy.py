"""Names with words of courtesy: «г-н Тайфур Арслан», «Mr. Jean-Pierre Lefèvre», «Ануар мырза Серикбаев»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language.persons import NameSpan, PersonName

_UPPER = "A-ZÀ-ÖØ-ÞĞŞİƏŪА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UPPER}][^\W\d_]{{1,30}}(?:[-’'][^\W\d_]{{1,30}})?"
# Behind these words two or three capitalised ones are a person, whatever language the name is of.
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?|[Гг]-(?:н|жа)|[Гг]осподин|[Гг]оспожа|мистер|миссис|месье|мадам)\s"
    rf"(?P<name>(?P<given>{_WORD}(?: {_WORD})?) (?P<surname>{_WORD}))(?!\w)"
)
_BETWEEN = re.compile(r" (?:мырза|ханым|апа|апай|аға|ағай|ата|әже|көке|қажы|ақсақал|батыр) ")


def courteous(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """The names, with those that only courtesy tells, and as one those that it stands between."""
    found = list(_joined(spans, text))
    for match in _BEFORE.finditer(text):
        start, end = match.span("name")
        inside = [span for span in found if start < span.end and span.start < end]
        if not any(span.start == start and span.end >= match.end("given") + 2 for span in inside):
            name = PersonName(match["surname"], match["given"], "", "")
            found = [span for span in found if span not in inside]
            found.append(NameSpan(start, end, name))
    return sorted(found, key=lambda span: span.start)


def _joined(spans: Sequence[NameSpan], text: str) -> Iterator[NameSpan]:
    at = 0
    while at < len(spans):
        span = spans[at]
        behind = spans[at + 1] if at + 1 < len(spans) else None
        if behind and _is_one(span.name, behind.name) and _BETWEEN.fullmatch(text[span.end : behind.start]):
            name = PersonName(behind.name.surname, span.name.given, span.name.patronymic, "")
            yield NameSpan(span.start, behind.end, name, behind.institution)
            at += 1
        else:
            yield span
        at += 1


def _is_one(one: PersonName, other: PersonName) -> bool:
    """Whether a given name stands before the word of courtesy and a surname behind."""
    return bool(one.given and not one.surname and other.surname) and not (other.given or other.initials)
