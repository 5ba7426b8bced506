"""Whom an item names, each once, with the words that name them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.model import Event, Evidence, Text
from ingest.claims import TRUST, Claim, in_text, trust_in
from ingest.facts import Facts
from language import names, positions
from language.persons import NameSpan, PersonName

# From here on two names are one person's (the scale of language.names.match).
SAME = 0.5
# What a place in the row adds to the trust in a caption, and what a name without its given name takes away.
PLACED, NOT_FULL = 1.1, 0.75

# The words before a name that make it the photographer's: «Түсірген Бейсенов М.», «Photo by …».
CREDIT = re.compile(
    r"(?:түсірген|суретке түсірген|суреттерді түсірген|сурет(?:тердің|тің)? автор(?:ы|лары)|фото(?:графия"
    r"|сурет)?(?: авторы| автора)?"
    r"|автор(?:ы)?(?: снимк(?:а|ов)| фото\w*)?|снимок|снимал[аи]?|съёмка|съемка|(?<!\w)фотограф(?:ы)?:"
    r"|фотосъ[её]мка|photo(?:graph)?(?: by)?|taken by|📷|📸"
    r"|мәтін|мәтінді дайындаған|текст|подготовил[аи]?|дайындаған|журналист:|тілші(?:міз)?:?)"
    r"\s*[:–—-]?\s*(?:©\s*)?$",
    re.IGNORECASE,
)
# Those of them that speak of a picture: who wrote the text did not take it.
_TEXT_CREDIT = re.compile(
    r"(?:мәтін\w*|текст|подготовил[аи]?|дайындаған|журналист|тілші\w*)\W*$", re.IGNORECASE
)


_PICTURES = re.compile(r"фото|сурет|сним|съ[её]мк|photo|taken by|түсірген|📷|📸", re.IGNORECASE)
_BROTHERS = re.compile(r"(?:ағайынды|апалы-сіңлілі|братья|с[её]стры|супруги)\s+$", re.I)
_FAMILY = re.compile(r"\s+(?:отбас|әулет|жанұя)", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named on an item."""

    name: PersonName
    evidence: Evidence
    position: str | None = None
    confidence: float = 0.5


def of_item(texts: Sequence[Text], facts: Facts, event: Event | None) -> Iterator[Mention]:
    """Each person once: placed by a caption before named by it, under the fullest name of the item.

    A name that is not full («Сейілова Г.М.») takes the full name of the one participant of the event that it
    fits: inside one event initials tell people apart as well as full names do.
    """
    seen: list[Mention] = []
    for new in (*_placed(texts), *named(texts), *_recorded(facts)):
        known = next((n for n, one in enumerate(seen) if same_person(one.name, new.name)), None)
        if known is None:
            seen.append(new)
            continue
        surest = max(seen[known].confidence, new.confidence)
        fullest = max(seen[known].name, new.name, key=fullness)
        seen[known] = replace(seen[known], name=fullest, confidence=surest)
    participants = [one.name for one in event.participants if one.status != "rejected"] if event else []
    for one in seen:
        yield replace(one, name=_among(participants, one.name))


def _among(participants: Sequence[str], name: PersonName) -> PersonName:
    if name.given or not name.surname:
        return name
    fitting = [full for full in participants if names.match(full, names.full(name)) >= SAME]
    return names.parse(fitting[0]) if len(fitting) == 1 and name.initials else name


def _placed(texts: Sequence[Text]) -> Iterator[Mention]:
    for text in texts:
        for placed in positions.find(text.text):
            label = placed.label("kk") or None
            sure = min(0.95, _trust(text, placed.name) * PLACED)
            yield Mention(placed.name, in_text(text, placed.start, placed.end), label, round(sure, 2))


def named(texts: Sequence[Text]) -> Iterator[Mention]:
    """The persons whom texts name, without those who only gave an institution its name or took the "
    "picture."""
    for text in texts:
        for span in names.find(text.text):
            if not (span.institution or is_credit(text.text, span.start) or is_family(text.text, span)):
                yield Mention(span.name, in_text(text, span.start, span.end), None, _trust(text, span.name))


def is_family(text: str, span: NameSpan) -> bool:
    """Whether a surname stands for several persons: «Омаровтар отбасы», «ағайынды Омаровтар»."""
    if span.name.given or span.name.initials:
        return False
    before, behind = text[max(0, span.start - 12) : span.start], text[span.end : span.end + 12]
    return bool(_BROTHERS.search(before) or _FAMILY.match(behind))


def _trust(text: Text, name: PersonName) -> float:
    is_full = bool(name.given and (name.surname or name.patronymic))
    return round(trust_in(text) * (1.0 if is_full else NOT_FULL), 2)


def is_credit(text: str, start: int) -> bool:
    """Whether the name that begins at `start` is that of the photographer or writer."""
    return CREDIT.search(text[max(0, start - 40) : start]) is not None


def credited(text: str, of_press: bool = False) -> NameSpan | None:
    """The first name in a text that it says is the photographer's; an author in a press text wrote it."""
    for span in names.find(text):
        before = text[max(0, span.start - 40) : span.start]
        if not CREDIT.search(before) or _TEXT_CREDIT.search(before):
            continue
        if not of_press or _PICTURES.search(before):
            return span
    return None


def authors(texts: Sequence[Text]) -> Iterator[Claim]:
    """The photographers whom captions and the back name."""
    for text in texts:
        if (span := credited(text.text)) is not None:
            evidence = in_text(text, span.start, span.end)
            yield Claim("author", names.full(span.name), evidence, trust_in(text))


def _recorded(facts: Facts) -> Iterator[Mention]:
    source = facts.sources.get("persons", "metadata")
    for written in facts.persons:
        yield Mention(names.parse(written), Evidence(source, written), None, TRUST["metadata"])


def same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names in one text mean one person."""
    return names.match(names.full(one), names.full(other)) >= SAME


def fullness(name: PersonName) -> tuple[int, int]:
    """How much a form of a name says: parts written out, then letters."""
    parts = (name.surname, name.given, name.patronymic)
    return sum(map(bool, parts)), len(names.full(name))
