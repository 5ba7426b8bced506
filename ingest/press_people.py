"""Who took part, as a press text names them: each once, by the fullest form of the name. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Evidence
from ingest.item_persons import fullness, is_credit, same_person
from ingest.press_body import Body
from ingest.press_mentions import only_mentioned
from language import names
from language.alphabet import fold, to_cyrillic
from language.persons import NameSpan, PersonName

# How far a participant is trusted: three parts, a given name with one more, initials.
WHOLE, FULL, INITIALS = 0.9, 0.8, 0.6
# Beside the name of who signs: nothing, or the name of a paper, a place, an office.
_ONLY_SIGNED = re.compile(
    r"\W*(?:(?:фото(?:сы)? автор\w*|сурет(?:ті түсірген|тер)? автор\w*|(?:наш|өз) \w*корр?\w*)\W*)?"
    r"(?:[«“\"][^»”\"]{2,40}[»”\"]|[^\W\d_]+(?:\s[^\W\d_]+)?)?\W*"
)


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person whom the text names: the fullest form of the name, and the sentence where that stands."""

    name: PersonName
    evidence: Evidence
    confidence: float


def persons(body: Body) -> tuple[NamedPerson, ...]:
    """One entry a person, in the order of the text."""
    signed = _signatures(body.plain)
    named = names.find(body.plain)
    mentioned = only_mentioned(body.plain, named)
    spans = [
        span
        for number, span in enumerate(named)
        if number not in mentioned
        and _is_participant(body.plain, span)
        and not _is_other_spelling(body.plain, named[number - 1] if number else None, span)
        and not any(start <= span.start < end for start, end in signed)
    ]
    found: list[NamedPerson] = []
    # Only names that begin alike are compared: a list of thousands would take the square of its length.
    begins: dict[str, list[int]] = defaultdict(list)
    for span in spans:
        new = NamedPerson(span.name, body.evidence(span.start, span.end), _confidence(span.name))
        alike = sorted({n for key in _keys(new.name) for n in begins[key]})
        known = [n for n in alike if same_person(found[n].name, new.name)]
        if not known:
            for key in _keys(new.name):
                begins[key].append(len(found))
            found.append(new)
        # Initials that fit several persons name none of them.
        elif len(known) == 1 and fullness(new.name)[0] > fullness(found[known[0]].name)[0]:
            found[known[0]] = new
            for key in _keys(new.name):
                begins[key].append(known[0])
    return tuple(found)


def merged(lists: Sequence[Sequence[NamedPerson]]) -> tuple[NamedPerson, ...]:
    """The persons of several texts about one event, each once by the first text that names them."""
    found: list[NamedPerson] = []
    for one in (person for persons in lists for person in persons):
        known = next((n for n, other in enumerate(found) if same_person(other.name, one.name)), None)
        if known is None:
            found.append(one)
        elif fullness(one.name)[0] > fullness(found[known].name)[0]:
            found[known] = one
    return tuple(found)


def _signatures(text: str) -> list[tuple[int, int]]:
    """Where the writer has signed: the last line, or the one under the heading, when it is one name and at
    most the paper's («Әлия Бекетова, «Дала таңы»»)."""
    lines = [found.span() for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    if len(lines) < 3:
        return []
    found = []
    for start, end in (lines[1], *lines[-2:]):
        spans = names.find(text[start:end])
        rest = text[start:end][: spans[0].start] + text[start:end][spans[0].end :] if len(spans) == 1 else ""
        if len(spans) == 1 and _ONLY_SIGNED.fullmatch(rest):
            found.append((start, end))
    # Two names one below the other are a list of people.
    return found if len(found) < 3 and not _follow(found, lines) else []


def _follow(found: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> bool:
    return len(found) > 1 and found == [lines[-2], lines[-1]]


def _is_participant(text: str, span: NameSpan) -> bool:
    name = span.name
    if span.institution or not (name.given or name.initials) or not _has_two_parts(name):
        return False
    return not is_credit(text, span.start)


def _is_other_spelling(text: str, before: NameSpan | None, span: NameSpan) -> bool:
    """«Тайфур Арслан (Tayfur Arslan)»: who stands before the bracket, in another script."""
    if before is None or text[before.end : span.start] != " (" or text[span.end : span.end + 1] != ")":
        return False
    return text[before.start].isascii() != text[span.start].isascii()


def _confidence(name: PersonName) -> float:
    if name.given and name.surname and name.patronymic:
        return WHOLE
    return FULL if name.given else INITIALS


def _keys(name: PersonName) -> set[str]:
    """The beginnings of surname and given name, in one script and spelling."""
    return {fold(to_cyrillic(part)).lower()[:3] for part in (name.surname, name.given) if part}


def _has_two_parts(name: PersonName) -> bool:
    return sum(map(bool, (name.surname, name.given, name.patronymic, name.initials))) >= 2
