"""Facts, texts, event and folder → what an item is said to be, each value with its evidence. Pure.

Dates: what the operator or a camera says comes before what a caption says, then event and folder; a date
without a year takes it from the next that has one. What contradicts is kept as a suggestion, never settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from archive.model import Basis, Event, Evidence, Role, Text, When
from ingest.facts import Facts
from ingest.press import SAME, fullness, same_person
from ingest.reading import FileReading, PageReading
from language import dates, names, positions
from language.detect import language as language_of
from language.persons import PersonName

# A machine's trust in where a value comes from, 0..1: used to order suggestions, never to settle them.
TRUST = {"exif": 0.9, "caption": 0.8, "event": 0.7, "folder": 0.5, "back": 0.7}


# The words before a name that make it the photographer's: «Түсірген Бейсенов М.», «Photo by …».
CREDIT = re.compile(
    r"(?:түсірген|суретке түсірген|сурет авторы|фото(?:графия|сурет)?(?: авторы| автора)?"
    r"|автор(?: снимка| фото)?|снимок|съёмка|съемка|фотограф(?:ы)?:|photo(?:graph)?(?: by)?|taken by)"
    r"\s*[:–—-]?\s*(?:©\s*)?$",
    re.IGNORECASE,
)

# Photography begins in 1826; a number beyond this century is a number.
BARE_YEAR = re.compile(r"(?<!\d)(?:18[3-9]\d|19\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named on an item."""

    name: PersonName
    evidence: Evidence
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field that was not taken, or that a person should look at."""

    field: str
    value: str
    evidence: Evidence
    confidence: float


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of an item before anybody has looked at it."""

    title: str | None = None
    author: str | None = None
    place: str | None = None
    when: When | None = None
    keywords: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    mentions: tuple[Mention, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Dated:
    edtf: str
    basis: Basis
    evidence: Evidence


def describe(
    front: FileReading | None, back: FileReading | None, facts: Facts, event: Event | None, folder: str
) -> Description:
    """What the sides of an item, its metadata, its event and its folder's name say together."""
    texts = (*_texts(front, "front"), *_metadata_texts(facts, front), *_texts(back, "back"))
    current = [text for text in texts if text.current]
    when, others = _when(facts, current, event, folder)
    raw = dict((front or back).metadata) if front or back else {}  # type: ignore[union-attr]
    return Description(
        title=facts.title,
        author=facts.creator or _credited(current),
        place=facts.city or facts.place,
        when=when,
        keywords=facts.keywords,
        texts=texts,
        mentions=tuple(_mentions(current, facts, event)),
        proposals=(*others, *_doubts(facts)),
        metadata={**raw, "facts": asdict(facts)},
    )


def _texts(reading: FileReading | None, side: str) -> Iterator[Text]:
    if reading is None:
        return
    role: Role = "inscription" if side == "back" else "caption" if reading.kind == "photo" else "transcript"
    for page in reading.readings:
        if page.outcome in ("text", "unsure"):
            yield text_of(page, role, side)


def text_of(page: PageReading, role: Role, side: str) -> Text:
    """The Text that a page's reading is; an unsure one is not current."""
    return Text(
        role,
        "back" if side == "back" else "front",
        page.page,
        page.text,
        language_of(page.text),
        page.confidence,
        page.by,
        page.outcome == "text",
        page.lines,
    )


def _metadata_texts(facts: Facts, front: FileReading | None) -> Iterator[Text]:
    """What somebody wrote into the file is a caption too, unless the picture shows the same words."""
    if facts.description and front is not None:
        by = f"metadata {facts.sources.get('description', '')}".strip()
        yield Text("caption", "front", 1, facts.description, language_of(facts.description), None, by, True)


def _when(
    facts: Facts, texts: Sequence[Text], event: Event | None, folder: str
) -> tuple[When | None, list[Proposal]]:
    candidates = list(_candidates(facts, texts, event, folder))
    year = next((int(one.edtf[:4]) for one in candidates if _tells_the_year(one)), None)
    completed = [_with_year(one, year) for one in candidates]
    if not completed:
        return None, []
    chosen = _most_precise([one for one in completed if _agree(one, completed[0])])
    others = [
        Proposal("date", one.edtf, one.evidence, TRUST[one.basis])
        for one in completed
        if not _agree(one, chosen)
    ]
    return when(chosen.edtf, chosen.basis), others


def _tells_the_year(one: _Dated) -> bool:
    """A caption may speak of any year; a camera, an event or a folder speaks of the picture's."""
    return one.basis != "caption" and re.match(r"\d{4}-", one.edtf) is not None


def _candidates(facts: Facts, texts: Sequence[Text], event: Event | None, folder: str) -> Iterator[_Dated]:
    """All dates that something states, the most trusted first."""
    if event and event.when and event.when.basis == "staff":
        yield _Dated(event.when.edtf, "event", Evidence("event", event.when.display))
    if facts.taken:
        yield _Dated(_day(facts.taken), "exif", Evidence(facts.taken_field or "exif", facts.taken))
    for text in texts:
        for span in dates.find(text.text):
            quote = text.text[span.start : span.end]
            field = "back" if text.side == "back" else text.role
            yield _Dated(span.edtf, "caption", Evidence(field, quote, span.start, span.end))
            break
    if event and event.when and event.when.basis != "staff":
        yield _Dated(event.when.edtf, "event", Evidence("event", event.when.display))
    yield from _of_folder(folder)


def _of_folder(folder: str) -> Iterator[_Dated]:
    """The dates in a folder's name; there a bare year is a date too («Көктерек 1958»)."""
    spans = dates.find(folder)
    for span in spans:
        yield _Dated(span.edtf, "folder", Evidence("folder", folder, span.start, span.end))
    if not spans and (year := BARE_YEAR.search(folder)):
        yield _Dated(year[0], "folder", Evidence("folder", folder, year.start(), year.end()))


def _day(taken: str) -> str:
    return taken.split("T")[0]


def _with_year(one: _Dated, year: int | None) -> _Dated:
    if year is None or "XXXX" not in one.edtf:
        return one
    return _Dated(one.edtf.replace("XXXX", f"{year:04d}"), one.basis, one.evidence)


def _agree(one: _Dated, other: _Dated) -> bool:
    """Whether both can be true: their bounds overlap; without a year, the day of the year is the same."""
    days = [found[0] for one in (one, other) if (found := re.search(r"(?<=[\dX]{4}-)\d\d-\d\d$", one.edtf))]
    if "XXXX" in one.edtf + other.edtf and len(days) == 2:
        return days[0] == days[1]
    (first, last), (begin, end) = dates.bounds(one.edtf), dates.bounds(other.edtf)
    if (first or last) is None or (begin or end) is None:
        return True
    return (first or "0000") <= (end or "9999") and (begin or "0000") <= (last or "9999")


def _most_precise(agreeing: Sequence[_Dated]) -> _Dated:
    """The first that names a day in a year, else the first that names a month in a year, else the first."""
    for shape in (r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d"):
        for one in agreeing:
            if re.fullmatch(shape, one.edtf):
                return one
    return agreeing[0]


def when(edtf: str, basis: Basis) -> When:
    """A date with its bounds and the words for it."""
    earliest, latest = dates.bounds(edtf)
    return When(edtf, dates.display(edtf, "kk"), earliest, latest, basis)


def _mentions(texts: Sequence[Text], facts: Facts, event: Event | None) -> Iterator[Mention]:
    """Each person once: placed by a caption before named by it, under the fullest name of the item.

    A name that is not full («Сейілова Г.М.») takes the full name of the one participant of the event that it
    fits: inside one event initials tell people apart as well as full names do.
    """
    seen: list[Mention] = []
    for new in (*_placed(texts), *named(texts), *_recorded(facts)):
        known = next((n for n, one in enumerate(seen) if same_person(one.name, new.name)), None)
        if known is None:
            seen.append(new)
        elif fullness(new.name) > fullness(seen[known].name):
            seen[known] = replace(seen[known], name=new.name)
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
            evidence = _where(text, placed.start, placed.end)
            yield Mention(placed.name, evidence, placed.label("kk") or None)


def named(texts: Sequence[Text]) -> Iterator[Mention]:
    """The persons whom texts name, without those who only gave an institution its name."""
    for text in texts:
        for span in names.find(text.text):
            if not span.institution and not _is_credit(text.text, span.start):
                yield Mention(span.name, _where(text, span.start, span.end))


def _is_credit(text: str, start: int) -> bool:
    return CREDIT.search(text[max(0, start - 40) : start]) is not None


def _credited(texts: Sequence[Text]) -> str | None:
    """The photographer whom a caption or the back names."""
    for text in texts:
        for span in names.find(text.text):
            if _is_credit(text.text, span.start):
                return names.full(span.name)
    return None


def _where(text: Text, start: int, end: int) -> Evidence:
    return Evidence("back" if text.side == "back" else text.role, text.text[start:end], start, end)


def _recorded(facts: Facts) -> Iterator[Mention]:
    for written in facts.persons:
        yield Mention(names.parse(written), Evidence(facts.sources.get("persons", "metadata"), written))


def _doubts(facts: Facts) -> Iterator[Proposal]:
    for conflict in facts.conflicts:
        yield Proposal(conflict.fact, conflict.value, Evidence(conflict.source, conflict.value), 0.4)
