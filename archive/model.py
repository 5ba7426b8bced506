"""The nouns of the archive as frozen values that refuse nonsense at birth.

Everything here is plain data: strings, numbers, tuples and dictionaries of them. Times are ISO 8601
strings with offset where it is known; days are `YYYY-MM-DD`; polygons are in pixels of the page
as a viewer shows it, at full size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["photo", "document"]
Side = Literal["front", "back"]
Basis = Literal["exif", "caption", "event", "folder", "staff"]
Role = Literal["caption", "transcript", "inscription"]
Outcomes = Literal["added", "duplicate", "joined", "unread", "deferred", "refused", "skipped"]
DepictionStatus = Literal["suggested", "confirmed", "rejected"]
SuggestionStatus = Literal["suggested", "accepted", "rejected"]
Access = Literal["public", "staff", "closed"]
Certainty = Literal["certain", "probable", "possible"]

ITEM_ID = re.compile(r"\d{4,}-\d{4,}")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def require(condition: bool, message: str) -> None:
    """Raise ValueError with the message unless the condition holds."""
    if not condition:
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class When:
    """A date as it was written and what it can mean.

    `earliest` and `latest` are days, or None where the end is open or the year is not known
    (`XXXX-09-18` has a month and a day but no bounds).
    """

    edtf: str
    display: str
    earliest: str | None
    latest: str | None
    basis: Basis

    def __post_init__(self) -> None:
        require(bool(self.edtf), "a date needs its EDTF form")
        for day in (self.earliest, self.latest):
            require(day is None or DAY.fullmatch(day) is not None, f"not a day: {day!r}")
        if self.earliest and self.latest:
            require(self.earliest <= self.latest, f"{self.earliest} is after {self.latest}")


@dataclass(frozen=True, slots=True)
class Original:
    """A file exactly as it was received. `path` is relative to the archive folder.

    `name` and `folder` are as they were at the source; `raw_name` keeps the bytes of a name that is
    not UTF-8, in hexadecimal.
    """

    sha256: str
    size: int
    media_type: str
    path: str
    name: str
    folder: str = ""
    raw_name: str | None = None

    def __post_init__(self) -> None:
        require(SHA256.fullmatch(self.sha256) is not None, "a digest is 64 hexadecimal digits")
        require(self.size >= 0, "a size is not negative")


@dataclass(frozen=True, slots=True)
class ItemSide:
    """Which original shows which side of the item."""

    side: Side
    original: Original


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reading: its words with their confidence (0..100) and its polygon x0,y0 … x3,y3."""

    text: str
    confidence: float
    polygon: tuple[float, ...]
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One reading or correction of one page of one side.

    `by` is `tesseract 5.3.0 kaz+rus+eng` and the like for a machine, `staff:LOGIN` for a person.
    `current` readings make up the item's text; an unsure reading is never current.
    """

    role: Role
    side: Side
    page: int
    text: str
    language: str
    confidence: float | None
    by: str
    current: bool
    lines: tuple[Line, ...] = ()
    id: int | None = None

    def __post_init__(self) -> None:
        require(self.page >= 1, "pages are counted from 1")
        require(self.confidence is None or 0 <= self.confidence <= 100, "confidence is between 0 and 100")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a suggestion comes from: a field (`exif:DateTimeOriginal`, `caption`, `event_text`,
    `iptc:…`, `folder`, `back`), the words themselves with their span in that text, and the sentence they
    stand in where there is one. `item` is the other item that it was taken from, if it was."""

    field: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    sentence: str = ""
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that a machine proposes for a field of a subject (an item or an event)."""

    subject: str
    field: str
    value: str
    evidence: Evidence
    confidence: float
    status: SuggestionStatus = "suggested"
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Depiction:
    """Who is to be seen on an item, or took part in an event, and why we think so.

    `confidence` is a machine's (0..1), `certainty` what staff say; `publish` is False when the person's
    record says that they do not want to be published.
    """

    person_id: str
    name: str
    status: DepictionStatus
    position: str | None = None
    evidence: Evidence | None = None
    variants: tuple[str, ...] = ()
    confidence: float | None = None
    certainty: Certainty | None = None
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Variant:
    """Another form of a person's name. `language` is a BCP 47 tag (`kk`, `kk-Latn`, `ru`); `generated` ones
    were made by rule from the preferred name, the others were met in a source or written by staff."""

    name: str
    language: str
    generated: bool


@dataclass(frozen=True, slots=True)
class Person:
    """An authority record. Two people may share a name: the id tells them apart.

    `dates` are the dates of life as EDTF («1931/1998», «1931/»); `publish` is False when the person does not
    want to be published.
    """

    id: str
    name: str
    variants: tuple[str, ...] = ()
    dates: str | None = None
    note: str | None = None
    distinct_from: tuple[str, ...] = ()
    forms: tuple[Variant, ...] = ()
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """What the photographs were taken at. `names` is keyed by kk, ru, en; `alternatives` are further names in
    a language that has one already."""

    id: str
    names: Mapping[str, str]
    when: When | None = None
    place: str | None = None
    description: str | None = None
    text: str | None = None
    organisers: tuple[str, ...] = ()
    participants: tuple[Depiction, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the first language that has one: kk, ru, en."""
        return next((self.names[code] for code in ("kk", "ru", "en") if self.names.get(code)), self.id)


@dataclass(frozen=True, slots=True)
class Rights:
    """What may be done with an item. `permission_until` is a day."""

    access: Access = "public"
    statement: str | None = None
    holder: str | None = None
    permission_until: str | None = None
    consent: str | None = None
    publish: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A photograph or a document in the catalogue, with everything that is shown of it.

    `form` is the form of the original (negative, print, digital, …); `unidentified` counts people whom nobody
    can name; `joined_to` is the item that this one turned out to be a side or a double of: it is not found
    any more, and nothing of it is lost. `pixels` is a digest of the upright picture, `likeness` a perceptual
    hash of 64 bits in hexadecimal.
    """

    id: str
    kind: Kind
    sides: tuple[ItemSide, ...]
    pages: int = 1
    width: int | None = None
    height: int | None = None
    title: str | None = None
    author: str | None = None
    reference: str | None = None
    when: When | None = None
    place: str | None = None
    event: Event | None = None
    persons: tuple[Depiction, ...] = ()
    texts: tuple[Text, ...] = ()
    keywords: tuple[str, ...] = ()
    rights: Rights = field(default_factory=Rights)
    metadata: Mapping[str, Any] = field(default_factory=dict)
    reviewed: bool = False
    form: str | None = None
    unidentified: int | None = None
    joined_to: str | None = None
    pixels: str | None = None
    likeness: str | None = None

    def __post_init__(self) -> None:
        require(self.unidentified is None or self.unidentified >= 0, "a count is not negative")
        require(ITEM_ID.fullmatch(self.id) is not None, f"not an item id: {self.id!r}")
        require(bool(self.sides), "an item has at least one side")
        require(self.pages >= 1, "an item has at least one page")

    @property
    def original(self) -> Original:
        """The original of the front, or of the only side there is."""
        return next((s.original for s in self.sides if s.side == "front"), self.sides[0].original)

    def current_texts(self) -> tuple[Text, ...]:
        """The readings and corrections that count, in the order of sides and pages."""
        chosen = [t for t in self.texts if t.current]
        return tuple(sorted(chosen, key=lambda t: (t.side != "front", t.page, t.role)))

    @property
    def caption(self) -> str | None:
        """The words of the caption, or None when there is none."""
        return "\n".join(t.text for t in self.current_texts() if t.role == "caption") or None

    @property
    def text(self) -> str:
        """All current text of the item."""
        return "\n".join(t.text for t in self.current_texts() if t.text)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of history. `hash` covers the line and the hash of the line before it.

    `step` is the number of the first line that was written together with this one: they are undone together.
    `undoes` is the step that this line takes back.
    """

    number: int
    at: str
    actor: str
    action: str
    subject: str
    before: Any
    after: Any
    hash: str
    step: int | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of an ingest."""

    path: str
    status: Outcomes
    id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a verification found."""

    kind: Literal["missing", "changed", "unexpected", "history", "index"]
    path: str
    expected: str | None = None
    found: str | None = None
