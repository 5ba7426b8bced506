"""Earlier surnames in brackets: «Омарова (Сейтова) Айгуль» is one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from language.persons import NameSpan, PersonName

_UPPER = "A-ZÀ-ÖØ-ÞĞŞİƏŪА-ЯЁӘҒҚҢӨҰҮҺІ"
_MAIDEN = re.compile(
    r"\s\((?:урожд[её]нная\s|урожд\.\s?|в девичестве\s|бұрынғы\s|қыз кезінде\s|n[ée]e\s)?", re.I
)
_INITIALS = re.compile(rf"\s(?:[{_UPPER}]\.\s?){{1,2}}")


def with_maiden_names(spans: Sequence[NameSpan], text: str) -> Iterator[NameSpan]:
    """The names, where «Омарова (Сейтова) Айгуль» and «Айгуль Омарова (Сейтова)» are one: of Омарова."""
    at = 0
    while at < len(spans):
        span = spans[at]
        maiden = spans[at + 1] if at + 1 < len(spans) else None
        if maiden is None or not _is_maiden(span, maiden, text):
            yield span
            at += 1
            continue
        end = text.index(")", maiden.end) + 1
        behind = spans[at + 2] if at + 2 < len(spans) else None
        initials = _INITIALS.match(text, end)
        name = span.name
        if not name.given and not name.initials and behind and behind.start == end + 1:
            if not behind.name.surname:
                name = PersonName(name.surname, behind.name.given, behind.name.patronymic, "")
                end, at = behind.end, at + 1
        elif not name.given and not name.initials and initials:
            name = PersonName(name.surname, "", "", re.sub(r"[.\s]", "", initials[0]))
            end = end + len(initials[0].rstrip())
        yield NameSpan(span.start, end, name, span.institution)
        at += 2


def _is_maiden(span: NameSpan, maiden: NameSpan, text: str) -> bool:
    """Whether a surname in brackets behind a name is an earlier one of the same person."""
    if not span.name.surname or maiden.name.given or maiden.name.initials or maiden.name.patronymic:
        return False
    return bool(_MAIDEN.fullmatch(text[span.end : maiden.start])) and text[maiden.end : maiden.end + 1] == ")"
